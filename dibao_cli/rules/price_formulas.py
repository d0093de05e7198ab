"""The formulas of the price subsidy (`price_subsidy`): when it is paid, and what one person gets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from .arithmetic import Number, Truth, at_least, check, leaf, proportion, step, times_in, where
from .money import Rounding
from .notice import NO_SHARE, Bands


def triggered(rise: Number, trigger: Number, index: str) -> Truth:
    """Whether an index rose by at least its trigger."""
    return check(f"{index}_trigger", rise >= trigger)


def any_triggered(*reached: Truth) -> Truth:
    """Whether the subsidy is paid: one index is enough, of one or more."""
    return reduce(lambda one, other: one | other, reached)


def highest_rise(rises: Iterable[tuple[Number, Truth]]) -> Number:
    """The highest rise of those indices that reached their trigger; 0 where none did."""
    highest: Number = 0
    for rise, reached in rises:
        highest = at_least(highest, where(reached, rise, 0))
    return step("highest_rise", highest)


def by_index(base: Number, rise: Number, *factors: Number, rounding: Rounding) -> Number:
    """The base times the rise of the index (a coefficient, a multiplier), rounded once: per person and month."""
    return where(rise > 0, proportion(base, rise, *factors, rounding=rounding), 0)


def by_bands(base: Number, rise: Number, bands: Bands, *factors: Number, rounding: Rounding) -> Number:
    """The share of the base that belongs to the band in which the rise lies; below the first band nothing."""
    amount: Number = 0
    for lowest, numerator, denominator in bands:
        if (numerator, denominator) == NO_SHARE:
            continue
        share = proportion(base * numerator, *factors, divisor=denominator, rounding=rounding)
        amount = where(rise >= lowest, share, amount)
    return amount


def has_band(bands: Bands, rise: int) -> bool:
    """Whether some band says what is paid at a rise (hundredths of a per cent)."""
    reached = [band for band in bands if band[0] <= rise]
    return bool(reached) and reached[-1][1:] != NO_SHARE


def points_of(rise: Number, above: Number, started: bool) -> Number:
    """How many points a rise lies above a figure: each that is begun counts (`started`), else each whole one."""
    return step("points", times_in(at_least(0, rise - above), leaf(100, "percent"), "up" if started else "down"))


def by_points(amount: Number, points: Number, *factors: Number, rounding: Rounding) -> Number:
    """A fixed amount for each percentage point, rounded once: per person and month."""
    return proportion(amount * points, *factors, rounding=rounding)


def rate(ordinary: Number, multiplier: Number | None, minimum: Number | None = None) -> Number:
    """What one person gets: the ordinary amount, not below a minimum, times the multiplier in force if there is one."""
    floor = ordinary if minimum is None else at_least(minimum, ordinary)
    if multiplier is None:
        return step("subsidy_a_person", floor)
    return step("subsidy_a_person", proportion(step("ordinary_subsidy", floor), multiplier))


def rate_rounded_last(multiplied: Number, minimum: Number | None, multiplier: Number, rounding: Rounding) -> Number:
    """The same where a table rounds after the multiplier: `multiplied` is already times it, and rounded once."""
    if minimum is None:
        return step("subsidy_a_person", multiplied)
    return step("subsidy_a_person", at_least(proportion(minimum, multiplier, rounding=rounding), multiplied))


def topped_up(amount: Number, to: Number) -> Number:
    """What one person gets in a month in which everybody has at least a flat amount, whatever prices did."""
    return step("topped_up", at_least(to, amount))

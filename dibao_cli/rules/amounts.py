"""Amounts that a notice states otherwise than in yuan a month: by the year, as a share of another figure.

A plain amount is a whole number of fen a month. One of these is kept as it is stated and divided once, at the end: 5480
yuan a year are 456.666… a month, three persons' months 1370.00.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

from .arithmetic import Number, exact, leaf, proportion, rounded, step
from .money import TO_THE_FEN, Rounding, percent, round_quotient, yuan
from .money import factor as factor_text

if TYPE_CHECKING:
    from .notice import Value

Per = Literal["month", "quarter", "half_year", "year"]
MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""How many months a period has."""


class PaymentRule(NamedTuple):
    """How the amounts of some programmes (none named: all) are paid in an area (empty: both).

    `paid_in` are the months of the year in which the payments of the year are made, one for each period; of the year
    after where `next_year` says so and the month lies before the period. Over `exact_over` the months add up exactly.
    """

    period: Per
    exact_over: Per
    programmes: tuple[str, ...] = ()
    area: str = ""
    paid_in: tuple[int, ...] = ()
    next_year: bool = False


PaymentRules = tuple[PaymentRule, ...]

When = Literal["current", "year_earlier"]


class Amount(NamedTuple):
    """An amount as it is stated: `fen` in the period `per`, or `share` (÷ `WHOLE`) of the figure `of` plus `plus`.

    `of` is a key, or `dibao`: the standard of the household's own area. `when` says whose month that figure is of.
    `rounding` is how the notice rounds: a share in its own period, an amount by the year as it is restated by the
    month; None leaves it exact. `as_factor` keeps how a share was written: 1.6 times, not 160 %.
    """

    fen: int = 0
    per: Per = "month"
    share: int | None = None
    of: str = ""
    when: When = "current"
    plus: int = 0
    rounding: Rounding | None = None
    as_factor: bool = False

    @property
    def months(self) -> int:
        """How many months the amount is for."""
        return MONTHS[self.per]

    @property
    def fen_a_month(self) -> int | None:
        """What it comes to by the month, to the fen, where it depends on nothing else."""
        if self.share is not None:
            return None
        return round_quotient(self.fen, self.months, self.rounding or TO_THE_FEN)

    def __str__(self) -> str:
        """As `--set` reads it: `5480.00/year~1.00:up`, `50%*minimum_wage.monthly/year`, `1.5*dibao+50.00`."""
        if self.share is None:
            text = yuan(self.fen)
        else:
            share = factor_text(self.share) if self.as_factor else percent(self.share)
            text = f"{share}*{self.of}" + (f"@{self.when}" if self.when != "current" else "")
            text += f"+{yuan(self.plus)}" if self.plus else ""
        text += f"/{self.per}" if self.per != "month" else ""
        return text + (f"~{yuan(self.rounding.unit)}:{self.rounding.direction}" if self.rounding else "")


def a_month(value: "Value", amount: Amount, base: Number = 0) -> Number:
    """What an amount comes to by the month: exact to parts of a fen, but for the rounding that the notice states.

    `base` is the figure that it is a share of, a month.
    """
    months = amount.months
    if amount.share is None:
        by_the_month = exact(leaf(amount.fen, "yuan", value.key, value), divisor=months)
        return by_the_month if amount.rounding is None else step("month_of_it", rounded(by_the_month, amount.rounding))
    share = leaf(amount.share, "factor" if amount.as_factor else "percent", value.key, value)
    whole = base * months if months > 1 else base
    found = exact(whole, share) if amount.rounding is None else proportion(whole, share, rounding=amount.rounding)
    if amount.plus:
        plus = leaf(amount.plus, "yuan", value.key, value)
        found = rounded(exact(whole, share) + plus, amount.rounding) if amount.rounding else found + plus
    named = step("share_of_figure", found) if amount.rounding else found
    return exact(named, divisor=months)

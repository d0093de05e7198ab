"""价格临时补贴, the temporary price subsidy: paid for months in which prices rose much.

Law: Dalian's notice for February 2020 (P1) for the ordinary rule; the six ministries' notice of 2020-04-08
(P2) for the doubling and extension of index months 2020-03 to 2020-06. How a city reckons it is data: base,
rate, coefficient, multiplier, minimum and rounding are keys of a notice. The month is the index month.
"""

from __future__ import annotations

from functools import lru_cache

from .arithmetic import Number, Truth, at_least, check, leaf, proportion, rounded, step, value_of, where
from .assessment import Entitlement, entitlement, missing_entitlement
from .case import Case, Group, figure
from .household import Area, Household
from .money import TO_THE_FEN, WHOLE, Rounding
from .month import Month
from .notice import Bands, PriceIndex, Value
from .person import CHILDREN
from .standards import Missing

YEAR = 12


def triggered(cpi: Number | None, trigger_cpi: Number, food: Number | None, trigger_food: Number) -> Truth:
    """Whether the subsidy is paid: CPI or food rose by at least the trigger. At least one index is known."""
    by_cpi = False if cpi is None else check("cpi_trigger", cpi >= trigger_cpi)
    by_food = False if food is None else check("food_trigger", food >= trigger_food)
    return by_cpi | by_food


def by_index(base: Number, rise: Number, *factors: Number, rounding: Rounding) -> Number:
    """The base times the rise of the index (a coefficient, a multiplier), rounded once: a person a month."""
    return where(rise > 0, proportion(base, rise, *factors, rounding=rounding), 0)


def by_bands(base: Number, rise: Number, bands: Bands, *factors: Number, rounding: Rounding) -> Number:
    """The share of the base that belongs to the band in which the rise lies; below the first band nothing."""
    amount: Number = 0
    for lowest, numerator, denominator in bands:
        share = proportion(base * numerator, *factors, divisor=denominator, rounding=rounding)
        amount = where(rise >= lowest, share, amount)
    return amount


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


def of_group(each: Number, persons: Number) -> Number:
    """What a group of covered persons gets together, fen per month: each of them the same."""
    return each if isinstance(persons, int) and persons == 1 else step("subsidy", each * persons)


def index_for(case: Case) -> PriceIndex | None:
    """The index of the month: as stated, else the region's own, else (if asked for) the national one."""
    stated, recorded = case.question.index, case.table.price_index(case.question.national_index)
    if stated is None:
        return recorded
    if recorded is None or (stated.cpi is not None and stated.food is not None):
        return stated
    return recorded._replace(
        basis="stated",
        cpi=recorded.cpi if stated.cpi is None else stated.cpi,
        food=recorded.food if stated.food is None else stated.food,
    )


def base_month(case: Case) -> Month:
    """The month whose standard is the base: the index month itself, or the same month a year earlier."""
    when = case.find("price_subsidy.base_month")
    return case.table.month.plus(-YEAR if when and when.text == "year_earlier" else 0)


def base_value(case: Case) -> tuple[Value | None, Missing]:
    """The standard that the rise is reckoned on (P1: the urban standard of the same month a year earlier).

    `urban` is the city's one figure, `own` that of the household's area and district.
    """
    area = case.find("price_subsidy.base")
    if area is None:
        return None, case.missing("price_subsidy.base")
    key, there = f"dibao.{case.household.area if area.text == 'own' else 'urban'}", base_case(case)
    return there.find(key), there.missing(key)


def base_case(case: Case) -> Case:
    """The case in which the base is looked up: of the month of the base, without the district for the city's figure."""
    area, month = case.find("price_subsidy.base"), base_month(case)
    there = case if month == case.table.month else case._replace(table=case.table.earlier(YEAR))
    if area is not None and area.text == "own":
        return there
    return there._replace(household=_of_the_city(case.household.area))


@lru_cache
def _of_the_city(area: Area) -> Household:
    """A household without a district; one for each area, for a roster asks a thousand times."""
    return Household(area, members=1)


def amount_a_person(
    case: Case,
) -> tuple[Number | None, tuple[Value | None, ...], PriceIndex | None, tuple[Missing, ...]]:
    """What one covered person gets, with the values and the index that it rests on, or what is missing."""
    multiplier = case.find("price_subsidy.multiplier")
    if multiplier is None:
        return None, (), None, (case.missing("price_subsidy.multiplier"),)
    if case.question.subsidy_rate is not None:
        announced = leaf(case.question.subsidy_rate, "yuan", "announced")
        if case.question.subsidy_rate_doubled:
            return rate(announced, None), (), None, ()
        return rate(announced, _effective(multiplier)), (multiplier,), None, ()
    return _by_rule(case, multiplier)


def _by_rule(
    case: Case, multiplier: Value
) -> tuple[Number | None, tuple[Value | None, ...], PriceIndex | None, tuple[Missing, ...]]:
    month, index = case.table.month, index_for(case)
    kind = case.find("price_subsidy.rate")
    trigger_cpi, trigger_food = case.find("price_subsidy.trigger_cpi"), case.find("price_subsidy.trigger_food")
    base, base_missing = base_value(case)
    gaps = [
        case.missing(key)
        for key, value in (
            ("price_subsidy.rate", kind),
            ("price_subsidy.trigger_cpi", trigger_cpi),
            ("price_subsidy.trigger_food", trigger_food),
        )
        if value is None
    ]
    gaps += [base_missing] if base is None else []
    if case.find("price_subsidy.base_month") is None:
        gaps.append(case.missing("price_subsidy.base_month"))
    if index is None:
        gaps.append(Missing("index", month))
    if gaps or index is None or kind is None or base is None or trigger_cpi is None or trigger_food is None:
        return None, (), index, tuple(gaps)
    cpi, food = _rise(index.cpi, "cpi"), _rise(index.food, "food")
    paid = triggered(cpi, figure(trigger_cpi), food, figure(trigger_food))
    if not value_of(paid) and (cpi is None or food is None):
        return None, (), index, (Missing("index.cpi" if cpi is None else "index.food", month),)
    rise = food if kind.text == "food" else cpi
    if value_of(paid) and rise is None:
        return None, (), index, (Missing(f"index.{'food' if kind.text == 'food' else 'cpi'}", month),)
    bands = case.find("price_subsidy.bands")
    if kind.text == "bands" and (bands is None or (value_of(paid) and _below_all(bands, rise))):
        gap = case.missing("price_subsidy.bands")
        return None, (), index, (gap if bands is None else gap._replace(state="no_band"),)
    amount, uses = _rated(case, kind, base_case(case).amount(base), rise if rise is not None else 0, multiplier)
    return where(paid, amount, 0), (base, kind, multiplier, *uses), index, ()


def _below_all(bands: Value, rise: Number | None) -> bool:
    """Whether prices rose by less than any band begins with: no band says what is paid."""
    return value_of(0 if rise is None else rise) < bands.bands[0][0]


def _rise(hundredths: int | None, name: str) -> Number | None:
    return None if hundredths is None else leaf(hundredths, "percent", name)


def _effective(multiplier: Value) -> Number | None:
    """The multiplier as a figure, or None where it is 1 and a formula need not show it."""
    return None if multiplier.number == WHOLE else figure(multiplier)


def _rated(
    case: Case, kind: Value, base: Number, rise: Number, multiplier: Value
) -> tuple[Number, tuple[Value | None, ...]]:
    """What one person gets by the table's rule, with the values that say how it is reckoned."""
    bands, coefficient = case.find("price_subsidy.bands"), case.find("price_subsidy.coefficient")
    rounding, minimum = case.find("price_subsidy.rounding"), case.find("price_subsidy.minimum")
    least, times = rounded(case.amount(minimum)) if minimum else None, _effective(multiplier)
    rule = rounding.rounding if rounding else TO_THE_FEN
    factors: list[Number] = [figure(coefficient)] if coefficient else []
    last = rule.when == "after_multiplier" and times is not None
    if times is not None and last:
        factors.append(times)
    if kind.text == "bands" and bands is not None:
        amount = by_bands(base, rise, bands.bands, *factors, rounding=rule)
    else:
        amount = by_index(base, rise, *factors, rounding=rule)
    uses = (rounding, bands, coefficient)
    if times is not None and last:
        return rate_rounded_last(amount, least, times, rule), uses
    return rate(amount, times, least), uses


def assess(case: Case, groups: list[Group]) -> list[Entitlement]:
    """A line for the dibao family and one for each other covered person; each person is covered once."""
    covers = case.find("price_subsidy.covers")
    if covers is None or not isinstance(covers.content, tuple):
        return _before_the_rule(case, groups)
    family = [group for group in groups if "dibao" in group.schemes] if "dibao" in covers.content else []
    everybody = [Group(frozenset({"dibao"}), None, sum(group.number for group in family))]
    covered = list(family) if len(family) < 2 else everybody
    covered += [group for group in groups if group not in family and group.schemes.intersection(covers.content)]
    if not covered:
        return []
    each, uses, index, missing = amount_a_person(case)
    if each is None:
        return [missing_entitlement("price_subsidy", group.person, *missing) for group in covered]
    return [
        entitlement(
            "price_subsidy",
            group.person,
            of_group(each, leaf(group.number, "count", "persons") if group.number > 1 else 1),
            uses=(*uses, covers),
            assumptions=["children_at_the_flat_rate"] if group not in family and _only_child(group, covers) else [],
            index=index,
        )._replace(stated=case.question.subsidy_rate is not None)
        for group in covered
    ]


def _only_child(group: Group, covers: Value) -> bool:
    """Whether the person is covered as a child only: the flat rate of dibao and tekun is not said to be a child's."""
    content = covers.content if isinstance(covers.content, tuple) else ()
    return not group.schemes.intersection(set(map(str, content)) - set(CHILDREN))


def _before_the_rule(case: Case, groups: list[Group]) -> list[Entitlement]:
    """A region whose rule is on record only later, or says nothing of whom it covers: nobody knows who is."""
    missing = case.missing("price_subsidy.covers")
    keys = case.table.standards.set_keys
    some_rule = missing.state != "never" or any(key.startswith("price_subsidy.") for key in keys)
    if not some_rule or not any(group.schemes & {"dibao", "tekun"} for group in groups):
        return []
    return [missing_entitlement("price_subsidy", None, missing)]

"""What a table says of the price subsidy (`price_subsidy`): its indices, its base, the figures of one group."""

from __future__ import annotations

from functools import lru_cache

from .case import Case, by_place
from .household import Area, Household
from .month import Month
from .notice import PriceIndex, Value
from .standards import Missing

YEAR = 12
USUAL_TRIGGERS = ("cpi", "food")
"""Those of the six ministries' mechanism, of which a rule needs both unless it names its own (`triggers`)."""


def index_for(case: Case) -> PriceIndex | None:
    """The index of the month: as stated, else the region's own, else (if asked for) the national one."""
    stated, recorded = case.question.index, case.table.price_index(case.question.national_index)
    if stated is None or recorded is None:
        return stated or recorded
    whole = stated.over(recorded)
    return stated if whole.rises == stated.rises else whole._replace(basis="stated")


@by_place
def base_month(case: Case) -> Month:
    """The month whose standard is the base: the index month itself, or the same month a year earlier."""
    when = case.find("price_subsidy.base_month")
    return case.table.month.plus(-YEAR if when and when.text == "year_earlier" else 0)


def base_value(case: Case, scheme: str = "") -> tuple[Value | None, Value | None, Missing]:
    """The standard that the rise is reckoned on (P1: the urban one of a year earlier), what says so, what is missing.

    `urban` is the city's one figure, `own` that of the household's area and district.
    """
    kind = of_scheme(case, "base", scheme)
    if kind is None:
        return None, None, case.missing("price_subsidy.base")
    key, there = f"dibao.{case.household.area if kind.text == 'own' else 'urban'}", base_case(case, scheme)
    return there.find(key), kind, there.missing(key)


def base_case(case: Case, scheme: str = "") -> Case:
    """The case in which the base is looked up: of the month of the base, without the district for the city's figure."""
    kind, month = of_scheme(case, "base", scheme), base_month(case)
    there = case if month == case.table.month else case._replace(table=case.table.earlier(YEAR))
    if kind is not None and kind.text == "own":
        return there
    return there._replace(household=_of_the_city(case.household.area))


@lru_cache
def _of_the_city(area: Area) -> Household:
    """A household without a district; one for each area, for a roster asks a thousand times."""
    return Household(area, members=1)


def of_scheme(case: Case, name: str, scheme: str, by_area: bool = False) -> Value | None:
    """A figure of the people of one scheme, else of the household's area, else of everybody."""
    keys = [f"price_subsidy.{name}_{scheme}"] if scheme else []
    keys += [f"price_subsidy.{name}_{case.household.area}"] if by_area else []
    return case.find_first(*keys, f"price_subsidy.{name}")


def is_of(scheme: str, *values: Value | None) -> bool:
    """Whether one of the values is of that scheme alone."""
    return bool(scheme) and any(value is not None and value.key.endswith(f"_{scheme}") for value in values)


def triggers_of(case: Case) -> tuple[tuple[str, ...], Value | None]:
    """The indices that can bring the subsidy about, and the value that says so."""
    value = case.find("price_subsidy.triggers")
    return (value.codes, value) if value else (USUAL_TRIGGERS, None)

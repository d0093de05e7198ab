"""What the national price index would give where the region's own is not known: never an amount, never in a sum.

How far off it is, is measured: in the months in which both are on record, by the region's rule of each month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from . import price_subsidy
from .arithmetic import value_of
from .assessment import Entitlement
from .case import AssessmentOptions, Case, Group
from .household import Area, Household
from .money import round_quotient
from .standards import Standards, Table
from .unknown import Deviation, Estimate


@lru_cache(maxsize=256)
def deviations_of_national(standards: Standards, area: Area, district: str | None) -> tuple[Deviation, ...]:
    """The months in which both indices are known, with what a person is paid by each, by the rule of the month."""
    household = Household(area, members=1, district=district)
    deviations = []
    for month in sorted(set(standards.indices) & set(standards.national)):
        own, national = (
            _amount(Case(household, Table(standards, month), AssessmentOptions(index=index)))
            for index in (standards.indices[month], standards.national[month])
        )
        if own and national is not None:
            deviations.append(Deviation(month, own, national, _percent(national - own, own)))
    return tuple(deviations)


def _percent(difference: int, of: int) -> int:
    size = round_quotient(abs(difference) * 100, of)
    return size if difference >= 0 else -size


def _amount(case: Case) -> int | None:
    each = price_subsidy.amount_a_person(case).each
    return None if each is None else value_of(each)


def deviation_text(deviations: Iterable[Deviation]) -> str:
    """`2019-10 +16%, 2020-02 +38%`; empty where no month is known."""
    return ", ".join(f"{each.month} {'+' if each.percent >= 0 else '−'}{abs(each.percent)}%" for each in deviations)


def with_estimates(
    case: Case, lines: Sequence[Entitlement], groups: Callable[[], list[Group]]
) -> tuple[Entitlement, ...]:
    """The lines, each price subsidy that lacks nothing but an index with what the national index would give.

    `groups` gives those of the household who may be paid one.
    """
    if not any(map(_lacks_an_index, lines)) or case.table.month not in case.table.standards.national:
        return tuple(lines)
    nationally = case._replace(question=case.question._replace(national_index=True))
    found = {entitlement.person: entitlement for entitlement in price_subsidy.assess(nationally, groups())}
    deviations = deviations_of_national(case.table.standards, case.household.area, case.household.district)
    return tuple(_estimated(entitlement, found.get(entitlement.person), case, deviations) for entitlement in lines)


def _estimated(
    entitlement: Entitlement, nationally: Entitlement | None, case: Case, deviations: tuple[Deviation, ...]
) -> Entitlement:
    if not _lacks_an_index(entitlement) or nationally is None or nationally.amount is None or not nationally.indices:
        return entitlement
    return entitlement._replace(
        estimate=Estimate(nationally.amount, case.table.month, nationally.indices[0], deviations)
    )


def _lacks_an_index(entitlement: Entitlement) -> bool:
    if entitlement.programme != "price_subsidy" or not entitlement.missing:
        return False
    return {gap.key.partition(".")[0] for gap in entitlement.missing} == {"index"}

"""The worksheet: every amount of income that was stated, and what is taken off, each with how it is treated and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from .dated import Rule
from .dibao import is_member
from .exclusions import SOURCES
from .household import Household
from .income_items import Carrier, IncomeItem
from .incomes import (
    LISTS,
    RIGID_EXPENDITURE,
    Reading,
    Treatment,
    reading,
    reading_in,
    treatment_in,
    work_costs_of,
)
from .month import Month

PLAIN = ("income", "annual_income")
"""The kinds of a line of one number, besides those of `incomes.KINDS` and the reasons of deductions."""


class Entry(NamedTuple):
    """One line: what was stated (fen per month or year), what of it is counted or taken off, and by which rule.

    `kind` is a kind of income, `income` or `annual_income` for one number, or (`deduction`) the reason of an amount of
    rigid expenditure. `because` is the scheme that keeps the person, so that nothing of him or her counts.
    """

    kind: str
    person: str | None
    stated: int
    per: Literal["month", "year"]
    counted: int
    treatment: Treatment
    rule: Rule
    settled: bool = True
    deduction: bool = False
    because: str = ""


def worksheet_of(household: Household, month: Month) -> tuple[Entry, ...]:
    """Everything that was stated of income and deductions, the household's first, and then each person's."""
    entries = [*_of(household, None, month)]
    for person in household.persons:
        own = _of(person, household.label(person), month)
        entries += own if is_member(person) else map(_left_out("orphan" if "orphan" in person.status else "tekun"), own)
    rigid = reading_in(RIGID_EXPENDITURE, month)
    entries += (
        Entry(d.reason, None, d.amount, "month", d.amount, rigid.treatment, rigid.rule, deduction=True)
        for d in household.deductions
    )
    return tuple(entries)


def _left_out(scheme: str) -> Callable[[Entry], Entry]:
    """What becomes of a line of somebody whom another scheme keeps."""
    rule = Rule(SOURCES["dibao", scheme])
    return lambda entry: entry._replace(counted=0, treatment="not_counted", rule=rule, because=scheme)


def _of(carrier: Carrier, label: str | None, month: Month) -> Iterator[Entry]:
    if not (carrier.incomes or carrier.annual_incomes):
        listed = reading_in(LISTS, month)
        if carrier.income is not None:
            yield _entry("income", label, carrier.income, "month", listed)
        if carrier.annual_income is not None:
            yield _entry("annual_income", label, carrier.annual_income, "year", listed)
        return
    costs = any(item.kind in _COSTS for each in (carrier.incomes, carrier.annual_incomes) for item in each)
    by_year = any(item.kind in ("wage", *_COSTS) for item in carrier.annual_incomes)
    yield from (_entry(i.kind, label, i.amount, "month", reading(i.kind, month)) for i in _others(carrier.incomes))
    yield from (
        _entry(i.kind, label, i.amount, "year", reading(i.kind, month)) for i in _others(carrier.annual_incomes)
    )
    if costs:
        yield _work_costs(carrier, label, month, by_year)


def _others(items: Iterable[IncomeItem]) -> Iterator[IncomeItem]:
    return (item for item in items if item.kind not in _COSTS)


_COSTS = ("work_costs",)


def _work_costs(carrier: Carrier, label: str | None, month: Month, by_year: bool) -> Entry:
    """The costs of employment in one line: what is taken off is at most the wage."""
    stated = sum(
        item.amount * months
        for each, months in ((carrier.incomes, 12 if by_year else 1), (carrier.annual_incomes, 1))
        for item in each
        if item.kind in _COSTS
    )
    monthly, annual = work_costs_of(carrier, treatment_in(month))
    counted = monthly * (12 if by_year else 1) + annual
    per: Literal["month", "year"] = "year" if by_year else "month"
    return _entry("work_costs", label, stated, per, reading("work_costs", month))._replace(counted=counted)


def _entry(kind: str, label: str | None, stated: int, per: Literal["month", "year"], found: Reading) -> Entry:
    counted = 0 if found.treatment == "not_counted" else stated
    return Entry(kind, label, stated, per, counted, found.treatment, found.rule, found.settled)

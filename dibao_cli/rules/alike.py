"""Households that are alike in everything but amounts, and the plan by which the amounts of the next one are reckoned.

What the rules decide by is either part of the kind of a household (`kind_of`), or a number that a plan records
(`household.NUMBERS`, `AMOUNT_LISTS`). A kind is planned once it has come up so often that planning is worth the while:
a single case never is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import itemgetter
from typing import TYPE_CHECKING

from .case import AssessmentOptions
from .household import AMOUNT_LISTS, NUMBERS, Household
from .income_items import IncomeItem
from .person import Person
from .standards import Table

if TYPE_CHECKING:
    from .assessment import Assessment
    from .compiled import Amounts, Tree
    from .tables import Tables

Reckon = Callable[[Household, "Tables", AssessmentOptions], "Assessment"]
"""The rules themselves: `assess.explained`."""

WORTH = 8
"""How many households of a kind are reckoned one by one before a plan is made, and between one extension and the next
for each way that the plan knows."""
MOST_WAYS = 64
"""How many ways through the rules one plan knows; what takes another one is rare."""
MOST_KINDS = 5000
"""How many kinds are kept: a caller may ask about any number of them."""


class Plan:
    """What was seen of households of one kind: `amounts_of` gives those of one more, None if its way is new."""

    __slots__ = ("amounts_of", "missed", "tree", "ways")

    def __init__(self) -> None:
        self.amounts_of: Callable[[Household], Amounts | None] = _nothing_seen
        self.missed = self.ways = 0
        self.tree: Tree | None = None


def _nothing_seen(_household: Household) -> None:
    return None


def amounts_alike(household: Household, table: Tables, question: AssessmentOptions, reckon: Reckon) -> Amounts | None:
    """The amounts by the plan of the household's kind; None where it has none yet, and only the rules say (`reckon`).

    Raises `InputError` where they do.
    """
    plans = table.standards.plans
    if type(table) is not Table or table.overrides or plans is None:  # a table of the user's own
        return None
    kind = (table.month, table.month_stated, question, kind_of(household))
    try:
        plan = plans.get(kind)
    except TypeError:  # what is asked names an index with a notice of its own
        return None
    if plan is None:
        if len(plans) >= MOST_KINDS:
            plans.clear()
        plan = plans[kind] = Plan()
    found = plan.amounts_of(household)
    if found is None:
        plan.missed += 1
        if plan.missed > WORTH * (plan.ways + 1) and plan.ways < MOST_WAYS:
            from .compiled import watch  # of the few that are worth it

            watch(plan, household, lambda recorded: reckon(recorded, table, question))
    return found


_APART = (*NUMBERS, *AMOUNT_LISTS, "id", "persons", "gradual_exit")


def _others(fields: tuple[str, ...]) -> Callable[[tuple[object, ...]], object]:
    return itemgetter(*(n for n, name in enumerate(fields) if name not in _APART))


_facts_of_household, _facts_of_person = _others(Household._fields), _others(Person._fields)


def kind_of(household: Household) -> Hashable:
    """Everything about a household but its amounts, and the ages and labels of its persons."""
    incomes, yearly, persons = household.incomes, household.annual_incomes, household.persons
    leaving = household.gradual_exit
    return (
        _facts_of_household(household),
        (household.income is None, household.annual_income is None, household.work_income is None),
        _kinds(incomes) if incomes else (),
        _kinds(yearly) if yearly else (),
        len(household.deductions),
        tuple([_kind_of_person(person) for person in persons]) if persons else (),
        leaving and leaving.since,
    )


def _kind_of_person(person: Person) -> Hashable:
    stated = (person.age is None, person.income is None, person.annual_income is None)
    return _facts_of_person(person), stated, _kinds(person.incomes), _kinds(person.annual_incomes)


def _kinds(items: tuple[IncomeItem, ...]) -> tuple[str, ...]:
    return tuple([item.kind for item in items])

"""The way from one case to another: what differs is taken from the other side, one group of facts after another.

The path always runs from the earlier month to the later one; for one month from the smaller household to
the larger, then from the lower income to the higher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, get_args

from .case import AssessmentOptions, Case
from .counterfactual import INDEX, STANDARD, TEMPORARY, MixedTables
from .household import Household
from .person import Person
from .problems import InputError

Step = Literal[
    "standard_changed",
    "temporary_measure",
    "index_moved",
    "members_changed",
    "income_changed",
    "household_changed",
    "rounding",
]
ORDER: tuple[Step, ...] = get_args(Step)
"""The order in which the causes are taken. Rounding is what a notice's rounding rule adds at either end."""


def runs_backward(before: Case, after: Case) -> bool:
    """Whether the path runs from `after` to `before`."""
    return _rank(after) < _rank(before)


def _rank(case: Case) -> tuple[object, ...]:
    """The place of a side on the path; what is last only makes the order definite."""
    household = case.household
    rest = (household, case.question, sorted((key, v.content) for key, v in case.table.overrides.items()))
    return case.table.month, household.size, household.income_of_the_year, repr(rest)


def stops(first: Case, last: Case) -> Iterator[tuple[Step, Case]]:
    """The cases on the way from one side to the other, each with the step that led to it.

    One in which the step changes nothing, or that cannot be, is passed over; the first and the last are the sides.
    """
    yield "rounding", first
    household, question = first.household, first.question
    taken_over: set[str] = set()
    yield "rounding", Case(household, MixedTables(first.table, last.table, frozenset()), question)
    waiting: list[Step] = []
    for cause in ORDER[:-1]:
        taken_over.add(cause)
        was = household, question
        if cause in _GROUPS:
            waiting.append(cause)
            mixture = _mixture(household, last.household, waiting)
            if mixture is None:  # cannot be: the next step does the work of this one too
                continue
            household = mixture
            waiting.clear()
        question = _question(question, last.question, cause)
        if (household, question) != was or _table_moves(cause, first, last):
            yield cause, Case(household, MixedTables(first.table, last.table, frozenset(taken_over)), question)
    yield "rounding", last


def _mixture(household: Household, last: Household, causes: list[Step]) -> Household | None:
    """The household with what the causes take from the last one, or None if there can be no such household."""
    for order in (causes, causes[::-1]):
        mixture = household
        try:
            for cause in order:
                mixture = _GROUPS[cause](mixture, last)
        except InputError:
            continue
        return mixture
    return None


def _table_moves(cause: Step, first: Case, last: Case) -> bool:
    """Whether the tables of the two sides may differ in what belongs to a cause."""
    if cause in (STANDARD, TEMPORARY, INDEX):
        tables = (first.table, last.table)
        return any(getattr(tables[0], name) != getattr(tables[1], name) for name in ("month", "overrides", "standards"))
    return False


def _question(question: AssessmentOptions, last: AssessmentOptions, cause: Step) -> AssessmentOptions:
    """What is asked about prices belongs to the index, the rest to the household."""
    if cause == INDEX:
        return question._replace(**{name: getattr(last, name) for name in ("index", "national_index", "subsidy_rate")})
    return last if cause == "household_changed" else question


def _members(household: Household, last: Household) -> Household:
    """Who is there: the later household's people, those who were there before as they were."""
    were = by_label(household)
    persons = tuple(were.get(label, person) for label, person in by_label(last).items())
    return household._replace(members=last.members, persons=persons)


def _incomes(household: Household, last: Household) -> Household:
    """What they have: the later household's income and deductions, and the incomes of its persons."""
    have = by_label(last)
    persons = tuple(
        person._replace(**{name: getattr(have[label], name) for name in _OWN_INCOME}) if label in have else person
        for label, person in by_label(household).items()
    )
    return household._replace(
        **{name: getattr(last, name) for name in (*_OWN_INCOME, "work_income", "deductions")}, persons=persons
    )


_OWN_INCOME = ("income", "annual_income", "incomes", "annual_incomes")


_GROUPS: dict[Step, Callable[[Household, Household], Household]] = {
    "members_changed": _members,
    "income_changed": _incomes,
    "household_changed": lambda _, last: last,
}
"""The household with one group of facts taken from the later one; each raises `InputError` if that cannot be."""


def by_label(household: Household) -> dict[str, Person]:
    """The described persons, each under the label that an answer has for it."""
    return {person.id or str(n): person for n, person in enumerate(household.persons, 1)}

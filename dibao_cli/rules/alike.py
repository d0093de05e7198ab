"""Households that are alike in everything but amounts, and the plan by which the amounts of the next one are reckoned.

What the rules decide by is either part of the kind of a household (`kind_of`), or a number that a plan records
(`household.NUMBERS`, `AMOUNT_LISTS`). A kind is planned once it has come up so often that planning is worth the while:
a single case never is.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Callable, Hashable
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from .case import AssessmentOptions
from .household import AMOUNT_LISTS, NUMBERS, Household
from .income_items import IncomeItem
from .person import Person
from .standards import Table

if TYPE_CHECKING:
    from .assessment import Assessment, Programme
    from .compiled import Tree
    from .notice import Basis, Notice
    from .payment import Payment
    from .tables import Tables

T = TypeVar("T")
Reckon = Callable[[Household, "Tables", AssessmentOptions], "Assessment"]
"""The rules themselves: `assess.explained`."""

WORTH = 8
"""How many households of a kind the rules are left to before a plan is made, or extended by another way; more of them
for a plan that knows many ways already. To watch one costs as much as some ten of them."""
MOST_WAYS = 64
"""How many ways through the rules one plan knows; what takes another one is rare."""
MOST_KINDS, MOST_WAYS_IN_ALL = 5000, 2000
"""How many are kept before all are forgotten: a caller may ask about any number, and a way of a record takes 50 kB."""


_watching = allocate_lock()
"""One household is watched at a time; what is asked meanwhile is left to the rules."""


def watched() -> bool:
    """Whether a household is being watched, in this thread or in another."""
    return _watching.locked()


class Plan(Generic[T]):
    """What was seen of households of one kind: `made_of` gives what is made of one more, None if its way is new."""

    __slots__ = ("made_of", "missed", "tree", "ways")

    def __init__(self) -> None:
        self.made_of: Callable[[Household], T | None] = _nothing_seen
        self.missed = self.ways = 0
        self.tree: Tree | None = None


def _nothing_seen(_household: Household) -> None:
    return None


class Outline(NamedTuple):
    """What is the same in the answers of households that differ in amounts only, and is no text.

    `lines` has a programme, and the place of the person whom it is for, for each amount. `codes` are those of warnings.
    """

    lines: tuple[tuple[Programme, int | None], ...]
    complete: bool
    basis: Basis | None
    notices: tuple[Notice, ...]
    codes: tuple[str, ...]
    payments: tuple[tuple[Programme, Payment], ...]
    excluded: tuple[Programme, ...]


class Amounts(NamedTuple):
    """The amounts of an answer without their explanation: fen a month, by the lines of `outline`; None: not known."""

    outline: Outline
    amounts: tuple[int | None, ...]
    known_total: int


def amounts_of(answer: Assessment) -> Amounts:
    """What an answer says without an explanation; persons by their places, for labels tell no two kinds apart."""
    places = {answer.household.label(person): n for n, person in enumerate(answer.household.persons)}
    lines = tuple((line.programme, None if line.person is None else places[line.person]) for line in answer.lines)
    rest = (answer.complete, answer.basis, answer.notices, answer.codes, answer.payments, answer.excluded)
    return Amounts(Outline(lines, *rest), tuple(line.amount for line in answer.lines), answer.known_total)


def planned(
    make: Callable[..., T],
    about: tuple[Hashable, ...],
    household: Household,
    table: Tables,
    question: AssessmentOptions,
    reckon: Reckon,
    texts: Hashable = None,
) -> T | None:
    """`make(answer, *about)` by a plan; None where there is none yet, and it must be made of the answer (`reckon`).

    What is made may depend on nothing but the answer and `about`. `texts` are those of a household that it shows: they
    tell kinds apart too. Raises `InputError` where the rules do.
    """
    plans = table.standards.plans
    if type(table) is not Table or table.overrides or plans is None:  # a table of the user's own
        return None
    if watched():
        return None
    kind = (make, about, texts, table.month, table.month_stated, question, kind_of(household))
    try:
        plan: Plan[T] | None = plans.get(kind)
    except TypeError:  # what is asked names an index with a notice of its own
        return None
    if plan is None:
        if len(plans) >= MOST_KINDS:
            plans.clear()
        plan = plans[kind] = Plan()
    found = plan.made_of(household)
    if found is None:
        plan.missed += 1
        if plan.missed > WORTH * (plan.ways // 4 + 1) and plan.ways < MOST_WAYS and _watching.acquire(blocking=False):
            from .compiled import watch  # of the few that are worth it

            try:
                watch(plan, household, lambda recorded: make(reckon(recorded, table, question), *about))
            except RecursionError:  # formulas of a hundred members: the rules reckon them, no plan does
                plan.ways = MOST_WAYS
            finally:
                _watching.release()
            if sum(each.ways for each in plans.values()) > MOST_WAYS_IN_ALL:
                plans.clear()
    return found


def texts_of(household: Household) -> Hashable:
    """The texts of a household that tell no two kinds apart: for whatever shows them."""
    return tuple([person.id for person in household.persons]), tuple([each.reason for each in household.deductions])


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

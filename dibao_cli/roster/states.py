"""What a household's dibao is, and what income makes of a person's line: what representative households must be in."""

from __future__ import annotations

from enum import IntEnum, IntFlag

from ..rules import dibao
from ..rules.arithmetic import parts_of, value_of
from ..rules.case import Case
from ..rules.income_items import IncomeItem
from ..rules.incomes import states_income
from ..rules.money import WHOLE
from ..rules.person import Person
from ..rules.scopes import APART, REACHES, Apart
from .facts import HouseholdFacts
from .income_steps import kinds_of_bits


class State(IntEnum):
    """The dibao of a household."""

    NO_FAMILY = 0
    UNKNOWN = 1
    NOT_PAID = 2
    PAID = 3
    PAID_TO_ONE = 4


class Situation(IntFlag):
    """What income makes of the line of a person who is paid apart from the family.

    `WORKED`: some of the family's income is earned by work. `HOLDS`: the conditions on income are met, and then:
    nothing is left to be paid, the whole is paid and no share, the person's own income was stated. The family's
    unsettled kinds of income follow, as bits of `MAY_BE_UNSETTLED`.
    """

    NONE = 0
    WORKED = 1
    HOLDS = 2
    NOTHING_LEFT = 4
    WHOLE = 8
    INCOME_STATED = 16


UNSETTLED_FROM = 5
"""The first bit of a situation that tells a kind of income."""

ASKING = Person(single_person=True)
"""Somebody who asks to be paid apart."""

OTHERS = 2
"""The ordinary members beside somebody who stands for those of a roster."""


def paid_apart() -> Apart:
    """How it is said that a person is paid in the place of the family."""
    found = REACHES[APART].apart
    if found is None:
        raise RuntimeError(f"{APART} does not say how it is paid apart")
    return found


def household_in(setting: HouseholdFacts, person: Person, situation: int) -> Case:
    """A household above the line that has such a person in a situation that holds. Raises `RuntimeError` for none.

    The family's income is just at a limit, the person's own leaves something to be paid, or next to nothing.
    """
    apart, wanted = paid_apart(), Situation(situation & (1 << UNSETTLED_FROM) - 1)
    kinds = kinds_of_bits(situation >> UNSETTLED_FROM)
    figures = apart.figures(setting.case(members=OTHERS, persons=(person,)), person)
    if figures is None:
        raise RuntimeError("income changes nothing for a person who is in a situation by income")
    standard, over = parts_of(figures.standard)
    limits = (WHOLE, value_of(WHOLE if figures.full_below is None else figures.full_below))
    for own in _own_incomes(standard * 12 // over, Situation.INCOME_STATED in wanted):
        included = person.having(**own)
        for limit in limits:
            line = -(standard * (OTHERS + 1) * limit // -(over * WHOLE))
            for more in range(len(kinds) + 1):  # of what is taken off
                income = max(0, line - included.income_of_the_year // 12 + more)
                means = {"work_income": int(Situation.WORKED in wanted), **_means(income, kinds)}
                case = setting.case(members=OTHERS, persons=(included,), **means)
                if _situation_of(case, included) == wanted and not _is_paid(case):
                    return case
    raise RuntimeError(f"no household is in the situation {wanted!r}")


def _own_incomes(standard_of_the_year: int, stated: bool) -> tuple[dict[str, int | None], ...]:
    if not stated:
        return ({"income": None},)
    of_the_year = max(0, standard_of_the_year - 1)
    return ({"income": 0}, {"income": None, "annual_income": of_the_year}, {"income": of_the_year // 12})


def _means(income: int, kinds: list[str]) -> dict[str, object]:
    if not kinds:
        return {"income": income}
    return {"incomes": (IncomeItem("wage", income), *(IncomeItem(kind, 1) for kind in kinds))}  # type: ignore[arg-type]  # known kinds


def _situation_of(case: Case, person: Person) -> Situation:
    apart, means = paid_apart(), paid_apart().means_of(case, person)
    figures = apart.figures(case, person)
    found = Situation.WORKED if case.household.work_income else Situation.NONE
    if figures is None or not value_of(apart.holds(figures, means)):
        return found
    found |= Situation.HOLDS
    found |= Situation.NONE if value_of(apart.amount(figures, means)) > 0 else Situation.NOTHING_LEFT
    found |= Situation.WHOLE if value_of(apart.whole(figures, means)) else Situation.NONE
    return found | (Situation.INCOME_STATED if states_income(person) else Situation.NONE)


def _is_paid(case: Case) -> bool:
    family, _distance = dibao.assess(case)
    return bool(family and family.amount)

"""The household as a caseworker describes it. Impossible and contradictory descriptions are refused.

Amounts are fen a month, unless a field says a year. Its described members are in `person.py`.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .arithmetic import Number, Truth
from .field_checks import COUNT, TEXT, YES_NO, Expected, amount_problems, checked, type_problems
from .income_items import IncomeItem, item_problems, received
from .money import yuan
from .month import Month
from .person import Person
from .problems import Problem

Area = Literal["urban", "rural"]
NUMBERS = ("income", "annual_income", "work_income", "age")
"""Fields of a household and of a person that hold a number, or None: in these, households of one kind may differ."""
AMOUNT_LISTS = ("incomes", "annual_incomes", "deductions")
"""Fields that list amounts, each with what it is for."""
MOST_MEMBERS = 100
MOST_DEDUCTIONS = 100


class Deduction(NamedTuple):
    """An amount (fen a month) that a caseworker takes off the income, with its reason, such as `medical`."""

    reason: str
    amount: int


class GradualExit(NamedTuple):
    """A household whose income rose above the line: the first month above it, and the last allowance (fen a month)."""

    since: Month
    last_allowance: int


class _HouseholdFacts(NamedTuple):
    """The facts of a `Household`."""

    area: Area
    members: int | None = None
    persons: tuple[Person, ...] = ()
    income: int | None = None
    annual_income: int | None = None
    incomes: tuple[IncomeItem, ...] = ()
    annual_incomes: tuple[IncomeItem, ...] = ()
    work_income: int | None = None
    deductions: tuple[Deduction, ...] = ()
    district: str | None = None
    low_income_village: bool | None = None
    property_test_met: bool | None = None
    lost_only_child: bool = False
    dibao_class: str | None = None
    supporters_elsewhere: bool | None = None
    gradual_exit: GradualExit | None = None


class Household(_HouseholdFacts):
    """The people who live together, and what they have.

    `members` counts ordinary members who need no description; `persons` are the described ones, in
    addition. None is what nobody stated, which is not 0 and not no: the rules take something in its place, and the
    answer says what (`assumed.py`). `income` (fen a month, after income tax and social insurance contributions,
    N2 art. 16) is what the household has besides the incomes given with persons; `annual_income` (fen a year)
    is divided by 12 at the end. `incomes` (fen a month) and `annual_incomes` (fen a year) say the same kind by kind; a
    number beside them must agree with what they come to. `supporters_elsewhere`: whether somebody who lives elsewhere
    owes the family support. `work_income` (fen a month) says how much of the income is earned by
    work, for tables that leave a part of it out. `district` is a name that the region knows; `dibao_class` the class
    (A/B/C) in which the family was put, where the city pays by classes. Raises `InputError` with all problems at once,
    also from `_replace`.
    """

    __slots__ = ()

    if not TYPE_CHECKING:  # as in `Person`

        def __new__(cls, *facts: object, **named: object) -> "Household":
            household = checked(super().__new__(cls, *facts, **named), _household_problems)
            persons = household.persons
            if len({id(person) for person in persons}) < len(persons):  # one description twice is two people
                copies = tuple(person._replace() for person in persons)
                household = super().__new__(cls, **{**household._asdict(), "persons": copies})
            return household

        __new__.__wrapped__ = _HouseholdFacts.__new__

        @classmethod
        def _make(cls, facts: Iterable[object]) -> "Household":
            return cls(*facts)

    @classmethod
    def of_checked(cls, facts: Mapping[str, Any]) -> "Household":
        """Of facts that are known to fit together: the thousand households that stand for those of a roster."""
        return _HouseholdFacts.__new__(cls, **facts)

    @property
    def undescribed(self) -> int:
        """How many ordinary members there are besides the described persons; one where nobody is stated at all."""
        if self.members is None:
            return 0 if self.persons else 1
        return self.members

    @property
    def size(self) -> int:
        """How many people live together, described or not."""
        return self.undescribed + len(self.persons)

    @property
    def income_of_the_year(self) -> int:
        """All income that is stated, of the household and of its persons, counted or not: fen a year."""
        return received(self) + sum(person.income_of_the_year for person in self.persons)

    def label(self, person: Person) -> str:
        """How a person is called in an answer: the given label, or the place in the list, from 1."""
        return person.id or str(next(n for n, p in enumerate(self.persons, 1) if p is person))


_TYPES_OF_HOUSEHOLD = {
    "area": Expected(str, "choice"),
    "members": COUNT,
    "persons": Expected(Person, "persons", several=True),
    **dict.fromkeys(("incomes", "annual_incomes"), Expected(IncomeItem, "incomes", several=True)),
    "deductions": Expected(Deduction, "list", several=True),
    "district": TEXT,
    "dibao_class": TEXT,
    **dict.fromkeys(("low_income_village", "property_test_met", "lost_only_child", "supporters_elsewhere"), YES_NO),
    "gradual_exit": Expected(GradualExit, "exit"),
}


def work_income_above(work_income: Number, income_of_the_year: Number) -> Truth:
    """Whether more was earned by work (fen a month) than the income (fen a year) that it is a part of."""
    return work_income * 12 > income_of_the_year


def _household_problems(household: Household) -> list[Problem]:
    if wrong := type_problems(household, _TYPES_OF_HOUSEHOLD):
        return wrong
    leaving = household.gradual_exit
    problems = amount_problems(
        {
            "income": household.income,
            "annual_income": household.annual_income,
            "work_income": household.work_income,
            **({"gradual_exit.last_allowance": leaving.last_allowance} if leaving else {}),
        }
    )
    for each in household.deductions:  # one by one: a reason may be stated twice
        problems += amount_problems({f"deductions.{each.reason}": each.amount})
    problems += item_problems(household)
    if any(problem.code == "not_whole_fen" for problem in problems):
        return problems
    if household.area not in ("urban", "rural"):
        problems.append(Problem("unknown_choice", "area", str(household.area), details={"known": "urban, rural"}))
    if household.undescribed < 0 or household.size < 1:
        problems.append(Problem("no_members", "members", str(household.undescribed)))
    elif household.size > MOST_MEMBERS:
        problems.append(
            Problem("too_many_members", "members", str(household.size), details={"highest": str(MOST_MEMBERS)})
        )
    if len(household.deductions) > MOST_DEDUCTIONS:
        details = {"number": str(len(household.deductions)), "highest": str(MOST_DEDUCTIONS)}
        problems.append(Problem("too_many_entries", "deductions", details=details))
    labels = [person.id or str(n) for n, person in enumerate(household.persons, 1)]
    problems += [
        Problem("duplicate_person", "persons", label) for label in sorted({x for x in labels if labels.count(x) > 1})
    ]
    earned = household.work_income or 0
    if work_income_above(earned, max(0, household.income_of_the_year)):
        problems.append(Problem("work_income_above_income", "work_income", yuan(earned)))
    return problems

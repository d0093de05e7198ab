"""The household as a caseworker describes it. Impossible and contradictory descriptions are refused.

Amounts are fen a month, unless a field says a year. Nothing here names a person: `Person.id` is a
label such as `1` or `mother`, shown beside a person's lines.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from .arithmetic import Number, Truth
from .money import LARGEST_FEN, yuan
from .month import Month
from .problems import InputError, Problem
from .types_stated import COUNT, TEXT, YES_NO, Expected, type_problems

Area = Literal["urban", "rural"]
Status = Literal["tekun", "orphan", "unsupported_child", "retiree"]
Care = Literal["institutional", "dispersed"]
SelfCare = Literal["self", "partly", "wholly"]
Tier = Literal["full", "70", "40", "hardship"]
DisabilityKind = Literal["sight", "hearing", "speech", "limb", "intellect", "mental", "multiple"]
AbilityLost = Literal["all", "most", "part", "none"]
Parent = Literal["widowed", "single"]
IncomeKind = Literal[
    "wage",
    "business",
    "farming",
    "property",
    "transfer",
    "support_received",
    "work_costs",
    "income_tax",
    "social_insurance",
    "support_paid",
    "basic_pension",
    "preferential_pension",
    "family_planning",
    "scholarship",
    "relief",
    "child_allowance",
    "disability_subsidy",
]
TAKEN_OFF: tuple[IncomeKind, ...] = ("work_costs", "income_tax", "social_insurance", "support_paid")
"""The kinds that are paid, not received."""

MOST_MEMBERS = 100
MOST_DEDUCTIONS = 100
ADULT_AGE = 18
CHILDREN: tuple[Status, ...] = ("orphan", "unsupported_child")


class Disability(NamedTuple):
    """The kind and grade (1 the most severe, to 4) on a disability certificate (残疾人证)."""

    kind: DisabilityKind
    grade: int

    @property
    def severe(self) -> bool:
        """Grade 1 or 2 (重度残疾)."""
        return self.grade <= 2

    def __str__(self) -> str:
        return f"{self.kind}-{self.grade}"


class Deduction(NamedTuple):
    """An amount (fen a month) that a caseworker takes off the income, with its reason, such as `medical`."""

    reason: str
    amount: int


class IncomeItem(NamedTuple):
    """One kind of income, or of what is taken off it, with its amount in fen; `incomes.py` says what counts."""

    kind: IncomeKind
    amount: int


class _PersonFacts(NamedTuple):
    """The facts of a `Person`. A named tuple, since three dataclasses cost every start of the program 2.6 ms."""

    id: str = ""
    status: tuple[Status, ...] = ()
    age: int | None = None
    care: Care | None = None
    self_care: SelfCare | None = None
    abilities_lost: int | None = None
    tier: Tier | None = None
    disability: Disability | None = None
    work_injury: int | None = None
    illness: AbilityLost | None = None
    student: bool = False
    parent: Parent | None = None
    multiple_birth: bool = False
    income: int | None = None
    annual_income: int | None = None
    incomes: tuple[IncomeItem, ...] = ()
    annual_incomes: tuple[IncomeItem, ...] = ()
    single_person: bool = False
    cannot_form_household: bool | None = None


class Person(_PersonFacts):
    """One described member of a household; without a status an ordinary member.

    `status` may name more than one scheme (an orphan who is also extremely poor); `student` is a full-time
    student past compulsory schooling; `illness` is how much working ability a serious illness took, `none` where there
    is none; `cannot_form_household` is None where nobody said; `parent` is what the parent of a child is; `income` is
    the person's own monthly income in fen, `annual_income` the yearly one (None: not stated); both are part of the
    household's unless another scheme keeps the person. `incomes` and `annual_incomes` say the same kind by kind.
    Raises `InputError` with every contradiction at once, also from `_replace`.
    """

    __slots__ = ()

    if not TYPE_CHECKING:  # a type checker sees the typed constructor of the facts

        def __new__(cls, *facts: Any, **named: Any) -> "Person":
            return _checked(super().__new__(cls, *facts, **named), _person_problems)

        __new__.__wrapped__ = _PersonFacts.__new__  # what `help` shows

        @classmethod
        def _make(cls, facts: Iterable[Any]) -> "Person":
            return cls(*facts)

    @property
    def minor(self) -> bool:
        """Under 18 years of age, where the age is known."""
        return self.age is not None and self.age < ADULT_AGE

    @property
    def income_of_the_year(self) -> int:
        """All of the person's own income that was stated, counted or not: fen a year."""
        return received(self)

    @property
    def self_care_grade(self) -> SelfCare | None:
        """The stated self-care grade, or the one that the number of abilities lost gives."""
        if self.abilities_lost is None:
            return self.self_care
        return self_care_grade(self.abilities_lost)


def received(carrier: "Person | Household") -> int:
    """All that is stated to be received by a person, or by the household besides its persons: fen a year."""
    if not (carrier.incomes or carrier.annual_incomes):
        return (carrier.income or 0) * 12 + (carrier.annual_income or 0)
    items = ((carrier.incomes, 12), (carrier.annual_incomes, 1))
    return sum(item.amount * months for each, months in items for item in each if item.kind not in TAKEN_OFF)


def self_care_grade(abilities_lost: int) -> SelfCare:
    """The grade from how many of six abilities are lost: none self-care, 1 to 3 partly, 4 and more wholly dependent.

    The six: eating, dressing, getting in and out of bed, using the toilet, moving indoors, bathing.
    Source: 特困人员认定办法, the articles on assessing self-care ability.
    """
    if abilities_lost == 0:
        return "self"
    return "partly" if abilities_lost <= 3 else "wholly"


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
    work, for tables that leave a part of it out. `district` is a name that the region knows. Raises `InputError` with
    all problems at once, also from `_replace`.
    """

    __slots__ = ()

    if not TYPE_CHECKING:  # as in `Person`

        def __new__(cls, *facts: Any, **named: Any) -> "Household":
            told = _checked(super().__new__(cls, *facts, **named), _household_problems)
            if len({id(person) for person in told.persons}) < len(told.persons):  # one description twice is two people
                persons = tuple(person._replace() for person in told.persons)
                told = super().__new__(cls, **{**told._asdict(), "persons": persons})
            return told

        __new__.__wrapped__ = _HouseholdFacts.__new__

        @classmethod
        def _make(cls, facts: Iterable[Any]) -> "Household":
            return cls(*facts)

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


def _checked(told: Any, problems_of: Any) -> Any:
    """What was told, if nothing is wrong with it. Raises `InputError` with all that is."""
    problems = problems_of(told)
    if problems:
        raise InputError(problems)
    return told


_TYPES_OF_PERSON = {
    "id": TEXT,
    "status": Expected(str, "list", several=True),
    **dict.fromkeys(("care", "self_care", "tier", "illness", "parent"), Expected(str, "choice")),
    **dict.fromkeys(("age", "abilities_lost", "work_injury"), COUNT),
    "disability": Expected(Disability, "disability"),
    **dict.fromkeys(("incomes", "annual_incomes"), Expected(IncomeItem, "incomes", several=True)),
    **dict.fromkeys(("student", "multiple_birth", "single_person", "cannot_form_household"), YES_NO),
}
_TYPES_OF_HOUSEHOLD = {
    "area": Expected(str, "choice"),
    "members": COUNT,
    "persons": Expected(Person, "persons", several=True),
    **dict.fromkeys(("incomes", "annual_incomes"), Expected(IncomeItem, "incomes", several=True)),
    "deductions": Expected(Deduction, "list", several=True),
    "district": TEXT,
    **dict.fromkeys(("low_income_village", "property_test_met", "lost_only_child", "supporters_elsewhere"), YES_NO),
    "gradual_exit": Expected(GradualExit, "exit"),
}


def _amount_problems(amounts: dict[str, int | None]) -> list[Problem]:
    """Amounts that are not whole fen (a float must never enter), below 0 or beyond belief."""
    problems = []
    for place, amount in amounts.items():
        if amount is None:
            continue
        if not isinstance(amount, int):
            problems.append(Problem("not_whole_fen", place, str(amount)))
        elif not 0 <= amount <= LARGEST_FEN:
            problems.append(Problem("negative" if amount < 0 else "too_large", place, yuan(amount)))
    return problems


def _item_problems(carrier: "Person | Household") -> list[Problem]:
    """Kinds of income that nobody knows or that are stated twice, and amounts that cannot be."""
    problems: list[Problem] = []
    for field, items in (("incomes", carrier.incomes), ("annual_incomes", carrier.annual_incomes)):
        known = set()
        for item in items:
            place = f"{field}.{item.kind}"
            problems += _choice_problems({place: (item.kind, IncomeKind)})
            problems += _amount_problems({place: item.amount})
            problems += [Problem("stated_twice", place, details={"other": item.kind})] if item.kind in known else []
            known.add(item.kind)
    return problems


def _choice_problems(told: Mapping[str, tuple[object, object]]) -> list[Problem]:
    """Choices that the program does not know, each with its known ones."""
    return [
        Problem("unknown_choice", place, str(choice), details={"known": ", ".join(get_args(known))})
        for place, (choice, known) in told.items()
        if choice is not None and choice not in get_args(known)
    ]


def _range_problems(numbers: dict[str, tuple[int | None, int, int]]) -> list[Problem]:
    return [
        Problem("out_of_range", place, str(number), details={"lowest": str(lowest), "highest": str(highest)})
        for place, (number, lowest, highest) in numbers.items()
        if number is not None and not (isinstance(number, int) and lowest <= number <= highest)
    ]


def _person_problems(person: Person) -> list[Problem]:
    if wrong := type_problems(person, _TYPES_OF_PERSON):
        return wrong
    problems = _amount_problems({"income": person.income, "annual_income": person.annual_income})
    problems += _item_problems(person)
    problems += _choice_problems(
        {
            "status": (next((s for s in person.status if s not in get_args(Status)), None), Status),
            "care": (person.care, Care),
            "self_care": (person.self_care, SelfCare),
            "tier": (person.tier, Tier),
            "disability": (person.disability.kind if person.disability else None, DisabilityKind),
            "illness": (person.illness, AbilityLost),
            "parent": (person.parent, Parent),
        }
    )
    problems += _range_problems(
        {
            "age": (person.age, 0, 130),
            "abilities_lost": (person.abilities_lost, 0, 6),
            "work_injury": (person.work_injury, 1, 10),
            "disability": (person.disability.grade if person.disability else None, 1, 4),
        }
    )
    needed = {
        "care": ("orphan" in person.status and not person.care, Care),
        "tier": ("retiree" in person.status and not person.tier, Tier),
    }
    problems += [
        Problem("needed", place, details={"status": "+".join(person.status), "known": ", ".join(get_args(known))})
        for place, (needs, known) in needed.items()
        if needs
    ]
    return problems + [
        Problem("contradiction", place, value, details={"other": other})
        for holds, place, value, other in _contradictions(person)
        if holds
    ]


def _contradictions(person: Person) -> list[tuple[bool, str, str, str]]:
    """What cannot be true together: (whether it is stated, field, value, the field it contradicts)."""
    status = person.status
    told_care = person.care or ""
    child = next((s for s in status if s in CHILDREN), None)
    kept = "tekun" in status or "orphan" in status
    grown = person.age is not None and person.age >= ADULT_AGE and not person.student
    grade = person.self_care or ("" if person.abilities_lost is None else str(person.abilities_lost))
    grade_field = "self_care" if person.self_care else "abilities_lost"
    both = person.self_care is not None and person.abilities_lost is not None
    return [
        (len(set(status)) < len(status), "status", "+".join(status), "status"),
        ({"orphan", "unsupported_child"} <= set(status), "status", "+".join(status), "status=unsupported_child"),
        (bool(child) and "retiree" in status, "status", "+".join(status), "status=retiree"),
        (bool(child) and grown, "age", str(person.age), f"status={child}"),
        ("retiree" in status and person.minor, "age", str(person.age), "status=retiree"),
        (bool(told_care) and not kept, "care", told_care, "status=" + ("+".join(status) or "ordinary")),
        (bool(grade) and "tekun" not in status, grade_field, grade, "status=" + ("+".join(status) or "ordinary")),
        (
            both and person.self_care != person.self_care_grade,
            "self_care",
            str(person.self_care),
            f"abilities_lost={person.abilities_lost}",
        ),
        (
            bool(person.tier) and "retiree" not in status,
            "tier",
            person.tier or "",
            "status=" + ("+".join(status) or "ordinary"),
        ),
        (person.single_person and kept, "single_person", "true", "status=" + "+".join(status)),
    ]


def work_income_above(work_income: Number, income_of_the_year: Number) -> Truth:
    """Whether more was earned by work (fen a month) than the income (fen a year) that it is a part of."""
    return work_income * 12 > income_of_the_year


def _household_problems(household: Household) -> list[Problem]:
    if wrong := type_problems(household, _TYPES_OF_HOUSEHOLD):
        return wrong
    leaving = household.gradual_exit
    problems = _amount_problems(
        {
            "income": household.income,
            "annual_income": household.annual_income,
            "work_income": household.work_income,
            **{f"deductions.{d.reason}": d.amount for d in household.deductions},
            **({"gradual_exit.last_allowance": leaving.last_allowance} if leaving else {}),
        }
    )
    problems += _item_problems(household)
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

"""A described member of a household. Impossible and contradictory descriptions are refused.

Amounts are fen a month, unless a field says a year. Nothing here names a person: `Person.id` is a
label such as `1` or `mother`, shown beside a person's entitlements.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from .field_checks import (
    COUNT,
    TEXT,
    YES_NO,
    Expected,
    amount_problems,
    checked,
    choice_problems,
    range_problems,
    type_problems,
)
from .income_items import IncomeItem, item_problems, received
from .problems import Problem

Status = Literal["tekun", "orphan", "unsupported_child", "retiree", "unemployed"]
Care = Literal["institutional", "dispersed"]
Tier = Literal["full", "70", "40", "hardship"]
DisabilityKind = Literal["sight", "hearing", "speech", "limb", "intellect", "mental", "multiple"]
AbilityLost = Literal["all", "most", "part", "none"]
Parent = Literal["widowed", "single"]


LOST = {"self": (0, 0), "lightly": (1, 3), "partly": (1, 3), "wholly": (4, 6)}
"""How many of six abilities are lost at least and at most in the grades of self-care that the program names itself."""

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

    @property
    def of_the_mind(self) -> bool:
        """Of intellect or mind (智力, 精神)."""
        return self.kind in ("intellect", "mental")

    def __str__(self) -> str:
        return f"{self.kind}-{self.grade}"


class _PersonFacts(NamedTuple):
    """The facts of a `Person`. A named tuple, since three dataclasses cost every start of the program 2.6 ms."""

    id: str = ""
    status: tuple[Status, ...] = ()
    age: int | None = None
    care: Care | None = None
    self_care: str | None = None
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
    hardship: tuple[str, ...] = ()


class Person(_PersonFacts):
    """One described member of a household; without a status an ordinary member.

    `status` may name more than one scheme (an orphan who is also extremely poor); `student` is a full-time
    student past compulsory schooling; `illness` is how much working ability a serious illness took, `none` where there
    is none; `cannot_form_household` is None where nobody said; `parent` is what the parent of a child is; `income` is
    the person's own monthly income in fen, `annual_income` the yearly one (None: not stated); both are part of the
    household's unless another scheme keeps the person. `hardship` are the categories of a child in hardship that the
    city's notices name; `self_care` is one of the four grades of the program (`LOST`) or one that a notice names.
    `incomes` and `annual_incomes` say the same kind by kind.
    Raises `InputError` with every contradiction at once, also from `_replace`.
    """

    __slots__ = ()

    if not TYPE_CHECKING:  # a type checker sees the typed constructor of the facts

        def __new__(cls, *facts: object, **named: object) -> "Person":
            return checked(super().__new__(cls, *facts, **named), _person_problems)

        __new__.__wrapped__ = _PersonFacts.__new__  # what `help` shows

        @classmethod
        def _make(cls, facts: Iterable[object]) -> "Person":
            return cls(*facts)

    def having(self, **facts: Any) -> "Person":
        """The same with facts that are known to fit: a label, amounts."""
        return _PersonFacts.__new__(Person, **{**self._asdict(), **facts})

    @property
    def minor(self) -> bool:
        """Under 18 years of age, where the age is known."""
        return self.age is not None and self.age < ADULT_AGE

    @property
    def income_of_the_year(self) -> int:
        """All of the person's own income that was stated, counted or not: fen a year."""
        return received(self)

    @property
    def self_care_grade(self) -> str | None:
        """The stated self-care grade, or the one that the number of abilities lost gives."""
        if self.self_care is not None or self.abilities_lost is None:
            return self.self_care
        return self_care_grade(self.abilities_lost)


def self_care_grade(abilities_lost: int) -> str:
    """The grade from how many of six abilities are lost: none self-care, 1 to 3 partly, 4 and more wholly dependent.

    The six: eating, dressing, getting in and out of bed, using the toilet, moving indoors, bathing.
    Source: 特困人员认定办法, the articles on assessing self-care ability.
    """
    if abilities_lost == 0:
        return "self"
    return "partly" if abilities_lost <= 3 else "wholly"


_TYPES_OF_PERSON = {
    "id": TEXT,
    "status": Expected(str, "list", several=True),
    **dict.fromkeys(("care", "self_care", "tier", "illness", "parent"), Expected(str, "choice")),
    "hardship": Expected(str, "list", several=True),
    **dict.fromkeys(("age", "abilities_lost", "work_injury"), COUNT),
    "disability": Expected(Disability, "disability"),
    **dict.fromkeys(("incomes", "annual_incomes"), Expected(IncomeItem, "incomes", several=True)),
    **dict.fromkeys(("student", "multiple_birth", "single_person", "cannot_form_household"), YES_NO),
}


def _person_problems(person: Person) -> list[Problem]:
    if wrong := type_problems(person, _TYPES_OF_PERSON):
        return wrong
    problems = amount_problems({"income": person.income, "annual_income": person.annual_income})
    problems += item_problems(person)
    problems += choice_problems(
        {
            "status": (next((s for s in person.status if s not in get_args(Status)), None), Status),
            "care": (person.care, Care),
            "tier": (person.tier, Tier),
            "disability": (person.disability.kind if person.disability else None, DisabilityKind),
            "illness": (person.illness, AbilityLost),
            "parent": (person.parent, Parent),
        }
    )
    problems += range_problems(
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


def _contradicts(of_grade: tuple[int, int] | None, lost: int) -> bool:
    """Whether so many abilities lost are outside a grade of the program; what a notice's own is, it says itself."""
    return of_grade is not None and not of_grade[0] <= lost <= of_grade[1]


CONTRADICTORY = ("status", "age", "student", "care", "self_care", "abilities_lost", "tier", "hardship", "single_person")
"""The facts that may contradict one another or need another; of an age it only matters whether it is an adult's."""


def _contradictions(person: Person) -> list[tuple[bool, str, str, str]]:
    """What cannot be true together: (whether it is stated, field, value, the field it contradicts)."""
    status = person.status
    stated_care = person.care or ""
    child = next((s for s in status if s in CHILDREN), None)
    supported = "tekun" in status or "orphan" in status
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
        (bool(stated_care) and not supported, "care", stated_care, "status=" + ("+".join(status) or "ordinary")),
        (bool(grade) and "tekun" not in status, grade_field, grade, "status=" + ("+".join(status) or "ordinary")),
        (
            both and _contradicts(LOST.get(person.self_care or ""), person.abilities_lost or 0),
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
        (bool(person.hardship) and grown, "age", str(person.age), "hardship=" + "+".join(person.hardship)),
        (len(set(person.hardship)) < len(person.hardship), "hardship", "+".join(person.hardship), "hardship"),
        (person.single_person and supported, "single_person", "true", "status=" + "+".join(status)),
    ]

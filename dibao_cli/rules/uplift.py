"""分类救助, classified relief: a share of the local dibao standard on top, for members who need more.

Source: B1, a Dalian question-and-answer text of unknown date, and its 2011 predecessor B2, which says that
the share is of the local standard. Because the date is unknown, nothing is added unless asked for.
Where several shares apply to a person the highest counts, never the sum; not for single-person inclusion.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from .arithmetic import Number, Truth, at_least, leaf, proportion, step
from .assessment import Entitlement, absent, entitlement, missing_entitlement
from .case import Case, figure
from .dibao import members_of, size_of
from .notice import Value
from .person import ADULT_AGE, Person


def uplift(standard: Number, shares: Sequence[Number], persons: Number = 1) -> Number:
    """The highest of the shares that apply, of the local standard, fen a month for so many persons."""
    highest = step("highest_share", reduce(lambda best, share: at_least(best, share), shares))
    return step("uplift", proportion(standard * persons, highest))


def categories(
    age: Number,
    work_injury: Number,
    disability_severe: Truth,
    disability_lesser: Truth,
    illness_all: Truth,
    illness_most: Truth,
    child: Truth,
    student: Truth,
    widowed_parent: Truth,
    single_parent: Truth,
    multiple_birth: Truth,
) -> dict[str, Truth]:
    """For each key of the table, whether the share applies (B1).

    `age` is -1 where unknown; `work_injury` is the grade, or 0 for none; `student` is a full-time student past
    compulsory schooling; `child` is under 18 or such a student. `disability_severe` is grade 1–2 of sight, limb,
    intellect or mental, `disability_lesser` grade 1–2 of hearing or speech, or grade 3 of the former kinds.
    """
    return {
        "uplift.age_60": (age >= 60) & (age < 70),
        "uplift.age_70": (age >= 70) & (age < 80),
        "uplift.age_80": age >= 80,
        "uplift.work_injury": (work_injury >= 1) & (work_injury <= 4),
        "uplift.disability_severe": disability_severe,
        "uplift.disability_lesser": disability_lesser,
        "uplift.illness_all": illness_all,
        "uplift.illness_most": illness_most,
        "uplift.minor": (age >= 0) & (age < ADULT_AGE),
        "uplift.student": student,
        "uplift.child_of_widowed": child & widowed_parent,
        "uplift.child_of_single_parent": child & single_parent,
        "uplift.child_of_multiple_birth": child & multiple_birth,
    }


AGES = (0, ADULT_AGE, 60, 70, 80)
"""The ages from which `categories` treats a person differently."""


SEVERE_KINDS = ("sight", "limb", "intellect", "mental")
LESSER_KINDS = ("hearing", "speech")


def of_person(person: Person) -> list[str]:
    """The keys of the shares that apply to a person."""
    kind, grade = (person.disability.kind, person.disability.grade) if person.disability else ("", 0)
    applies = categories(
        age=-1 if person.age is None else person.age,
        work_injury=person.work_injury or 0,
        disability_severe=kind in SEVERE_KINDS and grade <= 2,
        disability_lesser=(kind in LESSER_KINDS and grade <= 2) or (kind in SEVERE_KINDS and grade == 3),
        illness_all=person.illness == "all",
        illness_most=person.illness == "most",
        child=person.minor or person.student,
        student=person.student,
        widowed_parent=person.parent == "widowed",
        single_parent=person.parent == "single",
        multiple_birth=person.multiple_birth,
    )
    return [key for key, holds in applies.items() if holds]


def highest_share(case: Case, person: Person) -> int:
    """The highest share in hundredths of a per cent that applies to a member of the family; 0 if none does."""
    found = map(case.find, [*of_person(person), *_of_family(case)])
    return max((share.number for share in found if share is not None), default=0)


def _of_family(case: Case) -> list[str]:
    """The keys of the shares that apply to every member."""
    keys = ["uplift.one_person_family"] if size_of(case) == 1 else []
    return [*keys, "uplift.lost_only_child"] if case.household.lost_only_child else keys


def assess(case: Case) -> list[Entitlement]:
    """A line for each member to whom a share applies, and one for the members not described."""
    standard = case.find(f"dibao.{case.household.area}")
    if standard is None:
        return []
    family = _of_family(case)
    lines = [_line(case, standard, case.label(p), [*of_person(p), *family], 1) for p in members_of(case)]
    others = case.household.undescribed
    lines += [_line(case, standard, None, family, others)] if others else []
    return [entitlement for entitlement in lines if entitlement is not None]


def _line(case: Case, standard: Value, person: str | None, keys: list[str], persons: int) -> Entitlement | None:
    if not keys:
        return None
    shares = [value for value in map(case.find, keys) if value is not None]
    count: Number = leaf(persons, "count", "members") if persons > 1 else 1
    if not shares:
        known = uplift(case.amount(standard), [absent(key, "percent") for key in keys], count)
        return missing_entitlement("uplift", person, *(case.missing(key) for key in keys), known=known)
    amount = uplift(case.amount(standard), [figure(share) for share in shares], count)
    return entitlement("uplift", person, amount, uses=(standard,))

"""分类救助, classified relief: a share of the local dibao standard on top, for members who need more.

Source: B1, a Dalian question-and-answer text of unknown date, and its 2011 predecessor B2, which says that
the share is of the local standard. Because the date is unknown, nothing is added unless asked for.
Where several shares apply to a person the highest counts, never the sum; not for single-person inclusion.

Cities differ, and say so in their notices: a share of what the person is paid (`uplift.of`), fixed amounts
(`uplift.minor_amount`), a share by the household's class (`uplift.classes`), the standard and a share in the place of
a part of the family's dibao (`uplift.instead`), a rounding of each person's, families above dibao (`uplift.covers`),
and that everybody else has none (`uplift.others`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from .arithmetic import Number, Truth, at_least, exact, leaf, proportion, rounded, step
from .assessment import Entitlement, absent, entitlement, missing_entitlement
from .case import Case, figure, stated
from .dibao import members_of, size_of
from .money import TO_THE_FEN, Rounding
from .notice import Value
from .parameters import key_parts
from .person import ADULT_AGE, Person

AMOUNT = "_amount"
"""After the key of a share: the key of the amount in yuan that is paid in its place."""


def uplift(
    base: Number,
    shares: Sequence[Number],
    persons: Number = 1,
    amounts: Sequence[Number] = (),
    rounding: Rounding = TO_THE_FEN,
    each_rounded: bool = False,
) -> Number:
    """The highest of the shares and amounts that apply, fen a month for so many persons.

    A share is of the local standard, or of what the person is paid where a table says so. `each_rounded` tells that
    each person's is rounded by itself, as the notice says; otherwise they are rounded together, to the fen.
    """
    by_share: Number = 0
    if shares:
        best = step("highest_share", _highest(shares))
        if not amounts and not each_rounded:
            return step("uplift", proportion(base * persons, best))
        by_share = proportion(base, best, rounding=rounding)
    if amounts:
        by_share = at_least(_highest(amounts), by_share) if shares else _highest(amounts)
    return step("uplift", by_share * persons)


def in_place_of_a_part(standard: Number, shares: Sequence[Number], part: Number, rounding: Rounding) -> Number:
    """The standard and the highest share of it, in the place of the person's part of the family's dibao."""
    best = step("highest_share", _highest(shares))
    whole = step("standard_and_share", rounded(standard + exact(standard, best), rounding))
    return step("uplift", at_least(0, rounded(whole - part)))


def _highest(numbers: Sequence[Number]) -> Number:
    return reduce(lambda best, number: at_least(best, number), numbers)


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


def highest(case: Case, person: Person) -> tuple[int, int]:
    """The highest share (hundredths of a per cent) and amount (fen) that apply to a member; 0 where there is none."""
    keys = [*of_person(person), *_of_family(case)]
    shares, amounts = ([value for value in map(case.find, found) if value is not None] for found in (keys, fixed(keys)))
    return max((each.number for each in shares), default=0), max((each.fen or 0 for each in amounts), default=0)


def fixed(keys: Iterable[str]) -> list[str]:
    """The parameters that set an amount in yuan in the place of a share, for each category's key."""
    return [f"{key}{AMOUNT}" for key in keys]


OF_FAMILIES = ("uplift.one_person_family", "uplift.lost_only_child")
"""The shares that apply to every member of a family of some kind."""


def fixed_of(case: Case, value: Value) -> list[Number]:
    """The amount that a value sets in the place of a share; none where it is a share."""
    return [_yuan(case, value)] if key_parts(value.key)[0].endswith(AMOUNT) else []


def _of_family(case: Case) -> list[str]:
    """The keys of the shares that apply to every member."""
    keys = ["uplift.one_person_family"] if size_of(case) == 1 else []
    return [*keys, "uplift.lost_only_child"] if case.household.lost_only_child else keys


def covered(case: Case, line: str | None) -> bool:
    """Whether families of a line have classified relief: those on dibao, and others where the notices say so."""
    covers = case.find("uplift.covers")
    return line in (covers.codes if covers else ("dibao",))


def hangs_on_the_family(case: Case) -> bool:
    """Whether a member's relief depends on more than the member: on the family's dibao, its income or its class."""
    return any(case.set_for(f"uplift.{name}") for name in FAMILY_MATTERS)


FAMILY_MATTERS = ("of", "instead", "covers", "rounding", "classes")


def assess(case: Case, dibao: int) -> list[Entitlement]:
    """A line for each member to whom a share applies, and one for the members not described.

    `dibao` is what the family is paid, fen per month.
    """
    standard = case.find(f"dibao.{case.household.area}")
    if standard is None:
        return []
    family = _of_family(case)
    lines = [_line(case, standard, dibao, case.label(p), [*of_person(p), *family], 1) for p in members_of(case)]
    others = case.household.undescribed
    lines += [_line(case, standard, dibao, None, family, others)] if others else []
    return [entitlement for entitlement in lines if entitlement is not None]


def _line(
    case: Case, standard: Value, dibao: int, person: str | None, keys: list[str], persons: int
) -> Entitlement | None:
    by_class = _of_class(case)
    if not keys and by_class is None:
        return None
    shares = [value for value in (*map(case.find, keys), by_class) if value is not None]
    amounts = [value for value in map(case.find, fixed(keys)) if value is not None]
    count: Number = leaf(persons, "count", "members") if persons > 1 else 1
    others = case.find("uplift.others")
    if not shares and not amounts:
        if others is not None:
            return None  # everybody else has none, says the notice
        known = uplift(case.amount(standard), [absent(key, "percent") for key in keys], count)
        return missing_entitlement("uplift", person, *(case.missing(key) for key in keys), known=known)
    of, rule, instead = (case.find(f"uplift.{name}") for name in ("of", "rounding", "instead"))
    rounding = rule.rounding if rule else TO_THE_FEN
    part: Number = exact(stated(dibao, "dibao"), divisor=size_of(case)) if dibao else 0
    base = part if of is not None and of.text == "payment" else case.amount(standard)
    most = [_yuan(case, amount) for amount in amounts]
    in_place = instead is not None and not set(keys).isdisjoint(f"uplift.{code}" for code in instead.codes)
    percents = [figure(share) for share in shares]
    if in_place and shares:
        amount = in_place_of_a_part(case.amount(standard), percents, part, rounding) * count
    else:
        amount = uplift(base, percents, count, most, rounding, each_rounded=rule is not None)
    used = instead if in_place else None
    return entitlement("uplift", person, amount, uses=(standard, of, rule, used))


def _yuan(case: Case, amount: Value) -> Number:
    return rounded(case.amount(amount))


def _of_class(case: Case) -> Value | None:
    """The share of the household's class, where the notices set shares by class (A/B/C)."""
    shares, named = case.find("uplift.classes"), case.household.dibao_class
    return None if shares is None or named is None else shares.of_class(named)

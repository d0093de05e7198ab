"""What a household may also be entitled to, which nobody asked about, and what it would bring: never in a total.

Each is computed by the rules themselves, with the option or the fact that decides it supposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from . import single_person, uplift
from .arithmetic import Number, rounded, value_of
from .assess import entitlements, without_left_out
from .assessment import Assessment, Entitlement, Programme, with_law
from .assumed import ages_assumed
from .case import Case, by_place, figure
from .dated import law_of
from .dibao import members_of, standard_of
from .exclusions import schemes_of
from .laws import CONFIRMATION, Law
from .notice import Value
from .parameters import CATEGORIES, LINES
from .person import Person
from .problems import InputError


class Possible(NamedTuple):
    """One entitlement that may apply: `code` names the question that decides it, `person` whom it is about.

    `amount` is what it would bring (fen per month, in the month for one-off aid), None where no amount is on record;
    `at_least` and `at_most` bound it where it depends on the answer. `open` are the facts supposed that nobody stated.
    `limit` is the income (fen per month) below which the family falls under a line of its own.
    """

    code: str
    programme: Programme | None
    person: str | None = None
    amount: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    limit: int | None = None
    law: Law | None = None
    open: tuple[str, ...] = ()


def possible(answer: Assessment) -> tuple[Possible, ...]:
    """What may also apply, in the order of the programmes; nothing of what the answer leaves out or has already."""
    case = Case(answer.household, answer.table, answer.question)
    found = (
        *_single_persons(case, answer),
        *_uplift(case, answer),
        *_one_off(case, answer),
        *_elders(case),
        *_line(answer),
    )
    return tuple(one for one in found if one.programme not in answer.question.without)


def _supposing(supposed: Case, answer: Assessment) -> tuple[int, Assessment]:
    """What the household would get more in the supposed case, over what is known, and that answer."""
    other = without_left_out(entitlements(supposed))
    return other.known_total - answer.known_total, other


def _lines(other: Assessment, programme: Programme, person: str | None = None) -> list[Entitlement]:
    return [
        entitlement
        for entitlement in other.lines
        if entitlement.programme == programme and person in (None, entitlement.person)
    ]


def _uplift(case: Case, answer: Assessment) -> Iterator[Possible]:
    """分类救助: for a family on dibao, by what is known of its members, and by what is not."""
    paid = answer.amount_of("dibao", None)
    if not paid:
        return
    supposed_case = case._replace(question=case.question._replace(uplift=True))
    if not case.question.uplift:
        more, law = _relief(supposed_case, answer, paid)
        if more > 0:
            yield Possible("uplift", "uplift", amount=more, law=law)
    if bool(case.household.undescribed) or any(True for _ in ages_assumed(supposed_case, answer.lines)):
        yield from _relief_of_member(case)


def _relief(supposed: Case, answer: Assessment, paid: int) -> tuple[int, Law | None]:
    """What classified relief would bring a family on dibao, and its text.

    Only what supports a child takes the child's other lines into account, so that else nothing but relief is added.
    """
    lines = uplift.assess(supposed, paid) if uplift.covered(supposed, "dibao") else []
    if not lines:
        return 0, None
    whose = {line.person for line in lines}
    children = (person for person in supposed.household.persons if person.status or person.hardship)
    if any(supposed.label(person) in whose for person in children):
        more, other = _supposing(supposed, answer)
        return more, next((line.law for line in _lines(other, "uplift")), None)
    return sum(line.amount or 0 for line in lines), with_law(lines[0], supposed.table.month).law


@by_place
def _relief_of_member(case: Case) -> tuple[Possible, ...]:
    """What classified relief comes to for one member of whom nothing is known; nothing where no share says so."""
    shares = () if uplift.hangs_on_the_family(case) else _shares(case)
    standard = standard_of(case)
    if not shares or standard is None:
        return ()
    whole = case.amount(standard)
    amounts = [_of_one(case, whole, each) for each in shares]
    lowest, highest = min(amounts), max(amounts)
    notice = shares[amounts.index(highest)].notice
    return (Possible("uplift_of_member", "uplift", at_least=lowest, at_most=highest, law=law_of(notice)),)


SHARES = tuple(key for key in (f"uplift.{name}" for name in CATEGORIES) if key not in uplift.OF_FAMILIES)


def _of_one(case: Case, standard: Number, value: Value) -> int:
    """What a share of the standard, or an amount in its place, comes to for one member."""
    fixed = uplift.fixed_of(case, value)
    return value_of(uplift.uplift(standard, [] if fixed else [figure(value)], amounts=fixed))


def _shares(case: Case) -> list[Value]:
    """The shares and amounts of classified relief that the table sets for members of some kind."""
    keys = [*SHARES, *uplift.fixed(SHARES)]
    return [share for share in map(case.find, keys) if share is not None]


def _single_persons(case: Case, answer: Assessment) -> Iterator[Possible]:
    """单人保: a member of a family without dibao, alone; of members who are not described one stands for all."""
    household = case.household
    if answer.amount_of("dibao", None) != 0 or household.property_test_met is False:
        return
    if not (household.persons or household.undescribed) or not single_person.within_reach(case):
        return
    described = [person for person in household.persons if not schemes_of(person) and not person.single_person]
    for person in (*described, *([None] if household.undescribed else [])):
        found = _alone(case, answer, person)
        if found is not None:
            yield found


def _alone(case: Case, answer: Assessment, person: Person | None) -> Possible | None:
    """What one member would get alone, with every condition met that is open; which those are, the rule itself says."""
    described = person or Person()
    household = case.household
    others = tuple(each for each in household.persons if each is not person)
    members = household.members if person is not None else household.undescribed - 1
    included = described._replace(single_person=True)
    try:
        whole = household._replace(members=members, persons=(*others, included))
        supposed = included._replace(
            cannot_form_household=described.cannot_form_household is not False,
            illness="all" if described.illness is None and described.disability is None else described.illness,
        )
        met = whole._replace(
            persons=(*others, supposed),
            property_test_met=True,
            low_income_village=household.low_income_village is not False,
        )
    except InputError:  # the facts of this household do not allow it
        return None
    case_met = case._replace(household=met)
    line, _exclusion = single_person.assess(case_met, supposed, False)
    if line is None or not line.amount:  # the rest need not be looked at
        return None
    more, other = _supposing(case_met, answer)
    entitlement = next(
        (entitlement for entitlement in _lines(other, "single_person", met.label(supposed)) if entitlement.amount), None
    )
    if entitlement is None or more <= 0:
        return None
    label = household.label(person) if person is not None else None
    as_stated, _exclusion = single_person.assess(case._replace(household=whole), included, False)
    conditions = as_stated.conditions if as_stated else ()
    unstated = tuple(code.removesuffix("?") for code in conditions if code.endswith("?"))
    return Possible(
        "single_person", "single_person", label, amount=entitlement.amount, law=entitlement.law, open=unstated
    )


def _one_off(case: Case, answer: Assessment) -> Iterator[Possible]:
    """一次性补助 that a notice sets for the month."""
    if case.question.one_off or all(one.month != case.table.month for one in case.table.standards.one_offs):
        return
    more, other = _supposing(case._replace(question=case.question._replace(one_off=True)), answer)
    if more > 0:
        yield Possible("one_off", "one_off", amount=more, law=_lines(other, "one_off")[0].law)


ELDERS = (80, 90, 100)


def elders_allowance(case: Case, age: int) -> tuple[Number | None, Value | None]:
    """高龄津贴 of a registered resident, fen per month, and what sets it (B3): flat from 90, a standard from 100 on."""
    if age >= ELDERS[2]:
        follows = case.find("elders.age_100_follows")
        standard = case.find(follows.text) if follows else None
        return (case.amount(standard), follows) if standard else (None, follows)
    value = case.find("elders.age_90")
    return (case.amount(value), value) if value and age >= ELDERS[1] else (None, value)


def _elders(case: Case) -> Iterator[Possible]:
    """The elders' allowance: of 80 to 89 it is half of the 40 % of classified relief, and never paid a second time."""
    if case.find("elders.age_90") is None:
        return
    old = [person for person in case.household.persons if person.age is not None and person.age >= ELDERS[0]]
    for person in old:
        age = person.age or 0
        amount, value = elders_allowance(case, age)
        code = f"elders_{max(first for first in ELDERS if first <= age)}"
        fen = None if amount is None else value_of(rounded(amount))
        yield Possible(code, None, case.label(person), fen, law=law_of(value.notice) if value else None)
    if not old and (case.household.undescribed or any(person.age is None for person in members_of(case))):
        yield from _elder_of_member(case)


@by_place
def _elder_of_member(case: Case) -> tuple[Possible, ...]:
    """What the elders' allowance comes to for a member of whom nothing is known."""
    amount, value = elders_allowance(case, ELDERS[1])
    if amount is None or value is None:
        return ()
    return (Possible("elders_of_member", None, amount=value_of(rounded(amount)), law=law_of(value.notice)),)


def _line(answer: Assessment) -> Iterator[Possible]:
    """低保边缘家庭, 低收入家庭: the line that a family without dibao falls under."""
    standing = answer.standing
    if standing is not None and standing.line in LINES:
        law = CONFIRMATION.at("8") if standing.law is None else standing.law
        yield Possible(f"line_{standing.line}", None, limit=standing.limit, law=law)


def codes() -> Sequence[str]:
    """The codes of every question, for texts and schemas."""
    elders = (*(f"elders_{age}" for age in ELDERS), "elders_of_member")
    return ("single_person", "uplift", "uplift_of_member", "one_off", *elders, *(f"line_{line}" for line in LINES))


__all__ = ["Possible", "codes", "elders_allowance", "possible"]

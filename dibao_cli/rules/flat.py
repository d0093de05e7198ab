"""Programmes that pay one person the amount that a notice sets, each one declaration: who is paid, by which parameter.

What is declared here is computed, explained, taken apart in rosters and asked for in `dibao ask`. A programme that
reckons with more than one figure, or looks at the household, has a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from . import payment, tekun
from .arithmetic import step
from .assessment import Entitlement, Exclusion, Programme, absent, entitlement, missing_entitlement
from .case import Case
from .exclusions import schemes_of
from .laws import EXTREMELY_POOR, Law
from .notice import Value
from .parameters import PARAMETERS
from .person import Person
from .problems import InputError
from .standards import Missing

Keys = tuple[str, ...]
NO_SCHEMES: Mapping[str, Law] = MappingProxyType({})


class Flat(NamedTuple):
    """Who is paid, and what.

    `keys` are the parameters of which the first that is set is paid; none for a person who is not entitled. `step` is
    what the amount is called in the explanation. `excluded_by` are the schemes beside which it is not paid, each with
    the text that says so. `ages` are those from which `keys` treats a person differently. Where no notice in force sets
    an amount, it is not known, or, `only_where_set`, there is no such programme. `choose` finds the figure, and what to
    say if there is none, where that takes more than the first of the keys. `needs` is a field of which something must
    be stated before anybody is paid, `looks_at` and `reads` are what it looks at and reads, see `scopes.Reach`.
    """

    keys: Callable[[Person], Keys]
    step: str = "subsidy"
    excluded_by: Mapping[str, Law] = NO_SCHEMES
    ages: tuple[int, ...] = ()
    only_where_set: bool = False
    choose: Callable[[Case, Person], tuple[Value | None, Missing]] | None = None
    needs: str = ""
    looks_at: tuple[str, ...] | None = None
    reads: tuple[str, ...] = ("",)


def _tekun_care(person: Person) -> Keys:
    """特困 care allowance of the self-care grade (特困人员认定办法). Dalian's amounts were not found."""
    assessed = "tekun" in schemes_of(person) and person.self_care_grade is not None
    return ("tekun.care",) if assessed else ()  # which one, `tekun.care_for` says


def _orphan(person: Person) -> Keys:
    """孤儿基本生活费 by the kind of care."""
    return (f"orphan.{person.care}",) if "orphan" in person.status else ()


def _retiree(person: Person) -> Keys:
    """60年代精简退职职工, in four tiers (A4, A5, A8, A9, A11; the province: A13, A14)."""
    return (f"retiree.{person.tier}",) if "retiree" in person.status else ()


def _nursing_subsidy(person: Person) -> Keys:
    """重度残疾人护理补贴 for grades 1 and 2 (国发〔2015〕52号, by D1), of the grade where they differ."""
    if person.disability is None or not person.disability.severe:
        return ()
    return (f"disability.nursing_grade_{person.disability.grade}", "disability.nursing")


FLAT: dict[Programme, Flat] = {
    "tekun_care": Flat(
        _tekun_care,
        "care",
        choose=tekun.care_for,
        needs="status",
        looks_at=("care", "self_care", "abilities_lost"),
        reads=("tekun.care",),
    ),
    "orphan": Flat(_orphan, "orphan", needs="status", looks_at=("care",), reads=("orphan.",)),
    "retiree": Flat(_retiree, "retiree", needs="status", looks_at=("tier",), reads=("retiree.",)),
    "nursing_subsidy": Flat(
        _nursing_subsidy,
        excluded_by={"tekun": EXTREMELY_POOR},
        needs="disability",
        looks_at=("disability.severity",),
        reads=("disability.nursing",),
    ),
}
"""The parameters of a programme begin with its name, unless `dated.RULES` has a text for it."""

AGES = tuple(sorted({age for flat in FLAT.values() for age in flat.ages}))
"""The ages from which any of them treats a person differently."""


def assess(case: Case, person: Person) -> tuple[list[Entitlement], list[Exclusion]]:
    """What a person is paid of them, and what is not paid because of another scheme."""
    entitlements: list[Entitlement] = []
    exclusions: list[Exclusion] = []
    schemes = schemes_of(person)
    for programme, flat in FLAT.items():
        keys = flat.keys(person)
        if not keys or (flat.only_where_set and case.find_first(*keys) is None):
            continue
        because = next((scheme for scheme in flat.excluded_by if scheme in schemes), None)
        if because is None:
            amount, missing = flat.choose(case, person) if flat.choose else first_of(case, keys)
            entitlements.append(_paid(case, person, programme, amount, missing, flat.step))
        else:
            exclusions.append(Exclusion(programme, case.label(person), because, flat.excluded_by[because]))
    return entitlements, exclusions


def paid(case: Case, person: Person, programme: Programme, keys: Keys, name: str = "subsidy") -> Entitlement:
    """The amount of the first of the keys that is set, fen per month; not known where none is."""
    return _paid(case, person, programme, *first_of(case, keys), name)


def first_of(case: Case, keys: Keys) -> tuple[Value | None, Missing]:
    """The first of the keys that is set, and what to say if none is."""
    return case.find_first(*keys), case.missing(keys[-1])


def _paid(
    case: Case, person: Person, programme: Programme, amount: Value | None, missing: Missing, name: str
) -> Entitlement:
    if amount is None:
        return missing_entitlement(programme, case.label(person), missing, known=step(name, absent(missing)))
    whole = payment.paid(case, programme, case.amount(amount))
    return entitlement(programme, case.label(person), step(name, whole))


def by_age(case: Case, person: Person) -> Iterator[Programme]:
    """The programmes that a person of some age, who is otherwise as this one, would be paid."""
    for programme, flat in FLAT.items():
        keys = {key for age in flat.ages for key in flat.keys(_of_age(person, age))}
        if case.find_first(*keys) is not None:
            yield programme


def _of_age(person: Person, age: int) -> Person:
    try:
        return person._replace(age=age)
    except InputError:  # a person of this scheme cannot be of this age
        return person


def keys_by_age() -> Keys:
    """The parameters of the programmes that look at a person's age."""
    programmes = {programme for programme, flat in FLAT.items() if flat.ages}
    return tuple(key for key in PARAMETERS if key.partition(".")[0] in programmes)

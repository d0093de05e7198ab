"""What nobody stated and what was taken in its place, where that moves an amount: each a warning beside the amounts.

Not stated is not 0 and not no, and never the default in silence: the codes are `assumed:…`, and `--strict` refuses
them. An answer to which everything was stated has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from .assessment import Entitlement
from .case import Case
from .dibao import carriers, family_sums, members_of
from .flat import AGES, by_age
from .incomes import has_amount, states_income
from .money import yuan
from .notice import Value
from .person import Person
from .problems import InputError

ASSUMED = "assumed:"
"""How the code of such a warning begins; the rest is the field that was not stated."""

DERIVATIONS = (
    *("inferred_value", "inferred_one_off", "override", "stated_index", "stated_rate", "annual_income_divided"),
    *("orphan_not_counted", "retiree_allowance_not_income", "income_of_person_kept_by_another_scheme"),
    *("care_allowance_not_taken_off", "living_subsidy_in_the_difference", "children_at_the_flat_rate"),
    "announced_for_dibao_and_tekun",
)
"""The warnings that tell how a figure came about; all others are about what the caseworker must know or do."""


def kind_of(code: str) -> Literal["action", "derivation"]:
    """Whether a warning is about what is to be done, or about how a figure came about."""
    return "derivation" if code in DERIVATIONS else "action"


NOTED = ("care_not_assessed", "work_income_changes_nothing", "support_not_computed")
"""The warnings that stand in the notes of rows, besides those of what was assumed."""

MONTH_ASSUMED = f"{ASSUMED}month"

Found = tuple[str, dict[str, str]]


def assumed_of(case: Case, lines: Sequence[Entitlement]) -> Iterator[Found]:
    """The code and the details of each assumption that the lines rest on."""
    if not case.table.month_stated:
        newest = case.table.standards.newest_month
        yield MONTH_ASSUMED, {"month": str(case.table.month), "newest": str(newest)}
    yield from _districts(case, lines)
    yield from ages_assumed(case, lines)
    for entitlement in lines:
        if entitlement.programme == "dibao" and entitlement.amount is not None and not entitlement.conditions:
            yield from _family(case, entitlement)
        if entitlement.programme == "single_person" and entitlement.amount:
            yield from _own_income(case, entitlement)


def _family(case: Case, entitlement: Entitlement) -> Iterator[Found]:
    """What a family's dibao was reckoned with."""
    household = case.household
    about: dict[str, str] = {"programme": entitlement.programme}
    if household.members is None and not household.persons:
        yield f"{ASSUMED}members", about
    if not income_stated(case):
        yield f"{ASSUMED}income", about
    if entitlement.amount and household.property_test_met is None:
        yield f"{ASSUMED}property", about
    if case.household.work_income is None and earns(case) and case.find("dibao.work_deduction_share"):
        yield f"{ASSUMED}work_income", about


def income_stated(case: Case) -> bool:
    """Whether anything was said of what the family has: of all of it together, or of one of its members."""
    return any(map(states_income, carriers(case)))


def earns(case: Case) -> bool:
    """Whether the family has any income, a part of which might be earned by work."""
    found = family_sums(case)
    return has_amount(found.income) or has_amount(found.annual_income)


def _own_income(case: Case, entitlement: Entitlement) -> Iterator[Found]:
    person = next((one for one in case.household.persons if case.label(one) == entitlement.person), None)
    if person is not None and not states_income(person):
        yield f"{ASSUMED}income", {"programme": entitlement.programme, "person": str(entitlement.person)}


def ages_assumed(case: Case, lines: Sequence[Entitlement]) -> Iterator[Found]:
    """The persons whose age was not stated, where some age would bring an amount, or more classified relief."""
    for person in case.household.persons if AGES else ():
        if person.age is None:
            for programme in by_age(case, person):
                yield f"{ASSUMED}age", {"programme": programme, "person": case.label(person)}
    if not case.question.uplift or not any(
        entitlement.programme == "dibao" and entitlement.amount for entitlement in lines
    ):
        return
    for person in members_of(case):
        if person.age is None and _age_matters(case, person):
            yield f"{ASSUMED}age", {"programme": "uplift", "person": case.label(person)}


def _age_matters(case: Case, person: Person) -> bool:
    from . import uplift

    present = uplift.highest(case, person)
    for age in uplift.AGES:
        try:
            if any(map(int.__gt__, uplift.highest(case, person._replace(age=age)), present)):
                return True
        except InputError:  # a person of this scheme cannot be of this age
            continue
    return False


def _districts(case: Case, lines: Sequence[Entitlement]) -> Iterator[Found]:
    """Where no district was stated and a standard is another one elsewhere: which one was taken, and the others."""
    if case.household.district is not None:
        return
    used = {value.key: (entitlement, value) for entitlement in reversed(lines) for value in entitlement.values}
    for entitlement, value in reversed(used.values()):
        others = _elsewhere(case, value)
        if others:
            here = [district.short for district in case.table.region.districts if district.name not in others]
            amounts = sorted({other.fen or 0 for other in others.values()})
            yield (
                f"{ASSUMED}district",
                {
                    "programme": entitlement.programme,
                    "key": value.key,
                    "amount": yuan(value.fen or 0),
                    "districts": ", ".join(here),
                    "elsewhere": ", ".join(map(yuan, amounts)),
                },
            )


def _elsewhere(case: Case, value: Value) -> dict[str, Value]:
    """The districts in which the table of the month has another amount in the place of a value."""
    table = case.table
    if value.key not in table.standards.split_keys or value.fen is None:
        return {}
    found = ((district.name, table.find(value.key, district.name)) for district in table.region.districts)
    known = ((name, other) for name, other in found if other is not None and other.fen is not None)
    return {name: other for name, other in known if other.content != value.content}

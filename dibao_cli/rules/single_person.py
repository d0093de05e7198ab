"""单人保, single-person inclusion: one member of a low-income family is paid rural dibao alone.

Source: S0 (Dalian, from 2020, in low-income villages), with 辽民发〔2020〕36号 as quoted for Dandong (L1),
which adds that the person's own income must be below the standard. L1 also sets 3 × for disability;
S0 gives 5 × without that distinction, and the table follows S0.
"""

from __future__ import annotations

from .arithmetic import Number, Truth, at_least, check, leaf, proportion, quotient, step, value_of, where
from .assessment import Exclusion, Line, line, missing_line
from .case import Case, figure, stated
from .dibao import family_income, size_of
from .household import Person
from .together import SOURCES


def within_income_limit(standard: Number, limit: Number, members: Number, income: Number, months: int = 1) -> Truth:
    """Whether family per-capita income is at most `limit` × the standard; `income` is of `months` months."""
    return check("within_income_limit", income <= proportion(standard * members * months, limit))


def allowance(standard: Number, share: Number | None, own_income: Number, months: int = 1) -> Number:
    """The standard (or the share of it that a table sets) less the person's own income, fen a month.

    `own_income` is of `months` months.
    """
    base = standard if share is None else proportion(standard, share)
    return step("allowance", quotient(at_least(0, base * months - own_income), months))


def own_income(person: Person) -> tuple[Number, int]:
    """What the person has alone, and the number of months that it is for."""
    if not person.annual_income:
        return stated(person.income, "own_income"), 1
    monthly = stated(person.income, "own_income") * 12 if person.income else 0
    return monthly + stated(person.annual_income, "own_income"), 12


def assess(case: Case, person: Person, dibao_paid: bool) -> tuple[Line | None, Exclusion | None]:
    """The person's line: the amount, or 0 with the conditions that fail; nothing beside the family's own dibao."""
    label = case.label(person)
    if dibao_paid:
        return None, Exclusion("single_person", label, "dibao", SOURCES["single_person", "dibao"])
    standard, limit = case.find("dibao.rural"), case.find("single_person.income_limit")
    if standard is None or limit is None:
        keys = [
            key for key, value in (("dibao.rural", standard), ("single_person.income_limit", limit)) if value is None
        ]
        return missing_line("single_person", label, *(case.table.missing(key) for key in keys)), None
    income, months = family_income(case)
    members = leaf(size_of(case), "count", "members")
    within = within_income_limit(figure(standard), figure(limit), members, income, months)
    failed = _conditions(case, person, bool(value_of(within)), person.income_of_the_year < standard.number * 12)
    share = case.find("single_person.share")
    own, own_months = own_income(person)
    amount = 0 if failed else allowance(figure(standard), figure(share) if share else None, own, own_months)
    shown = where(within, amount, 0)
    return line("single_person", label, shown, uses=(standard, limit), conditions=failed), None


def _conditions(case: Case, person: Person, within_limit: bool, own_income_below: bool) -> list[str]:
    """The conditions that are not met, or not stated, as codes."""
    household = case.household
    severe = person.disability is not None and person.disability.severe
    met = {
        "rural_household": household.area == "rural",
        "low_income_village": household.low_income_village,
        "within_income_limit": within_limit,
        "property_test_met": household.property_test_met,
        "severe_disability_or_serious_illness": severe or person.illness is not None,
        "cannot_form_household": person.cannot_form_household,
        "own_income_below_the_standard": own_income_below,
    }
    return [code if holds is False else f"{code}?" for code, holds in met.items() if not holds]

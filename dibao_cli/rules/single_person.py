"""单人保, single-person inclusion: one member of a low-income family is paid dibao alone.

Two rules, one after the other. Through June 2021 that of Dalian in 2020 (S0): rural, in low-income villages, family
income at most 5 × the standard; 辽民发〔2020〕36号 as quoted for Dandong (L1) adds that the person's own income must be
below the standard. L1 also sets 3 × for disability; S0 gives 5 × without that distinction, and the table follows S0.
From July 2021 the State's (民发〔2021〕57号 art. 8, 民发〔2022〕83号): town and country, edge families below 1.5 × the
standard, severe disability, grade 3 of intellect or mind, or serious illness. The factor is the table's.

What nobody stated is not "no": while a condition is open the amount is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .arithmetic import Number, Truth, at_least, check, leaf, proportion, quotient, step, value_of, where
from .assessment import Entitlement, Exclusion, absent, entitlement, missing_entitlement
from .case import Case, figure
from .dated import CONFIRMATION, FIRST_OF_CONFIRMATION, LAST_OF_APPROVAL, Rule, in_force, law_of
from .dibao import carriers, family_income, size_of
from .exclusions import SOURCES
from .incomes import INTERPRETED, has_amount, net, plain_or_itemised, treatment_in, unsettled_kinds
from .notice import Value
from .person import Disability, Person
from .standards import Missing
from .unknown import Clause

Conditions = Mapping[str, bool | None]
"""For each condition whether it is met; None where nobody said."""

NEED = "severe_disability_or_serious_illness"
NEED_OF_EDGE_FAMILY = "disability_or_illness_of_an_edge_family"
FIELDS = {NEED: "disability", NEED_OF_EDGE_FAMILY: "disability"}
"""The field that states a condition, where it does not have the condition's name."""


class Terms(NamedTuple):
    """What a rule asks: its conditions besides those on income, whether it is for rural households only, and
    whether income may be just at the limit.
    """

    conditions: Conditions
    rural_only: bool
    limit_included: bool


def in_low_income_villages(case: Case, person: Person) -> Terms:
    """Dalian's rule of 2020 (S0)."""
    household = case.household
    return Terms(
        {
            "low_income_village": household.low_income_village,
            "property_test_met": household.property_test_met,
            NEED: _need(person, disability_counts(person.disability, edge_family=False)),
            "cannot_form_household": person.cannot_form_household,
        },
        rural_only=True,
        limit_included=True,
    )


def of_edge_families(case: Case, person: Person) -> Terms:
    """The State's rule from July 2021 (民发〔2021〕57号 art. 8; 民发〔2022〕83号)."""
    conditions = {
        "property_test_met": case.household.property_test_met,
        NEED_OF_EDGE_FAMILY: _need(person, disability_counts(person.disability, edge_family=True)),
    }
    return Terms(conditions, rural_only=False, limit_included=False)


def disability_counts(disability: Disability | None, edge_family: bool) -> bool:
    """Whether a disability is one for which a person is included alone: severe, or in an edge family grade 3 of
    intellect or mind.
    """
    if disability is None:
        return False
    return disability.severe or (edge_family and disability.grade == 3 and disability.kind in ("intellect", "mental"))


def _need(person: Person, counts: bool) -> bool | None:
    """Whether disability or illness is as the rule asks; None where it may be, for the illness was not stated."""
    if counts or person.illness in ("all", "most", "part"):
        return True
    return False if person.illness == "none" and person.disability is not None else None


RULES = (
    Rule(until=LAST_OF_APPROVAL, function=in_low_income_villages),
    Rule(CONFIRMATION.at("8"), since=FIRST_OF_CONFIRMATION, function=of_edge_families),
)


def within_income_limit(
    standard: Number, limit: Number, members: Number, income: Number, months: int = 1, included: bool = True
) -> Truth:
    """Whether family per-capita income is at most (or, not `included`, below) `limit` × the standard.

    `income` is of `months` months.
    """
    most = proportion(standard * members * months, limit)
    return check("within_income_limit", income <= most if included else income < most)


def allowance(standard: Number, share: Number | None, own_income: Number, months: int = 1) -> Number:
    """The standard (or the share of it that a table sets) less the person's own income, fen a month.

    `own_income` is of `months` months.
    """
    base = standard if share is None else proportion(standard, share)
    return step("allowance", quotient(at_least(0, base * months - own_income), months))


def own_income(case: Case, person: Person) -> tuple[Number, int]:
    """What the person has alone, less what is taken off it, and the number of months that it is for."""
    own = plain_or_itemised(person, treatment_in(case.table.month))
    if not (has_amount(own.annual_income) or has_amount(own.annual_taken_off)):
        return at_least(0, own.income - own.taken_off), 1
    return net(own), 12


def assess(case: Case, person: Person, dibao_paid: bool) -> tuple[Entitlement | None, Exclusion | None]:
    """The person's line: the amount, or 0 with the conditions that fail; nothing beside the family's own dibao."""
    label, rule = case.label(person), in_force(RULES, case.table.month)
    if dibao_paid:
        source = rule.law if rule and rule.law else SOURCES["single_person", "dibao"]
        return None, Exclusion("single_person", label, "dibao", source)
    standard, limit = case.find(f"dibao.{case.household.area}"), case.find("single_person.income_limit")
    if limit is None or rule is None or rule.function is None:
        return missing_entitlement("single_person", label, case.missing("single_person.income_limit")), None
    terms: Terms = rule.function(case, person)
    if terms.rural_only and case.household.area != "rural":
        found = entitlement("single_person", label, 0, uses=(limit,), conditions=["rural_household"])
    elif standard is None:
        missing = case.missing(f"dibao.{case.household.area}")
        found = missing_entitlement("single_person", label, missing, known=_amount(case, person, absent(missing)))
    else:
        found = _by_terms(case, person, terms, standard, limit)
    return found._replace(law=rule.law or law_of(limit.notice)), None


def _by_terms(case: Case, person: Person, terms: Terms, standard: Value, limit: Value) -> Entitlement:
    label, month = case.label(person), case.table.month
    own, own_months = own_income(case, person)
    income, months = family_income(case)
    members = leaf(size_of(case), "count", "members")
    within = within_income_limit(case.amount(standard), figure(limit), members, income, months, terms.limit_included)
    met: Conditions = {
        "within_income_limit": bool(value_of(within)),
        **terms.conditions,
        "own_income_below_the_standard": bool(value_of(own < case.amount(standard) * own_months)),
    }
    failed = [code for code, holds in met.items() if holds is False]
    not_stated = [code for code, holds in met.items() if holds is None]
    told = [*failed, *(f"{code}?" for code in not_stated)]
    if not_stated and not failed:
        gaps = (Missing(FIELDS.get(code, code), month, "not_stated") for code in not_stated)
        known = _amount(case, person, case.amount(standard))
        return missing_entitlement(
            "single_person", label, *gaps, known=known, clauses=[Clause("if_conditions_hold")]
        )._replace(conditions=tuple(told))
    amount = 0 if failed else _amount(case, person, case.amount(standard))
    read = () if failed or not unsettled_kinds(carriers(case), month) else (INTERPRETED,)
    paid = where(within, amount, 0)
    return entitlement("single_person", label, paid, uses=(standard, limit), conditions=told, assumptions=read)


def _amount(case: Case, person: Person, standard: Number) -> Number:
    """What a person who meets every condition is paid."""
    share = case.find("single_person.share")
    own, months = own_income(case, person)
    return allowance(standard, figure(share) if share else None, own, months)

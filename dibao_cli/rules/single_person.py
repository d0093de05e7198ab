"""单人保, single-person inclusion: one member of a low-income family is paid dibao alone.

How it is done is a city's and stands in its notices (`single_person_terms`). For Dalian two rules, one after the
other. Through June 2021 that of 2020 (S0): rural, in low-income villages, family income at most 5 × the standard;
辽民发〔2020〕36号 as quoted for Dandong (L1) adds that the person's own income must be below the standard. L1 also sets
3 × for disability; S0 gives 5 × without that distinction, and the table follows S0. From July 2021 the State's
(民发〔2021〕57号 art. 8, 民发〔2022〕83号): town and country, edge families below 1.5 × the standard, severe
disability, grade 3 of intellect or mind, or serious illness.

What nobody stated is not "no": while a condition is open the amount is not known.
"""

from __future__ import annotations

from typing import NamedTuple

from .arithmetic import Number, Truth, at_least, check, proportion, quotient, step, value_of, where
from .assessment import Entitlement, Exclusion, absent, entitlement, missing_entitlement
from .case import Case, by_place, figure
from .dated import FIRST_OF_CONFIRMATION
from .dibao import DibaoInputs, carriers, countable_of, inputs_of, local_practice
from .exclusions import SOURCES
from .incomes import INTERPRETED, Sums, has_amount, net, plain_or_itemised, treatment_in, unsettled_kinds
from .laws import CONFIRMATION
from .local_practice import LocalPractice
from .notice import Value
from .person import Person
from .single_person_terms import OF_THE_STATE, VILLAGES, Terms, law_in, terms_in
from .standards import Missing
from .unknown import Clause

NEED = "severe_disability_or_serious_illness"
NEED_OF_EDGE_FAMILY = "disability_or_illness_of_an_edge_family"
NEED_AS_ADMITTED = "disability_or_illness_as_admitted"
NEEDS = {("grade_1", "grade_2"): NEED, OF_THE_STATE["grades"]: NEED_OF_EDGE_FAMILY}
"""What the condition on disability and illness is called, by the grades that are admitted."""
FIELDS = dict.fromkeys((NEED, NEED_OF_EDGE_FAMILY, NEED_AS_ADMITTED), "disability")
"""The field that states a condition, where it does not have the condition's name."""


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


class Means(NamedTuple):
    """What a family has: the person's own income and the family's countable one, each of so many months, in fen."""

    own: Number
    own_months: int
    income: Number
    months: int
    members: Number


class Inclusion(NamedTuple):
    """What is measured and paid for a person who meets the conditions besides income: figures of the table.

    `standard` in fen per month; `limit`, `share` and `full_below` are shares (hundredths of a per cent). `included`:
    income may be just at the limit; `of_person`: it is the person's own that is measured; `own_taken_off`: the person's
    own income is taken off what is paid; `is_open`: some other condition was not stated.
    """

    standard: Number
    limit: Number
    share: Number | None = None
    full_below: Number | None = None
    included: bool = True
    of_person: bool = False
    own_taken_off: bool = True
    is_open: bool = False


def within(inclusion: Inclusion, means: Means) -> Truth:
    """Whether the income that is measured is within the limit."""
    standard, limit, included = inclusion.standard, inclusion.limit, inclusion.included
    if inclusion.of_person:
        return within_income_limit(standard, limit, 1, means.own, means.own_months, included)
    return within_income_limit(standard, limit, means.members, means.income, means.months, included)


def own_below(inclusion: Inclusion, means: Means) -> Truth:
    """Whether the person's own income leaves anything of the standard that it is taken off."""
    return means.own < inclusion.standard * means.own_months


def by_income(inclusion: Inclusion, means: Means) -> Truth:
    """Whether the conditions on income are met."""
    holds = within(inclusion, means)
    return holds & own_below(inclusion, means) if inclusion.own_taken_off else holds


def paid_whole(inclusion: Inclusion, means: Means) -> Truth:
    """Whether the whole standard is paid, and not a share of it: the family's income is low enough for that."""
    if inclusion.share is None or inclusion.full_below is None:
        return inclusion.share is None
    limit = proportion(inclusion.standard * means.members * means.months, inclusion.full_below)
    return check("whole_standard", means.income < limit)


def amount(inclusion: Inclusion, means: Means) -> Number:
    """What a person who meets every condition is paid, fen a month."""
    standard, share = inclusion.standard, inclusion.share
    own, own_months = (means.own, means.own_months) if inclusion.own_taken_off else (0, 1)
    if share is None or inclusion.full_below is None:
        return allowance(standard, share, own, own_months)
    return allowance(step("base", base_of(standard, share, paid_whole(inclusion, means))), None, own, own_months)


def own_income_of(own: Sums, months: int) -> Number:
    """What somebody has alone, less what is taken off it, fen in so many months: 12 where any of it is by the year."""
    return at_least(0, own.income - own.taken_off) if months == 1 else net(own)


def means_over(own: Sums, own_months: int, inputs: DibaoInputs, practice: LocalPractice, months: int) -> Means:
    """What a person has of `own`, and the family of its inputs: 12 months where any of it is known by the year."""
    if months == 1:
        inputs = inputs._replace(annual_income=0, annual_deductions=0)
    return Means(
        own_income_of(own, own_months), own_months, countable_of(inputs, practice, months), months, inputs.members
    )


def means_of(case: Case, person: Person) -> Means:
    """What the household's family and the person have."""
    own, inputs = plain_or_itemised(person, treatment_in(case.table.month)), inputs_of(case, 0)
    own_months = 12 if has_amount(own.annual_income) or has_amount(own.annual_taken_off) else 1
    months = 12 if has_amount(inputs.annual_income) or has_amount(inputs.annual_deductions) else 1
    return means_over(own, own_months, inputs, local_practice(case), months)


def base_of(standard: Number, share: Number, whole: Truth) -> Number:
    """What the person's own income is taken off: the whole standard, or (not `whole`) a share of it."""
    return where(whole, standard, proportion(standard, share))


def assess(case: Case, person: Person, dibao_paid: bool) -> tuple[Entitlement | None, Exclusion | None]:
    """The person's line: the amount, or 0 with the conditions that fail; nothing beside the family's own dibao."""
    label, month = case.label(person), case.table.month
    if dibao_paid:
        of_the_state = month >= FIRST_OF_CONFIRMATION
        source = CONFIRMATION.at("8") if of_the_state else SOURCES["single_person", "dibao"]
        return None, Exclusion("single_person", label, "dibao", source)
    terms = terms_in(case.find, month)
    standard, limit = case.find(f"dibao.{case.household.area}"), _limit(case, person, terms)
    if limit is None or terms.lacking:
        gaps = [] if limit else [case.missing("single_person.income_limit")]
        gaps += [case.missing(key) for key in terms.lacking] if limit else []
        return missing_entitlement("single_person", label, *gaps), None
    uses = (limit, *terms.values)
    if elsewhere := _not_here(case, terms):
        found = entitlement("single_person", label, 0, uses=uses, conditions=[elsewhere])
    elif standard is None:
        missing = case.missing(f"dibao.{case.household.area}")
        known = amount(_inclusion(case, terms, absent(missing), limit), means_of(case, person))
        found = missing_entitlement("single_person", label, missing, known=known)
    else:
        found = _by_terms(case, person, terms, standard, limit)
    return found._replace(law=law_in(terms, limit, month)), None


def within_reach(case: Case) -> bool:
    """Whether a member of the family might be included alone, if all that is open were so: by place and income."""
    standard, here = case.find(f"dibao.{case.household.area}"), _open_here(case)
    if here is None or standard is None:
        return False
    terms, limit = here
    inclusion = _inclusion(case, terms, case.amount(standard), limit)
    return inclusion.of_person or bool(value_of(within(inclusion, means_of(case, Person()))))


@by_place
def _open_here(case: Case) -> tuple[Terms, Value] | None:
    """What is asked, and the highest limit of income; None where it is not open or what is asked is not known."""
    terms = terms_in(case.find, case.table.month)
    keys = [f"single_person.income_limit_{ground}" for ground in ("disability", "illness")]
    limits = [value for key in keys if (value := case.find_first(key, "single_person.income_limit"))]
    if not limits or terms.lacking or _not_here(case, terms):
        return None
    return terms, max(limits, key=lambda value: value.number)


def _limit(case: Case, person: Person, terms: Terms) -> Value | None:
    """The limit of family income: where disability and illness have limits of their own, the higher that applies."""
    grounds = ["disability"] if terms.admits(person.disability) else []
    grounds += ["illness"] if person.illness in set(terms.illness) - {"none"} else []
    keys = [f"single_person.income_limit_{ground}" for ground in grounds or ("disability", "illness")]
    own = [value for key in keys if (value := case.find_first(key, "single_person.income_limit"))]
    return max(own, key=lambda value: value.number, default=None)


def _not_here(case: Case, terms: Terms) -> str:
    """Why the household's area is not one where it is open; empty where it is, or may be."""
    area = case.household.area
    if area in terms.areas or (area == "rural" and VILLAGES in terms.areas):
        return ""
    return "rural_household" if area == "urban" else "urban_household"


def _asked(case: Case, person: Person, terms: Terms) -> dict[str, bool | None]:
    """The conditions besides those on income."""
    household = case.household
    met: dict[str, bool | None] = {}
    if household.area == "rural" and "rural" not in terms.areas:
        met["low_income_village"] = household.low_income_village
    if "property_test_met" in terms.asks:
        met["property_test_met"] = household.property_test_met
    met[NEEDS.get(terms.grades, NEED_AS_ADMITTED)] = terms.needs_met(person)
    if "cannot_form_household" in terms.asks:
        met["cannot_form_household"] = person.cannot_form_household
    return met


def _by_terms(case: Case, person: Person, terms: Terms, standard: Value, limit: Value) -> Entitlement:
    label, month = case.label(person), case.table.month
    inclusion, means = _inclusion(case, terms, case.amount(standard), limit), means_of(case, person)
    holds, whose = within(inclusion, means), case.find("single_person.income_of")
    met: dict[str, bool | None] = {"within_income_limit": bool(value_of(holds)), **_asked(case, person, terms)}
    if inclusion.own_taken_off:  # off the standard, so that nothing would be left
        met["own_income_below_the_standard"] = bool(value_of(own_below(inclusion, means)))
    failed = [code for code, holds in met.items() if holds is False]
    not_stated = [code for code, holds in met.items() if holds is None]
    codes = [*failed, *(f"{code}?" for code in not_stated)]
    known = 0 if failed else amount(inclusion, means)
    if not_stated and not failed:
        gaps = (Missing(FIELDS.get(code, code), month, "not_stated") for code in not_stated)
        return missing_entitlement(
            "single_person", label, *gaps, known=known, clauses=[Clause("if_conditions_hold")]
        )._replace(conditions=tuple(codes))
    read = () if failed or not unsettled_kinds(carriers(case), month) else (INTERPRETED,)
    paid, uses = where(holds, known, 0), (standard, limit, *terms.values, whose)
    return entitlement("single_person", label, paid, uses=uses, conditions=codes, assumptions=read)


def _inclusion(case: Case, terms: Terms, standard: Number, limit: Value) -> Inclusion:
    share, full_below, less = (case.find(f"single_person.{name}") for name in ("share", "full_below", "less"))
    whose = case.find("single_person.income_of")
    return Inclusion(
        standard,
        figure(limit),
        figure(share) if share else None,
        figure(full_below) if full_below else None,
        terms.included,
        of_person=whose is not None and whose.text == "person",
        own_taken_off=less is None or less.text == "own_income",
    )


def inclusion_of(case: Case, person: Person) -> Inclusion | None:
    """What income decides about, for a person who may be included; None where no income changes the person's line."""
    terms = terms_in(case.find, case.table.month)
    standard, limit = case.find(f"dibao.{case.household.area}"), _limit(case, person, terms)
    if limit is None or standard is None or terms.lacking or _not_here(case, terms):
        return None
    met = _asked(case, person, terms).values()
    if any(holds is False for holds in met):
        return None
    return _inclusion(case, terms, case.amount(standard), limit)._replace(is_open=None in met)

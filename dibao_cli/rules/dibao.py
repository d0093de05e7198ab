"""低保, the subsistence allowance (dibao).

Law: 社会救助暂行办法 (State Council 2014) art. 9 and 12; 最低生活保障审核审批办法(试行), 民发〔2012〕220号,
art. 16 (income) and 27 (amount), in force through June 2021; then 最低生活保障审核确认办法, 民发〔2021〕57号,
art. 13 (income) and 23 (amount).

Property is a condition for every family (社会救助暂行办法 art. 9; 民发〔2012〕220号 art. 4): stated as not met, nothing
is paid. Not modelled, because no text for Dalian was found: a list or ceiling of deductions, the property limits.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from .arithmetic import Number, Truth, at_least, check, is_there, leaf, parts_of, step, value_of, where
from .assessment import Distance, Entitlement, absent, entitlement, missing_entitlement
from .case import Case, deducted, of_case, stated
from .classes import class_amount, classes_of, of_own_class, refuse_unknown_class
from .exclusions import counts_in_dibao_family, income_counts
from .income_items import Carrier
from .incomes import (
    INTERPRETED,
    Sums,
    Treated,
    has_amount,
    plain_or_itemised,
    treatment_in,
    treatment_otherwise,
    unsettled_kinds,
)
from .local_practice import LocalPractice, practice_at
from .money import TO_THE_FEN, Rounding, round_quotient
from .notice import Value
from .payment import carried, carried_by
from .person import Person
from .standards import Missing


def countable_income(
    income: Number, deductions: Number, annual_income: Number = 0, months: int = 1, annual_deductions: Number = 0
) -> Number:
    """Income less what is taken off, never below 0: fen in `months` months (N2 art. 16; S0 on deductions).

    `months` is 12 where an amount is given by the year, so that nothing is divided before the end.
    """
    net = (income - deductions) * months + annual_income - annual_deductions
    return step("countable_income" if months == 1 else "countable_income_of_the_year", at_least(0, net))


def allowance(
    standard: Number,
    members: Number,
    countable: Number,
    months: int = 1,
    minimum: Number | None = None,
    rounding: Rounding = TO_THE_FEN,
    place: int = 1,
    of_class: Number | None = None,
) -> Number:
    """The gap between the standard and the family's income, fen a month (N2 art. 27; from July 2021 N3 art. 23).

    `standard × members − income`, paid only where per-capita income is strictly below the standard;
    `countable` is the income of `months` months. A local minimum and rounding apply where a table sets them. `place` is
    the month's in the period that is paid together: what rounding leaves is carried within it (`payment.carried`).
    `of_class` is what each member of a family of its class is paid in place of the gap, where a table says so.
    """
    entitlement = standard * members * months
    below = check("below_the_line", countable < entitlement)
    if of_class is not None:
        return where(below, step("of_class", carried(of_class * members, place, rounding=rounding)), 0)
    gap = carried(entitlement - countable, place, months, rounding)
    paid = gap if minimum is None else at_least(minimum, gap)
    return where(below, step("allowance", paid), 0)


class DibaoInputs(NamedTuple):
    """What a family's dibao is computed from: fen per month, the `annual_` ones fen per year.

    The incomes are those of the household and of the persons whose own income counts (`own_income_counts`), added
    up. An amount that nobody has is a plain 0 and leaves the formula. Single cases put leaves in, rosters columns.
    """

    standard: Number
    members: Number
    income: Number
    annual_income: Number = 0
    work_income: Number = 0
    deductions: Number = 0
    annual_deductions: Number = 0


def taken_off(inputs: DibaoInputs, practice: LocalPractice) -> Number:
    """All that is deducted from a family's income by the month, fen per month."""
    return inputs.deductions + practice.left_out(inputs.work_income)


def countable_of(inputs: DibaoInputs, practice: LocalPractice, months: int) -> Number:
    """The family's countable income, fen in `months` months."""
    off = taken_off(inputs, practice)
    return countable_income(inputs.income, off, inputs.annual_income, months, inputs.annual_deductions)


def monthly(inputs: DibaoInputs, practice: LocalPractice) -> Number:
    """A family's dibao, fen per month: how its incomes and deductions go together is said here and nowhere else."""
    by_year = is_there(inputs.annual_income + inputs.annual_deductions)
    if isinstance(by_year, bool):
        return _over(inputs, practice, 12 if by_year else 1)
    by_month = inputs._replace(annual_income=0, annual_deductions=0)
    return where(by_year, _over(inputs, practice, 12), _over(by_month, practice, 1))


def _over(inputs: DibaoInputs, practice: LocalPractice, months: int) -> Number:
    countable = countable_of(inputs, practice, months)
    minimum = practice.smallest_payment(inputs.standard, inputs.members)
    rounding, of_class = practice.rounding, practice.class_amount
    return allowance(inputs.standard, inputs.members, countable, months, minimum, rounding, practice.place, of_class)


def is_member(person: Person | None) -> bool:
    """Whether somebody belongs to the dibao family; who is not described (None) does."""
    status = person.status if person else ()
    return bool(counts_in_dibao_family("tekun" in status, "orphan" in status))


def own_income_counts(person: Person | None) -> bool:
    """Whether somebody's own income is part of the dibao family's; that of who is not described (None) is."""
    return _income_counts(tuple(person.status) if person else ())


@lru_cache(maxsize=256)
def _income_counts(status: tuple[str, ...]) -> bool:
    return bool(income_counts("tekun" in status, "orphan" in status))


@of_case
def members_of(case: Case) -> tuple[Person, ...]:
    """The described persons who belong to the dibao family."""
    return tuple(person for person in case.household.persons if is_member(person))


def has_own_income(income: Number, annual_income: Number) -> Truth:
    """Whether somebody has an income of their own, by the month or by the year."""
    return (income > 0) | (annual_income > 0)


@of_case
def size_of(case: Case) -> int:
    """How many members the dibao family has."""
    return case.household.undescribed + len(members_of(case))


def assess(case: Case) -> tuple[Entitlement | None, Distance | None]:
    """The family's dibao, or None where nobody is left to be a family; and its distance from the line.

    Raises `InputError` for a class that the notices do not know.
    """
    refuse_unknown_class(case)
    if not size_of(case):
        return None, None
    standard = standard_of(case)
    settled = whatever_the_income(case, standard)
    if settled is not None or standard is None:
        return settled, None
    inputs, practice = inputs_of(case, case.amount(standard)), local_practice(case)
    paid = monthly(inputs, practice)
    uses = (standard, case.find("dibao.rounding"), carried_by(case, "dibao"), of_own_class(case))
    entitled = entitlement("dibao", None, paid, uses=uses, assumptions=_assumptions(case, bool(value_of(paid))))
    return entitled, _distance(inputs, practice)


@of_case
def standard_of(case: Case) -> Value | None:
    """The dibao standard of the household's area and district."""
    return case.find(f"dibao.{case.household.area}")


def whatever_the_income(case: Case, standard: Value | None) -> Entitlement | None:
    """The family's line where no income changes it: a condition is not met, or the standard is not known; else None."""
    if case.household.property_test_met is False:  # a condition for every family, whatever its income (N1 art. 9)
        return entitlement("dibao", None, 0, conditions=["property_test_met"])
    if standard is None:
        missing = case.missing(f"dibao.{case.household.area}")
        known = monthly(inputs_of(case, absent(missing)), local_practice(case))
        return missing_entitlement("dibao", None, missing, known=known)
    if classes_of(case) is not None and of_own_class(case) is None:
        return missing_entitlement("dibao", None, Missing("dibao_class", case.table.month, "not_stated"))
    return None


def inputs_of(case: Case, standard: Number, treatment: Treated | None = None) -> DibaoInputs:
    """What the family's dibao is computed from, each amount with the name under which an explanation shows it.

    `treatment` says what counts where it is not that of the month.
    """
    work_income = case.household.work_income
    found = family_sums(case) if treatment is None else _sums_by(case, treatment)
    off = deducted(case.household.deductions)
    return DibaoInputs(
        standard,
        leaf(size_of(case), "count", "members"),
        found.income if has_amount(found.income) or has_amount(found.annual_income) else stated(0, "income"),
        found.annual_income,
        stated(work_income, "work_income") if work_income else 0,
        found.taken_off if isinstance(off, int) else off + found.taken_off,
        found.annual_taken_off,
    )


def family_income(case: Case) -> tuple[Number, int]:
    """The family's countable income and the number of months that it is for."""
    inputs = inputs_of(case, 0)
    months = 12 if has_amount(inputs.annual_income) or has_amount(inputs.annual_deductions) else 1
    return countable_of(inputs, local_practice(case), months), months


@of_case
def family_sums(case: Case) -> Sums:
    """What the household has and what is taken off it, with the members who were described and whose income counts."""
    return _sums_by(case, treatment_in(case.table.month))


def _sums_by(case: Case, treatment: Treated) -> Sums:
    total = Sums()
    for carrier in carriers(case):
        total = total.plus(plain_or_itemised(carrier, treatment))
    return total


@of_case
def carriers(case: Case) -> tuple[Carrier, ...]:
    """Whose income is the family's: what the household has together, and the described persons whose own counts."""
    return (case.household, *who_counts(case))


def has_annual_income(case: Case) -> bool:
    """Whether an amount is stated by the year, so that it is divided by 12 at the end."""
    found = family_sums(case)
    return has_amount(found.annual_income) or has_amount(found.annual_taken_off)


@of_case
def who_counts(case: Case) -> tuple[Person, ...]:
    """The described persons whose own income is part of the family's."""
    return tuple(person for person in case.household.persons if own_income_counts(person))


def local_practice(case: Case) -> LocalPractice:
    """What the table of the month sets for the household's district, and for its class."""
    of_class = class_amount(case)
    practice = practice_at(case)
    return practice if of_class is None else practice._replace(class_amount=of_class)


def _assumptions(case: Case, paid: bool) -> list[str]:
    """Readings that no text settles and that this family's amount rests on: without dibao, income left out is none."""
    persons = case.household.persons
    codes = []
    if any("orphan" in person.status for person in persons):
        codes.append("orphan_not_counted")
    if paid and any("retiree" in person.status for person in members_of(case)):
        codes.append("retiree_allowance_not_income")
    counted = who_counts(case)
    if paid and unsettled_kinds(carriers(case), case.table.month):
        codes.append(INTERPRETED)
    others = (plain_or_itemised(one, treatment_in(case.table.month)) for one in persons if one not in counted)
    if paid and any(has_amount(own.income) or has_amount(own.annual_income) for own in others):
        codes.append("income_of_person_kept_by_another_scheme")
    return codes


def amount_otherwise(case: Case) -> int | None:
    """The family's dibao if the unsettled kinds of income were treated otherwise, fen per month."""
    standard = standard_of(case)
    if standard is None:
        return None
    treatment = treatment_otherwise(case.table.month)
    return value_of(monthly(inputs_of(case, case.amount(standard), treatment), local_practice(case)))


def _distance(inputs: DibaoInputs, practice: LocalPractice) -> Distance:
    inputs = DibaoInputs(*map(_plain, inputs))
    yearly = value_of(inputs.income) * 12 + value_of(inputs.annual_income)
    of_the_year = (inputs.standard * inputs.members + taken_off(inputs, practice)) * 12 + inputs.annual_deductions
    limit, over = parts_of(of_the_year)
    return Distance(round_quotient(yearly, 12), round_quotient(limit, 12 * over), yearly * over < limit)


def _plain(number: Number) -> Number:
    """A number with a value as a plain whole one, where it is whole."""
    return number if isinstance(number, int) or number.value is None or number.over != 1 else number.value

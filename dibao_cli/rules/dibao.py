"""低保, the subsistence allowance (dibao).

Law: 社会救助暂行办法 (State Council 2014) art. 9 and 12; 最低生活保障审核审批办法(试行), 民发〔2012〕220号,
art. 16 (income) and 27 (amount), in force through June 2021; then 最低生活保障审核确认办法, 民发〔2021〕57号,
art. 13 (income) and 23 (amount).

Property is a condition for every family (社会救助暂行办法 art. 9; 民发〔2012〕220号 art. 4): stated as not met, nothing
is paid. Not modelled, because no text for Dalian was found: a list or ceiling of deductions, the property limits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .arithmetic import (
    Number,
    Truth,
    at_least,
    at_most,
    check,
    is_there,
    leaf,
    proportion,
    quotient,
    step,
    value_of,
    where,
)
from .assessment import Distance, Entitlement, absent, entitlement, missing_entitlement
from .case import Case, deducted, figure, stated
from .exclusions import counts_in_dibao_family, income_counts
from .money import TO_THE_FEN, Rounding, round_quotient
from .notice import Value
from .person import Person


def countable_income(income: Number, deductions: Number, annual_income: Number = 0, months: int = 1) -> Number:
    """Income less named deductions, never below 0: fen in `months` months (N2 art. 16; S0 on deductions).

    `months` is 12 where an annual income is given, so that nothing is divided before the end.
    """
    net = (income - deductions) * months + annual_income
    return step("countable_income" if months == 1 else "countable_income_of_the_year", at_least(0, net))


def allowance(
    standard: Number,
    members: Number,
    countable: Number,
    months: int = 1,
    minimum: Number | None = None,
    rounding: Rounding = TO_THE_FEN,
) -> Number:
    """The gap between the standard and the family's income, fen a month (N2 art. 27; from July 2021 N3 art. 23).

    `standard × members − income`, paid only where per-capita income is strictly below the standard;
    `countable` is the income of `months` months. A local minimum and rounding apply where a table sets them.
    """
    entitlement = standard * members * months
    gap = quotient(entitlement - countable, months, rounding)
    paid = gap if minimum is None else at_least(minimum, gap)
    return where(check("below_the_line", countable < entitlement), step("allowance", paid), 0)


def work_deduction(work_income: Number, share: Number, limit: Number | None) -> Number:
    """The part of earned income that a table leaves out: a share, up to a limit (fen a month)."""
    part = proportion(work_income, share)
    return step("work_deduction", part if limit is None else at_most(limit, part))


class LocalPractice(NamedTuple):
    """What a table sets about the allowance besides the standard; None where it sets nothing.

    `minimum` is the smallest payment a person in fen, `minimum_share` the same as a share of the standard;
    `work_share` of earned income, up to `work_limit` fen, is left out.
    """

    minimum: Number | None = None
    minimum_share: Number | None = None
    work_share: Number | None = None
    work_limit: Number | None = None
    rounding: Rounding = TO_THE_FEN

    @property
    def figures(self) -> tuple[Number | None, ...]:
        """The four figures, without the rounding."""
        return (self.minimum, self.minimum_share, self.work_share, self.work_limit)

    def with_figures(self, figures: Iterable[Number | None]) -> LocalPractice:
        """The same practice with other figures."""
        minimum, minimum_share, work_share, work_limit = figures
        return LocalPractice(minimum, minimum_share, work_share, work_limit, self.rounding)

    def smallest_payment(self, standard: Number, members: Number) -> Number | None:
        """The smallest payment to a family, fen a month, or None."""
        if self.minimum is not None:
            return step("minimum", self.minimum * members)
        if self.minimum_share is not None:
            return step("minimum", proportion(standard * members, self.minimum_share))
        return None

    def left_out(self, work_income: Number) -> Number:
        """The part of earned income that does not count, fen a month."""
        if self.work_share is None or (isinstance(work_income, int) and not work_income):
            return 0
        return work_deduction(work_income, self.work_share, self.work_limit)


class DibaoInputs(NamedTuple):
    """What a family's dibao is computed from: fen per month, `annual_income` fen per year.

    The incomes are those of the household and of the persons whose own income counts (`own_income_counts`), added
    up. An amount that nobody has is a plain 0 and leaves the formula. Single cases put leaves in, rosters columns.
    """

    standard: Number
    members: Number
    income: Number
    annual_income: Number = 0
    work_income: Number = 0
    deductions: Number = 0


def taken_off(inputs: DibaoInputs, practice: LocalPractice) -> Number:
    """All that is deducted from a family's income, fen per month."""
    return inputs.deductions + practice.left_out(inputs.work_income)


def countable_of(inputs: DibaoInputs, practice: LocalPractice, months: int) -> Number:
    """The family's countable income, fen in `months` months."""
    return countable_income(inputs.income, taken_off(inputs, practice), inputs.annual_income, months)


def monthly(inputs: DibaoInputs, practice: LocalPractice) -> Number:
    """A family's dibao, fen per month: how its incomes and deductions go together is said here and nowhere else."""
    by_year = is_there(inputs.annual_income)
    if isinstance(by_year, bool):
        return _over(inputs, practice, 12 if by_year else 1)
    return where(by_year, _over(inputs, practice, 12), _over(inputs._replace(annual_income=0), practice, 1))


def _over(inputs: DibaoInputs, practice: LocalPractice, months: int) -> Number:
    countable = countable_of(inputs, practice, months)
    minimum = practice.smallest_payment(inputs.standard, inputs.members)
    return allowance(inputs.standard, inputs.members, countable, months, minimum, practice.rounding)


def is_member(person: Person | None) -> bool:
    """Whether somebody belongs to the dibao family; who is not described (None) does."""
    status = person.status if person else ()
    return bool(counts_in_dibao_family("tekun" in status, "orphan" in status))


def own_income_counts(person: Person | None) -> bool:
    """Whether somebody's own income is part of the dibao family's; that of who is not described (None) is."""
    status = person.status if person else ()
    return bool(income_counts("tekun" in status, "orphan" in status))


def members_of(case: Case) -> tuple[Person, ...]:
    """The described persons who belong to the dibao family."""
    return tuple(person for person in case.household.persons if is_member(person))


def has_own_income(income: Number, annual_income: Number) -> Truth:
    """Whether somebody has an income of their own, by the month or by the year."""
    return (income > 0) | (annual_income > 0)


def size_of(case: Case) -> int:
    """How many members the dibao family has."""
    return case.household.undescribed + len(members_of(case))


def assess(case: Case) -> tuple[Entitlement | None, Distance | None]:
    """The family's dibao, or None where nobody is left to be a family; and its distance from the line."""
    if not size_of(case):
        return None, None
    standard = standard_of(case)
    settled = whatever_the_income(case, standard)
    if settled is not None or standard is None:
        return settled, None
    inputs, practice = inputs_of(case, figure(standard)), local_practice(case)
    paid = monthly(inputs, practice)
    uses = (standard, case.find("dibao.rounding"))
    found = entitlement("dibao", None, paid, uses=uses, assumptions=_assumptions(case, bool(value_of(paid))))
    return found, _distance(inputs, practice)


def standard_of(case: Case) -> Value | None:
    """The dibao standard of the household's area and district."""
    return case.find(f"dibao.{case.household.area}")


def whatever_the_income(case: Case, standard: Value | None) -> Entitlement | None:
    """The family's line where no income changes it: a condition is not met, or nobody knows the standard; else None."""
    if case.household.property_test_met is False:  # a condition for every family, whatever its income (N1 art. 9)
        return entitlement("dibao", None, 0, conditions=["property_test_met"])
    if standard is None:
        missing = case.table.missing(f"dibao.{case.household.area}")
        known = monthly(inputs_of(case, absent(missing)), local_practice(case))
        return missing_entitlement("dibao", None, missing, known=known)
    return None


def inputs_of(case: Case, standard: Number) -> DibaoInputs:
    """What the family's dibao is computed from, each amount with the name under which an explanation shows it."""
    work_income = case.household.work_income
    return DibaoInputs(
        standard,
        leaf(size_of(case), "count", "members"),
        _income(case),
        _annual(case),
        stated(work_income, "work_income") if work_income else 0,
        deducted(case.household.deductions),
    )


def family_income(case: Case) -> tuple[Number, int]:
    """The family's countable income and the number of months that it is for."""
    months = 12 if _annual_incomes(case) else 1
    return countable_of(inputs_of(case, 0), local_practice(case), months), months


def _income(case: Case) -> Number:
    """The household's monthly income, with the incomes of those members who were described."""
    own: list[Number] = [stated(person.income, "income") for person in who_counts(case) if person.income]
    if case.household.income or not (own or _annual_incomes(case)):
        own.insert(0, stated(case.household.income or 0, "income"))
    total: Number = 0
    for income in own:
        total = total + income
    return total


def _annual(case: Case) -> Number:
    """The yearly incomes that count, of the household and of those members who were described."""
    total: Number = 0
    for income in _annual_incomes(case):
        total = total + stated(income, "annual_income")
    return total


def has_annual_income(case: Case) -> bool:
    """Whether an income is stated by the year, so that it is divided by 12 at the end."""
    return bool(_annual_incomes(case))


def _annual_incomes(case: Case) -> list[int]:
    told = (case.household.annual_income, *(person.annual_income for person in who_counts(case)))
    return [income for income in told if income]


def who_counts(case: Case) -> tuple[Person, ...]:
    """The described persons whose own income is part of the family's."""
    return tuple(person for person in case.household.persons if own_income_counts(person))


def local_practice(case: Case) -> LocalPractice:
    """What the table of the month sets for the household's district."""
    found = {
        name: case.find(f"dibao.{key}")
        for name, key in (
            ("minimum", "minimum"),
            ("minimum_share", "minimum_share"),
            ("work_share", "work_deduction_share"),
            ("work_limit", "work_deduction_limit"),
        )
    }
    figures = {name: figure(value) if value else None for name, value in found.items()}
    rounding = case.find("dibao.rounding")
    return LocalPractice(**figures, rounding=rounding.rounding if rounding else TO_THE_FEN)


def _assumptions(case: Case, paid: bool) -> list[str]:
    """Readings that no text settles and that this family's amount rests on: without dibao, income left out is none."""
    persons = case.household.persons
    found = []
    if any("orphan" in person.status for person in persons):
        found.append("orphan_not_counted")
    if paid and any("retiree" in person.status for person in members_of(case)):
        found.append("retiree_allowance_not_income")
    counted = who_counts(case)
    if paid and any(has_own_income(one.income or 0, one.annual_income or 0) for one in persons if one not in counted):
        found.append("income_of_person_kept_by_another_scheme")
    return found


def _distance(inputs: DibaoInputs, practice: LocalPractice) -> Distance:
    yearly = value_of(inputs.income) * 12 + value_of(inputs.annual_income)
    ends_at = value_of(inputs.standard * inputs.members) + value_of(taken_off(inputs, practice))
    return Distance(round_quotient(yearly, 12), ends_at, yearly < ends_at * 12)

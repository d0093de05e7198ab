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

from .arithmetic import Number, Truth, at_least, at_most, check, leaf, proportion, quotient, step, value_of, where
from .assessment import Distance, Line, line, missing_line
from .case import Case, deducted, figure, stated
from .household import Person
from .money import TO_THE_FEN, Rounding, round_quotient
from .together import counts_in_dibao_family, income_counts


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
    line = standard * members * months
    gap = quotient(line - countable, months, rounding)
    paid = gap if minimum is None else at_least(minimum, gap)
    return where(check("below_the_line", countable < line), step("allowance", paid), 0)


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
        return 0 if self.work_share is None else work_deduction(work_income, self.work_share, self.work_limit)


def members_of(case: Case) -> tuple[Person, ...]:
    """The described persons who belong to the dibao family."""
    return tuple(
        person
        for person in case.household.persons
        if counts_in_dibao_family("tekun" in person.status, "orphan" in person.status)
    )


def has_own_income(income: Number, annual_income: Number) -> Truth:
    """Whether somebody has an income of their own, by the month or by the year."""
    return (income > 0) | (annual_income > 0)


def size_of(case: Case) -> int:
    """How many members the dibao family has."""
    return case.household.undescribed + len(members_of(case))


def assess(case: Case) -> tuple[Line | None, Distance | None]:
    """The family's dibao, or None where nobody is left to be a family; and its distance from the line."""
    size = size_of(case)
    if not size:
        return None, None
    if case.household.property_test_met is False:  # a condition for every family, whatever its income (N1 art. 9)
        return line("dibao", None, 0, conditions=["property_test_met"]), None
    standard = case.find(f"dibao.{case.household.area}")
    if standard is None:
        return missing_line("dibao", None, case.table.missing(f"dibao.{case.household.area}")), None
    countable, months = family_income(case)
    practice, members = local_practice(case), _members(size)
    minimum = practice.smallest_payment(figure(standard), members)
    paid = allowance(figure(standard), members, countable, months, minimum, practice.rounding)
    uses = (standard, case.find("dibao.rounding"))
    found = line("dibao", None, paid, uses=uses, assumptions=_assumptions(case, bool(value_of(paid))))
    return found, _distance(case, standard.number * size)


def family_income(case: Case) -> tuple[Number, int]:
    """The family's countable income and the number of months that it is for."""
    months = 12 if _annual_incomes(case) else 1
    return countable_income(_income(case), _deductions(case), _annual(case), months), months


def _members(size: int) -> Number:
    return leaf(size, "count", "members")


def _income(case: Case) -> Number:
    """The household's monthly income, with the incomes of those members who were described."""
    own: list[Number] = [stated(person.income, "income") for person in _who_counts(case) if person.income]
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
    told = (case.household.annual_income, *(person.annual_income for person in _who_counts(case)))
    return [income for income in told if income]


def _who_counts(case: Case) -> tuple[Person, ...]:
    """The described persons whose own income is part of the family's."""
    return tuple(
        person
        for person in case.household.persons
        if income_counts("tekun" in person.status, "orphan" in person.status)
    )


def _deductions(case: Case) -> Number:
    total: Number = deducted(case.household.deductions)
    if case.household.work_income:
        total = total + local_practice(case).left_out(stated(case.household.work_income, "work_income"))
    return total


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
    counted = _who_counts(case)
    if paid and any(has_own_income(one.income or 0, one.annual_income or 0) for one in persons if one not in counted):
        found.append("income_of_person_kept_by_another_scheme")
    return found


def _distance(case: Case, line_amount: int) -> Distance:
    yearly = value_of(_income(case)) * 12 + value_of(_annual(case))
    ends_at = line_amount + value_of(_deductions(case))
    return Distance(round_quotient(yearly, 12), ends_at, yearly < ends_at * 12)

"""低保, the subsistence allowance (dibao).

Law: 社会救助暂行办法 (State Council 2014) art. 9 and 12; 最低生活保障审核审批办法(试行), 民发〔2012〕220号,
art. 16 (income) and 27 (amount), in force through June 2021; then 最低生活保障审核确认办法, 民发〔2021〕57号,
art. 13 and 42.

Not modelled, because no text for Dalian was found: a list or ceiling of deductions, property limits.
"""

from __future__ import annotations

from .arithmetic import Number, at_least, at_most, check, leaf, proportion, quotient, step, value_of, where
from .assessment import Distance, Line, line, missing_line
from .case import Case, deducted, figure, stated
from .household import Person
from .money import TO_THE_FEN, Rounding, round_quotient
from .standards import Value
from .together import counts_in_dibao_family


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
    """The gap between the standard and the family's income, fen a month (N2 art. 27).

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


def members_of(case: Case) -> tuple[Person, ...]:
    """The described persons who belong to the dibao family."""
    return tuple(
        person
        for person in case.household.persons
        if counts_in_dibao_family("tekun" in person.status, "orphan" in person.status)
    )


def size_of(case: Case) -> int:
    """How many members the dibao family has."""
    return case.household.members + len(members_of(case))


def assess(case: Case) -> tuple[Line | None, Distance | None]:
    """The family's dibao, or None where nobody is left to be a family; and its distance from the line."""
    size = size_of(case)
    if not size:
        return None, None
    standard = case.find(f"dibao.{case.household.area}")
    if standard is None:
        return missing_line("dibao", None, case.table.missing(f"dibao.{case.household.area}")), None
    countable, months = family_income(case)
    used, minimum, rounding = _local_practice(case, standard)
    paid = allowance(figure(standard), _members(size), countable, months, minimum, rounding)
    found = line("dibao", None, paid, uses=(standard, *used), assumptions=_assumptions(case, bool(value_of(paid))))
    return found, _distance(case, standard.number * size)


def family_income(case: Case) -> tuple[Number, int]:
    """The family's countable income and the number of months that it is for."""
    months = 12 if case.household.annual_income else 1
    return countable_income(_income(case), _deductions(case), _annual(case), months), months


def _members(size: int) -> Number:
    return leaf(size, "count", "members")


def _income(case: Case) -> Number:
    """The household's monthly income, with the incomes of those members who were described."""
    own: list[Number] = [stated(person.income, "income") for person in members_of(case) if person.income]
    if case.household.income or not (own or case.household.annual_income):
        own.insert(0, stated(case.household.income, "income"))
    total: Number = 0
    for income in own:
        total = total + income
    return total


def _annual(case: Case) -> Number:
    return stated(case.household.annual_income, "annual_income") if case.household.annual_income else 0


def _deductions(case: Case) -> Number:
    return deducted(case.household.deductions) + _work_deduction(case)


def _work_deduction(case: Case) -> Number:
    share = case.find("dibao.work_deduction_share")
    if share is None or not case.household.work_income:
        return 0
    limit = case.find("dibao.work_deduction_limit")
    return work_deduction(
        stated(case.household.work_income, "work_income"), figure(share), figure(limit) if limit else None
    )


def _local_practice(case: Case, standard: Value) -> tuple[list[Value | None], Number | None, Rounding]:
    """A table's minimum payment and rounding, with the values that they rest on."""
    rounding = case.find("dibao.rounding")
    amount, share = case.find("dibao.minimum"), case.find("dibao.minimum_share")
    minimum: Number | None = None
    if amount or share:
        size = _members(size_of(case))
        minimum = figure(amount) * size if amount else 0
        if share and not amount:
            minimum = proportion(figure(standard) * size, figure(share))
        minimum = step("minimum", minimum)
    return [rounding], minimum, rounding.rounding if rounding else TO_THE_FEN


def _assumptions(case: Case, paid: bool) -> list[str]:
    """Readings that no text settles and that this family's amount rests on: without dibao, income left out is none."""
    persons = case.household.persons
    found = []
    if any("orphan" in person.status for person in persons):
        found.append("orphan_not_counted")
    if paid and any("retiree" in person.status for person in members_of(case)):
        found.append("retiree_allowance_not_income")
    if paid and any(person.income for person in persons if person not in members_of(case)):
        found.append("income_of_person_kept_by_another_scheme")
    return found


def _distance(case: Case, line_amount: int) -> Distance:
    monthly = value_of(_income(case)) * 12 + case.household.annual_income
    return Distance(round_quotient(monthly, 12), line_amount + value_of(_deductions(case)))

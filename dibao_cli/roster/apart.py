"""Persons who are paid in the place of their family's dibao: what they and the family have decides about it.

What is measured and paid is the rule's (`scopes.Apart`), over columns here; everything else that such a person brings
is read off a representative household, as for anybody (`contributions`), in the same `Situation`.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..rules.arithmetic import Truth, exact, is_there, value_of
from ..rules.incomes import Sums
from ..rules.person import Person
from ..rules.scopes import APART, REACHES
from ..rules.single_person import Inclusion
from .columns import Columns
from .contributions import OWN_INCOME
from .engine import Row
from .facts import HouseholdFacts
from .formulas import FIGURES, Shape, inputs_over, shape_in
from .household_steps import own_amounts
from .income_steps import items_of
from .plan import Plan
from .sql import column, sql
from .states import UNSETTLED_FROM, Situation, State, paid_apart
from .steps import Check, Lookup, always, by_name

PAID_APART = "paid_apart"
"""What a block shows in which somebody asks for it."""


INCLUDED = "included"
"""The step that says of each of them what income makes of the line."""

MEANS = (
    "alike_by_asking",
    *("income", "annual_income", "work_income", "deductions", "annual_deductions", "unsettled", "standard"),
    *FIGURES,
)
"""What a family has and what its place sets, as the step `dibao` keeps them for this."""

TABLE_FIGURES = ("most", "share", "full_below")
"""The figures of an `Inclusion` besides the standard, as columns of `inclusions`."""


def checks(columns: Columns) -> list[Check]:
    """Whether somebody asks for it, where the roster has the column in which that is said."""
    some = f"SELECT coalesce(bool_or(apart), false) AS {PAID_APART} FROM checked_rows"
    return [Check(PAID_APART, always(some))] if REACHES[APART].needs in columns.places else []


def _asking(rows: str) -> str:
    """Those who ask for it, in families that are not paid dibao."""
    return f"""
    FROM (SELECT {rows} FROM checked_rows WHERE apart) AS asking
    JOIN dibao ON dibao.household = asking.household AND state IN ({State.UNKNOWN.value}, {State.NOT_PAID.value})"""


def inclusions(plan: Plan) -> Lookup:
    """What is measured and paid, by the setting and the person; no shape where no income changes the line."""

    def compute(setting: int, person: int) -> Row:
        there: HouseholdFacts = plan.readings.settings.things[setting]
        whose: Person | None = plan.readings.persons.things[person]
        found = None if whose is None else paid_apart().figures(there.case(members=1, persons=(whose,)), whose)
        if found is None:
            return {"shape": -1, "is_open": False, **dict.fromkeys(TABLE_FIGURES)}
        shape = plan.inclusions.number((_without_figures(found), shape_in(there)))
        return {"shape": shape, "is_open": found.is_open, **_figures(found)}

    keys = f"SELECT DISTINCT alike_by_asking, asking.alike{_asking('household, alike')}"
    columns = by_name(shape="INTEGER", is_open="BOOLEAN", **dict.fromkeys(TABLE_FIGURES, "BIGINT"))
    key = by_name(setting="INTEGER", person="INTEGER")
    return Lookup("inclusions", key, columns, always(keys), compute, only_if=PAID_APART)


def _without_figures(inclusion: Inclusion) -> Inclusion:
    """How the formulas look, whatever their figures come to: each figure is 1 where there is one."""
    share, full_below = (None if each is None else 1 for each in (inclusion.share, inclusion.full_below))
    return inclusion._replace(standard=0, limit=1, share=share, full_below=full_below, is_open=False)


def _figures(inclusion: Inclusion) -> dict[str, object]:
    figures = (inclusion.limit, inclusion.share, inclusion.full_below)
    return {name: None if each is None else value_of(each) for name, each in zip(TABLE_FIGURES, figures, strict=True)}


def included(columns: Columns, shapes: Iterable[tuple[Inclusion, Shape]]) -> str:
    """For each of them the number of the situation, and the amount, fen a month: 0 where a condition is open."""
    numbered = list(enumerate(shapes))

    def by_shape(part: str, nothing: str) -> str:
        whens = [f"WHEN {n} THEN {_sql_of(columns, *shape, part)}" for n, shape in numbered]
        return f"CASE shape {' '.join((f'WHEN -1 THEN {nothing}', *whens))} END"

    situation = [
        f"{Situation.HOLDS.value}",
        f"CASE WHEN allowance > 0 THEN 0 ELSE {Situation.NOTHING_LEFT.value} END",
        f"CASE WHEN whole THEN {Situation.WHOLE.value} ELSE 0 END",
        f"CASE WHEN stated & {OWN_INCOME.value} <> 0 THEN {Situation.INCOME_STATED.value} ELSE 0 END",
        f"unsettled * {1 << UNSETTLED_FROM}",
    ]
    own = own_amounts(columns)
    mine = ", ".join(f"CAST({own[name]} AS BIGINT) AS own_{name}" for name in Sums._fields)
    return f"""
WITH means AS (
    SELECT asking.row, asking.stated, {", ".join(f"own_{name}" for name in Sums._fields)},
           shape, is_open, {", ".join((*TABLE_FIGURES, "in_family", *MEANS))}
    {_asking(f"row, household, alike, stated, {mine}")}
    JOIN inclusions ON inclusions.setting = alike_by_asking AND inclusions.person = asking.alike
), decided AS (
    SELECT row, alike_by_asking AS setting, is_open, stated, unsettled,
           CASE WHEN work_income > 0 THEN {Situation.WORKED.value} ELSE 0 END AS worked,
           {by_shape("holds", "false")} AS holds, {by_shape("whole", "false")} AS whole,
           CAST({by_shape("amount", "0")} AS BIGINT) AS allowance
    FROM means
)
SELECT row, setting, worked + CASE WHEN holds THEN {" + ".join(situation)} ELSE 0 END AS situation,
       CASE WHEN holds AND NOT is_open THEN allowance ELSE 0 END AS allowance
FROM decided"""


def _sql_of(columns: Columns, inclusion: Inclusion, shape: Shape, part: str) -> str:
    """One part of the rule over columns, by the months that the incomes are known for."""
    inputs, practice = inputs_over(columns, shape)
    over = inclusion._replace(
        standard=exact(column("standard"), divisor=shape.standard),
        limit=column("most", "percent"),
        share=inclusion.share and column("share", "percent"),
        full_below=inclusion.full_below and column("full_below", "percent"),
    )
    items = items_of(columns.amounts)
    income, annual, off, annual_off = (column(f"own_{name}") for name in Sums._fields)
    by_year = "annual_income" in columns.amounts or any(name.startswith("annual_") for name in items)
    own = Sums(income, annual if by_year else 0, off if items else 0, annual_off if items and by_year else 0)
    apart = paid_apart()
    rule = {"holds": apart.holds, "whole": apart.whole, "amount": apart.amount}[part]

    def in_months(own_months: int, months: int) -> str:
        found = rule(over, apart.means(own, own_months, inputs, practice, months))
        return str(found).lower() if isinstance(found, bool) else sql(found)

    own_by_year = is_there(own.annual_income + own.annual_taken_off)
    family_by_year = is_there(inputs.annual_income + inputs.annual_deductions)
    return _either(
        own_by_year,
        _either(family_by_year, in_months(12, 12), in_months(12, 1)),
        _either(family_by_year, in_months(1, 12), in_months(1, 1)),
    )


def _either(holds: Truth, then: str, otherwise: str) -> str:
    if isinstance(holds, bool):
        return then if holds else otherwise
    return then if then == otherwise else f"CASE WHEN {sql(holds)} THEN {then} ELSE {otherwise} END"

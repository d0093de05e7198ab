"""What goes into the formula for dibao, over columns: a shape serves all settings whose formulas look the same."""

from __future__ import annotations

from typing import NamedTuple

from ..rules import dibao
from ..rules.arithmetic import Number, exact, parts_of, value_of
from ..rules.dibao import DibaoInputs
from ..rules.local_practice import LocalPractice
from .columns import Columns
from .facts import HouseholdFacts
from .income_steps import items_of
from .sql import column

FIGURES = ("minimum", "minimum_share", "work_share", "work_limit", "class_amount")
"""The figures of a `LocalPractice`, as columns of `settings`."""


class Shape(NamedTuple):
    """How a formula for dibao looks, whatever its figures come to: one SQL serves all settings of the same.

    Each figure of the `practice` is what its column is to be divided by (None where none is set), and so is `standard`:
    an amount by the year is exact to the twelfth of a fen.
    """

    practice: LocalPractice
    standard: int = 1


def shape_of(practice: LocalPractice, standard: Number) -> Shape:
    """The shape of a setting's formula."""
    overs = (None if figure is None else parts_of(figure)[1] for figure in practice.figures)
    return Shape(practice.with_figures(overs), parts_of(standard)[1])


def shape_in(setting: HouseholdFacts) -> Shape:
    """The shape of the formula for dibao in a setting."""
    case = setting.case(members=1)
    standard = dibao.standard_of(case)
    return shape_of(setting.practice(), 0 if standard is None else case.amount(standard))


def monthly_over(columns: Columns, shape: Shape) -> Number:
    """The rule of dibao over columns."""
    return dibao.monthly(*inputs_over(columns, shape))


def inputs_over(columns: Columns, shape: Shape) -> tuple[DibaoInputs, LocalPractice]:
    """What goes into it; what the roster does not have and the practice does not set leaves the formula."""

    def there(*names: str) -> Number:
        return column(names[0]) if set(names) & set(columns.amounts) else 0

    practice = shape.practice
    items = items_of(columns.amounts)
    by_year = [name for name in items if name.startswith("annual_")]
    practice_of_row = practice.with_figures(
        None if over is None else exact(column(name), divisor=value_of(over))
        for name, over in zip(FIGURES, practice.figures, strict=True)
    )
    inputs = DibaoInputs(
        exact(column("standard"), divisor=shape.standard),
        column("in_family", "count"),
        column("income"),
        there("annual_income", "household_annual_income", *by_year),
        there("work_income"),
        there("deductions", *items),
        column("annual_deductions") if by_year else 0,
    )
    return inputs, practice_of_row

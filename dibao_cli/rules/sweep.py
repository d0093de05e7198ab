"""What would change the answer: the same household with one number running through a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from .application import Application, applied
from .assess import assess
from .assessment import PROGRAMMES, Assessment, Programme
from .household import Deduction, Household
from .problems import InputError, Problem
from .standards import Standards

if TYPE_CHECKING:
    from .tables import Tables

Swept = Literal["income", "members", "deduct"]
SWEPT: tuple[Swept, ...] = ("income", "members", "deduct")

MOST_STEPS = 10_000


class Point(NamedTuple):
    """One value (fen, or a number of members) with the answer that it gives."""

    value: int
    answer: Assessment


class Sweep(NamedTuple):
    """The answers over a range of one number.

    `line` is the value at which dibao begins or ends, in fen: an income, or a deduction; None for members.
    """

    swept: Swept
    points: tuple[Point, ...]
    line: int | None

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """Every programme that has a line at some point, in the fixed order."""
        programmes = {entitlement.programme for point in self.points for entitlement in point.answer.lines}
        return tuple(programme for programme in PROGRAMMES if programme in programmes)


def steps(first: int, last: int, step: int, typed: str = "") -> range:
    """The values from the first to the last, both included where the step meets it. Raises `InputError`.

    `typed` is the range as it was typed, for the error.
    """
    if step <= 0 or last < first:
        raise InputError(Problem("sweep_never_ends", "values", typed), usage=True)
    number = (last - first) // step + 1
    if number > MOST_STEPS:
        details = {"number": str(number), "highest": str(MOST_STEPS)}
        raise InputError(Problem("too_many_steps", "values", typed, details=details), usage=True)
    return range(first, last + 1, step)


def sweep(household: Household | Application, standards: Standards | Tables, swept: Swept, values: range) -> Sweep:
    """The answer for each value of the household's income, members or deductions (these in one sum, fen).

    The month is that of `assess`. Raises `InputError` where a value makes a household that cannot be.
    """
    application = applied(household)
    table = application.table_in(standards)
    there, question = application.household_in(table.month), application.question_in(table.month)
    points = tuple(Point(value, assess(with_value(there, swept, value), table, question)) for value in values)
    return Sweep(swept, points, _line(swept, points[0]))


def with_value(household: Household, swept: Swept, value: int) -> Household:
    """The household with another income, number of members or sum of deductions."""
    if swept == "income":
        return household._replace(income=value, incomes=(), annual_incomes=())  # the number stands for the items
    if swept == "members":
        return household._replace(members=value)
    return household._replace(deductions=(Deduction("deduct", value),))


def _line(swept: Swept, point: Point) -> int | None:
    """Where dibao begins or ends: the margin is the same distance from every point."""
    distance = point.answer.distance
    if distance is None or swept == "members":
        return None
    at = point.value + distance.margin if swept == "income" else point.value - distance.margin
    return at if at >= 0 else None

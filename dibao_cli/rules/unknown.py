"""What is known of an amount that is not: its formula, with the name of what is missing in its place; an estimate.

Neither is an amount: nothing of it enters a sum. The formula is that of the rule itself, with a leaf that has no value.
"""

from typing import NamedTuple

from .arithmetic import Expression, Number
from .explanation import outline
from .month import Month
from .notice import PriceIndex


class Clause(NamedTuple):
    """What is said behind a formula: a code, and the pieces of its text."""

    code: str
    pieces: tuple[tuple[str, str], ...] = ()


class Sketch(NamedTuple):
    """The formula of an unknown amount, in the notation of `outline`, and what is said behind it."""

    formula: str
    clauses: tuple[Clause, ...] = ()


def sketch(amount: Number, *clauses: Clause) -> Sketch:
    """What is known of an amount some leaf of which has no value."""
    return Sketch(outline(amount) if isinstance(amount, Expression) else str(amount), clauses)


class Deviation(NamedTuple):
    """A month in which both indices are known: what a person is paid by each, fen, and how far off, in per cent."""

    month: Month
    own: int
    national: int
    percent: int


class Estimate(NamedTuple):
    """What the national index would give, fen per month, and how far off it was where the region's own is known too."""

    amount: int
    month: Month
    index: PriceIndex  # type: ignore[assignment]  # hides tuple.index, which nobody calls
    deviations: tuple[Deviation, ...] = ()

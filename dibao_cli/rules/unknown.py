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
    """What is known of an unknown amount: some leaf of it has no value; and what is said behind its formula."""

    amount: Number
    clauses: tuple[Clause, ...] = ()

    @property
    def formula(self) -> str:
        """In the notation of `outline`: only written where somebody reads it."""
        return outline(self.amount) if isinstance(self.amount, Expression) else str(self.amount)


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

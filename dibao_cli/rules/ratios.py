"""Ratios that standards keep to, such as `tekun.urban = 2 * dibao.urban`: a check, never a rule of payment."""

from typing import NamedTuple

from .money import TO_THE_FEN, WHOLE, Rounding, round_quotient
from .month import Month


class Ratio(NamedTuple):
    """`key` is `factor` (ten-thousandths) times `of`, rounded as stated, from one month until another.

    `text` is the ratio as the region's file writes it.
    """

    text: str
    key: str
    factor: int
    of: str
    first: Month
    until: Month | None = None
    rounding: Rounding = TO_THE_FEN

    def holds_in(self, month: Month) -> bool:
        """Whether the region states the ratio for a month: `first` counts, `until` does not."""
        return self.first <= month and (self.until is None or month < self.until)

    def broken(self, amount: int | None, of: int | None) -> bool:
        """Whether two amounts (fen a month) do not have the ratio; None is a share of another, not held to it."""
        return amount is not None and of is not None and amount != self.expected(of)

    def expected(self, amount: int) -> int:
        """What the key must be (fen) if the other is `amount` (fen)."""
        return round_quotient(amount * self.factor, WHOLE, self.rounding)

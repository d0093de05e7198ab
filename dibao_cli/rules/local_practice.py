"""What a table sets about dibao besides the standard: a smallest payment, a part of earned income left out, a rounding.

For Dalian none of it was found; other regions' notices may set it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .arithmetic import Number, at_most, proportion, rounded, step
from .case import Case, by_place
from .money import TO_THE_FEN, Rounding
from .payment import place_in_period


def work_deduction(work_income: Number, share: Number, limit: Number | None) -> Number:
    """The part of earned income that a table leaves out: a share, up to a limit (fen a month)."""
    part = proportion(work_income, share)
    return step("work_deduction", part if limit is None else rounded(at_most(limit, part)))


class LocalPractice(NamedTuple):
    """What a table sets about the allowance besides the standard; None where it sets nothing.

    `minimum` is the smallest payment a person in fen, `minimum_share` the same as a share of the standard;
    `work_share` of earned income, up to `work_limit` fen, is left out; `class_amount` a member is what a
    family of the class is paid in place of the gap. `place` is the month's in the period that is
    paid together (`payment.carried`).
    """

    minimum: Number | None = None
    minimum_share: Number | None = None
    work_share: Number | None = None
    work_limit: Number | None = None
    class_amount: Number | None = None
    rounding: Rounding = TO_THE_FEN
    place: int = 1

    @property
    def figures(self) -> tuple[Number | None, ...]:
        """The five figures, without the rounding."""
        return (self.minimum, self.minimum_share, self.work_share, self.work_limit, self.class_amount)

    def with_figures(self, figures: Iterable[Number | None]) -> LocalPractice:
        """The same practice with other figures."""
        minimum, minimum_share, work_share, work_limit, class_amount = figures
        used = (minimum, minimum_share, work_share, work_limit, class_amount)
        return LocalPractice(*used, rounding=self.rounding, place=self.place)

    def smallest_payment(self, standard: Number, members: Number) -> Number | None:
        """The smallest payment to a family, fen a month, or None."""
        if self.minimum is not None:
            return step("minimum", rounded(self.minimum * members))
        if self.minimum_share is not None:
            return step("minimum", proportion(standard * members, self.minimum_share))
        return None

    def left_out(self, work_income: Number) -> Number:
        """The part of earned income that does not count, fen a month."""
        if self.work_share is None or (isinstance(work_income, int) and not work_income):
            return 0
        return work_deduction(work_income, self.work_share, self.work_limit)


@by_place
def practice_at(case: Case) -> LocalPractice:
    """What the table of the month sets for every household of a place; not for one class."""
    found = {
        name: case.find(f"dibao.{key}")
        for name, key in (
            ("minimum", "minimum"),
            ("minimum_share", "minimum_share"),
            ("work_share", "work_deduction_share"),
            ("work_limit", "work_deduction_limit"),
        )
    }
    figures = {name: case.amount(value) if value else None for name, value in found.items()}
    rounding = case.find("dibao.rounding")
    place = place_in_period(case, "dibao")
    return LocalPractice(**figures, rounding=rounding.rounding if rounding else TO_THE_FEN, place=place)

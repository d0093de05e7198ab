"""What the blocks of a run have in common, and what a block comes to."""

from __future__ import annotations

from typing import NamedTuple

from ..rules import scopes
from ..rules.case import AssessmentOptions
from ..rules.notice import Value
from .columns import Columns
from .contributions import Shares
from .interner import Interner
from .parsed_texts import Readings
from .text_lines import Dialect


class Plan(NamedTuple):
    """What the blocks of a run have in common.

    `lines` and `explain` ask for what only `assess` tells, for every household; `numbers_twice` names the table
    of identity numbers that stand on more than one row; `fingerprints` says whether each answer has its own.
    `arrears` leaves out what no standard sets the rate of. `table` is a query of rows whose cells are apart already
    (see `row_steps.rows_of_table`): then the block is that table, and no lines are read.
    """

    columns: Columns
    dialect: Dialect
    question: AssessmentOptions
    readings: Readings
    shares: Shares
    practices: Interner
    inclusions: Interner
    overrides: dict[str, Value]
    lines: bool = False
    explain: bool = False
    numbers_twice: str = ""
    arrears: bool = False
    fingerprints: bool = True
    table: str = ""

    @property
    def pays(self) -> bool:
        """Whether some notice says when amounts are paid."""
        return "payment.period" in self.overrides or bool(self.readings.standards.history("payment.period"))

    @property
    def each_case(self) -> bool:
        """Whether `assess` computes every household: its lines are asked for, or a programme that only it follows."""
        return self.lines or self.explain or scopes.everybody_as_a_whole(self.question)


class Counts(NamedTuple):
    """Rows and households of a block."""

    read: int
    rejected: int
    households: int

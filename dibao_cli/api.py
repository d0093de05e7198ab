"""What is for Python only: amounts in yuan, an answer as a record, and a roster without a command line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from .rules.case import AssessmentOptions
from .rules.money import ParseError, parse_yuan
from .rules.month import Month
from .rules.problems import InputError, Problem
from .rules.standards import Standards, Table

if TYPE_CHECKING:
    from .roster.batch import Outcome
    from .rules.assessment import Assessment

DIGITS = 20
"""No amount has as many; written out, a decimal number may have a million."""
NOTHING: Mapping[str, str] = MappingProxyType({})


def yuan(amount: str | int | Decimal) -> int:
    """Fen of an amount in yuan: `yuan("1,200.50")` and `yuan(Decimal("1200.5"))` are 120050, `yuan(1200)` is 120000.

    Raises `InputError` for what is no amount, is below 0 or finer than a fen, and for a float, which has no exact yuan.
    """
    if isinstance(amount, bool) or not isinstance(amount, (str, int, Decimal)):
        raise InputError(Problem("wrong_type", "yuan", str(amount), details={"expected": "yuan"}))
    if isinstance(amount, Decimal) and amount.is_finite() and amount.adjusted() < DIGITS:
        amount = f"{amount.normalize():f}"
    try:
        return parse_yuan(str(amount))
    except ParseError as unreadable:
        raise InputError(Problem(unreadable.reason, "yuan", str(amount))) from None


def record_of(answer: Assessment) -> dict[str, object]:
    """The answer as `dibao calc -f json` writes it: amounts are texts in yuan, keys never change with language."""
    from .show.answer import record_of as record

    return record(answer, answer.question)


def assess_roster(
    roster: str | Path,
    output: str | Path,
    standards: Standards | Table,
    question: AssessmentOptions | None = None,
    *,
    month: Month | None = None,
    rejects: str | Path | None = None,
    columns: Mapping[str, str] = NOTHING,
) -> Outcome:
    """Compute every household of a roster, as `dibao batch` does; formats are those of the files' names.

    `month` is asked about where no column says one; else it is the table's, or the region's own. `columns` says what a
    heading means, by the name of the field. Rows that cannot be computed go to `rejects` (beside the output unless
    named), each with a code and a reason. Raises `InputError`; then nothing has been written.
    """
    from .roster.batch import Outputs, batch, beside
    from .roster.run import Request

    table = standards.on(month) if isinstance(standards, Standards) else standards
    facts_for_all = {"default_month": str(table.month)}
    if month is not None or isinstance(standards, Table):
        facts_for_all["month"] = str(month or table.month)
    request = Request(
        file=str(roster),
        table_of=lambda of_month: table.at(of_month),
        question=question or AssessmentOptions(),
        facts_for_all=facts_for_all,
        overrides=dict(table.overrides),
        mapped=columns,
    )
    outputs = Outputs(str(output), None, str(rejects) if rejects else beside(str(output), ".rejects.csv"))
    return batch(request, outputs, lambda _rows, _part: None)

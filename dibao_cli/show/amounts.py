"""What rows of several answers share: an amount for each programme, in fixed order."""

from __future__ import annotations

from collections.abc import Sequence

from ..rules.assessment import Assessment, Programme
from ..rules.money import yuan
from ..words import _
from ..words.answers import BASES, PROGRAMMES
from .answer import Record, noted
from .labels import amount_text, heading


def amounts_record(answer: Assessment, programmes: Sequence[Programme]) -> Record:
    """One answer as a row: an amount for each programme, None where nobody knows it."""
    amounts = {name: answer.amount(name) for name in programmes}
    return {
        "amounts": {name: None if fen is None else yuan(fen) for name, fen in amounts.items()},
        "total": yuan(answer.total),
        "complete": answer.complete,
        "basis": answer.basis,
        "assumed": noted(answer.warnings),
    }


def payment_note(line: Record) -> str:
    """When an amount is paid, for other programs: `paid:quarter:2020-03`, or `paid:quarter:?` where nobody said."""
    payment = line["payment"]
    return f"paid:{payment['period']}:{payment['paid_in'] or '?'}"


def headings(first: str, programmes: Sequence[str]) -> list[str]:
    return [first, *(_(*PROGRAMMES[name]) for name in programmes), heading("total"), heading("basis")]


def shown(first: str, row: Record, programmes: Sequence[str]) -> list[str]:
    """The row as a person reads it."""
    amounts = [amount_text({"amount": row["amounts"][name]}) for name in programmes]
    return [first, *amounts, row["total"], _(*BASES[row["basis"]]) if row.get("basis") else ""]


AMOUNT_COLUMNS = (*PROGRAMMES, "total", "basis", "notes")
"""What stands beside a month or a value for other programs: the same columns for every household."""


def handed_on(first: str, row: Record) -> list[str]:
    """The row for other programs: 0.00 where nothing is due, blank where nobody knows the amount."""
    amounts = [row["amounts"].get(name, "0.00") or "" for name in PROGRAMMES]
    notes = [*([] if row["complete"] else ["incomplete"]), *row["assumed"]]
    return [first, *amounts, row["total"], row.get("basis") or "", " ".join(notes)]

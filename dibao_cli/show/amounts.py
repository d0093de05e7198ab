"""What rows of several answers share: an amount for each programme, in fixed order."""

from __future__ import annotations

from collections.abc import Sequence

from ..rules.assessment import Assessment, Programme
from ..rules.money import yuan
from ..words import _
from ..words.answers import BASES, PROGRAMMES
from .answer import Record, sum_record
from .labels import amount_text, heading
from .noted import all_noted, noted
from .unknown import sum_text


def amounts_record(answer: Assessment, programmes: Sequence[Programme]) -> Record:
    """One answer as a row: an amount for each programme, None where it is not known."""
    amounts = {name: answer.amount(name) for name in programmes}
    estimates = [entitlement.estimate.amount for entitlement in answer.lines if entitlement.estimate]
    return {
        "amounts": {name: None if fen is None else yuan(fen) for name, fen in amounts.items()},
        **sum_record("total", answer.known_total, answer.complete),
        "estimate": yuan(sum(estimates)) if estimates else None,
        "complete": answer.complete,
        "left_out": list(answer.question.without),
        "basis": answer.basis,
        "assumed": noted(answer.warnings),
        "noted": all_noted(answer.warnings),
    }


SUMS = ("total", "known_total", "estimate")
"""The columns of sums: of all lines, of those that are known where one is not, and of what is only estimated."""


def headings(first: str, programmes: Sequence[str]) -> list[str]:
    return [first, *(_(*PROGRAMMES[name]) for name in programmes), heading("total"), heading("basis")]


def shown(first: str, row: Record, programmes: Sequence[str]) -> list[str]:
    """The row as a person reads it."""
    known = row.get("known_amounts", {})
    amounts = [f"≥ {known[n]}" if n in known else amount_text({"amount": row["amounts"][n]}) for n in programmes]
    return [first, *amounts, sum_text(row), _(*BASES[row["basis"]]) if row.get("basis") else ""]


AMOUNT_COLUMNS = (*PROGRAMMES, *SUMS, "basis", "notes")
"""What stands beside a month or a value for other programs: the same columns for every household."""


def handed_on(first: str, row: Record) -> list[str]:
    """The row for other programs: 0.00 where nothing is due, blank where the amount is not known."""
    amounts = [row["amounts"].get(name, "" if name in row["left_out"] else "0.00") or "" for name in PROGRAMMES]
    notes = [*([] if row["complete"] else ["incomplete"]), *row["noted"]]
    sums = [row[name] or "" for name in SUMS]
    return [first, *amounts, *sums, row.get("basis") or "", " ".join(notes)]

"""The answer for one household and one month, in every format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..rules.assessment import Assessment
from ..rules.case import AssessmentOptions
from .answer import Record, record_of
from .formats import Look, Presentation, Rows
from .noted import noted_of, payment_note

if TYPE_CHECKING:
    from .document import Document

COLUMNS = ("month", "region", "programme", "person", "amount", "basis", "notices", "notes", "formula", "estimate")


def answer_shown(answer: Assessment, question: AssessmentOptions, look: Look) -> Presentation:
    """The answer for the format that is asked for: rows need neither notices nor the fingerprint."""
    record = record_of(answer, question, documents=not look.as_rows)

    def document() -> Document:
        from .answer_document import document_of
        from .labels import region_text

        return document_of(record, region_text(answer), look)

    def remarks() -> Sequence[str]:
        from .remarks import remarks

        return remarks(record)

    return Presentation(
        record=record,
        parts=lambda: [record],
        rows=lambda: rows_of(record),
        document=document,
        remarks=remarks,
        noted=True,
    )


def rows_of(record: Record) -> Rows:
    """A row a line, with its formula, and the total, or what is known of it."""
    rows = [_row(record, line) for line in record["lines"]]
    notes = ["incomplete"] if not record["complete"] else []
    notes += noted_of(record)
    notes += [f"override:{key}={text}" for key, text in record["overrides"].items()]
    notes += [f"excluded:{x['programme']}:{x['person'] or ''}:{x['because']}" for x in record["exclusions"]]
    total = [
        record["month"],
        record["region"],
        "total" if record["complete"] else "known_total",
        "",
        record["total"] or record["known_total"],
        record["basis"] or "",
        "",
        " ".join(notes),
        "",
        "",
    ]
    return Rows(COLUMNS, rows, (total,))


def _row(record: Record, line: Record) -> list[str]:
    notes = [f"missing:{gap['key']}" for gap in line["missing"]]
    notes += [f"condition:{condition['code']}" for condition in line["conditions"]]
    notes += [f"assumption:{code}" for code in line["assumptions"]]
    notes += [
        f"override:{figure['key']}={figure['value']}" for figure in line["figures"] if figure["basis"] == "stated"
    ]
    notes += [f"inferred:{figure['key']}" for figure in line["figures"] if figure["basis"] == "inferred"]
    notes += noted_of(record, line)
    notes += [payment_note(line)] if line["payment"] else []
    return [
        record["month"],
        record["region"],
        line["programme"],
        line["person"] or "",
        line["amount"] or "",
        line["basis"] or "",
        " ".join(line["notices"]),
        " ".join(notes),
        line["formula"] or "; ".join(step["formula"] for step in line["steps"]),
        line["estimate"]["amount"] if line["estimate"] else "",
    ]

"""The document of one answer: the amounts with their steps, and what must be read beside them."""

from __future__ import annotations

from ..words import _
from .answer import Record
from .document import Column, Document, Notes, Row, Step, Table, sections
from .formats import Look
from .labels import (
    amount_text,
    basis_text,
    distance_text,
    fingerprint_text,
    heading,
    known_texts,
    law_text,
    notice_text,
    programme_text,
    remarks,
    short_notice_text,
    shown_steps,
    step_parts,
    step_text,
    timing_texts,
    title,
    total_basis_text,
    total_heading,
)


def document_of(record: Record, region_name: str, look: Look) -> Document:
    """The amounts with their steps, and what must be read beside them; on a page also facts and places to sign."""
    page = look.format == "html"
    if page:
        from .sheet import sheet_of
    source = notice_text if look.in_full or look.format == "markdown" else short_notice_text
    told = [*remarks(record), *(timing_texts(record) if look.in_full else ()), *(_how_to_read(record) if page else ())]
    return Document(
        title(record, region_name),
        (
            _table(record, look.explain or page, _("Calculation", "核算过程") if page else "", source is notice_text),
            *sections(
                Notes(heading("remarks"), tuple(told), "remarks"),
                Notes(heading("sources"), tuple(map(source, record["notices"])), "sources"),
                Notes("", (fingerprint_text(record),), "proof"),
            ),
        ),
        sheet_of(record) if page else None,
    )


def _table(record: Record, explained: bool, title: str, law_in_full: bool) -> Table:
    columns = (Column(heading("programme")), Column(heading("amount"), right=True), Column(heading("basis")))
    rows = [
        Row(
            (programme_text(line), amount_text(line), basis_text(line)),
            marks=("", "unknown" if line["amount"] is None else "", line["basis"] or ""),
            steps=_steps(line),
            law=law_text(line, full=law_in_full),
            known=known_texts(line, record["lines"][:n]),
        )
        for n, line in enumerate(record["lines"])
    ]
    total = (total_heading(record), record["total"] or record["known_total"], total_basis_text(record))
    rows.append(Row(total, "total", marks=("", "", record["basis"] or "")))
    return Table(columns, tuple(rows), title, distance_text(record), explained)


def _steps(line: Record) -> tuple[Step, ...]:
    brief = shown_steps(line)
    return tuple(
        Step(*step_parts(step), step_text(step), any(step is each for each in brief)) for step in line["steps"]
    )


def _how_to_read(record: Record) -> list[str]:
    """Where a formula rounds, how its notation is read."""
    formulas = "".join(step["formula"] for line in record["lines"] for step in line["steps"])
    rounds = any(f"{word}(" in formulas for word in ("ceil", "floor", "round"))
    return (
        [
            _(
                "ceil(x, u) is x rounded up to a multiple of u, floor down, round to the nearest.",
                "算式中 ceil(x, u) 指将 x 向上取到 u 的整倍数，floor 指向下取，round 指取最接近的整倍数。",
            )
        ]
        if rounds
        else []
    )

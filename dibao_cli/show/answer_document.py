"""The document of one answer: the amounts with their steps, and what must be read beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    law_text,
    notice_text,
    page_title,
    programme_text,
    short_notice_text,
    shown_steps,
    step_parts,
    step_text,
    timing_texts,
    title,
    total_basis_text,
    total_heading,
)
from .standing import standing_text

if TYPE_CHECKING:
    from .sheet import Sheet
from .possible import possible_notes
from .remarks import derivations, notes_of, remarks
from .unknown import known_texts


def document_of(record: Record, region_name: str, look: Look) -> Document:
    """The amounts with their steps, and what must be read beside them; on a page also facts and places to sign."""
    page = look.on_page
    if page:
        from .paper import on_paper

        record = on_paper(record)
    source = notice_text if look.in_full or look.format == "markdown" else short_notice_text
    texts = [*remarks(record), *(timing_texts(record) if look.explain and not page else ())]
    return Document(
        title(record, region_name),
        (
            _table(record, look.explain or page, page_title(page), source is notice_text),
            *_worksheet(record, look.explain, page),
            *sections(
                possible_notes(record["possible"], page),
                *notes_of(texts, derivations(record), look),
                Notes(heading("sources"), tuple(map(source, record["notices"])), "sources"),
                Notes("", (fingerprint_text(record),), "proof"),
            ),
        ),
        _sheet(record, look) if page else None,
    )


def _sheet(record: Record, look: Look) -> Sheet:
    from .sheet import Corner, paid_in, payment_of, sheet_of

    total = Corner(
        total_heading(record),
        record["total"] or record["known_total"],
        heading("amount"),
        total_basis_text(record),
        record["basis"] or "",
    )
    return sheet_of(
        _("Calculation of assistance", "社会救助待遇核算表"),
        total,
        record,
        [(record["month"], record["household"], record["question"])],
        payment_of(look.paper, [paid_in(record["month"], record["lines"])]),
        look.paper,
    )


def _worksheet(record: Record, explained: bool, page: bool) -> tuple[Table, ...]:
    """The worksheet, where there is more than the one number; a page states deductions among its facts already."""
    entries = record["worksheet"]
    itemised = any(not entry["deduction"] and entry["kind"] not in ("income", "annual_income") for entry in entries)
    if not (itemised or (not page and any(entry["deduction"] for entry in entries))):
        return ()
    from .worksheet import worksheet_table

    return (worksheet_table(record, explained or page),)


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
    below = " ".join(filter(None, (distance_text(record), standing_text(record))))
    return Table(columns, tuple(rows), title, below, explained)


def _steps(line: Record) -> tuple[Step, ...]:
    brief = shown_steps(line)
    return tuple(
        Step(*step_parts(step), step_text(step), any(step is each for each in brief)) for step in line["steps"]
    )

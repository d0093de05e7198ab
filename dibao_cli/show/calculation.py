"""The answer for one household and one month, in every format."""

from __future__ import annotations

from ..rules.assessment import Assessment
from ..rules.case import Question
from ..words import _
from .answer import Record, record_of
from .document import Column, Document, Notes, Row, Sheet, Step, Table, sections
from .formats import Look, Presentation
from .labels import (
    amount_text,
    basis_text,
    distance_text,
    fingerprint_text,
    heading,
    notice_text,
    programme_text,
    region_text,
    remarks,
    short_notice_text,
    step_parts,
    step_text,
    title,
    total_basis_text,
    total_heading,
)

COLUMNS = ("month", "region", "programme", "person", "amount", "basis", "notices", "notes")


def answer_shown(answer: Assessment, question: Question, look: Look) -> Presentation:
    """The answer for the format that is asked for: rows need neither notices nor the fingerprint."""
    record = record_of(answer, question, documents=not look.as_rows)
    return Presentation(
        record=record,
        parts=lambda: [record],
        rows=lambda: rows_of(record, look.explain),
        document=lambda: document_of(record, region_text(answer), look),
        remarks=lambda: remarks(record),
    )


# for other programs


def rows_of(record: Record, explain: bool = False) -> tuple[tuple[str, ...], list[list[str]]]:
    """The columns and a row a line, with the total last; `explain` adds the formulas."""
    columns = (*COLUMNS, "formula") if explain else COLUMNS
    rows = [_row(record, line, explain) for line in record["lines"]]
    notes = ["incomplete"] if not record["complete"] else []
    notes += [f"override:{key}={text}" for key, text in record["overrides"].items()]
    notes += [f"excluded:{x['programme']}:{x['person'] or ''}:{x['because']}" for x in record["exclusions"]]
    total = [record["month"], record["region"], "total", "", record["total"], record["basis"], "", " ".join(notes)]
    rows.append([*total, ""] if explain else total)
    return columns, rows


def _row(record: Record, line: Record, explain: bool) -> list[str]:
    notes = [f"missing:{gap['key']}" for gap in line["missing"]]
    notes += [f"condition:{condition['code']}" for condition in line["conditions"]]
    notes += [f"assumption:{code}" for code in line["assumptions"]]
    notes += [f"inferred:{figure['key']}" for figure in line["figures"] if figure["basis"] == "inferred"]
    cells = [
        record["month"],
        record["region"],
        line["programme"],
        line["person"] or "",
        line["amount"] or "",
        line["basis"] or "",
        " ".join(line["notices"]),
        " ".join(notes),
    ]
    return [*cells, "; ".join(step["formula"] for step in line["steps"])] if explain else cells


# for people


def document_of(record: Record, region_name: str, look: Look) -> Document:
    """The amounts with their steps, and what must be read beside them; on a page also facts and places to sign."""
    page = look.format == "html"
    source = notice_text if look.in_full or look.format == "markdown" else short_notice_text
    told = remarks(record) + (_how_to_read(record) if page else [])
    return Document(
        title(record, region_name),
        (
            _table(record, look.explain or page, _("Calculation") if page else ""),
            *sections(
                Notes(heading("remarks"), tuple(told), "remarks"),
                Notes(heading("sources"), tuple(map(source, record["notices"])), "sources"),
                Notes("", (fingerprint_text(record),), "proof"),
            ),
        ),
        _sheet(record) if page else None,
    )


def _table(record: Record, explained: bool, title: str) -> Table:
    columns = (Column(heading("programme")), Column(heading("amount"), right=True), Column(heading("basis")))
    rows = [
        Row(
            (programme_text(line), amount_text(line), basis_text(line)),
            marks=("", "unknown" if line["amount"] is None else "", line["basis"] or ""),
            steps=tuple(Step(*step_parts(step), step_text(step)) for step in line["steps"]),
        )
        for line in record["lines"]
    ]
    total = (total_heading(record), record["total"], total_basis_text(record))
    rows.append(Row(total, "total", marks=("", "", record["basis"])))
    return Table(columns, tuple(rows), title, distance_text(record), explained)


def _how_to_read(record: Record) -> list[str]:
    """Where a formula rounds, how its notation is read."""
    formulas = "".join(step["formula"] for line in record["lines"] for step in line["steps"])
    rounds = any(f"{word}(" in formulas for word in ("ceil", "floor", "round"))
    return [_("ceil(x, u) is x rounded up to a multiple of u, floor down, round to the nearest.")] if rounds else []


def _sheet(record: Record) -> Sheet:
    from ..words.households import household_facts

    bases = _(
        "Basis: published = in the city's own notice or release; reported = in the press or a third party's copy; "
        "inferred = computed, not found in a document."
    )
    proof = _("Computed by {program}. Standards: {standards}. This sheet is a calculation, not a decision.")
    return Sheet(
        heading=_("Calculation of assistance"),
        total=(total_heading(record), record["total"], heading("amount"), total_basis_text(record), record["basis"]),
        facts_title=_("Household"),
        facts=tuple(household_facts(record["household"], record["question"])),
        signatures=(_("Caseworker"), _("Checked by"), _("Applicant"), _("Date")),
        small_print=(bases, proof.format(**record["fingerprint"])),
    )

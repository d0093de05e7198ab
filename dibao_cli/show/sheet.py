"""Tables of several answers in each format: on a terminal, as Markdown, and as rows for other programs.

A sheet is what a person reads: headings, cells and paragraphs, all text. What programs read are rows with
fixed column names, and the record itself as JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from .answer import Record
from .formats import Look
from .rows import markdown_table, separated
from .text import fingerprint_text, heading, notice_text, programme_text, short_notice_text, step_text, warning_line

TableRows = tuple[Sequence[str], list[list[str]]]


class Sheet(NamedTuple):
    """A title, a table of a name, numbers and (last) a basis, and what is said below it.

    A row whose name begins with a blank belongs to the row above it.

    `feet` are the rows of totals; `plot` is drawn under the table on a terminal only; `paragraphs` are lists
    by their headings (a heading of no text for plain sentences).
    """

    title: str
    columns: list[str]
    rows: list[list[str]]
    feet: list[list[str]]
    paragraphs: list[tuple[str, list[str]]]
    plot: str = ""


class Drawing(NamedTuple):
    """How one kind of finding is shown: its record, the sheet to read, the rows, and its lines as NDJSON."""

    record: Callable[[Any], Record]
    sheet: Callable[[Record, str, Look], Sheet]
    rows: Callable[[Record], TableRows]
    parts: Callable[[Record], list[Record]]


def draw_record(record: Record, drawing: Drawing, region_name: str, look: Look) -> str:
    """The record in the asked format."""
    if look.format in ("json", "ndjson"):
        import json

        if look.format == "json":
            return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        return "".join(json.dumps(part, ensure_ascii=False) + "\n" for part in drawing.parts(record))
    if look.format == "markdown":
        return markdown_sheet(drawing.sheet(record, region_name, look))
    if look.format == "html":
        from .sheet_page import sheet_page

        return sheet_page(drawing.sheet(record, region_name, look))
    if look.format == "table":
        from .grid import grid

        return grid(drawing.sheet(record, region_name, look), look)
    columns, rows = drawing.rows(record)
    return separated(columns, rows, comma=look.format == "csv")


def monthly_parts(record: Record) -> list[Record]:
    """A record a month, for NDJSON."""
    return [{"region": record["region"], **month} for month in record["months"]]


def markdown_sheet(sheet: Sheet) -> str:
    """The sheet as a Markdown section."""
    feet = [[f"**{cell}**" if cell else "" for cell in row] for row in sheet.feet]
    parts = [f"## {sheet.title}\n", markdown_table(sheet.columns, [*sheet.rows, *feet])]
    for title, texts in sheet.paragraphs:
        parts.append((f"### {title}\n\n" if title else "") + "\n".join(f"- {text}" for text in texts) + "\n")
    return "\n".join(parts)


def closing(record: Record, explain: bool) -> list[tuple[str, list[str]]]:
    """What stands below every sheet: remarks, sources, fingerprint."""
    notices = record["notices"]
    sources = [notice_text(n) if explain else short_notice_text(n) for n in notices]
    paragraphs = [(heading("remarks"), remarks_of(record)), (heading("sources"), [*sources, fingerprint_text(record)])]
    return [(title, texts) for title, texts in paragraphs if texts]


def steps_by_month(answers: list[Record]) -> tuple[str, list[str]]:
    """Every step of several answers, each with its month, under a heading."""
    steps = [
        f"{answer['month']} {programme_text(line)}: {step_text(step)}"
        for answer in answers
        for line in answer["lines"]
        for step in line["steps"]
    ]
    return heading("steps"), steps


def remarks_of(record: Record) -> list[str]:
    """Everything that must be read beside the amounts."""
    return list(dict.fromkeys(warning_line(warning, record["notes"]) for warning in record["warnings"]))

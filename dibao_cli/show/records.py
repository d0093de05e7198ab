"""A list of records in each format: columns with fixed names, headings in the reader's language on a screen."""

from __future__ import annotations

from typing import NamedTuple

from ..words import _
from ..words.answers import BASES
from ..words.findings import SEVERITIES
from ..words.listings import HEADINGS
from ..words.notices import in_words
from ..words.parameters import spoken
from .card import INDENT, Style
from .grid import painted
from .rows import markdown_table, separated
from .width import cells, fold, in_ascii

Row = dict[str, str | None]

FOLDED = ("title", "source", "short", "file", "message")
"""Columns of prose, which go under their row where a table is too wide."""
KEY, FIGURE, GAP = 24, 9, 2
"""Where a table is too wide: the widths beyond which a first cell stands above its row and another one under it."""


class Listing(NamedTuple):
    """Rows with their columns; `on_screen` are those that a table or Markdown shows, `below` a text under a table."""

    columns: tuple[str, ...]
    rows: list[Row]
    on_screen: tuple[str, ...]
    right: tuple[str, ...] = ()
    below: str = ""


def draw_listing(listing: Listing, form: str, width: int = 80, colour: bool = False, ascii_only: bool = False) -> str:
    """The list in the asked format: `table`, `json`, `ndjson`, `csv`, `tsv` or `markdown`."""
    records = [{column: row.get(column) for column in listing.columns} for row in listing.rows]
    if form == "ndjson":
        import json

        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    if form == "json":
        import json

        return json.dumps(records, ensure_ascii=False, indent=2) + "\n"
    if form in ("csv", "tsv"):
        cells = [[record[column] or "" for column in listing.columns] for record in records]
        return separated(listing.columns, cells, comma=form == "csv")
    headings = [_(HEADINGS[column]) for column in listing.on_screen]
    seen = [[_in_words(column, row.get(column) or "") for column in listing.on_screen] for row in listing.rows]
    if form == "markdown":
        return markdown_table(headings, seen)
    drawn = _table(listing, headings, seen, width, colour, ascii_only) if seen else ""
    return f"{drawn}\n{listing.below}" if listing.below else drawn


def _in_words(column: str, cell: str) -> str:
    """A cell for people: keys with their names, choices, basis and severity in the reader's words."""
    if column == "key":
        return spoken(cell)
    if column in ("value", "before", "after"):
        return in_words(cell)
    words = {"basis": BASES, "severity": SEVERITIES}.get(column, {})
    return _(words[cell]) if cell in words else cell


def _table(
    listing: Listing, headings: list[str], rows: list[list[str]], width: int, colour: bool, ascii_only: bool
) -> str:
    """The table of a terminal: short columns in one line, and where it is too narrow prose under its row.

    A terminal too narrow even for the short columns gets a line for every cell.
    """
    everything = range(len(headings))
    short = [n for n in everything if listing.on_screen[n] not in FOLDED]
    whole = [max(map(cells, column)) for column in zip(headings, *rows, strict=True)]
    capped = [min(span, max(cells(headings[n]), KEY if n == 0 else FIGURE)) for n, span in enumerate(whole)]
    choices = ((whole, list(everything)), (whole, short), (capped, short))
    widths, beside = next(((w, chosen) for w, chosen in choices if _room(w, chosen) <= width), (whole, []))
    lines: list[tuple[str, Style]] = []
    if beside:
        rule = " " * INDENT + "─" * (_room(widths, beside) - INDENT)
        lines = [(_line(listing, headings, widths, beside), "faint"), (rule, "faint")]
    for row in rows:
        fitting = [cell if cells(cell) <= widths[n] else "" for n, cell in enumerate(row)]
        above = bool(beside) and not fitting[0]
        lines += [(line, "") for line in fold(row[0], width, INDENT)] if above else []
        lines += [(_line(listing, fitting, widths, beside), "")] if beside else []
        for n in everything[above:]:
            if row[n] and (n not in beside or not fitting[n]):
                named = not beside or n in short
                start = 2 * INDENT if beside or n else INDENT
                text = f"{headings[n]}: {row[n]}" if named else row[n]
                lines += [(line, "faint" if beside else "") for line in fold(text, width, start, start + INDENT)]
    text = "".join(painted(line, style, colour) + "\n" for line, style in lines)
    return str(in_ascii(text)) if ascii_only else text


def _line(listing: Listing, row: list[str], widths: list[int], beside: list[int]) -> str:
    """The cells of a row that stand beside each other."""
    padded = (_padded(row[n], widths[n], listing.on_screen[n] in listing.right) for n in beside)
    return " " * INDENT + (" " * GAP).join(padded)


def _room(widths: list[int], chosen: list[int]) -> int:
    return INDENT + sum(widths[n] for n in chosen) + GAP * (len(chosen) - 1)


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks

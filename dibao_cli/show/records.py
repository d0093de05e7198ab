"""A list of records in each format: columns with fixed names, headings in the reader's language on a screen."""

from __future__ import annotations

from typing import NamedTuple

from ..words import _
from ..words.answers import BASES
from ..words.findings import SEVERITIES
from ..words.listings import HEADINGS
from .rows import markdown_table, separated

Row = dict[str, str | None]

FOLDED = ("title", "source", "short", "message")
"""Columns of prose, which are folded first where a table is too wide."""
NARROWEST = 12
LONG = 32


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
    drawn = _table(listing, headings, seen, width, colour, ascii_only)
    return f"{drawn}\n{listing.below}" if listing.below else drawn


def _in_words(column: str, cell: str) -> str:
    """A cell for people: codes of basis and severity in the reader's language."""
    words = {"basis": BASES, "severity": SEVERITIES}.get(column, {})
    return _(words[cell]) if cell in words else cell


def _table(
    listing: Listing, headings: list[str], rows: list[list[str]], width: int, colour: bool, ascii_only: bool
) -> str:
    """The table of a terminal, folded to its width."""
    import io

    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    buffer = io.StringIO()
    system = "standard" if colour else None
    console = Console(file=buffer, width=width, force_terminal=colour, color_system=system, highlight=False)  # type: ignore[arg-type]  # a literal of Rich's
    table = Table(box=box.ASCII if ascii_only else box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    widths = [max(map(cell_len, column)) for column in zip(headings, *rows, strict=True)]
    whole = {n for n, name in enumerate(listing.on_screen) if name not in FOLDED and widths[n] <= LONG}
    fits = sum(widths[n] for n in whole) + (len(widths) - len(whole)) * NARROWEST + 3 * len(widths) <= width
    for n, heading in enumerate(headings):
        right = listing.on_screen[n] in listing.right
        table.add_column(
            Text(heading),
            justify="right" if right else "left",
            overflow="fold",
            min_width=widths[n] if fits and n in whole else None,
        )
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"

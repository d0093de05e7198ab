"""A sheet on a terminal: drawn with Rich while it is short, as plain columns when it is long."""

from __future__ import annotations

import io

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .formats import Look
from .sheet import MOST_DRAWN, Sheet

BETWEEN = 3
"""The columns that padding and divider take beside each cell."""

NARROWEST = 12
"""The first column may become this narrow before the others break their numbers."""


def grid(sheet: Sheet, look: Look) -> str:
    """The sheet as text of at most the look's width, with colours only if asked for."""
    console = Console(
        file=io.StringIO(),
        width=look.width,
        force_terminal=look.colour,
        color_system="standard" if look.colour else None,
        highlight=False,
    )
    console.print(Text(sheet.title, style="bold"))
    if len(sheet.rows) > MOST_DRAWN:
        console.print(Text(plain_columns(sheet)), soft_wrap=True)
    else:
        console.print(_table(sheet, look))
    if sheet.plot:
        console.print(Text(sheet.plot), soft_wrap=True)
    for title, texts in sheet.paragraphs:
        if title:
            console.print(Text(title, style="bold"))
        for text in texts:
            console.print(Text(f"- {text}" if title else text), overflow="fold")
    written: io.StringIO = console.file  # type: ignore[assignment]  # the buffer given above
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"


def _table(sheet: Sheet, look: Look) -> Table:
    table = Table(box=box.ASCII if look.ascii_only else box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for n, (column, width) in enumerate(zip(sheet.columns, _widths(sheet, look.width), strict=True)):
        table.add_column(column, justify="left" if n < sheet.left else "right", overflow="fold", width=width)
    for row in sheet.rows:
        table.add_row(*row, style="dim" if row[0].startswith(" ") else None, end_section=row is sheet.rows[-1])
    for row in sheet.feet:
        table.add_row(*row, style="bold")
    return table


def _widths(sheet: Sheet, width: int) -> list[int | None]:
    """No widths where the table fits; else room for the longest word of each column, and the first takes the rest.

    Where even that is too much, Rich folds as it sees fit: nothing is ever cut off.
    """
    number = len(sheet.columns)
    free = width - BETWEEN * number - 1
    rows = [sheet.columns, *sheet.rows, *sheet.feet]
    words = [[word for row in rows for word in row[n].split()] for n in range(number)]
    least = [max(map(cell_len, column), default=1) for column in words]
    rest = free - sum(least[1:])
    if sum(_longest(sheet, n) for n in range(number)) <= free or rest < NARROWEST:
        return [None] * number
    return [rest, *least[1:]]


def _longest(sheet: Sheet, n: int) -> int:
    return max(cell_len(row[n]) for row in (sheet.columns, *sheet.rows, *sheet.feet))


def plain_columns(sheet: Sheet) -> str:
    """The table in columns parted by blanks; wide characters count as two."""
    rows = [sheet.columns, *sheet.rows, *sheet.feet]
    widths = [max(cell_len(row[n]) for row in rows) for n in range(len(sheet.columns))]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (width - cell_len(cell)) if n < sheet.left else " " * (width - cell_len(cell)) + cell
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)

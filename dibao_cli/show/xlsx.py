"""A document as a workbook: a sheet a table, its numbers as numbers, plots as charts, and a last sheet of what to read.

What stands in the cells is what every other format for people shows, so that no two can disagree.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from ..files.spreadsheet import LONGEST_CELL, new_workbook, sheet_name
from ..words import _
from .document import Document, Notes, Row, Table
from .plot import Bars, Curve
from .width import cells

WIDEST_COLUMN, WIDEST_PROSE = 40, 100
"""Of a column, in characters; longer texts fold."""

_NUMBER = re.compile(r"([+-]?)(0|[1-9][0-9]*)(\.[0-9]+)?(%?)")
_BOLD = {"bold": True}
_FOLDED = {"text_wrap": True, "valign": "top"}


def workbook(document: Document) -> bytes:
    """The document as the bytes of an XLSX file."""
    stream = io.BytesIO()
    book = _Book(new_workbook(stream))
    for block in document.blocks:
        if isinstance(block, Table):
            if block.rows:
                book.table(block)
        elif isinstance(block, Bars):
            book.bars(block)
        elif isinstance(block, Curve):
            book.curve(block)
    book.notes(document)
    book.close()
    return stream.getvalue()


class _Book:
    """A workbook being written: its formats, and the names that its sheets have."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.names: list[str] = []
        self.formats: dict[tuple[tuple[str, object], ...], object] = {}

    def close(self) -> None:
        self.book.close()

    def sheet(self, title: str) -> Any:
        name = sheet_name(title, self.names, _("Result", "结果"))
        self.names.append(name)
        return self.book.add_worksheet(name)

    def styled(self, **how: object) -> object:
        """The format of that kind; each is made once."""
        key = tuple(sorted(how.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(how)
        return self.formats[key]

    def write(self, sheet: Any, row: int, column: int, cell: str, text: bool = False, **how: Any) -> None:
        """A text as a text, a number as a number with as many digits as it was written with."""
        number = _NUMBER.fullmatch(cell)
        if not number or len(cell) > 15 or text:
            sheet.write_string(row, column, cell[:LONGEST_CELL], self.styled(**_FOLDED, **how))
            return
        sign, whole, part, percent = number.groups()
        digits = "0" + (f".{'0' * (len(part) - 1)}" if part else "") + percent
        shape = f"+{digits};-{digits};{digits}" if sign == "+" else digits
        value = float(f"{sign}{whole}{part or ''}")  # a sheet knows no other numbers
        sheet.write_number(row, column, value / 100 if percent else value, self.styled(num_format=shape, **how))

    def table(self, table: Table) -> None:
        """The rows under their headings; what a row was computed by in a last column."""
        explained = any(row.steps or row.law for row in table.rows)
        headings = [
            *(column.heading for column in table.columns),
            *([_("How computed", "计算过程")] if explained else []),
        ]
        sheet = self.sheet(table.title)
        for n, heading in enumerate(headings):
            self.write(sheet, 0, n, heading, text=True, **_BOLD)
        grid = [(row, [*row.cells, *([_how(table, row)] if explained else [])]) for row in table.rows]
        for number, (row, content) in enumerate(grid, 1):
            bold = _BOLD if row.kind == "total" else {}
            for n, cell in enumerate(content):
                named = n >= len(table.columns) or not (table.columns[n].right or n == 0)
                self.write(sheet, number, n, cell, text=named, **bold)
        self.widths(sheet, [headings, *(content for _row, content in grid)])
        sheet.freeze_panes(1, 0)
        if table.below:
            sheet.write_string(len(grid) + 2, 0, table.below)

    def bars(self, plot: Bars) -> None:
        """The labels with their numbers, and a chart of them."""
        if not plot.bars:
            return
        sheet = self.sheet(plot.title)
        for n, bar in enumerate(plot.bars):
            self.write(sheet, n, 0, bar.label, text=True)
            self.write(sheet, n, 1, bar.text.removeprefix("≥ "))
        self.widths(sheet, [(bar.label, bar.text) for bar in plot.bars])
        self.chart(sheet, "bar", plot.title, len(plot.bars), 2)

    def curve(self, plot: Curve) -> None:
        """The points, in yuan, and a chart of them."""
        sheet = self.sheet(plot.title or _("Plot", "图"))
        for n, point in enumerate(plot.points):
            for column, number in enumerate(point):
                sheet.write_number(n, column, number / 100, self.styled(num_format="0.00"))
        self.chart(sheet, "scatter", plot.title, len(plot.points), 3)

    def chart(self, sheet: Any, kind: str, title: str, rows: int, column: int) -> None:
        chart = self.book.add_chart({"type": kind, **({"subtype": "straight"} if kind == "scatter" else {})})
        name = sheet.get_name()
        chart.add_series({"categories": [name, 0, 0, rows - 1, 0], "values": [name, 0, 1, rows - 1, 1]})
        chart.set_title({"name": title} if title else {"none": True})
        chart.set_legend({"none": True})
        if kind == "bar":
            chart.set_y_axis({"reverse": True})
        sheet.insert_chart(0, column + 1, chart)

    def notes(self, document: Document) -> None:
        """The title, and everything that must be read beside the tables."""
        sheet = self.sheet(_("Notes", "说明"))
        sheet.set_column(0, 0, WIDEST_PROSE)
        lines = [(document.title, True)] if document.title else []
        for block in document.blocks:
            if isinstance(block, Notes):
                lines += [(block.title, True)] if block.title else []
                lines += [(text, False) for text in block.texts]
        for n, (text, bold) in enumerate(lines):
            self.write(sheet, n, 0, text, text=True, **(_BOLD if bold else {}))

    def widths(self, sheet: Any, rows: Sequence[Sequence[str]]) -> None:
        for n, column in enumerate(zip(*rows, strict=True)):
            longest = max((cells(line) for cell in column for line in cell.split("\n")), default=0)
            sheet.set_column(n, n, min(longest, WIDEST_COLUMN) + 2)


def _how(table: Table, row: Row) -> str:
    """The steps of a row, those that the table shows, and the law that it rests on."""
    steps = [step.whole for step in row.steps if step.brief or table.explained]
    return "\n".join([*steps, *([row.law] if row.law else [])])

"""Every finding in every format: what a command shows, and the one writer of each format."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..files.chosen_columns import names_chosen
from ..files.delimited import SEPARATORS, delimited
from ..rules.application import Paper

if TYPE_CHECKING:
    from .document import Document


class Look(NamedTuple):
    """How to draw: the format, the width and colours of the terminal, and whether to show every step.

    `columns` are those of the rows that were asked for, in their order; `totals` whether sums may stand among data;
    `paper` is what only a printed page says.
    """

    format: str
    width: int = 80
    colour: bool = False
    explain: bool = False
    ascii_only: bool = False
    columns: tuple[str, ...] = ()
    totals: bool = False
    paper: Paper = Paper()

    @property
    def as_rows(self) -> bool:
        """Whether the format has room for rows only, and no place for remarks."""
        return self.format in SEPARATORS

    @property
    def in_full(self) -> bool:
        """Whether sources are named in full: where a page has the room, or every step is asked for."""
        return self.explain or self.on_page

    @property
    def on_page(self) -> bool:
        """Whether it is a page to print, which says facts only."""
        return self.format == "html"


class Rows(NamedTuple):
    """Column names, which never change with language, and the rows under them; `totals` are rows that sum others up.

    `further` are the last of the columns: written where they are asked for.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    totals: Sequence[Sequence[str]] = ()
    further: int = 0

    def chosen(self, names: Sequence[str], totals: bool) -> tuple[Sequence[str], list[list[str]]]:
        """The asked columns in their order, else those that nobody needs to ask for. Raises `InputError`."""
        usual = self.columns[: len(self.columns) - self.further]
        wanted = names_chosen(names, self.columns, usual, _called)
        places = [self.columns.index(name) for name in wanted]
        rows = (*self.rows, *(self.totals if totals else ()))
        return wanted, [[row[place] for place in places] for row in rows]


def _called(name: str) -> Collection[str]:
    """The headings of a column; no words are read where no name is asked for that is none of a column."""
    from ..words.columns import called

    return called(name)


class Presentation(NamedTuple):
    """What a command shows: a record for JSON, and what the other formats need, made only if they are asked for.

    `parts` are the lines of NDJSON (`sums` those that sum others up), `rows` are for CSV and TSV, `document` is for
    people, and `remarks` are what rows cannot say; where their notes say it (`noted`), a terminal alone shows it.
    """

    record: object
    parts: Callable[[], Iterable[object]]
    rows: Callable[[], Rows]
    document: Callable[[], Document]
    remarks: Callable[[], Sequence[str]] = tuple
    noted: bool = False
    sums: Callable[[], Iterable[object]] = tuple


def written(shown: Presentation, look: Look) -> str | bytes:
    """What is shown, in the asked format. Raises `InputError` for a column that it has not."""
    if look.columns or look.as_rows:
        columns, rows = shown.rows().chosen(look.columns, look.totals)
        if look.as_rows:
            return delimited(columns, rows, look.format)
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        shown = shown._replace(
            record=records, parts=lambda: records, sums=tuple, document=lambda: _plain_table(shown, columns, rows)
        )
    if look.format in ("json", "ndjson"):
        from .json_text import json_text

        if look.format == "json":
            return json_text(shown.record, indent=2)
        return "".join(map(json_text, (*shown.parts(), *(shown.sums() if look.totals else ()))))
    if look.format == "xlsx":
        from ..rules.visible import visible
        from .document import mapped
        from .xlsx import workbook

        return workbook(mapped(shown.document(), visible))
    return for_people(shown.document(), look)


def _plain_table(shown: Presentation, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Document:
    """The chosen columns as a table for people, under their fixed names and with what must be read beside them."""
    from .document import Column, Document, Notes, Row, Table, sections
    from .labels import heading

    right = [all(row[n] == "" or row[n][-1:].isdigit() for row in rows) for n in range(len(columns))]
    table = Table(tuple(map(Column, columns, right)), tuple(Row(tuple(row)) for row in rows))
    return Document("", (table, *sections(Notes(heading("remarks"), tuple(shown.remarks()), "remarks"))))


def for_people(document: Document, look: Look) -> str:
    """The document, with what data could do to a terminal or a reader spelled out."""
    from ..rules.visible import visible
    from .document import mapped

    document = mapped(document, visible)
    if look.format == "markdown":
        from .markdown import markdown

        return markdown(document)
    if look.format == "html":
        from .html import html

        return html(document)
    from .text_table import text
    from .width import in_ascii

    if look.ascii_only:  # before, for the widths, and after, for what the table itself draws
        return in_ascii(text(mapped(document, in_ascii), look.width, look.colour))
    return text(document, look.width, look.colour)

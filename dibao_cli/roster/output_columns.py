"""Results and rejects as files: CSV, TSV, NDJSON, JSON, Parquet and XLSX.

Here are their columns and the queries that write them, `target` holds the files.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from ..files.chosen_columns import names_chosen
from ..files.delimited import SEPARATORS, escape_formula
from ..files.file_names import format_of_output
from ..files.output import FILE_FORMATS, STANDARD_OUTPUT
from ..rules.assessment import PROGRAMMES
from ..rules.problems import InputError, Problem, nearest
from ..words import LANGUAGES, language
from ..words import columns as words
from . import duckdb_sql as db
from . import signs
from .columns import Columns
from .delimited_cells import in_quotes, in_yuan, no_formula
from .duckdb_sql import quoted, quoted_name
from .output_file import packing_of
from .payment_notes import in_words
from .steps import Shown

FORMATS_OF_TEXT = ("csv", "tsv", "ndjson", "json")
FORMATS = (*FORMATS_OF_TEXT, *FILE_FORMATS)

LABELS = ("household", "month", "area")
AMOUNTS = (*PROGRAMMES, "total", "known_total")
REST = ("basis", "warnings", "fingerprint")
KNOWN = (*LABELS, *AMOUNTS, *REST)
REJECTS = ("line", "household", "field", "value", "code", "reason")


def format_asked(chosen: str | None, file: str | None, preferred: str | None = None, flag: str = "--output") -> str:
    """The format of the results: as asked, else by the file's name, else as preferred, else CSV for a file and TSV.

    What is preferred and cannot be is left aside: nobody typed it. Raises `InputError`.
    """
    packed = packing_of(file)
    to_file = file not in (None, STANDARD_OUTPUT)
    possible = FORMATS if to_file and not packed else FORMATS_OF_TEXT
    by_default = preferred if preferred in possible else "csv" if to_file else "tsv"
    kind = format_of_output(chosen, file, FORMATS, flag) or str(by_default)
    if kind in ("parquet", "xlsx") and file in (None, STANDARD_OUTPUT):
        raise InputError(Problem("needs_output_file", "--format", kind), usage=True)
    if kind in ("parquet", "xlsx") and packed:
        raise InputError(Problem("packed_already", flag, kind, str(file), details={"ending": packed}), usage=True)
    return kind


class Column(NamedTuple):
    """A column to write, and what its SQL gives: an amount in fen, a text from the data, or one of our own making.

    Our own need no quotation marks and are no formula; a `cell` is a text from the data that is a cell of the roster.
    Separated values may have another `heading`.
    """

    name: str
    sql: str
    holds: Literal["fen", "data", "cell", "ours"] = "ours"
    heading: str = ""


class Table(NamedTuple):
    """The columns to write in a format; a heading from the roster is no formula either.

    `carried` come last and are texts from the data, treated all alike as one list: with expressions of their own,
    DuckDB plans some hundred columns longer than it computes any roster.
    """

    columns: tuple[Column, ...]
    kind: str
    carried: tuple[Column, ...] = ()
    plain_cells: bool = False
    """Whether no cell of the roster needs quotation marks."""

    def has(self, name: str) -> bool:
        """Whether a column of that name is written."""
        return any(column.name == name for column in self.columns)

    def nothing_in(self, absent: Collection[str]) -> Table:
        """The same, with amounts that are 0 in every row of a CSV or TSV part written as such, which is faster."""
        return self._replace(
            columns=tuple(
                each._replace(sql=ZERO, holds="ours") if each.name in absent else each for each in self.columns
            )
        )

    def of_block(self, shown: Shown, delimiter: str) -> Table:
        """The same for a block with this `delimiter` between its cells: lines that came apart at it hold none."""
        plain = signs.MARKS not in shown and signs.QUOTES not in shown and GATHERED.get(self.kind) == delimiter
        return self._replace(plain_cells=plain)

    @property
    def names(self) -> list[str]:
        columns = (*self.columns, *self.carried)
        if self.kind not in GATHERED:
            return [column.name for column in columns]
        return [escape_formula(column.heading or column.name) for column in columns]

    @property
    def amounts(self) -> frozenset[int]:
        """The places of the columns that hold amounts, whatever they are called."""
        return frozenset(n for n, column in enumerate(self.columns) if column.holds == "fen")

    def in_words(self, headings: str) -> Table:
        """Separated values with headings and codes in words, `en` or `zh`; other formats as they are."""
        if self.kind not in GATHERED or headings == CODES:
            return self
        place = LANGUAGES.index(headings)
        return self._replace(
            columns=tuple(
                column._replace(
                    heading=words.HEADINGS[column.name][place] if column.name in words.HEADINGS else "",
                    sql=_codes_in_words(column, place),
                )
                for column in self.columns
            )
        )

    def select(self, source: str, order: str) -> str:
        """The query of the rows, in order, as the format writes them; of separated values the whole lines."""
        if self.kind in GATHERED:
            cells = [f"{self._cell(each)} AS cell_{n}" for n, each in enumerate(self.columns) if each.holds != "fen"]
            amounts = self._fen
            amounts += [
                f"CASE WHEN {first} = 0 THEN {ZERO} ELSE {in_yuan(first)} END AS first_in_yuan" for first in amounts[:1]
            ]
            carried = (
                f"{db.list_of(each.sql for each in self.carried)} AS carried" if self.carried else "NULL AS carried"
            )
            source = f"SELECT {', '.join((*cells, *amounts, carried))}, {order} FROM ({source})"
            lines = f"SELECT {self._line(GATHERED[self.kind])} AS whole_line, {order} FROM ({source})"
            return f"SELECT whole_line FROM ({lines}) ORDER BY {order}"  # one text sorts quicker than many
        parts = [f"{self._value(each)} AS {quoted_name(each.name)}" for each in self.columns]
        return f"SELECT {', '.join(parts)} FROM (SELECT * FROM ({source}) ORDER BY {order})"

    def _cell(self, column: Column) -> str:
        """A text as `delimited` writes it, but for its quotation marks."""
        return column.sql if column.holds == "ours" else no_formula(column.sql)

    def _value(self, column: Column) -> str:
        if column.holds != "fen":
            return column.sql
        return in_yuan(column.sql) if self.kind in ("ndjson", "json") else db.yuan(column.sql)

    @property
    def _fen(self) -> list[str]:
        return [each.sql for each in self.columns if each.holds == "fen"]

    def _amount(self, fen: str) -> str:
        """The text of an amount: mostly there is none, or it is that of the first in its row, which is made already."""
        first = self._fen[0]
        again = f"CASE WHEN {fen} IS NULL THEN '' WHEN {fen} = {first} THEN first_in_yuan ELSE {in_yuan(fen)} END"
        return "first_in_yuan" if fen == first else again

    def _line(self, separator: str) -> str:
        """A row as one text: DuckDB puts it together in half the time that its CSV writer takes for the cells."""
        parts, text = [], ""
        for n, column in enumerate(self.columns):
            if column.sql == ZERO:
                text += "0.00" + separator
                continue
            parts += [quoted(text)] if text else []
            if column.holds == "fen":
                parts.append(self._amount(column.sql))
            elif column.holds == "ours" or (column.holds == "cell" and self.plain_cells):
                parts.append(f"cell_{n}")
            else:
                parts.append(in_quotes(f"cell_{n}", separator))
            text = separator
        if self.carried:
            cell = f"({self._cell(Column('', 'cell', 'data'))})"
            cell = cell if self.plain_cells else in_quotes(cell, separator)
            parts += [quoted(text), db.together(db.each_of(f"coalesce({cell}, '')", "cell", "carried"), separator)]
            text = separator
        parts += [quoted(text.removesuffix(separator))] if text != separator else []
        return f"concat({', '.join(parts)})"


CODES = "codes"
HEADINGS = (CODES, *LANGUAGES)
"""What headings may be: fixed names and codes, or words."""

GATHERED = {**SEPARATORS, "xlsx": SEPARATORS["csv"]}
"""Of the formats that are written, or gathered, as separated values."""

FEW = 20
"""Columns of the roster that are written with expressions of their own."""

ZERO = "'0.00'"


def _codes_in_words(column: Column, place: int) -> str:
    """The SQL of a column with its codes in words: of several, with a separator between them."""
    pairs = words.CODES.get(column.name)
    if pairs is None:
        return column.sql
    several = column.name in words.SEVERAL
    cases = " ".join(f"WHEN {quoted(code)} THEN {quoted(pair[place])}" for code, pair in pairs.items())
    if not several:
        return f"CASE {column.sql} {cases} ELSE {column.sql} END"
    parts = db.each_of(f"CASE code {cases} ELSE {in_words('code', place)} END", "code", db.words_of(column.sql))
    return db.together(parts, "；" if place else "; ")


FROM_DATA = ("household", "person", "notices", "formula", "field", "value", "reason")
"""Columns whose texts come from a roster or from the names of files, or speak of them."""


LINES = ("household", "month", "programme", "person", "amount", "basis", "notices", "formula", "estimate")


def lines_table(kind: str, chosen: Sequence[str] = ()) -> Table:
    """The columns of the results with `--lines`, those that were asked for. Raises `InputError`."""
    holds: dict[str, Literal["fen", "data"]] = {"amount": "fen", "estimate": "fen", **dict.fromkeys(FROM_DATA, "data")}
    names = names_chosen(chosen, LINES, LINES, words.called)
    return Table(tuple(Column(name, name, holds.get(name, "ours")) for name in names), kind)


LINES_SOURCE = "SELECT * FROM case_lines"


def results_table(
    columns: Columns,
    kind: str,
    explain: bool = False,
    chosen: Sequence[str] = (),
    possible: Collection[str] = PROGRAMMES,
    without: Collection[str] = (),
) -> Table:
    """The columns of the results: those that were asked for, else the usual ones. Raises `InputError`.

    Usual are the programmes that are `possible` by the headings of the roster, never by its rows; and the fingerprint
    in JSON only, as elsewhere it would stand on each row again.
    """
    known = {"household": Column("household", "household", "cell"), **{name: Column(name, name) for name in LABELS[1:]}}
    known |= {name: Column(name, name, "fen") for name in AMOUNTS}
    known |= {"basis": Column("basis", "basis"), "warnings": Column("warnings", "nullif(warnings, '')")}
    known |= {"fingerprint": Column("fingerprint", "fingerprint")}
    known |= {"formula": Column("formula", "formula", "data")} if explain else {}
    unusual = {*without} | {*PROGRAMMES} - {*possible} | (set() if kind == "json" else {"fingerprint"})
    wanted = names_chosen(chosen, tuple(known), [name for name in known if name not in unusual], words.called)
    parts = [known[name] for name in wanted]
    return with_carried(parts, {*LABELS, *AMOUNTS, *REST}, columns, kind)


def with_carried(parts: Sequence[Column], names: Collection[str], columns: Columns, kind: str) -> Table:
    """The columns of a result, and those that are carried through from the roster; `names` are taken."""
    taken = {*names}
    carried = []
    for place in columns.kept:
        heading = columns.headings[place] or f"column_{place + 1}"
        name = heading if heading not in taken else f"{heading}_in_roster"
        taken.add(name)
        carried.append(Column(name, f"kept_{place}", "cell"))
    if kind in GATHERED and len(carried) > FEW:
        return Table(tuple(parts), kind, tuple(carried))
    return Table((*parts, *carried), kind)


REJECTS_SOURCE = "SELECT * FROM rejects"


def results_source(columns: Columns) -> str:
    """The answers, with the carried columns of the household's first row."""
    return carrying("results", columns)


def carrying(table: str, columns: Columns) -> str:
    """The rows of a table, each with the carried columns of the line that its `row` names."""
    if not columns.kept:
        return f"SELECT * FROM {table}"
    carried = ", ".join(f"kept_{place}" for place in columns.kept)
    return f"SELECT {table}.*, {carried} FROM {table} JOIN parsed_rows ON parsed_rows.row = {table}.row"


def headings_asked(chosen: str | None, kind: str) -> str:
    """What headings are: as asked, else Chinese in a workbook in Chinese mode, else codes. Raises `InputError`."""
    headings = chosen.lower() if chosen else "zh" if kind == "xlsx" and language() == "zh" else CODES
    if headings not in HEADINGS:
        details = {"known": ", ".join(HEADINGS), "nearest": nearest(headings, HEADINGS)}
        raise InputError(Problem("unknown_choice", "--headings", str(chosen), details=details), usage=True)
    return headings


def rejects_table(kind: str) -> Table:
    """The columns of the rejects."""
    return Table(tuple(Column(name, name, "data" if name in FROM_DATA else "ours") for name in REJECTS), kind)

"""Results and rejects as files: CSV, TSV, NDJSON, JSON, Parquet and XLSX.

Here are their columns and the queries that write them, `target` holds the files.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from ..files.output import STANDARD_OUTPUT
from ..rules.assessment import PROGRAMMES
from ..rules.problems import Problem, Refused, nearest
from .columns import Columns
from .duckdb_sql import quoted, quoted_name
from .target import packing_of

FORMATS = ("csv", "tsv", "ndjson", "json", "parquet", "xlsx")
_ENDINGS = {"jsonl": "ndjson", "txt": "tsv"}

LABELS = ("household", "month", "area")
AMOUNTS = (*PROGRAMMES, "total")
REST = ("basis", "warnings", "fingerprint")
REJECTS = ("line", "household", "field", "value", "code", "reason")


def format_asked(asked: str | None, file: str | None) -> str:
    """The format of the results: as asked, else by the file's name, else TSV. Raises `Refused`."""
    packed = packing_of(file)
    ending = Path((file or "").lower().removesuffix(packed)).suffix.lstrip(".")
    found = asked or _ENDINGS.get(ending, ending if ending in FORMATS else "csv" if file not in (None, "-") else "tsv")
    if found not in FORMATS:
        details = {"known": ", ".join(FORMATS), "nearest": nearest(found, FORMATS)}
        raise Refused(Problem("unknown_format", "--format", found, details=details), usage=True)
    if found in ("parquet", "xlsx") and file in (None, STANDARD_OUTPUT):
        raise Refused(Problem("needs_output_file", "--format", found), usage=True)
    if found in ("parquet", "xlsx") and packed:
        raise Refused(Problem("packed_already", "--output", found, str(file), details={"ending": packed}), usage=True)
    return found


class Table(NamedTuple):
    """Columns to write: (name, SQL, whether it is an amount in fen)."""

    columns: tuple[tuple[str, str, bool], ...]

    def nothing_in(self, absent: Collection[str]) -> Table:
        """The same, with amounts that are 0 in every row of a CSV or TSV part written as such, which is faster."""
        return Table(
            tuple((name, ZERO, False) if name in absent else (name, sql, fen) for name, sql, fen in self.columns)
        )

    @property
    def names(self) -> list[str]:
        return [name for name, _sql, _fen in self.columns]

    def select(self, source: str, order: str, kind: str) -> str:
        """The query of the rows, in order, as the format writes them; of separated values the whole lines."""
        if kind in SEPARATORS:
            cells = ", ".join(f"{sql} AS cell_{n}" for n, (_name, sql, fen) in enumerate(self.columns) if not fen)
            amounts = ", ".join(sql for _name, sql, fen in self.columns if fen)
            source = f"SELECT {', '.join(filter(None, (cells, amounts)))}, {order} FROM ({source})"
            parts = [self._line(SEPARATORS[kind])]
        else:
            parts = [f"{_written(sql, fen, kind)} AS {quoted_name(name)}" for name, sql, fen in self.columns]
        return f"SELECT {', '.join(parts)} FROM (SELECT * FROM ({source}) ORDER BY {order})"

    def _line(self, separator: str) -> str:
        """A row as one text: DuckDB puts it together in half the time that its CSV writer takes for the cells."""
        parts, text = [], ""
        for n, (name, sql, fen) in enumerate(self.columns):
            if sql == ZERO:
                text += "0.00" + separator
                continue
            parts += [quoted(text)] if text else []
            if fen:
                parts.append(f"({_written(sql, fen, 'csv')})::VARCHAR")
            else:
                parts.append(f"cell_{n}" if name in PLAIN else _in_quotes(f"cell_{n}", separator))
            text = separator
        parts += [quoted(text.removesuffix(separator))] if text != separator else []
        return f"concat({', '.join(parts)})"


SEPARATORS = {"csv": ",", "tsv": "\t", "xlsx": ","}
"""Of the formats that are written, or gathered, as separated values."""

ZERO = "'0.00'"

PLAIN = ("month", "area", "programme", "basis", "warnings", "fingerprint", "line", "code")
"""Columns whose texts are of our own making and need no quotation marks."""


def _in_quotes(sql: str, separator: str) -> str:
    """A cell that holds a separator, a quotation mark or a line end stands in quotation marks."""
    signs = (quoted(separator), "'\"'", "chr(10)", "chr(13)")
    odd = " OR ".join(f"contains({sql}, {sign})" for sign in signs)
    return f"CASE WHEN {odd} THEN '\"' || replace({sql}, '\"', '\"\"') || '\"' ELSE {sql} END"


def _written(sql: str, fen: bool, kind: str) -> str:
    if not fen:
        return sql
    yuan = f"({sql})::DECIMAL(15, 0) * 0.01::DECIMAL(3, 2)"
    return f"({yuan})::VARCHAR" if kind in ("ndjson", "json") else yuan


def neutral(sql: str, kind: str) -> str:
    """A text from the roster; in CSV, TSV and XLSX one that a spreadsheet would run as a formula stays a text."""
    if kind in ("ndjson", "json", "parquet"):
        return sql
    formula = f"{sql}[1] IN ('=', '+', '-', '@', chr(9), chr(13)) AND NOT regexp_full_match({sql}, '[+-]?[0-9.]+')"
    return f"CASE WHEN {formula} THEN '''' || {sql} ELSE nullif({sql}, '') END"


def lines_table(kind: str) -> Table:
    """The columns of the results with `--lines`."""
    texts = ("month", "programme", "person", "basis", "notices", "formula")
    parts = {name: (name, name, False) for name in texts} | {"amount": ("amount", "amount", True)}
    parts["person"] = ("person", neutral("person", kind), False)
    order = ("month", "programme", "person", "amount", "basis", "notices", "formula")
    return Table((("household", neutral("household", kind), False), *(parts[name] for name in order)))


LINES_SOURCE = "SELECT * FROM case_lines"


def results_table(columns: Columns, kind: str, explain: bool = False) -> Table:
    """The columns of the results."""
    taken = {*LABELS, *AMOUNTS, *REST}
    parts = [("household", neutral("household", kind), False)]
    parts += [(name, name, False) for name in LABELS[1:]]
    parts += [(name, name, True) for name in AMOUNTS]
    parts += [
        ("basis", "basis", False),
        ("warnings", "nullif(warnings, '')", False),
        ("fingerprint", "fingerprint", False),
    ]
    if explain:
        parts.append(("formula", "formula", False))
    for place in columns.kept:
        heading = columns.headings[place] or f"column_{place + 1}"
        name = heading if heading not in taken else f"{heading}_in_roster"
        taken.add(name)
        parts.append((name, neutral(f"kept_{place}", kind), False))
    return Table(tuple(parts))


RESULTS_SOURCE = "SELECT * FROM results"
REJECTS_SOURCE = "SELECT * FROM rejects"


def results_source(columns: Columns) -> str:
    """The answers, with the carried columns of the household's first row."""
    if not columns.kept:
        return RESULTS_SOURCE
    kept = ", ".join(f"kept_{place}" for place in columns.kept)
    return f"SELECT results.*, {kept} FROM results JOIN parsed_rows ON parsed_rows.row = results.row"


def rejects_table(kind: str) -> Table:
    """The columns of the rejects."""
    texts = {"household", "field", "value"}
    return Table(tuple((name, neutral(name, kind) if name in texts else name, False) for name in REJECTS))

"""Results and rejects as files: CSV, TSV, NDJSON, JSON, Parquet and XLSX.

Each block is written by DuckDB as a part of its own; the parts are joined in order, and the whole takes the
target's name at the end, so that an interrupted run leaves an older file as it was.
"""

from __future__ import annotations

import codecs
import csv
import os
import shutil
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import duckdb

from ..files.output import STANDARD_OUTPUT, mode_for
from ..rules.assessment import PROGRAMMES
from ..rules.problems import Problem, Refused, nearest
from .block import Worker
from .columns import Columns

FORMATS = ("csv", "tsv", "ndjson", "json", "parquet", "xlsx")
_ENDINGS = {"jsonl": "ndjson", "txt": "tsv"}
MOST_ROWS_OF_A_SHEET = 1_048_576

LABELS = ("household", "month", "area")
AMOUNTS = (*PROGRAMMES, "total")
REST = ("basis", "warnings", "fingerprint")
REJECTS = ("line", "household", "field", "value", "code", "reason")


def format_asked(asked: str | None, file: str | None) -> str:
    """The format of the results: as asked, else by the file's name, else TSV. Raises `Refused`."""
    ending = Path(file or "").suffix.lower().lstrip(".")
    found = asked or _ENDINGS.get(ending, ending if ending in FORMATS else "csv" if file not in (None, "-") else "tsv")
    if found not in FORMATS:
        details = {"known": ", ".join(FORMATS), "nearest": nearest(found, FORMATS)}
        raise Refused(Problem("unknown_format", "--format", found, details=details), usage=True)
    if found in ("parquet", "xlsx") and file in (None, STANDARD_OUTPUT):
        raise Refused(Problem("needs_output_file", "--format", found), usage=True)
    return found


class Table(NamedTuple):
    """Columns to write: (name, SQL, whether it is an amount in fen)."""

    columns: tuple[tuple[str, str, bool], ...]

    def nothing_in(self, absent: Collection[str]) -> Table:
        """The same, with amounts that are 0 in every row of a CSV or TSV part written as such, which is faster."""
        return Table(
            tuple((name, "'0.00'", False) if name in absent else (name, sql, fen) for name, sql, fen in self.columns)
        )

    @property
    def names(self) -> list[str]:
        return [name for name, _sql, _fen in self.columns]

    def select(self, source: str, order: str, kind: str) -> str:
        """The query of the rows, in order, as the format writes them."""
        parts = [f"{_written(sql, fen, kind)} AS {_quoted(name)}" for name, sql, fen in self.columns]
        return f"SELECT {', '.join(parts)} FROM (SELECT * FROM ({source}) ORDER BY {order})"


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


def results_source(worker: Worker) -> str:
    """The answers, with the carried columns of the household's first row."""
    columns = worker.plan.columns
    if not columns.kept:
        return worker.results()
    kept = ", ".join(f"kept_{place}" for place in columns.kept)
    return f"SELECT * FROM ({worker.results()}) JOIN (SELECT row, {kept} FROM told) USING (row)"


def rejects_table(kind: str) -> Table:
    """The columns of the rejects."""
    texts = {"household", "field", "value"}
    return Table(tuple((name, neutral(name, kind) if name in texts else name, False) for name in REJECTS))


class Target:
    """A file being written, part by part; `finish` gives it its name, `discard` leaves no trace."""

    def __init__(
        self, file: str | None, kind: str, names: Sequence[str], folder: Path, encoding: str = "utf-8"
    ) -> None:
        self.file = None if file == STANDARD_OUTPUT else file
        self.kind = kind
        self.names = list(names)
        self.encoding = encoding
        self.rows = 0
        self._parts: list[Path] = []
        self._folder = folder
        self._path = self._beside() if self.file else folder / f"whole-{id(self)}"
        self._whole: BinaryIO = self._path.open("wb")
        if kind in ("csv", "tsv"):
            self._whole.write(self._encoded(self._heading()))
        elif kind == "json":
            self._whole.write(b"[")

    def _beside(self) -> Path:
        target = Path(self.file or "").resolve()
        if target.exists() and not target.is_file():
            return self._folder / f"whole-{id(self)}"
        try:
            path = target.with_name(f".{target.name}.{os.getpid()}")
            path.open("wb").close()
        except OSError as error:
            raise Refused(
                Problem("unwritable_file", file=str(self.file), details={"reason": error.strerror or ""})
            ) from None
        return path

    def _heading(self) -> bytes:
        import io

        text = io.StringIO()
        csv.writer(text, delimiter="\t" if self.kind == "tsv" else ",", lineterminator="\n").writerow(self.names)
        return text.getvalue().encode()

    def _encoded(self, data: bytes) -> bytes:
        if self.encoding == "utf-8":
            return data
        bom = codecs.BOM_UTF8 if self.encoding == "utf-8-sig" and not self._whole.tell() else b""
        return bom + data if self.encoding == "utf-8-sig" else data.decode().encode(self.encoding, "replace")

    def write_part(self, worker: Worker, select: str, part: Path) -> None:
        """Write a query's rows as a part (called from a worker's thread)."""
        options = {
            "tsv": "FORMAT csv, HEADER false, DELIMITER '\t'",
            "ndjson": "FORMAT json",
            "json": "FORMAT json",
            "parquet": "FORMAT parquet, COMPRESSION zstd",
        }.get(self.kind, "FORMAT csv, HEADER false")
        name = str(part).replace("'", "''")
        ((rows,),) = worker.fetch(f"COPY ({select}) TO '{name}' ({options})")
        part.with_suffix(".rows").write_text(str(rows))

    def add(self, part: Path) -> None:
        """Take a part that was written into the whole."""
        rows = int(part.with_suffix(".rows").read_text())
        part.with_suffix(".rows").unlink()
        if self.kind == "parquet":
            if rows or not self._parts:
                self._parts.append(part)
            self.rows += rows
            return
        with part.open("rb") as data:
            if self.kind == "json":
                for line in data:
                    self._whole.write((b",\n" if self.rows else b"\n") + line.rstrip(b"\n"))
                    self.rows += 1
            elif self.encoding in ("utf-8", "utf-8-sig"):
                shutil.copyfileobj(data, self._whole, 1 << 20)
            else:
                self._whole.write(self._encoded(data.read()))
        self.rows += rows if self.kind != "json" else 0
        part.unlink()

    def finish(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Complete the file and give it its name, or write it to standard output."""
        if self.kind == "json":
            self._whole.write(b"\n]\n")
        self._whole.close()
        if self.kind == "parquet":
            files = ", ".join("'" + str(part).replace("'", "''") + "'" for part in self._parts)
            name = str(self._path).replace("'", "''")
            connection.execute(
                f"COPY (SELECT * FROM read_parquet([{files}])) TO '{name}' (FORMAT parquet, COMPRESSION zstd)"
            )
        if self.kind == "xlsx":
            self._as_sheet()
        if self.file is None:
            self._to_standard_output()
            self._path.unlink()
            return
        target = Path(self.file).resolve()
        if self._path.parent == target.parent:
            self._path.chmod(mode_for(target))
            self._path.replace(target)
        else:  # a device or a pipe
            with self._path.open("rb") as data, target.open("wb") as out:
                shutil.copyfileobj(data, out, 1 << 20)

    def _to_standard_output(self) -> None:
        sys.stdout.flush()
        with self._path.open("rb") as data:
            out = getattr(sys.stdout, "buffer", None)
            if out is None:  # a text stream that stands in for the process's own
                sys.stdout.write(data.read().decode(self.encoding))
            else:
                shutil.copyfileobj(data, out, 1 << 20)
                out.flush()

    def discard(self) -> None:
        """Leave the old file as it was."""
        self._whole.close()
        self._path.unlink(missing_ok=True)

    def _as_sheet(self) -> None:
        """Turn the CSV that was gathered into a sheet, row by row."""
        if self.rows >= MOST_ROWS_OF_A_SHEET:
            details = {"highest": str(MOST_ROWS_OF_A_SHEET - 1)}
            raise Refused(Problem("too_many_rows", "--output", str(self.rows), str(self.file), details=details))
        import xlsxwriter  # type: ignore[import-untyped]  # has no types

        sheet_file = self._path.with_name(self._path.name + ".sheet")
        book = xlsxwriter.Workbook(
            str(sheet_file), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        sheet = book.add_worksheet("dibao")
        yuan = book.add_format({"num_format": "0.00"})
        sheet.write_row(0, 0, self.names)
        amounts = {n for n, name in enumerate(self.names) if name in (*AMOUNTS, "amount")}
        with self._path.open(encoding="utf-8", newline="") as rows:
            for n, row in enumerate(csv.reader(rows), 1):
                for column, cell in enumerate(row):
                    if column in amounts and cell:
                        sheet.write_number(n, column, float(cell), yuan)  # a sheet knows no other numbers
                    elif cell:
                        sheet.write_string(n, column, cell)
        book.close()
        sheet_file.replace(self._path)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

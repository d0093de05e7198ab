"""Results and rejects as files: CSV, TSV, NDJSON, JSON, Parquet and XLSX.

Each block is written by DuckDB as a part of its own; the parts are joined in order, and the whole takes the
target's name at the end, so that an interrupted run leaves an older file as it was.
"""

from __future__ import annotations

import codecs
import csv
import errno
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

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


PACKINGS = (".gz", ".zst")


def packing_of(file: str | None) -> str:
    """How a file of this name is packed: `.gz`, `.zst`, or not at all."""
    return next((ending for ending in PACKINGS if (file or "").lower().endswith(ending)), "")


def packer(raw: BinaryIO, packing: str) -> Any:
    """What packs bytes into a file; the file itself where nothing is packed. The same bytes give the same file."""
    if packing == ".gz":
        import gzip

        return gzip.GzipFile("", "wb", 4, raw, mtime=0)
    if packing == ".zst":
        import zstandard

        return zstandard.ZstdCompressor(level=3).stream_writer(raw, closefd=False)
    return raw


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
            parts = [f"{_written(sql, fen, kind)} AS {_quoted(name)}" for name, sql, fen in self.columns]
        return f"SELECT {', '.join(parts)} FROM (SELECT * FROM ({source}) ORDER BY {order})"

    def _line(self, separator: str) -> str:
        """A row as one text: DuckDB puts it together in half the time that its CSV writer takes for the cells."""
        parts, text = [], ""
        for n, (name, sql, fen) in enumerate(self.columns):
            if sql == ZERO:
                text += "0.00" + separator
                continue
            parts += [_literal(text)] if text else []
            if fen:
                parts.append(f"({_written(sql, fen, 'csv')})::VARCHAR")
            else:
                parts.append(f"cell_{n}" if name in PLAIN else _in_quotes(f"cell_{n}", separator))
            text = separator
        parts += [_literal(text.removesuffix(separator))] if text != separator else []
        return f"concat({', '.join(parts)})"


SEPARATORS = {"csv": ",", "tsv": "\t", "xlsx": ","}
"""Of the formats that are written, or gathered, as separated values."""

ZERO = "'0.00'"

PLAIN = ("month", "area", "programme", "basis", "warnings", "fingerprint", "line", "code")
"""Columns whose texts are of our own making and need no quotation marks."""


def _literal(text: str) -> str:
    return "'" + text + "'"


def _in_quotes(sql: str, separator: str) -> str:
    """A cell that holds a separator, a quotation mark or a line end stands in quotation marks."""
    signs = (_literal(separator), "'\"'", "chr(10)", "chr(13)")
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
        with self._writing():
            self._path = self._beside() if self.file else folder / f"whole-{id(self)}"
            self._raw: BinaryIO = self._path.open("wb")
        self._whole = packer(self._raw, packing_of(self.file))
        if kind in ("csv", "tsv"):
            heading = self._encoded(self._heading())
            self._whole.write(codecs.BOM_UTF8 + heading if encoding == "utf-8-sig" else heading)
        elif kind == "json":
            self._whole.write(b"[")

    def _beside(self) -> Path:
        target = Path(self.file or "").resolve()
        if target.exists() and not target.is_file():
            return self._folder / f"whole-{id(self)}"
        return target.with_name(f".{target.name}.{os.getpid()}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Raises `Refused` where the system does not let the file be written, such as on a full disk."""
        try:
            yield
        except BrokenPipeError:
            raise
        except (OSError, duckdb.Error) as error:
            if self.file is None:  # in the working folder, see `batch.guarded`
                raise
            raise Refused(Problem("unwritable_file", file=self.file, details={"reason": reason_of(error)})) from None

    def _heading(self) -> bytes:
        import io

        text = io.StringIO()
        csv.writer(text, delimiter="\t" if self.kind == "tsv" else ",", lineterminator="\n").writerow(self.names)
        return text.getvalue().encode()

    def _encoded(self, data: bytes) -> bytes:
        return data.decode().encode(self.encoding, "replace") if self.encoding == "gb18030" else data

    def write_part(self, worker: Worker, select: str, part: Path) -> None:
        """Write a query's rows as a part (called from a worker's thread)."""
        options = {
            "ndjson": "FORMAT json",
            "json": "FORMAT json",
            "parquet": "FORMAT parquet, COMPRESSION zstd",
        }.get(self.kind, "FORMAT csv, HEADER false, DELIMITER '\x02', QUOTE '', ESCAPE ''")  # lines as they are
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
        with part.open("rb") as data, self._writing():
            if self.kind == "json":
                for line in data:
                    self._whole.write((b",\n" if self.rows else b"\n") + line.rstrip(b"\n"))
                    self.rows += 1
            elif self.encoding != "gb18030":
                shutil.copyfileobj(data, self._whole, 1 << 20)
            else:
                self._whole.write(self._encoded(data.read()))
        self.rows += rows if self.kind != "json" else 0
        part.unlink()

    def finish(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Complete the file and give it its name, or write it to standard output. Raises `Refused`."""
        with self._writing():
            if self.kind == "json":
                self._whole.write(b"\n]\n")
            self._whole.close()
            self._raw.close()
            if self.kind == "parquet":
                self._as_parquet(connection)
            if self.kind == "xlsx":
                self._as_sheet()
            if self.file is not None:
                self._name(Path(self.file).resolve())
                return
        self._to_standard_output()
        self._path.unlink()

    def _name(self, target: Path) -> None:
        if self._path.parent == target.parent:
            self._path.chmod(mode_for(target))
            self._path.replace(target)
        else:  # a device or a pipe
            with self._path.open("rb") as data, target.open("wb") as out:
                shutil.copyfileobj(data, out, 1 << 20)

    def _to_standard_output(self) -> None:
        try:
            sys.stdout.flush()
            with self._path.open("rb") as data:
                out = getattr(sys.stdout, "buffer", None)
                if out is None:  # a text stream that stands in for the process's own
                    sys.stdout.write(data.read().decode(self.encoding))
                else:
                    shutil.copyfileobj(data, out, 1 << 20)
                    out.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            details = {"reason": reason_of(error)}
            raise Refused(Problem("unwritable_output", file="<stdout>", details=details)) from None

    def discard(self) -> None:
        """Leave the old file as it was, and nothing beside it."""
        for stream in (self._whole, self._raw):
            with suppress(OSError):  # what could not be written out cannot be at the end either
                stream.close()
        for path in (self._path, self._sheet):
            with suppress(OSError):
                path.unlink()

    def _as_parquet(self, connection: duckdb.DuckDBPyConnection) -> None:
        files = ", ".join("'" + str(part).replace("'", "''") + "'" for part in self._parts)
        name = str(self._path).replace("'", "''")
        connection.execute(
            f"COPY (SELECT * FROM read_parquet([{files}])) TO '{name}' (FORMAT parquet, COMPRESSION zstd)"
        )

    @property
    def _sheet(self) -> Path:
        return self._path.with_name(self._path.name + ".sheet")

    def _as_sheet(self) -> None:
        """Turn the CSV that was gathered into a sheet, row by row."""
        if self.rows >= MOST_ROWS_OF_A_SHEET:
            details = {"highest": str(MOST_ROWS_OF_A_SHEET - 1)}
            raise Refused(Problem("too_many_rows", "--output", str(self.rows), str(self.file), details=details))
        import xlsxwriter  # type: ignore[import-untyped]  # has no types

        book = xlsxwriter.Workbook(
            str(self._sheet), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
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
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(*error.args[0].args) from None
        self._sheet.replace(self._path)


NO_ROOM = tuple(os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""What the system says of a full disk, a quota, and a limit of the size of files."""


def reason_of(error: Exception) -> str:
    """What the system said, in its words; of a long report of DuckDB's the one thing that helps."""
    for reason in NO_ROOM:
        if reason in str(error):
            return reason
    return getattr(error, "strerror", None) or str(error).splitlines()[0][:200]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'

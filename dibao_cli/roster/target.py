"""The files that results and rejects are written to: complete or not there at all, packed where the name says so."""

from __future__ import annotations

import codecs
import csv
import errno
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import duckdb

from ..files.output import STANDARD_OUTPUT, mode_for
from ..rules.assessment import PROGRAMMES
from ..rules.problems import Problem, Refused
from .block import Worker
from .limits import LONGEST_CELL_OF_A_SHEET

MOST_ROWS_OF_A_SHEET = 1_048_576

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


class Target:
    """A file being written, part by part; `finish` gives it its name, `discard` leaves no trace.

    Each block is written by DuckDB as a part of its own; the parts are joined in order, and the whole takes the
    target's name at the end, so that an interrupted run leaves an older file as it was.
    """

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
            if sys.stdout is None:  # closed by whoever started the program
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
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
        amounts = {n for n, name in enumerate(self.names) if name in (*PROGRAMMES, "total", "amount")}
        with self._path.open(encoding="utf-8", newline="") as rows:
            for n, row in enumerate(csv.reader(rows), 1):
                for column, cell in enumerate(row):
                    if column in amounts and cell:
                        sheet.write_number(n, column, float(cell), yuan)  # a sheet knows no other numbers
                    elif len(cell) > LONGEST_CELL_OF_A_SHEET:
                        details = {"number": str(len(cell)), "highest": str(LONGEST_CELL_OF_A_SHEET)}
                        raise Refused(
                            Problem("cell_too_long", self.names[column], file=str(self.file), details=details)
                        )
                    elif cell:
                        sheet.write_string(n, column, cell)
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(*error.args[0].args) from None
        self._sheet.replace(self._path)

    def _too_long(self, heading: str, length: int) -> Refused:
        details = {"number": str(length), "highest": str(LONGEST_CELL_OF_A_SHEET)}
        return Refused(Problem("cell_too_long", heading, file=str(self.file), details=details))


NO_ROOM = tuple(os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""What the system says of a full disk, a quota, and a limit of the size of files."""


def reason_of(error: Exception) -> str:
    """What the system said, in its words; of a long report of DuckDB's the one thing that helps."""
    for reason in NO_ROOM:
        if reason in str(error):
            return reason
    return getattr(error, "strerror", None) or str(error).splitlines()[0][:200]

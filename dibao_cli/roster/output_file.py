"""The files that results and rejects are written to: complete or not there at all, packed where the name says so."""

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
from typing import Any, BinaryIO

import duckdb

from ..files.delimited import delimited
from ..files.file_names import PACKINGS
from ..files.output import STANDARD_OUTPUT, device_at, is_device, staged_at
from ..files.placing import Staged
from ..files.spreadsheet import LONGEST_CELL, SHEET_OF_RESULTS, new_workbook
from ..rules.problems import InputError, Problem
from ..rules.visible import visible
from .duckdb_sql import quoted, quoted_pattern
from .text_lines import cells_of_any_length
from .worker import Worker

MOST_ROWS_OF_A_SHEET = 1_048_576


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
    """A file being written, part by part: `complete` ends it, `put_in_place` (or `hand_over`) brings it there.

    Each block is written by DuckDB as a part of its own, and the parts are joined in order. Until the end an older file
    stays as it was; `discard` leaves no trace. `staged` is None for standard output and devices.
    """

    def __init__(
        self,
        file: str | None,
        kind: str,
        names: Sequence[str],
        folder: Path,
        encoding: str = "utf-8",
        mode: int = 0o666,
        amounts: Collection[int] = (),
    ) -> None:
        self.file = None if file == STANDARD_OUTPUT else file
        self.kind = kind
        self.names = list(names)
        self.amounts = amounts  # the places of columns that are numbers in a sheet
        self.encoding = encoding
        self.rows = 0
        self.staged: Staged | None = None
        self.sheets: dict[str, Target] = {}  # further sheets of a workbook, gathered by targets that are no files
        self.metadata: dict[str, str] = {}  # what a Parquet file says of itself
        self._parts: list[Path] = []
        self._made = folder / f"made-{id(self)}"
        self._path = folder / f"whole-{id(self)}"
        with self._writing():
            if self.file is not None and not is_device(self.file):
                self.staged = staged_at(self.file, mode)
            self._raw: BinaryIO = self.staged.stream if self.staged else self._path.open("wb")
        self._whole = self._made.open("wb") if kind == "xlsx" else packer(self._raw, packing_of(self.file))
        if kind in ("csv", "tsv"):
            heading = self._encoded(delimited(self.names, (), kind).encode())
            self._whole.write(codecs.BOM_UTF8 + heading if encoding == "utf-8-sig" else heading)
        elif kind == "json":
            self._whole.write(b"[")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Raises `InputError` where the system does not let the file be written, such as on a full disk."""
        try:
            yield
        except BrokenPipeError:
            raise
        except (OSError, duckdb.Error) as error:
            if self.file is None:  # in the working folder, see `batch.guarded`
                raise
            raise InputError(Problem("unwritable_file", file=self.file, details={"reason": reason_of(error)})) from None

    def _encoded(self, data: bytes) -> bytes:
        return data.decode().encode(self.encoding, "replace") if self.encoding == "gb18030" else data

    def write_part(self, worker: Worker, select: str, part: Path) -> None:
        """Write a query's rows as a part (called from a worker's thread)."""
        options = {
            "ndjson": "FORMAT json",
            "json": "FORMAT json",
            "parquet": "FORMAT parquet, COMPRESSION zstd",
        }.get(self.kind, "FORMAT csv, HEADER false, DELIMITER '\x02', QUOTE '', ESCAPE ''")  # lines as they are
        ((rows,),) = worker.engine.ask(f"COPY ({select}) TO {quoted(part)} ({options})")
        part.with_suffix(".rows").write_text(str(rows))

    def add(self, part: Path) -> None:
        """Take a part into the whole, if one was written."""
        if not part.exists():
            return
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

    def complete(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Write what is still to be written, down to the disk. Raises `InputError`."""
        with self._writing():
            if self.kind == "json":
                self._whole.write(b"\n]\n")
            if self.kind == "parquet":
                self._as_parquet(connection)
            elif self.kind == "xlsx":
                for gathered in (self, *self.sheets.values()):
                    gathered._whole.close()
                self._as_sheet()
            elif self._whole is not self._raw:
                self._whole.close()
            if self.staged:
                self.staged.complete()
            else:
                self._raw.close()

    @property
    def size(self) -> int:
        """Bytes of the file as it is on the disk."""
        return Path(self.staged.path if self.staged else self._path).stat().st_size

    def hand_over(self) -> None:
        """Give everything to standard output or to a device. Raises `InputError`."""
        if self.file is None:
            self._to_standard_output()
        else:
            with self._writing():
                device = device_at(self.file)
                if device is None:
                    raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
                with self._path.open("rb") as data, device:
                    shutil.copyfileobj(data, device, 1 << 20)
        self._path.unlink()

    def _to_standard_output(self) -> None:
        try:
            if sys.stdout is None:  # closed by whoever started the program
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            sys.stdout.flush()
            with self._path.open("rb") as data:
                out = getattr(sys.stdout, "buffer", None)
                if sys.stdout.isatty():
                    for line in codecs.getreader(self.encoding)(data):
                        sys.stdout.write(visible(line, keep="\n\t"))
                elif out is None:  # a text stream that stands in for the process's own
                    sys.stdout.write(data.read().decode(self.encoding))
                else:
                    shutil.copyfileobj(data, out, 1 << 20)
                    out.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            details = {"reason": reason_of(error)}
            raise InputError(Problem("unwritable_output", file="<stdout>", details=details)) from None

    def discard(self) -> None:
        """Leave the old file as it was, and nothing beside it."""
        for stream in (self._whole, self._raw):
            with suppress(OSError, ValueError):  # what could not be written out cannot be at the end either
                stream.close()
        if self.staged:
            self.staged.discard()

    def _as_parquet(self, connection: duckdb.DuckDBPyConnection) -> None:
        files = ", ".join(map(quoted_pattern, self._parts))
        connection.execute(
            f"COPY (SELECT * FROM read_parquet([{files}], hive_partitioning = false)) "
            f"TO {quoted(self._made)} (FORMAT parquet, COMPRESSION zstd{self._metadata()})"
        )
        self._take(self._made)

    def _metadata(self) -> str:
        pairs = ", ".join(f"{name}: {quoted(text)}" for name, text in self.metadata.items())
        return f", KV_METADATA {{{pairs}}}" if pairs else ""

    def _take(self, made: Path) -> None:
        """Take what others have made in the working folder into the file, which is ours alone."""
        with made.open("rb") as data:
            shutil.copyfileobj(data, self._raw, 1 << 20)
        made.unlink()

    def _as_sheet(self) -> None:
        """Turn the CSV that was gathered into a sheet, row by row."""
        if self.rows >= MOST_ROWS_OF_A_SHEET:
            details = {"highest": str(MOST_ROWS_OF_A_SHEET - 1)}
            raise InputError(Problem("too_many_rows", "--output", str(self.rows), str(self.file), details=details))
        from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]  # has no types

        made = self._made.with_name(f"{self._made.name}.sheet")
        book = new_workbook(str(made), scratch=str(self._made.parent))
        for name, sheet in {SHEET_OF_RESULTS: self, **self.sheets}.items():
            sheet.fill(book, book.add_worksheet(name))
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from None
        self._take(made)

    def fill(self, book: Any, sheet: Any) -> None:
        """Write the rows that were gathered into a sheet of a workbook. Raises `InputError`."""
        yuan = book.add_format({"num_format": "0.00"})
        sheet.write_row(0, 0, self.names)
        with self._made.open(encoding="utf-8", newline="") as rows, cells_of_any_length():
            for n, row in enumerate(csv.reader(rows), 1):
                for column, cell in enumerate(row):
                    if column in self.amounts and cell:
                        sheet.write_number(n, column, float(cell), yuan)  # a sheet knows no other numbers
                    elif len(cell) > LONGEST_CELL:
                        raise self._too_long(self.names[column], len(cell))
                    elif cell:
                        sheet.write_string(n, column, cell)

    def _too_long(self, heading: str, length: int) -> InputError:
        details = {"number": str(length), "highest": str(LONGEST_CELL)}
        return InputError(Problem("cell_too_long", heading, file=str(self.file), details=details))


NO_ROOM = tuple(os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""What the system says of a full disk, a quota, and a limit of the size of files."""


def reason_of(error: Exception) -> str:
    """What the system said, in its words; of a long report of DuckDB's the one thing that helps."""
    for reason in NO_ROOM:
        if reason in str(error):
            return reason
    return getattr(error, "strerror", None) or str(error).splitlines()[0][:200]

"""Rosters as blocks of clean lines, whatever their format: CSV, TSV, NDJSON, Parquet, XLSX; gz and zst."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..files.document import is_whole
from ..files.text import STANDARD_INPUT
from ..rules.problems import InputError, Problem, nearest
from .byte_blocks import encoding_of, raw_blocks
from .columns import Columns
from .compression import opened
from .delimited import heading_of, text_blocks
from .limits import LARGEST_STREAM, LONGEST_LINE_READ, MOST_COLUMNS
from .rows import Rows, line_blocks
from .text_lines import Block, Dialect, one_line

FORMATS = ("csv", "tsv", "ndjson", "parquet", "xlsx")
_ENDINGS = {"jsonl": "ndjson", "txt": "csv", "xlsm": "xlsx", "xls": "xlsx", "ods": "xlsx"}
_COMPRESSED = ("gz", "zst")
_LINES_BEFORE_HEADING = 10


class Source(NamedTuple):
    """A roster that can be read, more than once: its headings, the character between cells, and its blocks.

    `size` is the number of bytes that `Block.position` runs up to, 0 if it is not known.
    """

    file: str
    headings: tuple[str, ...]
    delimiter: str
    blocks: Callable[[Columns], Iterator[Block]]
    size: int = 0


class Wanted(NamedTuple):
    """How a roster is to be read, as far as that is stated: its format, its sheet; and the memory for it."""

    input_format: str | None = None
    sheet: str | None = None
    memory: str = "1GB"


def format_of(file: str, chosen: str | None = None) -> str:
    """The format of a roster, by its name unless it is stated; CSV where neither says."""
    ending = next((part for part in reversed(Path(file).name.lower().split(".")) if part not in _COMPRESSED), "")
    kind = chosen or _ENDINGS.get(ending, ending)
    if chosen and chosen not in FORMATS:
        details = {"known": ", ".join(FORMATS), "nearest": nearest(chosen, FORMATS)}
        raise InputError(Problem("unknown_format", "--input-format", chosen, details=details), usage=True)
    return kind if kind in FORMATS else "csv"


def open_source(file: str, wanted: Wanted, folder: Path) -> Source:
    """A roster, ready to be read. Raises `InputError`. A pipe is first copied into `folder`."""
    kind, path = format_of(file, wanted.input_format), Path(file)
    piped = file == STANDARD_INPUT or (path.exists() and not path.is_file() and not path.is_dir())
    try:
        if piped:
            if file == STANDARD_INPUT and sys.stdin is None:  # closed by whoever started the program
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            copied = folder / "standard-input"
            with copied.open("wb") as copy, nullcontext(sys.stdin.buffer) if file == "-" else path.open("rb") as pipe:
                _copy(pipe, copy, file)
            path = copied
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise InputError(Problem("no_such_file", file=file)) from None
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise InputError(Problem("unreadable_file", file=file, details={"reason": error.strerror or ""})) from None
    if piped and wanted.input_format is None and format_of(file, None) == "csv":
        kind = _format_by_content(path, file)
    if wanted.sheet is not None and kind != "xlsx":
        raise InputError(Problem("sheet_needs_workbook", "--sheet", wanted.sheet, file), usage=True)
    if kind == "xlsx" and _begins(path, _OLDER_WORKBOOK):
        raise InputError(Problem("save_as_xlsx", file=file))
    openers = {"ndjson": _ndjson, "parquet": _parquet, "xlsx": _xlsx}
    before = _state_of(path)
    with _blaming(file):
        source = openers.get(kind, _separated)(file, path if kind != "parquet" else _named(path, folder), wanted)
    if len(source.headings) > MOST_COLUMNS:
        raise InputError(Problem("too_many_columns", file=file, details={"highest": str(MOST_COLUMNS)}))

    def blocks(columns: Columns) -> Iterator[Block]:
        with _blaming(file):
            yield from source.blocks(columns)
        if _state_of(path) != before:
            raise InputError(Problem("source_changed", file=file))

    headings = tuple(one_line(heading) for heading in source.headings)
    return source._replace(headings=headings, blocks=blocks)


def _named(path: Path, folder: Path) -> Path:
    """The file under a name that DuckDB takes: one that is not UTF-8, or would be a pattern, is copied."""
    name = str(path)
    if is_whole(name) and not any(character in name for character in "*?["):
        return path
    shutil.copyfile(path, folder / "roster.parquet")
    return folder / "roster.parquet"


@contextmanager
def _blaming(file: str) -> Iterator[None]:
    """What the reader of lines finds wrong is wrong with this file."""
    try:
        yield
    except InputError as refused:
        problems = [problem if problem.file else problem.at(file) for problem in refused.problems]
        raise InputError(problems, refused.usage) from None


def _begins(path: Path, beginning: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(beginning)) == beginning


def _state_of(path: Path) -> tuple[int, ...]:
    """What changes with a file's content."""
    try:
        state = path.stat()
    except OSError:
        return ()
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def _copy(pipe: BinaryIO, copy: BinaryIO, file: str) -> None:
    """Put aside what comes out of a pipe or a device. Raises `InputError` for one that never ends."""
    size, without_end, packed = 0, 0, False
    while piece := pipe.read(1 << 20):
        packed = packed or (size == 0 and piece.startswith(_NOT_IN_LINES))
        size += len(piece)
        without_end = 0 if packed or b"\n" in piece or b"\r" in piece else without_end + len(piece)
        if without_end > LONGEST_LINE_READ:
            raise InputError(Problem("endless_line", file=file, details={"highest": f"{LONGEST_LINE_READ >> 20} MB"}))
        if size > LARGEST_STREAM:
            raise InputError(Problem("endless_source", file=file, details={"highest": f"{LARGEST_STREAM >> 20} MB"}))
        copy.write(piece)


_OLDER_WORKBOOK = b"\xd0\xcf\x11\xe0"
_BEGINNINGS = {b"{": "ndjson", b"PAR1": "parquet", b"PK\x03\x04": "xlsx"}
_NOT_IN_LINES = (b"PAR1", b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd")


def _format_by_content(path: Path, file: str) -> str:
    """The format of what came in without a name, by its first bytes: no heading begins with a brace."""
    with opened(path, file) as raw:
        start = raw.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((found for beginning, found in _BEGINNINGS.items() if start.startswith(beginning)), "csv")


def heading_at(raw: BinaryIO, file: str) -> tuple[int, tuple[str, ...], str]:
    """`heading_of` a stream of lines, from its beginning. Raises `InputError` where there is none."""
    start = next(raw_blocks(raw, 1 << 16), b"")
    text = start.decode(encoding_of(start) or "utf-8", "replace").replace("\r\n", "\n").replace("\r", " ")
    found = heading_of(text.split("\n")[:_LINES_BEFORE_HEADING])
    if not any(found[1]):
        raise InputError(Problem("no_heading", file=file))
    return found


def _separated(file: str, path: Path, _wanted: Wanted) -> Source:
    with opened(path, file) as raw:
        heading, headings, delimiter = heading_at(raw, file)

    def blocks(columns: Columns) -> Iterator[Block]:
        dialect = Dialect(delimiter, len(headings), columns.places.get("household"))
        return text_blocks(path, file, dialect, skipped=heading)

    return Source(file, headings, delimiter, blocks, path.stat().st_size)


# other formats: every row becomes a line whose cells are already taken apart


def _of_rows(file: str, headings: tuple[str, ...], rows: Rows, first: int) -> Source:
    def blocks(columns: Columns) -> Iterator[Block]:
        return line_blocks(rows(columns), first, Dialect("\x1f", len(headings), columns.places.get("household")))

    return Source(file, headings, "\x1f", blocks)


def _ndjson(file: str, path: Path, _wanted: Wanted) -> Source:
    from . import ndjson

    names = ndjson.read_names(path, file)
    return _of_rows(file, tuple(names.headings), lambda columns: ndjson.rows(path, file, names, columns), 1)


def _xlsx(file: str, path: Path, wanted: Wanted) -> Source:
    from . import xlsx

    heading = xlsx.find_heading(path, file, wanted.sheet, _LINES_BEFORE_HEADING)
    rows: Rows = lambda columns: xlsx.rows(path, file, heading, columns)  # noqa: E731 - as in the others
    return _of_rows(file, heading.headings, rows, heading.line + 1)


def _parquet(file: str, path: Path, wanted: Wanted) -> Source:
    from . import parquet

    described = parquet.columns_of(path, file)
    headings = tuple(heading for heading, _kind in described)
    return _of_rows(file, headings, lambda columns: parquet.rows(path, file, described, columns, wanted.memory), 1)

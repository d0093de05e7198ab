"""Rosters as blocks of clean lines, whatever their format: CSV, TSV, NDJSON, Parquet, XLSX; gz and zst."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from ..files.text import STANDARD_INPUT
from ..rules.problems import Problem, Refused, nearest
from .columns import FIELDS, Columns, field_of, known_headings
from .duckdb_sql import quoted, quoted_name
from .lines import BLOCK_SIZE, Block, Dialect, encoding_of, joined, raw_blocks
from .separated import heading_of, hold_back, text_blocks
from .unpacked import opened

FORMATS = ("csv", "tsv", "ndjson", "parquet", "xlsx")
_ENDINGS = {"jsonl": "ndjson", "txt": "csv", "xlsm": "xlsx", "xls": "xlsx", "ods": "xlsx"}
_COMPRESSED = ("gz", "zst")
_LINES_BEFORE_HEADING = 10


class Source(NamedTuple):
    """A roster that can be read, more than once: its headings, the sign between cells, and its blocks.

    `size` is the number of bytes that `Block.position` runs up to, 0 if nobody knows it. The last `spare`
    headings stand there only in case that a later row has them.
    """

    file: str
    headings: tuple[str, ...]
    delimiter: str
    blocks: Callable[[Columns], Iterator[Block]]
    size: int = 0
    spare: int = 0


def format_of(file: str, asked: str | None = None) -> str:
    """The format of a roster, by its name unless it is stated; CSV where neither says."""
    ending = next((part for part in reversed(Path(file).name.lower().split(".")) if part not in _COMPRESSED), "")
    found = asked or _ENDINGS.get(ending, ending)
    if asked and asked not in FORMATS:
        details = {"known": ", ".join(FORMATS), "nearest": nearest(asked, FORMATS)}
        raise Refused(Problem("unknown_format", "--input-format", asked, details=details), usage=True)
    return found if found in FORMATS else "csv"


def open_source(file: str, asked: str | None, folder: Path) -> Source:
    """A roster, ready to be read. Raises `Refused`. A pipe is first copied into `folder`."""
    kind, path = format_of(file, asked), Path(file)
    piped = file == STANDARD_INPUT or (path.exists() and not path.is_file() and not path.is_dir())
    try:
        if piped:
            if file == STANDARD_INPUT and sys.stdin is None:  # closed by whoever started the program
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            copied = folder / "standard-input"
            with copied.open("wb") as copy, nullcontext(sys.stdin.buffer) if file == "-" else path.open("rb") as pipe:
                shutil.copyfileobj(pipe, copy, 1 << 20)
            path = copied
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise Refused(Problem("no_such_file", file=file)) from None
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise Refused(Problem("unreadable_file", file=file, details={"reason": error.strerror or ""})) from None
    if piped and asked is None and format_of(file, None) == "csv":
        kind = _format_by_content(path, file)
    openers = {"ndjson": _ndjson, "parquet": _parquet, "xlsx": _xlsx}
    return openers.get(kind, _separated)(file, path)


_BEGINNINGS = {b"{": "ndjson", b"PAR1": "parquet", b"PK\x03\x04": "xlsx"}


def _format_by_content(path: Path, file: str) -> str:
    """The format of what came in without a name, by its first bytes: no heading begins with a brace."""
    with opened(path, file) as raw:
        start = raw.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((found for beginning, found in _BEGINNINGS.items() if start.startswith(beginning)), "csv")


def _separated(file: str, path: Path) -> Source:
    with opened(path, file) as raw:
        start = next(raw_blocks(raw, 1 << 16), b"")
    text = start.decode(encoding_of(start) or "utf-8", "replace")
    heading, headings, delimiter = heading_of(text.splitlines()[:_LINES_BEFORE_HEADING])
    if not any(headings):
        raise Refused(Problem("no_heading", file=file))

    def blocks(columns: Columns) -> Iterator[Block]:
        dialect = Dialect(delimiter, len(headings), columns.places.get("household"))
        return text_blocks(path, file, dialect, skipped=heading)

    return Source(file, headings, delimiter, blocks, path.stat().st_size)


# other formats: every row becomes a line whose cells are already taken apart


def _line_blocks(rows: Iterable[Sequence[str]], first: int, dialect: Dialect) -> Iterator[Block]:
    lines: list[str] = []
    number, size, held = first, 0, b""

    def block() -> tuple[Block, bytes]:
        text = held + ("\n".join(lines) + "\n").encode("utf-8", "replace")
        text, rest = hold_back(text, dialect)
        return Block(number, text, number), rest

    for row in rows:
        line = joined([_plain(cell) for cell in row])
        lines.append(line)
        size += len(line)
        if size > BLOCK_SIZE // 2:
            made, held = block()
            if made.text:
                yield made
            number += made.text.count(b"\n")
            lines, size = [], 0
    if lines:
        made, held = block()
        if made.text:
            yield made
        number += made.text.count(b"\n")
    if held:
        yield Block(number, held, number)


_NO_CONTROLS = str.maketrans({"\0": "?", "\x02": "?", "\x1e": "?", "\x1f": "?"})


def _plain(cell: str) -> str:
    return cell.translate(_NO_CONTROLS)


def _line_source(
    file: str, headings: tuple[str, ...], rows: Callable[[], Iterable[Sequence[str]]], first: int
) -> Source:
    def blocks(columns: Columns) -> Iterator[Block]:
        return _line_blocks(rows(), first, Dialect("\x1f", len(headings), columns.places.get("household")))

    return Source(file, headings, "\x1f", blocks)


def _ndjson(file: str, path: Path) -> Source:
    import json

    known: dict[str, None] = {}
    meant: dict[str, str] = {}
    with opened(path, file) as raw:
        for line in next(raw_blocks(raw), b"").decode(errors="replace").splitlines():
            row = _parsed(line, json.loads) or {}
            for name in row:  # two names of one field are two headings only where they stand in one row
                first = meant.setdefault(field_of(name) or name, name)
                if first == name or first in row:
                    known[name] = None
    spare = [name for name in FIELDS if name not in known]
    headings = (*known, *spare)
    places = {heading: n for n, heading in enumerate(headings)}
    by_field = {field_of(heading): n for n, heading in reversed([*enumerate(headings)])}

    def rows() -> Iterator[Sequence[str]]:
        with opened(path, file) as raw:
            for block in raw_blocks(raw):
                for line in block.decode("utf-8", "replace").split("\n")[:-1]:
                    yield _cells_of(_parsed(line, json.loads), places, by_field, line)

    return _line_source(file, headings, rows, 1)._replace(spare=len(spare))


def _parsed(line: str, loads: Callable[..., Any]) -> dict[str, Any] | None:
    try:
        row = loads(line, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _cells_of(
    row: dict[str, Any] | None, places: dict[str, int], by_field: dict[str | None, int], line: str
) -> Sequence[str]:
    """The cells of one object; a line that is no object has one cell, which no roster's row has.

    A name that no earlier row had stands in the place of its field, if it means one.
    """
    if row is None:
        return [""] if not line.strip() else ["not an object"]
    cells = [""] * len(places)
    for name, content in row.items():
        place = by_field.get(field_of(name) or "", places.get(name))
        if place is not None and content is not None:
            cells[place] = _written(content)
    return cells


def _written(content: Any) -> str:
    if isinstance(content, bool):
        return "true" if content else "false"
    if isinstance(content, list):
        return "+".join(map(_written, content))
    return str(content)


def _xlsx(file: str, path: Path) -> Source:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        table = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise Refused(Problem("unreadable_file", file=file, details={"reason": str(error)})) from None
    texts = [[_cell(cell) for cell in row] for row in table[:_LINES_BEFORE_HEADING]]
    hits = [known_headings(row) if any(row) else -1 for row in texts]
    if not hits or max(hits) < 0:
        raise Refused(Problem("no_heading", file=file))
    heading = hits.index(max(hits))

    def rows() -> Iterator[Sequence[str]]:
        for row in table[heading + 1 :]:
            yield [_cell(cell) for cell in row]

    return _line_source(file, tuple(texts[heading]), rows, heading + 2)


def _cell(cell: Any) -> str:
    """A spreadsheet's cell as it is written; a date counts as its month."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if hasattr(cell, "strftime"):
        return str(cell.strftime("%Y-%m"))
    return str(cell)


def _parquet(file: str, path: Path) -> Source:
    import duckdb

    from .database import connected

    name = quoted(path)
    connection = connected(reads=path)
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({name})").fetchall()
    except duckdb.Error as error:
        raise Refused(Problem("unreadable_file", file=file, details={"reason": str(error).splitlines()[0]})) from None
    headings = tuple(row[0] for row in described)
    texts = [_as_text(heading, kind) for heading, kind, *_rest in described]

    def rows() -> Iterator[Sequence[str]]:
        found = connected(reads=path).execute(f"SELECT {', '.join(texts)} FROM read_parquet({name})")
        while part := found.fetchmany(20_000):
            yield from part

    return _line_source(file, headings, rows, 1)


def _as_text(heading: str, kind: str) -> str:
    name = quoted_name(heading)
    if kind.startswith(("DATE", "TIMESTAMP")):
        return f"coalesce(strftime({name}, '%Y-%m'), '')"
    return f"coalesce({name}::VARCHAR, '')"

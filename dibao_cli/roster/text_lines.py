"""Bytes to clean lines: what DuckDB is given never holds a wrong byte or a quotation mark.

DuckDB's own reader gives up on a whole file for one stray quote or byte. Here a block of lines is looked at
as a whole, which is fast, and only the lines that hold a quotation mark or a wrong byte are taken one by
one; each line keeps its place, so that its number is that of the file. How bytes come in blocks of whole lines stands
in `byte_blocks.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from .byte_blocks import decodes
from .limits import LONGEST_LINE, LONGEST_VALUE

CELL_END = "\x1f"
"""Between cells, and first in a line whose cells were taken apart here."""

UNREADABLE = "\x1e"
"""First in a line that cannot be read; then its fault and, as far as it can be told, the household."""

FAULT_PART = "\x1d"
"""Between the parts of a line's fault, where it has more than a code: the number of the cell, and what is in it."""

MOST_LINES_OF_A_RECORD = 30

_CONTROLS = (b"\0", b"\x02", b"\x1e", b"\x1f")


@contextmanager
def cells_of_any_length() -> Iterator[None]:
    """For what was written here: a household's name may be as long as a line, and `csv` has a limit of its own."""
    before = csv.field_size_limit(1 << 30)
    try:
        yield
    finally:
        csv.field_size_limit(before)


LINE_FAULTS = {
    "total_row": "",
    "ragged_line": "",
    "needed_field": "household",
    "wrong_bytes": "",
    "unclosed_quote": "",
    "line_too_long": "",
    "not_an_object": "",
    "nested_too_deeply": "",
    "id_number_wrong": "id_number",
    "id_number_twice": "id_number",
}
"""What can be wrong with a line before its facts are read, and the field that it is about."""

CELLS_IN_PLACE = tuple(code for code, field in LINE_FAULTS.items() if field)
"""Those beside which each cell is still that of its column, so that what else is wrong with the row is told too."""


class Block(NamedTuple):
    """Lines of a roster, in UTF-8: the number of the first line in the file, and how far the file is read.

    Or, in place of the text, a query of `row` and `line`, with the signs of those lines (`signs`).
    """

    first_line: int
    text: bytes
    position: int
    query: str = ""
    signs: frozenset[str] = frozenset()


class Dialect(NamedTuple):
    """How lines are taken apart: the character between cells, how many there are, where the household stands."""

    delimiter: str
    cells: int
    household: int | None

    def household_of(self, cells: list[str]) -> str:
        """The household of a line that could not be read, as far as it can be told."""
        if self.household is None or self.household >= len(cells):
            return ""
        return cells[self.household].strip().strip('"').replace("\ufffd", "?")


def sniff(heading: str) -> str:
    """The character between the cells of a heading line."""
    return max((",", "\t", ";", "|", "，"), key=heading.count)


def clean(block: bytes, dialect: Dialect, encoding: str, complete: bool = True) -> tuple[bytes, bytes]:
    """The block in UTF-8, one line for each of its lines, fit for being split at the delimiter; and a rest.

    The rest, as it stood, begins with a record whose closing quotation mark may be in the next block. A `complete`
    block, after which nothing comes, leaves none.
    """
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    if _is_clean(block, encoding):
        return block, b""
    text, faulty = _decoded(block, encoding)
    if not faulty and not _has_long_line(block):
        foreign = encoding == "gb18030"
        read, rest = _with_quotes_read(text.encode() if foreign else block, dialect, complete)
        return read, rest.decode().encode(encoding) if foreign else rest
    lines = text.split("\n")
    n = 0
    while n < len(lines):
        line, place = lines[n], n
        fault = "line_too_long" if len(line) > LONGEST_LINE else faulty.get(n)
        if fault:
            lines[n] = _unreadable(fault, line, dialect)
        elif '"' in line:
            n = _quoted(lines, n, dialect, faulty)
            near_the_end = place + MOST_LINES_OF_A_RECORD >= len(lines)
            if near_the_end and not complete and lines[place].startswith(UNREADABLE):
                ending = [*lines[:place], ""] if place else []
                return "\n".join(ending).encode(), b"\n".join(block.split(b"\n")[place:])
        n += 1
    return "\n".join(lines).encode(), b""


def _with_quotes_read(text: bytes, dialect: Dialect, complete: bool) -> tuple[bytes, bytes]:
    """The UTF-8 text with those lines taken apart that hold a quotation mark; the others are not even looked at."""
    pieces: list[bytes] = []
    done, quote = 0, text.find(b'"')
    open_end = len(text) if complete else _last_lines(text)
    while quote >= 0:
        start = text.rfind(b"\n", 0, quote) + 1
        end = text.find(b"\n", quote)
        line = text[start:end] if end >= 0 else text[start:]
        cells = _cells(line.decode(), dialect)
        quote = text.find(b'"', start + len(line))
        if cells is not None:
            clean_lines = joined(cells)
        elif quote >= 0 and text.count(b"\n", end, quote) < MOST_LINES_OF_A_RECORD:
            lines = _lines_at(text, start, MOST_LINES_OF_A_RECORD)
            taken = list(lines)
            last = _quoted(taken, 0, dialect, {})
            line, clean_lines = "\n".join(lines[: last + 1]).encode(), "\n".join(taken[: last + 1])
            quote = text.find(b'"', start + len(line))
        else:  # nothing near closes it
            clean_lines = _unreadable("unclosed_quote", line.decode(), dialect)
        if start >= open_end and clean_lines.startswith(UNREADABLE):
            return b"".join([*pieces, text[done:start]]), text[start:]
        pieces += [text[done:start], clean_lines.encode()]
        done = start + len(line)
    return b"".join([*pieces, text[done:]]), b""


def _last_lines(text: bytes) -> int:
    """Where the lines begin from which a record might go on beyond the text."""
    start = len(text)
    for _line in range(MOST_LINES_OF_A_RECORD):
        start = text.rfind(b"\n", 0, start)
        if start < 0:
            return 0
    return start + 1


def _lines_at(text: bytes, start: int, number: int) -> list[str]:
    """So many lines from a place in the text on, or as many as there are."""
    end = start - 1
    for _line in range(number):
        found = text.find(b"\n", end + 1)
        if found < 0:
            return text[start:].decode().split("\n")
        end = found
    return text[start:end].decode().split("\n")


def _is_clean(block: bytes, encoding: str) -> bool:
    if b'"' in block or any(control in block for control in _CONTROLS) or not (block.isascii() or encoding == "utf-8"):
        return False
    return decodes(block) and not _has_long_line(block)


def _has_long_line(block: bytes) -> bool:
    start = 0
    while start < len(block):
        end = block.rfind(b"\n", start, start + LONGEST_LINE)
        if end < 0:
            return True
        start = end + 1
    return False


def _decoded(block: bytes, encoding: str) -> tuple[str, dict[int, str]]:
    """The text, with a mark in place of wrong bytes, and the lines (from 0) that hold wrong bytes or controls."""
    faulty: dict[int, str] = {}
    encoding = encoding or "utf-8"
    try:
        text = block.decode(encoding)
    except UnicodeDecodeError:
        lines = []
        for n, line in enumerate(block.split(b"\n")):
            try:
                lines.append(line.decode(encoding))
            except UnicodeDecodeError:
                faulty[n] = "wrong_bytes"
                lines.append(line.decode(encoding, "replace"))
        text = "\n".join(lines)
    if any(control in block for control in _CONTROLS):  # none is a part of a character, in GB18030 neither
        controls = [control.decode() for control in _CONTROLS]
        for n, each in enumerate(text.split("\n")):
            if any(control in each for control in controls):
                faulty[n] = "wrong_bytes"
    return text, faulty


def unreadable(code: str, household: str, place: int = -1, value: str = "") -> str:
    """A line that stands for a row that cannot be read; `place` and `value` are those of a cell that is at fault."""
    fault = code if place < 0 else FAULT_PART.join((code, str(place), value[:LONGEST_VALUE]))
    return f"{UNREADABLE}{one_line(fault)}{CELL_END}{one_line(household)}"


_NO_CONTROLS = str.maketrans({**dict.fromkeys("\0\x02\x1e\x1f", "?"), **dict.fromkeys("\r\n", " ")})


def one_line(text: str) -> str:
    """Text without what has a meaning in a clean line, and without halves of characters."""
    return text.translate(_NO_CONTROLS).encode("utf-8", "replace").decode()


def _unreadable(code: str, line: str, dialect: Dialect) -> str:
    return unreadable(code, dialect.household_of(line[:LONGEST_LINE].split(dialect.delimiter)))


def _quoted(lines: list[str], n: int, dialect: Dialect, faulty: dict[int, str]) -> int:
    """Take line n apart, with the lines after it that belong to the same record; the last line of the record.

    The further lines of a record become blank, so that every line keeps its number.
    """
    cells, last = _cells(lines[n], dialect), n
    if cells is None:
        cells, last = _cells_of_several(lines, n, dialect, faulty)
    if cells is None:
        lines[n] = _unreadable("unclosed_quote", lines[n], dialect)
        return n
    taken = joined(cells)
    lines[n] = taken if len(taken) <= LONGEST_LINE else _unreadable("line_too_long", lines[n], dialect)
    lines[n + 1 : last + 1] = [""] * (last - n)
    return last


def _cells_of_several(
    lines: list[str], n: int, dialect: Dialect, faulty: dict[int, str]
) -> tuple[list[str] | None, int]:
    """The cells of a record that goes on in the next lines, and its last line; each line is looked at once."""
    last = n - 1

    def further() -> Iterator[str]:
        nonlocal last
        for line in lines[n : n + MOST_LINES_OF_A_RECORD]:
            last += 1
            if last in faulty:
                return
            yield line + "\n"

    try:
        cells = next(csv.reader(further(), delimiter=dialect.delimiter, strict=True), None)
    except csv.Error:
        return None, n
    return (cells, last) if cells is not None and len(cells) == dialect.cells else (None, n)


def _cells(record: str, dialect: Dialect) -> list[str] | None:
    """The cells of a record, or None if its quotation marks do not fit together."""
    try:
        rows = list(csv.reader([record], delimiter=dialect.delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def joined(cells: Sequence[str]) -> str:
    """Cells as one clean line."""
    line = CELL_END + CELL_END.join(cells)
    if "\n" in line or "\r" in line:  # no other character ends a line
        line = line.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
    return line

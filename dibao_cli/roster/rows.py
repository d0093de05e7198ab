"""Rows whose cells are taken apart already (NDJSON, Parquet, XLSX) as blocks of clean lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Union

from .byte_blocks import BLOCK_SIZE
from .columns import Columns
from .delimited import hold_back
from .limits import LONGEST_LINE
from .text_lines import Block, Dialect, joined, unreadable


class Faulty(NamedTuple):
    """A row that cannot be read: a problem's code, its cells as far as they are known, and the cell at fault."""

    code: str
    cells: Sequence[str] = ()
    place: int = -1
    value: str = ""


Row = Union[Sequence[str], Faulty]  # noqa: UP007 - evaluated, and Python 3.10 has no | for these
Rows = Callable[[Columns], Iterable[Row]]

# between cells or first in a line, see `lines`; and halves of characters, which no encoding has
_NO_TEXT = re.compile("[\0\x02\x1e\x1f\ud800-\udfff]")


def line_blocks(rows: Iterable[Row], first: int, dialect: Dialect) -> Iterator[Block]:
    """The rows as blocks; `first` is the number of the first row in the file. An empty row is a blank line."""
    lines: list[str] = []
    number, size, held = first, 0, b""
    for row in rows:
        line = clean_line(row, dialect) if row else ""
        lines.append(line)
        size += len(line) + 1
        if size > BLOCK_SIZE // 2:
            text, held = hold_back(held, ("\n".join(lines) + "\n").encode(), dialect)
            if text:
                yield Block(number, text, number)
            number += text.count(b"\n")
            lines, size = [], 0
    text = held + ("\n".join(lines) + "\n").encode() if lines else held
    if text:
        yield Block(number, text, number)


def clean_line(row: Row, dialect: Dialect) -> str:
    """A row as a clean line."""
    if isinstance(row, Faulty):
        return unreadable(row.code, _household(row.cells, dialect), row.place, row.value)
    line = joined(row)
    if len(line) > LONGEST_LINE:
        return unreadable("line_too_long", _household(row, dialect))
    if _NO_TEXT.search("".join(row)):
        return unreadable("wrong_bytes", _household(row, dialect))
    return line


def _household(cells: Sequence[str], dialect: Dialect) -> str:
    place = dialect.household
    return cells[place][:LONGEST_LINE].strip() if place is not None and place < len(cells) else ""

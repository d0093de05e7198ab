"""Rosters of separated values: the heading line, and the blocks of clean lines under it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from .byte_blocks import encoding_of, raw_blocks
from .columns import known_headings
from .compression import opened
from .text_lines import CELL_END, UNREADABLE, Block, Dialect, clean, sniff

_MOST_LINES_HELD_BACK = 2000


def heading_of(lines: Sequence[str]) -> tuple[int, tuple[str, ...], str]:
    """The number of the heading line (titles may stand above it), its cells, and the character between cells."""
    best: tuple[int, int, tuple[str, ...], str] = (-1, 1, (), ",")
    for number, line in enumerate(lines, 1):
        delimiter = sniff(line)
        try:
            cells = tuple(next(csv.reader([line], delimiter=delimiter), ()))
        except csv.Error:
            continue
        hits = known_headings(cells) if any(cell.strip() for cell in cells) else -1
        if hits > best[0]:
            best = (hits, number, cells, delimiter)
    return best[1:]


def text_blocks(path: Path, file: str, dialect: Dialect, skipped: int) -> Iterator[Block]:
    with opened(path, file) as raw:
        yield from stream_blocks(raw, dialect, skipped)


def stream_blocks(raw: BinaryIO, dialect: Dialect, skipped: int) -> Iterator[Block]:
    """The blocks of a stream, from its beginning, after so many lines as are skipped."""
    number, held = 1 + skipped, b""
    blocks = _clean_blocks(raw, dialect, skipped)
    block = next(blocks, None)
    while block is not None:
        (clean_lines, position), block = block, next(blocks, None)
        last = block is None  # no household is a block of its own
        text, held = (held + clean_lines, b"") if last else hold_back(held, clean_lines, dialect)
        lines = text.count(b"\n")
        if lines:
            yield Block(number, text, position)
        number += lines


def _clean_blocks(raw: BinaryIO, dialect: Dialect, skipped: int) -> Iterator[tuple[bytes, int]]:
    """The lines after so many as are skipped, block by block, and how far each goes; a record is never cut in two."""
    encoding, rest = "", b""
    for n, block in enumerate(raw_blocks(raw)):
        encoding = encoding or encoding_of(block)
        if n == 0:
            for _line in range(skipped):
                block = block[block.find(b"\n") + 1 :]
        text, rest = clean(rest + block, dialect, encoding, complete=False)
        if text:
            yield text, raw.tell()
    if rest:
        yield clean(rest, dialect, encoding)[0], raw.tell()


def hold_back(held: bytes, lines: bytes, dialect: Dialect) -> tuple[bytes, bytes]:
    """What was held back and further lines, split before the rows of the last household, which may go on after them."""
    start = _last_household(lines, dialect)
    if not start and held:
        return hold_back(b"", held + lines, dialect)
    start = start or len(lines)
    return b"".join((held, memoryview(lines)[:start])), lines[start:]


def _last_household(text: bytes, dialect: Dialect) -> int:
    """Where the rows of the last household begin; 0 if no other is seen before it."""
    if dialect.household is None:
        return 0
    end, last = len(text) - 1, None
    for _line in range(_MOST_LINES_HELD_BACK):
        start = text.rfind(b"\n", 0, end) + 1
        cells = text[start:end].decode(errors="replace")
        if cells.startswith(UNREADABLE):
            household = cells.partition(CELL_END)[2].strip()
        else:
            parts = cells[1:].split(CELL_END) if cells.startswith(CELL_END) else cells.split(dialect.delimiter)
            household = parts[dialect.household].strip() if dialect.household < len(parts) else ""
        if last is not None and household != last:
            return end + 1
        last = household
        end = start - 1
        if end <= 0:
            break
    return 0

"""A file's bytes in blocks of whole lines, and in which encoding they are."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from ..rules.problems import InputError, Problem
from .limits import LONGEST_LINE, LONGEST_LINE_READ

BLOCK_SIZE = 12 << 20
_FIRST_LOOK = 1 << 16
_MOST_KEPT = 4 * LONGEST_LINE + 4  # bytes of a line that surely are more than LONGEST_LINE characters


def raw_blocks(file: BinaryIO, size: int = 0) -> Iterator[bytes]:
    """Whole lines, so many bytes at a time, each block ending with a line end; UTF-16 becomes UTF-8.

    A line that goes on for longer than any roster's is cut short, so that it stays a line that is refused.
    Raises `InputError` where no line end comes at all.
    """
    decoder = None
    rest, left_out = b"", 0
    first, only_returns = True, False
    while True:
        data = file.read(size or (BLOCK_SIZE // 4 if first else BLOCK_SIZE))  # so that the computing begins soon
        ended = not data
        if first and data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            decoder = codecs.getincrementaldecoder("utf-16")("replace")
        if first:
            data = data.removeprefix(codecs.BOM_UTF8)
        if decoder is not None:
            data = decoder.decode(data, ended).replace("\ufffd", "\x02").encode()  # what is no text is a control
        if first:  # the line ends of old Macintosh files
            only_returns = b"\n" not in data[:_FIRST_LOOK] and b"\r" in data[: _FIRST_LOOK - 1]
            first = False
        if only_returns:
            data, rest = rest + data, b""
            held = b"\r" if data.endswith(b"\r") and not ended else b""  # a line feed may follow
            data = data.removesuffix(held).replace(b"\r\n", b"\n").replace(b"\r", b"\n") + held
        if ended:
            break
        end = data.rfind(b"\n") + 1
        if not end:
            data = rest + data
            left_out += max(0, len(data) - _MOST_KEPT)
            if left_out > LONGEST_LINE_READ:
                raise InputError(Problem("endless_line", details={"highest": f"{LONGEST_LINE_READ >> 20} MB"}))
            rest = data[:_MOST_KEPT]
            continue
        data, rest, left_out = b"".join((rest, memoryview(data)[:end])), data[end:], 0
        yield data
    data = rest + data
    if data:
        yield data if data.endswith(b"\n") else data + b"\n"


def encoding_of(block: bytes) -> str:
    """UTF-8 if at least half of the lines beyond ASCII are, else GB18030; empty if nothing tells them apart."""
    if block.isascii():
        return ""
    if decodes(block):
        return "utf-8"
    lines = [line for line in block.split(b"\n") if not line.isascii()]
    good = sum(decodes(line) for line in lines)
    return "utf-8" if 2 * good >= len(lines) else "gb18030"


def decodes(text: bytes) -> bool:
    """Whether it is UTF-8; piece by piece, as a text of the whole costs twice the time."""
    view, place = memoryview(text), 0
    try:
        while place < len(text):
            end = place + _FIRST_LOOK
            place += codecs.utf_8_decode(view[place:end], "strict", end >= len(text))[1]
    except UnicodeDecodeError:
        return False
    return True

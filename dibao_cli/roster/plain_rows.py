"""Rows of a sheet as spreadsheet programs write them, taken apart by patterns; all else is left to the reader of XML.

Most rows are written without a blank, an entity or a formula that spans cells. A pattern takes such a row apart in half
of the time in which handlers of XML put it together. The reader of XML gets the document without these rows, which
are whole elements, and stays the judge of everything else.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from .limits import LONGEST_LINE

_PIECE = 1 << 16
_MOST_HELD = 1 << 20

# What XML forbids in a text or reads as more than it is: then the reader of XML decides.
_TEXT = "([^<>&\0-\x1f\ufffe\uffff]*)"
_ROW = re.compile(
    '<row r="([1-9][0-9]{0,6})"'
    + "".join(
        f'(?: {name}="[0-9A-Za-z.: -]*")?'
        for name in (
            "spans",
            "s",
            "customFormat",
            "ht",
            "hidden",
            "customHeight",
            "outlineLevel",
            "collapsed",
            "thickTop",
            "thickBot",
            "x14ac:dyDescent",
        )
    )
    + "(/?)>"
)
_CELL = re.compile(
    '<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,6})")?(?: t="(n|s|str|b|inlineStr)")?'
    rf'(?:/>|>(?:(?:<f>{_TEXT}</f>)?<v>{_TEXT}</v>|<is><t(?: xml:space="preserve")?>{_TEXT}</t></is>)?</c>)'
)
PARTS = 1 + _CELL.groups
"""After a gap, which is empty: the letters of the column, the style, the kind, the formula, the value, the text."""

_BEFORE_A_ROW = ("<sheetData>", "</row>")
_MOST_MISSED = 100


class LeftOver:
    """The stream of a sheet's XML without its plain rows; each is told in its turn, by its number and its `PARTS`."""

    def __init__(self, stream: BinaryIO, row: Callable[[int, list[str]], None]) -> None:
        self._pieces = _left_over(stream, row)

    def read(self, _size: int = -1) -> bytes:
        """The next piece for the reader of XML: a line end where plain rows stood."""
        return next(self._pieces, b"")


def _left_over(stream: BinaryIO, row: Callable[[int, list[str]], None]) -> Iterator[bytes]:
    piece = stream.read(_PIECE)
    declared = re.match(rb"<\?xml [^>]*\?>", piece)
    start = declared.end() if declared else 0
    encoding = re.search(rb"""encoding=["']([^"']*)""", piece[:start])
    if start:
        yield piece[:start]
    piece = piece[start:]
    if not piece.lstrip().startswith(b"<worksheet") or (encoding and encoding[1].lower() != b"utf-8"):
        yield from _rest(piece, stream)
        return
    decoder = codecs.getincrementaldecoder("utf-8")()
    text, ended, may_follow, missed = decoder.decode(piece), False, False, 0
    while text or not ended:
        place = _plain_rows(text, row) if may_follow else 0
        if place:
            text, missed = text[place:], 0
            yield b"\n"
        ends = [found + len(each) for each in _BEFORE_A_ROW if (found := text.find(each)) >= 0]
        if not ended and (place or not ends) and len(text) < _MOST_HELD:
            more = stream.read(_PIECE)
            ended = not more
            text += decoder.decode(more, ended)
            continue
        odd, text = (text[: min(ends)], text[min(ends) :]) if ends else (text, "")
        yield odd.encode()
        missed += may_follow
        may_follow = True
        if not ends or "<!" in odd or "<?" in odd or missed > _MOST_MISSED:  # what looks like a row may be none
            yield from _rest(text.encode() + decoder.getstate()[0], stream)
            return


def _rest(piece: bytes, stream: BinaryIO) -> Iterator[bytes]:
    if piece:
        yield piece
    yield from iter(lambda: stream.read(_PIECE), b"")


def _plain_rows(text: str, row: Callable[[int, list[str]], None]) -> int:
    """Tell the plain rows that a text begins with; where the next thing begins."""
    place = 0
    while found := _ROW.match(text, place):
        start = close = end = found.end()
        if not found[2]:
            close = text.find("</row>", start)
            end = close + len("</row>")
        if close < 0 or close - start > LONGEST_LINE:
            break
        parts = _CELL.split(text[start:close])
        if any(parts[::PARTS]):  # something stands between the cells
            break
        row(int(found[1]), parts)
        place = end
    return place

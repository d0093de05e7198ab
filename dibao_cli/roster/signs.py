"""What the bytes of a block show before anything is taken apart, so that steps need not look for it row by row.

A look at the whole of a block costs a hundredth of looking into every cell. What a sign rules out no row holds; where
it stands, the steps look at each row.
"""

from __future__ import annotations

import re

from .text_lines import CELL_END, UNREADABLE

MARKS = "marks"
"""Lines that begin with a mark: their cells were taken apart before, or they cannot be read."""

BLANKS = "blanks"
"""Characters that `trim` takes off, which may stand round a cell."""

TOTALS = "totals"
"""What a row must hold to name itself a total (`total_row`)."""

QUOTES = "quotes"
"""Quotation marks, which separated values write twice."""

SIGNS = frozenset((MARKS, BLANKS, TOTALS, QUOTES))

TRIMMED = "\u0020\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
"""What `trim` takes off in DuckDB, every blank of Unicode; elsewhere it takes U+0020 only, unless told."""

_BLANKS = {each[:2] if each[0] == 0xE2 else each for each in map(str.encode, TRIMMED)}
"""How they begin; many of them alike."""

_TOTAL, _TOTAL_IN_ENGLISH = re.compile("计".encode()), re.compile(b"total")
"""A pattern finds a text of several bytes in half the time of `in`, or less."""


def signs_of(text: bytes) -> frozenset[str]:
    """The signs in a clean block of UTF-8."""
    found = []
    if CELL_END.encode() in text or UNREADABLE.encode() in text:
        found.append(MARKS)
    if any(each[:1] in text and each in text for each in _BLANKS):  # a single byte is found in no time
        found.append(BLANKS)
    if _TOTAL.search(text) or ((b"t" in text or b"T" in text) and _TOTAL_IN_ENGLISH.search(text.lower())):
        found.append(TOTALS)
    if b'"' in text:
        found.append(QUOTES)
    return frozenset(found)

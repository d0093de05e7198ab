"""Rows that sum the roster up (合计, 总计, 小计, total): named as what they are, never computed as a household."""

from __future__ import annotations

from collections.abc import Iterable

from .text_lines import CELL_END

_GAP = r"[ \t\n\f\r　]*"
_CHINESE = rf"(?:本页|本表|全部|其中)?{_GAP}[合总小共]{_GAP}计"
_ENGLISH = "".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in "(?:grand |sub-?)?totals?")
"""In letters of either kind, without a flag: engines write it differently."""


def is_total(line: str, labels: Iterable[str], delimiter: str) -> str:
    """The SQL condition that the first cell of a line that says anything, or one of the labels, names a total.

    `line` and `labels` are SQL; `delimiter` is the character between the cells of a line not yet taken apart.
    """
    ends = "".join(rf"\x{ord(character):02x}" for character in sorted({delimiter, CELL_END}))
    begins = rf"^[ \t\n\f\r{ends}]*(?:{_CHINESE}|{_ENGLISH}{_GAP}[:：]?{_GAP}(?:[{ends}]|$))"
    label = rf"^{_GAP}(?:{_CHINESE}|{_ENGLISH}{_GAP}[:：]?{_GAP}$)"
    found = [f"regexp_matches({line}, '{begins}')", *(f"regexp_matches({cell}, '{label}')" for cell in labels)]
    return f"({' OR '.join(found)})"

"""CSV and TSV as this program writes them: one dialect, and one rule against formulas, for every command.

Lines end in LF, and a cell stands in quotation marks only where it must. A TSV is for tools that work by lines, so a
tab or a line end inside a cell becomes a blank there; CSV keeps it. A text that a spreadsheet would run as a formula
gets an apostrophe in front, in headings and cells alike; a plain number such as -450.00 stays a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from types import SimpleNamespace

SEPARATORS = {"csv": ",", "tsv": "\t"}

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet takes for the beginning of a formula, or skips before one; some read full-width characters too."""

PLAIN_NUMBER = r"[+-]?[0-9]+([.][0-9]+)?%?"
"""A whole cell of this form is a number, whatever it begins with. Read by Python and by DuckDB."""

TSV_BLANKS = "\t\r\n"
"""What becomes a blank inside a cell of a TSV."""

_TO_BLANKS = str.maketrans(dict.fromkeys(TSV_BLANKS, " "))


def escape_formula(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it."""
    if text[:1] in FORMULA_STARTS and text and not re.fullmatch(PLAIN_NUMBER, text):
        return "'" + text
    return text


def delimited(columns: Sequence[str], rows: Iterable[Sequence[str]], kind: str) -> str:
    """Rows under their column names, as `csv` or `tsv`."""
    from _csv import writer as writer_of  # `csv` hands it on, beside its dialects, for a million instructions

    lines: list[str] = []
    out = SimpleNamespace(write=lines.append)
    writer = writer_of(out, delimiter=SEPARATORS[kind])  # its own line end, CRLF, makes it quote a lone CR too
    for row in (columns, *rows):
        cells = map(escape_formula, row)
        writer.writerow([cell.translate(_TO_BLANKS) for cell in cells] if kind == "tsv" else list(cells))
    return "".join(line.removesuffix("\r\n") + "\n" for line in lines)

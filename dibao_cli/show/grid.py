"""A sheet on a terminal: a table whose numbers never fold, with the causes of a row over the width that is free.

Where the columns do not fit, each row becomes a block of its own: nothing is ever cut off.
"""

from __future__ import annotations

from .card import BULLET, CODES, GAP, INDENT, Style
from .formats import Look
from .sheet import Sheet
from .width import cells, fold, in_ascii

NARROWEST = 12
"""The first column may become this narrow before the table gives way to blocks."""

Line = tuple[str, Style]


def grid(sheet: Sheet, look: Look) -> str:
    """The sheet as text of at most the look's width, with colours only if asked for."""
    if look.ascii_only:
        sheet = Sheet(*in_ascii(list(sheet._replace(paragraphs=[]))))._replace(
            paragraphs=[(in_ascii(title), in_ascii(texts)) for title, texts in sheet.paragraphs]
        )
    lines: list[Line] = [
        *((line, "bold") for line in fold(sheet.title, look.width)),
        ("", ""),
        *_table(sheet, look.width),
    ]
    if sheet.plot:
        lines += [("", ""), *((line, "") for line in sheet.plot.splitlines())]
    for title, texts in sheet.paragraphs:
        lines += [("", ""), *_paragraph(title, texts, look.width)]
    text = "".join(painted(line, style, look.colour) + "\n" for line, style in lines)
    return str(in_ascii(text)) if look.ascii_only else text


def painted(line: str, style: Style, colour: bool) -> str:
    """A line without blanks at its end, in its style if colours are wanted."""
    line = line.rstrip()
    return f"\x1b[{CODES[style]}m{line}\x1b[0m" if colour and style and line else line


def _paragraph(title: str, texts: list[str], width: int) -> list[Line]:
    if not title:
        return [(line, "") for text in texts for line in fold(text, width)]
    points: list[Line] = [(p, "") for text in texts for p in fold(BULLET + text, width, INDENT, INDENT + len(BULLET))]
    return [(title, "bold"), *points]


def _table(sheet: Sheet, width: int) -> list[Line]:
    widths = _widths(sheet, width)
    if widths is None:
        return _blocks(sheet, width)
    rule: Line = (" " * INDENT + "─" * (sum(widths) + GAP * (len(widths) - 1)), "faint")
    lines: list[Line] = [*((line, "faint") for line in _row(sheet.columns, widths)), rule]
    for row in sheet.rows:
        lines += [(line, "faint" if row[0].startswith(" ") else "") for line in _row(row, widths)]
    if sheet.feet:
        lines.append(rule)
    return lines + [(line, "bold") for foot in sheet.feet for line in _row(foot, widths)]


def _widths(sheet: Sheet, width: int) -> list[int] | None:
    """The width of each column, the last folded between words if need be; None where they do not fit."""
    rows = [*sheet.rows, *sheet.feet]
    words = [max(map(cells, heading.split()), default=0) for heading in sheet.columns]
    whole = [max([words[n], *(cells(row[n]) for row in rows)]) for n in range(len(sheet.columns))]
    names = max(cells(row[0]) for row in (sheet.columns, *rows) if not row[0].startswith(" "))
    last = max([words[-1], *(cells(word) for row in rows for word in row[-1].split())])
    for end in (whole[-1], last):
        others = [*whole[1:-1], end]
        room = width - INDENT - sum(others) - GAP * len(others)
        if room >= min(names, NARROWEST):
            return [min(names, room), *others]
    return None


def _row(row: list[str], widths: list[int]) -> list[str]:
    """The lines of a row: the first cell runs over the empty cells beside it, numbers stand right, the last left."""
    filled = next((n for n in range(1, len(row)) if row[n]), len(row))
    span = sum(widths[:filled]) + GAP * (filled - 1)
    indent = INDENT if row[0].startswith(" ") else 0
    columns = [[_padded(line, span, left=True) for line in fold(row[0].strip(), span, indent, indent + INDENT)]]
    for n in range(filled, len(row)):
        left = n == len(row) - 1
        columns.append([_padded(line, widths[n], left) for line in fold(row[n], widths[n])])
    room = [span, *widths[filled:]]
    height = max(map(len, columns))
    return [
        " " * INDENT
        + (" " * GAP).join(
            column[n] if n < len(column) else " " * blank for column, blank in zip(columns, room, strict=True)
        )
        for n in range(height)
    ]


def _padded(text: str, width: int, left: bool) -> str:
    blanks = " " * (width - cells(text))
    return text + blanks if left else blanks + text


def _blocks(sheet: Sheet, width: int) -> list[Line]:
    """Each row as its name, with a line for every cell that says something."""
    lines: list[Line] = []
    for row in [*sheet.rows, *sheet.feet]:
        below = row[0].startswith(" ")
        indent = 2 * INDENT if below else INDENT
        told = [(heading, cell) for heading, cell in zip(sheet.columns[1:], row[1:], strict=True) if cell]
        if below:
            lines += [
                (line, "faint") for line in fold(": ".join([row[0].strip(), *(c for _, c in told)]), width, indent)
            ]
            continue
        lines += [(line, "bold") for line in fold(row[0], width, indent)]
        lines += [(line, "") for heading, cell in told for line in fold(f"{heading}: {cell}", width, 2 * INDENT)]
    return lines

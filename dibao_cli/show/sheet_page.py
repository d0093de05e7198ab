"""A sheet as one printable page: the table with its causes, and what stands below it."""

from __future__ import annotations

from html import escape

from .page import document, points, section
from .sheet import Sheet


def sheet_page(sheet: Sheet) -> str:
    """The sheet as a whole HTML document in the language in use."""
    body = [f"<header>\n<h1>{escape(sheet.title)}</h1>\n</header>\n", _table(sheet)]
    for title, texts in sheet.paragraphs:
        plain = "".join(f"<p>{escape(text)}</p>\n" for text in texts)
        body.append(section(title, points(texts)) if title else plain)
    return document(sheet.title, body)


def _table(sheet: Sheet) -> str:
    heads = "".join(f"<th{_kind(n)}>{escape(column)}</th>" for n, column in enumerate(sheet.columns))
    rows, feet = ("".join(map(_row, part)) for part in (sheet.rows, sheet.feet))
    foot = f"<tfoot>\n{feet}</tfoot>\n" if feet else ""
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n{foot}</table>\n"


def _row(row: list[str]) -> str:
    cells = "".join(f"<td{_kind(n)}>{escape(cell)}</td>" for n, cell in enumerate(row))
    kind = ' class="steps"' if row[0].startswith(" ") else ""
    return f"<tr{kind}>{cells}</tr>\n"


def _kind(column: int) -> str:
    return ' class="amount"' if column else ""

"""A document as one printable page: what goes into the file, and what the family takes home.

Self-contained: nothing is loaded from anywhere, and there is no script. Every text is escaped by `tags.tag`, the
only way to make HTML here. The page states no date of its own, so that the same answer gives the same page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..words import language
from .document import Document, Notes, Row, Table
from .page_style import CSS
from .sheet import Corner, Sheet
from .svg import svg
from .tags import NOTHING, Html, joined, lines, tag
from .width import cells

if TYPE_CHECKING:
    from .document import Block

WIDE = 44
"""A fact wider than this, in columns of a terminal, has a line of the sheet to itself."""
FEW_COLUMNS, MANY_COLUMNS = 5, 8
"""A table of more columns is set smaller, on paper and where the page is narrow."""
NEVER_BROKEN = 16
"""A word up to this width, such as 2020-07, stays in one line of its cell."""


def html(document: Document) -> str:
    """The document as a whole page in the language in use."""
    sheet = document.sheet
    body = [
        _header(sheet, document.title) if sheet else tag("header", tag("h1", document.title or "dibao")),
        _facts(sheet.personal, "who") if sheet else NOTHING,
        _section(sheet.facts_title, _facts(sheet.facts)) if sheet and sheet.facts else NOTHING,
        *_blocks(document.blocks, sheet),
        tag("div", *(tag("div", place) for place in sheet.signatures), class_="signatures") if sheet else NOTHING,
        tag("footer", *(tag("p", each) for each in sheet.small_print), class_="small") if sheet else NOTHING,
    ]
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", document.title or "dibao"),
        tag("style", Html(CSS)),
    ]
    code = "zh-CN" if language() == "zh" else "en"
    page = tag(
        "html",
        lines(
            [
                tag("head", lines(head)),
                tag("body", lines([tag("main", lines(body), class_="letter" if document.letter else "")])),
            ]
        ),
        lang=code,
    )
    return f"<!DOCTYPE html>\n{page}\n"


def _blocks(blocks: Iterable[Block], sheet: Sheet | None) -> Iterable[Html]:
    """The blocks of a document; on a sheet, when it is paid before what is to be noted."""
    payment = [_section(sheet.payment_title, _facts(sheet.payment))] if sheet else []
    for block in blocks:
        if isinstance(block, Notes) and block.kind in ("remarks", "sources") and payment:
            yield payment.pop()
        if not (sheet and isinstance(block, Notes) and _is_proof(block)):
            yield _block(block)
    yield from payment


def _is_proof(notes: Notes) -> bool:
    """Whether it is the fingerprint, which the small print of a sheet states in full."""
    return notes.kind == "proof"


def _header(sheet: Sheet, title: str) -> Html:
    return tag("header", tag("div", tag("h1", sheet.heading), tag("p", title)), _corner(sheet.corner))


def _corner(corner: Corner | None) -> Html:
    if corner is None:
        return NOTHING
    basis = (" · ", tag("b", corner.basis, class_=corner.code)) if corner.basis else ()
    parts = (tag("span", corner.label), tag("strong", corner.amount), tag("span", corner.unit, *basis))
    return tag("div", *parts, class_="total")


def _section(title: str, content: Html) -> Html:
    """A part of a page under its heading; nothing where there is no content."""
    if not content:
        return NOTHING
    return tag("section", lines([tag("h2", title), content])) if title else content


def _facts(facts: Iterable[tuple[str, str]], kind: str = "") -> Html:
    return tag("dl", lines(_fact(name, text) for name, text in facts), class_=kind)


def _fact(name: str, text: str) -> Html:
    return tag("div", tag("dt", name), tag("dd", text), class_="wide" if cells(name + text) > WIDE else "")


def _block(block: Block) -> Html:
    if isinstance(block, Table):
        return _section(block.title, _table(block))
    if isinstance(block, Notes):
        return _notes(block)
    return _section(block.title, svg(block))


def _notes(notes: Notes) -> Html:
    if notes.kind == "proof":
        return joined(*(tag("p", text, class_="small") for text in notes.texts))
    if not notes.title:
        return joined(*(tag("p", text, class_="right" if notes.kind == "right" else "") for text in notes.texts))
    kind = "points sources" if notes.kind == "sources" else "points"
    return _section(notes.title, tag("ul", lines(tag("li", text) for text in notes.texts), class_=kind))


def _table(table: Table) -> Html:
    heads = tag(
        "tr", *(tag("th", c.heading, scope="col", class_=_kind(table, n, "")) for n, c in enumerate(table.columns))
    )
    body = [_row(table, row) for row in table.rows if row.kind != "total"]
    foot = [_row(table, row) for row in table.rows if row.kind == "total"]
    parts = [tag("thead", heads), tag("tbody", lines(body)), tag("tfoot", lines(foot)) if foot else NOTHING]
    number = len(table.columns)
    kind = "many most" if number > MANY_COLUMNS else "many" if number > FEW_COLUMNS else ""
    drawn = tag("table", lines(parts), class_=kind)
    below = tag("p", table.below) if table.below else NOTHING
    return joined(tag("div", drawn, class_="scroll", tabindex="0", role="region", aria_label=_name(table)), below)


def _name(table: Table) -> str:
    """What a table is called for those who do not see it."""
    return table.title or table.columns[0].heading


def _row(table: Table, row: Row) -> Html:
    marks = (*row.marks, *[""] * len(row.cells))
    cells = []
    for n, cell in enumerate(row.cells):
        inner = tag("ul", *_how(row), class_="steps") if (row.steps or row.law or row.known) and not n else NOTHING
        kind = _kind(table, n, marks[n], cell)
        cells.append(tag("td", cell.strip(), inner, class_=kind) if n else _row_head(cell, inner, kind))
    return tag("tr", *cells, class_="steps" if row.kind == "detail" else "")


def _row_head(cell: str, inner: Html, kind: str) -> Html:
    """The first cell of a row, which says what the others are of."""
    return tag("th", cell.strip(), inner, scope="row", class_=kind)


def _how(row: Row) -> Iterable[Html]:
    """What is known of an unknown amount, the steps of a row, and the law that it rests on."""
    yield from (tag("li", each) for each in row.known)
    yield from (tag("li", step.name, " ", tag("span", step.formula, class_="formula")) for step in row.steps)
    if row.law:
        yield tag("li", row.law)


def _kind(table: Table, n: int, mark: str, cell: str = "") -> str:
    """The classes of a cell: how it stands, and how sure it is."""
    column = table.columns[n]
    whole = n == 0 and cell and " " not in cell and cells(cell) <= NEVER_BROKEN
    how = "amount" if column.right else "prose" if column.prose else "whole" if whole else ""
    return f"{how} {mark}".strip()

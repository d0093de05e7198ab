"""A document as a section of Markdown. Whatever a text holds, it stays that text: no markup, no HTML, no new row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .document import Document, Notes, Table
from .plot import Bars, bar_lines, curve_lines

WIDTH = 80
"""Of a plot, which is set as it stands on a terminal."""

_INLINE = str.maketrans({"\\": "&#92;", "&": "&amp;", "<": "&lt;", "*": "\\*", "`": "\\`", "~": "\\~"})
_BLOCK_STARTS = ("#", ">", "+", "-", "=", "|")


def markdown(document: Document) -> str:
    """The document; its blocks are headed one level below its title."""
    title = [f"## {escaped(document.title)}\n"] if document.title else []
    return "\n".join([*title, *(part + "\n" for block in document.blocks for part in _block(block))])


def escaped(text: str) -> str:
    """A text that Markdown shows as it is: no link, emphasis, code or HTML."""
    return text.translate(_INLINE).replace("](", "]\\(").replace("__", "\\_\\_")


def point(text: str) -> str:
    """A text at the beginning of a line, where more characters mean something."""
    return ("\\" if text.startswith(_BLOCK_STARTS) else "") + escaped(text)


def _block(block: object) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Notes) and block.kind == "proof":
        yield from (f"`{text.replace('`', '')}`" for text in block.texts)
    elif isinstance(block, Notes):
        yield _headed(block.title, [f"- {point(text)}" for text in block.texts])
    else:
        drawn = bar_lines(block, WIDTH) if isinstance(block, Bars) else curve_lines(block, WIDTH)  # type: ignore[arg-type]
        if drawn:
            yield _headed(block.title, ["```text", *drawn, "```"])  # type: ignore[attr-defined]  # a plot has one


def _headed(title: str, lines: Sequence[str]) -> str:
    return "\n".join([*([f"### {escaped(title)}", ""] if title else []), *lines])


def _table(table: Table) -> Iterator[str]:
    yield _headed(
        table.title,
        [
            _line([column.heading for column in table.columns]),
            "|" + "---|" * len(table.columns),
            *(_line(row.cells, bold=row.kind == "total") for row in table.rows),
        ],
    )
    if table.below:
        yield point(table.below)
    known = [f"- {point(f'{row.cells[0].strip()}: {text}')}" for row in table.rows for text in row.known]
    if known:
        yield "\n".join(known)
    if table.explained:
        how = ((row.cells[0], text) for row in table.rows for text in (*(step.whole for step in row.steps), row.law))
        steps = [f"- {point(f'{name}: {text}')}" for name, text in how if text]
        if steps:
            yield _headed(_steps_heading(), steps)


def _steps_heading() -> str:
    from .labels import heading

    return heading("steps")


def _line(row: Sequence[str], bold: bool = False) -> str:
    cells = (escaped(cell.strip()).replace("|", "\\|") for cell in row)
    return "| " + " | ".join(f"**{cell}**" if bold and cell else cell for cell in cells) + " |"

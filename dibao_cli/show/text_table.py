"""A document on a terminal: tables whose numbers never fold, prose with hanging indents, nothing ever cut off.

Laid out here and not by Rich's tables, which break formulas inside a narrow cell and Chinese only at blanks; Rich
measures the characters. Where a table does not fit, its gaps close, then headings fold; a list of keys lets its prose
and its widest cells go under their row; and a terminal too narrow for all that gets a line for every cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from .document import Document, Notes, Row, Step, Table
from .width import WIDEST, cells, fold

Style = Literal["", "bold", "faint", "doubtful"]
CODES: dict[Style, str] = {"bold": "1", "faint": "2", "doubtful": "33"}
DOUBTFUL = ("unknown", "inferred")
"""Marks of cells that somebody should look at twice."""

INDENT, GAP, NARROW_GAP, BULLET = 2, 3, 2, "- "
NARROWEST = 12
"""A heading up to this width is not folded, and a column of names does not become narrower."""
WIDEST_KEY, WIDEST_FIGURE = 24, 9
"""In a list too wide: the widths beyond which a first cell stands above its row and another one under it."""


if TYPE_CHECKING:
    from .document import Block

    Line = tuple[tuple[str, Style], ...]
    """Pieces of text, each in a style."""


class Plan(NamedTuple):
    """How a table is laid out: the columns that stand beside each other, their widths, and the gap between them."""

    beside: tuple[int, ...]
    widths: tuple[int, ...]
    gap: int

    @property
    def width(self) -> int:
        return sum(self.widths) + self.gap * (len(self.widths) - 1)


def text(document: Document, width: int, colour: bool = False) -> str:
    """The document as text of at most `width` columns, with colours only if asked for."""
    parts = [_paragraph(document.title, min(width, WIDEST), "bold"), *(_block(each, width) for each in document.blocks)]
    lines = [line for part in parts if part for line in ((), *part)][1:]
    return "".join(_painted(line, colour) + "\n" for line in lines)


def _painted(line: Line, colour: bool) -> str:
    """A line without blanks at its end, in its styles if colours are wanted."""
    if not colour:
        return "".join(piece for piece, _style in line).rstrip()
    return "".join(
        f"\x1b[{CODES[style]}m{piece}\x1b[0m" if style and piece else piece for piece, style in line
    ).rstrip()


def _block(block: Block, width: int) -> list[Line]:
    if isinstance(block, Table):
        return _table(block, width)
    if isinstance(block, Notes):
        return _notes(block, min(width, WIDEST))
    from .plot import Bars, bar_lines, curve_lines

    drawn = bar_lines(block, width) if isinstance(block, Bars) else curve_lines(block, width)
    return [*_paragraph(block.title, width, "bold"), *(((line, ""),) for line in drawn)] if drawn else []


def _folded(prose: str, width: int, style: Style, indent: int = 0, hanging: int | None = None) -> list[Line]:
    return [((line, style),) for line in fold(prose, width, indent, hanging)]


def _paragraph(prose: str, width: int, style: Style = "") -> list[Line]:
    return _folded(prose, width, style) if prose else []


def _notes(notes: Notes, width: int) -> list[Line]:
    """A heading with its points, each hanging from its dash; without a heading plain sentences."""
    if notes.kind == "proof" or not notes.title:
        style: Style = "faint" if notes.kind == "proof" else ""
        return [line for each in notes.texts for line in _paragraph(each, width, style)]
    title: Line = ((notes.title, "doubtful" if notes.kind == "remarks" else "bold"),)
    hanging = INDENT + len(BULLET)
    return [title, *(line for each in notes.texts for line in _folded(BULLET + each, width, "", INDENT, hanging))]


# tables


def _table(table: Table, width: int) -> list[Line]:
    lines = _paragraph(table.title, width, "bold")
    plan = next((plan for plan in _plans(table) if plan.width <= width - INDENT), None) if table.keys else None
    plan = plan or (None if table.keys else _with_names(table, width - INDENT))
    if not table.rows:
        return []
    if plan is None:
        lines += [line for row in table.rows for line in _cell_by_cell(table, row, width)]
    else:
        rule: Line = ((" " * INDENT, ""), ("─" * plan.width, "faint"))
        headings = [column.heading for column in table.columns]
        lines += [*_beside(table, headings, plan, ["faint"] * len(headings)), rule]
        for n, row in enumerate(table.rows):
            before = table.rows[n - 1].kind if n else "total"
            lines += [rule] if row.kind == "total" != before else [()] if table.explained and n else []
            lines += _key_row(table, row, plan, width) if table.keys else _beside(table, row.cells, plan, _styles(row))
            lines += _how(table, row, min(width, WIDEST))
    return [*lines, *([(), *_paragraph(table.below, min(width, WIDEST))] if table.below else [])]


def _styles(row: Row) -> list[Style]:
    """Details faint, totals bold; a doubtful cell as such."""
    whole: Style = {"detail": "faint", "total": "bold"}.get(row.kind, "")  # type: ignore[assignment]  # of Style
    marks = (*row.marks, *[""] * len(row.cells))
    return ["doubtful" if marks[n] in DOUBTFUL else whole for n in range(len(row.cells))]


def _with_names(table: Table, width: int) -> Plan | None:
    """Columns of numbers beside names, which fold; None where not even folded headings and last cells fit."""
    everything = range(len(table.columns))
    rows = [row.cells for row in table.rows]
    names = max(cells(c) for c in (table.columns[0].heading, *(row.cells[0] for row in table.rows if not _below(row))))
    for folding, last_folds in ((False, False), (True, False), (True, True)):
        for gap in (GAP, NARROW_GAP):
            headings = [_unbroken(column.heading, folding) for column in table.columns]
            others = [max([headings[n], *(cells(row[n]) for row in rows)]) for n in everything[1:]]
            if last_folds:
                others[-1] = max([headings[-1], *(_unbroken(row[-1], True) for row in rows)])
            room = width - sum(others) - gap * len(others)
            if room >= min(names, NARROWEST):
                return Plan(tuple(everything), (min(names, room), *others), gap)
    return None


def _below(row: Row) -> bool:
    return row.kind == "detail"


def _unbroken(heading: str, folding: bool) -> int:
    """The width that a text needs: a short one whole, unless everything is to fold; a longer one its longest word."""
    if not folding and cells(heading) <= NARROWEST:
        return cells(heading)
    return max(map(cells, heading.split()), default=0)


def _beside(table: Table, row: Sequence[str], plan: Plan, styles: Sequence[Style]) -> list[Line]:
    """The lines of a row: the first cell runs over the empty cells beside it; what does not fit its column folds."""
    filled = next((n for n in plan.beside[1:] if row[n]), plan.beside[-1] + 1)
    span = plan.widths[: plan.beside.index(filled) if filled in plan.beside else len(plan.beside)]
    indent = INDENT if row[0].startswith(" ") else 0
    room = sum(span) + plan.gap * (len(span) - 1)
    columns = [(fold(row[0].strip(), room, indent, indent + INDENT), room, False, styles[0])]
    for n, width in list(zip(plan.beside, plan.widths, strict=True))[len(span) :]:
        columns.append((fold(row[n], width), width, table.columns[n].right, styles[n]))
    return [tuple(_joined(columns, height, plan.gap)) for height in range(max(len(folded) for folded, *_ in columns))]


def _joined(columns: list[tuple[list[str], int, bool, Style]], height: int, gap: int) -> Iterator[tuple[str, Style]]:
    """One line of a row's columns."""
    for n, (folded, width, right, style) in enumerate(columns):
        cell = folded[height] if height < len(folded) else ""
        blanks = " " * (width - cells(cell))
        yield " " * (gap if n else INDENT) + (blanks if right else ""), ""
        yield cell, style
        yield "" if right else blanks, ""


def _how(table: Table, row: Row, width: int) -> list[Line]:
    """What is known of an unknown amount, the steps of a row, and the law that it rests on."""
    known = [line for each in row.known for line in _folded(each, width, "", 2 * INDENT, 3 * INDENT)]
    lines = [line for step in row.steps if step.brief or table.explained for line in _step(step, width)]
    return known + lines + (_folded(row.law, width, "faint", 2 * INDENT, 3 * INDENT) if row.law else [])


def _step(step: Step, width: int) -> list[Line]:
    """A step on one line if it fits, else its formula below its name, broken before an operator."""
    lines = fold(step.whole, width, 2 * INDENT)
    if len(lines) > 1:
        formula = re.sub(r"([-+−×÷<≤>≥=]) ", rf"\1{_TIED}", step.formula)  # each operator stays with what follows
        lines = fold(step.name, width, 2 * INDENT)
        lines += [line.replace(_TIED, " ") for line in fold(formula, width, 3 * INDENT, 4 * INDENT)]
    return [((line, "faint"),) for line in lines]


_TIED = "\xa0"


def _cell_by_cell(table: Table, row: Row, width: int) -> list[Line]:
    """A row as its name, with a line for every cell that says something."""
    cells = [(column.heading, cell) for column, cell in zip(table.columns[1:], row.cells[1:], strict=True) if cell]
    if row.kind == "detail":
        whole = ": ".join([row.cells[0].strip(), *(cell for _, cell in cells)])
        return _folded(whole, width, "faint", 2 * INDENT)
    lines = _folded(row.cells[0], width, "bold", INDENT)
    lines += [line for heading, cell in cells for line in _folded(f"{heading}: {cell}", width, "", 2 * INDENT)]
    return lines + _how(table, row, width)


# lists of keys


def _plans(table: Table) -> Iterator[Plan]:
    """Everything beside each other; without prose; and with the widest cells of the rest under their row."""
    headings = [column.heading for column in table.columns]
    everything = tuple(range(len(headings)))
    short = tuple(n for n in everything if not table.columns[n].prose)
    whole = [max(map(cells, column)) for column in zip(headings, *(row.cells for row in table.rows), strict=True)]
    capped = [min(span, max(cells(headings[n]), WIDEST_FIGURE if n else WIDEST_KEY)) for n, span in enumerate(whole)]
    for beside, widths in ((everything, whole), (short, whole), (short, capped)):
        yield Plan(beside, tuple(widths[n] for n in beside), NARROW_GAP)


def _key_row(table: Table, row: Row, plan: Plan, width: int) -> list[Line]:
    """A row of a list: a key too wide stands above it, other cells too wide and prose under it."""
    room = dict(zip(plan.beside, plan.widths, strict=True))
    fitting = [cell if cells(cell) <= room.get(n, 0) else "" for n, cell in enumerate(row.cells)]
    lines: list[Line] = []
    if not fitting[0]:
        lines += _folded(row.cells[0], width, "", INDENT)
    if any(fitting):
        parts = [([fitting[n]], room[n], table.columns[n].right, "") for n in plan.beside]
        lines.append(tuple(_joined(parts, 0, plan.gap)))  # type: ignore[arg-type]  # "" is a style
    for n, cell in enumerate(row.cells):
        if n and cell and not fitting[n]:
            named = cell if table.columns[n].prose else f"{table.columns[n].heading}: {cell}"
            lines += _folded(named, width, "faint", 2 * INDENT, 3 * INDENT)
    return lines

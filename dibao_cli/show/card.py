"""An answer as a card on a terminal: amounts in a column, each step under its line, remarks and sources below.

Laid out here and not by a table of Rich, which breaks steps inside a narrow cell and Chinese only at blanks;
Rich measures the characters. Steps and remarks run over the whole width, with hanging indents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from .answer import Record
from .text import (
    amount_text,
    basis_text,
    distance_text,
    fingerprint_text,
    heading,
    law_text,
    notice_text,
    programme_text,
    remarks,
    short_notice_text,
    shown_steps,
    step_parts,
    step_text,
    timing_texts,
    title,
    total_basis_text,
    total_heading,
)
from .width import WIDEST, cells, fold, in_ascii

Style = Literal["", "bold", "faint", "doubtful"]
CODES: dict[Style, str] = {"bold": "1", "faint": "2", "doubtful": "33"}

INDENT, GAP, BULLET = 2, 3, "- "


class Span(NamedTuple):
    """A piece of a line in one style."""

    text: str
    style: Style = ""


Row = tuple[Span, ...]


class Widths(NamedTuple):
    """The columns of the table: names fold, amounts and bases never do."""

    name: int
    amount: int
    basis: int

    @property
    def all(self) -> int:
        return self.name + GAP + self.amount + GAP + self.basis


def card(
    record: Record, region_name: str, width: int, colour: bool, explain: bool = False, ascii_only: bool = False
) -> str:
    """The card as text of at most `width` columns, with colours only if asked for.

    `ascii_only` is for a terminal that lacks the signs of formulas and rules, or draws them two columns wide.
    """
    width = min(width, WIDEST)
    if ascii_only:
        record = in_ascii(record)
    rows = _paragraph(title(record, region_name), width, "bold")
    rows += [(), *_table(record, width, explain)]
    rows += [row for part in _below(record, width, explain) for row in ((), *part)]
    text = "\n".join(_painted(row, colour) for row in rows) + "\n"
    return str(in_ascii(text)) if ascii_only else text


def _painted(row: Row, colour: bool) -> str:
    """A line without blanks at its end, in colours if asked for."""
    if colour:
        return "".join(
            f"\x1b[{CODES[span.style]}m{span.text}\x1b[0m" if span.style else span.text for span in row
        ).rstrip()
    return "".join(span.text for span in row).rstrip()


def _table(record: Record, width: int, explain: bool) -> list[Row]:
    """The amounts with their basis, the steps under each, and the total."""
    names = [heading("programme"), *map(programme_text, record["lines"]), total_heading(record)]
    amounts = [heading("amount"), *map(amount_text, record["lines"]), record["total"]]
    bases = [heading("basis"), *map(basis_text, record["lines"]), total_basis_text(record)]
    fixed = [max(map(cells, column)) for column in (amounts, bases)]
    room = width - INDENT - 2 * GAP - sum(fixed)
    widths = Widths(min(max(map(cells, names)), room), *fixed)
    rule: Row = (Span(" " * INDENT), Span("─" * widths.all, "faint"))
    rows = [*_line(Span(names[0], "faint"), Span(amounts[0], "faint"), Span(bases[0], "faint"), widths), rule]
    for number, line in enumerate(record["lines"]):
        rows += [()] if explain and number else []
        amount = Span(amounts[number + 1], "" if line["amount"] is not None else "doubtful")
        rows += _line(Span(names[number + 1]), amount, _basis(bases[number + 1], line["basis"]), widths)
        for step in line["steps"] if explain else shown_steps(line):
            rows += _step(step, width)
        law = law_text(line, explain)
        rows += [(Span(text, "faint"),) for text in fold(law, width, 2 * INDENT, 3 * INDENT)] if law else []
    total = _basis(bases[-1], record["basis"])
    return [*rows, rule, *_line(Span(names[-1], "bold"), Span(amounts[-1], "bold"), total, widths)]


def _basis(text: str, basis: str | None) -> Span:
    return Span(text, "doubtful" if basis == "inferred" else "")


def _line(name: Span, amount: Span, basis: Span, widths: Widths) -> list[Row]:
    """A row of the table; where the name folds, the amount stands beside its first line."""
    folded = fold(name.text, widths.name, hanging=INDENT)
    first: Row = (
        Span(" " * INDENT),
        Span(folded[0], name.style),
        Span(" " * (widths.name - cells(folded[0]) + GAP + widths.amount - cells(amount.text))),
        amount,
        Span(" " * GAP if basis.text else ""),
        basis,
    )
    return [first, *((Span(" " * INDENT), Span(more, name.style)) for more in folded[1:])]


def _step(step: Record, width: int) -> list[Row]:
    """A step on one line if it fits, else its formula below its name, broken before an operator."""
    whole = fold(step_text(step), width, 2 * INDENT)
    if len(whole) == 1:
        return [(Span(whole[0], "faint"),)]
    name, formula = step_parts(step)
    lines = fold(name, width, 2 * INDENT)
    lines += [line.replace(_TIED, " ") for line in fold(_tied(formula), width, 3 * INDENT, 4 * INDENT)]
    return [(Span(line, "faint"),) for line in lines]


_TIED = "\xa0"


def _tied(formula: str) -> str:
    """Each operator stays with what follows it."""
    return re.sub(r"([-+−×÷<≤>≥=]) ", rf"\1{_TIED}", formula)


def _below(record: Record, width: int, explain: bool) -> list[list[Row]]:
    """What stands below the amounts: the distance from the line, remarks, sources, the fingerprint."""
    notices = [notice_text(notice) if explain else short_notice_text(notice) for notice in record["notices"]]
    parts = [
        _paragraph(distance_text(record), width),
        _list(heading("remarks"), [*remarks(record), *(timing_texts(record) if explain else ())], width, "doubtful"),
        _list(heading("sources"), notices, width, "bold"),
        _paragraph(fingerprint_text(record), width, "faint"),
    ]
    return [part for part in parts if part]


def _paragraph(text: str, width: int, style: Style = "") -> list[Row]:
    return [(Span(line, style),) for line in fold(text, width)] if text else []


def _list(title: str, texts: Iterable[str], width: int, style: Style) -> list[Row]:
    """A heading with its points, each hanging from its dash; nothing where there is no point."""
    lines = [line for text in texts for line in fold(BULLET + text, width, INDENT, INDENT + len(BULLET))]
    return [(Span(title, style),), *((Span(line),) for line in lines)] if lines else []

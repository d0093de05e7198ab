"""The arrears of a roster summed up, in every format. Column names and the names of parts are fixed for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..rules.arrears import NOT_RECKONED
from ..words import Text, _
from ..words.answers import PROGRAMMES
from .document import Document, Notes, Table, sections
from .effect import COUNTED, TITLES, columns_of, star_text, table_of_sums, whole_or_known
from .formats import Presentation, Rows

Tally = tuple[int, int, int, int, int, int, int, int]
"""Households, persons, of how many a part is not known, and fen: owed, paid, their difference, and what was paid too little and too much."""

SUMS = ("owed", "paid", "difference", "underpaid", "overpaid")
COLUMNS = columns_of(SUMS)
TITLES_HERE: dict[str, Text] = {
    **TITLES,
    "total": ("All households, yuan", "全部家庭，元"),
    "month": ("By month", "按月份"),
    "programme": ("By programme", "按项目"),
    "assumed": ("Households of whom something was not stated, and what was taken", "有未填事实的家庭，及核算时所按"),
}


class Shown(NamedTuple):
    """What is shown: the first and the last month, counts, the parts, and of whom something is not known."""

    first: str
    last: str
    read: int
    rejected: int
    not_known: int
    incomplete: Mapping[str, int]
    parts: Mapping[str, Mapping[str, Tally]]


def not_reckoned_text() -> str:
    """What is not in the sums."""
    names = _(", ", "、").join(_(*PROGRAMMES[name]) for name in NOT_RECKONED)
    return _(
        "Not included, because no standard sets their rate: {programmes}.",
        "以下项目不由保障标准决定，未计入：{programmes}。",
    ).format(programmes=names)


def totals_shown(shown: Shown) -> Presentation:
    """The whole, for every format."""
    rows = [_row(part, name, tally) for part, tallies in shown.parts.items() for name, tally in tallies.items()]
    notes = _notes(shown)
    return Presentation(
        record=_record(shown, rows, notes),
        parts=lambda: [dict(zip(COLUMNS, row, strict=True)) for row in rows],
        rows=lambda: Rows(COLUMNS, rows),
        document=lambda: _document(shown, rows, notes),
        remarks=lambda: notes,
    )


def _row(part: str, name: str, tally: Tally) -> list[str]:
    """A line; a programme's difference is no claim of its own, since a month's programmes are paid together."""
    households, persons, incomplete, *sums = tally
    cells = [*sums[:-2], None, None] if part == "programme" else sums
    return [part, name, str(households), str(persons), str(incomplete), *whole_or_known(cells, bool(incomplete))]


def _notes(shown: Shown) -> list[str]:
    texts = [not_reckoned_text()]
    if shown.not_known:
        texts.append(
            _(
                "No difference can be told for {number} households: a part of what is due is not known, and what was paid "
                "was stated in one sum. Those months are in no sum of differences.",
                "有 {number} 户无法得出差额：应发待遇中有未知部分，而已发金额只填了一个总数；这些月份未计入任何差额合计。",
            ).format(number=shown.not_known)
        )
    texts += [
        _(
            "{programme}: not known for {number} households in some month, and then in no sum.",
            "{programme}：有 {number} 户在某些月份金额未知，未计入任何合计。",
        ).format(programme=_(*PROGRAMMES[name]), number=number)
        for name, number in shown.incomplete.items()
    ]
    return texts


def _record(shown: Shown, rows: Sequence[Sequence[str]], notes: list[str]) -> dict[str, object]:
    record: dict[str, Any] = {"from": shown.first, "to": shown.last}
    record |= {"rows_read": shown.read, "rows_rejected": shown.rejected, **{part: [] for part in shown.parts}}
    for row in rows:
        cells = {name: cell for name, cell in zip(COLUMNS[1:], row[1:], strict=True) if cell}
        counted = {name: int(cells[name]) for name in COUNTED[2:]}
        record[row[0]].append({**cells, **counted})
    record |= {"not_known": shown.not_known, "incomplete": dict(shown.incomplete), "not_reckoned": list(NOT_RECKONED)}
    return {**record, "notes": notes}


def _document(shown: Shown, rows: Sequence[Sequence[str]], notes: list[str]) -> Document:
    """The months and counts, a table for each part, and what is in no sum."""
    counts = _("{read} rows read, {rejected} rejected", "读入 {read} 行，退回 {rejected} 行")
    title = _("Arrears from {first} to {last}: {counts}", "{first} 至 {last} 补发核算：{counts}").format(
        first=shown.first,
        last=shown.last,
        counts=counts.format(read=shown.read, rejected=shown.rejected),
    )
    tables = [_table(part, [row for row in rows if row[0] == part]) for part, tallies in shown.parts.items() if tallies]
    star = [star_text()] if shown.incomplete else []
    return Document(title, (*tables, *sections(Notes("", (*star, *notes)))))


def _table(part: str, rows: Sequence[Sequence[str]]) -> Table:
    out = ("underpaid", "overpaid") if part == "programme" else ("difference",)
    records = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return table_of_sums(_(*TITLES_HERE[part]), records, [name for name in SUMS if name not in out])

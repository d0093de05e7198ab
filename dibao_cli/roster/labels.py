"""Lines with the household and the identity number that stand in them, before anything else of them is read."""

from __future__ import annotations

from collections.abc import Mapping

from . import duckdb_sql as db
from . import signs
from .steps import Shown
from .text_lines import CELL_END, UNREADABLE


def labelled(lines: str, places: Mapping[str, int], delimiter: str, shown: Shown) -> str:
    """A query of `row`, `line`, `household` and `id_number` from one of `row` and `line`; blank lines are none.

    Of a line that cannot be read the household is as far as it could be told. Where the roster has no such column,
    the text is blank. `shown` are the signs of the lines.
    """

    def cell(field: str, unread: str) -> str:
        if field not in places:
            return "''"
        place = places[field] + 1
        text = db.nth_part("line", delimiter, place)
        if signs.MARKS in shown:
            text = f"""CASE
            WHEN {db.starts_with("line", CELL_END)} THEN {db.after_mark("line", CELL_END, place)}
            WHEN {db.starts_with("line", UNREADABLE)} THEN {unread}
            ELSE {text} END"""
        return db.trimmed(text) if signs.BLANKS in shown else text

    household, number = cell("household", db.after_mark("line", CELL_END, 2)), cell("id_number", "''")
    return f"""
        SELECT row, line, {household} AS household, {number} AS id_number
        FROM ({lines}) AS told WHERE line IS NOT NULL"""

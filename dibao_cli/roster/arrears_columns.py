"""The columns of the arrears of a roster: a row for each household, or for each household and month."""

from __future__ import annotations

from collections.abc import Sequence

from ..files.chosen_columns import names_chosen
from ..rules.notice import BASES
from ..words.columns import called
from .duckdb_sql import nth_of
from .output_columns import Column, Table, carrying, with_carried
from .run import Run

INCOMPLETE = "incomplete"
"""In the notes of a row of which a part is not known."""


def month_text(number: str) -> str:
    return f"lpad(({number} // 12)::VARCHAR, 4, '0') || '-' || lpad(({number} % 12 + 1)::VARCHAR, 2, '0')"


def _rest() -> list[Column]:
    """The columns that rows of households and of months end in; a sum that lacks something is `known_…`."""
    notes = f"nullif(concat_ws(' ', CASE WHEN NOT complete THEN '{INCOMPLETE}' END, nullif(warnings, '')), '')"
    paid_as = "CASE WHEN stated THEN 'stated' WHEN NOT stated THEN 'old_standards' END"
    return [
        *(Column(name, name, "fen") for name in ("owed", "paid")),
        Column("paid_as", paid_as),
        *(Column(name, name, "fen") for name in ("underpaid", "overpaid")),
        Column("basis", nth_of(BASES, "basis")),
        Column("notes", notes),
        *(Column(f"known_{name}", f"known_{name}", "fen") for name in SUMS),
    ]


SUMS = ("owed", "paid", "underpaid", "overpaid")


def whole_or_known(rows: str) -> str:
    """The rows with each sum that lacks something as `known_…`. A payment that was stated lacks nothing."""
    holds = dict.fromkeys(SUMS, "complete") | {"paid": "(complete OR coalesce(stated, false))"}
    whole = ", ".join(f"CASE WHEN {of} THEN {name} END AS {name}" for name, of in holds.items())
    known = ", ".join(f"CASE WHEN NOT {of} THEN {name} END AS known_{name}" for name, of in holds.items())
    return f"SELECT * REPLACE ({whole}), {known} FROM ({rows})"


def rows_of_households(run: Run, kind: str) -> tuple[Table, str, str]:
    parts = [Column("household", "household", "data"), Column("area", "area"), Column("district", "district", "data")]
    parts += [Column("first_month", month_text("first")), Column("last_month", month_text("last"))]
    parts += [Column("months", "months"), *_rest()]
    return _chosen(parts, run, kind), carrying("of_each_household", run.columns), "row"


def rows_of_months(run: Run, kind: str) -> tuple[Table, str, str]:
    parts = [Column("household", "household", "data"), Column("month", month_text("month")), *_rest()]
    return _chosen(parts, run, kind), carrying("of_each_month", run.columns), "row, month"


def _chosen(parts: Sequence[Column], run: Run, kind: str) -> Table:
    """The columns that were asked for, all if none was. Raises `InputError`."""
    known = {part.name: part for part in parts}
    wanted = names_chosen(run.request.written, tuple(known), tuple(known), called)
    return with_carried([known[name] for name in wanted], tuple(known), run.columns, kind)

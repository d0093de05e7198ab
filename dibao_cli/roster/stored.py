"""A roster that lies in a table of an engine: one block, whose results and rejects are tables too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from .batch import answers_of
from .engine import Engine
from .output_columns import REJECTS_SOURCE, rejects_table
from .plan import Counts
from .run import Request, columns_of, head_count_of, plan_of
from .text_lines import CELL_END, Dialect
from .worker import Worker


class Answered(NamedTuple):
    """What a table came to: counts, and the queries of its results and rejects as the chain writes them.

    `fingerprints` are those of the standards that the answers rest on.
    """

    worker: Worker
    counts: Counts
    results: str
    rejects: str
    fingerprints: tuple[str, ...]
    unused: tuple[str, ...] = ()


def answered(
    engine: Engine, request: Request, headings: Sequence[str], rows: str, named: str, of_any_block: bool = False
) -> Answered:
    """Compute the `rows` (see `row_steps.rows_of_table`) of a roster. Raises `InputError`.

    `named` is what an error calls the table; `of_any_block` see `Worker`.
    """
    columns = columns_of(request, headings, named)._replace(of_lines=False)
    plan = plan_of(request, columns, Dialect(CELL_END, len(headings), columns.places.get("household")))
    worker = Worker(engine, plan._replace(table=rows), Path(), of_any_block)
    head_count = head_count_of(request, plan)
    worker.read()
    head_count.look(worker)
    head_count.check(named)
    counts = worker.answer()
    written = answers_of(request, columns, "parquet")
    fingerprints = engine.ask("SELECT fingerprint FROM notice_sets UNION SELECT fingerprint FROM cases")
    return Answered(
        worker,
        counts,
        written.table.select(written.source, written.order),
        rejects_table("parquet").select(REJECTS_SOURCE, "line"),
        _sorted(word for (word,) in fingerprints),
        columns.unused,
    )


def _sorted(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted(word for word in words if word))

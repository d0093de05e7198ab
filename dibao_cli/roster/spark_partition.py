"""On an executor of Spark: lines that were brought together by household, through the chain in DuckDB.

It is the chain of the desk, over blocks of lines like any other. What is told of a partition beside its results and
rejects is a row too, for the driver to put together.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..rules.problems import InputError, Problem
from .batch import FINGERPRINTS, answers_of, assumed_in
from .head_count import HeadCount
from .output_columns import REJECTS_SOURCE, Column, rejects_table
from .run import head_count_of, plan_of
from .signs import signs_of
from .spark_lines import ROWS_AT_ONCE, Batches
from .spark_task import Desk, Task, desk, refusing, task_in
from .text_lines import Block, Dialect
from .worker import Worker

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Table

ROWS_OF_A_BLOCK = 100_000
"""Lines that go through the chain at once: the memory of a partition is that of a block, however large it is."""

PLACE = ("of_month", "of_district")
"""The columns by which results are put into folders, beside those that were asked for."""


class Queries(NamedTuple):
    """The results and the rejects of a block."""

    results: str
    rejects: str


def queries(task: Task) -> Queries:
    """Columns that a run writes are known before there are rows. Raises `InputError`."""
    written = answers_of(task.request, task.columns, "parquet")
    source = _LINES_WITH_PLACE if task.request.lines else written.source
    month, district = (Column(name, name.removeprefix("of_")) for name in PLACE)
    table = written.table._replace(columns=(*written.table.columns, month, district))
    return Queries(table.select(source, written.order), rejects_table("parquet").select(REJECTS_SOURCE, "line"))


_LINES_WITH_PLACE = "SELECT case_lines.*, district FROM case_lines JOIN cases ON cases.household = case_lines.household"


class Account(NamedTuple):
    """What is told of a block beside its rows; of the sums and sets over all blocks the run's account is made.

    `rows` are those of the results. `certain`, `members_stated` and `nobody_described` see `HeadCount`; `assumed` are
    warnings of answers that rest on what nobody stated, with their numbers.
    """

    read: int
    rejected: int
    households: int
    rows: int
    one_by_one: int
    certain: bool
    members_stated: bool
    nobody_described: bool
    fingerprints: list[str]
    assumed: list[str]

    def table(self) -> Table:
        import pyarrow as pa

        kinds = [pa.int64()] * 5 + [pa.bool_()] * 3 + [pa.list_(pa.string())] * 2
        return pa.table(
            {name: pa.array([value], kind) for name, value, kind in zip(self._fields, self, kinds, strict=True)}
        )


class Chain(NamedTuple):
    """The chain in a process, with all that it has been told so far: the next partition goes on with it."""

    desk: Desk
    worker: Worker
    head_count: HeadCount
    queries: Queries


def chain_of(task: Task, folder: Path | None = None) -> Chain:
    """The chain for a task, in a folder or where Spark has its own. Raises `InputError`."""
    here = desk(task.request.memory, folder)
    dialect = Dialect(task.delimiter, len(task.headings), task.columns.places.get("household"))
    plan = plan_of(task.request, task.columns, dialect)
    if "id_number" in task.columns.places:
        plan = plan._replace(numbers_twice="numbers_twice")
        here.engine.make("numbers_twice", {"id_number": "VARCHAR"})
    return Chain(here, Worker(here.engine, plan, here.folder), head_count_of(task.request, plan), queries(task))


@lru_cache(maxsize=1)
def _chain_of(sent: bytes) -> Chain:
    return chain_of(task_in(sent))


def answered(sent: bytes, batches: Batches) -> Iterator[RecordBatch]:
    """Results, rejects and what is told of each block, from lines that are sorted by household. Raises `Refused`."""
    with refusing(sent) as task:
        try:
            for block in blocks(batches):
                yield from combined(tables_of(_chain_of(sent), task, block))
        except BaseException:
            _chain_of.cache_clear()  # it may have been told half of something
            raise


def blocks(batches: Batches) -> Iterator[Table]:
    """So many lines at a time, and all that a household has (`key`) in one."""
    import pyarrow as pa

    held: list[Any] = []
    rows = 0
    for batch in batches:
        held.append(batch)
        rows += batch.num_rows
        if rows < ROWS_OF_A_BLOCK:
            continue
        table = pa.Table.from_batches(held)
        keys = table.column("key").to_numpy()
        whole = int((keys != keys[-1]).sum())  # the last household may go on in the next batch
        if whole:
            yield table.slice(0, whole)
        held = table.slice(whole).to_batches()
        rows -= whole
    if rows:
        yield pa.Table.from_batches(held)


def tables_of(chain: Chain, task: Task, lines: Table) -> dict[str, Table]:
    """The results and the rejects of a block, and what is told of it. Raises `InputError`."""
    engine, worker = chain.desk.engine, chain.worker
    engine.connection.register("given", lines)
    shown = (signs_of(chunk.buffers()[2].to_pybytes()) for chunk in lines.column("line").chunks if len(chunk))
    worker.load(Block(0, b"", 0, "SELECT row, line FROM given", frozenset().union(*shown)))
    if worker.plan.numbers_twice:
        engine.keep(worker.plan.numbers_twice, "SELECT DISTINCT id_number FROM given WHERE twice")
    if engine.number("SELECT count(*) - count(DISTINCT row) FROM given"):
        raise InputError(Problem("row_number_wrong", "--row-number", task.row_number, task.request.file))
    worker.read()
    engine.connection.unregister("given")
    chain.head_count.look(worker)
    counts, readings = worker.answer(), worker.plan.readings
    results, rejects = chain.desk.table(chain.queries.results), chain.desk.table(chain.queries.rejects)
    account = Account(
        *counts,
        results.num_rows,
        engine.number("SELECT count(*) FROM cases"),
        chain.head_count.certain,
        readings.members_stated,
        readings.nobody_described,
        sorted(word for (word,) in engine.ask(FINGERPRINTS) if word),
        [f"{number} {warnings}" for warnings, number in engine.ask(assumed_in("results"))],
    )
    return {"results": results, "rejects": rejects, "account": account.table()}


def combined(tables: dict[str, Table]) -> Iterator[RecordBatch]:
    """Rows that hold a row of one of the tables each."""
    import pyarrow as pa

    types = {name: pa.struct(list(table.schema)) for name, table in tables.items()}
    for name, table in tables.items():
        for batch in table.to_batches(ROWS_AT_ONCE):
            whole = pa.StructArray.from_arrays(batch.columns, fields=list(table.schema))
            none = {other: pa.nulls(batch.num_rows, kind) for other, kind in types.items()}
            yield pa.record_batch({**none, name: whole})

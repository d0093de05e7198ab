"""On an executor of Spark: the bytes of a file, or the rows of a table, as the clean lines that the desk makes of them.

Spark brings the bytes and the rows; what they mean is said where the desk says it (`delimited`, `parquet`, `rows`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..rules.problems import InputError, Problem
from .byte_blocks import raw_blocks
from .compression import unpacked
from .delimited import stream_blocks
from .duckdb_sql import characters, contains, matches, number_of_parts, numbered_lines, split
from .labels import labelled
from .limits import LONGEST_LINE
from .parquet import Described, as_text, as_texts, checked, measured, nested_fields
from .rows import clean_line
from .signs import SIGNS, signs_of
from .spark_task import Desk, Task, desk, refusing
from .steps import Shown
from .text_lines import CELL_END, Dialect

if TYPE_CHECKING:
    from pyarrow import RecordBatch

Batches = Iterable["RecordBatch"]
"""What Spark hands over, and takes: of a partition so many rows at a time."""

LINES = "row long, line string, household string, id_number string"
"""The columns of the lines, in Spark's words. A row that names no household has a name of its own."""

FILE, ROW = "file_of_dibao", "row_of_dibao"
"""Columns beside those of the roster: the number of a row's file, and its own place in it, from 0."""


ROWS_AT_ONCE = 10_000
"""Rows of a batch that is handed over: a row of results is some hundred bytes."""


class BytesOfLines(RawIOBase):
    """The bytes of a file whose lines come one by one, without their ends."""

    def __init__(self, lines: Batches) -> None:
        self._waiting = iter(lines)
        self._ready = memoryview(b"")
        self._given = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._given

    def readinto(self, buffer: Any) -> int:
        while not self._ready and (batch := next(self._waiting, None)) is not None:
            self._ready = memoryview(b"".join(line + b"\n" for line in batch.column("line").to_pylist()))
        piece = self._ready[: len(buffer)]
        buffer[: len(piece)] = piece
        self._ready = self._ready[len(piece) :]
        self._given += len(piece)
        return len(piece)


def counted_lines(sent: bytes, batches: Batches) -> Iterator[RecordBatch]:
    """How many lines each file has, as the desk counts them. Raises `Refused`."""
    import pyarrow as pa

    with refusing(sent) as task:
        for number, stream in _files(batches):
            lines = sum(block.count(b"\n") for block in raw_blocks(unpacked(stream, task.files[number].name)))
            yield pa.record_batch({"file": pa.array([number], pa.int64()), "rows": pa.array([lines], pa.int64())})


def lines_of_files(sent: bytes, batches: Batches) -> Iterator[RecordBatch]:
    """The clean lines of files of separated values. Raises `Refused`."""
    with refusing(sent) as task, _desk(task) as here:
        dialect = Dialect(task.delimiter, len(task.headings), task.columns.places.get("household"))
        for number, stream in _files(batches):
            file = task.files[number]
            for block in stream_blocks(unpacked(stream, file.name), dialect, file.heading):
                written = here.folder / "lines.txt"
                written.write_bytes(block.text)
                lines = numbered_lines(written, block.first_line + file.before)
                yield from _labelled(here, task, lines, signs_of(block.text))


def _files(batches: Batches) -> Iterator[tuple[int, BufferedReader]]:
    """The files of a partition, each by its number, with their bytes. A file lies in one partition as a whole."""
    pieces = (piece for batch in batches for piece in _by_file(batch))
    for number, parts in groupby(pieces, key=lambda piece: piece[0]):
        yield number, BufferedReader(BytesOfLines(part for _number, part in parts), 1 << 20)


def _by_file(batch: RecordBatch) -> Iterator[tuple[int, RecordBatch]]:
    """A batch in pieces of one file each."""
    start = 0
    for number, rows in groupby(batch.column(FILE).to_pylist()):
        length = sum(1 for _row in rows)
        yield number, batch.slice(start, length)
        start += length


def lines_of_rows(sent: bytes, batches: Batches) -> Iterator[RecordBatch]:
    """The clean lines of rows whose cells are apart. Raises `Refused`."""
    import pyarrow as pa

    with refusing(sent) as task, _desk(task) as here:
        connection = here.engine.connection
        here.engine.make("files", {"number": "BIGINT", "before_it": "BIGINT"})
        files = [{"number": number, "before_it": file.before} for number, file in task.files.items()]
        here.engine.put("files", ("number", "before_it"), files)
        for batch in batches:
            connection.register("given", pa.Table.from_batches([batch]))
            described = [(name, kind) for name, kind, *_rest in connection.execute("DESCRIBE given").fetchall()]
            cells, (_row, kind) = described[:-2], described[-2]
            here.engine.keep("cells", f"SELECT {_number(task, kind)} AS row, {as_texts(cells)} FROM {_GIVEN}")
            connection.unregister("given")
            if here.engine.number('SELECT count(*) FROM cells WHERE "row" IS NULL'):
                raise InputError(Problem("row_number_wrong", "--row-number", task.row_number, task.request.file))
            yield from _labelled(here, task, _lines(here, task, cells), SIGNS)


_GIVEN = f"given JOIN files ON files.number = given.{FILE}"


def _number(task: Task, kind: str) -> str:
    """The number of a row: that of its column, NULL where it is none; else its place in the files together."""
    if not task.row_number:
        return f"{ROW} + before_it + 1"
    text = as_text(ROW, kind)
    return f"TRY_CAST(CASE WHEN {matches(text, '[0-9]{1,18}')} THEN {text} END AS BIGINT)"


def _lines(here: Desk, task: Task, described: Described) -> str:
    """A query of the rows of `cells` as lines: DuckDB's but for the few odd ones, read as on the desk."""
    width, nested = len(described), nested_fields(described, task.columns)
    end = characters(CELL_END)
    line = f"{end} || concat_ws({end}, {', '.join(f'cell_{n}' for n in range(width))})"
    odd = [f"length(line) > {LONGEST_LINE}", *(f"cell_{place} <> ''" for place in nested)]
    odd += [f"{number_of_parts(split('line', CELL_END))} <> {width + 1}"]
    odd += [contains("line", characters(each)) for each in "\0\x02\x1e\r\n"]
    here.engine.keep("told", f"SELECT row, line, {' OR '.join(odd)} AS odd FROM (SELECT *, {line} AS line FROM cells)")
    query = measured(width, "cells WHERE row IN (SELECT row FROM told WHERE odd)", before="row, ")
    dialect = Dialect(CELL_END, width, task.columns.places.get("household"))
    lines = (
        {"row": row, "line": clean_line(checked(long, texts, nested), dialect)}
        for row, long, *texts in here.engine.ask(query)
    )
    here.engine.make("odd_lines", {"row": "BIGINT", "line": "VARCHAR"})
    here.engine.put("odd_lines", ("row", "line"), lines)
    return "SELECT row, line FROM told WHERE NOT odd UNION ALL SELECT row, line FROM odd_lines"


def _labelled(here: Desk, task: Task, lines: str, shown: Shown) -> Iterator[RecordBatch]:
    """Lines with what they are brought together by. Rows that name no household belong to none: each has its own."""
    found = labelled(lines, task.columns.places, task.delimiter, shown)
    own = "coalesce(nullif(household, ''), CAST(row AS VARCHAR)) AS household"
    yield from here.table(f"SELECT row, line, {own}, id_number FROM ({found})").to_batches(ROWS_AT_ONCE)


@contextmanager
def _desk(task: Task) -> Iterator[Desk]:
    """DuckDB for one partition."""
    here = desk(task.request.memory)
    try:
        yield here
    finally:
        here.engine.connection.close()
        shutil.rmtree(here.folder, ignore_errors=True)

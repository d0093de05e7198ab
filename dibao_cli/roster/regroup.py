"""Rosters whose households' rows stand far apart: their lines, sorted so that they stand together.

The lines are sorted as text, by the place of each household's first row, on disk where memory ends; the
sorted lines are then a roster like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import duckdb

from . import duckdb_sql as db
from . import signs
from .labels import labelled
from .run import Gathered, Run, Spread, Unordered
from .text_lines import Block

LINES_OF_A_BLOCK = 300_000
LARGEST_IN_MEMORY = 128_000_000
"""Bytes of a roster whose lines are not packed for the disk; what memory does not hold is still put there."""


Once = TypeVar("Once")


def completed(run: Run, once: Callable[[Run], Once]) -> Once:
    """Do something once over a roster, whatever the order of its rows: as it stands if that can be."""
    try:
        return once(run)
    except Unordered:
        run.keep_hashes()
    except Spread:
        return once(sorted_by_household(run))
    try:
        return once(run)
    except Spread:
        return once(sorted_by_household(run))


def sorted_by_household(run: Run) -> Run:
    """A run over the same roster, sorted. Its rejects keep the numbers that the lines have in the file."""
    connection = run.database
    store = run.folder / "gathered.db"
    # DuckDB takes what follows a question mark in such a name for options, also where a link hides it.
    small = 0 < run.source.size <= LARGEST_IN_MEMORY or "?" in str(store.resolve())
    connection.execute(db.attached(":memory:" if small else str(store), "store"))
    numbers_twice, found = _gather(run)
    connection.execute("""
        CREATE TABLE store.sorted AS
        SELECT row, line, first FROM store.gathered
        JOIN (SELECT household, min(row) AS first FROM store.gathered GROUP BY household) USING (household)
        ORDER BY first, row""")
    connection.execute("DROP TABLE store.gathered")
    source = run.source._replace(blocks=lambda _columns: _blocks(connection, found))
    return Run(run.request, run.folder, gathered=Gathered(source, connection, numbers_twice, run.plan))


def _gather(run: Run) -> tuple[str, frozenset[str]]:
    """Put all lines aside, each with its household.

    Gives the table of the identity numbers that stand twice, if any, and the signs of all lines.
    """
    connection, places, delimiter = run.database, run.columns.places, run.plan.dialect.delimiter
    found: frozenset[str] = frozenset()
    number = ", id_number" if "id_number" in places else ""
    columns = f"row BIGINT, line VARCHAR, household {db.HASH}{number and f'{number} VARCHAR'}"
    connection.execute(f"CREATE TABLE store.gathered ({columns})")
    file = run.folder / "gather.txt"
    for block in run.source.blocks(run.columns):
        shown = signs.signs_of(block.text)
        found |= shown
        file.write_bytes(block.text)
        lines = labelled(db.numbered_lines(file, block.first_line), places, delimiter, shown)
        connection.execute(f"""
            INSERT INTO store.gathered
            SELECT row, line, {db.short_hash("household")}{number} FROM ({lines})""")
    if not number:
        return "", found
    connection.execute("""
        CREATE TABLE store.numbers_twice AS
        SELECT id_number FROM store.gathered WHERE id_number <> '' GROUP BY id_number HAVING count(*) > 1""")
    return "store.numbers_twice", found


def _blocks(connection: duckdb.DuckDBPyConnection, found: frozenset[str]) -> Iterator[Block]:
    """Ranges of first rows that hold about so many lines; a household's rows have the same first row."""
    cursor = connection.cursor()
    part = db.whole_quotient("sum(count(*)) OVER (ORDER BY first) - 1", LINES_OF_A_BLOCK)
    bounds = cursor.execute(f"""
        SELECT min(first), count(*) FROM (
            SELECT first, {part} AS part
            FROM store.sorted GROUP BY first
        ) GROUP BY part ORDER BY part""").fetchall()
    starts = [start for start, _rows in bounds]
    for start, end in zip(starts, [*starts[1:], None], strict=False):  # without any rows there is no start
        until = "" if end is None else f" AND first < {end}"
        yield Block(0, b"", 0, f"SELECT row, line FROM store.sorted WHERE first >= {start}{until}", found)

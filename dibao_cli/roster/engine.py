"""The engine that runs the chain: keep a step as a table, make a view, ask for rows, put rows that Python computed.

DuckDB on the desk; `postgres` is another. All are told the chain in DuckDB's words.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

import duckdb

from .duckdb_sql import characters, split
from .sql import FLOOR_DIVIDE

Columns = Mapping[str, str]
"""Columns of a table with their SQL types."""

Row = Mapping[str, object]
"""A row by the names of its columns."""

_ROWS_AT_A_TIME, _ONE_BY_ONE = 5000, 2000
"""Rows that are put at once, and up to how many values are handed over one by one."""

_MOST_PARSED = 200


class Engine(Protocol):
    """What the chain asks of an engine, which has tables and views of its own. Not for use from two threads at once."""

    def run(self, sql: str) -> None: ...

    def keep(self, name: str, select: str) -> None:
        """Keep a query's rows as a table."""

    def view(self, name: str, select: str) -> None:
        """Give a query a name; it is run where it is used."""

    def drop(self, name: str) -> None:
        """Forget a step that is a view in one block and a table in another."""

    def ask(self, sql: str) -> list[tuple[Any, ...]]: ...

    def ask_rows(self, sql: str) -> Iterable[dict[str, Any]]:
        """The rows of a query by the names of its columns, one after another; meanwhile rows may be put elsewhere."""

    def number(self, sql: str) -> int:
        """The one number that a query comes to."""

    def make(self, table: str, columns: Columns) -> None:
        """Make an empty table for rows that Python computes."""

    def put(self, table: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
        """Add rows to such a table."""


class DuckDB:
    """One connection to DuckDB."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, parsed: dict[str, list[duckdb.Statement]] | None = None
    ) -> None:
        """`parsed` is shared by the connections of a run: blocks are asked much the same, parsed once."""
        self.connection = connection
        self._parsed = {} if parsed is None else parsed
        self.run(FLOOR_DIVIDE)

    def run(self, sql: str) -> None:
        parsed = self._parsed.get(sql)
        if parsed is None:
            if len(self._parsed) >= _MOST_PARSED:
                self._parsed.clear()
            parsed = self._parsed[sql] = self.connection.extract_statements(sql)
        for statement in parsed:
            self.connection.execute(statement)

    def keep(self, name: str, select: str) -> None:
        self.run(f"CREATE OR REPLACE TEMP TABLE {name} AS {select}")

    def view(self, name: str, select: str) -> None:
        self.run(f"CREATE OR REPLACE TEMP VIEW {name} AS {select}")

    def drop(self, name: str) -> None:
        for kind in ("VIEW", "TABLE"):
            with contextlib.suppress(duckdb.CatalogException):
                self.run(f"DROP {kind} IF EXISTS {name}")

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        self.run(sql)
        return self.connection.fetchall()

    def ask_rows(self, sql: str) -> list[dict[str, Any]]:
        found = self.ask(sql)
        names = [column[0] for column in self.connection.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found]

    def number(self, sql: str) -> int:
        ((number,),) = self.ask(sql)
        return int(number)

    def make(self, table: str, columns: Columns) -> None:
        declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        self.run(f"CREATE OR REPLACE TEMP TABLE {table} ({declared})")

    def put(self, table: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
        names, waiting = tuple(columns), iter(rows)
        while part := [[row[name] for name in names] for row in islice(waiting, _ROWS_AT_A_TIME)]:
            self._put(table, part)

    def _put(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        width = len(rows[0])
        text = _in_one_text(rows) if len(rows) * width > _ONE_BY_ONE else None
        if text is None:
            at_a_time = max(1, _ONE_BY_ONE // width)
            for part in (rows[n : n + at_a_time] for n in range(0, len(rows), at_a_time)):
                holders = ", ".join(["(" + ", ".join(["?"] * width) + ")"] * len(part))
                self.connection.execute(f"INSERT INTO {table} VALUES {holders}", [each for row in part for each in row])
            return
        cells = ", ".join(f"nullif(cell[{n}], {characters(_NOTHING)})" for n in range(1, width + 1))
        row = f"unnest({split('$1', _NEXT_ROW)})"
        apart = f"SELECT {split(row, _NEXT)} AS cell"
        self.connection.execute(f"INSERT INTO {table} SELECT {cells} FROM ({apart})", [text])


_NEXT, _NEXT_ROW, _NOTHING = "\x1c", "\x1d", "\x1e"
"""Between two values, between two rows, and where there is no value."""


def _in_one_text(rows: Sequence[Sequence[object]]) -> str | None:
    """Rows as one text, which DuckDB takes three times as fast as values; None if a value holds what parts them."""
    nothing = sum(row.count(None) for row in rows)
    text = _NEXT_ROW.join([_NEXT.join([_NOTHING if value is None else str(value) for value in row]) for row in rows])
    parts = len(rows) - 1, len(rows) * (len(rows[0]) - 1), nothing
    return text if (text.count(_NEXT_ROW), text.count(_NEXT), text.count(_NOTHING)) == parts else None

"""The chain in PostgreSQL: the roster stays where it is, and what the chain needs is temporary.

Nothing but the table, and the two that are written, is looked at: the search path holds the connection's own
temporary schema only, so that no table of the same name as a step can stand in for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .dialects import translated, type_in
from .duckdb_sql import quoted_name
from .engine import Columns, Row
from .postgres_sql import POSTGRES, SETTINGS, WAYS, as_needed

if TYPE_CHECKING:
    import psycopg


_ROWS_AT_A_TIME = 5000
TEXT = 25
"""How PostgreSQL numbers the type of texts."""


class PostgresEngine:
    """An `Engine` over one transaction of a connection."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self.connection = connection
        own = ("SET LOCAL search_path = pg_temp, pg_catalog", "SET LOCAL cursor_tuple_fraction = 1")
        for setting in (*own, *SETTINGS, as_needed(WAYS)):
            self.execute(setting)

    def run(self, sql: str) -> None:
        self.execute(translated(sql, POSTGRES))

    def keep(self, name: str, select: str) -> None:
        """Keep a query's rows as a table, and have the planner know how many they are."""
        self.execute(f'CREATE TEMP TABLE "{name}" AS {translated(select, POSTGRES)}')
        self.execute(f'ANALYZE pg_temp."{name}"')

    def view(self, name: str, select: str) -> None:
        self.execute(f'CREATE TEMP VIEW "{name}" AS {translated(select, POSTGRES)}')

    def drop(self, name: str) -> None:
        """Nothing is there yet: the whole table is one block."""

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self.execute(translated(sql, POSTGRES)).fetchall()

    def ask_rows(self, sql: str) -> Iterator[dict[str, Any]]:
        """A part of them at a time: the households that are computed one by one may be many."""
        with self.connection.cursor("asked_rows") as found:
            found.itersize = _ROWS_AT_A_TIME
            found.execute(translated(sql, POSTGRES).encode())
            names = [column.name for column in found.description or ()]
            for row in found:
                yield dict(zip(names, row, strict=True))

    def number(self, sql: str) -> int:
        ((number,),) = self.ask(sql)
        return int(number)

    def make(self, table: str, columns: Columns) -> None:
        declared = ", ".join(f'"{name}" {type_in(kind, POSTGRES)}' for name, kind in columns.items())
        self.execute(f'CREATE TEMP TABLE "{table}" ({declared})')

    def put(self, table: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
        names = tuple(columns)
        listed = ", ".join(f'"{name}"' for name in names)
        with self.connection.cursor().copy(f'COPY pg_temp."{table}" ({listed}) FROM STDIN'.encode()) as copy:
            for row in rows:
                copy.write_row([row[name] for name in names])
        self.execute(f'ANALYZE pg_temp."{table}"')

    def store(self, name: str, select: str) -> None:
        """Write a query's rows to a table (a quoted name) that stays; its texts compare as the database's do."""
        rows = f"({translated(select, POSTGRES)}) AS answers"
        columns = self.execute(f"SELECT * FROM {rows} LIMIT 0").description or ()
        listed = (
            quoted_name(column.name)
            + (f' COLLATE "default" AS {quoted_name(column.name)}' if column.type_code == TEXT else "")
            for column in columns
        )
        self.execute(f"CREATE TABLE {name} AS SELECT {', '.join(listed)} FROM {rows}")

    def execute(self, sql: str) -> psycopg.Cursor[tuple[Any, ...]]:
        """Run a statement in PostgreSQL's own words."""
        return self.connection.execute(sql.encode())


_CHINA_TIME = "{0} AT TIME ZONE 'UTC' + INTERVAL '8 hours'"
_MONTHS = {"date": "{0}", "timestamp without time zone": "{0}", "timestamp with time zone": _CHINA_TIME}
"""Of the types of times, what they are by China's clock; the clocks of the server and of its client have no say."""


def stored_rows(table: str, described: Iterable[tuple[str, str]], row: str = "") -> str:
    """The rows of a table (a quoted name) as `Plan.table` wants them, in PostgreSQL's own words.

    `described` are the columns with their types. Without a column that numbers them, in the order in which they are
    stored. Texts are the same if their bytes are, whatever a column takes for the same.
    """
    number = f"CAST({quoted_name(row)} AS BIGINT)" if row else "row_number() OVER (ORDER BY tableoid, ctid)"
    cells = (f'{_as_text(*each)} COLLATE "C" AS cell_{n}' for n, each in enumerate(described))
    return f"SELECT {number} AS row, {', '.join(cells)} FROM {table}"


def _as_text(heading: str, kind: str) -> str:
    """A value of a type as the text that a roster would have: of a time its month, as a file of Parquet is read."""
    name = quoted_name(heading)
    text = f"CAST({name} AS TEXT)"
    if kind not in _MONTHS:
        return text
    return f"CASE WHEN isfinite({name}) THEN to_char({_MONTHS[kind].format(name)}, 'YYYY-MM') ELSE {text} END"

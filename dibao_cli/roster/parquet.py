"""Rosters in Parquet: the file that is named and no other, and nothing of the names of its folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ..rules.problems import InputError, Problem
from .columns import Columns
from .database import connected
from .duckdb_sql import quoted_name, quoted_pattern
from .limits import LONGEST_LINE
from .rows import Faulty, Row

Described = Sequence[tuple[str, str]]
"""The headings of a table, each with its type."""

_ROWS_AT_ONCE = 500  # each is up to LONGEST_LINE long
_POINT_IN_TIME = "TIMESTAMP WITH TIME ZONE"
_CHINA_TIME = 8 * 3600 * 1_000_000
"""Microseconds that a point in time is ahead of UTC where the roster is from; the clock of the machine has no say."""


def columns_of(path: Path, file: str) -> Described:
    """The headings, each with its type. Raises `InputError`.

    INT96, the old way to write times, does not say what it is: it is a point in time, as Spark and Hive write it.
    """
    with _refusing(file):
        connection = connected(reads=path)
        described = [(name, kind) for name, kind, *_rest in connection.execute(f"DESCRIBE {_all_of(path)}").fetchall()]
        if not any(kind == "TIMESTAMP" for _name, kind in described):
            return described
        found = connection.execute(f"SELECT name FROM parquet_schema({quoted_pattern(path)}) WHERE type = 'INT96'")
        old = {name for (name,) in found.fetchall()}
    return [(name, _POINT_IN_TIME if name in old and kind == "TIMESTAMP" else kind) for name, kind in described]


def rows(path: Path, file: str, described: Described, columns: Columns, memory: str) -> Iterator[Row]:
    """The rows as texts; lists and tables of cells are faults where a field stands. Raises `InputError`."""
    number, nested = len(described), nested_fields(described, columns)
    with _refusing(file):
        connection = connected(reads=path, memory=memory)
        found = connection.execute(measured(number, f"(SELECT {as_texts(described)} FROM ({_all_of(path)}))"))
    while True:
        with _refusing(file):
            part = found.fetchmany(_ROWS_AT_ONCE)
        if not part:
            return
        for long, *row in part:
            yield checked(long, row, nested)


def as_texts(described: Described) -> str:
    """The cells of a row as texts, as they are selected: `cell_0`, `cell_1` …"""
    return ", ".join(f"{as_text(heading, kind)} AS cell_{n}" for n, (heading, kind) in enumerate(described))


def measured(number: int, source: str, before: str = "") -> str:
    """A query of whether a row's cells are too long together, and the cells as far as they are shown.

    The columns of the source that come `before` go along. What is long is computed below the cells that ask for it:
    as a name beside them DuckDB would put its whole formula into each, and 800 cells took it minutes.
    """
    lengths = ", ".join(f"length(cell_{n})" for n in range(number))
    shown = ", ".join(f"CASE WHEN long THEN left(cell_{n}, 100) ELSE cell_{n} END" for n in range(number))
    return f"SELECT {before}long, {shown} FROM (SELECT *, list_sum([{lengths}]) > {LONGEST_LINE} AS long FROM {source})"


def nested_fields(described: Described, columns: Columns) -> list[int]:
    """The places of fields that hold lists or tables."""
    return [place for place in columns.places.values() if _is_nested(described[place][1])]


def checked(long: bool, row: Sequence[str], nested: Iterable[int]) -> Row:
    """A row, or what is wrong with it as a whole."""
    fault = next((place for place in nested if row[place]), None)
    if long:
        return Faulty("line_too_long", row)
    return row if fault is None else Faulty("wrong_type", row, fault, row[fault])


def _all_of(path: Path) -> str:
    return f"SELECT * FROM read_parquet({quoted_pattern(path)}, hive_partitioning = false)"


@contextmanager
def _refusing(file: str) -> Iterator[None]:
    """Whatever DuckDB says of a file that it cannot read is one clear line."""
    try:
        yield
    except duckdb.OutOfMemoryException:  # which says nothing of the file
        raise
    except (duckdb.Error, UnicodeDecodeError, OSError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise InputError(Problem("unreadable_file", file=file, details={"reason": reason[:200]})) from None


def _is_nested(kind: str) -> bool:
    return kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION"))


def as_text(heading: str, kind: str) -> str:
    """A value of a type as the text that a roster would have, as SQL."""
    quoted = quoted_name(heading)
    if kind == _POINT_IN_TIME:
        return f"coalesce(strftime(make_timestamp(epoch_us({quoted}) + {_CHINA_TIME}), '%Y-%m'), '')"
    if kind.startswith(("DATE", "TIMESTAMP")):
        return f"coalesce(strftime({quoted}, '%Y-%m'), '')"
    if kind in ("FLOAT", "DOUBLE"):  # 3.0 is 3, which is a number of members
        whole = f"{quoted} = trunc({quoted}) AND abs({quoted}) < 1e15"
        return f"coalesce(CASE WHEN {whole} THEN {quoted}::BIGINT::VARCHAR ELSE {quoted}::VARCHAR END, '')"
    return f"coalesce({quoted}::VARCHAR, '')"

"""What the chain is made of: steps in SQL, look-ups by Python, and what a block shows.

A look-up is: distinct keys out, computed rows in, and later steps join them. So few texts, kinds and settings
cross over to Python, and no row does.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from .engine import Columns, Engine, Row

Shown = Container[str]
"""Words for what the block has shown so far, as its checks name it; `EVERYTHING` for a query of any block."""

Sql = Callable[[Shown], str]


class _Everything:
    def __contains__(self, _word: object) -> bool:
        return True


EVERYTHING: Shown = _Everything()


def always(sql: str) -> Sql:
    """A query that is the same whatever a block shows."""
    return lambda _shown: sql


class Step(NamedTuple):
    """A query with a name, kept as a table or made a view.

    `table_if` names what a block must show for a view to be kept as a table; `only_if` for the step to be run.
    """

    name: str
    sql: Sql
    kept_as: Literal["table", "view"] = "table"
    table_if: str = ""
    only_if: str = ""

    def is_table(self, shown: Shown) -> bool:
        return self.kept_as == "table" or (bool(self.table_if) and self.table_if in shown)


class Lookup(NamedTuple):
    """A table of what Python computes for each distinct key of `keys`, once.

    `keys` selects the columns of `key` in their order, `compute` is called with them by name and gives the rest of
    the row, or None for no row. `kept_for` says how long a row holds: for the run, or until other standards or
    another block come.
    """

    name: str
    key: Columns
    columns: Columns
    keys: Sql
    compute: Callable[..., Row | None]
    kept_for: Literal["run", "standards", "block"] = "run"
    only_if: str = ""


class Check(NamedTuple):
    """A question to the block, in one row: the columns that are true are words that later steps are written by."""

    name: str
    sql: Sql


class OneByOne(NamedTuple):
    """Tables that Python computes row by row; `rows` gives (table, row) for each. None without `only_if`."""

    name: str
    tables: Mapping[str, Columns]
    rows: Callable[[Engine], Iterator[tuple[str, Row]]]
    only_if: str


Part = Step | Lookup | Check | OneByOne


def tables_of(part: Part) -> Mapping[str, Columns]:
    """The tables of a part that Python fills."""
    if isinstance(part, Lookup):
        return {part.name: {**part.key, **part.columns}}
    return part.tables if isinstance(part, OneByOne) else {}


def by_name(**columns: str) -> Columns:
    """Columns with their types."""
    return columns


def listed(parts: Any) -> str:
    """What a query selects, one to a line."""
    return ",\n       ".join(parts)

"""DuckDB as one of the engines that a file can be written for: the chain in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .dialects import inserted
from .sql import FLOOR_DIVIDE


class DuckDBDialect:
    name = "duckdb"
    opening: tuple[str, ...] = (FLOOR_DIVIDE, "BEGIN")
    closing: tuple[str, ...] = ("COMMIT",)

    def say(self, query: str) -> str:
        return query.strip()

    def kept(self, name: str, query: str) -> str:
        return f'CREATE OR REPLACE TEMP TABLE "{name}" AS\n{query}'

    def looked_up(self, name: str, columns: Mapping[str, str], rows: Sequence[str]) -> Iterator[str]:
        return inserted("OR REPLACE TEMP TABLE", name, columns, rows)


DUCKDB = DuckDBDialect()

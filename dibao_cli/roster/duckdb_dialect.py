"""DuckDB as one of the engines that a file can be written for: the chain in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .dialects import inserted
from .sql import FLOOR_DIVIDE


class DuckDBDialect:
    name = "duckdb"
    opening = (FLOOR_DIVIDE, "BEGIN")
    closing = ("COMMIT",)

    def kept(self, name: str, query: str) -> str:
        return f'CREATE OR REPLACE TEMP TABLE "{name}" AS\n{query}'

    def looked_up(self, name: str, columns: Mapping[str, str], rows: Sequence[str]) -> Iterator[str]:
        return inserted("OR REPLACE TEMP TABLE", name, columns, rows)

    def whole(self, pattern: str) -> str:
        raise NotImplementedError  # nothing is translated

    divided = set_of_numbers = own = whole  # type: ignore[assignment]


DUCKDB = DuckDBDialect()

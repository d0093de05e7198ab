"""A plain list of rows in each format, for commands that show a table and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from .rows import markdown_table, separated
from .width import cells

GAP = 2


def listing(columns: Sequence[str], rows: Sequence[Sequence[str]], format: str) -> str:
    """The rows under fixed column names; a `table` is aligned, and its last column may be of any width."""
    if format in ("json", "ndjson"):
        import json

        records = [dict(zip(columns, row, strict=True)) for row in rows]
        if format == "json":
            return json.dumps(records, ensure_ascii=False, indent=2) + "\n"
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    if format == "markdown":
        return markdown_table(columns, rows)
    if format == "table":
        return _aligned([columns, *rows])
    return separated(columns, rows, comma=format == "csv")


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    lines = (
        "".join(cell + " " * (width - cells(cell) + GAP) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "".join(line.rstrip() + "\n" for line in lines)

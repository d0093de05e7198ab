"""What Spark says otherwise than DuckDB; with `spark.sql.ansi.enabled` an overflow is an error, never a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp

from .dialects import translated


class Spark:
    name = "spark"
    opening: tuple[str, ...] = (
        "SET spark.sql.ansi.enabled = true",
        "CREATE DATABASE dibao_run",
        "USE dibao_run",
    )
    """Steps are tables of a database of their own: a chain of views is one plan, which outgrows the driver's memory."""
    closing: tuple[str, ...] = ("USE default", "DROP DATABASE dibao_run CASCADE")

    def say(self, query: str) -> str:
        return translated(query, self)

    def kept(self, name: str, query: str) -> str:
        return f"CREATE TABLE `{name}` USING PARQUET AS\n{query}"

    def looked_up(self, name: str, columns: Mapping[str, str], rows: Sequence[str]) -> Iterator[str]:
        """Spark has no temporary table that rows can be put into: the rows are the view."""
        typed = ", ".join(f"CAST(`{column}` AS {kind}) AS `{column}`" for column, kind in columns.items())
        names = ", ".join(f"`{column}`" for column in columns)
        none = f"({', '.join(['NULL'] * len(columns))})"
        source = ",\n".join(rows) or none
        yield (
            f"CREATE OR REPLACE TEMP VIEW `{name}` AS\nSELECT {typed}\nFROM VALUES\n{source}\nAS told ({names})"
            + ("" if rows else " WHERE false")
        )

    def whole(self, pattern: str) -> str:
        return rf"\A(?:{pattern})\z"  # Java's \Z, and its $, let a last line end pass

    def divided(self, dividend: exp.Expression, divisor: exp.Expression) -> exp.Expression:
        return exp.IntDiv(this=dividend, expression=divisor)

    def parts(self, text: exp.Expression, separator: exp.Expression) -> exp.Expression:
        return exp.Anonymous(this="split", expressions=[text, separator])

    def set_of_numbers(self, number: exp.Expression) -> exp.Expression:
        return exp.maybe_parse(
            f"array_join(transform(array_sort(collect_set({number.sql('spark')})), x -> CAST(x AS STRING)), ' ')",
            dialect="spark",
        )


SPARK = Spark()

"""What Spark says otherwise than DuckDB, with `spark.sql.ansi.enabled`: an overflow is an error there, never a number."""

from __future__ import annotations

from sqlglot import exp


class Spark:
    name = "spark"

    def whole(self, pattern: str) -> str:
        return rf"\A(?:{pattern})\z"  # Java's \Z, and its $, let a last line end pass

    def divided(self, dividend: exp.Expression, divisor: exp.Expression) -> exp.Expression:
        return exp.IntDiv(this=dividend, expression=divisor)

    def set_of_numbers(self, number: exp.Expression) -> exp.Expression:
        return exp.maybe_parse(
            f"array_join(transform(array_sort(collect_set({number.sql('spark')})), x -> CAST(x AS STRING)), ' ')",
            dialect="spark",
        )

    def own(self, node: exp.Expression) -> exp.Expression:
        return node


SPARK = Spark()

"""What PostgreSQL says otherwise than DuckDB; kept to what openGauss and KingbaseES document too."""

from __future__ import annotations

from sqlglot import exp


class Postgres:
    name = "postgres"

    def whole(self, pattern: str) -> str:
        return rf"\A(?:{pattern})\Z"

    def divided(self, dividend: exp.Expression, divisor: exp.Expression) -> exp.Expression:
        return exp.Div(this=dividend, expression=divisor, typed=True, safe=False)

    def set_of_numbers(self, number: exp.Expression) -> exp.Expression:
        distinct = exp.Distinct(expressions=[number.copy()])
        ordered = exp.Order(this=distinct, expressions=[exp.Ordered(this=number.copy())])
        return exp.func("array_to_string", exp.ArrayAgg(this=ordered), exp.Literal.string(" "), dialect="postgres")

    def own(self, node: exp.Expression) -> exp.Expression:
        return node


POSTGRES = Postgres()

"""What PostgreSQL says otherwise than DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp

from .dialects import inserted, translated

SETTINGS = (
    "SET LOCAL client_min_messages = warning",
    "SET LOCAL standard_conforming_strings = on",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL extra_float_digits = 1",
)
"""For one transaction: what texts mean, and how values become texts."""


class Postgres:
    name = "postgres"
    opening: tuple[str, ...] = ("BEGIN", *SETTINGS)
    closing: tuple[str, ...] = ('DROP VIEW "roster_cells" CASCADE', "COMMIT")
    """Temporary tables go with the transaction, and views over them; the one over the roster would stay."""

    def say(self, query: str) -> str:
        return translated(query, self)

    def kept(self, name: str, query: str) -> str:
        return f'CREATE TEMP TABLE "{name}" ON COMMIT DROP AS\n{query};\n\nANALYZE "{name}"'

    def looked_up(self, name: str, columns: Mapping[str, str], rows: Sequence[str]) -> Iterator[str]:
        yield from inserted("TEMP TABLE", name, columns, rows, " ON COMMIT DROP")
        yield f'ANALYZE "{name}"'

    def whole(self, pattern: str) -> str:
        return rf"\A(?:{pattern})\Z"

    def divided(self, dividend: exp.Expression, divisor: exp.Expression) -> exp.Expression:
        return exp.Div(this=dividend, expression=divisor, typed=True, safe=False)

    def parts(self, text: exp.Expression, separator: exp.Expression) -> exp.Expression:
        return exp.Anonymous(this="string_to_array", expressions=[text, separator])

    def set_of_numbers(self, number: exp.Expression) -> exp.Expression:
        distinct = exp.Distinct(expressions=[number.copy()])
        ordered = exp.Order(this=distinct, expressions=[exp.Ordered(this=number.copy())])
        return exp.ArrayToString(this=exp.ArrayAgg(this=ordered), expression=exp.Literal.string(" "))


POSTGRES = Postgres()

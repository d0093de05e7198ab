"""What PostgreSQL says otherwise than DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp

from .dialects import inserted, translated
from .duckdb_sql import quoted

SETTINGS = (
    "SET LOCAL client_min_messages = warning",
    "SET LOCAL standard_conforming_strings = on",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL extra_float_digits = 1",
)
"""For one transaction: what texts mean, and how values become texts."""


WAYS = {
    "an empty text is a text": "'' IS NOT NULL AND '' = ''",
    "no other text is the same": "'a' <> 'A' AND 'a' <> 'a '",
    "texts are joined": "'a' || '' || 'b' = 'ab' AND concat_ws('-', 'a', '', 'b') = 'a--b'",
    "characters are characters": "length('低保') = 2 AND trim('　' FROM '　a　') = 'a'",
    "a backslash is one": r"length('\') = 1",
    "patterns are of the whole": r"'ab' ~ '\A(?:[a-z]{2})\Z' AND NOT ('ab' ~ '\A(?:a)\Z')",
    "a line end is no end": r"NOT ('a' || chr(10) ~ '\A(?:a)\Z')",
    "division rounds toward zero": "div(-7, 2) = -3 AND div(9007199254740993, 1) = 9007199254740993",
    "a remainder has the dividend's sign": "-7 % 3 = -1",
    "bits are bits": "6 & 3 = 2 AND (6 | 1) = 7",
    "nothing is left out of the greatest": "greatest(NULL, 1) = 1 AND least(1, NULL) = 1",
    "amounts are exact": "CAST(CAST('999999999.99' AS DECIMAL(11, 2)) * 100 AS BIGINT) = 99999999999",
    "a truth is a number": "CAST(1 = 1 AS INT) = 1",
}
"""What a file relies on, and databases of PostgreSQL's kind may have otherwise: openGauss and KingbaseES take an empty
text for none unless they are told to be as PostgreSQL, and openGauss divides whole numbers with a rest."""


def as_needed(ways: Mapping[str, str]) -> str:
    """A query that stops with the name of a way that the database does not have: a text in the place of a number."""
    found = "\nUNION ALL ".join(
        f'SELECT CASE WHEN {holds} THEN {quoted("0")} ELSE {quoted("not as needed: " + what)} END AS "found"'
        for what, holds in ways.items()
    )
    return f'SELECT CAST(max("found") AS INT) AS "as_needed"\nFROM ({found}) AS "ways"'


class Postgres:
    name = "postgres"
    opening: tuple[str, ...] = ("BEGIN", *SETTINGS, as_needed(WAYS))
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
        quotient = exp.Anonymous(this="div", expressions=[dividend, divisor])  # openGauss's `/` has a fraction
        return exp.cast(quotient, "BIGINT")

    def parts(self, text: exp.Expression, separator: exp.Expression) -> exp.Expression:
        return exp.Anonymous(this="string_to_array", expressions=[text, separator])

    def set_of_numbers(self, number: exp.Expression) -> exp.Expression:
        distinct = exp.Distinct(expressions=[number.copy()])
        ordered = exp.Order(this=distinct, expressions=[exp.Ordered(this=number.copy())])
        return exp.ArrayToString(this=exp.ArrayAgg(this=ordered), expression=exp.Literal.string(" "))


POSTGRES = Postgres()

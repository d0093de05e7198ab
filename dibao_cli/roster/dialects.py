"""The chain in the words of another engine: its SQL is read as DuckDB reads it, and written as the other does.

What every other engine says otherwise is here; what is one engine's own stands in its `Dialect`
(`postgres_sql`, `spark_sql`). DuckDB needs none of this: the chain is written in its words, so sqlglot is loaded
only for another engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from sqlglot import exp, parse_one

from .signs import TRIMMED


class Dialect(Protocol):
    """How an engine is told the chain in a file."""

    @property
    def name(self) -> str:
        """What sqlglot calls it."""

    opening: tuple[str, ...]
    """What a file begins with: what texts mean is not left to the settings of whoever runs it."""
    closing: tuple[str, ...]

    def say(self, query: str) -> str:
        """A query of the chain in its words."""

    def kept(self, name: str, query: str) -> str:
        """A statement that keeps a query's rows, in its words, for as long as the run lasts."""

    def looked_up(self, name: str, columns: Mapping[str, str], rows: Sequence[str]) -> Iterator[str]:
        """Statements that make such a table of given rows, each `(1, 'text')`; `columns` have the engine's types."""


class Words(Protocol):
    """What an engine says otherwise than DuckDB, as trees of sqlglot."""

    @property
    def name(self) -> str:
        """What sqlglot calls it."""

    def whole(self, pattern: str) -> str:
        """A regular expression for the whole of a text."""

    def divided(self, dividend: exp.Expression, divisor: exp.Expression) -> exp.Expression:
        """The quotient of whole numbers of which one divides the other without rest."""

    def parts(self, text: exp.Expression, separator: exp.Expression) -> exp.Expression:
        """The list of the parts of a text."""

    def set_of_numbers(self, number: exp.Expression) -> exp.Expression:
        """The different numbers of a group as a text, in order."""


ROWS_OF_A_STATEMENT = 500


def inserted(kind: str, name: str, columns: Mapping[str, str], rows: Sequence[str], ending: str = "") -> Iterator[str]:
    """Statements that make a table and put rows into it."""
    declared = ", ".join(f'"{column}" {of}' for column, of in columns.items())
    yield f'CREATE {kind} "{name}" ({declared}){ending}'
    names = ", ".join(f'"{column}"' for column in columns)
    for start in range(0, len(rows), ROWS_OF_A_STATEMENT):
        values = ",\n".join(rows[start : start + ROWS_OF_A_STATEMENT])
        yield f'INSERT INTO "{name}" ({names}) VALUES\n{values}'


def translated(sql: str, words: Words) -> str:
    """A query of the chain as an engine says it."""
    tree = parse_one(sql, read="duckdb").transform(_said, words)
    return tree.sql(words.name, identify=True, pretty=True)


def type_in(kind: str, dialect: Dialect | Words) -> str:
    """The name of a column's type."""
    return exp.DataType.build(kind, dialect="duckdb").sql(dialect.name)


def _said(node: exp.Expression, words: Words) -> exp.Expression:
    if isinstance(node, exp.Anonymous):
        name, arguments = node.name.lower(), node.expressions
        if name == "floor_divide":
            return _floor_divided(arguments[0], arguments[1], words)
        if name == "hash":  # a text is as good as its hash where only different ones are counted
            return exp.paren(arguments[0])
        if name == "regexp_full_match":
            pattern = exp.Literal.string(words.whole(arguments[1].name))
            return exp.RegexpLike(this=arguments[0], expression=pattern)
    if isinstance(node, exp.RegexpFullMatch):
        pattern = exp.Literal.string(words.whole(node.expression.name))
        return exp.RegexpLike(this=node.this, expression=pattern)
    if isinstance(node, exp.Trim) and node.expression is None:
        return exp.Trim(this=node.this, expression=exp.Literal.string(TRIMMED))
    if isinstance(node, exp.Split):
        return words.parts(node.this, node.expression)
    if isinstance(node, exp.ArrayToString) and node.find(exp.ArrayAgg):
        aggregate = node.find(exp.ArrayAgg)
        return words.set_of_numbers(aggregate.this) if aggregate else node
    if isinstance(node, exp.From) and isinstance(node.this, exp.Subquery) and not node.this.alias:
        node.set("this", exp.alias_(node.this, "inner_rows", table=True))  # PostgreSQL before 16 has it have a name
        return node
    return node


def _floor_divided(a: exp.Expression, b: exp.Expression, words: Words) -> exp.Expression:
    """a ÷ b rounded down, for b above 0: what is left over is taken off first, so that no engine has to round."""

    def rest(number: exp.Expression) -> exp.Expression:
        return exp.paren(exp.Mod(this=exp.paren(number.copy()), expression=exp.paren(b.copy())))

    left_over = rest(exp.Add(this=rest(a), expression=exp.paren(b.copy())))
    return exp.paren(words.divided(exp.paren(exp.Sub(this=exp.paren(a), expression=left_over)), exp.paren(b)))


__all__ = ["Dialect", "Words", "translated", "type_in"]

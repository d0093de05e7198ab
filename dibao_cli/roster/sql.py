"""A rule as SQL: the formula tree that a rule gives when its leaves are columns, written out.

All numbers are BIGINT; one that is exact to parts of a fen is carried as a multiple of those (`Expression.over`).
DuckDB's `//` truncates toward zero, so that divisions go through `floor_divide`, which rounds down whatever the sign.
A sum of products stays below 2^63: an amount is at most 10^11 fen (`money.LARGEST_FEN`), a household has at most 100
members, a year 12 months, a share is at most 10^5.
"""

from __future__ import annotations

from ..rules.arithmetic import Expression, Number, Truth, Unit, alike, leaf

FLOOR_DIVIDE = "CREATE OR REPLACE TEMP MACRO floor_divide(a, b) AS (a - ((a % b) + b) % b) // b"
"""a ÷ b rounded down, for b above 0 and a of either sign."""

_SIGNS = {"+": "+", "-": "-", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "and": "AND", "or": "OR"}


def column(name: str, unit: Unit = "yuan") -> Expression:
    """A column of a roster as it enters a rule; its name must be a plain SQL name or a quoted one."""
    return leaf(None, unit, name)


def sql(rule: Number | Truth) -> str:
    """The SQL of a formula over columns."""
    if not isinstance(rule, Expression):
        return str(int(rule))
    parts = rule.parts
    if rule.operation in ("step", "check"):
        return sql(parts[0])
    if rule.operation in ("leaf", "constant"):
        return rule.name if rule.value is None else str(rule.value)
    if rule.operation == "*":
        return f"({sql(parts[0])} * {sql(parts[1])})"
    if rule.operation in _SIGNS:
        left, right = _alike(parts)
        return f"({left} {_SIGNS[rule.operation]} {right})"
    if rule.operation == "not":
        return f"(NOT {sql(parts[0])})"
    if rule.operation in ("max", "min"):
        left, right = _alike(parts)
        return f"{'greatest' if rule.operation == 'max' else 'least'}({left}, {right})"
    if rule.operation == "where":
        then, otherwise = _alike(parts[1:])
        return f"(CASE WHEN {sql(parts[0])} THEN {then} ELSE {otherwise} END)"
    return sql(parts[0]) if rule.operation == "exact" else _rounded_quotient(rule)


def _alike(parts: tuple[Expression, ...]) -> list[str]:
    """Parts of a formula expanded so that all are over the same (`Expression.over`)."""
    over, _values = alike(parts)
    return [sql(part) if part.over == over else f"({sql(part)} * {over // part.over})" for part in parts]


def _rounded_quotient(rule: Expression) -> str:
    """`money.round_quotient` in SQL: multiples of the unit, rounded as the rule states."""
    numerator, denominator, unit = sql(rule.parts[0]), sql(rule.parts[1]), rule.rounding.unit
    numerator = numerator if rule.parts[1].over == 1 else f"({numerator} * {rule.parts[1].over})"
    times = unit * rule.parts[0].over
    divisor = denominator if times == 1 else f"({denominator} * {times})"
    if rule.rounding.direction == "down":
        multiples = f"floor_divide({numerator}, {divisor})"
    elif rule.rounding.direction == "up":
        multiples = f"(-floor_divide(-({numerator}), {divisor}))"
    else:
        multiples = f"floor_divide(2 * {numerator} + {divisor}, 2 * {divisor})"
    return multiples if unit == 1 else f"({multiples} * {unit})"

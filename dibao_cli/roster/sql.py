"""A rule as SQL: the formula tree that a rule gives when its leaves are columns, written out.

All numbers are BIGINT. DuckDB's `//` truncates toward zero, so that divisions go through `floor_divide`,
which rounds down whatever the sign. A sum of products stays below 2^63: an amount is at most 10^11 fen
(`money.LARGEST_FEN`), a household has at most 100 members, a year 12 months, a share is at most 10^5.
"""

from __future__ import annotations

from ..rules.arithmetic import Expression, Number, Truth, Unit, leaf

FLOOR_DIVIDE = "CREATE OR REPLACE TEMP MACRO floor_divide(a, b) AS (a - ((a % b) + b) % b) // b"
"""a ÷ b rounded down, for b above 0 and a of either sign."""

_SIGNS = {"+": "+", "-": "-", "*": "*", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "and": "AND", "or": "OR"}


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
    if rule.operation in _SIGNS:
        return f"({sql(parts[0])} {_SIGNS[rule.operation]} {sql(parts[1])})"
    if rule.operation == "not":
        return f"(NOT {sql(parts[0])})"
    if rule.operation in ("max", "min"):
        return f"{'greatest' if rule.operation == 'max' else 'least'}({sql(parts[0])}, {sql(parts[1])})"
    if rule.operation == "where":
        return f"(CASE WHEN {sql(parts[0])} THEN {sql(parts[1])} ELSE {sql(parts[2])} END)"
    return _rounded_quotient(rule)


def _rounded_quotient(rule: Expression) -> str:
    """`money.round_quotient` in SQL: multiples of the unit, rounded as the rule states."""
    numerator, denominator, unit = sql(rule.parts[0]), sql(rule.parts[1]), rule.rounding.unit
    divisor = denominator if unit == 1 else f"({denominator} * {unit})"
    if rule.rounding.direction == "down":
        multiples = f"floor_divide({numerator}, {divisor})"
    elif rule.rounding.direction == "up":
        multiples = f"(-floor_divide(-({numerator}), {divisor}))"
    else:
        multiples = f"floor_divide(2 * {numerator} + {divisor}, 2 * {divisor})"
    return multiples if unit == 1 else f"({multiples} * {unit})"

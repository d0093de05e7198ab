"""The few operations that rules are written in, so that a rule is written once.

A rule such as `standard * members - income` runs unchanged on
- plain ints: the amount, fast;
- `Expression`s whose leaves have values: the amount together with the formula and the notices it
  rests on, which is the explanation;
- `Expression`s whose leaves are column names: the tree from which SQL for whole rosters is written.

Rules use `+ - *`, comparisons, `& | not_`, `at_least`, `at_most`, `where`, `quotient`, `proportion`, `exact` and
`rounded`, and give the parts that a reader should see a name with `step` (an amount) or `check` (a condition).
Amounts are fen, counts are counts, percentages are hundredths of a per cent; see `money`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Literal, Union, overload

from .money import TO_THE_FEN, WHOLE, Direction, Rounding, round_quotient

Unit = Literal["yuan", "count", "percent", "factor", "truth", ""]
Number = Union[int, "Expression"]
Truth = Union[bool, "Expression"]


class Expression:
    """A formula: an operation over parts, with the value it comes to where its leaves have values.

    `origin` is what a leaf's value was taken from (a `Value` of the tables), for basis and sources.
    `over` is what `value` is to be divided by: 1 once it is rounded, 12 while a yearly amount is still exact to the
    twelfth of a fen. It is the same whatever the leaves' values are, so that SQL can carry it too.
    Never use one in `if`: a column of a roster is neither true nor false. Use `where`.
    """

    __slots__ = ("name", "operation", "origin", "over", "parts", "rounding", "unit", "value")

    def __init__(
        self,
        operation: str,
        parts: tuple[Expression, ...] = (),
        value: int | None = None,
        unit: Unit = "",
        name: str = "",
        origin: object = None,
        rounding: Rounding = TO_THE_FEN,
        over: int = 1,
    ) -> None:
        self.operation = operation
        self.parts = parts
        self.value = value
        self.unit = unit
        self.name = name
        self.origin = origin
        self.rounding = rounding
        self.over = over

    def __eq__(self, other: object) -> bool:
        """Whether it is the same formula over the same figures."""
        return type(other) is Expression and all(getattr(self, one) == getattr(other, one) for one in self.__slots__)

    def __bool__(self) -> bool:
        raise TypeError("a rule must use where(), not if: the same rule runs on whole columns")

    def __add__(self, other: Number) -> Expression:
        return self if _is(other, 0) else _combine("+", operator.add, self, other)

    def __radd__(self, other: int) -> Expression:
        return self if other == 0 else _combine("+", operator.add, other, self)

    def __sub__(self, other: Number) -> Expression:
        return self if _is(other, 0) else _combine("-", operator.sub, self, other)

    def __rsub__(self, other: int) -> Expression:
        return _combine("-", operator.sub, other, self)

    def __mul__(self, other: Number) -> Expression:
        return self if _is(other, 1) else _combine("*", operator.mul, self, other)

    def __rmul__(self, other: int) -> Expression:
        return self if other == 1 else _combine("*", operator.mul, other, self)

    def __lt__(self, other: Number) -> Expression:
        return _combine("<", operator.lt, self, other, "truth")

    def __le__(self, other: Number) -> Expression:
        return _combine("<=", operator.le, self, other, "truth")

    def __gt__(self, other: Number) -> Expression:
        return _combine(">", operator.gt, self, other, "truth")

    def __ge__(self, other: Number) -> Expression:
        return _combine(">=", operator.ge, self, other, "truth")

    def __and__(self, other: Truth) -> Expression:
        return _combine("and", operator.and_, self, other, "truth")

    __rand__ = __and__

    def __or__(self, other: Truth) -> Expression:
        return _combine("or", operator.or_, self, other, "truth")

    __ror__ = __or__


def leaf(value: int | None, unit: Unit, name: str = "", origin: object = None) -> Expression:
    """A number that stands in a formula: a value with its unit, or (value None) a column's name.

    Leaves are never negative, percentages apart: households and tables refuse negative amounts.
    """
    return Expression("leaf", (), value, unit, name, origin)


def _is(number: Number, constant: int) -> bool:
    return isinstance(number, int) and number == constant


def _expression(number: Number) -> Expression:
    return number if isinstance(number, Expression) else Expression("constant", (), +number)


def _unit_of(parts: tuple[Expression, ...]) -> Unit:
    units = [part.unit for part in parts]
    return "yuan" if "yuan" in units else next(filter(None, units), "")


def _combine(
    operation: str, compute: Callable[[int, int], int], left: Number, right: Number, unit: Unit = ""
) -> Expression:
    one, other = parts = _expression(left), _expression(right)
    a, b, over = one.value, other.value, one.over * other.over
    if operation != "*" and over != 1:
        over, (a, b) = alike(parts)
    value = None if a is None or b is None else +compute(a, b)  # +: a truth as 1 or 0
    unit = unit or ("yuan" if other.unit == "yuan" else one.unit or other.unit)
    return Expression(operation, parts, value, unit, "", None, TO_THE_FEN, 1 if unit == "truth" else over)


def alike(parts: tuple[Expression, ...]) -> tuple[int, list[int | None]]:
    """What all parts are divided by once they are expanded to the same, and their values so expanded."""
    over = 1
    for part in parts:
        if part.over != 1:
            from math import lcm  # a library to load, for the few who need it

            over = lcm(over, part.over)
    return over, [None if part.value is None else part.value * (over // part.over) for part in parts]


@overload
def at_least(floor: int, number: int) -> int: ...
@overload
def at_least(floor: Number, number: Number) -> Number: ...
def at_least(floor: Number, number: Number) -> Number:
    """The number, but never below the floor."""
    if isinstance(floor, int) and isinstance(number, int):
        return max(floor, number)
    if _is(floor, 0) and isinstance(number, Expression) and number.operation == "leaf" and number.unit != "percent":
        return number
    return _combine("max", max, floor, number)


def at_most(ceiling: Number, number: Number) -> Number:
    """The number, but never above the ceiling."""
    if isinstance(ceiling, int) and isinstance(number, int):
        return min(ceiling, number)
    return _combine("min", min, ceiling, number)


def not_(condition: Truth) -> Truth:
    """The opposite of a condition (Python's own `not` would ask a column whether it is true)."""
    if isinstance(condition, bool):
        return not condition
    value = None if condition.value is None else int(not condition.value)
    return Expression("not", (condition,), value, "truth")


def where(condition: Truth, then: Number, otherwise: Number) -> Number:
    """One number where the condition holds, the other where it does not."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    parts = (condition, _expression(then), _expression(otherwise))
    over, values = alike(parts[1:])
    chosen = None if condition.value is None else values[0 if condition.value else 1]
    return Expression("where", parts, chosen, _unit_of(parts[1:]), over=over)


def is_there(number: Number) -> Truth:
    """Whether a number is above 0: settled where its value is known, a condition over a column."""
    if isinstance(number, int) or number.value is None:
        return number > 0
    return number.value > 0


def quotient(numerator: Number, denominator: Number, rounding: Rounding = TO_THE_FEN) -> Number:
    """numerator ÷ denominator (never 0), exact until it is rounded once, as stated."""
    if isinstance(numerator, int) and isinstance(denominator, int):
        return round_quotient(numerator, denominator, rounding)
    parts = (_expression(numerator), _expression(denominator))
    if _is(denominator, 1) and rounding == TO_THE_FEN and parts[0].over == 1:
        return numerator
    a, b = parts[0].value, parts[1].value
    value = None if a is None or b is None else round_quotient(a * parts[1].over, b * parts[0].over, rounding)
    return Expression("quotient", parts, value, parts[0].unit, rounding=rounding)


def times_in(number: Number, each: Expression, direction: Direction) -> Number:
    """How many times `each` goes into a number of the same unit, as a whole count: up or down."""
    rounding = Rounding(1, direction)
    parts = (_expression(number), each)
    a, b = parts[0].value, each.value
    value = None if a is None or b is None else round_quotient(a, b, rounding)
    return Expression("quotient", parts, value, "count", rounding=rounding)


def rounded(number: Number, rounding: Rounding = TO_THE_FEN) -> Number:
    """An amount that may be exact to parts of a fen, rounded once; a whole one to the fen stays as it is."""
    return quotient(number, 1, rounding)


def exact(amount: Number, *shares: Number, divisor: int = 1) -> Number:
    """An amount times percentages or factors ÷ divisor, not rounded at all: a yearly one as a month's is ÷ 12."""
    product, whole = amount, divisor
    for share in shares:
        product, whole = product * share, whole * WHOLE
    if whole == 1:
        return product
    product = _expression(product)
    parts = (product, Expression("constant", (), whole))
    return Expression("exact", parts, product.value, product.unit and "yuan", over=product.over * whole)


def proportion(amount: Number, *shares: Number, divisor: int = 1, rounding: Rounding = TO_THE_FEN) -> Number:
    """An amount times percentages or factors (÷ divisor), multiplied out first and rounded once, as stated."""
    product, whole = amount, divisor
    for share in shares:
        product, whole = product * share, whole * WHOLE
    if isinstance(product, int):
        return round_quotient(product, whole, rounding)
    value = None if product.value is None else round_quotient(product.value, whole * product.over, rounding)
    parts = (product, Expression("constant", (), whole))
    return Expression("proportion", parts, value, "yuan", rounding=rounding)


def step(name: str, number: Number) -> Number:
    """Name a part of a rule that the explanation shows as a line of its own."""
    if isinstance(number, int):
        return number
    return Expression("step", (number,), number.value, number.unit, name, over=number.over)


def check(name: str, condition: Truth) -> Truth:
    """Name a condition that the explanation shows, with whether it holds."""
    if isinstance(condition, bool):
        return condition
    return Expression("check", (condition,), condition.value, "truth", name)


def parts_of(number: Number) -> tuple[int, int]:
    """A number with a value as a whole number and what it is to be divided by. Raises `ValueError` over columns."""
    if isinstance(number, int):
        return number, 1
    if number.value is None:
        raise ValueError("a formula over columns has no single value")
    return number.value, number.over


def value_of(number: Number | Truth) -> int:
    """The whole number that a formula comes to. Raises `ValueError` for a formula over columns, or not rounded yet."""
    if isinstance(number, int):
        return +number  # a truth as 1 or 0
    if number.value is None:
        raise ValueError("a formula over columns has no single value")
    if number.over != 1:
        raise ValueError("an amount exact to parts of a fen is rounded before it is looked at")
    return number.value

"""From a formula with values to the steps that a person can check with a pocket calculator.

Formulas are written in a notation that is the same in every language: `750.00 × 3 − 1200.00`,
`max(0.00, …)`, `min(…)`, and for rounding the spreadsheet's own words: `ceil(x, 0.50)`, `floor(x, 1.00)`,
`round(x, 0.01)`.
"""

from typing import NamedTuple

from .arithmetic import Expression, Unit, nodes
from .money import TO_THE_FEN, WHOLE, factor, percent, yuan

_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "<": " < ", "<=": " ≤ ", ">": " > ", ">=": " ≥ "}
_ROUNDED = {"up": "ceil", "down": "floor", "half_up": "round"}
_TIGHTNESS = {"+": 1, "-": 1, "*": 2, "quotient": 2, "exact": 2}


class Step(NamedTuple):
    """One line of an explanation: `name` is a stable code, `formula` the numbers put in.

    `amount` is what it comes to, in its unit (fen, a count, hundredths of a per cent); for a
    condition (`unit` "truth") it is 1 if it holds and 0 if not.
    """

    name: str
    formula: str
    amount: int
    unit: Unit

    @property
    def text(self) -> str:
        """The formula with its result, `750.00 × 3 − 1200.00 = 1050.00`; a condition as it stands."""
        shown = write_number(self.amount, self.unit)
        return self.formula if self.unit == "truth" or self.formula == shown else f"{self.formula} = {shown}"


def steps_of(expression: Expression) -> tuple[Step, ...]:
    """The named parts of a formula in the order in which they are computed."""
    return tuple(
        Step(node.name, formula(node.parts[0]), node.value, node.unit)
        for node in nodes(expression)
        if node.operation in ("step", "check") and node.value is not None and node.over == 1
    )


def origins_of(expression: Expression) -> tuple[object, ...]:
    """What the leaves of a formula were taken from, each once, in order of first use."""
    origins: dict[int, object] = {}
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        parts = node.parts
        if not parts:
            if node.origin is not None:
                origins.setdefault(id(node.origin), node.origin)
        elif node.operation == "where" and parts[0].value is not None:
            waiting += (parts[1] if parts[0].value else parts[2], parts[0])
        else:
            waiting += parts[::-1]
    return tuple(origins.values())


def write_number(value: int, unit: Unit) -> str:
    """A number as it stands in a formula: yuan with two decimals, a percentage, or a plain count."""
    if unit == "yuan":
        return yuan(value)
    if unit == "percent":
        return percent(value)
    return factor(value) if unit == "factor" else str(value)


def formula(node: Expression) -> str:
    """The formula with the numbers put in; a named part inside it appears as its result."""
    return _write(node, node.unit)


def _write(node: Expression, unit: Unit) -> str:
    if node.operation == "step" and node.over != 1:  # exact to parts of a fen: shown as it is reckoned
        return _write(node.parts[0], unit)
    if node.operation in ("leaf", "step"):
        return _number(node, node.unit)
    if node.operation == "constant":
        return _number(node, unit)
    if node.operation == "check":
        return formula(node.parts[0])
    if node.operation == "where":
        return _write(node.parts[1] if node.parts[0].value else node.parts[2], unit)
    if node.operation in ("max", "min"):
        return f"{node.operation}({', '.join(_write(part, node.unit) for part in node.parts)})"
    if node.operation in ("quotient", "proportion", "exact"):
        return _write_rounded(node)
    if node.operation in ("and", "or"):
        return f" {node.operation} ".join(f"({formula(part)})" for part in node.parts)
    if node.operation == "not":
        return f"not ({formula(node.parts[0])})"
    return _write_two(node)


def _number(node: Expression, unit: Unit) -> str:
    return write_number(node.value, unit) if node.value is not None else node.name


def _write_two(node: Expression) -> str:
    """Two parts and a sign; a part that binds less tightly than its surroundings goes in brackets."""
    left, right = node.parts
    constants: Unit = "" if node.operation == "*" else (left.unit or right.unit)
    texts = [_write(left, constants), _write(right, constants)]
    tight = _TIGHTNESS.get(node.operation, 0)
    if _loose(left) < tight:
        texts[0] = f"({texts[0]})"
    if _loose(right) < tight or (node.operation == "-" and _loose(right) == tight):
        texts[1] = f"({texts[1]})"
    return _SIGNS[node.operation].join(texts)


def _loose(node: Expression) -> int:
    if node.operation == "where":
        return _loose(node.parts[1] if node.parts[0].value else node.parts[2])
    if node.operation == "step" and node.over != 1:
        return _loose(node.parts[0])
    if node.operation == "quotient" and node.rounding != TO_THE_FEN:
        return 9
    return _TIGHTNESS.get(node.operation, 9)


def _write_rounded(node: Expression) -> str:
    """A product of shares, or a division, inside the rounding that is applied to it if it matters."""
    inner, divisor = node.parts[0], node.parts[1].value or 1
    text = formula(inner)
    shown = write_number(divisor if node.operation == "quotient" else _without_shares(divisor), node.parts[1].unit)
    if node.operation == "exact" and shown != "1":
        return f"({text}) ÷ {shown}" if _loose(inner) < 2 else f"{text} ÷ {shown}"
    if node.operation == "exact":
        return text
    if shown != "1":
        text = f"({text}) ÷ {shown}" if _loose(inner) < 9 else f"{text} ÷ {shown}"
    unit = node.rounding.unit
    exact = inner.value is not None and inner.value % (divisor * unit * inner.over) == 0
    if exact and unit == 1:
        return text
    return f"{_ROUNDED[node.rounding.direction]}({text}, {write_number(unit, node.unit)})"


def outline(node: Expression) -> str:
    """The whole formula of an amount that is not known, in which `{key}` stands for what is missing.

    `{up}`, `{down}` and `{half_up}` stand before the unit to which the brackets are rounded. Of a `where` that nobody
    can decide the first branch is shown.
    """
    if node.operation == "leaf":
        return f"{{{node.name}}}" if node.value is None else write_number(node.value, node.unit)
    if node.operation in ("step", "check"):
        return outline(node.parts[0])
    if node.operation == "where":
        condition, then, otherwise = node.parts
        return outline(otherwise if condition.value == 0 else then)
    if node.operation in ("max", "min"):
        return f"{node.operation}({', '.join(_outlined(part, node.unit) for part in node.parts)})"
    if node.operation in ("quotient", "proportion", "exact"):
        return _outline_rounded(node)
    if node.operation == "*" and node.parts[1].unit == "factor" and node.parts[0].value is None:
        node = Expression("*", (node.parts[1], node.parts[0]))  # 2 × (…): the factor is what a reader looks for
    if node.operation not in _TIGHTNESS:
        return formula(node)
    left, right = node.parts
    tight = _TIGHTNESS[node.operation]
    unit: Unit = "" if node.operation == "*" else (left.unit or right.unit)
    texts = [_outlined(left, unit), _outlined(right, unit)]
    if _loose_outlined(left) < tight:
        texts[0] = f"({texts[0]})"
    if _loose_outlined(right) < tight or (node.operation == "-" and _loose_outlined(right) == tight):
        texts[1] = f"({texts[1]})"
    return _SIGNS[node.operation].join(texts)


def _outlined(node: Expression, unit: Unit) -> str:
    return write_number(node.value or 0, unit) if node.operation == "constant" else outline(node)


def _loose_outlined(node: Expression) -> int:
    """As `_loose`, where named parts are written out."""
    if node.operation in ("step", "check"):
        return _loose_outlined(node.parts[0])
    if node.operation == "where":
        return _loose_outlined(node.parts[2] if node.parts[0].value == 0 else node.parts[1])
    if node.operation in ("quotient", "proportion", "exact"):
        return 2 if node.rounding == TO_THE_FEN else 9
    return _TIGHTNESS.get(node.operation, 9)


def _outline_rounded(node: Expression) -> str:
    inner, divisor = node.parts[0], node.parts[1].value or 1
    text = outline(inner)
    shown = divisor if node.operation == "quotient" else _without_shares(divisor)
    if shown != 1:
        text = f"({text}) ÷ {shown}" if _loose_outlined(inner) < 2 else f"{text} ÷ {shown}"
    if node.rounding == TO_THE_FEN:
        return text
    return f"({text}, {{{node.rounding.direction}}} {yuan(node.rounding.unit)})"


def _without_shares(divisor: int) -> int:
    """A proportion's divisor as a reader sees it: that shares are hundredths or ten-thousandths shows in their text."""
    while divisor % WHOLE == 0:
        divisor //= WHOLE
    return divisor


__all__ = ["WHOLE", "Step", "formula", "origins_of", "outline", "steps_of", "write_number"]

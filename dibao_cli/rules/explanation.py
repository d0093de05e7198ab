"""From a formula with values to the steps that a person can check with a pocket calculator.

Formulas are written in a notation that is the same in every language: `750.00 × 3 − 1200.00`,
`max(0.00, …)`, `min(…)`, and for rounding the spreadsheet's own words: `ceil(x, 0.50)`, `floor(x, 1.00)`,
`round(x, 0.01)`.
"""

from collections.abc import Callable
from typing import NamedTuple

from .arithmetic import Expression, Unit
from .money import TO_THE_FEN, WHOLE, factor, percent, yuan

_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "<": " < ", "<=": " ≤ ", ">": " > ", ">=": " ≥ "}
_ROUNDED = {"up": "ceil", "down": "floor", "half_up": "round"}
_TIGHTNESS = {"+": 1, "-": 1, "*": 2}


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


def steps_of(*expressions: Expression) -> tuple[Step, ...]:
    """The named parts of formulas, each once, in the order in which they are reckoned; of a `where` one branch."""
    steps: Steps = {}
    for each in expressions:
        _WRITERS[each.operation](each, each.unit, steps)
    return tuple(steps.values())


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
    return _WRITERS[node.operation](node, node.unit, None)[0]


Steps = dict[int, Step]
"""The named parts that were written so far, by the identity of the part."""
Written = tuple[str, int]
"""A formula, and how tightly it binds: 9 where nothing can come between its parts."""

# Each writer takes what a constant in its place would be (a yuan, a count), and where to put the named parts, which are
# met and written in one walk. One call a part: formulas of a large household are deep.


def _write_leaf(node: Expression, _unit: Unit, _steps: Steps | None) -> Written:
    value = node.value
    return node.name if value is None else write_number(value, node.unit), 9


def _write_constant(node: Expression, unit: Unit, _steps: Steps | None) -> Written:
    return write_number(node.value or 0, unit), 9


def _write_step(node: Expression, unit: Unit, steps: Steps | None) -> Written:
    inner = node.parts[0]
    if node.over != 1:  # exact to parts of a fen: shown as it is reckoned
        return _WRITERS[inner.operation](inner, unit, steps)
    if steps is not None and id(node) not in steps:
        text, _tight = _WRITERS[inner.operation](inner, inner.unit, steps)
        if node.value is not None:
            steps[id(node)] = Step(node.name, text, node.value, node.unit)
    return _write_leaf(node, unit, steps)


def _write_check(node: Expression, _unit: Unit, steps: Steps | None) -> Written:
    inner = node.parts[0]
    text, _tight = _WRITERS[inner.operation](inner, inner.unit, steps)
    if steps is not None and node.value is not None and id(node) not in steps:
        steps[id(node)] = Step(node.name, text, node.value, node.unit)
    return text, 9


def _write_where(node: Expression, unit: Unit, steps: Steps | None) -> Written:
    condition, then, otherwise = node.parts
    if steps is not None:
        _WRITERS[condition.operation](condition, condition.unit, steps)
        if condition.value is None:
            _WRITERS[then.operation](then, unit, steps)
    chosen = then if condition.value else otherwise
    return _WRITERS[chosen.operation](chosen, unit, steps)


def _write_most(node: Expression, _unit: Unit, steps: Steps | None) -> Written:
    unit = node.unit
    return f"{node.operation}({', '.join([_WRITERS[part.operation](part, unit, steps)[0] for part in node.parts])})", 9


def _write_joined(node: Expression, _unit: Unit, steps: Steps | None) -> Written:
    parts = [f"({_WRITERS[part.operation](part, part.unit, steps)[0]})" for part in node.parts]
    return f" {node.operation} ".join(parts), 9


def _write_not(node: Expression, _unit: Unit, steps: Steps | None) -> Written:
    inner = node.parts[0]
    return f"not ({_WRITERS[inner.operation](inner, inner.unit, steps)[0]})", 9


def _write_two(node: Expression, _unit: Unit, steps: Steps | None) -> Written:
    """Two parts and a sign; a part that binds less tightly than its surroundings goes in brackets."""
    left, right = node.parts
    operation = node.operation
    constants: Unit = "" if operation == "*" else (left.unit or right.unit)
    one, tight_one = _WRITERS[left.operation](left, constants, steps)
    other, tight_other = _WRITERS[right.operation](right, constants, steps)
    tight = _TIGHTNESS.get(operation, 0)
    if tight_one < tight:
        one = f"({one})"
    if tight_other < tight or (operation == "-" and tight_other == tight):
        other = f"({other})"
    return f"{one}{_SIGNS[operation]}{other}", tight or 9


def _write_rounded(node: Expression, _unit: Unit, steps: Steps | None) -> Written:
    """A product of shares, or a division, inside the rounding that is applied to it if it matters."""
    inner, by = node.parts
    operation, rounding, divisor = node.operation, node.rounding, by.value or 1
    text, tight = _WRITERS[inner.operation](inner, inner.unit, steps)
    if steps is not None and by.parts:  # only its value is shown
        _WRITERS[by.operation](by, by.unit, steps)
    shown = write_number(divisor if operation == "quotient" else _without_shares(divisor), by.unit)
    if operation == "exact":
        if shown != "1":
            text = f"({text}) ÷ {shown}" if tight < 2 else f"{text} ÷ {shown}"
        return text, 2
    own_tight = 2 if operation == "quotient" and rounding == TO_THE_FEN else 9
    if shown != "1":
        text = f"({text}) ÷ {shown}" if tight < 9 else f"{text} ÷ {shown}"
    unit = rounding.unit
    exact = inner.value is not None and inner.value % (divisor * unit * inner.over) == 0
    if exact and unit == 1:
        return text, own_tight
    return f"{_ROUNDED[rounding.direction]}({text}, {write_number(unit, node.unit)})", own_tight


_WRITERS: dict[str, Callable[[Expression, Unit, Steps | None], Written]] = {
    "leaf": _write_leaf,
    "constant": _write_constant,
    "step": _write_step,
    "check": _write_check,
    "where": _write_where,
    **dict.fromkeys(("max", "min"), _write_most),
    **dict.fromkeys(("quotient", "proportion", "exact"), _write_rounded),
    **dict.fromkeys(("and", "or"), _write_joined),
    "not": _write_not,
    **dict.fromkeys(_SIGNS, _write_two),
}


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
    """How tightly a formula binds where named parts are written out."""
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

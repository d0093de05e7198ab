"""A little calculator for the formulas of explanations: what a caseworker does with pencil and paper, in fractions.

It knows the notation of rules/explanation.py and nothing of the rules.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil, floor

Number = Fraction | bool
_TOKEN = re.compile(r"\s*(-?\d+(?:\.\d+)?%?|[a-z]+|[(),×−+÷<>≤≥])")


def evaluate(formula: str) -> Number:
    """The value of a formula; what stands after ` = ` is not read. Raises `ValueError` for anything it cannot read."""
    calculator = _Calculator(formula)
    found = calculator.either()
    if calculator.tokens:
        raise ValueError(f"left over in {formula}: {calculator.tokens}")
    return found


class _Calculator:
    def __init__(self, formula: str) -> None:
        self.tokens: list[str] = []
        place = 0
        while place < len(formula.rstrip()):
            match = _TOKEN.match(formula, place)
            if not match:
                raise ValueError(f"cannot read {formula[place:]!r} in {formula!r}")
            self.tokens.append(match[1])
            place = match.end()

    def take(self, *wanted: str) -> str:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else ""

    def need(self, wanted: str) -> None:
        if not self.take(wanted):
            raise ValueError(f"{wanted} expected before {self.tokens}")

    def either(self) -> Number:
        found = self.both()
        while self.take("or"):
            other = self.both()
            found = bool(found) or bool(other)
        return found

    def both(self) -> Number:
        found = self.comparison()
        while self.take("and"):
            other = self.comparison()
            found = bool(found) and bool(other)
        return found

    def comparison(self) -> Number:
        left = self.sum()
        sign = self.take("<", ">", "≤", "≥")
        if not sign:
            return left
        right = self.sum()
        return {"<": left < right, ">": left > right, "≤": left <= right, "≥": left >= right}[sign]

    def sum(self) -> Number:
        found = self.product()
        while sign := self.take("+", "−"):
            left, right = Fraction(found), Fraction(self.product())
            found = left + right if sign == "+" else left - right
        return found

    def product(self) -> Number:
        found = self.single()
        while sign := self.take("×", "÷"):
            left, right = Fraction(found), Fraction(self.single())
            found = left * right if sign == "×" else left / right
        return found

    def single(self) -> Number:
        token = self.tokens.pop(0)
        if token == "(":
            found = self.either()
            self.need(")")
            return found
        if token == "not":
            return not self.single()
        if token in ("max", "min", "ceil", "floor", "round"):
            self.need("(")
            first = Fraction(self.either())
            self.need(",")
            second = Fraction(self.either())
            self.need(")")
            return _call(token, first, second)
        share = token.endswith("%")
        return Fraction(token.removesuffix("%")) / (100 if share else 1)


def _call(name: str, first: Fraction, second: Fraction) -> Fraction:
    if name in ("max", "min"):
        return max(first, second) if name == "max" else min(first, second)
    units = first / second
    whole = {"ceil": ceil(units), "floor": floor(units), "round": floor(units + Fraction(1, 2))}[name]
    return whole * second

"""The explanation of one household, made again with the numbers of another that took the same way through the rules.

What was recorded (`recorded.py`) is the whole explanation, with formulas as trees: everything in it that no amount of
the household enters is the same for the next one and is handed on as it is. The rest is put together by a function of
plain Python, written once for each way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .answer import Explained
from .arithmetic import Expression
from .household import Household
from .recorded import Recorded, Term, name_of, needed

WORTH = 10
"""How many explanations of a way are left to the rules before a function is written."""

Texts = tuple[tuple[str, ...], tuple[str, ...]]
Build = Callable[[Household], Explained]


class Template:
    """An explanation over recorded numbers. `texts` are those of the household that an explanation shows."""

    __slots__ = ("_build", "_explained", "_missed", "_terms", "_texts")

    def __init__(self, explained: Explained, terms: tuple[Term, ...], texts: Texts) -> None:
        self._explained, self._terms, self._texts = explained, terms, texts
        self._build: Build | None = None
        self._missed = 0

    def explained(self, household: Household) -> Explained | None:
        """The explanation of a household that took this way; None where only the rules give it, or give it as soon."""
        if self._texts != texts_of(household):
            return None
        if self._build is not None:
            return self._build(household)
        self._missed += 1
        if self._missed > WORTH:
            self._build = _written(self._explained, self._terms)
        return None


def texts_of(household: Household) -> Texts:
    """The texts of a household that stand in an explanation and tell no kinds of households apart."""
    labels = tuple([person.id or str(n) for n, person in enumerate(household.persons, 1)])
    return labels, tuple([deduction.reason for deduction in household.deductions])


def _written(explained: Explained, terms: tuple[Term, ...]) -> Build:
    writer = _Writer()
    source = writer.source_of(explained)
    sums = [f"{name_of(place)} = {terms[place].source}" for place in needed(terms, writer.numbers, frozenset())]
    lines = ["def build(household):", *sums, *writer.lines, f"return {source}"]
    exec(compile("\n ".join(lines), "<explanation>", "exec"), writer.names)
    build: Build = writer.names["build"]
    return build


class _Writer:
    """Writes the lines that put an object together again, each part that it has in several places once."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbers: set[int] = set()
        self.names: dict[str, Any] = {"new": tuple.__new__, "Expression": Expression}
        self._sources: dict[int, tuple[str, object]] = {}  # the part too, so that no other comes to have its identity

    def source_of(self, part: object) -> str:
        """What stands for a part in the lines that follow."""
        if isinstance(part, Recorded):
            self.numbers.add(part.place)
            return part.name
        found = self._sources.get(id(part))
        if found is None:
            found = self._sources[id(part)] = (self._new(part), part)
        return found[0]

    def _new(self, part: object) -> str:
        """A part as it is where no recorded number is in it; else the name of what a line puts together."""
        inner = [*map(self.source_of, _inside(part))]
        if all(source[0] not in "tn" for source in inner):
            return self._as_it_is(part)
        whole = ", ".join(inner)
        if isinstance(part, Expression):
            made = f"Expression({whole})"
        elif isinstance(part, dict):
            made = f"dict(zip({self._as_it_is(tuple(part))}, ({whole},)))"
        else:
            made = f"({whole},)" if type(part) is tuple else f"new({self._as_it_is(type(part))}, ({whole},))"
        name = f"n{len(self.lines)}"
        self.lines.append(f"{name} = {made}")
        return name

    def _as_it_is(self, part: object) -> str:
        if part is None or type(part) in (bool, int):
            return repr(part)
        name = f"c{len(self.names)}"
        self.names[name] = part
        return name


def _inside(part: object) -> tuple[object, ...]:
    """What a part is made of, in the order in which it takes it."""
    if isinstance(part, Expression):
        return tuple(getattr(part, name) for name in _FIELDS)
    if isinstance(part, dict):
        return tuple(part.values())
    return part if isinstance(part, tuple) else ()


_FIELDS = ("operation", "parts", "value", "unit", "name", "origin", "rounding", "over")

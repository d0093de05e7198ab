"""What came out for one household, made again with the numbers of another that took the same way through the rules.

Records and formulas that no amount of the household enters are the same for the next one. The rest is put together by a
function of plain Python, written once for each way; texts have the amounts put in. Lists and dictionaries are always
made anew: who gets one may change it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .arithmetic import Expression
from .household import Household
from .money import yuan
from .recorded import Recorded, Recorder, name_of, needed

_FIELDS = ("operation", "parts", "value", "unit", "name", "origin", "rounding", "over")
"""Of an expression, as it takes them."""


def builder_of(thing: object, recorder: Recorder) -> Callable[[Household], Any]:
    """A function that makes the thing again, with the recorded numbers in it reckoned from another household."""
    writer, terms = _Writer(recorder.mark), recorder.terms
    source = writer.source_of(thing)
    sums = [f"{name_of(place)} = {terms[place].source}" for place in needed(terms, writer.numbers, ())]
    lines = ["def build(household):", *sums, *writer.lines, f"return {source}"]
    exec(compile("\n ".join(lines), "<way>", "exec"), writer.names)
    build: Callable[[Household], Any] = writer.names["build"]
    return build


class _Writer:
    """Writes the lines that put something together again, each part that it has in several places once."""

    def __init__(self, mark: str) -> None:
        self._amount = re.compile(f"{mark}<([0-9]+:?)>")
        self.lines: list[str] = []
        self.numbers: set[int] = set()
        self.names: dict[str, Any] = {"new": tuple.__new__, "Expression": Expression, "yuan": yuan}
        # by identity, and the part too, so that no other comes to have it
        self._sources: dict[int, tuple[str, object]] = {}
        self._changing: dict[int, tuple[bool, object]] = {}

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
        """A part as it is where it is the same for everybody; else the name of what a line puts together."""
        if not self._to_be_made(part):
            return self._as_it_is(part)
        if isinstance(part, str):
            return self._text(part)
        if isinstance(part, (dict, list)) and not any(self._to_be_made(each) for each in _inside(part)):
            return f"{self._as_it_is(part.copy())}.copy()"
        inner = [*map(self.source_of, _inside(part))]
        whole = ", ".join(inner)
        if isinstance(part, Expression):
            made = f"Expression({whole})"
        elif isinstance(part, Mapping):
            pairs = zip(inner[: len(part)], inner[len(part) :], strict=True)
            made = "{" + ", ".join(f"{key}: {content}" for key, content in pairs) + "}"
        elif isinstance(part, list):
            made = f"[{whole}]"
        else:
            made = f"({whole},)" if type(part) is tuple else f"new({self._as_it_is(type(part))}, ({whole},))"
        return self._line(made)

    def _to_be_made(self, part: object) -> bool:
        return isinstance(part, (dict, list)) or self._changes(part)

    def _changes(self, part: object) -> bool:
        """Whether a recorded number is in a part, or written in a text of it."""
        if isinstance(part, str):
            return self._amount.search(part) is not None
        found = self._changing.get(id(part))
        if found is None:
            changes = isinstance(part, Recorded) or any(map(self._changes, _inside(part)))
            found = self._changing[id(part)] = (changes, part)
        return found[0]

    def _text(self, text: str) -> str:
        """A text, with the amounts that are written in it."""
        pieces = self._amount.split(text)  # every other one is the place of a term
        self.numbers.update(int(piece.removesuffix(":")) for piece in pieces[1::2])
        written = (
            self._written(piece) if n % 2 else piece.replace("{", "{{").replace("}", "}}")
            for n, piece in enumerate(pieces)
        )
        return self._line(f"f{''.join(written)!r}")

    def _written(self, mark: str) -> str:
        """An amount in a text, or (`:`) a number as it is."""
        name = name_of(int(mark.removesuffix(":")))
        return f"{{{name}}}" if mark.endswith(":") else f"{{yuan({name})}}"

    def _line(self, made: str) -> str:
        name = f"n{len(self.lines)}"
        self.lines.append(f"{name} = {made}")
        return name

    def _as_it_is(self, part: object) -> str:
        if part is None or type(part) in (bool, int, str):
            return repr(part)
        name = f"c{len(self.names)}"
        self.names[name] = part
        return name


def _inside(part: object) -> tuple[object, ...]:
    """What a part is made of, in the order in which it takes it."""
    if isinstance(part, Expression):
        return tuple(getattr(part, name) for name in _FIELDS)
    if isinstance(part, Mapping):
        return (*part, *part.values())
    return tuple(part) if isinstance(part, (tuple, list)) else ()

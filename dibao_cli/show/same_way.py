"""The record of one more household that took a known way through the rules: a text with places for its numbers.

The record of one household is written over recorded numbers (`rules/recorded.py`); a number's text is a mark, which is
followed into whatever text it enters. What comes out is JSON in which nothing but the numbers is of this household.
Every decision of that run, those of the rules and those of what may also apply, is asked of each further household; one
of which some decision falls out otherwise is written as the first was. So is every household of a way on which a text
was looked into: what is not followed is not kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ..rules.assess import explained
from ..rules.assessment import Assessment
from ..rules.case import AssessmentOptions
from ..rules.compiled import holds, recorded
from ..rules.household import Household
from ..rules.money import yuan
from ..rules.problems import InputError
from ..rules.rebuilt import Texts, texts_of
from ..rules.recorded import Recorded, Recorder, Term, name_of, needed
from ..words import language
from .json_text import json_text

Record = dict[str, Any]
Write = Callable[[Assessment, AssessmentOptions, bool], Record]

WORTH = 4
"""How many records of a way are written before one is made a text, and between one text and the next for each there."""
MOST_TEXTS = 8
"""How many texts are kept for one way: what none of them fits is rare."""
MOST_WAYS = 2_000
"""How many ways are kept: a caller may ask about any number of them."""

OPEN, CLOSE, NUMBER = "\ufdd0", "\ufdd1", "i"
"""Around the place of a number: characters that are none, in no text from anywhere. A number is not in yuan but plain."""


class _Text(NamedTuple):
    """The record of the households for which `filled` gives it: those that state the same texts and decide the same."""

    texts: Texts
    filled: Callable[[Household], str | None]


class _Way:
    """The texts that are kept for a way, how often one was looked for, and how often none fitted since then."""

    __slots__ = ("missed", "outline", "texts", "tried")

    def __init__(self, outline: object) -> None:
        self.outline, self.missed, self.tried = outline, 0, 0
        self.texts: list[_Text] = []


_ways: dict[tuple[int, str, bool], _Way] = {}


def text_alike(answer: Assessment, question: AssessmentOptions, documents: bool, write: Write) -> str | None:
    """The record as one line of JSON; None where only writing it gives it (`write`), or gives it as soon."""
    if answer.outline is None or question != answer.question:
        return None
    key = (id(answer.outline), language(), documents)
    kept = _ways.get(key)
    if kept is None:
        if len(_ways) >= MOST_WAYS:
            _ways.clear()
        kept = _ways[key] = _Way(answer.outline)  # which is kept, so that no other comes to have its identity
    texts = texts_of(answer.household)
    for one in kept.texts:
        if one.texts == texts:
            found = one.filled(answer.household)
            if found is not None:
                return found
    kept.missed += 1
    if kept.missed > WORTH * (kept.tried + 1) and kept.tried < MOST_TEXTS:
        kept.missed, kept.tried = 0, kept.tried + 1
        filled = _learned(answer, documents, write)
        if filled is not None:
            kept.texts.insert(0, _Text(texts, filled))
    return None


def _learned(answer: Assessment, documents: bool, write: Write) -> Callable[[Household], str | None] | None:
    """What fills the text of this household with the numbers of another; None where it is not to be followed."""
    recorder = _Following()
    try:
        there = explained(recorded(answer.household, recorder), answer.table, answer.question)
        record = write(there, answer.question, documents)
    except InputError:
        return None
    if recorder.written:
        return None
    filled = _compiled(recorder, json_text(_marked(record)).rstrip("\n"))
    written = write(answer, answer.question, documents)
    text = filled(answer.household)
    return filled if text is not None and text == json_text(written).rstrip("\n") else None


class _Following(Recorder):
    """A recorder for which a text made of a number is not the end."""

    def text_of(self, number: Recorded) -> str:
        return _Mark.of(number)


class _Mark(str):
    """The text of an amount in yuan, where it is not known yet. Put into another text it is followed; looked into, not."""

    number: Recorded

    @classmethod
    def of(cls, number: Recorded) -> _Mark:
        mark = cls(f"{OPEN}{number.place}{CLOSE}")
        mark.number = number
        return mark

    def looked_into(self) -> None:
        """From here on nothing of the run is kept."""
        self.number.recorder.written = True

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Mark):
            return self.number.place == other.number.place or self.number == other.number
        if not isinstance(other, str):
            return False
        if OPEN in other:  # a formula, which is no number; whether a number alone is the same is not asked
            if all(character in "-.0123456789" for character in _between(other)):
                self.looked_into()
            return False
        name, place = self.number.name, self.number.place
        same = yuan(int.__int__(self.number)) == other
        return bool(self.number.recorder.decided(Term(f"(yuan({name}) == {other!r})", (place,)), same))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        self.looked_into()
        return str.__hash__(self)


def _between(text: str) -> str:
    """What stands between the marks of a text."""
    first, *rest = text.split(OPEN)
    return first + "".join(part.partition(CLOSE)[2] for part in rest)


def _look_into(name: str) -> None:
    plain = getattr(str, name)

    def looked(self: _Mark, *others: object, **named: object) -> object:
        self.looked_into()
        return plain(self, *others, **named)

    setattr(_Mark, name, looked)


for _name in {*dir(str)} - {*dir(object)} - {"__add__"} | {"__lt__", "__le__", "__gt__", "__ge__"}:
    _look_into(_name)


def _marked(part: object) -> object:
    """The record with a mark in the place of each number that stands in it as one."""
    if isinstance(part, Recorded):
        return f"{OPEN}{part.place}{NUMBER}{CLOSE}"
    if isinstance(part, dict):
        return {name: _marked(inner) for name, inner in part.items()}
    return [*map(_marked, part)] if isinstance(part, (list, tuple)) else part


def _compiled(recorder: Recorder, text: str) -> Callable[[Household], str | None]:
    """A function of plain Python: the sums, the decisions, and the text with its numbers."""
    names: dict[str, Any] = {"yuan": yuan}
    lines = ["def filled(household):"]
    there: set[int] = set()

    def reckon(*places: int) -> None:
        new = needed(recorder.terms, places, there)
        lines.extend(f" {name_of(place)} = {recorder.terms[place].source}" for place in new)
        there.update(new)

    for condition, answer, _known in recorder.decisions:
        reckon(*condition.parts)
        lines.append(f" if not ({holds(condition, answer)}): return None")
    parts: list[str] = []
    first, *rest = text.split(OPEN)
    for piece in rest:
        place, _close, after = piece.partition(CLOSE)
        plain = place.endswith(NUMBER)
        number = int(place.removesuffix(NUMBER))
        if number not in there:
            reckon(number)
        shown = f"y{number}" if not plain else f"str({name_of(number)})"
        if not plain and f" {shown} = yuan({name_of(number)})" not in lines:
            lines.append(f" {shown} = yuan({name_of(number)})")
        names[f"c{len(parts)}"] = first.removesuffix('"') if plain else first
        parts += [f"c{len(parts)}", shown]
        first = after.removeprefix('"') if plain else after
    names[f"c{len(parts)}"] = first
    lines.append(f" return ''.join(({', '.join([*parts, f'c{len(parts)}'])},))")
    exec(compile("\n".join(lines), "<record>", "exec"), names)  # sums, as `recorded.py` writes them
    found: Callable[[Household], str | None] = names["filled"]
    return found


def forget() -> None:
    """As if no record had been written yet."""
    _ways.clear()

"""Whole numbers that note what is made of them and what is asked of them, so that the rules need not run again.

The rules of one household, run over `Recorded` numbers in the place of its amounts and ages, leave behind the sums that
were made and the decisions that were taken (`Recorder`). Any household that is alike in everything else, and of which
every decision falls out the same, has the same sums: `compiled.py` makes plain Python of them. No rule is written a
second time, and none knows that it is watched.

A number that is used in a way which is not recorded, such as to look something up, is settled to the value that it has:
that is a decision too. An amount that is written in yuan leaves a mark in the text. Python itself takes the plain value
where a number counts repetitions or places of a list: no rule does that with an amount or an age.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from os import urandom
from typing import NamedTuple

from .money import ParseError, parse_yuan, yuan


class Term(NamedTuple):
    """One sum as Python writes it, and the places in the list of terms of those that it is made of."""

    source: str
    parts: tuple[int, ...] = ()


class Decision(NamedTuple):
    """A condition on some terms and its answer; the first `known` terms of the list were there when it was."""

    condition: Term
    answer: int | bool
    known: int


def name_of(place: int) -> str:
    """How a term of the list is called where others are made of it."""
    return f"t{place}"


def needed(terms: Sequence[Term], places: Iterable[int], there: Container[int]) -> list[int]:
    """The places of the terms that these are made of, and theirs, first those that stand first; but of none `there`."""
    found: set[int] = set()
    waiting = [*places]
    while waiting:
        place = waiting.pop()
        if place not in there and place not in found:
            found.add(place)
            waiting += terms[place].parts
    return sorted(found)


class Recorder:
    """What was reckoned in one run, and what was decided, each once and in order."""

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self.decisions: list[Decision] = []
        self.mark = urandom(8).hex()
        """In a text, before the place of the term that is written there: nobody else can have written it."""
        self.amounts: dict[str, Recorded] = {}
        """By their marks."""
        self._places: dict[str, int] = {}
        self._decided: dict[str, int | bool] = {}

    def stated(self, value: int, source: str) -> Recorded:
        """A number that the run begins with; `source` is where it stands in a household."""
        return self.reckoned(value, Term(source))

    def reckoned(self, value: int, term: Term) -> Recorded:
        """The number that a sum comes to."""
        place = self._places.setdefault(term.source, len(self.terms))
        if place == len(self.terms):
            self.terms.append(term)
        found = Recorded(value)
        found.recorder, found.place = self, place
        return found

    def decided(self, condition: Term, answer: int | bool) -> int | bool:
        """The answer to a condition on some numbers, noted where it is new."""
        if condition.source not in self._decided:
            self._decided[condition.source] = answer
            self.decisions.append(Decision(condition, answer, len(self.terms)))
        return answer


class Recorded(int):
    """A whole number of which a `Recorder` knows where it comes from."""

    recorder: Recorder
    place: int

    @property
    def name(self) -> str:
        """How it is called in the sums that it enters."""
        return name_of(self.place)

    def settled(self) -> int:
        """The plain number; from here on the run is that of households which have the same."""
        value = int.__int__(self)
        return self.recorder.decided(Term(self.name, (self.place,)), value)

    def _sum(self, operation: str, one: int, other: int, value: int) -> Recorded:
        return self.recorder.reckoned(value, _two(operation, one, other))

    def _ask(self, operation: str, one: int, other: int, answer: bool) -> bool:
        return bool(self.recorder.decided(_two(operation, one, other), answer))

    def __add__(self, other: int) -> Recorded:
        if not isinstance(other, int):
            return NotImplemented
        return self if _is_plain(other, 0) else self._sum("+", self, other, int.__add__(self, other))

    __radd__ = __add__

    def __sub__(self, other: int) -> Recorded:
        return self if _is_plain(other, 0) else self._sum("-", self, other, int.__sub__(self, other))

    def __rsub__(self, other: int) -> Recorded:
        return self._sum("-", other, self, int.__rsub__(self, other))

    def __mul__(self, other: int) -> Recorded:
        if not isinstance(other, int):
            return NotImplemented
        return self if _is_plain(other, 1) else self._sum("*", self, other, int.__mul__(self, other))

    __rmul__ = __mul__

    def __floordiv__(self, other: int) -> Recorded:
        return self if _is_plain(other, 1) else self._sum("//", self, other, int.__floordiv__(self, other))

    def __rfloordiv__(self, other: int) -> Recorded:
        return self._sum("//", other, self, int.__rfloordiv__(self, other))

    def __mod__(self, other: int) -> int:
        return 0 if _is_plain(other, 1) else self._sum("%", self, other, int.__mod__(self, other))

    def __neg__(self) -> Recorded:
        return self._sum("-", 0, self, int.__neg__(self))

    def __pos__(self) -> Recorded:
        return self

    def __abs__(self) -> Recorded:
        return -self if self < 0 else self

    def __bool__(self) -> bool:
        return self != 0

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Recorded) and other.place == self.place:
            return True
        return isinstance(other, int) and self._ask("==", self, other, int.__eq__(self, other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: int) -> bool:
        return self._ask("<", self, other, int.__lt__(self, other))

    def __le__(self, other: int) -> bool:
        return self._ask("<=", self, other, int.__le__(self, other))

    def __gt__(self, other: int) -> bool:
        return not self <= other

    def __ge__(self, other: int) -> bool:
        return not self < other

    def __hash__(self) -> int:
        return hash(self.settled())

    def __repr__(self) -> str:
        return repr(self.settled())

    def __format__(self, form: str) -> str:
        return format(self.settled(), form)

    def in_yuan(self) -> str:
        """In the place of the amount in a text (`money.yuan`)."""
        text = RecordedText(f"{self.recorder.mark}<{self.place}>")
        text.number = self.recorder.amounts[str.__str__(text)] = self
        return text


def _is_plain(number: int, constant: int) -> bool:
    return not isinstance(number, Recorded) and number == constant


def _two(operation: str, one: int, other: int) -> Term:
    both = (one, other)
    names = [number.name if isinstance(number, Recorded) else f"({int(number)})" for number in both]
    return Term(f"{names[0]} {operation} {names[1]}", tuple(one.place for one in both if isinstance(one, Recorded)))


def _settle_in(name: str) -> None:
    """Whatever else one may do to a number is done to the plain one."""
    plain = getattr(int, name)

    def settled(self: Recorded, *others: object) -> object:
        return plain(*(each.settled() if isinstance(each, Recorded) else each for each in (self, *others)))

    setattr(Recorded, name, settled)


for _name in set(dir(int)) - set(dir(object)) - set(vars(Recorded)):
    if callable(getattr(int, _name)) and _name != "from_bytes":
        _settle_in(_name)


class RecordedText(str):
    """The text of a recorded amount: put into another text it is a mark, and looked into it is that of the amount.

    Whether it is the same as another one is a decision; whatever else is asked of it settles the amount.
    """

    number: Recorded

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RecordedText):
            return self.number == other.number
        if not isinstance(other, str):
            return False
        recorder = self.number.recorder
        if recorder.mark in other:  # a formula is another text, unless it is a number and nothing else
            return other in recorder.amounts and self.number == recorder.amounts[other]
        try:
            fen = parse_yuan(other.removeprefix("-"))
        except ParseError:
            return False
        fen = -fen if other.startswith("-") else fen
        return yuan(fen) == other and self.number == fen

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(yuan(self.number.settled()))


def _look_into(name: str) -> None:
    """Whatever else one may do to a text is done to the plain one."""
    plain = getattr(str, name)

    def looked(self: RecordedText, *others: object, **named: object) -> object:
        return plain(yuan(self.number.settled()), *others, **named)

    setattr(RecordedText, name, looked)


_ORDER = {"__lt__", "__le__", "__gt__", "__ge__"}
for _name in set(dir(str)) - set(dir(object)) - {"__add__", "maketrans"} | _ORDER:
    _look_into(_name)


def written_by(write: Callable[[object], str], record: object) -> str:
    """A record as JSON. A recorded number that stands there as one, which JSON has in plain, leaves a mark too."""
    marks: set[str] = set()
    text = write(_marked(record, marks))
    for mark in marks:
        text = text.replace(f'"{mark}"', mark)
    return text


def _marked(part: object, marks: set[str]) -> object:
    if isinstance(part, Recorded):
        mark = f"{part.recorder.mark}<{part.place}:>"
        marks.add(mark)
        return mark
    if isinstance(part, dict):
        return {name: _marked(inner, marks) for name, inner in part.items()}
    return [_marked(inner, marks) for inner in part] if isinstance(part, list) else part

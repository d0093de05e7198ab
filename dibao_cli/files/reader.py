"""What all readers share: they collect what is wrong, each fault with its place, and go on reading.

`HouseholdReader` takes what people write (texts for numbers, any spelling of a choice), `ValueReader` what a notice
states (bare numbers, codes). How each kind of content is read with the one or the other stands in `kinds.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from ..rules.money import ParseError, Rounding, parse_yuan
from ..rules.month import InvalidMonth, Month
from ..rules.parameters import DIRECTIONS, ROUNDING_WHEN, Choices
from ..rules.problems import Problem
from ..rules.region import Region
from .document import KeyPath, written
from .limits import add_problem

Locate = Callable[[str, KeyPath, object, dict[str, str]], Problem]
"""A problem from its code, path, value and details: with the file and line, or the flag, that it stands in."""


class Reader:
    """Collects problems; `region` is None where districts are not checked."""

    def __init__(self, locate: Locate, region: Region | None) -> None:
        self.region = region
        self.locate = locate
        self.problems: list[Problem] = []

    def fault(self, code: str, path: KeyPath = (), value: object = "", **details: str) -> None:
        """Note what is wrong. One too many ends the reading: raises `InputError`."""
        add_problem(self.problems, self.locate(code, path, value, details))

    def parsed(self, parse: Callable[[str], int], path: KeyPath, text: str) -> int | None:
        """The number of a text, or None with the fault noted."""
        try:
            return parse(text)
        except ParseError as unreadable:
            self.fault(unreadable.reason, path, text)
            return None

    def month(self, path: KeyPath, content: object) -> Month | None:
        """A month such as `2020-07`, or None with the fault noted."""
        try:
            return Month.parse(written(content))
        except InvalidMonth:
            self.fault("not_a_month", path, content)
            return None

    # what each kind of reader takes in its own way

    def number(self, path: KeyPath, content: object, parse: Callable[[str], int], kind: str = "number") -> int | None:
        """A number in the unit of `parse`; `kind` is what is expected, for the fault."""
        raise NotImplementedError

    def count(self, path: KeyPath, content: object, lowest: int, highest: int) -> int | None:
        """A whole number."""
        raise NotImplementedError

    def text(self, path: KeyPath, content: object, kind: str = "text") -> str | None:
        """A text."""
        raise NotImplementedError

    def choice(self, path: KeyPath, content: object, choices: Choices, kind: str = "choice") -> str | None:
        """The code of one of the choices."""
        raise NotImplementedError

    def choices(self, path: KeyPath, content: object, choices: Choices) -> tuple[str, ...] | None:
        """The codes of one or several of the choices."""
        raise NotImplementedError

    def categories(self, path: KeyPath, content: object) -> tuple[str, ...] | None:
        """One or several categories of children in hardship that the region's notices name."""
        raise NotImplementedError

    def district(self, path: KeyPath, text: str) -> str | None:
        """The name of a district that the region knows."""
        raise NotImplementedError

    def compound(self, kind: str, path: KeyPath, content: object) -> object:
        """What consists of fields of its own, in the reader's own types."""
        raise NotImplementedError


def read_rounding(reader: Reader, path: KeyPath, content: object) -> Rounding | None:
    """A rounding in a notice or a region file, or None with the fault noted."""
    if not isinstance(content, dict) or "unit" not in content:
        reader.fault("wrong_type", path, content, expected="rounding")
        return None
    unit = reader.number((*path, "unit"), content["unit"], parse_yuan)
    direction = reader.choice((*path, "direction"), content.get("direction", "half_up"), DIRECTIONS)
    when = reader.choice((*path, "when"), content.get("when", "before_multiplier"), ROUNDING_WHEN)
    if unit == 0:
        reader.fault("out_of_range", (*path, "unit"), content["unit"], lowest="0.01", highest="1000")
    return Rounding(unit, direction, when) if unit and direction and when else None  # type: ignore[arg-type]  # checked above

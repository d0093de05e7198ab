"""The contents of a notice's keys, by kind: exact numbers, choices, roundings, bands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from ..rules.money import LARGEST_FEN, ParseError
from ..rules.month import Month
from ..rules.notice import NOTICE_BASES, Basis, Content, Note, Notice, Value
from ..rules.parameters import (
    AREAS,
    PARAMETERS,
    Choices,
    Parameter,
    parts_written,
    share_below_one_percent,
    split_name,
)
from ..rules.problems import InputError, Problem, nearest
from ..rules.region import Region
from .document import Document, KeyPath, NumberText
from .kinds import KINDS
from .reader import Reader

NOTE_LANGUAGES = frozenset(("en", "zh"))


class ValueReader(Reader):
    """Reads contents from a document: bare numbers, choices by their codes. Each fault has its line and key."""

    region: Region

    def __init__(self, document: Document, region: Region) -> None:
        super().__init__(self._located, region)
        self.document = document

    def _located(self, code: str, path: KeyPath, value: object, details: dict[str, str]) -> Problem:
        problem = self.document.problem(code, path, value, **details)
        return problem.at(problem.file, problem.line or 1)  # what is absent lacks from the top

    def known_keys(self, path: KeyPath, table: Mapping[str, object], known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                self.fault("unknown_key", (*path, name), nearest=nearest(name, known))

    def basis(self, path: KeyPath, table: Mapping[str, object], default: Basis) -> Basis:
        basis = table.get("basis", default)
        if basis in NOTICE_BASES:
            return NOTICE_BASES[NOTICE_BASES.index(basis)]
        nearest_basis = nearest(str(basis), NOTICE_BASES)
        self.fault("unknown_choice", path, basis, known=", ".join(NOTICE_BASES), nearest=nearest_basis)
        return default

    def note(self, path: KeyPath, text: object) -> Note:
        if isinstance(text, str):
            return {"en": text, "zh": text}
        if isinstance(text, dict) and text and text.keys() <= NOTE_LANGUAGES and set(map(type, text.values())) == {str}:
            return dict(text)
        self.fault("wrong_type", path, text, expected="note")
        return {}

    def bound(self, parameter: Parameter, path: KeyPath, bound: object) -> int | None:
        parsed = None if bound is None else self.content(parameter, path, bound)
        return parsed if isinstance(parsed, int) else None

    def text(self, path: KeyPath, text: object, kind: str = "text") -> str:
        """A text; empty, with the fault noted, for what is none."""
        if isinstance(text, str) and not isinstance(text, NumberText):
            return text
        self.fault("wrong_type", path, text, expected=kind)
        return ""

    def within(self, path: KeyPath, parsed: Content, bounds: Mapping[str, int | None]) -> None:
        low, high = bounds["at_least"], bounds["at_most"]
        if isinstance(parsed, int) and not (low or 0) <= parsed <= (parsed if high is None else high):
            self.fault("outside_bounds", path, "")

    def content(self, parameter: Parameter, path: KeyPath, content: object) -> Content:
        """The value in the unit of its kind, or None with the fault noted; an amount may be a table of its own."""
        if parameter.kind == "yuan" and isinstance(content, dict):
            from .amounts import read_amount  # most amounts are numbers

            return read_amount(self, path, content)
        found: Content = KINDS[parameter.kind].read(self, parameter, path, content)
        return found

    def number(self, path: KeyPath, content: object, parse: Callable[[str], int], kind: str = "number") -> int | None:
        """A bare number in the unit of `parse`."""
        if isinstance(content, str) and not isinstance(content, NumberText) and _is_written_number(content):
            self.fault("number_in_quotes", path, content)
            return None
        if isinstance(content, bool) or not isinstance(content, (int, NumberText)):
            self.fault("wrong_type", path, content, expected="number")
            return None
        if isinstance(content, int) and abs(content) > LARGEST_FEN:
            self.fault("too_large", path, content)
            return None
        return self.parsed(parse, path, str(content))

    def count(self, path: KeyPath, content: object, lowest: int, highest: int) -> int | None:
        """A whole number; one beyond its bounds is too large."""
        return self.number(path, content, partial(_parse_count, lowest=lowest, highest=highest))

    def choice(self, path: KeyPath, content: object, choices: Choices, kind: str = "choice") -> str | None:
        """The code of a choice, as it stands."""
        if isinstance(content, str) and content in choices:
            return content
        self.fault("unknown_choice", path, content, known=", ".join(choices), nearest=nearest(str(content), choices))
        return None

    def choices(self, path: KeyPath, content: object, choices: Choices) -> tuple[str, ...] | None:
        """The codes of a list, none of them twice."""
        if not isinstance(content, list) or not content:
            self.fault("wrong_type", path, content, expected="list")
            return None
        codes = [self.choice(path, each, choices) for each in content]
        for each in choices:
            if codes.count(each) > 1:
                self.fault("stated_twice", path, each, other=each)
        return tuple(each for each in codes if each is not None)


def _is_written_number(text: str) -> bool:
    """Whether a text has digits, points and commas only, besides a sign and a percent sign."""
    digits = text.strip().removesuffix("%").rstrip().removeprefix("-")
    return digits != "" and all(character.isdecimal() or character in ".," for character in digits)


def _parse_count(text: str, lowest: int, highest: int) -> int:
    if not text.removeprefix("-").isdecimal():
        raise ParseError("not_a_count")
    if text.startswith("-"):
        raise ParseError("negative")
    if not lowest <= int(text) <= highest:
        raise ParseError("too_large")
    return int(text)


def content_from_text(name: str, text: str, place: str) -> Content:
    """What `--set KEY=TEXT` says, in the unit of the key's kind. Raises `InputError`.

    Lists are written with commas (`dibao,tekun`), a rounding as `0.50 up` or `0.50 up after_multiplier`,
    bands as `3:1/12,5:1/8`, amounts by the year or as shares as `files/amounts.py` says.
    """
    parameter = PARAMETERS[name]
    raw = _raw_amount(text) if parameter.kind == "yuan" else KINDS[parameter.kind].raw(text)
    reader = ValueReader(Document("", "", {}), Region("", {}, _ANY_MONTH, (_ANY_MONTH, _ANY_MONTH)))
    try:
        content = reader.content(parameter, (place,), raw)
    except InputError as refused:  # too many faults to go on
        raise InputError(refused.problems, usage=True) from None
    if reader.problems:
        raise InputError([_in_its_unit(problem, parameter) for problem in reader.problems], usage=True)
    return content


def _raw_amount(text: str) -> object:
    if not any(character in text for character in "*/~"):
        return NumberText(text)
    from .amounts import raw_amount

    return raw_amount(text)


def _in_its_unit(problem: Problem, parameter: Parameter) -> Problem:
    """A text that is no number, as what it should have been: per cent, a factor, months."""
    units = {"percent": "not_a_percentage", "factor": "not_a_factor", "count": "not_a_number_of_months"}
    unreadable = problem.code in ("not_a_number", "not_a_count") and parameter.kind in units
    return problem._replace(code=units[parameter.kind]) if unreadable else problem


_ANY_MONTH = Month(2020, 7)


SET_BY_HAND = "--set"


def _base(name: str) -> str:
    """The key without what it is split by, for the nearest one."""
    table, dot, rest = name.partition(".")
    return f"{table}{dot}{split_name(rest.partition('.')[0])[0]}"


def value_set_by_hand(region: Region, month: Month, name: str, text: str) -> Value:
    """The value that `--set NAME=TEXT` puts in place of the table's. Raises `InputError`."""
    parts = parts_written(name)
    if parts is None:
        if name.partition(".")[0] == "one_off":
            raise InputError(Problem("one_off_by_hand", f"{SET_BY_HAND} {name}"), usage=True)
        details = {"nearest": nearest(_base(name), PARAMETERS)}
        raise InputError(Problem("unknown_key", f"{SET_BY_HAND} {name}", details=details), usage=True)
    base = parts.name
    names = tuple(region.names.get(PARAMETERS[base].names, ()))
    for part, known in ((parts.category, names), (parts.area, tuple(AREAS))):
        if part and part not in known:
            details = {"known": ", ".join(known), "nearest": nearest(part, known)}
            raise InputError(Problem("unknown_choice", f"{SET_BY_HAND} {name}", part, details=details), usage=True)
    if parts.district and parts.district not in region.groups:
        parts = parts._replace(district=region.district(parts.district).name)
    note = {"en": "set by hand", "zh": "人工设定"}
    notice = Notice(SET_BY_HAND, note, month, source={"en": SET_BY_HAND}, basis="stated")
    key = str(parts)
    content = content_from_text(base, text, f"{SET_BY_HAND} {name}")
    if PARAMETERS[base].recorded:
        raise InputError(Problem("recorded_only", f"{SET_BY_HAND} {name}", text), usage=True)
    if isinstance(content, int) and share_below_one_percent(base, content):
        raise InputError(Problem("share_below_one_percent", f"{SET_BY_HAND} {name}", text), usage=True)
    return Value(key, content, notice, basis="stated", note=note)

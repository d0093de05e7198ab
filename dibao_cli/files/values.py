"""The contents of a notice's keys, by kind: exact numbers, choices, roundings, bands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..rules.keys import BY_DISTRICT, DIRECTIONS, KEYS, ROUNDING_WHEN, Key, share_below_one_percent
from ..rules.money import LARGEST_FEN, Rounding, Unreadable, parse_factor, parse_percent, parse_yuan
from ..rules.month import Month, NotAMonth
from ..rules.problems import Problem, Refused, nearest
from ..rules.standards import NOTICE_BASES, Basis, Content, Note, Notice, Region, Value
from .document import Document, Exact, Path, written
from .limits import add_problem


class ValueReader:
    """Reads contents from a document and collects what is wrong with them, each with line and key."""

    def __init__(self, document: Document, region: Region) -> None:
        self.document = document
        self.region = region
        self.problems: list[Problem] = []

    def fault(self, code: str, path: Path = (), value: object = "", **details: str) -> None:
        problem = self.document.problem(code, path, value, **details)
        add_problem(self.problems, problem.at(problem.file, problem.line or 1))  # what is absent lacks from the top

    def known(self, path: Path, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                self.fault("unknown_key", (*path, name), nearest=nearest(name, known))

    def basis(self, path: Path, table: Mapping[str, Any], default: Basis) -> Basis:
        found = table.get("basis", default)
        if found in NOTICE_BASES:
            return NOTICE_BASES[NOTICE_BASES.index(found)]
        nearest_basis = nearest(str(found), NOTICE_BASES)
        self.fault("unknown_choice", path, found, known=", ".join(NOTICE_BASES), nearest=nearest_basis)
        return default

    def note(self, path: Path, text: object) -> Note:
        if isinstance(text, str):
            return {"en": text, "zh": text}
        if isinstance(text, dict) and text and all(k in ("en", "zh") and isinstance(v, str) for k, v in text.items()):
            return {str(k): str(v) for k, v in text.items()}
        self.fault("wrong_type", path, text, expected="note")
        return {}

    def bound(self, key: Key, path: Path, bound: object) -> int | None:
        parsed = None if bound is None else self.content(key, path, bound)
        return parsed if isinstance(parsed, int) else None

    def text(self, path: Path, text: object) -> str:
        if isinstance(text, str) and not isinstance(text, Exact):
            return text
        self.fault("wrong_type", path, text, expected="text")
        return ""

    def month(self, path: Path, text: object) -> Month | None:
        try:
            return Month.parse(written(text))
        except NotAMonth:
            self.fault("not_a_month", path, text)
            return None

    def within(self, path: Path, parsed: Content, bounds: Mapping[str, int | None]) -> None:
        low, high = bounds["at_least"], bounds["at_most"]
        if isinstance(parsed, int) and not (low or 0) <= parsed <= (parsed if high is None else high):
            self.fault("outside_bounds", path, "")

    def content(self, key: Key, path: Path, content: object) -> Content:
        """The value in the unit of its kind, or None with the fault noted."""
        if key.kind == "choice":
            return self.choice(path, content, key.choices)
        if key.kind == "statuses":
            return self.choices(path, content, key.choices)
        if key.kind == "rounding":
            return self.rounding(path, content)
        if key.kind == "bands":
            return self.bands(path, content)
        parsers: dict[str, Callable[[str], int]] = {
            "yuan": parse_yuan,
            "percent": parse_percent,
            "factor": parse_factor,
        }
        return self.number(path, content, parsers.get(key.kind, _parse_count))

    def number(self, path: Path, content: object, parse: Callable[[str], int], negative: bool = False) -> int | None:
        if isinstance(content, str) and not isinstance(content, Exact) and _is_written_number(content):
            self.fault("number_in_quotes", path, content)
            return None
        if isinstance(content, bool) or not isinstance(content, (int, Exact)):
            self.fault("wrong_type", path, content, expected="number")
            return None
        if isinstance(content, int) and abs(content) > LARGEST_FEN:
            self.fault("too_large", path, content)
            return None
        try:
            number = parse(str(content))
        except Unreadable as unreadable:
            self.fault(unreadable.reason, path, content)
            return None
        if number < 0 and not negative:
            self.fault("negative", path, content)
            return None
        return number

    def choice(self, path: Path, content: object, choices: tuple[str, ...]) -> str | None:
        if isinstance(content, str) and content in choices:
            return content
        self.fault("unknown_choice", path, content, known=", ".join(choices), nearest=nearest(str(content), choices))
        return None

    def choices(self, path: Path, content: object, choices: tuple[str, ...]) -> tuple[str, ...] | None:
        if not isinstance(content, list) or not content:
            self.fault("wrong_type", path, content, expected="list")
            return None
        found = [self.choice(path, each, choices) for each in content]
        for each in choices:
            if found.count(each) > 1:
                self.fault("stated_twice", path, each, other=each)
        return tuple(each for each in found if each is not None)

    def rounding(self, path: Path, content: object) -> Rounding | None:
        if not isinstance(content, dict) or "unit" not in content:
            self.fault("wrong_type", path, content, expected="rounding")
            return None
        unit = self.number((*path, "unit"), content["unit"], parse_yuan)
        direction = self.choice((*path, "direction"), content.get("direction", "half_up"), DIRECTIONS)
        when = self.choice((*path, "when"), content.get("when", "before_multiplier"), ROUNDING_WHEN)
        if unit == 0:
            self.fault("out_of_range", (*path, "unit"), content["unit"], lowest="0.01", highest="1000")
        return Rounding(unit, direction, when) if unit and direction and when else None  # type: ignore[arg-type]  # checked above

    def bands(self, path: Path, content: object) -> tuple[tuple[int, int, int], ...] | None:
        if not isinstance(content, list) or not all(
            isinstance(b, dict) and {"from", "share"} == set(b) for b in content
        ):
            self.fault("wrong_type", path, content, expected="bands")
            return None
        bands: list[tuple[int, int, int]] = []
        for band in content:
            lowest = self.number(path, band["from"], parse_percent)
            share = _parse_fraction(band["share"])
            if lowest is None or share is None:
                self.fault("wrong_type", path, band["share"], expected="bands")
                return None
            bands.append((lowest, *share))
        if bands != sorted(bands) or not bands:
            self.fault("bands_not_rising", path)
        return tuple(bands)


def _is_written_number(text: str) -> bool:
    """Whether a text has digits, points and commas only, besides a sign and a percent sign."""
    digits = text.strip().removesuffix("%").rstrip().removeprefix("-")
    return digits != "" and all(sign.isdecimal() or sign in ".," for sign in digits)


_FRACTION = r"\s*(\d{1,6})\s*/\s*(\d{1,6})\s*"


def _parse_count(text: str) -> int:
    if not text.removeprefix("-").isdecimal():
        raise Unreadable("not_a_count")
    if len(text) > 4:
        raise Unreadable("too_large")
    return int(text)


def _parse_fraction(share: object) -> tuple[int, int] | None:
    """`1/12` as (1, 12)."""
    match = re.fullmatch(_FRACTION, share) if isinstance(share, str) else None
    if match is None or int(match[2]) == 0:
        return None
    return int(match[1]), int(match[2])


def content_from_text(name: str, text: str, place: str) -> Content:
    """What `--set KEY=TEXT` says, in the unit of the key's kind. Raises `Refused`.

    Lists are written with commas (`dibao,tekun`), a rounding as `0.50 up` or `0.50 up after_multiplier`,
    bands as `3:1/12,5:1/8`.
    """
    key = KEYS[name]
    raw: object = Exact(text)
    if key.kind == "choice":
        raw = text
    elif key.kind == "statuses":
        raw = [part.strip() for part in text.split(",")]
    elif key.kind == "rounding":
        words = text.split()
        raw = dict(zip(("unit", "direction", "when"), [Exact(words[0]) if words else "", *words[1:]], strict=False))
    elif key.kind == "bands":
        raw = [dict(zip(("from", "share"), map(Exact, part.split(":")), strict=False)) for part in text.split(",")]
    reader = ValueReader(Document("", "", {}), Region("", {}, _ANY_MONTH, (_ANY_MONTH, _ANY_MONTH)))
    try:
        content = reader.content(key, (place,), raw)
    except Refused as refused:  # too many faults to go on
        raise Refused(refused.problems, usage=True) from None
    if reader.problems:
        raise Refused([_in_its_unit(problem, key) for problem in reader.problems], usage=True)
    return content


def _in_its_unit(problem: Problem, key: Key) -> Problem:
    """A text that is no number, as what it should have been: per cent, a factor, months."""
    units = {"percent": "not_a_percentage", "factor": "not_a_factor", "count": "not_a_number_of_months"}
    unreadable = problem.code in ("not_a_number", "not_a_count") and key.kind in units
    return problem._replace(code=units[key.kind]) if unreadable else problem


_ANY_MONTH = Month(2020, 7)


SET_BY_HAND = "--set"


def value_set_by_hand(region: Region, month: Month, name: str, text: str) -> Value:
    """The value that `--set NAME=TEXT` puts in place of the table's. Raises `Refused`."""
    base, by_district, place = name.partition(f"{BY_DISTRICT}.")
    if base not in KEYS:
        details = {"nearest": nearest(base, KEYS)}
        raise Refused(Problem("unknown_key", f"{SET_BY_HAND} {name}", details=details), usage=True)
    if by_district and place not in region.groups:
        place = region.district(place).name
    note = {"en": "set by hand", "zh": "人工设定"}
    notice = Notice(SET_BY_HAND, note, month, source={"en": SET_BY_HAND}, basis="stated")
    key = f"{base}@{place}" if by_district else base
    content = content_from_text(base, text, f"{SET_BY_HAND} {name}")
    if KEYS[base].recorded:
        raise Refused(Problem("recorded_only", f"{SET_BY_HAND} {name}", text), usage=True)
    if isinstance(content, int) and share_below_one_percent(base, content):
        raise Refused(Problem("share_below_one_percent", f"{SET_BY_HAND} {name}", text), usage=True)
    return Value(key, content, notice, basis="stated", note=note)

"""What people write about a household, read field by field: texts for numbers, any spelling of a name or a choice."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from ..rules.application import Application, Change
from ..rules.case import AssessmentOptions
from ..rules.household import Deduction, GradualExit, Household
from ..rules.money import parse_percent, parse_yuan, plain
from ..rules.month import Month
from ..rules.notice import PriceIndex
from ..rules.parameters import Choices
from ..rules.person import Person
from ..rules.problems import InputError, nearest_name, one_meant
from ..rules.region import Region
from .document import LONGEST_SHOWN, KeyPath, is_whole, written
from .fields import (
    CHANGE,
    GRADUAL_EXIT,
    HOUSEHOLD,
    INDEX_FIELDS,
    OPPOSITES,
    PERSON,
    QUESTION,
    Field,
    by_choice,
    by_name,
)
from .kinds import KINDS
from .reader import Locate, Reader

LONGEST_TEXT = 1000
"""Characters of a field; no name, choice or amount comes near it."""
_SEVERAL = r"[+、,，/]"
_COUNTERS = ("人", "岁", "级")
_MOST_DIGITS = 9

T = TypeVar("T")


class Asked(NamedTuple):
    """A question, and price indices that are stated by month."""

    question: AssessmentOptions
    indices: Mapping[Month, PriceIndex]


class HouseholdReader(Reader):
    """Reads fields of households and collects what is wrong with them."""

    def __init__(self, locate: Locate, region: Region | None) -> None:
        super().__init__(locate, region)
        self.spelled: dict[KeyPath, str] = {}

    def household(self, raw: Mapping[str, Any]) -> Application | None:
        """The household with its question and changes, or None where something is wrong."""
        told = self.fields(raw, HOUSEHOLD, ())
        if "area" not in told and not self._faulty(("area",)):
            self.fault("needed_field", ("area",), choices="area")
        asked: Asked = told.pop("question", Asked(AssessmentOptions(), {}))
        changes_told: list[dict[str, Any]] = told.pop("change", [])
        persons = told.pop("persons", ())
        month: Month | None = told.pop("month", None)
        self._refuse_zone(told)
        if told.get("members") == 0 and not persons and not self._faulty(("persons",)):
            self.fault("no_members", ("members",), "0")
        if self.problems:
            return None
        built = self.built(Household, {**told, "persons": persons}, ())
        changes = self._changed({**told, "persons": persons}, changes_told)
        return (
            Application(built, asked.question, changes, month, asked.indices) if built and not self.problems else None
        )

    def _refuse_zone(self, told: Mapping[str, Any]) -> None:
        if self.region is None:
            return
        try:
            self.region.refuse_rural_zone(told.get("area", ""), told.get("district"))
        except InputError as refused:
            [problem] = refused.problems
            self.fault(problem.code, ("district",), problem.value, **problem.details)

    def fields(self, raw: Mapping[str, Any], known: Mapping[str, Field], path: KeyPath) -> dict[str, Any]:
        """The fields that are stated, by their fixed names and in the program's own types."""
        names = by_name(known)
        told: dict[str, Any] = {}
        for spelling, content in raw.items():
            here = (*path, str(spelling))
            name = names.get(str(spelling).strip())
            if name is None:
                self._unknown(str(spelling).strip(), here, names)
            elif name in told:
                self.fault("stated_twice", here, other=name)
            else:
                self.spelled[(*path, name)] = str(spelling)
                value = self.content(known[name], content, here)
                if value is not None:
                    told[name] = value
        return told

    def content(self, field: Field, content: Any, path: KeyPath) -> Any:
        """One field's content in the program's own type; None if it is blank or wrong."""
        return KINDS[field.kind].read(self, field, path, content)

    def _unknown(self, spelling: str, path: KeyPath, names: Mapping[str, str]) -> None:
        opposite = OPPOSITES.get(spelling)
        if opposite in names.values():
            own = (name for name, meant in names.items() if meant == opposite and name.isascii() == spelling.isascii())
            self.fault("opposite_field", path, spelling, field=next(own))
        else:
            self.fault("unknown_field", path, nearest=nearest_name(spelling, names))

    def built(self, kind: type[T], told: Mapping[str, Any], path: KeyPath) -> T | None:
        """The domain object, or None with its own objections located."""
        try:
            return kind(**told)
        except InputError as refused:
            for problem in refused.problems:
                name, *rest = problem.place.split(".", 1)
                place = (*path, self.spelled.get((*path, name), name), *rest)  # as the file has it, to find its line
                self.fault(problem.code, place, problem.value, **{**problem.details, "field": name})
            return None

    def _faulty(self, path: KeyPath) -> bool:
        place = self.locate("", path, "", {}).place
        return any(p.place == place or p.place.startswith(f"{place}[") for p in self.problems)

    def needed(self, told: Mapping[str, Any], known: Mapping[str, Field], path: KeyPath) -> None:
        """Note the needed fields that are not stated."""
        for name, field in known.items():
            if field.needed and name not in told and not self._faulty((*path, name)):
                self.fault("needed_field", (*path, name))

    # single contents

    def text(self, path: KeyPath, content: object, kind: str = "text") -> str | None:
        """A number or text as typed, with full-width signs made ordinary; None if it is blank or of another type."""
        if isinstance(content, (list, dict, float)) or content is None:
            self.fault("wrong_type", path, "", expected=kind)
            return None
        text = plain(written(content))
        return text if text and self._sound(text, path) else None

    def _sound(self, text: str, path: KeyPath) -> bool:
        """Whether a text is of a length that somebody writes, and of whole characters."""
        if len(text) > LONGEST_TEXT:
            self.fault("too_long", path, text[:LONGEST_SHOWN] + "...", highest=str(LONGEST_TEXT))
            return False
        if not is_whole(text):  # bytes of a command line that are no text
            self.fault("half_character", path)
            return False
        return True

    def number(self, path: KeyPath, content: object, parse: Callable[[str], int], kind: str = "number") -> int | None:
        """A number in the unit of `parse`, of a number or a text."""
        text = self.text(path, content, kind)
        return None if text is None else self.parsed(parse, path, text)

    def count(self, path: KeyPath, content: object, lowest: int, highest: int) -> int | None:
        """A whole number within its bounds; `3人` is 3."""
        text = self.text(path, content, "count")
        if text is None:
            return None
        digits = text
        for counter in _COUNTERS:
            digits = digits.removesuffix(counter)
        digits = digits.strip()
        number = digits.removeprefix("-")
        if not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS):
            self.fault("not_a_count", path, text)
            return None
        if not lowest <= int(digits) <= highest:
            self.fault("out_of_range", path, text, lowest=str(lowest), highest=str(highest))
            return None
        return int(digits)

    def choice(self, path: KeyPath, content: object, choices: Choices, kind: str = "choice") -> str | None:
        """The code of a choice, from any of its spellings."""
        text = self.text(path, content, kind)
        return None if text is None else self._code(path, text, choices, hint=kind != "yes_no")

    def _code(self, path: KeyPath, text: str, choices: Choices, hint: bool = True) -> str | None:
        spelled = by_choice(choices)
        found = spelled.get(text.strip().lower())
        if found is None:
            near = one_meant(text.strip().lower(), spelled) if hint else ""
            self.fault("unknown_choice", path, text, known=", ".join(choices), nearest=near)
        return found

    def choices(self, path: KeyPath, content: object, choices: Choices) -> tuple[str, ...] | None:
        """The codes of one or several choices, of a list or of a text with signs between; without the ordinary one."""
        if isinstance(content, list):
            parts = [written(each) for each in content]
        else:
            text = self.text(path, content, "choices")
            if text is None:
                return None
            parts = [part for part in re.split(_SEVERAL, text) if part.strip()]
        found = [self._code(path, part, choices) for part in parts]
        return tuple(code for code in found if code and code != "ordinary")

    def district(self, path: KeyPath, text: str) -> str | None:
        """The name of a district; unchanged where no region is given to ask."""
        if self.region is None:
            return text
        try:
            return self.region.place(text).name
        except InputError as refused:
            self.fault("unknown_district", path, text, **refused.problems[0].details)
            return None

    # what consists of fields

    def compound(self, kind: str, path: KeyPath, content: Any) -> Any:
        """What consists of fields of its own, in the program's own types; None if it is wrong."""
        together: dict[str, Callable[[Any, KeyPath], Any]] = {
            "amounts": self._amounts,
            "percents": self._percents,
            "persons": self._persons,
            "exit": self._exit,
            "question": self._question,
            "changes": self._changes,
        }
        return together[kind](content, path)

    def _table(self, content: Any, path: KeyPath, kind: str) -> bool:
        """Whether it is a table of fields, the fault noted if not."""
        if not isinstance(content, dict):
            self.fault("wrong_type", path, "", expected=kind)
        return isinstance(content, dict)

    def _tables(self, content: Any, path: KeyPath, kind: str) -> bool:
        """Whether it is a list of such tables."""
        fits = isinstance(content, list) and all(isinstance(each, dict) for each in content)
        if not fits:
            self.fault("wrong_type", path, "", expected=kind)
        return fits

    def _amounts(self, content: Any, path: KeyPath) -> tuple[Deduction, ...]:
        """Named amounts, or one amount without a name."""
        if not isinstance(content, dict):
            content = {"other": content}
        found = []
        for reason, amount in content.items():
            if self.text((*path, str(reason)[:LONGEST_SHOWN]), str(reason)) is None:
                continue
            fen = self.parsed(parse_yuan, (*path, reason), written(amount))
            if fen is not None:
                found.append(Deduction(str(reason), fen))
        return tuple(found)

    def _persons(self, content: Any, path: KeyPath) -> tuple[Person, ...] | None:
        if not self._tables(content, path, "persons"):
            return None
        highest = HOUSEHOLD["persons"].highest
        if len(content) > highest:
            self.fault("too_many_members", path, str(len(content)), highest=str(highest))
            return None
        return tuple(filter(None, (self._person(each, (*path, n)) for n, each in enumerate(content))))

    def _person(self, content: Mapping[str, Any], path: KeyPath) -> Person | None:
        """One person; whether the facts fit together is only asked where each of them could be read."""
        before = len(self.problems)
        told = self.fields(content, PERSON, path)
        return self.built(Person, told, path) if len(self.problems) == before else None

    def _exit(self, content: Any, path: KeyPath) -> GradualExit | None:
        if not self._table(content, path, "exit"):
            return None
        told = self.fields(content, GRADUAL_EXIT, path)
        self.needed(told, GRADUAL_EXIT, path)
        return GradualExit(**told) if len(told) == len(GRADUAL_EXIT) else None

    def _question(self, content: Any, path: KeyPath) -> Asked | None:
        if not self._table(content, path, "question"):
            return None
        told = self.fields(content, QUESTION, path)
        rises: dict[Month | None, dict[str, int]] = {}
        for name, field in INDEX_FIELDS.items():
            for month, rise in told.pop(field, {}).items():
                rises.setdefault(month, {})[name] = rise
        indices = {month: PriceIndex().having(of_month) for month, of_month in rises.items()}
        index = indices.pop(None, None)
        return Asked(AssessmentOptions(index=index, **told), {month: of for month, of in indices.items() if month})

    def _percents(self, content: Any, path: KeyPath) -> dict[Month | None, int] | None:
        """Rises by month; one without a month is for whatever month is asked."""
        found: dict[Month | None, int] = {}
        for name, rise in content.items() if isinstance(content, dict) else [(None, content)]:
            here = path if name is None else (*path, str(name))
            if isinstance(rise, (list, dict, float)) or rise is None:
                self.fault("wrong_type", here, "", expected="percent")
                continue
            month = None if name is None else self.month(here, str(name))
            hundredths = self.parsed(parse_percent, here, plain(written(rise))) if plain(written(rise)) else None
            if hundredths is None or (month is None and name is not None):
                continue
            if month in found:
                self.fault("stated_twice", here, other=str(month))
            found[month] = hundredths
        return found or None

    # changes from a month on

    def _changes(self, content: Any, path: KeyPath) -> list[dict[str, Any]] | None:
        """What each change states, in the program's own types, with its month."""
        if not self._tables(content, path, "changes"):
            return None
        highest = HOUSEHOLD["change"].highest
        if len(content) > highest:
            self.fault("too_many_entries", path, number=str(len(content)), highest=str(highest))
            return None
        found = []
        for n, each in enumerate(content):
            told = self.fields(each, CHANGE, (*path, n))
            self.needed(told, CHANGE, (*path, n))
            found.append(told)
        return found

    def _changed(self, household: dict[str, Any], changes: list[dict[str, Any]]) -> tuple[Change, ...]:
        """The whole household after each change, in the order of their months."""
        found: list[Change] = []
        for n, told in enumerate(changes):
            since = told["from"]
            path: KeyPath = (self.spelled.get(("change",), "change"), n)
            if found and since <= found[-1].since:
                self.fault("changes_not_rising", (*path, "from"), str(since), before=str(found[-1].since))
            household = {**household, **{name: each for name, each in told.items() if name != "from"}}
            built = self.built(Household, household, path)
            if built:
                found.append(Change(since, built))
        return tuple(found)

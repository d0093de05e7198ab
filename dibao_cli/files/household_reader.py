"""What people write about a household, read field by field: texts for numbers, any spelling of a name or a choice."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from ..rules.application import Application, Change, Paper
from ..rules.case import AssessmentOptions
from ..rules.household import Deduction, GradualExit, Household
from ..rules.money import parse_percent, parse_yuan, plain
from ..rules.month import Month
from ..rules.notice import PriceIndex
from ..rules.parameters import by_choice
from ..rules.person import Person
from ..rules.problems import InputError, nearest_name
from ..rules.region import Region
from .document import LONGEST_SHOWN, KeyPath, written
from .fields import (
    CHANGE,
    GRADUAL_EXIT,
    HOUSEHOLD,
    INCOMES,
    INDEX_FIELDS,
    INSTEAD,
    ON_PAPER,
    OPPOSITES,
    PERSON,
    QUESTION,
    Field,
    by_name,
)
from .kinds import KINDS
from .loose_reader import LooseReader
from .reader import Locate

T = TypeVar("T")


class StatedOptions(NamedTuple):
    """A question, and price indices that are stated by month."""

    question: AssessmentOptions
    indices: Mapping[Month, PriceIndex]


class HouseholdReader(LooseReader):
    """Reads fields of households and collects what is wrong with them."""

    def __init__(self, locate: Locate, region: Region | None) -> None:
        super().__init__(locate, region)
        self.spelled: dict[KeyPath, str] = {}

    def household(self, raw: Mapping[str, object]) -> Application | None:
        """The household with its question and changes, or None where something is wrong."""
        values = self.fields(raw, HOUSEHOLD, ())
        if "area" not in values and not self._faulty(("area",)):
            self.fault("needed_field", ("area",), choices="area")
        question: StatedOptions = values.pop("question", StatedOptions(AssessmentOptions(), {}))
        raw_changes: list[dict[str, object]] = values.pop("change", [])
        persons = values.pop("persons", ())
        month: Month | None = values.pop("month", None)
        paper = Paper(**{name: values.pop(name) for name in ON_PAPER if name in values})
        self._refuse_zone(values)
        if values.get("members") == 0 and not persons and not self._faulty(("persons",)):
            self.fault("no_members", ("members",), "0")
        if self.problems:
            return None
        built = self.built(Household, {**values, "persons": persons}, ())
        changes = self._changed({**values, "persons": persons}, raw_changes)
        return (
            Application(built, question.question, changes, month, question.indices, paper)
            if built and not self.problems
            else None
        )

    def _refuse_zone(self, values: Mapping[str, Any]) -> None:
        if self.region is None:
            return
        try:
            self.region.refuse_rural_zone(values.get("area", ""), values.get("district"))
        except InputError as refused:
            [problem] = refused.problems
            self.fault(problem.code, ("district",), problem.value, **problem.details)

    def fields(self, raw: Mapping[str, object], known: Mapping[str, Field], path: KeyPath) -> dict[str, Any]:
        """The fields that are stated, by their fixed names and in the program's own types."""
        names = by_name(known)
        values: dict[str, object] = {}
        for spelling, content in raw.items():
            here = (*path, str(spelling))
            name = names.get(str(spelling).strip())
            if name is None:
                self._unknown(str(spelling).strip(), here, names)
            elif name in values:
                self.fault("stated_twice", here, other=name)
            else:
                self.spelled[(*path, name)] = str(spelling)
                before = len(self.problems)
                value = self.content(known[name], content, here)
                if known[name].private:
                    self.problems[before:] = [problem._replace(value="") for problem in self.problems[before:]]
                if value is not None:
                    values[name] = value
        return values

    def content(self, field: Field, content: object, path: KeyPath) -> object:
        """One field's content in the program's own type; None if it is blank or wrong."""
        return KINDS[field.kind].read(self, field, path, content)

    def _unknown(self, spelling: str, path: KeyPath, names: Mapping[str, str]) -> None:
        opposite = OPPOSITES.get(spelling)
        if "incomes" in names and (kind := by_choice(INCOMES).get(spelling.lower())):
            self.fault("unknown_field", path, nearest=f"incomes.{kind if spelling.isascii() else spelling}")
            return
        if opposite in names.values():
            own = (name for name, meant in names.items() if meant == opposite and name.isascii() == spelling.isascii())
            self.fault("opposite_field", path, spelling, field=next(own))
        else:
            self.fault("unknown_field", path, nearest=nearest_name(spelling, names))

    def built(self, kind: type[T], values: Mapping[str, object], path: KeyPath) -> T | None:
        """The domain object, or None with its own objections located."""
        try:
            return kind(**values)
        except InputError as refused:
            for problem in refused.problems:
                name, *rest = problem.place.split(".", 1)
                place = (*path, self.spelled.get((*path, name), name), *rest)  # as the file has it, to find its line
                self.fault(problem.code, place, problem.value, **{**problem.details, "field": name})
            return None

    def _faulty(self, path: KeyPath) -> bool:
        place = self.locate("", path, "", {}).place
        return any(p.place == place or p.place.startswith(f"{place}[") for p in self.problems)

    def needed(self, values: Mapping[str, object], known: Mapping[str, Field], path: KeyPath) -> None:
        """Note the needed fields that are not stated."""
        for name, field in known.items():
            if field.needed and name not in values and not self._faulty((*path, name)):
                self.fault("needed_field", (*path, name))

    # what consists of fields

    def compound(self, kind: str, path: KeyPath, content: object) -> object:
        """What consists of fields of its own, in the program's own types; None if it is wrong."""
        together: dict[str, Callable[[object, KeyPath], object]] = {
            "amounts": self._amounts,
            "percents": self._percents,
            "persons": self._persons,
            "exit": self._exit,
            "question": self._question,
            "changes": self._changes,
        }
        return together[kind](content, path)

    def _table(self, content: object, path: KeyPath, kind: str) -> bool:
        """Whether it is a table of fields, the fault noted if not."""
        if not isinstance(content, dict):
            self.fault("wrong_type", path, "", expected=kind)
        return isinstance(content, dict)

    def _tables(self, content: object, path: KeyPath, kind: str) -> bool:
        """Whether it is a list of such tables."""
        fits = isinstance(content, list) and all(isinstance(each, dict) for each in content)
        if not fits:
            self.fault("wrong_type", path, "", expected=kind)
        return fits

    def _amounts(self, content: object, path: KeyPath) -> tuple[Deduction, ...]:
        """Named amounts, or one amount without a name."""
        if not isinstance(content, dict):
            content = {"other": content}
        deductions = []
        for reason, amount in content.items():
            if self.text((*path, str(reason)[:LONGEST_SHOWN]), str(reason)) is None:
                continue
            fen = self.parsed(parse_yuan, (*path, reason), written(amount))
            if fen is not None:
                deductions.append(Deduction(str(reason), fen))
        return tuple(deductions)

    def _persons(self, content: Any, path: KeyPath) -> tuple[Person, ...] | None:
        if not self._tables(content, path, "persons"):
            return None
        highest = HOUSEHOLD["persons"].highest
        if len(content) > highest:
            self.fault("too_many_members", path, str(len(content)), highest=str(highest))
            return None
        return tuple(filter(None, (self._person(each, (*path, n)) for n, each in enumerate(content))))

    def _person(self, content: Mapping[str, object], path: KeyPath) -> Person | None:
        """One person; whether the facts fit together is only asked where each of them could be read."""
        before = len(self.problems)
        values = self.fields(content, PERSON, path)
        return self.built(Person, values, path) if len(self.problems) == before else None

    def _exit(self, content: Any, path: KeyPath) -> GradualExit | None:
        if not self._table(content, path, "exit"):
            return None
        values = self.fields(content, GRADUAL_EXIT, path)
        self.needed(values, GRADUAL_EXIT, path)
        return GradualExit(**values) if len(values) == len(GRADUAL_EXIT) else None

    def _question(self, content: Any, path: KeyPath) -> StatedOptions | None:
        if not self._table(content, path, "question"):
            return None
        values = self.fields(content, QUESTION, path)
        rises: dict[Month | None, dict[str, int]] = {}
        for name, field in INDEX_FIELDS.items():
            for month, rise in values.pop(field, {}).items():
                rises.setdefault(month, {})[name] = rise
        indices = {month: PriceIndex().having(of_month) for month, of_month in rises.items()}
        index = indices.pop(None, None)
        return StatedOptions(
            AssessmentOptions(index=index, **values), {month: of for month, of in indices.items() if month}
        )

    def _percents(self, content: object, path: KeyPath) -> dict[Month | None, int] | None:
        """Rises by month; one without a month is for whatever month is asked."""
        shares: dict[Month | None, int] = {}
        for name, rise in content.items() if isinstance(content, dict) else [(None, content)]:
            here = path if name is None else (*path, str(name))
            if isinstance(rise, (list, dict, float)) or rise is None:
                self.fault("wrong_type", here, "", expected="percent")
                continue
            month = None if name is None else self.month(here, str(name))
            hundredths = self.parsed(parse_percent, here, plain(written(rise))) if plain(written(rise)) else None
            if hundredths is None or (month is None and name is not None):
                continue
            if month in shares:
                self.fault("stated_twice", here, other=str(month))
            shares[month] = hundredths
        return shares or None

    # changes from a month on

    def _changes(self, content: Any, path: KeyPath) -> list[dict[str, object]] | None:
        """What each change states, in the program's own types, with its month."""
        if not self._tables(content, path, "changes"):
            return None
        highest = HOUSEHOLD["change"].highest
        if len(content) > highest:
            self.fault("too_many_entries", path, number=str(len(content)), highest=str(highest))
            return None
        changes = []
        for n, each in enumerate(content):
            values = self.fields(each, CHANGE, (*path, n))
            self.needed(values, CHANGE, (*path, n))
            changes.append(values)
        return changes

    def _changed(self, household: dict[str, object], changes: list[dict[str, Any]]) -> tuple[Change, ...]:
        """The whole household after each change, in the order of their months."""
        changed: list[Change] = []
        for n, change in enumerate(changes):
            since = change["from"]
            path: KeyPath = (self.spelled.get(("change",), "change"), n)
            if changed and since <= changed[-1].since:
                self.fault("changes_not_rising", (*path, "from"), str(since), before=str(changed[-1].since))
            new = {name: each for name, each in change.items() if name != "from"}
            outdated = {old for name in new for old in INSTEAD.get(name, ()) if old not in new}
            household = {**{name: each for name, each in household.items() if name not in outdated}, **new}
            built = self.built(Household, household, path)
            if built:
                changed.append(Change(since, built))
        return tuple(changed)

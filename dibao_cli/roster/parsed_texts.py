"""What the texts of a roster mean. Each distinct text is read once, by the code that reads a single case.

DuckDB hands over the distinct texts of a block: the household's facts (`HouseholdFacts`), a person's facts
(`PersonFacts`), and amounts that are not plain numbers. Each reading is a number of its own, or a `Fault`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..files.document import KeyPath, NumberText, dotted, written
from ..files.fields import Field
from ..files.households import read_facts
from ..files.roster_fields import DISABILITY_PARTS, ROLL
from ..rules import classes
from ..rules.case import AssessmentOptions
from ..rules.distinguished import Distinguishing
from ..rules.month import Month
from ..rules.person import Person
from ..rules.problems import InputError, Problem
from ..rules.standards import Table
from ..words import _
from ..words.problems import problem_sentence
from .columns import AGE, AMOUNTS, FIELDS, KIND, SETTING, Columns
from .duckdb_sql import PLAIN_AGE
from .facts import HouseholdFacts, PersonFacts, RowFacts, people_of, row_facts
from .interner import Interner
from .limits import LONGEST_VALUE, MOST_FAULTS
from .text_lines import CELL_END, FAULT_PART

if TYPE_CHECKING:
    from ..rules.tables import Tables

TableOf = Callable[[Month], Table]
QuestionOf = Callable[[Month], AssessmentOptions]


class Stop(NamedTuple):
    """A table and a question that a whole roster is computed with, in place of those of its months."""

    name: str
    table: Tables
    question: AssessmentOptions


class Fault(NamedTuple):
    """Why a row is rejected: a stable code, the field, the value as it stood, and the reason in words."""

    code: str
    field: str
    value: str
    reason: str


BY_AGE = -1
"""In the place of a fault's number: it hangs on the age, for which its band stands."""


class Readings:
    """Everything read so far from a roster, shared by all blocks."""

    def __init__(
        self, columns: Columns, table_of: TableOf, question_of: QuestionOf, facts_for_all: Mapping[str, str]
    ) -> None:
        """`facts_for_all` are facts stated for every row, such as the month; they go before the roster's own."""
        self.columns = columns
        self.table_of = table_of
        self.question_of = question_of
        self.facts_for_all = dict(facts_for_all)
        self.standards = table_of(Month.parse(facts_for_all["default_month"])).standards
        self.region = self.standards.region
        self.faults = Interner()
        self.kinds = Interner()
        """The texts in which rows say it of their people, plain ages apart; `person_facts` reads them to the letter."""
        self.people = Interner()
        """Those people (`PersonFacts`) as far as anything about them may matter."""
        self.rows_of_people: dict[int, Mapping[str, object]] = {}
        """What the chain is told of `people`, by their numbers."""
        self.persons = Interner()
        """The persons of the kinds, as the programmes distinguish them."""
        self.settings = Interner()
        self._facts = Interner()
        self._kinds: dict[str, tuple[int | None, int | None]] = {}
        self._of_people = columns.kind
        self._person_facts: dict[tuple[int, int | None], PersonFacts] = {}
        self._cells: dict[tuple[str, object], tuple[dict[str, Any], list[Problem]]] = {}
        self.members_stated = False
        """Whether some row says how many people it stands for."""
        self.nobody_described = False
        """Whether some row says neither that nor anything of a person."""

    def fault(self, problems: Iterable[Problem]) -> int:
        """The number of a fault: the first problem, with the reasons of all. Raises `InputError` for too many."""
        return self._all_of(
            [
                Fault(problem.code, self.columns.heading(problem.place), problem.value, problem_sentence(problem))
                for problem in problems
            ]
        )

    def several_faults(self, numbers: Iterable[int]) -> int:
        """The number of a fault that stands for several: the first, with the reasons of all."""
        return self._all_of([self.faults.things[number] for number in numbers])

    def _all_of(self, faults: list[Fault]) -> int:
        first = faults[0]
        reasons = (
            fault.reason
            if fault.field == first.field
            else _("{name}: {content}", "{name}：{content}").format(name=fault.field, content=fault.reason)
            for fault in faults
        )
        number = self.faults.number(first._replace(reason=" ".join(dict.fromkeys(reasons))))
        if number >= MOST_FAULTS:
            raise InputError(
                Problem("too_many_faults", first.field, first.value, details={"highest": str(MOST_FAULTS)})
            )
        return number

    def cell_fault(self, text: str) -> int:
        """The number of the fault that a line names: a code, the place of the cell, and what is in it."""
        code, place, value = text.split(FAULT_PART, 2)
        heading = self.columns.headings[int(place)]
        field = next((name for name, at in self.columns.places.items() if at == int(place)), "")
        details = {"other": heading, "expected": FIELDS[field].kind if field else "text"}
        return self.fault([Problem(code, field or heading, value, details=details)])

    def facts(self, text: str) -> tuple[int | None, int | None]:
        """What a row says of its household: (number of the facts, None) or (None, number of a fault)."""
        raw = self._raw(text, self.columns.setting)
        raw |= {name: NumberText(value) for name, value in self.facts_for_all.items() if name in SETTING}
        values, problems = self._read(raw, SETTING)
        if problems:
            return None, self.fault(problems)
        return self._facts.number(tuple(sorted(values.items())), values), None

    def setting(self, facts: Iterable[int], stop: Stop | None = None) -> tuple[int | None, int | None]:
        """The setting that the rows' facts come to together: (number, None), or (None, number of a fault).

        A `stop` goes before the month of the facts.
        """
        merged, fault = self.merged(facts)
        if fault is not None:
            return None, fault
        merged = {name: fact for name, fact in merged.items() if name not in ROLL}
        if "area" not in merged:
            return None, self.fault([Problem("needed_field", "area", details={"choices": "area"})])
        try:
            self.region.refuse_rural_zone(merged["area"], merged.get("district"))
        except InputError as refused:
            return None, self.fault(refused.problems)
        if stop:
            merged["month"] = stop.table.month
            return self._numbered(HouseholdFacts(merged, stop.table, stop.question), stop.name), None
        stated = merged.get("month")
        month = merged["month"] = stated or Month.parse(self.facts_for_all["default_month"])
        try:
            table = self.table_of(month)._replace(month_stated=stated is not None)
            setting = HouseholdFacts(merged, table, self.question_of(month))
            classes.refuse_unknown_class(setting.case(members=1))
        except InputError as refused:
            return None, self.fault(refused.problems)
        return self._numbered(setting), None

    def _numbered(self, setting: HouseholdFacts, stop: str = "") -> int:
        key = (stop, setting.table.month_stated, *sorted(setting.facts.items()))
        return self.settings.number(key, setting)

    def stands_for(self, number: int, stop: str = "", by: Person | None = None) -> int:
        """The setting that stands for all those alike: see `HouseholdFacts.distinguished`."""
        return self.settings.number(*self.settings.things[number].distinguished(stop, by))

    def merged(self, facts: Iterable[int]) -> tuple[dict[str, Any], int | None]:
        """The facts of a household's rows together, and the number of the fault where they disagree."""
        of_rows = [self._facts.things[number] for number in facts]
        merged = {name: fact for each in of_rows for name, fact in each.items()}
        for name in (name for name in SETTING if name in merged):
            stated = {each[name] for each in of_rows if name in each}
            if len(stated) > 1:  # in an order of their own: that of the numbers is the engine's
                value = " / ".join(sorted(map(written, stated)))
                return merged, self.fault([Problem("rows_disagree", name, value)])
        return merged, None

    def kind(self, text: str, apart: Distinguishing) -> tuple[int | None, int | None]:
        """What a row says of its people: (their number among `people`, None), or (None, number of a fault).

        People who differ in nothing that may matter have one number; `person_facts` tells them apart. The fault of
        people of a plain age, in whose place its band stands in the text, is `BY_AGE`: `fault_by_age` says which it is.
        """
        if text not in self._kinds:
            number, problems = self._kind(text, apart)
            by_age = problems and re.fullmatch(PLAIN_AGE, self._cells_of_people(text).get(AGE, ""))
            self._kinds[text] = number, (BY_AGE if by_age else self.fault(problems)) if problems else None
        return self._kinds[text]

    def fault_by_age(self, text: str, age: int, apart: Distinguishing) -> int:
        """The number of the fault of people of such an age, of whom the rest stands in a text."""
        return self.fault(self._kind(self._at_age(text, age), apart)[1])

    def _kind(self, text: str, apart: Distinguishing) -> tuple[int | None, list[Problem]]:
        stated, problems = self._people_in(text)
        self.members_stated |= "members" in stated
        whole = self._row_facts(stated)
        if not problems:
            matters = apart.facts_of(stated)
            key = (*whole, *matters.items())
            number = self.people.known(key)
            if number is None:
                facts, wrong = people_of(matters, *whole)
                number = None if wrong else self.people.number(key, facts)
            if number is not None:
                self.nobody_described |= not whole.described
                return number, []
            _facts, problems = people_of(stated, *whole)
        else:
            problems = problems + people_of(stated, False, whole.counted)[1]
        return None, problems

    def person_facts(self, number: int, age: int | None = None) -> PersonFacts:
        """All that a text of `kinds` says, where nothing is wrong with it, with the age if it is a plain one."""
        key = (number, age)
        if key not in self._person_facts:
            text = self.kinds.things[number]
            stated, _problems = self._people_in(text if age is None else self._at_age(text, age))
            self._person_facts[key], _wrong = people_of(stated, *self._row_facts(stated))
        return self._person_facts[key]

    def _at_age(self, text: str, age: int) -> str:
        return CELL_END.join((self._cells_of_people(text) | {AGE: str(age)}).values())

    def _cells_of_people(self, text: str) -> dict[str, str]:
        return dict(zip(self._of_people, text.split(CELL_END), strict=False))  # without columns one blank text

    def _row_facts(self, stated: Mapping[str, Any]) -> RowFacts:
        return row_facts(stated, each_row_a_person="members" not in self.columns.places)

    def _people_in(self, text: str) -> tuple[dict[str, Any], list[Problem]]:
        """What the cells of a row say of its people. Rows differ in how facts come together; each cell is read once."""
        values: dict[str, Any] = {}
        for name, cell in self._cells_of_people(text).items():
            if cell:
                read = self._cells.get((name, cell))
                if read is None or read[1] or name in DISABILITY_PARTS:
                    return self._read(self._in_one(self._raw(text, self._of_people)), KIND)
                values |= read[0]
        return values, []

    def _read(self, raw: Mapping[str, object], known: Mapping[str, Field]) -> tuple[dict[str, Any], list[Problem]]:
        """Some fields as `read_facts` reads them; rows differ in their combinations, and each cell is read once."""
        values: dict[str, Any] = {}
        for name, cell in raw.items():
            if (name, cell) not in self._cells:
                self._cells[name, cell] = read_facts({name: cell}, known, _locate, self.region)
            own, problems = self._cells[name, cell]
            if problems:
                return read_facts(raw, known, _locate, self.region)  # with what is wrong in the others
            values |= own
        return values, []

    def _in_one(self, raw: dict[str, object]) -> dict[str, object]:
        """The kind and the grade of a disability in one text, where they stand in two columns."""
        parts = [raw.pop(name) for name in DISABILITY_PARTS if name in raw]
        if parts and "disability" not in raw:
            whole = [part for part in parts if re.search(_BOTH, str(part).strip())]
            raw["disability"] = whole[0] if whole else NumberText("".join(str(part).strip() for part in parts))
        return raw

    def amount(self, field: str, text: str) -> tuple[int | None, int | None]:
        """An amount that is not a plain number: (fen, or None for blanks; None), or (None, number of a fault)."""
        values, problems = read_facts({field: NumberText(text)}, {field: AMOUNTS[field]}, _locate)
        return (None, self.fault(problems)) if problems else (values.get(field), None)

    def _raw(self, text: str, names: tuple[str, ...]) -> dict[str, object]:
        if not names:
            return {}
        return {name: NumberText(cell) for name, cell in zip(names, text.split(CELL_END), strict=True) if cell.strip()}


_BOTH = r"^[^\s0-9一二三四].*[0-9一二三四]\s*级?$"
"""A text that names both the kind and the grade of a disability."""


def _locate(code: str, path: KeyPath, value: object, details: dict[str, str]) -> Problem:
    return Problem(code, dotted(path), _beginning(written(value)), details=details)


def _beginning(text: str) -> str:
    """A wrong value as it is shown: of a very long one only the beginning."""
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


__all__ = ["Fault", "HouseholdFacts", "PersonFacts", "Readings", "Stop", "TableOf"]

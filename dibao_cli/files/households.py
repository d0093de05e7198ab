"""A household from a file or from flags. Everything that is wrong with it is reported at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from ..rules.case import Question
from ..rules.described import Change, Described
from ..rules.household import MOST_MEMBERS, Deduction, Disability, GradualExit, Household, Person
from ..rules.money import Unreadable, parse_percent, parse_yuan, plain
from ..rules.month import MOST_MONTHS, Month, NotAMonth
from ..rules.problems import Problem, Refused, nearest_name, one_meant
from ..rules.standards import PriceIndex, Region
from .document import LONGEST_SHOWN, Document, Exact, Path, dotted, is_whole, written
from .fields import CHANGE, GRADUAL_EXIT, HOUSEHOLD, OPPOSITES, PERSON, QUESTION, Field, by_choice, by_name
from .limits import add_problem

_GRADES = {**{str(digit): digit for digit in range(10)}, "一": 1, "二": 2, "三": 3, "四": 4}

LONGEST_TEXT = 1000
"""Characters of a field; no name, choice or amount comes near it."""
_SEVERAL = r"[+、,，/]"

T = TypeVar("T")
Locate = Callable[[str, Path, object, dict[str, str]], Problem]


def from_document(document: Document, region: Region | None = None) -> Described:
    """Read a household file. Raises `Refused` with every problem, each with file, line and field."""

    def locate(code: str, path: Path, value: object, details: dict[str, str]) -> Problem:
        return document.problem(code, path, value, **details)

    return describe(document.data, locate, region)


def from_flags(raw: Mapping[str, Any], region: Region | None = None) -> Described:
    """Read a household from what the command line says. Raises `Refused`, as a usage error, with every problem."""

    def locate(code: str, path: Path, value: object, details: dict[str, str]) -> Problem:
        return Problem(code, flag_of(path), written(value), details=details)

    try:
        return describe(raw, locate, region)
    except Refused as refused:
        raise Refused(refused.problems, usage=True) from None


def flag_of(path: Path) -> str:
    """The flag that a field is given by: `income` is `--income`, `persons[2].age` is `--person 2: age`."""
    names = {"deductions": "deduct", "question": "", "persons": "person", "gradual_exit": "gradual-exit"}
    first = names.get(str(path[0]), str(path[0])) if path else ""
    rest = list(path[1:])
    if not first:
        return flag_of(tuple(rest))
    flag = "--" + first.replace("_", "-")
    if rest and isinstance(rest[0], int):
        flag += f" {rest[0] + 1}"
        rest = rest[1:]
    return f"{flag}: {dotted(tuple(rest))}" if rest else flag


def describe(raw: Mapping[str, Any], locate: Locate, region: Region | None = None) -> Described:
    """A household and a question from raw fields, the district checked if a region is given.

    Raises `Refused` with every problem, each located by `locate`.
    """
    reader = _Reader(locate, region)
    found = reader.household(raw)
    if reader.problems or found is None:
        raise Refused(reader.problems)
    return found


def read_facts(
    raw: Mapping[str, Any], known: Mapping[str, Field], locate: Locate, region: Region | None = None
) -> tuple[dict[str, Any], list[Problem]]:
    """Some fields in the program's own types, and what is wrong with them, each located by `locate`."""
    reader = _Reader(locate, region)
    try:
        return reader.fields(raw, known, ()), reader.problems
    except Refused:  # too many faults to go on
        return {}, reader.problems


def read_field(field: Field, text: str, region: Region | None = None) -> Any:
    """One field's content in the program's own type; None if it is blank. Raises `Refused`, without a place."""
    reader = _Reader(lambda code, path, value, details: Problem(code, value=written(value), details=details), region)
    value = reader.content(field, text, ())
    if reader.problems:
        raise Refused(reader.problems)
    return value


class _Reader:
    def __init__(self, locate: Locate, region: Region | None) -> None:
        self.region = region
        self.locate = locate
        self.problems: list[Problem] = []
        self.spelled: dict[Path, str] = {}

    def fault(self, code: str, path: Path, value: object = "", **details: str) -> None:
        add_problem(self.problems, self.locate(code, path, value, details))

    def household(self, raw: Mapping[str, Any]) -> Described | None:
        told = self.fields(raw, HOUSEHOLD, ())
        if "area" not in told and not self._faulty(("area",)):
            self.fault("needed_field", ("area",), choices="area")
        asked: _Asked = told.pop("question", _Asked(Question(), {}))
        changes_told: list[dict[str, Any]] = told.pop("change", [])
        persons = told.pop("persons", ())
        self._refuse_zone(told)
        if told.get("members") == 0 and not persons and not self._faulty(("persons",)):
            self.fault("no_members", ("members",), "0")
        if self.problems:
            return None
        built = self.built(Household, {**told, "persons": persons}, ())
        changes = self._changed({**told, "persons": persons}, changes_told)
        return Described(built, asked.question, changes, asked.indices) if built and not self.problems else None

    def _refuse_zone(self, told: Mapping[str, Any]) -> None:
        if self.region is None:
            return
        try:
            self.region.refuse_rural_zone(told.get("area", ""), told.get("district"))
        except Refused as refused:
            [problem] = refused.problems
            self.fault(problem.code, ("district",), problem.value, **problem.details)

    def fields(self, raw: Mapping[str, Any], known: Mapping[str, Field], path: Path) -> dict[str, Any]:
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

    def _unknown(self, spelling: str, path: Path, names: Mapping[str, str]) -> None:
        opposite = OPPOSITES.get(spelling)
        if opposite in names.values():
            own = (name for name, meant in names.items() if meant == opposite and name.isascii() == spelling.isascii())
            self.fault("opposite_field", path, spelling, field=next(own))
        else:
            self.fault("unknown_field", path, nearest=nearest_name(spelling, names))

    def built(self, kind: type[T], told: Mapping[str, Any], path: Path) -> T | None:
        """The domain object, or None with its own objections located."""
        try:
            return kind(**told)
        except Refused as refused:
            for problem in refused.problems:
                name, *rest = problem.place.split(".", 1)
                place = (*path, self.spelled.get((*path, name), name), *rest)  # as the file has it, to find its line
                self.fault(problem.code, place, problem.value, **problem.details)
            return None

    def _faulty(self, path: Path) -> bool:
        place = self.locate("", path, "", {}).place
        return any(p.place == place or p.place.startswith(f"{place}[") for p in self.problems)

    def content(self, field: Field, content: Any, path: Path) -> Any:
        """One field's content in the program's own type; None if it is blank or wrong."""
        if field.kind in ("amounts", "persons", "exit", "question", "percents", "changes"):
            return getattr(self, f"_{field.kind}")(content, path)
        if isinstance(content, list) and field.kind == "choices":
            found = [self._choice(field, written(each), path) for each in content]
            return tuple(code for code in found if code and code != "ordinary")
        if isinstance(content, (list, dict, float)) or content is None:
            self.fault("wrong_type", path, "", expected=field.kind)
            return None
        text = plain(written(content))
        if not text:
            return None
        if len(text) > LONGEST_TEXT:
            self.fault("too_long", path, text[:LONGEST_SHOWN] + "...", highest=str(LONGEST_TEXT))
            return None
        if not is_whole(text):  # bytes of a command line that are no text
            self.fault("half_character", path)
            return None
        return getattr(self, f"_{field.kind}")(field, text, path)

    # kinds of fields

    def _money(self, field: Field, text: str, path: Path) -> int | None:
        return self._parsed(parse_yuan, text, path)

    def _parsed(self, parse: Callable[[str], int], text: str, path: Path) -> int | None:
        try:
            return parse(text)
        except Unreadable as unreadable:
            self.fault(unreadable.reason, path, text)
            return None

    def _count(self, field: Field, text: str, path: Path) -> int | None:
        digits = text.removesuffix("人").removesuffix("岁").removesuffix("级").strip()
        if not re.fullmatch(r"-?[0-9]{1,9}", digits):
            self.fault("not_a_count", path, text)
            return None
        if not field.lowest <= int(digits) <= field.highest:
            self.fault("out_of_range", path, text, lowest=str(field.lowest), highest=str(field.highest))
            return None
        return int(digits)

    def _choice(self, field: Field, text: str, path: Path) -> str | None:
        choices = by_choice(field.choices)
        found = choices.get(text.strip().lower())
        if found is None:
            close = "" if field.kind == "yes_no" else one_meant(text.strip().lower(), choices)
            self.fault("unknown_choice", path, text, known=", ".join(field.choices), nearest=close)
        return found

    def _choices(self, field: Field, text: str, path: Path) -> tuple[str, ...]:
        found = [self._choice(field, part, path) for part in re.split(_SEVERAL, text) if part.strip()]
        return tuple(code for code in found if code and code != "ordinary")

    def _yes_no(self, field: Field, text: str, path: Path) -> bool | None:
        found = self._choice(field, text, path)
        return None if found is None else found == "true"

    def _text(self, field: Field, text: str, path: Path) -> str | None:
        if field is not HOUSEHOLD["district"] or self.region is None:
            return text
        try:
            return self.region.place(text).name
        except Refused as refused:
            self.fault("unknown_district", path, text, **refused.problems[0].details)
            return None

    def _month(self, field: Field, text: str, path: Path) -> Month | None:
        try:
            return Month.parse(text)
        except NotAMonth:
            self.fault("not_a_month", path, text)
            return None

    def _disability(self, field: Field, text: str, path: Path) -> Disability | None:
        whole = text.removesuffix("级").rstrip()
        kind = by_choice(field.choices).get(_without_dashes(whole[:-1]).removesuffix("残疾").strip().lower())
        if kind is None or whole[-1] not in _GRADES:
            self.fault("not_a_disability", path, text, known=", ".join(field.choices))
            return None
        grade = _GRADES[whole[-1]]
        if not 1 <= grade <= 4:
            self.fault("out_of_range", path, text, lowest="1", highest="4")
            return None
        return Disability(kind, grade)  # type: ignore[arg-type]  # one of the choices

    def _amounts(self, content: Any, path: Path) -> tuple[Deduction, ...]:
        """Named amounts, or one amount without a name."""
        if not isinstance(content, dict):
            content = {"other": content}
        found = []
        for reason, amount in content.items():
            if self.content(REASON, str(reason), (*path, str(reason)[:LONGEST_SHOWN])) is None:
                continue
            fen = self._parsed(parse_yuan, written(amount), (*path, reason))
            if fen is not None:
                found.append(Deduction(str(reason), fen))
        return tuple(found)

    def _persons(self, content: Any, path: Path) -> tuple[Person, ...] | None:
        if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
            self.fault("wrong_type", path, "", expected="persons")
            return None
        if len(content) > MOST_MEMBERS:
            self.fault("too_many_members", path, str(len(content)), highest=str(MOST_MEMBERS))
            return None
        return tuple(filter(None, (self._person(each, (*path, n)) for n, each in enumerate(content))))

    def _person(self, content: Mapping[str, Any], path: Path) -> Person | None:
        """One person; whether the facts fit together is only asked where each of them could be read."""
        before = len(self.problems)
        told = self.fields(content, PERSON, path)
        return self.built(Person, told, path) if len(self.problems) == before else None

    def _exit(self, content: Any, path: Path) -> GradualExit | None:
        if not isinstance(content, dict):
            self.fault("wrong_type", path, "", expected="gradual_exit")
            return None
        told = self.fields(content, GRADUAL_EXIT, path)
        for name in GRADUAL_EXIT:
            if name not in told and not self._faulty((*path, name)):
                self.fault("needed_field", (*path, name))
        return GradualExit(**told) if len(told) == len(GRADUAL_EXIT) else None

    def _question(self, content: Any, path: Path) -> _Asked | None:
        if not isinstance(content, dict):
            self.fault("wrong_type", path, "", expected="question")
            return None
        told = self.fields(content, QUESTION, path)
        cpi, food = told.pop("cpi", {}), told.pop("food_cpi", {})
        rises = {month: PriceIndex(cpi.get(month), food.get(month)) for month in dict.fromkeys((*cpi, *food))}
        index = rises.pop(None, None)
        return _Asked(Question(index=index, **told), rises)

    def _percents(self, content: Any, path: Path) -> dict[Month | None, int] | None:
        """Rises by month; one without a month is for whatever month is asked."""
        found: dict[Month | None, int] = {}
        for name, rise in content.items() if isinstance(content, dict) else [(None, content)]:
            here = path if name is None else (*path, str(name))
            if isinstance(rise, (list, dict, float)) or rise is None:
                self.fault("wrong_type", here, "", expected="percent")
                continue
            month = None if name is None else self._month(NO_FIELD, str(name), here)
            hundredths = self._parsed(parse_percent, plain(written(rise)), here) if plain(written(rise)) else None
            if hundredths is None or (month is None and name is not None):
                continue
            if month in found:
                self.fault("stated_twice", here, other=str(month))
            found[month] = hundredths
        return found or None

    # changes from a month on

    def _changes(self, content: Any, path: Path) -> list[dict[str, Any]] | None:
        """What each change states, in the program's own types, with its month."""
        if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
            self.fault("wrong_type", path, "", expected="changes")
            return None
        if len(content) > MOST_MONTHS:
            self.fault("too_many_entries", path, number=str(len(content)), highest=str(MOST_MONTHS))
            return None
        found = []
        for n, each in enumerate(content):
            told = self.fields(each, CHANGE, (*path, n))
            if "from" not in told and not self._faulty((*path, n, "from")):
                self.fault("needed_field", (*path, n, "from"))
            found.append(told)
        return found

    def _changed(self, household: dict[str, Any], changes: list[dict[str, Any]]) -> tuple[Change, ...]:
        """The whole household after each change, in the order of their months."""
        found: list[Change] = []
        for n, told in enumerate(changes):
            since = told["from"]
            path: Path = (self.spelled.get(("change",), "change"), n)
            if found and since <= found[-1].since:
                self.fault("changes_not_rising", (*path, "from"), str(since), before=str(found[-1].since))
            household = {**household, **{name: each for name, each in told.items() if name != "from"}}
            built = self.built(Household, household, path)
            if built:
                found.append(Change(since, built))
        return tuple(found)


class _Asked(NamedTuple):
    question: Question
    indices: Mapping[Month, PriceIndex]


NO_FIELD = Field("month")
REASON = Field("text")


def _without_dashes(text: str) -> str:
    """`limb -` as `limb`: a kind without what parts it from its grade."""
    end = len(text)
    while end and (text[end - 1] in "-:：" or text[end - 1].isspace()):
        end -= 1
    return text[:end]


def person_from_text(text: str) -> dict[str, Exact]:
    """The fields of `--person 'status=orphan,care=dispersed,age=9'`. Raises `Refused` for a part without `=`."""
    fields: dict[str, Exact] = {}
    for part in re.split(r"[,，;；]", text):
        name, sign, content = part.replace("＝", "=").partition("=")
        if not sign:
            raise Refused(Problem("not_name_equals_value", "--person", part), usage=True)
        if name.strip() in fields:
            raise Refused(Problem("stated_twice", "--person", part, details={"other": name.strip()}), usage=True)
        fields[name.strip()] = Exact(content.strip())
    return fields

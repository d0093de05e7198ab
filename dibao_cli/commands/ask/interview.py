"""The interview of `dibao ask` without the terminal: which question is next, and what an answer makes of it.

An `Interview` is a value: answering gives a new one, or raises `InputError` and leaves the old one as it was. Answers
are kept as they were typed and read as the fields of a household file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ...files.document import KeyPath, written
from ...files.fields import HOUSEHOLD
from ...files.households import describe, read_field
from ...rules.application import Application
from ...rules.assess import assess
from ...rules.assessment import Assessment
from ...rules.money import plain
from ...rules.month import Month
from ...rules.problems import InputError, Problem
from ...rules.region import Region
from ...rules.standards import RENEWAL_MONTHS, Table
from ...words import _
from ...words.households import CHOICES, name_in_language
from .household import CLOSING_QUESTIONS, DEDUCTION, HOUSEHOLD_QUESTIONS
from .items import BEGIN, ITEM, begins_items, item, tables
from .person import PERSON_QUESTIONS
from .question import AnswersSoFar, PersonAnswers, Question

NOTHING = ("-", "—", "无", "none")
"""What takes a suggested answer back, so that the question counts as left blank; there is no income, it says of one."""

_INCOMES = ("income", "annual_income", "work_income")
_LATER = ("needed", "needed_field", "no_members")


_AT_HOME = {question.name: question for question in (*HOUSEHOLD_QUESTIONS, *CLOSING_QUESTIONS)}
"""The questions that are asked once, by name."""


class PlacedQuestion(NamedTuple):
    """The next question and the place that its answer fills."""

    question: Question
    path: KeyPath

    @property
    def person(self) -> int | None:
        """The person asked about, from 1."""
        return int(self.path[1]) + 1 if self.path[0] == "persons" else None


class Interview(NamedTuple):
    """The answers so far, as typed, by place; `remembered` are those taken back, offered again when asked again.

    `today` is the month that is offered first, where it is known.
    """

    region: Region
    table_of: Callable[[Month], Table]
    answers: Mapping[KeyPath, str] = {}
    remembered: Mapping[KeyPath, str] = {}
    today: Month | None = None

    def next(self) -> PlacedQuestion | None:
        """The next question that matters and is not answered; None when all are."""
        state = self.so_far()
        return next((current for current in self._questions(state) if current.path not in self.answers), None)

    def _questions(self, state: AnswersSoFar) -> Iterator[PlacedQuestion]:
        """Every question that matters with what was told so far, in order."""

        def of(questions: Iterable[Question], person: PersonAnswers, *place: str | int) -> Iterator[PlacedQuestion]:
            for question in questions:
                if question.name == "uplift":
                    yield from (PlacedQuestion(DEDUCTION, ("deductions", n)) for n in self._deductions())
                if question.when(state, person):
                    yield PlacedQuestion(question.in_region(self.region), (*place, question.name))
                if question.name == "income" and state.values.get("itemised"):
                    yield from (PlacedQuestion(ITEM, ("incomes", n)) for n in self._places("incomes"))

        yield from of(HOUSEHOLD_QUESTIONS, {})
        for n, person in enumerate(state.persons):
            yield from of(PERSON_QUESTIONS, person, "persons", n)
        yield from of(CLOSING_QUESTIONS, {})

    def _deductions(self) -> range:
        """A place more than there are deductions; none without an income."""
        has = self._value("income") or self._value("annual_income") or any(self._items())
        return self._places("deductions") if has else range(0)

    def _places(self, name: str) -> range:
        """A place more than there are answers of this name, until one is left blank."""
        stated = sum(1 for path in self.answers if path[0] == name)
        return range(stated if "" in (self.answers.get((name, n)) for n in range(stated)) else stated + 1)

    @property
    def itemised(self) -> bool:
        """Whether the income is told item by item."""
        return begins_items(self.answers.get(("income",), ""))

    def _items(self) -> list[str]:
        """The items of income, as they were typed."""
        if not self.itemised:
            return []
        texts = [text for path, text in self.answers.items() if path[0] in ("income", "incomes") and text not in BEGIN]
        return [text for text in texts if text]

    def answered(self, text: str) -> Interview:
        """The interview with the next question answered. Raises `InputError`, and nothing has happened."""
        current = self.next()
        assert current is not None, "nothing is asked any more"
        offered = self.offered(current)
        typed = text if text.strip() else "" if offered in NOTHING else offered
        text = _understood(current, typed)
        if not text and current.question.needed:
            raise InputError(Problem("needed_field"))
        if text:
            self._check(current, text)
        later = self._replace(answers={**self.answers, current.path: text})
        faults = [fault for fault in later._faults() if fault not in self._faults()]
        if faults:
            raise InputError(faults)
        return later

    def _check(self, current: PlacedQuestion, text: str) -> None:
        """What one answer must be, whatever else was told."""
        name = current.question.name
        if name == "deductions":
            reason, _amount = deduction(text)
            if reason in self._raw().get("deductions", {}):
                raise InputError(Problem("stated_twice", value=text, details={"other": reason}))
            return
        if name == "incomes" or (name == "income" and begins_items(text)):
            if text not in BEGIN:
                table, kind, _amount = item(text)
                if kind in tables(self._items()).get(table, {}):
                    raise InputError(Problem("stated_twice", value=text, details={"other": kind}))
            return
        value = read_field(current.question.field, text, self.region)
        if name == "described" and value > (people := self._value("people")):
            details = {"lowest": "0", "highest": str(people)}
            raise InputError(Problem("out_of_range", value=text, details=details))
        if name == "month":
            self.table_of(value)

    def offered(self, current: PlacedQuestion) -> str:
        """The answer that Enter takes: the one given before going back, or this month."""
        default = str(self.today or self.region.default_month) if current.path == ("month",) else ""
        return self.remembered.get(current.path, default)

    @property
    def month(self) -> Month | None:
        """The month that was told."""
        return self._value("month")  # type: ignore[no-any-return]  # the field is a month

    @property
    def last_known(self) -> Month:
        """The last month of the year that the newest standards were set for; later months rest on them."""
        newest = self.table_of(self.region.default_month).standards.newest_month
        return newest.plus(RENEWAL_MONTHS - 1)

    def back(self) -> Interview:
        """The interview without its last answer, which is offered again."""
        if not self.answers:
            return self
        *earlier, last = self.answers
        return self._replace(
            answers={path: self.answers[path] for path in earlier},
            remembered={**self.remembered, last: self.answers[last] or NOTHING[0]},
        )

    def kept(self) -> list[list[object]]:
        """The answers as JSON holds them."""
        return [[list(path), text] for path, text in self.answers.items()]

    def resumed(self, content: object) -> Interview:
        """The interview with answers that were kept, as far as they are still asked for and understood."""
        interview = self
        for each in content if isinstance(content, list) else []:
            current = interview.next()
            if current is None or not isinstance(each, list) or len(each) != 2 or each[0] != list(current.path):
                break
            try:
                interview = interview.answered(str(each[1]))
            except InputError:
                break
        return interview

    def described(self) -> Application:
        """The household and question. Raises `InputError` if something is missing or does not fit together."""
        return describe(self._raw(), _locate, self.region)

    def assessed(self) -> Assessment | None:
        """The answer so far, or None while there can be none."""
        try:
            application = self.described()
            table = self.table_of(application.month or self.region.default_month)
            return assess(application.household, table, application.question)
        except InputError:
            return None

    def so_far(self) -> AnswersSoFar:
        """What the questions look at."""
        values = {name: value for name in _AT_HOME if (value := self._value(name)) is not None}
        values["itemised"] = self.itemised
        read = (
            {q.name: self._read(q, ("persons", n, q.name)) for q in PERSON_QUESTIONS}
            for n in range(values.get("described", 0))
        )
        persons = tuple({name: value for name, value in person.items() if value is not None} for person in read)
        table = self.table_of(values["month"]) if "month" in values else None
        return AnswersSoFar(values, persons, table, self.assessed() if "people" in values else None)

    def _value(self, name: str) -> Any:
        """What was told for a field of the household, in the program's own type; None if nothing was."""
        return self._read(_AT_HOME[name], (name,))

    def _read(self, question: Question, path: KeyPath) -> Any:
        text = "" if path == ("income",) and self.itemised else self.answers.get(path)
        return read_field(question.field, text, self.region) if text else None

    def _raw(self) -> dict[str, Any]:
        """The answers as a household file would state them."""
        texts = {path: text for path, text in self.answers.items() if text}
        deductions = dict(deduction(text) for path, text in texts.items() if path[0] == "deductions")
        described = self._value("described") or 0
        parts: dict[str, dict[str, Any]] = {"household": {}, "question": {}, "gradual_exit": {}, "": {}}
        for name, question in _AT_HOME.items():
            if (name,) in texts and not (name == "income" and self.itemised):
                parts[question.group][name] = texts[(name,)]
        persons = [
            {q.name: texts[p] for q in PERSON_QUESTIONS if (p := ("persons", n, q.name)) in texts}
            for n in range(described)
        ]
        inner = {
            "members": self._value("people") - described if ("people",) in texts else 0,
            "question": parts["question"],
            "gradual_exit": parts["gradual_exit"],
            "deductions": deductions,
            "persons": persons,
            **tables(self._items()),
        }
        return parts["household"] | {name: content for name, content in inner.items() if content}

    def _faults(self) -> list[Problem]:
        """What does not fit together so far; what is only not told yet is no fault."""
        raw = self._raw()
        for n, person in enumerate(raw.get("persons", [])):
            if ("persons", n, "student") not in self.answers:
                person["student"] = "yes"  # so that an age is not refused before this was asked
        try:
            describe(raw, _locate, self.region)
        except InputError as refused:
            return [problem for problem in refused.problems if problem.code not in _LATER]
        return []


def _locate(code: str, path: KeyPath, value: object, details: dict[str, str]) -> Problem:
    return Problem(code, ".".join(map(str, path)), written(value), details=details)


def deduction(text: str) -> tuple[str, str]:
    """`medical=120`, `医疗 120` or `120` as reason and amount. Raises `InputError` for an amount that is none."""
    reason, equals, amount = plain(text).replace("＝", "=").rpartition("=")
    if not equals:
        reason, _blank, amount = plain(text).rpartition(" ")
    read_field(HOUSEHOLD["income"], amount)
    return reason.strip() or "other", amount.strip()


def options(current: PlacedQuestion) -> tuple[str, ...]:
    """The codes of a question that is answered by one of a few words, in the order in which they are numbered."""
    field = current.question.field
    return tuple(field.choices) if field.kind in ("choice", "choices", "named") else ()


def label(current: PlacedQuestion, code: str) -> str:
    """What an option is called in the reader's language."""
    called = CHOICES.get(current.question.name, {}).get(code)
    return _(*called) if called else name_in_language(code, current.question.field.choices[code])


def spoken(current: PlacedQuestion, text: str) -> str:
    """An answer as it is shown: codes by their names."""
    codes = options(current)
    return " + ".join(label(current, part) if part in codes else part for part in text.split("+")) if codes else text


def _understood(current: PlacedQuestion, text: str) -> str:
    """What was typed, with numbers and names of options as their codes; a dash for nothing is a blank."""
    text = plain(text)
    if text.lower() in NOTHING:  # who has no income states 0; a blank states nothing
        return "0" if current.question.name in _INCOMES else ""
    codes = options(current)
    spelled = {str(n): code for n, code in enumerate(codes, 1)} | {label(current, code).lower(): code for code in codes}
    own = {spelling for code, others in current.question.field.choices.items() for spelling in (code, *others)}
    parts = [spelled.get(part.strip().lower(), part) if part not in own else part for part in text.split("+")]
    return "+".join(parts)

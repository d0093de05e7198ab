"""The record of a household that took a known way is the record that is written for it alone, to the last character."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from test_kept import CITIES, FOLDERS, QUESTIONS, households
from test_plans import Asked, with_other_amounts

from dibao_cli.files.folders import load_standards
from dibao_cli.rules import alike, rebuilt
from dibao_cli.rules.assess import assess, explained
from dibao_cli.rules.assessment import Assessment
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import Deduction, Household
from dibao_cli.rules.money import yuan
from dibao_cli.rules.month import Month
from dibao_cli.rules.person import Person
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.standards import Standards
from dibao_cli.show import answer as show
from dibao_cli.show import same_way
from dibao_cli.show.answer import record_of, record_text
from dibao_cli.show.json_text import json_text
from dibao_cli.words import use_language

sys.path.insert(0, str(Path(__file__).parent / "roster"))
from rosters import household_of, some


@pytest.fixture
def kept_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every household is followed of whose way no text fits."""
    monkeypatch.setattr(alike, "WORTH", 0)
    monkeypatch.setattr(rebuilt, "WORTH", -1)
    monkeypatch.setattr(same_way, "WORTH", 0)
    same_way.forget()
    yield
    use_language("en")


def compared(standards: Standards, asked: list[Asked], others: int) -> int:
    """How many records came from a text; each household is asked about with other amounts too."""
    chance, texts = random.Random(3), 0
    for n, (household, month, question) in enumerate(asked):
        use_language("en" if n % 2 else "zh")
        documents = n % 3 != 0
        for each in [household, *(with_other_amounts(household, chance) for _n in range(others))]:
            if each is None:
                continue
            try:
                answer = assess(each, standards.on(month), question)
                alone = show._written(explained(each, standards.on(month), question), question, documents)
            except InputError:
                continue
            texts += same_way.text_alike(answer, question, documents, show._written) is not None
            assert record_of(answer, question, documents) == alone, (each, month, question)
            if documents:
                assert record_text(answer, question) == json_text(alone).rstrip("\n")
    return texts


@pytest.mark.usefixtures("kept_at_once")
@pytest.mark.parametrize("number", [20, pytest.param(300, marks=pytest.mark.thorough)])
def test_households_of_every_programme_month_and_area_have_the_records_that_are_written(
    dalian: Standards, number: int
) -> None:
    asked = [
        (household_of(one, dalian.region), Month.parse(one.described["month"]), QUESTIONS[n % 3])
        for n, one in enumerate(some(number, 9, dalian.region))
    ]
    assert compared(dalian, asked, 12) > 2 * number
    assert compared(dalian, list(households(dalian, 11, number // 2)), 12) > number


@pytest.mark.usefixtures("kept_at_once")
@pytest.mark.parametrize("place", [*CITIES, *FOLDERS], ids=lambda place: getattr(place, "name", place))
def test_households_of_other_cities_have_the_records_that_are_written(place: str | Path) -> None:
    standards = load_standards(place, national=True) if isinstance(place, str) else load_standards(None, [place])
    assert compared(standards, list(households(standards, 13, 5)), 9) > 5


FAMILY = Household("urban", members=3, income=120_000, deductions=(Deduction("medical", 5_000),))
MANY = [FAMILY._replace(income=income) for income in range(100_000, 160_000, 500)]


def test_a_record_that_is_changed_changes_no_other(dalian: Standards) -> None:
    def spoiled(part: object) -> None:
        for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            spoiled(inner)
        if isinstance(part, (dict, list)):
            part.clear()

    table = dalian.on("2020-06")
    alone = [show._written(explained(each, table, QUESTIONS[0]), QUESTIONS[0], True) for each in MANY]
    for each, expected in zip(MANY, alone, strict=True):
        record = record_of(assess(each, table), QUESTIONS[0])
        assert record == expected
        spoiled(record)
        spoiled(show._written(assess(each, table), QUESTIONS[0], True))  # what is written once is shared by nobody


def test_a_record_is_that_of_the_question_the_language_and_the_labels(dalian: Standards) -> None:
    """One way through the rules, and more ways to tell of it."""
    table = dalian.on("2020-07")
    person = Person(status=("orphan",), care="dispersed", age=9)
    other = AssessmentOptions(without=("tekun",))
    try:
        for n, each in enumerate(MANY):
            use_language(("en", "zh")[n % 2])
            reason, label = ("medical", "教育")[n % 3 > 0], ("", "甲", "\ufdd05\ufdd1")[n % 5 % 3]
            each = each._replace(deductions=(Deduction(reason, 5_000),), persons=(person._replace(id=label),))
            answer, question = assess(each, table), (QUESTIONS[0], other)[n % 7 == 0]
            alone = show._written(explained(each, table, QUESTIONS[0]), question, n % 2 == 0)
            assert record_of(answer, question, n % 2 == 0) == alone
    finally:
        use_language("en")


def test_most_records_of_households_that_are_alike_are_written_no_more(
    dalian: Standards, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in records written, not in seconds; a way whose texts cannot be followed is not followed for ever."""
    dalian.plans = None
    same_way.forget()
    written: list[Household] = []
    of_households = show._written

    def counted(answer: Assessment, *told: Any) -> dict[str, Any]:
        written.append(answer.household)
        return of_households(answer, *told)

    monkeypatch.setattr(show, "_written", counted)
    table = dalian.on("2020-07")
    for each in MANY:
        record_of(assess(each, table), QUESTIONS[0])
    written.clear()
    for each in MANY:
        record_text(assess(each._replace(income=(each.income or 0) + 1), table), QUESTIONS[0])
    assert len(written) < len(MANY) / 5
    monkeypatch.setattr(same_way, "_learned", lambda *_told: tried.append(1))
    same_way.forget()
    tried: list[int] = []
    for _n in range(10):
        for each in MANY:
            record_of(assess(each, table), QUESTIONS[0])
    assert 0 < len(tried) <= same_way.MOST_TEXTS * len({id(assess(each, table).outline) for each in MANY})


def test_a_text_of_a_number_that_is_looked_into_is_kept_for_nobody() -> None:
    """Whatever one may do to a text is seen, but for putting it into another."""
    of_texts = {*dir(str)} - {*dir(object)} - {"__add__"}
    assert [name for name in of_texts if getattr(same_way._Mark, name) is getattr(str, name)] == []
    looks: tuple[Callable[[Any], object], ...] = (
        *(len, list, hash, lambda text: text[1:], lambda text: text.replace(".00", ""), lambda text: "." in text),
        *(lambda text: text.strip("-"), lambda text: text < "2", lambda text: max("9", text), lambda text: {text: 1}),
        lambda text: text == "-\ufdd07\ufdd1",
    )
    puts: tuple[Callable[[Any], object], ...] = (
        *(lambda text: f"{text} = {text}", lambda text: text + "", lambda text: ", ".join([text, ""]), bool, str),
        lambda text: text == f"max(0.00, {text})",
    )
    for does in (*looks, *puts):
        does(recorded_text(recorder := same_way._Following(), 123_456))
        assert recorder.written == (does in looks), does


def test_whether_two_numbers_have_the_same_text_is_a_decision() -> None:
    for fen, other, same in ((5, "0.05", True), (5, "0.5", False), (100, "1.00", True)):
        recorder = same_way._Following()
        assert (recorded_text(recorder, fen) == other) == same
        assert [decision.answer for decision in recorder.decisions] == [same]
    recorder = same_way._Following()
    assert (recorded_text(recorder, 5) == recorded_text(recorder, 5, "b")) and not recorder.written
    assert [decision.answer for decision in recorder.decisions] == [True]
    assert recorded_text(recorder, 5) != f"max(0.00, {recorded_text(recorder, 5)})" and not recorder.written


def recorded_text(recorder: same_way._Following, fen: int, source: str = "a") -> str:
    return yuan(recorder.stated(fen, source))


def test_records_of_a_process_that_answered_others_are_those_of_a_new_one(dalian: Standards) -> None:
    """Nothing that is kept, here or in `once`, lets a household, a month or a language into another's record."""
    script = "from test_same_way import told; [print(text) for text in (*told([7, 3], 'zh'), *told([3, 11], 'en'))]"
    here = {language: told([*range(12)] * 9, language) for language in ("en", "zh")}
    command = [sys.executable, "-c", script]
    fresh = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parent, encoding="utf-8")
    assert fresh.stdout.splitlines() == [here["zh"][7], here["zh"][3], here["en"][3], here["en"][11]]


def told(numbers: list[int], language: str) -> list[str]:
    """The records of some of the same households, in the order asked for."""
    standards = load_standards("dalian", national=True)
    asked = [*households(standards, 17, 12)]
    use_language(language)
    try:
        return [_told(standards, *asked[number]) for number in numbers]
    finally:
        use_language("en")


def _told(standards: Standards, household: Household, month: Month, question: AssessmentOptions) -> str:
    try:
        return record_text(assess(household, standards.on(month), question), question)
    except InputError as refused:
        return repr([problem.code for problem in refused.problems])

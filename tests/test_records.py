"""The record of a household by a plan is the record that is written for it alone, to the last character."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_kept import CITIES, QUESTIONS, households
from test_plans import Asked, with_other_amounts

from dibao_cli.files.folders import load_standards
from dibao_cli.rules import alike
from dibao_cli.rules.assess import assess, explained
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import Deduction, Household
from dibao_cli.rules.money import yuan
from dibao_cli.rules.month import Month
from dibao_cli.rules.person import Person
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.recorded import RecordedText, Recorder
from dibao_cli.rules.standards import Standards
from dibao_cli.show.answer import record_of, record_text
from dibao_cli.show.json_text import json_text
from dibao_cli.words import use_language

sys.path.insert(0, str(Path(__file__).parent / "roster"))
from rosters import household_of, some


@pytest.fixture
def planned_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every household is watched whose way through the rules is new."""
    monkeypatch.setattr(alike, "WORTH", 0)


def compared(standards: Standards, asked: list[Asked], others: int) -> None:
    """Each household is asked about with other amounts and ages too; `explained` runs the rules themselves."""
    chance = random.Random(3)
    for household, month, question in asked:
        for each in [household, *(with_other_amounts(household, chance) for _n in range(others))]:
            if each is None:
                continue
            try:
                answer, alone = (rule(each, standards.on(month), question) for rule in (assess, explained))
            except InputError:
                continue
            assert record_text(answer, question) == json_text(record_of(alone, question)).rstrip("\n"), (each, month)
            assert record_of(answer, question, False) == record_of(alone, question, False), (each, month)


@pytest.mark.usefixtures("planned_at_once")
@pytest.mark.parametrize("number", [12, pytest.param(300, marks=pytest.mark.thorough)])
def test_texts_of_records_are_those_of_records_that_are_written(dalian: Standards, number: int) -> None:
    asked = [
        (household_of(one, dalian.region), Month.parse(one.described["month"]), QUESTIONS[n % 3])
        for n, one in enumerate(some(number, 19, dalian.region))
    ]
    compared(dalian, asked, 8)
    for city in CITIES:
        standards = load_standards(city, national=True)
        compared(standards, list(households(standards, 13, number)), 6)


FAMILY = Household("urban", members=3, income=120_000, deductions=(Deduction("medical", 5_000),))
MANY = [FAMILY._replace(income=income) for income in range(100_000, 160_000, 500)]


def test_a_text_is_that_of_the_question_the_language_the_labels_and_the_ages(dalian: Standards) -> None:
    """One way through the rules, and more ways to tell of it."""
    table = dalian.on("2020-07")
    person = Person(status=("orphan",), care="dispersed")
    other = AssessmentOptions(without=("tekun",))
    try:
        for n, each in enumerate(MANY):
            use_language(("en", "zh")[n % 2])
            reason, label = ("medical", "教育")[n % 3 > 0], ("", "甲", "\ufdd05<3:>{x}")[n % 5 % 3]
            persons = (person._replace(id=label, age=n % 18),)
            each = each._replace(deductions=(Deduction(reason, 5_000),), persons=persons)
            question = (QUESTIONS[0], other)[n % 7 == 0]
            alone = json_text(record_of(explained(each, table, QUESTIONS[0]), question)).rstrip("\n")
            assert record_text(assess(each, table), question) == alone
    finally:
        use_language("en")


def test_a_text_of_a_number_that_is_looked_into_settles_the_number() -> None:
    """Whatever one may do to a text has the result of the plain one, and all but putting it into another is noted."""
    of_texts = {*dir(str)} - {*dir(object)} - {"__add__", "maketrans"}
    assert [name for name in of_texts if getattr(RecordedText, name) is getattr(str, name)] == []
    looks: tuple[Callable[[Any], object], ...] = (
        *(len, list, hash, lambda text: text[1:], lambda text: text.replace(".00", ""), lambda text: "." in text),
        *(lambda text: text.strip("-"), lambda text: text < "2", lambda text: max("9", text), lambda text: {text: 1}),
        *(lambda text: text == "1234.00", lambda text: text == "1234.01", lambda text: text != "-1234.00"),
    )
    puts: tuple[Callable[[Any], object], ...] = (
        *(lambda text: bool(text), lambda text: text == "1234.0", lambda text: text == f"max(0.00, {text})"),
        *(lambda text: text == text + "", lambda text: text == "A"),
    )
    for does in (*looks, *puts):
        recorder = Recorder()
        assert does(recorded_text(recorder, 123_400)) == does(yuan(123_400)), does
        assert bool(recorder.decisions) == (does in looks), does
    text = recorded_text(recorder := Recorder(), 123_400)
    assert f"{text} = {text}" == ", ".join([text]) + " = " + text == f"{recorder.mark}<0> = {recorder.mark}<0>"


def test_whether_two_numbers_have_the_same_text_is_a_decision() -> None:
    recorder = Recorder()
    assert recorded_text(recorder, 5) == recorded_text(recorder, 5, "b") != recorded_text(recorder, 6, "c")
    assert [decision.answer for decision in recorder.decisions] == [True, False]


def recorded_text(recorder: Recorder, fen: int, source: str = "a") -> str:
    return yuan(recorder.stated(fen, source))


def test_records_of_a_process_that_answered_others_are_those_of_a_new_one(dalian: Standards) -> None:
    """Nothing that is kept, in plans or in `once`, lets a household, a month or a language into another's record."""
    script = "from test_records import told; [print(text) for text in (*told([7, 3], 'zh'), *told([3, 11], 'en'))]"
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

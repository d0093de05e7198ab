"""The interview without a terminal: which questions are asked, what is understood, and that its answer is calc's."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import Cli
from hypothesis import given, settings
from hypothesis import strategies as st

from dibao_cli.commands.ask.household import CLOSING_QUESTIONS, DEDUCTION, HOUSEHOLD_QUESTIONS
from dibao_cli.commands.ask.interview import Interview
from dibao_cli.commands.ask.items import ITEM
from dibao_cli.commands.equivalent_command import equivalent, of_file, quoted
from dibao_cli.commands.option_groups import TableOptions
from dibao_cli.files.document import parse
from dibao_cli.files.folders import load_standards
from dibao_cli.files.household_writer import household_json, household_toml
from dibao_cli.files.households import from_document
from dibao_cli.rules.month import Month
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.standards import Standards
from dibao_cli.show.answer import record_of
from dibao_cli.show.household_record import household_record, question_record
from dibao_cli.words import use_language

DALIAN = load_standards("dalian", national=True)


def start(standards: Standards = DALIAN) -> Interview:
    return Interview(standards.region, standards.on)


def told(standards: Standards = DALIAN, /, **answers: str) -> Interview:
    """The interview with answers by the name of the question (`p1_age` is of person 1), and Enter for the rest."""
    interview = start(standards)
    while asked := interview.next():
        interview = interview.answered(answers.get(name_of(asked.path), ""))
    return interview


def name_of(path: tuple[str | int, ...]) -> str:
    if path[0] == "persons":
        return f"p{int(path[1]) + 1}_{path[2]}"
    return f"{path[0]}{int(path[1]) + 1}" if path[0] == "deductions" else str(path[0])


def asked_in(interview: Interview) -> set[str]:
    return {name_of(path) for path in interview.answers}


CITY = {"area": "u", "people": "3", "income": "1,200元"}
FARM = {"area": "农村", "people": "3", "income": "9000", "described": "1"}


def test_an_ordinary_family_in_the_city_is_asked_little() -> None:
    interview = told(**CITY, food_cpi="3", cpi="2.1")
    answer = interview.assessed()
    assert asked_in(interview) == {
        *("area", "month", "people", "income", "deductions1", "uplift", "described"),
        *("property_test_met", "supporters_elsewhere", "subsidy_rate", "food_cpi", "cpi"),
    }
    assert answer is not None
    assert answer.amount("dibao") == 105000


CITIES = Path(__file__).parent / "cities" / "folders"


def test_the_index_that_a_citys_rule_goes_by_is_asked_for_and_said_by_its_name() -> None:
    guilin = load_standards(None, [CITIES / "guilin"])
    interview = told(guilin, **{**CITY, "income": "0"}, month="2022-07", food_cpi="8.5", low_income_cpi="3")
    assert {"food_cpi", "low_income_cpi"} <= asked_in(interview)
    assert "grain_cpi" not in asked_in(interview)
    answer = interview.assessed()
    assert answer is not None
    assert answer.amount("price_subsidy") == 69_00
    words = equivalent(interview.described(), Month(2022, 7), TableOptions())
    assert words[words.index("--index-value") + 1] == "low_income=3%"


def test_a_child_in_hardship_is_asked_for_where_the_city_has_categories() -> None:
    yiwu = load_standards(None, [CITIES / "yiwu"])
    family = {"area": "u", "month": "2023-04", "people": "3", "income": "9000", "described": "1"}
    interview = told(yiwu, **family, p1_hardship="其他困境儿童")
    answer = interview.assessed()
    assert answer is not None
    assert answer.amount("child_hardship") == 469_00
    assert "p1_hardship" not in asked_in(told(**FARM))
    with pytest.raises(InputError) as refused:
        told(yiwu, **family, p1_hardship="没有的类别")
    assert refused.value.problems[0].code == "unknown_category"


def test_the_price_index_is_asked_for_only_where_none_is_on_record() -> None:
    assert "food_cpi" in asked_in(told(**CITY, month="2020-07"))
    assert "food_cpi" not in asked_in(told(**CITY, month="2020-02"))


def test_the_national_index_is_offered_where_nothing_better_is_known() -> None:
    assert "national_index" in asked_in(told(**CITY, month="2020-04"))
    assert "national_index" not in asked_in(told(**CITY, month="2020-04", food_cpi="14.8"))
    assert "national_index" not in asked_in(told(**CITY, month="2021-04"))


def test_only_who_needs_it_is_asked_for_care_and_age() -> None:
    orphan = asked_in(told(**CITY, described="1", p1_status="孤儿", p1_care="1", p1_age="9"))
    assert {"p1_care", "p1_age"} <= orphan
    assert not {"p1_tier", "p1_self_care", "p1_work_injury", "p1_student"} & orphan
    retiree = asked_in(told(**CITY, described="1", p1_status="5", p1_tier="40"))
    assert "p1_tier" in retiree and not {"p1_care", "p1_age"} & retiree


def test_what_only_classified_relief_needs_is_asked_with_it() -> None:
    needed = {"p1_age", "p1_illness", "p1_work_injury", "lost_only_child"}
    assert needed <= asked_in(told(**CITY, described="1", uplift="yes"))
    assert not needed & asked_in(told(**CITY, described="1"))


def test_single_person_inclusion_is_asked_where_the_family_gets_nothing() -> None:
    one = {"p1_disability": "肢体1级", "p1_single_person": "是", "low_income_village": "否"}
    assert {"p1_single_person", "property_test_met", "left_dibao"} <= asked_in(told(**FARM, **one))
    assert "p1_single_person" not in asked_in(told(**{**FARM, "income": "300"}, **one))


def test_property_is_asked_of_every_family_that_would_be_paid() -> None:
    assert "property_test_met" in asked_in(told(**CITY))
    assert "property_test_met" not in asked_in(told(**{**CITY, "income": "3000"}))
    met, not_met, skipped = (told(**CITY, property_test_met=answer).assessed() for answer in ("是", "否", ""))
    assert met and not_met and skipped
    assert (met.amount("dibao"), not_met.amount("dibao"), skipped.amount("dibao")) == (105000, 0, 105000)
    assert ["assumed:property" in {w.code for w in found.warnings} for found in (met, skipped)] == [False, True]


def test_going_back_over_a_blank_income_leaves_it_not_stated() -> None:
    interview = told(**{**CITY, "income": ""})
    while ("income",) in interview.answers:
        interview = interview.back()
    assert interview.answered("").described().household.income is None
    assert interview.answered("-").described().household.income == 0


def test_the_district_matters_in_the_country_only() -> None:
    assert "district" in asked_in(told(**FARM))
    assert "district" not in asked_in(told(**CITY))


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("1200", 120000), ("1,200元", 120000), ("１２００．５", 120050), ("", None), ("0", 0), ("-", 0), ("无", 0)],
)
def test_amounts_are_understood_as_people_type_them(typed: str, fen: int | None) -> None:
    assert told(**{**CITY, "income": typed}).described().household.income == fen


@pytest.mark.parametrize("typed", ["1", "u", "Urban", "城市", "城镇"])
def test_a_choice_is_a_number_a_code_or_a_word(typed: str) -> None:
    assert told(**{**CITY, "area": typed}).described().household.area == "urban"


def test_the_words_that_are_shown_are_understood() -> None:
    use_language("zh")
    try:
        interview = told(**CITY, described="1", p1_status="孤儿+特困人员", p1_care="集中供养（机构养育）")
    finally:
        use_language("en")
    [person] = interview.described().household.persons
    assert (person.status, person.care) == (("orphan", "tekun"), "institutional")


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({**CITY, "area": ""}, "needed_field"),
        ({**CITY, "area": "moon"}, "unknown_choice"),
        ({**CITY, "people": "0"}, "out_of_range"),
        ({**CITY, "described": "4"}, "out_of_range"),
        ({**CITY, "income": "-3"}, "negative"),
        ({**CITY, "month": "2016-01"}, "before_first_table"),
        ({**FARM, "district": "乌有区"}, "unknown_district"),
        ({**CITY, "deductions1": "a=1", "deductions2": "a=2"}, "stated_twice"),
        ({**CITY, "deductions1": "medical"}, "not_a_number"),
        ({**CITY, "described": "1", "p1_status": "3+4"}, "contradiction"),
        (
            {**CITY, "described": "1", "p1_status": "3", "p1_care": "1", "p1_age": "30", "p1_student": "no"},
            "contradiction",
        ),
        ({**CITY, "described": "1", "p1_disability": "limb-7"}, "out_of_range"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_where_it_is_given(answers: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as refused:
        told(**answers)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_going_back_offers_the_old_answer_and_forgets_what_followed() -> None:
    interview = start().answered("u").answered("2020-08").answered("3")
    again = interview.back().back()
    asked = again.next()
    assert asked is not None and asked.path == ("month",)
    assert again.offered(asked) == "2020-08"
    changed = again.answered("2020-09").answered("")
    assert changed.answers == {("area",): "u", ("month",): "2020-09", ("people",): "3"}
    assert start().back() == start()


def test_a_blank_answer_stays_blank_after_going_back() -> None:
    interview = start().answered("u").answered("").answered("3").answered("")
    assert interview.back().answered("").answers == interview.answers


def test_an_answer_never_changes_the_interview_before_it() -> None:
    before = start().answered("u")
    before.answered("2020-08")
    assert before.answers == {("area",): "u"}


WORDS = ["", "", "-", "1", "2", "3", "4", "5", "y", "no", "9", "limb-1", "2020-05", "1200", "x", "庄河", "a b=5"]

ASKED = {
    "city": {**CITY, "deductions1": "医疗 教育=120.5", "deductions2": "x's=1"},
    "minus": {**CITY, "deductions1": "-a=1"},
    "orphan": {**FARM, "district": "庄河", "annual_income": "3000", "p1_status": "3+2", "p1_care": "2", "p1_age": "9"},
    "alone": {**FARM, "p1_disability": "limb-1", "p1_single_person": "y", "p1_income": "20", "low_income_village": "n"},
    "relief": {**CITY, "uplift": "y", "described": "3", "p1_age": "70", "p2_work_injury": "3", "lost_only_child": "y"},
    "exit": {**FARM, "left_dibao": "是", "since": "2020-05", "last_allowance": "300"},
    "prices": {**CITY, "month": "2020-04", "food_cpi": "14.8%"},
    "national": {**CITY, "month": "2020-04", "national_index": "y"},
    "announced": {**CITY, "subsidy_rate": "60"},
}


@pytest.mark.parametrize("answers", ASKED.values(), ids=ASKED)
def test_the_command_line_at_the_end_gives_the_same_answer(dibao: Cli, answers: dict[str, str]) -> None:
    the_same_again(dibao, told(**answers))


def the_same_again(dibao: Cli, interview: Interview) -> None:
    """`calc` with the command line of an interview gives the whole record of its answer."""
    answer, described = interview.assessed(), interview.described()
    assert answer is not None
    line = quoted(equivalent(described, answer.month, TableOptions()))
    result = dibao(*shlex.split(line)[1:], "-f", "json")
    assert result.code == 0, result.err
    assert json.loads(result.out) == record_of(answer, described.question)


def test_the_command_line_of_any_interview_gives_the_same_answer(dibao: Cli) -> None:
    chance = Random(6)
    for _ in range(25):
        interview = start()
        while interview.next():
            with suppress(InputError):
                interview = interview.answered(chance.choice(WORDS))
        the_same_again(dibao, interview)


@pytest.mark.parametrize("answers", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("write", [household_toml, household_json])
def test_the_saved_file_is_the_same_household(answers: dict[str, str], write: Callable[[dict[str, Any]], str]) -> None:
    described = told(**answers).described()
    record = {**household_record(described.household), "question": question_record(described.question)}
    record |= {"month": str(described.month)} if described.month else {}
    again = from_document(parse(write(record), "saved"), DALIAN.region)
    assert again == described


def test_tables_of_ones_own_are_named_in_the_command_line() -> None:
    given = TableOptions("dalian", ("my tables",), ("dibao.urban=800",))
    words = equivalent(told(**CITY).described(), DALIAN.region.default_month, given)
    assert words[-6:] == ["--region", "dalian", "--standards", "my tables", "--set", "dibao.urban=800"]
    assert of_file("-x.toml", given)[-2:] == ["--", "-x.toml"]


TYPED = st.sampled_from([*WORDS, "1+2", "3+2"])


@settings(max_examples=60, deadline=None)
@given(st.lists(TYPED, max_size=30), st.booleans())
def test_whatever_is_typed_the_interview_holds(typed: list[str], back: bool) -> None:
    """Each answer is taken or refused; going back and answering the same leads to the same place."""
    interview = start()
    for text in typed:
        if interview.next() is None:
            break
        try:
            after = interview.answered(text)
        except InputError:
            continue
        if back:
            assert after.back().answered("").answers == after.answers
        interview = after
    if interview.next() is None:
        interview.described()


def test_a_file_of_the_interview_is_read_by_calc(dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "household.toml"
    file.write_text(
        household_toml({"month": "2020-07", **household_record(told(**CITY).described().household)}), "utf-8"
    )
    assert "\tdibao\t\t1050.00\t" in dibao("calc", str(file)).out


# income item by item


def answering(*texts: str) -> Interview:
    """A family of three in the city in July 2020, and what is typed from the question for its income on."""
    interview = start()
    for text in ("u", "2020-07", "3", *texts):
        interview = interview.answered(text)
    return interview


def items_of(interview: Interview) -> dict[str, int]:
    household = interview.described().household
    return {item.kind: item.amount for item in (*household.incomes, *household.annual_incomes)}


@pytest.mark.parametrize(
    "typed",
    [
        ("wage=1000", "farming=200", ""),
        ("+", "工资 1000", "务农收入=200", ""),
        ("＋", "1=1,000元", "3=200", "-"),
        ("income_wage=1000", "annual_income_farming=2400", ""),
        ("工资性收入＝１０００", "年务农收入 2400", "基础养老金=93", ""),
    ],
)
def test_income_is_told_item_by_item(typed: tuple[str, ...]) -> None:
    interview = answering(*typed)
    answer = interview.assessed()
    assert answer is not None and answer.amount("dibao") == 105000
    assert {"wage", "farming"} <= set(items_of(interview))
    assert "deductions" in str(interview.next())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("wage=1000", "工资=5"), "stated_twice"),
        (("+", "wge=5"), "unknown_income"),
        (("+", "wage=-5"), "negative"),
        (("+", "wage"), "not_name_equals_value"),
        (("+", "99=5"), "unknown_income"),
        (("wages 5",), "not_a_number"),
    ],
)
def test_a_wrong_item_changes_nothing(typed: tuple[str, ...], code: str) -> None:
    before = answering(*typed[:-1])
    with pytest.raises(InputError) as refused:
        before.answered(typed[-1])
    assert refused.value.problems[0].code == code


def test_items_are_taken_back_one_by_one_and_offered_again() -> None:
    interview = answering("wage=1000", "farming=200", "").back().back()
    assert items_of(interview) == {"wage": 100000}
    assert interview.offered(interview.next() or pytest.fail("nothing is asked")) == "farming=200"
    assert items_of(interview.back().answered("500")) == {}


# what the questions say, and when


def test_this_month_is_offered_first() -> None:
    today = Month(2026, 11)
    interview = start()._replace(today=today).answered("u")
    asked = interview.next()
    assert asked is not None and interview.offered(asked) == "2026-11"
    assert interview.answered("").month == today
    assert interview.last_known == Month(2026, 6)


def test_every_question_that_a_law_answers_says_which() -> None:
    told_by = {
        "people": ("民发〔2021〕57号", "7"),
        "income": ("民发〔2021〕57号", "13"),
        "incomes": ("民发〔2021〕57号", "13"),
        "property_test_met": ("民发〔2012〕220号", "4"),
        "supporters_elsewhere": ("民发〔2021〕57号", "13"),
        "deductions": ("民发〔2021〕57号", "13"),
    }
    questions = {question.name: question for question in (*HOUSEHOLD_QUESTIONS, *CLOSING_QUESTIONS, ITEM, DEDUCTION)}
    for name, (document, article) in told_by.items():
        text = questions[name].explanation("")
        assert document in text and f"art. {article}" in text, (name, text)


def test_an_interview_is_kept_and_goes_on_where_it_was() -> None:
    interview = answering("wage=1000", "farming=200", "", "医疗=50", "", "", "1", "3", "集中", "9")
    again = start().resumed(json.loads(json.dumps(interview.kept())))
    assert (again.answers, again.next()) == (interview.answers, interview.next())


def test_of_answers_that_no_longer_fit_those_before_are_kept() -> None:
    kept = answering("1200").kept()
    kept[2][1] = "many"
    assert len(start().resumed(kept).answers) == 2
    for nonsense in (None, 5, [5], [["area"]], [[["area"], 5]]):
        assert not start().resumed(nonsense).answers

"""Income kind by kind: the worksheet adds up to the one number, and says of every amount what became of it."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from conftest import Cli

from dibao_cli.files.fields import INCOMES
from dibao_cli.files.roster_fields import looks_like
from dibao_cli.rules.assess import assess
from dibao_cli.rules.household import Household
from dibao_cli.rules.income_items import TAKEN_OFF, IncomeItem, IncomeKind
from dibao_cli.rules.incomes import KINDS, READINGS, reading
from dibao_cli.rules.month import Month
from dibao_cli.rules.person import Person
from dibao_cli.rules.standards import Standards
from dibao_cli.rules.worksheet import worksheet_of
from dibao_cli.words import LANGUAGES
from dibao_cli.words.incomes import KINDS as WORDS
from dibao_cli.words.incomes import TREATMENTS

MONTHS = tuple(
    map(Month.parse, ("2019-12", "2020-07", "2020-12", "2021-01", "2021-06", "2021-07", "2025-12", "2026-01"))
)
FAMILY = ("calc", "--area", "urban", "--members", "3", "--month", "2022-08", "--property-test-met")


def items(**amounts: int) -> tuple[IncomeItem, ...]:
    return tuple(IncomeItem(kind, amount) for kind, amount in amounts.items())  # type: ignore[arg-type]


def paid(standards: Standards, month: Month, **facts: object) -> int:
    household = Household("urban", members=3, **facts)  # type: ignore[arg-type]
    return assess(household, standards.on(month)).amount("dibao") or 0


# the rule file


def test_every_kind_has_a_rule_in_every_month_a_spelling_and_words_in_the_same_order() -> None:
    assert KINDS == tuple(INCOMES) == tuple(WORDS) == get_args(IncomeKind)
    for kind in KINDS:
        held = [[one for one in READINGS[kind] if one.rule.holds_in(month)] for month in MONTHS]
        assert [len(each) for each in held] == [1] * len(MONTHS)


def test_what_is_paid_is_taken_off_and_nothing_else_is() -> None:
    for kind, month in product(KINDS, MONTHS):
        assert (reading(kind, month).treatment == "taken_off") == (kind in TAKEN_OFF)


@pytest.mark.parametrize(
    ("month", "settled"),
    [("2020-12", False), ("2021-01", True), ("2021-07", True), ("2025-12", True), ("2026-01", False)],
)
def test_the_basic_pension_is_settled_for_five_years(month: str, settled: bool) -> None:
    found = reading("basic_pension", Month.parse(month))
    assert (found.treatment, found.settled) == ("not_counted", settled)


# amounts


@pytest.mark.parametrize("month", MONTHS)
def test_a_worksheet_equal_in_sum_to_the_one_number_gives_the_same_amount(dalian: Standards, month: Month) -> None:
    for n, kind in enumerate(KINDS):
        if reading(kind, month).treatment == "counted":
            itemised = paid(dalian, month, incomes=items(**{kind: 700_00 + n, "income_tax": 50_00}))
            assert itemised == paid(dalian, month, income=650_00 + n)
            assert paid(dalian, month, annual_incomes=items(**{kind: 8000_05})) == paid(
                dalian, month, annual_income=8000_05
            )


@pytest.mark.parametrize("month", MONTHS)
def test_more_counted_income_never_pays_more_and_more_taken_off_never_less(dalian: Standards, month: Month) -> None:
    base = {"wage": 900_00, "farming": 300_00, "work_costs": 100_00, "support_paid": 50_00}
    before = paid(dalian, month, incomes=items(**base))
    for kind in KINDS:
        after = paid(dalian, month, incomes=items(**{**base, kind: base.get(kind, 0) + 77_01}))
        treatment = reading(kind, month).treatment
        assert {"counted": after < before, "taken_off": after > before, "not_counted": after == before}[treatment]


@pytest.mark.parametrize("month", MONTHS)
def test_an_unsettled_kind_is_an_interpretation_that_names_the_other_amount(dalian: Standards, month: Month) -> None:
    for kind in KINDS:
        household = Household("urban", members=3, incomes=items(**{"wage": 900_00, kind: 100_00}))
        answer = assess(household, dalian.on(month))
        warned = [warning for warning in answer.warnings if warning.code == "income_interpreted"]
        assert bool(warned) == (not reading(kind, month).settled)
        for warning in warned:
            assert answer.lines[0].basis == "inferred"
            assert warning.details["otherwise"] == f"{(answer.lines[0].amount or 0) / 100 - 100:.2f}"


def test_costs_of_one_person_never_come_off_the_wage_of_another(dalian: Standards) -> None:
    month = Month(2023, 8)
    persons = (
        Person("A", incomes=items(wage=300_00, work_costs=500_00)),
        Person("B", incomes=items(wage=900_00)),
    )
    household = Household("urban", members=1, persons=persons)
    assert assess(household, dalian.on(month)).amount("dibao") == 3 * 925_00 - 900_00
    [costs] = [entry for entry in worksheet_of(household, month) if entry.kind == "work_costs"]
    assert (costs.person, costs.stated, costs.counted) == ("A", 500_00, 300_00)


def test_own_items_set_the_amount_of_single_person_inclusion(dalian: Standards) -> None:
    told = {"single_person": True, "cannot_form_household": True, "illness": "all"}
    itemised = Person("A", incomes=items(support_received=100_00, relief=500_00, social_insurance=20_00), **told)  # type: ignore[arg-type]
    as_number = Person("A", income=80_00, **told)  # type: ignore[arg-type]
    amounts = [
        assess(
            Household("urban", members=2, income=3000_00, property_test_met=True, persons=(person,)),
            dalian.on(Month(2023, 8)),
        ).amount("single_person")
        for person in (itemised, as_number)
    ]
    assert amounts == [925_00 - 80_00] * 2


def test_the_worksheet_adds_up_to_the_countable_income(dalian: Standards) -> None:
    household = Household(
        "urban",
        members=2,
        incomes=items(wage=1200_00, work_costs=1500_00, basic_pension=100_00, support_received=250_00),
        annual_incomes=items(farming=8000_00, social_insurance=380_00),
    )
    answer = assess(household, dalian.on(Month(2023, 8)))
    signs = {"counted": 1, "taken_off": -1, "not_counted": 0}
    total = sum(
        signs[entry.treatment] * entry.counted * (12 if entry.per == "month" else 1)
        for entry in worksheet_of(household, answer.month)
    )
    [step] = [step for step in answer.lines[0].steps if step.name == "countable_income_of_the_year"]
    assert step.amount == total


# what people write


@pytest.mark.parametrize(
    "told",
    [
        ("--income", "wage=1200", "--income", "farming=100"),
        ("--income", "工资性收入=1,200元", "--income", "务农收入＝１００"),
        ("--income", "1300", "--income", "wage=1200", "--income", "farming=100"),
        ("--income", "wage=1200", "--annual-income", "farming=1200"),
        ("--income", "wage=1200", "--income", "务农收入=100", "--income", "relief=400"),
    ],
)
def test_items_by_flags(dibao: Cli, told: tuple[str, ...]) -> None:
    answer = json.loads(dibao(*FAMILY, *told, "-f", "json").out)
    assert answer["lines"][0]["amount"] == "1250.00"
    assert [entry["treatment"] for entry in answer["worksheet"]][:2] == ["counted", "counted"]


def test_items_of_persons_by_flag_and_the_command_that_says_so(dibao: Cli) -> None:
    told = ("--income", "0", "--person", "工资性收入=600,年务农收入=1200,income_basic_pension=99")
    record = json.loads(dibao(*FAMILY, *told, "-f", "json").out)
    assert record["household"]["persons"] == [
        {"incomes": {"wage": "600.00", "basic_pension": "99.00"}, "annual_incomes": {"farming": "1200.00"}}
    ]
    assert record["lines"][0]["amount"] == "2700.00"


@pytest.mark.parametrize(
    ("told", "exit_code", "code", "word"),
    [
        (("--income", "wge=1200"), 2, "unknown_income", "wage"),
        (("--income", "wage=-5"), 2, "negative", "wage"),
        (("--income", "wage=abc"), 2, "not_a_number", "wage"),
        (("--income", "wage=1", "--income", "工资性收入=1"), 2, "stated_twice", "wage"),
        (("--income", "1200", "--income", "1300"), 2, "stated_twice", "1200"),
        (("--income", "1200", "--income", "wage=1100"), 1, "incomes_disagree", "1100.00"),
        (("--person", "wage=5"), 2, "unknown_field", "wage"),
        (("--person", "income_wage=5,工资性收入=6"), 2, "stated_twice", "wage"),
        (("--person", "income=7,income_wage=5"), 1, "incomes_disagree", "5.00"),
    ],
)
def test_what_is_wrong_with_items_is_said(
    dibao: Cli, told: tuple[str, ...], exit_code: int, code: str, word: str
) -> None:
    result = dibao(*FAMILY, *told)
    assert (result.code, result.out) == (exit_code, "")
    assert f"[{code}]" in result.err and word in result.err


def test_a_kind_outside_its_table_is_told_where_it_belongs(dibao: Cli) -> None:
    result = dibao("calc", "-", stdin='area = "urban"\n"工资性收入" = 5\n')
    assert result.code == 1 and "incomes.工资性收入" in result.err


def test_one_number_and_items_take_each_other_s_place(dibao: Cli) -> None:
    file = 'area = "urban"\nmembers = 3\nmonth = "2022-08"\n{}\n[[change]]\nfrom = "2022-09"\n{}\n'
    for first, second in (("income = 1300", "incomes = { wage = 500 }"), ("incomes = { wage = 1300 }", "income = 500")):
        told = file.format(first, second)
        rows = dibao("calc", "-", "--from", "2022-08", "--to", "2022-09", "-f", "csv", "-q", stdin=told).out
        assert [line.split(",")[1] for line in rows.splitlines()[1:3]] == ["1250.00", "2050.00"]
        over = dibao("calc", "-", "--income", "300", "-f", "csv", "-q", stdin=told).out
        assert over.splitlines()[1].split(",")[4] == "2250.00"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_answer_with_items_is_read_back_as_it_was_written(dibao: Cli, language: str) -> None:
    told = ("--income", "wage=900", "--annual-income", "farming=1000", "--person", "income_relief=5,id=母亲")
    answer = dibao("--lang", language, *FAMILY, *told, "-f", "json").out
    again = dibao("calc", "-", "-f", "json", "--lang", language, stdin=json.dumps(json.loads(answer)["household"]))
    assert json.loads(again.out)["household"] == json.loads(answer)["household"]
    assert dibao("replay", "-", stdin=answer).code == 0


# hints


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("wge", "wage"),
        ("basicpension", "basic_pension"),
        ("pension", ""),  # a retirement pension counts, the basic one may not
        ("support", ""),  # received or paid
        ("赡养费", ""),
        ("养老金", ""),
        ("收入", ""),
        ("务农收人", "务农收入"),
    ],
)
def test_a_hint_never_leads_from_what_counts_to_what_does_not(dibao: Cli, typed: str, hint: str) -> None:
    told = dibao(*FAMILY, "--income", f"{typed}=5").err
    assert (f"Did you mean {hint}?" in told) if hint else ("Did you mean" not in told)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("退休工资", ""),
        ("基本工资", "工资性收入"),
        ("种植收入明细", "务农收入"),
        ("养老金金额", ""),
        ("赡养费", ""),
        ("其他收入", "月收入"),
    ],
)
def test_a_heading_that_may_be_counted_or_not_is_refused_without_a_guess(heading: str, field: str) -> None:
    assert looks_like(heading) == field


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_page_says_of_every_kind_what_the_rules_do(code: str) -> None:
    page = (Path(__file__).parent.parent / "docs" / code / "explanation.md").read_text("utf-8")
    place = LANGUAGES.index(code)
    for kind, readings in READINGS.items():
        [row] = [line for line in page.splitlines() if line.startswith(f"| `{kind}`")]
        assert WORDS[kind][0][place] in row
        assert f"| {TREATMENTS[readings[0].treatment][place]} |" in row
        assert [row.count(mark) for mark in ("interpretation", "推定")][place] == sum(
            not one.settled for one in readings
        )
        for one in readings:
            months = (one.rule.since, one.rule.until)
            assert one.rule.law is not None and one.rule.law.document in row
            assert all(str(month) in row for month in months if month)


def test_a_comparison_says_that_the_income_was_told_item_by_item(dibao: Cli) -> None:
    told = dibao(
        "compare", "--area", "urban", "--members", "3", "--income", "wage=1200", "--after-income", "1500", "-f", "table"
    )
    title = " ".join(told.out.partition("\n\n")[0].split())
    assert "income item by item" in title and "income 1500.00" in title and "not stated" not in title


def test_a_sweep_runs_the_one_number_in_the_place_of_items(dibao: Cli) -> None:
    told = dibao(*FAMILY, "--income", "wage=900", "--sweep", "income=1000:1200:200", "-f", "csv", "-q").out
    plain = dibao(*FAMILY, "--sweep", "income=1000:1200:200", "-f", "csv", "-q").out
    assert told == plain

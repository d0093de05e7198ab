"""A household over a range of months."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli import AssessmentOptions, Household, Month, Person, assess
from dibao_cli.rules.application import Application, Change
from dibao_cli.rules.month import months_between, written_months
from dibao_cli.rules.month_range import OverMonths, assess_months
from dibao_cli.rules.notice import Notice, Value
from dibao_cli.rules.standards import Standards

FAMILY = Household("urban", 3, income=120_000)
NATIONAL = AssessmentOptions(national_index=True)
BY_HAND = Notice("--set", {"en": "set by hand"}, Month(2020, 1))
YEAR_2020 = months_between(Month(2020, 1), Month(2020, 12))


def amounts(found: OverMonths, programme: str) -> list[int | None]:
    return [answer.amount(programme) for answer in found.answers]  # type: ignore[arg-type]  # a programme


def test_the_year_2020_worked_out_by_hand(dalian: Standards) -> None:
    """Base 690 to June and 720 from July; ceil(base × food %, 0.50), doubled from March to June; times 3 persons.

    February has Dalian's own index (15.8), the other months the national one.
    """
    found = assess_months(Application(FAMILY, NATIONAL), dalian.on("2020-01"), YEAR_2020)
    assert amounts(found, "dibao") == [96_000] * 6 + [105_000] * 6
    a_person = [14_250, 10_950, 25_300, 20_500, 14_700, 15_400, 9_550, 8_100, 5_700, 0, 0, 0]
    assert amounts(found, "price_subsidy") == [3 * each for each in a_person]
    assert (found.total, found.complete) == (1_579_350, True)


def test_each_month_is_what_calc_gives_for_it(dalian: Standards) -> None:
    household = Household("rural", 2, (Person(status=("orphan",), care="dispersed", age=9),), income=50_000)
    found = assess_months(Application(household, NATIONAL), dalian.on("2019-05"), YEAR_2020)
    assert [answer.lines for answer in found.answers] == [
        assess(household, dalian.on(month), NATIONAL).lines for month in YEAR_2020
    ]
    assert found.known_total == sum(answer.known_total for answer in found.answers)


def test_totals_by_year_add_up(dalian: Standards) -> None:
    found = assess_months(Application(FAMILY), dalian.on("2019-07"), months_between(Month(2019, 11), Month(2021, 2)))
    assert found.years == (2019, 2020, 2021)
    assert [found.of_year(year).amount("dibao") for year in found.years] == [192_000, 1_206_000, 210_000]
    assert sum(found.of_year(year).known_total for year in found.years) == found.known_total
    assert not found.complete


TERMS = [Value("gradual_exit.months", 2, BY_HAND), Value("gradual_exit.share", 5_000, BY_HAND)]


def test_gradual_exit_when_income_crosses_the_line(dalian: Standards) -> None:
    """1050 in June's successor July; from August income is too high: half of 1050 for two months."""
    told = Application(FAMILY, changes=(Change(Month(2020, 8), Household("urban", 3, income=300_000)),))
    months = months_between(Month(2020, 7), Month(2020, 11))
    found = assess_months(told, dalian.on("2020-07").overriding(TERMS), months)
    assert amounts(found, "dibao") == [105_000, 0, 0, 0, 0]
    assert amounts(found, "gradual_exit") == [0, 52_500, 52_500, 0, 0]


def test_no_gradual_exit_where_no_table_sets_its_terms(dalian: Standards) -> None:
    told = Application(FAMILY, changes=(Change(Month(2020, 8), Household("urban", 3, income=300_000)),))
    found = assess_months(told, dalian.on("2020-07"), months_between(Month(2020, 7), Month(2020, 9)))
    assert found.programmes == ("dibao", "price_subsidy")


def test_gradual_exit_begins_again_after_dibao_came_back(dalian: Standards) -> None:
    rich, poor = Household("urban", 3, income=300_000), Household("urban", 3, income=200_000)
    changes = (Change(Month(2020, 8), rich), Change(Month(2020, 9), poor), Change(Month(2020, 10), rich))
    table = dalian.on("2020-07").overriding(TERMS)
    found = assess_months(Application(FAMILY, changes=changes), table, months_between(Month(2020, 7), Month(2020, 12)))
    assert amounts(found, "dibao") == [105_000, 0, 25_000, 0, 0, 0]
    assert amounts(found, "gradual_exit") == [0, 52_500, 0, 12_500, 12_500, 0]


def test_nobody_is_left_is_no_crossing_of_the_line(dalian: Standards) -> None:
    kept = Household("urban", persons=(Person(status=("tekun",)),))
    told = Application(Household("urban", 1), changes=(Change(Month(2020, 8), kept),))
    table = dalian.on("2020-07").overriding(TERMS)
    found = assess_months(told, table, months_between(Month(2020, 7), Month(2020, 8)))
    assert amounts(found, "gradual_exit") == [0, 0]


CHANGING = """
area = "urban"
"人口" = 3
"月收入" = 1200

[[change]]
from = "2020-08"
income = 1500

[[change]]
"自" = "2020年9月"
members = 4
"""


def test_changes_in_a_household_file(dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "family.toml"
    file.write_text(CHANGING, "utf-8")
    result = dibao("calc", str(file), "--from", "2020-07", "--to", "2020-09", "-f", "json")
    record = json.loads(result.out)
    assert [month["amounts"]["dibao"] for month in record["months"]] == ["1050.00", "750.00", "1500.00"]
    assert [month["household"]["income"] for month in record["months"]] == ["1200.00", "1500.00", "1500.00"]
    one_month = json.loads(dibao("calc", str(file), "--month", "2020-09", "-f", "json").out)
    assert one_month["lines"] == record["months"][2]["lines"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("[[change]]\nincome = 3", ":4: change[1].from: Required, and not stated."),
        ('[[change]]\nfrom = "soon"', ":5: change[1].from: “soon” is not a month. Write it as 2020-07."),
        (
            '[[change]]\nfrom = "2020-08"\nincme = 3',
            ":6: change[1].incme: There is no such field. Did you mean income?",
        ),
        (
            '[[change]]\nfrom = "2020-08"\nincome = -3',
            ":6: change[1].income: “-3” is below 0. Amounts must not be negative.",
        ),
        (
            '[[change]]\nfrom = "2020-08"\n[[change]]\nfrom = "2020-08"',
            ":7: change[2].from: The change from 2020-08 does not come after the one from 2020-08.",
        ),
        ("change = 3", ":4: change: A list of changes ([[change]]), each with from is expected here."),
        ('[[change]]\nfrom = "2020-08"\nwork_income = 3', ":6: change[1].work_income: Earned income (3.00) is part"),
    ],
)
def test_a_wrong_change_is_named_with_its_line(change: str, complaint: str, dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "family.toml"
    file.write_text(f'area = "urban"\n\n\n{change}\n', "utf-8")
    result = dibao("calc", str(file), "--from", "2020-07", "--to", "2020-09")
    assert (result.code, result.out) == (1, "")
    assert complaint in result.err


CHOSEN = ("--totals", "--columns", "month,dibao,price_subsidy,total,basis,notes")
STATED = ("--members", "1", "--income", "0", "--property-test-met")
RANGE = ("calc", "--area", "urban", *STATED, "--from", "2020-03", "--to", "2020-04", "-f", "tsv", *CHOSEN)
EXPECTED = [
    "month\tdibao\tprice_subsidy\ttotal\tbasis\tnotes",
    "2020-03\t720.00\t253.00\t973.00\tstated\tinferred:price_subsidy.rounding stated_index",
    "2020-04\t720.00\t205.00\t925.00\tstated\tinferred:price_subsidy.rounding stated_index",
    "2020\t1440.00\t458.00\t1898.00\tstated\tinferred:price_subsidy.rounding stated_index",
    "total\t1440.00\t458.00\t1898.00\tstated\tinferred:price_subsidy.rounding stated_index",
]
INDEX_FILES = {
    "indices.csv": "月份,cpi,food\n2020-03,4.3,18.3\n2020-04,3.3,14.8\n",
    "indices.toml": "[index]\n2020-03 = { cpi = 4.3, food = 18.3 }\n2020-04 = { food = 14.8 }\n",
}


def test_indices_by_month_on_the_command_line(dibao: Cli) -> None:
    assert dibao(*RANGE, "--food-cpi", "2020-03=18.3，2020-04=14.8%").out.splitlines() == EXPECTED


@pytest.mark.parametrize("name", INDEX_FILES)
def test_indices_from_a_file(name: str, dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / name).write_text(INDEX_FILES[name], "utf-8")
    assert dibao(*RANGE, "--index", str(tmp_path / name)).out.splitlines() == EXPECTED


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("month,fod\n", ":1: fod: There is no such field. Did you mean food?"),
        ("cpi,food\n1,2\n", ":1: month: Required, and not stated."),
        ("month,food\nMarch,2\n", ":2: month: “March” is not a month."),
        ("month,food\n2020-03,2\n2020-3,2\n", ":3: month: 2020-03 is stated twice."),
        ("month,food\n2020-03,much\n", ":2: food: “much” is not an amount."),
        ("[idx]\n", "index: This key is missing. It is required."),
        ("[index]\n2020-03 = 4\n", ":2: index.2020-03: A table is expected here, not “4”."),
    ],
)
def test_a_wrong_index_file_is_named_with_its_line(text: str, complaint: str, dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "indices"
    file.write_text(text, "utf-8")
    result = dibao(*RANGE, "--index", str(file))
    assert (result.code, result.out) == (1, "")
    assert complaint in result.err


def test_runs_of_months_are_drawn_together() -> None:
    months = [Month(2020, 12), Month(2020, 3), Month(2020, 1), Month(2020, 2), Month(2020, 2)]
    assert written_months(months) == "2020-01..2020-03, 2020-12"


def test_a_programme_that_is_known_in_no_month_has_no_total(dibao: Cli) -> None:
    """What nobody knows is never 0, in a sum either."""
    told = ("calc", "--area", "urban", "--from", "2020-07", "--to", "2020-08")
    rows = list(csv.DictReader(io.StringIO(dibao(*told, "-f", "csv", "--totals").out)))
    assert [row["price_subsidy"] for row in rows] == ["", "", "", ""]
    assert [row["dibao"] for row in rows] == ["750.00", "750.00", "1500.00", "1500.00"]
    assert dibao(*told, "-f", "table").out.count("not known") == 3

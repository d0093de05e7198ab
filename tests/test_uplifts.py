"""Classified relief as cities differ in it, families paid by classes, care by kind and grade, lines above dibao."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import Cli
from test_other_region import region_with

from dibao_cli.rules.assess import assess
from dibao_cli.rules.assessment import Assessment
from dibao_cli.rules.case import AssessmentOptions, Case
from dibao_cli.rules.household import Household
from dibao_cli.rules.low_income import line_of
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.problems import InputError

ASKED = AssessmentOptions(uplift=True)
CHILD, OLD, DISABLED = Person(age=9), Person(age=85), Person(disability=Disability("limb", 1))


def answer(folder: Path, text: str, household: Household, question: AssessmentOptions = ASKED) -> Assessment:
    return assess(household, region_with(folder, "[dibao]\nurban = 579\n" + text).on("2020-01"), question)


def uplifts(found: Assessment) -> list[int | None]:
    return [line.amount for line in found.lines if line.programme == "uplift"]


@pytest.mark.parametrize(
    ("rule", "amount"),
    [
        ("minor = 20", 11580),
        ("minor = 20\nrounding = { unit = 1 }", 11600),
        ('minor = 20\nrounding = { unit = 1, direction = "down" }', 11500),
        ("minor_amount = 123", 12300),
        ("minor = 20\nminor_amount = 123", 12300),
        ("minor = 30\nminor_amount = 123", 17370),
        (
            'minor_amount = { share = 10, of = "minimum_wage.monthly", rounding = { unit = 1, direction = "up" } }',
            18100,
        ),
        ('minor = 20\nof = "payment"', 3580),
        ('minor = 20\nof = "payment"\nrounding = { unit = 1, direction = "down" }', 3500),
        ('minor = 25\ninstead = ["minor"]', 72375 - 17900),
        ('minor = 25\ninstead = ["age_80"]', 14475),
    ],
)
def test_an_uplift_is_a_share_of_the_standard_or_the_payment_or_an_amount(
    rule: str, amount: int, tmp_path: Path
) -> None:
    """Three with 400 a head: 179 each of the family's 537."""
    family = Household("urban", members=2, persons=(CHILD,), income=120000)
    found = answer(tmp_path, f"[minimum_wage]\nmonthly = 1801\n[uplift]\n{rule}\n", family)
    assert found.amount("dibao") == 53700
    assert uplifts(found) == [amount]


def test_everybody_else_has_none_is_said_once(tmp_path: Path) -> None:
    family = Household("urban", persons=(OLD, CHILD), income=0)
    said, unsaid = (tmp_path / name for name in ("said", "unsaid"))
    said.mkdir(), unsaid.mkdir()  # type: ignore[func-returns-value]  # both are made
    assert uplifts(answer(said, '[uplift]\nminor = 20\nothers = "none"\n', family)) == [11580]
    assert uplifts(answer(unsaid, "[uplift]\nminor = 20\n", family)) == [None, 11580]


def test_a_family_above_dibao_has_relief_where_the_notices_say_so(tmp_path: Path) -> None:
    family = Household("urban", members=1, persons=(CHILD,), income=579 * 2 * 100)
    text = '[line]\nedge = 1.5\n[uplift]\nminor = 20\nothers = "none"\n'
    inside, outside = (tmp_path / name for name in ("inside", "outside"))
    inside.mkdir(), outside.mkdir()  # type: ignore[func-returns-value]  # both are made
    assert uplifts(answer(inside, text + 'covers = ["dibao", "edge"]\n', family)) == [11580]
    assert uplifts(answer(outside, text, family)) == []


CLASSES = '[dibao]\nrural = 497\nclasses_rural = { A = 495, B = 425, C = { share = 70, of = "dibao" } }\n'


@pytest.mark.parametrize(("named", "amount"), [("A", 148500), ("b", 127500), ("C类", 104370)])
def test_a_family_is_paid_by_its_class_in_place_of_the_gap(named: str, amount: int, tmp_path: Path) -> None:
    standards = region_with(tmp_path, CLASSES)
    family = Household("rural", members=3, income=100000, dibao_class=named)
    assert assess(family, standards.on("2020-01")).amount("dibao") == amount
    assert assess(family._replace(income=150000), standards.on("2020-01")).amount("dibao") == 0


def test_a_class_not_stated_is_missing_and_one_that_is_not_there_is_refused(tmp_path: Path) -> None:
    table = region_with(tmp_path, CLASSES + "[uplift]\nclasses = { A = 30 }\n").on("2020-01")
    [line] = assess(Household("rural", members=1, income=0), table).lines
    assert [gap.key for gap in line.missing] == ["dibao_class"]
    with pytest.raises(InputError) as refused:
        assess(Household("rural", members=1, income=0, dibao_class="D"), table)
    [problem] = refused.value.problems
    assert (problem.code, problem.place, problem.details["known"]) == ("unknown_choice", "dibao_class", "A, B, C")


def test_a_share_by_class_is_paid_to_each_member(tmp_path: Path) -> None:
    text = CLASSES + '[uplift]\nclasses = { A = 30, B = 20 }\nof = "payment"\n'
    family = Household("rural", members=2, income=0, dibao_class="B")
    found = assess(family, region_with(tmp_path, text).on("2020-01"), ASKED)
    assert (found.amount("dibao"), uplifts(found)) == (85000, [17000])


def test_a_class_where_nothing_is_paid_by_classes_is_said_to_change_nothing(tmp_path: Path) -> None:
    found = answer(tmp_path, "", Household("urban", members=1, dibao_class="A"))
    assert "class_changes_nothing" in [warning.code for warning in found.warnings]


def test_a_roster_has_classes_and_refuses_one_that_is_not_there(dibao: Cli, tmp_path: Path) -> None:
    city = tmp_path / "city"
    city.mkdir()
    region_with(city, CLASSES)
    (tmp_path / "roster.csv").write_text(
        "household,area,members,income,低保类别\n1,rural,3,1000,A\n2,rural,3,1000,C\n3,rural,2,0,D\n4,rural,1,9999,B\n",
        "utf-8",
    )
    folder = ("--standards", str(city), "--month", "2020-01", "-q")
    told = dibao("batch", str(tmp_path / "roster.csv"), *folder, "-o", str(tmp_path / "out.csv"))
    rows = [line.split(",") for line in (tmp_path / "out.csv").read_text("utf-8").splitlines()]
    at = rows[0].index("dibao")
    assert [row[at] for row in rows[1:]] == ["1485.00", "1043.70", "0.00"], told.err
    assert "unknown_choice" in (tmp_path / "out.rejects.csv").read_text("utf-8")


# care by kind and grade

CARE = """
[tekun]
urban = 1000
care_wholly_institutional = 965
care_wholly_dispersed = 676
care_self = 78
"""


@pytest.mark.parametrize(
    ("care", "self_care", "amount", "missing"),
    [
        ("institutional", "wholly", 96500, []),
        ("dispersed", "wholly", 67600, []),
        (None, "wholly", None, ["care"]),
        ("dispersed", "self", 7800, []),
        (None, "self", 7800, []),
        ("dispersed", "partly", None, ["tekun.care_partly"]),
    ],
)
def test_care_goes_by_kind_and_grade_and_never_takes_the_other_kinds(
    care: str | None, self_care: str, amount: int | None, missing: list[str], tmp_path: Path
) -> None:
    person = Person(status=("tekun",), care=care, self_care=self_care)  # type: ignore[arg-type]  # as above
    found = answer(tmp_path, CARE, Household("urban", persons=(person,)))
    [line] = [line for line in found.lines if line.programme == "tekun_care"]
    assert (line.amount, [gap.key for gap in line.missing]) == (amount, missing)


def test_where_only_the_institutions_amount_is_on_record_that_at_home_is_not_known(tmp_path: Path) -> None:
    person = Person(status=("tekun",), care="dispersed", self_care="wholly")
    found = answer(
        tmp_path, "[tekun]\nurban = 1\ncare_wholly_institutional = 965\n", Household("urban", persons=(person,))
    )
    assert found.amount("tekun_care") is None


def test_four_grades_are_told_apart_and_abilities_lost_alone_do_not_tell_them(tmp_path: Path) -> None:
    """奉化 2022: 80, 40, 20 and 10 % of 2070."""
    grades = ("wholly", "partly", "lightly", "self")
    shares = zip(grades, (80, 40, 20, 10), strict=True)
    text = "[minimum_wage]\nmonthly = 2070\n[tekun]\nurban = 1\n" + "".join(
        f'care_{grade} = {{ share = {share}, of = "minimum_wage.monthly" }}\n' for grade, share in shares
    )
    persons = tuple(Person(status=("tekun",), self_care=grade) for grade in grades)
    persons += (Person(status=("tekun",), abilities_lost=2),)
    found = answer(tmp_path, text, Household("urban", persons=persons))
    lines = [line for line in found.lines if line.programme == "tekun_care"]
    assert [line.amount for line in lines] == [165600, 82800, 41400, 20700, None]
    assert [gap.key for gap in lines[-1].missing] == ["self_care"]


# lines


@pytest.mark.parametrize(
    ("income", "line"),
    [
        (57899, "dibao"),
        (57900, "edge"),
        (86849, "edge"),
        (86850, "low_income"),
        (120800, "low_income"),
        (120801, "above"),
    ],
)
def test_a_family_falls_under_the_lowest_line_that_its_income_is_within(income: int, line: str, tmp_path: Path) -> None:
    text = (
        '[line]\nedge = 1.5\nlow_income_urban = { times = 2, of = "dibao", plus = 50 }\nlow_income_bound = "at_most"\n'
    )
    table = region_with(tmp_path, "[dibao]\nurban = 579\n" + text).on("2020-01")
    found = line_of(Case(Household("urban", members=1, income=income), table))
    assert found is not None
    assert found.line == line
    assert bool(found.law) == (line in ("edge", "low_income"))


def test_a_line_that_nobody_knows_is_not_known(tmp_path: Path) -> None:
    table = region_with(tmp_path, "[dibao]\nurban = 579\n").on("2020-01")
    above, property_failed = (
        line_of(Case(Household("urban", members=1, income=60000, property_test_met=met), table))
        for met in (None, False)
    )
    assert above is not None and property_failed is not None
    assert (above.line, [gap.key for gap in above.missing]) == (None, ["line.edge"])
    assert (property_failed.line, property_failed.conditions) == (None, ("property_test_met",))


def test_the_answer_says_which_line_and_why_in_both_languages(dibao: Cli) -> None:
    asked = ("calc", "--area", "urban", "--members", "2", "--income", "2200", "--month", "2022-02")
    assert "one of the edge families: its line ends at 2340.00 per month" in " ".join(
        dibao(*asked, "-f", "table").out.split()
    )
    assert "按收入属于低保边缘家庭：其认定标准为每月 2340.00 元" in dibao("--lang", "zh", *asked, "-f", "markdown").out
    told = dibao(*asked, "-f", "json").out
    assert '"line": "edge"' in told and '"formula": "2200.00 < 780.00 × 2 × 1.5"' in told


@pytest.mark.parametrize("folder", ["fictional_uplifts", "fictional_years", "fictional_edge"])
def test_what_is_possible_is_said_of_every_city(folder: str, dibao: Cli) -> None:
    where = ("--region", "dalian", "--standards", str(Path(__file__).parent / "cases" / folder), "--month", "2020-02")
    for income in ("0", "1500", "3000"):
        told = dibao("calc", "--area", "urban", "--members", "2", "--income", income, *where, "-f", "json")
        assert told.code == 0, told.err


def test_a_fixed_amount_is_among_what_may_be_possible(dibao: Cli, tmp_path: Path) -> None:
    region_with(tmp_path, "[dibao]\nurban = 579\n[uplift]\nminor = 20\nage_80_amount = 200\n")
    told = dibao("calc", "--area", "urban", "--members", "2", "--standards", str(tmp_path), "-f", "json").out
    assert '"at_least": "115.80"' in told and '"at_most": "200.00"' in told


ALL_OF_A_LINE = """
[line]
edge = 1.5
[uplift]
minor = 20
others = "none"
covers = ["dibao", "edge"]
[price_subsidy]
covers = ["dibao", "edge"]
triggers = ["cpi"]
trigger_cpi = 3
base = "own"
base_month = "current"
rate = "cpi"
multiplier = 1
share_edge = 50
[index]
"2020-01" = { cpi = 5.4 }
[one_off.spring]
month = "2020-01"
amount = 560
per = "household"
statuses = ["edge"]
"""


def test_what_belongs_to_a_line_is_paid_alike_in_calc_and_in_a_roster(dibao: Cli, tmp_path: Path) -> None:
    """600 a head are within 1.5 × 579 = 868.50, 900 are above it. A head 579 × 5.4 % = 31.27, half of it 15.63."""
    city = tmp_path / "city"
    city.mkdir()
    region_with(city, "[dibao]\nurban = 579\n" + ALL_OF_A_LINE)
    asked = ("--uplift", "--one-off", "--standards", str(city), "--month", "2020-01")
    incomes = (("0", "dibao"), ("1200", "edge"), ("1800", "above"))
    rows = [f"{n},urban,{part}" for n, (income, _line) in enumerate(incomes) for part in (f"1,{income},", ",,9")]
    (tmp_path / "r.csv").write_text("\n".join(("household,area,members,income,age", *rows)), "utf-8")
    told = dibao("batch", str(tmp_path / "r.csv"), *asked, "-o", str(tmp_path / "out.csv"))
    assert told.code in (0, 1), told.err
    with (tmp_path / "out.csv").open(encoding="utf-8") as results:
        rosters = list(csv.DictReader(results))
    paid = {}
    for (income, line), row in zip(incomes, rosters, strict=True):
        family = ("--area", "urban", "--members", "1", "--income", income, "--person", "age=9")
        answer = json.loads(dibao("calc", *family, *asked, "-f", "json").out)
        sums = dict.fromkeys(("dibao", "uplift", "price_subsidy", "one_off"), Decimal(0))
        for each in answer["lines"]:
            sums[each["programme"]] += Decimal(each["amount"] or "0")
        assert {name: Decimal(row[name]) for name in sums} == sums
        assert answer["standing"]["line"] == line
        paid[line] = {name: str(amount) for name, amount in sums.items() if amount}
        if line == "edge":
            assert answer["standing"]["law"]["name"], "the answer names the text by which the line is drawn"
    assert paid == {
        "dibao": {"dibao": "1158.00", "uplift": "115.80", "price_subsidy": "62.54"},
        "edge": {"uplift": "115.80", "price_subsidy": "31.26", "one_off": "560.00"},
        "above": {},
    }

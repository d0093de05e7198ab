"""Amounts that a notice states by the year or as shares of others: exact to the end, and paid as a city pays them."""

from __future__ import annotations

import csv
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from conftest import Cli
from hypothesis import given, settings
from hypothesis import strategies as st
from test_other_region import region_with

from dibao_cli.files.folders import load_standards
from dibao_cli.rules.arrears import arrears
from dibao_cli.rules.assess import assess
from dibao_cli.rules.assessment import Programme
from dibao_cli.rules.household import Household
from dibao_cli.rules.month import Month
from dibao_cli.rules.person import Person
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.standards import Standards
from dibao_cli.words import use_language
from dibao_cli.words.notices import in_words

YEAR = [Month(2020, number) for number in range(1, 13)]
FOLDERS = Path(__file__).parent / "cases"


@pytest.fixture(scope="module")
def amounts(tmp_path_factory: pytest.TempPathFactory) -> Standards:
    """The fictional amounts for a city of their own, which nothing replaces in July."""
    lines = (FOLDERS / "fictional_years" / "amounts.toml").read_text("utf-8").split("\n\n", 1)[1].splitlines()
    text = "\n".join(line for line in lines if "by_district" not in line)
    return region_with(tmp_path_factory.mktemp("city"), f"{text}\n[minimum_wage]\nmonthly = 1710\n")


def half_up(yuan: Fraction) -> int:
    """Fen."""
    return floor(yuan * 100 + Fraction(1, 2))


def by_the_year(folder: Path, amount: int, payment: str = "") -> Standards:
    text = f'[dibao]\nurban = {{ value = {amount}, per = "year" }}\n'
    return region_with(folder, text + (f"[payment]\nperiod = {payment}\n" if payment else ""))


@pytest.mark.parametrize(
    ("payment", "sums"),
    [
        ("", [45667] * 12),
        ('"quarter"', [137000] * 4),
        ('"half_year"', [274000] * 2),
        ('"year"', [548000]),
        ('[{ period = "month", exact_over = "year" }]', [45667, 45666, 45667] * 4),
    ],
)
def test_what_a_city_pays_together_comes_to_the_years_amount(payment: str, sums: list[int], tmp_path: Path) -> None:
    standards = by_the_year(tmp_path, 5480, payment)
    amounts = [assess(Household("urban", members=1, income=0), standards.on(month)).known_total for month in YEAR]
    each = 12 // len(sums)
    assert [sum(amounts[first : first + each]) for first in range(0, 12, each)] == sums


@settings(max_examples=60)
@given(st.integers(0, 11), st.integers(1, 9), st.integers(0, 300_000), st.none() | st.integers(0, 2_000_000))
def test_a_family_is_paid_the_exact_sum_of_its_year(
    amounts: Standards, place: int, members: int, income: int, annual: int | None
) -> None:
    """Monthly payments of a fictional city whose year comes out exactly: 8761 yuan a person."""
    month = YEAR[place]
    household = Household("urban", members=members, income=income, annual_income=annual)
    paid = [assess(household, amounts.on(each)).amount("dibao") or 0 for each in YEAR[: place + 1]]
    gap = Fraction(8761 * members, 12) - Fraction(income, 100) - Fraction(annual or 0, 1200)
    least = half_up(Fraction(100 * members, 12))
    if gap * 100 >= least + 1:  # else the smallest payment is paid
        assert sum(paid) == half_up(gap * month.number)
    elif gap <= 0:
        assert sum(paid) == 0


def test_a_household_just_below_a_line_that_is_no_whole_fen_is_below_it(tmp_path: Path) -> None:
    standards = by_the_year(tmp_path, 5480)  # 456.666… a month
    answers = [assess(Household("urban", members=1, income=fen), standards.on("2020-01")) for fen in (45666, 45667)]
    assert [(one.amount("dibao"), one.distance and one.distance.below) for one in answers] == [(1, True), (0, False)]


def test_every_programme_takes_an_amount_by_the_year_the_same_way(amounts: Standards) -> None:
    persons = (
        Person(status=("tekun",), care="institutional", self_care="partly"),
        Person(status=("orphan",), care="dispersed"),
        Person(status=("retiree",), tier="full"),
    )
    totals: dict[Programme, Fraction | int] = {
        "tekun": 594 * 12,
        "tekun_care": 6156,
        "orphan": Fraction(20001 * 4, 5),
        "retiree": 7001,
    }
    for programme, yuan in totals.items():
        months = (assess(Household("rural", members=0, persons=persons), amounts.on(month)) for month in YEAR)
        paid = sum(one.amount(programme) or 0 for one in months)
        assert paid == yuan * 100, programme


def test_arrears_over_a_period_are_the_raise_to_the_fen(tmp_path: Path) -> None:
    """2200 a year become 2600 in February: five months are owed, each carried within the half-year on both sides."""
    old, new = (f'[dibao]\nrural = {{ value = {yuan}, per = "year" }}\n' for yuan in (2200, 2600))
    standards = region_with(tmp_path, old + '[payment]\nperiod = "half_year"\n', new)
    owed = arrears(Household("rural", members=1, income=0), standards.on("2020-02"), "2020-06")
    assert (owed.owed, owed.paid, owed.underpaid) == (108333, 91667, 16666)


def test_when_a_payment_is_made_is_said_in_every_format(dibao: Cli) -> None:
    asked = ("--area", "rural", "--members", "1", "--income", "0", "--region", "dalian")
    folder = ("--standards", str(FOLDERS / "fictional_years"), "-q")
    for told in (("-f", "table"), ("-f", "markdown"), ("-f", "html")):
        assert "for 2020-01 to 2020-03, in 2020-03" in " ".join(
            dibao("calc", *asked, "--month", "2020-02", *folder, *told).out.split()
        )
    assert "paid:quarter:2020-03" in dibao("calc", *asked, "--month", "2020-02", *folder, "-f", "csv").out
    assert '"paid_in": "2020-03"' in dibao("calc", *asked, "--month", "2020-02", *folder, "-f", "json").out
    months = dibao("calc", *asked, "--from", "2020-01", "--to", "2020-04", *folder, "-f", "markdown").out
    assert "| 2020-03 | Subsistence allowance (dibao) | 2020-01 – 2020-03 | 1370.00 |" in months
    assert "456.67 (a part)" in months


def test_a_share_of_what_nobody_knows_names_what_is_lacking(tmp_path: Path) -> None:
    standards = region_with(tmp_path, '[tekun]\nurban = { times = 1.3, of = "dibao" }\n')
    [line] = assess(Household("urban", members=0, persons=(Person(status=("tekun",)),)), standards.on("2020-01")).lines
    assert [gap.key for gap in line.missing] == ["dibao.urban"]


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        ('{ value = 5480, per = "yaer" }', "unknown_choice"),
        ('{ value = 1, share = 50, of = "dibao" }', "stated_twice"),
        ("{ share = 50 }", "needed_key"),
        ('{ share = 50, of = "minimum_wage" }', "unknown_name"),
        ('{ value = 5480, of = "dibao" }', "goes_only_with"),
        ("{ value = 5480, rounding = { unit = 1 } }", "goes_only_with"),
        ('{ times = 1.5, of = "tekun.urban" }', "reckoned_from_itself"),
        ('{ times = 1.5, of = "tekun.rural" }', "reckoned_from_itself"),
    ],
)
def test_a_figure_that_cannot_be_meant_is_refused(figure: str, code: str, tmp_path: Path) -> None:
    text = f'[tekun]\nurban = {figure}\nrural = {{ times = 1, of = "tekun.urban" }}\n'
    with pytest.raises(InputError) as refused:
        region_with(tmp_path, text)
    assert code in [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ('"weekly"', "unknown_choice"),
        ('[{ for = ["dibao"] }]', "needed_key"),
        ('[{ period = "quarter", for = ["dibaoo"] }]', "unknown_choice"),
        ('[{ period = "quarter", paid_in = [3, 6] }]', "not_so_many_payments"),
        ('[{ period = "quarter", exact_over = "month" }]', "shorter_than_the_period"),
        ('[{ period = "quarter", paid = [3, 6, 9, 12] }]', "unknown_key"),
    ],
)
def test_a_rule_of_payment_that_cannot_be_meant_is_refused(rule: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        region_with(tmp_path, f"[dibao]\nurban = 700\n[payment]\nperiod = {rule}\n")
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_value_by_hand_that_is_a_share_of_itself_is_unknown_and_does_not_hang(dibao: Cli) -> None:
    told = dibao("calc", "--area", "urban", "--members", "1", "--set", "dibao.urban=50%*dibao.urban", "-f", "csv", "-q")
    assert "missing:dibao.urban" in told.out


def test_a_year_is_set_by_hand_too(dibao: Cli) -> None:
    told = dibao(
        *("calc", "--area", "rural", "--members", "3", "--income", "0", "--month", "2020-07", "-f", "csv", "-q"),
        *("--set", "dibao.rural=5480/year"),
    )
    assert ",1370.00," in told.out


def test_the_arrears_of_a_half_year_in_weifang_are_those_that_were_published() -> None:
    """潍坊日报, 2012-09-04: 农村低保200元/人,城市低保60元/人, 1350 persons, 261180 yuan (E10b)."""
    weifang = load_standards(None, [Path(__file__).parent / "cities" / "folders" / "weifang"]).on("2012-01")
    owed = {area: arrears(Household(area, members=1, income=0), weifang, "2012-06") for area in ("urban", "rural")}
    assert (owed["rural"].underpaid, owed["urban"].underpaid) == (20000, 6000)
    assert 1287 * 20000 + 63 * 6000 == 26118000


def test_the_bounds_of_an_inferred_year_are_those_of_its_month(tmp_path: Path) -> None:
    figure = '{ value = 5480, per = "year", basis = "inferred", note = "n", at_least = 5400, at_most = 6000 }'
    value = region_with(tmp_path, f"[dibao]\nurban = {figure}\n").on("2020-01").find("dibao.urban")
    assert value is not None
    assert (value.fen, value.at_least, value.at_most) == (45667, 45000, 50000)
    with pytest.raises(InputError) as refused:
        region_with(tmp_path, f"[dibao]\nurban = {figure.replace('5400', '5500')}\n")
    assert [problem.code for problem in refused.value.problems] == ["outside_bounds"]


@pytest.mark.parametrize(
    ("figure", "english", "chinese"),
    [
        ("5480.00/year~1.00:up", "5480.00 a year, rounded to 1.00, up", "每年 5480.00，取整到 1.00（向上取整）"),
        ("50%*minimum_wage.monthly", "50% × minimum_wage.monthly", "50% × minimum_wage.monthly"),
        ("3:1/12,5:1/8", "3:1/12,5:1/8", "3:1/12,5:1/8"),
    ],
)
def test_a_figure_by_the_year_is_read_in_words(figure: str, english: str, chinese: str) -> None:
    told = []
    for language in ("en", "zh"):
        use_language(language)
        told.append(in_words(figure))
    use_language("en")
    assert told == [english, chinese]


PAID_BY_THE_QUARTER = """
[dibao]
urban = 900
rural = { value = 5480, per = "year" }
[tekun]
urban = 1200
rural = 800
[orphan]
dispersed = 1500
[payment]
period = [
    { period = "quarter", area = "rural", for = ["dibao", "tekun"], paid_in = [3, 6, 9, 12] },
    { period = "half_year", for = ["orphan"] },
]
"""


def test_a_roster_says_when_what_is_paid_is_paid_as_the_months_of_calc_do(dibao: Cli, tmp_path: Path) -> None:
    """By the chain (A to E) and by `assess` alone (F), a row for each household."""
    city = tmp_path / "city"
    city.mkdir()
    region_with(city, PAID_BY_THE_QUARTER)
    rows = ("A,rural,1,0,", "B,urban,1,0,", "C,rural,1,9000,", "D,rural,,,tekun", "E,urban,,,orphan", "F,rural,2,0,")
    cells = [f"{row},{'dispersed' if 'orphan' in row else ''}" for row in rows]
    (tmp_path / "r.csv").write_text("household,area,members,income,status,care\n" + "\n".join(cells), "utf-8")
    asked = ("--standards", str(city), "--month", "2020-02")
    found = {}
    for lines in ((), ("--explain",)):
        told = dibao("batch", str(tmp_path / "r.csv"), *asked, *lines, "-o", str(tmp_path / "out.csv"))
        assert told.code in (0, 1), told.err
        with (tmp_path / "out.csv").open(encoding="utf-8") as results:
            read = csv.DictReader(results)
            notes = {row["household"]: row["warnings"].split() for row in read}
        found[lines] = {name: [note for note in told_of if ":paid:" in note] for name, told_of in notes.items()}
    by_chain, by_assess = found.values()
    assert (
        by_chain
        == by_assess
        == {
            "A": ["dibao:paid:quarter:2020-03"],
            "B": [],
            "C": [],
            "D": ["tekun:paid:quarter:2020-03"],
            "E": ["orphan:paid:half_year:?"],
            "F": ["dibao:paid:quarter:2020-03"],
        }
    )
    sheet = (str(tmp_path / "r.csv"), *asked, "-o", str(tmp_path / "zh.csv"), "--headings", "zh")
    assert dibao("--lang", "zh", "batch", *sheet).code in (0, 1)
    in_chinese = (tmp_path / "zh.csv").read_text("utf-8")
    assert "低保：按季度，2020-03 发放" in in_chinese.replace("最低生活保障金", "低保")
    assert "paid:" not in in_chinese
    explained = dibao("explain", "dibao:paid:quarter:2020-03")
    assert explained.code == 0
    alone = ("--area", "rural", "--members", "1", "--income", "0", "--standards", str(city))
    months = dibao("calc", *alone, "--from", "2020-02", "--to", "2020-02", "-f", "csv").out
    assert "dibao:paid:quarter:2020-03" in months

"""The cities shipped beside Dalian: each figure typed a second time, and examples that cities published."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli
from conftest import Cli
from test_cases import KNOWN, cases_in, comes_out

from dibao_cli.files import folders
from dibao_cli.files.folders import load_standards, region_names, shipped_folder
from dibao_cli.files.review import review
from dibao_cli.rules.amounts import Amount
from dibao_cli.rules.arrears import arrears
from dibao_cli.rules.household import Household
from dibao_cli.rules.money import Rounding
from dibao_cli.rules.notice import Value
from dibao_cli.rules.standards import Standards

HERE = Path(__file__).parent / "cities"
RECORDS = {file.stem: tomli.loads(file.read_text("utf-8")) for file in (HERE / "records").glob("*.toml")}
PUBLISHED = cases_in(HERE / "cases")

City = tuple[Standards, dict[str, Any]]


@pytest.fixture(params=RECORDS)
def city(request: pytest.FixtureRequest) -> City:
    """A shipped city with its record."""
    return load_standards(request.param), RECORDS[request.param]


def test_every_shipped_city_but_dalian_has_its_record_here() -> None:
    assert {*RECORDS, "dalian"} == {*region_names()} - {"national"}


def test_every_figure_of_the_record_stands_in_the_tables_and_no_other(city: City) -> None:
    standards, record = city
    keys = standards.keys()
    found = {key: {str(v.notice.effective): as_typed(v) for v in standards.history(key)} for key in keys}
    assert found == record["figures"]


def as_typed(value: Value) -> object:
    """A value as the record writes it: yuan, a word, "" for an end and "?" for what was not found."""
    if value.gone:
        return {"repealed": "", "unknown": "?"}[value.gone]
    if isinstance(value.content, Amount):
        return str(value.content)
    if isinstance(value.content, Rounding):
        return f"{value.content.unit // 100} {value.content.direction}"
    return value.content / 100 if isinstance(value.content, int) else value.content


def test_the_basis_of_every_figure_is_that_of_the_record(city: City) -> None:
    standards, record = city
    for basis in ("inferred", "published"):
        found = {
            key: [str(v.notice.effective) for v in standards.history(key) if v.basis == basis and not v.gone]
            for key in record["figures"]
        }
        assert {key: months for key, months in found.items() if months} == record["basis"][basis]


def test_every_notice_names_what_it_leaves_out_in_both_languages_and_was_compared(city: City) -> None:
    standards, _ = city
    for notice in standards.notices:
        assert notice.limitations, notice.id
        assert all(set(text) == {"en", "zh"} for text in (*notice.limitations, notice.title)), notice.id
        assert notice.checked == "2026-11-26", notice.id


def test_the_check_finds_nothing_that_nobody_has_looked_at(city: City) -> None:
    folder = str(shipped_folder() / city[0].region.id)
    assert {found.severity for found in review(folder, None, (), date(2026, 11, 26))} <= {"acknowledged"}


@pytest.mark.parametrize("case", [case for _, case in PUBLISHED], ids=[name for name, _ in PUBLISHED])
def test_a_published_example_comes_out_to_the_fen(case: dict[str, Any]) -> None:
    assert set(case) <= {*KNOWN, "region"}
    layers = [HERE / "folders" / case["standards"]] if "standards" in case else []
    comes_out({key: case[key] for key in case if key != "region"}, load_standards(case.get("region"), layers))


def test_the_arrears_of_a_person_in_feixi_are_three_months_of_the_raise() -> None:
    """安徽网, 2019-07-09: 7月、8月、9月三个月城乡低保按23元/人补发 (25,431 persons, 175.47 万 in all)."""
    table = load_standards("hefei").on("2019-07")
    for area in ("urban", "rural"):
        owed = arrears(Household(area, district="肥西县", members=1, income=0), table, "2019-09")
        each = [month.underpaid or 0 for month in owed.months]
        assert each == [2300, 2300, 2300], area
        assert 25_431 * sum(each) == 1_754_739_00, area


def test_only_the_asked_region_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    content = folders._content

    def watched(file: Path) -> bytes:
        read.append(file.parent.name)
        return content(file)

    monkeypatch.setattr(folders, "_content", watched)
    for asked, region in ((None, "dalian"), ("dalian", "dalian"), ("hefei", "hefei"), ("shenyang", "shenyang")):
        read.clear()
        load_standards(asked)
        assert set(read) == {region}


def test_a_district_without_a_figure_of_its_own_is_not_given_that_of_another() -> None:
    """The orphans' standard of 瑶海区 is no other district's, and the city's 551 of 2016 is not the counties'."""
    standards = load_standards("hefei")
    july = standards.on("2023-07")
    assert july.find("orphan.dispersed", "瑶海区") is not None
    assert july.find("orphan.dispersed", "蜀山区") is None
    assert standards.on("2016-07").find("dibao.urban", "肥西县") is None


def a_roster(folder: Path, households: dict[str, tuple[int, int]], district: str = "") -> Path:
    """A roster of families without income: so many households in an area, with so many persons in all."""
    rows = ["household,area,district,members,income,on_roll_since,property_test_met"]
    for area, (number, persons) in households.items():
        for n in range(number):
            rows.append(f"{area}{n},{area},{district},{1 + (n < persons - number)},0,2011-01,yes")
    file = folder / "roster.csv"
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return file


def in_all(dibao: Cli, file: Path, *asked: str) -> dict[str, str]:
    """The line of all households of the arrears of a roster."""
    result = dibao("arrears", str(file), "--summary", "-f", "csv", "-q", *asked)
    assert result.code == 0, result.err
    return next(row for row in csv.DictReader(result.out.splitlines()) if row["part"] == "total")


@pytest.mark.thorough
def test_the_arrears_of_all_of_feixi_are_those_that_were_announced(dibao: Cli, tmp_path: Path) -> None:
    """安徽网, 2019-07-09: 城镇 1490户、2064人, 农村 14206户、23367人; 三个月按23元/人补发, 175.47 万 in all."""
    file = a_roster(tmp_path, {"urban": (1490, 2064), "rural": (14_206, 23_367)}, "肥西县")
    whole = in_all(dibao, file, "--region", "hefei", "--from", "2019-07", "--to", "2019-09")
    assert (whole["households"], whole["persons"], whole["underpaid"]) == ("15696", "25431", "1754739.00")


@pytest.mark.thorough
def test_the_arrears_of_half_a_year_by_a_standard_of_the_year(dibao: Cli, tmp_path: Path) -> None:
    """潍坊高新区, 2012-09-04: 农村低保200元/人,城市低保60元/人 … 1350名 … 发放261180元.

    That 1287 of them are rural and 63 urban follows from the total.
    """
    folder = str(HERE / "folders" / "weifang")
    file = a_roster(tmp_path, {"rural": (1287, 1287), "urban": (63, 63)})
    whole = in_all(dibao, file, "--standards", folder, "--from", "2012-01", "--to", "2012-06")
    assert (whole["persons"], whole["underpaid"]) == ("1350", "261180.00")

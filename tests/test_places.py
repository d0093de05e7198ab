"""How places and regions are found, however they are written, and what is said where nobody named one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli import InputError
from dibao_cli.files.folders import load_standards
from dibao_cli.files.regions import read_region
from dibao_cli.rules.month import Month
from dibao_cli.rules.standards import Standards

WRITTEN = {
    "庄河市": (
        *("Zhuanghe", "ZHUANGHE City", "zhuang he", "Zhuānghé Shì", "zhuang-he", " 庄河市 ", "庄　河　市", "庄河"),
        *("２１０２８３", "ｚｈｕａｎｇｈｅ", "Zhuanghe city"),
    ),
    "中山区": ("ZHONGSHAN DISTRICT", "Zhongshan Qu", "中 山 区"),
    "长海县": ("Changhai County", "CHANGHAI"),
}


@pytest.mark.parametrize(("name", "spelling"), [(name, each) for name in WRITTEN for each in WRITTEN[name]])
def test_a_district_is_found_however_it_is_written(name: str, spelling: str, dalian: Standards) -> None:
    assert dalian.region.district(spelling).name == name
    assert dalian.region.place(spelling).name == name


@pytest.mark.parametrize("spelling", ["中山市", "Zhongshan City", "庄河区", "Zhuanghe District", "", "市", "City"])
def test_a_place_of_another_kind_is_not_taken_for_a_district(spelling: str, dalian: Standards) -> None:
    """中山市 is a city of its own, in another province."""
    with pytest.raises(InputError):
        dalian.region.place(spelling)


@pytest.mark.parametrize("name", ["金普新区", "高新区", "长兴岛", "花园口"])
def test_the_zones_that_dalian_names_beside_its_districts_are_places(name: str, dibao: Cli) -> None:
    """An urban household has the city's one standard there; a rural one is asked for its district."""
    asked = ("calc", "--district", name, "--members", "3", "--income", "1200", "--month", "2020-08", "-f", "json")
    urban = json.loads(dibao(*asked, "--area", "urban").out)
    assert urban["lines"][0]["amount"] == "1050.00"
    assert urban["household"]["district"] == name
    rural = dibao(*asked, "--area", "rural")
    assert (rural.code, rural.out) == (2, "")
    assert "zone_needs_district" in rural.err


REGION = """
[region]
id = "{id}"
name = {{ en = "{id}", zh = "{id}" }}
default_month = "2030-01"
default_pair = ["2029-12", "2030-01"]

[[district]]
name = "Ürümqi-Süd"
spellings = ["南区", "Jenubiy"]
"""
NOTICE = """
[notice]
title = "made up"
issuer = "nobody"
effective = 2029-01-01
source = "made up for a test, 2028-12-20"
checked = 2029-12-21
basis = "published"

[dibao]
urban = {urban}
"""


def city(folder: Path, name: str, urban: int) -> Path:
    """A folder with a region and one notice."""
    place = folder / name
    place.mkdir(parents=True)
    (place / "region.toml").write_text(REGION.format(id=name), "utf-8")
    (place / "2029-01-01-standards.toml").write_text(NOTICE.format(urban=urban), "utf-8")
    return place


def test_a_region_declares_spellings_of_its_own_in_any_script() -> None:
    region = read_region(REGION.format(id="far"), "region.toml")
    for spelling in ("南区", "JENUBIY", "jenubiy", "urumqi sud", "Ürümqi-Süd"):
        assert region.district(spelling).name == "Ürümqi-Süd"


def test_two_districts_that_differ_by_capitals_only_are_refused() -> None:
    text = REGION.format(id="far") + '\n[[district]]\nname = "JENUBIY "\n'
    with pytest.raises(InputError) as refused:
        read_region(text, "region.toml")
    assert [problem.code for problem in refused.value.problems] == ["spelled_twice"]


ASKED = ("calc", "--area", "urban", "--members", "1", "--income", "0", "-f", "json")


def test_of_several_own_regions_the_default_is_said_and_region_decides(dibao: Cli, tmp_path: Path) -> None:
    one, other = str(city(tmp_path, "one", 800)), str(city(tmp_path, "other", 900))
    both = ("--standards", one, "--standards", other)
    found = json.loads(dibao(*ASKED, *both).out)
    assert (found["region"], found["total"]) == ("other", "900.00")
    assert [w["others"] for w in found["warnings"] if w["code"] == "region_by_default"] == ["one"]
    named = json.loads(dibao(*ASKED, *both, "--region", "one").out)
    assert (named["region"], named["total"]) == ("one", "800.00")
    assert "region_by_default" not in [w["code"] for w in named["warnings"]]


def test_a_folder_of_regions_is_never_taken_for_one_of_dalian(dibao: Cli, tmp_path: Path) -> None:
    city(tmp_path, "one", 800)
    found = json.loads(dibao(*ASKED, "--standards", str(tmp_path)).out)
    assert (found["region"], found["total"]) == ("one", "800.00")
    city(tmp_path, "other", 900)
    assert json.loads(dibao(*ASKED, "--standards", str(tmp_path), "--region", "other").out)["total"] == "900.00"
    (tmp_path / "other").rename(tmp_path / "called otherwise")
    assert json.loads(dibao(*ASKED, "--standards", str(tmp_path), "--region", "other").out)["total"] == "900.00"


def test_check_of_a_region_checks_that_region_alone(dibao: Cli) -> None:
    """Shenyang's findings are acknowledged in its own files, and only those are shown."""
    every = json.loads(dibao("standards", "check", "--all", "-f", "json", "--on", "2026-11-26").out)
    one = json.loads(
        dibao("standards", "check", "--all", "--region", "shenyang", "-f", "json", "--on", "2026-11-26").out
    )
    findings = [finding for finding in one if finding["severity"] != "left_out"]
    assert findings == [finding for finding in every if "/shenyang/" in finding["file"]] != every
    assert dibao("standards", "check", "--region", "nowhere").code == 2


def test_a_figure_that_differs_by_district_asks_for_the_district(dibao: Cli) -> None:
    """Hefei's figures of 2016 are those of the city's districts and of its counties; there is no general one."""
    asked = ("calc", "--region", "hefei", "--area", "urban", "--members", "1", "--income", "0", "--month", "2016-08")
    [line] = [line for line in json.loads(dibao(*asked, "-f", "json").out)["lines"] if line["programme"] == "dibao"]
    assert [missing["state"] for missing in line["missing"]] == ["by_place"]
    assert "--district" in line["missing"][0]["text"]


def test_a_category_is_no_district() -> None:
    """义乌 sets its allowance for children by category, and for the whole city."""
    folder = Path(__file__).parent / "cities" / "folders" / "yiwu"
    standards = load_standards(None, [folder])
    month = standards.newest_month
    assert any(key.startswith("child_hardship.amount#") for key in standards.set_keys)
    assert not standards.by_place("child_hardship.amount", month)
    hefei = load_standards("hefei")
    assert hefei.by_place("dibao.urban", Month(2016, 8))


def test_every_title_names_the_city_beside_the_district(dibao: Cli) -> None:
    family = ("--area", "urban", "--district", "Zhuanghe", "--members", "1", "--income", "0", "-f", "markdown")
    months = ("--from", "2020-07", "--to", "2020-08")
    for asked in (
        ("calc", *family),
        ("calc", *family, *months),
        ("compare", *family),
        ("arrears", *family, *months),
        ("calc", *family, "--sweep", "income=0:200:100"),
    ):
        assert "Dalian, 庄河市" in dibao(*asked).out, asked


def test_shipped_regions_are_found_by_name() -> None:
    assert load_standards("shenyang").region.id == "shenyang"

"""What the user puts in a document's place: its basis, its place among the figures, and what is said of it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli

from dibao_cli.files.folders import load_standards
from dibao_cli.files.values import value_set_by_hand
from dibao_cli.rules.estimates import deviations_of_national
from dibao_cli.rules.month import Month
from dibao_cli.rules.notice import weakest
from dibao_cli.rules.parameters import PARAMETERS
from dibao_cli.rules.standards import Standards

FAMILY = ("calc", "--area", "rural", "--district", "甘井子区", "--members", "3", "--income", "500")


def record(dibao: Cli, *arguments: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(dibao(*arguments, "-f", "json").out)
    return told


def codes(told: dict[str, Any]) -> list[str]:
    return [warning["code"] for warning in told["warnings"]]


def test_stated_comes_before_every_other_basis() -> None:
    assert weakest(["published", "stated", "inferred"]) == "stated"
    assert weakest(["published", "inferred", "reported"]) == "inferred"


def test_a_general_standard_leaves_the_unified_districts_alone_as_in_a_notice(dibao: Cli, tmp_path: Path) -> None:
    told = record(dibao, *FAMILY, "--set", "dibao.rural=600")
    assert told["lines"][0]["amount"] == "1750.00"
    assert "shadowed" in codes(told) and "override" not in codes(told)
    (tmp_path / "2020-07-01.toml").write_text(
        '[notice]\ntitle = "A"\nissuer = "B"\neffective = 2020-07-01\nsource = "C, 2020-06-30"\n[dibao]\nrural = 600\n'
    )
    in_notice = record(dibao, *FAMILY, "--standards", str(tmp_path), "--region", "dalian")
    assert in_notice["lines"][0]["amount"] == "1750.00"


def test_the_group_of_districts_can_be_set_and_breaks_the_ratio(dibao: Cli) -> None:
    told = record(dibao, *FAMILY, "--set", "dibao.rural_by_district.unified=800")
    assert (told["lines"][0]["amount"], told["lines"][0]["basis"]) == ("1900.00", "stated")
    assert "ratio_broken" in codes(told)
    both = record(dibao, *FAMILY, "--set", "dibao.rural_by_district.unified=800", "--set", "dibao.urban=800")
    assert "ratio_broken" not in codes(both)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--set", "dibao.urban=800"), "override"),
        (("--subsidy-rate", "50"), "stated_rate"),
        (("--food-cpi", "8"), "stated_index"),
        (("--cpi", "4", "--food-cpi", "1"), "stated_index"),
    ],
)
def test_what_the_user_states_taints_the_answer_and_is_said(dibao: Cli, more: tuple[str, str], code: str) -> None:
    family = ("calc", "--area", "urban", "--members", "1", "--month", "2020-08")
    told = record(dibao, *family, *more)
    assert told["basis"] == "stated"
    assert code in codes(told)
    assert "人工设定" in dibao(*family, *more, "-f", "table", "--lang", "zh").out


def test_strict_refuses_nothing_that_was_stated_but_says_so(dibao: Cli) -> None:
    family = ("calc", "--area", "urban", "--members", "1", "--income", "0", "--month", "2020-07", "--strict")
    result = dibao(*family, "--subsidy-rate", "50", "--set", "dibao.urban=800", "-f", "csv")
    if result.code == 0:
        assert "set by hand" in result.err and "stated by the user" in result.err
    else:  # other things may be assumed, but never this
        assert "set by hand" not in result.err and "stated by the user" not in result.err


def test_a_roster_has_the_same_basis(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("household,area,members,income\nA,urban,1,0\nB,rural,2,10\n", "utf-8")
    out = dibao("batch", str(tmp_path / "r.csv"), "--month", "2020-08", "--food-cpi", "8", "-f", "csv", "-q").out
    assert [row["basis"] for row in csv.DictReader(out.splitlines())] == ["stated", "stated"]


def test_a_comparison_of_a_roster_says_what_was_compared_and_who_is_not_in_it(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("household,area,members,income\nA,urban,1,0\nB,rural,2,10\n", "utf-8")
    command = ("compare", str(tmp_path / "r.csv"), "--before", "2020-07", "--after", "2020-07")
    told = json.loads(dibao(*command, "--after-set", "dibao.rural=600", "-f", "json").out)
    pairs = {(row["area"], row["before"], row["after"], len(row["districts"])) for row in told["standards"]}
    assert pairs == {
        ("urban", "750.00", "750.00", 10),
        ("rural", "540.00", "600.00", 3),
        ("rural", "750.00", "750.00", 7),
    }
    assert len(told["notes"]) == 1
    broken = dibao(*command, "--after-set", "dibao.urban=800", "-f", "csv").err
    assert "not in the roster" in broken and "(tekun.urban) = 2 * Urban dibao standard (dibao.urban)" in broken


def test_a_share_below_one_per_cent_is_refused_with_its_unit(dibao: Cli) -> None:
    for key, told in PARAMETERS.items():
        if told.kind == "percent" and not key.startswith(("price_subsidy.trigger", "price_subsidy.points")):
            result = dibao("calc", "--area", "urban", "--members", "1", "--set", f"{key}=0.5")
            assert (result.code, result.out) == (2, "") and "per cent" in result.err, key


def test_what_is_only_on_record_cannot_be_set(dibao: Cli) -> None:
    for key, told in PARAMETERS.items():
        if told.recorded:
            value = next(iter(told.choices), "500")
            result = dibao("calc", "--area", "urban", "--members", "1", "--set", f"{key}={value}")
            assert "[recorded_only]" in result.err, key


def test_every_missing_figure_is_asked_for_in_its_unit(dibao: Cli) -> None:
    exit_from = ("calc", "--area", "rural", "--members", "1", "--income", "1000", "--gradual-exit", "2020-07=300")
    assert "--set gradual_exit.share=PERCENT" in dibao(*exit_from, "-f", "markdown").out
    assert "--set gradual_exit.share=百分数" in dibao(*exit_from, "-f", "markdown", "--lang", "zh").out


def test_the_national_index_says_how_far_off_it_was(dibao: Cli, dalian: Standards) -> None:
    """690 × 21.9 % = 151.50 against 109.50; 690 × 15.5 % = 107.00 against 92.50: from the data on record."""
    told = record(dibao, "calc", "--area", "urban", "--members", "1", "--month", "2020-04", "--index", "national")
    [estimate] = [warning for warning in told["warnings"] if warning["code"] == "estimate"]
    assert estimate["deviation"] == "2019-10 +16%, 2020-02 +38%"
    assert "2020-02 +38%" in estimate["text"]
    fewer = Standards(dalian.region, dalian.notices, (), {}, (), dalian.national)
    assert deviations_of_national(fewer, "urban", None) == ()


def test_a_folder_without_a_region_laid_over_a_city_says_so_in_every_answer(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "2020-07-01.toml").write_text(
        '[notice]\ntitle = "A"\nissuer = "B"\neffective = 2020-07-01\nsource = "C, 2020-06-30"\n[dibao]\nminimum = 5\n'
    )
    family = ("calc", "--area", "urban", "--members", "1", "--standards", str(tmp_path))
    assert "folder_without_region" in codes(record(dibao, *family))
    assert "folder_without_region" not in codes(record(dibao, *family, "--region", "dalian"))
    (tmp_path / "r.csv").write_text("household,area,members,income\nA,urban,1,0\nB,urban,2,9000\n", "utf-8")
    out = dibao("batch", str(tmp_path / "r.csv"), "--standards", str(tmp_path), "-f", "csv", "-q").out
    assert all("folder_without_region" in row["warnings"] for row in csv.DictReader(out.splitlines()))


OWN_BASE = """[notice]
title = "A"
issuer = "B"
effective = 2019-07-01
source = "C, 2019-06-30"
[dibao]
urban = 700
urban_by_district = { "东区" = 900 }
[price_subsidy]
trigger_cpi = 3
trigger_food = 6
base = "own"
base_month = "current"
rate = "food"
multiplier = 1
covers = ["dibao"]
"""


def test_an_own_base_follows_the_urban_standard_of_the_district(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "region.toml").write_text('[region]\nid = "x"\nname = "X"\n[[district]]\nname = "东区"\n', "utf-8")
    (tmp_path / "a.toml").write_text(OWN_BASE, "utf-8")
    family = ("calc", "--area", "urban", "--members", "1", "--standards", str(tmp_path), "--month", "2020-07")
    amounts = [
        record(dibao, *family, "--food-cpi", "10", *district)["lines"][1]["amount"]
        for district in ((), ("--district", "东区"))
    ]
    assert amounts == ["70.00", "90.00"]


@pytest.mark.parametrize("left_out", ["base", "base_month", "multiplier", "covers", "rate", "trigger_cpi"])
def test_nothing_is_taken_from_another_citys_habit(dibao: Cli, tmp_path: Path, left_out: str) -> None:
    (tmp_path / "region.toml").write_text('[region]\nid = "x"\nname = "X"\n[[district]]\nname = "东区"\n', "utf-8")
    rule = "".join(line + "\n" for line in OWN_BASE.splitlines() if not line.startswith(f"{left_out} ="))
    (tmp_path / "a.toml").write_text(rule, "utf-8")
    family = ("calc", "--area", "urban", "--members", "1", "--standards", str(tmp_path), "--month", "2020-07")
    told = record(dibao, *family, "--food-cpi", "10", "--cpi", "4")
    line = told["lines"][1]
    assert (line["programme"], line["amount"]) == ("price_subsidy", None)
    assert f"price_subsidy.{left_out}" in [gap["key"] for gap in line["missing"]]
    assert f"no price_subsidy.{left_out}" in dibao("standards", "check", str(tmp_path), "--on", "2020-01-01").out


def test_a_value_set_by_hand_is_of_the_basis_stated() -> None:
    region = load_standards("dalian").region
    assert value_set_by_hand(region, Month(2020, 7), "dibao.urban", "800").basis == "stated"

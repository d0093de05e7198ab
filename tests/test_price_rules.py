"""Rules of the price subsidy that cities have and Dalian has not: other indices, points, groups, flat amounts."""

from __future__ import annotations

import csv
import json
from itertools import groupby
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.files.folders import load_standards
from dibao_cli.files.kinds import as_toml, content_text
from dibao_cli.files.values import content_from_text
from dibao_cli.rules.assess import assess
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import Household
from dibao_cli.rules.month import Month
from dibao_cli.rules.notice import PriceIndex
from dibao_cli.rules.person import Person
from dibao_cli.rules.standards import Standards

BASE = 'base = "urban"\nbase_month = "current"\nmultiplier = 1\ncovers = ["dibao", "orphan", "unemployed"]\n'
NOTICE = """[notice]
title = "A"
effective = 2020-01-01
source = "B, 2019-12-20"
[dibao]
urban = 700
rural = 500
[orphan]
dispersed = 1500
[price_subsidy]
"""
CITY = Household("urban", members=1)
COUNTRY = Household("rural", members=1)


def city_with(folder: Path, rule: str) -> Standards:
    folder.mkdir(exist_ok=True)
    (folder / "region.toml").write_text('[region]\nid = "x"\nname = "X"\n', "utf-8")
    (folder / "a.toml").write_text(NOTICE + rule, "utf-8")
    return load_standards(None, [folder])


def paid(standards: Standards, household: Household, **rises: int) -> int | str | None:
    """The subsidy in fen, or the key that is missing."""
    question = AssessmentOptions(index=PriceIndex().having(rises) if rises else None)
    lines = assess(household, standards.on("2020-07"), question).lines
    [line] = [line for line in lines if line.programme == "price_subsidy"]
    return line.missing[0].key if line.missing else line.amount


LOW_INCOME_ONLY = BASE + 'triggers = ["low_income"]\ntrigger_low_income = 3\nrate = "low_income"\n'


def test_one_trigger_only_is_enough_where_the_rule_names_it(tmp_path: Path) -> None:
    city = city_with(tmp_path, LOW_INCOME_ONLY)
    assert paid(city, CITY, low_income=300) == 21_00  # 700 × 3 %
    assert paid(city, CITY, low_income=299) == 0
    assert paid(city, CITY, low_income=299, cpi=900, food=900) == 0
    assert paid(city, CITY, cpi=900, food=900) == "index.low_income"


def test_what_is_missing_names_the_index_that_the_rule_goes_by(tmp_path: Path) -> None:
    lines = assess(CITY, city_with(tmp_path, LOW_INCOME_ONLY).on("2020-07")).lines
    assert [(gap.key, gap.indices) for gap in lines[-1].missing] == [("index", ("low_income",))]


def test_the_higher_of_the_indices_that_reached_their_trigger(tmp_path: Path) -> None:
    city = city_with(tmp_path, BASE + 'rate = "triggering"\ntrigger_cpi = 3\ntrigger_food = 6\n')
    assert paid(city, CITY, cpi=300, food=590) == 21_00  # food is higher, but did not reach 6 %
    assert paid(city, CITY, cpi=300, food=700) == 49_00
    assert paid(city, CITY, cpi=290, food=590) == 0
    assert paid(city, CITY, cpi=300) == "index.food"  # it might be the higher


@pytest.mark.parametrize(
    ("counted", "amounts"),
    [("started", {300: 0, 301: 10_00, 400: 10_00, 401: 20_00}), ("full", {300: 0, 399: 0, 400: 10_00, 599: 20_00})],
)
def test_a_fixed_amount_for_each_point(tmp_path: Path, counted: str, amounts: dict[int, int]) -> None:
    rule = f'rate = "per_point"\nindex = "cpi"\npoints = "{counted}"\npoints_above = 3\namount = 10\n'
    city = city_with(tmp_path, BASE + rule + 'triggers = ["cpi"]\ntrigger_cpi = 3\n')
    assert {rise: paid(city, CITY, cpi=rise) for rise in amounts} == amounts


def test_groups_have_shares_bases_and_amounts_of_their_own(tmp_path: Path) -> None:
    rule = 'rate = "cpi"\ntriggers = ["cpi"]\ntrigger_cpi = 3\nbase_orphan = "urban"\nshare_unemployed = 50\n'
    city = city_with(tmp_path, BASE.replace('base = "urban"', 'base = "own"') + rule)
    orphan = Household("rural", persons=(Person(status=("orphan",), care="dispersed"),))
    unemployed = Household("rural", members=1, income=9_000_00, persons=(Person(status=("unemployed",)),))
    assert paid(city, COUNTRY, cpi=400) == 20_00  # 500 × 4 %
    assert paid(city, orphan, cpi=400) == 28_00  # 700 × 4 %
    assert paid(city, unemployed, cpi=400) == 10_00  # 500 × 4 % × 50 %


def test_an_announced_amount_needs_no_index_and_may_differ_by_group_and_area(tmp_path: Path) -> None:
    rule = 'rate = "announced"\namount = 40\namount_rural = 20\namount_orphan = 60\ncovers = ["dibao", "orphan"]\n'
    city = city_with(tmp_path, rule)
    orphan = Household("urban", members=1, persons=(Person(status=("orphan",), care="dispersed"),))
    answer = assess(orphan, city.on("2020-07"))
    assert [line.amount for line in answer.lines if line.programme == "price_subsidy"] == [40_00, 60_00]
    assert paid(city, COUNTRY) == 20_00
    assert not [line.assumptions for line in answer.lines if "children_at_the_flat_rate" in line.assumptions]


def test_a_month_is_topped_up_to_a_flat_amount_whether_or_not_prices_rose(tmp_path: Path) -> None:
    rule = 'rate = "cpi"\ntriggers = ["cpi"]\ntrigger_cpi = 3\ntop_up_to = 25\ntop_up_to_rural = 15\n'
    city = city_with(tmp_path, BASE + rule)
    assert [paid(city, CITY, cpi=rise) for rise in (0, 300, 400)] == [25_00, 25_00, 28_00]
    assert [paid(city, COUNTRY, cpi=rise) for rise in (0, 300)] == [15_00, 21_00]


def test_a_stated_amount_needs_neither_covers_nor_a_multiplier(tmp_path: Path) -> None:
    city = city_with(tmp_path, "trigger_cpi = 3\n")
    answer = assess(Household("urban", members=3), city.on("2020-07"), AssessmentOptions(subsidy_rate=50_00))
    [line] = [line for line in answer.lines if line.programme == "price_subsidy"]
    assert (line.amount, line.assumptions, line.basis) == (150_00, ("announced_for_dibao_and_tekun",), "stated")


def test_where_the_last_band_ends_nobody_says_what_is_paid(tmp_path: Path) -> None:
    """As in 合肥 2011: from 8 to 10 per cent a share, above that it is decided each time."""
    low, middle, high = (
        'from = 3, below = 5, share = "8/100"',
        'from = 5, share = "12/100"',
        'from = 8, below = 10, share = "16/100"',
    )
    bands = f"[{{ {low} }}, {{ {middle} }}, {{ {high} }}]"
    rule = f'rate = "bands"\nindex = "cpi"\ntriggers = ["cpi"]\ntrigger_cpi = 3\nbands = {bands}\n'
    city = city_with(tmp_path, BASE + rule)
    found = {rise: paid(city, CITY, cpi=rise) for rise in (300, 499, 500, 800, 999, 1000)}
    assert found == {300: 56_00, 499: 56_00, 500: 84_00, 800: 112_00, 999: 112_00, 1000: "price_subsidy.bands"}
    [value] = city.history("price_subsidy.bands")
    assert content_text(value) == "3:8/100,5:12/100,8-10:16/100"
    assert content_from_text(value.key, content_text(value), "x") == value.content
    assert as_toml(value) == bands.replace(", below = 5", "")


FAMILY = ("calc", "--area", "urban", "--members", "1", "--month", "2020-07", "-f", "json")


def test_a_rise_is_stated_by_the_name_of_its_index(dibao: Cli, tmp_path: Path) -> None:
    city_with(tmp_path, LOW_INCOME_ONLY)
    asked = (*FAMILY, "--standards", str(tmp_path))
    for told in ("low_income=3", "low_income_cpi=3%", "低收入居民价格涨幅=3", "low_income=2020-06=9,2020-07=3"):
        answer = json.loads(dibao(*asked, "--index-value", told).out)
        assert answer["lines"][1]["amount"] == "21.00", told
        assert answer["question"]["low_income_cpi"] == "3%"
        assert answer["lines"][1]["indices"][0]["low_income"] == "3%"
    refused = dibao(*asked, "--index-value", "wheat=3")
    assert refused.code == 2
    assert "cpi, food, low_income, low_income_food, grain" in refused.err
    assert dibao(*asked, "--index-value", "cpi=3", "--cpi", "4").code == 2
    assert "[not_a_number]" in dibao(*asked, "--index-value", "low_income=much").err
    [gap] = json.loads(dibao(*asked).out)["lines"][1]["missing"]
    assert "--index-value low_income=PERCENT" in gap["text"]
    assert "low-income residents" in gap["text"]


def test_a_file_of_indices_has_any_index(dibao: Cli, tmp_path: Path) -> None:
    city_with(tmp_path / "x", LOW_INCOME_ONLY)
    for name, text in (
        ("i.csv", "month,low_income\n2020-07,3\n"),
        ("i.toml", '[index]\n"2020-07" = { low_income = 3, cpi = 1 }\n'),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        out = dibao(*FAMILY, "--standards", str(tmp_path / "x"), "--index", str(tmp_path / name)).out
        assert json.loads(out)["lines"][1]["amount"] == "21.00", name


GROUPS_OF_A_ROSTER = """household,area,members,income,status,care
1,urban,2,300,,
1,urban,,,orphan,dispersed
1,urban,,,unemployed,
2,rural,3,100000,,
2,rural,,,unemployed,
2,rural,,,unsupported_child,
3,urban,,,tekun,institutional
4,rural,2,1100,,
5,urban,1,900,unemployed,
"""
SEVERAL_GROUPS = """triggers = ["cpi", "low_income"]
trigger_cpi = 3
trigger_low_income = 4
rate = "bands"
index = "triggering"
bands = [{ from = 3, share = "1/12" }, { from = 5, share = "1/8" }]
base = "own"
base_month = "current"
base_orphan = "urban"
share_edge = 50
share_unemployed = 70
multiplier = 2
minimum = 30
top_up_to = 90
rounding = { unit = 1, direction = "up" }
covers = ["dibao", "tekun", "orphan", "unsupported_child", "edge", "unemployed"]
[tekun]
urban = 1400
rural = 1000
[line]
edge = 1.5
[unsupported_child]
standard = 1500
"""


def test_a_roster_has_the_subsidy_of_every_group_as_calc_has(dibao: Cli, tmp_path: Path) -> None:
    city_with(tmp_path / "x", SEVERAL_GROUPS)
    (tmp_path / "r.csv").write_text(GROUPS_OF_A_ROSTER, "utf-8")
    asked = (
        "--standards",
        str(tmp_path / "x"),
        "--month",
        "2020-07",
        "--cpi",
        "3.2",
        "--index-value",
        "low_income=5.1",
    )
    out = dibao("batch", str(tmp_path / "r.csv"), *asked, "-f", "csv", "-q").out
    found = {row["household"]: row["price_subsidy"] for row in csv.DictReader(out.splitlines())}
    assert set(found) == {"1", "2", "3", "4", "5"}
    for number, rows in groupby(csv.DictReader(GROUPS_OF_A_ROSTER.splitlines()), key=lambda row: row["household"]):
        family = list(rows)
        members = [row["members"] for row in family if row["members"] and not row["status"]]
        income = next((row["income"] for row in family if row["income"]), "0")
        persons = [row for row in family if row["status"]]
        facts = [",".join(f"{name}={row[name]}" for name in ("status", "care") if row[name]) for row in persons]
        flags = ["--area", family[0]["area"], "--members", *(members or ["0"]), "--income", income]
        flags += [part for fact in facts for part in ("--person", fact)]
        lines = json.loads(dibao("calc", *flags, *asked, "-f", "json").out)["lines"]
        paid = sum(float(line["amount"]) for line in lines if line["programme"] == "price_subsidy")
        assert float(found[number]) == paid, number


def test_a_rule_without_its_index_its_points_or_its_amount_says_which(tmp_path: Path) -> None:
    by_points = city_with(tmp_path, BASE + 'rate = "per_point"\ntriggers = ["cpi"]\ntrigger_cpi = 3\n')
    answer = assess(CITY, by_points.on("2020-07"), AssessmentOptions(index=PriceIndex(cpi=400)))
    keys = {gap.key.partition(".")[2] for gap in answer.lines[-1].missing}
    assert keys == {"index", "points", "points_above", "amount"}
    by_bands = city_with(tmp_path, BASE + 'rate = "bands"\nbands = [{ from = 3, share = "1/12" }]\n')
    answer = assess(CITY, by_bands.on(Month(2020, 7)), AssessmentOptions(index=PriceIndex(cpi=400, food=400)))
    assert "price_subsidy.index" in {gap.key for gap in answer.lines[-1].missing}

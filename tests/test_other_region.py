"""A region that has less than Dalian: what is missing is said, never computed as if it were 0."""

from __future__ import annotations

from pathlib import Path

import pytest

from dibao_cli.files.folders import load_standards
from dibao_cli.rules.arithmetic import Expression, at_least, leaf, value_of
from dibao_cli.rules.assess import assess
from dibao_cli.rules.assessment import Assessment
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import Household
from dibao_cli.rules.month import Month
from dibao_cli.rules.notice import PriceIndex
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.standards import Standards

REGION = '[region]\nid = "testtown"\nname = "Testtown"\ndefault_month = "2020-07"\n'
NOTICE = '[notice]\ntitle = "t"\neffective = {effective}\nsource = "invented"\n'
CHILD = Person(status=("unsupported_child",), age=9)


def region_with(folder: Path, *tables: str) -> Standards:
    """A region of one's own with one notice for each of the given texts, from January 2020, a month apart."""
    (folder / "region.toml").write_text(REGION, "utf-8")
    for number, table in enumerate(tables, 1):
        head = NOTICE.format(effective=f"2020-{number:02d}-01")
        (folder / f"{number}.toml").write_text(head + table, "utf-8")
    return load_standards(None, [folder])


def keys(answer: Assessment) -> dict[str, list[str]]:
    return {line.programme: [gap.key for gap in line.missing] for line in answer.lines}


def test_where_dibao_is_not_known_a_childs_difference_is_not_known_either(tmp_path: Path) -> None:
    standards = region_with(tmp_path, "[unsupported_child]\nstandard = 1500\n")
    answer = assess(
        Household("urban", members=2, persons=(CHILD,)), standards.on("2020-07"), AssessmentOptions(uplift=True)
    )
    assert keys(answer) == {"dibao": ["dibao.urban"], "unsupported_child": ["dibao.urban"]}
    assert (answer.total, answer.known_total, answer.complete, answer.distance) == (None, 0, False, None)
    assert answer.amount("dibao") is None


def test_every_flat_programme_says_which_key_it_lacks(tmp_path: Path) -> None:
    standards = region_with(tmp_path, "[dibao]\nurban = 700\n")
    persons = (
        Person(status=("tekun",), self_care="self"),
        Person(status=("tekun",), care="dispersed"),
        Person(status=("orphan",), care="dispersed"),
        Person(status=("retiree",), tier="40", income=300_000),
        Person(disability=Disability("limb", 1)),
        CHILD,
    )
    answer = assess(Household("urban", persons=persons), standards.on("2020-07"))
    assert keys(answer) == {
        "dibao": [],
        "tekun": ["tekun.urban"],
        "tekun_care": ["tekun.care_self"],
        "orphan": ["orphan.dispersed"],
        "retiree": ["retiree.40"],
        "nursing_subsidy": ["disability.nursing"],
        "unsupported_child": ["unsupported_child.standard"],
    }


def test_classified_relief_and_single_person_inclusion_say_what_they_lack(tmp_path: Path) -> None:
    standards = region_with(tmp_path, "[dibao]\nurban = 700\n")
    old = Household("urban", persons=(Person(age=85),))
    assert keys(assess(old, standards.on("2020-07"), AssessmentOptions(uplift=True)))["uplift"] == [
        "uplift.age_80",
        "uplift.one_person_family",
    ]
    alone = Household("urban", members=2, income=500_000, persons=(Person(illness="all", single_person=True),))
    missing = keys(assess(alone, standards.on("2020-07")))["single_person"]
    assert missing == ["single_person.income_limit"]


PRICES = '[price_subsidy]\ncovers = ["dibao"]\nmultiplier = 1\nbase = "urban"\nbase_month = "current"\n'


def test_a_price_rule_that_is_half_there_says_which_half_it_lacks(tmp_path: Path) -> None:
    standards = region_with(tmp_path, "[dibao]\nurban = 700\n", PRICES)
    index = AssessmentOptions(index=PriceIndex(cpi=400, food=700))
    family = Household("urban", members=1)
    assert keys(assess(family, standards.on("2020-07"), index))["price_subsidy"] == [
        "price_subsidy.rate",
        "price_subsidy.trigger_cpi",
        "price_subsidy.trigger_food",
    ]
    before = assess(family, standards.on("2020-01"), index).lines[-1]
    assert [(gap.key, gap.state, gap.first) for gap in before.missing] == [
        ("price_subsidy.covers", "not_yet", Month(2020, 2))
    ]
    without = region_with(tmp_path, "[dibao]\nurban = 700\n", '[price_subsidy]\ncovers = ["dibao"]\n')
    assert keys(assess(family, without.on("2020-07"), index))["price_subsidy"] == ["price_subsidy.multiplier"]


def test_a_region_that_never_had_a_price_subsidy_has_no_line(tmp_path: Path) -> None:
    standards = region_with(tmp_path, "[dibao]\nurban = 700\n")
    assert keys(assess(Household("urban", members=1), standards.on("2020-07"))) == {"dibao": []}


RULE = PRICES + 'trigger_cpi = 3\ntrigger_food = 6\nrate = "food"\n'


@pytest.mark.parametrize(
    ("more", "amount"),
    [
        ('coefficient = 1.5\nrounding = { unit = 0.10, direction = "down" }\n', 7350),  # 700 × 7 % × 1.5 = 73.50
        ('rounding = { unit = 1, direction = "up", when = "after_multiplier" }\n', 4900),  # no multiplier but 1
        ("minimum = 60\n", 6000),  # 700 × 7 % = 49
    ],
)
def test_a_city_reckons_its_price_subsidy_by_its_own_keys(tmp_path: Path, more: str, amount: int) -> None:
    standards = region_with(tmp_path, "[dibao]\nurban = 700\n", RULE + more)
    answer = assess(
        Household("urban", members=1), standards.on("2020-07"), AssessmentOptions(index=PriceIndex(cpi=100, food=700))
    )
    assert answer.amount("price_subsidy") == amount


def test_a_minimum_counts_times_the_multiplier_where_rounding_comes_last(tmp_path: Path) -> None:
    rule = RULE.replace("multiplier = 1", "multiplier = 1.5") + "minimum = 60\n"
    rounding = 'rounding = { unit = 1, direction = "down", when = "after_multiplier" }\n'
    index = AssessmentOptions(index=PriceIndex(cpi=100, food=700))
    for key, amount in (("", 9000), ("minimum = 20\n", 7300)):  # 60 × 1.5 = 90; 49 × 1.5 = 73.50
        text = rule.replace("minimum = 60\n", key or "minimum = 60\n") + rounding
        standards = region_with(tmp_path, "[dibao]\nurban = 700\n", text)
        assert assess(Household("urban", members=1), standards.on("2020-07"), index).amount("price_subsidy") == amount


def test_a_rule_may_not_ask_a_column_whether_it_is_true() -> None:
    column = leaf(None, "yuan", "income")
    with pytest.raises(TypeError, match="where"):
        bool(column < 100)
    with pytest.raises(ValueError, match="columns"):
        value_of(column + 1)
    assert isinstance(at_least(0, leaf(None, "percent", "rise")), Expression)


def test_a_districts_spelling_is_checked_in_python_too(dalian: Standards) -> None:
    from dibao_cli.rules.problems import InputError

    with pytest.raises(InputError, match="北京"):
        assess(Household("rural", members=1, district="北京"), dalian.on("2020-07"))


DISTRICTS = (
    REGION
    + """
[groups]
outer = { en = "outer districts", zh = "外围" }

[[district]]
name = "uptown"
groups = ["outer"]

[[district]]
name = "downtown"
"""
)


@pytest.mark.parametrize("unknown", ["urban_by_district.uptown", "urban_by_district.outer"])
def test_a_figure_of_a_district_that_was_not_found_is_not_the_general_one(tmp_path: Path, unknown: str) -> None:
    (tmp_path / "region.toml").write_text(DISTRICTS, "utf-8")
    head = NOTICE.format(effective="2020-01-01") + f'unknown = ["dibao.{unknown}"]\n'
    (tmp_path / "1.toml").write_text(head + "[dibao]\nurban = 639\n", "utf-8")
    table = load_standards(None, [tmp_path]).on("2020-07")
    found = {
        district: assess(Household("urban", members=1, income=0, district=district), table)
        for district in ("uptown", "downtown")
    }
    assert [(line.amount, line.missing[0].state) for line in found["uptown"].lines] == [(None, "unknown")]
    assert found["uptown"].basis is None
    assert found["downtown"].amount("dibao") == 63900

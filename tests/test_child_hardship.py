"""Children in hardship: the categories are those of the city's notices, wherever a household is described."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.commands.completion import offers
from dibao_cli.commands.option_groups import TableOptions

YIWU = Path(__file__).parent / "cities" / "folders" / "yiwu"
FAMILY = ("--area", "urban", "--members", "2", "--income", "9000", "--standards", str(YIWU))


def test_a_category_that_no_notice_names_is_refused_with_those_that_are(dibao: Cli) -> None:
    refused = dibao("calc", *FAMILY, "--person", "hardship=低保家庭")
    assert (refused.code, refused.out) == (2, "")
    assert "低保家庭儿童, 低边家庭儿童, 其他困境儿童" in refused.err
    assert "[unknown_category]" in refused.err


def test_a_city_without_categories_says_how_to_set_them(dibao: Cli) -> None:
    refused = dibao("calc", "--area", "urban", "--members", "2", "--person", "hardship=重病")
    assert (refused.code, refused.out) == (2, "")
    assert "child_hardship.amount_by_category" in refused.err


def test_who_is_grown_is_no_child_in_hardship(dibao: Cli) -> None:
    refused = dibao("calc", *FAMILY, "--person", "hardship=其他困境儿童,age=18")
    assert refused.code == 2
    assert "[contradiction]" in refused.err
    assert dibao("calc", *FAMILY, "--person", "hardship=其他困境儿童,age=18,student=yes").code == 0


def test_the_answer_repeats_the_category_and_shows_formula_and_notice(dibao: Cli) -> None:
    answer = json.loads(dibao("calc", *FAMILY, "--person", "hardship=低边家庭儿童", "-f", "json").out)
    assert answer["household"]["persons"] == [{"hardship": "低边家庭儿童"}]
    [line] = [line for line in answer["lines"] if line["programme"] == "child_hardship"]
    formulas = [step["formula"] for step in line["steps"]]
    assert formulas[0] == "ceil(max(0.00, 2342.00 × 100% − 1050.00) × 50%, 1.00) = 646.00"
    assert "义乌" in line["law"]["name"] or "Yiwu" in line["law"]["name"]
    assert {figure["key"] for figure in line["figures"]} >= {
        "child_hardship.less_by_category.低边家庭儿童",
        "child_hardship.share_by_category.低边家庭儿童",
        "orphan.dispersed",
    }


def test_a_figure_of_a_category_can_be_set_by_hand_and_listed(dibao: Cli) -> None:
    by_hand = ("--set", "child_hardship.amount_by_category.其他困境儿童=500")
    answer = json.loads(dibao("calc", *FAMILY, "--person", "hardship=其他困境儿童", *by_hand, "-f", "json").out)
    assert answer["lines"][-1]["amount"] == "500.00"
    assert dibao("calc", *FAMILY, "--set", "child_hardship.amount_by_category.别的=500").code == 2
    listed = dibao("standards", "show", "child_hardship.share", "--standards", str(YIWU), "-f", "csv").out
    assert "child_hardship.share_by_category.低边家庭儿童" in listed


def test_completion_offers_the_categories_of_the_city() -> None:
    tables = TableOptions(standards=(str(YIWU),))
    found = [word for word, _meaning in offers("person", tables, "age=9,hardship=")]
    assert found == [f"age=9,hardship={name}" for name in ("低保家庭儿童", "低边家庭儿童", "其他困境儿童")]


ROSTER = """户号,城乡,人口,月收入,困境儿童,类别
1,城市,2,9000,,
1,城市,,,低保家庭儿童,
1,城市,,,其他困境儿童+低边家庭儿童,
2,农村,1,100,,
2,农村,,,低保家庭儿童,
3,城市,,,没有的类别,
"""


def test_a_roster_has_what_calc_has(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    results, rejects = tmp_path / "out.csv", tmp_path / "out.rejects.csv"
    dibao("batch", str(tmp_path / "r.csv"), "-o", str(results), "--standards", str(YIWU), "--month", "2023-04")
    with results.open(encoding="utf-8") as rows:
        found = {row["household"]: (row["dibao"], row["child_hardship"]) for row in csv.DictReader(rows)}
    with rejects.open(encoding="utf-8") as rows:
        assert [row["code"] for row in csv.DictReader(rows)] == ["unknown_category"]
    described = (
        ("urban", "2", "9000", ("低保家庭儿童", "其他困境儿童+低边家庭儿童")),
        ("rural", "1", "100", ("低保家庭儿童",)),
    )
    for number, (area, members, income, children) in enumerate(described, 1):
        persons = [part for child in children for part in ("--person", f"hardship={child}")]
        family = ("--area", area, "--members", members, "--income", income, "--standards", str(YIWU))
        answer = json.loads(dibao("calc", *family, *persons, "--month", "2023-04", "-f", "json").out)
        paid: dict[str, float] = {}
        for line in answer["lines"]:
            paid[line["programme"]] = paid.get(line["programme"], 0) + float(line["amount"])
        assert tuple(map(float, found[str(number)])) == (paid["dibao"], paid["child_hardship"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_draft_has_the_keys_by_category(dibao: Cli, language: str) -> None:
    text = dibao("--lang", language, "standards", "new", "2024-01-01", "--standards", str(YIWU), "-o", "-").out
    assert '# share_by_category = { "低边家庭儿童" = 50 }' in text

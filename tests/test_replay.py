"""`dibao replay`: a stored answer, computed again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import Cli
from test_cases import ALL

from dibao_cli.files.document import Document
from dibao_cli.files.households import from_document
from dibao_cli.files.stored_answer import read_answer, recompute
from dibao_cli.rules.assess import assess
from dibao_cli.rules.month import Month
from dibao_cli.rules.standards import Standards
from dibao_cli.show.answer import record_of
from dibao_cli.show.replay import compare

ROOT = Path(__file__).parent.parent
CALC = ("calc", "--area", "urban", "--members", "3", "--income", "1200", "-f", "json")


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=[name for name, _ in ALL])
def test_every_case_can_be_replayed_from_its_stored_answer(case: dict[str, object], dalian: Standards) -> None:
    household = case["household"]
    assert isinstance(household, dict)
    told = from_document(Document("case", "", household))
    answer = assess(told.household, dalian.on(Month.parse(str(case["month"]))), told.question)
    stored = read_answer(json.dumps(record_of(answer, told.question)), "answer.json")
    found = compare(stored.record, recompute(stored, dalian), stored.described.question)
    assert (found.same, found.rows) == (True, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--set", "dibao.urban=800.50", "--set", "price_subsidy.rounding=0.10 down"),
        ("--set", "price_subsidy.rate=bands", "--set", "price_subsidy.bands=3:1/12,5:1/8", "--cpi", "4.1"),
        ("--set", "price_subsidy.covers=dibao,tekun", "--set", "dibao.minimum_share=5%", "--month", "2020-05"),
        ("--set", "dibao.rural_by_district.庄河=600", "--district", "zhuanghe", "--index", "national"),
        ("--person", "status=tekun,self_care=wholly,disability=limb-1", "--uplift", "--one-off"),
        ("--annual-income", "1000", "--deduct", "medical=20", "--subsidy-rate", "109.50"),
    ],
)
def test_what_was_asked_and_set_by_hand_is_in_the_answer(dibao: Cli, arguments: tuple[str, ...]) -> None:
    answer = dibao(*CALC, *arguments)
    assert answer.code == 0, answer.err
    again = dibao("replay", "-", "-f", "tsv", stdin=answer.out)
    assert (again.code, again.out) == (0, "what\tthen\tnow\n")
    assert "the same, from the same notices" in again.err


def test_a_stated_no_is_stored_as_stated(dibao: Cli) -> None:
    household = 'area = "rural"\nproperty_test_met = false\n[[persons]]\nsingle_person = true\n'
    answer = dibao("calc", "-", "-f", "json", stdin=household).out
    assert json.loads(answer)["household"]["property_test_met"] is False
    assert dibao("replay", "-", stdin=answer).code == 0


def test_the_language_of_the_answer_does_not_matter(dibao: Cli) -> None:
    answer = dibao(*CALC, "--lang", "zh").out
    assert dibao("replay", "-", stdin=answer).code == 0


def test_a_changed_amount_is_found(dibao: Cli) -> None:
    answer = dibao(*CALC).out.replace('"known_total": "1050.00"', '"known_total": "1150.00"')
    again = dibao("replay", "-", "-f", "tsv", stdin=answer)
    assert (again.code, again.out) == (1, "what\tthen\tnow\nknown_total\t1150.00\t1050.00\n")
    assert "differently: 1 difference(s)" in again.err


def changed_tables(tmp_path: Path, old: str, new: str) -> str:
    """A copy of Dalian's folder as a region of its own, with a change in the notice of July 2020."""
    folder = tmp_path / "dalian"
    shutil.copytree(ROOT / "standards" / "dalian", folder)
    region = folder / "region.toml"
    region.write_text(region.read_text("utf-8").replace('id = "dalian"', 'id = "copy"'), "utf-8")
    notice = folder / "2020-07-01-standards.toml"
    notice.write_text(notice.read_text("utf-8").replace(old, new), "utf-8")
    return str(folder)


def test_the_notice_that_changed_is_named(dibao: Cli, tmp_path: Path) -> None:
    folder = changed_tables(tmp_path, "", "")
    answer = dibao(*CALC, "--standards", folder).out
    shutil.rmtree(folder)
    changed_tables(tmp_path, "urban = 750", "urban = 760")
    again = dibao("replay", "-", "-f", "json", "--standards", folder, stdin=answer)
    assert again.code == 1
    rows = {row["what"]: (row["then"], row["now"]) for row in json.loads(again.out)}
    assert "notice dalian/2020-07-01-standards.toml" in rows
    assert rows["known_total"] == ("1050.00", "1080.00")


def test_a_notice_that_changed_without_effect_is_named_too(dibao: Cli, tmp_path: Path) -> None:
    folder = changed_tables(tmp_path, "", "")
    answer = dibao(*CALC, "--standards", folder).out
    shutil.rmtree(folder)
    changed_tables(tmp_path, "[dibao]", "# looked at again\n[dibao]")
    again = dibao("replay", "-", "--standards", folder, stdin=answer)
    assert again.code == 0
    assert "notice dalian/2020-07-01-standards.toml" in again.out
    assert "a notice behind it has changed" in again.err


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"month": 5}', "month = 5", '{"month":"x","region":5,"lines":{},"notices":1}'],
)
def test_what_is_no_answer_is_refused_in_one_line(dibao: Cli, text: str) -> None:
    result = dibao("replay", "-", stdin=text)
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1


WRONG: tuple[object, ...] = (None, 5, "x", [], {}, [None], {"a": None}, [[]], {"dibao.urban": []})


def test_a_tampered_answer_never_ends_in_a_traceback(dibao: Cli) -> None:
    whole = json.loads(dibao(*CALC, "--set", "dibao.urban=800").out)
    for key in whole:
        for wrong in WRONG:
            result = dibao("replay", "-", "-f", "tsv", stdin=json.dumps({**whole, key: wrong}))
            assert result.code in (0, 1), (key, wrong, result.err)
            assert "defect" not in result.err, (key, wrong, result.err)


def test_an_answer_of_the_earlier_form_can_still_be_replayed(dibao: Cli) -> None:
    """Its `total` was the sum of what is known, and it said nothing of what is known of the rest."""
    told = json.loads(dibao(*CALC).out)
    assert told["total"] is None
    told["total"] = told.pop("known_total")
    told.pop("possible")
    for line in told["lines"]:
        del line["formula"], line["estimate"]
    for warning in told["warnings"]:
        del warning["kind"]
    again = dibao("replay", "-", "-f", "tsv", stdin=json.dumps(told))
    assert (again.code, again.out) == (0, "what\tthen\tnow\n")
    told["total"] = "1150.00"
    assert "total\t1150.00\t1050.00" in dibao("replay", "-", "-f", "tsv", stdin=json.dumps(told)).out

"""`dibao calc` from the outside: values set by hand, strictness, months, formats, files, and what a process loads."""

from __future__ import annotations

import csv
import doctest
import io
import json
import time
from pathlib import Path

import pytest
from conftest import Cli, process

import dibao_cli

FAMILY = ("calc", "--area", "urban", "--members", "3", "--income", "1200")
PRICED = (*FAMILY, "--subsidy-rate", "109.50")


def answer(dibao: Cli, *arguments: str) -> dict[str, object]:
    result = dibao(*arguments, "-f", "json")
    assert result.code == 0, result.err
    found: dict[str, object] = json.loads(result.out)
    return found


SETTINGS = {
    "dibao.urban=800": ("dibao.urban", "800.00"),
    "dibao.urban=８００元": ("dibao.urban", "800.00"),
    "dibao.rural_by_district.庄河=600": ("dibao.rural_by_district.庄河市", "600.00"),
    "dibao.rural_by_district.unified=600": ("dibao.rural_by_district.unified", "600.00"),
    "uplift.minor=25%": ("uplift.minor", "25%"),
    "single_person.income_limit=3.5": ("single_person.income_limit", "3.5"),
    "gradual_exit.months=6": ("gradual_exit.months", "6"),
    "price_subsidy.base=own": ("price_subsidy.base", "own"),
    "price_subsidy.covers=dibao,orphan": ("price_subsidy.covers", "dibao,orphan"),
    "price_subsidy.bands=3:1/12,5:1/8": ("price_subsidy.bands", "3:1/12,5:1/8"),
    "dibao.rounding=0.50 up": ("dibao.rounding", "0.50 up before_multiplier"),
    "price_subsidy.rounding=1 half_up after_multiplier": ("price_subsidy.rounding", "1.00 half_up after_multiplier"),
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_kind_of_value_can_be_set_by_hand_and_the_answer_says_so(dibao: Cli, setting: str) -> None:
    key, content = SETTINGS[setting]
    assert answer(dibao, *FAMILY, "--set", setting)["overrides"] == {key: content}


def test_a_value_set_by_hand_changes_the_amount_the_warnings_and_the_fingerprint(dibao: Cli) -> None:
    before, after = answer(dibao, *PRICED), answer(dibao, *PRICED, "--set", "dibao.urban=800")
    assert (before["total"], after["total"]) == ("1378.50", "1528.50")
    assert before["fingerprint"] != after["fingerprint"]
    assert "override:dibao.urban=800" in dibao(*PRICED, "--set", "dibao.urban=800").out


WRONG_SETTINGS = {
    "dibao.rurl=5": "Did you mean dibao.rural?",
    "dibao.urban=abc": "is not an amount",
    "dibao.urban=-5": "below 0",
    "dibao.urban": "name=value",
    "price_subsidy.base=towns": "urban, own",
    "gradual_exit.months=six": "",
    "price_subsidy.bands=5:1/8,3:1/12": "lowest rise",
    "price_subsidy.bands=5": "bands",
    "dibao.rounding=up": "",
    "dibao.rural_by_district.北京=5": "not a district",
}


@pytest.mark.parametrize("setting", WRONG_SETTINGS)
def test_a_wrong_setting_is_refused(dibao: Cli, setting: str) -> None:
    result = dibao(*FAMILY, "--set", setting)
    assert result.code in (1, 2)
    assert result.out == ""
    assert WRONG_SETTINGS[setting] in result.err
    assert "defect" not in result.err


STRICT = {
    ("--month", "2020-07", "--subsidy-rate", "109.50", "--property-test-met"): 0,
    ("--month", "2020-07", "--subsidy-rate", "109.50"): 1,  # property was not stated
    ("--subsidy-rate", "109.50", "--property-test-met"): 1,  # nor was the month
    ("--month", "2020-07"): 1,  # no index
    ("--month", "2020-07", "--food-cpi", "10"): 1,  # the rounding is inferred
    ("--month", "2026-08", "--subsidy-rate", "100"): 1,  # stale
    ("--month", "2020-07", "--index", "national"): 1,  # an estimate
    ("--uplift", "--person", "age=70", "--subsidy-rate", "1"): 1,  # an undated text
    ("--person", "status=retiree,tier=full", "--subsidy-rate", "1"): 1,  # a reading that no text settles
}


@pytest.mark.parametrize("flags", STRICT, ids=" ".join)
def test_strict_refuses_what_is_inferred_missing_or_stale(dibao: Cli, flags: tuple[str, ...]) -> None:
    result = dibao(*FAMILY, *flags, "--strict")
    assert result.code == STRICT[flags]
    assert bool(result.out) == (result.code == 0)
    assert ("--strict" in result.err) == (result.code == 1)


def test_now_is_this_month(dibao: Cli) -> None:
    assert answer(dibao, *FAMILY, "--month", "now")["month"] == time.strftime("%Y-%m")


def test_without_a_month_it_is_july_2020(dibao: Cli) -> None:
    assert answer(dibao, *FAMILY)["month"] == "2020-07"


def test_a_table_out_of_date_is_counted_in_months(dibao: Cli) -> None:
    assert "out of date by 1 month(s)" in dibao(*FAMILY, "--month", "2026-07", "-f", "markdown").out
    assert "out of date by 18 month(s)" in dibao(*FAMILY, "--month", "2027-12", "-f", "markdown").out
    assert "stale_table" in dibao(*FAMILY, "--month", "2026-07").out
    assert "stale_table" not in dibao(*FAMILY, "--month", "2026-06").out


def test_a_month_before_the_first_table_is_an_error(dibao: Cli) -> None:
    result = dibao(*FAMILY, "--month", "2017-06")
    assert (result.code, result.out) == (1, "")
    assert "2017-06" in result.err and "2017-07" in result.err


def test_before_the_price_subsidys_rule_is_on_record_the_answer_says_so(dibao: Cli) -> None:
    result = dibao(*FAMILY, "--month", "2018-07")
    assert "missing:price_subsidy.covers" in result.out
    assert "missing:price_subsidy.covers" in result.out


def test_an_unknown_region_is_an_error_with_the_nearest(dibao: Cli) -> None:
    result = dibao(*FAMILY, "--region", "dalan")
    assert result.code == 2
    assert "Did you mean dalian?" in result.err


KEYS = ["month", "region", "total", "known_total", "complete", "basis", "lines", "exclusions", "warnings", "distance"]
KEYS += ["standing", "overrides", "household", "question", "possible", "worksheet", "notices", "fingerprint"]
LINE_KEYS = {"programme", "person", "amount", "basis", "steps", "figures", "indices", "notices", "missing"}
LINE_KEYS |= {"conditions", "assumptions", "law", "payment", "formula", "estimate"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_keys_of_json_are_fixed_in_every_language(dibao: Cli, language: str) -> None:
    record = answer(dibao, *FAMILY, "--lang", language)
    assert list(record) == KEYS
    lines = record["lines"]
    assert isinstance(lines, list)
    assert all(set(line) == LINE_KEYS for line in lines)
    assert lines[0]["amount"] == "1050.00"
    assert lines[1]["amount"] is None
    assert record["distance"] == {"income": "1200.00", "ends_at": "2250.00", "margin": "1050.00", "below": True}


def test_ndjson_is_the_same_on_one_line(dibao: Cli) -> None:
    text = dibao(*FAMILY, "-f", "ndjson").out
    assert text.count("\n") == 1
    assert json.loads(text) == answer(dibao, *FAMILY)


COLUMNS = ["month", "region", "programme", "person", "amount", "basis", "notices", "notes", "formula", "estimate"]


def test_csv_and_tsv_have_the_same_cells(dibao: Cli) -> None:
    comma = list(csv.reader(io.StringIO(dibao(*PRICED, "-f", "csv", "--explain", "--totals").out)))
    tab = [line.split("\t") for line in dibao(*PRICED, "-f", "tsv", "--explain", "--totals").out.splitlines()]
    assert comma == tab
    assert comma[0] == COLUMNS
    assert [row[2] for row in comma[1:]] == ["dibao", "price_subsidy", "total"]
    assert [row[4] for row in comma[1:]] == ["1050.00", "328.50", "1378.50"]
    assert "750.00 × 3 − 1200.00 = 1050.00" in comma[1][-2]


def test_markdown_has_the_table_the_steps_and_the_sources(dibao: Cli) -> None:
    text = dibao(*PRICED, "-f", "markdown", "--explain").out
    assert "| Subsistence allowance (dibao) | 1050.00 | published |" in text
    assert "750.00 × 3 − 1200.00 = 1050.00" in text
    assert "S0: " in text and "from 2020-07" in text


def test_the_card_shows_the_steps_only_when_asked(dibao: Cli) -> None:
    wide = {"COLUMNS": "160"}
    short = dibao(*PRICED, "-f", "table", env=wide).out
    long = dibao(*PRICED, "-f", "table", "--explain", env=wide).out
    assert "1378.50" in short and "1378.50" in long
    assert "1200.00 < 750.00 × 3" in long and "1200.00 < 750.00 × 3" not in short


def test_a_result_file_is_complete_or_not_there(dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    assert dibao(*FAMILY, "-f", "json", "-o", str(file)).out == ""
    assert json.loads(file.read_text("utf-8"))["known_total"] == "1050.00"
    before = file.read_bytes()
    assert dibao(*FAMILY, "--strict", "-f", "json", "-o", str(file)).code == 1
    assert file.read_bytes() == before
    assert dibao(*FAMILY, "-o", str(tmp_path / "nowhere" / "a.json")).code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["answer.json"]


def test_a_write_that_fails_leaves_what_was_there(dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "answer.json"
    file.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    result = dibao(*FAMILY, "-f", "json", "-o", str(file))
    assert result.code == 1
    assert "No space left" in result.err
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("answer.json", "before")]


def test_the_documented_python_works() -> None:
    assert doctest.testmod(dibao_cli).failed == 0
    assert doctest.testmod(dibao_cli).attempted >= 4


def test_every_public_name_is_there() -> None:
    assert all(hasattr(dibao_cli, name) for name in dibao_cli.__all__)
    with pytest.raises(AttributeError):
        _ = dibao_cli.nonsense


def test_a_real_process_in_a_pipe_writes_tsv_and_no_remarks() -> None:
    result = process(*FAMILY)
    assert result.code == 0
    assert result.out.splitlines()[0] == "\t".join(COLUMNS)
    assert result.err == ""

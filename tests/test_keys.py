"""Every key that a notice or `region.toml` may set is documented, in both languages, with an example that loads."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.files.notices import read_notice
from dibao_cli.files.regions import DISTRICT_KEYS, RATIO_KEYS, REGION_KEYS, ZONE_KEYS, read_region
from dibao_cli.rules.parameters import GENERAL, PARAMETERS, key_parts
from dibao_cli.rules.standards import Standards
from dibao_cli.show.keys import COLUMNS, example_of, key_records
from dibao_cli.words import use_language
from dibao_cli.words.region_keys import TABLES, heading
from dibao_cli.words.unset import UNSET, fits, needed

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
import build_reference

HEAD = """
[notice]
title = "made up"
issuer = "nobody"
effective = 2029-01-01
source = "made up for a test, 2028-12-20"
checked = 2029-12-21
basis = "published"
"""


def test_every_key_has_a_meaning_a_unit_a_word_for_its_absence_and_an_example() -> None:
    told = {}
    for language in ("en", "zh"):
        use_language(language)
        told[language] = list(key_records())
        for record in told[language]:
            empty = [column for column in COLUMNS if column != "law" and not record[column]]
            assert empty == [], record["key"]
    texts = [(one["key"], one["meaning"], other["meaning"]) for one, other in zip(told["en"], told["zh"], strict=True)]
    assert [key for key, english, chinese in texts if english == chinese] == []
    assert len(texts) == len(PARAMETERS) + sum(map(len, TABLES.values()))
    lawful = {record["key"] for record in told["en"] if record["law"]}
    assert lawful == {key for key, of in PARAMETERS.items() if of.law}


@pytest.mark.parametrize("table", sorted({key.partition(".")[0] for key in PARAMETERS}))
def test_the_example_of_each_key_loads(table: str, dalian: Standards) -> None:
    for key in PARAMETERS:
        if key.startswith(f"{table}."):
            found = read_notice((HEAD + f"[{table}]\n{example_of(key)}\n").encode(), "x.toml", dalian.region, "x.toml")
            assert [key_parts(value.key)[0] for value in found.values] == [key]


def test_the_keys_of_a_region_are_those_that_are_read_and_their_examples_load() -> None:
    read = {"region": REGION_KEYS, "district": DISTRICT_KEYS, "zone": ZONE_KEYS, "check": RATIO_KEYS}
    assert {table: set(keys) for table, keys in TABLES.items() if table in read} == {
        table: set(keys) for table, keys in read.items()
    }
    lines = []
    for table, keys in TABLES.items():
        lines += [heading(table), *(f"{name} = {key.example}" for name, key in keys.items())]
    region = read_region("\n".join(lines), "region.toml")
    assert (region.id, region.districts[0].name, region.zones[0].lies_in) == ("sands", "东沙区", ("东沙区",))
    assert region.ratios[0].key == "tekun.urban"


def test_no_word_for_an_absence_is_about_a_key_that_is_not_there() -> None:
    assert [name for name in UNSET if not any(fits(name, key) for key in PARAMETERS)] == []
    assert not any(needed(key) for key in GENERAL)


def test_the_list_can_be_narrowed_and_an_unknown_name_is_refused(dibao: Cli) -> None:
    rows = list(csv.DictReader(dibao("standards", "keys", "price_subsidy", "-f", "csv").out.splitlines()))
    assert {row["key"].partition(".")[0] for row in rows} == {"price_subsidy"}
    [one] = csv.DictReader(dibao("standards", "keys", "dibao.urban", "-f", "csv").out.splitlines())
    assert one["example"] == "urban = 1200.50"
    keys = csv.DictReader(dibao("standards", "keys", "check", "-f", "csv").out.splitlines())
    assert [row["key"] for row in keys] == [f"[[check]] {name}" for name in TABLES["check"]]
    wrong = dibao("standards", "keys", "dibao.urbann")
    assert (wrong.code, wrong.out) == (2, "")
    assert "dibao.urban" in wrong.err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_reference_has_every_key_with_its_example(language: str) -> None:
    use_language(language)
    page = build_reference.files_page()
    for record in key_records():
        assert f"`{record['key']}`" in page
        assert str(record["example"]).replace("|", "\\|") in page


def test_a_code_that_means_two_things_is_called_by_what_its_key_chooses_among() -> None:
    """`low_income` is a price index among indices, and a kind of family elsewhere."""
    use_language("en")
    told = {record["key"]: str(record["meaning"]) for record in key_records(["price_subsidy"])}
    assert "low-income families (low_income)" in told["price_subsidy.covers"]
    assert "cost-of-living index (low_income)" in told["price_subsidy.triggers"]

"""Headings and codes of results in words: where they are asked for, and in a workbook in Chinese mode."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import Cli

from dibao_cli.roster.output_columns import AMOUNTS, LABELS, REJECTS, REST, lines_table
from dibao_cli.rules.notice import NOTICE_WARNINGS
from dibao_cli.words.answers import WARNINGS
from dibao_cli.words.columns import HEADINGS, NOTES

ROSTER = "户编号,城乡,人口,月收入,姓名\nA,城市,3,1200,王\nB,农村,2,-1,李\nC,农村,2,300,张\n"


def rows(dibao: Cli, *arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(dibao("batch", "-", *arguments, "-f", "csv", stdin=ROSTER).out)))


def test_words_stand_in_the_place_of_names_and_codes(dibao: Cli) -> None:
    codes, words = rows(dibao), rows(dibao, "--headings", "zh", "--keep", "姓名")
    assert [row["合计"] for row in words] == [row["total"] for row in codes]
    assert [(row["户编号"], row["城乡类别"], row["依据类别"], row["姓名"]) for row in words] == [
        ("A", "城市", "官方公布", "王"),
        ("C", "农村", "官方公布", "张"),
    ]
    assert "财产：按符合规定" in words[0]["提示"].split("；")


def test_every_heading_and_every_code_has_a_word() -> None:
    lines = [column.name for column in lines_table("csv").columns]
    assert {*LABELS, *AMOUNTS, *REST, *REJECTS, *lines} <= HEADINGS.keys()
    assert {*WARNINGS, *NOTICE_WARNINGS} - {
        "inferred_between",
        "estimate_off",
        "assumed:district_general",
    } <= NOTES.keys()


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_keys_for_programs_never_change(dibao: Cli, form: str) -> None:
    out = dibao("batch", "-", "--headings", "zh", "-f", form, stdin=ROSTER).out
    found = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
    assert {"household", "area", "basis"} <= found[0].keys() and found[0]["area"] == "urban"


@pytest.mark.parametrize(
    ("code", "asked", "heading"),
    [("zh", (), "户编号"), ("en", (), "household"), ("zh", ("--headings", "codes"), "household")],
)
def test_a_workbook_has_the_words_of_its_reader(
    dibao: Cli, tmp_path: Path, code: str, asked: tuple[str, ...], heading: str
) -> None:
    file = tmp_path / "r.xlsx"
    assert dibao("--lang", code, "batch", "-", "-o", str(file), *asked, stdin=ROSTER).code == 1
    with ZipFile(file) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert f">{heading}<" in text
    assert (">退回行<" in text or 'name="退回行"' in text) == (code == "zh")


def test_only_these_headings_there_are(dibao: Cli) -> None:
    result = dibao("batch", "-", "--headings", "fr", stdin=ROSTER)
    assert (result.code, result.out) == (2, "")
    assert "codes, en, zh" in result.err

"""`dibao explain CODE`: every code that the program prints is explained, and its example really prints it."""

from __future__ import annotations

import ast
import json
import shlex
from pathlib import Path

import pytest
from conftest import Cli

import dibao_cli
from dibao_cli.rules.parameters import PARAMETERS
from dibao_cli.words import codes

PACKAGE = Path(dibao_cli.__file__).parent
MADE_BY = ("Problem", "Warning", "Finding", "locate")


def printed_codes() -> set[str]:
    """The codes that the source makes problems, findings and warnings with, as far as they are written out."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MADE_BY and node.args:
                found |= {each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)}
    return {code for code in found if isinstance(code, str) and code and " " not in code}


def test_every_code_that_is_printed_is_explained() -> None:
    made = printed_codes()
    assert len(made) > 100
    assert not {code for code in made if codes.explained(code) is None} - {"members", ":", "="}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_explanation_leaves_nothing_to_be_filled_in_by_hand(language: str, dibao: Cli) -> None:
    records = json.loads(dibao("--lang", language, "explain", "-f", "json").out)
    assert all(record["says"] and record["means"] for record in records)
    assert len({record["code"] for record in records}) == len(records) > 200
    chinese = [any("一" <= sign <= "鿿" for sign in record["says"]) for record in records]
    assert all(chinese) if language == "zh" else sum(chinese) < len(chinese) / 10


@pytest.mark.parametrize("code", codes.EXAMPLES)
def test_the_example_prints_the_code(code: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program, *line = shlex.split(codes.EXAMPLES[code])
    assert program == "dibao"
    result = dibao(*line)
    if f"[{code}]" in result.err:
        return
    assert result.code == 0, result.err
    shown = result.out if "-f" in line else dibao(*line, "-f", "json").out
    assert f'"{code}"' in shown or code in shown.replace(",", " ").split()


def test_one_code_is_found_however_it_was_copied(dibao: Cli) -> None:
    plain = dibao("explain", "not_a_month")
    assert plain.code == 0 and "2020-13" in plain.out
    assert dibao("explain", "[not_a_month]") == plain
    near = dibao("explain", "not_a_mont")
    assert (near.code, near.out) == (2, "")
    assert "Did you mean not_a_month?" in near.err


def test_a_note_is_explained_with_what_it_names(dibao: Cli) -> None:
    for note, word in (
        ("override:dibao.urban=800.00", "城市低保标准"),
        ("inferred:dibao.rural", "农村低保标准"),
        ("excluded:nursing_subsidy:1:tekun", "重度残疾人护理补贴"),
        ("condition:property_test_met?", "财产"),
        ("missing:disability.living", "--set disability.living="),
    ):
        assert word in dibao("--lang", "zh", "explain", note).out
    assert all(codes.explained(f"missing:{key}") for key in PARAMETERS)

"""Errors: one shape, in both languages, with the nearest known word; a defect tells no personal data."""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Cli
from man_page import man_page

from dibao_cli.commands import calc
from dibao_cli.words import use_language
from dibao_cli.words.problems import TEXTS

ROOT = Path(__file__).parent.parent
SHAPE = re.compile(r"dibao: (?:\S.*: )?\S.*[.?。？] \[[a-z_]+\]\n")

MISSPELT = [
    (("clac",), "calc"),
    (("calc", "--distrct", "庄河"), "--district"),
    (("calc", "--area", "urben", "--members", "1"), "urban"),
    (("calc", "--area", "rural", "--members", "1", "--district", "庄合市"), "庄河市"),
    (("calc", "--area", "rural", "--members", "1", "--district", "zhuanhe"), "zhuanghe"),
    (("calc", "--area", "urban", "--person", "status=orphen"), "orphan"),
    (("calc", "--area", "urban", "--person", "statis=orphan"), "status"),
    (("calc", "--area", "urban", "--members", "1", "--set", "dibao.urbn=1"), "dibao.urban"),
    (("calc", "--area", "urban", "--members", "1", "--region", "dalain"), "dalian"),
    (("calc", "--area", "urban", "--members", "1", "-f", "jsn"), "json"),
    (("calc", "--area", "urban", "--members", "1", "--index", "nationl"), "national"),
    (("calc", "--area", "urban", "--members", "1", "--encoding", "gb1830"), "gb18030"),
]


@pytest.mark.parametrize(("arguments", "meant"), MISSPELT, ids=[" ".join(told) for told, _ in MISSPELT])
def test_the_nearest_known_word_is_named(dibao: Cli, arguments: tuple[str, ...], meant: str) -> None:
    english, chinese = dibao(*arguments), dibao(*arguments, env={"DIBAO_LANG": "zh"})
    assert (english.code, english.out) == (2, "")
    assert f"Did you mean {meant}?" in english.err
    assert re.search(f"您是否要写 (\\S+（{meant}）|{meant})？", chinese.err)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_problem_has_a_line_of_one_shape(dibao: Cli, language: str) -> None:
    wrong = ("--area", "urben", "--members", "x", "--income", "-5", "--person", "status=orphen,age=200")
    result = dibao("calc", *wrong, env={"DIBAO_LANG": language})
    lines = result.err.splitlines(keepends=True)
    assert len(lines) == 5
    assert all(SHAPE.fullmatch(line) for line in lines)


def test_all_problems_of_a_file_are_told_at_once_with_their_lines(dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "household.toml"
    file.write_text('area = "urban"\nmembers = 0\nincom = 5\nincome = "much"\n', "utf-8")
    result = dibao("calc", str(file))
    assert result.code == 1
    assert f"{file}:3: incom: There is no such field. Did you mean income?" in result.err
    assert f"{file}:4: income: “much” is not an amount." in result.err


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (("calc", "-f"), "-f: The option needs a value.", "-f: 该选项需要一个值。"),
        (("calc", "--uplift=3"), "--uplift: The option takes no value.", "--uplift: 该选项不带值。"),
        (("--version=3",), "--version: The option takes no value.", "--version: 该选项不带值。"),
        (("calc", "-z"), "There is no option -z.", "没有选项 -z。"),
        (("calc", "a", "b c"), "Unexpected argument “b c”.", "多出一个参数“b c”。"),
    ],
    ids=lambda told: " ".join(told) if isinstance(told, tuple) else "",
)
def test_the_parsers_own_messages_are_ours(dibao: Cli, arguments: tuple[str, ...], english: str, chinese: str) -> None:
    place = "dibao calc --help" if arguments[0] == "calc" else "dibao --help"
    for language, text, see in (("en", english, f"See {place}."), ("zh", chinese, f"用法见 {place}。")):
        result = dibao(*arguments, env={"DIBAO_LANG": language})
        assert (result.code, result.out) == (2, "")
        first, second = result.err.splitlines()
        assert first.startswith(f"dibao: {text}")
        assert second == see


def test_an_argument_too_many_is_named(dibao: Cli) -> None:
    assert "Unexpected argument “b”" in dibao("calc", "a", "b").err


def test_a_defect_tells_type_and_place_and_how_to_report_it_but_no_data(
    dibao: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_records: object) -> int:
        raise KeyError("张三 210202199001011234")

    monkeypatch.setattr(calc, "run", broken)
    hidden = dibao("calc", "--area", "urban")
    assert (hidden.code, hidden.out) == (1, "")
    assert re.search(r"KeyError, test_errors\.py:\d+, dibao \d\S*, Python 3\.\d+\.\d+\. Please report", hidden.err)
    assert "张三" not in hidden.err
    assert "Traceback" not in hidden.err
    shown = dibao("calc", "--area", "urban", env={"DIBAO_DEBUG": "1"})
    assert "Traceback" in shown.err
    assert "张三" in shown.err


def codes_in_the_program() -> Iterator[tuple[str, str]]:
    """Every code that is written as a literal where a problem is made."""
    for file in sorted((ROOT / "dibao_cli").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name in ("Problem", "problem", "fault", "_fault"):
                yield str(node.args[0].value), f"{file.name}:{node.lineno}"


def test_every_code_that_is_raised_has_its_text() -> None:
    assert [(code, place) for code, place in codes_in_the_program() if code not in TEXTS] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_manual_names_every_option(dibao: Cli, language: str) -> None:
    use_language(language)
    try:
        manual = man_page().replace("\\-", "-").replace("\\:", "")
    finally:
        use_language("en")
    for flag in set(re.findall(r"--[a-z][a-z-]+", dibao("calc", "--help").out)):
        assert flag in manual


class Terminal(io.StringIO):
    """A stream that is one."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_the_code_of_an_error_is_for_those_who_ask(dibao: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = ("calc", "--area", "moon")
    assert "[unknown_choice]" in dibao(*wrong).err
    monkeypatch.setattr(io, "StringIO", Terminal)
    assert "moon" in dibao(*wrong).err and "[unknown_choice]" not in dibao(*wrong).err
    monkeypatch.setattr(sys, "argv", ["dibao", *wrong, "-v"])
    assert "[unknown_choice]" in dibao(*wrong, "-v").err

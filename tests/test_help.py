"""Help: in both languages, at any width, complete, aligned, and with examples that work."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Cli
from rich.cells import cell_len
from shells import bash

from dibao_cli.app import COMMANDS, application, walk
from dibao_cli.commands.vocabulary import vocabulary
from dibao_cli.files.fields import INCOMES, PERSON, by_name
from dibao_cli.rules.parameters import by_choice
from dibao_cli.words import use_language

ROOT = Path(__file__).parent.parent
LINES = [("--help",), *((name, "--help") for name in COMMANDS)]
EXAMPLES = {"en": "Examples", "zh": "示例"}


def in_groups(help_text: str) -> Iterator[tuple[str, list[str]]]:
    """Each block of a help text: its title and the lines under it."""
    for block in help_text.split("\n\n"):
        title, *lines = block.splitlines() or [""]
        yield title, lines


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("arguments", LINES, ids=" ".join)
def test_no_line_is_too_wide_and_every_text_begins_in_the_same_column(
    dibao: Cli, arguments: tuple[str, ...], width: int, language: str
) -> None:
    result = dibao("--lang", language, *arguments, env={"COLUMNS": str(width)})
    assert result.code == 0
    for title, lines in in_groups(result.out):
        if title == EXAMPLES[language]:  # to be pasted, so never broken
            continue
        assert all(cell_len(line) <= width for line in (title, *lines))
        starts = {text_column(line) for line in lines if line.startswith("  ")}
        assert len(starts - {None}) <= 1, title


def text_column(line: str) -> int | None:
    """The column where the right-hand text of a help line begins; None if the name has the line to itself."""
    _name, gap, text = line.strip().partition("  ")
    if line.startswith("   "):
        return cell_len(line) - cell_len(line.lstrip())
    return cell_len(line) - cell_len(text.lstrip()) if gap else None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_cut_off(dibao: Cli, name: str, width: int, language: str) -> None:
    shown = "".join(dibao("--lang", language, name, "--help", env={"COLUMNS": str(width)}).out.split())
    use_language(language)
    try:
        command = application().commands[name]
    finally:
        use_language("en")
    assert "".join(command.help.split()) in shown
    for parameter in command.params:
        assert "".join((parameter.help or "").split()) in shown
        assert all(flag in shown for flag in parameter.opts if flag.startswith("-"))


@pytest.mark.parametrize("arguments", [("-h",), *((name, "-h") for name in COMMANDS)], ids=" ".join)
def test_h_is_help(dibao: Cli, arguments: tuple[str, ...]) -> None:
    assert dibao(*arguments).out == dibao(*arguments[:-1], "--help").out


def test_options_come_in_groups(dibao: Cli) -> None:
    titles = [title for title, _lines in in_groups(dibao("calc", "--help").out)]
    order = [titles.index(group) for group in ("Household", "Month, tables and prices", "Output", "Examples")]
    assert order == sorted(order)


def test_no_arguments_show_the_help_as_an_error(dibao: Cli) -> None:
    result = dibao()
    assert (result.code, result.out) == (2, "")
    assert "calc" in result.err


ASKS = ("ask",)
"""Commands that talk to a person: their examples are run at a terminal of their own (test_ask.py)."""


def all_examples(code: str) -> list[str]:
    use_language(code)
    try:
        examples = [e for name, command in walk(application()) if name not in ASKS for e in command.examples]
    finally:
        use_language("en")
    return list(dict.fromkeys(examples))


FAMILY = ("calc", "--area", "urban", "--members", "3", "--income", "1200", "-q")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dibao: Cli) -> Path:
    """A folder with the files that examples speak of."""
    monkeypatch.chdir(tmp_path)
    for name in ("roster.csv", "花名册.csv"):
        shutil.copy(ROOT / "docs" / "examples" / "roster.csv", tmp_path / name)
    for name in ("answer.json", "结果.json"):
        assert dibao(*FAMILY, "-o", name).code == 0
    return tmp_path


LINE = '{"members": 3, "income": 1200}\n'
"""What a program at the other end of a pipe writes, for examples that read standard input."""


@pytest.mark.parametrize("example", all_examples("en"))
def test_an_example_works_when_it_is_pasted(example: str, place: Path, dibao: Cli) -> None:
    """In any shell: `test_windows.py` shows that all hand the same words over."""
    program, *words = bash(example)
    assert program == "dibao"
    result = dibao(*words, stdin=LINE)
    assert result.code == 0, result.err
    assert result.out or "-o" in words


@pytest.mark.parametrize("example", [each for each in all_examples("zh") if each not in all_examples("en")])
def test_an_example_in_chinese_works_too_and_is_chinese(example: str, place: Path, dibao: Cli) -> None:
    result = dibao(*bash(example)[1:], "--lang", "zh", stdin=LINE)
    assert result.code == 0, result.err
    assert result.out or " -o " in example
    assert re.search("[\u4e00-\u9fff]", example)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_vocabulary_of_the_help_is_what_the_reader_takes(dibao: Cli, code: str) -> None:
    use_language(code)
    person, incomes = vocabulary().values()
    use_language("en")
    names, kinds = by_name(PERSON), by_choice(INCOMES)
    separator = {"en": ", ", "zh": "、"}[code]
    shown: list[str] = []
    for name, content in person:
        field = PERSON.get(names.get(name, ""))
        if field is None:  # a kind of content, and the fields that take it
            shown += re.split("[;；]", content)[0].split(separator)
            continue
        shown.append(name)
        words = re.split("[:：]", content)[-1].strip().split(separator)
        assert [by_choice(field.choices)[word] for word in words if field.choices] == list(field.choices)
    assert {names[word] for word in shown} == set(PERSON) - {"incomes", "annual_incomes"}
    assert [kinds[word] for word in incomes[0][1].split(separator)] == list(INCOMES)
    told = dibao("calc", "--help", "--lang", code).out
    assert all(word in re.sub(r"\s+", "", told) for word in shown)

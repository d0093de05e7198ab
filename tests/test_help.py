"""Help: in both languages, at any width, complete, aligned, and with examples that work."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Cli, process
from rich.cells import cell_len
from shells import bash

from dibao_cli.app import COMMANDS, application, walk
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


def all_examples() -> list[str]:
    examples = [e for name, command in walk(application()) if name not in ASKS for e in command.examples]
    return list(dict.fromkeys(examples))


FAMILY = ("calc", "--area", "urban", "--members", "3", "--income", "1200", "-q")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the examples name."""
    place = tmp_path_factory.mktemp("examples")
    shutil.copytree(ROOT / "docs" / "examples", place, dirs_exist_ok=True)
    assert process(*FAMILY, "-o", str(place / "answer.json")).code == 0
    return place


@pytest.mark.parametrize("example", all_examples())
def test_an_example_works_when_it_is_pasted(
    example: str, dibao: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In any shell: `test_windows.py` shows that all hand the same words over."""
    monkeypatch.chdir(folder)
    program, *words = bash(example)
    assert program == "dibao"
    result = dibao(*words)
    rejected = " rejected" in result.err and "+ 0 rejected" not in result.err  # an example roster has faulty rows
    assert result.code == (1 if rejected else 0), result.err
    assert result.out or "-o" in words

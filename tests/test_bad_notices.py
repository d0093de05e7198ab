"""Every bad notice in tests/bad_notices/ gets the message that stands beside it, in both languages.

A document is NAME.toml (with NAME.other.toml where it takes two files; NAME.region.toml is a region's own
file) and NAME.txt: the commands, what they say, and their exit code. `python tests/test_bad_notices.py`
writes the texts anew, to be read before they are committed.
"""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest
from conftest import Cli, Result

from dibao_cli.files.checks import WARNINGS
from dibao_cli.words.findings import FINDINGS

HERE = Path(__file__).parent / "bad_notices"
PACKAGE = Path(__file__).parent.parent / "dibao_cli"
NAMES = sorted({file.name.partition(".")[0] for file in HERE.glob("*.toml")})
CHECK = ("standards", "check", ".", "--on", "2026-11-23", "--all")


def lay_out(name: str, folder: Path) -> None:
    """The bad folder: laid on top of Dalian's, or a region of its own."""
    for file in HERE.glob(f"{name}.*toml"):
        shutil.copy(file, folder / ("region.toml" if file.name.endswith(".region.toml") else file.name))


def document(english: Result, chinese: Result) -> str:
    """What stands in NAME.txt."""
    command = " ".join(CHECK)
    return (
        f"$ dibao --lang en {command}\n{english.out}{english.err}\n"
        f"$ dibao --lang zh {command}\n{chinese.out}{chinese.err}\n"
        f"exit code {english.code}\n"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_notice_is_told_what_stands_beside_it(
    name: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(name, tmp_path)
    monkeypatch.chdir(tmp_path)
    english, chinese = (dibao("--lang", language, *CHECK) for language in ("en", "zh"))
    assert document(english, chinese) == text_of(name)
    assert english.code == chinese.code


def text_of(name: str) -> str:
    """The document's text; empty where it is still to be written."""
    file = HERE / f"{name}.txt"
    return file.read_text("utf-8") if file.exists() else ""


def errors_of(name: str) -> list[str]:
    """The messages of the errors in a document, without the severity."""
    english = text_of(name).partition("$ dibao --lang zh")[0]
    found = re.findall(r"^(.*?): error: (.*)$", english, re.MULTILINE)
    return [f"dibao: {place}: {message}" for place, message in found]


@pytest.mark.parametrize("name", [name for name in NAMES if errors_of(name)])
def test_calc_refuses_a_folder_with_errors_in_the_same_words(
    name: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(name, tmp_path)
    monkeypatch.chdir(tmp_path)
    result = dibao("calc", "--area", "urban", "--standards", ".")
    assert (result.code, result.out) == (1, "")
    assert sorted(result.err.splitlines()) == sorted(errors_of(name))


def test_there_is_a_document_for_every_code() -> None:
    documents = "".join(map(text_of, NAMES))
    told = set(re.findall(r"\[(\w+)\]$", documents, re.MULTILINE))
    assert len(NAMES) >= 40
    assert told >= WARNINGS
    assert codes_of_reading() <= told
    assert set(FINDINGS) >= WARNINGS


def codes_of_reading() -> set[str]:
    """Every code that the readers of notices and regions give, as it stands in their text."""
    found = set()
    for file in ("notices", "values", "regions", "conflicts"):
        for node in ast.walk(ast.parse((PACKAGE / "files" / f"{file}.py").read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                first = node.args[0] if node.func.attr in ("fault", "problem") and node.args else None
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def write_anew() -> None:
    """Write every text as the program gives it now."""
    import os
    import subprocess
    import sys
    import tempfile

    for name in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            lay_out(name, Path(folder))
            results = []
            for language in ("en", "zh"):
                command = [sys.executable, "-m", "dibao_cli", "--lang", language, *CHECK]
                done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=os.environ)
                results.append(Result(done.returncode, done.stdout, done.stderr))
            (HERE / f"{name}.txt").write_text(document(*results), "utf-8")


if __name__ == "__main__":
    write_anew()

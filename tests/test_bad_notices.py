"""Every bad notice in tests/bad_notices/ gets the findings that stand beside it, in either language.

A document is NAME.toml (with NAME.other.toml where it takes two files; NAME.region.toml is a region's own
file) and NAME.txt: a line for each finding with its place, severity and code, and the exit code. How a code
reads in English and Chinese is the business of test_words.py. `python scripts/renew.py` writes them anew.
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


FINDING = re.compile(
    r"^(?P<where>[^\s:]+(?::\d+)?): (?P<severity>\S+): (?P<message>.*) \[(?P<code>\w+)\]$", re.MULTILINE
)


def document(checked: Result) -> str:
    """What stands in NAME.txt, from what the command said in English."""
    found = [f"{one['where']} {one['severity']} {one['code']}" for one in FINDING.finditer(checked.out + checked.err)]
    return "\n".join([*found, f"exit code {checked.code}"]) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_notice_gets_the_findings_that_stand_beside_it(
    name: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(name, tmp_path)
    monkeypatch.chdir(tmp_path)
    english, chinese = (dibao("--lang", language, *CHECK) for language in ("en", "zh"))
    assert document(english) == text_of(name)
    codes = [re.findall(r"\[(\w+)\]$", result.out + result.err, re.MULTILINE) for result in (english, chinese)]
    assert codes[0] == codes[1]
    assert english.code == chinese.code
    errors = [one["message"] for one in FINDING.finditer(english.out + english.err) if one["severity"] == "error"]
    result = dibao("calc", "--area", "urban", "--standards", ".")
    if errors:  # a calculation refuses the folder in the same words
        assert (result.code, result.out) == (1, "")
        refused = re.findall(r"^dibao: [^\s:]+(?::\d+)?: (.*) \[\w+\]$", result.err, re.MULTILINE)
        assert sorted(refused) == sorted(errors)


def text_of(name: str) -> str:
    """The document's text; empty where it is still to be written."""
    file = HERE / f"{name}.txt"
    return file.read_text("utf-8") if file.exists() else ""


def test_there_is_a_document_for_every_code() -> None:
    told = {line.split()[2] for line in "".join(map(text_of, NAMES)).splitlines() if not line.startswith("exit")}
    assert len(NAMES) >= 40
    assert told >= WARNINGS
    assert codes_of_reading() <= told
    assert set(FINDINGS) >= WARNINGS


def codes_of_reading() -> set[str]:
    """Every code that the readers of notices and regions give, as it stands in their text."""
    found = set()
    for file in ("notices", "notice_sources", "values", "kinds", "regions", "conflicts"):
        for node in ast.walk(ast.parse((PACKAGE / "files" / f"{file}.py").read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                first = node.args[0] if node.func.attr in ("fault", "problem") and node.args else None
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found

"""The how-to for the tables does what it says: its files pass the checks, its commands run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import Cli

DOCS = Path(__file__).parent.parent / "docs"
FILE = re.compile(r"`([\w/.-]+\.toml)`[:：]\s+```toml\n(.*?)```", re.DOTALL)
COMMANDS = re.compile(r"```sh\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("name", ["another-city.md", "another-city.zh.md"])
def test_the_files_and_commands_of_the_how_to_work(
    name: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DOCS / name).read_text("utf-8")
    files = FILE.findall(text)
    assert [file for file, _ in files] == ["mine/care.toml", "sands/region.toml", "sands/2030-01-01-standards.toml"]
    for file, content in files:
        target = tmp_path / file
        target.parent.mkdir(exist_ok=True)
        target.write_text(content, "utf-8")
    monkeypatch.chdir(tmp_path)
    checked = dibao("standards", "check", "mine", "--strict", "--on", "2026-11-23")
    assert (checked.code, checked.out) == (0, "0 error(s), 0 warning(s), 0 acknowledged.\n")
    [block] = COMMANDS.findall(text)
    commands = [shlex.split(line)[1:] for line in block.strip().split("\n")]
    check, calc = (dibao(*command) for command in commands)
    assert (check.code, check.out) == (0, "0 error(s), 0 warning(s), 0 acknowledged.\n")
    assert "dibao\t\t1322.00\t" in calc.out  # 711 × 2 − 100

"""Every `$ dibao …` line of the README whose output is pasted below it gives that output."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import Cli

README = Path(__file__).parent.parent / "README.md"
QUIET = " 2>/dev/null"


def pasted() -> list[tuple[str, str]]:
    """Each command line of the `console` blocks with the output below it; lines without output are left out."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", README.read_text("utf-8"), re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("dibao ") and output.strip():
                found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), pasted(), ids=[command for command, _ in pasted()])
def test_a_command_of_the_readme_gives_the_output_below_it(dibao: Cli, command: str, output: str) -> None:
    result = dibao(*shlex.split(command.removesuffix(QUIET))[1:])
    shown = result.out if command.endswith(QUIET) else result.out + result.err
    assert shown.replace("\r\n", "\n").strip() == output.strip()


@pytest.mark.parametrize("figure", ["750.00", "540.00", "1500.00", "975.00", "2250.00"])
def test_the_figures_of_july_2020_stand_in_the_readme(figure: str) -> None:
    assert any(f",{figure},published," in output for _, output in pasted())

"""What the shells are offered, asked for as their scripts ask: by environment variables, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import process

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def offered(line: str, shell: str = "bash") -> list[str]:
    """The words offered at the end of a line, which ends with a blank where a new word begins."""
    words = line.split()
    env = {
        "_DIBAO_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) if line.endswith(" ") else len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "" if line.endswith(" ") else words[-1],
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    result = process(env=env)
    assert result.err == ""
    return [word for word in result.out.splitlines() if word]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_is_offered_commands_options_and_districts(shell: str) -> None:
    assert "calc" in "\n".join(offered("dibao ca", shell))
    assert "--district" in "\n".join(offered("dibao calc --dis", shell))
    assert "庄河市" in "\n".join(offered("dibao calc --district 庄", shell))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("dibao calc --district zhuang", ["zhuanghe"]),
        ("dibao calc --district 21028", ["210281", "210283"]),
        ("dibao calc --area ", ["urban", "rural"]),
        ("dibao calc --area 城", ["城市"]),
        ("dibao calc --month 2020-1", ["2020-10", "2020-11", "2020-12"]),
        ("dibao calc --region ", ["dalian", "hefei", "shenyang"]),
        ("dibao calc --format nd", ["ndjson"]),
        ("dibao calc --set dibao.urb", ["dibao.urban="]),
        ("dibao calc --lang ", ["en", "zh"]),
        ("dibao calc --index n", ["national"]),
        ("dibao batch --map people=mem", ["members"]),
        ("dibao calc --income s", ["support_received=", "social_insurance=", "support_paid=", "scholarship="]),
        ("dibao calc --annual-income 务", ["务农收入="]),
        ("dibao batch --map 现金=家庭年", ["家庭年收入"]),
        ("dibao compare --map cash=district", ["district"]),
        ("dibao calc --columns amount,ba", ["amount,basis"]),
        ("dibao calc --from 2020-01 --columns month,tek", ["month,tekun", "month,tekun_care"]),
        ("dibao batch r.csv --columns finger", ["fingerprint"]),
        ("dibao compare r.csv --columns househ", ["household_changed", "households"]),
        ("dibao standards list --columns a", ["all"]),
        ("dibao explain not_a_mo", ["not_a_month"]),
    ],
)  # fmt: skip
def test_fixed_words_are_completed(line: str, words: list[str]) -> None:
    assert offered(line) == words


def test_months_in_which_a_standard_changes_come_first() -> None:
    assert {"now", "2017-07", "2020-07"} <= set(offered("dibao calc --month "))


def test_the_details_of_a_person_are_completed_one_after_the_other() -> None:
    assert "status=orphan" in "\n".join(offered("dibao calc --person status=or", "fish"))
    fields = "\n".join(offered("dibao calc --person status=orphan,c", "fish"))
    assert "status=orphan,care=" in fields
    assert "status=orphan,care=dispersed" in "\n".join(offered("dibao calc --person status=orphan,care=d", "fish"))


REGION = """
[region]
id = "beicheng"
name = { en = "Beicheng", zh = "北城市" }
default_month = "2020-07"
default_pair = ["2020-06", "2020-07"]

[[district]]
name = "北区"
"""

BASH = """
compopt() {{ :; }}
eval "$(dibao --show-completion bash)"
COMP_WORDS=({words})
COMP_CWORD={number}
_dibao_completion dibao
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("dibao calc --person sta", ["status="]),
        ("dibao calc --person status =", ["ordinary", "tekun", "orphan", "unsupported_child", "retiree", "unemployed"]),
        ("dibao calc --person status = or", ["ordinary", "orphan"]),
        ("dibao calc --person status = orphan,car", ["orphan,care="]),
        ("dibao calc --person status = orphan,care = d", ["dispersed"]),
        ("dibao calc --area = ur", ["urban"]),
        ("dibao calc --person status = orphan,care = dispersed --dis", ["--district"]),
    ],
)
def test_bash_itself_gets_what_belongs_after_an_equals_sign(words: str, offers: list[str]) -> None:
    """Bash takes an equals sign for a word of its own, and replaces only what stands after it."""
    script = BASH.format(words=words, number=len(words.split()) - 1)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "DIBAO_LANG": "en"}
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert done.stderr == ""
    assert done.stdout.split() == offers


@pytest.mark.parametrize("line", ["dibao calc -o ", "dibao calc --standards ", "dibao calc --members "])
def test_where_nothing_is_offered_the_shell_offers_files(line: str) -> None:
    assert offered(line) == []
    assert offered(line, "zsh") == ["_files"]


def test_the_districts_of_a_region_of_ones_own_are_offered(tmp_path: Path) -> None:
    (tmp_path / "region.toml").write_text(REGION, "utf-8")
    assert offered(f"dibao calc --standards {tmp_path} --district 北") == ["北区"]


def test_a_region_that_nobody_knows_offers_nothing_and_says_nothing() -> None:
    assert offered("dibao calc --region nowhere --district ") == []

"""The tasks of a caseworker come out at the first attempt, and everything typed for them stands in the help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Cli
from desk import TASKS, Task, lay_out, words_of, written

TYPED = [task for task in TASKS if not task.answers]


@pytest.mark.parametrize("task", TYPED, ids=[task.name for task in TYPED])
def test_a_task_comes_out_at_the_first_attempt(
    task: Task, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out(tmp_path)
    words = words_of(task.now)
    result = dibao(*words, "--lang", "zh", *([] if "-o" in words else ["-f", "table"]))
    assert result.code == 0, result.err
    shown = " ".join((result.out + written(tmp_path, words)).split())
    assert all(word in shown for word in task.shows), shown[:2000]


@pytest.mark.parametrize("task", TYPED, ids=[task.name for task in TYPED])
def test_what_is_typed_stands_in_the_help(task: Task, dibao: Cli) -> None:
    """Options, the fields of --person and the words that they take; the rest are the case's own names and numbers."""
    command, *words = words_of(task.now)
    told = re.sub(r"\s", "", dibao(command, "--help", "--lang", "zh").out)
    for option in [word for word in words if word.startswith("-")]:
        assert option in told
    details = [words[n + 1] for n, word in enumerate(words) if word == "--person"]
    for name, _sign, content in (part.partition("=") for detail in details for part in detail.split(",")):
        assert name in told
        assert content in told or content.isdecimal() or name in ("编号", "残疾")


def test_there_are_fifteen_and_each_took_as_many_attempts_as_were_recorded() -> None:
    assert len(TASKS) == 15
    assert sum(len(task.before) > 1 for task in TASKS) >= 9

"""`dibao ask` at a real terminal: a pseudo-terminal with the program at its other end."""

from __future__ import annotations

import json
import os
import re
import select
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Cli, process

from dibao_cli.commands.ask import EXAMPLES

fcntl, pty, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "termios"))

LONGEST_WAIT = 20
ROOT = str(Path(__file__).parent.parent)


class Desk:
    """A person at a terminal: reads what is shown, types lines."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.ours, theirs = pty.openpty()
        clean = {n: v for n, v in os.environ.items() if not n.startswith(("DIBAO_", "LC_", "LANG", "NO_COLOR"))}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "dibao_cli", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**clean, "COLUMNS": "80", "PYTHONPATH": ROOT, "XDG_STATE_HOME": str(folder / "state"), **environment},
            start_new_session=True,
            # its own terminal, so that Ctrl-C reaches it
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)
        self.seen = ""

    def shown(self, end: str = "> ") -> str:
        """What is shown until the program waits for an answer (or ends, for an empty `end`)."""
        data = b""
        until = time.monotonic() + LONGEST_WAIT
        while not (end and data.endswith(end.encode())):
            assert time.monotonic() < until, data.decode()
            if not select.select([self.ours], [], [], 0.2)[0]:
                continue
            try:
                more = os.read(self.ours, 65536)
            except OSError:  # the program has ended
                break
            if not more:
                break
            data += more
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        self.seen += text
        return text

    def type(self, *lines: str) -> str:
        """Type lines, each when it is asked for; what is shown after the last."""
        text = ""
        for line in lines:
            os.write(self.ours, f"{line}\n".encode())
            text = self.shown()
        return text

    def ends(self) -> int:
        """The exit code of the program, once it has ended."""
        self.shown(end="")
        return self.program.wait(LONGEST_WAIT)


Sit = Callable[..., Desk]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[Sit]:
    desks = []

    def at(*arguments: str, **environment: str) -> Desk:
        desks.append(Desk(tmp_path, *arguments, **environment))
        desks[-1].shown()
        return desks[-1]

    yield at
    for desk in desks:
        if desk.program.poll() is None:
            desk.program.kill()
            desk.program.wait()
        os.close(desk.ours)


def test_an_interview_in_english_ends_with_the_result_a_command_and_a_file(
    sit: Sit, dibao: Cli, tmp_path: Path
) -> None:
    desk = sit("ask")
    assert "Is the household urban or rural?" in desk.seen
    assert "the urban or the rural standards apply" in desk.type("?")
    desk.type("u", "2020-04", "4")
    assert "How many people live together? [4] >" in desk.type("<")
    assert "= 960.00 yuan per month so far; not known: Price subsidy" in desk.type("3", "1,200元")
    assert "“12x” is not an amount" in desk.type("12x=12x")
    desk.type("", "", "", "", "", "")
    assert "= 1575.00 yuan per month so far" in desk.type("14.8")
    end = desk.type("")
    assert "720.00 × 3 − 1200.00 = 960.00" in end
    assert "\x1b[1m1575.00\x1b[0m" in end
    command = next(line for line in end.splitlines() if line.startswith("  dibao calc "))
    assert total_of(dibao, *shlex.split(command)[2:]) == "1575.00"
    assert "Print the sheet?" in end
    assert "Save the household" in desk.type("my sheet")
    assert "720.00 × 3 − 1200.00 = 960.00" in (tmp_path / "my sheet.html").read_text("utf-8")
    desk.type("my family.toml")
    assert desk.ends() == 0
    assert "dibao calc 'my family.toml'" in desk.seen
    assert total_of(dibao, str(tmp_path / "my family.toml")) == "1575.00"


def total_of(dibao: Cli, *arguments: str) -> str:
    """The total that calc comes to, complete or not."""
    record = json.loads(dibao("calc", *arguments, "-f", "json").out)
    return str(record["total"] or record["known_total"])


def test_an_interview_in_chinese(sit: Sit, dibao: Cli, tmp_path: Path) -> None:
    existing = tmp_path / "家庭.json"
    existing.write_text("mine", "utf-8")
    desk = sit("ask", "--lang", "zh", NO_COLOR="1")
    assert "该家庭属于城市还是农村？" in desk.seen
    assert f"[{time.strftime('%Y-%m')}]" in desk.type("农村")
    assert "所在区（市）县？" in desk.type("2020-07")
    assert "乌有区" in desk.type("乌有区")
    assert "= 目前合计每月 780.00 元" in desk.type("庄河", "２人", "３００")
    desk.type("", "医疗 100", "", "", "1", "孤儿", "分散", "9", "", "", "", "", "", "")
    end = desk.type("")
    assert "孤儿基本生活费（成员1）   1500.00   官方公布" in end
    assert "\x1b" not in end
    assert "是否打印核算表？" in end
    assert "是否覆盖？（是/否） [否] >" in desk.type("", "家庭.json")
    desk.type("否")
    assert existing.read_text("utf-8") == "mine"
    desk.type("家庭.json", "是")
    assert desk.ends() == 0
    assert "dibao calc '家庭.json'" in desk.seen
    assert total_of(dibao, str(existing)) == "1840.00"


def test_a_file_that_cannot_be_written_is_asked_for_again(sit: Sit) -> None:
    desk = sit("ask")
    desk.type("u", "2020-07", "1", "0", "", "", "", "", "", "", "")
    assert "Print the sheet?" in desk.type("")
    assert "cannot be written" in desk.type("no/such/sheet")
    assert "Save the household" in desk.type("")
    assert "cannot be written" in desk.type("no/such/folder.toml")
    os.write(desk.ours, b"\n")
    assert desk.ends() == 0


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_the_interview_can_be_left_at_any_time(sit: Sit, key: bytes) -> None:
    desk = sit("ask")
    desk.type("u")
    os.write(desk.ours, key)
    assert desk.ends() == 130
    assert "Traceback" not in desk.seen and "defect" not in desk.seen


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_its_help_begins_the_interview(sit: Sit, example: str) -> None:
    assert "Is the household urban or rural?" in sit(*shlex.split(example)[1:]).seen


def test_without_a_terminal_it_says_what_to_use() -> None:
    for arguments, word in ((("ask",), "needs a terminal"), (("--lang", "zh", "ask"), "须在终端中运行")):
        result = process(*arguments)
        assert (result.code, result.out) == (2, "")
        assert word in result.err and "dibao calc" in result.err


def test_what_is_wrong_with_the_tables_is_said_before_the_first_question(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ask", "--set", "dibao.urbn=700")
    assert desk.ends() == 2
    assert "dibao.urban" in desk.seen and ">" not in desk.seen
    os.close(desk.ours)


def files_of(folder: Path) -> list[Path]:
    """What is kept of interviews that are not finished."""
    return sorted(path for path in (folder / "state").rglob("answers.json"))


def test_an_interview_that_was_interrupted_goes_on_and_leaves_nothing_at_its_end(sit: Sit, tmp_path: Path) -> None:
    desk = sit("ask")
    desk.type("u", "2020-07", "3", "wage=1200")
    os.write(desk.ours, b"\x03")
    assert desk.ends() == 130
    [kept] = files_of(tmp_path)
    assert str(kept.parent) in desk.seen
    assert "--fresh" in desk.seen
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    again = sit("ask", NO_COLOR="1")
    assert "after 4 answer(s). Go on with it?" in " ".join(again.seen.split())
    assert "= 1050.00 yuan per month so far" in again.type("", "")
    end = again.type(*[""] * 9)
    assert re.search(r"Subsistence allowance \(dibao\) +1050\.00", end)
    again.type("")
    os.write(again.ours, b"\n")
    assert again.ends() == 0
    assert not list((tmp_path / "state" / "dibao").iterdir())


@pytest.mark.parametrize("end", ["closed terminal", "killed"])
def test_answers_outlive_a_closed_terminal_and_a_power_cut(sit: Sit, tmp_path: Path, end: str) -> None:
    desk = Desk(tmp_path, "ask")
    desk.shown()
    desk.type("农村", "2020-07")
    if end == "killed":
        desk.program.kill()
    os.close(desk.ours)
    desk.program.wait(LONGEST_WAIT)
    again = sit("ask")
    assert "after 2 answer(s)" in " ".join(again.seen.split())
    assert "Which district?" in again.type("yes")


def test_who_begins_anew_leaves_nothing_of_before(sit: Sit, tmp_path: Path) -> None:
    desk = sit("ask")
    desk.type("u", "2020-07")
    os.write(desk.ours, b"\x04")
    desk.ends()
    assert "Is the household urban or rural?" in sit("ask", "--fresh").seen
    assert not files_of(tmp_path)
    asked = sit("ask")
    asked.type("u")
    assert "Go on" not in asked.seen  # that of a living interview is its own
    assert len(files_of(tmp_path)) == 1


def test_what_was_kept_and_makes_no_sense_is_left_aside(sit: Sit, tmp_path: Path) -> None:
    folder = tmp_path / "state" / "dibao"
    for n, text in enumerate(
        ("", "[[[", '{"version": 1, "region": "dalian", "answers": [["area"], 5]}', '{"version": 9}')
    ):
        (folder / f"ask-{n:016x}").mkdir(parents=True)
        (folder / f"ask-{n:016x}" / "answers.json").write_text(text)
        (folder / f"ask-{n:016x}" / f".dibao-{n:016x}.part").write_text("cut off by kill -9")
    assert "Is the household urban or rural?" in sit("ask").seen
    assert not list(folder.iterdir())


def test_answers_that_cannot_be_kept_do_not_end_the_interview(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    desk = sit("ask")
    assert "cannot be kept" in desk.type("u")
    assert "How many people" in desk.type("2020-07")


def test_dibao_alone_on_a_terminal_offers_the_interview(sit: Sit) -> None:
    assert "dibao ask" in sit().seen
    assert "Is the household urban or rural?" in sit().type("")
    for answer, word in (("h", "Usage: dibao"), ("q", "")):
        desk = sit()
        os.write(desk.ours, f"{answer}\n".encode())
        assert desk.ends() == 0
        assert word in desk.seen and "urban or rural" not in desk.seen
    assert "直接回车开始逐项询问" in sit("--lang", "zh").seen


def test_dibao_alone_in_a_pipe_prints_its_help() -> None:
    result = process()
    assert "Usage: dibao" in result.out + result.err and "Commands" in result.out + result.err

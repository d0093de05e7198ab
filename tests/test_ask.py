"""`dibao ask` at a real terminal: a pseudo-terminal with the program at its other end."""

from __future__ import annotations

import os
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
            env={**clean, "COLUMNS": "80", "PYTHONPATH": str(Path(__file__).parent.parent), **environment},
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
    assert dibao(*shlex.split(command)[1:]).out.splitlines()[-1].split("\t")[4] == "1575.00"
    desk.type("my family.toml")
    assert desk.ends() == 0
    assert "dibao calc 'my family.toml'" in desk.seen
    assert dibao("calc", str(tmp_path / "my family.toml")).out.splitlines()[-1].split("\t")[4] == "1575.00"


def test_an_interview_in_chinese(sit: Sit, dibao: Cli, tmp_path: Path) -> None:
    existing = tmp_path / "家庭.json"
    existing.write_text("mine", "utf-8")
    desk = sit("ask", "--lang", "zh", NO_COLOR="1")
    assert "该家庭属于城市还是农村？" in desk.seen
    assert "所在区（市）县？" in desk.type("农村", "")
    assert "乌有区" in desk.type("乌有区")
    assert "= 目前合计每月 780.00 元" in desk.type("庄河", "２人", "３００")
    desk.type("", "医疗 100", "", "", "1", "孤儿", "分散", "9", "", "", "", "", "", "")
    end = desk.type("")
    assert "孤儿基本生活费（成员1）   1500.00   官方公布" in end
    assert "\x1b" not in end
    assert "是否覆盖？（是/否） [否] >" in desk.type("家庭.json")
    desk.type("否")
    assert existing.read_text("utf-8") == "mine"
    desk.type("家庭.json", "是")
    assert desk.ends() == 0
    assert "dibao calc '家庭.json'" in desk.seen
    [total] = [line for line in dibao("calc", str(existing)).out.splitlines() if "\tknown_total\t" in line]
    assert total.split("\t")[4] == "1840.00"


def test_a_file_that_cannot_be_written_is_asked_for_again(sit: Sit) -> None:
    desk = sit("ask")
    desk.type("u", "", "1", "0", "", "", "", "", "", "", "")
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

"""Nothing leaves the machine, and the same question has the same answer everywhere."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from conftest import process

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parent.parent
CASE = ("--area", "rural", "--district", "庄河市", "--members", "2", "--income", "300")

# What the program does most, each as it is called.
COMMANDS = {
    "calc": ("calc", *CASE),
    "calc, explained": ("calc", *CASE, "--explain", "-f", "table"),
    "calc, the sheet": ("calc", *CASE, "-f", "html"),
    "calc, month by month": ("calc", *CASE, "--from", "2020-01", "--to", "2020-12", "--index", "national"),
    "compare": ("compare", *CASE, "-f", "json"),
    "standards show": ("standards", "show", "--month", "2020-07"),
    "standards check": ("standards", "check"),
    "schema": ("schema", "household"),
    "batch": ("batch", str(ROOT / "docs" / "examples" / "roster.csv"), "-f", "csv"),
    "arrears": ("arrears", *CASE, "--from", "2020-07", "--to", "2020-10"),
}

# Runs `dibao` where any use of a socket ends the process at once.
FORBIDDING = """
import os, sys

def forbid(event, arguments):
    if event.startswith("socket."):
        os.write(2, f"a socket was used: {event} {arguments}".encode())
        os._exit(99)

sys.addaudithook(forbid)
from dibao_cli.__main__ import main

main()
"""


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_touches_the_network(arguments: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-c", FORBIDDING, *arguments], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout


def test_the_whole_suite_runs_with_sockets_forbidden() -> None:
    with pytest.raises(PermissionError, match="network"):
        socket.create_connection(("127.0.0.1", 9))


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_the_answer_is_the_same_in_every_locale_time_zone_and_hash_seed(arguments: tuple[str, ...]) -> None:
    answers = {
        process(*arguments, env={"LC_ALL": locale, "TZ": zone, "PYTHONHASHSEED": seed, "DIBAO_LANG": "en"})
        for (locale, zone), seed in product((("C", "UTC"), ("tr_TR.UTF-8", "Asia/Shanghai")), ("0", "1"))
    }
    assert len(answers) == 1
    assert next(iter(answers)).code == 0


def alone(*command: str) -> list[str]:
    """A command in a world without any network, as Linux can make one."""
    return ["unshare", "--user", "--map-root-user", "--net", *command]


def can_be_alone() -> bool:
    return shutil.which("unshare") is not None and subprocess.run(alone("true"), capture_output=True).returncode == 0


@pytest.mark.skipif(not can_be_alone(), reason="this system cannot take the network away from a process")
def test_a_roster_is_computed_where_there_is_no_network() -> None:
    """DuckDB is not Python, so that no audit hook sees what it does."""
    command = [sys.executable, "-m", "dibao_cli", *COMMANDS["batch"]]
    done = subprocess.run(alone(*command), capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().count("\n") == 4

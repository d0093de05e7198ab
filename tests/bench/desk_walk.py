"""Fifteen tasks at the desk, walked through real terminals: how many attempts did each take before, and how many now?

    git worktree add ../before 9df32ca
    python tests/bench/desk_walk.py ../before

Every attempt runs as a process of its own on a pseudo-terminal of 80 columns, in Chinese. It has come out when it ends
with 0 and what the task asks for stands on the screen, or in the file that was written.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from desk import TASKS, Task, lay_out, words_of, written  # noqa: E402 - beside the tests, which are no package

LONGEST = 60.0
QUIET = 1.5
"""Seconds without a word after which the program is taken to wait for an answer."""


def sat_through(line: str, checkout: Path, folder: Path, answers: tuple[str, ...] = ()) -> tuple[int, str]:
    """The exit code of one command line on a terminal of its own, and all that was shown; then Enter until it ends."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DIBAO_", "LC_", "LANG"))}
    here = {"PYTHONPATH": str(checkout), "LANG": "zh_CN.UTF-8", "COLUMNS": "80", "XDG_STATE_HOME": str(folder)}
    words = [sys.executable, "-m", "dibao_cli", *words_of(line)]
    shown, waiting, until, last = b"", list(answers), time.monotonic() + LONGEST, time.monotonic()
    with subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env={**clean, **here}
    ) as child:
        os.close(theirs)
        while time.monotonic() < until:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    piece = os.read(ours, 65536)
                except OSError:  # the program has ended
                    break
                if not piece:
                    break
                shown, last = shown + piece, time.monotonic()
            elif answers and (shown.endswith(b"> ") or time.monotonic() - last > QUIET):
                os.write(ours, f"{waiting.pop(0) if waiting else ''}\n".encode())
                last = time.monotonic()
        else:
            child.kill()
    os.close(ours)
    return child.returncode, re.sub(r"\x1b\[[0-9;]*[mK]", "", shown.decode("utf-8", "replace"))


def attempts(task: Task, lines: tuple[str, ...], checkout: Path) -> tuple[int, bool]:
    """How many of the lines were typed until the task came out, and whether it did at all."""
    for number, line in enumerate(lines, 1):
        with TemporaryDirectory() as name:
            folder = Path(name)
            lay_out(folder)
            code, shown = sat_through(line, checkout, folder, task.answers)
            text = " ".join((shown + written(folder, words_of(line))).split())
        if code == 0 and all(word in text for word in task.shows):
            return number, True
    return len(lines), False


def main() -> None:
    """Walk both, and print a table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("before", type=Path, help="a checkout of commit 9df32ca")
    before = asked.parse_args().before
    print("| task | attempts before | now | typed now |\n|---|--:|--:|---|")
    for task in TASKS:
        found = []
        for lines, checkout in ((task.before, before), ((task.now,), ROOT)):
            number, done = attempts(task, lines, checkout)
            found.append(str(number) if done else f"{number}, in vain")
        print(f"| {task.name} | {found[0]} | {found[1]} | `{task.now}` |", flush=True)


if __name__ == "__main__":
    main()

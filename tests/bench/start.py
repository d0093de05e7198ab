"""How long each command takes from start to end, next to `python -c pass`: whole processes, in interleaved rounds.

    python tests/bench/start.py                      # all rows, 15 rounds
    python tests/bench/start.py --rounds 31 --peers /tmp/peers/bin

The median of the rounds is printed with its ratio to bare Python. A round runs every row once, so that
whatever else the machine is doing falls on all rows alike. Nothing here passes or fails by the clock:
`tests/test_start.py` guards the start by what is imported. The package is compiled first, as pip leaves it.
"""

from __future__ import annotations

import argparse
import compileall
import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

DIBAO = str(Path(sys.executable).with_name("dibao"))
CALC = [DIBAO, "calc", "--area", "urban", "--members", "3", "--income", "1200"]
COMPLETE = {"_DIBAO_COMPLETE": "complete_bash", "COMP_WORDS": "dibao calc --dis", "COMP_CWORD": "2"}
ROWS: list[tuple[str, list[str], dict[str, str], bool]] = [
    ("python -c pass", [sys.executable, "-c", "pass"], {}, False),
    ("python -c 'import typer'", [sys.executable, "-c", "import typer"], {}, False),
    ("calc, TSV in a pipe", CALC, {}, False),
    ("calc, TSV in a pipe, Chinese", CALC, {"DIBAO_LANG": "zh"}, False),
    ("calc, JSON in a pipe", [*CALC, "-f", "json"], {}, False),
    ("calc, table on a terminal", CALC, {}, True),
    ("--version", [DIBAO, "--version"], {}, False),
    ("--help", [DIBAO, "--help"], {}, False),
    ("calc --help", [DIBAO, "calc", "--help"], {}, False),
    ("completion (bash)", [DIBAO], COMPLETE, False),
]
PEERS = ("sqlite-utils", "csvstat", "http")


def milliseconds(command: list[str], extra: dict[str, str], terminal: bool) -> float:
    """The wall-clock time of one process, its output read to the end."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **extra}
    start = time.perf_counter()
    if terminal:
        _on_terminal(command, environment)
    else:
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return (time.perf_counter() - start) * 1000


def _on_terminal(command: list[str], environment: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    try:
        while os.read(ours, 65536):
            pass
    except OSError:  # Linux: the terminal is gone when the process is
        pass
    process.wait()
    os.close(ours)


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    reader.add_argument("--rounds", type=int, default=15)
    reader.add_argument("--peers", type=Path, help="a bin folder with sqlite-utils, csvstat and http")
    asked = reader.parse_args()
    compileall.compile_dir(str(Path(__file__).parents[2] / "dibao_cli"), quiet=1)
    rows = list(ROWS)
    if asked.peers:
        rows += [
            (f"{peer} --version", [str(asked.peers / peer), "--version"], {}, False)
            for peer in PEERS
            if (asked.peers / peer).exists()
        ]
    times: dict[str, list[float]] = {row[0]: [] for row in rows}
    for n in range(asked.rounds + 1):
        for name, command, extra, terminal in rows:
            spent = milliseconds(command, extra, terminal)
            if n:  # the first round only warms the caches
                times[name].append(spent)
    bare = median(times[rows[0][0]])
    print("| what | ms | ratio |\n|---|--:|--:|")
    for name, spent_in_rounds in times.items():
        middle = median(spent_in_rounds)
        print(f"| {name} | {middle:.1f} | {middle / bare:.1f} |")


if __name__ == "__main__":
    main()

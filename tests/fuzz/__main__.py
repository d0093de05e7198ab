"""A long run: `python -m tests.fuzz --inputs 1000000 --seed 1 --jobs 2`.

An input takes 5 to 20 ms, a roster 200 ms and more: a million takes many hours with two jobs. One input again, with
all that came out: `python -m tests.fuzz --seed 1 --only 4711`. Ends with 1 if something did not hold.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from .holds import broken
from .inputs import KINDS, made
from .running import ran

SHARE = 200
"""How many inputs a process is given at a time."""


def tried(seed: int, number: int, kind: str | None, folder: Path) -> tuple[str, int, list[str]]:
    """The kind of an input, its exit code, and what did not hold."""
    given = made(seed, number, kind)
    outcome = ran(given, folder)
    return given.kind, outcome.code, list(broken(given, outcome))


def _work(seed: int, kind: str | None, numbers: range, found: Any, folder: str) -> None:
    for number in numbers:
        found.put((number, None))
        found.put((number, tried(seed, number, kind, Path(folder) / "work")))
    found.put((-1, None))


def run_all(
    seed: int, count: int, kind: str | None, jobs: int, first: int = 0
) -> tuple[Counter[Any], list[tuple[int, str]]]:
    """Counts by kind and exit code, and the numbers of what did not hold. A process that dies is a failure too."""
    counts: Counter[Any] = Counter()
    failures: list[tuple[int, str]] = []
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ahead = [range(n, min(n + SHARE, first + count)) for n in range(first, first + count, SHARE)][::-1]
    running: list[tuple[Any, Any, list[int], range, str]] = []
    with tempfile.TemporaryDirectory(prefix="dibao-fuzz-") as base:
        begun, told, serial = time.monotonic(), 0.0, 0
        while ahead or running:
            while ahead and len(running) < jobs:
                numbers, serial = ahead.pop(), serial + 1
                queue: Any = context.SimpleQueue()
                folder = str(Path(base) / f"{serial}")
                process = context.Process(target=_work, args=(seed, kind, numbers, queue, folder), daemon=True)
                process.start()
                running.append((process, queue, [numbers.start - 1], numbers, folder))
            for each in list(running):
                process, queue, last, numbers, folder = each
                done = False
                while not queue.empty():
                    number, outcome = queue.get()
                    done |= number == -1
                    last[0] = max(last[0], number)
                    if outcome is not None:
                        name, code, wrong = outcome
                        counts[name, code] += 1
                        for root in (f"{name}: {what}" for what in wrong):
                            if root not in {known for _number, known in failures}:
                                sys.stderr.write(f"new: {root} (--only {number})\n")
                            failures.append((number, root))
                if done or (not process.is_alive() and queue.empty()):
                    process.join()
                    running.remove(each)
                    if not done:
                        failures.append((last[0], f"the process died ({process.exitcode})"))
                        counts["died", process.exitcode] += 1
                        if last[0] + 1 < numbers.stop:
                            ahead.append(range(last[0] + 1, numbers.stop))
            time.sleep(0.02)
            if time.monotonic() - begun - told > 60:
                told = time.monotonic() - begun
                sys.stderr.write(f"{sum(counts.values())} inputs, {len(failures)} failures, {told:.0f} s\n")
    return counts, failures


def main() -> int:
    """Read the arguments, run, and print counts and failures."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="the same number makes the same inputs")
    parser.add_argument("--kind", choices=KINDS, help="of one kind only")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time")
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--only", type=int, help="one input, shown with all that came out")
    told = parser.parse_args()
    if told.only is not None:
        return show(told.seed, told.only, told.kind)
    counts, failures = run_all(told.seed, told.inputs, told.kind, told.jobs, told.first)
    for (kind, code), number in sorted(counts.items(), key=str):
        print(f"{kind:16} exit {code}: {number}")
    roots = Counter(what for _number, what in failures)
    for what, number in roots.most_common():
        print(f"FAILED {number}: {what} (such as --only {next(n for n, each in failures if each == what)})")
    print(f"{sum(counts.values())} inputs, {len(failures)} failures")
    return int(bool(failures))


def show(seed: int, number: int, kind: str | None) -> int:
    """One input, and all that came out."""
    given = made(seed, number, kind)
    with tempfile.TemporaryDirectory(prefix="dibao-fuzz-") as base:
        outcome = ran(given, Path(base) / "work")
    print("arguments:", [ascii(word)[1:-1][:300] for word in given.arguments])
    print("environment:", dict(given.environment))
    for name, data in given.files.items():
        print(f"--- {name}\n{data[:3000]!r}")
    print(f"--- stdin\n{given.stdin[:2000]!r}")
    print(f"--- exit {outcome.code} after {outcome.seconds:.2f} s; stdout\n{outcome.out[:2000]!r}\n--- stderr")
    print(ascii(outcome.err.decode("utf-8", "replace"))[:3000].replace("\\n", "\n"))
    wrong = list(broken(given, outcome))
    print("holds" if not wrong else f"BROKEN: {wrong}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())

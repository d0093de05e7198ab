"""Kills runs of `dibao batch --engine spark` at random moments, and looks at what they leave.

    python tests/bench/spark_killed.py --times 40 --seed 1

Killed is the program itself (by SIGKILL, SIGTERM or SIGINT), one of Spark's Python processes, or Java. The folder of
results must hold the old ones or the new ones, and nothing may lie beside it when all processes have ended (after Java
was killed the next run tidies up). Exit code 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "roster"))

from spark_server import KILLS, killed


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--times", type=int, default=20)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--kind", choices=KILLS)
    told = reader.parse_args()
    chance = random.Random(told.seed)
    counts: Counter[tuple[str, str]] = Counter()
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        heading, roster = "household,area,members,income\n", folder / "roster.csv"
        households = 10
        roster.write_text(heading + "".join(f"{n},urban,2,{n}\n" for n in range(households)))
        began = time.monotonic()
        first = killed("driver by SIGTERM", roster, folder / "out", 10**6)
        seconds = time.monotonic() - began
        print(f"a run takes {seconds:.0f} s: {first}", flush=True)
        for n in range(told.times):
            kind, delay = told.kind or KILLS[n % len(KILLS)], chance.uniform(0, seconds)
            roster.write_text(heading + "".join(f"{n},urban,2,{n}\n" for n in range(households + 1)))
            left = killed(kind, roster, folder / "out", delay)
            which = {households: "old", households + 1: "new"}.get(left.households, "part")
            counts[kind, which] += 1
            households = left.households
            traces = "Traceback" in left.err or "\tat " in left.err or "defect" in left.err
            if which == "part" or traces or (left.beside and kind != "Java"):
                wrong.append((kind, round(delay, 2), left))
            print(f"{kind} after {delay:.1f} s: {which}, exit code {left.code}, {left.err.strip()[-150:]}", flush=True)
    for key, number in sorted(counts.items()):
        print(*key, number)
    print(len(wrong), "wrong", *wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

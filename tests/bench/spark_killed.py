"""Kills runs of `dibao batch --engine spark` at random moments, and looks at what they leave.

    python tests/bench/spark_killed.py --times 40 --seed 1
    python tests/bench/spark_killed.py --kind worker --rows 200000

Killed is the program itself (by SIGKILL, SIGTERM or SIGINT), a Python process of Spark at work, the one that starts
those, or Java: each at a moment within the time that it was there, or at work, in a run that nobody killed. A kill is
a *hit* if the run did not come to its end because of it, *survived* if it did all the same, and *late* if the run was
over before. The folder must hold the old results or the new ones (the new ones after exit code 0, the old ones after
exit code 1), nobody may be told a traceback, and nothing may lie beside when all processes have ended. Exit code 1 if
anything is wrong.
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

from spark_server import KILLS, Killed, killed

EXIT_CODES = {"driver by SIGKILL": -9, "driver by SIGTERM": 143, "driver by SIGINT": 130}
"""Of a run that was ended by it; of the other kinds it is 1."""


def written(roster: Path, households: int) -> None:
    rows = "".join(f"{n},urban,{n % 5 + 1},{n % 3000}\n" for n in range(households))
    roster.write_text(f"household,area,members,income\n{rows}")


def came_to(left: Killed) -> str:
    """What a kill came to: hit, survived or late."""
    if not left.sent:
        return "late"
    return "survived" if left.code == 0 else "hit"


def wrong_in(kind: str, left: Killed, which: str) -> str:
    """Empty where everything is as promised."""
    if which == "part" or (left.code, which) in ((0, "old"), (1, "new")):
        return f"exit code {left.code}, and the results are {which}"
    if left.code not in (0, EXIT_CODES.get(kind, 1)):
        return f"exit code {left.code}"
    if left.code == 1 and "[spark_ended" not in left.err:
        return f"does not say what ended: {left.err[-2000:]!r}"
    if any(sign in left.err for sign in ("Traceback", "\tat ", "defect")) or (left.code and left.err.count("\n") > 1):
        return f"says {left.err[-2000:]!r}"
    return f"leaves {left.beside}" if left.beside else ""


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    reader.add_argument("--times", type=int, default=24)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--rows", type=int, default=100_000)
    reader.add_argument("--kind", nargs="+", choices=KILLS, default=KILLS)
    told = reader.parse_args()
    chance = random.Random(told.seed)
    counts: Counter[tuple[str, str, str]] = Counter()
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder, households = Path(name), told.rows
        out, roster = folder / "out", folder / "roster.csv"
        written(roster, households)
        began = time.monotonic()
        whole = killed("driver by SIGTERM", roster, out, lambda _seconds: False)
        spans = {kind: round(seconds, 1) for kind, seconds in whole.spans.items()}
        print(f"a run takes {time.monotonic() - began:.0f} s, exit code {whole.code}; there were, in seconds: {spans}")
        for n in range(told.times):
            kind = told.kind[n % len(told.kind)]
            delay = chance.uniform(0, whole.spans[kind])
            written(roster, households + 1)
            left = killed(kind, roster, out, lambda seconds, delay=delay: seconds >= delay)
            which = {households: "old", households + 1: "new"}.get(left.households, "part")
            outcome = came_to(left)
            counts[kind, outcome, which] += 1
            households = left.households
            if fault := wrong_in(kind, left, which):
                wrong.append(f"{kind} after {delay:.2f} s: {fault}")
            said = " ".join(left.err.split())[-130:]
            print(f"{kind} after {delay:.1f} s: {outcome}, {which}, exit code {left.code}: {said}", flush=True)
    for (kind, outcome, which), number in sorted(counts.items()):
        print(f"{kind:24}{outcome:10}{which:6}{number:4}")
    hits = sum(number for (_kind, outcome, _which), number in counts.items() if outcome == "hit")
    print(f"{told.times} kills, {hits} hit; {len(wrong)} wrong", *wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

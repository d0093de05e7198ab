"""How many households of a roster `assess` computes one by one, and why; and what each part of the chain takes.

    python tests/bench/one_by_one.py roster.csv --month 2020-07            any options of `dibao batch`

Every pass over the roster is counted. A household with two reasons is counted under the first of them.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from dibao_cli.__main__ import run
from dibao_cli.roster.steps import Part
from dibao_cli.roster.worker import Worker

REASONS = {
    "its rows may not fit together": "whole_households.doubtful",
    "programmes of a person that hang together": "households.only_as_a_whole",
    "the notices of its place": "settings.only_as_a_whole",
}
WHICH = " ".join(f"WHEN {holds} THEN '{reason}'" for reason, holds in REASONS.items())
COUNTED = f"""
    SELECT CASE {WHICH} END, count(*) FROM whole_households
    JOIN households ON households.household = whole_households.household
    JOIN settings ON settings.facts = CAST(households.facts AS VARCHAR) GROUP BY 1"""

households: Counter[str] = Counter()
seconds: Counter[str] = Counter()


def main() -> None:
    os.cpu_count = lambda: 1  # one thread, so that the time of a part is its own
    taken = Worker._run

    def each(worker: Worker, parts: list[Part]) -> None:
        for part in parts:
            began = time.process_time()
            taken(worker, [part])
            seconds[part.name] += time.process_time() - began
            if part.name == "assessed":
                households["all"] += worker.engine.number("SELECT count(*) FROM households WHERE NOT faulty")
                if worker.plan.each_case:
                    whole = worker.engine.number("SELECT count(*) FROM whole_households")
                    households["what the run asks for"] += whole
                else:
                    households.update(dict(worker.engine.ask(COUNTED)))

    Worker._run = each  # type: ignore[method-assign]  # for this process only
    with tempfile.TemporaryDirectory() as folder:
        run(["batch", *sys.argv[1:], "-o", str(Path(folder) / "out.csv"), "-q"])
    for reason, number in households.most_common():
        print(f"{number:>9,}  {number / households['all']:6.1%}  {reason}")
    for name, spent in seconds.most_common(12):
        print(f"{spent:9.2f}  CPU seconds  {name}")


if __name__ == "__main__":
    main()

"""How fast `dibao batch` is, as ratios to DuckDB merely reading the same file as text and writing as many columns.

    python tests/bench/roster.py                    1 million households, clean and with 10 % dirty rows
    python tests/bench/roster.py --rows 10000000    the same for 10 million
    python tests/bench/roster.py --persons          a person a row, unsorted

Every run is a process of its own, start included; runs are interleaved and the best of each is taken, because
other work on the machine only ever adds. Wall seconds, CPU seconds, peak resident memory.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DISTRICTS = (
    "中山区",
    "西岗区",
    "沙河口区",
    "甘井子区",
    "旅顺口区",
    "金州区",
    "普兰店区",
    "长海县",
    "瓦房店市",
    "庄河市",
)
HEADING = "household,area,district,members,income,deductions"
DIRTY = ("negative", "text", "district", "ragged", "quote", "count", "area")

BASELINE = """
import duckdb, sys
con = duckdb.connect(config={"threads": 2})
names = "household,area,district,members,income,deductions".split(",")
columns = ", ".join(f"{names[n % 6]} AS c{n}" for n in range(20))
source = "read_csv(?, all_varchar = true, header = true)"
con.execute(f"COPY (SELECT {columns} FROM {source}) TO '{sys.argv[2]}'", [sys.argv[1]])
"""


def households(file: Path, rows: int, dirty: float) -> None:
    """A household a row; the dirty ones are wrong in seven ways, most with a text of their own."""
    chance = random.Random(1)
    with file.open("w", encoding="utf-8") as out:
        out.write(HEADING + "\n")
        for n in range(rows):
            area = "urban" if chance.random() < 0.5 else "rural"
            members, income = chance.choice((1, 1, 1, 2, 2, 3, 4)), f"{chance.randrange(250_000) / 100:.2f}"
            cells = [
                f"H{n:08d}",
                area,
                chance.choice(DISTRICTS),
                str(members),
                income,
                chance.choice(("", "", "", "120", "35.50")),
            ]
            if chance.random() < dirty:
                _spoil(cells, DIRTY[n % len(DIRTY)])
            out.write(",".join(cells) + "\n")


def _spoil(cells: list[str], how: str) -> None:
    if how == "negative":
        cells[4] = "-" + cells[4]
    elif how == "text":
        cells[4] = "unknown"
    elif how == "district":
        cells[2] = "Atlantis"
    elif how == "ragged":
        cells.pop()
    elif how == "quote":
        cells[2] = '"' + cells[2]
    elif how == "count":
        cells[3] = "900"
    else:
        cells[1] = "moon"


def persons(file: Path, rows: int, dirty: float = 0.0) -> None:
    """A person a row, in an order drawn by chance; about 2.5 to a household. The dirty ones have a wrong income."""
    chance = random.Random(1)
    number = rows * 2 // 5
    with file.open("w", encoding="utf-8") as out:
        out.write("household,area,district,status,care,tier,age,income\n")
        for _row in range(rows):
            household = chance.randrange(number)
            area, district = ("urban", "rural")[household % 2], DISTRICTS[household % 10]
            status = chance.choice(("",) * 20 + ("tekun,,", "orphan,dispersed,", "retiree,,full"))
            age = chance.randrange(18) if status.startswith("orphan") else chance.randrange(18, 95)
            income = f"{chance.randrange(0, 90_000) / 100:.2f}"
            if dirty and chance.random() < dirty:
                income = chance.choice(("unknown", "-" + income, "", "1e3", income.replace(".", "。")))
            out.write(f"H{household:08d},{area},{district},{status or ',,'},{age},{income}\n")


def measured(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak megabytes of one process."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        _pid, status, used = os.wait4(process.pid, 0)
        told.seek(0)
        said = told.read().decode()
    if os.waitstatus_to_exitcode(status) not in (0, 1) or "Traceback" in said:  # 1: some rows were rejected
        sys.exit(said)
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def best(runs: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    wall, cpu, memory = (min(column) for column in zip(*runs, strict=True))
    return wall, cpu, memory


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--persons", action="store_true")
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = str(folder / "out.csv")
        batch = [sys.executable, "-m", "dibao_cli", "batch"]
        runs: dict[str, list[str]] = {}
        if told.persons:
            persons(folder / "persons.csv", told.rows)
            runs["persons, unsorted"] = [*batch, str(folder / "persons.csv"), "-o", out]
        else:
            for label, dirty in (("clean", 0.0), ("10 % dirty", 0.1)):
                households(folder / f"{label}.csv", told.rows, dirty)
            runs["DuckDB reads and writes text"] = [sys.executable, "-c", BASELINE, str(folder / "clean.csv"), out]
            for label in ("clean", "10 % dirty"):
                runs[f"dibao batch, {label}"] = [*batch, str(folder / f"{label}.csv"), "-o", out]
        found: dict[str, list[tuple[float, float, float]]] = {label: [] for label in runs}
        for _round in range(told.rounds):
            for label, command in runs.items():
                found[label].append(measured(command))
        base = best(next(iter(found.values())))
        print(f"{told.rows:,} rows, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        for label, results in found.items():
            wall, cpu, memory = best(results)
            ratios = f"{wall:7.2f} s wall ({wall / base[0]:4.2f}) {cpu:7.2f} s CPU ({cpu / base[1]:4.2f})"
            print(f"{label:32} {ratios} {memory:6.0f} MB")


if __name__ == "__main__":
    main()

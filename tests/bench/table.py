"""The table of speeds: each row, what it is today, and its goal.

    python tests/bench/table.py                                  all rows
    python tests/bench/table.py --only start xlsx                some of them: start, assess, loop, mixed, roster, xlsx
    python tests/bench/table.py --against CHECKOUT               single cases beside those of another checkout
    python tests/bench/table.py --peers ENVIRONMENT              XLSX beside openpyxl and polars, installed in that one

Starts are counted in instructions (valgrind), everything else in CPU seconds of processes that run in turn, the best of
each, because other work on the machine only ever adds. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from roster import BASELINE, best, households, measured

ROOT = Path(__file__).parents[2]
DIBAO = [sys.executable, "-m", "dibao_cli"]
CALC = ("calc", "--area", "urban", "--members", "3", "--income", "1200", "-f", "tsv")
Row = tuple[str, str, str]

CASES = """
import sys, time
from dibao_cli import Deduction, Household, Person, assess, load_standards
from dibao_cli.rules import assess as rules
from dibao_cli.show.answer import record_of
standards = load_standards("dalian", national=True)
question = getattr(rules, "AssessmentOptions", None) or rules.Question  # as it was called until 2026-11
question = question(national_index=True)
homes = [
    Household(("urban", "rural")[n % 2], 1 + n % 4, income=100 * (n % 2500), district=("中山区", "庄河市")[n % 2],
              deductions=(Deduction("medical", 1000 * (n % 5)),),
              persons=(Person(id="a", status=("orphan",), care="dispersed", age=9),) if n % 5 == 0 else ())
    for n in range(int(sys.argv[1]))
]
tables = [standards.on("2020-07"), standards.on("2021-08")]
for explained in (True, False):
    began = time.process_time()
    for n, home in enumerate(homes):
        if n == 2000:
            print(n / (time.process_time() - began))
        answer = assess(home, tables[n % 2], question)
        if explained:
            record_of(answer, question)
        else:
            answer.total
    print(len(homes) / (time.process_time() - began))
"""

READERS = {
    "openpyxl, read-only": """
import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).active
print(sum(1 for row in sheet.iter_rows(values_only=True)))
""",
    "openpyxl, read-only in, write-only out": """
import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).active
book = openpyxl.Workbook(write_only=True)
out = book.create_sheet()
for row in sheet.iter_rows(values_only=True):
    out.append([*row, *row[:4]])
book.save(sys.argv[2])
""",
    "polars.read_excel": """
import sys, polars
print(polars.read_excel(sys.argv[1]).height)
""",
}


def start() -> Iterator[Row]:
    """Instructions of a whole process, as multiples of `python -c pass`."""
    bare = instructions([sys.executable, "-c", "pass"])
    if not bare:
        yield "start", "valgrind is not installed", ""
        return
    for what, words, goal in (("dibao calc into a pipe", CALC, "6.0"), ("--version", ("--version",), "3.5")):
        found = instructions([*DIBAO, *words])
        yield f"{what}, instructions ÷ `python -c pass`", f"{found / bare:.2f} ({found:.0f} M ÷ {bare:.1f} M)", goal


def instructions(command: list[str]) -> float:
    """Millions of instructions; 0 without valgrind. The first run leaves `.pyc` files, as installing does."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONHASHSEED": "0"}
    subprocess.run(command, env=environment, capture_output=True, check=False)
    counting = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    try:
        said = subprocess.run(counting, env=environment, capture_output=True, text=True, check=False).stderr
    except FileNotFoundError:
        return 0
    found = re.search(r"Collected : (\d+)", said)
    return int(found[1]) / 1e6 if found else 0


def single_cases(against: Path | None, cases: int = 20_000) -> Iterator[Row]:
    """`assess` in one process: cases a CPU second, with the explanation written and with amounts only."""
    places = {"this": ROOT, **({"other": against} if against else {})}
    found: dict[str, list[tuple[float, ...]]] = {name: [] for name in places}
    for _round in range(3):
        for name, place in places.items():
            command = [sys.executable, "-c", CASES, str(cases)]
            run = subprocess.run(command, cwd=place, capture_output=True, check=True)  # `-c` imports from where it runs
            found[name].append(tuple(map(float, run.stdout.split())))
    rates = {name: [max(column) for column in zip(*runs, strict=True)] for name, runs in found.items()}
    goals = (("with explanation, as JSON has it", "5 ×"), ("amounts only", "10 ×"))
    rows = [(f"{what}, {number}", goal) for what, goal in goals for number in ("the first 2,000", f"{cases:,}")]
    for n, (what, goal) in enumerate(rows):
        ratio = f", {rates['this'][n] / rates['other'][n]:.2f} × {against}" if against else ""
        yield f"`assess`, {what}", f"{rates['this'][n]:,.0f} cases a CPU second{ratio}", goal


def loops(folder: Path, against: Path | None, number: int = 20_000) -> Iterator[Row]:
    """`dibao calc --stdin` in one process: lines a CPU second, start, reading and writing included."""
    file, rates = folder / "lines.ndjson", []
    with file.open("w", encoding="utf-8") as lines:
        for n in range(number):
            told = {"area": ("urban", "rural")[n % 2], "members": 1 + n % 4, "income": n % 2500, "id": n}
            told |= {"district": ("中山区", "庄河市")[n % 2], "month": ("2020-07", "2021-08")[n % 2]}
            print(json.dumps(told, ensure_ascii=False), file=lines)
    for place in (ROOT, *([against] if against else [])):
        loop = f"cd '{place}' && exec '{sys.executable}' -m dibao_cli calc --stdin --index national < '{file}'"
        _wall, cpu, _memory = best([measured(["sh", "-c", loop]) for _round in range(2)])
        rates.append(number / cpu)
    ratio = f", {rates[0] / rates[1]:.2f} × {against}" if against else ""
    yield f"`dibao calc --stdin`, {number:,} lines", f"{rates[0]:,.0f} lines a CPU second{ratio}", ""


def mixed(folder: Path, number: int) -> Iterator[Row]:
    """A made-up roster of every programme, shuffled: households a CPU second in one month and in ten, with start."""
    import random

    sys.path.insert(0, str(ROOT / "tests" / "roster"))
    from rosters import as_csv, some

    from dibao_cli.files.folders import load_standards

    made = some(number, 7, load_standards("dalian").region)
    rows = [row for one in made for row in one.rows]
    random.Random(1).shuffle(rows)
    file = folder / "mixed.csv"
    file.write_text(as_csv(rows), "utf-8")
    command = [*DIBAO, "batch", str(file), "-o", str(folder / "mixed.out.csv"), "-q"]
    for what, month, goal in (("of one month", ("--month", "2020-07"), "50,000"), ("of its own ten months", (), "")):
        _wall, cpu, _memory = best([measured([*command, *month]) for _round in range(2)])
        rate = f"{len(made) / cpu:,.0f} households a CPU second"
        yield f"a mixed roster {what}, {len(made):,} households", rate, goal


def rosters(folder: Path, rows: int) -> Iterator[Row]:
    """`dibao batch`, as a multiple of what DuckDB takes to read the same text and write as many columns."""
    file, out = folder / "roster.csv", str(folder / "roster.out.csv")
    households(file, rows, 0.0)
    commands = [[sys.executable, "-c", BASELINE, str(file), out], [*DIBAO, "batch", str(file), "-o", out, "-q"]]
    runs = [[measured(command) for command in commands] for _round in range(3)]
    base, ours = (best(list(column)) for column in zip(*runs, strict=True))
    ratios = f"{ours[0] / base[0]:.2f} by wall, {ours[1] / base[1]:.2f} by CPU"
    yield f"rosters, {rows:,} rows, ÷ DuckDB, text to text", ratios, "1.6"


def workbooks(folder: Path, rows: int, peers: Path | None) -> Iterator[Row]:
    """A workbook in, one out, in CPU seconds; a peer only reads it, or reads it and writes as many columns."""
    from xlsxwriter import Workbook

    text, book, out = folder / "sheet.csv", folder / "sheet.xlsx", str(folder / "sheet.out.xlsx")
    households(text, rows, 0.0)
    with Workbook(str(book), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for n, line in enumerate(text.read_text("utf-8").splitlines()):
            sheet.write_row(n, 0, [float(each) if n and each[:1].isdigit() else each for each in line.split(",")])
    batch = [*DIBAO, "batch", str(book), "-q", "-o"]
    runs = {"dibao batch, XLSX to CSV": [*batch, str(folder / "sheet.out.csv")]}
    runs |= {"dibao batch, XLSX to XLSX": [*batch, out]}
    runs |= {"dibao batch, CSV to XLSX": [*DIBAO, "batch", str(text), "-q", "-o", out]}
    if peers:
        runs |= {name: [str(peers / "bin" / "python"), "-c", code, str(book), out] for name, code in READERS.items()}
    for name, command in runs.items():
        wall, cpu, memory = best([measured(command) for _round in range(2)])
        yield f"XLSX of {rows:,} rows: {name}", f"{cpu:.1f} s CPU, {wall:.1f} s wall, {memory:.0f} MB", ""


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parts = ("start", "assess", "loop", "mixed", "roster", "xlsx")
    reader.add_argument("--only", nargs="+", choices=parts, default=parts)
    reader.add_argument("--against", type=Path, help="another checkout of this repository")
    reader.add_argument("--peers", type=Path, help="an environment with openpyxl, polars and fastexcel")
    reader.add_argument("--rows", type=int, default=1_000_000, help="of the roster beside DuckDB")
    reader.add_argument("--households", type=int, default=50_000, help="of the mixed roster")
    reader.add_argument("--sheet-rows", type=int, default=100_000)
    options = reader.parse_args()
    print(f"| what | today (load {os.getloadavg()[0]:.1f}) | goal |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        makers = {
            "start": start,
            "assess": lambda: single_cases(options.against),
            "loop": lambda: loops(folder, options.against),
            "mixed": lambda: mixed(folder, options.households),
            "roster": lambda: rosters(folder, options.rows),
            "xlsx": lambda: workbooks(folder, options.sheet_rows, options.peers),
        }
        for part in parts:
            for row in makers[part]() if part in options.only else ():
                print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()

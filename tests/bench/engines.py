"""What a roster costs in each engine, beside what the engine takes to copy the same table.

    python tests/bench/engines.py                                 DuckDB and PostgreSQL, 100,000 and 1 million rows
    python tests/bench/engines.py --engine postgres --rows 10000000 --set work_mem=64MB
    python tests/bench/engines.py --mixed --rows 20000            every programme and ten months, see rosters.py
    python tests/bench/engines.py --engine spark --set spark.driver.memory=2g         (CSV to Parquet, on local[2])

The roster has a person a row, in an order drawn by chance, 2 % of the rows with a wrong cell. Measured are CPU seconds
(of the program and of all processes of the server), because other work on the machine only ever adds to wall
seconds; the highest private memory of all those processes together, and the most disk that the server took beside
the roster (its temporary files and tables, its log of changes, and the results).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "roster"))

import psycopg
from engine_tables import spoiled
from postgres_server import Server, server
from roster import persons
from rosters import as_csv, some

from dibao_cli.files.folders import load_standards

DIBAO = [sys.executable, "-m", "dibao_cli", "batch", "--one-person-per-row", "--month", "2020-07", "-q"]
TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """CPU and wall seconds, and the highest megabytes of memory and of disk."""

    cpu: float
    wall: float
    memory: float
    disk: float


class Engine(NamedTuple):
    """How an engine copies a roster that it has, and how it computes it: command lines."""

    copy: list[str]
    compute: list[str]
    processes: Callable[[], list[int]]
    """Those that work for it, besides the command's own."""
    folder: Path
    """Where it keeps what it writes."""


@contextmanager
def duckdb(file: Path, folder: Path, _settings: list[str]) -> Iterator[Engine]:
    """CSV to CSV, as `dibao batch` has it."""
    work = folder / "duckdb"
    work.mkdir()
    os.environ["TMPDIR"] = str(work)
    copy = f"COPY (FROM read_csv('{file}', all_varchar = true)) TO '{work / 'copy.csv'}'"
    code = f"import duckdb; duckdb.connect(config={{'threads': 2}}).execute({copy!r})"
    yield Engine([sys.executable, "-c", code], [*DIBAO, str(file), "-o", str(work / "out.csv")], list, work)


@contextmanager
def postgres(file: Path, _folder: Path, settings: list[str]) -> Iterator[Engine]:
    """Table to table."""
    with server("shared_buffers=256MB", "max_wal_size=4GB", "autovacuum=off", *settings) as made:
        headings = file.open(encoding="utf-8").readline().strip().split(",")
        with psycopg.connect(made.connect, autocommit=True) as connection:
            told = ", ".join(f'"{heading}" TEXT' for heading in headings)
            connection.execute(f"CREATE TABLE roster (line BIGINT GENERATED ALWAYS AS IDENTITY, {told})".encode())
            names = ", ".join(f'"{heading}"' for heading in headings)
            command = f"COPY roster ({names}) FROM STDIN (FORMAT csv, HEADER)".encode()
            with file.open("rb") as text, connection.cursor().copy(command) as rows:
                while piece := text.read(1 << 20):
                    rows.write(piece)
            connection.execute("VACUUM ANALYZE roster")
        code = (
            f"import psycopg; c = psycopg.connect({made.connect!r}, autocommit=True); "
            "c.execute('DROP TABLE IF EXISTS copied'); c.execute('CREATE TABLE copied AS SELECT * FROM roster')"
        )
        stored = ["--engine", "postgres", "--connect", made.connect, "--table", "roster", "--into", "paid"]
        compute = [*DIBAO, *stored, "--row-number", "line"]
        yield Engine([sys.executable, "-c", code], compute, lambda: _tree(made), made.folder)


@contextmanager
def spark(file: Path, folder: Path, settings: list[str]) -> Iterator[Engine]:
    """CSV to Parquet, with two threads and the Python processes that they feed."""
    work = folder / "spark"
    work.mkdir()
    os.environ["TMPDIR"] = str(work)
    conf = [word for setting in settings for word in ("--conf", setting)]
    code = (
        "from pyspark.sql import SparkSession; "
        "s = SparkSession.builder.master('local[2]').config('spark.ui.enabled', 'false').getOrCreate(); "
        f"s.read.csv('{file}', header=True).write.mode('overwrite').parquet('{work / 'copy'}'); s.stop()"
    )
    compute = [*DIBAO, str(file), "--engine", "spark", "--master", "local[2]", *conf, "-o", str(work / "out")]
    yield Engine([*TO_THE_END, sys.executable, "-c", code], [*TO_THE_END, *compute], _descendants, work)


TO_THE_END = [
    sys.executable,
    "-c",
    """
import ctypes, os, subprocess, sys
ctypes.CDLL(None).prctl(36, 1)  # whoever has lost its parent, as Java has at the end, is a child of this process
code = subprocess.call(sys.argv[1:])
while True:
    try:
        os.wait()
    except ChildProcessError:
        sys.exit(code)
""",
]
"""Waits for a command and all that it started, so that their time is this process's."""

ENGINES = {"duckdb": duckdb, "postgres": postgres, "spark": spark}


def _descendants() -> list[int]:
    """The processes that this one has started, and theirs."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    found = {os.getpid()}
    for _generation in range(5):
        found |= {process for process, parent in parents.items() if parent in found}
    return sorted(found - {os.getpid()})


def _tree(made: Server) -> list[int]:
    """The processes of a server."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(made.pid)], capture_output=True, text=True).stdout
    return [made.pid, *map(int, children.split())]


def _ticks(process: int, ended_children: bool) -> int:
    """CPU time of a process so far, with that of its children that have ended if it is their parent."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11 : 15 if ended_children else 13]))


def _private(process: int) -> int:
    """Kilobytes that are a process's own."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


def _size(folder: Path) -> int:
    found = subprocess.run(["du", "-sk", str(folder)], capture_output=True, text=True, check=False).stdout
    return int(found.split()[0]) if found else 0


def measured(engine: Engine, command: list[str]) -> Cost:
    """The cost of a command to itself and to the engine."""

    def spent() -> float:
        processes = engine.processes()
        return sum(_ticks(process, n == 0) for n, process in enumerate(processes)) / TICKS

    before, disk_before, began = spent(), _size(engine.folder), time.perf_counter()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        over = threading.Event()
        peaks = [0, disk_before]

        def watch() -> None:
            beats = 0
            while not over.wait(0.1):
                peaks[0] = max(peaks[0], sum(map(_private, {child.pid, *engine.processes()})))
                if beats % 10 == 0:
                    peaks[1] = max(peaks[1], _size(engine.folder))
                beats += 1

        watching = threading.Thread(target=watch)
        watching.start()
        _pid, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        over.set()
        watching.join()
        said.seek(0)
        told = said.read().decode()
    if os.waitstatus_to_exitcode(status) not in (0, 1) or "Traceback" in told or "dibao: error" in told:
        sys.exit(told)
    disk = max(peaks[1], _size(engine.folder)) - disk_before
    return Cost(used.ru_utime + used.ru_stime + spent() - before, wall, peaks[0] / 1024, disk / 1024)


def mixed(file: Path, rows: int, dirty: float) -> None:
    """Persons of every programme and ten months, shuffled: so many rows, or some more."""
    made = some(rows * 100 // 184 + 1, 7, load_standards("dalian").region)
    file.write_text(as_csv(spoiled(made, dirty, 1)), "utf-8")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    reader.add_argument("--engine", nargs="+", choices=ENGINES, default=list(ENGINES))
    reader.add_argument("--rows", nargs="+", type=int, default=[100_000, 1_000_000])
    reader.add_argument("--rounds", type=int, default=1)
    reader.add_argument("--mixed", action="store_true", help="a roster of every programme, much of it one by one")
    reader.add_argument(
        "--set", action="append", default=[], help="a setting of PostgreSQL, work_mem=64MB, or of Spark"
    )
    told = reader.parse_args()
    print("| engine | rows | | CPU s | ÷ copy | µs a row | wall s | memory, MB | disk, MB |")
    print("|---|--:|---|--:|--:|--:|--:|--:|--:|")
    for rows in told.rows:
        with tempfile.TemporaryDirectory(prefix="dibao-engines-") as name:
            file = Path(name) / "roster.csv"
            (mixed if told.mixed else persons)(file, rows, 0.02)
            for named in told.engine:
                with ENGINES[named](file, Path(name), told.set) as engine:
                    runs = [
                        [measured(engine, command) for command in (engine.copy, engine.compute)]
                        for _round in range(told.rounds)
                    ]
                    costs = [min(column) for column in zip(*runs, strict=True)]
                    for what, cost in zip(("copy", "dibao"), costs, strict=True):
                        ratio = f"{cost.cpu / costs[0].cpu:.1f} | {cost.cpu * 1e6 / rows:.1f}"
                        rest = f"{cost.wall:.1f} | {cost.memory:.0f} | {cost.disk:.0f}"
                        print(f"| {named} | {rows:,} | {what} | {cost.cpu:.1f} | {ratio} | {rest} |", flush=True)


if __name__ == "__main__":
    main()

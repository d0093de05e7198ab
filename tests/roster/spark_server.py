"""Spark for tests: one process that runs one command line after another in the same Spark, which takes long to start.

As a program it reads command lines, as JSON, one a line, and answers each with its exit code and what it wrote.
`started` runs it. It is a process of its own because the tests' own may use no network, not even within the machine.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

HOW_TO_HAVE_IT = (
    "Spark needs Java 17 (Debian, Ubuntu: apt-get install openjdk-17-jre-headless) and pip install 'dibao[spark]'"
)
MASTER = ("--engine", "spark", "--master", "local[2]")
LIGHT = {
    "spark.driver.memory": "1g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "
    "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""For few rows: Java spends no time on making its own code fast, and Spark none on writing some for each query."""

ELSEWHERE = "spark.hadoop.fs.viewfs.mounttable.elsewhere"
"""A file system that is not the desk's own: `viewfs://elsewhere/tmp/` is the folder for temporary files."""

Spark = Callable[..., "tuple[int, str]"]
"""Runs a command line (`"batch", "roster.csv", "-o", "out"`): its exit code, and what it wrote on standard error."""


def is_there() -> bool:
    """Whether Spark can be started."""
    return bool(find_spec("pyspark") and find_spec("pyarrow") and find_spec("pandas") and shutil.which("java"))


@contextmanager
def started() -> Iterator[Spark]:
    """A Spark of its own, which ends with the context."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DIBAO_", "LC_", "LANG"))}
    child = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=clean
    )
    assert child.stdin and child.stdout
    asked, told = child.stdin, child.stdout

    def run(*arguments: str) -> tuple[int, str]:
        asked.write(json.dumps(arguments) + "\n")
        asked.flush()
        code, err = json.loads(told.readline())
        return code, err

    try:
        yield run
    finally:
        asked.close()
        child.wait(60)


KILLS = ("driver by SIGKILL", "driver by SIGTERM", "driver by SIGINT", "worker", "parent of the workers", "Java")
"""What of a run is killed: `dibao` itself, a Python process of Spark at work, the one that starts those, Java."""

When = Callable[[float], bool]
"""Whether now is the moment, after what is to be killed was seen for so many seconds."""


class Killed(NamedTuple):
    """What a killed run left: its exit code, what it said, how many households its folder has, what lies beside.

    `sent` is whether what was to be killed was there; `spans` are the seconds for which each that can be was seen.
    """

    code: int
    err: str
    households: int
    beside: list[str]
    sent: bool
    spans: dict[str, float]


def killed(kind: str, roster: Path, out: Path, when: When, *options: str) -> Killed:
    """Start a run that replaces `out`, kill something of it when it is time, and wait for all to end."""
    work = out.parent / "work"
    work.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "dibao_cli", "batch", *MASTER, *_conf(), *options, str(roster), "-o", str(out)]
    environment = {**os.environ, "TMPDIR": str(work), "DIBAO_LANG": "en"}
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    )
    spans = dict.fromkeys(KILLS, 0.0)
    spent: dict[int, int] = {}
    sent, before = False, time.monotonic()
    while child.poll() is None and not sent:
        there, now = _killable(child.pid, spent), time.monotonic()
        spans |= {each: spans[each] + now - before for each in there}
        before = now
        if kind in there and when(spans[kind]):
            with suppress(ProcessLookupError):
                os.kill(there[kind], getattr(signal, kind.rpartition(" by ")[2], signal.SIGKILL))
                sent = True
        else:
            time.sleep(0.1)
    _out, err = child.communicate(timeout=120)
    until = time.monotonic() + 30
    while time.monotonic() < until and any(map(_is_alive, spent)):
        time.sleep(0.1)
    record = json.loads((out / "run.json").read_text("utf-8"))
    beside = [path.name for path in (*out.parent.iterdir(), *work.iterdir()) if path.name.startswith((".", "dibao-"))]
    if kind == "driver by SIGKILL":  # then a later run tidies up; Java does before, unless a task just makes its file
        beside = [name for name in beside if not name.startswith((f".{out.name}.dibao-new-", "dibao-"))]
    return Killed(child.returncode, err, record["households"], beside, sent, spans)


def _conf() -> list[str]:
    return [word for key, value in LIGHT.items() for word in ("--conf", f"{key}={value}")]


def _is_alive(pid: int) -> bool:
    return (fields := _fields(pid)) is not None and fields[0] != "Z"


def _fields(pid: int) -> list[str] | None:
    """What the system tells of a process, from its state on."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return None


def _killable(driver: int, spent: dict[int, int]) -> dict[str, int]:
    """What of a run is there, by the kinds of `KILLS`.

    `spent` is the CPU time of its processes when it was last looked at, and is brought up to date.
    """
    told = {int(each.name): _fields(int(each.name)) for each in Path("/proc").iterdir() if each.name.isdigit()}
    fields = {pid: found for pid, found in told.items() if found}
    started = {driver}
    for _generation in range(4):
        started |= {pid for pid, (_state, parent, *_rest) in fields.items() if int(parent) in started}
    found = {each: driver for each in KILLS if each.startswith("driver")}
    of_python: set[int] = set()
    for pid in started - {driver}:
        with suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes()
            if b"pyspark.daemon" in words:
                of_python.add(pid)
            elif words.partition(b"\0")[0].endswith(b"java"):
                found["Java"] = pid
    for pid in of_python:
        if int(fields[pid][1]) not in of_python:
            found["parent of the workers"] = pid
        elif int(fields[pid][11]) > spent.get(pid, 0):
            found["worker"] = pid
    spent |= {pid: int(fields[pid][11]) for pid in started & set(fields)}
    return found


def run_file(session: Any, query: str, table: str, out: str) -> int:
    """Run a file of SQL over a roster in Parquet, and write the tables that it makes as Parquet."""
    session.conf.set("spark.sql.shuffle.partitions", "1")
    session.sql("USE default")
    session.sql("DROP DATABASE IF EXISTS dibao_run CASCADE")
    for name in ("roster", "paid", "paid_rejects"):
        session.sql(f"DROP TABLE IF EXISTS {name}")
    session.read.parquet(table).write.saveAsTable("roster")
    try:
        for statement in Path(query).read_text("utf-8").split(";\n"):
            if statement.strip():
                session.sql(statement).collect()  # also of what only asks
    except Exception as error:
        sys.stderr.write(str(error))
        return 1
    for name in ("paid", "paid_rejects"):
        session.table(name).write.parquet(f"{out}/{name}")
    return 0


def main() -> None:
    from dibao_cli.__main__ import run
    from dibao_cli.roster import spark_run, spark_session

    answers = os.fdopen(os.dup(1), "w")
    name = tempfile.mkdtemp()
    folders = {"spark.sql.warehouse.dir": f"{name}/tables", f"{ELSEWHERE}.link./tmp": f"file://{tempfile.gettempdir()}"}
    with spark_session.session("local[2]", {**LIGHT, **folders}, Path(name)) as session:

        @contextmanager
        def the_same(_master: str | None, conf: dict[str, str], _folder: Path) -> Iterator[Any]:
            own = session.newSession()
            for key, value in {**spark_session.SETTINGS, **conf}.items():
                if key.startswith("spark.sql."):
                    own.conf.set(key, value)
            yield own

        vars(spark_run)["session"] = the_same
        for line in sys.stdin:
            out, err = io.StringIO(), io.StringIO()
            with redirect_stdout(out), redirect_stderr(err):
                arguments = json.loads(line)
                try:
                    code = run_file(session, *arguments[1:]) if arguments[0] == "RUN" else run(arguments)
                except SystemExit as end:
                    code = int(end.code or 0)
            answers.write(json.dumps([code, err.getvalue()]) + "\n")
            answers.flush()
    shutil.rmtree(name, ignore_errors=True)


if __name__ == "__main__":
    main()

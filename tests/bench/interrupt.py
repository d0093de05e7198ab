"""Interrupts real processes at random moments, and looks at what they leave.

    python tests/bench/interrupt.py                     400 interruptions of ten commands, by four signals
    python tests/bench/interrupt.py --times 2000 --seed 7
    python tests/bench/interrupt.py --only "batch, postgres" --rows 20000     the server is ended too, in three ways

Looked at after each: the exit code (130, 143 and 129; or that of a run that was done before), how long the end took,
what stands on standard error, whether results and rejects are whole and of one run, what lies beside them and in the
folder for temporary files. After `kill -9` it is the next run that tidies up, so that is run first. Exit code 1 if
anything is wrong.

A signal may come while Python itself starts, before a line of dibao has run. Python then ends as it does without
dibao, at most with a traceback of its own. Such ends are counted apart, as `early`.

Of a table in PostgreSQL the process of the connection is killed, the server is, or it is ended at once as if the power
went: then the run must end with exit code 1 and one clear line, and the server, started again, must have the old
tables or the new.
"""

from __future__ import annotations

import argparse
import io
import os
import pty
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "roster"))

if TYPE_CHECKING:
    from postgres_server import Server

DIBAO = [sys.executable, "-m", "dibao_cli"]
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
SIGNALS = (signal.SIGINT, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
AT_ONCE = 1.0
"""Seconds in which an end is promised; a busy machine is given as much again."""

COMMANDS: dict[str, list[str]] = {
    "batch, CSV": ["batch", "roster.csv", "-o", "out/results.csv"],
    "batch, Parquet": ["batch", "roster.csv", "-o", "out/results.parquet"],
    "batch, XLSX": ["batch", "roster.csv", "-o", "out/results.xlsx"],
    "batch, sorted first": ["batch", "persons.csv", "-o", "out/results.csv"],
    "compare, roster": ["compare", "roster.csv", "-o", "out/effect.csv"],
    "calc": ["calc", "household.toml", "-f", "json", "-o", "out/answer.json"],
    "calc --help": ["calc", "--help"],
    "standards list": ["standards", "list", "-f", "json", "-o", "out/list.json"],
    "demo": ["demo", "roster", "--households", "5000", "-o", "out/roster.csv"],
    "ask": ["ask"],
}


STORED = {
    "batch, postgres": ["batch", "--engine", "postgres", "--table", "roster", "--row-number", "line", "--into", "paid"],
}
"""Commands over a table; how to reach it is added."""
OF_THE_SERVER = ("backend killed", "server killed", "server ended at once")
"""What may happen to it, besides what the program may be sent."""
SECRET = "hunter2"
"""The password in the environment."""

Blow = signal.Signals | str


class Found(NamedTuple):
    """What an interruption came to: `kind` is counted, `wrong` says what is not as promised."""

    kind: str
    wrong: str = ""
    seconds: float = 0.0


class Place:
    """A folder with inputs, the outputs of an earlier run in `out`, and a folder for temporary files."""

    blows: tuple[Blow, ...] = SIGNALS
    commands = COMMANDS

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.out = folder / "out"
        self.environment = {**os.environ, "TMPDIR": str(self.work), "LC_ALL": "C.UTF-8", "DIBAO_LANG": "en"}
        (folder / "household.toml").write_text('area = "urban"\nmembers = 3\nincome = 1200\n')
        heading = "household,area,members,income\n"
        lines = [f"H{n:06d},{'moon' if n % 50 == 7 else 'urban'},{n % 5 + 1},{n % 3000}.50\n" for n in range(rows)]
        (folder / "roster.csv").write_text(heading + "".join(lines))
        random.Random(1).shuffle(lines)
        (folder / "persons.csv").write_text(heading + "".join(lines) + "".join(lines[: rows // 3]))
        self.new: dict[str, dict[str, bytes]] = {}
        self.seconds: dict[str, float] = {}

    def old(self) -> dict[str, bytes]:
        names = ("results.csv", "results.parquet", "results.xlsx", "results.rejects.csv", "results.run.json")
        names += ("effect.csv", "answer.json", "list.json", "roster.csv")
        return {name: f"old {name}\n".encode() for name in names}

    def reset(self) -> None:
        """The outputs of the earlier run, and nothing else."""
        for folder in (self.out, self.work):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        for name, content in self.old().items():
            (self.out / name).write_bytes(content)

    def content(self) -> dict[str, bytes]:
        return {path.name: _content(path) for path in self.out.iterdir()}

    def learn(self, command: str) -> None:
        """What the command leaves when nobody interrupts it, and how long it takes."""
        self.reset()
        began = time.monotonic()
        child, terminal = self.start(self.commands[command])
        if command == "ask":  # waits at its first question
            time.sleep(1)
            child.kill()
        told = ended(child, terminal)
        self.seconds[command] = time.monotonic() - began
        if child.returncode not in (0, 1, -signal.SIGKILL):
            sys.exit(f"{command}: {told}")
        self.new[command] = self.content()

    def start(self, arguments: list[str]) -> tuple[subprocess.Popen[bytes], int]:
        """The process, and the terminal that it asks at."""
        options: dict[str, Any] = {"cwd": self.folder, "env": self.environment, "start_new_session": True}
        if arguments != ["ask"]:
            pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
            return subprocess.Popen([*DIBAO, *arguments], **options, **pipes), -1
        ours, theirs = pty.openpty()
        child = subprocess.Popen([*DIBAO, *arguments], **options, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        return child, ours

    def strike(self, child: subprocess.Popen[bytes], blow: Blow) -> None:
        assert isinstance(blow, signal.Signals)
        child.send_signal(blow)

    def left(self) -> list[str]:
        """Temporary files and folders."""
        beside = [path.name for path in self.out.iterdir() if path.name.startswith(".")]
        return sorted([*beside, *(path.name for path in self.work.iterdir())])


class Stored(Place):
    """The same with the roster and the outputs as tables of a server."""

    blows = (*SIGNALS, *OF_THE_SERVER)

    def __init__(self, folder: Path, rows: int, server: Server) -> None:
        super().__init__(folder, rows)
        self.server = server
        self.commands = {name: [*words, "--connect", server.connect] for name, words in STORED.items()}
        self.environment["PGPASSWORD"] = SECRET
        with self.connection() as connection, (folder / "persons.csv").open("rb") as text:
            headings = ("household", "area", "members", "income")
            typed = ", ".join(f"{heading} TEXT" for heading in headings)
            connection.execute(f"CREATE TABLE roster (line INT GENERATED ALWAYS AS IDENTITY, {typed})")
            told = f"COPY roster ({', '.join(headings)}) FROM STDIN (FORMAT csv, HEADER)"
            with connection.cursor().copy(told) as copy:
                copy.write(text.read())

    def connection(self) -> Any:
        """To the server, which is started again if it is down."""
        import psycopg

        for wait in range(200):
            try:
                return psycopg.connect(self.server.connect, autocommit=True)
            except psycopg.OperationalError:
                time.sleep(0.1)
                if wait % 20 == 10:  # it may be recovering by itself
                    self.server.start(check=False)
        sys.exit("the server does not come back")

    def old(self) -> dict[str, bytes]:
        return {name: f"[('old {name}',)]".encode() for name in ("paid", "paid_rejects")}

    def reset(self) -> None:
        super().reset()
        with self.connection() as connection:
            for name in self.old():
                connection.execute(f"DROP TABLE IF EXISTS {name}")
                connection.execute(f"CREATE TABLE {name} AS SELECT 'old {name}' AS what")
                connection.execute(f"COMMENT ON TABLE {name} IS 'dibao 0'")

    def content(self) -> dict[str, bytes]:
        with self.connection() as connection:
            tables = connection.execute("SELECT relname FROM pg_class WHERE relname LIKE 'paid%' ORDER BY 1").fetchall()
            return {name: str(connection.execute(f"SELECT * FROM {name}").fetchall()).encode() for (name,) in tables}

    def strike(self, child: subprocess.Popen[bytes], blow: Blow) -> None:
        if isinstance(blow, signal.Signals):
            child.send_signal(blow)
        elif blow == "server ended at once":
            self.server.stop()
        elif blow == "server killed":
            os.kill(self.server.pid, signal.SIGKILL)
        else:
            with self.connection() as connection:
                found = connection.execute(
                    "SELECT pid FROM pg_stat_activity WHERE application_name = 'dibao'"
                ).fetchall()
            for (process,) in found:
                os.kill(process, signal.SIGKILL)

    def left(self) -> list[str]:
        """Temporary files and folders here, connections and temporary tables there."""
        there: list[str] = []
        for _wait in range(300):  # a connection whose client is gone ends with its statement
            with self.connection() as connection:
                rows = connection.execute(
                    "SELECT 'connection ' || pid FROM pg_stat_activity WHERE application_name = 'dibao'"
                    " UNION ALL SELECT 'table ' || relname FROM pg_class WHERE relpersistence = 't'"
                ).fetchall()
            there = [name for (name,) in rows]
            if not there:
                break
            time.sleep(0.1)
        return [*sorted(path.name for path in self.work.iterdir()), *there]


def _content(path: Path) -> bytes:
    """The bytes of a file; of a sheet those of its parts, without the time at which it was made."""
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return b"".join(book.read(name) for name in sorted(book.namelist()) if name != "docProps/core.xml")


def ended(child: subprocess.Popen[bytes], terminal: int) -> str:
    """What stands on standard error (or the terminal) when the process is gone. Raises `TimeoutExpired`."""
    if terminal < 0:
        return child.communicate(timeout=30)[1].decode(errors="replace")
    shown = b""
    try:
        while piece := os.read(terminal, 65536):
            shown += piece
    except OSError:  # Linux: the terminal is gone when the process is
        pass
    os.close(terminal)
    child.wait(timeout=30)
    return shown.decode(errors="replace")


def interrupt(place: Place, command: str, blow: Blow, delay: float) -> Found:
    """Start a command, send it a signal after so many seconds, and look at what it leaves."""
    place.reset()
    child, terminal = place.start(place.commands[command])
    time.sleep(delay)
    began = time.monotonic()
    place.strike(child, blow)
    try:
        said = ended(child, terminal)
    except subprocess.TimeoutExpired:
        child.kill()
        return Found("hangs", "does not end")
    seconds = time.monotonic() - began
    code = child.returncode
    kind = _kind(code, said, blow)
    if kind == "wrong":
        return Found(kind, f"exit code {code}: {said[-1500:]!r}", seconds)
    if kind != "early" and ("Traceback" in said or "defect" in said or SECRET in said):
        return Found(kind, f"says {said[-1500:]!r}", seconds)
    if kind not in ("done before", "killed") and seconds > 2 * AT_ONCE:
        return Found(kind, f"takes {seconds:.1f} s to end", seconds)
    if blow == signal.SIGKILL:
        subprocess.run(
            [*DIBAO, "batch", "-", "-q", "-o", "out/other.csv"],
            cwd=place.folder,
            env=place.environment,
            input=b"area,members\nurban,1\n",
            check=True,
        )
        (place.out / "other.csv").unlink()
    return Found(kind, _wrong_in(place, command), seconds)


def _kind(code: int, said: str, number: Blow) -> str:
    if isinstance(number, str):
        refused = code == 1 and "[database_refused]" in said
        return "refused" if refused else "done before" if code in (0, 1) and "rows read" in said else "wrong"
    if number == signal.SIGKILL:
        return "killed" if code == -number else "done before"
    if code == CODES[number]:
        return "interrupted"
    if code in (1, -number) and "dibao_cli" not in said and ("KeyboardInterrupt" in said or not said):
        return "early"
    return "done before" if code in (0, 1) and "KeyboardInterrupt" not in said else "wrong"


def _wrong_in(place: Place, command: str) -> str:
    """Empty where everything old is there, or everything new, and nothing else."""
    left = place.left()
    if left:
        return f"leaves {left}"
    now = place.content()
    if now not in (place.old(), place.new[command]):
        old, new = place.old(), place.new[command]
        names = sorted({*now, *new})
        told = {
            n: "old" if now.get(n) == old.get(n) else "new" if now.get(n) == new.get(n) else "broken" for n in names
        }
        return f"mixes or breaks {told}"
    return ""


def run(
    times: int, seed: int, rows: int, commands: list[str]
) -> tuple[Counter[tuple[str, str, str]], list[str], float]:
    """So many interruptions: counts by command, signal and kind; what is wrong; the longest end in seconds."""
    chance = random.Random(seed)
    counts: Counter[tuple[str, str, str]] = Counter()
    wrong: list[str] = []
    longest = 0.0
    with tempfile.TemporaryDirectory(prefix="interrupt-") as name, ExitStack() as running:
        places: dict[str, Place] = {}
        if set(commands) & set(COMMANDS):
            (Path(name) / "files").mkdir()
            places |= dict.fromkeys(COMMANDS, Place(Path(name) / "files", rows))
        if set(commands) & set(STORED):
            from postgres_server import server

            (Path(name) / "tables").mkdir()
            made = running.enter_context(server())
            places |= dict.fromkeys(STORED, Stored(Path(name) / "tables", rows, made))
        for command in commands:
            places[command].learn(command)
        for n in range(times):
            command = commands[n % len(commands)]
            place = places[command]
            blow = chance.choice(place.blows)
            named = blow.name if isinstance(blow, signal.Signals) else blow
            delay = chance.uniform(0, place.seconds[command])
            found = interrupt(place, command, blow, delay)
            counts[command, named, found.kind] += 1
            if found.kind == "interrupted":
                longest = max(longest, found.seconds)
            if found.wrong:
                wrong.append(f"{command}, {named} after {delay:.3f} s: {found.wrong}")
    return counts, wrong, longest


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--times", type=int, default=400)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rows", type=int, default=120_000)
    options.add_argument("--only", choices=[*COMMANDS, *STORED], action="append")
    told = options.parse_args()
    counts, wrong, longest = run(told.times, told.seed, told.rows, told.only or list(COMMANDS))
    kinds = sorted({kind for _command, _number, kind in counts})
    print(f"{told.times} interruptions, seed {told.seed}, the longest end took {longest:.2f} s")
    print(f"{'':28}" + "".join(f"{kind:>14}" for kind in kinds))
    for row in sorted({(number, "") for _c, number, _k in counts} | {("", command) for command, _n, _k in counts}):
        told_of = [
            sum(times for (c, n, k), times in counts.items() if k == kind and row in ((n, ""), ("", c)))
            for kind in kinds
        ]
        print(f"{''.join(row):28}" + "".join(f"{number:14}" for number in told_of))
    for line in wrong:
        print(line)
    print(f"{len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

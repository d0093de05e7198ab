"""Results and rejects of one run: together, counted, never of two runs, whatever happens to the run."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.files.placing import Staged, alone_with, put_in_place
from dibao_cli.files.temporary import alone_in
from dibao_cli.roster.record import not_of_the_run

if sys.platform != "linux":
    pytest.skip("locks and signals as Linux has them", allow_module_level=True)

HEADING = "household,area,members,income\n"
GOOD, BAD = "A,urban,3,1200\n", "B,moon,2,300\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text(HEADING + GOOD)
    (tmp_path / "mixed.csv").write_text(HEADING + GOOD + BAD + BAD.replace("B", "C"))
    (tmp_path / "work").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "work"))
    return tmp_path


def there(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()} - {"good.csv", "mixed.csv", "work"}


@pytest.mark.parametrize("ending", ["csv", "tsv", "ndjson", "json", "parquet", "csv.gz", "csv.zst"])
def test_a_record_says_what_the_two_files_of_a_run_must_hold(ending: str, place: Path, dibao: Cli) -> None:
    assert dibao("batch", "mixed.csv", "-o", f"july.2020.{ending}").code == 1
    assert there(place) == {f"july.2020.{ending}", "july.2020.rejects.csv", "july.2020.run.json"}
    record = json.loads(Path("july.2020.run.json").read_text("utf-8"))
    assert {name: record[name] for name in ("read", "computed", "rejected", "households")} == {
        "read": 3,
        "computed": 1,
        "rejected": 2,
        "households": 1,
    }
    for name, rows in (("results", 1), ("rejects", 2)):
        file = Path(record[name]["file"])
        assert (record[name]["rows"], record[name]["bytes"]) == (rows, file.stat().st_size)
    with Path("july.2020.rejects.csv").open(encoding="utf-8") as rows_of_file:
        assert len(list(csv.DictReader(rows_of_file))) == record["rejected"]


def test_files_that_are_not_of_one_run_are_told(place: Path, dibao: Cli) -> None:
    """As where another program, or somebody who copies files, has put the rejects of another roster beside results."""
    dibao("batch", "mixed.csv", "-o", "results.csv")
    assert "results.run.json" not in dibao("batch", "mixed.csv", "-o", "results.csv").err
    before = Path("results.rejects.csv").read_bytes()
    for name in ("results.csv", "results.rejects.csv"):
        Path(name).write_bytes(b"of another run\n")
        told = dibao("batch", "mixed.csv", "-o", "results.csv").err
        assert f"dibao: {name}: This file is not as the run left it that results.run.json records" in told
    assert Path("results.rejects.csv").read_bytes() == before
    Path("results.csv").unlink()
    assert "results.csv: 此文件与" in dibao("--lang", "zh", "batch", "mixed.csv", "-o", "results.csv").err
    for content in ("", "[]", "{}", '{"results": {"file": "../x", "bytes": "1"}}', '{"results": 1, "rejects": 2}'):
        Path("results.run.json").write_text(content)
        assert not_of_the_run("results.run.json") == []


def test_without_rejects_there_is_one_file(place: Path, dibao: Cli) -> None:
    assert dibao("batch", "good.csv", "-o", "results.csv").code == 0
    assert there(place) == {"results.csv"}


def test_rejects_of_an_older_run_never_lie_beside_new_results(place: Path, dibao: Cli) -> None:
    dibao("batch", "mixed.csv", "-o", "results.csv")
    assert len(Path("results.rejects.csv").read_text().splitlines()) == 3
    dibao("batch", "good.csv", "-o", "results.csv")
    assert Path("results.rejects.csv").read_text() == "line,household,field,value,code,reason\n"
    assert json.loads(Path("results.run.json").read_text())["rejected"] == 0
    Path("results.rejects.csv").unlink()
    Path("good.csv").write_text(HEADING + GOOD + GOOD.replace("A", "D"))
    dibao("batch", "good.csv", "-o", "results.csv")
    assert json.loads(Path("results.run.json").read_text())["results"]["rows"] == 2  # nor does an older record


def test_where_the_rejects_cannot_be_put_the_old_results_stay(
    place: Path, dibao: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    dibao("batch", "good.csv", "-o", "results.csv")
    before = Path("results.csv").read_bytes()
    real = os.replace

    def replace(source: str, target: str) -> None:
        if target.endswith(".rejects.csv") and source.endswith(".part"):
            raise OSError(5, os.strerror(5))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    result = dibao("batch", "mixed.csv", "-o", "results.csv")
    assert (result.code, result.out) == (1, "")
    assert "Input/output error. What was there before is unchanged. [unwritable_file]" in result.err
    assert Path("results.csv").read_bytes() == before
    assert there(place) == {"results.csv"}


@pytest.mark.parametrize("bad", ["rejects.csv", "run.json"])
def test_where_a_second_file_cannot_be_the_first_is_not_written(bad: str, place: Path, dibao: Cli) -> None:
    Path(f"results.{bad}").mkdir()
    result = dibao("batch", "mixed.csv", "-o", "results.csv")
    assert (result.code, result.out) == (1, "")
    assert "Is a directory" in result.err
    assert there(place) == {f"results.{bad}"}


@pytest.mark.thorough
def test_two_that_put_files_into_one_place_at_once_never_mix(tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in ("results", "rejects", "record")]

    def put(content: str) -> None:
        files = [Staged(name) for name in names]
        for file in files:
            file.stream.write(content.encode())
            file.complete()
        with alone_with(files):
            put_in_place(files)

    put("first")
    children = []
    for which in range(2):
        child = os.fork()
        if child == 0:
            for n in range(60):
                put(f"{which} {n}")
            os._exit(0)
        children.append(child)
    seen = set()
    while children:
        with alone_in([str(tmp_path)]):
            contents = {Path(name).read_text() for name in names}
        assert len(contents) == 1
        seen |= contents
        children = [child for child in children if os.waitpid(child, os.WNOHANG) == (0, 0)]
    assert len(seen) > 2
    assert {path.name for path in tmp_path.iterdir()} == {"results", "rejects", "record"}


def started(place: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A batch that waits for more of its roster, with rows already put aside."""
    os.mkfifo(place / "pipe")
    return subprocess.Popen(
        [sys.executable, "-m", "dibao_cli", "batch", "pipe", "-o", "results.csv", *arguments],
        cwd=place,
        stderr=subprocess.PIPE,
    )


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)]
)
def test_what_a_signal_leaves_and_the_next_run_removes(
    number: signal.Signals, code: int, place: Path, dibao: Cli
) -> None:
    run = started(place)
    with (place / "pipe").open("wb") as pipe:
        pipe.write((HEADING + GOOD).encode())
        pipe.flush()
        until = time.monotonic() + 60
        while not any((place / "work").rglob("standard-input")) and time.monotonic() < until:
            time.sleep(0.01)
        assert any((place / "work").iterdir())
        run.send_signal(number)
        _out, err = run.communicate(timeout=30)
    assert (run.returncode, err) == (code, b"")
    assert any((place / "work").iterdir()) == (code == -9)
    done = subprocess.run(
        [sys.executable, "-m", "dibao_cli", "batch", "good.csv", "-q", "-o", "other.csv"], cwd=place, check=True
    )
    assert done.returncode == 0
    assert not any((place / "work").iterdir())
    assert there(place) == {"pipe", "other.csv"}


@pytest.mark.thorough
def test_a_second_ctrl_c_ends_what_hangs(place: Path) -> None:
    """Tidying up that never ends, as on a network disk that is gone, played by a function that sleeps."""
    code = (
        "import os, signal, sys, time; from dibao_cli.files import ending, temporary; "
        "temporary.remove_everything = lambda: (os.write(1, b'x'), time.sleep(60)); ending.end_on_signals(); "
        "ending.watch(); os.write(1, b'x'); time.sleep(60)"
    )
    run = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert run.stdout is not None
    for _signal in range(2):
        assert run.stdout.read(1) == b"x"
        run.send_signal(signal.SIGINT)
    assert run.wait(timeout=10) in (130, -signal.SIGINT)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_main_thread_that_does_not_listen_is_ended_all_the_same(number: signal.Signals, place: Path) -> None:
    """As in a long query: here it waits in C for a lock that it holds itself, which no signal interrupts."""
    code = (
        "import ctypes, os; from dibao_cli.files import ending, temporary; ending.end_on_signals(); ending.watch(); "
        "temporary.new_folder(os.environ['TMPDIR']); os.write(1, b'x'); "
        "lock, libc = ctypes.create_string_buffer(64), ctypes.CDLL(None); "
        "libc.pthread_mutex_lock(lock); libc.pthread_mutex_lock(lock)"
    )
    run = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stdout.read(1) == b"x"
    run.send_signal(number)
    assert run.wait(timeout=10) == 128 + number
    assert not any((place / "work").iterdir())


def test_what_was_told_to_ignore_hangups_goes_on(place: Path) -> None:
    """As `nohup dibao batch …` is."""
    if shutil.which("nohup") is None:
        pytest.skip("no nohup")
    os.mkfifo(place / "pipe")
    run = subprocess.Popen(
        ["nohup", sys.executable, "-m", "dibao_cli", "batch", "pipe", "-q", "-o", "results.csv"],
        cwd=place,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    with (place / "pipe").open("wb") as pipe:
        run.send_signal(signal.SIGHUP)
        time.sleep(0.2)
        pipe.write((HEADING + GOOD).encode())
    assert run.wait(timeout=60) == 0
    assert Path("results.csv").exists()

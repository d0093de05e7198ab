"""A roster run as a real process: full disks, Ctrl-C, progress, packed results. What was there before stays."""

from __future__ import annotations

import gzip
import os
import pty
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import zstandard
from conftest import Cli

pytestmark = pytest.mark.thorough

BATCH = [sys.executable, "-m", "dibao_cli", "batch"]
HEADING = "household,area,district,members,income"


def roster(folder: Path, rows: int) -> Path:
    file = folder / "roster.csv"
    lines = (f"H{n:06d},urban,中山区,{n % 5 + 1},{n % 3000}.50" for n in range(rows))
    file.write_text("\n".join([HEADING, *lines]) + "\n", "utf-8")
    return file


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the results of an earlier run, and a folder for what is put aside."""
    (tmp_path / "work").mkdir()
    (tmp_path / "results.csv").write_text("old\n")
    return tmp_path


def start(
    place: Path, *arguments: str, stdin: Any = None, stdout: Any = -1, stderr: Any = -1, preexec_fn: Any = None
) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "TMPDIR": str(place / "work"), "LC_ALL": "C.UTF-8", "DIBAO_LANG": "en"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"  # where files have a limit, Python leaves half a .pyc
    return subprocess.Popen(
        [*BATCH, *arguments],
        env=environment,
        cwd=place,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        preexec_fn=preexec_fn,
    )


def nothing_is_left(place: Path) -> bool:
    there = {path.name for path in place.iterdir()}
    return there <= {"roster.csv", "results.csv", "work"} and not any((place / "work").iterdir())


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx", "csv.gz"])
def test_a_disk_without_room_is_one_clear_line(place: Path, ending: str) -> None:
    """A limit of the size of files stands in for the disk: what is put aside does not fit."""
    file = roster(place, 4000)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    run = start(place, str(file), "-o", f"results.{ending}", preexec_fn=limit)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, out) == (1, b"")
    assert err.count(b"\n") == 1
    assert b"ran out of room: File too large" in err
    assert b"[full_disk]" in err
    assert (place / "results.csv").read_text() == "old\n"
    assert nothing_is_left(place)


@pytest.mark.parametrize("arguments", [("-o", "/dev/full"), ("-f", "ndjson", "-o", "/dev/full")], ids=" ".join)
def test_a_full_device_is_named(place: Path, arguments: tuple[str, ...]) -> None:
    run = start(place, str(roster(place, 10)), *arguments)
    _out, err = run.communicate(timeout=60)
    assert run.returncode == 1
    assert err.startswith(b"dibao: /dev/full: The file cannot be written: No space left on device.")
    assert nothing_is_left(place)


def test_a_full_standard_output_is_named(place: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        run = start(place, str(roster(place, 10)), stdout=full)
        _out, err = run.communicate(timeout=60)
    assert run.returncode == 1
    assert err == b"dibao: <stdout>: The output cannot be written: No space left on device. [unwritable_output]\n"


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_ctrl_c_in_the_middle_leaves_everything_as_it_was(place: Path, ending: str) -> None:
    run = start(place, str(roster(place, 600_000)), "-o", f"results.{ending}")
    until = time.monotonic() + 60
    while not any((place / "work").rglob("results.part")) and time.monotonic() < until:
        time.sleep(0.005)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, out, err) == (130, b"", b"")
    assert (place / "results.csv").read_text() == "old\n"
    assert nothing_is_left(place)


def test_ctrl_c_while_standard_input_is_waited_for(place: Path) -> None:
    run = start(place, "-", "-o", "results.csv", stdin=subprocess.PIPE)
    assert run.stdin is not None
    run.stdin.write(f"{HEADING}\nA,urban,,3,1200\n".encode())
    run.stdin.flush()
    until = time.monotonic() + 60
    while not any((place / "work").iterdir()) and time.monotonic() < until:
        time.sleep(0.005)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, out, err) == (130, b"", b"")
    assert nothing_is_left(place)


def test_progress_is_shown_on_a_terminal_and_wiped_at_the_end(place: Path) -> None:
    ours, theirs = pty.openpty()
    run = start(place, str(roster(place, 300_000)), "-o", "results.csv", stderr=theirs)
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 4096):
            said += part
    except OSError:  # Linux: the terminal is gone when the process is
        pass
    run.wait(timeout=60)
    os.close(ours)
    text = said.decode()
    assert " rows, " in text
    assert " a second" in text
    assert "%" in text
    last = text.replace("\r\n", "\n").rstrip("\n").rpartition("\r\x1b[K")[2]
    counts, version = last.splitlines()
    assert counts == "dibao: 300000 rows read = 300000 computed + 0 rejected; 300000 households."
    assert "sha256:" in version


def test_a_closed_standard_input_is_no_defect(place: Path) -> None:
    run = start(place, "-", preexec_fn=lambda: os.close(0))
    out, err = run.communicate(timeout=60)
    assert (run.returncode, out) == (1, b"")
    assert err == b"dibao: <stdin>: The file cannot be read: Bad file descriptor. [unreadable_file]\n"


@pytest.mark.parametrize("more", [("-o", "new.csv"), (), ("--summary",)], ids=" ".join)
def test_closed_outputs_are_no_defect(place: Path, more: tuple[str, ...]) -> None:
    file = str(roster(place, 5))
    run = start(place, file, *more, preexec_fn=lambda: os.close(2))
    run.communicate(timeout=60)
    assert run.returncode == 0
    run = start(place, file, *more, preexec_fn=lambda: os.close(1))
    _out, err = run.communicate(timeout=60)
    assert run.returncode == (0 if "-o" in more else 1)
    assert (b"Bad file descriptor" in err) == ("-o" not in more)
    assert b"defect" not in err


@pytest.mark.parametrize("packed", [False, True])
def test_a_named_pipe_is_read_like_a_file(place: Path, packed: bool) -> None:
    """As the shell gives one: dibao batch <(zcat roster.csv.gz)."""
    content = roster(place, 2000).read_bytes()
    os.mkfifo(place / "work" / "pipe")
    run = start(place, str(place / "work" / "pipe"), "-o", "results.csv")
    (place / "work" / "pipe").write_bytes(gzip.compress(content) if packed else content)
    _out, err = run.communicate(timeout=60)
    assert run.returncode == 0
    assert err.startswith(b"dibao: 2000 rows read = 2000 computed + 0 rejected; 2000 households.\n")


@pytest.mark.parametrize("form", ["csv", "tsv", "ndjson", "json"])
def test_results_are_packed_where_the_name_says_so(form: str, dibao: Cli, tmp_path: Path) -> None:
    file = str(roster(tmp_path, 300))
    for name in (f"plain.{form}", f"again.{form}.gz", f"packed.{form}.gz", f"packed.{form}.zst"):
        assert dibao("batch", file, "-o", str(tmp_path / name)).code == 0
    plain = (tmp_path / f"plain.{form}").read_bytes()
    packed = (tmp_path / f"packed.{form}.gz").read_bytes()
    assert gzip.decompress(packed) == plain
    assert (tmp_path / f"again.{form}.gz").read_bytes() == packed
    with (tmp_path / f"packed.{form}.zst").open("rb") as stream:
        assert zstandard.ZstdDecompressor().stream_reader(stream).read() == plain


@pytest.mark.parametrize("name", ["results.parquet.gz", "results.xlsx.zst"])
def test_what_is_packed_already_is_not_packed_again(name: str, dibao: Cli, tmp_path: Path) -> None:
    result = dibao("batch", str(roster(tmp_path, 3)), "-o", str(tmp_path / name))
    assert (result.code, result.out) == (2, "")
    assert "[packed_already]" in result.err
    assert not (tmp_path / name).exists()

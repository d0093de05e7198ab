"""Running one input in this process, in a folder of its own, under watch."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from dibao_cli.__main__ import run
from dibao_cli.words import use_language

from .inputs import FILES, Input

LONGEST, WAITING = 10.0, 120.0
"""Seconds of work that no input of a few thousand bytes may take; and by the clock, for a busy machine makes wait."""


class Outcome(NamedTuple):
    """What a run did: its exit code (-1: it took too long), what it wrote where, and which files outside of its folder.

    `files` are the results and rejects of a roster as they lie there at the end.
    """

    code: int
    out: bytes
    err: bytes
    outside: tuple[str, ...]
    seconds: float
    files: Mapping[str, bytes] = {}


class TooLong(BaseException):
    """The time is up."""


class _Watch:
    """Files that are opened to be written, while it is on."""

    def __init__(self) -> None:
        self.allowed: str | None = None
        self.outside: list[str] = []
        self.installed = False

    def begin(self, folder: Path) -> None:
        if not self.installed:
            sys.addaudithook(self._see)
            self.installed = True
        self.allowed, self.outside = str(folder.resolve()), []

    def end(self) -> tuple[str, ...]:
        self.allowed = None
        return tuple(self.outside)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.allowed is None or event not in (
            "open",
            "os.rename",
            "os.remove",
            "os.mkdir",
            "os.link",
            "os.symlink",
            "os.truncate",
        ):
            return
        if event == "open" and not _writes(arguments[1], arguments[2]):
            return
        for path in arguments[:2] if event in ("os.rename", "os.link") else arguments[:1]:
            if not isinstance(path, (str, bytes)):
                continue
            real = os.path.realpath(os.fsdecode(path))
            if not real.startswith((self.allowed + os.sep, "/dev/")) and "__pycache__" not in real:
                self.outside.append(f"{event} {real}")


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


WATCH = _Watch()


def lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """An empty folder with these files."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in {**FILES, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for name in ("home", "tmp"):
        (folder / name).mkdir(exist_ok=True)


def ran(given: Input, folder: Path) -> Outcome:
    """Run an input in a folder, which is emptied before."""
    lay_out(folder, given.files)
    out, err = io.BytesIO(), io.BytesIO()
    stdout, stderr = (io.TextIOWrapper(raw, "utf-8", "backslashreplace", newline="") for raw in (out, err))
    with (
        _place(folder, given.environment),
        _streams(io.TextIOWrapper(io.BytesIO(given.stdin)), stdout, stderr),
        _alarm(),
    ):
        begun = time.monotonic()
        WATCH.begin(folder)
        try:
            code = run(list(given.arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
        except TooLong:
            code = -1
        finally:
            outside = WATCH.end()
            use_language("en")
    stdout.flush()
    stderr.flush()
    return Outcome(code, out.getvalue(), err.getvalue(), outside, time.monotonic() - begun, _results(folder))


def _results(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("re*s.csv") if file.is_file()}


@contextlib.contextmanager
def _place(folder: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """The folder as working folder and home, and an environment that says nothing else."""
    before, here = dict(os.environ), Path.cwd()
    for name in list(os.environ):
        if name.startswith(("DIBAO_", "LC_", "LANG", "XDG_")) or name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
            del os.environ[name]
    os.environ.update({"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"), **environment})
    tempfile.tempdir = None
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)
        tempfile.tempdir = None


@contextlib.contextmanager
def _streams(*streams: io.TextIOWrapper) -> Iterator[None]:
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    """Raises `TooLong` in the midst of what takes too long, where the system has such alarms."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    timers = ((signal.SIGPROF, signal.ITIMER_PROF, LONGEST), (signal.SIGALRM, signal.ITIMER_REAL, WAITING))
    before = [signal.signal(number, ring) for number, _timer, _seconds in timers]
    for _number, timer, seconds in timers:
        signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        for (number, timer, _seconds), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)

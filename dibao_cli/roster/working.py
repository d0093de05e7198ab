"""The folder for everything that a run puts aside, and what the end of a run means for it."""

from __future__ import annotations

import os
import re
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread

from ..files.ending import watch
from ..files.temporary import new_folder, remove_folder, remove_folders_left_behind
from ..rules.problems import InputError, Problem


@contextmanager
def working_folder() -> Iterator[Path]:
    """A temporary folder for everything that a run puts aside, removed at the end whatever happens.

    What earlier runs of this user have left behind is removed too. Raises `InputError` where there is no such folder.
    """
    watch()
    parent = _parent()
    remove_folders_left_behind(parent)
    try:
        folder = new_folder(parent)
    except OSError as error:
        raise InputError(_unusable(parent, error.strerror or "")) from None
    pipe = getattr(signal, "SIGPIPE", None)
    before = signal.signal(pipe, signal.SIG_IGN) if pipe and current_thread() is main_thread() else None
    broken = False
    try:
        with _plainly_named(folder) as named:
            yield named
    except BrokenPipeError:  # a reader such as `head` has enough: tidy up first, then go as the signal would have it
        broken = True
    finally:
        remove_folder(folder)
        if pipe and before is not None:
            signal.signal(pipe, before)
    if broken and pipe and before == signal.SIG_DFL:
        os.kill(os.getpid(), pipe)
    if broken:
        raise BrokenPipeError


def _parent() -> str:
    try:
        return tempfile.gettempdir()
    except FileNotFoundError as error:  # none of the usual folders can be written to
        raise InputError(Problem("full_disk", details={"reason": error.strerror or "", "folder": "/tmp"})) from None


def _unusable(folder: str, reason: str) -> Problem:
    return Problem("full_disk", details={"reason": reason, "folder": folder})


_PLAIN = re.compile(r"[^*?\[\]{}=\ud800-\udfff]*")
"""Names in which DuckDB sees no pattern, no partition, and nothing that is no text."""


@contextmanager
def _plainly_named(folder: str) -> Iterator[Path]:
    """The folder under a name that DuckDB takes as it stands. Raises `InputError` where there is no such name."""
    if _PLAIN.fullmatch(folder):
        yield Path(folder)
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        named = Path(f"/proc/self/fd/{number}")
        if not named.is_dir():
            raise InputError(Problem("unusable_folder", "TMPDIR", file=str(Path(folder).parent)))
        yield named
    finally:
        os.close(number)

"""Output files: written completely under another name, then put in place, two of one run together or not at all.

A file is written beside its place with the mode of the file that it replaces, and then renamed. Two files cannot be
renamed in one step. So the renames are noted down first, in a file of their own: whoever finds such a note, and nobody
alive who wrote it, completes them. Another run that puts files into the same folder waits meanwhile.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import BinaryIO

from .ending import Held
from .temporary import FILE_NAME, alone_in, files_left_behind, forget_file, new_file, remove_file

PERSONAL = 0o600
"""The mode of a new file that holds what people said, as it stood."""


class Staged:
    """A file being written beside its place: `stream` takes its bytes; `put_in_place` or `discard` ends it.

    `file` is replaced, or the file that it links to. Raises `OSError`, also for what is no file.
    """

    def __init__(self, file: str, mode: int = 0o666) -> None:
        self.target = os.path.realpath(file)
        self.folder = os.path.dirname(self.target)
        before = status(file)
        if before is not None and not stat.S_ISREG(before.st_mode):
            number = errno.EISDIR if stat.S_ISDIR(before.st_mode) else errno.EINVAL
            raise OSError(number, os.strerror(number))
        if before is not None and not os.access(file, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        number, self.path = new_file(self.folder, mode=mode if before is None else before.st_mode & 0o777)
        self.stream: BinaryIO = os.fdopen(number, "wb")
        if before is not None and hasattr(os, "fchmod"):
            _take_over(number, before)

    def complete(self) -> None:
        """All bytes are written, down to the disk. The descriptor stays open, for the lock on it. Raises `OSError`."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        if os.name == "nt":  # knows no such lock, and renames no open file
            self.stream.close()

    def discard(self) -> None:
        """Leave what was there before as it was, and nothing beside it."""
        with suppress(OSError):  # what could not be written out cannot be at the end either
            self.stream.close()
        remove_file(self.path)


def status(file: str) -> os.stat_result | None:
    """What the system knows of a file, through links; None if there is none yet. Raises `OSError`."""
    try:
        return os.stat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _take_over(number: int, before: os.stat_result) -> None:
    """Owner, group and mode of the file that is replaced. Who may not give a file away does not open it wider."""
    mode = before.st_mode & 0o777
    own = os.fstat(number)
    if (own.st_uid, own.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.fchown(number, before.st_uid, before.st_gid)
        except OSError:
            mode &= 0o707 if own.st_gid != before.st_gid else 0o777
    os.fchmod(number, mode)


@contextmanager
def alone_with(files: Iterable[Staged]) -> Iterator[None]:
    """No other run puts files in place where these belong, so that one may look what is there."""
    with alone_in([file.folder for file in files]):
        yield


def put_in_place(files: Sequence[Staged]) -> None:
    """Give files that are complete their names: all of them or, if one cannot be, none. Raises `OSError`."""
    with Held():
        if len(files) > 1:
            _together(files)
        else:
            for file in files:
                os.replace(file.path, file.target)
        for file in files:
            forget_file(file.path)
            file.stream.close()
    for folder in dict.fromkeys(file.folder for file in files):
        _to_disk(folder)


def _together(files: Sequence[Staged]) -> None:
    import json

    moves = [[file.path, file.target] for file in files]
    olds: list[str | None] = []
    number, note = new_file(files[0].folder, ".moves", PERSONAL)
    try:
        os.write(number, json.dumps(moves).encode())
        os.fsync(number)
        done = 0
        try:
            for file in files:
                olds.append(_second_name(file))
            for file in files:
                os.replace(file.path, file.target)
                done += 1
        except OSError:
            for n, (file, old) in enumerate(zip(files, olds, strict=False)):
                if n < done or not os.path.lexists(file.target):
                    _restore(file.target, old)
            raise
    finally:
        remove_file(note)
        os.close(number)
        for old in filter(None, olds):
            remove_file(old)


def _second_name(file: Staged) -> str | None:
    """A second name of the file that is to be replaced, by which it could be put back; None if there is none."""
    if not os.path.lexists(file.target):
        return None
    number, name = new_file(file.folder, ".old", PERSONAL)
    os.close(number)
    os.unlink(name)
    try:
        os.link(file.target, name)
    except OSError:  # a file system without hard links
        os.replace(file.target, name)
    return name


def _restore(target: str, old: str | None) -> None:
    if old is not None:
        os.replace(old, target)
    elif os.path.lexists(target):
        os.unlink(target)


def _to_disk(folder: str) -> None:
    """Have the names in a folder written to the disk, as far as the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def settle(file: str) -> list[str]:
    """Tidy up where an output is to be put, after runs of this user that were killed; the files that were completed.

    Renames that were begun are completed, other temporary files are removed. What cannot be done is left alone.
    """
    completed: list[str] = []
    with suppress(OSError, ValueError):  # the writing itself will tell what is wrong with the name
        folder = os.path.dirname(os.path.realpath(file))
        if not any(FILE_NAME.fullmatch(name) for name in os.listdir(folder)):
            return []
        with alone_in([folder]) as certain:
            if certain:
                for path, number in files_left_behind(folder):
                    if path.endswith(".moves"):
                        completed += _completed(number)
                for path, _number in files_left_behind(folder):
                    remove_file(path)
    return completed


def _completed(number: int) -> list[str]:
    """The renames that a note tells of, done."""
    import json

    status = os.fstat(number)
    if status.st_mode & 0o077 or status.st_nlink != 1:  # not as we write it
        return []
    found = []
    with os.fdopen(os.dup(number), "rb") as note, suppress(ValueError, TypeError):
        for path, target in json.loads(note.read()):
            ours = FILE_NAME.fullmatch(os.path.basename(path)) and os.path.dirname(path) == os.path.dirname(target)
            if ours and os.path.lexists(path):
                os.replace(path, target)
                found.append(target)
    return found

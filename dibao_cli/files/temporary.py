"""Temporary files and folders: names that nobody foresees, opened for us alone, removed whatever happens.

A file lies beside the output that it will become: `.dibao-<16 hex digits>.part`. A folder for what a run puts aside
lies in the folder for temporary files: `dibao-<16 hex digits>`. The process that made one holds a lock (`flock`) on it
as long as it lives, however it ends. So a later run of the same user knows what nobody owns any more, and removes it.
Where there is no `flock` (Windows) nothing is removed but one's own.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # then nothing is locked

FILE_NAME = re.compile(r"\.dibao-[0-9a-f]{16}\.(part|old|moves)")
_FOLDER_NAME = re.compile(r"dibao-[0-9a-f]{16}")
_MARK = ".dibao-folder"
"""Stands in every folder of ours, so that nobody else's is ever taken for one."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)

_files: dict[str, None] = {}
_folders: dict[str, int] = {}
"""What this process has to remove, and the descriptor that holds the lock of each folder."""


def _name() -> str:
    return f"dibao-{os.urandom(8).hex()}"


def new_file(folder: str, ending: str = ".part", mode: int = 0o666) -> tuple[int, str]:
    """A new file for us alone, locked, under a name that nobody foresees: its descriptor and path.

    The user's mask takes its part of the mode. Raises `OSError`.
    """
    while True:
        path = os.path.join(folder, f".{_name()}{ending}")
        _files[path] = None  # first, so that an interruption finds it
        try:
            number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY, mode)
        except BaseException:
            forget_file(path)
            raise
        lock(number)
        if os.fstat(number).st_nlink:
            return number, path
        os.close(number)  # somebody who tidies up was faster than our lock
        forget_file(path)


def forget_file(path: str) -> None:
    """The file has its place, or is gone: it is nothing to remove any more."""
    _files.pop(path, None)


def remove_file(path: str) -> None:
    """Remove one's own temporary file."""
    with suppress(OSError):
        os.unlink(path)
    forget_file(path)


def lock(number: int) -> bool:
    """Lock an open file or folder for this process, without waiting; whether that was possible."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def new_folder(parent: str) -> str:
    """A new folder for us alone, locked and marked. Raises `OSError`."""
    while True:
        path = os.path.join(parent, _name())
        _folders[path] = -1  # first, so that an interruption finds it
        try:
            os.mkdir(path, 0o700)
        except BaseException:
            _forget_folder(path)
            raise
        with suppress(OSError):  # Windows opens no folders
            _folders[path] = os.open(path, os.O_RDONLY | _NO_FOLLOW)
            lock(_folders[path])
        with suppress(FileNotFoundError):
            os.close(os.open(os.path.join(path, _MARK), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            return path
        _forget_folder(path)  # somebody who tidies up was faster than our lock


def remove_folder(path: str) -> None:
    """Remove one's own folder with all that is in it.

    Threads may still be writing into it: under another name they find it no more.
    """
    gone = os.path.join(os.path.dirname(path), _name())
    try:
        os.rename(path, gone)
    except OSError:
        gone = path
    for _try in range(20):
        _remove_tree(gone)
        if not os.path.lexists(gone):
            break
        time.sleep(0.01)
    _forget_folder(path)


def _remove_tree(folder: str) -> None:
    """Remove a folder with all that is in it, as far as that can be, and follow no link.

    Nothing is imported for it: an interruption may come in the middle of an import of the same module.
    """
    with suppress(OSError):
        with os.scandir(folder) as found:
            entries = list(found)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _remove_tree(entry.path)
            else:
                with suppress(OSError):
                    os.unlink(entry.path)
        os.rmdir(folder)


def _forget_folder(path: str) -> None:
    number = _folders.pop(path, -1)
    if number >= 0:
        os.close(number)


def remove_everything() -> None:
    """Remove all that this process has put aside. Called from wherever it is interrupted."""
    for path in list(_files):
        with suppress(OSError):
            os.unlink(path)
    for path in list(_folders):
        remove_folder(path)


# what others have left behind


def _abandoned(path: str, kind: int) -> int | None:
    """A descriptor of a file or folder of ours that no living process holds, locked; else None."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | _NO_FOLLOW)
    except OSError:
        return None
    status = os.fstat(number)
    if stat.S_IFMT(status.st_mode) == kind and status.st_uid == os.geteuid() and lock(number):
        return number
    os.close(number)
    return None


def remove_folders_left_behind(parent: str) -> None:
    """Remove folders that runs of this user have left in the folder for temporary files, such as after `kill -9`."""
    if fcntl is None:
        return
    with suppress(OSError):
        for name in os.listdir(parent):
            path = os.path.join(parent, name)
            if not _FOLDER_NAME.fullmatch(name) or path in _folders:
                continue
            number = _abandoned(path, stat.S_IFDIR)
            if number is None:
                continue
            inside = os.listdir(path)
            if _MARK in inside:
                _remove_tree(path)
            elif not inside:  # killed before it was marked
                with suppress(OSError):
                    os.rmdir(path)
            os.close(number)


def files_left_behind(folder: str) -> Iterator[tuple[str, int]]:
    """Temporary files beside an output that no living process of this user holds, each with a locked descriptor."""
    if fcntl is None:
        return
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if FILE_NAME.fullmatch(name) and path not in _files:
            number = _abandoned(path, stat.S_IFREG)
            if number is not None:
                try:
                    yield path, number
                finally:
                    os.close(number)


LONGEST_WAIT = 10.0
"""Seconds that one waits for another run to put its files in place, which takes it milliseconds."""


@contextmanager
def alone_in(folders: Iterable[str]) -> Iterator[bool]:
    """No other run puts files in place in these folders meanwhile; false where that is not certain, for want of locks.

    Raises `OSError` (`EBUSY`) if somebody holds a folder for long.
    """
    numbers: list[int] = []
    try:
        certain = fcntl is not None
        for number in _opened(folders, numbers):
            certain = _locked_after_waiting(number) and certain
        yield certain
    finally:
        for number in numbers:
            os.close(number)


def _opened(folders: Iterable[str], numbers: list[int]) -> list[int]:
    """Descriptors of the different folders, in one order for all runs, so that no two wait for each other."""
    found: dict[tuple[int, int], int] = {}
    for folder in folders:
        with suppress(OSError):  # a folder that may be written into but not read; Windows opens none
            numbers.append(os.open(folder, os.O_RDONLY))
            status = os.fstat(numbers[-1])
            found.setdefault((status.st_dev, status.st_ino), numbers[-1])
    return [found[key] for key in sorted(found)]


def _locked_after_waiting(number: int) -> bool:
    if fcntl is None:
        return False
    until = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > until:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY)) from None
            time.sleep(0.01)
        except OSError:  # a network folder without locks
            return False

"""What somebody has told so far, kept until it is finished: personal data, for the user alone.

Each interview has a folder of its own, `ask-<16 hex digits>`, in the user's folder for states. It holds the answers,
replaced as a whole and written through to the disk each time, and a file that the process keeps open and locked as
long as it lives, however it ends: so a later run knows what nobody is telling any more. Where there is no `flock`
(Windows) a folder with an open file cannot be renamed, which says the same.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from .temporary import FILE_NAME, forget_file, lock, new_file, remove_file

_FOLDER = re.compile(r"ask-[0-9a-f]{16}")
_ANSWERS, _LOCK = "answers.json", "lock"
_LARGEST = 1_000_000
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


def state_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """`$XDG_STATE_HOME/dibao`, or `%LOCALAPPDATA%` on Windows; None for a user who has no home."""
    home = environment.get("XDG_STATE_HOME") or (environment.get("LOCALAPPDATA") if os.name == "nt" else None)
    try:
        return (Path(home) if home else Path.home() / ".local" / "state") / "dibao"
    except RuntimeError:  # HOME is not set, and the system knows no such user
        return None


class Unfinished:
    """What one interview has told; `content` is what was kept when it was found."""

    def __init__(self, folder: Path, number: int, content: Any = None) -> None:
        self.folder = folder
        self.content = content
        self._number = number

    def keep(self, content: Any) -> None:
        """Keep this in the place of what was kept before. Raises `OSError`."""
        number, path = new_file(str(self.folder), mode=0o600)
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                json.dump(content, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            Path(path).replace(self.folder / _ANSWERS)
        except BaseException:
            remove_file(path)
            raise
        forget_file(path)

    def let_go(self) -> None:
        """Leave what was kept to a later run."""
        with suppress(OSError):
            os.close(self._number)

    def remove(self) -> None:
        """Nothing is kept any more, nor what was being written when a process was killed."""
        self.let_go()
        with suppress(OSError):
            for file in self.folder.iterdir():
                if file.name in (_ANSWERS, _LOCK) or FILE_NAME.fullmatch(file.name):
                    file.unlink()
            self.folder.rmdir()


def begin() -> Unfinished:
    """A place for the answers of a new interview. Raises `OSError`."""
    home = state_folder()
    if home is None:
        raise FileNotFoundError("HOME")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = home / f"ask-{os.urandom(8).hex()}"
    folder.mkdir(mode=0o700)
    number = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, 0o600)
    lock(number)
    return Unfinished(folder, number)


def unfinished() -> Iterator[Unfinished]:
    """What other interviews of this user left, the newest first; each is this process's from then on."""
    home = state_folder()
    folders = []
    with suppress(OSError):
        folders = [folder for folder in (home.iterdir() if home else ()) if _FOLDER.fullmatch(folder.name)]
    for folder in sorted(folders, key=_written, reverse=True):
        found = _taken_over(folder)
        if found is not None:
            yield found


def _written(folder: Path) -> float:
    try:
        return (folder / _ANSWERS).lstat().st_mtime
    except OSError:
        return 0


def _taken_over(folder: Path) -> Unfinished | None:
    """What lies in a folder of ours that no living process holds; what cannot be read is None."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or (hasattr(os, "geteuid") and status.st_uid != os.geteuid()):
        return None
    try:
        if os.name == "nt":
            folder = folder.rename(folder.with_name(f"ask-{os.urandom(8).hex()}"))
        number = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o600)
    except OSError:
        return None
    if os.name != "nt" and not lock(number):
        os.close(number)
        return None
    return Unfinished(folder, number, _content(folder / _ANSWERS))


def _content(file: Path) -> Any:
    """The answers as they were kept, or None: of another program, cut off, or none at all."""
    try:
        number = os.open(file, os.O_RDONLY | _NO_FOLLOW)
        with os.fdopen(number, encoding="utf-8") as opened:
            return json.loads(opened.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return None

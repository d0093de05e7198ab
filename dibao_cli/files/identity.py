"""Whether two names mean one file: by what the system knows of it, through links, or by where it would be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .output import STANDARD_OUTPUT, descriptor_of

_KINDS = (stat.S_ISREG, stat.S_ISBLK, stat.S_ISFIFO)
"""What holds bytes of its own. A terminal or a socket may well be both what is read and what is written."""


class Identity(NamedTuple):
    """A file that is there (`name` is empty), or one in a folder that is there."""

    device: int
    number: int
    name: str = ""


def identity_of(file: str, standard: int = 1) -> Identity | None:
    """What a name means; None for what cannot be damaged by writing: a device, or something that is not there at all.

    `standard` is the number of the stream that `-` means.
    """
    number = standard if file == STANDARD_OUTPUT else descriptor_of(file)
    try:
        status = os.stat(file) if number is None else os.fstat(number)
        return Identity(status.st_dev, status.st_ino) if any(kind(status.st_mode) for kind in _KINDS) else None
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError):  # using the file will say what is wrong with it
        return None
    try:
        place = os.path.realpath(file)
        folder = os.stat(os.path.dirname(place))
    except (OSError, ValueError):
        return None
    return Identity(folder.st_dev, folder.st_ino, os.path.normcase(os.path.basename(place)))


def files_in(folder: str) -> Iterator[str]:
    """The files of notices in a folder and its subfolders, one level deep, as a region's folder may hold them."""
    try:
        with os.scandir(folder) as entries:
            entries_by_name = sorted(entries, key=lambda entry: entry.name)
        for entry in entries_by_name:
            if entry.name.endswith(".toml"):
                yield entry.path
            elif entry.is_dir():
                yield from (path for path in map(str, _plain_files(entry.path)) if path.endswith(".toml"))
    except OSError:  # reading the folder will say what is wrong with it
        return


def _plain_files(folder: str) -> Iterable[str]:
    with os.scandir(folder) as entries:
        return [entry.path for entry in entries]


def is_regular(file: str) -> bool:
    """Whether a name means a file that is there."""
    try:
        return stat.S_ISREG(os.stat(file).st_mode)
    except (OSError, ValueError):
        return False

"""Bytes to text as people's files really are: UTF-8, UTF-8 with a byte-order mark, or GB18030."""

from __future__ import annotations

import os
import sys
from codecs import BOM_UTF8
from errno import EBADF
from pathlib import Path
from typing import IO

from ..rules.problems import InputError, Problem
from .limits import LARGEST_FILE

STANDARD_INPUT = "-"


def decode(data: bytes, file: str) -> str:
    """Text from bytes, without a byte-order mark. Raises `InputError` if it is neither UTF-8 nor GB18030."""
    try:
        return data.removeprefix(BOM_UTF8).decode()  # `utf-8-sig` says the same, by a codec written in Python
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        raise InputError(Problem("not_text", file=file)) from None


def read_bytes(file: str) -> bytes:
    """The content of a file, or of standard input for `-`. Raises `InputError` if it is unreadable or too large."""
    try:
        if file == STANDARD_INPUT:
            return bounded(_standard_input(), file)
        with Path(file).open("rb") as opened:
            return bounded(opened, file)
    except FileNotFoundError:
        raise InputError(Problem("no_such_file", file=file)) from None
    except OSError as error:
        raise InputError(Problem("unreadable_file", file=file, details={"reason": error.strerror or ""})) from None


def bounded(opened: IO[bytes], file: str) -> bytes:
    """All that a file holds, which may be a device that never ends. Raises `InputError` beyond `LARGEST_FILE`."""
    data = opened.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise InputError(Problem("file_too_large", file=file, details={"highest": str(LARGEST_FILE)}))
    return data


def _standard_input() -> IO[bytes]:
    if sys.stdin is None:  # closed by whoever started the program
        raise OSError(EBADF, os.strerror(EBADF))
    return sys.stdin.buffer


def read_text(file: str) -> str:
    """The text of a file, or of standard input for `-`. Raises `InputError`."""
    return decode(read_bytes(file), file)

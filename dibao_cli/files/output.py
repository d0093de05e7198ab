"""Writing results: to standard output, or to a file that is complete or not there at all."""

from __future__ import annotations

import contextlib
import os
import sys
from errno import EBADF
from pathlib import Path

from ..rules.problems import Problem, Refused
from ..rules.visible import visible

STANDARD_OUTPUT = "-"

FILE_FORMATS = ("parquet", "xlsx")
"""What a roster's results are written in besides the formats that standard output takes."""


def write_result(text: str, file: str | None, encoding: str = "utf-8") -> None:
    """Write a result to standard output, or for a named file beside it and rename. Raises `Refused`."""
    if file is None or file == STANDARD_OUTPUT:
        if sys.stdout is None:  # closed by whoever started the program
            raise OSError(EBADF, os.strerror(EBADF))
        if encoding == "utf-8":
            sys.stdout.write(text)
        else:
            sys.stdout.buffer.write(text.encode(encoding))
        return
    target = Path(file)
    try:
        _write_beside(target, text.encode(encoding))
    except OSError as error:
        raise Refused(Problem("unwritable_file", file=file, details={"reason": error.strerror or ""})) from None


def write_new(text: str, file: str) -> None:
    """Write a file that must not be there yet. Raises `Refused`."""
    try:
        with Path(file).open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError:
        raise Refused(Problem("exists_already", file=file)) from None
    except OSError as error:
        raise Refused(Problem("unwritable_file", file=file, details={"reason": error.strerror or ""})) from None


def write_note(text: str) -> None:
    """Write one line of the program's to standard error, whatever it is made of."""
    remark(f"dibao: {visible(text)}\n")


def remark(text: str) -> None:
    """Write lines to standard error, if there is one to write to; what a terminal would obey is spelled out."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(visible(text, keep="\n"))
            sys.stderr.flush()


def _write_beside(target: Path, data: bytes) -> None:
    if target.exists() and not target.is_file():  # a device or a pipe, such as /dev/stdout
        target.write_bytes(data)
        return
    import tempfile

    target = target.resolve()  # a link stays a link to the new content
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        os.chmod(name, mode_for(target))
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def mode_for(target: Path) -> int:
    """The mode of the file that is replaced, or that of a new one under the user's mask."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

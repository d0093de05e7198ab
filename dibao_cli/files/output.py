"""Writing results: to standard output, or to a file that is complete or not there at all."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from errno import EBADF, EINVAL
from typing import TYPE_CHECKING, BinaryIO

from ..rules.problems import InputError, Problem
from ..rules.visible import visible

if TYPE_CHECKING:
    from .placing import Staged

STANDARD_OUTPUT = "-"
_DESCRIPTORS = ("/dev/fd/", "/proc/self/fd/")
_NAMED = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}

FILE_FORMATS = ("parquet", "xlsx")
"""What a roster's results are written in besides the formats that standard output takes."""


def write_result(text: str | bytes, file: str | None, encoding: str = "utf-8") -> None:
    """Write a result to standard output, or for a named file beside it and rename. Raises `InputError`."""
    if isinstance(text, str) and (file is None or file == STANDARD_OUTPUT):
        if sys.stdout is None:  # closed by whoever started the program
            raise OSError(EBADF, os.strerror(EBADF))
        if encoding == "utf-8":
            sys.stdout.write(text)
        else:
            sys.stdout.buffer.write(_encoded(text, encoding))
        return
    from .placing import alone_with, put_in_place

    assert file is not None  # only texts go to standard output
    data = _encoded(text, encoding) if isinstance(text, str) else text
    with refusing(file):
        device = device_at(file)
        if device is not None:
            with device:
                device.write(data)
            return
        staged = staged_at(file)
        try:
            staged.stream.write(data)
            staged.complete()
            with alone_with([staged]):
                put_in_place([staged])
        except BaseException:
            staged.discard()
            raise


def _encoded(text: str, encoding: str) -> bytes:
    """The bytes of a text. A byte of a GBK file name is no character; it stands as `\\udcff`, as on standard output."""
    return text.encode(encoding, "backslashreplace")


def staged_at(file: str, mode: int = 0o666) -> Staged:
    """A file being written beside its place. Raises `OSError`, also for a name that the system cannot write."""
    from .placing import Staged

    try:
        return Staged(file, mode)
    except ValueError:  # half a character, or a zero byte
        raise OSError(EINVAL, os.strerror(EINVAL)) from None


def descriptor_of(file: str) -> int | None:
    """The number of the open file that a name such as `/dev/stdout` or `/dev/fd/3` means; None for other names."""
    if os.name == "nt":
        return None
    name = os.path.normpath(file)
    number = next((name.removeprefix(start) for start in _DESCRIPTORS if name.startswith(start)), "")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else _NAMED.get(name)


def is_device(file: str) -> bool:
    """Whether a name means a device, a pipe or an open file of the process, which take bytes and are never replaced."""
    import stat

    try:
        mode = os.stat(file).st_mode
    except (OSError, ValueError):
        return descriptor_of(file) is not None
    return descriptor_of(file) is not None or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def device_at(file: str) -> BinaryIO | None:
    """What takes the bytes where a name means a device; None for a file. Raises `OSError`."""
    if not is_device(file):
        return None
    number = descriptor_of(file)
    if number is None:
        return open(file, "wb")
    if sys.stdout is not None:
        sys.stdout.flush()
    return os.fdopen(os.dup(number), "wb")


@contextlib.contextmanager
def refusing(file: str) -> Iterator[None]:
    """Raises `InputError` where the system does not let the file be written."""
    try:
        yield
    except OSError as error:
        raise InputError(Problem("unwritable_file", file=file, details={"reason": error.strerror or ""})) from None


def write_new(text: str, file: str) -> None:
    """Write a file that must not be there yet, completely or not at all. Raises `InputError`."""
    from .temporary import new_file, remove_file

    with refusing(file):
        try:
            if os.path.lexists(file):
                raise FileExistsError
            number, beside = new_file(os.path.dirname(os.path.abspath(file)))
            try:
                with os.fdopen(number, "wb") as new:
                    new.write(text.encode())
                    new.flush()
                    os.fsync(number)
                _name_new(beside, file)
            finally:
                remove_file(beside)
        except FileExistsError:
            raise InputError(Problem("exists_already", file=file)) from None
        except ValueError:  # half a character, or a zero byte
            raise OSError(EINVAL, os.strerror(EINVAL)) from None


def _name_new(beside: str, file: str) -> None:
    """Give a complete file a name that nothing has yet. Raises `FileExistsError`."""
    try:
        os.link(beside, file)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(file):
            raise FileExistsError from None
        os.rename(beside, file)


def write_note(text: str) -> None:
    """Write one line of the program's to standard error, whatever it is made of."""
    remark(f"dibao: {visible(text)}\n")


def remark(text: str) -> None:
    """Write lines to standard error, if there is one to write to; what a terminal would obey is spelled out."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(visible(text, keep="\n"))
            sys.stderr.flush()

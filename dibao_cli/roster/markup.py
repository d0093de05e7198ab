"""XML of a workbook, read piece by piece: what is held in memory does not grow with the file."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol
from xml.parsers import expat

from ..rules.problems import InputError

_PIECE = 1 << 16
_LONGEST_TAG = 1 << 20
_DEEPEST = 64

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


DAMAGED = "the file is damaged"


class Malformed(Exception):
    """What was read is no workbook's XML."""


class Stream(Protocol):
    """Bytes, read a piece at a time; an empty one is the end."""

    def read(self, size: int, /) -> bytes: ...


def parse(stream: Stream, start: Start, end: End, text: Text) -> Iterator[None]:
    """Call the handlers, with names without their prefixes; yields after each piece. Raises `Malformed`."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local: dict[str, str] = {}
    depth = 0

    def started(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Malformed("nested too deeply")
        name = local.get(tag)
        if name is None:
            name = tag.rpartition(":")[2]
            if len(local) < 1000:
                local[tag] = name
        start(name, attributes)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(local.get(tag) or tag.rpartition(":")[2])

    def refuse(*_ignored: object) -> None:
        raise Malformed(DAMAGED)  # and with it entities that grow without bound

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    fed = 0
    while piece := stream.read(_PIECE):
        parser.Parse(piece)
        fed += len(piece)
        if fed - parser.CurrentByteIndex > _LONGEST_TAG:
            raise Malformed(DAMAGED)
        yield
    parser.Parse(b"", True)
    yield


@contextmanager
def readable() -> Iterator[None]:
    """Every way in which a damaged workbook shows itself is `Malformed`."""
    try:
        yield
    except InputError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        expat.ExpatError,
        KeyError,
        ValueError,
        IndexError,
        OverflowError,
        RuntimeError,
    ):
        raise Malformed(DAMAGED) from None

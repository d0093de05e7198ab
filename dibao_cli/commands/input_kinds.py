"""Whether what is read is a roster or a household file: by its name, by how it begins, by its first two lines."""

from __future__ import annotations

import io
import re
import sys
from typing import TextIO

from ..files.fields import by_name
from ..files.text import STANDARD_INPUT

ROSTER_ENDINGS = (".csv", ".tsv", ".txt", ".ndjson", ".jsonl", ".parquet", ".xlsx", ".xlsm", ".xls", ".ods")
BEGINNINGS_OF_ROSTERS = (b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0")
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
LOOKED_AT = 1 << 16
"""How much of standard input is looked at, in bytes."""


def takes_roster(file: str | None) -> bool:
    """Whether a file is a roster, by its name; standard input, by how it begins. What was looked at is put back."""
    if file != STANDARD_INPUT or sys.stdin is None or sys.stdin.isatty():
        return is_roster(file)
    start = _looked_at()
    if start.startswith((*BEGINNINGS_OF_ROSTERS, *_PACKED)):
        return True
    return any(many_households(start.decode(encoding, "replace")) for encoding in ("utf-8-sig", "gb18030"))


def is_roster(file: str | None) -> bool:
    """Whether a file is a roster, by its name: a household file is TOML or JSON."""
    name = (file or "").lower().removesuffix(".gz").removesuffix(".zst")
    return name.endswith(ROSTER_ENDINGS)


def many_households(text: str) -> bool:
    """Whether what is no household file has the lines of a roster: an object each, or cells under known headings."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:2]
    if lines and all(line.startswith("{") and line.endswith("}") for line in lines):
        return len(lines) > 1
    cells = [cell.strip().strip('"') for cell in re.split(r"[,;\t，]", lines[0])] if lines else []
    from ..files.roster_fields import FIELDS

    return len(set(cells) & set(by_name(FIELDS))) > 1


def _looked_at() -> bytes:
    """The beginning of standard input, which whoever reads it next finds there again."""
    start = sys.stdin.buffer.read(LOOKED_AT)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(_Joined(start, sys.stdin)), sys.stdin.encoding)
    return start


class _Joined(io.RawIOBase):
    """What was read already, and then the rest."""

    def __init__(self, start: bytes, rest: TextIO) -> None:
        self.start = start
        self.rest = rest  # as a whole: a stream of text that nobody holds closes what is below it

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a memoryview is what a reader gives
        part = self.start[: len(buffer)] or self.rest.buffer.read(len(buffer))
        self.start = self.start[len(part) :]
        buffer[: len(part)] = part
        return len(part)

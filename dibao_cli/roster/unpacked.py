"""A roster's bytes, unpacked where its name or its first bytes say that it is packed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from ..rules.problems import Problem, Refused


def opened(path: Path, file: str) -> BinaryIO:
    """The bytes of a file, unpacked where its name or its first bytes say that it is packed. Raises `Refused`."""
    raw = path.open("rb")
    magic = raw.read(4)
    raw.seek(0)
    if magic[:2] == b"\x1f\x8b":
        import gzip

        return _Unpacked(gzip.GzipFile(fileobj=raw), raw, file)  # type: ignore[return-value]  # has `read`
    if magic == b"\x28\xb5\x2f\xfd":
        import zstandard

        reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        return _Unpacked(reader, raw, file)  # type: ignore[return-value]  # as above
    return raw


class _Unpacked:
    """A packed file being read: a damaged one is refused, and the position is that in the packed file."""

    def __init__(self, reader: Any, raw: BinaryIO, file: str) -> None:
        self.reader, self.raw, self.file = reader, raw, file

    def read(self, size: int) -> bytes:
        try:
            return bytes(self.reader.read(size))
        except Exception as error:  # each packing has errors of its own kind
            raise Refused(Problem("unreadable_file", file=self.file, details={"reason": str(error)})) from None

    def tell(self) -> int:
        return self.raw.tell()

    def close(self) -> None:
        self.raw.close()

    def __enter__(self) -> _Unpacked:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

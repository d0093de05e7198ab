"""A roster's bytes, unpacked where its name or its first bytes say that it is packed."""

from __future__ import annotations

from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO

from ..rules.problems import InputError, Problem


def opened(path: Path, file: str) -> BinaryIO:
    """The bytes of a file, unpacked where its first bytes say that it is packed. Raises `InputError`."""
    return unpacked(path.open("rb"), file)


def unpacked(raw: BufferedReader, file: str) -> BinaryIO:
    """The same of a stream, from its beginning."""
    magic = raw.peek(4)[:4]
    if magic[:2] == b"\x1f\x8b":
        import gzip

        return _Unpacked(gzip.GzipFile(fileobj=raw), raw, file)  # type: ignore[return-value]  # has `read`
    if magic == b"\x28\xb5\x2f\xfd":
        return _Unpacked(_Frames(raw), raw, file)  # type: ignore[return-value]  # as above
    return raw


class _Frames:
    """What a .zst file holds. Unlike the package's own reader it notices that a file ends too early."""

    _PIECE = 1 << 10  # which comes to 32 MB at most: a block of 4 bytes may stand for 128 KB

    def __init__(self, raw: BinaryIO) -> None:
        from zstandard import ZstdDecompressor

        self._raw = raw
        self._frames = ZstdDecompressor()
        self._frame = self._frames.decompressobj()
        self._begun = False
        self._ready = bytearray()

    def read(self, size: int) -> bytes:
        while len(self._ready) < size and (piece := self._raw.read(self._PIECE)):
            while piece:
                self._begun = True
                self._ready += self._frame.decompress(piece)
                piece = b""
                if self._frame.eof:
                    piece, self._begun = self._frame.unused_data, False
                    self._frame = self._frames.decompressobj()
        if not self._ready and self._begun:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        part = bytes(self._ready[:size])
        del self._ready[:size]
        return part


class _Unpacked:
    """A packed file being read: a damaged one is refused, and the position is that in the packed file."""

    def __init__(self, reader: Any, raw: BinaryIO, file: str) -> None:
        self.reader, self.raw, self.file = reader, raw, file

    def read(self, size: int) -> bytes:
        try:
            return bytes(self.reader.read(size))
        except Exception as error:  # each packing has errors of its own kind
            raise InputError(Problem("unreadable_file", file=self.file, details={"reason": str(error)})) from None

    def tell(self) -> int:
        return self.raw.tell()

    def close(self) -> None:
        self.raw.close()

    def __enter__(self) -> _Unpacked:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

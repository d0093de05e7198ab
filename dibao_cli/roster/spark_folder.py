"""Folders of a file system that Hadoop knows (HDFS, local files), read and put in place through Spark's JVM.

A run writes into a folder beside the one that was named, and puts it in its place as a whole when all is there.
Local files are exchanged in one step of the system. Elsewhere the old folder is renamed, then the new one: who looks
between the two finds the old one under its other name, and the next run puts it back if it must.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import uuid
from contextlib import suppress
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..files.ending import Held
from ..files.placing import PERSONAL
from ..rules.problems import InputError, Problem
from .spark_session import is_javas_end

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RECORD = "run.json"
PROGRAM = "program"
"""The key of a record by which a folder is one that a run made."""

_DAY = 24 * 3600 * 1000


class HadoopStream(RawIOBase):
    """A file's bytes, as they lie there."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = bytes(self._stream.readNBytes(len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


class Hadoop:
    """The file systems that a session reaches."""

    def __init__(self, spark: SparkSession) -> None:
        self.jvm: Any = spark._jvm
        self._conf: Any = spark._jsc.hadoopConfiguration()

    def at(self, name: str) -> tuple[Any, Any]:
        """The file system that a name belongs to, and its path there, in full."""
        path = self.jvm.org.apache.hadoop.fs.Path(name)
        system = path.getFileSystem(self._conf)
        return system, system.makeQualified(path)

    def opened(self, name: str) -> BufferedReader:
        """The bytes of a file."""
        system, path = self.at(name)
        return BufferedReader(HadoopStream(system.open(path)), 1 << 16)


class Place:
    """The folder that results are to be in: `made` is beside it and takes them, `put` brings them there."""

    def __init__(self, hadoop: Hadoop, name: str) -> None:
        self.name = name
        self._system, self._target = hadoop.at(name)
        self._path = hadoop.jvm.org.apache.hadoop.fs.Path
        self._permission = hadoop.jvm.org.apache.hadoop.fs.permission.FsPermission
        self._hidden = f".{self._target.getName()}.dibao-"
        self._made = self._beside("new")
        self.local = Path(str(self._target.toUri().getPath())) if self._target.toUri().getScheme() == "file" else None
        self._made_locally = Path(str(self._made.toUri().getPath()))

    @property
    def made(self) -> str:
        """The folder beside the place, as Spark writes into it."""
        return str(self._made.toString())

    def begin(self, reads: str) -> None:
        """Look what is there, before anything is computed.

        Raises `InputError` for what no run made, and for a place within what is read, or around it.
        """
        places = [f"{self._target.toString()}/", f"{reads}/"]
        if places[0].startswith(places[1]) or places[1].startswith(places[0]):
            raise InputError(Problem("same_file", "--output", file=self.name, details={"other": reads}), usage=True)
        self._tidy_up()
        if not self._system.exists(self._target):
            return
        if not self._system.getFileStatus(self._target).isDirectory() or not self._is_of_a_run():
            raise InputError(Problem("folder_exists", "--output", file=self.name))

    def _is_of_a_run(self) -> bool:
        if not list(self._system.listStatus(self._target)):
            return True
        record = self._path(self._target, RECORD)
        if not self._system.exists(record):
            return False
        with BufferedReader(HadoopStream(self._system.open(record))) as raw:
            try:
                return str(json.loads(raw.read())[PROGRAM]).startswith("dibao ")
            except (ValueError, LookupError, TypeError):
                return False

    def _tidy_up(self) -> None:
        """Of what killed runs have left an old folder goes back where nothing is; the others go after a day."""
        folder = self._target.getParent()
        if not self._system.exists(folder):
            return
        now = self._system.getFileStatus(folder).getModificationTime()
        for status in self._system.listStatus(folder):
            path = status.getPath()
            name = str(path.getName())
            if name.startswith(f"{self._hidden}old-") and not self._system.exists(self._target):
                self._system.rename(path, self._target)
            elif name.startswith(self._hidden) and now - status.getModificationTime() > _DAY:
                self._system.delete(path, True)

    def make(self) -> None:
        """Begin the folder beside the place. Should this process end, Spark's removes it. Raises `InputError`."""
        if not self._system.mkdirs(self._made):  # a local file system says no more than that
            details = {"reason": os.strerror(errno.EACCES)}
            raise InputError(Problem("unwritable_file", file=self.name, details=details))
        self._system.deleteOnExit(self._made)

    def keep_to_oneself(self, name: str) -> None:
        """Have a folder inside be read by nobody else: it holds what people said, as it stood."""
        self._system.setPermission(self._path(self._made, name), self._permission(PERSONAL | 0o100))

    def bytes_of(self, name: str) -> int:
        """How many bytes lie in a folder inside."""
        return int(self._system.getContentSummary(self._path(self._made, name)).getLength())

    def record(self, text: str) -> None:
        """Write the record of the run."""
        stream = self._system.create(self._path(self._made, RECORD))
        stream.write(text.encode())
        stream.close()

    def put(self) -> None:
        """Bring the folder to its place. Raises `OSError` where it cannot be; then the old one is there.

        Raises `InputError` where Java ends meanwhile: nobody knows how far it came.
        """
        with Held():
            try:
                self._system.cancelDeleteOnExit(self._made)
                if self.local:
                    self._put_locally(self._made_locally, self.local)
                else:
                    self._put()
            except Exception as error:
                if is_javas_end(error):
                    raise InputError(Problem("spark_ended_placing", "--output", file=self.name)) from None
                raise

    def _put(self) -> None:
        old = self._beside("old")
        there = self._system.exists(self._target)
        if there and not self._system.rename(self._target, old):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        if not self._system.rename(self._made, self._target):
            if there:
                self._system.rename(old, self._target)
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        if there:
            self._system.delete(old, True)

    def _put_locally(self, made: Path, target: Path) -> None:
        for checksum in made.rglob(".*.crc"):
            checksum.unlink()
        os.sync()
        if not target.exists():
            made.rename(target)
        elif exchanged(made, target):
            self.discard()  # which is the old one now
        else:
            self._put()

    def discard(self) -> None:
        """Leave what was there as it was, and nothing beside it, also where Java is gone."""
        if self.local:
            shutil.rmtree(self._made_locally, ignore_errors=True)
        else:
            with suppress(Exception):  # why it is not to be put in place is told already
                self._system.delete(self._made, True)

    def _beside(self, what: str) -> Any:
        return self._path(self._target.getParent(), f"{self._hidden}{what}-{uuid.uuid4().hex[:8]}")


def exchanged(first: Path, second: Path) -> bool:
    """Have two names change places, in one step; false where the system has no such step (it is Linux's)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2
    return rename(here, os.fsencode(first), here, os.fsencode(second), exchange) == 0  # type: ignore[no-any-return]

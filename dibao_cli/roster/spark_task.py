"""What the executors of a Spark run are sent, and how they say what is wrong.

Everything that an answer depends on is sent along: the request with the notices, the headings, the language. The
program itself is not: an executor whose dibao is another refuses, for two programs may come to two figures.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import __version__
from ..rules.problems import InputError, Problem
from ..words import use_language
from .columns import Columns
from .database import connected, memory_asked
from .engine import DuckDB
from .run import Request, columns_of

if TYPE_CHECKING:
    from pyarrow import Table

MARK = "dibao-refuses:"
"""Before the problems, in the text of an exception: of those that executors raise, Spark hands on the text."""


class RosterFile(NamedTuple):
    """A file of a roster: its name, how many of its lines are its heading, how many rows the files before it have."""

    name: str
    heading: int = 0
    before: int = 0


class Task(NamedTuple):
    """A request, and what is known of the roster: `files` by the number that their rows carry.

    `row_number` names the column that numbers the rows, if one does.
    """

    request: Request
    headings: tuple[str, ...]
    delimiter: str
    files: Mapping[int, RosterFile]
    language: str
    row_number: str = ""

    @property
    def columns(self) -> Columns:
        return columns_of(self.request, self.headings, self.request.file)


class Refused(Exception):
    """What an executor refuses, with the problems in the text."""

    def __init__(self, refused: InputError) -> None:
        problems = [problem._replace(details=dict(problem.details)) for problem in refused.problems]
        super().__init__(f"{MARK}{json.dumps([refused.usage, problems])}{MARK}")


def refused_in(text: str) -> InputError | None:
    """What an executor refused, from what Spark says of a run that failed."""
    found = re.search(f"{MARK}(.*?){MARK}", text, re.DOTALL)
    if not found:
        return None
    usage, problems = json.loads(found[1])
    return InputError([Problem(*problem) for problem in problems], usage)


def packed(task: Task) -> bytes:
    """A task as it is sent: the program that it is of, then all that it holds, functions too."""
    from pyspark import cloudpickle

    return program().encode() + b"\n" + bytes(cloudpickle.dumps(task))


@cache
def program() -> str:
    """The program as it stands here, by its version and the text of its modules."""
    text = hashlib.sha256()
    for file in sorted(Path(__file__).parent.parent.rglob("*.py")):
        text.update(file.read_bytes())
    return f"{__version__} {text.hexdigest()[:16]}"


@lru_cache(maxsize=1)
def task_in(sent: bytes) -> Task:
    """The task that was sent. Raises `InputError` where it is of another program."""
    theirs, _end, pickled = sent.partition(b"\n")
    if theirs.decode() != program():
        raise InputError(Problem("other_program", "--engine", program(), details={"expected": theirs.decode()}))
    task: Task = pickle.loads(pickled)
    use_language(task.language)
    return task


@contextmanager
def refusing(sent: bytes) -> Iterator[Task]:
    """The task; what is wrong is raised as `Refused`."""
    try:
        yield task_in(sent)
    except InputError as refused:
        raise Refused(refused) from None


class Desk(NamedTuple):
    """DuckDB on an executor, in a folder of its own."""

    engine: DuckDB
    folder: Path

    def table(self, select: str) -> Table:
        """The rows of a query."""
        return self.engine.connection.sql(select).to_arrow_table()


def desk(memory: str, folder: Path | None = None) -> Desk:
    """DuckDB in a folder, by default in the one that Spark gives an executor for temporary files, and removes."""
    within = folder or os.environ.get("SPARK_LOCAL_DIRS", "").split(",")[0] or None
    own = Path(tempfile.mkdtemp(prefix="dibao-", dir=within))
    return Desk(DuckDB(connected(own, memory=memory_asked(memory))), own)

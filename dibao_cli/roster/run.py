"""A whole roster, block after block: read, compute, write, and say how far it is."""

from __future__ import annotations

import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import duckdb

from ..rules.arrears import NOT_RECKONED
from ..rules.case import AssessmentOptions
from ..rules.month import Month
from ..rules.notice import Value
from . import chain, household_steps
from .columns import Columns, find_columns
from .contributions import Shares
from .database import connected, memory_asked
from .engine import DuckDB
from .head_count import HeadCount
from .input_formats import Source, Wanted, open_source
from .interner import Interner
from .labels import labelled
from .parsed_texts import Readings, TableOf
from .plan import Counts, Plan
from .signs import signs_of
from .text_lines import Block, Dialect
from .worker import Worker
from .working import working_folder

Progress = Callable[[int, float], None]
"""Told of rows read so far, and of the part of the roster (0 to 1) that they are."""


Each = Callable[[Worker, Path], Counts]


class Request(NamedTuple):
    """What a run is asked for. `facts_for_all` are facts stated for every row.

    `written` are the columns that results are asked to have, the usual ones if none is named.
    `one_person_per_row` states that a row without a number of members is one person, not a household. `arrears` are
    asked for months that were paid, of households that were on the roll then.
    """

    file: str
    table_of: TableOf
    question: AssessmentOptions
    facts_for_all: Mapping[str, str]
    overrides: dict[str, Value]
    input_format: str | None = None
    sheet: str | None = None
    mapped: Mapping[str, str] | None = None
    keep: tuple[str, ...] = ()
    memory: str = "1GB"
    lines: bool = False
    explain: bool = False
    question_in: Callable[[Month], AssessmentOptions] | None = None
    one_person_per_row: bool = False
    written: tuple[str, ...] = ()
    headings: str | None = None
    arrears: bool = False

    def question_of(self, month: Month) -> AssessmentOptions:
        """What is asked of a month; it differs from `question` where an index is stated for single months."""
        return self.question_in(month) if self.question_in else self.question


WORTH_SORTING = 1 << 16
"""How far the first block must reach (`Block.position`); what is smaller is computed once more, not sorted in vain."""


SHOWN_BY = 10_000
"""Lines of the first block that show whether a roster is in no order; what they do not show is found out later."""


class Gathered(NamedTuple):
    """A roster whose lines were sorted by household, and the database that they are in."""

    source: Source
    database: duckdb.DuckDBPyConnection
    numbers_twice: str
    plan: Plan
    """With what was read of it before."""


class Unordered(Exception):
    """Households do not come in the order of their names: only their hashes tell whether one has rows in two blocks."""


class Spread(Exception):
    """The rows of a household stand far apart: the roster must be sorted by household first."""


def columns_of(request: Request, headings: Sequence[str], named: str) -> Columns:
    """What the headings of a roster mean; `named` is what an error calls it. Raises `InputError`."""
    return find_columns(headings, request.mapped, request.keep, named, tuple(request.facts_for_all), request.arrears)


def plan_of(request: Request, columns: Columns, dialect: Dialect) -> Plan:
    """What a request's blocks have in common, whichever engine computes them."""
    left_out = (*(NOT_RECKONED if request.arrears else ()), *request.question.without)
    return Plan(
        columns,
        dialect,
        request.question,
        Readings(columns, request.table_of, request.question_of, request.facts_for_all),
        Shares(left_out),
        Interner(),
        Interner(),
        request.overrides,
        request.lines,
        request.explain,
        arrears=request.arrears,
    )


def head_count_of(request: Request, plan: Plan) -> HeadCount:
    """Whether it is known from the start how many people a row stands for."""
    places = plan.columns.places
    return HeadCount(plan.readings, "members" in places or request.one_person_per_row, "household" in places)


class Run:
    """One roster being computed."""

    def __init__(
        self, request: Request, folder: Path, workers: int | None = None, gathered: Gathered | None = None
    ) -> None:
        self.request = request
        self.folder = Path(tempfile.mkdtemp(dir=folder))
        self.gathered = gathered
        wanted = Wanted(request.input_format, request.sheet, memory_asked(request.memory))
        self.source: Source = gathered.source if gathered else open_source(request.file, wanted, folder)
        self.columns = columns_of(request, self.source.headings, request.file)
        dialect = Dialect(self.source.delimiter, len(self.source.headings), self.columns.places.get("household"))
        self.plan = (
            gathered.plan._replace(dialect=dialect, numbers_twice=gathered.numbers_twice)
            if gathered
            else plan_of(request, self.columns, dialect)
        )
        self.head_count = head_count_of(request, self.plan)
        self.workers = workers or min(os.cpu_count() or 1, 4)
        self.hashes = False
        self._last_household: str | None = None
        self._spread = False
        self.database = gathered.database if gathered else _database(request, folder)

    def blocks(self, each: Each, progress: Progress) -> Iterator[tuple[Counts, Path]]:
        """Compute the blocks, several at a time; gives each block's counts and its folder, in order.

        `each` has a block answered and writes what is wanted of it into the block's folder. Raises `Spread`.
        """
        with ThreadPoolExecutor(self.workers) as pool:
            parsed: dict[str, list[duckdb.Statement]] = {}
            engines = [DuckDB(self.database.cursor(), parsed) for _n in range(self.workers)]
            free = [Worker(engine, self.plan, self.folder) for engine in engines]
            waiting: deque[tuple[Future[Counts], Worker, Path, Block]] = deque()
            rows = 0
            if "id_number" in self.columns.places and "household" in self.columns.places and not self.gathered:
                raise Spread  # whether a number stands twice shows only when all lines are there
            try:
                for number, block in enumerate(self.source.blocks(self.columns)):
                    if not free:
                        counts, place, done = self._finish(waiting, free)
                        rows += counts.read
                        progress(rows, done.position / self.source.size if self.source.size else 0)
                        yield counts, place
                    worker, place = free.pop(), self.folder / f"{number:06d}"
                    place.mkdir()
                    taken = pool.submit(self._take, worker, block, each, place, number == 0)
                    waiting.append((taken, worker, place, block))
                while waiting:
                    counts, place, done = self._finish(waiting, free)
                    rows += counts.read
                    progress(rows, done.position / self.source.size if self.source.size else 0)
                    yield counts, place
                self._nobody_spread()
                self.head_count.check(self.request.file)
            except BaseException:
                for engine in engines:
                    engine.connection.interrupt()
                raise

    def _finish(
        self, waiting: deque[tuple[Future[Counts], Worker, Path, Block]], free: list[Worker]
    ) -> tuple[Counts, Path, Block]:
        future, worker, place, block = waiting.popleft()
        counts = future.result()
        self._in_order(worker)
        free.append(worker)
        return counts, place, block

    def _take(self, worker: Worker, block: Block, each: Each, place: Path, first: bool) -> Counts:
        worker.load(block)
        self._spread |= first and self._apart(worker, block)
        if not self._spread:
            worker.read()
            self.head_count.look(worker)
        if self._spread:  # seen in this block or by another worker meanwhile
            raise Spread
        if self.hashes:
            worker.engine.run("INSERT INTO seen SELECT household FROM distinct_households WHERE household <> hash('')")
        return each(worker, place)

    def _apart(self, worker: Worker, block: Block) -> bool:
        """Whether the rows of a household lie apart in the first of several blocks: then others have rows elsewhere.

        The last household of a file is a block of its own (`hold_back`), so that even one block may be followed.
        """
        if self.gathered or block.position < WORTH_SORTING or "household" not in self.columns.places:
            return False
        query, delimiter = f"SELECT row, line FROM {chain.LINES} LIMIT {SHOWN_BY}", self.plan.dialect.delimiter
        lines = labelled(query, self.columns.places, delimiter, signs_of(block.text))
        return bool(worker.engine.ask(_ROWS_APART.format(lines=lines)))

    def keep_hashes(self) -> None:
        """Begin again, and remember every household."""
        self.hashes = True
        self.folder = Path(tempfile.mkdtemp(dir=self.folder.parent))

    def _in_order(self, worker: Worker) -> None:
        """Raises `Unordered` if a block's households do not all come after those of the block before it, by name."""
        if self.hashes or self.gathered or "household" not in self.columns.places:
            return
        ends = ""
        if household_steps.ASCENDING in worker.shown:
            ((one, other),) = worker.engine.ask("SELECT min(row), max(row) FROM read_rows")
            ends = f"AND row IN ({one or 0}, {other or 0})"
        ((first, last),) = worker.engine.ask(
            f"SELECT min(household), max(household) FROM read_rows WHERE household <> '' {ends}"
        )
        if first is None:
            return
        if self._last_household is not None and first <= self._last_household:
            raise Unordered
        self._last_household = last

    def _nobody_spread(self) -> None:
        """Raises `Spread` if a household has rows in two blocks, by the hashes of all households, part by part."""
        if not self.hashes:
            return
        for part in range(16):
            found = self.database.execute(
                f"SELECT 1 FROM seen WHERE household % 16 = {part} GROUP BY household HAVING count(*) > 1 LIMIT 1"
            ).fetchone()
            if found:
                raise Spread


_ROWS_APART = """
    SELECT 1 FROM (SELECT household, lag(household) OVER (ORDER BY row) AS before FROM ({lines}))
    WHERE household <> '' AND household IS DISTINCT FROM before
    HAVING count(*) > count(DISTINCT household)"""
"""Whether some household's rows do not follow one another."""


def _database(request: Request, folder: Path) -> duckdb.DuckDBPyConnection:
    database = connected(folder=folder, memory=memory_asked(request.memory))
    database.execute("CREATE TABLE seen (household UBIGINT)")
    return database


__all__ = ["Gathered", "Plan", "Progress", "Request", "Run", "Spread", "Unordered", "working_folder"]

"""A roster to results and rejects: the run behind `dibao batch`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb

from ..rules.month import Month
from ..rules.problems import Problem, Refused
from . import query
from .block import Counts, Worker
from .readings import Setting
from .results import LINES_SOURCE, format_asked, lines_table, rejects_table, results_source, results_table
from .run import Progress, Request, Run, working_folder
from .sort import completed
from .target import NO_ROOM, Target, reason_of


class Outputs(NamedTuple):
    """Where results and rejects go. Without a file for the rejects the first of them are kept for showing."""

    file: str | None
    format: str | None = None
    rejects: str | None = None
    encoding: str = "utf-8"
    strict: bool = False


class Outcome(NamedTuple):
    """What a run came to: rows read and rejected, households computed, some rejects as texts, columns not used."""

    read: int
    rejected: int
    households: int
    rejects_file: str | None
    first_rejects: tuple[tuple[str, ...], ...]
    unused: tuple[str, ...] = ()


SHOWN_REJECTS = 10


def batch(request: Request, outputs: Outputs, progress: Progress) -> Outcome:
    """Compute a roster and write results and rejects. Raises `Refused`; then nothing has been written."""
    kind = format_asked(outputs.format, outputs.file)
    with working_folder() as folder, guarded(folder):
        return completed(Run(request, folder), lambda run: _once(run, outputs, kind, progress))


def print_sql(request: Request) -> str:
    """The query for a roster's columns, with the local practice of the region's default month. Raises `Refused`."""
    with working_folder() as folder:
        run = Run(request, folder)
        month = request.given.get("month") or request.given["default_month"]
        practice = Setting({"area": "urban"}, request.table_of(Month.parse(month))).practice()
        return query.whole(run.columns, run.source.delimiter, [practice], request.question.uplift)


@contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """A full disk or too little memory becomes one clear line. Raises `Refused`."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if not isinstance(error, duckdb.OutOfMemoryException) and not any(reason in str(error) for reason in NO_ROOM):
            raise
        details = {"reason": reason_of(error), "folder": str(folder.parent)}
        raise Refused(Problem("full_disk", details=details)) from None


def _once(run: Run, outputs: Outputs, kind: str, progress: Progress) -> Outcome:
    lines = run.request.lines
    table = lines_table(kind) if lines else results_table(run.columns, kind, run.request.explain)
    rejects_kind = format_asked(None, outputs.rejects) if outputs.rejects else "csv"
    rejected_table = rejects_table(rejects_kind)
    results = Target(outputs.file, kind, table.names, run.folder, outputs.encoding)
    rejects = Target(outputs.rejects, rejects_kind, rejected_table.names, run.folder, outputs.encoding)

    def each(worker: Worker, place: Path) -> Counts:
        counts = worker.answer()
        source, order = (LINES_SOURCE, "row, nth") if lines else (results_source(worker), "row")
        told = table.nothing_in(worker.absent()) if kind in ("csv", "tsv") else table
        results.write_part(worker, told.select(source, order), place / "results.part")
        rejects.write_part(worker, rejected_table.select(worker.rejects(), "line"), place / "rejects.part")
        return counts

    read = rejected = households = 0
    first: list[tuple[str, ...]] = []
    try:
        for counts, place in run.blocks(each, progress):
            read, rejected = read + counts.read, rejected + counts.rejected
            households += counts.households
            if counts.rejected and len(first) < SHOWN_REJECTS and rejects_kind in ("csv", "xlsx"):
                first += _first_rows(place / "rejects.part", SHOWN_REJECTS - len(first))
            results.add(place / "results.part")
            rejects.add(place / "rejects.part")
        if outputs.strict and rejected:
            raise Refused(_not_stopped(run, read, rejected, first))
        results.finish(run.database)
        file = _finish_rejects(rejects, outputs.rejects, rejected, run.database)
    except BaseException:
        results.discard()
        rejects.discard()
        raise
    return Outcome(read, rejected, households, file, tuple(first), run.columns.unused)


def _finish_rejects(
    rejects: Target, file: str | None, rejected: int, connection: duckdb.DuckDBPyConnection
) -> str | None:
    """Write the rejects; without any, only to put an older file of rejects right."""
    if file and (rejected or Path(file).exists()):
        rejects.finish(connection)
        return file
    rejects.discard()
    return None


def _first_rows(part: Path, number: int) -> list[tuple[str, ...]]:
    import csv
    from itertools import islice

    with part.open(encoding="utf-8", newline="") as rows:
        return [tuple(row) for row in islice(csv.reader(rows), number)]


def _not_stopped(run: Run, read: int, rejected: int, first: Sequence[tuple[str, ...]]) -> list[Problem]:
    file = run.request.file
    told = [Problem("rejected_row", row[2], row[3], file, int(row[0]), {"reason": row[5]}) for row in first]
    return [*told, Problem("not_stopped", details={"rejected": str(rejected), "read": str(read)})]

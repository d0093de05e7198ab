"""A roster to results and rejects: the run behind `dibao batch`."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

import duckdb

from .. import __version__
from ..files.output import STANDARD_OUTPUT, is_device, refusing
from ..files.placing import PERSONAL, alone_with, put_in_place
from ..rules.assumed import ASSUMED
from ..rules.month import Month
from ..rules.problems import InputError, Problem
from ..rules.scopes import possible
from ..words import _
from . import chain
from .columns import Columns
from .formulas import shape_in
from .output_columns import (
    LINES_SOURCE,
    REJECTS_SOURCE,
    Table,
    format_asked,
    headings_asked,
    lines_table,
    rejects_table,
    results_source,
    results_table,
)
from .output_file import NO_ROOM, Target, packing_of, reason_of
from .parsed_texts import HouseholdFacts
from .plan import Counts
from .record import record_of
from .regroup import completed
from .run import Progress, Request, Run, working_folder
from .text_lines import cells_of_any_length
from .worker import Worker


def sheet_of_rejects() -> str:
    """What the sheet of the rejects is called, in a workbook that has one."""
    return _("rejects", "退回行")


class Outputs(NamedTuple):
    """Where results and rejects go. Without a file for the rejects the first of them are kept for showing.

    `rejects_inside` has them in a second sheet of the workbook that the results go to.
    """

    file: str | None
    format: str | None = None
    rejects: str | None = None
    encoding: str = "utf-8"
    strict: bool = False
    rejects_inside: bool = False

    @property
    def record(self) -> str | None:
        """The record of the run: where results and rejects are two files, it says how many rows each must have."""
        return beside(self.file, ".run.json") if self.rejects and not is_device(self.rejects) else None


def beside(output: str | None, ending: str) -> str | None:
    """The name of a further file beside the results, `results.rejects.csv`; None where they go to no file."""
    if output is None or output == STANDARD_OUTPUT or is_device(output):
        return None
    path = Path(output)
    name = path.name[: len(path.name) - len(packing_of(path.name))]
    return str(path.with_name(Path(name).stem + ending))


class Outcome(NamedTuple):
    """What a run came to: rows read and rejected, households computed, some rejects as texts, columns not used.

    `fingerprints` are those of the standards that the answers rest on; `one_by_one` is how many households were
    computed by `assess`, where it is told.
    """

    read: int
    rejected: int
    households: int
    rejects_file: str | None
    first_rejects: tuple[tuple[str, ...], ...]
    unused: tuple[str, ...] = ()
    fingerprints: tuple[str, ...] = ()
    one_by_one: int | None = None


SHOWN_REJECTS = 10


def batch(request: Request, outputs: Outputs, progress: Progress) -> Outcome:
    """Compute a roster and write results and rejects. Raises `InputError`; then nothing has been written."""
    kind = format_asked(outputs.format, outputs.file)
    with working_folder() as folder, guarded():
        return completed(
            Run(request, folder),
            lambda run: written_once(run, answers_of(request, run.columns, kind), outputs, kind, progress),
        )


def print_sql(request: Request) -> str:
    """The query for a roster's columns, with the local practice of the region's default month. Raises `InputError`."""
    with working_folder() as folder:
        run = Run(request, folder)
        month = request.facts_for_all.get("month") or request.facts_for_all["default_month"]
        run.plan.practices.number(shape_in(HouseholdFacts({"area": "urban"}, request.table_of(Month.parse(month)))))
        return chain.printed(run.plan)


@contextmanager
def guarded() -> Iterator[None]:
    """A full disk or too little memory becomes one clear line. Raises `InputError`."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if not isinstance(error, duckdb.OutOfMemoryException) and not any(reason in str(error) for reason in NO_ROOM):
            raise
        details = {"reason": reason_of(error), "folder": tempfile.gettempdir()}
        raise InputError(Problem("full_disk", details=details)) from None


class Written(NamedTuple):
    """What a run writes: how a block comes to be answered, then columns, and the query of their rows with its order.

    `nothing` names columns that are 0 in every row of the block. `warned` is the table with the `warnings` of answers.
    """

    answer: Callable[[Worker], Counts]
    table: Table
    source: str
    order: str
    nothing: Callable[[Worker], Collection[str]]
    warned: str = "results"


def answers_of(request: Request, columns: Columns, kind: str) -> Written:
    """The answers of a roster's own months."""
    answer, nothing = (lambda worker: worker.answer()), Worker.absent
    if request.lines:
        return Written(answer, lines_table(kind, request.written), LINES_SOURCE, "row, nth", nothing)
    there = possible((*columns.places, *request.facts_for_all), request.question)
    table = results_table(columns, kind, request.explain, request.written, there, request.question.without)
    return Written(answer, table, results_source(columns), "row", nothing)


def written_once(run: Run, written: Written, outputs: Outputs, kind: str, progress: Progress) -> Outcome:
    """Write what a run is to write, and the rejects. Raises `InputError`; then nothing has been written."""
    table = written.table.in_words(headings_asked(run.request.headings, kind))
    run.plan = run.plan._replace(fingerprints=table.has("fingerprint"))
    inside = outputs.rejects_inside
    rejects_kind = (
        format_asked(None, outputs.rejects, flag="--rejects") if outputs.rejects else "xlsx" if inside else "csv"
    )
    rejected_table = rejects_table(rejects_kind).in_words(headings_asked(run.request.headings, rejects_kind))
    mode = PERSONAL if inside else 0o666
    results = Target(outputs.file, kind, table.names, run.folder, outputs.encoding, mode, table.amounts)
    try:
        rejects = Target(outputs.rejects, rejects_kind, rejected_table.names, run.folder, outputs.encoding, PERSONAL)
    except BaseException:
        results.discard()
        raise

    assumed: list[tuple[str, int]] = []
    fingerprints: set[str] = set()

    def each(worker: Worker, place: Path) -> Counts:
        counts = written.answer(worker)
        fingerprints.update(word for (word,) in worker.engine.ask(FINGERPRINTS))
        if outputs.strict:
            assumed.extend(worker.engine.ask(assumed_in(written.warned)))
        written_table = table.nothing_in(written.nothing(worker)) if kind in ("csv", "tsv") else table
        written_table = written_table.of_block(worker.shown, run.plan.dialect.delimiter)
        results.write_part(worker, written_table.select(written.source, written.order), place / "results.part")
        if counts.rejected or rejects_kind == "parquet":  # which has its columns from a part
            rejects.write_part(worker, rejected_table.select(REJECTS_SOURCE, "line"), place / "rejects.part")
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
            raise InputError(not_stopped(run.request.file, read, rejected, first))
        if assumed:
            raise InputError(what_was_assumed(run.request.file, households, assumed))
        counts_of_run = {"read": read, "computed": read - rejected, "rejected": rejected, "households": households}
        if inside and rejected:
            results.sheets[sheet_of_rejects()] = rejects
        prints = tuple(sorted(filter(None, fingerprints)))
        results.metadata = {
            "program": f"dibao {__version__}",
            "standards": " ".join(f"sha256:{each}" for each in prints),
        }
        file = _deliver(results, rejects, outputs, counts_of_run, run.database)
    except BaseException:
        results.discard()
        rejects.discard()
        raise
    if results.sheets:
        file = f"{outputs.file} [{sheet_of_rejects()}]"
    return Outcome(read, rejected, households, file, tuple(first), run.columns.unused, prints)


def _deliver(
    results: Target, rejects: Target, outputs: Outputs, counts: dict[str, int], connection: duckdb.DuckDBPyConnection
) -> str | None:
    """Complete both and put them in place together; the file of the rejects if there are any, or were before."""
    results.complete(connection)
    if outputs.rejects:
        rejects.complete(connection)
    if not results.staged:
        results.hand_over()
    if outputs.rejects and not rejects.staged and counts["rejected"]:
        rejects.hand_over()
    together = [target.staged for target in (results, rejects) if target.staged]
    record = None
    if outputs.record and results.staged and rejects.staged:
        record = record_of(outputs.record, counts, {"results": results, "rejects": rejects})
    with refusing(str(outputs.file or outputs.rejects)):
        try:
            with alone_with(together):
                older = any(os.path.lexists(each.target) for each in (rejects.staged, record) if each)
                incomplete = bool(counts["rejected"]) or older
                wanted = together if incomplete else [staged for staged in together if staged is not rejects.staged]
                put_in_place([*wanted, *([record] if record and incomplete else [])])
        finally:
            if record:
                record.discard()
    rejects.discard()  # if it was not put in place
    return outputs.rejects if incomplete else None


def _first_rows(part: Path, number: int) -> list[tuple[str, ...]]:
    import csv
    from itertools import islice

    with part.open(encoding="utf-8", newline="") as rows, cells_of_any_length():
        return [tuple(row) for row in islice(csv.reader(rows), number)]


def assumed_in(table: str) -> str:
    """Answers that rest on what nobody stated, by their warnings."""
    return f"SELECT warnings, count(*) FROM {table} WHERE warnings LIKE '%assumed:%' GROUP BY warnings"


FINGERPRINTS = "SELECT fingerprint FROM notice_sets UNION SELECT fingerprint FROM cases"
"""Those of a block's answers, and of what its connection computed before."""


def what_was_assumed(file: str, households: int, assumed: Sequence[tuple[str, int]]) -> Problem:
    """What `--strict` says of the rows of `assumed_in`."""
    codes = {code for warnings, _ in assumed for code in warnings.split()}
    return rests_on_assumed(file, households, sum(number for _, number in assumed), codes)


def rests_on_assumed(file: str, households: int, unstated: int, codes: Iterable[str]) -> Problem:
    """What `--strict` refuses: of so many of the households something was taken that nobody stated."""
    named = ", ".join(sorted({code for code in codes if code.startswith(ASSUMED)}))
    details = {"number": str(unstated), "households": str(households), "codes": named}
    return Problem("roster_assumed", file=file, details=details)


class Sums(Protocol):
    """The sums of a roster, as far as `--strict` looks at them."""

    @property
    def read(self) -> int: ...
    @property
    def rejected(self) -> int: ...
    @property
    def unstated(self) -> int: ...


def refuse_unless_strict(sums: Sums, file: str, households: int, codes: Iterable[str]) -> None:
    """Raises `InputError` if a row is in none of the sums, or something was taken that nobody stated."""
    if sums.rejected:
        raise InputError(not_stopped(file, sums.read, sums.rejected, ()))
    if sums.unstated:
        raise InputError(rests_on_assumed(file, households, sums.unstated, codes))


def not_stopped(file: str, read: int, rejected: int, first: Sequence[tuple[str, ...]]) -> list[Problem]:
    """What `--strict` says of rows that were rejected, with the first of them."""
    problems = [Problem("rejected_row", row[2], row[3], file, int(row[0]), {"reason": row[5]}) for row in first]
    return [*problems, Problem("not_stopped", details={"rejected": str(rejected), "read": str(read)})]

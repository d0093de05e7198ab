"""What a change of the standards costs, over a whole roster; and what one month of a roster comes to.

Every household is computed for both months with the same facts, so that what differs is the tables' doing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Literal, NamedTuple

from ..rules.assessment import PROGRAMMES, Programme
from ..rules.assumed import ASSUMED
from ..rules.decomposition import CAUSES, Cause
from ..rules.money import yuan
from ..rules.month import Month
from ..rules.notice import BASES, Basis
from ..rules.problems import InputError, Problem
from ..rules.standards import Table
from .batch import guarded
from .cause_path import CausePath, Causes, Moved, Row, amounts_of, path_between, table_of_stop
from .contributions import NO_BASIS
from .duckdb_sql import each_word
from .plan import Counts
from .regroup import completed
from .run import Each, Progress, Request, Run, working_folder
from .worker import Worker

OUTCOMES = ("up", "newly_in", "unchanged", "down", "newly_out", "not_entitled")
"""Of households: paid more, paid for the first time, the same, less, nothing any more, nothing in either month."""

BAND = 5000
"""The width in fen of a band of the distribution."""


class Tally(NamedTuple):
    """Households, their members, and what they are paid before and after, fen a month.

    Of `incomplete` households a part of that is not known: it is in none of the sums, which are no totals then.
    """

    households: int = 0
    persons: int = 0
    incomplete: int = 0
    before: int = 0
    after: int = 0

    def plus(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    def row(self, comparing: bool) -> Row:
        """With the difference at the end, or the amount of the one month."""
        return (*self, self.after - self.before if comparing else self.after)


class Effect(NamedTuple):
    """The effect of a change of tables. Amounts are fen a month.

    `unknown` counts the households whose amount of a programme nobody knows (before, after): it is in no sum, on
    neither side. `causes` say of every programme why it differs; they add up to its difference.
    `assumed` are the households, by its code, of whom something was not stated that moves an amount; `unstated`
    counts those of them for whom something else was taken in its place.
    `before` is None where one month is summed up.
    """

    before: Month | None
    after: Month | None
    outcomes: dict[str, Tally]
    places: dict[tuple[str, str], Tally]
    programmes: dict[str, Tally]
    causes: dict[tuple[Programme, Cause], Moved]
    unknown: dict[str, tuple[int, int]]
    bands: dict[int, Tally]
    bases: dict[Basis | Literal["none"], Tally]
    assumed: dict[str, Tally]
    read: int
    rejected: int
    unstated: int = 0
    unused: tuple[str, ...] = ()

    def parts(self) -> dict[str, dict[str, Row]]:
        """Everything by part and name, for showing; a band is named by its lowest and highest amount, in
        brackets, so that no spreadsheet takes -50.00..-0.01 for a formula."""
        comparing = self.before is not None
        outcomes = {"outcome": self.outcomes} if comparing else {}
        places = {" ".join(filter(None, place)): tally for place, tally in self.places.items()}
        bands = {f"[{yuan(band * BAND)}..{yuan((band + 1) * BAND - 1)}]": tally for band, tally in self.bands.items()}
        tallies: dict[str, Mapping[Any, Tally]] = {
            "total": {"all": self.total},
            **outcomes,
            "programme": self.programmes,
            "place": places,
            "basis": self.bases,
            "assumed": self.assumed,
            "band": bands,
        }
        parts = {
            part: {name: tally.row(comparing) for name, tally in by_name.items()} for part, by_name in tallies.items()
        }
        if not comparing:
            return parts
        causes: dict[str, Row] = {
            f"{programme}:{cause}": total.row(self.programmes[programme].incomplete)
            for (programme, cause), total in self.causes.items()
        }
        order = [*list(parts)[:3], "cause", *list(parts)[3:]]
        return {part: causes if part == "cause" else parts[part] for part in order}

    @property
    def total(self) -> Tally:
        """All households together."""
        whole = Tally()
        for tally in self.places.values():
            whole = whole.plus(tally)
        return whole


def budget_effect(request: Request, before: Table, after: Table, progress: Progress) -> Effect:
    """The effect on every household of a roster of one table in place of another. Raises `InputError`."""
    path = path_between(before, after, request.question_of)
    return _over_roster(request, lambda run: _compared(run, path, progress))._replace(
        before=before.month, after=after.month
    )


def summary(request: Request, progress: Progress) -> Effect:
    """What a roster's households are paid in their month. Raises `InputError`."""
    return _over_roster(request, lambda run: _summed_up(run, progress))


def summary_of_table(worker: Worker, counts: Counts, named: str) -> Effect:
    """The same of a table in an engine, whose answers are there (`stored.answered`). Raises `InputError`."""
    sums = _Sums()
    sums.add_answers(worker)
    return _whole(sums, counts.read, counts.rejected, named)


def _over_roster(request: Request, work: Callable[[Run], Effect]) -> Effect:
    with working_folder() as folder, guarded():
        return completed(Run(request, folder), work)


def _summed_up(run: Run, progress: Progress) -> Effect:
    sums = _Sums()

    def each(worker: Worker, _place: object) -> Counts:
        counts = worker.answer()
        sums.add_answers(worker)
        return counts

    return _counted(run, each, sums, progress)


def _compared(run: Run, path: CausePath, progress: Progress) -> Effect:
    sums = _Sums(Causes(path))
    before, after = map(table_of_stop, path.ends)

    def each(worker: Worker, _place: object) -> Counts:
        counts = Counts(0, 0, 0)
        for n, stop in enumerate(path.stops):
            counts = worker.answer(stop)
            worker.engine.keep(table_of_stop(n), amounts_of(worker))
            if n == path.ends[1]:
                worker.engine.keep("assumed", _ASSUMED)
        sums.add(worker, before, after)
        return counts

    return _counted(run, each, sums, progress)


def _counted(run: Run, each: Each, sums: _Sums, progress: Progress) -> Effect:
    read = rejected = 0
    for counts, _place in run.blocks(each, progress):
        read, rejected = read + counts.read, rejected + counts.rejected
    return _whole(sums, read, rejected, run.request.file)._replace(unused=run.columns.unused)


def _whole(sums: _Sums, read: int, rejected: int, named: str) -> Effect:
    if not read:
        raise InputError(Problem("no_rows", file=named))
    return sums.effect(read, rejected)


def _known(side: str) -> str:
    """The sum of what is known on both sides, of one side."""
    parts = (
        f"CASE WHEN before.{p} IS NOT NULL AND after.{p} IS NOT NULL THEN {side}.{p} ELSE 0 END" for p in PROGRAMMES
    )
    return " + ".join(parts)


_ASSUMED = f"""
    SELECT household, code FROM (
        SELECT household, {each_word("codes")} AS code
        FROM amounts JOIN warning_sets ON warning_sets.warnings = amounts.warnings
        UNION ALL SELECT household, {each_word("warnings")} FROM cases)
    WHERE code LIKE '{ASSUMED}%' OR code = 'care_not_assessed'"""
"""What was not stated of the households of a block, by code."""

_UNSTATED = f"SELECT count(DISTINCT household) FROM assumed WHERE code LIKE '{ASSUMED}%'"

_INCOMPLETE = " OR ".join(f"{side}.{p} IS NULL" for side in ("before", "after") for p in PROGRAMMES)
_TALLY = "count(*), sum(size), coalesce(sum(CASE WHEN incomplete THEN 1 ELSE 0 END), 0), sum(before), sum(after)"
_OUTCOME = """CASE WHEN before = 0 AND after = 0 THEN 'not_entitled' WHEN before = 0 THEN 'newly_in'
    WHEN after = 0 THEN 'newly_out' WHEN before = after THEN 'unchanged'
    WHEN before < after THEN 'up' ELSE 'down' END"""


class _Sums:
    """The sums over all blocks."""

    def __init__(self, causes: Causes | None = None) -> None:
        self.tallies: dict[str, dict[Any, Tally]] = defaultdict(dict)
        self.moved: dict[tuple[Programme, Cause], Moved] = {}
        self.unknown: dict[str, tuple[int, int]] = dict.fromkeys(PROGRAMMES, (0, 0))
        self.unstated = 0
        self._causes = causes
        self._lock = Lock()

    def add_answers(self, worker: Worker) -> None:
        """Add the answers of a block: there is nothing that they are compared with."""
        worker.engine.keep(table_of_stop(0), amounts_of(worker))
        worker.engine.keep("assumed", _ASSUMED)
        self.add(worker, table_of_stop(0), table_of_stop(0))

    def add(self, worker: Worker, before: str, after: str) -> None:
        """Add a block whose amounts before and after stand in two tables."""
        pair = f"{before} AS before JOIN {after} AS after USING (household)"
        worker.engine.keep(
            "totals",
            f"""
            SELECT household, after.area, coalesce(after.district, '') AS district, after.size,
                   {_known("before")} AS before, {_known("after")} AS after,
                   greatest(before.basis, after.basis) AS basis, {_INCOMPLETE} AS incomplete
            FROM {pair}""",
        )
        bands = f"floor_divide(after - {'before' if self._causes else '0'}, {BAND}), ''"
        groups = {"outcomes": f"{_OUTCOME}, ''", "places": "area, district", "bands": bands, "bases": "basis, ''"}
        rows_by_part = {
            name: worker.engine.ask(f"SELECT {keys}, {_TALLY} FROM totals GROUP BY 1, 2")
            for name, keys in groups.items()
        }
        rows_by_part["assumed"] = worker.engine.ask(
            f"SELECT code, '', {_TALLY} FROM totals JOIN assumed USING (household) GROUP BY 1"
        )
        programmes = worker.engine.ask(f"SELECT {', '.join(map(_programme_parts, PROGRAMMES))} FROM {pair}")[0]
        cause_totals = self._causes.of_block(worker) if self._causes else {}
        unstated = worker.engine.number(_UNSTATED)
        with self._lock:
            self.unstated += unstated
            for name, rows in rows_by_part.items():
                for first, second, *numbers in rows:
                    self._add(name, (first, second) if name == "places" else first, numbers)
            for n, programme in enumerate(PROGRAMMES):
                *tally, before_gaps, after_gaps = programmes[7 * n : 7 * n + 7]
                self._add("programmes", programme, tally)
                old = self.unknown[programme]
                self.unknown[programme] = (old[0] + before_gaps, old[1] + after_gaps)
            for key, part in cause_totals.items():
                self.moved[key] = self.moved.get(key, Moved()).plus(part)

    def _add(self, name: str, key: object, numbers: Any) -> None:
        tally = Tally(*(int(number or 0) for number in numbers))
        self.tallies[name][key] = self.tallies[name].get(key, Tally()).plus(tally)

    def effect(self, read: int, rejected: int) -> Effect:
        order = [(programme, cause) for programme in PROGRAMMES for cause in CAUSES]
        return Effect(
            None,
            None,
            {name: self.tallies["outcomes"].get(name, Tally()) for name in OUTCOMES},
            dict(sorted(self.tallies["places"].items())),
            {name: tally for name, tally in self.tallies["programmes"].items() if tally.households or tally.incomplete},
            {key: self.moved[key] for key in order if key in self.moved},
            {programme: gaps for programme, gaps in self.unknown.items() if any(gaps)},
            dict(sorted(self.tallies["bands"].items())),
            {_basis(number): tally for number, tally in sorted(self.tallies["bases"].items())},
            dict(sorted(self.tallies["assumed"].items())),
            read,
            rejected,
            self.unstated,
        )


def _basis(number: int) -> Basis | Literal["none"]:
    """The basis of a number; none where a household has no amount that is known."""
    return "none" if number == NO_BASIS else BASES[number]


def _programme_parts(programme: str) -> str:
    """The sums of one programme: households that are paid it on either side, and those where it is not known."""
    old, new = f"before.{programme}", f"after.{programme}"
    paid = f"{old} + {new} > 0"  # nothing where either is not known
    sums = [f"{each} FILTER (WHERE {paid})" for each in ("count(*)", "sum(after.size)", f"sum({old})", f"sum({new})")]
    gaps = (f"count(*) - count({old})", f"count(*) - count({new})")
    return ", ".join((*sums[:2], f"count(*) - count({old} + {new})", *sums[2:], *gaps))

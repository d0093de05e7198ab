"""Why the amounts of a roster differ between two tables: the causes of `rules/decomposition.py` over whole blocks.

The way from the one table to the other is that of a single household, whose stops do not depend on it. Every block
is computed at every stop. At which stops a household is paid decides how its difference is called: each
such pattern is read once, by the code that reads a single household's, and comes back as the stops to
add and to take off. A part here is that of a household's programme, all of its persons together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..rules.assessment import PROGRAMMES, Programme
from ..rules.case import Case
from ..rules.case_path import Step, runs_backward, stops
from ..rules.decomposition import Cause, moves, opposite
from ..rules.household import Household
from ..rules.notice import BASES
from ..rules.standards import Table
from .amount_steps import PERSONS, of_its_person, present
from .duckdb_sql import holds_bit, place_in, quoted
from .fallback import EXCLUDABLE, excluded_text
from .parsed_texts import QuestionOf, Stop
from .worker import Worker

ANYBODY = Household("urban", members=1)


Row = tuple[int, int, int, int | None, int | None, int]
"""Households, persons, of how many households a part is not known, fen before and after (None for a cause,
which has no sides), and the difference."""


class Moved(NamedTuple):
    """What a cause does to a programme: for how many households, their members, and fen a month in all."""

    households: int = 0
    persons: int = 0
    amount: int = 0

    def plus(self, other: Moved) -> Moved:
        return Moved(*(a + b for a, b in zip(self, other, strict=True)))

    def row(self, incomplete: int) -> Row:
        """As the other rows of an effect."""
        return (self.households, self.persons, incomplete, None, None, self.amount)


class CausePath(NamedTuple):
    """The stops in the order of the path, each with the step that led to it; `backward` if it ends at `before`."""

    steps: tuple[Step, ...]
    stops: tuple[Stop, ...]
    backward: bool

    @property
    def ends(self) -> tuple[int, int]:
        """The stops of `before` and `after`."""
        last = len(self.stops) - 1
        return (last, 0) if self.backward else (0, last)


def path_between(before: Table, after: Table, question_of: QuestionOf) -> CausePath:
    """The way from one table to the other, the same as that of any single household."""
    sides = [Case(ANYBODY, table, question_of(table.month)) for table in (before, after)]
    backward = runs_backward(*sides)
    first, last = reversed(sides) if backward else sides
    scenarios_found = list(stops(first, last))
    scenarios = tuple(Stop(str(n), case.table, case.question) for n, (_step, case) in enumerate(scenarios_found))
    return CausePath(tuple(step for step, _case in scenarios_found), scenarios, backward)


def table_of_stop(n: int) -> str:
    """The table that holds a block's amounts at a stop."""
    return f"stop_{n}"


def amounts_of(worker: Worker) -> str:
    """The query of a block's amounts by programme, their basis, and how many persons are excluded from what."""
    there = present(worker.shown)
    amounts = [name if name in there else f"CAST(0 AS BIGINT) AS {name}" for name in PROGRAMMES]
    counted = ", ".join(f"CAST(sum({holds_bit('excluded', PROGRAMMES.index(name))}) AS BIGINT)" for name in EXCLUDABLE)
    excluded = f"""
    LEFT JOIN (
        SELECT checked_rows.household, concat_ws(',', {counted}) AS excluded
        FROM {of_its_person(worker.shown)}
        GROUP BY checked_rows.household
    ) AS exclusions ON exclusions.household = amounts.household"""
    nobody = quoted(excluded_text({}))
    return f"""
    SELECT amounts.household, area, district, size, {", ".join(amounts)}, basis,
           {f"coalesce(excluded, {nobody})" if PERSONS in worker.shown else nobody} AS excluded
    FROM amounts {excluded if PERSONS in worker.shown else ""}
    UNION ALL
    SELECT household, area, district, size, {", ".join(PROGRAMMES)}, {place_in(BASES, "basis")} AS basis, excluded
    FROM cases"""


class Causes:
    """Sorts the amounts of a block by cause."""

    def __init__(self, path: CausePath) -> None:
        self.way = path
        self._read: dict[tuple[Programme, str], dict[Cause, list[int]]] = {}

    def of_block(self, worker: Worker) -> dict[tuple[Programme, Cause], Moved]:
        """The causes of every programme's differences in a block whose stops have been computed."""
        absent = worker.absent()
        return {
            (programme, cause): total
            for programme in PROGRAMMES
            if programme not in absent
            for cause, total in self._of_programme(worker, programme).items()
        }

    def _of_programme(self, worker: Worker, programme: Programme) -> dict[Cause, Moved]:
        numbers = range(len(self.way.stops))
        amounts = [f"{table_of_stop(n)}.{programme}" for n in numbers]
        signs = [f"CASE WHEN {each} IS NULL THEN '?' WHEN {each} > 0 THEN '+' ELSE '-' END" for each in amounts]
        excluded = []
        if programme in EXCLUDABLE:
            place = EXCLUDABLE.index(programme) + 1
            excluded = [f"split_part({table_of_stop(n)}.excluded, ',', {place})" for n in numbers]
        named = ", ".join(f"{each} AS amount_{n}" for n, each in enumerate(amounts))
        joins = " ".join(f"JOIN {table_of_stop(n)} USING (household)" for n in numbers[1:])
        engine = worker.engine
        engine.keep(
            "patterns",
            f"""
            SELECT {table_of_stop(0)}.size, {named}, concat_ws(',', {" || ".join(signs)}
                   {"".join(f", {each}" for each in excluded)}) AS pattern
            FROM {table_of_stop(0)} {joins}
            WHERE {amounts[0]} IS NOT NULL AND {amounts[-1]} IS NOT NULL
                  AND NOT coalesce({" AND ".join(f"{each} = {amounts[0]}" for each in amounts[1:])}, false)""",
        )
        columns = {"pattern": "VARCHAR", "cause": "VARCHAR", **{f"times_{n}": "INTEGER" for n in numbers}}
        engine.make("moves", columns)
        patterns = [pattern for (pattern,) in engine.ask("SELECT DISTINCT pattern FROM patterns ORDER BY pattern")]
        rows = (
            {"pattern": pattern, "cause": cause, **{f"times_{n}": times[n] for n in numbers}}
            for pattern in patterns
            for cause, times in self._causes(programme, pattern).items()
        )
        engine.put("moves", columns, rows)
        amount = " + ".join(f"coalesce(amount_{n}, 0) * times_{n}" for n in numbers)
        sums = engine.ask(f"""
            SELECT cause, count(*), sum(size), sum(amount)
            FROM (SELECT cause, size, {amount} AS amount FROM patterns JOIN moves USING (pattern))
            WHERE amount <> 0 GROUP BY cause""")
        return {cause: Moved(*map(int, numbers)) for cause, *numbers in sums}

    def _causes(self, programme: Programme, pattern: str) -> dict[Cause, list[int]]:
        """For each cause how often the amount at each stop is added (1) or taken off (-1)."""
        key = (programme, pattern)
        if key not in self._read:
            self._read[key] = _times(self.way, pattern)
        return self._read[key]


def _times(path: CausePath, pattern: str) -> dict[Cause, list[int]]:
    signs, *excluded = pattern.split(",")
    paid: Sequence[bool | None] = [None if sign == "?" else sign == "+" for sign in signs]
    times_of: dict[Cause, list[int]] = {}
    for move in moves(path.steps, paid, lambda one, other: bool(excluded) and excluded[one] != excluded[other]):
        cause = opposite(move.cause) if path.backward else move.cause
        times = times_of.setdefault(cause, [0] * len(signs))
        times[move.end] += -1 if path.backward else 1
        times[move.start] -= -1 if path.backward else 1
    return times_of

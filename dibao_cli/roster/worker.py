"""A worker takes one block of a roster after another through the chain."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

from ..rules.assessment import PROGRAMMES
from . import chain
from .amount_steps import present
from .duckdb_sql import numbered_lines
from .engine import Engine, Row
from .parsed_texts import Stop
from .plan import Counts, Plan
from .signs import signs_of
from .steps import EVERYTHING, Check, Lookup, OneByOne, Part, Shown, Step, tables_of
from .text_lines import Block

ROWS_AT_A_TIME = 50_000
"""Of those that are computed one by one, as many are held at once."""


class Worker:
    """A connection of its own, with what it has been told so far. Not for use from two threads at once."""

    def __init__(self, engine: Engine, plan: Plan, folder: Path, of_any_block: bool = False) -> None:
        """`of_any_block` writes every step as it is for a block that shows everything."""
        self.engine = engine
        self._of_any_block = of_any_block
        self.plan = plan
        self._file = folder / f"block-{id(self)}.txt"
        self.rows = 0
        self._signs: frozenset[str] = frozenset()
        self.shown: Shown = self._at_first
        self._shown_by_rows = self.shown
        self._reading = chain.reading(plan)
        self._made: dict[str, tuple[bool, str]] = {}
        self._as_before = False
        self._known_keys: dict[str, set[tuple[object, ...]]] = defaultdict(set)
        self._standards = ""
        for part in (*self._reading, *chain.answering(plan)):
            for name, columns in tables_of(part).items():
                self.engine.make(name, columns)

    def load(self, block: Block) -> None:
        """Take a block's lines, with their numbers."""
        self._as_before = True
        self._signs = block.signs if block.query else signs_of(block.text)
        if block.query:
            self.engine.view(chain.LINES, block.query)
            return
        self._file.write_bytes(block.text)
        self.engine.view(chain.LINES, numbered_lines(self._file, block.first_line))

    def read(self) -> None:
        """The part of the chain that is the same for every table of standards."""
        self.shown = self._at_first
        self._run(self._reading)
        with contextlib.suppress(OSError):
            self._file.unlink()
        self._shown_by_rows = self.shown
        self.rows = self.engine.number("SELECT count(*) FROM read_rows")

    def answer(self, stop: Stop | None = None) -> Counts:
        """The rest, with a table that goes before those of the roster's months if one is given.

        Afterwards `results` and `rejects` are the block's answers and its rejects.
        """
        self.shown = self._shown_by_rows
        name = stop.name if stop else ""
        parts = chain.answering(self.plan, stop)
        if name != self._standards:
            self._forget("standards", parts)
            self._standards = name
        self._run(parts)
        rejected = self.engine.number("SELECT count(*) FROM rejected_rows")
        households = self.engine.number("SELECT (SELECT count(*) FROM dibao) + (SELECT count(*) FROM cases)")
        return Counts(self.rows, rejected, households)

    def refuse(self, faults: Mapping[str, int]) -> int:
        """Reject further households of the block, each for a fault by its number; how many rows are rejected now."""
        rows = [{"household": household, "fault": fault} for household, fault in faults.items()]
        self.engine.put("household_faults", ("household", "fault"), rows)
        parts = chain.answering(self.plan)
        first = next(n for n, part in enumerate(parts) if part.name == "refused")
        self._run(parts[first:])
        return self.engine.number("SELECT count(*) FROM rejected_rows")

    def known_keys(self, lookup: str) -> set[tuple[object, ...]]:
        """The keys that a look-up was asked for so far."""
        return self._known_keys[lookup]

    def absent(self) -> set[str]:
        """The programmes that nobody in the block is paid."""
        if self.plan.each_case or self.engine.ask("SELECT 1 FROM cases LIMIT 1"):
            return set()
        there = present(self.shown)
        return {programme for programme in PROGRAMMES if programme not in (*there, *self.plan.question.without)}

    def _run(self, parts: list[Part]) -> None:
        self._forget("block", parts)
        for part in parts:
            if isinstance(part, Step):
                self._step(part)
            elif isinstance(part, Lookup):
                self._look_up(part)
            elif isinstance(part, Check):
                self._check(part)
            else:
                self._one_by_one(part)

    @property
    def _at_first(self) -> Shown:
        return EVERYTHING if self._of_any_block else self._signs

    def _check(self, check: Check) -> None:
        if isinstance(self.shown, frozenset):
            (found,) = self.engine.ask_rows(check.sql(self.shown))
            self.shown |= {word for word, holds in found.items() if holds}

    def _step(self, step: Step) -> None:
        if step.only_if and step.only_if not in self.shown:
            return
        table, sql = step.is_table(self.shown), step.sql(self.shown)
        self._as_before &= self._made.get(step.name) == (table, sql)
        if self._as_before and not table:
            return  # a view of the same over the same
        self._made[step.name] = (table, sql)
        if step.table_if:
            self.engine.drop(step.name)
        (self.engine.keep if table else self.engine.view)(step.name, sql)

    def _look_up(self, lookup: Lookup) -> None:
        """Have those keys computed that this connection has not yet been told of."""
        if lookup.only_if and lookup.only_if not in self.shown:
            return
        known = self._known_keys[lookup.name]
        fresh = [key for key in dict.fromkeys(self.engine.ask(lookup.keys(self.shown))) if key not in known]
        known.update(fresh)
        rows = []
        for key in fresh:
            named = dict(zip(lookup.key, key, strict=True))
            computed = lookup.compute(**named)
            if computed is not None:
                rows.append({**named, **computed})
        self.engine.put(lookup.name, (*lookup.key, *lookup.columns), rows)

    def _one_by_one(self, part: OneByOne) -> None:
        for table in part.tables:
            self.engine.run(f"DELETE FROM {table}")
        found = iter(part.rows(self.engine) if part.only_if in self.shown else ())
        at_a_time = None if self._of_any_block else ROWS_AT_A_TIME  # a file has each table in one piece
        put = False
        while (some := list(islice(found, at_a_time))) or not put:
            put = True
            rows: dict[str, list[Row]] = defaultdict(list)
            for table, row in some:
                rows[table].append(row)
            for table, columns in part.tables.items():
                self.engine.put(table, columns, rows[table])

    def _forget(self, kept_for: str, parts: Iterable[Part]) -> None:
        for part in parts:
            if isinstance(part, Lookup) and part.kept_for == kept_for:
                self.engine.run(f"DELETE FROM {part.name}")
                self._known_keys[part.name].clear()

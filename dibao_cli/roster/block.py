"""One block of a roster, from lines to results: the steps of `query`, with Python's readings put in between."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from ..rules.arithmetic import value_of
from ..rules.assessment import PROGRAMMES
from ..rules.case import Question
from ..rules.fingerprint import fingerprint_of
from ..rules.problems import Problem
from ..rules.standards import Value
from ..words import _
from . import query
from .cases import SHOWN_OF_FINGERPRINT, Cases, line_rows, row_of
from .columns import Columns
from .database import quoted_pattern
from .limits import LONGEST_LINE
from .lines import Block, Dialect
from .readings import Numbered, Readings, Stop
from .shares import Shares, State, Unstated
from .sql import FLOOR_DIVIDE

LINE_FAULTS = {
    "total_row": "",
    "ragged_line": "",
    "needed_field": "household",
    "wrong_bytes": "",
    "unclosed_quote": "",
    "line_too_long": "",
    "not_an_object": "",
    "nested_too_deeply": "",
    "id_number_wrong": "id_number",
    "id_number_twice": "id_number",
}
"""What can be wrong with a line before its fields are read, and the field that it is about."""


class Plan(NamedTuple):
    """What the blocks of a run have in common.

    `lines` and `explain` ask for what only `assess` tells, for every household; `numbers_twice` names the table
    of identity numbers that stand on more than one row.
    """

    columns: Columns
    dialect: Dialect
    question: Question
    readings: Readings
    shares: Shares
    practices: Numbered
    overrides: dict[str, Value]
    lines: bool = False
    explain: bool = False
    numbers_twice: str = ""

    @property
    def each_case(self) -> bool:
        """Whether `assess` computes every household: its lines are asked for, or one-off aid, which goes by groups."""
        return self.lines or self.explain or self.question.one_off


class Counts(NamedTuple):
    """Rows and households of a block."""

    read: int
    rejected: int
    households: int


class Worker:
    """A connection of its own that takes one block after another. Not for use from two threads at once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, plan: Plan, folder: Path) -> None:
        self.connection = connection
        self.plan = plan
        self.folder = folder
        self.cases = Cases(plan.columns, plan.readings)
        self._seen: dict[str, set[Any]] = {}
        self._stop = ""
        self.rows = 0
        self.present: frozenset[str] = frozenset()
        self.some_shared = False
        connection.execute(FLOOR_DIVIDE)
        for name, columns in query.FILLED.items():
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE cases ({query.CASES})")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE case_lines ({query.CASE_LINES})")
        limits = {"cells": str(plan.dialect.cells), "highest": str(LONGEST_LINE)}
        faults = [
            (code, plan.readings.fault([Problem(code, field, details=limits)])) for code, field in LINE_FAULTS.items()
        ]
        self.fill("line_faults", faults)

    def run(self, sql: str) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(sql)

    def drop(self, name: str) -> None:
        """Forget a step that is a view in one block and a table in another."""
        for kind in ("VIEW", "TABLE"):
            with contextlib.suppress(duckdb.CatalogException):
                self.run(f"DROP {kind} IF EXISTS {name}")

    def fetch(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()

    def fill(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows to one of the tables that Python fills."""
        for start in range(0, len(rows), 5000):
            part = rows[start : start + 5000]
            holders = ", ".join(["(" + ", ".join(["?"] * len(part[0])) + ")"] * len(part))
            if len(part) * len(part[0]) <= 2000:
                values = [each for row in part for each in row]
                self.connection.execute(f"INSERT INTO {table} VALUES {holders}", values)
            else:
                lists = [list(column) for column in zip(*part, strict=True)]
                unnested = ", ".join(f"unnest(${n})" for n in range(1, len(lists) + 1))
                self.connection.execute(f"INSERT INTO {table} SELECT {unnested}", lists)

    def new(self, name: str, found: Iterable[Any]) -> list[Any]:
        """Of what was found, that which this connection has not yet been told."""
        seen = self._seen.setdefault(name, set())
        fresh = [each for each in dict.fromkeys(found) if each not in seen]
        seen.update(fresh)
        return fresh

    # the steps

    def load(self, block: Block) -> None:
        """Step `lines`: the block's lines with their numbers."""
        if block.query:
            self.run(f"CREATE OR REPLACE TEMP TABLE lines AS {block.query}")
            return
        file = self.folder / f"block-{id(self)}.txt"
        file.write_bytes(block.text)
        self.run(f"""
            CREATE OR REPLACE TEMP TABLE lines AS
            SELECT row_number() OVER () + {block.first_line - 1} AS row, line FROM {read_lines(file)}""")
        with contextlib.suppress(OSError):
            file.unlink()

    def read(self) -> None:
        """The steps from `told` to `households`, which are the same for every month."""
        plan, columns = self.plan, self.plan.columns
        self.run(query.told(columns, plan.dialect.delimiter, plan.numbers_twice))
        self._read_texts()
        odd = self._read_odd_amounts()
        self.run(query.judged(columns, odd))
        self._tell_several_faults()
        (self.rows,) = self.fetch("SELECT count(*) FROM judged")[0]
        self.run(query.DISTINCT_HOUSEHOLDS)
        (households,) = self.fetch("SELECT count(*) FROM distinct_households")[0]
        self.drop("households")
        self.run(query.households(columns, grouped=self.rows != households))
        if "person" in columns.places and self.rows != households:
            self.run(query.SAME_PERSON)

    def answer(self, stop: Stop | None = None) -> Counts:
        """The steps from `paid` on, with a table that goes before those of the roster's months if one is given.

        Afterwards `results()` and `rejects()` are the queries of the block's answers and its rejects.
        """
        self._read_settings(stop)
        self._case_by_case()
        self._pay()
        self._share()
        self._tell_faults()
        (rejected,) = self.fetch("SELECT count(*) FROM judged JOIN refused USING (household)")[0]
        (households,) = self.fetch("SELECT (SELECT count(*) FROM paid) + (SELECT count(*) FROM cases)")[0]
        return Counts(self.rows, rejected, households)

    def _read_texts(self) -> None:
        """Have the distinct facts read."""
        readings = self.plan.readings
        found = self.fetch(query.FAULTS_OF_CELLS)
        self.fill("line_faults", [(text, readings.cell_fault(text)) for (text,) in self.new("cell faults", found)])
        found = self.fetch("SELECT DISTINCT setting_text FROM told WHERE line_fault = ''")
        self.fill("facts_read", [(text, *readings.facts(text)) for (text,) in self.new("facts", found)])
        found = self.fetch("SELECT DISTINCT kind_text FROM told WHERE line_fault = ''")
        read = [(text, *readings.kind(text)) for (text,) in self.new("kind texts", found)]
        self.fill("kinds_read", read)
        kinds = self.new("kinds", (kind for _text, kind, _fault in read if kind is not None))
        things = ((number, readings.kinds.things[number]) for number in kinds)
        self.fill(
            "kinds",
            [
                (n, k.members, k.in_family, k.income_counts, k.person is not None, k.case_by_case, k.counted)
                for n, k in things
            ],
        )

    def _read_odd_amounts(self) -> list[str]:
        """Have the amounts read that are not plain numbers; the fields that hold such."""
        self.run("DELETE FROM amounts_read")
        names = self.plan.columns.amounts
        if not names:
            return []
        found = self.fetch(" UNION ALL ".join(query.ODD_AMOUNTS.format(name=name) for name in names))
        self.fill("amounts_read", [(name, text, *self.plan.readings.amount(name, text)) for name, text in found])
        return list(dict.fromkeys(name for name, _text in found))

    def _tell_several_faults(self) -> None:
        """Have the faults of a row put together."""
        found = [numbers for (numbers,) in self.fetch(query.SEVERAL_FAULTS)]
        if found:
            several = self.plan.readings.several_faults
            fresh = self.new("fault sets", found)
            self.fill("fault_sets", [(numbers, several(map(int, numbers.split()))) for numbers in fresh])
            self.run(query.TELL_SEVERAL_FAULTS)

    def _read_settings(self, stop: Stop | None) -> None:
        """Put the facts of each household's rows together, and look up the standards of its month and district."""
        readings = self.plan.readings
        name = stop.name if stop else ""
        if name != self._stop:
            self.run("DELETE FROM settings_read")
            self._seen["settings read"] = set()
            self._stop = name
        found = self.new("settings read", self.fetch("SELECT DISTINCT facts FROM households WHERE NOT faulty"))
        read = [(facts, *readings.setting(map(int, facts.split()), stop)) for (facts,) in found]
        self.fill("settings_read", read)
        new = self.new("settings", (setting for _facts, setting, _fault in read if setting is not None))
        self.fill("settings", [self._setting_row(number) for number in new])

    def _setting_row(self, number: int) -> tuple[Any, ...]:
        setting = self.plan.readings.settings.things[number]
        case = setting.case(members=1)
        standard = case.find(f"dibao.{case.household.area}")
        practice = setting.practice()
        shape = practice.with_figures(None if figure is None else 0 for figure in practice.figures)
        figures = [None if figure is None else value_of(figure) for figure in practice.figures]
        household = case.household
        return (
            number,
            str(setting.table.month),
            household.area,
            household.district,
            self.plan.practices.number(shape),
            setting.case_by_case,
            household.property_test_met is False,
            None if standard is None else standard.number,
            *figures,
        )

    def _case_by_case(self) -> None:
        """Have single cases computed by `assess`."""
        self.run("DELETE FROM cases")
        self.run("DELETE FROM case_lines")
        self.run("DELETE FROM household_faults")
        self.run(query.CASE_BY_CASE.format(all=str(self.plan.each_case).lower()))
        plan = self.plan
        refused, answers, lines = [], list[tuple[Any, ...]](), list[tuple[Any, ...]]()
        for household, row, answer in self.cases.answers(self.connection):
            if isinstance(answer, int):
                refused.append((household, answer))
                continue
            answers.append(row_of(household, row, answer, plan.explain))
            if plan.lines:
                lines += line_rows(household, row, answer)
        self.fill("cases", answers)
        self.fill("case_lines", lines)
        self.fill("household_faults", refused)

    def _pay(self) -> None:
        columns = self.plan.columns
        months = 12 if {"annual_income", "household_annual_income"} & set(columns.amounts) else 1
        self.run(query.paid(self.plan.practices.things, self.plan.question.uplift, months))
        found = self.new("families", self.fetch(query.FAMILIES_IN_USE))
        rows = []
        for number, state, worked, annual, unstated in found:
            setting = self.plan.readings.settings.things[number]
            share = self.plan.shares.of_family(setting, State(state), worked, annual, Unstated(unstated))
            price = share.amounts.get("price_subsidy", 0)
            told = (share.unknown, share.warnings, share.notices, share.basis)
            rows.append((number, state, worked, annual, unstated, price, *told))
        self.fill("family_shares", rows)

    def _share(self) -> None:
        readings, shares = self.plan.readings, self.plan.shares
        some = self.plan.question.uplift or self.fetch(query.SOME_KINDS)
        in_use = self.fetch(query.KINDS_IN_USE.format(one=State.PAID_TO_ONE.value)) if some else []
        rows = []
        for number, kind, earns, state in self.new("persons", in_use):
            share = shares.of_person(
                number, readings.settings.things[number], readings.kinds.things[kind], earns, state
            )
            if share.nothing and share.child_standard is None:
                continue
            amounts = [share.amounts.get(programme, 0) for programme in PROGRAMMES]
            told = (share.unknown, share.warnings, share.notices, share.basis)
            rows.append(
                (number, kind, earns, state, *amounts, *told, share.child_standard, share.child_gets, share.excluded)
            )
        self.fill("person_shares", rows)
        self.some_shared = bool(in_use)
        if in_use:
            self.run(query.shared())
        (paid,) = self.fetch(query.PRESENT)
        paid_to_somebody = (name for name, present in zip(PROGRAMMES, paid, strict=True) if present)
        self.present = frozenset(("dibao", "price_subsidy", *paid_to_somebody))
        self.drop("computed")
        self.run(query.computed(self.present, self.some_shared))
        self._tell_sets()

    def _tell_sets(self) -> None:
        """The codes of each set of warnings, and the fingerprint of each set of notices."""
        shares = self.plan.shares
        found = self.new("warning sets", (bits for (bits,) in self.fetch("SELECT DISTINCT warnings FROM computed")))
        codes = [(bits, " ".join(sorted(_named(bits, shares.warnings)))) for bits in found]
        self.fill("warning_sets", codes)
        found = self.new("notice sets", (bits for (bits,) in self.fetch("SELECT DISTINCT notices FROM computed")))
        prints = [(bits, fingerprint_of(_named(bits, shares.notices), self.plan.overrides)) for bits in found]
        self.fill("notice_sets", [(bits, digest[:SHOWN_OF_FINGERPRINT]) for bits, digest in prints])

    def _tell_faults(self) -> None:
        self.run(query.REFUSED)
        faults = self.plan.readings.faults.things
        known = self._seen.setdefault("faults", set())
        rows = [(n, *faults[n]) for n in range(len(known), len(faults))]
        known.update(n for n, *_rest in rows)
        self.fill("faults", rows)

    def results(self) -> str:
        """The query of the block's answers."""
        return query.results(self.present)

    def absent(self) -> set[str]:
        """The programmes that nobody in the block is paid."""
        if self.plan.each_case or self.fetch("SELECT 1 FROM cases LIMIT 1"):
            return set()
        return {programme for programme in PROGRAMMES if programme not in self.present}

    def rejects(self) -> str:
        """The query of the rejected rows."""
        because = _("Line {line} of the same household is rejected.")
        return query.REJECTS.format(because="'" + because.replace("'", "''") + "'")


def read_lines(file: Path) -> str:
    """A table function over the lines of a clean file, in order, blank ones included."""
    return (
        f"read_csv({quoted_pattern(file)}, hive_partitioning = false, columns = {{'line': 'VARCHAR'}}, "
        "delim = chr(2), "
        "quote = '', escape = '', header = false, "
        "auto_detect = false, max_line_size = 8388608)"
    )


def _named(bits: int, names: Numbered) -> Iterator[Any]:
    return (thing for number, thing in enumerate(names.things) if bits >> number & 1)

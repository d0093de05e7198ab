"""Rules evaluated in DuckDB, in PostgreSQL and as plain numbers: the same to the fen at the limits, or an error."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import psycopg
import pytest
from postgres_server import Server

from dibao_cli.roster.dialects import translated
from dibao_cli.roster.duckdb_sql import fen, set_of_numbers, yuan
from dibao_cli.roster.postgres_sql import POSTGRES
from dibao_cli.roster.sql import FLOOR_DIVIDE, column, sql
from dibao_cli.rules.arithmetic import Number, at_least, at_most, exact, quotient, rounded, value_of, where
from dibao_cli.rules.household import MOST_MEMBERS
from dibao_cli.rules.money import LARGEST_FEN, Direction, Rounding

DIRECTIONS: tuple[Direction, ...] = ("up", "down", "half_up")
LARGEST = LARGEST_FEN * MOST_MEMBERS
COLUMNS = ("a", "b", "c", "members", "share")
Values = Mapping[str, int]
Formula = Callable[[Mapping[str, Number]], Number]


class Both:
    """The two engines, asked the same query of the chain."""

    def __init__(self, postgres: Any) -> None:
        self.here, self.there = duckdb.connect(), postgres
        self.here.execute(FLOOR_DIVIDE)

    def ask(self, query: str) -> tuple[list[Any], list[Any]]:
        there = self.there.execute(translated(query, POSTGRES).encode())
        return self.here.execute(query).fetchall(), there.fetchall()

    def refuse(self, query: str) -> bool:
        """Whether both stop with an error and give no number."""
        try:
            self.here.execute(query).fetchall()
        except duckdb.Error:
            with pytest.raises(psycopg.errors.NumericValueOutOfRange):
                self.there.execute(translated(query, POSTGRES).encode()).fetchall()
            return True
        return False


@pytest.fixture
def both(postgres: Server) -> Iterator[Both]:
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        yield Both(connection)


def formulas(chance: random.Random, number: int) -> list[Formula]:
    """Formulas as the rules write them: sums and differences, a share, a division, a limit, a condition."""

    def made(signs: Sequence[int], rounding: Rounding, kind: int) -> Formula:
        def formula(of: Mapping[str, Number]) -> Number:
            total: Number = 0
            for sign, name in zip(signs, ("a", "b", "c"), strict=True):
                total = total + of[name] if sign > 0 else total - of[name]
            if kind == 0:
                return quotient(total, of["members"], rounding)
            if kind == 1:
                return quotient(total * of["share"], 10_000, rounding)
            if kind == 2:
                return at_least(0, at_most(of["a"], total)) * of["members"]
            if kind == 3:
                return where(total < of["c"], total - of["members"], quotient(total, 7, rounding))
            return rounded(exact(total, divisor=12) - of["b"], rounding)

        return formula

    return [
        made(
            [chance.choice((1, -1)) for _each in range(3)],
            Rounding(chance.choice((1, 10, 50, 100)), chance.choice(DIRECTIONS)),
            n % 5,
        )
        for n in range(number)
    ]


def test_formulas_come_to_the_same_in_both_engines_and_as_plain_numbers(both: Both) -> None:
    chance = random.Random(16)
    ends = (0, 1, -1, 49, 50, 51, LARGEST, -LARGEST, LARGEST - 1, 1 - LARGEST, LARGEST // 2)
    rows: list[dict[str, int]] = [
        {
            **{name: chance.choice((*ends, chance.randint(-LARGEST, LARGEST))) for name in ("a", "b", "c")},
            "members": chance.choice((1, 2, 3, 7, 12, MOST_MEMBERS)),
            "share": chance.choice((0, 1, 3333, 10_000, 100_000)),
        }
        for _n in range(150)
    ]
    found = formulas(chance, 40)
    leaves = {name: column(name, "count" if name == "members" else "yuan") for name in COLUMNS}
    selected = ", ".join(f"{sql(formula(leaves))} AS f{n}" for n, formula in enumerate(found))
    given = ", ".join("(" + ", ".join(f"CAST({row[name]} AS BIGINT)" for name in COLUMNS) + ")" for row in rows)
    here, there = both.ask(f"SELECT {selected} FROM (VALUES {given}) AS given({', '.join(COLUMNS)})")
    plain = [tuple(value_of(formula(row)) for formula in found) for row in rows]
    assert [tuple(map(int, row)) for row in here] == plain
    assert [tuple(map(int, row)) for row in there] == plain


def test_what_is_too_large_is_an_error_in_both_engines_and_never_another_number(both: Both) -> None:
    product = sql(column("a") * column("b"))
    total = sql(column("a") + column("b"))
    given = f"(SELECT CAST({2**62} AS BIGINT) AS a, CAST({2**62} AS BIGINT) AS b) AS given"
    for too_large in (product, total, sql(quotient(column("a") * 3, 2, Rounding()))):
        assert both.refuse(f"SELECT {too_large} AS found FROM {given}"), too_large
    rows = f"(VALUES (CAST({2**62} AS BIGINT)), ({2**62})) AS given(a)"
    assert both.refuse(f"SELECT CAST(sum(a) AS BIGINT) AS found FROM {rows}")
    here, there = both.ask(f"SELECT CAST(sum(a - 1) AS BIGINT) AS found FROM {rows}")
    assert here == there == [(2**63 - 2,)]


def test_sets_of_bits_go_together_alike(both: Both) -> None:
    chance = random.Random(63)
    sets = [chance.getrandbits(63) for _n in range(40)] + [0, 1 << 62, (1 << 63) - 1]
    groups = [(n % 5, bits) for n, bits in enumerate(sets)] + [(5, None), (5, 6), (6, None)]
    given = ", ".join(f"({n}, CAST({'NULL' if bits is None else bits} AS BIGINT))" for n, bits in groups)
    query = f"SELECT n, bit_or(bits) AS found FROM (VALUES {given}) AS given(n, bits) GROUP BY n ORDER BY n"
    together: dict[int, int | None] = {}
    for n, bits in groups:
        together[n] = together.get(n) if bits is None else (together.get(n) or 0) | bits
    here, there = both.ask(query)
    assert here == there == sorted(together.items())


def test_amounts_are_read_and_written_alike_to_the_fen(both: Both) -> None:
    texts = ("0", "0.01", "999999999.99", "1.5", "007", "1.005", "-1", "1e3", ".5", "5.", "1,5", "", "１", "1\n", "1 ")
    given = ", ".join(f"('{text}')" for text in texts)
    query = f"SELECT text, {fen('text')} AS found FROM (VALUES {given}) AS given(text) ORDER BY text"
    here, there = both.ask(query)
    assert dict(here) == dict(there)
    assert dict(here)["999999999.99"] == 99999999999
    query = f"SELECT CAST({yuan('fen')} AS VARCHAR) AS found FROM (VALUES (0), (1), (-1), ({LARGEST})) AS given(fen)"
    here, there = both.ask(query)
    assert here == there == [("0.00",), ("0.01",), ("-0.01",), ("100000000000.00",)]


def test_the_different_numbers_of_a_group_are_told_alike(both: Both) -> None:
    rows = ", ".join(f"({n % 7}, {(n * n) % (n % 7 + 1) * 5})" for n in range(60))
    query = f"SELECT n, {set_of_numbers('fact')} AS found FROM (VALUES {rows}) AS given(n, fact) GROUP BY n ORDER BY n"
    here, there = both.ask(query)
    assert here == there
    assert here[5] == (5, "0 5 15 20")

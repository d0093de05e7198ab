"""What the bytes of a block rule out is looked for in no row, and every row comes to the same."""

from __future__ import annotations

import random

import duckdb
import pytest

from dibao_cli.roster import duckdb_sql as db
from dibao_cli.roster.columns import find_columns
from dibao_cli.roster.row_steps import split_rows
from dibao_cli.roster.signs import BLANKS, MARKS, QUOTES, SIGNS, TOTALS, TRIMMED, signs_of
from dibao_cli.roster.steps import EVERYTHING
from dibao_cli.roster.text_lines import CELL_END, UNREADABLE

COLUMNS = find_columns(["household", "area", "person", "members", "income"])
PLAIN = ("1", "12.50", "urban", "城镇", "H1", "·", "、", "\t", "\u00e9", "\u2060", "\ufeff", "tol", "小")
ODD = ("计划", "Totals", "tOtAl", "合计", "小\u3000计", "total:", "“", '"', *TRIMMED)


def rows(connection: duckdb.DuckDBPyConnection, lines: list[str], shown: object) -> list[tuple[object, ...]]:
    connection.execute("CREATE OR REPLACE TABLE lines (row BIGINT, line VARCHAR)")
    connection.execute("INSERT INTO lines SELECT unnest($1), unnest($2)", [list(range(len(lines))), lines])
    return connection.execute(f"{split_rows(COLUMNS, ',', (0, 18), shown)} ORDER BY row").fetchall()  # type: ignore[arg-type]  # a set, or everything


def test_rows_are_the_same_whether_they_are_looked_at_by_signs_or_one_by_one() -> None:
    chance, connection = random.Random(3), duckdb.connect()
    seen: set[frozenset[str]] = set()
    for _block in range(150):
        pieces = [*chance.sample(PLAIN, 3), *chance.sample(ODD, chance.choice((0, 0, 1, 2)))]
        lines = [
            ",".join(
                "".join(chance.choices(pieces, k=chance.randrange(3))) for _cell in range(chance.choice((4, 5, 5)))
            )
            for _line in range(6)
        ]
        if chance.random() < 0.3:
            lines += [
                CELL_END + lines[0].replace(",", CELL_END),
                f"{UNREADABLE}ragged_line{CELL_END}H1",
                "",
                ",,,,",
                " ",
            ]
        signs = signs_of("\n".join(lines).encode())
        seen.add(signs)
        assert rows(connection, lines, signs) == rows(connection, lines, EVERYTHING), lines
    assert frozenset() in seen
    assert all(any(each in signs for signs in seen) for each in SIGNS)


@pytest.mark.parametrize(("text", "sign"), [*((each, BLANKS) for each in TRIMMED), ("总 计", TOTALS), ("TOTAL", TOTALS),
                                            (CELL_END, MARKS), (UNREADABLE, MARKS), ('"', QUOTES)])  # fmt: skip
def test_each_sign_is_seen_wherever_it_stands(text: str, sign: str) -> None:
    for around in ("", "城", "x"):
        assert sign in signs_of(f"{around}{text}{around}".encode())


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，", CELL_END])
def test_a_cell_found_in_a_line_is_the_one_that_the_whole_line_taken_apart_has(delimiter: str) -> None:
    """Wherever it stands: near, far, or beyond the end of the line."""
    chance, connection = random.Random(5), duckdb.connect()
    lines = [delimiter.join(chance.choices((*PLAIN, "", "\\", "(", "x\ny"), k=k)) for k in (0, 1, 2, 50, 110, 1200)]
    for place in (1, 2, 40, db.NEAR, db.NEAR + 1, 1100):
        found = connection.execute(f"SELECT {db.nth_part('line', delimiter, place)} FROM unnest($1) t(line)", [lines])
        taken_apart = [(dict(enumerate(line.split(delimiter), 1)).get(place, ""),) for line in lines]
        assert found.fetchall() == taken_apart

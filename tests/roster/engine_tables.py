"""A roster as a file and as a table, and whether an engine makes of it what `dibao batch` makes of the file."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from conftest import Cli
from rosters import HEADINGS, Made, as_csv

from dibao_cli.roster.output_columns import KNOWN

WRONG = (
    "x",
    "１３２",
    "12,5",
    "-1",
    " 合计",
    "2020-13",
    "是",
    "1e3",
    "100.005",
    "\u3000 5\u00a0",
    "N/A",
    "小计",
    "urban\t",
)
"""What stands in some cells in place of what belongs there: blanks of other kinds, totals, amounts in words."""

ALL_COLUMNS = ("--one-person-per-row", "--columns", ",".join(KNOWN))
TABLES = ("--table", "people.roster", "--row-number", "line", "--into", "people.paid")

Rows = list[dict[str, str]]
Found = list[dict[str, str | None]]


class Desk(NamedTuple):
    """A roster, and what `dibao batch` made of it."""

    file: Path
    rows: Rows
    results: Found
    rejects: Found


def spoiled(made: Sequence[Made], share: float, seed: int) -> Rows:
    """The rows of households, shuffled, so many of them with a wrong cell."""
    chance = random.Random(seed)
    rows = [dict(row) for one in made for row in one.rows]
    headings = [heading for heading in HEADINGS if heading != "person"]
    for row in chance.sample(rows, int(len(rows) * share)):
        row[chance.choice(headings)] = chance.choice(WRONG)
    chance.shuffle(rows)
    return rows


def computed(rows: Rows, folder: Path, dibao: Cli) -> Desk:
    """What `dibao batch` makes of a roster, every column of it."""
    file, results, rejects = folder / "roster.csv", folder / "results.ndjson", folder / "rejects.ndjson"
    file.write_text(as_csv(rows), "utf-8")
    done = dibao("batch", str(file), *ALL_COLUMNS, "-o", str(results), "--rejects", str(rejects), "-q")
    assert done.code == 1, done.err
    return Desk(file, rows, read_rows(results), read_rows(rejects))


def read_rows(file: Path) -> Found:
    """The rows of NDJSON as texts."""
    return as_texts([json.loads(line) for line in file.read_text("utf-8").splitlines()])


def as_texts(rows: Sequence[Mapping[str, Any]]) -> Found:
    """Rows as texts, whatever an engine's types are."""
    return [{name: None if cell is None else str(cell) for name, cell in row.items()} for row in rows]


def ask(connection: Any, query: str) -> Found:
    """The rows of a query, of either database."""
    done = connection.execute(query)
    names = [each[0] for each in done.description]
    return as_texts([dict(zip(names, row, strict=True)) for row in done.fetchall()])


def read_folder(out: Path) -> tuple[Found, Found]:
    """Results and rejects of a folder that Spark wrote; the rejects by their lines."""
    with duckdb.connect() as connection:
        parts = f"read_parquet('{out}/results/*/*/*.parquet', hive_partitioning = true, union_by_name = true)"
        results = ask(connection, f"SELECT * FROM {parts}")
        return results, ask(connection, f"SELECT * FROM read_parquet('{out}/rejects/*.parquet') ORDER BY line")


def same(desk: Desk, connection: Any, results: str = "people.paid", rejects: str = "people.paid_rejects") -> None:
    """The tables hold what the desk's files hold: every column of every result and reject."""
    found = ask(connection, f"SELECT * FROM {results} ORDER BY household")
    assert found == sorted(desk.results, key=lambda row: str(row["household"]))
    assert list(found[0]) == list(desk.results[0])
    assert ask(connection, f"SELECT * FROM {rejects} ORDER BY line") == desk.rejects


def store(connection: Any, rows: Rows) -> None:
    """The roster as a table `people.roster`, blanks as no value at all."""
    told = ", ".join(f'"{heading}" VARCHAR' for heading in HEADINGS)
    connection.execute("DROP SCHEMA IF EXISTS people CASCADE")
    connection.execute("CREATE SCHEMA people")
    connection.execute(f"CREATE TABLE people.roster ({told}, line BIGINT)")
    cells = [[*(row.get(heading) or None for heading in HEADINGS), line] for line, row in enumerate(rows, 2)]
    if isinstance(connection, duckdb.DuckDBPyConnection):
        marks = ", ".join("?" * (len(HEADINGS) + 1))
        connection.executemany(f"INSERT INTO people.roster VALUES ({marks})", cells)
        return
    with connection.cursor().copy("COPY people.roster FROM STDIN") as copy:
        for each in cells:
            copy.write_row(each)

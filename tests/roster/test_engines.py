"""One chain, several engines: every column of every result and reject is the one that `dibao batch` writes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest
from conftest import Cli
from postgres_server import programs, server
from rosters import HEADINGS, as_csv, some

from dibao_cli.files.folders import load_standards
from dibao_cli.roster.output_columns import KNOWN
from dibao_cli.roster.sql import column, sql
from dibao_cli.rules.arithmetic import quotient
from dibao_cli.rules.money import Direction, Rounding, round_quotient

psycopg = pytest.importorskip("psycopg", reason="pip install 'dibao[postgres]'")
if programs() is None:
    pytest.skip("PostgreSQL is not installed: apt-get install postgresql", allow_module_level=True)

from sqlglot import exp  # noqa: E402

from dibao_cli.roster.dialects import BLANKS, translated  # noqa: E402
from dibao_cli.roster.postgres import PostgresEngine  # noqa: E402
from dibao_cli.roster.postgres_sql import POSTGRES  # noqa: E402

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

Found = list[dict[str, str | None]]


class Desk(NamedTuple):
    """A roster, and what `dibao batch` made of it."""

    file: Path
    rows: list[dict[str, str]]
    results: Found
    rejects: Found


@pytest.fixture(scope="module")
def reached() -> Iterator[str]:
    with server() as connect:
        yield connect


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """Persons of every kind, shuffled, some cells wrong."""
    chance = random.Random(16)
    found = [row for made in some(100, 16, load_standards("dalian").region) for row in made.rows]
    for row in chance.sample(found, len(found) // 30):
        row[chance.choice([heading for heading in HEADINGS if heading != "person"])] = chance.choice(WRONG)
    chance.shuffle(found)
    return found


@pytest.fixture
def desk(rows: list[dict[str, str]], dibao: Cli, tmp_path: Path) -> Desk:
    file, results = tmp_path / "roster.csv", tmp_path / "results.ndjson"
    file.write_text(as_csv(rows), "utf-8")
    rejects = tmp_path / "rejects.ndjson"
    done = dibao("batch", str(file), *ALL_COLUMNS, "-o", str(results), "--rejects", str(rejects), "-q")
    assert done.code == 1, done.err
    return Desk(file, rows, _read(results), _read(rejects))


def _read(file: Path) -> Found:
    return _texts([json.loads(line) for line in file.read_text("utf-8").splitlines()])


def _texts(rows: list[dict[str, Any]]) -> Found:
    return [{name: None if cell is None else str(cell) for name, cell in row.items()} for row in rows]


def ask(connection: Any, query: str) -> Found:
    """The rows of a query, of either database."""
    done = connection.execute(query)
    names = [each[0] for each in done.description]
    return _texts([dict(zip(names, row, strict=True)) for row in done.fetchall()])


def same(desk: Desk, connection: Any, results: str, rejects: str) -> None:
    found = ask(connection, f"SELECT * FROM {results} ORDER BY household")
    assert found == sorted(desk.results, key=lambda row: str(row["household"]))
    assert list(found[0]) == list(desk.results[0])
    assert ask(connection, f"SELECT * FROM {rejects} ORDER BY line") == desk.rejects


def store(connection: Any, rows: list[dict[str, str]]) -> None:
    """The roster as a table, blanks as no value at all."""
    told = ", ".join(f'"{heading}" VARCHAR' for heading in HEADINGS)
    connection.execute("DROP SCHEMA IF EXISTS people CASCADE")
    connection.execute("CREATE SCHEMA people")
    connection.execute(f"CREATE TABLE people.roster ({told}, line BIGINT)")
    marks = ", ".join(["?" if isinstance(connection, duckdb.DuckDBPyConnection) else "%s"] * (len(HEADINGS) + 1))
    for line, row in enumerate(rows, 2):
        cells = [row.get(heading) or None for heading in HEADINGS]
        connection.execute(f"INSERT INTO people.roster VALUES ({marks})", [*cells, line])


TABLES = ("--table", "people.roster", "--row-number", "line", "--into", "people.paid")


def test_a_table_in_postgres_comes_to_what_its_file_comes_to(desk: Desk, reached: str, dibao: Cli) -> None:
    with psycopg.connect(reached, autocommit=True) as connection:
        store(connection, desk.rows)
        for _again in range(2):  # the second run puts its own in the place of the first
            done = dibao("batch", "--engine", "postgres", "--connect", reached, *TABLES, *ALL_COLUMNS)
            assert done.code == 1, done.err
            same(desk, connection, "people.paid", "people.paid_rejects")


def test_the_query_as_a_file_runs_in_postgres_and_in_duckdb(desk: Desk, reached: str, dibao: Cli) -> None:
    given = ("sql", str(desk.file), *TABLES, *ALL_COLUMNS)
    with duckdb.connect() as here:
        store(here, desk.rows)
        here.execute(dibao(*given, "--engine", "duckdb").out)
        same(desk, here, "people.paid", "people.paid_rejects")
    with psycopg.connect(reached, autocommit=True) as there:
        store(there, desk.rows)
        query = dibao(*given, "--engine", "postgres").out
        there.execute(query)
        same(desk, there, "people.paid", "people.paid_rejects")
        there.execute("DROP TABLE people.paid, people.paid_rejects")
        there.execute("UPDATE people.roster SET age = '7 or 8' WHERE line = 9")
        with pytest.raises(psycopg.Error, match=r"not covered: \d+ kinds_read"):
            there.execute(query)
        there.execute("ROLLBACK")
        assert ask(there, "SELECT to_regclass('people.paid') AS made") == [{"made": None}]


@pytest.mark.parametrize("direction", ["up", "down", "half_up"])
def test_division_rounds_in_postgres_as_in_the_rules(reached: str, direction: Direction) -> None:
    chance = random.Random(5)
    pairs = [(chance.randint(-(10**15), 10**15), chance.randint(1, 1200)) for _n in range(60)]
    pairs += [(a, b) for a in range(-7, 8) for b in (1, 2, 3, 5)]
    rounding = Rounding(chance.choice((1, 50, 100)), direction)
    rule = sql(quotient(column("a"), column("b"), rounding))
    given = ", ".join(f"(CAST({a} AS BIGINT), CAST({b} AS BIGINT))" for a, b in pairs)
    query = translated(f"SELECT a, b, {rule} AS found FROM (VALUES {given}) AS given(a, b)", POSTGRES)
    with psycopg.connect(reached) as connection:
        for a, b, found in connection.execute(query.encode()):
            assert found == round_quotient(a, b, rounding), (a, b)


def test_blanks_are_those_that_duckdb_takes_off() -> None:
    every = [chr(n) for n in range(1, 0x10000) if not 0xD800 <= n < 0xE000]
    ((left,),) = duckdb.execute("SELECT list(c) FROM (SELECT unnest($1) AS c) WHERE trim(c) = ''", [every]).fetchall()
    assert "".join(sorted(left)) == BLANKS


def test_names_that_mean_something_to_a_database_are_names(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text('household,area,members,"in""come"\n1,urban,1,5\n', "utf-8")
    table = 'x"; DROP TABLE y; --'
    names = ("--map", 'in"come=income', "--table", table, "--into", table)
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE y AS SELECT 1")
        connection.execute("""CREATE TABLE "x""; DROP TABLE y; --" ("household" INT, area VARCHAR, members INT,
            "in""come" DECIMAL(9, 2), line INT)""")
        connection.execute("""INSERT INTO "x""; DROP TABLE y; --" VALUES (1, 'urban', 1, 5, 2)""")
        query = dibao("sql", str(tmp_path / "roster.csv"), *names[:4], "--into", "found", "--engine", "duckdb").out
        connection.execute(query)
        assert ask(connection, "SELECT count(*) AS n FROM found, y") == [{"n": "1"}]
    for engine in ("postgres", "spark"):
        made = dibao("sql", str(tmp_path / "roster.csv"), *names, "--engine", engine)
        assert made.code == 0, made.err
        assert f"CREATE TABLE {exp.to_identifier(table, quoted=True).sql(engine)} AS" in made.out
        assert exp.to_identifier('in"come', quoted=True).sql(engine) in made.out


def test_a_password_is_not_taken_where_others_read_it_and_never_shown(reached: str, dibao: Cli) -> None:
    for connect in (
        f"{reached} password=hunter2",
        "postgresql://dibao:hunter2@localhost/x",
        "hunter2 =",
        "pass hunter2",
    ):
        done = dibao("batch", "--engine", "postgres", "--connect", connect, *TABLES)
        assert done.code == 2
        assert "hunter2" not in done.err + done.out


@pytest.mark.parametrize("statement", ["ANALYZE", "CREATE TABLE", "COMMENT"])
def test_a_connection_lost_at_any_moment_leaves_the_old_results(
    desk: Desk, reached: str, dibao: Cli, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    run = ("batch", "--engine", "postgres", "--connect", reached, *TABLES, *ALL_COLUMNS)
    with psycopg.connect(reached, autocommit=True) as connection:
        store(connection, desk.rows[:20])
        dibao(*run)
        old = ask(connection, "SELECT * FROM people.paid ORDER BY household")
        assert old
        connection.execute("TRUNCATE people.roster")
        do = PostgresEngine.execute

        def lost(engine: PostgresEngine, query: str) -> Any:
            done = do(engine, query)
            if query.startswith(statement):
                connection.execute("SELECT pg_terminate_backend(%s)", [engine.connection.info.backend_pid])
            return done

        monkeypatch.setattr(PostgresEngine, "execute", lost)
        done = dibao(*run)
        assert done.code == 1
        assert "[database_refused]" in done.err
        assert ask(connection, "SELECT * FROM people.paid ORDER BY household") == old


def test_a_table_that_no_run_made_is_left_alone(desk: Desk, reached: str, dibao: Cli) -> None:
    with psycopg.connect(reached, autocommit=True) as connection:
        store(connection, desk.rows[:5])
        connection.execute("CREATE TABLE people.paid_rejects (mine int)")
        done = dibao("batch", "--engine", "postgres", "--connect", reached, *TABLES, *ALL_COLUMNS)
        assert done.code == 1
        assert "[table_exists]" in done.err
        assert ask(connection, "SELECT to_regclass('people.paid') AS made") == [{"made": None}]


def test_reading_one_table_and_making_tables_is_all_that_it_may(desk: Desk, reached: str, dibao: Cli) -> None:
    with psycopg.connect(reached, autocommit=True) as connection:
        store(connection, desk.rows)
        connection.execute("DROP OWNED BY clerk; DROP ROLE clerk") if ask(
            connection, "SELECT 1 FROM pg_roles WHERE rolname = 'clerk'"
        ) else None
        connection.execute("CREATE ROLE clerk LOGIN")
        connection.execute("CREATE SCHEMA IF NOT EXISTS answers")
        connection.execute("GRANT USAGE ON SCHEMA people TO clerk")
        connection.execute("GRANT SELECT ON people.roster TO clerk")
        connection.execute("GRANT USAGE, CREATE ON SCHEMA answers TO clerk")
        as_clerk = reached.replace("user=dibao", "user=clerk")
        told = ("--table", "people.roster", "--row-number", "line", "--into", "answers.paid")
        done = dibao("batch", "--engine", "postgres", "--connect", as_clerk, *told, *ALL_COLUMNS)
        assert done.code == 1, done.err
        same(desk, connection, "answers.paid", "answers.paid_rejects")
        refused = dibao("batch", "--engine", "postgres", "--connect", as_clerk, *TABLES, *ALL_COLUMNS)
        assert refused.code == 1
        assert "[database_refused]" in refused.err

"""One chain, several engines: every column of every result and reject is the one that `dibao batch` writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import duckdb
import psycopg
import pytest
from conftest import Cli, cli
from engine_tables import ALL_COLUMNS, TABLES, Desk, ask, computed, read_rows, same, spoiled, store
from postgres_server import Server
from rosters import as_csv, some
from sqlglot import exp
from test_paid_apart import families

from dibao_cli.files.folders import load_standards
from dibao_cli.roster.engine import Row
from dibao_cli.roster.postgres import PostgresEngine
from dibao_cli.roster.signs import TRIMMED


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Persons of every kind, shuffled, some cells wrong."""
    region = load_standards("dalian").region
    rows = spoiled([*some(100, 16, region), *families(40, 16, region)], 1 / 30, 16)
    with pytest.MonkeyPatch.context() as patch:
        return computed(rows, tmp_path_factory.mktemp("desk"), cli(patch))


def test_a_table_in_postgres_comes_to_what_its_file_comes_to(desk: Desk, postgres: Server, dibao: Cli) -> None:
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        for _again in range(2):  # the second run puts its own in the place of the first
            done = dibao("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES, *ALL_COLUMNS)
            assert done.code == 1, done.err
            same(desk, connection)


@pytest.mark.parametrize(
    "field", [None, "area", *(pytest.param(f, marks=pytest.mark.thorough) for f in ("month", "members", "household"))]
)
def test_a_table_of_which_nothing_is_computed_is_rejected_as_its_file_is(
    postgres: Server, dibao: Cli, tmp_path: Path, field: str | None
) -> None:
    """Every row is wrong in one field, or there is no row: no step may rest on there being something."""
    sound = {"household": "H", "area": "urban", "members": "2", "month": "2020-07", "income": "5"}
    rows = [sound | {field: "合计" if field == "household" else "x"}] * 2 if field else []
    file, rejects = tmp_path / "roster.csv", tmp_path / "rejects.ndjson"
    file.write_text(as_csv(rows), "utf-8")
    here = dibao("batch", str(file), "-o", str(tmp_path / "results.ndjson"), "--rejects", str(rejects))
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, rows)
        there = dibao("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES)
        assert (there.code, "[" in there.err) == (here.code, False), there.err
        assert ask(connection, "SELECT * FROM people.paid") == []
        found = ask(connection, "SELECT * FROM people.paid_rejects ORDER BY line")
        assert found == (read_rows(rejects) if rows else [])


@pytest.mark.thorough
def test_households_computed_one_by_one_are_held_a_few_at_a_time(
    desk: Desk, postgres: Server, dibao: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in (("worker.ROWS_AT_A_TIME", 7), ("postgres._ROWS_AT_A_TIME", 3), ("fallback.MOST_KNOWN", 2)):
        monkeypatch.setattr(f"dibao_cli.roster.{name}", number)
    held: dict[str, list[int]] = defaultdict(list)
    put = PostgresEngine.put

    def counted(engine: PostgresEngine, table: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
        some = list(rows)
        held[table].append(len(some))
        put(engine, table, columns, some)

    monkeypatch.setattr(PostgresEngine, "put", counted)
    run = ("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES)
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        for options in (("--lines",), ALL_COLUMNS):
            held.clear()
            done = dibao(*run, *options)
            assert done.code == 1, done.err
            assert len(held["cases"]) > 1 and max(held["cases"] + held["case_lines"]) <= 7
        same(desk, connection)


def test_the_query_as_a_file_runs_in_duckdb(desk: Desk, dibao: Cli) -> None:
    with duckdb.connect() as here:
        store(here, desk.rows)
        here.execute(dibao("sql", str(desk.file), *TABLES, *ALL_COLUMNS, "--engine", "duckdb").out)
        same(desk, here)


def test_the_query_as_a_file_runs_in_postgres_and_stops_at_what_it_was_not_made_for(
    desk: Desk, postgres: Server, dibao: Cli
) -> None:
    with psycopg.connect(postgres.connect, autocommit=True) as there:
        store(there, desk.rows)
        query = dibao("sql", str(desk.file), *TABLES, *ALL_COLUMNS, "--engine", "postgres").out.encode()
        there.execute(query)
        same(desk, there)
        there.execute("DROP TABLE people.paid, people.paid_rejects")
        there.execute("UPDATE people.roster SET age = '7 or 8' WHERE line = 9")
        with pytest.raises(psycopg.Error, match=r"not covered: \d+ kinds_read"):
            there.execute(query)
        there.execute("ROLLBACK")
        assert ask(there, "SELECT to_regclass('people.paid') AS made") == [{"made": None}]


@pytest.mark.parametrize(
    ("language", "article"), [("en", "民发〔2021〕57号), art. 23"), ("zh", "民发〔2021〕57号）第23条")]
)
def test_the_query_as_a_file_names_notices_articles_and_fingerprint(
    dibao: Cli, tmp_path: Path, language: str, article: str
) -> None:
    file = tmp_path / "query.sql"
    (tmp_path / "roster.csv").write_text("household,area,members\nA,urban,2\n", "utf-8")
    done = dibao("batch", str(tmp_path / "roster.csv"), "--columns", "fingerprint", "-f", "tsv")
    fingerprint = done.out.split()[-1].removeprefix("sha256:")
    assert dibao("sql", str(tmp_path / "roster.csv"), "-o", str(file), "--lang", language).code == 0
    remarks = "".join(line for line in file.read_text("utf-8").splitlines(True) if line.startswith("-- "))
    assert article in remarks and "2021-07" in remarks and "dalian/2020-07-01-standards.toml" in remarks
    assert f"sha256:{fingerprint}" in remarks


def test_blanks_are_those_that_duckdb_takes_off() -> None:
    whole = "SELECT CAST(n AS INTEGER) AS n FROM range(1, 65536) AS numbers(n) WHERE n NOT BETWEEN 55296 AND 57343"
    ((left,),) = duckdb.execute(f"SELECT list(chr(n)) FROM ({whole}) WHERE trim(chr(n)) = ''").fetchall()
    assert "".join(sorted(left)) == TRIMMED


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

"""A table in PostgreSQL: rights, passwords, what is refused, and what an ended run leaves."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from conftest import Cli, cli
from engine_tables import ALL_COLUMNS, TABLES, Desk, ask, computed, read_rows, same, spoiled, store
from postgres_server import ASKED_FOR_A_PASSWORD, Server
from rosters import some

from dibao_cli.files.folders import load_standards
from dibao_cli.roster.postgres import PostgresEngine


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A few persons, some cells wrong."""
    rows = spoiled(some(15, 3, load_standards("dalian").region), 1 / 10, 3)
    with pytest.MonkeyPatch.context() as patch:
        return computed(rows, tmp_path_factory.mktemp("desk"), cli(patch))


def test_a_password_is_not_taken_where_others_read_it_and_never_shown(postgres: Server, dibao: Cli) -> None:
    for connect in (
        f"{postgres.connect} password=hunter2",
        "postgresql://dibao:hunter2@localhost/x",
        "hunter2 =",
        "pass hunter2",
    ):
        done = dibao("batch", "--engine", "postgres", "--connect", connect, *TABLES)
        assert done.code == 2
        assert "hunter2" not in done.err + done.out


def test_a_run_leaves_nothing_that_the_server_must_drop_when_its_connection_has_ended(
    desk: Desk, postgres: Server, dibao: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would drop them after the command: whoever drops the roster then meets a deadlock."""
    left: list[object] = []
    close = psycopg.Connection.close

    def looked_at(connection: psycopg.Connection[Any]) -> None:
        if connection.info.get_parameters().get("application_name") == "dibao":
            mine = "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema()"
            left.append(connection.execute(mine).fetchall())
        close(connection)

    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        with monkeypatch.context() as patch:
            patch.setattr(psycopg.Connection, "close", looked_at)
            dibao("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES)
    assert left == [[]]


def test_a_password_that_is_used_stands_in_no_message_and_no_table(desk: Desk, postgres: Server, dibao: Cli) -> None:
    reached = postgres.connect.replace("user=dibao", f"user={ASKED_FOR_A_PASSWORD}")
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        connection.execute(f"DROP ROLE IF EXISTS {ASKED_FOR_A_PASSWORD}".encode())
        connection.execute(f"CREATE ROLE {ASKED_FOR_A_PASSWORD} LOGIN SUPERUSER PASSWORD 'hunter2'".encode())
        run = ("batch", "--engine", "postgres", "--connect", reached, *TABLES, *ALL_COLUMNS)
        for password, code in (("hunter2", "Rejects: people.paid_rejects"), ("hunter3", "[database_refused]")):
            done = dibao(*run, env={"PGPASSWORD": password})
            assert done.code == 1
            assert code in done.err
            assert "hunter" not in done.err + done.out
        told = ask(connection, "SELECT description FROM pg_description WHERE objoid = 'people.paid'::regclass")
        told += ask(connection, "SELECT * FROM people.paid") + ask(connection, "SELECT * FROM people.paid_rejects")
        assert "hunter" not in str(told)
        connection.execute(f"DROP SCHEMA people CASCADE; DROP ROLE {ASKED_FOR_A_PASSWORD}".encode())


@pytest.mark.thorough
def test_a_password_from_the_environment_or_a_file_stands_in_no_process_list(
    desk: Desk, postgres: Server, tmp_path: Path
) -> None:
    """Looked at are all processes of the machine while the run waits for the roster: it, its children, the server."""
    secret, role = f"s{secrets.token_hex(8)}", ASKED_FOR_A_PASSWORD
    told = {"host": "127.0.0.1", "port": str(postgres.port), "dbname": "postgres", "user": role}
    reached = " ".join(f"{name}={value}" for name, value in told.items())
    passwords, services = tmp_path / "passwords", tmp_path / "services"
    passwords.write_text(f"127.0.0.1:{postgres.port}:*:{role}:{secret}\n")
    passwords.chmod(0o600)
    lines = (f"{name}={value}\n" for name, value in {**told, "password": secret}.items())
    services.write_text("[people]\n" + "".join(lines))
    ways = (
        (reached, {"PGPASSWORD": secret}),
        (reached, {"PGPASSFILE": str(passwords)}),
        ("service=people", {"PGSERVICEFILE": str(services)}),
    )
    waiting = "SELECT pid FROM pg_stat_activity WHERE application_name = 'dibao' AND wait_event_type = 'Lock'"
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        connection.execute(
            f"DROP ROLE IF EXISTS {role}; CREATE ROLE {role} LOGIN SUPERUSER PASSWORD '{secret}'".encode()
        )
        for reached, environment in ways:
            command = [
                sys.executable,
                "-m",
                "dibao_cli",
                "batch",
                "--engine",
                "postgres",
                "--connect",
                reached,
                *TABLES,
            ]
            with psycopg.connect(postgres.connect) as holder:
                holder.execute("LOCK TABLE people.roster IN ACCESS EXCLUSIVE MODE")
                child = subprocess.Popen(
                    command,
                    env={**os.environ, **environment},
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
                while child.poll() is None and not connection.execute(waiting.encode()).fetchall():
                    time.sleep(0.05)
                listed = subprocess.run(["ps", "-ewwo", "args"], capture_output=True, text=True, check=True).stdout
            said = child.communicate(timeout=60)[0]
            assert reached in listed and f"postgres: {role} postgres" in listed, said
            assert secret not in listed + said
            assert (child.returncode, "people.paid_rejects" in said) == (1, True), said
        connection.execute(f"DROP SCHEMA people CASCADE; DROP ROLE {role}".encode())


@pytest.mark.thorough
@pytest.mark.parametrize("asked", [("--explain", "--keep", "*"), ("--lines",), ("--keep", "income")])
def test_a_table_has_the_columns_that_a_file_has(
    desk: Desk, postgres: Server, dibao: Cli, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    file = tmp_path / "results.ndjson"
    dibao("batch", str(desk.file), "-q", "-o", str(file), *asked)
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        done = dibao("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES, *asked)
        assert "[" not in done.err, done.err
        found = ask(connection, "SELECT * FROM people.paid")

        def blank(row: dict[str, str | None]) -> tuple[tuple[str, str | None], ...]:
            return tuple((name, cell or None) for name, cell in row.items())

        assert found
        assert [blank(row) for row in found] == [blank(row) for row in read_rows(file)]


@pytest.mark.thorough
def test_sums_over_a_table_are_those_over_its_file_and_nothing_is_written(
    desk: Desk, postgres: Server, dibao: Cli
) -> None:
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        here = dibao("batch", str(desk.file), "--summary", "-f", "json")
        stored = ("--connect", postgres.connect, "--table", "people.roster")
        there = dibao("batch", "--engine", "postgres", *stored, "--summary", "-f", "json")
        assert (there.code, json.loads(there.out)) == (1, json.loads(here.out))
        assert ask(connection, "SELECT relname FROM pg_class WHERE relname LIKE 'paid%'") == []


def test_strict_writes_no_table_of_rejected_rows_or_of_assumed_facts(desk: Desk, postgres: Server, dibao: Cli) -> None:
    run = ("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES, "--one-person-per-row", "--strict")
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        refused = dibao(*run)
        assert refused.code == 1
        assert "[rejected_row]" in refused.err
        assert "[not_stopped]" in refused.err
        connection.execute("DROP TABLE people.roster")
        connection.execute("CREATE TABLE people.roster AS SELECT 2 AS line, 'A' AS household, 'urban' AS area")
        assumed = dibao(*run)
        assert assumed.code == 1
        assert "[roster_assumed]" in assumed.err
        assert ask(connection, "SELECT to_regclass('people.paid') AS made") == [{"made": None}]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_needs_a_file_is_refused_for_a_table(dibao: Cli, language: str) -> None:
    files = ("-o", "x.csv", "-f", "csv", "--rejects", "y", "--print-sql", "--sheet", "a", "--memory", "1GB")
    told = ("--connect", "host=nowhere.invalid", *TABLES)
    done = dibao("batch", "--engine", "postgres", *told, *files, "--headings", "zh", "--lang", language)
    assert (done.code, done.out) == (2, "")
    for flag in ("--output", "--format", "--rejects", "--print-sql", "--sheet", "--memory", "--headings"):
        assert f"{flag}" in done.err
    assert done.err.count("[not_together]") == 7
    assert ("不能" in done.err) == (language == "zh")
    both = dibao("batch", "--engine", "postgres", *told, "--summary", "--lang", language)
    assert (both.code, "--into" in both.err, "[not_together]" in both.err) == (2, True, True)


def test_texts_are_the_same_if_their_characters_are_whatever_a_column_takes_for_the_same(
    postgres: Server, dibao: Cli
) -> None:
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, [])
        connection.execute("CREATE COLLATION people.any_case (provider = icu, locale = 'und', deterministic = false)")
        names = 'household TEXT COLLATE people.any_case, area TEXT COLLATE "C", income TEXT, members INT, line INT'
        connection.execute(f"DROP TABLE people.roster; CREATE TABLE people.roster ({names})".encode())
        connection.execute("INSERT INTO people.roster VALUES ('a', 'urban', 0, 1, 1), ('A', 'urban', 0, 1, 2)")
        done = dibao("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES)
        assert (done.code, "2 households" in done.err) == (0, True), done.err
        joined = "SELECT area, basis FROM people.paid NATURAL JOIN (SELECT DISTINCT area FROM people.paid) AS areas"
        assert len(ask(connection, joined)) == 2
        collations = "SELECT DISTINCT attcollation = 'pg_catalog.default'::regcollation AS own FROM pg_attribute"
        texts = "WHERE attrelid = 'people.paid'::regclass AND attnum > 0 AND attcollation <> 0"
        assert ask(connection, f"{collations} {texts}") == [{"own": "True"}]


@pytest.mark.thorough
def test_a_month_that_is_a_time_is_the_same_month_whatever_the_clocks(postgres: Server, dibao: Cli) -> None:
    """Points in time are told by China's clock; what has no zone is what it says; what is no month is no blank."""
    moments = "'2020-01-31 15:59:59+00', '2020-01-31 16:00:00+00', '2020-02-29 23:00+00', 'infinity', NULL"
    there, here = ["2020-01", "2020-02", "2020-03", "2020-07"], ["2020-01", "2020-01", "2020-02", "2020-07"]
    run = ("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES)
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        for kind, months in (("timestamptz", there), ("timestamp", here), ("date", here)):
            connection.execute("DROP SCHEMA IF EXISTS people CASCADE; CREATE SCHEMA people; SET TimeZone = 'UTC'")
            cells = f"unnest(ARRAY[{moments}]::timestamptz[]) WITH ORDINALITY AS told(moment, n)"
            columns = f"n AS household, 'urban' AS area, 2 AS members, moment::{kind} AS month, n AS line"
            connection.execute(f"CREATE TABLE people.roster AS SELECT {columns} FROM {cells}".encode())
            for zone in ("America/New_York", "Asia/Tokyo"):
                done = dibao(*run, env={"PGTZ": zone})
                assert done.code == 1, done.err
                found = ask(connection, "SELECT month FROM people.paid ORDER BY household")
                assert [row["month"] for row in found] == months
                found = ask(connection, "SELECT line, field, value FROM people.paid_rejects")
                assert found == [{"line": "4", "field": "month", "value": "infinity"}]


@pytest.mark.parametrize("wrong", ["NULL", "3"])
def test_a_column_that_does_not_number_the_rows_is_refused(
    desk: Desk, postgres: Server, dibao: Cli, wrong: str
) -> None:
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        connection.execute(f"UPDATE people.roster SET line = {wrong} WHERE line = 5".encode())
        done = dibao("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES)
        assert done.code == 1
        assert "[no_row_number]" in done.err


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_queries_of_the_plan_run_and_a_sample_comes_to_what_the_whole_comes_to(
    desk: Desk, postgres: Server, dibao: Cli, language: str
) -> None:
    page = (Path(__file__).parents[2] / "docs" / language / "nation.md").read_text("utf-8")
    queries = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    sampling = next(query for query in queries if "CREATE VIEW" in query)
    whole = ("--table", "people.roster", "--into", "people.paid")
    sample = ("--table", "people.sample", "--into", "people.sample_paid")
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        connection.execute("ALTER TABLE people.roster ADD COLUMN id_number TEXT")
        connection.execute(sampling.replace("% 100", "% 2").encode())
        for tables in (whole, sample):
            run = ("batch", "--engine", "postgres", "--connect", postgres.connect, "--row-number", "line")
            assert "[" not in dibao(*run, *tables, *ALL_COLUMNS).err
        connection.execute("CREATE TABLE people.paid_before AS SELECT * FROM people.paid")
        found = [ask(connection, query) for query in queries if query != sampling]
        assert [bool(rows) for rows in found] == [False, True, False, True]
        names = "FROM people.sample_paid AS part LEFT JOIN people.paid AS whole ON whole.household = part.household"
        assert ask(connection, f"SELECT part.household {names}")
        assert ask(connection, f"SELECT part.household {names} WHERE part IS DISTINCT FROM whole") == []


@pytest.mark.thorough
@pytest.mark.parametrize("statement", ["ANALYZE", "CREATE TABLE", "COMMENT"])
def test_a_connection_lost_at_any_moment_leaves_the_old_results(
    desk: Desk, postgres: Server, dibao: Cli, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    run = ("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES, *ALL_COLUMNS)
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        dibao(*run)
        same(desk, connection)
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
        same(desk, connection)


def test_a_table_that_no_run_made_is_left_alone(desk: Desk, postgres: Server, dibao: Cli) -> None:
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        connection.execute("CREATE TABLE people.paid_rejects (mine int)")
        done = dibao("batch", "--engine", "postgres", "--connect", postgres.connect, *TABLES, *ALL_COLUMNS)
        assert done.code == 1
        assert "[table_exists]" in done.err
        assert ask(connection, "SELECT to_regclass('people.paid') AS made") == [{"made": None}]


@pytest.mark.thorough
def test_reading_one_table_and_making_tables_is_all_that_it_may(desk: Desk, postgres: Server, dibao: Cli) -> None:
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        connection.execute("DROP SCHEMA IF EXISTS answers CASCADE")
        connection.execute("DROP ROLE IF EXISTS clerk")
        connection.execute("CREATE ROLE clerk LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
        connection.execute("CREATE SCHEMA answers")
        connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        connection.execute("GRANT USAGE ON SCHEMA people TO clerk")
        connection.execute("GRANT SELECT ON people.roster TO clerk")
        connection.execute("GRANT USAGE, CREATE ON SCHEMA answers TO clerk")
        as_clerk = postgres.connect.replace("user=dibao", "user=clerk")
        told = ("--table", "people.roster", "--row-number", "line", "--into", "answers.paid")
        for _again in range(2):
            done = dibao("batch", "--engine", "postgres", "--connect", as_clerk, *told, *ALL_COLUMNS)
            assert done.code == 1, done.err
            same(desk, connection, "answers.paid", "answers.paid_rejects")
        refused = dibao("batch", "--engine", "postgres", "--connect", as_clerk, *TABLES, *ALL_COLUMNS)
        assert refused.code == 1
        assert "[database_refused]" in refused.err
        connection.execute("DROP SCHEMA people CASCADE; DROP SCHEMA answers CASCADE; DROP ROLE clerk")

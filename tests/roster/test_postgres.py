"""A table in PostgreSQL: rights, passwords, what is refused, and what an ended run leaves."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from conftest import Cli, cli
from engine_tables import ALL_COLUMNS, TABLES, Desk, ask, computed, same, spoiled, store
from postgres_server import Server
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

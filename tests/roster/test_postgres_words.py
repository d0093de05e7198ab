"""The file for PostgreSQL keeps to words that openGauss and KingbaseES have, and looks whether they mean the same."""

from __future__ import annotations

import re

import psycopg
import pytest
from conftest import cli
from engine_tables import ALL_COLUMNS, TABLES, spoiled
from postgres_server import Server
from rosters import as_csv, some

from dibao_cli.files.folders import load_standards
from dibao_cli.roster.postgres_sql import WAYS, as_needed

STATEMENTS = """
    BEGIN COMMIT SET LOCAL ANALYZE CREATE OR REPLACE TEMP TABLE VIEW AS ON DROP CASCADE INSERT INTO VALUES
    client_min_messages standard_conforming_strings DateStyle extra_float_digits warning
"""
QUERIES = """
    WITH SELECT DISTINCT FROM WHERE GROUP ORDER BY HAVING UNION EXCEPT ALL LEFT JOIN CASE WHEN THEN ELSE END CAST
    AND NOT IS IN LIKE NULL TRUE FALSE
"""
TYPES = "TEXT INT BIGINT BOOLEAN DECIMAL"
FUNCTIONS = """
    COUNT SUM MIN MAX BIT_OR BOOL_OR BOOL_AND ARRAY_AGG ARRAY_TO_STRING COALESCE NULLIF GREATEST LEAST LENGTH TRIM
    CONCAT_WS CHR DIV STRPOS SUBSTRING LEFT
"""
STEPS = "roster_cells split_rows households amounts results rejects checked_rows distinct_households"
"""Views of our own."""
ALLOWED = {word.upper() for word in f"{STATEMENTS} {QUERIES} {TYPES} {FUNCTIONS} {STEPS}".split()}
OPERATORS = {"+", "-", "*", "%", "=", "<>", "<", ">", "<=", ">=", "&", "|", "||", "~", ">>"}


@pytest.fixture(scope="module")
def query(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file for a roster that has every column, with the usual kinds of mistakes."""
    rows = spoiled(some(40, 16, load_standards("dalian").region), 1 / 20, 16)
    file = tmp_path_factory.mktemp("roster") / "roster.csv"
    file.write_text(as_csv(rows), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        done = cli(patch)("sql", str(file), *TABLES, *ALL_COLUMNS, "--engine", "postgres")
    assert done.code == 0, done.err
    return done.out


def test_no_word_is_PostgreSQLs_alone(query: str) -> None:
    bare = re.sub(r"--.*|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", " ", query)
    assert {word.upper() for word in re.findall(r"[A-Za-z_]+", bare)} - ALLOWED == set()
    assert set(re.findall(r"[^\w\s(),;.]+", bare)) - OPERATORS == set()


def test_a_database_that_means_something_else_by_a_word_is_told_which(postgres: Server, query: str) -> None:
    assert as_needed(WAYS) in query
    with psycopg.connect(postgres.connect, autocommit=True) as connection:
        assert connection.execute(as_needed(WAYS).encode()).fetchall() == [(0,)]
        for what, holds in WAYS.items():
            as_elsewhere = as_needed({**WAYS, what: f"NOT ({holds})"})
            with pytest.raises(psycopg.Error, match=f"not as needed: {what}"):
                connection.execute(as_elsewhere.encode())
            none = as_needed({**WAYS, what: "NULL"})  # what holds of a text that is none
            with pytest.raises(psycopg.Error, match=f"not as needed: {what}"):
                connection.execute(none.encode())

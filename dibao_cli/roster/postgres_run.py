"""A roster computed where it lies in PostgreSQL, in one transaction: `dibao batch --engine postgres`.

It takes the right to read the one table and to make tables in the schema of the other, and temporary ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from .. import __version__
from ..rules.problems import InputError, Problem
from .batch import SHOWN_REJECTS, Outcome, assumed_in, not_stopped, what_was_assumed
from .budget_effect import Effect, summary_of_table
from .postgres import PostgresEngine, stored_rows
from .run import Request
from .stored import Answered, answered

Connection = psycopg.Connection[tuple[Any, ...]]

MARK = "dibao "
"""How the comment of a table begins that a run made: another run may put its own in its place."""


class Tables(NamedTuple):
    """The roster, the results, and the column of the roster that numbers its rows, if one does."""

    roster: str
    results: str
    row: str = ""


class Roster(NamedTuple):
    """A table as the database knows it: its name as SQL, its schema, its columns with their types."""

    name: str
    schema: str
    described: tuple[tuple[str, str], ...]


def computed(request: Request, connect: str, tables: Tables, strict: bool = False) -> Outcome:
    """Compute a roster and write both tables. Raises `InputError`; then nothing has been written.

    `strict` refuses rows that are rejected, and amounts that rest on what nobody stated.
    """
    with _transaction(connect) as connection:
        return _computed(connection, request, tables, strict)


def summed_up(request: Request, connect: str, roster: str, row: str) -> Effect:
    """The sums over a roster; nothing is written. Raises `InputError`."""
    with _transaction(connect) as connection:
        engine = PostgresEngine(connection)
        found = _answered(engine, request, _found(connection, roster, row), row)
        return summary_of_table(found.worker, found.counts, roster)._replace(unused=found.unused)


@contextmanager
def _transaction(connect: str) -> Iterator[Connection]:
    """A connection whose one transaction ends with the context; every step of it sees the same rows."""
    try:
        with connected(connect) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            yield connection
            connection.execute("DISCARD TEMP")  # after the end the server would, while others may drop the same tables
    except psycopg.Error as error:
        reason = " ".join((error.diag.message_primary or str(error)).split())
        raise InputError(Problem("database_refused", details={"reason": reason})) from None


def connected(connect: str) -> Connection:
    """A connection. Raises `InputError` for a password where others could read it; what was typed is not shown."""
    try:
        parameters = conninfo_to_dict(connect)
    except psycopg.ProgrammingError:
        raise InputError(Problem("not_a_connection", "--connect"), usage=True) from None
    if parameters.get("password") or parameters.get("sslpassword"):
        raise InputError(Problem("password_in_sight", "--connect"), usage=True)
    return psycopg.connect(connect, application_name=MARK.strip())


def _computed(connection: Connection, request: Request, tables: Tables, strict: bool) -> Outcome:
    roster = _found(connection, tables.roster, tables.row)
    results = _named(tables.results, roster.schema)
    rejects = results[0], f"{results[1]}_rejects"
    for table in (results, rejects):
        _of_a_run(connection, *table)  # refused before the work, not after it
    engine = PostgresEngine(connection)
    found = _answered(engine, request, roster, tables.row)
    counts = found.counts
    if strict:
        _refuse_unless_whole(engine, found, tables.roster)
    standards = " ".join(f"sha256:{each}" for each in found.fingerprints)
    for table, query in ((results, found.results), (rejects, found.rejects)):
        name = sql.Identifier(*table)
        if _of_a_run(connection, *table):  # late, so that the old results can be read until then
            engine.execute(sql.SQL("DROP TABLE {}").format(name).as_string(connection))
        engine.store(name.as_string(connection), query)
        remark = sql.Literal(f"{MARK}{__version__}, {standards}")
        engine.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(name, remark).as_string(connection))
    return Outcome(
        counts.read, counts.rejected, counts.households, ".".join(rejects), (), found.unused, found.fingerprints
    )


def _answered(engine: PostgresEngine, request: Request, roster: Roster, row: str) -> Answered:
    """The answers for a roster. Raises `InputError`."""
    described = tuple(each for each in roster.described if each[0] != row)
    rows = stored_rows(roster.name, described, row)
    if (
        row
        and engine.execute(
            f"SELECT 1 FROM ({rows}) AS rows GROUP BY row HAVING row IS NULL OR count(*) > 1 LIMIT 1"
        ).fetchone()
    ):
        raise InputError(Problem("no_row_number", "--row-number", row))
    return answered(engine, request, [heading for heading, _kind in described], rows, request.file)


def _refuse_unless_whole(engine: PostgresEngine, found: Answered, named: str) -> None:
    """Raises `InputError` if a row is rejected, or something was taken that nobody stated."""
    counts = found.counts
    if counts.rejected:
        first = [tuple(map(str, row)) for row in engine.ask(f"{found.rejects} LIMIT {SHOWN_REJECTS}")]
        raise InputError(not_stopped(named, counts.read, counts.rejected, first))
    if assumed := engine.ask(assumed_in("results")):
        raise InputError(what_was_assumed(named, counts.households, [(str(row[0]), int(row[1])) for row in assumed]))


def _found(connection: Connection, named: str, row: str) -> Roster:
    """The table of the roster. Raises `InputError`."""
    found = connection.execute(
        "SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_class AS c"
        " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = to_regclass(%s)",
        [named],
    ).fetchone()
    if found is None:
        raise InputError(Problem("no_such_table", "--table", named))
    number, schema, name, kind = found
    columns = connection.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
        " WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [number],
    ).fetchall()
    described = tuple((str(heading), str(kind)) for heading, kind in columns)
    if row and row not in dict(described):
        raise InputError(Problem("no_such_column", "--row-number", row))
    if not (row or kind in ("r", "p", b"r", b"p")):
        raise InputError(Problem("needs_row_number", "--row-number", named))
    return Roster(sql.Identifier(schema, name).as_string(connection), schema, described)


def _named(table: str, schema: str) -> tuple[str, str]:
    """The schema and the name of a table to write, in the roster's own schema unless another is named."""
    first, dot, second = table.partition(".")
    return (first, second) if dot else (schema, first)


def _of_a_run(connection: Connection, schema: str, name: str) -> bool:
    """Whether the table of an earlier run is there. Raises `InputError` for one that no run made."""
    remark = connection.execute(
        "SELECT obj_description(c.oid, 'pg_class') FROM pg_class AS c"
        " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s",
        [schema, name],
    ).fetchone()
    if remark is None:
        return False
    if not (remark[0] or "").startswith(MARK):
        raise InputError(Problem("table_exists", "--into", f"{schema}.{name}"))
    return True

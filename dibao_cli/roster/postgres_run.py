"""A roster computed where it lies in PostgreSQL, in one transaction: `dibao batch --engine postgres`.

It takes the right to read the one table and to make tables in the schema of the other, and temporary ones.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from .. import __version__
from ..rules.problems import InputError, Problem
from .batch import Outcome
from .postgres import PostgresEngine, stored_rows
from .run import Request
from .stored import answered

Connection = psycopg.Connection[tuple[Any, ...]]

MARK = "dibao "
"""How the comment of a table begins that a run made: another run may put its own in its place."""


class Tables(NamedTuple):
    """The roster, the results, and the column of the roster that numbers its rows, if one does."""

    roster: str
    results: str
    row: str = ""


class Roster(NamedTuple):
    """A table as the database knows it: its name as SQL, its schema, its columns, and whether its rows have places."""

    name: str
    schema: str
    headings: tuple[str, ...]
    stored: bool


def computed(request: Request, connect: str, tables: Tables) -> Outcome:
    """Compute a roster and write both tables. Raises `InputError`; then nothing has been written."""
    try:
        with connected(connect) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ  # every step sees the same rows
            return _computed(connection, request, tables)
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


def _computed(connection: Connection, request: Request, tables: Tables) -> Outcome:
    roster = _found(connection, tables)
    results = _named(tables.results, roster.schema)
    rejects = results[0], f"{results[1]}_rejects"
    for table in (results, rejects):
        _make_room(connection, *table)
    engine = PostgresEngine(connection)
    headings = tuple(heading for heading in roster.headings if heading != tables.row)
    rows = stored_rows(roster.name, headings, tables.row)
    found = answered(engine, request, headings, rows, tables.roster)
    standards = " ".join(f"sha256:{each}" for each in found.fingerprints)
    for table, query in ((results, found.results), (rejects, found.rejects)):
        name = sql.Identifier(*table)
        engine.store(name.as_string(connection), query)
        remark = sql.Literal(f"{MARK}{__version__}, {standards}")
        engine.execute(sql.SQL("COMMENT ON TABLE {} IS {}").format(name, remark).as_string(connection))
    counts = found.counts
    return Outcome(
        counts.read, counts.rejected, counts.households, ".".join(rejects), (), found.unused, found.fingerprints
    )


def _found(connection: Connection, tables: Tables) -> Roster:
    """The table of the roster. Raises `InputError`."""
    found = connection.execute(
        "SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_class AS c"
        " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = to_regclass(%s)",
        [tables.roster],
    ).fetchone()
    if found is None:
        raise InputError(Problem("no_such_table", "--table", tables.roster))
    number, schema, name, kind = found
    headings = connection.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [number],
    ).fetchall()
    names = tuple(str(heading) for (heading,) in headings)
    if tables.row and tables.row not in names:
        raise InputError(Problem("no_such_column", "--row-number", tables.row))
    stored = kind in ("r", "p", b"r", b"p")
    if not (stored or tables.row):
        raise InputError(Problem("needs_row_number", "--row-number", tables.roster))
    return Roster(sql.Identifier(schema, name).as_string(connection), schema, names, stored)


def _named(table: str, schema: str) -> tuple[str, str]:
    """The schema and the name of a table to write, in the roster's own schema unless another is named."""
    first, dot, second = table.partition(".")
    return (first, second) if dot else (schema, first)


def _make_room(connection: Connection, schema: str, name: str) -> None:
    """Drop the table of an earlier run. Raises `InputError` for one that no run made."""
    remark = connection.execute(
        "SELECT obj_description(c.oid, 'pg_class') FROM pg_class AS c"
        " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s",
        [schema, name],
    ).fetchone()
    if remark is None:
        return
    if not (remark[0] or "").startswith(MARK):
        raise InputError(Problem("table_exists", "--into", f"{schema}.{name}"))
    connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(schema, name)))

"""Where a roster is computed: on the desk, or in the engine where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from ..rules.problems import InputError, Problem, nearest
from .engine_names import DUCKDB, ENGINES, POSTGRES
from .options import Group, Option
from .roster_inputs import ROSTER_GROUP

if TYPE_CHECKING:
    from ..roster.batch import Outcome
    from ..roster.budget_effect import Effect
    from ..roster.run import Request


class StoredOptions(NamedTuple):
    """The engine, how to reach it, and the tables there."""

    engine: str | None = None
    connect: str | None = None
    table: str | None = None
    row_number: str | None = None
    into: str | None = None


STORED = Group(
    StoredOptions,
    Option(
        "engine",
        (
            "duckdb (default): here, from a file; postgres: in the database, from a table; spark: on a cluster, from files",
            "核算所用引擎：duckdb（默认，本机，读取文件）、postgres（在数据库中，读取表）或 spark（在集群上，读取文件）",
        ),
        metavar="ENGINE",
        group=ROSTER_GROUP,
    ),
    Option(
        "connect",
        (
            'how to reach the database, without a password: "host=db dbname=people" (see PGPASSWORD, ~/.pgpass)',
            '数据库连接参数，不含密码："host=db dbname=people"（密码见 PGPASSWORD、~/.pgpass）',
        ),
        metavar="DSN",
        group=ROSTER_GROUP,
    ),
    Option(
        "table",
        ("the table that holds the roster: people.roster", "花名册所在的表：people.roster"),
        metavar="TABLE",
        group=ROSTER_GROUP,
    ),
    Option(
        "row_number",
        (
            "the column that numbers the rows (default of a table in a database: the order in which they are stored)",
            "行号列（数据库中的表默认按存储顺序编号）",
        ),
        metavar="COLUMN",
        group=ROSTER_GROUP,
    ),
    Option(
        "into",
        (
            "the table for the results: people.entitlements; the rejects go to people.entitlements_rejects",
            "结果写入的表：people.entitlements；退回行写入 people.entitlements_rejects",
        ),
        metavar="TABLE",
        group=ROSTER_GROUP,
    ),
)


def engine_asked(typed: str | None, known: tuple[str, ...] = ENGINES) -> str:
    """The engine. Raises `InputError`."""
    engine = (typed or DUCKDB).lower()
    if engine not in known:
        details = {"known": ", ".join(known), "nearest": nearest(engine, known)}
        raise InputError(Problem("unknown_choice", "--engine", str(typed), details=details), usage=True)
    return engine


@contextmanager
def with_extra(extra: str) -> Iterator[None]:
    """Raises `InputError` where a package is missing that only an extra of dibao brings."""
    try:
        yield
    except ModuleNotFoundError as error:
        details = {"extra": extra}
        raise InputError(Problem("needs_extra", "--engine", str(error.name), details=details)) from None


def computed_there(request: Request, stored: StoredOptions, strict: bool) -> Outcome:
    """Compute a table where it lies. Raises `InputError`; then nothing has been written."""
    _needed(stored, "connect", "table", "into")
    with with_extra("postgres"):
        from ..roster.postgres_run import Tables, computed
    tables = Tables(str(stored.table), str(stored.into), stored.row_number or "")
    return computed(request, str(stored.connect), tables, strict)


def summed_up_there(request: Request, stored: StoredOptions) -> Effect:
    """Sum a table up where it lies; nothing is written. Raises `InputError`."""
    _needed(stored, "connect", "table")
    with with_extra("postgres"):
        from ..roster.postgres_run import summed_up
    return summed_up(request, str(stored.connect), str(stored.table), stored.row_number or "")


def _needed(stored: StoredOptions, *names: str) -> None:
    if missing := [Problem("needed_option", f"--{name}") for name in names if not getattr(stored, name)]:
        raise InputError(missing, usage=True)


def refuse_there(flags: Iterable[str], other: str = f"--engine {POSTGRES}") -> None:
    """Raises `InputError` for options of a run here, where the roster is computed in a database."""
    if problems := [Problem("not_together", flag, details={"other": other}) for flag in flags]:
        raise InputError(problems, usage=True)


def refuse_here(flags: Iterable[str], engine: str = POSTGRES) -> None:
    """Raises `InputError` for options that only another engine has."""
    if problems := [Problem("needs_engine", flag, details={"engine": engine}) for flag in flags]:
        raise InputError(problems, usage=True)

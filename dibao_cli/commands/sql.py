"""`dibao sql`: the whole query for a roster as one file, for an engine that stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..files.output import write_note
from ..words import _
from .batch import ROSTER
from .engine_names import DUCKDB, POSTGRES, SPARK
from .engines import engine_asked, with_extra
from .exit_codes import ExitCode
from .option_groups import HouseholdOptions, OutputOptions, PeriodOptions, QuestionOptions, TableOptions
from .options import FOR_EVERY_HOUSEHOLD, LISTING, MONTH, QUESTION, TABLES, Group, Option
from .output import columns_asked, deliver
from .roster_inputs import COLUMNS, ROSTER_GROUP, ColumnOptions, RosterOptions, request_for, roster_asked

if TYPE_CHECKING:
    from ..roster.dialects import Dialect

EXAMPLES = (
    (
        "dibao sql roster.csv --engine postgres --table people.roster -o query.sql",
        "dibao sql 花名册.csv --engine postgres --table people.roster -o 查询.sql",
    ),
)


class QueryOptions(NamedTuple):
    """For which engine, and what the tables are called there."""

    engine: str | None = None
    table: str | None = None
    row_number: str | None = None
    into: str | None = None


QUERY = Group(
    QueryOptions,
    Option(
        "engine",
        ("duckdb (default), postgres or spark", "duckdb（默认）、postgres 或 spark"),
        metavar="ENGINE",
        group=ROSTER_GROUP,
    ),
    Option(
        "table",
        (
            "the table that the query reads, with the roster's headings as columns (default: roster)",
            "查询所读的表，列名与花名册表头相同（默认 roster）",
        ),
        metavar="TABLE",
        group=ROSTER_GROUP,
    ),
    Option(
        "row_number",
        ("its column that numbers the rows (default: line)", "该表的行号列（默认 line）"),
        metavar="COLUMN",
        group=ROSTER_GROUP,
    ),
    Option(
        "into",
        (
            "the table that the query makes (default: results); the rejects go to results_rejects",
            "查询生成的结果表（默认 results）；退回行写入 results_rejects",
        ),
        metavar="TABLE",
        group=ROSTER_GROUP,
    ),
)
OPTIONS = (
    ROSTER,
    QUERY,
    COLUMNS,
    FOR_EVERY_HOUSEHOLD,
    MONTH,
    TABLES,
    QUESTION,
    LISTING.without("format", "encoding", "bom"),
)


def run(
    roster: RosterOptions,
    query: QueryOptions,
    columns: ColumnOptions,
    household: HouseholdOptions,
    period: PeriodOptions,
    tables: TableOptions,
    question: QuestionOptions,
    output: OutputOptions,
) -> ExitCode:
    """Write the query. Raises `InputError`."""
    engine = engine_asked(query.engine)
    file = roster_asked(roster.file)
    request = request_for(
        file, tables, question, columns, facts=household.facts, month=period.month, roster=roster
    )._replace(written=columns_asked(output))
    with with_extra("sql"):
        from ..roster.duckdb_dialect import DUCKDB as OF_DUCKDB
        from ..roster.postgres_sql import POSTGRES as OF_POSTGRES
        from ..roster.query_file import Names, query_file
        from ..roster.spark_sql import SPARK as OF_SPARK
    dialects: dict[str, Dialect] = {DUCKDB: OF_DUCKDB, POSTGRES: OF_POSTGRES, SPARK: OF_SPARK}
    into = query.into or "results"
    names = Names(query.table or "roster", query.row_number or "line", into, f"{into}_rejects")
    found = query_file(request, dialects[engine], names)
    deliver(found.text, output, for_programs=True)
    if found.left_out and not output.quiet:
        text = _(
            "{number} lines do not come apart into cells; no table holds them, and the query does not know them.",
            "有 {number} 行无法按列拆分，任何表都无法容纳，查询中不含这些行。",
        )
        write_note(text.format(number=found.left_out))
    return ExitCode.OK

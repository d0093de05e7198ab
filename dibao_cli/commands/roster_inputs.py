"""What the commands over a whole roster share: the roster, the request, and what is said while it is computed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..files.document import written
from ..rules.month import Month
from ..rules.problems import InputError, Problem
from ..rules.standards import Standards, Table
from ..words import _
from .inputs import month_asked, pairs, question_asked, refuse_terminal, standards_asked, table_asked
from .option_groups import HouseholdOptions, OutputOptions, QuestionOptions, TableOptions
from .options import FOR_EVERY_HOUSEHOLD, HOUSEHOLD, Group, Option, flags_said
from .output import note

if TYPE_CHECKING:
    from ..roster.run import Progress, Request

ROSTER_GROUP = ("Roster", "花名册")


class ColumnOptions(NamedTuple):
    """How a roster is read: which sheet of a workbook, what its columns mean."""

    sheet: str | None = None
    map: tuple[str, ...] = ()
    one_person_per_row: bool = False


class RosterOptions(NamedTuple):
    """A roster, what its format is, and how much memory may be taken for it."""

    file: str | None = None
    input_format: str | None = None
    memory: str | None = None


class RowOptions(NamedTuple):
    """Which rows and columns a run writes, and where those go that are not computed."""

    rejects: str | None = None
    keep: tuple[str, ...] = ()
    headings: str | None = None
    summary: bool = False
    lines: bool = False
    explain: bool = False
    strict: bool = False
    print_sql: bool = False


COLUMNS = Group(
    ColumnOptions,
    Option(
        "sheet",
        ("the sheet of a workbook, where several hold something", "工作簿中要读的工作表（有多个工作表有内容时）"),
        metavar="NAME",
        group=ROSTER_GROUP,
    ),
    Option(
        "map",
        (
            "what a column means: 列名=income or 列名=月收入; 列名=- leaves it out (repeatable)",
            "列的含义：列名=月收入（字段中英文均可）；列名=- 表示不计入（可重复）",
        ),
        kind="many",
        metavar="HEADING=FIELD",
        group=ROSTER_GROUP,
    ),
    Option(
        "one_person_per_row",
        ("a row without a number of members is one person", "未填人数的行为一个人（不是一户）"),
        kind="switch",
        group=ROSTER_GROUP,
    ),
)
"""How a roster is read, wherever one is taken."""


NOTHING_ASKED, AS_HEADED, AS_NAMED, PLAIN_ROWS = QuestionOptions(), ColumnOptions(), RosterOptions(), RowOptions()


def roster_asked(file: str | None) -> str:
    """The roster's name. Raises `InputError` without one, or for a terminal as standard input."""
    if not file:
        raise InputError(Problem("needs_roster", "ROSTER"), usage=True)
    refuse_terminal(file)
    return file


def refuse_household(household: HouseholdOptions, flags: Iterable[str]) -> None:
    """Raises `InputError` for options that describe one household, and for these `flags`."""
    for_all = [choice.name for choice in FOR_EVERY_HOUSEHOLD.options]
    stated_flags = [*flags_said(HOUSEHOLD.without("file", *for_all), household), *flags]
    if stated_flags:
        raise InputError(
            [Problem("not_for_roster", flag, file=str(household.file)) for flag in stated_flags], usage=True
        )


def request_for(
    file: str,
    tables: TableOptions,
    question: QuestionOptions = NOTHING_ASKED,
    columns: ColumnOptions = AS_HEADED,
    *,
    facts: Mapping[str, bool] = MappingProxyType({}),
    month: str | None = None,
    roster: RosterOptions = AS_NAMED,
    rows: RowOptions = PLAIN_ROWS,
) -> Request:
    """What the run is asked for; `facts` are those of every household. Raises `InputError`."""
    from ..roster.run import Request

    standards = standards_asked(tables, question.index)
    options = question_asked(question)
    facts_for_all = {"default_month": str(standards.region.default_month)}
    if month:
        facts_for_all["month"] = str(month_asked("--month", month))
    facts_for_all |= {name: written(fact) for name, fact in facts.items()}
    find = table_of(standards, tables)
    return Request(
        file=file,
        table_of=find,
        question=options.question,
        question_in=options.question_in,
        facts_for_all=facts_for_all,
        overrides=dict(find(standards.region.default_month).overrides),
        input_format=roster.input_format.lower() if roster.input_format else None,
        sheet=columns.sheet,
        mapped=dict(pairs("--map", columns.map)),
        keep=rows.keep,
        headings=rows.headings,
        memory=roster.memory or "1GB",
        lines=rows.lines,
        explain=rows.explain,
        one_person_per_row=columns.one_person_per_row,
    )


def table_of(standards: Standards, tables: TableOptions) -> Callable[[Month], Table]:
    """The table of each month, looked up once, with what --set says."""
    known: dict[Month, Table] = {}

    def found(month: Month) -> Table:
        if month not in known:
            known[month] = table_asked(standards, month, tables.set)
        return known[month]

    return found


def progress_for(output: OutputOptions) -> Progress:
    """Rows and rate on standard error, if that is a terminal."""
    import time

    if output.quiet or not sys.stderr.isatty():
        return lambda _rows, _part: None
    began = time.monotonic()

    def progress(rows: int, part: float) -> None:
        rate = rows / max(time.monotonic() - began, 0.001)
        share = f"{part:4.0%}  " if part else ""
        text = _("{rows} rows, {rate} a second", "{rows} 行，每秒 {rate} 行").format(
            rows=f"{rows:,}", rate=f"{rate:,.0f}"
        )
        sys.stderr.write(f"\r{share}{text}\x1b[K")
        sys.stderr.flush()

    return progress


def tell_unused(unused: tuple[str, ...], output: OutputOptions) -> None:
    """Columns that changed nothing: somebody may have meant them, such as a deduction under a name of its own."""
    if unused:
        text = _(
            "Columns not used: {headings}. --map HEADING=field makes one count, --map HEADING=- says it does not.",
            "未使用的列：{headings}。若某列应计入，请用 --map 列名=字段；若确不计入，请用 --map 列名=-。",
        )
        note(text.format(headings=", ".join(unused)), output)

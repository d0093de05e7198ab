"""What the commands over a whole roster share: the roster, the request, and what is said while it is computed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..files.document import written
from ..files.output import write_note
from ..rules.month import Month
from ..rules.problems import Problem, Refused, nearest
from ..rules.standards import Standards, Table
from ..words import N_, _
from .asked import month_asked, pairs, question_asked, refuse_terminal, standards_asked, table_asked
from .options import FOR_EVERY_HOUSEHOLD, Choice, Given

if TYPE_CHECKING:
    from ..roster.run import Progress, Request

ROSTER_GROUP = N_("Roster")
COLUMNS = (
    Choice(
        "sheet",
        N_("the sheet of a workbook, where several hold something"),
        metavar="NAME",
        group=ROSTER_GROUP,
    ),
    Choice(
        "map",
        N_("what a column means: 列名=income or 列名=月收入; 列名=- leaves it out (repeatable)"),
        kind="many",
        metavar="HEADING=FIELD",
        group=ROSTER_GROUP,
    ),
    Choice(
        "one_person_per_row",
        N_("a row without a number of members is one person"),
        kind="switch",
        group=ROSTER_GROUP,
    ),
)
"""How a roster is read, wherever one is taken."""

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")


def encoding_of_rows(given: Given) -> str:
    """The encoding of the results. Raises `Refused`."""
    encoding = str(given["encoding"] or "utf-8").lower()
    if encoding not in ENCODINGS:
        details = {"known": ", ".join(ENCODINGS), "nearest": nearest(encoding, ENCODINGS)}
        raise Refused(Problem("unknown_choice", "--encoding", encoding, details=details), usage=True)
    return encoding


def roster_asked(given: Given) -> str:
    """The roster's name. Raises `Refused` without one, or for a terminal as standard input."""
    file = given["file"]
    if not file:
        raise Refused(Problem("needs_roster", "ROSTER"), usage=True)
    refuse_terminal(file)
    return str(file)


def request_for(given: Given, file: str) -> Request:
    """What the run is asked for. Raises `Refused`."""
    from ..roster.run import Request

    standards = standards_asked(given)
    told = question_asked(given)
    facts = {"default_month": str(standards.region.default_month)}
    if given.get("month"):
        facts["month"] = str(month_asked("--month", given["month"]))
    facts |= {
        choice.name: written(given[choice.name]) for choice in FOR_EVERY_HOUSEHOLD if given.get(choice.name) is not None
    }
    tables = table_of(standards, given)
    return Request(
        file=file,
        table_of=tables,
        question=told.question,
        question_in=told.question_in,
        given=facts,
        overrides=dict(tables(standards.region.default_month).overrides),
        input_format=given.get("input_format"),
        sheet=given.get("sheet"),
        mapped=dict(pairs("--map", given.get("map") or ())),
        keep=tuple(given.get("keep") or ()),
        memory=given.get("memory") or "1GB",
        lines=bool(given.get("lines")),
        explain=bool(given.get("explain")),
        one_person_per_row=bool(given.get("one_person_per_row")),
    )


def table_of(standards: Standards, given: Given) -> Callable[[Month], Table]:
    """The table of each month, looked up once, with what --set says."""
    tables: dict[Month, Table] = {}

    def found(month: Month) -> Table:
        if month not in tables:
            tables[month] = table_asked(standards, month, given)
        return tables[month]

    return found


def progress_for(given: Given) -> Progress:
    """Rows and rate on standard error, if that is a terminal."""
    import time

    if given.get("quiet") or not sys.stderr.isatty():
        return lambda _rows, _part: None
    began = time.monotonic()

    def progress(rows: int, part: float) -> None:
        rate = rows / max(time.monotonic() - began, 0.001)
        share = f"{part:4.0%}  " if part else ""
        text = _("{rows} rows, {rate} a second").format(rows=f"{rows:,}", rate=f"{rate:,.0f}")
        sys.stderr.write(f"\r{share}{text}\x1b[K")
        sys.stderr.flush()

    return progress


def tell_unused(unused: tuple[str, ...], given: Given) -> None:
    """Columns that changed nothing: somebody may have meant them, such as a deduction under a name of its own."""
    if unused and not given.get("quiet"):
        text = _("Columns not used: {headings}. --map HEADING=field makes one count, --map HEADING=- says it does not.")
        write_note(text.format(headings=", ".join(unused)))

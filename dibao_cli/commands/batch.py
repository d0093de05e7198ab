"""`dibao batch`: a whole roster, to the fen, and what could not be computed and why."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..files.document import written
from ..files.output import remark
from ..files.text import STANDARD_INPUT
from ..rules.month import Month
from ..rules.problems import Problem, Refused, nearest
from ..rules.standards import Standards, Table
from ..words import N_, _
from .asked import month_asked, pairs, question_asked, refuse_terminal, standards_asked, table_asked
from .options import FOR_EVERY_HOUSEHOLD, MONTH, QUESTION, TABLES, Choice, Given
from .result import deliver

if TYPE_CHECKING:
    from ..roster.batch import Outcome, Outputs
    from ..roster.run import Progress, Request

EXAMPLES = (
    "printf 'household,area,members,income\nA,urban,3,1200\nB,rural,2,300\n' | dibao batch -",
    "printf '户编号,城乡,区县,人口,家庭月收入\n甲,农村,庄河,3,1,200\n' | dibao batch - -f ndjson || echo rejected",
    "dibao demo roster --households 1000 | dibao batch - --month 2020-06 -f csv | head -3",
    "dibao demo roster --households 1000 | dibao batch - --summary -f table",
)

ROSTER_GROUP = N_("Roster")
RESULTS_GROUP = N_("Results")
ROSTER_FILE = Choice(
    "file", N_("the roster, or - for standard input; .gz and .zst are unpacked"), "file", "ROSTER", touches="reads"
)
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

ROSTER = (
    Choice(
        "input_format",
        N_("csv, tsv, ndjson, parquet or xlsx (default: by the name; by the content of standard input)"),
        metavar="FORMAT",
        group=ROSTER_GROUP,
    ),
    *COLUMNS,
    Choice(
        "memory",
        N_("memory for the data; beyond it the disk is used (default: 1GB)"),
        metavar="SIZE",
        group=ROSTER_GROUP,
    ),
)
RESULTS = (
    Choice(
        "format",
        N_("csv, tsv, ndjson, json, parquet or xlsx (default: by the output's name, else tsv)"),
        metavar="FORMAT",
        short="-f",
        group=RESULTS_GROUP,
    ),
    Choice(
        "output",
        N_("write to a file, complete or not at all"),
        metavar="FILE",
        short="-o",
        group=RESULTS_GROUP,
        touches="writes",
    ),
    Choice(
        "rejects",
        N_("file for the rows that are not computed (default: beside the output, results.rejects.csv)"),
        metavar="FILE",
        group=RESULTS_GROUP,
        touches="writes",
    ),
    Choice(
        "keep",
        N_("columns of the roster to carry into the results, or * for all others (repeatable)"),
        kind="many",
        metavar="HEADINGS",
        group=RESULTS_GROUP,
    ),
    Choice(
        "encoding",
        N_("of CSV and TSV: utf-8, utf-8-sig (for spreadsheets) or gb18030"),
        metavar="NAME",
        group=RESULTS_GROUP,
    ),
    Choice(
        "summary",
        N_("sums by programme, place and amount in place of a row a household; -f as in calc"),
        kind="switch",
        group=RESULTS_GROUP,
    ),
    Choice(
        "lines",
        N_("a row for each programme and person; such households are computed one by one, which is slower"),
        kind="switch",
        group=RESULTS_GROUP,
    ),
    Choice(
        "explain",
        N_("add the formulas with the numbers put in; slower, as --lines"),
        kind="switch",
        group=RESULTS_GROUP,
    ),
    Choice("strict", N_("write nothing if a row is rejected"), kind="switch", group=RESULTS_GROUP),
    Choice("quiet", N_("no progress and no counts on standard error"), kind="switch", short="-q", group=RESULTS_GROUP),
    Choice("print_sql", N_("show the query, step by step, and stop"), kind="switch", group=RESULTS_GROUP),
    Choice("lang", N_("language: en or zh"), metavar="LANG", group=RESULTS_GROUP),
)
OPTIONS = (ROSTER_FILE, *ROSTER, *FOR_EVERY_HOUSEHOLD, *MONTH, *TABLES, *QUESTION, *RESULTS)

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")


def run(given: Given) -> int:
    """Compute a roster; 1 if some rows were rejected. Raises `Refused`."""
    if given["summary"]:
        from .roster_effect import run_summary

        return run_summary(given)
    from ..roster.batch import batch, print_sql

    file = roster_asked(given)
    request = request_for(given, file)
    if given["print_sql"]:
        deliver(print_sql(request), given)
        return 0
    outputs = outputs_asked(given, file)
    outcome = batch(request, outputs, progress_for(given))
    tell(outcome, given, file)
    return 1 if outcome.rejected else 0


def outputs_asked(given: Given, file: str) -> Outputs:
    """Where results and rejects go; the names that were not typed do no harm either. Raises `Refused`."""
    from ..roster.batch import Outputs
    from .overwriting import refuse_overwriting

    rejects = rejects_file(given)
    outputs = Outputs(given["output"], given["format"], rejects, encoding_of_rows(given), given["strict"])
    typed = [("--output", given["output"])] if given["output"] else []
    named = [("--rejects", rejects)] if rejects else []
    record = [(_("record of the run"), outputs.record)] if outputs.record else []
    refuse_overwriting([*typed, *named, *record], [file])
    tell_mismatch(outputs, given)
    return outputs


def tell_mismatch(outputs: Outputs, given: Given) -> None:
    """Say which of the files of the last run into this place are not as that run left them."""
    from ..roster.record import not_of_the_run

    if outputs.record and not given["quiet"]:
        text = _("This file is not as the run left it that {record} records: it was changed, or is of another run.")
        for stranger in not_of_the_run(outputs.record):
            remark(f"dibao: {stranger}: {text.format(record=outputs.record)}\n")


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


def rejects_file(given: Given) -> str | None:
    """Where rejects go: as asked, else beside the output; nowhere if the output is no file, such as a pipe."""
    from ..roster.batch import beside

    if given["rejects"]:
        return str(given["rejects"])
    return beside(given["output"], ".rejects.csv")


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
        sys.stderr.write(f"dibao: {text.format(headings=', '.join(unused))}\n")


def tell(outcome: Outcome, given: Given, file: str) -> None:
    """The counts, which add up, and the first rejects where no file takes them."""
    if sys.stderr.isatty() and not given["quiet"]:
        sys.stderr.write("\r\x1b[K")
    if outcome.rejects_file is None:
        for line, household, field, value, _code, reason in outcome.first_rejects:
            del household, value
            place = f"{'<stdin>' if file == STANDARD_INPUT else file}:{line}"
            sys.stderr.write(": ".join(filter(None, ("dibao", place, field, reason))) + "\n")
    if given["quiet"]:
        return
    tell_unused(outcome.unused, given)
    text = _("{read} rows read = {computed} computed + {rejected} rejected; {households} households.").format(
        read=outcome.read,
        computed=outcome.read - outcome.rejected,
        rejected=outcome.rejected,
        households=outcome.households,
    )
    if outcome.rejected:
        where = outcome.rejects_file or _("(name a file with --rejects to have all of them)")
        text += " " + _("Rejects: {file}").format(file=where)
    sys.stderr.write(f"dibao: {text}\n")

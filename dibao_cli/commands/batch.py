"""`dibao batch`: a whole roster, to the fen, and what could not be computed and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..files.output import write_note
from ..files.text import STANDARD_INPUT
from ..words import N_, _
from .options import FOR_EVERY_HOUSEHOLD, MONTH, PREFERRED_FORMAT, QUESTION, TABLES, Choice, Given
from .result import deliver
from .roster_inputs import (
    COLUMNS,
    ROSTER_GROUP,
    encoding_of_rows,
    progress_for,
    request_for,
    roster_asked,
    tell_unused,
)

if TYPE_CHECKING:
    from ..roster.batch import Outcome, Outputs

EXAMPLES = (
    "printf 'household,area,members,income\nA,urban,3,1200\nB,rural,2,300\n' | dibao batch -",
    "printf '户编号,城乡,区县,人口,家庭月收入\n甲,农村,庄河,3,1,200\n' | dibao batch - -f ndjson || echo rejected",
    "dibao demo roster --households 1000 | dibao batch - --month 2020-06 -f csv | head -3",
    "dibao demo roster --households 1000 | dibao batch - --summary -f table",
)

RESULTS_GROUP = N_("Results")
ROSTER_FILE = Choice(
    "file", N_("the roster, or - for standard input; .gz and .zst are unpacked"), "file", "ROSTER", touches="reads"
)
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


def run(given: Given) -> int:
    """Compute a roster; 1 if some rows were rejected. Raises `Refused`."""
    if given["summary"]:
        from .roster_effect import run_summary

        return run_summary(given)
    from ..roster.batch import batch, print_sql

    file = roster_asked(given)
    request = request_for(given, file)
    if given["print_sql"]:
        deliver(print_sql(request), given, for_programs=True)
        return 0
    outputs = outputs_asked(given, file)
    outcome = batch(request, outputs, progress_for(given))
    tell(outcome, given, file)
    return 1 if outcome.rejected else 0


def outputs_asked(given: Given, file: str) -> Outputs:
    """Where results and rejects go; the names that were not typed do no harm either. Raises `Refused`."""
    from ..roster.batch import Outputs
    from ..roster.results import format_asked as format_of_results
    from .overwriting import refuse_overwriting

    rejects = rejects_file(given)
    form = format_of_results(given["format"], given["output"], given.get(PREFERRED_FORMAT))
    outputs = Outputs(given["output"], form, rejects, encoding_of_rows(given), given["strict"])
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
            write_note(f"{stranger}: {text.format(record=outputs.record)}")


def rejects_file(given: Given) -> str | None:
    """Where rejects go: as asked, else beside the output; nowhere if the output is no file, such as a pipe."""
    from ..roster.batch import beside

    if given["rejects"]:
        return str(given["rejects"])
    return beside(given["output"], ".rejects.csv")


def tell(outcome: Outcome, given: Given, file: str) -> None:
    """The counts, which add up, and the first rejects where no file takes them."""
    if sys.stderr.isatty() and not given["quiet"]:
        sys.stderr.write("\r\x1b[K")
    if outcome.rejects_file is None:
        for line, household, field, value, _code, reason in outcome.first_rejects:
            del household, value
            place = f"{'<stdin>' if file == STANDARD_INPUT else file}:{line}"
            write_note(": ".join(filter(None, (place, field, reason))))
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
    write_note(text)

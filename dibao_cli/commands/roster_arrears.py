"""What `dibao arrears` says of a whole roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules.arrears import Rates, rates
from ..rules.month import Month
from ..rules.month_range import month_range
from ..rules.problems import InputError
from .budget_effect import left_out_notes
from .exit_codes import ExitCode
from .inputs import standards_asked, table_asked
from .option_groups import HouseholdOptions, OutputOptions, QuestionOptions, TableOptions
from .output import columns_asked, encoding_asked, format_asked, look_asked, note, present
from .roster_inputs import (
    ColumnOptions,
    RosterOptions,
    RowOptions,
    progress_for,
    request_for,
    roster_asked,
    tell_unused,
)

if TYPE_CHECKING:
    from ..roster.run import Request
    from ..rules.standards import Table


def run_roster(
    household: HouseholdOptions,
    first: Month | None,
    last: Month,
    tables: TableOptions,
    question: QuestionOptions,
    columns: ColumnOptions,
    how_read: RosterOptions,
    rows: RowOptions,
    output: OutputOptions,
) -> ExitCode:
    """Reckon a roster's arrears and write them; 1 if rows were rejected. Raises `InputError`."""
    from ..roster.arrears import roster_arrears
    from ..show.roster_arrears import not_reckoned_text
    from .batch import tell
    from .roster_outputs import outputs_asked

    file = roster_asked(household.file)
    encoding_asked(output)
    table = table_asked(standards_asked(tables), first, tables.set)
    month_range(table.month, last)
    months = _rates(table, last)
    request = request_for(
        file,
        tables,
        question,
        columns,
        facts=household.facts,
        roster=how_read,
        rows=rows._replace(lines=False),
    )._replace(arrears=True, written=columns_asked(output))
    for text in left_out_notes(request.question.without):
        note(text, output)
    if rows.summary:
        return _summed_up(request, months, output)
    outputs = outputs_asked(rows._replace(strict=output.strict), output, file)
    outcome = roster_arrears(request, months, outputs, progress_for(output), by_month=rows.lines)
    note(not_reckoned_text(), output)
    tell(outcome, output, file)
    return ExitCode.WRONG_DATA if outcome.rejected else ExitCode.OK


def _rates(table: Table, last: Month) -> tuple[Rates, ...]:
    """The tables of the months. Where there is none before the first, every payment has to be stated."""
    try:
        return rates(table, last)
    except InputError as refused:
        if refused.problems[0].code != "before_first_table":
            raise
        return rates(table, last, with_old=False)


def _summed_up(request: Request, months: tuple[Rates, ...], output: OutputOptions) -> ExitCode:
    from ..roster.arrears_totals import totals
    from ..roster.batch import refuse_unless_strict
    from ..show.roster_arrears import Shown, totals_shown

    look_asked(output)  # refuses a format before the work, not after it
    sums = totals(request, months, progress_for(output))
    if output.strict:
        refuse_unless_strict(sums, request.file, sums.parts["total"]["all"].households, sums.parts["assumed"])
    tell_unused(sums.unused, output)
    first, last = str(months[0].month), str(months[-1].month)
    shown = totals_shown(Shown(first, last, sums.read, sums.rejected, sums.not_known, sums.incomplete, sums.parts))
    present(lambda _look: shown, output)
    if format_asked(output) == "ndjson":  # whose lines are the rows, too
        for remark in shown.remarks():
            note(remark, output)
    return ExitCode.WRONG_DATA if sums.rejected else ExitCode.OK

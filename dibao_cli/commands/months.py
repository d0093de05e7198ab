"""`dibao calc --from --to`: a household over a range of months, a row a month, with totals."""

from __future__ import annotations

from ..rules.month import Month
from ..rules.month_range import assess_months, month_range
from ..rules.problems import InputError, Problem
from .inputs import described, month_asked, refuse_index_without_month, standards_asked, table_asked
from .option_groups import HouseholdOptions, OutputOptions, PaperOptions, PeriodOptions, QuestionOptions, TableOptions
from .output import show_several
from .paper_options import with_decision


def over_months(
    household: HouseholdOptions,
    period: PeriodOptions,
    tables: TableOptions,
    question: QuestionOptions,
    paper: PaperOptions,
    output: OutputOptions,
) -> None:
    """An answer for every month of the period, with totals: compute and show. Raises `InputError`."""
    from ..show.months import months_shown

    months = months_asked(period)
    standards = standards_asked(tables, question.index)
    application = described(household, question, standards.region)
    if len(months) > 1:
        refuse_index_without_month(application)
    found = assess_months(application, table_asked(standards, months[0], tables.set), months)
    show_several(found.answers, lambda look: months_shown(found, look), output, with_decision(application, paper).paper)


def months_asked(period: PeriodOptions) -> tuple[Month, ...]:
    """The months from `--from` to `--to`, which go with no other way to say when. Raises `InputError`."""
    for flag, text in (("--month", period.month), ("--sweep", period.sweep)):
        if text:
            raise InputError(Problem("not_together", "--from", details={"other": flag}), usage=True)
    for flag, text in (("--from", period.from_), ("--to", period.to)):
        if not text:
            raise InputError(Problem("needed_option", flag), usage=True)
    return month_range(month_asked("--from", period.from_ or ""), month_asked("--to", period.to or ""))

"""`dibao calc --template decision`: the decision letter of one household, where everything is stated that it rests on."""

from __future__ import annotations

from ..rules.application import Application
from ..rules.assess import assess
from ..rules.assessment import Assessment
from ..rules.assumed import ASSUMED
from ..rules.problems import InputError, Problem
from ..words import language
from .inputs import described, standards_asked, table_asked
from .option_groups import HouseholdOptions, OutputOptions, PaperOptions, QuestionOptions, TableOptions
from .output import format_wanted, present
from .paper_options import with_decision


def letter(
    household: HouseholdOptions,
    month: str | None,
    tables: TableOptions,
    question: QuestionOptions,
    paper: PaperOptions,
    output: OutputOptions,
) -> None:
    """Compute the month from which it is paid, and write the letter.

    Raises `InputError` where the answer rests on something that nobody stated, that is out of date or not known.
    """
    from ..files.letters import read_wording
    from ..show.answer import record_of
    from ..show.letter import PLACEHOLDERS, letter_shown

    output = as_page(output)
    wording = read_wording("decision", language(), paper.letters, PLACEHOLDERS)
    standards = standards_asked(tables, question.index)
    application = with_decision(described(household, question, standards.region, month), paper)
    application = in_month_of_payment(application)
    answer = assess(application, table_asked(standards, application.month, tables.set))
    refuse_what_is_open(answer)
    present(lambda _look: letter_shown(record_of(answer, answer.question), wording, application.paper), output)


def as_page(output: OutputOptions) -> OutputOptions:
    """The output as HTML, which nobody need ask for. Raises `InputError` where another format was asked for."""
    chosen_format = format_wanted(output._replace(preferred_format=None))
    if chosen_format not in (None, "html"):
        raise InputError(Problem("only_as_page", "--format", str(chosen_format)), usage=True)
    return output._replace(format="html")


def in_month_of_payment(application: Application) -> Application:
    """The same for the month from which it is paid, if the day of the decision is stated.

    Raises `InputError` where another month was asked for.
    """
    first = application.paper.paid_from
    if first is None:
        return application
    if application.month is not None and application.month != first:
        details = {"first": str(first)}
        raise InputError(
            Problem("letter_of_another_month", "--month", str(application.month), details=details), usage=True
        )
    return application._replace(month=first)


def refuse_what_is_open(answer: Assessment) -> None:
    """Raises `InputError` with everything that a letter would have to pretend to know."""
    from ..show.letter import DECIDING

    problems = [
        Problem("letter", details={"warning": warning.code, **warning.details})
        for warning in answer.warnings
        if warning.code.startswith(ASSUMED)
        or warning.code in ("stale_table", "care_not_assessed")
        or (warning.code == "missing" and warning.details.get("programme") in DECIDING)
    ]
    if problems:
        raise InputError(problems)

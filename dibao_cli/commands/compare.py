"""`dibao compare`: two months, or two descriptions of a household, side by side, and why they differ."""

from __future__ import annotations

from collections.abc import Iterable

from ..rules.application import Application, Paper
from ..rules.assess import assess
from ..rules.assessment import Assessment
from ..rules.compare import compare
from ..rules.problems import InputError, Problem
from ..rules.region import Region
from ..words import _
from .budget_effect import refuse_what_is_for_rosters, refuse_what_is_not_for_rosters, run_effect, two_tables
from .compare_options import AFTER, BEFORE, PAIR, PairOptions
from .exit_codes import ExitCode
from .input_kinds import takes_roster
from .inputs import described, document_asked, pair_asked, refuse_index_without_month, standards_asked
from .option_groups import HouseholdOptions, OutputOptions, QuestionOptions, TableOptions
from .options import OUTPUT, QUESTION, TABLES
from .output import show_several
from .roster_inputs import COLUMNS, ColumnOptions

EXAMPLES = (
    (
        "dibao compare --area urban --members 3 --income 1200",
        "dibao compare --area 城市 --members 3 --income 1200",
    ),
    (
        "dibao compare --area urban --members 3 --income 1200 --before 2020-06 --after 2020-07 --index national",
        "dibao compare --area 城市 --members 3 --income 1200 --before 2020-06 --after 2020-07 --index 全国",
    ),
    (
        "dibao compare --area urban --members 3 --income 1200 --after-income 1500",
        "dibao compare --area 城市 --members 3 --income 1200 --after-income 1500",
    ),
    (
        "dibao compare --area rural --members 2 --income 300 -f json",
        "dibao compare --area 农村 --members 2 --income 300 -f json",
    ),
)
OPTIONS = (BEFORE, AFTER, PAIR, TABLES, QUESTION, COLUMNS, OUTPUT)


def notes() -> tuple[str, ...]:
    """The order of the causes, for the help."""
    from ..words.comparison import order_text

    return (
        order_text(),
        _(
            "A roster in place of a household file (roster.csv) gives the budget effect of the two tables.",
            "以花名册（如 roster.csv）代替家庭文件，可得到两套标准的预算影响。",
        ),
    )


def run(
    household: HouseholdOptions,
    after: HouseholdOptions,
    pair: PairOptions,
    tables: TableOptions,
    question: QuestionOptions,
    columns: ColumnOptions,
    output: OutputOptions,
) -> ExitCode:
    """Compute both sides, compare and show. Raises `InputError`."""
    from ..show.comparison import comparison_shown

    if takes_roster(household.file):
        refuse_what_is_not_for_rosters(household, after, output)
        return run_effect(household, pair, tables, question, columns, output)
    refuse_what_is_for_rosters(columns)
    before, changed, paper = sides_asked(household, after, pair, tables, question)
    comparison = compare(before, changed)
    show_several((comparison.before, comparison.after), lambda look: comparison_shown(comparison, look), output, paper)
    return ExitCode.OK


def sides_asked(
    household: HouseholdOptions,
    changed: HouseholdOptions,
    pair: PairOptions,
    tables: TableOptions,
    question: QuestionOptions,
) -> tuple[Assessment, Assessment, Paper]:
    """The two answers that are to be compared, and what a page says besides. Raises `InputError`."""
    standards = standards_asked(tables, question.index)
    before, after = _two_descriptions(household, changed, question, standards.region)
    default = standards.region.default_pair
    if changed.file:
        default = before.month or default[0], after.month or default[1]
    months = pair_asked(pair.before, pair.after, default)
    if months[0] != months[1]:
        for application in (before, after):
            refuse_index_without_month(application)
    in_files = [bool(changed.file and application.month) for application in (before, after)]
    one, other = (
        assess(application.household_in(table.month), table, application.question_in(table.month))
        for application, table in zip(
            (before, after), two_tables(standards, months, pair, tables, in_files), strict=True
        )
    )
    return one, other, before.paper


def _two_descriptions(
    household: HouseholdOptions, changed: HouseholdOptions, question: QuestionOptions, region: Region
) -> tuple[Application, Application]:
    """What the flags and the one or two files say; `--after-…` is laid over the second side."""
    document = document_asked(household.file)
    before = described(household, question, region, document=document)
    stated = {name: value for name, value in changed._asdict().items() if value}
    if not stated:
        return before, before
    second = household._replace(**stated)
    try:
        return before, described(second, question, region, document=None if changed.file else document)
    except InputError as refused:
        raise InputError([_of_after(problem, stated) for problem in refused.problems], refused.usage) from None


def _of_after(problem: Problem, changed: Iterable[str]) -> Problem:
    """A problem with the flag that was really typed: `--after-income` in the place of `--income`."""
    for name in changed:
        flag = "--" + name.replace("_", "-")
        if problem.place.split(":")[0].split(" ")[0] == flag:
            return problem._replace(place=problem.place.replace(flag, f"--after-{flag[2:]}", 1))
    return problem

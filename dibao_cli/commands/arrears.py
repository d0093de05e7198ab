"""`dibao arrears`: months already paid at the old rate, and what is still owed for them (补发)."""

from __future__ import annotations

from typing import NamedTuple

from ..rules.application import Paper
from ..rules.arrears import Arrears, arrears
from ..rules.money import ParseError, parse_yuan
from ..rules.month import Month
from ..rules.month_range import month_range
from ..rules.problems import InputError, Problem
from ..words import _
from .batch import RESULTS_GROUP, ROSTER, ROWS
from .compare_options import BEFORE
from .exit_codes import ExitCode
from .input_kinds import takes_roster
from .inputs import by_month, described, month_asked, standards_asked, table_asked
from .option_groups import HouseholdOptions, OutputOptions, PeriodOptions, QuestionOptions, TableOptions
from .options import MONTHS, OUTPUT, QUESTION, QUESTION_GROUP, TABLES, Group, Option, flags_said
from .output import show_several
from .roster_inputs import COLUMNS, ColumnOptions, RosterOptions, RowOptions, refuse_household

EXAMPLES = (
    (
        "dibao arrears --area urban --members 3 --income 1200 --from 2020-07 --to 2020-10",
        "dibao arrears --area 城市 --members 3 --income 1200 --from 2020-07 --to 2020-10",
    ),
    (
        'dibao arrears --area urban --members 3 --income 1200 --from 2020-07 --to 2020-10 --paid "2020-07=960,2020-08=1080"',
        'dibao arrears --area 城市 --members 3 --income 1200 --from 2020-07 --to 2020-10 --paid "2020-07=960,2020-08=1080"',
    ),
    (
        "dibao arrears roster.csv --from 2020-07 --to 2020-09 --summary",
        "dibao arrears 花名册.csv --from 2020-07 --to 2020-09 --summary",
    ),
)


class PaidOptions(NamedTuple):
    """What was really paid."""

    paid: tuple[str, ...] = ()


PAID = Group(
    PaidOptions,
    Option(
        "paid",
        (
            "what was really paid in a month, in yuan: 2020-07=1050.00 (repeatable, or with commas)",
            "某月实际发放金额（元）：2020-07=1050.00（可重复，或用逗号分隔）",
        ),
        kind="many",
        metavar="MONTH=YUAN",
        group=QUESTION_GROUP,
    ),
)
ROSTER_ROWS = Group(
    RowOptions,
    *ROWS.only("headings", "rejects", "keep").options,
    Option(
        "summary",
        (
            "of a roster: sums by month, programme and place instead of one row per household",
            "花名册：不逐户列出，只按月份、项目和地区汇总",
        ),
        kind="switch",
        group=RESULTS_GROUP,
    ),
    Option(
        "by_month",
        ("of a roster: a row for each household and month", "花名册：每户每月一行"),
        kind="switch",
        group=RESULTS_GROUP,
        fills="lines",
    ),
)
HOW_READ = ROSTER.only("input_format", "memory")
OPTIONS = (BEFORE, MONTHS, PAID, TABLES, QUESTION.only("uplift", "without"), COLUMNS, HOW_READ, ROSTER_ROWS, OUTPUT)


def notes() -> tuple[str, ...]:
    """What is taken as paid, and what is not reckoned, for the help."""
    return (
        _(
            "Without --paid, what was paid is what the standards of the month before --from give.",
            "未用 --paid 说明时，已发金额按 --from 前一月的标准计算。",
        ),
        _(
            "The price subsidy and one-off aid are not included: they are paid by the month, not by a standard.",
            "价格临时补贴和一次性生活补助不计入：二者按月发放，不随保障标准提高而补发。",
        ),
        _(
            "A roster in place of a household file (roster.csv) gives a row per household; its columns on_roll_since, "
            "on_roll_until, decision and paid say for which months, and what was paid.",
            "以花名册（如 roster.csv）代替家庭文件，逐户列出补发；享受起始月份、停发月份、批准日期、每月已发各列说明涉及哪些月份和已发金额。",
        ),
    )


def run(
    household: HouseholdOptions,
    period: PeriodOptions,
    paid: PaidOptions,
    tables: TableOptions,
    question: QuestionOptions,
    columns: ColumnOptions,
    how_read: RosterOptions,
    rows: RowOptions,
    output: OutputOptions,
) -> ExitCode:
    """Compute and show. Raises `InputError`."""
    from ..show.arrears import arrears_shown

    if takes_roster(household.file):
        from .roster_arrears import run_roster

        flags = [*flags_said(PAID, paid), *flags_said(OUTPUT.only("explain"), output)]
        refuse_household(household, flags)
        first, last = months_asked(period)
        return run_roster(household, first, last, tables, question, columns, how_read, rows, output)
    only_there = ((COLUMNS, columns), (HOW_READ, how_read), (ROSTER_ROWS, rows))
    if flags := [flag for group, record in only_there for flag in flags_said(group, record)]:
        raise InputError([Problem("only_for_roster", flag) for flag in flags], usage=True)
    owed_and_paid, paper = arrears_asked(household, period, paid, tables, question)
    show_several(
        (*owed_and_paid.answers, *owed_and_paid.old), lambda look: arrears_shown(owed_and_paid, look), output, paper
    )
    return ExitCode.OK


def arrears_asked(
    household: HouseholdOptions,
    period: PeriodOptions,
    paid: PaidOptions,
    tables: TableOptions,
    question: QuestionOptions,
) -> tuple[Arrears, Paper]:
    """The months that are owed and paid, and what a page says besides. Raises `InputError`."""
    standards = standards_asked(tables)
    stated_first, last = months_asked(period)
    month_range(stated_first or standards.region.default_month, last)
    application = described(household, question, standards.region)
    application = application._replace(month=stated_first)  # that of a household file is no beginning of a range
    owed_and_paid = arrears(
        application, table_asked(standards, stated_first, tables.set), last, paid_by_month(paid.paid)
    )
    return owed_and_paid, application.paper


def months_asked(period: PeriodOptions) -> tuple[Month | None, Month]:
    """The first month, if it was said, and the last, which has to be. Raises `InputError`."""
    first = month_asked("--from", period.from_) if period.from_ else None
    if not period.to:
        raise InputError(Problem("needed_option", "--to"), usage=True)
    return first, month_asked("--to", period.to)


def paid_by_month(stated: tuple[str, ...]) -> dict[Month, int]:
    """`--paid 2020-07=1050.00`, by month in fen. Raises `InputError`, also for a month stated twice."""
    texts: dict[Month, int] = {}
    problems: list[Problem] = []
    for name, amount in by_month("--paid", ",".join(stated)).items():
        month = month_asked("--paid", name)
        if month in texts:
            problems.append(Problem("stated_twice", "--paid", amount, details={"other": str(month)}))
        try:
            texts[month] = parse_yuan(amount)
        except ParseError as unreadable:
            problems.append(Problem(unreadable.reason, f"--paid {month}", amount))
    if problems:
        raise InputError(problems, usage=True)
    return texts

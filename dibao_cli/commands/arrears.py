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
from .exit_codes import ExitCode
from .inputs import by_month, described, month_asked, standards_asked, table_asked
from .option_groups import HouseholdOptions, OutputOptions, PeriodOptions, QuestionOptions, TableOptions
from .options import HOUSEHOLD, MONTHS, OUTPUT, QUESTION, QUESTION_GROUP, TABLES, Group, Option
from .output import show_several

EXAMPLES = (
    "dibao arrears --area urban --members 3 --income 1200 --from 2020-07 --to 2020-10",
    'dibao arrears --area urban --members 3 --income 1200 --from 2020-07 --to 2020-10 --paid "2020-07=960,2020-08=1080"',
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
OPTIONS = (HOUSEHOLD, MONTHS, PAID, TABLES, QUESTION.only("uplift"), OUTPUT)


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
    )


def run(
    household: HouseholdOptions,
    period: PeriodOptions,
    paid: PaidOptions,
    tables: TableOptions,
    question: QuestionOptions,
    output: OutputOptions,
) -> ExitCode:
    """Compute and show. Raises `InputError`."""
    from ..show.arrears import arrears_shown

    found, paper = arrears_asked(household, period, paid, tables, question)
    show_several((*found.answers, *found.old), lambda look: arrears_shown(found, look), output, paper)
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
    told_first = month_asked("--from", period.from_) if period.from_ else None
    first = told_first or standards.region.default_month
    if not period.to:
        raise InputError(Problem("needed_option", "--to"), usage=True)
    last = month_asked("--to", period.to)
    month_range(first, last)
    told = described(household, question, standards.region)
    told = told._replace(month=told_first)  # that of a household file is no beginning of a range
    found = arrears(told, table_asked(standards, told_first, tables.set), last, paid_by_month(paid.paid))
    return found, told.paper


def paid_by_month(stated: tuple[str, ...]) -> dict[Month, int]:
    """`--paid 2020-07=1050.00`, by month in fen. Raises `InputError`, also for a month stated twice."""
    texts: dict[Month, int] = {}
    problems: list[Problem] = []
    for name, told in by_month("--paid", ",".join(stated)).items():
        month = month_asked("--paid", name)
        if month in texts:
            problems.append(Problem("stated_twice", "--paid", told, details={"other": str(month)}))
        try:
            texts[month] = parse_yuan(told)
        except ParseError as unreadable:
            problems.append(Problem(unreadable.reason, f"--paid {month}", told))
    if problems:
        raise InputError(problems, usage=True)
    return texts

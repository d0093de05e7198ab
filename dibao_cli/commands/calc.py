"""`dibao calc`: what one household is entitled to in one month."""

from __future__ import annotations

from ..rules.assess import assess
from .exit_codes import ExitCode
from .inputs import application_and_table
from .option_groups import (
    HouseholdOptions,
    OutputOptions,
    PaperOptions,
    PeriodOptions,
    QuestionOptions,
    TableOptions,
    refuse_together,
)
from .options import HOUSEHOLD, OUTPUT, PERIOD, QUESTION, TABLES
from .output import show
from .paper_options import PAPER, template_asked, with_decision

EXAMPLES = (
    (
        "dibao calc --area urban --members 3 --income 1200",
        "dibao calc --area 城市 --members 3 --income 1200",
    ),
    (
        'dibao calc --area rural --district 庄河市 --members 2 --income 300 --deduct "medical=120" --month 2020-08',
        'dibao calc --area 农村 --district 庄河市 --members 2 --income 300 --deduct "医疗=120" --month 2020-08',
    ),
    (
        "dibao calc --area rural --district 庄河市 --members 2 --month 2022-08 --income wage=800 --income basic_pension=123 --annual-income farming=3000",
        "dibao calc --area 农村 --district 庄河市 --members 2 --month 2022-08 --income 工资性收入=800 --income 基础养老金=123 --annual-income 务农收入=3000",
    ),
    (
        'dibao calc --area urban --person "status=orphan,care=dispersed,age=9" --explain',
        'dibao calc --area 城市 --person "类别=孤儿,养育方式=散居,年龄=9" --explain',
    ),
    (
        "dibao calc --area urban --members 3 --income 1200 --month 2020-04 --food-cpi 14.8 -f json",
        "dibao calc --area 城市 --members 3 --income 1200 --month 2020-04 --food-cpi 14.8 -f json",
    ),
    (
        "dibao calc --area urban --members 3 --income 1200 --from 2020-01 --to 2020-12 --index national",
        "dibao calc --area 城市 --members 3 --income 1200 --from 2020-01 --to 2020-12 --index 全国",
    ),
    (
        "dibao calc --area urban --members 3 --sweep income=0:3000:100",
        "dibao calc --area 城市 --members 3 --sweep 收入=0:3000:100",
    ),
    (
        "dibao calc --stdin --area urban --month 2020-07",
        "dibao calc --stdin --area 城市 --month 2020-07",
    ),
    (
        "dibao calc --area urban --members 2 --income 300 --property-test-met --decision 2020-07-15 --template decision",
        "dibao calc --area 城市 --members 2 --income 300 --property-test-met --decision 2020-07-15 --template decision",
    ),
)
OPTIONS = (HOUSEHOLD, PERIOD, TABLES, QUESTION, PAPER, OUTPUT)


def tables() -> dict[str, list[tuple[str, str]]]:
    """What the help lists besides: the vocabulary of `--person` and `--income`."""
    from .vocabulary import vocabulary

    return vocabulary()


def run(
    household: HouseholdOptions,
    period: PeriodOptions,
    tables: TableOptions,
    question: QuestionOptions,
    paper: PaperOptions,
    output: OutputOptions,
) -> ExitCode:
    """One month, a range of months, a number running through a range, or a loop. Raises `InputError`."""
    if period.stdin:
        from .loop import answer_lines

        return answer_lines(household, period, tables, question, paper, output)
    if template_asked(paper) == "decision":
        from .letter import letter

        refuse_together("--template", {"--from": period.from_, "--to": period.to, "--sweep": period.sweep})
        letter(household, period.month, tables, question, paper, output)
    elif period.from_ is not None or period.to is not None:
        from .months import over_months

        over_months(household, period, tables, question, paper, output)
    elif period.sweep is not None:
        from .sweep import over_values

        over_values(household, period.sweep, period.month, tables, question, paper, output)
    else:
        one_month(household, period.month, tables, question, paper, output)
    return ExitCode.OK


def one_month(
    household: HouseholdOptions,
    month: str | None,
    tables: TableOptions,
    question: QuestionOptions,
    paper: PaperOptions,
    output: OutputOptions,
) -> None:
    """What the household is entitled to in one month. Raises `InputError`."""
    application, table = application_and_table(household, month, tables, question)
    answer = assess(application, table)
    show(answer, answer.question, output, with_decision(application, paper).paper)

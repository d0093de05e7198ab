"""`dibao batch`: a whole roster, to the fen, and what could not be computed and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from .. import __version__
from ..files.output import write_note
from ..files.text import STANDARD_INPUT
from ..words import _
from .engine_names import POSTGRES, SPARK
from .engines import (
    STORED,
    StoredOptions,
    computed_there,
    engine_asked,
    refuse_here,
    refuse_there,
    summed_up_there,
)
from .exit_codes import ExitCode
from .option_groups import HouseholdOptions, OutputOptions, PeriodOptions, QuestionOptions, TableOptions
from .options import FOR_EVERY_HOUSEHOLD, LISTING, MONTH, OUTPUT_GROUP, QUESTION, TABLES, Group, Option, flags_said
from .output import columns_asked, deliver, encoding_asked
from .roster_inputs import (
    COLUMNS,
    ROSTER_GROUP,
    ColumnOptions,
    RosterOptions,
    RowOptions,
    progress_for,
    request_for,
    roster_asked,
    tell_unused,
)
from .roster_outputs import outputs_asked
from .spark_engine import OF_SPARK, SparkOptions, computed_by_spark

if TYPE_CHECKING:
    from ..roster.batch import Outcome

EXAMPLES = (
    (
        "dibao batch roster.csv -o results.xlsx",
        "dibao batch 花名册.csv -o 结果.xlsx",
    ),
    (
        'dibao batch roster.csv --month 2020-06 --columns "household,dibao,total"',
        'dibao batch 花名册.csv --month 2020-06 --columns "household,dibao,total"',
    ),
    (
        "dibao batch roster.csv --summary",
        "dibao batch 花名册.csv --summary",
    ),
)

RESULTS_GROUP = ("Results", "结果")
ROSTER = Group(
    RosterOptions,
    Option(
        "file",
        (
            "the roster, or - for standard input; .gz and .zst are unpacked",
            "花名册文件，- 表示标准输入；.gz 和 .zst 自动解压",
        ),
        "file",
        "ROSTER",
        touches="reads",
    ),
    Option(
        "input_format",
        (
            "csv, tsv, ndjson, parquet or xlsx (default: by the name; by the content of standard input)",
            "csv、tsv、ndjson、parquet 或 xlsx（默认按文件名判断；标准输入按内容判断）",
        ),
        metavar="FORMAT",
        group=ROSTER_GROUP,
    ),
    Option(
        "memory",
        (
            "memory for the data; beyond it the disk is used (default: 1GB)",
            "数据所用内存，超出部分写入磁盘（默认 1GB）",
        ),
        metavar="SIZE",
        group=ROSTER_GROUP,
    ),
)
ROWS = Group(
    RowOptions,
    Option(
        "rejects",
        (
            "file for the rows that are not computed (default: beside the output, results.rejects.csv; of XLSX its second sheet)",
            "未能核算的行写入此文件（默认在输出文件旁，如 results.rejects.csv；XLSX 为第二张工作表）",
        ),
        metavar="FILE",
        group=RESULTS_GROUP,
        touches="writes",
    ),
    Option(
        "keep",
        (
            "columns of the roster to carry into the results, or * for all others (repeatable)",
            "带入结果的花名册原有列，* 表示其余所有列（可重复）",
        ),
        kind="many",
        metavar="HEADINGS",
        group=RESULTS_GROUP,
    ),
    Option(
        "headings",
        (
            "headings and codes of CSV, TSV and XLSX: codes (default), en or zh (XLSX in Chinese: zh)",
            "CSV、TSV、XLSX 的表头和内容用代码还是文字：codes（代码，默认）、zh（中文）或 en（英文）；中文界面下 XLSX 默认为 zh",
        ),
        metavar="WORDS",
        group=RESULTS_GROUP,
    ),
    Option(
        "summary",
        (
            "sums by programme, place and amount instead of one row per household; -f as in calc",
            "不逐户列出，只按项目、地区和金额汇总；-f 与 calc 相同",
        ),
        kind="switch",
        group=RESULTS_GROUP,
    ),
    Option(
        "lines",
        (
            "a row for each programme and person; such households are computed one by one, which is slower",
            "每个项目、每人一行；此时逐户核算，速度较慢",
        ),
        kind="switch",
        group=RESULTS_GROUP,
    ),
    Option(
        "explain",
        ("add the formulas with the numbers put in; slower, as --lines", "加上代入数字的算式；与 --lines 一样较慢"),
        kind="switch",
        group=RESULTS_GROUP,
    ),
    Option(
        "strict",
        (
            "write nothing if a row is rejected, or an amount rests on what nobody stated",
            "有行被退回，或金额以未填事项的默认值为依据时，不写任何文件",
        ),
        kind="switch",
        group=RESULTS_GROUP,
    ),
    Option(
        "print_sql",
        ("show the query, step by step, and stop", "逐步显示查询语句后结束"),
        kind="switch",
        group=RESULTS_GROUP,
    ),
)
RESULTS = Group(
    OutputOptions,
    Option(
        "format",
        (
            "csv, tsv, ndjson, json, parquet or xlsx (default: by the output's name, else tsv)",
            "csv、tsv、ndjson、json、parquet 或 xlsx（默认按输出文件名，否则为 tsv）",
        ),
        metavar="FORMAT",
        short="-f",
        group=OUTPUT_GROUP,
    ),
    *LISTING.without("format").options,
)
OPTIONS = (ROSTER, STORED, OF_SPARK, COLUMNS, FOR_EVERY_HOUSEHOLD, MONTH, TABLES, QUESTION, ROWS, RESULTS)


def run(
    roster: RosterOptions,
    stored: StoredOptions,
    spark: SparkOptions,
    columns: ColumnOptions,
    household: HouseholdOptions,
    period: PeriodOptions,
    tables: TableOptions,
    question: QuestionOptions,
    rows: RowOptions,
    output: OutputOptions,
) -> ExitCode:
    """Compute a roster; 1 if some rows were rejected. Raises `InputError`."""
    engine = engine_asked(stored.engine)
    there = engine == POSTGRES
    if there:
        refuse_there(_not_for_tables(roster, columns, rows, output))
        refuse_there(["--into"] if rows.summary and stored.into else [], "--summary")  # sums are written nowhere
    elif engine == SPARK:
        refuse_there(_not_for_spark(stored, columns, rows, output), f"--engine {SPARK}")
    else:
        refuse_here(flags_said(STORED.without("engine"), stored))
    if engine != SPARK:
        refuse_here(flags_said(OF_SPARK, spark), SPARK)
    file = str(stored.table) if there else roster_asked(roster.file)
    encoding_asked(output)
    request = request_for(
        file, tables, question, columns, facts=household.facts, month=period.month, roster=roster, rows=rows
    )._replace(written=columns_asked(output))
    if engine == SPARK or (there and not rows.summary):
        if there:
            outcome = computed_there(request, stored, rows.strict)
        else:
            outcome = computed_by_spark(request, stored, spark, output.output, rows.strict)
        tell(outcome, output, file)
        return ExitCode.WRONG_DATA if outcome.rejected else ExitCode.OK
    if rows.summary:
        from .budget_effect import run_summary

        return run_summary(request, output, rows.strict, (lambda: summed_up_there(request, stored)) if there else None)
    from ..roster.batch import batch, print_sql

    if rows.print_sql:
        deliver(print_sql(request), output, for_programs=True)
        return ExitCode.OK
    outcome = batch(request, outputs_asked(rows, output, file), progress_for(output))
    tell(outcome, output, file)
    return ExitCode.WRONG_DATA if outcome.rejected else ExitCode.OK


def _not_for_tables(
    roster: RosterOptions, columns: ColumnOptions, rows: RowOptions, output: OutputOptions
) -> list[str]:
    """The options that were given and need a file: of the roster, or of the results unless they are sums."""
    in_files = [] if rows.summary else flags_said(RESULTS.without("columns", "quiet", "lang"), output)
    return [
        *("ROSTER" if flag == "--file" else flag for flag in flags_said(ROSTER, roster)),
        *flags_said(COLUMNS.only("sheet"), columns),
        *flags_said(ROWS.only("rejects", "headings", "print_sql"), rows),
        *in_files,
    ]


def _not_for_spark(stored: StoredOptions, columns: ColumnOptions, rows: RowOptions, output: OutputOptions) -> list[str]:
    """The options that were given and need the desk: its formats, and sums."""
    form = [] if output.format in (None, "parquet") else ["--format"]
    return [
        *flags_said(STORED.without("engine", "row_number"), stored),
        *flags_said(COLUMNS.only("sheet"), columns),
        *flags_said(ROWS.without("keep", "lines", "explain", "strict"), rows),
        *flags_said(RESULTS.without("columns", "quiet", "lang", "output", "format"), output),
        *form,
    ]


def tell(outcome: Outcome, output: OutputOptions, file: str) -> None:
    """The counts, which add up, and the first rejects where no file takes them."""
    if sys.stderr.isatty() and not output.quiet:
        sys.stderr.write("\r\x1b[K")
    if outcome.rejects_file is None:
        for line, household, field, value, _code, reason in outcome.first_rejects:
            del household, value
            place = f"{'<stdin>' if file == STANDARD_INPUT else file}:{line}"
            write_note(": ".join(filter(None, (place, field, reason))))
    if output.quiet:
        return
    tell_unused(outcome.unused, output)
    text = _(
        "{read} rows read = {computed} computed + {rejected} rejected; {households} households.",
        "读入 {read} 行 = 核算 {computed} 行 + 退回 {rejected} 行；共 {households} 户。",
    ).format(
        read=outcome.read,
        computed=outcome.read - outcome.rejected,
        rejected=outcome.rejected,
        households=outcome.households,
    )
    if outcome.rejected:
        where = outcome.rejects_file or _(
            "(name a file with --rejects to have all of them)", "（用 --rejects 指定文件可得到全部退回行）"
        )
        text += " " + _("Rejects: {file}", "退回行：{file}").format(file=where)
    write_note(text)
    if outcome.one_by_one:
        text = _(
            "{number} of them were computed one by one ({share}).", "其中逐户核算 {number} 户（{share}）。"
        ).format(number=outcome.one_by_one, share=f"{outcome.one_by_one / outcome.households:.1%}")
        write_note(text)
    if outcome.fingerprints:
        write_note(fingerprints_text(outcome.fingerprints))


MOST_FINGERPRINTS = 3


def fingerprints_text(fingerprints: tuple[str, ...]) -> str:
    """By which program and which standards a roster was computed; the column `fingerprint` has each row's own."""
    shown = [f"sha256:{each}" for each in fingerprints[:MOST_FINGERPRINTS]]
    shown += [f"… ({len(fingerprints)})"] if len(fingerprints) > MOST_FINGERPRINTS else []
    text = _(
        "Computed by dibao {version}, standards {fingerprints}.", "核算程序 dibao {version}，标准指纹 {fingerprints}。"
    )
    return text.format(version=__version__, fingerprints=_(", ", "、").join(shown))

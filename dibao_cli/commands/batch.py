"""`dibao batch`: a whole roster, to the fen, and what could not be computed and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from .. import __version__
from ..files.output import write_note
from ..files.text import STANDARD_INPUT
from ..words import _
from .engine_names import DUCKDB, POSTGRES, SPARK
from .engines import (
    SPARK_GROUP,
    STORED,
    SparkOptions,
    StoredOptions,
    computed_by_spark,
    computed_there,
    engine_asked,
    refuse_here,
    refuse_there,
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

if TYPE_CHECKING:
    from ..roster.batch import Outcome, Outputs

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
OPTIONS = (ROSTER, STORED, SPARK_GROUP, COLUMNS, FOR_EVERY_HOUSEHOLD, MONTH, TABLES, QUESTION, ROWS, RESULTS)


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
    refuse_others(engine, roster, stored, spark, columns, rows, output)
    file = str(stored.table) if engine == POSTGRES else roster_asked(roster.file)
    encoding_asked(output)
    request = request_for(
        file, tables, question, columns, facts=household.facts, month=period.month, roster=roster, rows=rows
    )._replace(written=columns_asked(output))
    if engine != DUCKDB:
        if engine == SPARK:
            outcome = computed_by_spark(request, stored, spark, output.output, rows.strict)
        else:
            outcome = computed_there(request, stored)
        tell(outcome, output, file)
        return ExitCode.WRONG_DATA if outcome.rejected else ExitCode.OK
    if rows.summary:
        from .budget_effect import run_summary

        return run_summary(request, output, rows.strict)
    from ..roster.batch import batch, print_sql

    if rows.print_sql:
        deliver(print_sql(request), output, for_programs=True)
        return ExitCode.OK
    outcome = batch(request, outputs_asked(rows, output, file), progress_for(output))
    tell(outcome, output, file)
    return ExitCode.WRONG_DATA if outcome.rejected else ExitCode.OK


def refuse_others(
    engine: str,
    roster: RosterOptions,
    stored: StoredOptions,
    spark: SparkOptions,
    columns: ColumnOptions,
    rows: RowOptions,
    output: OutputOptions,
) -> None:
    """Raises `InputError` for options that the engine does not have."""
    of_files = [*flags_said(ROWS, rows), *flags_said(RESULTS.without("columns", "quiet", "lang"), output)]
    of_tables = flags_said(STORED.without("engine"), stored)
    of_spark = flags_said(SPARK_GROUP, spark)
    if engine == POSTGRES:
        flags = [*flags_said(ROSTER, roster), *of_files, *of_spark]
        refuse_there(["ROSTER" if flag == "--file" else flag for flag in flags], engine)
    elif engine == SPARK:
        serves = ("--keep", "--lines", "--explain", "--strict", "--output", "--row-number")
        sheet = ["--sheet"] if columns.sheet else []
        form = [] if output.format == "parquet" else ["--format"]
        others = [flag for flag in (*of_tables, *of_files, *sheet) if flag not in (*serves, "--format")]
        refuse_there([*others, *(form if output.format else [])], engine)
    else:
        refuse_here(of_tables, POSTGRES)
        refuse_here(of_spark, SPARK)


def outputs_asked(rows: RowOptions, output: OutputOptions, file: str) -> Outputs:
    """Where results and rejects go; the names that were not typed do no harm either. Raises `InputError`."""
    from ..roster.batch import Outputs, beside
    from ..roster.output_columns import format_asked as format_of_results
    from .overwriting import refuse_overwriting

    form = format_of_results(output.format, output.output, output.preferred_format)
    inside = form == "xlsx" and not rows.rejects and beside(output.output, "") is not None
    rejects = None if inside else rows.rejects or beside(output.output, ".rejects.csv")
    outputs = Outputs(output.output, form, rejects, encoding_of_rows(output, form), rows.strict, inside)
    typed = [("--output", output.output)] if output.output else []
    named = [("--rejects", rejects)] if rejects else []
    record = [(_("record of the run", "运行记录"), outputs.record)] if outputs.record else []
    refuse_overwriting([*typed, *named, *record], [file])
    tell_mismatch(outputs, output)
    return outputs


def encoding_of_rows(output: OutputOptions, form: str) -> str:
    """The encoding of results and rejects: beside XLSX a spreadsheet opens the rejects too. Raises `InputError`."""
    encoding = encoding_asked(output)
    return "utf-8-sig" if form == "xlsx" and encoding == "utf-8" and not output.encoding else encoding


def tell_mismatch(outputs: Outputs, output: OutputOptions) -> None:
    """Say which of the files of the last run into this place are not as that run left them."""
    from ..roster.record import not_of_the_run

    if outputs.record and not output.quiet:
        text = _(
            "This file is not as the run left it that {record} records: it was changed, or is of another run.",
            "此文件与 {record} 所记的那次运行写出的不一致：已被改动，或出自另一次运行。",
        )
        for stranger in not_of_the_run(outputs.record):
            write_note(f"{stranger}: {text.format(record=outputs.record)}")


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

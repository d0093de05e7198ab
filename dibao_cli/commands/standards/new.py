"""`dibao standards new`: begin a notice, with the figures in force as comments."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ...files.output import STANDARD_OUTPUT, remark, write_new, write_result
from ...files.schema import SCHEMAS, schema_text
from ...rules.month import InvalidMonth, Month
from ...rules.problems import InputError, Problem
from ...rules.visible import visible
from ...show.draft import draft
from ...show.explanations import explanation
from ...words import _
from ..exit_codes import ExitCode
from ..inputs import loaded
from ..option_groups import OutputOptions, TableOptions
from ..options import TEXT, Group, Option
from .shared import LAYERS

EXAMPLES = ('dibao standards new 2026-07-01 --title "Standards from July 2026" -o -',)


class NoticeOptions(NamedTuple):
    """The notice to begin."""

    effective: str | None = None
    title: str | None = None


NOTICE = Group(
    NoticeOptions,
    Option(
        "effective", ("the first day on which it holds, such as 2026-07-01", "施行首日，如 2026-07-01"), "file", "DATE"
    ),
    Option("title", ("title of the document", "文件标题"), metavar="TEXT"),
)
FILE = Group(
    OutputOptions,
    Option(
        "output",
        (
            "file to write (default: DATE-standards.toml here; - for standard output)",
            "写入的文件（默认：当前目录下的 日期-standards.toml；- 表示标准输出）",
        ),
        metavar="FILE",
        short="-o",
        touches="writes",
    ),
    *TEXT.without("output").options,
)
OPTIONS = (NOTICE, FILE, LAYERS)


def run(asked: NoticeOptions, output: OutputOptions, tables: TableOptions) -> ExitCode:
    """Write the file; never over one that exists. Raises `InputError`."""
    effective = first_of_month(asked.effective)
    standards = loaded(tables)
    text = draft(standards, effective, asked.title or "", date.today())
    target = output.output or f"{effective}-01-standards.toml"
    if target == STANDARD_OUTPUT:
        write_result(text, None)
        return ExitCode.OK
    write_new(text, target)
    schema = Path(target).parent / SCHEMAS["notice"]
    if not schema.exists():  # for the editor, which the first line of the notice tells where to look
        write_new(schema_text("notice", explanation), str(schema))
    if output.quiet:
        return ExitCode.OK
    told = _(
        "Written: {file}. Fill in what you know, delete the rest, then: dibao standards check {folder}",
        "已写入：{file}。请填写已知内容，删去其余，然后运行：dibao standards check {folder}",
    )
    remark(visible(told.format(file=target, folder=Path(target).parent)) + "\n")
    return ExitCode.OK


def first_of_month(text: str | None) -> Month:
    """The month that begins on a typed day. Raises `InputError`."""
    if text is None:
        raise InputError(Problem("needed_field", "DATE"), usage=True)
    try:
        day = date.fromisoformat(text)
        month = Month(day.year, day.month)
    except (ValueError, InvalidMonth):
        raise InputError(Problem("not_a_date", "DATE", text), usage=True) from None
    if day.day != 1:
        raise InputError(Problem("not_first_of_month", "DATE", text), usage=True)
    return month

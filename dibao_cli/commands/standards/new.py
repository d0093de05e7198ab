"""`dibao standards new`: begin a notice, with the figures in force as comments."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ...files.output import STANDARD_OUTPUT, remark, write_new, write_result
from ...files.schema import SCHEMAS, schema_text
from ...rules.month import Month, NotAMonth
from ...rules.problems import Problem, Refused
from ...rules.visible import visible
from ...show.draft import draft
from ...show.explanations import explanation
from ...words import N_, _
from ..asked import loaded
from ..exit_codes import ExitCode
from ..option_groups import OutputOptions, TableOptions
from ..options import TEXT, Choice, Group
from .asked import LAYERS

EXAMPLES = ('dibao standards new 2026-07-01 --title "Standards from July 2026" -o -',)


class NoticeOptions(NamedTuple):
    """The notice to begin."""

    effective: str | None = None
    title: str | None = None


NOTICE = Group(
    NoticeOptions,
    Choice("effective", N_("the first day on which it holds, such as 2026-07-01"), "file", "DATE"),
    Choice("title", N_("title of the document"), metavar="TEXT"),
)
FILE = Group(
    OutputOptions,
    Choice(
        "output",
        N_("file to write (default: DATE-standards.toml here; - for standard output)"),
        short="-o",
        touches="writes",
    ),
    *TEXT.without("output").options,
)
OPTIONS = (NOTICE, FILE, LAYERS)


def run(asked: NoticeOptions, output: OutputOptions, tables: TableOptions) -> ExitCode:
    """Write the file; never over one that exists. Raises `Refused`."""
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
    told = _("Written: {file}. Fill in what you know, delete the rest, then: dibao standards check {folder}")
    remark(visible(told.format(file=target, folder=Path(target).parent)) + "\n")
    return ExitCode.OK


def first_of_month(text: str | None) -> Month:
    """The month that begins on a typed day. Raises `Refused`."""
    if text is None:
        raise Refused(Problem("needed_field", "DATE"), usage=True)
    try:
        day = date.fromisoformat(text)
        month = Month(day.year, day.month)
    except (ValueError, NotAMonth):
        raise Refused(Problem("not_a_date", "DATE", text), usage=True) from None
    if day.day != 1:
        raise Refused(Problem("not_first_of_month", "DATE", text), usage=True)
    return month

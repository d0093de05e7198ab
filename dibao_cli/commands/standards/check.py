"""`dibao standards check`: everything that a careful reviewer would look for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ...files.folders import REGION_FILE, load_standards
from ...files.review import review
from ...rules.month import Month
from ...rules.problems import InputError, Problem
from ...rules.standards import Standards
from ...show.findings import finding_line, listing_of, summary
from ...show.left_out import LeftOut, heading_text, left_out, left_out_text
from ...show.lists import Record
from ..exit_codes import ExitCode
from ..inputs import naming_region
from ..option_groups import OutputOptions, TableOptions
from ..options import LISTING, Group, Option
from ..output import deliver, format_wanted
from .shared import LAYERS, show_listing

EXAMPLES = ("dibao standards check", "dibao standards check --strict --all", "dibao standards check -f json")


class CheckOptions(NamedTuple):
    """What to check, as if on which day, and which findings to show and to mind."""

    folder: str | None = None
    strict: bool = False
    all: bool = False
    on: str | None = None


CHECK = Group(
    CheckOptions,
    Option(
        "folder",
        (
            "folder to check (default: the shipped tables and those of --standards)",
            "要检查的文件夹（默认：随程序附带的标准和 --standards 指定的文件夹）",
        ),
        "file",
        "[FOLDER]",
        touches="reads",
    ),
    Option("strict", ("warnings count as errors", "警告按错误处理"), "switch"),
    Option("all", ("show acknowledged findings too", "同时显示已确认的问题"), "switch"),
    Option(
        "on",
        ("check as if on this day, such as 2026-07-01 (default: today)", "按此日期检查，如 2026-07-01（默认：今天）"),
        metavar="DATE",
    ),
)
OPTIONS = (CHECK, LAYERS, LISTING)


def run(options: CheckOptions, tables: TableOptions, output: OutputOptions) -> ExitCode:
    """Show the findings, one a line unless another format is asked for; 1 if there are errors. Raises `InputError`."""
    with naming_region(tables):
        reviewed = review(options.folder, tables.region, tables.standards, day_asked(options.on))
    seen = [finding for finding in reviewed if options.all or finding.severity != "acknowledged"]
    wrong_file = any(finding.severity == "error" for finding in reviewed)
    standards = None if wrong_file else _region_checked(options.folder, tables)
    if format_wanted(output) is None:
        lines = [finding_line(finding) for finding in seen]
        gaps = left_out(standards) if standards else []
        texts = [heading_text(standards), *(f"  {left_out_text(gap)}" for gap in gaps)] if standards and gaps else []
        deliver("".join(f"{line}\n" for line in (*lines, *texts, summary(reviewed))), output)
    else:
        listing = listing_of(seen)
        gaps_as_rows = [_gap_row(gap) for gap in left_out(standards)] if standards else []
        show_listing(listing._replace(rows=[*listing.rows, *gaps_as_rows]), output)
    wrong = ("error", "warning") if options.strict else ("error",)
    return ExitCode.WRONG_DATA if any(finding.severity in wrong for finding in reviewed) else ExitCode.OK


def _region_checked(folder: str | None, tables: TableOptions) -> Standards | None:
    """The standards of the one region that was checked; None where a folder is laid over another, or all are checked."""
    if folder is not None:
        return load_standards(None, [folder]) if (Path(folder) / REGION_FILE).is_file() else None
    return load_standards(tables.region, tables.standards) if tables.region else None


def _gap_row(gap: LeftOut) -> Record:
    """A programme with what it leaves out, among the findings."""
    return {
        "severity": "left_out",
        "code": "left_out",
        "key": gap.table,
        "value": " ".join(gap.keys) or None,
        "message": left_out_text(gap),
    }


def day_asked(text: str | None) -> date:
    """The day that was typed, or today. Raises `InputError`."""
    try:
        day = date.fromisoformat(text) if text else date.today()
        Month(day.year, day.month)
        return day
    except ValueError:  # `NotAMonth` is one: a year that nothing here is reckoned in
        raise InputError(Problem("not_a_date", "--on", text or ""), usage=True) from None

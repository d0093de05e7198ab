"""`dibao standards diff`: what changed between two months."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ...files.kinds import content_text
from ...rules.month import Month
from ...rules.notice import Value
from ...rules.parameters import written
from ...rules.standards import Standards
from ...show.lists import Listing, Record
from ..exit_codes import ExitCode
from ..inputs import loaded
from ..option_groups import OutputOptions, TableOptions
from ..options import LISTING, Group, Option
from .change import change_of
from .shared import LAYERS, keys_asked, month_or, show_listing

EXAMPLES = ("dibao standards diff 2020-06 2020-07", "dibao standards diff 2024-07 2025-07 -f markdown")


class MonthsOptions(NamedTuple):
    """Between which months."""

    before: str | None = None
    after: str | None = None


TWO_MONTHS = Group(
    MonthsOptions,
    Option(
        "before",
        ("the earlier month (default: that of the region's pair, 2020-06)", "较早的月份（默认取地区设定，2020-06）"),
        "file",
        "[BEFORE]",
    ),
    Option(
        "after",
        ("the later month (default: that of the region's pair, 2020-07)", "较晚的月份（默认取地区设定，2020-07）"),
        "file",
        "[AFTER]",
    ),
)
OPTIONS = (TWO_MONTHS, LAYERS, LISTING)

COLUMNS = ("key", "before", "after", "change", "change_percent", "basis", "notice", "folder")
ON_SCREEN = ("key", "before", "after", "change", "change_percent", "basis", "short")


def run(options: MonthsOptions, tables: TableOptions, output: OutputOptions) -> ExitCode:
    """Show the keys whose figure differs. Raises `InputError`."""
    standards = loaded(tables)
    pair = standards.region.default_pair
    before, after = month_or(options.before, pair[0], "before"), month_or(options.after, pair[1], "after")
    for month in (before, after):
        standards.on(month)  # refuses a month before the first table
    rows = [row for key in keys_asked(standards, None) if (row := _row(standards, key, before, after))]
    show_listing(Listing(COLUMNS, rows, ON_SCREEN, ("before", "after", "change", "change_percent")), output)
    return ExitCode.OK


def _row(standards: Standards, key: str, before: Month, after: Month) -> Record | None:
    """The two figures of a key and what is between them; None if they are the same."""
    old, new = standards.find(key, before), standards.find(key, after)
    if (old and old.content) == (new and new.content):
        return None
    newest: Value | None = new or _ending(standards, key, after)
    return {
        "key": written(key),
        "before": content_text(old) if old else None,
        "after": content_text(new) if new else None,
        **change_of(old, new),
        "basis": new.basis if new else None,
        "notice": newest.notice.id if newest else None,
        "folder": str(Path(newest.notice.file).parent) if newest else None,
        "short": Path(newest.notice.file).stem if newest else None,
    }


def _ending(standards: Standards, key: str, month: Month) -> Value | None:
    """The notice by which a key has no figure any more."""
    past = [value for value in standards.history(key) if value.notice.effective <= month]
    return past[-1] if past else None

"""`dibao standards show`: the figures of a month, or the history of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...files.kinds import content_text
from ...rules.money import yuan
from ...rules.month import Month
from ...rules.notice import Value
from ...rules.parameters import PARAMETERS, key_parts, written
from ...rules.problems import InputError, Problem
from ...rules.standards import Standards
from ...show.lists import Listing, Record
from ...show.plot import Bar, Bars
from ...words import in_language
from ...words.parameters import spoken
from ..exit_codes import ExitCode
from ..inputs import loaded
from ..option_groups import OutputOptions, PeriodOptions, TableOptions
from ..options import LISTING, MONTH, Group, Option
from .change import change_of
from .shared import LAYERS, keys_asked, month_or, show_listing

EXAMPLES = (
    "dibao standards show --month 2020-07",
    "dibao standards show tekun --month 2025-07",
    "dibao standards show dibao.rural --history",
)


class KeyOptions(NamedTuple):
    """Which figures: of one month, or all that a key ever had."""

    key: str | None = None
    history: bool = False


KEY = Group(
    KeyOptions,
    Option(
        "key",
        (
            "a key such as dibao.rural, or a programme such as tekun (default: all)",
            "键，如 dibao.rural，或项目，如 tekun（默认：全部）",
        ),
        "file",
        "[KEY]",
    ),
    Option("history", ("every figure that the key ever had, with a plot", "该键历次数值，附图示"), "switch"),
)
OPTIONS = (KEY, MONTH, LAYERS, LISTING)

COLUMNS = ("key", "value", "basis", "since", "until", "notice", "source", "note", "folder")
ON_SCREEN = ("key", "value", "basis", "since", "until", "short")
HISTORY = ("key", "since", "until", "value", "change", "change_percent", "basis", "notice", "source", "note", "folder")
HISTORY_ON_SCREEN = ("key", "since", "value", "change", "change_percent", "basis", "short")


def run(options: KeyOptions, period: PeriodOptions, tables: TableOptions, output: OutputOptions) -> ExitCode:
    """Show the figures. Raises `InputError`."""
    standards = loaded(tables)
    keys = keys_asked(standards, options.key)
    if options.history:
        if not options.key:
            raise InputError(Problem("history_of_what", "--history"), usage=True)
        rows = [row for key in keys for row in _history(standards, key)]
        plots = tuple(_plot(standards, key) for key in keys if PARAMETERS[key_parts(key)[0]].kind == "yuan")
        right = ("value", "change", "change_percent")
        show_listing(Listing(HISTORY, rows, HISTORY_ON_SCREEN, right, plots), output)
        return ExitCode.OK
    month = month_or(period.month, standards.region.default_month)
    standards.on(month)  # refuses a month before the first table
    values = (standards.find(key, month) for key in keys)
    rows = [_row(standards, value) for value in values if value is not None]
    show_listing(Listing(COLUMNS, rows, ON_SCREEN, ("value",)), output)
    return ExitCode.OK


def _row(standards: Standards, value: Value) -> Record:
    """One figure: `until` is the first month in which it no longer holds, as far as is known today."""
    end = _end(standards, value)
    return {
        "key": written(value.key),
        "value": content_text(value) if not value.gone else value.gone,
        "basis": None if value.gone else value.basis,
        "since": str(value.notice.effective),
        "until": str(end) if end else None,
        "notice": value.notice.id,
        "source": in_language(value.source or value.notice.source),
        "note": in_language(value.note) if value.note else None,
        "folder": str(Path(value.notice.file).parent),
        "short": Path(value.notice.file).stem,
    }


def _end(standards: Standards, value: Value) -> Month | None:
    later = [v.notice.effective for v in standards.history(value.key) if v.notice.effective > value.notice.effective]
    return min(filter(None, (*later, value.notice.until)), default=None)


def _history(standards: Standards, key: str) -> Iterator[Record]:
    before: Value | None = None
    for value in standards.history(key):
        yield {**_row(standards, value), **change_of(before, value)}
        before = value


def _plot(standards: Standards, key: str) -> Bars:
    amounts = ((value.notice.effective, value.fen) for value in standards.history(key))
    return Bars(
        spoken(written(key)), tuple(Bar(str(since), fen, yuan(fen)) for since, fen in amounts if fen is not None)
    )

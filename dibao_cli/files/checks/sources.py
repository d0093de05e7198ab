"""Where figures were read, and when somebody last compared them with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...rules.keys import written
from ...rules.problems import Problem
from ...rules.standards import Note
from ..notice_file import NoticeFile
from .reviewed import Reviewed

CHECKED_DAYS = 366
"""A notice is compared with its source once a year."""

_DATE = re.compile(r"(?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|年\d{1,2}月\d{1,2}日)")


def source_without_date(reviewed: Reviewed) -> Iterator[Problem]:
    """A source (of several, divided by `;`) without the day on which it appeared."""
    for file in reviewed.files:
        for part in _undated(file.notice.source):
            yield file.problem("source_without_date", "notice.source", part)
    for file, value in reviewed.values():
        for part in _undated(value.source):
            yield file.problem("source_without_date", written(value.key), part)


def _undated(source: Note) -> list[str]:
    """The parts of a source that have no date, in the language that stands first."""
    text = next(iter(source.values()), "")
    return [part.strip() for part in re.split("[;；]", text) if part.strip() and not _DATE.search(part)]


def not_checked(reviewed: Reviewed) -> Iterator[Problem]:
    """Nobody says when the figures were last compared with the source."""
    for file in reviewed.files:
        if not file.notice.checked:
            yield file.problem("not_checked", "notice.checked")


def checked_long_ago(reviewed: Reviewed) -> Iterator[Problem]:
    """The figures were not compared with their source for a year."""
    for file, checked in _checked(reviewed):
        if (reviewed.today - checked).days > CHECKED_DAYS:
            yield file.problem("checked_long_ago", "notice.checked", checked)


def checked_in_the_future(reviewed: Reviewed) -> Iterator[Problem]:
    """The figures were compared on a day that has not come yet."""
    for file, checked in _checked(reviewed):
        if checked > reviewed.today:
            yield file.problem("checked_in_the_future", "notice.checked", checked)


def _checked(reviewed: Reviewed) -> Iterator[tuple[NoticeFile, date]]:
    for file in reviewed.files:
        if file.notice.checked:
            yield file, date.fromisoformat(file.notice.checked)

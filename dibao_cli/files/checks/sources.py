"""Where figures were read, and when somebody last compared them with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...rules.notice import Note
from ...rules.parameters import written
from ...rules.problems import Problem
from ..notice_file import NoticeFile
from .subject import Reviewed

CHECKED_DAYS = 366
"""A notice is compared with its source once a year."""

_DATE = re.compile(r"(?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|年\d{1,2}月\d{1,2}日)")


def source_without_date(reviewed: Reviewed) -> Iterator[Problem]:
    """A source (of several, divided by `;`) without the day on which it appeared."""
    for file in reviewed.files:
        for name, source in file.sources.items():
            for part in _undated(source):
                yield file.problem("source_without_date", f"sources.{name}", part)
        for part in _undated(file.notice.source, file):
            yield file.problem("source_without_date", "notice.source", part)
    for file, value in reviewed.values():
        for part in _undated(value.source, file):
            yield file.problem("source_without_date", written(value.key), part)


def _undated(source: Note, file: NoticeFile | None = None) -> list[str]:
    """The parts of a source that have no date, in the language that stands first; but for the named ones of a file."""
    text = next(iter(source.values()), "")
    parts = [part.strip() for part in re.split("[;；]", text)]
    named = {next(iter(each.values())) for each in file.sources.values()} if file else set()
    return [part for part in parts if part and part not in named and not _DATE.search(part)]


def source_unused(reviewed: Reviewed) -> Iterator[Problem]:
    """A source that is named and that nothing refers to: perhaps a name is misspelt."""
    for file in reviewed.files:
        for name in file.unused_sources:
            yield file.problem("source_unused", f"sources.{name}", name)


def basis_not_stated(reviewed: Reviewed) -> Iterator[Problem]:
    """Nobody says how well founded a figure is: it would count as published."""
    for file in reviewed.files:
        tables = {name: content for name, content in file.document.data.items() if name not in _NO_FIGURES}
        if "basis" not in file.document.data.get("notice", {}) and _without_basis(tables):
            yield file.problem("basis_not_stated", "notice.basis")


_NO_FIGURES = ("notice", "sources", "unknown", "repeals")


def _without_basis(content: object) -> bool:
    """Whether a figure somewhere in a table has no basis of its own."""
    if isinstance(content, dict):
        return "basis" not in content and any(_without_basis(each) for each in content.values())
    return True


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

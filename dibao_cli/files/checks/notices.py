"""A notice by itself: its issuer, its dates, whether it sets anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from ...rules.month import Month
from ...rules.problems import Problem
from .subject import Reviewed


def no_issuer(reviewed: Reviewed) -> Iterator[Problem]:
    """Nobody says who issued the document."""
    for file in reviewed.files:
        if not file.notice.issuer:
            yield file.problem("no_issuer", "notice.issuer")


def sets_nothing(reviewed: Reviewed) -> Iterator[Problem]:
    """A notice without a single figure."""
    for file in reviewed.files:
        if not (file.values or file.indices or file.one_offs):
            yield file.problem("sets_nothing")


def name_and_date_differ(reviewed: Reviewed) -> Iterator[Problem]:
    """The file's name begins with another date than that of the notice."""
    for file in reviewed.files:
        named = re.match(r"(\d{4}-\d{2})-\d{2}", PurePath(file.notice.file).name)
        if named and named[1] != str(file.notice.effective):
            yield file.problem("name_and_date_differ", "notice.effective", file.notice.effective, name=named[0])


def far_ahead(reviewed: Reviewed) -> Iterator[Problem]:
    """A notice that begins more than a year from now: most likely a slip of the year."""
    this_month = Month(reviewed.today.year, reviewed.today.month)
    for file in reviewed.files:
        if file.notice.effective.since(this_month) > 12:
            yield file.problem("far_ahead", "notice.effective", file.notice.effective)

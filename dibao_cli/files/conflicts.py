"""Notices of one folder that contradict each other: nobody can tell which holds, so nothing is computed with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..rules.month import Month
from ..rules.parameters import written
from ..rules.problems import Problem
from .notice_file import NoticeFile

Place = tuple[str, Month]


def set_twice(files: Sequence[NoticeFile]) -> Iterator[Problem]:
    """Two notices that set the same key from the same month, or state the same price index or one-off payment."""
    first: dict[Place, str] = {}
    for file in files:
        for name, month in dict.fromkeys(_stated(file)):
            other = first.setdefault((name, month), file.notice.file)
            if other != file.notice.file:
                yield file.problem("set_twice", name, other=other)


def _stated(file: NoticeFile) -> Iterator[Place]:
    yield from ((written(value.key), file.notice.effective) for value in file.values)
    yield from ((f"index.{month}", month) for month in file.indices)
    yield from ((f"one_off.{one.name}", one.month) for one in file.one_offs)

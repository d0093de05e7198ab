"""Notices of one folder that contradict each other: nobody can tell which holds, so nothing is computed with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..rules.amounts import Amount
from ..rules.case import OWN_STANDARD
from ..rules.month import Month
from ..rules.notice import Value
from ..rules.parameters import key_parts, written
from ..rules.problems import Problem
from .notice_file import NoticeFile

Place = tuple[str, Month]


def contradictions(files: Sequence[NoticeFile]) -> Iterator[Problem]:
    """Everything of this kind."""
    yield from set_twice(files)
    yield from reckoned_from_itself(files)


def set_twice(files: Sequence[NoticeFile]) -> Iterator[Problem]:
    """Two notices that set the same key from the same month, or state the same price index or one-off payment."""
    first: dict[Place, str] = {}
    for file in files:
        for name, month in dict.fromkeys(_stated(file)):
            other = first.setdefault((name, month), file.notice.file)
            if other != file.notice.file:
                yield file.problem("set_twice", name, other=other)


def reckoned_from_itself(files: Sequence[NoticeFile]) -> Iterator[Problem]:
    """A figure that is a share of another one which, in the end, is a share of it."""
    bases: dict[str, set[str]] = {}
    for file in files:
        for value in file.values:
            for base in _bases(value):
                bases.setdefault(key_parts(value.key)[0], set()).add(base)
    for file in files:
        for value in file.values:
            chain = _way_back(key_parts(value.key)[0], bases) if _bases(value) else ()
            if chain:
                yield file.problem("reckoned_from_itself", written(value.key), chain=" ← ".join(chain))


def _bases(value: Value) -> tuple[str, ...]:
    """The keys that a figure is a share of."""
    content = value.content
    if not isinstance(content, Amount) or content.share is None:
        return ()
    return ("dibao.urban", "dibao.rural") if content.of == OWN_STANDARD else (content.of,)


def _way_back(key: str, bases: dict[str, set[str]]) -> tuple[str, ...]:
    """The keys from one back to itself, if there is such a way."""
    paths: list[tuple[str, ...]] = [(key,)]
    while paths:
        path = paths.pop()
        for base in sorted(bases.get(path[-1], ())):
            if base == key:
                return (*path, key)
            if base not in path:
                paths.append((*path, base))
    return ()


def _stated(file: NoticeFile) -> Iterator[Place]:
    yield from ((written(value.key), file.notice.effective) for value in file.values)
    yield from ((f"index.{month}", month) for month in file.indices)
    yield from ((f"one_off.{one.name}", one.month) for one in file.one_offs)

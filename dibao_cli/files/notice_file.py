"""What one notice file states, and where in it each key stands."""

from collections.abc import Mapping
from typing import NamedTuple

from ..rules.month import Month
from ..rules.notice import Note, Notice, OneOff, PriceIndex, Value
from ..rules.problems import Problem
from .document import Document


class Acknowledged(NamedTuple):
    """A finding of `standards check` that somebody has looked at: its code, its key (empty: any), and why it stays."""

    code: str
    key: str
    because: Note

    def covers(self, problem: Problem) -> bool:
        """Whether it speaks of this finding."""
        return self.code == problem.code and self.key in ("", problem.place)


class NoticeFile(NamedTuple):
    """All that one file states, with the document that says on which line.

    `sources` are those of its `[sources]` by their names, `unused_sources` the names that nothing refers to.
    """

    notice: Notice
    document: Document
    values: tuple[Value, ...] = ()
    indices: Mapping[Month, PriceIndex] = {}
    one_offs: tuple[OneOff, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()
    sources: Mapping[str, Note] = {}
    unused_sources: tuple[str, ...] = ()

    def problem(self, code: str, place: str = "", value: object = "", **details: str) -> Problem:
        """A finding at a key of this file, as `dibao.rural` is written in it."""
        problem = self.document.problem(code, tuple(place.split(".")) if place else ("notice",), value, **details)
        return problem._replace(place=place, line=problem.line or 1)

"""Whether a roster says how many people a row stands for: where nothing does, it is not computed.

A row without a number is one person. That is right in a roster of persons and wrong by the whole family in a
roster of households, and the two look alike where no household has a second row.
"""

from __future__ import annotations

from typing import Protocol

from ..rules.problems import InputError, Problem
from .worker import Worker


class MembersRead(Protocol):
    """What rows state of their members, see `Readings`."""

    @property
    def members_stated(self) -> bool: ...
    @property
    def nobody_described(self) -> bool: ...


class HeadCount:
    """What the blocks of a run have shown so far."""

    def __init__(self, readings: MembersRead, has_column: bool, labelled: bool) -> None:
        """`has_column`: there is a column of the number of members; `labelled`: there is one of households."""
        self.readings = readings
        self.certain = has_column
        self.labelled = labelled

    def look(self, worker: Worker) -> None:
        """See whether a household of a block has several rows, so that rows are persons."""
        if not self.certain and self.labelled and worker.engine.ask(_SEVERAL_ROWS):
            self.certain = True  # never back: another worker may have seen it while this one asked

    def check(self, file: str) -> None:
        """Raises `InputError` where rows may be households and nothing says how many people they are."""
        if not self.certain and not self.readings.members_stated and self.readings.nobody_described:
            raise InputError(Problem("no_members_column", "members", file=file))


_SEVERAL_ROWS = """
    SELECT 1 FROM checked_rows WHERE household <> '' GROUP BY household
    HAVING count(*) > 1 AND bool_or(fault IS NULL) LIMIT 1"""
"""A household with several rows; rows of totals, under one label, are none."""

"""What a review looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ...rules.notice import Value
from ...rules.problems import Problem
from ...rules.standards import Standards
from ..notice_file import NoticeFile


class Reviewed(NamedTuple):
    """The notices of one folder, the standards that they make with the folders below, and the day of the review."""

    files: Sequence[NoticeFile]
    standards: Standards
    today: date

    def values(self) -> Iterator[tuple[NoticeFile, Value]]:
        """Every figure that the folder states, with its file."""
        for file in self.files:
            for value in file.values:
                if not value.gone:
                    yield file, value


Check = Callable[[Reviewed], Iterator[Problem]]
"""A check yields what it finds; its name is the code of that."""

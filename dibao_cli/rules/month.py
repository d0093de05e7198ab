"""A calendar month. Benefits are granted by the month, so nothing in the rules is finer than that."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(\d{4})(?:[-/.年]?)(\d{1,2})月?")


class NotAMonth(ValueError):
    """A text is not a month such as `2020-07`."""


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year, in calendar order; `str()` gives `2020-07`."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2199 and 1 <= self.number <= 12):
            raise NotAMonth(f"{self.year}-{self.number}")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2020-07`, `2020-7`, `202007`, `2020/07` or `2020年7月`. Raises `NotAMonth`."""
        match = _WRITTEN.fullmatch(text.strip())
        if not match or (len(match[2]) == 1 and match[0].isdigit()):
            raise NotAMonth(text)
        return cls(int(match[1]), int(match[2]))

    def plus(self, months: int) -> Month:
        """The month that many months later (earlier, if negative)."""
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, index + 1)

    def since(self, earlier: Month) -> int:
        """How many months this month is after `earlier`; negative if before it."""
        return (self.year - earlier.year) * 12 + self.number - earlier.number

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from `first` to `last`, both included."""
    return tuple(first.plus(n) for n in range(last.since(first) + 1))

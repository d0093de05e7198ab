"""A calendar month. Benefits are granted by the month, so nothing in the rules is finer than that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

MOST_MONTHS = 600
"""Of one range, or of one description with changes: fifty years."""


class InvalidMonth(ValueError):
    """A text is not a month such as `2020-07`."""


class _YearAndNumber(NamedTuple):
    year: int
    number: int


class Month(_YearAndNumber):
    """A month of a year, in calendar order; `str()` gives `2020-07`. Raises `InvalidMonth` for month 13."""

    __slots__ = ()

    def __new__(cls, year: int, number: int) -> Month:
        if not (1900 <= year <= 2199 and 1 <= number <= 12):
            raise InvalidMonth(f"{year}-{number}")
        return super().__new__(cls, year, number)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2020-07`, `2020-7`, `202007`, `2020/07` or `2020年7月`. Raises `InvalidMonth`."""
        plain = text.strip().removesuffix("月")
        year, month = plain[:4], plain[4:]
        parted = month[:1] in ("-", "/", ".", "年") and month != ""
        month = month[1:] if parted else month
        digits = year + month
        if not (digits.isascii() and digits.isdigit() and len(year) == 4 and (1 if parted else 2) <= len(month) <= 2):
            raise InvalidMonth(text)
        return cls(int(year), int(month))

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


def written_months(months: Iterable[Month]) -> str:
    """Months with runs of them drawn together: `2020-01..2020-06, 2020-08`."""
    runs: list[list[Month]] = []
    for month in sorted(set(months)):
        if runs and month.since(runs[-1][-1]) == 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs)

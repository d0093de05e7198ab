"""What was typed, as types: a group of options is a record, filled once, so that a misspelt name is found by mypy.

None, False or nothing stands for an option that was not given. All texts are as they were typed.
Which options fill a record, with their help, stands in `options` and in the commands.

The annotations are not put off here: a named tuple compiles each that is a text, and `calc` pays for it at its start.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..rules.problems import InputError, Problem


class HouseholdOptions(NamedTuple):
    """The household file, and what is laid over it. `facts` are those that were stated, by their field."""

    file: str | None = None
    area: str | None = None
    district: str | None = None
    members: str | None = None
    income: tuple[str, ...] = ()
    annual_income: tuple[str, ...] = ()
    work_income: str | None = None
    deduct: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    facts: Mapping[str, bool] = MappingProxyType({})
    gradual_exit: str | None = None


class PeriodOptions(NamedTuple):
    """For which month or months; `sweep` runs a number through a range in one month, `stdin` answers case after case."""

    month: str | None = None
    from_: str | None = None
    to: str | None = None
    sweep: str | None = None
    stdin: bool = False


class TableOptions(NamedTuple):
    """Whose standards, with which notices and values on top; `region_origin` is the option or setting that named it."""

    region: str | None = None
    standards: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
    region_origin: str = "--region"


class QuestionOptions(NamedTuple):
    """What is asked besides the household."""

    uplift: bool = False
    one_off: bool = False
    food_cpi: str | None = None
    cpi: str | None = None
    index_value: tuple[str, ...] = ()
    index: str | None = None  # type: ignore[assignment]  # hides tuple.index, which nobody calls
    subsidy_rate: str | None = None
    subsidy_rate_doubled: bool = False
    without: tuple[str, ...] = ()


class PaperOptions(NamedTuple):
    """Which page is printed, the day of the decision, and the folder with the office's own wording."""

    template: str | None = None
    decision: str | None = None
    letters: str | None = None


class OutputOptions(NamedTuple):
    """How and where a result is written. `explain` and `strict` are for answers; `columns` and `totals` of its rows.

    `preferred_format` is that of the user's settings: a wish, which a command that lacks it leaves aside.
    """

    format: str | None = None
    output: str | None = None
    encoding: str | None = None
    bom: bool = False
    columns: tuple[str, ...] = ()
    totals: bool = False
    quiet: bool = False
    verbose: bool = False
    explain: bool = False
    strict: bool = False
    lang: str | None = None
    preferred_format: str | None = None

    @property
    def to_file(self) -> bool:
        """Whether the result goes to a file, not to standard output."""
        return self.output not in (None, "-")


def refuse_together(flag: str, others: dict[str, str | None]) -> None:
    """Raises `InputError` where one of the others was given too."""
    for other, stated in others.items():
        if stated is not None:
            raise InputError(Problem("not_together", flag, details={"other": other}), usage=True)

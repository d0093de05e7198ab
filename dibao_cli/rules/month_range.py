"""A household over a range of months: an answer a month, totals by programme and by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from .application import Application, applied
from .assess import assess
from .assessment import PROGRAMMES, Assessment, Programme
from .household import GradualExit, Household
from .month import MOST_MONTHS, Month, months_between
from .problems import InputError, Problem
from .standards import Standards, Table

if TYPE_CHECKING:
    from .tables import Tables


class OverMonths(NamedTuple):
    """The answers of consecutive months. Sums are in fen, over what is known; see `complete`."""

    answers: tuple[Assessment, ...]

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """Every programme that has a line in some month, in the fixed order."""
        programmes = {entitlement.programme for answer in self.answers for entitlement in answer.lines}
        return tuple(programme for programme in PROGRAMMES if programme in programmes)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(answer.month.year for answer in self.answers))

    @property
    def total(self) -> int | None:
        """The sum of all months; None where a line of one is not known."""
        return self.known_total if self.complete else None

    @property
    def known_total(self) -> int:
        """The sum of what is known."""
        return sum(answer.known_total for answer in self.answers)

    @property
    def complete(self) -> bool:
        return all(answer.complete for answer in self.answers)

    def of_year(self, year: int) -> OverMonths:
        """The months of one year."""
        return OverMonths(tuple(answer for answer in self.answers if answer.month.year == year))

    def amount(self, programme: Programme) -> int | None:
        """What one programme pays in all the months, over the lines that are known; None if none of them is."""
        lines = [
            entitlement for answer in self.answers for entitlement in answer.lines if entitlement.programme == programme
        ]
        amounts = [entitlement.amount for entitlement in lines if entitlement.amount is not None]
        return None if lines and not amounts else sum(amounts)

    def known(self, programme: Programme) -> bool:
        """Whether every line of a programme has an amount."""
        lines = (
            entitlement for answer in self.answers for entitlement in answer.lines if entitlement.programme == programme
        )
        return all(entitlement.amount is not None for entitlement in lines)


def month_range(first: Month, last: Month) -> tuple[Month, ...]:
    """Every month from the first to the last. Raises `InputError` if they are reversed or too many."""
    if last < first:
        raise InputError(Problem("months_reversed", "to", str(last), details={"first": str(first)}), usage=True)
    if last.since(first) >= MOST_MONTHS:
        details = {"number": str(last.since(first) + 1), "highest": str(MOST_MONTHS)}
        raise InputError(Problem("too_many_months", "to", str(last), details=details), usage=True)
    return months_between(first, last)


def assess_months(
    household: Household | Application, standards: Standards | Table, months: Sequence[Month]
) -> OverMonths:
    """An assessment for each of the months, with the table of that month and the household as it is then.

    Where dibao ends because income crossed the line and the table sets the terms of gradual exit (渐退), the
    household enters it with its last allowance. A table gives the standards and the values that replace
    theirs; the months are these, not the application's own.
    """
    application = applied(household)
    table = standards.on(months[0]) if isinstance(standards, Standards) else standards
    answers: list[Assessment] = []
    shown: list[Assessment] = []
    leaving: GradualExit | None = None
    for month in months:
        household, there = application.household_in(month), table.at(month)
        question = application.question_in(month)
        whole = question._replace(without=())  # whether dibao ends is seen also where the answer leaves it out
        answer = assess(_leaving(household, leaving), there, whole)
        paid = answer.amount("dibao")
        if paid:
            leaving = None
        elif answers and _crossed_the_line(answers[-1], answer) and _terms_are_set(household, there):
            leaving = GradualExit(month, answers[-1].amount("dibao") or 0)
            answer = assess(_leaving(household, leaving), there, whole)
        answers.append(answer)
        shown.append(answer if question == whole else assess(answer.household, there, question))
    return OverMonths(tuple(shown))


def _leaving(household: Household, leaving: GradualExit | None) -> Household:
    """The household in gradual exit, unless its own description says something about that."""
    if leaving is None or household.gradual_exit is not None:
        return household
    return household._replace(gradual_exit=leaving)


def _crossed_the_line(before: Assessment, now: Assessment) -> bool:
    """Whether the household had dibao, and has none now because of its income."""
    return bool(before.amount("dibao")) and now.distance is not None and not now.distance.below


def _terms_are_set(household: Household, table: Tables) -> bool:
    return all(
        table.find(key, household.district, household.area) for key in ("gradual_exit.months", "gradual_exit.share")
    )

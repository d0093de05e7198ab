"""补发, arrears: months already paid at the old rate, when new standards hold from a day before they are announced.

Only programmes whose rate a standard sets are reckoned: the price subsidy and one-off aid are paid by
the month, as their own notices say, so a raise of the standards leaves nothing of them owed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .application import Application, applied
from .assess import assess
from .assessment import Assessment, Programme
from .case import AssessmentOptions
from .counterfactual import INDEX, ROUNDING, TEMPORARY, MixedTables
from .household import Household
from .month import Month
from .month_range import month_range
from .notice import Basis, weakest_known
from .problems import InputError, Problem
from .standards import Standards, Table

NOT_RECKONED: tuple[Programme, ...] = ("price_subsidy", "one_off")


class Owed(NamedTuple):
    """One line of a month, in fen: None where the amount is not known."""

    programme: Programme
    person: str | None
    owed: int | None
    paid: int | None


class MonthOwed(NamedTuple):
    """One month, in fen: what is owed by the table in force (of what is known), and what was paid.

    `stated` tells whether the caseworker said what was paid; otherwise it is what the old table gives, and
    a line that is unknown on one side is left out of both sums. `complete` says whether nothing is unknown.
    """

    month: Month
    owed: int
    paid: int
    stated: bool
    lines: tuple[Owed, ...]
    complete: bool
    basis: Basis | None

    @property
    def difference(self) -> int | None:
        """Owed less paid; negative where too much was paid.

        None where one sum was paid for everything and a part of what is due is not known: it may have been paid
        for that part.
        """
        return None if self.stated and not self.complete else self.owed - self.paid

    @property
    def underpaid(self) -> int | None:
        """What is still owed, if anything."""
        return None if self.difference is None else max(0, self.difference)

    @property
    def overpaid(self) -> int | None:
        """What was paid too much, if anything."""
        return None if self.difference is None else max(0, -self.difference)


class Rates(NamedTuple):
    """The tables of a month: the one in force, and the one at whose rates it was paid (None if that is not asked)."""

    month: Month
    now: Table
    old: MixedTables | None


class Arrears(NamedTuple):
    """What is still owed for months that were paid. Underpaid and overpaid months are summed apart, in fen.

    `answers` are the assessments by the tables in force, `old` those by the table before (for the months
    for which no payment was stated).
    """

    months: tuple[MonthOwed, ...]
    answers: tuple[Assessment, ...]
    old: tuple[Assessment, ...]

    @property
    def owed(self) -> int:
        return sum(month.owed for month in self.months)

    @property
    def paid(self) -> int:
        return sum(month.paid for month in self.months)

    @property
    def underpaid(self) -> int | None:
        """The arrears: the sum over the months in which too little was paid; None if a month's is not known."""
        return _sum(month.underpaid for month in self.months)

    @property
    def overpaid(self) -> int | None:
        """The sum over the months in which too much was paid; never taken off the arrears in silence.

        None if a month's is not known.
        """
        return _sum(month.overpaid for month in self.months)

    @property
    def complete(self) -> bool:
        return all(month.complete for month in self.months)

    @property
    def basis(self) -> Basis | None:
        return weakest_known(month.basis for month in self.months)


def _sum(amounts: Iterable[int | None]) -> int | None:
    """The sum, or None where one of the amounts is not known."""
    listed = list(amounts)
    known = [amount for amount in listed if amount is not None]
    return sum(known) if len(known) == len(listed) else None


def arrears(
    household: Household | Application,
    standards: Standards | Table,
    last: Month | str,
    paid: Mapping[Month, int] | None = None,
    question: AssessmentOptions | None = None,
) -> Arrears:
    """What is owed from the month of the application (else the table's) to `last`, and what was paid.

    `paid` states in fen what was paid in a month for the programmes reckoned here; for the other months it
    is what the standards of the month before the table's would have given. Raises `InputError` for reversed
    months, for a payment outside the range, and if there is no table before and not every payment is stated.
    """
    application = applied(household, question)
    table = (
        standards.on(application.month)
        if isinstance(standards, Standards)
        else standards.at(application.month or standards.month)
    )
    stated = dict(paid or {})
    end = Month.parse(last) if isinstance(last, str) else last
    months = month_range(table.month, end)
    outside = [month for month in stated if month not in months]
    if outside:
        details = {"first": str(months[0]), "last": str(months[-1])}
        raise InputError(
            [Problem("paid_outside", "paid", str(m), details=details) for m in sorted(outside)], usage=True
        )
    months_owed: list[MonthOwed] = []
    answers: list[Assessment] = []
    old: list[Assessment] = []
    for month, now, old_rates in rates(table, end, with_old=not all(month in stated for month in months)):
        answer = reckoned(assess(application.household_in(month), now, application.question_in(month)))
        answers.append(answer)
        if old_rates is None or month in stated:
            months_owed.append(_as_stated(answer, stated[month]))
            continue
        was = reckoned(assess(application.household_in(month), old_rates, application.question_in(month)))
        old.append(was._replace(warnings=tuple(w for w in was.warnings if w.code != "stale_table")))
        months_owed.append(_as_before(answer, was))
    return Arrears(tuple(months_owed), tuple(answers), tuple(old))


def rates(table: Table, last: Month, with_old: bool = True) -> tuple[Rates, ...]:
    """The tables of each month from the table's to `last`. Raises `InputError` if there is no table before.

    The old rate is that of the month before the first, throughout; the month's own temporary measures, indices and
    rounding go with it.
    """
    months = month_range(table.month, last)
    before = _table_before(table) if with_old else None
    new_sources = frozenset((TEMPORARY, INDEX, ROUNDING))
    return tuple(
        Rates(month, table.at(month), MixedTables(before, table.at(month), new_sources) if before else None)
        for month in months
    )


def _table_before(table: Table) -> Table:
    """The table of the month before; a value set by hand stands in it only where its notices have none."""
    before = table.standards.on(table.month.plus(-1))
    missing = [value for key, value in table.overrides.items() if before.standards.find(key, before.month) is None]
    return before.overriding(missing)


def reckoned(answer: Assessment) -> Assessment:
    """The answer without the programmes that no standard sets the rate of."""
    lines = tuple(entitlement for entitlement in answer.lines if entitlement.programme not in NOT_RECKONED)
    warnings = tuple(w for w in answer.warnings if w.details.get("programme") not in NOT_RECKONED)
    return answer._replace(lines=lines, warnings=warnings)


def _as_stated(answer: Assessment, paid: int) -> MonthOwed:
    lines = tuple(
        Owed(entitlement.programme, entitlement.person, entitlement.amount, None) for entitlement in answer.lines
    )
    settled = answer.complete and all(warning.code != "care_not_assessed" for warning in answer.warnings)
    return MonthOwed(answer.month, answer.known_total, paid, True, lines, settled, answer.basis)


def _as_before(answer: Assessment, old: Assessment) -> MonthOwed:
    keys = dict.fromkeys((entitlement.programme, entitlement.person) for entitlement in (*answer.lines, *old.lines))
    lines = tuple(Owed(*key, answer.amount_of(*key), old.amount_of(*key)) for key in keys)
    known = [
        (entitlement.owed, entitlement.paid)
        for entitlement in lines
        if entitlement.owed is not None and entitlement.paid is not None
    ]
    return MonthOwed(
        month=answer.month,
        owed=sum(owed for owed, _ in known),
        paid=sum(paid for _, paid in known),
        stated=False,
        lines=lines,
        complete=len(known) == len(lines),
        basis=weakest_known([answer.basis, old.basis]),
    )

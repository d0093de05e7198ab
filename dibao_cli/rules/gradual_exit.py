"""渐退, gradual exit: part of the last allowance for some months after income rose above the line.

Source: S0 (in force in all low-income villages of Dalian) and B4 (at most a year). The share that is paid was not
found; a table may set `gradual_exit.share`. Nationally a 2022 text says in principle at most 6 months.
"""

from __future__ import annotations

from .arithmetic import Number, check, leaf, proportion, step, value_of, where
from .assessment import Entitlement, absent, entitlement, missing_entitlement
from .case import Case, figure, stated
from .unknown import Clause


def payment(last_allowance: Number, share: Number, month_of_exit: Number, months: Number) -> Number:
    """The share of the last allowance, in the first `months` months above the line (the first is 1)."""
    inside = check("within_gradual_exit", (month_of_exit >= 1) & (month_of_exit <= months))
    return where(inside, step("gradual_exit", part(last_allowance, share)), 0)


def part(last_allowance: Number, share: Number) -> Number:
    """The share of the last allowance, fen a month."""
    return proportion(last_allowance, share)


def share_in(case: Case) -> int:
    """The share (hundredths of a per cent) that is paid in the month; 0 too where it is not known."""
    exit_from = case.household.gradual_exit
    months, share = case.find("gradual_exit.months"), case.find("gradual_exit.share")
    if exit_from is None or months is None or share is None:
        return 0
    return share.number if 1 <= case.table.month.since(exit_from.since) + 1 <= months.number else 0


def assess(case: Case, dibao_paid: bool) -> Entitlement | None:
    """The household's line, where it asks for gradual exit and no longer receives dibao."""
    exit_from = case.household.gradual_exit
    if exit_from is None or dibao_paid:
        return None
    months, share = case.find("gradual_exit.months"), case.find("gradual_exit.share")
    last = stated(exit_from.last_allowance, "last_allowance")
    nth = leaf(case.table.month.since(exit_from.since) + 1, "count", "month_of_exit")
    if months is not None and share is None and not 1 <= value_of(nth) <= months.number:
        return entitlement(
            "gradual_exit", None, payment(0, 0, nth, figure(months)), uses=(months,)
        )  # whatever the share is
    if months is None or share is None:
        keys = [k for k, v in (("gradual_exit.months", months), ("gradual_exit.share", share)) if v is None]
        percent = figure(share) if share else absent("gradual_exit.share", "percent")
        within = figure(months) if months else absent("gradual_exit.months", "count")
        return missing_entitlement(
            "gradual_exit",
            None,
            *(case.missing(key) for key in keys),
            known=payment(last, percent, nth, within),
            clauses=[] if months else [Clause("in_the_first_months", (("month", str(value_of(nth))),))],
        )
    return entitlement("gradual_exit", None, payment(last, figure(share), nth, figure(months)), uses=(months, share))

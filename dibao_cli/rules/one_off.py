"""一次性生活补助, one-off aid, such as the Spring Festival's of 2020, and temporary relief (临时救助).

A notice may set an amount a person or a household, by status, for a stated month. For Dalian only totals
are known (S0: 74,200 persons, 59.3448 million yuan), which are not a rate, so nothing is set.
"""

from __future__ import annotations

from dataclasses import replace

from .arithmetic import leaf, step
from .assessment import Line, line, missing_line
from .case import Case
from .recipients import Group, Recipients
from .standards import Missing


def assess(case: Case, recipients: Recipients) -> list[Line]:
    """A line for each payment of the month and each of the household's groups that it is for."""
    payments = [one for one in case.table.standards.one_offs if one.month == case.table.month]
    if not payments:
        return [missing_line("one_off", None, Missing("one_off", case.table.month))]
    lines = []
    for payment in payments:
        amount = leaf(payment.amount, "yuan", payment.name)
        groups = recipients.among(payment.statuses)
        if payment.per == "household":
            groups = [Group(group.scheme, None) for group in groups[:1]]
        for group in groups:
            total = step("one_off", amount * leaf(group.size, "count", "persons") if group.size > 1 else amount)
            lines.append(replace(line("one_off", group.person, total), one_off=payment))
    return lines

"""一次性生活补助, one-off aid, such as the Spring Festival's of 2020, and temporary relief (临时救助).

A notice may set an amount a person or a household, by status, for a stated month. Dalian's Spring Festival aid of 2020
and 2021 is inferred (F1, S0), that of 2024 and 2026 reported (F1).
"""

from __future__ import annotations

from .arithmetic import leaf, step
from .assessment import Entitlement, absent, entitlement, missing_entitlement
from .case import Case, Group
from .standards import Missing


def assess(case: Case, groups: list[Group]) -> list[Entitlement]:
    """A line for each payment of the month and each of the household's groups that it is for."""
    payments = [one for one in case.table.standards.one_offs if one.month == case.table.month]
    if not payments:
        missing = Missing("one_off", case.table.month)
        return [missing_entitlement("one_off", None, missing, known=step("one_off", absent(missing)))]
    lines = []
    for payment in payments:
        amount = leaf(payment.amount, "yuan", payment.name)
        entitled = [group for group in groups if group.schemes.intersection(payment.statuses)]
        if payment.per == "household":
            entitled = [Group(group.schemes, None) for group in entitled[:1]]
        for _, person, number in entitled:
            total = step("one_off", amount * leaf(number, "count", "persons") if number > 1 else amount)
            found = entitlement("one_off", person, total)
            lines.append(Entitlement("one_off", person, found.amount, found.formula, one_off=payment))
    return lines

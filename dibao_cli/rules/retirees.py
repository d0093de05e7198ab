"""60年代精简退职职工: workers released in the streamlining of the 1960s, in four tiers.

Source: A4, A5, A8, A9, A11 and the province (A13, A14) for the amounts; S0 for the raise of 7 % in 2020.
"""

from __future__ import annotations

from .arithmetic import Number, step
from .assessment import Entitlement, absent, entitlement, missing_entitlement
from .case import Case, figure
from .household import Person


def retiree_allowance(standard: Number) -> Number:
    """The amount of the tier: full living allowance, 70 %, 40 % relief, or hardship subsidy."""
    return step("retiree", standard)


def assess(case: Case, person: Person) -> Entitlement:
    """The retiree's line."""
    key = f"retiree.{person.tier}"
    standard = case.find(key)
    if standard is None:
        return missing_entitlement(
            "retiree", case.label(person), case.table.missing(key), known=retiree_allowance(absent(key))
        )
    return entitlement("retiree", case.label(person), retiree_allowance(figure(standard)))

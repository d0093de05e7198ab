"""特困, support for extremely poor persons: a basic living standard and a care allowance.

Law: 特困人员认定办法 (2016, revised 2021), on self-care; the standards are the city's. Dalian's care
allowances were not found: a table may set `tekun.care_self`, `tekun.care_partly`, `tekun.care_wholly`.
"""

from __future__ import annotations

from .arithmetic import Number, step
from .assessment import Entitlement, absent, entitlement, missing_entitlement
from .case import Case, figure
from .notice import Value
from .person import Person
from .standards import Missing


def basic_living(standard: Number) -> Number:
    """The basic living standard of the area (and, where a table distinguishes it, of the kind of care)."""
    return step("basic_living", standard)


def assess(case: Case, person: Person) -> Entitlement:
    """The basic living standard of an extremely poor person; the care allowance is in `flat.py`."""
    standard, missing = standard_for(case, person)
    if standard is None:
        known = basic_living(absent(f"tekun.{case.household.area}"))
        return missing_entitlement("tekun", case.label(person), missing, known=known)
    return entitlement("tekun", case.label(person), basic_living(figure(standard)))


def standard_for(case: Case, person: Person) -> tuple[Value | None, Missing]:
    """The standard of the person's area and care, and what to say if there is none.

    A standard for one kind of care goes before one for both; where a table has only such standards,
    the person's care must be stated, for the two can differ.
    """
    general = f"tekun.{case.household.area}"
    if person.care:
        own = f"{general}_{person.care}"
        return case.find_first(own, general), case.table.missing(general)
    split = case.find_first(f"{general}_institutional", f"{general}_dispersed")
    missing = Missing("care", case.table.month, "not_stated") if split else case.table.missing(general)
    return case.find(general), missing

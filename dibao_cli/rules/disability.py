"""残疾人两项补贴: the living subsidy for poor disabled people and the nursing subsidy for severe disability.

Law: 国发〔2015〕52号, as quoted in D1: living subsidy for disabled members of dibao families, nursing subsidy
for grades 1 and 2; both may be had together; neither is income for dibao. Dalian's amounts were not found.
"""

from __future__ import annotations

from .arithmetic import Number, step
from .assessment import Entitlement, Programme, absent, entitlement, missing_entitlement
from .case import Case, figure
from .household import Person


def subsidy(amount: Number) -> Number:
    """The amount that the table sets."""
    return step("subsidy", amount)


def living_subsidy(case: Case, person: Person) -> Entitlement:
    """The living subsidy of a disabled member of a dibao family."""
    return _line(case, person, "living_subsidy", ("disability.living",))


def nursing_subsidy(case: Case, person: Person) -> Entitlement:
    """The nursing subsidy for grade 1 or 2: of the grade where a table distinguishes them."""
    grade = person.disability.grade if person.disability else 1
    return _line(case, person, "nursing_subsidy", (f"disability.nursing_grade_{grade}", "disability.nursing"))


def _line(case: Case, person: Person, programme: Programme, keys: tuple[str, ...]) -> Entitlement:
    amount = case.find_first(*keys)
    if amount is None:
        missing = case.table.missing(keys[-1])
        return missing_entitlement(programme, case.label(person), missing, known=subsidy(absent(missing)))
    return entitlement(programme, case.label(person), subsidy(figure(amount)))

"""特困, support for extremely poor persons: a basic living standard and a care allowance.

Law: 特困人员认定办法 (2016, revised 2021), on self-care; the standards are the city's. Dalian's care allowances were
not found. A table may set them by grade (`tekun.care_wholly`), and by grade and kind of care where the kinds differ
(`tekun.care_wholly_institutional`); or for grades that it names itself (`tekun.care_by_category`), of which it may say
how many of six abilities are lost in each (`tekun.care_grades`).
"""

from __future__ import annotations

from collections.abc import Mapping

from .arithmetic import Number, step
from .assessment import Entitlement, absent, entitlement, missing_entitlement
from .case import Case
from .notice import Value
from .parameters import GRADES, KINDS_OF_CARE
from .payment import paid
from .person import LOST, Person
from .problems import InputError, Problem, nearest
from .standards import Missing


def basic_living(standard: Number) -> Number:
    """The basic living standard of the area (and, where a table distinguishes it, of the kind of care)."""
    return step("basic_living", standard)


def assess(case: Case, person: Person) -> Entitlement:
    """The basic living standard of an extremely poor person; the care allowance is in `flat.py`."""
    standard, missing = standard_for(case, person)
    if standard is None:
        return missing_entitlement(
            "tekun", case.label(person), missing, known=basic_living(absent(f"tekun.{case.household.area}"))
        )
    return entitlement("tekun", case.label(person), basic_living(paid(case, "tekun", case.amount(standard))))


def standard_for(case: Case, person: Person) -> tuple[Value | None, Missing]:
    """The standard of the person's area and care, and what to say if there is none."""
    return _by_care(case, person, f"tekun.{case.household.area}")


def care_for(case: Case, person: Person) -> tuple[Value | None, Missing]:
    """The care allowance of the person's grade and care, and what to say if there is none.

    Where the city names grades, the person's is one of them, or that which holds all numbers of abilities lost that the
    person's can be. One to three abilities lost are one grade in the State's rule and may be two in a city of four
    grades: there the grade itself must be stated.
    """
    unknown = Missing("self_care", case.table.month, "not_stated")
    if names := case.table.region.names.get("self_care"):
        named = person.self_care if person.self_care in names else _by_abilities(case, person)
        if named:
            return _by_care(case, person, "tekun.care", f"#{named}")
        if not any(case.set_for(f"tekun.care_{person.self_care_grade}{kind}") for kind in ("", *KINDS_OF_CARE)):
            return None, unknown
    four = any(case.set_for(f"tekun.care_lightly{kind}") for kind in ("", *KINDS_OF_CARE))
    if four and person.self_care is None and person.self_care_grade == "partly":
        return None, unknown
    return _by_care(case, person, f"tekun.care_{person.self_care_grade}")


def refuse_unknown_grade(case: Case, person: Person) -> None:
    """Raises `InputError` for a grade that is neither one of the four nor one that the region's notices name."""
    known = (*case.table.region.names.get("self_care", ()), *GRADES)
    if person.self_care is not None and person.self_care not in known:
        details = {"known": ", ".join(known), "nearest": nearest(person.self_care, known)}
        raise InputError(Problem("unknown_choice", "self_care", person.self_care, details=details))


def _by_abilities(case: Case, person: Person) -> str:
    """The grade, of those that a notice names, that so many abilities lost are; empty where it does not say."""
    lost = person.abilities_lost
    lost_abilities = LOST.get(person.self_care or "") if lost is None else (lost, lost)
    named = case.find("tekun.care_grades")
    if lost_abilities is None or named is None:
        return ""
    low, high = lost_abilities
    return next((each.name for each in named.grades if each.lost and each.lost[0] <= low <= high <= each.lost[1]), "")


def _by_care(case: Case, person: Person, general: str, grade: str = "") -> tuple[Value | None, Missing]:
    """The figure for the person's kind of care, and what to say if there is none.

    One for one kind of care goes before one for both; where a table has only such figures, the person's care must
    be stated, for the two can differ. That of the other kind is never taken.
    """
    figures = {kind: case.set_for(f"{general}{kind}{grade}") for kind in ("", *KINDS_OF_CARE)}
    split = any(figures[kind] for kind in KINDS_OF_CARE)
    both = f"{general}{grade}"
    if person.care:
        own = f"{general}_{person.care}{grade}"
        return case.find_first(own, both), case.missing(own if split else both)
    found = None if split and _of_one_kind_only(figures) else case.find(both)
    return found, Missing("care", case.table.month, "not_stated") if split else case.missing(both)


def _of_one_kind_only(figures: Mapping[str, Value | None]) -> bool:
    """Whether the general figure is not the newest word on both kinds: a notice since has told them apart."""
    months = [figure.notice.effective for figure in figures.values() if figure is not None]
    both = figures[""]
    return both is None or both.notice.effective < max(months)

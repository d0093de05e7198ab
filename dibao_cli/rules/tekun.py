"""特困, support for extremely poor persons: a basic living standard and a care allowance.

Law: 特困人员认定办法 (2016, revised 2021), on self-care; the standards are the city's. Dalian's care allowances were
not found. A table may set them by grade (`tekun.care_wholly`), and by grade and kind of care where the kinds differ
(`tekun.care_wholly_institutional`).
"""

from __future__ import annotations

from .arithmetic import Number, step
from .assessment import Entitlement, absent, entitlement, missing_entitlement
from .case import Case
from .notice import Value
from .parameters import KINDS_OF_CARE
from .payment import paid
from .person import Person
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

    One to three abilities lost are one grade in the State's rule and may be two in a city of four grades: there the
    grade itself must be stated.
    """
    four = any(case.table.find(f"tekun.care_lightly{kind}", case.household.district) for kind in ("", *KINDS_OF_CARE))
    if four and person.self_care is None and person.self_care_grade == "partly":
        return None, Missing("self_care", case.table.month, "not_stated")
    return _by_care(case, person, f"tekun.care_{person.self_care_grade}")


def _by_care(case: Case, person: Person, general: str) -> tuple[Value | None, Missing]:
    """The figure for the person's kind of care, and what to say if there is none.

    One for one kind of care goes before one for both; where a table has only such figures, the person's care must
    be stated, for the two can differ. That of the other kind is never taken.
    """
    if person.care:
        own = f"{general}_{person.care}"
        split = any(case.table.find(f"{general}{kind}", case.household.district) for kind in KINDS_OF_CARE)
        return case.find_first(own, general), case.missing(own if split else general)
    split = any(case.table.find(f"{general}{kind}", case.household.district) for kind in KINDS_OF_CARE)
    both = None if split and _of_one_kind_only(case, general) else case.find(general)
    return both, Missing("care", case.table.month, "not_stated") if split else case.missing(general)


def _of_one_kind_only(case: Case, general: str) -> bool:
    """Whether the general figure is not the newest word on both kinds: a notice since has told them apart."""
    figures = [case.table.find(f"{general}{kind}", case.household.district) for kind in ("", *KINDS_OF_CARE)]
    months = [figure.notice.effective for figure in figures if figure is not None]
    return figures[0] is None or figures[0].notice.effective < max(months)

"""Who may have what together (facts, part 6). Conditions only, so that they hold for columns too.

Sources: D1 (the two disability subsidies, State Council 2015 No. 52 as quoted for Dandong), the State
Council's 2016 opinion on extremely poor persons, N4 (民发〔2019〕62号), N5 (特困人员认定办法, 2016).
"""

from __future__ import annotations

from functools import lru_cache

from .arithmetic import Truth, not_
from .laws import (
    DISABILITY_SUBSIDIES,
    EXTREMELY_POOR,
    EXTREMELY_POOR_2016,
    NO_TEXT,
    UNSUPPORTED_CHILDREN,
    VILLAGES_2020,
    Law,
)
from .person import Person, Status

SOURCES: dict[tuple[str, str], Law] = {
    ("dibao", "tekun"): EXTREMELY_POOR,
    ("dibao", "orphan"): NO_TEXT,
    ("living_subsidy", "tekun"): EXTREMELY_POOR,
    ("living_subsidy", "orphan"): DISABILITY_SUBSIDIES,
    ("living_subsidy", "unsupported_child"): UNSUPPORTED_CHILDREN,
    ("tekun", "orphan"): EXTREMELY_POOR_2016,
    ("single_person", "dibao"): VILLAGES_2020,
}
"""For (what is not paid, because of what): where that is written. What excludes a flat amount stands in `flat.py`."""


def tekun_paid(tekun: Truth, orphan: Truth) -> Truth:
    """A minor who is both orphan and extremely poor is supported as an orphan only (N5)."""
    return tekun & not_(orphan)


def schemes_of(person: Person) -> tuple[Status, ...]:
    """The schemes that support a person."""
    return _schemes(tuple(person.status))


@lru_cache(maxsize=256)
def _schemes(stated: tuple[Status, ...]) -> tuple[Status, ...]:
    is_tekun = tekun_paid("tekun" in stated, "orphan" in stated)
    return tuple(status for status in stated if status != "tekun" or is_tekun)


def counts_in_dibao_family(tekun: Truth, orphan: Truth) -> Truth:
    """Who is kept by another scheme is not a member of the dibao family (tekun: D1; orphan: inferred)."""
    return not_(tekun | orphan)


def income_counts(tekun: Truth, orphan: Truth) -> Truth:
    """Whether a person's own income is part of the dibao family's: that of its members is (N2 art. 16)."""
    return counts_in_dibao_family(tekun, orphan)


def living_subsidy_allowed(tekun: Truth, orphan: Truth, full_child_allowance: Truth) -> Truth:
    """The living subsidy for disabled people, beside other schemes (D1; N4 for the full child allowance)."""
    return not_(tekun | orphan | full_child_allowance)

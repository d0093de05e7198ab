"""Which places a table tells apart for somebody who reads only some of it: a roster computes once for those alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from .amounts import Amount
from .assessment import Programme
from .case import OWN_STANDARD, AssessmentOptions
from .household import Household
from .notice import Value
from .parameters import area_said, parts_of_key
from .person import Person
from .scopes import ANYBODY, APART, COMPUTED, REACHES, Scope, home_of
from .standards import Standards, Table

Reads = tuple[str, ...]
"""How the keys of the parameters begin that are read."""

BY_ALL: Reads = ("payment.", "dibao.classes", "uplift.classes")
"""What is read whatever the programme: when it is paid, and whether it matters to which class a family belongs."""

OWN = "own"
"""The choice that names the standard of the household's own area and district."""


def reads_of(household: Household | None, question: AssessmentOptions, but: Collection[Programme] = ()) -> Reads:
    """What the programmes read that such a household (None: any) has to do with, `but` these, as their reaches say.

    Those that are computed for whole households are none of them: they take nobody apart.
    """
    names = {*BY_ALL}
    for programme, reach in REACHES.items():
        taken_apart = reach.scope is not Scope.WHOLE_HOUSEHOLD and programme not in but
        if taken_apart and (household is None or reach.applied_for(household, question)):
            names |= {*reach.reads}
    return tuple(sorted(names))


def reads_for(person: Person | None, question: AssessmentOptions, dibao_paid: bool | None) -> Reads:
    """The same for what a person brings to a household whose dibao is paid or not, or not known (None).

    What is not known of the dibao is told with the person; nobody is paid in its place where it is paid.
    """
    but = (*([] if dibao_paid is None else [COMPUTED]), *([APART] if dibao_paid else []))
    return reads_of(home_of(person) if person else ANYBODY, question, but)


def places_apart(table: Table, area: str, district: str | None, reads: Reads) -> tuple[str, ...] | None:
    """The places of a district that some notice of whatever month, or the user, has a figure for that is read there.

    Who has the same of them reads the same in every month. None where no district is stated and some place has such a
    figure: an answer says that the figure was taken for want of a district.
    """
    further = tuple((key, frozenset(_rests_on(value))) for key, value in table.overrides.items())
    named = _named(table.standards, area, reads, further)
    if district is None:
        return None if named else ()
    return tuple(place for place in table.standards.places(district) if place in named)


@lru_cache(maxsize=1024)
def _named(
    standards: Standards, area: str, reads: Reads, further: tuple[tuple[str, frozenset[str]], ...]
) -> frozenset[str]:
    """The districts and groups of the keys that are read in an area, or that such a figure is reckoned from."""
    keys = (*_keys(standards).items(), *further)
    begin = {*reads}
    while more := {of for key, rests_on in keys if key.startswith((*begin,)) for of in rests_on} - begin:
        begin |= more
    found = (parts_of_key(key) for key, _rests_on in keys if key.startswith((*begin,)))
    here = (each for each in found if {each.area, area_said(each.name)} <= {"", area} or each.name in begin)
    return frozenset(each.district for each in here) - {""}


@lru_cache(maxsize=8)
def _keys(standards: Standards) -> Mapping[str, frozenset[str]]:
    """Every key that some notice sets, with what its figures rest on."""
    return {
        key: frozenset(of for each in standards.history(key) for of in _rests_on(each)) for key in standards.set_keys
    }


def _rests_on(value: Value) -> Iterator[str]:
    """How the keys begin of what a figure is a share of, or of what a choice names."""
    if value.content == OWN:
        yield OWN_STANDARD
    for content in (value.content, *(each.content for each in value.by_class)):
        if isinstance(content, Amount) and content.share is not None:
            yield content.of

"""What of a person may matter: people who have the same of it are paid the same, or refused alike."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import Any

from . import flat, scopes, uplift
from .case import AssessmentOptions
from .household import Household
from .person import ADULT_AGE, CONTRADICTORY, Disability, Person

_FACTS = frozenset(Person._fields)
_ANY_PERSON = Person()
_DECIDING = tuple(dict.fromkeys(r.needs for r in scopes.REACHES.values() if r.needs in _FACTS))
"""The facts of a person that decide which programmes the person has to do with."""


def looked_at(household: Household, question: AssessmentOptions, by_persons: bool = False) -> frozenset[str] | None:
    """The facts that the programmes look at which such a household has to do with; None where it is all of them.

    `by_persons` are those that matter for what its persons bring, where what the family's dibao comes to is known.
    """
    names = {*(scopes.OF_A_PLACE if by_persons else scopes.ALWAYS)}
    for reach in scopes.REACHES.values():
        if reach.applied_for(household, question) and not (by_persons and reach.scope is scopes.Scope.FAMILY):
            if reach.looks_at is None:
                return None
            names |= {*reach.looks_at}
    return frozenset(names)


class Distinguishing:
    """Takes people apart as the programmes that are asked for do: by the facts that they look at, by bands of ages."""

    def __init__(self, question: AssessmentOptions) -> None:
        self._question = question
        banded = scopes.REACHES["uplift"].applied_for(scopes.ANYBODY, question)
        self._ages = (*flat.AGES, *(uplift.AGES if banded else ()))
        self.bands: tuple[int, ...] = (0, ADULT_AGE, *self._ages)
        """The ages at which bands start; no child stands for an adult, whom some schemes need."""
        self._without_uplift = Distinguishing(question._replace(uplift=False)) if banded else None
        self._unpaid: dict[Person, Person] = {}
        self._names: dict[tuple[object, ...], frozenset[str] | None] = {}

    def facts_of(self, stated: Mapping[str, Any]) -> dict[str, Any]:
        """Of the facts that are stated of somebody those that may change an amount or contradict another.

        Whoever has the same of them, is refused or paid alike. An age stands for its band.
        """
        names = self._looked_at(stated)
        found = {
            name: fact
            for name, fact in stated.items()
            if names is None or name in names or name in CONTRADICTORY or name not in _FACTS
        }
        if found.get("age") is not None:
            found["age"] = self._band(found["age"])
        if names is not None and stated.get("disability"):
            found["disability"] = _as_looked_at(stated["disability"], names)
        return found

    def key_of(self, person: Person) -> Hashable:
        """What those have in common whom every programme treats alike: of classified relief it is what applies to them.

        Without an age it is what would apply at any, and whether the person could be of it.
        """
        if self._without_uplift is None:
            return self.as_distinguished(person)
        ages = (person.age,) if person.age is not None else (None, *uplift.AGES)
        applies = tuple(tuple(uplift.of_person(person.having(age=age))) for age in ages)
        return self._without_uplift.as_distinguished(person), applies, person.age is None and person.student

    def without_dibao(self, person: Person) -> Person:
        """The same of somebody whose family is paid no dibao: classified relief is not looked at.

        Where it is for others too, amounts hang together (`scopes.as_a_whole_by_table`).
        """
        if self._without_uplift is None:
            return person
        if person not in self._unpaid:
            self._unpaid[person] = self._without_uplift.as_distinguished(person)
        return self._unpaid[person]

    def as_distinguished(self, person: Person) -> Person:
        """The person with what the programmes look at: without a label, of an age that stands for its band."""
        names = self._looked_at(person._asdict())
        distinguished = (
            person if names is None else _ANY_PERSON.having(**{n: getattr(person, n) for n in names & _FACTS})
        )
        if names is not None and person.disability:
            distinguished = distinguished.having(disability=_as_looked_at(person.disability, names))
        band = None if person.age is None or not self._ages else self._band(person.age)
        return distinguished.having(id="1", age=band, income=0)

    def _looked_at(self, stated: Mapping[str, Any]) -> frozenset[str] | None:
        deciding = tuple([stated.get(name) for name in _DECIDING])
        if deciding not in self._names:
            facts = {name: stated[name] for name in _DECIDING if name in stated}
            self._names[deciding] = looked_at(scopes.home_of(_ANY_PERSON.having(**facts)), self._question)
        return self._names[deciding]

    def _band(self, age: int) -> int:
        """Where the band of an age starts."""
        return max(start for start in self.bands if start <= age)


def _as_looked_at(disability: Disability, names: Collection[str]) -> Disability:
    """One that stands for all that are alike in what is looked at: see `Reach.looks_at`."""
    if "disability" in names:
        return disability
    of_the_mind = disability.of_the_mind and "disability.of_the_mind" in names
    lesser = disability.grade == 3 and "disability.grade" not in names
    return Disability("mental" if of_the_mind else "multiple", 4 if lesser else disability.grade)

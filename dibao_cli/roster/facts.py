"""What rows say, read: of their people, and of their household, with the table of its month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..rules import dibao, scopes
from ..rules.case import AssessmentOptions, Case
from ..rules.dibao import local_practice
from ..rules.distinguished import looked_at
from ..rules.household import GradualExit, Household
from ..rules.local_practice import LocalPractice
from ..rules.person import Person
from ..rules.places_apart import Reads, places_apart, reads_of
from ..rules.problems import InputError, Problem
from ..rules.standards import Table

if TYPE_CHECKING:
    from ..rules.tables import Tables


class PersonFacts(NamedTuple):
    """What a row says of its people: how many they are, and the one who is described, if one is."""

    members: int
    person: Person | None
    counted: bool = True
    """Whether it is known how many they are: the row says so or describes somebody, or each row is a person."""

    @property
    def income_counts(self) -> bool:
        """Whether the row's income is part of the dibao family's."""
        return dibao.own_income_counts(self.person)

    @property
    def in_family(self) -> int:
        """How many of them belong to the dibao family."""
        return self.members - (not dibao.is_member(self.person))

    def only_as_a_whole(self, question: AssessmentOptions) -> bool:
        """Whether the household's amounts hang together in ways that only `assess` itself follows."""
        return self.person is not None and scopes.only_as_a_whole(scopes.home_of(self.person), question)

    @property
    def apart(self) -> bool:
        """Whether the person asks to be paid in the place of the family."""
        reach = scopes.REACHES[scopes.APART]
        return self.person is not None and reach.applied_for(scopes.home_of(self.person), AssessmentOptions())


class RowFacts(NamedTuple):
    """Whether a row describes somebody, and whether it is known how many it stands for."""

    described: bool
    counted: bool


def row_facts(stated: Mapping[str, Any], each_row_a_person: bool) -> RowFacts:
    """What a row of whose people this is stated says at all."""
    others = [fact for name, fact in stated.items() if name != "members"]
    described = any(fact is not False and fact != () for fact in others)  # an age of 0 is a fact too
    return RowFacts(described, bool(others) or each_row_a_person or "members" in stated)


def people_of(stated: Mapping[str, Any], described: bool, counted: bool) -> tuple[PersonFacts, list[Problem]]:
    """The people of a row of whom this is stated, and what is wrong with them."""
    values = dict(stated)
    members = values.pop("members", 1)
    problems: list[Problem] = []
    if members == 0:
        problems.append(Problem("no_members", "members", "0"))
    if members > 1 and values.get("status"):
        problems.append(Problem("several_with_a_status", "members", str(members)))
    if members > 1 and values.get("single_person"):
        problems.append(Problem("several_in_single_person", "members", str(members)))
    person = None
    if not problems and described:
        try:
            person = Person(**values)
        except InputError as refused:
            problems += refused.problems
    return PersonFacts(members, person, counted), problems


_OF_EXIT = "_since"
"""After the name of a fact of a household: the column of it that is no amount."""


class HouseholdFacts(NamedTuple):
    """What holds for a household as a whole: its facts, the table of its month, and what is asked of that month."""

    facts: Mapping[str, Any]
    table: Tables
    question: AssessmentOptions = AssessmentOptions()
    common: tuple[object, ...] = ()
    """What those have in common for whom this setting stands, wherever in an area they live."""

    @property
    def only_as_a_whole(self) -> bool:
        """See `PersonFacts.only_as_a_whole`."""
        case = self.case(members=1)
        return scopes.only_as_a_whole(case.household, self.question) or scopes.as_a_whole_by_table(case)

    def distinguished(self, stop: str = "", by: Person | None = None) -> tuple[tuple[object, ...], HouseholdFacts]:
        """The setting with what the programmes look at, and what those have in common that have the same of it.

        They bring a family the same, or persons such as `by` in the same state of the dibao. What is told of each
        household, because it hangs on its amounts, is none of it. `stop` names what the table and the question are.
        """
        case = self.case(members=1, persons=() if by is None else (by,))
        settled = by is not None and dibao.whatever_the_income(case, dibao.standard_of(case)) is not None
        names = looked_at(case.household, self.question, by_persons=by is not None)
        facts = {
            name: fact
            for name, fact in self.facts.items()
            if (names is None or name.removesuffix(_OF_EXIT) in names or (settled and name in scopes.CONDITIONS))
            and (fact or name not in scopes.NO_IS_NOTHING)
        }
        others = (each for each in sorted(facts.items()) if each[0] != "district")
        setting = self._replace(facts=facts, common=(stop, by, self.table.month_stated, *others))
        return setting.alike(reads_of(case.household if by is None else None, self.question)), setting

    def alike(self, reads: Reads) -> tuple[object, ...]:
        """What those have in common for whom this setting stands if they read nothing else of the tables."""
        table, district = self.table, self.facts.get("district")
        if type(table) is not Table:  # its values are of two tables
            return (self.common, district)
        return (self.common, places_apart(table, self.facts["area"], district, reads))

    def household(self, **more: object) -> Household:
        """A household of this setting. Raises `InputError`."""
        return Household(**self._with(more))

    def sound_household(self, **more: Any) -> Household:
        """The same of facts that are known to fit together."""
        return Household.of_checked(self._with(more))

    def _with(self, more: dict[str, Any]) -> dict[str, Any]:
        facts = {name: fact for name, fact in self.facts.items() if name not in ("gradual_exit_since", "month")}
        last_allowance = more.pop("last_allowance", 0)
        if "gradual_exit_since" in self.facts:
            more["gradual_exit"] = GradualExit(self.facts["gradual_exit_since"], last_allowance)
        return facts | more

    def practice(self) -> LocalPractice:
        """What the table sets about the allowance."""
        return local_practice(self.case(members=1))

    def case(self, **more: object) -> Case:
        """A household that stands for those of this setting."""
        return Case(Household.of_checked(self._with(more)), self.table, self.question)

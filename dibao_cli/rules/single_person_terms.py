"""What a table asks of single-person inclusion: where it is open, whom it admits, whose income counts, what is paid.

Law: from July 2021 the State's rule stands where a city says nothing else (民发〔2021〕57号 art. 8,
民发〔2022〕83号): town and country, family income below the limit, disability of grade 1 or 2, of grade 3 of
intellect or mind, or serious illness.
Before that month the rule was local, and what no notice says of it is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .dated import FIRST_OF_CONFIRMATION, law_of
from .laws import CONFIRMATION, Law
from .month import Month
from .notice import Value
from .person import Disability, Person

OF_THE_STATE: dict[str, tuple[str, ...]] = {
    "areas": ("urban", "rural"),
    "grades": ("grade_1", "grade_2", "grade_3_intellect_mental"),
    "illness": ("all", "most", "part"),
    "bound": ("below",),
    "asks": ("property_test_met",),
}
"""民发〔2021〕57号 art. 8."""

VILLAGES = "low_income_villages"


class Terms(NamedTuple):
    """What is asked, by the keys of the table.

    `values` are the notices' own figures, `lacking` the keys that nobody sets.
    """

    areas: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    illness: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def included(self) -> bool:
        """Whether income may be just at the limit."""
        return self.bound == ("at_most",)

    @property
    def villages_only(self) -> bool:
        """Whether it is open in low-income villages alone."""
        return self.areas == (VILLAGES,)

    def admits(self, disability: Disability | None) -> bool:
        """Whether a disability is one for which a person is included alone."""
        if disability is None:
            return False
        grade = f"grade_{disability.grade}"
        return grade in self.grades or (disability.of_the_mind and f"{grade}_intellect_mental" in self.grades)

    def needs_met(self, person: Person) -> bool | None:
        """Whether disability or illness is as asked; None where it may be, for one of them was not stated."""
        if self.admits(person.disability) or person.illness in set(self.illness) - {"none"}:
            return True
        no_disability = person.disability is not None or self.grades == ("none",)
        no_illness = person.illness is not None or self.illness == ("none",)
        return False if no_disability and no_illness else None


def terms_in(find: Callable[[str], Value | None], month: Month) -> Terms:
    """What the table of a month asks; `find` gives a key of it."""
    terms: dict[str, tuple[str, ...]] = {}
    values: list[Value] = []
    for name, of_the_state in OF_THE_STATE.items():
        value = find(f"single_person.{name}")
        if value is not None:
            terms[name] = value.codes or (value.text,)
            values.append(value)
        elif month >= FIRST_OF_CONFIRMATION:
            terms[name] = of_the_state
    lacking = tuple(f"single_person.{name}" for name in OF_THE_STATE if name not in terms)
    return Terms(**terms, values=tuple(values), lacking=lacking)


def law_in(terms: Terms, limit: Value, month: Month) -> Law:
    """The text that the rule of a month rests on: the city's own notice, else the State's article."""
    own = [value.notice for value in (*terms.values, limit) if value.basis != "stated"]
    city = next((notice for notice in own if notice.document != CONFIRMATION.document), None)
    if month < FIRST_OF_CONFIRMATION:
        return law_of(city or limit.notice)
    return law_of(city) if city else CONFIRMATION.at("8")

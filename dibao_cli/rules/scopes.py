"""Whom the amount of each programme depends on: what a computation over many households may take apart.

`assess` needs none of this: it says what the parts are that a roster may compute apart and add up. A rule that begins
to look at more than its scope says must say so here: `tests/roster/test_composition.py` compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from . import children, flat, gradual_exit, price_subsidy, single_person, uplift
from .arithmetic import Number, Truth
from .assessment import PROGRAMMES, Entitlement, Programme
from .case import AssessmentOptions, Case
from .dibao import DibaoInputs
from .household import Household
from .incomes import Sums
from .local_practice import LocalPractice
from .person import Person
from .single_person import Inclusion, Means


class Scope(Enum):
    """What an amount depends on, besides the table, the area and the district, and whether dibao is paid."""

    EACH_PERSON = "the person"
    EACH_MEMBER = "the member of the dibao family; members that are not described are alike and stand together"
    FAMILY = "the family as a whole: one amount, by the number of its members"
    WHOLE_HOUSEHOLD = "everything: only `assess` computes it"


def _always(_household: Household, _question: AssessmentOptions) -> bool:
    return True


def _never(_household: Household) -> bool:
    return False


def _in_scheme(scheme: str) -> Callable[[Household, AssessmentOptions], bool]:
    return lambda household, _q: any(scheme in person.status for person in household.persons)


def _by_no_table(_case: Case) -> bool:
    return False


def _by_members(each: Number, members: Number) -> Number:
    return each * members


class Linked(NamedTuple):
    """An amount of a person that depends on the amount of the family's dibao too.

    `facts` gives two amounts that it depends on, from the case and the person's own lines, or None where it does not
    depend on the dibao; `rule` the amount from (first, dibao, members, second).
    """

    facts: Callable[[Case, Person, Sequence[Entitlement]], tuple[int, int] | None]
    rule: Callable[[Number, Number, Number, Number], Number]


class Apart(NamedTuple):
    """An amount of a person that is in the place of the family's dibao, by what the person and the family have.

    `figures` are what is measured and paid, None where no income changes the person's line; `means` what the two have;
    `holds` whether the conditions on income are met, `whole` whether the amount rests on no share, `amount` the amount.
    """

    figures: Callable[[Case, Person], Inclusion | None]
    means: Callable[[Sums, int, DibaoInputs, LocalPractice, int], Means]
    means_of: Callable[[Case, Person], Means]
    holds: Callable[[Inclusion, Means], Truth]
    whole: Callable[[Inclusion, Means], Truth]
    amount: Callable[[Inclusion, Means], Number]


class OfAmount(NamedTuple):
    """An amount of a family that depends on an amount of the household: `field`, which is no income.

    `factor` is what it depends on besides, and `rule` the amount from both.
    """

    field: str
    factor: Callable[[Case], int]
    rule: Callable[[Number, Number], Number]


class Reach(NamedTuple):
    """The scope of a programme.

    `applied_for` says for which households it is computed; `hangs_together` where it is `WHOLE_HOUSEHOLD` after all,
    and `by_table` where what the notices set for a place and month makes it so for every household there;
    `undescribed_together` where those who are not described are paid together, so that their number matters;
    `alone` whether a member who is alone in the family is treated otherwise than one among others; `of_family` what
    a family gets, from the amount of one and the number of members, `of_amount` the same from an amount of the
    household; `linked` and `apart` what else a person's amount hangs on; `needs` the field of which something must be
    stated before anybody is paid it. `looks_at` are the facts, of a person or the household, that it looks at besides
    `ALWAYS`; all of them where none are named. Of a disability it may be the grade (`disability.grade`), or that only
    where it is severe (`.severity`), and whether it is of the mind (`.of_the_mind`). `reads` says how the keys begin
    that it reads; an empty one is that of every key. See `places_apart`.
    """

    scope: Scope
    applied_for: Callable[[Household, AssessmentOptions], bool] = _always
    hangs_together: Callable[[Household], bool] = _never
    undescribed_together: Callable[[Household], bool] = _never
    alone: bool = False
    of_family: Callable[[Number, Number], Number] = _by_members
    of_amount: OfAmount | None = None
    linked: Linked | None = None
    apart: Apart | None = None
    by_table: Callable[[Case], bool] = _by_no_table
    needs: str = ""
    looks_at: tuple[str, ...] | None = None
    reads: tuple[str, ...] = ("",)


OF_A_PLACE = ("status", "area", "month", "district", "dibao_class")
CONDITIONS = ("property_test_met",)
"""The facts that settle what the family's dibao is, whatever its income."""

ALWAYS = (*OF_A_PLACE, *CONDITIONS, "supporters_elsewhere")
"""The facts that decide about the family's dibao, and about whom a scheme keeps."""

NO_IS_NOTHING = ("supporters_elsewhere", "lost_only_child")
"""Facts of a household of which a no is the same as nothing said."""

COMPUTED: Programme = "dibao"
"""The programme whose amount depends on the household's own amounts: `dibao.monthly`."""

APART: Programme = "single_person"
"""The programme that pays a person in the place of the family's dibao."""

_REACHES: dict[Programme, Reach] = {
    "dibao": Reach(Scope.FAMILY, looks_at=(), reads=("dibao.", "line.")),
    "single_person": Reach(
        Scope.EACH_PERSON,
        applied_for=lambda household, _q: any(p.single_person for p in household.persons),
        hangs_together=lambda household: any(  # what a child gets besides is reckoned from it
            p.single_person and (p.hardship or "unsupported_child" in p.status) for p in household.persons
        ),
        apart=Apart(
            lambda case, person: single_person.inclusion_of(case, person),
            lambda *sums: single_person.means_over(*sums),
            lambda case, person: single_person.means_of(case, person),
            lambda inclusion, means: single_person.by_income(inclusion, means),
            lambda inclusion, means: single_person.paid_whole(inclusion, means),
            lambda inclusion, means: single_person.amount(inclusion, means),
        ),
        needs="single_person",
        looks_at=(
            *("single_person", "cannot_form_household", "illness", "low_income_village", "property_test_met"),
            *("disability.grade", "disability.of_the_mind"),
        ),
        reads=("single_person.", "dibao."),
    ),
    "gradual_exit": Reach(
        Scope.FAMILY,
        applied_for=lambda household, _q: household.gradual_exit is not None,
        of_amount=OfAmount(
            "last_allowance",
            lambda case: gradual_exit.share_in(case),
            lambda last_allowance, share: gradual_exit.part(last_allowance, share),
        ),
        needs="gradual_exit",
        looks_at=("gradual_exit",),
        reads=("gradual_exit.",),
    ),
    "uplift": Reach(
        Scope.EACH_MEMBER,
        applied_for=lambda _household, question: question.uplift,
        undescribed_together=lambda household: household.lost_only_child,  # rounded once
        alone=True,  # uplift.one_person_family
        by_table=lambda case: uplift.hangs_on_the_family(case),
        looks_at=(
            *("age", "work_injury", "disability", "illness", "student", "parent", "multiple_birth"),
            "lost_only_child",
        ),
        reads=("uplift.", "dibao."),
    ),
    "tekun": Reach(Scope.EACH_PERSON, _in_scheme("tekun"), needs="status", looks_at=("care",), reads=("tekun.",)),
    "unsupported_child": Reach(
        Scope.EACH_PERSON,
        applied_for=_in_scheme("unsupported_child"),
        linked=Linked(
            lambda case, person, own: children.beside_dibao(case, person, own),
            lambda standard, dibao, members, gets: children.difference(standard, dibao, members, gets),
        ),
        needs="status",
        looks_at=(),
        reads=("unsupported_child.", "orphan.", "dibao."),  # whose part is taken off
    ),
    "child_hardship": Reach(  # by the family's dibao, by category and degree: few children have one
        Scope.WHOLE_HOUSEHOLD,
        applied_for=lambda household, _q: any(person.hardship for person in household.persons),
        needs="hardship",
        looks_at=("hardship",),
    ),
    "living_subsidy": Reach(
        Scope.EACH_PERSON, needs="disability", looks_at=("disability.severity",), reads=("disability.living",)
    ),
    "price_subsidy": Reach(
        Scope.FAMILY,
        of_family=lambda each, members: price_subsidy.of_group(each, members),
        by_table=lambda case: price_subsidy.covers_families_above_dibao(case),
        looks_at=(),
        reads=("price_subsidy.", "dibao.urban"),  # the city's
    ),  # and of each person who is covered without the family
    "one_off": Reach(Scope.WHOLE_HOUSEHOLD, applied_for=lambda _household, question: question.one_off, looks_at=()),
}
"""The rules are looked up when they are called, so that there is one of each."""

REACHES: dict[Programme, Reach] = {
    programme: _REACHES[programme]
    if programme in _REACHES
    else Reach(
        Scope.EACH_PERSON,
        needs=flat.FLAT[programme].needs,
        looks_at=flat.FLAT[programme].looks_at,
        reads=flat.FLAT[programme].reads,
    )
    for programme in PROGRAMMES
    if programme in _REACHES or programme in flat.FLAT
}
"""Every programme's, in their order; a flat one is a person's."""

ANYBODY = Household("urban", members=1)
KEPT = Person(status=("orphan",), care="dispersed")
"""Somebody whom another scheme keeps, so that nobody is left to be a family."""


def only_as_a_whole(household: Household, question: AssessmentOptions) -> bool:
    """Whether the household's amounts hang together in ways that only `assess` follows."""
    return any(
        reach.applied_for(household, question)
        and (reach.scope is Scope.WHOLE_HOUSEHOLD or reach.hangs_together(household))
        for reach in REACHES.values()
    )


def undescribed_together(household: Household, question: AssessmentOptions) -> bool:
    """Whether members that are not described are paid something together."""
    return any(
        reach.applied_for(household, question) and reach.undescribed_together(household) for reach in REACHES.values()
    )


def as_a_whole_by_table(case: Case) -> bool:
    """Whether what the notices set for the place and month makes the amounts of every household hang together."""
    return any(reach.by_table(case) for reach in REACHES.values() if reach.applied_for(case.household, case.question))


def possible(stated: Collection[str], question: AssessmentOptions) -> tuple[Programme, ...]:
    """The programmes that somebody may be paid of whom the fields of these names are stated, and no others.

    It follows from what is stated at all, never from what is stated of one household: two rosters under the same
    headings have the same programmes.
    """
    return tuple(
        programme
        for programme, reach in REACHES.items()
        if (
            any(name.startswith(reach.needs) for name in stated)
            if reach.needs
            else reach.applied_for(ANYBODY, question)
        )
    )


def everybody_as_a_whole(question: AssessmentOptions) -> bool:
    """Whether that is so for every household."""
    return only_as_a_whole(ANYBODY, question)


def alone_differs(question: AssessmentOptions) -> bool:
    """Whether some programme treats a member who is alone in the family otherwise than one among others."""
    return any(reach.alone and reach.applied_for(ANYBODY, question) for reach in REACHES.values())


def of(scope: Scope) -> tuple[Programme, ...]:
    """The programmes of a scope."""
    return tuple(programme for programme in PROGRAMMES if REACHES[programme].scope is scope)


def linked() -> Mapping[Programme, Linked]:
    """The programmes whose amounts for a person depend on the family's dibao."""
    return {programme: reach.linked for programme, reach in REACHES.items() if reach.linked is not None}


def home_of(person: Person) -> Household:
    """Somebody's household, of which nothing else is known."""
    return Household.of_checked({"area": "urban", "persons": (person,)})

"""What `dibao ask` asks about each person who needs describing."""

from __future__ import annotations

from ...rules.exclusions import counts_in_dibao_family, tekun_paid
from ...rules.household import ADULT_AGE, CHILDREN
from ...rules.single_person import disability_counts
from ...words import N_
from .question import Question, Sofar, Told, When, always


def _has(who: Told, *statuses: str) -> bool:
    return not set(statuses).isdisjoint(who.get("status", ()))


def _tekun(so: Sofar, who: Told) -> bool:
    return bool(tekun_paid(_has(who, "tekun"), _has(who, "orphan")))


def _care(so: Sofar, who: Told) -> bool:
    area = so.told.get("area")
    split = so.sets(f"tekun.{area}_institutional", f"tekun.{area}_dispersed")
    return _has(who, "orphan") or (_tekun(so, who) and split)


def _in_dibao_family(who: Told) -> bool:
    return bool(counts_in_dibao_family(_has(who, "tekun"), _has(who, "orphan")))


def _relief(so: Sofar, who: Told) -> bool:
    """Whether classified relief is asked for and this person can have it."""
    return bool(so.told.get("uplift")) and _in_dibao_family(who)


def _grown(who: Told) -> bool:
    return who.get("age") is None or who["age"] >= ADULT_AGE


def _student_matters(so: Sofar, who: Told) -> bool:
    return _grown(who) and (_relief(so, who) or (_has(who, *CHILDREN) and "age" in who))


def _child_in_relief(so: Sofar, who: Told) -> bool:
    return _relief(so, who) and (not _grown(who) or bool(who.get("student")))


def _single_person_possible(so: Sofar, who: Told) -> bool:
    return (so.told.get("area") == "rural" or not so.villages_only) and so.no_dibao and _in_dibao_family(who)


def _single_person(so: Sofar, who: Told) -> bool:
    counts = disability_counts(who.get("disability"), edge_family=not so.villages_only)
    return _single_person_possible(so, who) and (counts or who.get("illness") not in (None, "none"))


def _asks_single_person(so: Sofar, who: Told) -> bool:
    return bool(who.get("single_person"))


def _ask(name: str, text: str, when: When = always, **rest: object) -> Question:
    return Question("person", name, text, when, **rest)  # type: ignore[arg-type]  # needed, blank and more


PERSON_QUESTIONS: tuple[Question, ...] = (
    _ask(
        *("status", N_("Person {person}: supported by which scheme?")),
        more=N_("More than one can be given, as 2+3. An ordinary member belongs to the dibao family."),
    ),
    _ask("care", N_("Person {person}: cared for where?"), _care, needed=True),
    _ask("self_care", N_("Person {person}: able to care for himself or herself?"), _tekun),
    _ask(
        *("tier", N_("Person {person}: which allowance of the streamlined retirees?")),
        lambda so, who: _has(who, "retiree"),
        needed=True,
    ),
    _ask("age", N_("Person {person}: how old?"), lambda so, who: _relief(so, who) or _has(who, *CHILDREN)),
    _ask("student", N_("Person {person}: a full-time student?"), _student_matters),
    _ask(
        *("disability", N_("Person {person}: disability, by kind and grade, such as limb-2")),
        lambda so, who: not _tekun(so, who),
        blank=N_("none"),
    ),
    _ask(
        *("illness", N_("Person {person}: seriously ill, with how much of the working ability lost?")),
        lambda so, who: _relief(so, who) or _single_person_possible(so, who),
        blank=N_("none"),
        more=N_("Enter if not seriously ill."),
    ),
    _ask(
        *("work_injury", N_("Person {person}: grade of a work injury")),
        lambda so, who: _relief(so, who) and _grown(who),
        blank=N_("none"),
    ),
    _ask("parent", N_("Person {person}: child of a parent who is alone?"), _child_in_relief, blank=N_("neither")),
    _ask("multiple_birth", N_("Person {person}: one of triplets or more?"), _child_in_relief),
    _ask("single_person", N_("Person {person}: to be included alone (single-person inclusion)?"), _single_person),
    _ask(
        *("cannot_form_household", N_("Person {person}: kept by the family and unable to form a household?")),
        lambda so, who: _asks_single_person(so, who) and so.villages_only,
    ),
    _ask(
        *("income", N_("Person {person}: own monthly income in yuan, besides the household's above")),
        _asks_single_person,
        more=N_("It sets the amount of single-person inclusion."),
    ),
)

"""What `dibao ask` asks about each person who needs describing."""

from __future__ import annotations

from ..files.fields import PERSON
from ..rules.household import ADULT_AGE, CHILDREN
from ..words import N_
from ..words.fields import MEANINGS
from .question import Question, Sofar, Told, When

meaning = MEANINGS["person"]


def _status(*statuses: str) -> When:
    return lambda so, who: any(status in who.get("status", ()) for status in statuses)


def _tekun(so: Sofar, who: Told) -> bool:
    return "tekun" in who.get("status", ()) and "orphan" not in who["status"]


def _care(so: Sofar, who: Told) -> bool:
    area = so.told.get("area")
    split = so.sets(f"tekun.{area}_institutional", f"tekun.{area}_dispersed")
    return "orphan" in who.get("status", ()) or (_tekun(so, who) and split)


def _in_dibao_family(who: Told) -> bool:
    return not {"tekun", "orphan"} & set(who.get("status", ()))


def _relief(so: Sofar, who: Told) -> bool:
    """Whether classified relief is asked for and this person can have it."""
    return bool(so.told.get("uplift")) and _in_dibao_family(who)


def _grown(who: Told) -> bool:
    return who.get("age") is None or who["age"] >= ADULT_AGE


def _child(who: Told) -> bool:
    return not _grown(who) or bool(who.get("student"))


def _single_person_possible(so: Sofar, who: Told) -> bool:
    return (so.told.get("area") == "rural" or not so.villages_only) and so.no_dibao and _in_dibao_family(who)


def _single_person(so: Sofar, who: Told) -> bool:
    disability = who.get("disability")
    counts = disability is not None and (disability.severe or (disability.grade == 3 and not so.villages_only))
    return _single_person_possible(so, who) and (counts or who.get("illness") not in (None, "none"))


def _asks_single_person(so: Sofar, who: Told) -> bool:
    return bool(who.get("single_person"))


def _asks_about_household(so: Sofar, who: Told) -> bool:
    return _asks_single_person(so, who) and so.villages_only


PERSON_QUESTIONS: tuple[Question, ...] = (
    Question(
        "status",
        N_("Person {person}: supported by which scheme?"),
        N_("More than one can be given, as 2+3. An ordinary member belongs to the dibao family."),
        PERSON["status"],
        otherwise="ordinary",
    ),
    Question(
        "care",
        N_("Person {person}: cared for where?"),
        meaning["care"],
        PERSON["care"],
        _care,
        needed=True,
    ),
    Question(
        "self_care",
        N_("Person {person}: able to care for himself or herself?"),
        meaning["self_care"],
        PERSON["self_care"],
        _tekun,
        otherwise=N_("not stated"),
    ),
    Question(
        "tier",
        N_("Person {person}: which allowance of the streamlined retirees?"),
        meaning["tier"],
        PERSON["tier"],
        _status("retiree"),
        needed=True,
    ),
    Question(
        "age",
        N_("Person {person}: how old?"),
        meaning["age"],
        PERSON["age"],
        lambda so, who: _relief(so, who) or _status(*CHILDREN)(so, who),
        otherwise=N_("not stated"),
    ),
    Question(
        "student",
        N_("Person {person}: a full-time student?"),
        meaning["student"],
        PERSON["student"],
        lambda so, who: _grown(who) and (_relief(so, who) or (_status(*CHILDREN)(so, who) and "age" in who)),
        otherwise=N_("no"),
    ),
    Question(
        "disability",
        N_("Person {person}: disability, by kind and grade, such as limb-2"),
        N_("As on the certificate. Kinds: sight, hearing, speech, limb, intellect, mental, multiple. Grades 1 to 4."),
        PERSON["disability"],
        lambda so, who: not _tekun(so, who),
        otherwise=N_("none"),
    ),
    Question(
        "illness",
        N_("Person {person}: seriously ill, with how much of the working ability lost?"),
        N_("Enter if not seriously ill."),
        PERSON["illness"],
        lambda so, who: _relief(so, who) or _single_person_possible(so, who),
        otherwise=N_("none"),
    ),
    Question(
        "work_injury",
        N_("Person {person}: grade of a work injury"),
        meaning["work_injury"],
        PERSON["work_injury"],
        lambda so, who: _relief(so, who) and _grown(who),
        otherwise=N_("none"),
    ),
    Question(
        "parent",
        N_("Person {person}: child of a parent who is alone?"),
        meaning["parent"],
        PERSON["parent"],
        lambda so, who: _relief(so, who) and _child(who),
        otherwise=N_("neither"),
    ),
    Question(
        "multiple_birth",
        N_("Person {person}: one of triplets or more?"),
        meaning["multiple_birth"],
        PERSON["multiple_birth"],
        lambda so, who: _relief(so, who) and _child(who),
        otherwise=N_("no"),
    ),
    Question(
        "single_person",
        N_("Person {person}: to be included alone (single-person inclusion)?"),
        meaning["single_person"],
        PERSON["single_person"],
        _single_person,
        otherwise=N_("no"),
    ),
    Question(
        "cannot_form_household",
        N_("Person {person}: kept by the family and unable to form a household?"),
        meaning["cannot_form_household"],
        PERSON["cannot_form_household"],
        _asks_about_household,
        otherwise=N_("not stated"),
    ),
    Question(
        "income",
        N_("Person {person}: own monthly income in yuan, besides the household's above"),
        N_("It is added to the household's income, and sets the amount of single-person inclusion."),
        PERSON["income"],
        _asks_single_person,
        otherwise=N_("not stated"),
    ),
)

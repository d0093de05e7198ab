"""Names of what a household is described by, for the interview and the printed sheet.

The names and codes of a household file never change; these are what a person reads for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import N_, _, language
from .fields import HOUSEHOLD, QUESTION
from .fields import PERSON as PERSON_FIELDS
from .notices import in_words

FIELDS: dict[str, str] = {name: texts[0] for name, texts in {**HOUSEHOLD, **PERSON_FIELDS}.items()}
"""Names of the fields that a message about another field speaks of."""

PERSON: dict[str, str] = {
    "age": N_("age {value}"),
    "abilities_lost": N_("{value} of six abilities of self-care lost"),
    "disability": N_("disability: {value}"),
    "work_injury": N_("work injury, grade {value}"),
    "income": N_("own income {value} per month"),
    "annual_income": N_("own income {value} per year"),
    "student": N_("full-time student"),
    "multiple_birth": N_("of triplets or more"),
    "single_person": N_("single-person inclusion asked for"),
    "cannot_form_household": N_("cannot form a household"),
}

CHOICES: dict[str, dict[str, str]] = {
    "area": {"urban": N_("urban"), "rural": N_("rural")},
    "status": {
        "ordinary": N_("ordinary member"),
        "tekun": N_("extremely poor (tekun)"),
        "orphan": N_("orphan"),
        "unsupported_child": N_("de-facto unsupported child"),
        "retiree": N_("retiree of the 1960s (streamlined)"),
    },
    "care": {"institutional": N_("in an institution"), "dispersed": N_("at home or in a family")},
    "self_care": {
        "self": N_("cares for himself or herself"),
        "partly": N_("partly dependent on care"),
        "wholly": N_("wholly dependent on care"),
    },
    "tier": {
        "full": N_("full living allowance"),
        "70": N_("70 % relief"),
        "40": N_("40 % relief"),
        "hardship": N_("hardship subsidy"),
    },
    "disability": {
        "sight": N_("sight"),
        "hearing": N_("hearing"),
        "speech": N_("speech"),
        "limb": N_("limb"),
        "intellect": N_("intellect"),
        "mental": N_("mental"),
        "multiple": N_("multiple"),
    },
    "illness": {
        "all": N_("seriously ill, all working ability lost"),
        "most": N_("seriously ill, most working ability lost"),
        "part": N_("seriously ill, part of the working ability lost"),
        "none": N_("not seriously ill"),
    },
    "parent": {"widowed": N_("child of a widowed parent"), "single": N_("child of a single parent")},
}


def said(field: str, text: str) -> str:
    """What was stated for a field, in the reader's language; codes stay codes in English, where they are typed."""
    if language() == "en":
        return text
    words = {**CHOICES.get(field, {}), "true": N_("yes"), "false": N_("no")}
    return _(", ").join(
        " + ".join(_(words[code]) if code in words else code for code in part.split("+")) for part in text.split(", ")
    )


def said_choices(known: str) -> str:
    """A list of codes, `urban, rural`, in the reader's language."""
    codes = known.split(", ")
    field = next((name for name, words in CHOICES.items() if set(words) == set(codes)), "")
    return said(field, known) if field or language() == "en" else in_words(known)


def name_of(field: str) -> str:
    """What a field is called in the reader's language; its own name in English, where it is typed."""
    return _(FIELDS[field]) if language() != "en" and field in FIELDS else field


def said_of(fact: str) -> str:
    """`status=orphan` in the reader's language; anything else as it stands."""
    field, sign, text = fact.partition("=")
    if language() == "en" or not sign or field not in FIELDS:
        return fact
    return _("{name}: {content}").format(name=_(FIELDS[field]), content=said(field, text))


def person_text(person: Mapping[str, Any]) -> str:
    """A described person in a few words: `orphan, at home or in a family, age 9`."""
    parts = [_fact(name, content) for name, content in person.items() if name != "id"]
    if "status" not in person:
        parts.insert(0, _(CHOICES["status"]["ordinary"]))
    return _(", ").join(parts)


def _fact(name: str, content: Any) -> str:
    text = str(content)
    if name == "disability":
        kind, _sign, grade = text.partition("-")
        text = _("{kind}, grade {grade}").format(kind=_(CHOICES[name][kind]), grade=grade)
    elif name in CHOICES:
        return " + ".join(_(CHOICES[name][code]) for code in text.split("+"))
    return _(PERSON[name]).format(value=text)


_APART = ("month", "persons", "question", "change")
"""Fields that are told in a place of their own."""


def household_facts(household: Mapping[str, Any], question: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was stated about a household and asked, as names with contents, in the reader's language."""
    stated = {**household, **question}
    labels = {name: texts[0] for name, texts in {**HOUSEHOLD, **QUESTION}.items() if name not in _APART}
    facts = [(_(label), _content(name, stated[name])) for name, label in labels.items() if name in stated]
    persons = household.get("persons", [])
    return facts + [
        (_("Person {person}").format(person=person.get("id") or number), person_text(person))
        for number, person in enumerate(persons, 1)
    ]


def _content(name: str, content: Any) -> str:
    if isinstance(content, bool):
        return _("yes") if content else _("no")
    if name == "deductions":
        return _(", ").join(f"{reason} {amount}" for reason, amount in content.items())
    if name == "gradual_exit":
        return _("above the line since {since}, last allowance {last_allowance}").format(**content)
    return _(CHOICES[name][content]) if name in CHOICES else str(content)

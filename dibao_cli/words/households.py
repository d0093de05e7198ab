"""Names of what a household is described by, for the interview and the printed sheet.

The names and codes of a household file never change; these are what a person reads for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from . import Text, _, language
from .answers import PROGRAMMES
from .fields import HOUSEHOLD, QUESTION
from .fields import PERSON as PERSON_FIELDS
from .incomes import KINDS, kind_name
from .listings import TYPED
from .notices import in_words

FIELDS: dict[str, Text] = {name: texts[0] for name, texts in {**HOUSEHOLD, **PERSON_FIELDS}.items()}
"""Names of the fields that a message about another field speaks of."""

PERSON: dict[str, Text] = {
    "age": ("age {value}", "{value} 岁"),
    "abilities_lost": ("{value} of six abilities of self-care lost", "六项自理能力丧失 {value} 项"),
    "disability": ("disability: {value}", "{value}残疾"),
    "work_injury": ("work injury, grade {value}", "工伤 {value} 级"),
    "income": ("own income {value} per month", "本人月收入 {value} 元"),
    "annual_income": ("own income {value} per year", "本人年收入 {value} 元"),
    "student": ("full-time student", "全日制在校学生"),
    "multiple_birth": ("of triplets or more", "三胞胎及以上"),
    "single_person": ("single-person inclusion asked for", "申请单人保"),
    "hardship": ("child in hardship: {value}", "困境儿童：{value}"),
    "cannot_form_household": ("cannot form a household", "无法单独立户"),
}

CHOICES: dict[str, dict[str, Text]] = {
    "area": {"urban": ("urban", "城市"), "rural": ("rural", "农村")},
    "status": {
        "ordinary": ("ordinary member", "共同生活的家庭成员"),
        "tekun": ("extremely poor (tekun)", "特困人员"),
        "orphan": ("orphan", "孤儿"),
        "unsupported_child": ("de-facto unsupported child", "事实无人抚养儿童"),
        "retiree": ("retiree of the 1960s (streamlined)", "60年代精简退职职工"),
        "unemployed": ("drawing unemployment insurance", "领取失业保险金人员"),
    },
    "care": {
        "institutional": ("in an institution", "集中供养（机构养育）"),
        "dispersed": ("at home or in a family", "分散供养（社会散居）"),
    },
    "self_care": {
        "self": ("cares for himself or herself", "具备生活自理能力"),
        "lightly": ("lightly dependent on care", "轻度丧失生活自理能力"),
        "partly": ("partly dependent on care", "部分丧失生活自理能力"),
        "wholly": ("wholly dependent on care", "完全丧失生活自理能力"),
    },
    "tier": {
        "full": ("full living allowance", "全额生活补助"),
        "70": ("70 % relief", "70% 救济"),
        "40": ("40 % relief", "40% 救济"),
        "hardship": ("hardship subsidy", "困难补助"),
    },
    "disability": {
        "sight": ("sight", "视力"),
        "hearing": ("hearing", "听力"),
        "speech": ("speech", "言语"),
        "limb": ("limb", "肢体"),
        "intellect": ("intellect", "智力"),
        "mental": ("mental", "精神"),
        "multiple": ("multiple", "多重"),
    },
    "illness": {
        "all": ("seriously ill, all working ability lost", "患重病且完全丧失劳动能力"),
        "most": ("seriously ill, most working ability lost", "患重病且大部分丧失劳动能力"),
        "part": ("seriously ill, part of the working ability lost", "患重病且部分丧失劳动能力"),
        "none": ("not seriously ill", "未患重病"),
    },
    "incomes": {kind: texts[0] for kind, texts in KINDS.items()},
    "parent": {
        "widowed": ("child of a widowed parent", "丧偶单亲家庭子女"),
        "single": ("child of a single parent", "其他单亲家庭子女"),
    },
}


def fact_in_words(field: str, text: str) -> str:
    """What was stated for a field, in the reader's language; codes stay codes in English, where they are typed."""
    if language() == "en":
        return text
    words = {**CHOICES.get(field, {}), "true": ("yes", "是"), "false": ("no", "否")}
    return _(", ", "、").join(
        " + ".join(_(*words[code]) if code in words else code for code in part.split("+")) for part in text.split(", ")
    )


def said_choices(known: str) -> str:
    """A list of codes, `urban, rural`, in the reader's language; codes that are typed as such follow their names."""
    codes = known.split(", ")
    if language() == "en":
        return known
    field = next((name for name, words in CHOICES.items() if set(words) == set(codes)), "")
    if field:
        return fact_in_words(field, known)
    names = next((words for words in (PROGRAMMES, TYPED) if set(codes) <= words.keys()), None)
    if names is None:
        return in_words(known)
    return "、".join(f"{_(*names[code])}（{code}）" for code in codes)


def name_in_language(name: str, others: Iterable[str]) -> str:
    """A name that a notice gives, in English with its English name behind it."""
    english = next(iter(others), "")
    return f"{name} ({english})" if language() == "en" and english else name


def name_of(field: str) -> str:
    """What a field is called in the reader's language; its own name in English, where it is typed."""
    return _(*FIELDS[field]) if language() != "en" and field in FIELDS else field


def said_of(fact: str) -> str:
    """`status=orphan` in the reader's language; anything else as it stands."""
    field, equals, text = fact.partition("=")
    if language() == "en" or not equals or field not in FIELDS:
        return fact
    return _("{name}: {content}", "{name}：{content}").format(
        name=_(*FIELDS[field]), content=fact_in_words(field, text)
    )


def person_text(person: Mapping[str, object]) -> str:
    """A described person in a few words: `orphan, at home or in a family, age 9`."""
    parts = [_fact(name, content) for name, content in person.items() if name != "id"]
    if "status" not in person:
        parts.insert(0, _(*CHOICES["status"]["ordinary"]))
    return _(", ", "、").join(parts)


def _fact(name: str, content: object) -> str:
    if isinstance(content, dict):
        return _(", ", "、").join(
            f"{kind_name(kind, name == 'annual_incomes')} {amount}" for kind, amount in content.items()
        )
    text = str(content)
    if name == "disability":
        kind, _sign, grade = text.partition("-")
        text = _("{kind}, grade {grade}", "{kind} {grade} 级").format(kind=_(*CHOICES[name][kind]), grade=grade)
    elif name in CHOICES:
        return " + ".join(_(*CHOICES[name][code]) if code in CHOICES[name] else code for code in text.split("+"))
    return _(*PERSON[name]).format(value=text)


def number_of_people(household: Mapping[str, Any]) -> int:
    """How many people a household's record speaks of; one where nobody is stated."""
    persons = household.get("persons", [])
    return int(household.get("members", 0 if persons else 1)) + len(persons)


LIVING_TOGETHER: Text = ("Living together", "共同生活的家庭成员")
_APART = ("month", "persons", "question", "change", "name", "id_number", "address", "decision")
"""Fields that are told in a place of their own."""


def household_facts(household: Mapping[str, Any], question: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was stated about a household and asked, as names with contents, in the reader's language."""
    stated = {**household, **question}
    if stated.keys() & {"members", "persons"}:
        stated["members"] = _("{number}", "{number} 人").format(number=number_of_people(household))
    labels = {name: texts[0] for name, texts in {**HOUSEHOLD, **QUESTION}.items() if name not in _APART}
    labels["members"] = LIVING_TOGETHER
    facts = [(_(*label), _content(name, stated[name])) for name, label in labels.items() if name in stated]
    persons = household.get("persons", [])
    return facts + [
        (_("Person {person}", "成员{person}").format(person=person.get("id") or number), person_text(person))
        for number, person in enumerate(persons, 1)
    ]


def _content(name: str, content: Any) -> str:
    if isinstance(content, bool):
        return _("yes", "是") if content else _("no", "否")
    if name == "deductions":
        return _(", ", "、").join(f"{reason} {amount}" for reason, amount in content.items())
    if isinstance(content, dict) and name in ("incomes", "annual_incomes"):
        return _fact(name, content)
    if name == "without":
        from .answers import PROGRAMMES  # rarely needed

        return _(", ", "、").join(_(*PROGRAMMES[programme]) for programme in content)
    if name == "gradual_exit":
        return _(
            "above the line since {since}, last allowance {last_allowance}",
            "{since} 起收入超过标准，此前低保金 {last_allowance} 元",
        ).format(**content)
    return _(*CHOICES[name][content]) if name in CHOICES else str(content)

"""The questions that decide what may also apply, and how each is answered."""

from __future__ import annotations

from collections.abc import Sequence

from . import Text, _
from .answers import CONDITIONS

QUESTIONS: dict[str, Text] = {
    "single_person": (
        "Is {who} to be included alone: severely disabled or seriously ill, and so on as stated below?",
        "{who}是否符合单人保条件（重度残疾或患重病等，见下）？",
    ),
    "uplift": (
        "Does classified relief apply at present? Ask the office.",
        "目前是否适用分类救助（分类施保）？请向民政部门核实。",
    ),
    "uplift_of_member": (
        "Is a member 60 or over, under 18, a student, disabled, seriously ill or the child of a single parent? Describe him or her.",
        "家庭成员中是否有60周岁以上、未成年、在校学生、残疾、重病或单亲家庭子女？请用成员信息说明。",
    ),
    "one_off": ("Is the one-off aid of this month due?", "是否应发放本月的一次性补助？"),
    "elders_80": (
        "Is the elders' allowance already paid? From 80 to 89 it is half of the 40 % of classified relief, never paid twice.",
        "是否已领取高龄津贴？80至89周岁的高龄津贴即分类救助40%中的一半，不另发。",
    ),
    "elders_90": (
        "Does {who} receive the elders' allowance? Every registered resident of 90 and over may.",
        "{who}是否已领取高龄津贴？90周岁以上户籍老人均可享受。",
    ),
    "elders_100": (
        "Does {who} receive the elders' allowance? Every registered resident of 100 and over may.",
        "{who}是否已领取高龄津贴？100周岁以上户籍老人均可享受。",
    ),
    "elders_of_member": (
        "Is a member 90 or over? Every registered resident of that age may have the elders' allowance.",
        "家庭成员中是否有90周岁以上老人？户籍老人均可享受高龄津贴。",
    ),
    "line_edge": (
        "Is the family registered as an edge family? It is one below an income of {limit} per month.",
        "是否已认定为低保边缘家庭？家庭月收入低于 {limit} 元即可认定。",
    ),
    "line_low_income": (
        "Is the family registered as a low-income family? It is one below an income of {limit} per month.",
        "是否已认定为低收入家庭？家庭月收入低于 {limit} 元即可认定。",
    ),
}

NAMES: dict[str, Text] = {
    "single_person": ("Single-person inclusion", "单人保"),
    "uplift": ("Classified relief", "分类救助（分类施保）"),
    "uplift_of_member": ("Classified relief", "分类救助（分类施保）"),
    "one_off": ("One-off aid", "一次性生活补助"),
    "elders": ("Elders' allowance", "高龄津贴"),
    "line_edge": ("Edge family", "低保边缘家庭"),
    "line_low_income": ("Low-income family", "低收入家庭"),
}

OPTIONS: dict[str, str] = {
    "single_person": "--person single_person=yes",
    "uplift": "--uplift",
    "uplift_of_member": "--uplift --person age=AGE",
    "one_off": "--one-off",
}
"""How the question is answered on the command line, where that changes the amount."""


def name_of(code: str) -> str:
    """What may also apply, by its name."""
    return _(*NAMES.get(code, NAMES["elders"] if code.startswith("elders") else ("", "")))


def question_text(code: str, person: str | None, limit: str, open_facts: Sequence[str]) -> str:
    """The question that decides it, with what else is supposed."""
    whom = _("person {person}", "成员{person}").format(person=person) if person else _("a member", "某一成员")
    text = _(*QUESTIONS[code]).format(who=whom, limit=limit)
    if not open_facts:
        return text
    supposed = _(", ", "、").join(_(*CONDITIONS[name]) for name in open_facts)
    return _("{text} Supposed: {supposed}.", "{text}以下各项均假定符合：{supposed}。").format(
        text=text, supposed=supposed
    )


def brings_text(amount: str | None, at_least: str | None, at_most: str | None, of_the_month: bool) -> str:
    """What it would bring: `+270.00 per month`, or within which bounds."""
    if at_least is not None:
        return _("+{at_least} to +{at_most} per month for each", "每人每月 +{at_least} 至 +{at_most} 元").format(
            at_least=at_least, at_most=at_most
        )
    if amount is None:
        return _("no amount of its own", "无单独金额")
    if of_the_month:
        return _("+{amount} once", "一次性 +{amount} 元").format(amount=amount)
    return _("+{amount} per month", "每月 +{amount} 元").format(amount=amount)

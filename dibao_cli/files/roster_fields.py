"""The columns of a roster: one list for what reads rosters, for `dibao schema roster`, and for `--map`.

A row is a person or a whole household. Facts of the household (`SETTING`) must agree on all of its rows;
facts of a person (`KIND`) are the row's own; amounts are added up over the rows, except those that are the
whole household's and may stand on each row again (`HOUSEHOLD_AMOUNTS`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..rules.parameters import INCOME
from .fields import FACTS, GRADUAL_EXIT, HOUSEHOLD, PERSON, Field
from .income_items import INCOME_ITEMS

ROLL: dict[str, Field] = {
    "on_roll_since": Field("month", ("享受起始月份", "起享月份", "保障起始月份")),
    "on_roll_until": Field("month", ("停发月份", "停保月份", "停发起始月份")),
    "decision": HOUSEHOLD["decision"],
}
"""From when to when a household was on the roll: only arrears ask for it."""

SETTING: dict[str, Field] = {
    **{name: HOUSEHOLD[name] for name in ("area", "district", "month", *FACTS, "dibao_class")},
    "gradual_exit_since": GRADUAL_EXIT["since"],
    **ROLL,
}
DISABILITY_PARTS: dict[str, Field] = {
    "disability_kind": Field("text", ("残疾类别", "残疾类型")),
    "disability_grade": Field("text", ("残疾等级", "残疾级别")),
}
"""A disability in two columns, as on the certificate; either may also hold the whole, such as 肢体二级."""

KIND: dict[str, Field] = {
    "members": HOUSEHOLD["members"],
    **{
        name: field
        for name, field in PERSON.items()
        if name not in ("id", "income", "annual_income", "incomes", "annual_incomes")
    },
    **DISABILITY_PARTS,
}
ROW_AMOUNTS: dict[str, Field] = {
    "income": Field("yuan", ("月收入", "收入", "个人收入", "个人月收入"), unit="yuan_month"),
    "annual_income": Field("yuan", ("年收入", "个人年收入"), unit="yuan_year"),
    "work_income": HOUSEHOLD["work_income"],
    "deductions": Field("yuan", HOUSEHOLD["deductions"].aliases, unit="yuan_month"),
}
HOUSEHOLD_AMOUNTS: dict[str, Field] = {
    "household_income": Field("yuan", ("家庭月收入", "家庭收入"), unit="yuan_month"),
    "household_annual_income": Field("yuan", ("家庭年收入",), unit="yuan_year"),
    "last_allowance": GRADUAL_EXIT["last_allowance"],
    "paid": Field("yuan", ("每月已发", "月已发金额", "已发金额"), unit="yuan_month"),
}
ITEM_AMOUNTS: dict[str, Field] = {
    name: Field("yuan", spellings, unit="yuan_month" if table == "incomes" else "yuan_year", law=INCOME)
    for name, (table, _kind, spellings) in INCOME_ITEMS.items()
}
"""Income kind by kind, of the row's people, by the month or (`annual_income_…`) by the year."""
AMOUNTS = {**ROW_AMOUNTS, **ITEM_AMOUNTS, **HOUSEHOLD_AMOUNTS}
OF_ARREARS = (*ROLL, "paid")
"""Fields that only arrears read; to every other command such a column means nothing."""
LABELS: dict[str, Field] = {
    "household": Field("text", ("户编号", "家庭编号", "户号", "家庭号", "household_id", "户主编号")),
    "person": Field("text", ("person_id", "成员编号", "编号", "称谓", "称呼")),
    "id_number": Field("text", ("身份证号", "身份证号码", "公民身份号码", "证件号码")),
}
FIELDS: dict[str, Field] = {**LABELS, **SETTING, **KIND, **AMOUNTS}

SPELLINGS = {spelling.lower(): name for name, field in FIELDS.items() for spelling in (name, *field.aliases)}
"""Every spelling of a field, in small letters, to its fixed name."""

LONGEST_GUESSED = 100
"""Characters of a heading that is looked at for what it may mean: the patterns try each place of it again."""


def field_of(heading: str) -> str | None:
    """The field that a heading means: `月收入（元）` is `income`."""
    text = heading.strip().lstrip("\ufeff").lower()
    return SPELLINGS.get(text) or SPELLINGS.get(_without_brackets(text))


def _without_brackets(text: str) -> str:
    """A heading without what stands in brackets at its end."""
    if not text.endswith((")", "）")):
        return text
    start = max(text.rfind("("), text.rfind("（"))
    before, inside = text[:start].rstrip(), text[start + 1 : -1]
    return before if start >= 0 and not any(character in inside for character in ")）") else text


def known_headings(cells: Iterable[str]) -> int:
    """How many cells of a line are headings."""
    return sum(field_of(cell) is not None for cell in cells)


_LOOK: dict[str, str] = {
    "household_annual_income": r"家庭.*年.*收入|household.*annual.*income",
    "annual_income": r"年.*收入|annual.*income|yearly.*income",
    "household_income": r"家庭.*收入|household.*income",
    "income_wage": r"工资|薪|wage|salar",
    "income_farming": r"务农|种植|养殖|farm",
    "income": r"收入|养老金|退休金|赡养|抚养费|扶养费|income|pension|alimony",
    "deductions": r"支出|扣减|扣除|deduct|expens",
    "members": r"人口|人数|(成|人)员.*数|口数|members|persons|people|head.?count|(family|household).?size",
    "area": r"城乡|户籍|户口|农业|\b(urban|rural)\b",
    "district": r"区县|县区|区市县|行政区|district|county",
    "month": r"月份|\bmonth\b",
    "care": r"养育|供养",
    "self_care": r"自理|护理|self.?care",
    "disability": r"残疾|disab",
    "hardship": r"困境|hardship",
    "status": r"类别|保障|救助|对象|特困|五保|孤儿|无人抚养|精简退职|status|categor|orphan|tekun",
    "work_injury": r"工伤|work.?injur",
    "illness": r"重病|大病|疾病|illness|disease",
    "age": r"年龄|\bage\b",
    "single_person": r"单人",
    "parent": r"单亲|父母",
    "student": r"学生|就学|在校|student",
    "lost_only_child": r"失独",
    "low_income_village": r"低收入村",
    "property_test_met": r"财产|property",
    "gradual_exit_since": r"渐退|gradual.?exit",
}
"""What in a heading that nobody reads says that it may be meant for a field; the first that fits names the field."""

_LOOKS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _LOOK.items()}


_NO_HINT = re.compile(
    r"人均|是否|per.capita|来源|类型|情况"
    r"|养老金|退休|赡养|抚养费|扶养费|pension|alimony"  # counted or not, received or paid
    r"|^(?!.*(收入|支出|扣)).*(证|号|码|期|时间|址|金|额|话|姓名|原因)$"
)
"""Headings that are about a field without being it, such as an income per head: to propose a field would mislead."""


def looks_like(heading: str) -> str | None:
    """The field that an unknown heading may be meant for, in the heading's script; empty if that is not clear.

    None for a heading that looks like no field at all.
    """
    if len(heading) > LONGEST_GUESSED:
        return None
    text = _without_brackets(heading.strip()).replace("_", " ")
    name = next((name for name, pattern in _LOOKS.items() if pattern.search(text)), None)
    if name is None:
        return None
    if _NO_HINT.search(text):
        return ""
    return name if heading.isascii() else spelling_for(name)


def spelling_for(name: str) -> str:
    """A field's name as a Chinese heading has it."""
    return next((alias for alias in FIELDS[name].aliases if not alias.isascii()), name)

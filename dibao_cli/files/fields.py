"""The fields of a household file, of flags and of roster columns: one list of names, kinds and spellings.

English names and codes are the fixed ones; Chinese spellings are accepted wherever a name or a choice is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Kind = Literal[
    "money",
    "count",
    "choice",
    "choices",
    "yes_no",
    "text",
    "month",
    "disability",
    "amounts",
    "persons",
    "exit",
    "percents",
    "question",
    "changes",
]

Spellings = Mapping[str, tuple[str, ...]]
NO_CHOICES: Spellings = MappingProxyType({})


class Field(NamedTuple):
    """One field: its kind, other spellings of its name, and for a choice the codes with their spellings."""

    kind: Kind
    aliases: tuple[str, ...] = ()
    choices: Spellings = NO_CHOICES
    lowest: int = 0
    highest: int = 0


YES_NO: Spellings = {"true": ("yes", "y", "1", "是", "有"), "false": ("no", "n", "0", "否", "无")}

AREAS: Spellings = {
    "urban": ("u", "city", "城市", "城镇", "城", "非农业", "非农", "非农业户口", "城镇户口"),
    "rural": ("r", "village", "农村", "乡村", "乡", "村", "农", "农业", "农业户口", "农村户口"),
}
STATUSES: Spellings = {
    "ordinary": ("普通", "普通成员", "一般", "低保", "低保对象", "最低生活保障", "dibao"),
    "tekun": ("特困", "特困人员", "特困供养", "五保"),
    "orphan": ("孤儿",),
    "unsupported_child": ("事实无人抚养儿童", "事实无人抚养", "事实孤儿", "无人抚养儿童"),
    "retiree": ("60年代精简退职职工", "精简退职职工", "精简退职"),
}
CARES: Spellings = {
    "institutional": ("institution", "集中", "集中供养", "机构", "机构养育", "集中养育", "集中供养（机构养育）"),
    "dispersed": ("home", "分散", "分散供养", "散居", "社会散居", "分散供养（社会散居）"),
}
GRADES: Spellings = {
    "self": ("self_care", "自理", "全自理", "完全自理", "能自理", "具备生活自理能力"),
    "partly": ("半自理", "半护理", "部分自理", "部分丧失", "部分丧失生活自理能力"),
    "wholly": (
        *("全护理", "不能自理", "完全不能自理", "完全丧失", "全部丧失"),
        *("完全丧失生活自理能力", "全部丧失生活自理能力"),
    ),
}
TIERS: Spellings = {
    "full": ("100", "100%", "全额", "全额生活补助"),
    "70": ("70%", "七成", "70%救济", "70% 救济"),
    "40": ("40%", "四成", "40%救济", "40% 救济"),
    "hardship": ("困难补助", "困难"),
}
DISABILITIES: Spellings = {
    "sight": ("视力", "visual"),
    "hearing": ("听力",),
    "speech": ("言语", "语言"),
    "limb": ("肢体", "physical"),
    "intellect": ("智力", "intellectual"),
    "mental": ("精神",),
    "multiple": ("多重",),
}
ABILITIES_LOST: Spellings = {
    "all": ("完全丧失", "全部丧失", "全部", "完全丧失劳动能力", "患重病且完全丧失劳动能力"),
    "most": ("大部分丧失", "大部分", "大部分丧失劳动能力", "患重病且大部分丧失劳动能力"),
    "part": ("部分丧失", "部分", "部分丧失劳动能力", "患重病且部分丧失劳动能力"),
    "none": ("无", "没有", "无重病", "未患重病"),
}
PARENTS: Spellings = {
    "widowed": ("丧偶", "丧偶单亲", "丧偶单亲家庭子女"),
    "single": ("单亲", "离异", "其他单亲家庭子女"),
}

HOUSEHOLD: dict[str, Field] = {
    "area": Field("choice", ("城乡", "户口", "户籍", "户籍性质", "户口性质", "地区类别"), AREAS),
    "district": Field("text", ("区县", "县区", "区市县", "行政区")),
    "month": Field("month", ("月份", "年月", "核算月份")),
    "members": Field(
        "count",
        (
            *("家庭人口", "人口", "人数", "家庭人数", "共同生活家庭成员人数"),
            *("保障人口", "保障人数", "享受人数", "在册人数", "低保人数"),
        ),
        highest=100,
    ),
    "income": Field("money", ("月收入", "家庭月收入", "收入")),
    "annual_income": Field("money", ("年收入", "家庭年收入")),
    "work_income": Field("money", ("劳动收入", "务工收入", "工资收入")),
    "deductions": Field("amounts", ("扣减", "刚性支出", "刚性支出扣减")),
    "low_income_village": Field("yes_no", ("低收入村",), YES_NO),
    "property_test_met": Field("yes_no", ("财产符合规定", "财产符合"), YES_NO),
    "lost_only_child": Field("yes_no", ("失独", "失独家庭"), YES_NO),
    "gradual_exit": Field("exit", ("渐退",)),
    "persons": Field("persons", ("成员", "家庭成员")),
    "question": Field("question", ("核算要求",)),
    "change": Field("changes", ("变动",)),
}

CHANGE: dict[str, Field] = {
    "from": Field("month", ("自", "起始月份")),
    **{name: field for name, field in HOUSEHOLD.items() if name not in ("month", "question", "change")},
}
"""A change: the month from which it holds, and the fields that have other values from then on."""

PERSON: dict[str, Field] = {
    "id": Field("text", ("编号", "称谓", "称呼")),
    "status": Field("choices", ("类别", "身份", "对象类别", "救助类别", "保障类型", "保障类别"), STATUSES),
    "age": Field("count", ("年龄",), highest=130),
    "care": Field("choice", ("供养方式", "养育方式"), CARES),
    "self_care": Field("choice", ("自理能力", "护理等级"), GRADES),
    "abilities_lost": Field("count", ("丧失能力项数",), highest=6),
    "tier": Field("choice", ("档次", "待遇档次"), TIERS),
    "disability": Field("disability", ("残疾", "残疾类别等级"), DISABILITIES),
    "work_injury": Field("count", ("工伤等级",), lowest=1, highest=10),
    "illness": Field("choice", ("重病", "重病丧失劳动能力"), ABILITIES_LOST),
    "student": Field("yes_no", ("在校学生", "全日制学生", "学生"), YES_NO),
    "parent": Field("choice", ("父母情况", "单亲情况"), PARENTS),
    "multiple_birth": Field("yes_no", ("多胞胎",), YES_NO),
    "income": Field("money", ("月收入", "个人收入", "个人月收入", "收入")),
    "annual_income": Field("money", ("年收入", "个人年收入")),
    "single_person": Field("yes_no", ("单人保",), YES_NO),
    "cannot_form_household": Field("yes_no", ("无法单独立户", "不能单独立户"), YES_NO),
}

GRADUAL_EXIT: dict[str, Field] = {
    "since": Field("month", ("起始月份", "超标月份")),
    "last_allowance": Field("money", ("原低保金", "退出前低保金")),
}

QUESTION: dict[str, Field] = {
    "uplift": Field("yes_no", ("分类救助",), YES_NO),
    "one_off": Field("yes_no", ("一次性补助", "一次性生活补助"), YES_NO),
    "cpi": Field("percents", ("居民消费价格涨幅",)),
    "food_cpi": Field("percents", ("食品价格涨幅",)),
    "national_index": Field("yes_no", ("使用全国指数",), YES_NO),
    "subsidy_rate": Field("money", ("价格补贴标准",)),
    "subsidy_rate_doubled": Field("yes_no", ("价格补贴标准已加倍",), YES_NO),
}


OPPOSITES: dict[str, str] = {
    **dict.fromkeys(
        (
            "单独立户",
            "可单独立户",
            "能单独立户",
            "可以单独立户",
            "是否单独立户",
            "form_household",
            "can_form_household",
        ),
        "cannot_form_household",
    ),
    **dict.fromkeys(("财产不符合", "财产不符合规定", "财产超标", "property_test_not_met"), "property_test_met"),
}
"""Names that say the opposite of a field: they are never read as it, nor is it proposed for them without a word."""


def by_name(fields: Mapping[str, Field]) -> dict[str, str]:
    """Every spelling of a field's name, to the fixed name."""
    return {spelling: name for name, field in fields.items() for spelling in (name, *field.aliases)}


def by_choice(choices: Spellings) -> dict[str, str]:
    """Every spelling of a choice, to its code."""
    return {spelling: code for code, spellings in choices.items() for spelling in (code, *spellings)}

"""The fields of a household file, of flags and of roster columns: one list of names, kinds, spellings and sources.

English names and codes are the fixed ones; Chinese spellings are accepted wherever a name or a choice is read. What a
field is called and means stands in `words/fields.py` by the same name; how its kind is read in `kinds.py`.

Longer than 300 lines: one entry per field.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from ..rules.household import MOST_MEMBERS
from ..rules.month import MOST_MONTHS
from ..rules.parameters import (
    ALONE,
    DISABILITY,
    FROM_WHEN,
    INCOME,
    INDICES,
    NO_CHOICES,
    RELIEF,
    STANDARD,
    TEKUN,
    WHO_COUNTS,
    Choices,
    Named,
)
from .programme_names import PROGRAMMES

Kind = Literal[
    "yuan",
    "count",
    "choice",
    "choices",
    "yes_no",
    "text",
    "district",
    "month",
    "date",
    "id_number",
    "disability",
    "named",
    "categories",
    "amounts",
    "incomes",
    "persons",
    "exit",
    "percents",
    "question",
    "changes",
]


class Field(NamedTuple):
    """One field: its kind, other spellings of its name, and for a choice the codes with their spellings.

    `lowest` and `highest` bound a count, `highest` the entries of a list. `default` is what is taken where nothing is
    stated, `needed` fields have none; `example` is TOML, where the kind's own will not do.
    `law` is the text by which it counts. `matters_for` names what a fact matters for; `dibao ask` asks it only there.
    What is stated for a `private` field stands in no message. A `named` field takes the names that the region's notices
    give by setting parameters of these `names`, besides its own choices; one of `categories` takes several.
    """

    kind: Kind
    aliases: tuple[str, ...] = ()
    choices: Choices = NO_CHOICES
    lowest: int = 0
    highest: int = 0
    unit: str = ""
    law: str = ""
    default: str = ""
    needed: bool = False
    example: str = ""
    matters_for: Literal["", "dibao", "uplift", "low_income_villages"] = ""
    private: bool = False
    names: Named = ""


YES_NO: Choices = {"true": ("yes", "y", "1", "是", "有"), "false": ("no", "n", "0", "否", "无")}

AREAS: Choices = {
    "urban": ("u", "city", "城市", "城镇", "城", "非农业", "非农", "非农业户口", "城镇户口"),
    "rural": ("r", "village", "农村", "乡村", "乡", "村", "农", "农业", "农业户口", "农村户口"),
}
STATUSES: Choices = {
    "ordinary": (
        "普通",
        "普通成员",
        "共同生活的家庭成员",
        "家庭成员",
        "一般",
        "低保",
        "低保对象",
        "最低生活保障",
        "dibao",
    ),
    "tekun": ("特困", "特困人员", "特困供养", "五保"),
    "orphan": ("孤儿",),
    "unsupported_child": ("事实无人抚养儿童", "事实无人抚养", "事实孤儿", "无人抚养儿童"),
    "retiree": ("60年代精简退职职工", "精简退职职工", "精简退职"),
    "unemployed": ("领取失业保险金", "领取失业保险金人员", "失业保险"),
}
CARES: Choices = {
    "institutional": ("institution", "集中", "集中供养", "机构", "机构养育", "集中养育", "集中供养（机构养育）"),
    "dispersed": ("home", "分散", "分散供养", "散居", "社会散居", "分散供养（社会散居）"),
}
GRADES: Choices = {
    "self": ("self_care", "自理", "全自理", "完全自理", "能自理", "具备生活自理能力"),
    "lightly": ("轻度丧失", "轻度失能", "轻度丧失生活自理能力"),
    "partly": (
        *("半失能", "中度丧失", "中度失能", "半自理", "半护理", "部分自理"),
        *("部分丧失", "部分丧失生活自理能力"),
    ),
    "wholly": (
        *("失能", "全失能", "全护理", "不能自理", "完全不能自理", "完全丧失", "全部丧失"),
        *("完全丧失生活自理能力", "全部丧失生活自理能力"),
    ),
}
TIERS: Choices = {
    "full": ("100", "100%", "全额", "全额生活补助"),
    "70": ("70%", "七成", "70%救济", "70% 救济"),
    "40": ("40%", "四成", "40%救济", "40% 救济"),
    "hardship": ("困难补助", "困难"),
}
DISABILITIES: Choices = {
    "sight": ("视力", "visual"),
    "hearing": ("听力",),
    "speech": ("言语", "语言"),
    "limb": ("肢体", "physical"),
    "intellect": ("智力", "intellectual"),
    "mental": ("精神",),
    "multiple": ("多重",),
}
ABILITIES_LOST: Choices = {
    "all": ("完全丧失", "全部丧失", "全部", "完全丧失劳动能力", "患重病且完全丧失劳动能力"),
    "most": ("大部分丧失", "大部分", "大部分丧失劳动能力", "患重病且大部分丧失劳动能力"),
    "part": ("部分丧失", "部分", "部分丧失劳动能力", "患重病且部分丧失劳动能力"),
    "none": ("无", "没有", "无重病", "未患重病"),
}
PARENTS: Choices = {
    "widowed": ("丧偶", "丧偶单亲", "丧偶单亲家庭子女"),
    "single": ("单亲", "离异", "其他单亲家庭子女"),
}

INCOMES: Choices = {
    "wage": ("工资性收入", "工资"),
    "business": ("经营净收入", "经营性收入", "经营收入"),
    "farming": ("务农收入", "种植养殖收入", "种养收入"),
    "property": ("财产净收入", "财产性收入", "财产收入"),
    "transfer": ("转移净收入", "转移性收入", "转移收入", "离退休金", "退休金"),
    "support_received": ("赡养费收入", "扶养费收入", "抚养费收入", "赡养（抚养、扶养）费收入"),
    "work_costs": ("就业成本", "必要的就业成本", "必要就业成本"),
    "income_tax": ("个人所得税", "个税"),
    "social_insurance": ("社会保险费", "社保费", "社会保险缴费"),
    "support_paid": ("赡养费支出", "扶养费支出", "抚养费支出", "赡养支出"),
    "basic_pension": ("基础养老金", "城乡居民基础养老金", "城乡居民基本养老保险基础养老金"),
    "preferential_pension": ("优待抚恤金", "抚恤金", "优抚金"),
    "family_planning": ("计划生育奖励扶助", "计划生育奖励扶助金", "计划生育奖励与扶助金"),
    "scholarship": ("奖学金", "奖励性补助", "奖学金和奖励性补助"),
    "relief": ("社会救助款物", "社会救助金"),
    "child_allowance": ("儿童基本生活补贴", "事实无人抚养儿童补贴", "事实无人抚养儿童基本生活补贴"),
    "disability_subsidy": ("残疾人两项补贴", "残疾人补贴"),
}
"""The kinds of income, and of what is taken off it, by which a worksheet is filled in."""

INSTEAD: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("income", "annual_income"), ("incomes", "annual_incomes")),
    **dict.fromkeys(("incomes", "annual_incomes"), ("income", "annual_income")),
}
"""What is said anew by one number no longer holds by items, and the other way round."""

HOUSEHOLD: dict[str, Field] = {
    "area": Field(
        "choice", ("城乡", "户口", "户籍", "户籍性质", "户口性质", "地区类别"), AREAS, law=STANDARD, needed=True
    ),
    "district": Field("district", ("区县", "县区", "区市县", "行政区"), example='"庄河市"'),
    "month": Field("month", ("月份", "年月", "核算月份")),
    "members": Field(
        "count",
        (
            *("家庭人口", "人口", "人数", "家庭人数", "共同生活家庭成员人数"),
            *("保障人口", "保障人数", "享受人数", "在册人数", "低保人数"),
        ),
        highest=MOST_MEMBERS,
        unit="persons",
        law=WHO_COUNTS,
        default="1",
    ),
    "income": Field("yuan", ("月收入", "家庭月收入", "收入"), unit="yuan_month", law=INCOME, default="0"),
    "annual_income": Field("yuan", ("年收入", "家庭年收入"), unit="yuan_year", law=INCOME, default="0"),
    "incomes": Field("incomes", ("收入项目", "收入明细"), INCOMES, unit="yuan_month", law=INCOME),
    "annual_incomes": Field("incomes", ("年收入项目", "年收入明细"), INCOMES, unit="yuan_year", law=INCOME),
    "work_income": Field("yuan", ("劳动收入", "务工收入", "工资收入"), unit="yuan_month", law=INCOME, default="0"),
    "deductions": Field("amounts", ("扣减", "刚性支出", "刚性支出扣减"), unit="yuan_month"),
    "low_income_village": Field("yes_no", ("低收入村",), YES_NO, matters_for="low_income_villages"),
    "property_test_met": Field("yes_no", ("财产符合规定", "财产符合"), YES_NO, law=STANDARD, matters_for="dibao"),
    "lost_only_child": Field("yes_no", ("失独", "失独家庭"), YES_NO, default="false", matters_for="uplift"),
    "dibao_class": Field(
        "named", ("低保类别", "低保分类", "保障档次", "救助类别档次"), example='"A"', names="dibao_class"
    ),
    "supporters_elsewhere": Field(
        "yes_no", ("不共同生活的赡养人", "有不共同生活的赡养人", "赡养人"), YES_NO, law=INCOME, matters_for="dibao"
    ),
    "gradual_exit": Field("exit", ("渐退",)),
    "persons": Field("persons", ("成员", "家庭成员"), highest=MOST_MEMBERS),
    "question": Field("question", ("核算要求",)),
    "change": Field("changes", ("变动",), highest=MOST_MONTHS),
    "name": Field("text", ("姓名", "户主姓名", "户主", "申请人"), example='"…"', private=True),
    "id_number": Field("id_number", ("身份证号", "身份证号码", "公民身份号码"), example='"…"', private=True),
    "address": Field("text", ("住址", "家庭住址", "地址"), example='"…"', private=True),
    "decision": Field("date", ("决定日期", "审批日期", "确认日期", "批准日期"), law=FROM_WHEN),
}

ON_PAPER = ("name", "id_number", "address", "decision")
"""What only a printed page says; it moves no amount."""

CHANGE: dict[str, Field] = {
    "from": Field("month", ("自", "起始月份"), needed=True),
    **{
        name: field._replace(needed=False)
        for name, field in HOUSEHOLD.items()
        if name not in ("month", "question", "change", *ON_PAPER)
    },
}
"""A change: the month from which it holds, and the fields that have other values from then on."""

PERSON: dict[str, Field] = {
    "id": Field("text", ("编号", "称谓", "称呼"), example='"B"'),
    "status": Field(
        "choices", ("类别", "身份", "对象类别", "救助类别", "保障类型", "保障类别"), STATUSES, default="ordinary"
    ),
    "age": Field("count", ("年龄",), highest=130, unit="years"),
    "care": Field("choice", ("供养方式", "养育方式"), CARES),
    "self_care": Field("named", ("自理能力", "护理等级"), GRADES, law=TEKUN, names="self_care"),
    "abilities_lost": Field("count", ("丧失能力项数",), highest=6, unit="abilities", law=TEKUN),
    "tier": Field("choice", ("档次", "待遇档次"), TIERS),
    "disability": Field("disability", ("残疾", "残疾类别等级"), DISABILITIES, law=DISABILITY),
    "work_injury": Field("count", ("工伤等级",), lowest=1, highest=10, unit="grade"),
    "illness": Field("choice", ("重病", "重病丧失劳动能力"), ABILITIES_LOST, law=RELIEF),
    "student": Field("yes_no", ("在校学生", "全日制学生", "学生"), YES_NO, default="false"),
    "parent": Field("choice", ("父母情况", "单亲情况"), PARENTS),
    "multiple_birth": Field("yes_no", ("多胞胎",), YES_NO, default="false"),
    "income": Field("yuan", ("月收入", "个人收入", "个人月收入", "收入"), unit="yuan_month", law=INCOME, default="0"),
    "annual_income": Field("yuan", ("年收入", "个人年收入"), unit="yuan_year", law=INCOME, default="0"),
    "incomes": Field("incomes", ("收入项目", "收入明细"), INCOMES, unit="yuan_month", law=INCOME),
    "annual_incomes": Field("incomes", ("年收入项目", "年收入明细"), INCOMES, unit="yuan_year", law=INCOME),
    "single_person": Field("yes_no", ("单人保",), YES_NO, law=ALONE, default="false"),
    "hardship": Field("categories", ("困境儿童", "困境儿童类别", "困境类别"), example='"重病重残"', names="hardship"),
    "cannot_form_household": Field("yes_no", ("无法单独立户", "不能单独立户"), YES_NO, law=ALONE, default="false"),
}

GRADUAL_EXIT: dict[str, Field] = {
    "since": Field("month", ("起始月份", "超标月份"), needed=True),
    "last_allowance": Field("yuan", ("原低保金", "退出前低保金"), unit="yuan_month", needed=True),
}

QUESTION: dict[str, Field] = {
    "uplift": Field("yes_no", ("分类救助", "分类施保"), YES_NO, law=RELIEF, default="false"),
    "one_off": Field("yes_no", ("一次性补助", "一次性生活补助"), YES_NO, default="false"),
    "cpi": Field("percents", ("居民消费价格涨幅",), unit="percent"),
    "food_cpi": Field("percents", ("食品价格涨幅",), unit="percent"),
    "low_income_cpi": Field("percents", ("低收入居民基本生活费用价格涨幅", "低收入居民价格涨幅"), unit="percent"),
    "low_income_food_cpi": Field("percents", ("低收入居民食品价格涨幅",), unit="percent"),
    "grain_cpi": Field("percents", ("粮食价格涨幅",), unit="percent"),
    "national_index": Field("yes_no", ("使用全国指数",), YES_NO, default="false"),
    "subsidy_rate": Field("yuan", ("价格补贴标准",), unit="yuan_person_month"),
    "subsidy_rate_doubled": Field("yes_no", ("价格补贴标准已加倍",), YES_NO, default="false"),
    "without": Field("choices", ("不含", "不计入"), PROGRAMMES),
}

INDEX_FIELDS: dict[str, str] = {name: name if name == "cpi" else f"{name}_cpi" for name in INDICES}
"""For each price index the field of a question that states its rise."""

FACTS: tuple[str, ...] = tuple(name for name, field in HOUSEHOLD.items() if field.kind == "yes_no")
"""What holds of a household or does not, each a switch of the command line and a column of a roster."""

SINGLE = ("choice", "district", "month", "count", "yuan")
"""Kinds of fields that are given as one text."""

GROUPS: dict[str, Mapping[str, Field]] = {
    "household": HOUSEHOLD,
    "person": PERSON,
    "gradual_exit": GRADUAL_EXIT,
    "question": QUESTION,
    "change": CHANGE,
}
"""The tables that fields stand in, by the name of each."""

INNER: dict[str, str] = {"persons": "person", "exit": "gradual_exit", "question": "question", "changes": "change"}
"""For a kind that consists of fields, the name of its table."""

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


_SPELLINGS: dict[int, tuple[Mapping[str, Field], Mapping[str, str]]] = {}


def by_name(fields: Mapping[str, Field]) -> Mapping[str, str]:
    """Every spelling of a field's name, to the fixed name; the lists above are gone through once."""
    found = _SPELLINGS.get(id(fields))
    if found is None:  # kept with its list, so that no other comes to have its identity
        if len(_SPELLINGS) > 50:  # lists of the moment
            _SPELLINGS.clear()
        names = {spelling: name for name, field in fields.items() for spelling in (name, *field.aliases)}
        found = _SPELLINGS[id(fields)] = (fields, MappingProxyType(names))
    return found[1]

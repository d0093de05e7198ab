"""What the keys of a notice are called and mean, its choices, and the units and laws of what is stated."""

from __future__ import annotations

from collections.abc import Collection

from . import Text, _

INDICES: dict[str, Text] = {
    "cpi": ("the rise of consumer prices", "居民消费价格涨幅"),
    "food": ("the rise of food prices", "食品价格涨幅"),
    "low_income": (
        "the rise of the low-income residents' cost-of-living index",
        "低收入居民基本生活费用价格指数涨幅",
    ),
    "low_income_food": ("the rise of the low-income residents' food prices", "低收入居民食品价格涨幅"),
    "grain": ("the rise of grain prices", "粮食价格涨幅"),
}
"""The price indices, by their names in notices."""

CHOICES: dict[str, Text] = {
    "orphan.dispersed": ("the standard of an orphan in a family", "社会散居孤儿标准"),
    "orphan.institutional": ("the standard of an orphan in an institution", "集中养育孤儿标准"),
    "dibao.urban": ("the urban dibao standard", "城市低保标准"),
    "urban": ("the urban standard", "城市标准"),
    "own": ("the standard of the household's own area", "本户适用的标准"),
    "year_earlier": ("the same month a year earlier", "上年同月"),
    "current": ("the month itself", "当月"),
    **INDICES,
    "triggering": ("the index that reached its trigger, of several the higher", "达到启动条件的指数（多个时取高）"),
    "bands": ("the share of a band", "分档比例"),
    "per_point": ("a fixed amount for each percentage point", "每个百分点的定额"),
    "announced": ("the announced amount", "公布的金额"),
    "started": ("each point that is begun", "不足一个百分点按一个计"),
    "full": ("each whole point", "满一个百分点计一个"),
    "dibao": ("dibao families", "低保家庭"),
    "tekun": ("extremely poor persons", "特困人员"),
    "orphan": ("orphans", "孤儿"),
    "unsupported_child": ("de-facto unsupported children", "事实无人抚养儿童"),
    "child_hardship": ("children in hardship", "困境儿童"),
    "family": ("the family's income per person", "家庭人均收入"),
    "low_income_villages": ("low-income villages", "低收入村"),
    "grade_1": ("disability of grade 1", "一级残疾"),
    "grade_2": ("disability of grade 2", "二级残疾"),
    "grade_3": ("disability of grade 3", "三级残疾"),
    "grade_3_intellect_mental": ("grade 3 of intellect or mind", "三级智力、精神残疾"),
    "grade_4": ("disability of grade 4", "四级残疾"),
    "none": ("none", "无"),
    "all": ("all working ability lost", "完全丧失劳动能力"),
    "most": ("most working ability lost", "大部分丧失劳动能力"),
    "part": ("part of the working ability lost", "部分丧失劳动能力"),
    "property_test_met": ("property within the limits", "财产符合规定"),
    "cannot_form_household": ("cannot form a household", "无法单独立户"),
    "own_income": ("less the person's own income", "减本人收入"),
    "nothing": ("nothing is taken off", "不扣减"),
    "standard": ("the own dibao standard", "本户低保标准"),
    "payment": ("what is already paid", "已享受的待遇"),
    "retiree": ("retirees of the 1960s", "60年代精简退职职工"),
    "unemployed": ("those drawing unemployment insurance", "领取失业保险金人员"),
    "edge": ("edge families", "低保边缘家庭"),
    "low_income": ("low-income families", "低收入家庭"),
    "single_person": ("single-person inclusion", "单人保"),
    "gradual_exit": ("gradual exit", "渐退"),
    "uplift": ("classified relief", "分类救助（分类施保）"),
    "tekun_care": ("care of the extremely poor", "特困人员照料护理"),
    "living_subsidy": ("living subsidy", "困难残疾人生活补贴"),
    "nursing_subsidy": ("nursing subsidy", "重度残疾人护理补贴"),
    "price_subsidy": ("price subsidy", "价格临时补贴"),
    "age_60": ("aged 60 to 69", "60至69周岁"),
    "age_70": ("aged 70 to 79", "70至79周岁"),
    "age_80": ("aged 80 and over", "80周岁以上"),
    "work_injury": ("work injury", "工伤"),
    "disability_severe": ("severe disability", "重度残疾"),
    "disability_lesser": ("lesser disability", "其他残疾"),
    "illness_all": ("illness, all working ability lost", "重病完全丧失劳动能力"),
    "illness_most": ("illness, most working ability lost", "重病大部分丧失劳动能力"),
    "minor": ("minors", "未成年人"),
    "student": ("students", "在校学生"),
    "child_of_widowed": ("child of a widowed parent", "丧偶单亲家庭子女"),
    "child_of_single_parent": ("child of a single parent", "其他单亲家庭子女"),
    "child_of_multiple_birth": ("multiple birth", "多胞胎子女"),
    "one_person_family": ("one-person family", "一人户"),
    "lost_only_child": ("only child lost", "失独家庭"),
    "below": ("below the line", "低于该标准"),
    "at_most": ("at the line or below", "不高于该标准（含本数）"),
    "month": ("by the month", "按月"),
    "quarter": ("by the quarter", "按季度"),
    "half_year": ("by the half-year", "按半年"),
    "year": ("by the year", "按年"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "rural": ("the rural standard", "农村标准"),
    "person": ("per person", "每人"),
    "household": ("per household", "每户"),
    "up": ("up", "向上取整"),
    "down": ("down", "向下取整"),
    "half_up": ("half up", "四舍五入"),
    "before_multiplier": ("before the multiplier", "乘倍数之前"),
    "after_multiplier": ("after the multiplier", "乘倍数之后"),
}
"""What may be chosen for a parameter, a rounding or a one-off payment, by the codes."""

NOTICE: dict[str, tuple[Text, Text]] = {
    "title": (("Title", "标题"), ("The document's title.", "文件的标题。")),
    "issuer": (("Issued by", "发布单位"), ("Who issued the document.", "文件的发布单位。")),
    "document": (("Document number", "文号"), ("The document's number, if it has one.", "文件的文号（如有）。")),
    "effective": (
        ("In force from", "执行起始日"),
        ("The first day on which the figures hold: the first of a month.", "数值开始执行的日期，须为某月1日。"),
    ),
    "until": (
        ("In force until", "执行截止日"),
        (
            "The first day on which they no longer hold, only if the notice ends.",
            "不再执行的首日，仅在文件有截止期时填写。",
        ),
    ),
    "source": (
        ("Source", "来源"),
        (
            "Where the figures were read, with the day of its appearance: a text, or a name of [sources].",
            "数值的出处及其发表日期：可写文字，或 [sources] 中的名称。",
        ),
    ),
    "checked": (
        ("Checked", "核对日期"),
        ("When somebody last compared the figures with the source.", "最近一次与出处核对的日期。"),
    ),
    "basis": (
        ("Basis", "依据类别"),
        (
            "How well founded the figures are: published, reported or inferred.",
            "数值的可靠程度：公布（published）、报道（reported）或推算（inferred）。",
        ),
    ),
    "limitations": (("Limitations", "局限"), ("What the source does not say.", "来源未载明的内容。")),
    "repeals": (("Repeals", "废止"), ("The keys that the notice ends.", "由本文件废止的键。")),
    "unknown": (
        ("Unknown", "未查到"),
        ("The keys whose new figure exists but was not found.", "已有新数值但尚未查到的键。"),
    ),
    "acknowledged": (
        ("Acknowledged", "已说明"),
        (
            "The findings of standards check that somebody has looked at, with the reason why they stay.",
            "已有人看过的 standards check 提示，及其保留的理由。",
        ),
    ),
    "warning": (
        ("Warnings", "警示"),
        (
            "What everybody must know who reads an answer that rests on the notice.",
            "凡依据本文件的结果，读者都须知道的事项。",
        ),
    ),
}
"""The keys of the table `[notice]`."""

FIGURE: dict[str, tuple[Text, Text]] = {
    "value": (("Figure", "数值"), ("The figure itself.", "数值本身。")),
    "basis": (
        ("Basis", "依据类别"),
        (
            "How well founded the figures are: published, reported or inferred.",
            "数值的可靠程度：公布（published）、报道（reported）或推算（inferred）。",
        ),
    ),
    "note": (("Note", "说明"), ("How the figure came about, such as a calculation.", "数值的由来，例如计算过程。")),
    "source": (
        ("Source", "来源"),
        (
            "Where the figures were read, with the day of its appearance: a text, or a name of [sources].",
            "数值的出处及其发表日期：可写文字，或 [sources] 中的名称。",
        ),
    ),
    "at_least": (("At least", "不低于"), ("The lowest that an inferred figure can be.", "推算数值的下限。")),
    "at_most": (("At most", "不高于"), ("The highest that an inferred figure can be.", "推算数值的上限。")),
    "per": (
        ("Per", "计算周期"),
        (
            "For an amount in yuan: the month (where nothing is said), quarter, half_year or year that it is for.",
            "金额所属的周期：月（month，未写时）、季度（quarter）、半年（half_year）或年（year）。",
        ),
    ),
    "share": (
        ("Share", "比例"),
        (
            "In the place of a value: per cent of the figure that “of” names.",
            "代替 value：占 of 所指数值的百分比。",
        ),
    ),
    "times": (
        ("Times", "倍数"),
        ("In the place of a value: so many times the figure that “of” names.", "代替 value：of 所指数值的若干倍。"),
    ),
    "of": (
        ("Of", "基数"),
        (
            "The key in yuan that the share is of, or dibao: the dibao standard of the household's own area.",
            "比例所依据的金额键，或 dibao：本户适用的低保标准。",
        ),
    ),
    "when": (
        ("Of which month", "基数月份"),
        (
            "Whether that figure is the month's (current, where nothing is said) or that of year_earlier.",
            "该基数取当月（current，未写时）还是上年同月（year_earlier）。",
        ),
    ),
    "plus": (("Plus", "加"), ("Yuan a month on top of the share.", "在比例之上每月再加的金额（元）。")),
    "rounding": (
        ("Rounding", "取整"),
        (
            "How the notice rounds: a share in its own period, an amount by the year as it restates it by the month; without it nothing is rounded before the payment.",
            "文件的取整办法：比例按其所属周期取整，按年的金额在折算为月时取整；未写时，发放前不取整。",
        ),
    ),
}
"""The keys of a figure that says more than its value."""

UNITS: dict[str, Text] = {
    "yuan_person_month": ("yuan per person per month", "元/人·月"),
    "yuan_month": ("yuan per month", "元/月"),
    "yuan_year": ("yuan per year", "元/年"),
    "percent": ("per cent", "百分比"),
    "times": ("times", "倍"),
    "months": ("months", "个月"),
    "persons": ("persons", "人"),
    "years": ("years", "岁"),
    "grade": ("grade", "级"),
    "abilities": ("of six abilities", "项（共六项）"),
}


def choice(code: str) -> str:
    """One of the choices as a person reads it: `the same month a year earlier (year_earlier)`."""
    return _named(CHOICES[code], code)


def choices_of(codes: Collection[str]) -> list[str]:
    """The choices of one key as a person reads them: `low_income` is an index among indices, else a kind of family."""
    among = {**CHOICES, **INDICES} if "cpi" in codes else CHOICES
    return [_named(among[code], code) for code in codes]


def _named(text: Text, code: str) -> str:
    return _("{label} ({key})", "{label}（{key}）").format(label=_(*text), key=code)


_PERIODS: dict[str, Text] = {
    "quarter": ("{figure} a quarter", "每季度 {figure}"),
    "half_year": ("{figure} a half-year", "每半年 {figure}"),
    "year": ("{figure} a year", "每年 {figure}"),
}


def _with_its_period(figure: str) -> tuple[str, bool]:
    """`5480.00/year~1.00:up` as `5480.00 a year, rounded by the month: up, 1.00`; and whether it is of that form."""
    amount, _sign, rounding = figure.partition("~")
    amount, _sign, period = amount.partition("/")
    if "=" in figure or (period and period not in _PERIODS) or not (period or "*" in amount):
        return figure, False
    amount = amount.replace("*", " × ").replace("@year_earlier", _(" a year earlier", "（上年同月）"))
    text = _(*_PERIODS[period]).format(figure=amount) if period else amount
    unit, _sign, direction = rounding.partition(":")
    if not rounding:
        return text, True
    rounded = _("{text}, rounded to {unit}, {direction}", "{text}，取整到 {unit}（{direction}）")
    return rounded.format(text=text, unit=unit, direction=_(*CHOICES[direction])), True


def in_words(figure: str) -> str:
    """A figure as it is written, with the codes in it as a person reads them: `dibao,tekun`, `0.50 up`."""
    figure, per = _with_its_period(figure)
    if per:
        return figure
    parts = figure.replace(",", " ").split()
    if not any(part in CHOICES for part in parts):
        return figure
    return _(", ", "、").join(choice(part) if part in CHOICES else part for part in parts)


def unit(code: str) -> str:
    """A unit in words; empty for what has none."""
    return _(*UNITS[code]) if code else ""


def law_text(law: str) -> str:
    """Where a text provides for it: `民发〔2021〕57号 13` as `民发〔2021〕57号, art. 13`; empty where there is none."""
    document, _blank, article = law.partition(" ")
    return (
        _("{document}, art. {article}", "{document}第{article}条").format(document=document, article=article)
        if article
        else document
    )

"""What the kinds of income are called and mean, and how a worksheet says what became of each."""

from __future__ import annotations

from . import Text, _

KINDS: dict[str, tuple[Text, Text]] = {
    "wage": (
        ("wages", "工资性收入"),
        (
            "Pay of all kinds from work for others: wages, bonuses, allowances.",
            "受雇取得的全部劳动报酬：工资、奖金、津贴、补贴等。",
        ),
    ),
    "business": (
        ("business, net", "经营净收入"),
        (
            "What a trade or service brings after its costs, depreciation and taxes.",
            "从事经营及有偿服务活动所得，已扣除经营费用、折旧和生产税。",
        ),
    ),
    "farming": (
        ("farming, net", "务农收入（净）"),
        (
            "What planting, raising animals, gathering or fishing brings after its costs; for law a part of net business income.",
            "种植、养殖、采集及加工等农林牧渔业所得，已扣除成本；属经营净收入。",
        ),
    ),
    "property": (
        ("property, net", "财产净收入"),
        (
            "Interest, dividends, rent, the lease of land, less what they cost.",
            "利息、红利、租金、土地转包收入等，已扣除相关费用。",
        ),
    ),
    "transfer": (
        ("transfers", "转移性收入"),
        (
            "Regular payments received: retirement pension, unemployment benefit, survivors' pension, compensation, gifts.",
            "经常性转移收入：离退休金、失业保险金、遗属补助金、赔偿、捐赠（赠送）等。",
        ),
    ),
    "support_received": (
        ("support received from relatives", "赡养（抚养、扶养）费收入"),
        (
            "What relatives who live elsewhere do pay. What they ought to pay is not computed.",
            "不共同生活的亲属实际给付的赡养费、抚养费、扶养费；应付而未付的，不予推算。",
        ),
    ),
    "work_costs": (
        ("necessary costs of employment", "必要的就业成本"),
        (
            "What work makes necessary, such as fares; taken off the wage, down to 0. Dalian's amount was not found.",
            "就业所必需的开支，如交通费；从工资性收入中扣减，至 0 为止。大连市的标准未查到。",
        ),
    ),
    "income_tax": (("income tax", "个人所得税"), ("Income tax paid.", "已缴纳的个人所得税。")),
    "social_insurance": (
        ("social insurance contributions", "社会保险费"),
        ("Contributions that the persons themselves pay.", "个人按规定缴纳的社会保险费。"),
    ),
    "support_paid": (
        ("support paid to others", "赡养（抚养、扶养）费支出"),
        ("What is paid to relatives who live elsewhere.", "付给不共同生活的亲属的赡养费、抚养费、扶养费。"),
    ),
    "basic_pension": (
        ("central basic pension of residents", "城乡居民基础养老金（中央）"),
        (
            "The central part of the residents' pension: not income from 2021 to 2025; before and after no text settles it.",
            "中央确定的城乡居民基本养老保险基础养老金：2021 至 2025 年不计入；此前此后未查到明文规定。",
        ),
    ),
    "preferential_pension": (
        ("preferential treatment and disability pensions (优待抚恤金)", "优待抚恤金"),
        ("The State's pensions for those who served and for their survivors.", "国家规定的优待抚恤金。"),
    ),
    "family_planning": (
        ("family planning awards and aid", "计划生育奖励与扶助金"),
        ("The State's awards and aid for family planning.", "国家规定的计划生育奖励与扶助金。"),
    ),
    "scholarship": (
        ("scholarships and awards", "奖学金和奖励性补助"),
        ("Scholarships, awards for bravery and the like.", "奖学金、见义勇为等奖励性补助。"),
    ),
    "relief": (
        ("social assistance", "社会救助款物"),
        ("Assistance of any kind from the government.", "政府发放的各类社会救助款物。"),
    ),
    "child_allowance": (
        ("allowance of an unsupported child", "事实无人抚养儿童基本生活补贴"),
        ("The allowance of a child whom nobody in fact supports.", "事实无人抚养儿童的基本生活补贴。"),
    ),
    "disability_subsidy": (
        ("disability subsidies", "残疾人两项补贴"),
        ("The living and the nursing subsidy for disabled people.", "困难残疾人生活补贴和重度残疾人护理补贴。"),
    ),
}

PLAIN: dict[str, Text] = {
    "income": ("income, one number", "收入（合并填报）"),
    "annual_income": ("yearly income, one number", "年收入（合并填报）"),
}

TREATMENTS: dict[str, Text] = {
    "counted": ("counted", "计入"),
    "taken_off": ("taken off", "扣减"),
    "not_counted": ("not counted", "不计入"),
}


def yearly(name: Text) -> Text:
    """The name of a kind that is stated by the year."""
    return (f"{name[0]}, per year", f"{name[1]}（全年）")


def kind_name(kind: str, by_year: bool = False) -> str:
    """What a kind of income is called; the reason of a deduction as it was written."""
    name = KINDS[kind][0] if kind in KINDS else PLAIN.get(kind, (kind, kind))
    return _(*(yearly(name) if by_year and kind in KINDS else name))

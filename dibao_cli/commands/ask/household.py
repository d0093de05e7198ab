"""What `dibao ask` asks about the household: before its persons are described, and after."""

from __future__ import annotations

from ...files.fields import FACTS, HOUSEHOLD, INDEX_FIELDS, YES_NO, Field
from ...rules.household import MOST_MEMBERS
from ...rules.parameters import INCOME, INDICES
from ...words import Text
from ...words.fields import HOUSEHOLD as LABELS
from .question import AnswersSoFar, PersonAnswers, Question, When, always


def _district_matters(state: AnswersSoFar, person: PersonAnswers) -> bool:
    """Only where the standard of the area differs by district."""
    area = state.values.get("area")
    return state.table is not None and not state.table.standards.split_keys.isdisjoint(
        (f"dibao.{area}", f"tekun.{area}")
    )


def _yearly(state: AnswersSoFar, person: PersonAnswers) -> bool:
    if state.values.get("itemised"):
        return False
    return state.values.get("area") == "rural" or state.values.get("income") is None


def _one_off(state: AnswersSoFar, person: PersonAnswers) -> bool:
    return state.table is not None and any(one.month == state.table.month for one in state.table.standards.one_offs)


def _national(state: AnswersSoFar, person: PersonAnswers) -> bool:
    return state.lacks("index") and state.table is not None and state.table.month in state.table.standards.national


def _lacking(index: str) -> When:
    return lambda state, person: state.lacks_index(index)


def _left_dibao(state: AnswersSoFar, person: PersonAnswers) -> bool:
    return bool(state.values.get("left_dibao"))


_RISES: dict[str, Text] = {
    "food": ("Rise of food prices on the year before, in per cent", "食品价格同比涨幅（%）"),
    "cpi": ("Rise of consumer prices on the year before, in per cent", "居民消费价格同比涨幅（%）"),
    "low_income": (
        "Rise of the low-income residents' cost-of-living index on the year before, in per cent",
        "低收入居民基本生活费用价格指数同比涨幅（%）",
    ),
    "low_income_food": (
        "Rise of the low-income residents' food prices on the year before, in per cent",
        "低收入居民食品价格同比涨幅（%）",
    ),
    "grain": ("Rise of grain prices on the year before, in per cent", "粮食价格同比涨幅（%）"),
}
"""The price indices in the order in which they are asked for."""

HOUSEHOLD_QUESTIONS: tuple[Question, ...] = (
    Question("household", "area", ("Is the household urban or rural?", "该家庭属于城市还是农村？"), needed=True),
    Question("household", "month", ("Which month?", "核算哪个月份？"), needed=True),
    Question(
        "household", "district", ("Which district?", "所在区（市）县？"), _district_matters, blank=("not named", "不填")
    ),
    Question(
        *("household", "dibao_class", ("Of which class is the family?", "家庭属于哪一类别？")),
        lambda state, person: state.sets(f"dibao.classes_{state.values.get('area')}"),
        needed=True,
        more=("This city pays dibao by classes.", "本市低保按类别发放。"),
    ),
    Question(
        *("", "people", ("How many people live together?", "共同生活的家庭成员共几人？")),
        needed=True,
        more=(
            "All who live together as one household, children and people supported by other schemes included: husband or wife, children under age or not able to live on their own (students up to the first degree), others who owe each other support and have long lived together. Not: prisoners, persons in compulsory detoxification, the missing, clergy who have lived apart for three years (民发〔2021〕57号, art. 7; until June 2021 民发〔2012〕220号, art. 5, where parents belong to them as such).",
            "包括儿童以及享受其他救助保障的人员：配偶；未成年子女；已成年但不能独立生活的子女（含在校接受全日制本科及以下教育的）；其他具有法定赡养、扶养、抚养义务并长期共同居住的人员。不计入：在监狱服刑、强制隔离戒毒、宣告失踪的人员，连续三年以上脱离家庭独立生活的宗教教职人员（民发〔2021〕57号第7条；2021 年 6 月以前为民发〔2012〕220号第5条，父母亦计入）。",
        ),
        own=Field("count", lowest=1, highest=MOST_MEMBERS),
    ),
    Question(
        *(
            "household",
            "income",
            (
                "Monthly income of the whole household, in yuan, or item by item, such as wage=1200",
                "全家月收入（元）；也可逐项填写，如 工资=1200",
            ),
        ),
        more=(
            "One number: after income tax and social insurance, without what the law leaves out. Item by item (+ begins): the answer says of each whether it counts. Counted: wages, net income from business, farming and property, pensions, support received. Not counted: 优待抚恤金, family planning aid, scholarships, assistance; from 2021 to 2025 the central basic pension of residents. Taken off: tax, social insurance, necessary costs of employment, support paid.",
            "填一个数的：为扣除个人所得税和社会保险费后、不含依法不计入的收入。逐项填写的（输入 + 开始）：结果中注明各项是否计入。计入：工资性收入、经营（务农）净收入、财产净收入、离退休金等转移性收入、赡养费收入。不计入：优待抚恤金、计划生育奖励与扶助金、奖学金、社会救助款物；2021 至 2025 年的城乡居民基础养老金。扣减：税、社会保险费、必要的就业成本、赡养费支出。",
        ),
    ),
    Question(
        *(
            "household",
            "annual_income",
            ("Besides that, income that is only known for a year, in yuan", "此外，只知全年数额的收入（元/年）"),
            _yearly,
        ),
        blank=("none", "无"),
    ),
    Question(
        *(
            "household",
            "work_income",
            ("How much of the monthly income is earned by work, in yuan?", "月收入中务工收入为多少元？"),
        ),
        lambda state, person: state.sets("dibao.work_deduction_share"),
    ),
    Question("question", "uplift", ("Add classified relief?", "是否计入分类救助（分类施保）？")),
    Question(
        *("", "described", ("How many of the people need describing?", "其中有几人需要单独说明？")),
        blank="0",
        more=(
            (
                "Those who are extremely poor, an orphan or unsupported child, a 1960s retiree, disabled or seriously ill; "
                "with classified relief also the old, the under-aged and students."
            ),
            "特困人员、孤儿、事实无人抚养儿童、60年代精简退职职工、残疾人、重病患者；计入分类救助时还包括老年人、未成年人和学生。",
        ),
        own=Field("count", highest=MOST_MEMBERS),
    ),
)

DEDUCTION = Question(
    *(
        "household",
        "deductions",
        (
            "An amount to take off the income, with its reason, such as medical=120",
            "需从收入中扣减的金额及事由，如 医疗=120",
        ),
    ),
    blank=("none", "无"),
    more=(
        "One at a time; Enter when done. No list or ceiling for Dalian was found: an amount that the bureau accepts.",
        "每次填一项，填完后直接回车。大连市的扣减项目和限额未查到，请填经认可的金额。",
    ),
    own=Field("text"),
    law=INCOME,
)

FACTS_IN_WORDS = {
    "low_income_village": ("Does the household live in a low-income village?", "该家庭是否居住在低收入村？"),
    "property_test_met": ("Is the household's property within the limits?", "家庭财产是否符合规定？"),
    "supporters_elsewhere": (
        "Do children or others who live elsewhere owe somebody of the family support?",
        "是否有不共同生活的子女或其他赡养（抚养、扶养）人？",
    ),
    "lost_only_child": ("Did the family lose its only child?", "是否独生子女死亡家庭（失独家庭）？"),
}
"""The questions for facts of a household. One that has none here is asked by its label."""

FACTS_IN_FULL: dict[str, Text] = {
    "property_test_met": (
        "Cash, savings, securities, vehicles, houses, claims on others. A condition of dibao besides income (民发〔2012〕220号, art. 4; 民发〔2021〕57号, art. 14). Dalian's limits were not found.",
        "包括现金、存款、有价证券、机动车辆、房屋、债权等；与收入同为低保的条件（民发〔2012〕220号第4条；民发〔2021〕57号第14条）。大连市的限额未查到。",
    ),
}
"""What a question for a fact explains besides its meaning."""

FACT_MATTERS: dict[str, When] = {
    "": always,
    "dibao": lambda state, person: state.dibao or state.single_person,
    "uplift": lambda state, person: bool(state.values.get("uplift")),
    "low_income_villages": lambda state, person: state.single_person and state.villages_only,
}
"""When a fact is asked about, by what it matters for (`Field.matters_for`)."""


def _fact(name: str) -> Question:
    text = FACTS_IN_WORDS.get(name, LABELS[name][0])
    matters = FACT_MATTERS[HOUSEHOLD[name].matters_for]
    return Question("household", name, text, matters, more=FACTS_IN_FULL.get(name))


CLOSING_QUESTIONS: tuple[Question, ...] = (
    *map(_fact, FACTS),
    Question(
        *(
            "",
            "left_dibao",
            (
                "Did the household receive dibao until its income rose?",
                "该家庭此前是否享受低保，因收入增加而超过标准？",
            ),
        ),
        lambda state, person: state.no_dibao,
        more=("Then gradual exit may pay a part for some months more.", "如是，可在渐退期内继续按比例发放。"),
        own=Field("yes_no", choices=YES_NO, default="false"),
    ),
    Question(
        *(
            "gradual_exit",
            "since",
            ("Since which month is its income above the line?", "自哪个月起收入超过标准？"),
            _left_dibao,
        ),
        needed=True,
    ),
    Question(
        *(
            "gradual_exit",
            "last_allowance",
            ("What was its last monthly dibao, in yuan?", "最后一次发放的低保金为每月多少元？"),
            _left_dibao,
        ),
        needed=True,
    ),
    Question("question", "one_off", ("Add the one-off aid of this month?", "是否计入本月的一次性生活补助？"), _one_off),
    Question(
        *(
            "question",
            "subsidy_rate",
            ("Announced price subsidy per person, in yuan", "已公布的每人价格临时补贴（元）"),
        ),
        lambda state, person: state.lacks_index(*INDICES),
        blank=("not known", "未知"),
    ),
    Question(
        *("question", "subsidy_rate_doubled"),
        (
            "Is the announced amount what is paid, the doubling of the month in it?",
            "公布金额是否为实发金额（已包含当月加倍）？",
        ),
        lambda state, person: state.values.get("subsidy_rate") is not None and state.multiplies,
    ),
    *(
        Question(
            *("question", INDEX_FIELDS[index], text),
            _lacking(index),
            blank=("not known", "未知"),
        )
        for index, text in _RISES.items()
    ),
    Question(
        "question",
        "national_index",
        ("Estimate the price subsidy with the national price index?", "是否以全国价格指数估算价格临时补贴？"),
        _national,
    ),
)

"""What the fields of a household are called and mean: label and one sentence, by the names of `files/fields.py`.

Longer than 300 lines: one entry per field, in one list to be looked through.
"""

from __future__ import annotations

from . import Text, _
from .incomes import KINDS, yearly

Texts = dict[str, tuple[Text, Text]]

HOUSEHOLD: Texts = {
    "area": (
        ("Area", "城乡类别"),
        ("Whether the urban or the rural standards apply to the household.", "适用城市标准还是农村标准。"),
    ),
    "district": (
        ("District", "区（市）县"),
        (
            "The district, by name, short name, pinyin or code; the standard may differ by district.",
            "区（市）县的名称、简称、拼音或代码；各区县标准可有不同。",
        ),
    ),
    "month": (("Month", "月份"), ("The month whose standards and prices apply.", "适用哪个月份的标准和物价。")),
    "members": (
        ("Ordinary members", "共同生活的家庭成员人数"),
        (
            "How many ordinary members live together, besides the persons described.",
            "共同生活的家庭成员人数，不含单独说明的成员。",
        ),
    ),
    "income": (
        ("Monthly income, yuan", "家庭月收入（元）"),
        (
            "Income of the whole household besides that of described persons, after income tax and social insurance contributions.",
            "全家月收入（单独说明的成员本人收入除外），按扣除个人所得税和社会保险费后计。",
        ),
    ),
    "annual_income": (
        ("Yearly income, yuan", "家庭年收入（元）"),
        (
            "Income that is only known for a year, such as a harvest; it is divided by 12 at the end of the calculation.",
            "只按年计的收入，如种植收入，计算到最后再除以12。",
        ),
    ),
    "incomes": (
        ("Monthly income by kind, yuan", "收入项目（元/月）"),
        (
            "What the household has besides what described persons have, kind by kind, per month; the answer says what of it counts.",
            "家庭（单独说明的成员本人收入除外）的收入及应扣减的支出，按月逐项填写，结果中注明各项是否计入。",
        ),
    ),
    "annual_incomes": (
        ("Yearly income by kind, yuan", "年收入项目（元/年）"),
        (
            "The same for what is only known for a year.",
            "同上，只按年计的项目。",
        ),
    ),
    "work_income": (
        ("Of the monthly income, earned by work", "月收入中的务工收入（元）"),
        (
            "How much of the monthly income is earned by work, for tables that leave a part of it out.",
            "月收入中属于劳动所得的部分，供有扣减规定的标准使用。",
        ),
    ),
    "deductions": (
        ("Taken off the income", "收入扣减（元）"),
        (
            "Rigid expenditure that the bureau accepts (medical, education, disability), each with its reason.",
            "经认可的刚性支出（医疗、教育、残疾等），逐项注明事由。",
        ),
    ),
    "low_income_village": (
        ("In a low-income village", "居住在低收入村"),
        (
            "Whether the household lives in a low-income village, for which single-person inclusion and gradual exit were opened.",
            "是否居住在低收入村；单人保和渐退政策在低收入村实行。",
        ),
    ),
    "property_test_met": (
        ("Property within the limits", "财产符合规定"),
        (
            "Whether the household's property is within the limits, a condition of dibao for every family; not stated, it is taken as met, and the result says so.",
            "家庭财产是否符合规定，凡申请低保均须具备；未填时按符合核算，并在结果中注明。",
        ),
    ),
    "lost_only_child": (
        ("Lost its only child", "失独家庭"),
        (
            "Whether the family lost its only child: classified relief gives its members more.",
            "是否为失独家庭；分类救助对其成员增发。",
        ),
    ),
    "dibao_class": (
        ("Class of dibao", "低保类别"),
        (
            "The class (A, B, C) in which the family was put, where the city pays by classes and not the gap.",
            "家庭被核定的低保类别（A、B、C类），适用于按类别而非补差发放的城市。",
        ),
    ),
    "supporters_elsewhere": (
        ("Supporters elsewhere", "不共同生活的赡养人"),
        (
            "Whether children or others who live elsewhere owe somebody of the family support; what they ought to pay is named in the answer and never computed, since Dalian's formula was not found.",
            "是否有不共同生活的子女或其他赡养（抚养、扶养）人；其应付的赡养费只在结果中注明，不予推算（大连市的计算办法未查到）。",
        ),
    ),
    "gradual_exit": (
        ("Gradual exit", "低保渐退"),
        ("For a household that had dibao until its income rose.", "原享受低保、后因收入超标退出的家庭填写。"),
    ),
    "persons": (
        ("Described persons", "单独说明的成员"),
        (
            "The members who need describing, one after the other; they are counted besides the ordinary members.",
            "需要单独说明的成员，逐人填写，不计入上述人数。",
        ),
    ),
    "question": (
        ("Question", "核算要求"),
        (
            "What is asked besides the household, and what is known of prices.",
            "除家庭情况外的核算要求，以及已知的物价。",
        ),
    ),
    "change": (
        ("Changes", "变动"),
        ("From which month on some fields have other values.", "自某月起若干字段改为其他内容。"),
    ),
    "name": (
        ("Head of household", "户主姓名"),
        (
            "Who stands at the head of a printed sheet or letter; it is shown nowhere else.",
            "印在核算表和决定通知书上的户主姓名，不在其他任何地方显示。",
        ),
    ),
    "id_number": (
        ("Identity number", "身份证号"),
        (
            "For a printed sheet or letter only; its check digit is tested.",
            "仅印在核算表和决定通知书上，并校验校验码。",
        ),
    ),
    "address": (
        ("Address", "家庭住址"),
        ("For a printed sheet or letter only.", "仅印在核算表和决定通知书上。"),
    ),
    "decision": (
        ("Day of the decision", "决定日期"),
        (
            "The day on which dibao was decided; it is paid from the month after.",
            "作出审批（确认）决定的日期，低保金自次月起发放。",
        ),
    ),
}

CHANGE: Texts = {
    "from": (("From", "起"), ("The first month in which the other values hold.", "变动开始的月份。")),
}

PERSON: Texts = {
    "id": (
        ("Label of the person", "成员称谓"),
        ("How the person is called in the answer; no name is needed.", "结果中如何称呼该成员，不必填写姓名。"),
    ),
    "status": (
        ("Status", "对象类别"),
        ("The schemes that support the person; more than one may be given.", "由哪类政策保障，可填多项。"),
    ),
    "age": (("Age", "年龄"), ("In full years.", "按周岁填写。")),
    "care": (
        ("Kind of care", "供养方式"),
        (
            "Where an extremely poor person or an orphan is cared for; the standards of the two differ.",
            "特困人员或孤儿在何处供养；两种方式标准不同。",
        ),
    ),
    "self_care": (
        ("Ability of self-care", "自理能力"),
        (
            "Of six abilities (eating, dressing, bed, toilet, moving, bathing) 0 lost, 1 to 3 lost, or 4 and more; or a grade that the city's notices name.",
            "六项能力（吃饭、穿衣、上下床、如厕、室内行走、洗澡）中丧失 0 项、1 至 3 项、4 项及以上；或本市文件自定的档次。",
        ),
    ),
    "abilities_lost": (
        ("Abilities lost", "丧失能力项数"),
        (
            "How many of the six abilities of self-care are lost; it stands for the grade.",
            "六项自理能力中丧失几项，可据此确定等级。",
        ),
    ),
    "tier": (
        ("Tier of the retiree", "待遇档次"),
        ("The tier on the certificate of a retiree of the 1960s.", "60年代精简退职职工证件上的档次。"),
    ),
    "disability": (
        ("Disability", "残疾类别等级"),
        ("Kind and grade as on the certificate, such as limb-2.", "残疾证上的类别和等级，如“肢体二级”。"),
    ),
    "work_injury": (
        ("Work injury", "工伤等级"),
        ("The certified grade: 1 is the most severe, 10 the least.", "经鉴定的等级，1级最重，10级最轻。"),
    ),
    "illness": (
        ("Serious illness", "重病"),
        ("How much of the working ability a seriously ill person has lost.", "患重病者丧失劳动能力的程度。"),
    ),
    "student": (
        ("Full-time student", "全日制在校学生"),
        (
            "A full-time student past compulsory schooling can count as a child after the age of 18.",
            "义务教育阶段以后的全日制在校学生，年满18周岁仍可按子女计。",
        ),
    ),
    "parent": (
        ("Parent who is alone", "单亲情况"),
        (
            "Whether the child's parent is widowed or single for another reason; classified relief gives such a child more.",
            "子女的父或母是丧偶还是其他单亲；分类救助对其子女增发。",
        ),
    ),
    "multiple_birth": (
        ("Multiple birth", "多胞胎"),
        ("One of triplets or more: classified relief gives such a child more.", "三胞胎及以上的子女，分类救助增发。"),
    ),
    "income": (
        ("Own income, yuan", "本人月收入（元）"),
        ("The person's own monthly income; it is added to the household's.", "本人的月收入，与家庭收入相加。"),
    ),
    "annual_income": (
        ("Own yearly income, yuan", "本人年收入（元）"),
        ("The person's own income that is only known for a year.", "本人只按年计的收入。"),
    ),
    "incomes": (
        ("Own income by kind, yuan", "本人收入项目（元/月）"),
        (
            "What the person has, kind by kind, per month; the answer says what of it counts.",
            "本人的收入及应扣减的支出，按月逐项填写，结果中注明各项是否计入。",
        ),
    ),
    "annual_incomes": (
        ("Own yearly income by kind, yuan", "本人年收入项目（元/年）"),
        (
            "The same for what is only known for a year.",
            "同上，只按年计的项目。",
        ),
    ),
    "single_person": (
        ("Single-person inclusion", "单人保"),
        (
            "Whether a severely disabled or seriously ill person of a family just above the standard is to have dibao alone.",
            "家庭收入略高于标准的重度残疾人或重病患者，是否按单人户纳入低保。",
        ),
    ),
    "hardship": (
        ("Category of a child in hardship", "困境儿童类别"),
        (
            "The category of a child in hardship, as the region's notices name it, with its degree after a colon; several go with +.",
            "困境儿童的类别，按本地区文件的名称填写，程度写在冒号之后；多类用 + 连接。",
        ),
    ),
    "cannot_form_household": (
        ("Cannot form a household", "无法单独立户"),
        (
            "Kept by the family and unable to form a household: a condition of single-person inclusion.",
            "由家庭供养且无法单独立户，是单人保的条件之一。",
        ),
    ),
}

GRADUAL_EXIT: Texts = {
    "since": (
        ("Income above the standard since", "超标月份"),
        ("The first month in which the income was too high.", "收入超过标准的首月。"),
    ),
    "last_allowance": (
        ("Last allowance, yuan", "退出前低保金（元）"),
        ("The dibao of the last month before the income rose.", "收入超标前最后一个月的低保金。"),
    ),
}

QUESTION: Texts = {
    "without": (
        ("Left out", "不计入"),
        (
            "Programmes that the answer leaves out. What others are paid does not change by that.",
            "结果中不计入的项目；其他项目的金额不因此变动。",
        ),
    ),
    "uplift": (
        ("Classified relief", "分类救助（分类施保）"),
        (
            "Whether to add classified relief, a share of the standard on top; its text is of unknown date.",
            "是否加算分类救助（按标准的比例增发）；其文件日期不明。",
        ),
    ),
    "one_off": (
        ("One-off aid", "一次性生活补助"),
        ("Whether to add the one-off aid that a notice sets for the month.", "是否加算文件为当月规定的一次性补助。"),
    ),
    "national_index": (
        ("National price index asked for", "采用全国价格指数"),
        (
            "Whether the national rise may stand in where the region's is not known; the amount is then an estimate.",
            "本地涨幅未知时是否以全国涨幅代替，结果为估算。",
        ),
    ),
    "cpi": (
        ("Rise of consumer prices, stated", "居民消费价格涨幅（人工填报）"),
        (
            "The region's rise of consumer prices on the year before, of the month or by month.",
            "本地居民消费价格同比涨幅，可按月填写。",
        ),
    ),
    "food_cpi": (
        ("Rise of food prices, stated", "食品价格涨幅（人工填报）"),
        (
            "The region's rise of food prices on the year before, of the month or by month.",
            "本地食品价格同比涨幅，可按月填写。",
        ),
    ),
    "low_income_cpi": (
        ("Rise of the low-income residents' cost of living, stated", "低收入居民基本生活费用价格涨幅（人工填报）"),
        (
            "The rise of the low-income residents' cost-of-living index on the year before, of the month or by month.",
            "低收入居民基本生活费用价格指数同比涨幅，可按月填写。",
        ),
    ),
    "low_income_food_cpi": (
        ("Rise of the low-income residents' food prices, stated", "低收入居民食品价格涨幅（人工填报）"),
        (
            "The rise of the food part of the low-income residents' index on the year before, of the month or by month.",
            "低收入居民基本生活费用价格指数中食品价格的同比涨幅，可按月填写。",
        ),
    ),
    "grain_cpi": (
        ("Rise of grain prices, stated", "粮食价格涨幅（人工填报）"),
        (
            "The region's rise of grain prices on the year before, of the month or by month.",
            "本地粮食价格同比涨幅，可按月填写。",
        ),
    ),
    "subsidy_rate": (
        ("Announced price subsidy per person, yuan", "已公布的每人价格临时补贴（元）"),
        (
            "The price subsidy per person that the bureau announced for the month.",
            "民政部门公布的当月每人价格补贴金额。",
        ),
    ),
    "subsidy_rate_doubled": (
        ("The announced amount is doubled already", "公布金额已加倍"),
        ("Whether the announced amount has the doubling of the month in it already.", "所填金额是否已含当月的加倍。"),
    ),
}

ROSTER: Texts = {
    "household": (
        ("Household number", "户编号"),
        ("Rows with the same number are one household.", "编号相同的各行为同一户。"),
    ),
    "person": (
        ("Person's number", "成员编号"),
        (
            "Which of the household's people the row is; it is carried through to the results.",
            "该行是户内哪一成员，原样写入结果。",
        ),
    ),
    "id_number": (
        ("Identity number", "身份证号"),
        (
            "Its check digit is tested, and no number may stand on two lines; it is not written anywhere.",
            "用于校验校验码和查重，不写入任何结果。",
        ),
    ),
    "gradual_exit_since": (
        ("Gradual exit since", "渐退起始月份"),
        (
            "The first month in which the income of a household in gradual exit was too high.",
            "渐退家庭收入超过标准的首月。",
        ),
    ),
    "disability_kind": (
        ("Kind of disability", "残疾类别"),
        ("The kind as on the certificate, where it has a column of its own.", "残疾证上的类别（单独成列时）。"),
    ),
    "disability_grade": (
        ("Grade of disability", "残疾等级"),
        ("The grade as on the certificate, where it has a column of its own.", "残疾证上的等级（单独成列时）。"),
    ),
    "on_roll_since": (
        ("On the roll since", "享受起始月份"),
        (
            "For arrears: the first month for which the household was paid; before it nothing is owed.",
            "用于补发核算：该户开始享受待遇的月份；此前各月不补发。",
        ),
    ),
    "on_roll_until": (
        ("On the roll until", "停发月份"),
        (
            "For arrears: the first month for which the household was no longer paid; without it, it still is.",
            "用于补发核算：该户停发待遇的首月；不填表示仍在享受。",
        ),
    ),
    "paid": (
        ("Paid per month, yuan", "每月已发金额（元）"),
        (
            "For arrears: what the household was really paid in each of the months; counted once for the household.",
            "用于补发核算：各月实际发放给该户的金额；全户只计一次。",
        ),
    ),
    "household_income": (
        ("Monthly income of the whole household, yuan", "家庭月收入（全户，元）"),
        (
            "It is counted once for the household, on whichever of its rows it stands.",
            "全户只计一次，可写在任一行或各行。",
        ),
    ),
    "household_annual_income": (
        ("Yearly income of the whole household, yuan", "家庭年收入（全户，元）"),
        (
            "It is counted once for the household, on whichever of its rows it stands.",
            "全户只计一次，可写在任一行或各行。",
        ),
    ),
}


GROUPS: dict[str, Texts] = {
    "household": HOUSEHOLD,
    "change": {**HOUSEHOLD, **CHANGE},
    "person": PERSON,
    "gradual_exit": GRADUAL_EXIT,
    "question": QUESTION,
    "roster": {
        **PERSON,
        **HOUSEHOLD,
        **GRADUAL_EXIT,
        **ROSTER,
        "income": PERSON["income"],
        "annual_income": PERSON["annual_income"],
        **{f"income_{kind}": texts for kind, texts in KINDS.items()},
        **{f"annual_income_{kind}": (yearly(texts[0]), texts[1]) for kind, texts in KINDS.items()},
    },
}
"""The tables that fields stand in, by the name of each."""

MEANINGS: dict[str, dict[str, Text]] = {
    group: {name: texts[1] for name, texts in fields.items()} for group, fields in GROUPS.items()
}
"""What the fields of each table mean, to be translated."""


def label(group: str, name: str) -> str:
    """What a field is called, such as `Monthly income, yuan`."""
    return _(*GROUPS[group][name][0])


def meaning(group: str, name: str) -> str:
    """What a field means, in one sentence."""
    return _(*GROUPS[group][name][1])

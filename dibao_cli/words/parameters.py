"""What the parameters of notices are called and mean: label and one sentence, by the keys of `rules/parameters.py`.

Longer than 300 lines: one entry per parameter, in one list to be looked through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..rules.parameters import COVERABLE, key_parts, split_name
from . import Text, _
from .notices import CHOICES

AREAS = {"urban": "城市", "rural": "农村"}
SCHEMES: dict[str, Text] = {code: CHOICES[code] for code in COVERABLE}


def _by_scheme(name: str, label: Text, sentence: Text) -> dict[str, tuple[Text, Text]]:
    """The parameters of the price subsidy that each scheme has one of."""
    return {
        f"price_subsidy.{name}_{scheme}": ((label[0].format(scheme=en), label[1].format(scheme=zh)), sentence)
        for scheme, (en, zh) in SCHEMES.items()
    }


_Words = tuple[Text, Text]

_GRADES: dict[str, tuple[Text, Text]] = {
    "self": (("self-care", "全自理"), ("who cares for himself or herself", "具备生活自理能力的")),
    "lightly": (
        ("lightly dependent", "轻度失能"),
        ("who lightly depends on care", "轻度丧失生活自理能力的（分四档时）"),
    ),
    "partly": (("partly dependent", "半护理"), ("who partly depends on care", "部分丧失生活自理能力的")),
    "wholly": (("wholly dependent", "全护理"), ("who wholly depends on care", "完全丧失生活自理能力的")),
}
_KINDS_OF_CARE: dict[str, tuple[Text, Text]] = {
    "": (("", ""), ("", "")),
    "_institutional": ((", in an institution", "，集中供养"), (", living in an institution", "集中供养")),
    "_dispersed": ((", at home", "，分散供养"), (", living at home", "分散供养")),
}


def _care() -> Iterator[tuple[str, _Words]]:
    """What the care allowances are called and mean, by grade and kind of care."""
    for grade, ((label_en, label_zh), (who_en, who_zh)) in _GRADES.items():
        for kind, ((in_en, in_zh), (where_en, where_zh)) in _KINDS_OF_CARE.items():
            yield (
                f"tekun.care_{grade}{kind}",
                (
                    (f"Tekun care allowance, {label_en}{in_en}", f"特困照料护理标准（{label_zh}{in_zh}）"),
                    (
                        f"For an extremely poor person {who_en}{where_en}.",
                        f"{who_zh}{where_zh}特困人员照料护理标准。",
                    ),
                ),
            )
    yield (
        "tekun.care_grades",
        (
            ("Grades of self-care by the notice's own names", "文件自定的护理档次"),
            (
                "The names of the grades, in English too if wanted, and how many of the six abilities are lost in each.",
                "各档名称（可附英文名）及其对应的丧失能力项数（共六项）。",
            ),
        ),
    )
    for kind, ((in_en, in_zh), (where_en, where_zh)) in _KINDS_OF_CARE.items():
        of_whom_en = f": an extremely poor person{where_en}" if kind else ""
        yield (
            f"tekun.care{kind}",
            (
                (
                    f"Tekun care allowance by the notice's own grades{in_en}",
                    f"特困照料护理标准（按文件自定档次{in_zh}）",
                ),
                (
                    f"For each grade that the notice names{of_whom_en}.",
                    f"文件自行命名的各档，{where_zh}特困人员照料护理标准。",
                ),
            ),
        )


def _line(line: str, en: str, zh: str) -> dict[str, _Words]:
    """What the keys of a line above that of dibao are called and mean."""
    families = en.lower()
    return {
        f"line.{line}": (
            (f"{en}, times the standard", f"{zh}认定标准（低保标准的倍数）"),
            (
                f"Income per person up to so many times the own dibao standard makes a family one of the {families}.",
                f"人均收入在本户低保标准的若干倍以内的，为{zh}。",
            ),
        ),
        **{
            f"line.{line}_{area}": (
                (f"{en}, {area} amount", f"{zh}认定标准（{area_zh}金额）"),
                (
                    f"The income per person of {area} {families}, if an amount and no multiple.",
                    f"{area_zh}{zh}的人均收入标准（单独规定金额、不按倍数时）。",
                ),
            )
            for area, area_zh in (("urban", "城市"), ("rural", "农村"))
        },
        f"line.{line}_bound": (
            (f"{en}, whether the line itself counts", f"{zh}是否含本数"),
            (
                "Whether income per person must be below the line, as where nothing is set, or may be at it.",
                "人均收入须低于该标准（未设定时亦同），还是可以等于该标准。",
            ),
        ),
    }


_UPLIFTS: dict[str, _Words] = {
    "age_60": (
        ("Classified relief, aged 60 to 69", "分类救助：60至69周岁"),
        ("A share of the local standard on top for a member of that age.", "该年龄段成员按当地标准的比例增发。"),
    ),
    "age_70": (
        ("Classified relief, aged 70 to 79", "分类救助：70至79周岁"),
        ("A share of the local standard on top for a member of that age.", "该年龄段成员按当地标准的比例增发。"),
    ),
    "age_80": (
        ("Classified relief, aged 80 and over", "分类救助：80周岁以上"),
        ("A share of the local standard on top for a member of that age.", "该年龄段成员按当地标准的比例增发。"),
    ),
    "work_injury": (
        ("Classified relief, work injury", "分类救助：工伤"),
        (
            "A share of the local standard on top for a work injury of grade 1 to 4.",
            "工伤一至四级的成员按当地标准的比例增发。",
        ),
    ),
    "disability_severe": (
        ("Classified relief, severe disability", "分类救助：重度残疾"),
        (
            "A share on top for grade 1 or 2 of sight, limb, intellect or mental disability.",
            "视力、肢体、智力、精神残疾一、二级的成员按当地标准的比例增发。",
        ),
    ),
    "disability_lesser": (
        ("Classified relief, lesser disability", "分类救助：其他残疾"),
        (
            "A share on top for grade 1 or 2 of hearing or speech, or grade 3 of sight, limb, intellect or mental disability.",
            "听力、言语残疾一、二级，或视力、肢体、智力、精神残疾三级的成员按当地标准的比例增发。",
        ),
    ),
    "illness_all": (
        ("Classified relief, illness, all working ability lost", "分类救助：重病完全丧失劳动能力"),
        (
            "A share on top for a seriously ill member who has lost all working ability.",
            "患重病且完全丧失劳动能力的成员按当地标准的比例增发。",
        ),
    ),
    "illness_most": (
        ("Classified relief, illness, most working ability lost", "分类救助：重病大部分丧失劳动能力"),
        (
            "A share on top for a seriously ill member who has lost most working ability.",
            "患重病且大部分丧失劳动能力的成员按当地标准的比例增发。",
        ),
    ),
    "minor": (
        ("Classified relief, minors", "分类救助：未成年人"),
        ("A share of the local standard on top for a member under 18.", "未满18周岁的成员按当地标准的比例增发。"),
    ),
    "student": (
        ("Classified relief, students", "分类救助：在校学生"),
        (
            "A share on top for a full-time student past compulsory schooling.",
            "义务教育阶段以后的全日制在校学生按当地标准的比例增发。",
        ),
    ),
    "child_of_widowed": (
        ("Classified relief, child of a widowed parent", "分类救助：丧偶单亲家庭子女"),
        ("A share on top for a child whose parent is widowed.", "丧偶单亲家庭的子女按当地标准的比例增发。"),
    ),
    "child_of_single_parent": (
        ("Classified relief, child of a single parent", "分类救助：其他单亲家庭子女"),
        ("A share on top for a child of another single parent.", "其他单亲家庭的子女按当地标准的比例增发。"),
    ),
    "child_of_multiple_birth": (
        ("Classified relief, multiple birth", "分类救助：多胞胎子女"),
        ("A share on top for a child of a birth of three or more.", "三胞胎及以上的子女按当地标准的比例增发。"),
    ),
    "one_person_family": (
        ("Classified relief, one-person family", "分类救助：一人户"),
        ("A share on top where the family is one person.", "一人家庭按当地标准的比例增发。"),
    ),
    "lost_only_child": (
        ("Classified relief, only child lost", "分类救助：失独家庭"),
        (
            "A share on top for each member of a family that lost its only child.",
            "失独家庭的成员按当地标准的比例增发。",
        ),
    ),
}


def _fixed(label: Text, _meaning: Text) -> _Words:
    """What the amount in the place of a share is called and means."""
    return (
        (f"{label[0]}: amount", f"{label[1]}（定额）"),
        ("The amount that is paid in the place of a share, per member.", "不按比例、按定额增发的金额，每人。"),
    )


_CARE: dict[str, _Words] = dict(_care())
_LINES: dict[str, _Words] = {
    **_line("edge", "Edge families", "低保边缘家庭"),
    **_line("low_income", "Low-income families", "低收入家庭"),
}

PARAMETERS: dict[str, tuple[Text, Text]] = {
    "dibao.urban": (
        ("Urban dibao standard", "城市低保标准"),
        (
            "A family in the city whose income per person is below it has dibao.",
            "城市家庭人均收入低于此标准的，可享受低保。",
        ),
    ),
    "dibao.rural": (
        ("Rural dibao standard", "农村低保标准"),
        (
            "A family in the country whose income per person is below it has dibao; it may differ by district.",
            "农村家庭人均收入低于此标准的，可享受低保；各区（市）县可有不同标准。",
        ),
    ),
    "dibao.minimum": (
        ("Minimum payment of dibao", "低保最低发放额"),
        (
            "The least that a family with a right to dibao is paid, per member.",
            "符合低保条件的家庭每名成员最少发放的金额。",
        ),
    ),
    "dibao.minimum_share": (
        ("Minimum payment of dibao, as a share", "低保最低发放比例"),
        (
            "The least that a family with a right to dibao is paid per member, as a share of the standard.",
            "符合低保条件的家庭每名成员最少发放的金额占标准的比例。",
        ),
    ),
    "dibao.rounding": (
        ("Rounding of dibao", "低保金取整"),
        (
            "How the family's amount is rounded; exact to the fen where nothing is set.",
            "家庭低保金的取整办法；未设定时精确到分。",
        ),
    ),
    "dibao.classes_urban": (
        ("Urban dibao by class", "城市低保分类标准"),
        (
            "What each member of a family below the standard is paid by its class, in place of the gap: { A = 980 }.",
            "收入低于标准的家庭按类别每人发放的金额，代替补差：{ A = 980 }。",
        ),
    ),
    "dibao.classes_rural": (
        ("Rural dibao by class", "农村低保分类标准"),
        (
            "The same for rural families, by the names that the notice gives the classes.",
            "农村家庭按类别每人发放的金额，类别用文件中的名称。",
        ),
    ),
    "dibao.work_deduction_share": (
        ("Earned-income disregard, share", "就业收入扣减比例"),
        (
            "The share of earned income that is left out when income is counted.",
            "计算家庭收入时，从劳动收入中扣除的比例。",
        ),
    ),
    "dibao.work_deduction_limit": (
        ("Earned-income disregard, limit", "就业收入扣减上限"),
        ("The most of the household's earned income that is left out.", "从全家劳动收入中扣除的最高金额。"),
    ),
    "single_person.income_limit": (
        ("Income limit of single-person inclusion", "单人保家庭收入限额"),
        (
            "Family income per person may be so many times the household's own standard.",
            "家庭人均收入不得超过本户低保标准的若干倍。",
        ),
    ),
    "single_person.income_limit_disability": (
        ("Income limit of single-person inclusion, disability", "单人保家庭收入限额（残疾）"),
        ("The limit for a disabled person, where it is another one.", "残疾人员的限额（与重病不同时）。"),
    ),
    "single_person.income_limit_illness": (
        ("Income limit of single-person inclusion, illness", "单人保家庭收入限额（重病）"),
        ("The limit for a seriously ill person, where it is another one.", "重病患者的限额（与残疾不同时）。"),
    ),
    "single_person.bound": (
        ("Single-person inclusion, whether the limit itself counts", "单人保收入限额是否含本数"),
        (
            "Whether income must be below the limit or may be at it; below from July 2021 where nothing is set.",
            "收入须低于限额，还是可以等于限额；2021年7月起未设定时为低于。",
        ),
    ),
    "single_person.income_of": (
        ("Single-person inclusion, whose income counts", "单人保按谁的收入认定"),
        (
            "Whether the family's income per person is held against the limit, as where nothing is set, or the person's own.",
            "以家庭人均收入（未设定时亦同）还是以本人收入与限额比较。",
        ),
    ),
    "single_person.areas": (
        ("Where single-person inclusion is open", "单人保实行范围"),
        (
            "Town, country, or low-income villages only; town and country from July 2021 where nothing is set.",
            "城市、农村，或仅限低收入村；2021年7月起未设定时为城市和农村。",
        ),
    ),
    "single_person.grades": (
        ("Grades of disability for single-person inclusion", "单人保的残疾等级"),
        (
            "Which grades of disability are admitted; from July 2021 those of the State's rule where nothing is set.",
            "哪些残疾等级可纳入；2021年7月起未设定时按国家规定。",
        ),
    ),
    "single_person.illness": (
        ("Illness for single-person inclusion", "单人保的重病范围"),
        (
            "How much working ability a serious illness must have taken; from July 2021 any where nothing is set.",
            "重病须丧失多少劳动能力；2021年7月起未设定时不限。",
        ),
    ),
    "single_person.asks": (
        ("Further conditions of single-person inclusion", "单人保的其他条件"),
        (
            "What else is asked: property within the limits, that the person cannot form a household.",
            "还须具备的条件：财产符合规定、无法单独立户。",
        ),
    ),
    "single_person.less": (
        ("Single-person inclusion, what is taken off", "单人保是否扣除本人收入"),
        (
            "Whether the person's own income is taken off, as where nothing is set, or nothing is.",
            "是否减去本人收入；未设定时减去。",
        ),
    ),
    "single_person.share": (
        ("Share paid by single-person inclusion", "单人保发放比例"),
        (
            "The share of the standard that the person is paid, less own income; the whole where nothing is set.",
            "按标准的多大比例发放（再减去本人收入）；未设定时为全额。",
        ),
    ),
    "single_person.full_below": (
        ("Single-person inclusion, whole standard below", "单人保全额发放的收入界限"),
        (
            "Below so many times the standard of family income per person the whole standard is paid, from there on the share.",
            "家庭人均收入低于标准的若干倍时按标准全额发放，达到后按比例发放。",
        ),
    ),
    "gradual_exit.months": (
        ("Length of gradual exit", "渐退期"),
        (
            "For how many months a part is still paid after income rose above the standard.",
            "收入超过标准后继续发放的月数。",
        ),
    ),
    "gradual_exit.share": (
        ("Share paid during gradual exit", "渐退期发放比例"),
        ("The share of the last allowance that is paid during gradual exit.", "渐退期内按原低保金的多大比例发放。"),
    ),
    **{f"uplift.{name}": words for name, words in _UPLIFTS.items()},
    **{f"uplift.{name}_amount": _fixed(*words) for name, words in _UPLIFTS.items()},
    "uplift.classes": (
        ("Classified relief by class", "分类救助：按类别"),
        (
            "The share on top of each member of a family of the class, by the names of the notice: { A = 30, B = 20 }.",
            "按家庭类别增发的比例，类别用文件中的名称：{ A = 30, B = 20 }。",
        ),
    ),
    "uplift.of": (
        ("What shares of classified relief are of", "分类救助的计算基数"),
        (
            "The local standard, as where nothing is set, or what the member is paid of the family's dibao.",
            "当地标准（未设定时亦同），或该成员实际享受的低保金。",
        ),
    ),
    "uplift.instead": (
        ("Standard and share in place of a part", "按标准上浮发放的对象"),
        (
            "The categories whose members get the standard and the share, in place of a part of the family's dibao.",
            "这些类别的成员按标准上浮相应比例发放，代替其在家庭低保金中的份额。",
        ),
    ),
    "uplift.covers": (
        ("Whose families have classified relief", "分类救助对象"),
        (
            "Families on dibao, as where nothing is set, or those above it too.",
            "低保家庭（未设定时亦同），或也包括低保边缘家庭、低收入家庭。",
        ),
    ),
    "uplift.others": (
        ("Everybody else's classified relief", "其他人员的分类救助"),
        (
            "Whether every category that the notices do not set has none; where nothing is said it is not known.",
            "文件未规定的类别是否一律不增发；未设定时视为未知。",
        ),
    ),
    "uplift.rounding": (
        ("Rounding of classified relief", "分类救助取整"),
        (
            "How each member's amount is rounded; to the fen where nothing is set.",
            "每名成员增发金额的取整办法；未设定时精确到分。",
        ),
    ),
    "tekun.urban": (
        ("Urban tekun standard", "城市特困基本生活标准"),
        ("Basic living standard of an extremely poor person in the city.", "城市特困人员基本生活标准。"),
    ),
    "tekun.urban_institutional": (
        ("Urban tekun standard, in an institution", "城市特困集中供养标准"),
        (
            "The urban standard for a person cared for in an institution, where the two kinds of care differ.",
            "集中供养的城市特困人员标准（两种供养方式标准不同时）。",
        ),
    ),
    "tekun.urban_dispersed": (
        ("Urban tekun standard, at home", "城市特困分散供养标准"),
        (
            "The urban standard for a person cared for at home, where the two kinds of care differ.",
            "分散供养的城市特困人员标准（两种供养方式标准不同时）。",
        ),
    ),
    "tekun.rural": (
        ("Rural tekun standard", "农村特困基本生活标准"),
        ("Basic living standard of an extremely poor person in the country.", "农村特困人员基本生活标准。"),
    ),
    "tekun.rural_institutional": (
        ("Rural tekun standard, in an institution", "农村特困集中供养标准"),
        (
            "The rural standard for a person cared for in an institution, where the two kinds of care differ.",
            "集中供养的农村特困人员标准（两种供养方式标准不同时）。",
        ),
    ),
    "tekun.rural_dispersed": (
        ("Rural tekun standard, at home", "农村特困分散供养标准"),
        (
            "The rural standard for a person cared for at home, where the two kinds of care differ.",
            "分散供养的农村特困人员标准（两种供养方式标准不同时）。",
        ),
    ),
    **_CARE,
    "orphan.institutional": (
        ("Orphan standard, in an institution", "孤儿集中养育标准"),
        ("Basic living allowance of an orphan raised in an institution.", "集中养育孤儿的基本生活标准。"),
    ),
    "orphan.dispersed": (
        ("Orphan standard, in a family", "孤儿社会散居标准"),
        ("Basic living allowance of an orphan who lives in a family.", "社会散居孤儿的基本生活标准。"),
    ),
    "orphan.province": (
        ("Orphan standard of the province", "省定孤儿基本生活标准"),
        (
            "The province's standard, where shares are taken of it and not of the city's own.",
            "省定标准；补助按其比例而非本市标准计算时填写。",
        ),
    ),
    "unsupported_child.follows": (
        ("Standard that unsupported children follow", "事实无人抚养儿童参照标准"),
        (
            "Which of the orphans' standards is that of a de-facto unsupported child.",
            "事实无人抚养儿童参照哪一种孤儿标准。",
        ),
    ),
    "unsupported_child.standard": (
        ("Unsupported child standard", "事实无人抚养儿童标准"),
        (
            "The standard of a de-facto unsupported child, where it is an amount of its own.",
            "事实无人抚养儿童的标准（单独规定金额时）。",
        ),
    ),
    "child_hardship.amount": (
        ("Children in hardship, amount of a category", "困境儿童分类补助标准"),
        (
            "For each category that the notice names, the amount, or the share of another figure such as the orphans' standard.",
            "文件列明的各类困境儿童的补助额，或按孤儿标准等的比例。",
        ),
    ),
    "child_hardship.less": (
        ("Children in hardship, what is taken off", "困境儿童补助差额方式"),
        (
            "Whether a category's amount is less the own dibao standard, or less what the child already gets; whole where nothing is set.",
            "该类补助减去本户低保标准，还是减去该儿童已享受的待遇；未设定时全额发放。",
        ),
    ),
    "child_hardship.share": (
        ("Children in hardship, share of the difference", "困境儿童补助差额比例"),
        (
            "The share of a category's amount, or of its difference, that is paid; the whole where nothing is set.",
            "该类补助额（或差额）按多大比例发放；未设定时为全额。",
        ),
    ),
    "child_hardship.most_with_dibao": (
        ("Children in hardship, most together with dibao", "困境儿童补助与低保金之和上限"),
        (
            "The most that the child's allowance and its part of the family's dibao may come to together.",
            "困境儿童补助与其家庭低保金份额之和的上限。",
        ),
    ),
    "child_hardship.rounding": (
        ("Children in hardship, rounding", "困境儿童补助取整"),
        (
            "How the amount of a category is rounded; to the fen where nothing is set.",
            "各类补助额的取整办法；未设定时精确到分。",
        ),
    ),
    "child_hardship.excluded_by": (
        ("Children in hardship, what excludes it", "困境儿童补助不得同时享受的待遇"),
        ("The schemes beside which the allowance is not paid.", "享受哪些待遇的儿童不再发放此项补助。"),
    ),
    "retiree.full": (
        ("1960s retiree, full living allowance", "60年代精简退职职工：全额生活补助"),
        (
            "Monthly amount of a worker released in the 1960s, in the tier of full living allowance.",
            "享受全额生活补助的60年代精简退职职工月补助额。",
        ),
    ),
    "retiree.70": (
        ("1960s retiree, 70 % relief", "60年代精简退职职工：70%救济"),
        (
            "Monthly amount in the tier that was once 70 % of the wage; today an amount of its own.",
            "享受原工资70%救济档次的月补助额，现为单独规定的金额。",
        ),
    ),
    "retiree.40": (
        ("1960s retiree, 40 % relief", "60年代精简退职职工：40%救济"),
        (
            "Monthly amount in the tier that was once 40 % of the wage; today an amount of its own.",
            "享受原工资40%救济档次的月补助额，现为单独规定的金额。",
        ),
    ),
    "retiree.hardship": (
        ("1960s retiree, hardship subsidy", "60年代精简退职职工：困难补助"),
        ("Monthly amount in the tier of hardship subsidy.", "享受困难补助档次的月补助额。"),
    ),
    "disability.living": (
        ("Living subsidy for disabled people", "困难残疾人生活补贴"),
        ("Paid to each disabled member of a dibao family.", "发给低保家庭中的残疾人。"),
    ),
    "disability.nursing": (
        ("Nursing subsidy for severe disability", "重度残疾人护理补贴"),
        ("Paid to each person with a disability of grade 1 or 2.", "发给残疾等级为一级、二级的人员。"),
    ),
    "disability.nursing_grade_1": (
        ("Nursing subsidy, grade 1", "重度残疾人护理补贴（一级）"),
        ("The nursing subsidy of grade 1, where the grades differ.", "残疾等级为一级的护理补贴（各等级标准不同时）。"),
    ),
    "disability.nursing_grade_2": (
        ("Nursing subsidy, grade 2", "重度残疾人护理补贴（二级）"),
        ("The nursing subsidy of grade 2, where the grades differ.", "残疾等级为二级的护理补贴（各等级标准不同时）。"),
    ),
    "price_subsidy.triggers": (
        ("Indices that trigger the price subsidy", "价格补贴启动指数"),
        (
            "Which indices bring the subsidy about, any one of them; consumer prices and food where nothing is set.",
            "由哪些指数启动价格补贴，任一达到条件即启动；未设定时为居民消费价格和食品价格。",
        ),
    ),
    "price_subsidy.trigger_cpi": (
        ("CPI trigger of the price subsidy", "价格补贴启动条件：居民消费价格"),
        (
            "The price subsidy is paid from this rise of consumer prices on the year before.",
            "居民消费价格同比涨幅达到此值时启动价格补贴。",
        ),
    ),
    "price_subsidy.trigger_food": (
        ("Food trigger of the price subsidy", "价格补贴启动条件：食品价格"),
        (
            "The price subsidy is paid from this rise of food prices on the year before.",
            "食品价格同比涨幅达到此值时启动价格补贴。",
        ),
    ),
    "price_subsidy.trigger_low_income": (
        ("Low-income trigger of the price subsidy", "价格补贴启动条件：低收入居民生活费用"),
        (
            "The price subsidy is paid from this rise of the low-income residents' cost-of-living index on the year before.",
            "低收入居民基本生活费用价格指数同比涨幅达到此值时启动价格补贴。",
        ),
    ),
    "price_subsidy.trigger_low_income_food": (
        ("Low-income food trigger of the price subsidy", "价格补贴启动条件：低收入居民食品价格"),
        (
            "The price subsidy is paid from this rise of the low-income residents' food prices on the year before.",
            "低收入居民食品价格同比涨幅达到此值时启动价格补贴。",
        ),
    ),
    "price_subsidy.trigger_grain": (
        ("Grain trigger of the price subsidy", "价格补贴启动条件：粮食价格"),
        (
            "The price subsidy is paid from this rise of grain prices on the year before.",
            "粮食价格同比涨幅达到此值时启动价格补贴。",
        ),
    ),
    "price_subsidy.base": (
        ("Base of the price subsidy", "价格补贴计算基数"),
        (
            "The standard that the rise is applied to: the urban dibao standard, or the family's own.",
            "涨幅所乘的标准：城市低保标准，或本家庭适用的标准。",
        ),
    ),
    **_by_scheme(
        "base",
        ("Base of the price subsidy, {scheme}", "价格补贴计算基数：{scheme}"),
        ("The base of these people, where it is another one.", "该类对象另有规定时的计算基数。"),
    ),
    "price_subsidy.base_month": (
        ("Month of the base", "价格补贴基数月份"),
        (
            "Whether the base is the standard of the same month a year earlier or of the month itself.",
            "基数取上年同月的标准，还是当月的标准。",
        ),
    ),
    "price_subsidy.rate": (
        ("Rate of the price subsidy", "价格补贴计算方式"),
        (
            "What the base is multiplied by (the rise of an index, the share of a band), or an amount for each point, or as announced.",
            "基数所乘的数（指数涨幅或分档比例），或每个百分点的定额，或按公布金额。",
        ),
    ),
    "price_subsidy.index": (
        ("Index that bands and points are read on", "分档及百分点所依据的指数"),
        (
            "On which rise the bands, or the percentage points, of the price subsidy are read.",
            "价格补贴的分档或百分点按哪一指数的涨幅确定。",
        ),
    ),
    "price_subsidy.bands": (
        ("Bands of the price subsidy", "价格补贴分档"),
        ("From which rise on which share of the base is paid.", "涨幅达到多少时按基数的多大比例发放。"),
    ),
    "price_subsidy.coefficient": (
        ("Coefficient of the price subsidy", "价格补贴系数"),
        ("A factor on the rise; 1 where nothing is set.", "涨幅所乘的系数；未设定时为1。"),
    ),
    **_by_scheme(
        "share",
        ("Share of the price subsidy, {scheme}", "价格补贴比例：{scheme}"),
        ("The share of the ordinary amount that these people get.", "该类对象按正常补贴额的多大比例发放。"),
    ),
    "price_subsidy.points": (
        ("How percentage points count", "百分点计法"),
        (
            "Whether each percentage point that is begun counts, or each whole one.",
            "不足一个百分点按一个计，还是满一个百分点才计。",
        ),
    ),
    "price_subsidy.points_above": (
        ("Rise above which points count", "百分点起算涨幅"),
        ("Percentage points count from this rise on.", "自此涨幅起计算百分点。"),
    ),
    "price_subsidy.amount": (
        ("Fixed amount of the price subsidy", "价格补贴定额"),
        (
            "What one person gets as announced (rate = announced), or for each percentage point (rate = per_point).",
            "每人按公布金额发放的数额（rate = announced），或每个百分点的定额（rate = per_point）。",
        ),
    ),
    **{
        f"price_subsidy.amount_{area}": (
            (f"Fixed amount of the price subsidy, {area}", f"价格补贴定额：{name}"),
            ("The fixed amount of that area, where the two differ.", "城乡定额不同时的数额。"),
        )
        for area, name in AREAS.items()
    },
    **_by_scheme(
        "amount",
        ("Fixed amount of the price subsidy, {scheme}", "价格补贴定额：{scheme}"),
        ("The fixed amount of these people, where it is another one.", "该类对象另有规定时的定额。"),
    ),
    "price_subsidy.multiplier": (
        ("Multiplier of the price subsidy", "价格补贴倍数"),
        (
            "A factor on the ordinary amount, such as 2 while the subsidy is doubled.",
            "按正常补贴额的若干倍发放，例如加倍期间为2。",
        ),
    ),
    "price_subsidy.minimum": (
        ("Minimum price subsidy", "价格补贴最低额"),
        ("The least that is paid when the subsidy is paid at all.", "启动补贴时每人最少发放的金额。"),
    ),
    "price_subsidy.top_up_to": (
        ("Flat amount that the price subsidy is topped up to", "价格补贴补足额"),
        (
            "What everybody who is covered has at least in the months of the notice, whether or not prices triggered it.",
            "在文件规定的月份内，无论是否启动，每人补足到的金额。",
        ),
    ),
    **{
        f"price_subsidy.top_up_to_{area}": (
            (f"Flat amount that the price subsidy is topped up to, {area}", f"价格补贴补足额：{name}"),
            ("The flat amount of that area, where the two differ.", "城乡补足额不同时的金额。"),
        )
        for area, name in AREAS.items()
    },
    "price_subsidy.rounding": (
        ("Rounding of the price subsidy", "价格补贴取整"),
        (
            "How the amount per person is rounded, before or after the multiplier.",
            "每人补贴额的取整办法，在乘倍数之前或之后。",
        ),
    ),
    "price_subsidy.covers": (
        ("Who has the price subsidy", "价格补贴发放对象"),
        ("The schemes whose people the price subsidy is paid to.", "价格补贴发给哪些类别的对象。"),
    ),
    **_LINES,
    "payment.period": (
        ("How often amounts are paid", "发放周期"),
        (
            "By the month, quarter, half-year or year; a list says it by programme and area, and in which months.",
            "按月、季度、半年或年发放；可用列表按项目和城乡分别规定，并注明发放月份。",
        ),
    ),
    "elders.age_90": (
        ("Elders' allowance, aged 90 to 99", "高龄津贴（90至99周岁）"),
        (
            "On record only: paid to every registered resident of that age; no rule here uses it.",
            "仅作记录：发给该年龄段的户籍老人，本程序未用于计算。",
        ),
    ),
    "elders.age_100_follows": (
        ("Standard of the elders' allowance from the age of 100", "百岁老人高龄津贴参照标准"),
        (
            "On record only: which standard the allowance from the age of 100 equals; no rule here uses it.",
            "仅作记录：百岁老人高龄津贴按哪一标准发放，本程序未用于计算。",
        ),
    ),
    "minimum_wage.monthly": (
        ("Minimum wage", "最低工资标准"),
        (
            "The monthly minimum wage; used where a notice states an amount as a share of it.",
            "月最低工资标准；文件按其比例规定金额时用到。",
        ),
    ),
}


def label(key: str) -> str:
    """What a key is called: `Rural dibao standard`."""
    return _(*PARAMETERS[_base(key)][0])


def meaning(key: str) -> str:
    """What a key means, in one sentence."""
    return _(*PARAMETERS[_base(key)][1])


def spoken(place: str) -> str:
    """A key as a person reads it: `Rural dibao standard (dibao.rural)`; anything else as it is."""
    if names_parameter(place):
        name = label(place)
    elif place.partition(".")[0] in OF_A_NOTICE:
        name = _(*OF_A_NOTICE[place.partition(".")[0]](place))
    else:
        return place
    return _("{label} ({key})", "{label}（{key}）").format(label=name, key=place)


def keys_in_words(text: str) -> str:
    """A text with each key of a parameter in it as a person reads it."""
    return re.sub(r"\b[a-z][a-z_]{0,40}(?:\.\w{1,60}){1,4}", lambda found: spoken(found[0]), text)


def _of_head(place: str) -> Text:
    """What a key of a notice's head is called; one that there is not, by itself."""
    from .notices import NOTICE

    name = place.partition(".")[2].partition("[")[0]
    return NOTICE[name][0] if name in NOTICE else ("Notice", "标准文件")


OF_A_NOTICE: dict[str, Callable[[str], Text]] = {
    "notice": _of_head,
    "sources": lambda _place: ("Source", "来源"),
    "price_subsidy": lambda _place: ("Price subsidy", "价格临时补贴"),
}
"""What places of a notice besides its parameters are called, by their first part."""


def names_parameter(key: str) -> bool:
    """Whether it is the key of a parameter, with a district or without."""
    return _base(key) in PARAMETERS


def _base(key: str) -> str:
    """The key without the district that it is for, as the program or as a file writes it."""
    name = key_parts(key)[0]
    table, dot, rest = name.partition(".")
    column, _, tail = rest.partition(".")
    base, splits = split_name(column)
    return name if tail and not splits else f"{table}{dot}{base}"

"""What holds where no notice sets a key, and whether an amount needs it: for the reference of all keys.

By the key, else by what it begins with: the longest that fits, so that a new key of a table is not left without a word.
"""

from __future__ import annotations

from ..rules.parameters import GENERAL
from . import Text, _

NOT_KNOWN: Text = ("what it decides is not known; never 0", "所决定的金额未知，不按 0 计")
TO_THE_FEN: Text = ("to the fen", "精确到分")
NOTHING_LEFT_OUT: Text = ("no such figure: nothing is left out", "无此规定，不扣减")
NO_SMALLEST: Text = ("no smallest payment", "无最低发放额")
ON_RECORD: Text = ("nothing: it is on record only", "无影响，仅作记录")

UNSET: dict[str, Text] = {
    "dibao.": NOT_KNOWN,
    "dibao.minimum": NO_SMALLEST,
    "dibao.rounding": TO_THE_FEN,
    "dibao.classes_": ("no classes: the gap is paid", "不分档，按差额发放"),
    "dibao.work_deduction_share": NOTHING_LEFT_OUT,
    "dibao.work_deduction_limit": ("no limit", "不设上限"),
    "single_person.income_limit": NOT_KNOWN,
    "single_person.": ("what the rule in force says", "按当时施行的规定"),
    "single_person.income_of": ("the family's income", "家庭收入"),
    "single_person.less": ("own income is taken off", "扣减本人收入"),
    "single_person.share": ("the whole standard", "按标准全额"),
    "single_person.full_below": ("no such bound", "无此界限"),
    "gradual_exit.": NOT_KNOWN,
    "uplift.": (
        "not counted beside categories that are set; where none of a person's is set, not known",
        "该人另有已设定的类别时不计；均未设定时金额未知",
    ),
    "uplift.*_amount": ("the category's share, if one is set", "按该类别的比例（如有设定）"),
    "uplift.classes": ("no classes", "不分档"),
    "uplift.of": ("of the standard", "以标准为基数"),
    "uplift.instead": ("nobody: it is paid on top", "无，均为另行增发"),
    "uplift.covers": ("dibao families", "低保家庭"),
    "uplift.others": ("categories that are not set are not known", "未设定的类别为未知"),
    "uplift.rounding": TO_THE_FEN,
    "tekun.": NOT_KNOWN,
    **dict.fromkeys(("tekun.care_self", "tekun.care_partly", "tekun.care_wholly"), NOT_KNOWN),
    "tekun.care_grades": (
        "the grades are self, lightly, partly and wholly; those named by tekun.care are not reckoned from abilities lost",
        "档次为全自理、轻度失能、半护理、全护理；tekun.care 所列档次不能由丧失能力项数推定",
    ),
    "tekun.care": ("the amounts of the four grades hold (tekun.care_self …)", "按四档的金额（tekun.care_self 等）"),
    "tekun.care_lightly": ("there is no such grade; if there is, not known", "无此等级；如有，金额未知"),
    "orphan.": NOT_KNOWN,
    "orphan.province": ("shares of it are not known", "以其为基数的金额未知"),
    "unsupported_child.follows": ("unsupported_child.standard is needed", "须设定 unsupported_child.standard"),
    "unsupported_child.standard": ("that of unsupported_child.follows", "按 unsupported_child.follows 所指标准"),
    "child_hardship.": NOT_KNOWN,
    "child_hardship.less": ("the amount itself, less nothing", "按金额发放，不作扣减"),
    "child_hardship.share": ("the whole", "按全额"),
    "child_hardship.most_with_dibao": ("no limit", "不设上限"),
    "child_hardship.rounding": TO_THE_FEN,
    "child_hardship.excluded_by": ("nothing excludes it", "无排除"),
    "retiree.": NOT_KNOWN,
    "disability.": NOT_KNOWN,
    "price_subsidy.": NOT_KNOWN,
    "price_subsidy.base": ("needed where rate is an index or bands", "rate 为指数或 bands 时必填"),
    "price_subsidy.multiplier": ("needed unless rate is announced", "rate 不为 announced 时必填"),
    "price_subsidy.triggers": ("cpi and food", "cpi 和 food"),
    "price_subsidy.trigger_": (
        "where `triggers` names the index, what it decides is not known",
        "triggers 列有该指数时，所决定的金额未知",
    ),
    "price_subsidy.bands": ("needed where rate is bands", "rate 为 bands 时必填"),
    "price_subsidy.index": ("needed where rate is bands or per_point", "rate 为 bands 或 per_point 时必填"),
    "price_subsidy.points": ("needed where rate is per_point", "rate 为 per_point 时必填"),
    "price_subsidy.amount": ("needed where rate is per_point or announced", "rate 为 per_point 或 announced 时必填"),
    "price_subsidy.coefficient": ("1", "1"),
    "price_subsidy.share_": ("the whole amount", "按全额"),
    "price_subsidy.minimum": NO_SMALLEST,
    "price_subsidy.top_up_to": ("nothing is topped up", "不补足"),
    "price_subsidy.rounding": TO_THE_FEN,
    "line.": ("whether a family is of this line is not known", "是否属于此类家庭未知"),
    "line.edge_urban": ("as the multiple line.edge", "按倍数 line.edge"),
    "line.edge_rural": ("as the multiple line.edge", "按倍数 line.edge"),
    "line.low_income_urban": ("as the multiple line.low_income", "按倍数 line.low_income"),
    "line.low_income_rural": ("as the multiple line.low_income", "按倍数 line.low_income"),
    "line.edge_bound": ("below", "below"),
    "line.low_income_bound": ("below", "below"),
    "payment.": ("nothing is said of when it is paid", "不说明何时发放"),
    "elders.": ON_RECORD,
    "minimum_wage.": ("shares of it are not known", "以其为基数的金额未知"),
}


def fits(pattern: str, key: str) -> bool:
    """Whether a key is, or begins with, a name of `UNSET`; a star in it stands for anything."""
    beginning, star, end = pattern.partition("*")
    return key.startswith(beginning) and (not star or key.endswith(end))


def _beginning(key: str) -> str:
    return max((each for each in UNSET if fits(each, key)), key=len)


def unset_text(key: str) -> str:
    """What holds where no notice sets a key."""
    if key in GENERAL:
        return _("as {key}", "按 {key}").format(key=GENERAL[key])
    return _(*UNSET[_beginning(key)])


def needed(key: str) -> bool:
    """Whether the amounts of its programme are unknown without it, whatever else is set."""
    return key not in GENERAL and UNSET[_beginning(key)] is NOT_KNOWN

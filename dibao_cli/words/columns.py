"""What the columns of a roster's results are called, and their codes, for those who read them in a spreadsheet.

Column names and codes for programs never change with language; `--headings` puts these in their place.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..rules.amounts import MONTHS
from . import Text
from .answers import ASSUMED, BASES, PROGRAMMES
from .households import CHOICES
from .listings import HEADINGS as LISTED
from .listings import RECORD
from .notices import CHOICES as OF_NOTICES

HEADINGS: dict[str, Text] = {
    "household": ("Household", "户编号"),
    "month": ("Month", "月份"),
    "area": ("Area", "城乡类别"),
    **PROGRAMMES,
    "total": ("Total", "合计"),
    "known_total": ("Known total", "已知部分合计"),
    "estimate": ("Estimate", "估算"),
    "basis": ("Basis", "依据类别"),
    "warnings": ("Please note", "提示"),
    "fingerprint": ("Standards (SHA-256)", "标准指纹"),
    "formula": ("Formula", "算式"),
    "programme": ("Programme", "救助项目"),
    "person": ("Person", "成员"),
    "amount": ("Yuan/month", "元/月"),
    "notices": ("Notices", "标准文件"),
    "district": ("District", "区（市）县"),
    "first_month": ("First month", "起始月份"),
    "last_month": ("Last month", "截止月份"),
    "months": ("Months", "月数"),
    "owed": ("Owed", "应发"),
    "paid": ("Paid", "已发"),
    "paid_as": ("Paid as", "已发依据"),
    "underpaid": ("Still owed", "应补发"),
    "overpaid": ("Paid too much", "多发"),
    "notes": ("Please note", "提示"),
    "line": ("Line", "行"),
    "field": ("Field", "字段"),
    "value": ("Value", "内容"),
    "code": ("Code", "代码"),
    "reason": ("Reason", "原因"),
}
"""By the names of the columns of results and rejects."""


def called(name: str) -> tuple[str, ...]:
    """The headings under which people see a column, here or in a list, in each language."""
    return tuple(text for table in (HEADINGS, LISTED, RECORD) for text in table.get(name, ()) if text)


NOTES: dict[str, Text] = {
    **ASSUMED,
    "assumed:income_of_person": ("own income: 0 yuan", "本人收入：按 0 元"),
    "stale_table": ("out of date", "标准已过期"),
    "inferred_value": ("an inferred figure", "含推算值"),
    "override": ("set by hand", "含人工设定"),
    "shadowed": ("set by hand, not used", "人工设定未采用"),
    "ratio_broken": ("a ratio is broken", "标准间比例不成立"),
    "folder_without_region": ("a folder of standards without a region", "标准文件夹未注明地区"),
    "stated_index": ("stated price index", "人工填报价格指数"),
    "stated_rate": ("stated price subsidy", "人工填报价格补贴"),
    "rate_multiplied": ("announced amount multiplied", "公布金额已加倍"),
    "inferred_one_off": ("inferred one-off amount", "一次性补助为推算"),
    "incomplete": ("incomplete", "不完整"),
    "missing": ("a part is not known", "部分金额未知"),
    "estimate": ("an estimate", "含估算"),
    "annual_income_divided": ("yearly income divided by 12", "年收入已除以12"),
    "class_changes_nothing": ("the class changes nothing", "低保类别未影响金额"),
    "work_income_changes_nothing": ("earned income changes nothing", "劳动收入未影响金额"),
    "tekun_and_retiree_together": ("tekun and retiree together", "特困与精简退职并列"),
    "income_interpreted": ("income interpreted", "收入认定属推定"),
    "income_interpreted_otherwise": ("income interpreted", "收入认定属推定"),
    "support_not_computed": ("support not computed", "赡养费未核算"),
    "orphan_not_counted": ("orphan not counted", "孤儿未计入人口"),
    "retiree_allowance_not_income": ("retiree's allowance not income", "精简退职补助未计入收入"),
    "income_of_person_kept_by_another_scheme": ("own income not counted", "本人收入未计入"),
    "care_allowance_not_taken_off": ("care allowance not taken off", "未扣减照料护理费"),
    "living_subsidy_in_the_difference": ("living subsidy in the difference", "差额含残疾人生活补贴"),
    "announced_for_dibao_and_tekun": ("announced for dibao and tekun", "公布金额针对低保和特困"),
    "children_at_the_flat_rate": ("children at the flat rate", "儿童按统一标准"),
    "hardship_beside_another_allowance": ("beside another allowance", "与其他儿童补贴并列"),
    "region_by_default": ("region: the program's own", "地区：默认地区"),
    "left_out": ("programmes left out", "有项目按要求未计入"),
    "undated_rule": ("an undated rule", "依据的材料无日期"),
    "old_rule": ("an old rule", "规则为旧规定"),
    "caution": ("see the notice", "见标准文件说明"),
}
"""Warnings in a few words, by their codes."""

CODES: dict[str, Mapping[str, Text]] = {
    "area": CHOICES["area"],
    "basis": BASES,
    "programme": PROGRAMMES,
    "paid_as": {"stated": ("as stated", "据实填报"), "old_standards": ("at the old standards", "按原标准")},
    "warnings": NOTES,
    "notes": NOTES,
}
"""The codes that stand in a column."""

PERIODS: dict[str, Text] = {period: OF_NOTICES[period] for period in MONTHS}
PAYMENT: Text = ("{name}: paid {period}, in {paid_in}", "{name}：{period}，{paid_in} 发放")
"""When a programme is paid, of the code `dibao:paid:quarter:2020-03`."""

SEVERAL = ("warnings", "notes")
"""The columns with several codes, blanks between them."""

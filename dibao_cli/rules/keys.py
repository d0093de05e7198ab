"""The keys that a notice may set: what kind of value each takes. One list, for reading, checking and help.

A key of kind `yuan` (a person a month) may differ by district: `rural_by_district = { "庄河市" = 540 }`
stands for the key `dibao.rural` in that district, or in a group of districts that the region names.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["yuan", "percent", "factor", "count", "choice", "statuses", "bands", "rounding"]

BY_DISTRICT = "_by_district"


class Key(NamedTuple):
    """One key: the kind of its value, the choices of a `choice`, and whether it is raised every year.

    A `recorded` key is one that no rule uses: a figure on record, with what is open about it in its notice.
    """

    kind: Kind
    choices: tuple[str, ...] = ()
    yearly: bool = False
    recorded: bool = False


_YEARLY = Key("yuan", yearly=True)
_YUAN = Key("yuan")
_SHARE = Key("percent")

COVERABLE = ("dibao", "tekun", "orphan", "unsupported_child")

KEYS: dict[str, Key] = {
    # 低保
    "dibao.urban": _YEARLY,
    "dibao.rural": _YEARLY,
    "dibao.minimum": _YUAN,
    "dibao.minimum_share": _SHARE,
    "dibao.rounding": Key("rounding"),
    "dibao.work_deduction_share": _SHARE,
    "dibao.work_deduction_limit": _YUAN,
    # 单人保
    "single_person.income_limit": Key("factor"),
    "single_person.share": _SHARE,
    # 渐退
    "gradual_exit.months": Key("count"),
    "gradual_exit.share": _SHARE,
    # 分类救助
    "uplift.age_60": _SHARE,
    "uplift.age_70": _SHARE,
    "uplift.age_80": _SHARE,
    "uplift.work_injury": _SHARE,
    "uplift.disability_severe": _SHARE,
    "uplift.disability_lesser": _SHARE,
    "uplift.illness_all": _SHARE,
    "uplift.illness_most": _SHARE,
    "uplift.minor": _SHARE,
    "uplift.student": _SHARE,
    "uplift.child_of_widowed": _SHARE,
    "uplift.child_of_single_parent": _SHARE,
    "uplift.child_of_multiple_birth": _SHARE,
    "uplift.one_person_family": _SHARE,
    "uplift.lost_only_child": _SHARE,
    # 特困
    "tekun.urban": _YEARLY,
    "tekun.urban_institutional": _YEARLY,
    "tekun.urban_dispersed": _YEARLY,
    "tekun.rural": _YEARLY,
    "tekun.rural_institutional": _YEARLY,
    "tekun.rural_dispersed": _YEARLY,
    "tekun.care_self": _YUAN,
    "tekun.care_partly": _YUAN,
    "tekun.care_wholly": _YUAN,
    # 孤儿, 事实无人抚养儿童
    "orphan.institutional": _YEARLY,
    "orphan.dispersed": _YEARLY,
    "unsupported_child.follows": Key("choice", ("orphan.dispersed", "orphan.institutional")),
    "unsupported_child.standard": _YEARLY,
    # 60年代精简退职职工
    "retiree.full": _YEARLY,
    "retiree.70": _YEARLY,
    "retiree.40": _YEARLY,
    "retiree.hardship": _YEARLY,
    # 残疾人两项补贴
    "disability.living": _YUAN,
    "disability.nursing": _YUAN,
    "disability.nursing_grade_1": _YUAN,
    "disability.nursing_grade_2": _YUAN,
    # 价格临时补贴
    "price_subsidy.trigger_cpi": _SHARE,
    "price_subsidy.trigger_food": _SHARE,
    "price_subsidy.base": Key("choice", ("urban", "own")),
    "price_subsidy.base_month": Key("choice", ("year_earlier", "current")),
    "price_subsidy.rate": Key("choice", ("food", "cpi", "bands")),
    "price_subsidy.bands": Key("bands"),
    "price_subsidy.coefficient": Key("factor"),
    "price_subsidy.multiplier": Key("factor"),
    "price_subsidy.minimum": _YUAN,
    "price_subsidy.rounding": Key("rounding"),
    "price_subsidy.covers": Key("statuses", COVERABLE),
    # on record only: 高龄津贴, 最低工资
    "elders.age_90": Key("yuan", recorded=True),
    "elders.age_100_follows": Key("choice", ("dibao.urban",), recorded=True),
    "minimum_wage.monthly": Key("yuan", recorded=True),
}

GENERAL: dict[str, str] = {
    "tekun.urban_institutional": "tekun.urban",
    "tekun.urban_dispersed": "tekun.urban",
    "tekun.rural_institutional": "tekun.rural",
    "tekun.rural_dispersed": "tekun.rural",
    "disability.nursing_grade_1": "disability.nursing",
    "disability.nursing_grade_2": "disability.nursing",
}
"""For a key of one kind of case, the key that holds where it is not set."""

TABLES = tuple(dict.fromkeys(key.partition(".")[0] for key in KEYS))

DIRECTIONS = ("up", "down", "half_up")
ROUNDING_WHEN = ("before_multiplier", "after_multiplier")
INDEX_KEYS = ("cpi", "food")
ONE_OFF_KEYS = ("month", "amount", "per", "statuses", "title")
ONE_OFF_PER = ("person", "household")
ONE_OFF_STATUSES = (*COVERABLE, "retiree")


def share_below_one_percent(key: str, hundredths: int) -> bool:
    """Whether a share is so small that a fraction (0.5) was written for per cent (50). Rises may be that small."""
    name = key_parts(key)[0]
    return KEYS[name].kind == "percent" and 0 < hundredths < 100 and not name.startswith("price_subsidy.trigger")


def key_parts(key: str) -> tuple[str, str]:
    """A key and the district or group it is for: `dibao.rural@庄河市` is (`dibao.rural`, `庄河市`)."""
    name, _, place = key.partition("@")
    return name, place


def written(key: str) -> str:
    """The key as it stands in a file or after `--set`: `dibao.rural_by_district.庄河市`."""
    name, place = key_parts(key)
    return f"{name}{BY_DISTRICT}.{place}" if place else name

"""The keys of `region.toml`: what each is called and means, what holds without it, and an example."""

from __future__ import annotations

from typing import NamedTuple

from . import Text


class RegionKey(NamedTuple):
    """A key: its kind by `EXPECTED`, whether it must be there, what holds without it, and how it may be written."""

    name: Text
    meaning: Text
    kind: str
    needed: bool
    unset: Text
    example: str


NONE: Text = ("none", "无")
NEEDED: Text = ("refused without it", "缺少时不予接受")

REGION: dict[str, RegionKey] = {
    "id": RegionKey(
        ("Name for --region", "地区代号"),
        ("By which `--region` names the city: letters, digits, - and _.", "--region 所用的名称：字母、数字、- 和 _。"),
        "text",
        True,
        NEEDED,
        '"sands"',
    ),
    "name": RegionKey(
        ("Name", "名称"),
        ("What people read, in both languages.", "结果中显示的名称，中英文均可给出。"),
        "text",
        True,
        NEEDED,
        '{ en = "Sands", zh = "沙洲市" }',
    ),
    "default_month": RegionKey(
        ("Month by default", "默认月份"),
        (
            "The month that is computed where none is stated; the answer then says so.",
            "未填月份时核算的月份，结果中注明。",
        ),
        "month",
        False,
        ("2020-07", "2020-07"),
        '"2030-01"',
    ),
    "default_pair": RegionKey(
        ("Months by default", "默认对比月份"),
        ("The two months that are compared where none is stated.", "未填月份时对比的两个月份。"),
        "list",
        False,
        ("the default month and the month before it", "默认月份及其上月"),
        '["2029-12", "2030-01"]',
    ),
    "national": RegionKey(
        ("National index", "全国指数"),
        (
            "The region that `--index national` takes a price index from as an estimate: `national` is shipped.",
            "--index national 作估算时取其价格指数的地区；随程序附带的是 national。",
        ),
        "text",
        False,
        ("no estimate is offered", "不提供估算"),
        '"national"',
    ),
}
GROUPS: dict[str, RegionKey] = {
    "NAME": RegionKey(
        ("Group", "区县组"),
        (
            "A name of your own for districts that share a figure, and what it is called.",
            "若干标准相同的区县的总称：自定代号及其名称。",
        ),
        "text",
        False,
        NONE,
        '{ en = "island districts", zh = "海岛区县" }',
    ),
}
DISTRICT: dict[str, RegionKey] = {
    "name": RegionKey(
        ("Name", "名称"),
        ("The whole name, as answers show it.", "全称，结果中显示。"),
        "text",
        True,
        NEEDED,
        '"东沙区"',
    ),
    "short": RegionKey(
        ("Short name", "简称"),
        ("The name as people write it.", "人们常写的简称。"),
        "text",
        False,
        ("the name without 市, 区 or 县", "名称去掉市、区、县"),
        '"东沙"',
    ),
    "pinyin": RegionKey(
        ("Pinyin", "拼音"),
        ("In Latin letters; a list if there are several.", "拉丁字母写法，可列多个。"),
        "text",
        False,
        NONE,
        '"dongsha"',
    ),
    "code": RegionKey(
        ("Code", "行政区划代码"), ("Its code by GB/T 2260.", "GB/T 2260 代码。"), "text", False, NONE, '"990101"'
    ),
    "groups": RegionKey(
        ("Groups", "所属组"),
        (
            "The groups that the district belongs to; the first that has a figure decides.",
            "所属的区县组；取首个有数值的组。",
        ),
        "list",
        False,
        NONE,
        '["NAME"]',
    ),
    "spellings": RegionKey(
        ("Further spellings", "其他写法"),
        ("Other names, in any script; capitals and blanks do not matter.", "其他名称，文字不限；不区分大小写和空格。"),
        "list",
        False,
        NONE,
        '["Dongsha New Town"]',
    ),
}
ZONE: dict[str, RegionKey] = {
    "name": RegionKey(
        ("Name", "名称"),
        ("A place that people name as if it were a district.", "人们习惯当作区县填写的地方。"),
        "text",
        True,
        NEEDED,
        '"高新区"',
    ),
    "spellings": RegionKey(
        ("Further spellings", "其他写法"), ("Other names of it.", "其他名称。"), "list", False, NONE, '["gaoxin"]'
    ),
    "lies_in": RegionKey(
        ("Lies in", "所在区县"),
        (
            "The districts that may be meant; a rural household that names the zone is asked for one.",
            "可能所在的区县；农村家庭填写时要求改填其中之一。",
        ),
        "list",
        False,
        ("any district may be meant", "可能是任一区县"),
        '["东沙区"]',
    ),
}
CHECK: dict[str, RegionKey] = {
    "that": RegionKey(
        ("Ratio", "比例关系"),
        ("A key, and how many times another it is.", "一个键等于另一个键的多少倍。"),
        "text",
        True,
        NEEDED,
        '"tekun.urban = 1.5 * dibao.urban"',
    ),
    "from": RegionKey(
        ("From", "起"), ("The first month in which it holds.", "开始成立的首月。"), "month", True, NEEDED, '"2029-01"'
    ),
    "until": RegionKey(
        ("Until", "止"),
        ("The first month in which it no longer holds.", "不再成立的首月。"),
        "month",
        False,
        ("it holds on", "一直成立"),
        '"2030-01"',
    ),
    "rounding": RegionKey(
        ("Rounding", "取整"),
        ("How the result is rounded before it is compared.", "比较前结果的取整方式。"),
        "rounding",
        False,
        ("exact", "不取整"),
        '{ unit = 1, direction = "up" }',
    ),
    "source": RegionKey(
        ("Source", "来源"),
        ("Where the ratio was read.", "比例关系的出处。"),
        "text",
        False,
        NONE,
        '"made up, 2029-01-01"',
    ),
}

TABLES: dict[str, dict[str, RegionKey]] = {
    "region": REGION,
    "groups": GROUPS,
    "district": DISTRICT,
    "zone": ZONE,
    "check": CHECK,
}
"""The tables of `region.toml` in their order; the last three are lists, `[[district]]`."""

LISTS = ("district", "zone", "check")


def heading(table: str) -> str:
    """How a table is opened: `[region]`, `[[district]]`."""
    return f"[[{table}]]" if table in LISTS else f"[{table}]"

"""The parameters that a notice may set: the kind, unit and law of each. One list, for reading, checking and help.

What a parameter is called and means stands in `words/parameters.py` by the same key; how a kind is read and written in
`files/kinds.py`. A parameter of kind `yuan` may differ by district: `rural_by_district = { "庄河市" = 540 }`
stands for the key `dibao.rural` in that district, or in a group of districts that the region names.

Longer than 300 lines: one entry per parameter, in one list to be looked through.
"""

# No `from __future__ import annotations` here and in other files of small records: a named tuple compiles each
# annotation that is a text, and the start of every command would be a per cent slower.

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from .laws import ASSISTANCE, CONFIRMATION, DISABILITY_SUBSIDIES, IDENTIFYING, UNSUPPORTED_CHILDREN

Kind = Literal[
    "yuan",
    "percent",
    "factor",
    "count",
    "choice",
    "choices",
    "bands",
    "rounding",
    "payment",
    "yuan_by_class",
    "percent_by_class",
    "grades",
]

Choices = Mapping[str, tuple[str, ...]]
"""The codes of a choice, each with its other spellings."""

NO_CHOICES: Choices = MappingProxyType({})


def by_choice(choices: Choices) -> dict[str, str]:
    """Every spelling of a choice, to its code."""
    return {spelling: code for code, spellings in choices.items() for spelling in (code, *spellings)}


BY_CATEGORY, BY_AREA, BY_DISTRICT = "_by_category", "_by_area", "_by_district"
SPLITS = (BY_CATEGORY, BY_AREA, BY_DISTRICT)
"""How a figure may differ, in the order in which a key says so: `amount_by_category_by_district`."""

Named = Literal["", "hardship", "self_care", "dibao_class"]
"""A field that takes names which the notices of a region give."""


STANDARD, RELIEF = ASSISTANCE.at("9").short, ASSISTANCE.at("12").short
WHO_COUNTS, ALONE, INCOME = (CONFIRMATION.at(article).short for article in ("7", "8", "13"))
FROM_WHEN = CONFIRMATION.at("21").short
TEKUN, UNSUPPORTED, DISABILITY = IDENTIFYING.short, UNSUPPORTED_CHILDREN.short, DISABILITY_SUBSIDIES.short
"""The texts that provide for something, each with the number of the article if one is known."""


class Parameter(NamedTuple):
    """One parameter: the kind of its value, its unit, the law that provides for it, and the choices of a `choice`.

    `yearly` ones are raised every year. `plausible` is the lowest and the highest that is believed, in the unit that
    the program reckons in, where it is not that of the kind. `lowest` and `highest` bound a `count`.
    `names` is the field whose names a notice gives by setting this; unless they stand in the content, one by one:
    `amount_by_category = { "重病重残" = 1500 }` stands for the key `child_hardship.amount#重病重残`.
    A `recorded` parameter is one that no rule uses: a figure on record, with what is open about it in its notice.
    """

    kind: Kind
    unit: str = ""
    law: str = ""
    choices: Choices = NO_CHOICES
    lowest: int = 0
    highest: int = 9_999
    yearly: bool = False
    recorded: bool = False
    plausible: tuple[int, int] | None = None
    names: Named = ""

    @property
    def by_category(self) -> bool:
        """Whether there is a figure for each name."""
        return bool(self.names) and self.kind != "grades" and not self.kind.endswith("_by_class")


def codes(*names: str) -> Choices:
    """Choices that have no other spellings."""
    return dict.fromkeys(names, ())


def _standard(law: str = "", most: int = 6_000) -> Parameter:
    """A standard that is raised every year, as an amount per person per month; above `most` yuan it is implausible.

    That finds a year's amount entered as a month's: 5480 for dibao.
    """
    return Parameter("yuan", "yuan_person_month", law, yearly=True, plausible=(50_00, most * 100))


def _amount(law: str = "", unit: str = "yuan_person_month") -> Parameter:
    return Parameter("yuan", unit, law)


def _share(law: str = "") -> Parameter:
    return Parameter("percent", "percent", law)


COVERABLE = codes("dibao", "tekun", "orphan", "unsupported_child", "edge", "low_income", "unemployed")
PAID = codes(
    *("dibao", "single_person", "gradual_exit", "uplift", "tekun", "tekun_care", "orphan", "unsupported_child"),
    *("child_hardship", "retiree", "living_subsidy", "nursing_subsidy", "price_subsidy"),
)
"""The programmes whose time of payment a notice may state."""

LINES = ("edge", "low_income")
"""The lines above that of dibao, from the lowest: 低保边缘家庭, 低收入家庭."""

LINE_BOUNDS = codes("below", "at_most")
AREAS = codes("urban", "rural")
YES_NO = codes("yes", "no")

GRADES = ("self", "lightly", "partly", "wholly")
"""The grades of self-care, from who needs least."""

KINDS_OF_CARE = ("_institutional", "_dispersed")

_LINE = {
    "": Parameter("factor", "times", ALONE, plausible=(10_000, 50_000)),
    "_urban": _amount(ALONE),
    "_rural": _amount(ALONE),
    "_bound": Parameter("choice", law=ALONE, choices=LINE_BOUNDS),
}

INDICES = ("cpi", "food", "low_income", "low_income_food", "grain")
"""The price indices that a rule may go by: consumer prices, food, the cost of living of low-income residents
(低收入居民基本生活费用价格指数), what of that is food, and grain."""

TRIGGERING = "triggering"
"""In the place of an index: whichever reached its trigger, and of several the one that rose most."""

_RISES = codes(*INDICES, TRIGGERING)
_BASE = Parameter("choice", choices=codes("urban", "own"))

CATEGORIES = {
    "age_60": RELIEF,
    "age_70": RELIEF,
    "age_80": RELIEF,
    "work_injury": "",
    "disability_severe": RELIEF,
    "disability_lesser": "",
    "illness_all": RELIEF,
    "illness_most": RELIEF,
    "minor": RELIEF,
    "student": "",
    "child_of_widowed": "",
    "child_of_single_parent": "",
    "child_of_multiple_birth": "",
    "one_person_family": "",
    "lost_only_child": "",
}
"""The categories of classified relief, each with the law that names it."""

PARAMETERS: dict[str, Parameter] = {
    # 低保
    "dibao.urban": _standard(STANDARD, most=2_500),
    "dibao.rural": _standard(STANDARD, most=2_500),
    "dibao.minimum": _amount(),
    "dibao.minimum_share": _share(),
    "dibao.rounding": Parameter("rounding"),
    "dibao.classes_urban": Parameter("yuan_by_class", "yuan_person_month", RELIEF, names="dibao_class"),
    "dibao.classes_rural": Parameter("yuan_by_class", "yuan_person_month", RELIEF, names="dibao_class"),
    "dibao.work_deduction_share": _share(INCOME),
    "dibao.work_deduction_limit": _amount(INCOME, "yuan_month"),
    # 单人保
    "single_person.income_limit": Parameter("factor", "times", ALONE),
    "single_person.income_limit_disability": Parameter("factor", "times", ALONE),
    "single_person.income_limit_illness": Parameter("factor", "times", ALONE),
    "single_person.bound": Parameter("choice", law=ALONE, choices=LINE_BOUNDS),
    "single_person.income_of": Parameter("choice", law=ALONE, choices=codes("family", "person")),
    "single_person.areas": Parameter("choices", law=ALONE, choices=codes("urban", "rural", "low_income_villages")),
    "single_person.grades": Parameter(
        "choices",
        law=ALONE,
        choices=codes("grade_1", "grade_2", "grade_3", "grade_3_intellect_mental", "grade_4", "none"),
    ),
    "single_person.illness": Parameter("choices", law=ALONE, choices=codes("all", "most", "part", "none")),
    "single_person.asks": Parameter(
        "choices",
        law=ALONE,
        choices=codes("property_test_met", "cannot_form_household", "none"),
    ),
    "single_person.less": Parameter("choice", law=ALONE, choices=codes("own_income", "nothing")),
    "single_person.share": _share(ALONE),
    "single_person.full_below": Parameter("factor", "times", ALONE),
    # 渐退
    "gradual_exit.months": Parameter("count", "months"),
    "gradual_exit.share": _share(),
    # 分类救助
    **{f"uplift.{name}": _share(law) for name, law in CATEGORIES.items()},
    **{f"uplift.{name}_amount": _amount(law) for name, law in CATEGORIES.items()},
    "uplift.classes": Parameter("percent_by_class", "percent", names="dibao_class"),
    "uplift.of": Parameter("choice", choices=codes("standard", "payment")),
    "uplift.instead": Parameter("choices", choices=codes(*CATEGORIES)),
    "uplift.covers": Parameter("choices", choices=codes("dibao", *LINES)),
    "uplift.others": Parameter("choice", choices=codes("none")),
    "uplift.rounding": Parameter("rounding"),
    # 特困
    "tekun.urban": _standard(TEKUN, most=4_500),
    "tekun.urban_institutional": _standard(TEKUN, most=4_500),
    "tekun.urban_dispersed": _standard(TEKUN, most=4_500),
    "tekun.rural": _standard(TEKUN, most=4_500),
    "tekun.rural_institutional": _standard(TEKUN, most=4_500),
    "tekun.rural_dispersed": _standard(TEKUN, most=4_500),
    **{
        f"tekun.care_{grade}{kind}": _amount(TEKUN)._replace(plausible=(0, 3_500_00))
        for grade in GRADES
        for kind in ("", *KINDS_OF_CARE)
    },
    "tekun.care_grades": Parameter("grades", law=TEKUN, names="self_care"),
    **{
        f"tekun.care{kind}": Parameter("yuan", "yuan_person_month", TEKUN, plausible=(0, 3_500_00), names="self_care")
        for kind in ("", *KINDS_OF_CARE)
    },
    # 孤儿, 事实无人抚养儿童
    "orphan.institutional": _standard(),
    "orphan.dispersed": _standard(),
    "orphan.province": _standard(),
    "unsupported_child.follows": Parameter(
        "choice", law=UNSUPPORTED, choices=codes("orphan.dispersed", "orphan.institutional")
    ),
    "unsupported_child.standard": _standard(UNSUPPORTED),
    # 困境儿童
    "child_hardship.amount": Parameter("yuan", "yuan_person_month", names="hardship"),
    "child_hardship.less": Parameter("choice", choices=codes("standard", "payment"), names="hardship"),
    "child_hardship.share": Parameter("percent", "percent", names="hardship"),
    "child_hardship.most_with_dibao": _amount(),
    "child_hardship.rounding": Parameter("rounding"),
    "child_hardship.excluded_by": Parameter("choices", choices=codes("orphan", "unsupported_child", "tekun", "dibao")),
    # 60年代精简退职职工
    "retiree.full": _standard(most=3_000),
    "retiree.70": _standard(most=3_000),
    "retiree.40": _standard(most=3_000),
    "retiree.hardship": _standard(most=3_000),
    # 残疾人两项补贴
    "disability.living": _amount(DISABILITY),
    "disability.nursing": _amount(DISABILITY),
    "disability.nursing_grade_1": _amount(DISABILITY),
    "disability.nursing_grade_2": _amount(DISABILITY),
    # 价格临时补贴
    "price_subsidy.triggers": Parameter("choices", choices=codes(*INDICES)),
    **{f"price_subsidy.trigger_{index}": _share() for index in INDICES},
    "price_subsidy.base": _BASE,
    **{f"price_subsidy.base_{scheme}": _BASE for scheme in COVERABLE},
    "price_subsidy.base_month": Parameter("choice", choices=codes("year_earlier", "current")),
    "price_subsidy.rate": Parameter("choice", choices={**_RISES, **codes("bands", "per_point", "announced")}),
    "price_subsidy.index": Parameter("choice", choices=_RISES),
    "price_subsidy.bands": Parameter("bands"),
    "price_subsidy.coefficient": Parameter("factor", "times"),
    **{f"price_subsidy.share_{scheme}": _share() for scheme in COVERABLE},
    "price_subsidy.points": Parameter("choice", choices=codes("started", "full")),
    "price_subsidy.points_above": _share(),
    "price_subsidy.amount": _amount(),
    **{f"price_subsidy.amount_{one}": _amount() for one in (*AREAS, *COVERABLE)},
    "price_subsidy.multiplier": Parameter("factor", "times"),
    "price_subsidy.minimum": _amount(),
    "price_subsidy.top_up_to": _amount(),
    **{f"price_subsidy.top_up_to_{area}": _amount() for area in AREAS},
    "price_subsidy.rounding": Parameter("rounding"),
    "price_subsidy.covers": Parameter("choices", choices=COVERABLE),
    # 低保边缘家庭, 低收入家庭
    **{f"line.{line}{end}": of for line in LINES for end, of in _LINE.items()},
    # 发放周期
    "payment.period": Parameter("payment", choices=PAID),
    # 最低工资; on record only: 高龄津贴
    "elders.age_90": Parameter("yuan", "yuan_person_month", recorded=True),
    "elders.age_100_follows": Parameter("choice", choices=codes("dibao.urban"), recorded=True),
    "minimum_wage.monthly": _amount(),
}

GENERAL: dict[str, str] = {
    "tekun.urban_institutional": "tekun.urban",
    "tekun.urban_dispersed": "tekun.urban",
    "tekun.rural_institutional": "tekun.rural",
    "tekun.rural_dispersed": "tekun.rural",
    "single_person.income_limit_disability": "single_person.income_limit",
    "single_person.income_limit_illness": "single_person.income_limit",
    "disability.nursing_grade_1": "disability.nursing",
    "disability.nursing_grade_2": "disability.nursing",
    **{f"price_subsidy.base_{scheme}": "price_subsidy.base" for scheme in COVERABLE},
    **{f"price_subsidy.amount_{one}": "price_subsidy.amount" for one in (*AREAS, *COVERABLE)},
    **{f"price_subsidy.top_up_to_{area}": "price_subsidy.top_up_to" for area in AREAS},
    **{f"tekun.care_{grade}{kind}": f"tekun.care_{grade}" for grade in GRADES for kind in KINDS_OF_CARE},
    **{f"tekun.care{kind}": "tekun.care" for kind in KINDS_OF_CARE},
}
"""For a parameter of one kind of case, the one that holds where it is not set."""

TABLES = tuple(dict.fromkeys(key.partition(".")[0] for key in PARAMETERS))

DIRECTIONS = codes("up", "down", "half_up")
ROUNDING_WHEN = codes("before_multiplier", "after_multiplier")
ONE_OFF_KEYS = ("month", "amount", "per", "statuses", "title")
ONE_OFF_PER = codes("person", "household")
ONE_OFF_STATUSES = codes(*COVERABLE, "retiree")


def share_below_one_percent(key: str, hundredths: int) -> bool:
    """Whether a share is so small that a fraction (0.5) was written for per cent (50). Rises may be that small."""
    name = key_parts(key)[0]
    is_rise = name.startswith(("price_subsidy.trigger", "price_subsidy.points"))
    return PARAMETERS[name].kind == "percent" and 0 < hundredths < 100 and not is_rise


class KeyParts(NamedTuple):
    """A key taken apart: the parameter, and the category, the area and the district or group that it is for."""

    name: str
    category: str = ""
    area: str = ""
    district: str = ""

    def __str__(self) -> str:
        """The key as the program has it: `child_hardship.amount#重病重残@rural@庄河市`."""
        category = f"#{self.category}" if self.category else ""
        return f"{self.name}{category}{''.join(f'@{place}' for place in (self.area, self.district) if place)}"

    @property
    def split(self) -> tuple[tuple[str, str], ...]:
        """What the figure is for: how it is split, and the category, area or district."""
        return tuple((by, part) for by, part in zip(SPLITS, self[1:], strict=True) if part)

    @property
    def written(self) -> str:
        """The key as it stands in a file or after `--set`: `dibao.rural_by_district.庄河市`."""
        ends = "".join(by for by, _part in self.split)
        return ".".join((self.name + ends, *(part for _by, part in self.split)))


def parts_of_key(key: str) -> KeyParts:
    """A key taken apart: `dibao.rural@庄河市` is of the district 庄河市."""
    name, *places = key.split("@")
    name, _, category = name.partition("#")
    area = places.pop(0) if places and places[0] in AREAS else ""
    return KeyParts(name, category, area, places[0] if places else "")


def key_parts(key: str) -> tuple[str, str]:
    """A key and the district or group it is for: `dibao.rural@庄河市` is (`dibao.rural`, `庄河市`)."""
    if "@" not in key and "#" not in key:
        return key, ""
    parts = parts_of_key(key)
    return parts.name, parts.district


def written(key: str) -> str:
    """The key as it stands in a file or after `--set`: `dibao.rural_by_district.庄河市`."""
    return parts_of_key(key).written if "@" in key or "#" in key else key


def split_name(column: str) -> tuple[str, tuple[str, ...]]:
    """`amount_by_category_by_district` as the name `amount` and how it is split."""
    found: list[str] = []
    for by in reversed(SPLITS):
        if column.endswith(by):
            column, found = column.removesuffix(by), [by, *found]
    return column, tuple(found)


def area_said(name: str) -> str:
    """The area of a parameter that says itself whether it is urban or rural; empty for any other."""
    return next((part for part in name.replace(".", "_").split("_") if part in AREAS), "")


def may_be_split(name: str, splits: tuple[str, ...]) -> bool:
    """Whether a parameter may be set so. One that says itself whether it is urban or rural is not split by area."""
    of = PARAMETERS[name]
    by_area = of.kind in ("yuan", "percent") and not area_said(name) and not of.recorded
    return (BY_CATEGORY not in splits or of.by_category) and (BY_AREA not in splits or by_area)


def parts_written(text: str) -> KeyParts | None:
    """A key as it stands in a file, taken apart, its places as they are written; None for what is no key."""
    table, dot, rest = text.partition(".")
    column, _, tail = rest.partition(".")
    base, splits = split_name(column)
    name, parts = f"{table}{dot}{base}", tail.split(".") if tail else []
    if name not in PARAMETERS or not may_be_split(name, splits) or len(parts) != len(splits):
        return None
    by_split = dict(zip(splits, parts, strict=True))
    return KeyParts(name, *(by_split.get(by, "") for by in SPLITS))


def is_category(name: str) -> bool:
    """Whether a text can name a category: it must not have a character that stands between several."""
    return name.strip() == name != "" and not set(name) & set("@#.+,/，、=")

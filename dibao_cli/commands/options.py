"""The options that commands share, each written once: flags, help and group.

Longer than 300 lines: one entry per option, in one list to be looked through.
"""

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from ..files.fields import FACTS
from ..words import Text
from .option_groups import HouseholdOptions, OutputOptions, PeriodOptions, QuestionOptions, TableOptions

HOUSEHOLD_GROUP = ("Household", "家庭情况")
QUESTION_GROUP = ("Month, tables and prices", "月份、标准与物价")
OUTPUT_GROUP = ("Output", "输出")
FROM_SETTINGS = ("region_origin", "preferred_format")
"""What a group may hold besides its options: told by the user's settings."""


class Option(NamedTuple):
    """One option: `kind` says whether it takes a text, several texts, is a switch, or is `either`: switched on, off, or not said.

    An option that fills a field of a household needs no `help`: the field's meaning is shown.
    `touches` says what the command does with the file or folder that it names.
    `fills` is the field of its group's record where that has another name.
    """

    name: str
    help: Text | None
    kind: Literal["text", "many", "switch", "either", "file"] = "text"
    metavar: str = ""
    short: str = ""
    group: Text | None = None
    touches: Literal["", "reads", "writes"] = ""
    fills: str = ""

    @property
    def flag(self) -> str:
        return "--" + self.name.rstrip("_").replace("_", "-")


T = TypeVar("T")


class Group(Generic[T]):
    """Options that are handed to a command as one record of the type `record`; a group may fill a part of it only."""

    def __init__(self, record: Callable[..., T], *options: Option) -> None:
        self.record = record
        self.options = options

    def only(self, *names: str) -> "Group[T]":
        """The same record, with these of the options."""
        return Group(self.record, *(option for option in self.options if option.name in names))

    def without(self, *names: str) -> "Group[T]":
        """The same record, with the other options."""
        return Group(self.record, *(option for option in self.options if option.name not in names))

    def filled(self, typed: Mapping[str, Any]) -> T:
        """The record of what was typed, by the options' names. Facts are gathered under their own name."""
        fields: dict[str, object] = {name: typed[name] for name in FROM_SETTINGS if name in typed and self._has(name)}
        facts = {}
        for option in self.options:
            value = typed[option.name]
            if option.kind != "either":
                fields[option.fills or option.name] = tuple(value) if option.kind == "many" else value
            elif value is not None:
                facts[option.name] = value
        return self.record(**fields, facts=facts) if facts else self.record(**fields)

    def _has(self, name: str) -> bool:
        return name in getattr(self.record, "_fields", ())


def options_of(groups: tuple[Group[Any], ...]) -> tuple[Option, ...]:
    """Every option of a command, in the order of its help."""
    return tuple(option for group in groups for option in group.options)


def flags_said(group: Group[Any], record: NamedTuple) -> list[str]:
    """The flags of a group's options that were given, as its record tells; a fact that is denied was given too."""
    values = record._asdict()
    values |= values.pop("facts", {})
    return [
        option.flag
        for option in group.options
        if (value := values.get(option.fills or option.name)) not in (None, ())
        and not (option.kind == "switch" and value is False)
    ]


def _option(group: Text, name: str, help: Text, **rest: Any) -> Option:
    return Option(name, help, group=group, **rest)


HOUSEHOLD = Group(
    HouseholdOptions,
    Option(
        "file",
        ("household file, TOML or JSON; - for standard input", "家庭情况文件，TOML 或 JSON 格式；- 表示标准输入"),
        "file",
        "[FILE]",
        touches="reads",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "area",
        ("urban or rural (城市, 农村)", "城乡类别：城市（urban）或农村（rural）"),
        metavar="AREA",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "district",
        (
            "district by name, pinyin or code, such as 庄河市, 庄河, zhuanghe, 210283",
            "区（市）县：名称、拼音或行政区划代码，如 庄河市、庄河、zhuanghe、210283",
        ),
        metavar="DISTRICT",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "members",
        (
            "how many ordinary members live together, besides the persons described with --person",
            "共同生活的普通家庭成员人数，不含用 --person 另行说明的人员",
        ),
        metavar="N",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "income",
        (
            "monthly income of the household in yuan, after income tax and social insurance; or item by item: wage=1200 (repeatable)",
            "家庭月收入（元），已扣除个人所得税和社会保险费；也可逐项填写：工资性收入=1200（可重复）",
        ),
        kind="many",
        metavar="[KIND=]YUAN",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "annual_income",
        (
            "yearly income in yuan, divided by 12 at the end; or item by item: farming=8000 (repeatable)",
            "家庭年收入（元），最后一步除以 12；也可逐项填写：务农收入=8000（可重复）",
        ),
        kind="many",
        metavar="[KIND=]YUAN",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "work_income",
        (
            "how much of the monthly income is earned by work, for tables that leave a part of it out",
            "月收入中的务工（就业）收入，用于标准规定可部分扣减的情形",
        ),
        metavar="YUAN",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "deduct",
        (
            "an amount to take off the income, with its reason: medical=120 (repeatable)",
            "从收入中扣除的金额及事由：医疗=120（可重复）",
        ),
        kind="many",
        metavar="REASON=YUAN",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "person",
        (
            'a member with details, all of it in double quotes: "status=orphan,care=dispersed,age=9" (repeatable)',
            '需单独说明的家庭成员，整体加双引号："类别=孤儿,养育方式=散居,年龄=9"（可重复）',
        ),
        kind="many",
        metavar="DETAILS",
    ),
    *(Option(name, None, "either", group=HOUSEHOLD_GROUP) for name in FACTS),
    _option(
        HOUSEHOLD_GROUP,
        "gradual_exit",
        (
            "first month above the line and the last allowance: 2020-08=300",
            "收入超过标准的首月及最后一次发放的低保金：2020-08=300",
        ),
        metavar="MONTH=YUAN",
    ),
)

FOR_EVERY_HOUSEHOLD = HOUSEHOLD.only("property_test_met")
"""The facts of a household that an option may state for a whole roster; it goes before the roster's own column."""

TABLES = Group(
    TableOptions,
    _option(
        QUESTION_GROUP,
        "region",
        ("region whose standards apply (default: dalian)", "适用哪个地区的标准（默认：dalian，大连）"),
        metavar="REGION",
    ),
    _option(
        QUESTION_GROUP,
        "standards",
        (
            "folder of notices laid on top of the shipped ones (repeatable)",
            "自备标准文件夹，叠加在自带标准之上（可重复）",
        ),
        kind="many",
        metavar="FOLDER",
        touches="reads",
    ),
    _option(
        QUESTION_GROUP,
        "set",
        (
            "a value in place of the table's: dibao.rural=500 (repeatable)",
            "以指定数值代替标准表中的数值：dibao.rural=500（可重复）",
        ),
        kind="many",
        metavar="KEY=VALUE",
    ),
)

PERIOD = Group(
    PeriodOptions,
    _option(
        QUESTION_GROUP,
        "month",
        (
            "month, such as 2020-07, or now (default: the region's, 2020-07)",
            "月份，如 2020-07，或 now 表示本月（默认：地区设定的 2020-07）",
        ),
        metavar="MONTH",
    ),
    _option(
        QUESTION_GROUP,
        "from_",
        ("first month of a range: one row per month, with totals", "起始月份：逐月列出，并附合计"),
        metavar="MONTH",
    ),
    _option(QUESTION_GROUP, "to", ("last month of the range", "截止月份"), metavar="MONTH"),
    _option(
        QUESTION_GROUP,
        "sweep",
        (
            "run income, members or deduct through a range: income=0:3000:100 (deduct: all deductions in one sum)",
            "让收入（income）、人数（members）或扣减额（deduct，全部扣减之和）在一个区间内变动：income=0:3000:100",
        ),
        metavar="NAME=FIRST:LAST:STEP",
    ),
    _option(
        QUESTION_GROUP,
        "stdin",
        (
            "answer each line of standard input, a household in JSON, with a line of JSON, at once; options hold where a line states nothing",
            "逐行读取标准输入（每行一户，JSON），随即逐行输出 JSON 结果；行内未填的，按选项",
        ),
        kind="switch",
    ),
)
MONTH = PERIOD.only("month")
MONTHS = PERIOD.only("from_", "to")

QUESTION = Group(
    QuestionOptions,
    _option(
        QUESTION_GROUP,
        "uplift",
        ("add classified relief (分类救助, 分类施保)", "计入分类救助（分类施保）"),
        kind="switch",
    ),
    _option(QUESTION_GROUP, "one_off", ("add one-off aid (一次性生活补助)", "计入一次性生活补助"), kind="switch"),
    _option(
        QUESTION_GROUP,
        "food_cpi",
        (
            "year-on-year rise of food prices, per cent; by month: 2020-03=18.3,2020-04=14.8",
            "食品价格同比涨幅（%）；可按月填写：2020-03=18.3,2020-04=14.8",
        ),
        metavar="PERCENT",
    ),
    _option(
        QUESTION_GROUP,
        "cpi",
        (
            "year-on-year rise of consumer prices, per cent; by month: 2020-03=4.3,2020-04=3.3",
            "居民消费价格（CPI）同比涨幅（%）；可按月填写：2020-03=4.3,2020-04=3.3",
        ),
        metavar="PERCENT",
    ),
    _option(
        QUESTION_GROUP,
        "index_value",
        (
            "year-on-year rise of any price index by its name, per cent: cpi, food, low_income (low-income residents' cost of living), low_income_food, grain; by month: low_income=2022-07=3.1,2022-08=3",
            "任一价格指数的同比涨幅（%），按名称填写：cpi、food、low_income（低收入居民基本生活费用价格指数）、low_income_food、grain；可按月填写：low_income=2022-07=3.1,2022-08=3",
        ),
        kind="many",
        metavar="NAME=PERCENT",
    ),
    _option(
        QUESTION_GROUP,
        "index",
        (
            "national: the national index where the region has none (an estimate); or a file of indices: CSV with month, cpi, food, low_income …, or TOML with [index]",
            "national：本地无价格指数时采用全国指数（属估算）；或指数文件：含 month、cpi、food、low_income 等列的 CSV，或含 [index] 的 TOML",
        ),
        metavar="national|FILE",
        touches="reads",
    ),
    _option(
        QUESTION_GROUP,
        "subsidy_rate",
        (
            "the announced price subsidy per person, in yuan; doubled in the months in which a doubling is in force",
            "已公布的每人价格临时补贴（元）；在执行加倍的月份予以加倍",
        ),
        metavar="YUAN",
    ),
    _option(
        QUESTION_GROUP,
        "subsidy_rate_doubled",
        (
            "the amount of --subsidy-rate is what is paid: the doubling is in it already",
            "--subsidy-rate 的金额即实发金额，已包含加倍",
        ),
        kind="switch",
    ),
    _option(
        QUESTION_GROUP,
        "without",
        (
            "leave a programme out of the answer, by its code or Chinese name: price_subsidy (repeatable)",
            "结果中不计入某一项目，可写代码或名称：价格临时补贴（可重复）",
        ),
        kind="many",
        metavar="PROGRAMME",
    ),
)

OUTPUT = Group(
    OutputOptions,
    _option(
        OUTPUT_GROUP,
        "format",
        (
            "table, json, ndjson, csv, tsv, markdown, html or xlsx (default: by the output's name, else table on a terminal, tsv elsewhere)",
            "输出格式：table、json、ndjson、csv、tsv、markdown、html 或 xlsx（默认：按输出文件名判断；否则终端上为 table，其他情况为 tsv）",
        ),
        metavar="FORMAT",
        short="-f",
    ),
    _option(
        OUTPUT_GROUP,
        "output",
        (
            "write to a file instead of standard output; its name says the format: out.xlsx, out.html",
            "写入文件，不写到标准输出；格式由文件名决定，如 out.xlsx、out.html",
        ),
        metavar="FILE",
        short="-o",
        touches="writes",
    ),
    _option(
        OUTPUT_GROUP,
        "encoding",
        (
            "write utf-8 (default), utf-8-sig (as with --bom) or gb18030 (gbk)",
            "输出编码：utf-8（默认）、utf-8-sig（同 --bom）或 gb18030（gbk）",
        ),
        metavar="ENCODING",
    ),
    _option(
        OUTPUT_GROUP,
        "bom",
        (
            "begin with a byte-order mark, by which Excel knows UTF-8",
            "文件开头加字节顺序标记（BOM），以便 Excel 识别 UTF-8",
        ),
        kind="switch",
    ),
    _option(
        OUTPUT_GROUP,
        "columns",
        (
            "the columns to write, in this order, such as total,basis; all for every one (repeatable)",
            "要写出的列及其顺序，如 total,basis；all 表示全部（可重复）",
        ),
        kind="many",
        metavar="NAMES",
    ),
    _option(
        OUTPUT_GROUP,
        "totals",
        (
            "add the rows of totals in csv, tsv and ndjson, which hold data only",
            "在 csv、tsv、ndjson 中加上合计行（默认只有数据行）",
        ),
        kind="switch",
    ),
    _option(
        OUTPUT_GROUP,
        "quiet",
        ("say nothing on standard error but errors", "标准错误上只显示错误"),
        kind="switch",
        short="-q",
    ),
    _option(
        OUTPUT_GROUP,
        "verbose",
        ("show the code of each error at a terminal too", "在终端上也显示错误代码"),
        kind="switch",
        short="-v",
    ),
    _option(
        OUTPUT_GROUP, "explain", ("show every step with the numbers put in", "显示代入数值的每一步骤"), kind="switch"
    ),
    _option(
        OUTPUT_GROUP,
        "strict",
        (
            "refuse what rests on inferred, missing or out-of-date values, or on a fact that was not stated",
            "凡依据推算、缺失或过期数值，或有未填事实的结果，一律拒绝",
        ),
        kind="switch",
    ),
    _option(OUTPUT_GROUP, "lang", ("language: en or zh", "语言：zh（中文）或 en（英文）"), metavar="LANG"),
)

LISTING = OUTPUT.without("explain", "strict", "totals")
"""What a list needs of the output options: no steps to explain, nothing to be strict about, nothing summed up."""

TEXT = LISTING.without("format", "encoding", "bom", "columns")
"""What is left of them where the text has one format, which is UTF-8 by its definition: a schema, a notice."""

"""The options that commands share, each written once: flags, help and group."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from ..files.fields import FACTS
from ..words import N_
from .option_groups import HouseholdOptions, OutputOptions, PeriodOptions, QuestionOptions, TableOptions

HOUSEHOLD_GROUP = N_("Household")
QUESTION_GROUP = N_("Month, tables and prices")
OUTPUT_GROUP = N_("Output")
FROM_SETTINGS = ("region_origin", "preferred_format")
"""What a group may hold besides its options: told by the user's settings."""


class Option(NamedTuple):
    """One option: `kind` says whether it takes a text, several texts, is a switch, or is `either`: switched on, off, or not said.

    An option that fills a field of a household needs no `help`: the field's meaning is shown.
    `touches` says what the command does with the file or folder that it names.
    `fills` is the field of its group's record where that has another name.
    """

    name: str
    help: str
    kind: Literal["text", "many", "switch", "either", "file"] = "text"
    metavar: str = ""
    short: str = ""
    group: str = ""
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
        fields: dict[str, Any] = {name: typed[name] for name in FROM_SETTINGS if name in typed and self._has(name)}
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
    told = record._asdict()
    told |= told.pop("facts", {})
    return [
        option.flag
        for option in group.options
        if (value := told.get(option.fills or option.name)) not in (None, ())
        and not (option.kind == "switch" and value is False)
    ]


def _option(group: str, name: str, help: str, **rest: Any) -> Option:
    return Option(name, help, group=group, **rest)


HOUSEHOLD = Group(
    HouseholdOptions,
    Option("file", N_("household file, TOML or JSON; - for standard input"), "file", "[FILE]", touches="reads"),
    _option(HOUSEHOLD_GROUP, "area", N_("urban or rural (城市, 农村)"), metavar="AREA"),
    _option(
        HOUSEHOLD_GROUP,
        "district",
        N_("district by name, pinyin or code, such as 庄河市, 庄河, zhuanghe, 210283"),
        metavar="DISTRICT",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "members",
        N_("how many ordinary members live together, besides the persons described with --person"),
        metavar="N",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "income",
        N_("monthly income of the household in yuan, after income tax and social insurance"),
        metavar="YUAN",
    ),
    _option(HOUSEHOLD_GROUP, "annual_income", N_("yearly income in yuan, divided by 12 at the end"), metavar="YUAN"),
    _option(
        HOUSEHOLD_GROUP,
        "work_income",
        N_("how much of the monthly income is earned by work, for tables that leave a part of it out"),
        metavar="YUAN",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "deduct",
        N_("an amount to take off the income, with its reason: medical=120 (repeatable)"),
        kind="many",
        metavar="REASON=YUAN",
    ),
    _option(
        HOUSEHOLD_GROUP,
        "person",
        N_("a member with details: 'status=orphan,care=dispersed,age=9' (repeatable)"),
        kind="many",
        metavar="DETAILS",
    ),
    *(_option(HOUSEHOLD_GROUP, name, "", kind="either") for name in FACTS),
    _option(
        HOUSEHOLD_GROUP,
        "gradual_exit",
        N_("first month above the line and the last allowance: 2020-08=300"),
        metavar="MONTH=YUAN",
    ),
)

FOR_EVERY_HOUSEHOLD = HOUSEHOLD.only("property_test_met")
"""The facts of a household that an option may state for a whole roster; it goes before the roster's own column."""

TABLES = Group(
    TableOptions,
    _option(QUESTION_GROUP, "region", N_("region whose standards apply (default: dalian)"), metavar="REGION"),
    _option(
        QUESTION_GROUP,
        "standards",
        N_("folder of notices laid on top of the shipped ones (repeatable)"),
        kind="many",
        metavar="FOLDER",
        touches="reads",
    ),
    _option(
        QUESTION_GROUP,
        "set",
        N_("a value in place of the table's: dibao.rural=500 (repeatable)"),
        kind="many",
        metavar="KEY=VALUE",
    ),
)

PERIOD = Group(
    PeriodOptions,
    _option(
        QUESTION_GROUP, "month", N_("month, such as 2020-07, or now (default: the region's, 2020-07)"), metavar="MONTH"
    ),
    _option(QUESTION_GROUP, "from_", N_("first month of a range: one row per month, with totals"), metavar="MONTH"),
    _option(QUESTION_GROUP, "to", N_("last month of the range"), metavar="MONTH"),
    _option(
        QUESTION_GROUP,
        "sweep",
        N_("run income, members or deduct through a range: income=0:3000:100 (deduct: all deductions in one sum)"),
        metavar="NAME=FIRST:LAST:STEP",
    ),
)
MONTH = PERIOD.only("month")
MONTHS = PERIOD.only("from_", "to")

QUESTION = Group(
    QuestionOptions,
    _option(QUESTION_GROUP, "uplift", N_("add classified relief (分类救助)"), kind="switch"),
    _option(QUESTION_GROUP, "one_off", N_("add one-off aid (一次性生活补助)"), kind="switch"),
    _option(
        QUESTION_GROUP,
        "food_cpi",
        N_("year-on-year rise of food prices, per cent; by month: 2020-03=18.3,2020-04=14.8"),
        metavar="PERCENT",
    ),
    _option(
        QUESTION_GROUP,
        "cpi",
        N_("year-on-year rise of consumer prices, per cent; by month: 2020-03=4.3,2020-04=3.3"),
        metavar="PERCENT",
    ),
    _option(
        QUESTION_GROUP,
        "index",
        N_(
            "national: the national index where the region has none (an estimate); or a file of indices: CSV with month, cpi, food, or TOML with [index]"
        ),
        metavar="national|FILE",
        touches="reads",
    ),
    _option(
        QUESTION_GROUP,
        "subsidy_rate",
        N_("the announced price subsidy per person, in yuan; doubled in the months in which a doubling is in force"),
        metavar="YUAN",
    ),
    _option(
        QUESTION_GROUP,
        "subsidy_rate_doubled",
        N_("the amount of --subsidy-rate is what is paid: the doubling is in it already"),
        kind="switch",
    ),
)

OUTPUT = Group(
    OutputOptions,
    _option(
        OUTPUT_GROUP,
        "format",
        N_(
            "table, json, ndjson, csv, tsv, markdown or html (default: by the output's name, else table on a terminal, tsv elsewhere)"
        ),
        metavar="FORMAT",
        short="-f",
    ),
    _option(
        OUTPUT_GROUP,
        "output",
        N_("write to a file instead of standard output"),
        metavar="FILE",
        short="-o",
        touches="writes",
    ),
    _option(
        OUTPUT_GROUP,
        "encoding",
        N_("write utf-8 (default), utf-8-sig (as with --bom) or gb18030 (gbk)"),
        metavar="ENCODING",
    ),
    _option(OUTPUT_GROUP, "bom", N_("begin with a byte-order mark, by which Excel knows UTF-8"), kind="switch"),
    _option(OUTPUT_GROUP, "quiet", N_("say nothing on standard error but errors"), kind="switch", short="-q"),
    _option(OUTPUT_GROUP, "explain", N_("show every step with the numbers put in"), kind="switch"),
    _option(
        OUTPUT_GROUP,
        "strict",
        N_("refuse what rests on inferred, missing or out-of-date values, or on a fact that was not stated"),
        kind="switch",
    ),
    _option(OUTPUT_GROUP, "lang", N_("language: en or zh"), metavar="LANG"),
)

LISTING = OUTPUT.without("explain", "strict")
"""What a list needs of the output options: no steps to explain, nothing to be strict about."""

TEXT = LISTING.without("format", "encoding", "bom")
"""What is left of them where the text has one format, which is UTF-8 by its definition: a schema, a notice."""

"""The options that commands share, each written once: flags, help and group."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Optional

from ..files.fields import FACTS
from ..files.output import FILE_FORMATS
from ..rules.problems import Problem, Refused, nearest
from ..show import FORMATS
from ..words import N_, _

if TYPE_CHECKING:
    from ..files.settings import Setting

Given = Mapping[str, Any]
"""What was typed, by the option's name; None (or an empty list, or False) where it was not."""

PREFERRED_FORMAT = "preferred_format"
"""Under this name stands the format of the user's settings: a wish, which a command that lacks it leaves aside."""

ORIGINS = "origins"
"""Under this name stands where what nobody typed was set, by the option's name."""

HOUSEHOLD_GROUP = N_("Household")
QUESTION_GROUP = N_("Month, tables and prices")
OUTPUT_GROUP = N_("Output")


class Choice(NamedTuple):
    """One option: `kind` says whether it takes a text, several texts, is a switch, or is `either`: switched on, off, or not said.

    An option that fills a field of a household needs no `help`: the field's meaning is shown.
    `touches` says what the command does with the file or folder that it names.
    """

    name: str
    help: str
    kind: Literal["text", "many", "switch", "either", "file"] = "text"
    metavar: str = ""
    short: str = ""
    group: str = ""
    touches: Literal["", "reads", "writes"] = ""

    @property
    def flag(self) -> str:
        return "--" + self.name.rstrip("_").replace("_", "-")


def _option(group: str, name: str, help: str, **rest: Any) -> Choice:
    return Choice(name, help, group=group, **rest)


HOUSEHOLD = (
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

FOR_EVERY_HOUSEHOLD = tuple(choice for choice in HOUSEHOLD if choice.name == "property_test_met")
"""The facts of a household that an option may state for a whole roster; it goes before the roster's own column."""

TABLES = (
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

MONTH = (
    _option(
        QUESTION_GROUP, "month", N_("month, such as 2020-07, or now (default: the region's, 2020-07)"), metavar="MONTH"
    ),
)

MONTHS = (
    _option(QUESTION_GROUP, "from_", N_("first month of a range: a row a month, with totals"), metavar="MONTH"),
    _option(QUESTION_GROUP, "to", N_("last month of the range"), metavar="MONTH"),
)

PAID = (
    _option(
        QUESTION_GROUP,
        "paid",
        N_("what was really paid in a month, in yuan: 2020-07=1050.00 (repeatable, or with commas)"),
        kind="many",
        metavar="MONTH=YUAN",
    ),
)

AFTER_GROUP = N_("Household after the change")

AFTER = (
    _option(AFTER_GROUP, "after_area", N_("area after the change"), metavar="AREA"),
    _option(AFTER_GROUP, "after_district", N_("district after the change"), metavar="DISTRICT"),
    _option(AFTER_GROUP, "after_members", N_("ordinary members after the change"), metavar="N"),
    _option(AFTER_GROUP, "after_income", N_("monthly income after the change"), metavar="YUAN"),
    _option(
        AFTER_GROUP,
        "after_deduct",
        N_("deductions after the change, all of them (repeatable)"),
        kind="many",
        metavar="REASON=YUAN",
    ),
    _option(
        AFTER_GROUP,
        "after_person",
        N_("members with details after the change, all of them (repeatable)"),
        kind="many",
        metavar="DETAILS",
    ),
)

BEFORE_AFTER = (
    _option(
        QUESTION_GROUP, "before", N_("month before (default: the file's, else the region's, 2020-06)"), metavar="MONTH"
    ),
    _option(
        QUESTION_GROUP, "after", N_("month after (default: the file's, else the region's, 2020-07)"), metavar="MONTH"
    ),
    _option(
        QUESTION_GROUP,
        "before_set",
        N_("a value in place of the table's, before only: dibao.rural=490 (repeatable)"),
        kind="many",
        metavar="KEY=VALUE",
    ),
    _option(
        QUESTION_GROUP,
        "after_set",
        N_("a value in place of the table's, after only (repeatable)"),
        kind="many",
        metavar="KEY=VALUE",
    ),
)

SWEEP = (
    _option(
        QUESTION_GROUP,
        "sweep",
        N_("run income, members or deduct through a range: income=0:3000:100 (deduct: all deductions in one sum)"),
        metavar="NAME=FIRST:LAST:STEP",
    ),
)

UPLIFT = _option(QUESTION_GROUP, "uplift", N_("add classified relief (分类救助)"), kind="switch")

QUESTION = (
    UPLIFT,
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
        N_("the announced price subsidy a person, in yuan; doubled in the months in which a doubling is in force"),
        metavar="YUAN",
    ),
    _option(
        QUESTION_GROUP,
        "subsidy_rate_doubled",
        N_("the amount of --subsidy-rate is what is paid: the doubling is in it already"),
        kind="switch",
    ),
)

OUTPUT = (
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
    _option(OUTPUT_GROUP, "encoding", N_("write utf-8 (default) or gb18030"), metavar="ENCODING"),
    _option(OUTPUT_GROUP, "bom", N_("begin with a byte-order mark, by which Excel knows UTF-8"), kind="switch"),
    _option(OUTPUT_GROUP, "explain", N_("show every step with the numbers put in"), kind="switch"),
    _option(
        OUTPUT_GROUP,
        "strict",
        N_("refuse what rests on inferred, missing or out-of-date values, or on a fact that was not stated"),
        kind="switch",
    ),
    _option(OUTPUT_GROUP, "lang", N_("language: en or zh"), metavar="LANG"),
)

LISTING = tuple(choice for choice in OUTPUT if choice.name in ("format", "output", "encoding", "bom", "lang"))
"""What a list needs of the output options: no steps to explain, nothing to be strict about."""

HOUSEHOLD_FILE = Choice(
    "file", N_("household file, TOML or JSON; - for standard input"), "file", "[FILE]", touches="reads"
)

SECOND_FILE = Choice(
    "second_file", N_("second household file, to compare with the first"), "file", "[AFTER]", touches="reads"
)


def with_settings(given: dict[str, Any]) -> Given:
    """What was typed, with the user's settings where nothing was. Raises `Refused` for settings that cannot be read."""
    from ..files.settings import settings

    if not {"region", "format", "standards"} & given.keys():
        return given
    for name, setting in settings().items():
        if name not in given or given[name] or not setting.values:
            continue
        if name == "format":
            given[PREFERRED_FORMAT] = _format_of(setting)
        else:
            given[name] = list(setting.values) if name == "standards" else setting.values[0]
            given.setdefault(ORIGINS, {})[name] = setting.origin
    return given


def _format_of(setting: Setting) -> str:
    """The format of the settings, if any command has it. Raises `Refused`, naming where it was set."""
    known = (*FORMATS, *FILE_FORMATS)
    if setting.values[0] not in known:
        details = {"known": ", ".join(known), "nearest": nearest(setting.values[0], known)}
        raise Refused(Problem("unknown_format", setting.origin, setting.values[0], details=details))
    return setting.values[0]


def _names(told: Any) -> list[str]:
    """The files or folders that an option names, in the order given."""
    return told if isinstance(told, list) else [told] if told else []


def typer_function(run: Callable[[Given], int], choices: tuple[Choice, ...]) -> Callable[..., int]:
    """A function with one parameter an option, as Typer reads them, that hands everything on to `run`."""
    import typer

    if completing := "_DIBAO_COMPLETE" in os.environ:
        from .completion import completer
    text, either = Optional[str], Optional[bool]  # noqa: UP045 - Typer evaluates them
    kinds: dict[str, Any] = {"text": text, "many": list[str], "switch": bool, "either": either, "file": text}

    reads, writes = (tuple(c for c in choices if c.touches == what) for what in ("reads", "writes"))

    def command(**given: Any) -> int:
        told = with_settings(given)
        if writes and any(told.get(choice.name) for choice in (*reads, *writes)):
            from .overwriting import refuse_overwriting, tidy_up

            written = [(choice.flag, told[choice.name]) for choice in writes if told[choice.name]]
            refuse_overwriting(written, [name for choice in reads for name in _names(told[choice.name])])
            tidy_up(file for _flag, file in written)
        return run(told)

    parameters = []
    for choice in choices:
        default: Any = {"many": [], "switch": False}.get(choice.kind)
        metavar = choice.metavar or None
        if choice.kind == "file":
            info: Any = typer.Argument(default, help=_(choice.help), metavar=metavar, show_default=False)
        else:
            flags = (choice.flag, choice.short) if choice.short else (choice.flag,)
            if choice.kind == "either":
                flags = (f"{choice.flag}/--no-{choice.flag.removeprefix('--')}",)
            panel = _(choice.group) if choice.group else None
            info = typer.Option(
                default,
                *flags,
                help=_(choice.help) if choice.help else None,
                metavar=metavar,
                rich_help_panel=panel,
                show_default=False,
                autocompletion=completer(choice.name) if completing else None,
            )
        kind = inspect.Parameter.KEYWORD_ONLY
        parameters.append(inspect.Parameter(choice.name, kind, default=info, annotation=kinds[choice.kind]))
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # read by inspect.signature
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    command.__name__ = run.__module__.rpartition(".")[2]
    return command

"""What only `dibao compare` asks for: the household after the change, the two months, and values of one side."""

from typing import Any, NamedTuple

from ..words import N_
from .option_groups import HouseholdOptions
from .options import HOUSEHOLD, QUESTION_GROUP, Group, Option


class PairOptions(NamedTuple):
    """The two months, and values that hold on one side only."""

    before: str | None = None
    after: str | None = None
    before_set: tuple[str, ...] = ()
    after_set: tuple[str, ...] = ()


AFTER_GROUP = N_("Household after the change")


def _after(name: str, help: str, **rest: Any) -> Option:
    """`--after-income`, which fills the income of the household after the change."""
    return Option(f"after_{name}", help, group=AFTER_GROUP, fills=name, **rest)


BEFORE = Group(
    HouseholdOptions,
    Option(
        "file",
        N_("household file, TOML or JSON, or a roster; - for standard input"),
        "file",
        "[FILE]",
        touches="reads",
    ),
    *HOUSEHOLD.without("file").options,
)
AFTER = Group(
    HouseholdOptions,
    Option(
        "second_file",
        N_("second household file, to compare with the first"),
        "file",
        "[AFTER]",
        touches="reads",
        fills="file",
    ),
    _after("area", N_("area after the change"), metavar="AREA"),
    _after("district", N_("district after the change"), metavar="DISTRICT"),
    _after("members", N_("ordinary members after the change"), metavar="N"),
    _after("income", N_("monthly income after the change"), metavar="YUAN"),
    _after(
        "deduct",
        N_("deductions after the change, all of them (repeatable)"),
        kind="many",
        metavar="REASON=YUAN",
    ),
    _after(
        "person",
        N_("members with details after the change, all of them (repeatable)"),
        kind="many",
        metavar="DETAILS",
    ),
)
PAIR = Group(
    PairOptions,
    Option(
        "before",
        N_("month before (default: the file's, else the region's, 2020-06)"),
        metavar="MONTH",
        group=QUESTION_GROUP,
    ),
    Option(
        "after",
        N_("month after (default: the file's, else the region's, 2020-07)"),
        metavar="MONTH",
        group=QUESTION_GROUP,
    ),
    Option(
        "before_set",
        N_("a value in place of the table's, before only: dibao.rural=490 (repeatable)"),
        kind="many",
        metavar="KEY=VALUE",
        group=QUESTION_GROUP,
    ),
    Option(
        "after_set",
        N_("a value in place of the table's, after only (repeatable)"),
        kind="many",
        metavar="KEY=VALUE",
        group=QUESTION_GROUP,
    ),
)

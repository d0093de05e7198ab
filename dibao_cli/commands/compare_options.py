"""What only `dibao compare` asks for: the household after the change, the two months, and values of one side."""

from typing import Any, NamedTuple

from ..words import Text
from .option_groups import HouseholdOptions
from .options import HOUSEHOLD, QUESTION_GROUP, Group, Option


class PairOptions(NamedTuple):
    """The two months, and values that hold on one side only."""

    before: str | None = None
    after: str | None = None
    before_set: tuple[str, ...] = ()
    after_set: tuple[str, ...] = ()


AFTER_GROUP = ("Household after the change", "变动后的家庭情况")


def _after(name: str, help: Text, **rest: Any) -> Option:
    """`--after-income`, which fills the income of the household after the change."""
    return Option(f"after_{name}", help, group=AFTER_GROUP, fills=name, **rest)


BEFORE = Group(
    HouseholdOptions,
    Option(
        "file",
        (
            "household file, TOML or JSON, or a roster; - for standard input",
            "家庭文件（TOML 或 JSON），或花名册；- 表示标准输入",
        ),
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
        ("second household file, to compare with the first", "第二份家庭情况文件，与第一份对比"),
        "file",
        "[AFTER]",
        touches="reads",
        fills="file",
    ),
    _after("area", ("area after the change", "变动后的城乡类别"), metavar="AREA"),
    _after("district", ("district after the change", "变动后的区（市）县"), metavar="DISTRICT"),
    _after("members", ("ordinary members after the change", "变动后的普通家庭成员人数"), metavar="N"),
    _after(
        "income",
        (
            "monthly income after the change, or all of its items (repeatable)",
            "变动后的家庭月收入（元），或全部收入项目（可重复）",
        ),
        kind="many",
        metavar="[KIND=]YUAN",
    ),
    _after(
        "deduct",
        ("deductions after the change, all of them (repeatable)", "变动后的全部扣减项目（可重复）"),
        kind="many",
        metavar="REASON=YUAN",
    ),
    _after(
        "person",
        ("members with details after the change, all of them (repeatable)", "变动后需单独说明的全部家庭成员（可重复）"),
        kind="many",
        metavar="DETAILS",
    ),
)
PAIR = Group(
    PairOptions,
    Option(
        "before",
        (
            "month before (default: the file's, else the region's, 2020-06)",
            "前一月份（默认：文件所写月份，否则为地区设定的 2020-06）",
        ),
        metavar="MONTH",
        group=QUESTION_GROUP,
    ),
    Option(
        "after",
        (
            "month after (default: the file's, else the region's, 2020-07)",
            "后一月份（默认：文件所写月份，否则为地区设定的 2020-07）",
        ),
        metavar="MONTH",
        group=QUESTION_GROUP,
    ),
    Option(
        "before_set",
        (
            "a value in place of the table's, before only: dibao.rural=490 (repeatable)",
            "仅对前一侧以指定数值代替标准表中的数值：dibao.rural=490（可重复）",
        ),
        kind="many",
        metavar="KEY=VALUE",
        group=QUESTION_GROUP,
    ),
    Option(
        "after_set",
        (
            "a value in place of the table's, after only (repeatable)",
            "仅对后一侧以指定数值代替标准表中的数值（可重复）",
        ),
        kind="many",
        metavar="KEY=VALUE",
        group=QUESTION_GROUP,
    ),
)

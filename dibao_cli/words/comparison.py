"""The causes of a difference, in words."""

from __future__ import annotations

from . import Text, _

CAUSES: dict[str, Text] = {
    "standard_changed": ("Standard changed", "标准调整"),
    "temporary_measure": ("Temporary measure began or ended", "阶段性措施开始或终止"),
    "index_moved": ("Price index moved", "物价指数变动"),
    "members_changed": ("Members changed", "家庭人口变动"),
    "income_changed": ("Income changed", "收入变动"),
    "household_changed": ("Household changed otherwise", "家庭其他情况变动"),
    "rounding": ("Rounding", "取整"),
    "exclusion_changed": ("Exclusion changed", "不可同时享受的情形变动"),
    "newly_eligible": ("Newly eligible", "新符合条件"),
    "no_longer_eligible": ("No longer eligible", "不再符合条件"),
}


def order_text() -> str:
    """The order in which the causes are taken, from the rules' own list: for the help and the docs."""
    from ..rules.case_path import ORDER

    return _(
        (
            "Causes are taken one after the other, in this order: {order}. What two of them do together goes to the later "
            "one. The way runs from the earlier month to the later; within one month from the smaller household to the "
            "larger, then from the lower income to the higher. Rounding is what a notice's rounding rule adds at either end."
        ),
        "各项原因依次替换，顺序为：{order}。两项原因的共同影响计入后一项。计算由较早月份走向较晚月份；月份相同时，由人口少的家庭走向人口多的家庭，再由收入低走向收入高。取整是指文件规定的取整方式在两端所增加的金额。",
    ).format(order=", ".join(_(*CAUSES[cause]) for cause in ORDER))


def cause_text(cause: str, by: str, direction: int = 0) -> str:
    """A cause, with the step that brought it about; `direction` tells whether all of its figures rose or fell."""
    if cause == "standard_changed" and direction:
        return _("Standard rose", "标准提高") if direction > 0 else _("Standard fell", "标准降低")
    name = _(*CAUSES[cause])
    return name if cause == by else _("{cause} ({by})", "{cause}（{by}）").format(cause=name, by=_(*CAUSES[by]))

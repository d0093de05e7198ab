"""Income item by item in `dibao ask`: one line a kind, until a line is left blank."""

from __future__ import annotations

from collections.abc import Iterable

from ...files.fields import INCOMES, Field
from ...files.households import read_field
from ...files.income_items import ITEM_SPELLINGS
from ...rules.incomes import KINDS, reading
from ...rules.money import plain
from ...rules.month import Month
from ...rules.parameters import INCOME, by_choice
from ...rules.problems import InputError, Problem, one_meant
from ...words import _, language
from ...words.incomes import TREATMENTS, kind_name
from .question import Question

ITEM = Question(
    *(
        "household",
        "incomes",
        (
            "An item of income, or of what is taken off it, per month, such as wage=1200 (? lists them)",
            "一项收入或应扣减的支出（元/月），如 工资=1200（输入 ? 查看项目）",
        ),
    ),
    blank=("no more", "填完"),
    more=(
        "By name or number, one at a time; Enter when done. By the year with annual_income_ before the name: annual_income_farming=8000.",
        "可填名称或序号，每次一项，填完后直接回车。按年计的，在名称前加“年”：年务农收入=8000。",
    ),
    own=Field("text"),
    law=INCOME,
)


BEGIN = ("+", "＋")
"""What begins the items at the question for one number, where no item does."""


def begins_items(text: str) -> bool:
    """Whether items are told in the place of one number."""
    return text in BEGIN or "=" in text.replace("＝", "=") or plain(text).rpartition(" ")[0].strip() in _NAMES


_NAMES = {*by_choice(INCOMES), *ITEM_SPELLINGS}


def item(text: str) -> tuple[str, str, str]:
    """`wage=1200`, `工资 1200`, `1=1200` or `年务农收入=8000` as table, kind and amount. Raises `InputError`."""
    name, separator, amount = plain(text).replace("＝", "=").rpartition("=")
    if not separator:
        name, separator, amount = plain(text).rpartition(" ")
    name = name.strip().lower()
    if not separator or not name:
        raise InputError(Problem("not_name_equals_value", value=text))
    numbered = {str(n): kind for n, kind in enumerate(KINDS, 1)}
    kinds = by_choice(INCOMES)
    table, kind = ITEM_SPELLINGS.get(name, ("incomes", numbered.get(name) or kinds.get(name, "")))
    if not kind:
        details = {"known": ", ".join(INCOMES), "nearest": one_meant(name, kinds)}
        raise InputError(Problem("unknown_income", value=name, details=details))
    read_field(Field("yuan"), amount)
    return table, kind, amount.strip()


def tables(texts: Iterable[str]) -> dict[str, dict[str, str]]:
    """The items as a household file states them."""
    found: dict[str, dict[str, str]] = {}
    for table, kind, amount in map(item, texts):
        found.setdefault(table, {})[kind] = amount
    return found


def listed(month: Month) -> str:
    """Every kind with its number, and how it is treated in a month."""
    lines = []
    for n, kind in enumerate(KINDS, 1):
        found = reading(kind, month)
        treatment = _(*TREATMENTS[found.treatment])
        if not found.settled:
            treatment = _("{treatment} (interpretation)", "{treatment}（推定）").format(treatment=treatment)
        spelling, name = kind if language() == "en" else INCOMES[kind][0], kind_name(kind)
        name = (
            name
            if name == spelling
            else _("{name} ({spelling})", "{name}（{spelling}）").format(name=name, spelling=spelling)
        )
        lines.append(
            _("{n} {name}: {treatment}", "{n} {name}：{treatment}").format(n=n, name=name, treatment=treatment)
        )
    return "\n".join(lines)

"""What is known of an amount that is not, as a person reads it: its formula, and what the national index would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..rules.unknown import Sketch
from . import Text, _, language
from .notices import INDICES

NAMES: dict[str, Text] = {
    "index.triggering": ("rise of the index that reached its trigger", "达到启动条件的指数涨幅"),
    "price_subsidy.points": ("percentage points", "百分点数"),
    "price_subsidy.bands": ("share of the band of the rise", "涨幅对应档次的比例"),
    "one_off": ("one-off amount", "一次性补助金额"),
    "up": ("up to", "向上取到"),
    "down": ("down to", "向下取到"),
    "half_up": ("to the nearest", "四舍五入到"),
}
"""What stands in the braces of an outline, where it is neither a parameter nor a programme."""

CLAUSES: dict[str, Text] = {
    "doubled": ("doubled {span}", "{span}加倍发放"),
    "multiplied": ("multiplied by {factor} {span}", "{span}按 {factor} 倍发放"),
    "paid_if": ("paid if {rises}", "{rises} 时发放"),
    "in_the_first_months": (
        "in the months of gradual exit, of which this is number {month}",
        "限渐退期内，本月为第 {month} 个月",
    ),
    "if_conditions_hold": ("if every condition is met", "各项条件均符合时"),
}

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def formula_text(known: Sketch) -> str:
    """`2 × (690.00 × rise of food prices, up to 0.50) × 3: doubled March to June 2020`."""
    texts = [_clause(clause.code, dict(clause.pieces)) for clause in known.clauses]
    formula = _named(known.formula)
    if not texts:
        return formula
    return _("{formula}: {clauses}", "{formula}：{clauses}").format(formula=formula, clauses=_("; ", "；").join(texts))


def _named(outline: str) -> str:
    """The outline with the name of each thing that stands in braces."""
    parts = outline.replace(", {", _(", ", "，") + "{").split("{")
    pieces = [parts[0]]
    for part in parts[1:]:
        name, _brace, rest = part.partition("}")
        pieces.append(_name(name) + rest)
    return "".join(pieces)


def _name(name: str) -> str:
    if name in NAMES:
        return _(*NAMES[name])
    if name.startswith("index."):
        return index_text(name.removeprefix("index."))
    from .answers import PROGRAMMES

    if name in PROGRAMMES:
        return _(*PROGRAMMES[name])
    from .parameters import label, names_parameter

    if names_parameter(name):
        return label(name)
    from .fields import label as of_field

    return of_field("person", name)


def _clause(code: str, pieces: Mapping[str, str]) -> str:
    texts = dict(pieces)
    if code == "multiplied":
        code = "doubled" if texts["factor"] == "2" else code
        texts["span"] = span_text(texts["first"], texts["last"])
    if code == "paid_if":
        rises = (
            _("{index} is at least {percent}", "{index}达到 {percent}").format(index=_(*INDICES[name]), percent=rise)
            for name, rise in pieces.items()
        )
        texts = {"rises": _(" or ", " 或").join(rises)}
    return _(*CLAUSES[code]).format(**texts)


def index_text(name: str) -> str:
    """What rises, as it stands in a formula: `rise of food prices`."""
    return _(*INDICES[name]).removeprefix("the ")


def month_text(month: str) -> str:
    """`March 2020`."""
    year, number = month.split("-")
    return f"{year}年{int(number)}月" if language() == "zh" else f"{MONTHS[int(number) - 1]} {year}"


def span_text(first: str, last: str) -> str:
    """`March to June 2020`; `from March 2020` where no last month is known."""
    if not last:
        return _("from {first}", "{first}起").format(first=month_text(first))
    if first == last:
        return month_text(first)
    begin, end = month_text(first), month_text(last)
    if first[:4] == last[:4]:
        if language() == "zh":
            end = end.removeprefix(f"{last[:4]}年")
        else:
            begin = begin.removesuffix(f" {first[:4]}")
    return _("{first} to {last}", "{first}至{last}").format(first=begin, last=end)


def deviation_text(month: str, percent: int) -> str:
    """`February 2020: 38% too high`."""
    if not percent:
        text = _("{month}: the same", "{month}相同")
    elif percent > 0:
        text = _("{month}: {percent}% too high", "{month}高出 {percent}%")
    else:
        text = _("{month}: {percent}% too low", "{month}低了 {percent}%")
    return text.format(month=month_text(month), percent=abs(percent))


def rises_text(rises: Mapping[str, str]) -> str:
    """The rises of an index by their names, `rise of food prices 14.8%, rise of consumer prices 3.3%`."""
    return _(", ", "，").join(
        f"{_(*INDICES[name]).removeprefix('the rise of ')} {rise}" for name, rise in rises.items()
    )


def estimate_text(amount: str, rises: str, deviations: Sequence[str]) -> str:
    """What the national index would give, how far off it was, and that no total holds it."""
    return _(
        "By the national index ({rises}) {amount}: an estimate, not in the total{off}",
        "按全国指数（{rises}）为 {amount}：属估算，不计入合计{off}",
    ).format(rises=rises, amount=amount, off=_off(deviations))


def estimates_text(amounts: Sequence[str], deviations: Sequence[str]) -> str:
    """The same of several months, `2020-03 759.00`."""
    return _(
        "By the national index {amounts}: estimates, in no total{off}",
        "按全国指数：{amounts}；属估算，不计入合计{off}",
    ).format(amounts=_(", ", "，").join(amounts), off=_off(deviations))


def _off(deviations: Sequence[str]) -> str:
    texts = _("; ", "；").join(deviations)
    if not texts:
        return _("; no month is known in which it could be checked", "；没有可供核对的月份")
    return _(" ({texts})", "（{texts}）").format(texts=texts)

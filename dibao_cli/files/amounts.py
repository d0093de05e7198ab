"""Amounts by the year or as shares of another figure, and how they are paid, as a notice and `--set` state them.

`{ value = 5480, per = "year" }`, `{ share = 50, of = "minimum_wage.monthly", per = "year" }`,
`{ times = 1.5, of = "dibao", plus = 50 }`; after `--set` `5480/year`, `50%*minimum_wage.monthly~1:up`, `1.5*dibao+50`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..rules.amounts import MONTHS, Amount, PaymentRule
from ..rules.case import OWN_STANDARD
from ..rules.money import Rounding, factor, parse_factor, parse_share, parse_yuan, percent, yuan
from ..rules.notice import ByClass, OfClass, class_name
from ..rules.parameters import AREAS, PARAMETERS, YES_NO, codes
from ..rules.problems import nearest
from .document import KeyPath, NumberText, quoted, toml_key
from .reader import read_rounding

if TYPE_CHECKING:
    from .kinds import Described
    from .reader import Reader

PERS, WHENS = codes(*MONTHS), codes("current", "year_earlier")
_SHARES = ("share", "times")


def is_share(content: Mapping[str, object]) -> bool:
    """Whether a table states a share of another figure, not a value."""
    return any(name in content for name in _SHARES)


def read_amount(reader: Reader, path: KeyPath, content: Mapping[str, object]) -> Amount | int | None:
    """An amount that a table states, a plain one as fen a month; None with every fault noted."""
    faults = len(reader.problems)
    share = is_share(content)
    for name, with_one in (("of", share), ("when", share), ("plus", share), ("rounding", share or "per" in content)):
        if name in content and not with_one:
            reader.fault("goes_only_with", (*path, name), other="per" if name == "rounding" else "share")
    if sum(name in content for name in ("value", *_SHARES)) > 1:
        reader.fault("stated_twice", (*path, "value" if "value" in content else "times"), other=_SHARES[0])
    amount = Amount()
    if "per" in content:
        amount = amount._replace(per=reader.choice((*path, "per"), content["per"], PERS) or "month")  # type: ignore[arg-type]  # checked
    if "when" in content:
        amount = amount._replace(when=reader.choice((*path, "when"), content["when"], WHENS) or "current")  # type: ignore[arg-type]  # checked
    if "rounding" in content:
        amount = amount._replace(rounding=read_rounding(reader, (*path, "rounding"), content["rounding"]))
    if share:
        amount = _share_of(reader, path, content, amount)
    else:
        amount = amount._replace(fen=reader.number((*path, "value"), content["value"], parse_yuan) or 0)
    if len(reader.problems) > faults:
        return None
    return amount.fen if amount == Amount(amount.fen) else amount


def _share_of(reader: Reader, path: KeyPath, content: Mapping[str, object], amount: Amount) -> Amount:
    by_factor = "times" in content
    name, parse = ("times", parse_factor) if by_factor else ("share", parse_share)
    number = reader.number((*path, name), content[name], parse)
    plus = reader.number((*path, "plus"), content["plus"], parse_yuan) if "plus" in content else 0
    of = content.get("of", "")
    bases = (OWN_STANDARD, *(key for key, each in PARAMETERS.items() if each.kind == "yuan"))
    if not of:
        reader.fault("needed_key", (*path, "of"))
    elif of not in bases:
        reader.fault("unknown_name", (*path, "of"), of, nearest=nearest(str(of), bases))
    return amount._replace(share=number or 0, of=str(of), plus=plus or 0, as_factor=by_factor)


def raw_amount(text: str) -> object:
    """What `5480/year` or `50%*minimum_wage.monthly+10~1:up` after `--set` stands for in a notice."""
    content: dict[str, object] = {}
    text, _sign, rounding = text.partition("~")
    if rounding:
        unit, _colon, direction = rounding.partition(":")
        content["rounding"] = {"unit": NumberText(unit), **({"direction": direction} if direction else {})}
    text, slash, per = text.partition("/")
    if slash and per in MONTHS:
        content["per"] = per
    elif slash:
        text = f"{text}/{per}"  # 720元/月
    share, times, of = text.partition("*")
    if times:
        of, _sign, plus = of.partition("+")
        of, _sign, when = of.partition("@")
        content["share" if share.endswith("%") else "times"] = NumberText(share.removesuffix("%"))
        content |= {"of": of, **({"when": when} if when else {}), **({"plus": NumberText(plus)} if plus else {})}
    return {**content, **({} if times else {"value": NumberText(text)})} if content else NumberText(text)


def amount_toml(amount: Amount) -> str:
    """An amount as a notice states it."""
    parts = []
    if amount.share is None:
        parts.append(f"value = {_short(yuan(amount.fen))}")
    else:
        share = factor(amount.share) if amount.as_factor else percent(amount.share).removesuffix("%")
        parts.append(f"{'times' if amount.as_factor else 'share'} = {share}")
        parts.append(f"of = {quoted(amount.of)}")
        parts += [f"when = {quoted(amount.when)}"] if amount.when != "current" else []
        parts += [f"plus = {_short(yuan(amount.plus))}"] if amount.plus else []
    parts += [f"per = {quoted(amount.per)}"] if amount.per != "month" else []
    parts += [f"rounding = {_rounding(amount.rounding)}"] if amount.rounding else []
    return "{ " + ", ".join(parts) + " }"


def _rounding(rounding: Rounding) -> str:
    return f"{{ unit = {_short(yuan(rounding.unit))}, direction = {quoted(rounding.direction)} }}"


def _short(number: str) -> str:
    return number.removesuffix(".00")


# when amounts are paid: `"quarter"`, or `[{ period = "quarter", area = "rural", paid_in = [3, 6, 9, 12] }]`

PAYMENT_KEYS = ("period", "for", "area", "paid_in", "next_year", "exact_over")


def read_payment(
    reader: Reader, described: Described, path: KeyPath, content: object
) -> tuple[PaymentRule, ...] | None:
    """How amounts are paid; None with every fault noted."""
    if isinstance(content, str):
        period = reader.choice(path, content, PERS)
        return (PaymentRule(period, period),) if period else None  # type: ignore[arg-type]  # checked
    if not isinstance(content, list) or not content or not all(isinstance(each, dict) for each in content):
        reader.fault("wrong_type", path, content, expected="payment")
        return None
    faults = len(reader.problems)
    rules = [_payment_rule(reader, described, (*path, n), each) for n, each in enumerate(content)]
    return tuple(rules) if len(reader.problems) == faults else None


def _payment_rule(reader: Reader, described: Described, path: KeyPath, content: Mapping[str, object]) -> PaymentRule:
    for name in content:
        if name not in PAYMENT_KEYS:
            reader.fault("unknown_key", (*path, name), nearest=nearest(name, PAYMENT_KEYS))
    if "period" not in content:
        reader.fault("needed_key", (*path, "period"))
    period = (reader.choice((*path, "period"), content["period"], PERS) if "period" in content else None) or "month"
    exact_over = reader.choice((*path, "exact_over"), content.get("exact_over", period), PERS) or period
    programmes = reader.choices((*path, "for"), content["for"], described.choices) if "for" in content else ()
    area = reader.choice((*path, "area"), content["area"], AREAS) if "area" in content else ""
    next_year = reader.choice((*path, "next_year"), content.get("next_year", "no"), YES_NO) == "yes"
    months = content.get("paid_in", [])
    if not isinstance(months, list):
        reader.fault("wrong_type", (*path, "paid_in"), months, expected="list")
        months = []
    paid_in = [reader.count((*path, "paid_in"), month, 1, 12) or 1 for month in months]
    if paid_in and len(paid_in) * MONTHS[period] != 12:
        reader.fault("not_so_many_payments", (*path, "paid_in"), len(paid_in), expected=str(12 // MONTHS[period]))
    if MONTHS[exact_over] < MONTHS[period]:
        reader.fault("shorter_than_the_period", (*path, "exact_over"), exact_over)
    return PaymentRule(period, exact_over, programmes or (), area or "", tuple(paid_in), next_year)  # type: ignore[arg-type]  # checked


def payment_text(rules: tuple[PaymentRule, ...]) -> str:
    """`quarter area=rural for=dibao,tekun paid_in=3,6,9,12; month`, as `--set` reads it."""
    return "; ".join(" ".join((rule.period, *(f"{name}={text}" for name, text in _parts(rule)))) for rule in rules)


def _parts(rule: PaymentRule) -> list[tuple[str, str]]:
    parts = [("for", ",".join(rule.programmes)), ("area", rule.area), ("paid_in", ",".join(map(str, rule.paid_in)))]
    parts.append(("next_year", "yes" if rule.next_year else ""))
    parts.append(("exact_over", rule.exact_over if rule.exact_over != rule.period else ""))
    return [(name, text) for name, text in parts if text]


def raw_payment(text: str) -> object:
    """What such a text after `--set` stands for in a notice."""
    if text.strip() in MONTHS:
        return text.strip()
    rules = []
    for each in text.split(";"):
        period, *parts = each.split() or [""]
        rule: dict[str, object] = {"period": period}
        for part in parts:
            name, _sign, content = part.partition("=")
            listed = content.split(",")
            rule[name] = list(map(NumberText, listed)) if name == "paid_in" else listed if name == "for" else content
        rules.append(rule)
    return rules


def payment_toml(rules: tuple[PaymentRule, ...]) -> str:
    """The same as a notice states it."""
    written = []
    for rule in rules:
        pieces = [f"period = {quoted(rule.period)}"]
        for name, text in _parts(rule):
            if name == "for":
                text = "[" + ", ".join(map(quoted, rule.programmes)) + "]"
            elif name == "paid_in":
                text = f"[{text.replace(',', ', ')}]"
            else:
                text = quoted(text)
            pieces.append(f"{name} = {text}")
        written.append("{ " + ", ".join(pieces) + " }")
    return "[" + ", ".join(written) + "]"


# by class: `{ A = 495, B = 425, C = { share = 60, of = "dibao" } }`; after `--set` `A=495,B=425,C=60%*dibao`


def read_by_class(reader: Reader, described: Described, path: KeyPath, content: object, kind: str) -> ByClass | None:
    """Figures by class, by the names that the notice gives them; None with every fault noted."""
    if not isinstance(content, dict) or not content:
        reader.fault("wrong_type", path, content, expected="by_class")
        return None
    faults, amounts = len(reader.problems), []
    texts: dict[str, str] = {}
    for name, figure in content.items():
        if texts.setdefault(class_name(name), name) != name:
            reader.fault("stated_twice", (*path, name), other=texts[class_name(name)])
        parse = parse_yuan if kind == "yuan" else parse_share
        if kind == "yuan" and isinstance(figure, dict):
            if "value" not in figure and not is_share(figure):
                reader.fault("needed_key", (*path, name, "value"))
                continue
            read = read_amount(reader, (*path, name), figure)
        else:
            read = reader.number((*path, name), figure, parse)
        amounts.append(OfClass(name, read if read is not None else 0))
    return tuple(amounts) if len(reader.problems) == faults else None


def _class_figure(figure: OfClass, kind: str, toml: bool) -> str:
    if isinstance(figure.content, Amount):
        return amount_toml(figure.content) if toml else str(figure.content)
    text = yuan(figure.content) if kind == "yuan" else percent(figure.content)
    return _short(text).removesuffix("%") if toml else text


def by_class_text(figures: ByClass, kind: str) -> str:
    """`A=495.00,B=425.00`, as `--set` reads it."""
    return ",".join(f"{each.name}={_class_figure(each, kind, toml=False)}" for each in figures)


def by_class_toml(figures: ByClass, kind: str) -> str:
    """The same as a notice states it."""
    return (
        "{ " + ", ".join(f"{toml_key(each.name)} = {_class_figure(each, kind, toml=True)}" for each in figures) + " }"
    )


def raw_by_class(text: str, kind: str) -> object:
    """What such a text after `--set` stands for in a notice."""
    parts = (part.partition("=") for part in text.split(","))
    return {name.strip(): raw_amount(raw) if kind == "yuan" else NumberText(raw) for name, _sign, raw in parts}

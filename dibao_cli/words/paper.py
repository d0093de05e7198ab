"""What a printed page says in place of advice: facts for a file, with no option, key or command in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from . import Text, _
from .answers import PROGRAMMES
from .parameters import label, names_parameter, spoken

WARNINGS: dict[str, Text] = {
    "override": ("{key} was set by hand, not taken from a document.", "{key}由人工设定，并非取自文件。"),
    "shadowed": (
        "{key}, set by hand, was not used here: {other} goes before it.",
        "人工设定的{key}在此未采用：以{other}为准。",
    ),
    "ratio_broken": (
        "With what was set by hand the usual ratio between the standards does not hold in {month}.",
        "按人工设定的数值，{month} 各项标准之间通常的比例关系不成立。",
    ),
    "region_by_default": (
        "The region was not stated; the standards are those of {region}.",
        "未注明地区，按{region}的标准核算。",
    ),
    "folder_without_region": (
        "Standards of the office's own were laid over those of {region}.",
        "在{region}标准之上叠加了本单位自备的标准文件。",
    ),
    "rate_multiplied": (
        "The announced amount was multiplied by {factor}, in force from {first} to {last}.",
        "公布金额已按 {first} 至 {last} 执行的 {factor} 倍计发。",
    ),
    "care_not_assessed": (
        "Person {person}: the ability of self-care was not stated, so the care allowance was not assessed.",
        "成员{person}：未填自理能力，未核算照料护理费。",
    ),
    "retiree_allowance_not_income": (
        "The retiree's allowance is not counted as income for dibao. This is an interpretation: no legal text settles it.",
        "精简退职职工生活补助不计入低保家庭收入：未查到明文规定，属推定。",
    ),
    "missing": ("{programme}: not computed. {fact}", "{programme}：未计算。{fact}"),
}
"""By the codes of warnings; those that are not here are facts as they stand."""

MISSING: dict[str, Text] = {
    "index": ("No price index is on record for {month}.", "没有 {month} 的价格指数。"),
    "index.cpi": ("The rise of consumer prices of {month} is not known.", "{month} 居民消费价格涨幅未知。"),
    "index.food": ("The rise of food prices of {month} is not known.", "{month} 食品价格涨幅未知。"),
    "price_subsidy.covers": (
        "No rule of the price subsidy is on record for {month}.",
        "没有 {month} 价格临时补贴规则的记录。",
    ),
    "one_off": ("No one-off amount is on record for {month}.", "没有 {month} 一次性补助金额的记录。"),
    "care": ("The kind of care was not stated.", "未说明供养（养育）方式。"),
    "low_income_village": (
        "It was not stated whether the household lives in a low-income village.",
        "未说明家庭是否居住在低收入村。",
    ),
    "property_test_met": (
        "It was not stated whether the household's property is within the limits.",
        "未说明家庭财产是否符合规定。",
    ),
    "cannot_form_household": (
        "It was not stated whether the person is unable to form a household.",
        "未说明本人是否无法单独立户。",
    ),
    "disability": (
        "Neither a disability nor a serious illness was stated that counts.",
        "未说明符合条件的残疾或重病。",
    ),
    "no_band": (
        "The subsidy is due, but no band begins as low as prices rose.",
        "应发放补贴，但没有与此涨幅相应的档次。",
    ),
    "repealed": ("{key} is no longer in force in {month}.", "{key}在 {month} 已停止执行。"),
    "unknown": (
        "The figure of {month} exists but was not found: {key}.",
        "{month} 有规定，但未查到具体数值：{key}。",
    ),
}
"""By the key, else by the state, of what is not known."""

NOT_FOUND: Text = ("The standard was not found: {key}.", "未查到标准：{key}。")


IN_BRACKETS = re.compile(r" ?[（(]--[a-z-]{1,40}[）)]")
"""An option behind what it does."""


def paper_text(warning: Mapping[str, str]) -> str:
    """A warning's record as a page says it."""
    code = warning["code"]
    texts = {name: text for name, text in warning.items() if isinstance(text, str)}
    keys: dict[str, str] = {name: named_alone(texts[name]) for name in ("key", "other", "of") if name in texts}
    if code not in WARNINGS:
        plain = str(warning["text"])
        for name, alone in keys.items():
            plain = plain.replace(spoken(texts[name]), alone).replace(texts[name], alone)
        return closed_up(IN_BRACKETS.sub("", plain))
    texts.update(keys)
    if code == "missing":
        key, state = warning.get("key", ""), warning.get("state", "")
        fact = MISSING["no_band"] if state == "no_band" else MISSING.get(key) or MISSING.get(state) or NOT_FOUND
        texts["fact"] = closed_up(_(*fact).format(**texts))
        texts["programme"] = _(*PROGRAMMES[warning["programme"]])
    if code == "rate_multiplied":
        texts.setdefault("last", _("now", "目前"))
    return closed_up(_(*WARNINGS[code]).format(**texts))


def named_alone(key: str) -> str:
    """A parameter by its name alone; anything else as it is."""
    return label(key) if names_parameter(key) else key


def closed_up(text: str) -> str:
    """A text without blanks between two Chinese characters, and with months from one to another in words."""
    text = re.sub(r"(\d{4}-\d\d)\.\.(\d{4}-\d\d)", _(r"\1 to \2", r"\1 至 \2"), text)
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])", "", text)

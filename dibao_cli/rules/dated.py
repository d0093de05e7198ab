"""Rules with a first and a last month, chosen by month like a value of the tables; and the texts that rules rest on.

A rule that changed stays here with its dates, so that an old month is computed by the rule of its time.
"""

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any, NamedTuple

from .month import Month
from .notice import Note, Notice


class Law(NamedTuple):
    """A text that a reader can look up: its name in both languages, its number, and the article or part meant."""

    name: Note
    document: str = ""
    article: str = ""

    def at(self, article: str) -> "Law":
        """The same text, at an article (`27`) or a part (`3 (1)`)."""
        return self._replace(article=article)


def _law(en: str, zh: str, document: str = "", article: str = "") -> Law:
    return Law(MappingProxyType({"en": en, "zh": zh}), document, article)


def law_of(notice: Notice) -> Law:
    """A notice of the tables as the text that a rule rests on."""
    return Law(notice.title, notice.document)


APPROVAL = _law(
    "Measures for examining and approving subsistence allowances (trial)",
    "最低生活保障审核审批办法（试行）",
    "民发〔2012〕220号",
)
"""In force through June 2021."""
CONFIRMATION = _law(
    "Measures for examining and confirming subsistence allowances", "最低生活保障审核确认办法", "民发〔2021〕57号"
)
"""In force from July 2021."""
UNSUPPORTED_CHILDREN = _law(
    "Opinion on further strengthening the support of children whom nobody in fact supports",
    "关于进一步加强事实无人抚养儿童保障工作的意见",
    "民发〔2019〕62号",
)
EXTREMELY_POOR = _law(
    "State Council's opinion on support for the extremely poor, 2016",
    "国务院2016年关于特困人员救助供养制度的意见",
)
EXTREMELY_POOR_2016 = _law("Measures for identifying extremely poor persons, 2016", "特困人员认定办法（2016年）")
DISABILITY_SUBSIDIES = _law(
    "State Council's opinion on the living subsidy for poor and the nursing subsidy for severely disabled people",
    "国务院关于困难残疾人生活补贴和重度残疾人护理补贴制度的意见",
    "国发〔2015〕52号",
)
VILLAGES_2020 = _law(
    "Looking back on Dalian in 2020, 中国社会报, 2020-12-25",
    "回望2020大连:高质量民政拉升民生幸福指数，中国社会报，2020-12-25",
)
NO_TEXT = _law("no text was found: inferred", "未查到文件依据：推断")


class Rule(NamedTuple):
    """A rule from its first month to its last (both count; None is open), with its article.

    `law` is None where the rule is a local one: then the notice that sets its figures is the text. `function` is
    what is computed, where the rules of a programme differ by more than their article.
    """

    law: Law | None = None
    since: Month | None = None
    until: Month | None = None
    function: Callable[..., Any] | None = None

    def holds_in(self, month: Month) -> bool:
        """Whether the month lies between the first and the last."""
        return (self.since is None or self.since <= month) and (self.until is None or month <= self.until)


def in_force(rules: Iterable[Rule], month: Month) -> Rule | None:
    """The rule of a month, or None where none is on record."""
    return next((rule for rule in rules if rule.holds_in(month)), None)


LAST_OF_APPROVAL, FIRST_OF_CONFIRMATION = Month(2021, 6), Month(2021, 7)

RULES: dict[str, tuple[Rule, ...]] = {
    "dibao": (
        Rule(APPROVAL.at("27"), until=LAST_OF_APPROVAL),
        Rule(CONFIRMATION.at("23"), since=FIRST_OF_CONFIRMATION),
    ),
    "tekun": (Rule(EXTREMELY_POOR),),
    "tekun_care": (Rule(EXTREMELY_POOR),),
    "unsupported_child": (Rule(UNSUPPORTED_CHILDREN.at("3 (1)")),),
    "living_subsidy": (Rule(DISABILITY_SUBSIDIES),),
    "nursing_subsidy": (Rule(DISABILITY_SUBSIDIES),),
}
"""The texts of the programmes whose rule is the State's. Single-person inclusion has its own (`single_person`)."""

LOCAL = {"gradual_exit": "gradual_exit.months", "price_subsidy": "price_subsidy.rate"}
"""The figure whose notice is the text of a local rule, where it is not the first of those called as the programme."""

FROM_WHEN = (
    Rule(APPROVAL.at("29"), until=LAST_OF_APPROVAL),
    Rule(CONFIRMATION.at("21"), since=FIRST_OF_CONFIRMATION),
)
"""Dibao is paid from the month after the decision."""

REFUSAL = (
    Rule(APPROVAL.at("26"), until=LAST_OF_APPROVAL),
    Rule(CONFIRMATION.at("21"), since=FIRST_OF_CONFIRMATION),
)
"""An application that does not meet the conditions is refused in writing, with the reason."""

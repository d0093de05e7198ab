"""Rules with a first and a last month, chosen by month like a value of the tables.

A rule that changed stays here with its dates, so that an old month is computed by the rule of its time.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from .laws import APPROVAL, CONFIRMATION, DISABILITY_SUBSIDIES, EXTREMELY_POOR, UNSUPPORTED_CHILDREN, Law
from .month import Month
from .notice import Notice


def law_of(notice: Notice) -> Law:
    """A notice of the tables as the text that a rule rests on."""
    return Law(notice.title, notice.document)


class Rule(NamedTuple):
    """A rule from its first month to its last (both count; None is open), with its article.

    `law` is None where the rule is a local one: then the notice that sets its figures is the text. `function` is
    what is computed, where the rules of a programme differ by more than their article.
    """

    law: Law | None = None
    since: Month | None = None
    until: Month | None = None
    function: Callable[..., object] | None = None

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

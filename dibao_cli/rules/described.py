"""What a description says over time: a household, what is asked, changes from a month on, indices by month."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from .case import Question
from .household import Household
from .month import Month
from .standards import PriceIndex


class Change(NamedTuple):
    """The whole household as it is from a month on."""

    since: Month
    household: Household


class Described(NamedTuple):
    """A household with what is asked about it; `changes` are in the order of their months.

    `indices` are price indices stated for single months; they go before `question.index`.
    """

    household: Household
    question: Question = Question()
    changes: tuple[Change, ...] = ()
    indices: Mapping[Month, PriceIndex] = MappingProxyType({})

    def household_in(self, month: Month) -> Household:
        """The household as it is in a month."""
        past = [change.household for change in self.changes if change.since <= month]
        return past[-1] if past else self.household

    def question_in(self, month: Month) -> Question:
        """What is asked, with the price index stated for the month."""
        index = self.indices.get(month)
        return self.question._replace(index=index) if index else self.question

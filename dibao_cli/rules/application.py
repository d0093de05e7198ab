"""An application: a household, what is asked about it and for which month, its changes, indices by month."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from .case import AssessmentOptions
from .household import Household
from .month import Month
from .notice import PriceIndex
from .standards import Standards, Table

if TYPE_CHECKING:
    from .tables import Tables


class Change(NamedTuple):
    """The whole household as it is from a month on."""

    since: Month
    household: Household


class Application(NamedTuple):
    """A household with what is asked about it; `changes` are in the order of their months.

    `month` is the one that is asked about; without it the table's, or the region's own, is. `indices` are price indices
    stated for single months; they go before `question.index`.
    """

    household: Household
    question: AssessmentOptions = AssessmentOptions()
    changes: tuple[Change, ...] = ()
    month: Month | None = None
    indices: Mapping[Month, PriceIndex] = MappingProxyType({})

    def household_in(self, month: Month) -> Household:
        """The household as it is in a month."""
        past = [change.household for change in self.changes if change.since <= month]
        return past[-1] if past else self.household

    def question_in(self, month: Month) -> AssessmentOptions:
        """What is asked, with the price index stated for the month."""
        index = self.indices.get(month)
        return self.question._replace(index=index) if index else self.question

    def table_in(self, standards: "Standards | Tables") -> "Tables":
        """The table of the month that is asked about, with the values that a given table replaces. Raises `Refused`."""
        if isinstance(standards, Standards):
            return standards.on(self.month)
        if isinstance(standards, Table) and self.month is not None and self.month != standards.month:
            return standards.at(self.month)
        return standards


def applied(household: Household | Application, question: AssessmentOptions | None = None) -> Application:
    """An application as it is, or that of a household and a question."""
    if isinstance(household, Application):
        return household if question is None else household._replace(question=question)
    return Application(household, question or AssessmentOptions())

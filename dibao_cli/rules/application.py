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


class Paper(NamedTuple):
    """What only a printed page says: whose case it is, and the day of the decision. It moves no amount.

    It never goes into an error, a record of a run or an answer for programs.
    """

    name: str = ""
    id_number: str = ""
    address: str = ""
    decision: str = ""
    """The day, `2020-07-15`."""

    @property
    def paid_from(self) -> Month | None:
        """The month after the decision, from which dibao is paid.

        民发〔2012〕220号, art. 29; from July 2021 民发〔2021〕57号, art. 21.
        """
        return Month.parse(self.decision[:7]).plus(1) if self.decision else None


class Application(NamedTuple):
    """A household with what is asked about it; `changes` are in the order of their months.

    `month` is the one that is asked about; without it the table's, or the region's own, is. `indices` are price indices
    stated for single months; they go before `question.index`. `paper` is for printed pages.
    """

    household: Household
    question: AssessmentOptions = AssessmentOptions()
    changes: tuple[Change, ...] = ()
    month: Month | None = None
    indices: Mapping[Month, PriceIndex] = MappingProxyType({})
    paper: Paper = Paper()

    def household_in(self, month: Month) -> Household:
        """The household as it is in a month."""
        past = [change.household for change in self.changes if change.since <= month]
        return past[-1] if past else self.household

    def question_in(self, month: Month) -> AssessmentOptions:
        """What is asked, with the price index stated for the month."""
        index = self.indices.get(month)
        return self.question._replace(index=index) if index else self.question

    def table_in(self, standards: "Standards | Tables") -> "Tables":
        """The table of the month asked about, with the values that a given table replaces. Raises `InputError`."""
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

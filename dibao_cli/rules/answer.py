"""What an answer is made of, and that most of it is written only when somebody asks (`assessment.Assessment`)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .case import AssessmentOptions
from .month import Month

if TYPE_CHECKING:
    from .alike import Amounts
    from .assessment import Distance, Entitlement, Exclusion, Warning
    from .household import Household
    from .low_income import Standing
    from .tables import Tables

NOTHING_ELSE = AssessmentOptions()
"""What is asked where nobody asks for more than the amounts of the month."""


class Explained(NamedTuple):
    """What an answer says besides the household, the table and what was asked."""

    lines: tuple[Entitlement, ...]
    exclusions: tuple[Exclusion, ...]
    warnings: tuple[Warning, ...]
    distance: Distance | None
    standing: Standing | None


A = TypeVar("A", bound="Answer")
R = TypeVar("R")
Explain = Callable[["Household", "Tables", AssessmentOptions], Any]
"""The rules: they give an answer with its explanation."""


class Answer:
    """The parts of an `Assessment`: those that are stored, and those that are written at the first asking."""

    __slots__ = ("_explain", "_explained", "_found", "_household", "_question", "_table")

    def __init__(
        self,
        household: Household,
        table: Tables,
        lines: tuple[Entitlement, ...],
        exclusions: tuple[Exclusion, ...] = (),
        warnings: tuple[Warning, ...] = (),
        distance: Distance | None = None,
        question: AssessmentOptions = NOTHING_ELSE,
        standing: Standing | None = None,
    ) -> None:
        self._household, self._table, self._question = household, table, question
        self._found: Amounts | None = None
        self._explain: Explain | None = None
        self._explained: Explained | None = Explained(lines, exclusions, warnings, distance, standing)

    @classmethod
    def of_amounts(
        cls: type[A], household: Household, table: Tables, question: AssessmentOptions, found: Amounts, explain: Explain
    ) -> A:
        """An answer whose amounts a plan gave; `explain` finds the rest."""
        answer = cls.__new__(cls)
        answer._household, answer._table, answer._question = household, table, question
        answer._found, answer._explain, answer._explained = found, explain, None
        return answer

    @property
    def explanation(self) -> Explained:
        """Everything that an answer says of its amounts; written when somebody first asks for some of it."""
        if self._explained is None:
            self._explained = self.made(Answer._by_the_rules)
        return self._explained

    def _by_the_rules(self) -> Explained:
        if self._explained is None:
            assert self._explain is not None  # see `of_amounts`
            self._explained = self._explain(self._household, self._table, self._question).explanation
        return self._explained

    def made(self: A, make: Callable[..., R], *about: Hashable) -> R:
        """`make(answer, *about)`, by a plan where one knows the household's way.

        What is made may depend on nothing but the answer and `about`, and must not hold the answer or its household.
        """
        if self._found is not None and self._explain is not None:
            from .alike import planned, texts_of

            here = (self._household, self._table, self._question)
            found = planned(make, about, *here, self._explain, texts_of(self._household))
            if found is not None:
                return found
        return make(self, *about)

    def __eq__(self, other: object) -> bool:
        """Whether it says the same of the same household, in every line."""
        if not isinstance(other, Answer):
            return NotImplemented
        same_question = (self.household, self.table, self.question) == (other.household, other.table, other.question)
        return same_question and self.explanation == other.explanation

    __hash__ = None  # type: ignore[assignment]  # a table may hold values of the user's own

    def _replace(self: A, **changed: Any) -> A:
        """The same with other parts in the place of some."""
        question = {"household": self._household, "table": self._table, "question": self._question}
        return type(self)(**{**question, **self.explanation._asdict(), **changed})

    @property
    def household(self) -> Household:
        return self._household

    @property
    def table(self) -> Tables:
        return self._table

    @property
    def question(self) -> AssessmentOptions:
        return self._question

    @property
    def month(self) -> Month:
        return self._table.month

    @property
    def lines(self) -> tuple[Entitlement, ...]:
        return self.explanation.lines

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        return self.explanation.exclusions

    @property
    def warnings(self) -> tuple[Warning, ...]:
        return self.explanation.warnings

    @property
    def distance(self) -> Distance | None:
        return self.explanation.distance

    @property
    def standing(self) -> Standing | None:
        return self.explanation.standing

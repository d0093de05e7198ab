"""A question of `dibao ask`, and what it may look at to know whether it matters.

A question stands for one field of a household file, so that the field's own rules read the answer. `when` looks
only at what was told so far (`Sofar`) and, for a question about a person, at that person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..files.fields import Field
from ..rules.assessment import Assessment
from ..rules.dated import LAST_OF_APPROVAL
from ..rules.money import WHOLE
from ..rules.standards import Table


class Sofar(NamedTuple):
    """What was told so far: field to value, the persons likewise, and the answer if there can be one already."""

    told: Mapping[str, Any]
    persons: tuple[Mapping[str, Any], ...]
    table: Table | None
    answer: Assessment | None

    def sets(self, *keys: str) -> bool:
        """Whether the table of the month has one of these keys."""
        district = self.told.get("district")
        return self.table is not None and any(self.table.find(key, district) for key in keys)

    def lacks(self, *keys: str) -> bool:
        """Whether an amount is not known because one of these is missing."""
        lines = self.answer.lines if self.answer else ()
        return any(gap.key in keys for line in lines for gap in line.missing)

    @property
    def villages_only(self) -> bool:
        """Whether the rule of the month for single-person inclusion is that of the low-income villages."""
        return self.table is None or self.table.month <= LAST_OF_APPROVAL

    @property
    def multiplies(self) -> bool:
        """Whether the price subsidy of the month is multiplied."""
        multiplier = self.table.find("price_subsidy.multiplier") if self.table else None
        return multiplier is not None and multiplier.number != WHOLE

    @property
    def no_dibao(self) -> bool:
        """Whether the family's income is too high for dibao."""
        lines = self.answer.lines if self.answer else ()
        return any(line.programme == "dibao" and line.amount == 0 and not line.conditions for line in lines)

    @property
    def dibao(self) -> bool:
        """Whether the family would be paid dibao."""
        lines = self.answer.lines if self.answer else ()
        return any(line.programme == "dibao" and line.amount for line in lines)


Told = Mapping[str, Any]
When = Callable[[Sofar, Told], bool]


def always(so: Sofar, who: Told) -> bool:
    """For a question that matters to every household."""
    return True


class Question(NamedTuple):
    """One question: the field that it fills, its text, what `?` explains, and when it is asked.

    `needed` questions take no blank answer; `otherwise` is what a blank answer means, as it is shown.
    """

    name: str
    text: str
    explanation: str
    field: Field
    when: When = always
    needed: bool = False
    otherwise: str = ""

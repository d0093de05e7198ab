"""低保边缘家庭, 低收入家庭: families above the line of dibao and below a line of their own.

Law: 最低生活保障审核确认办法 (民发〔2021〕57号) art. 8 and 民发〔2022〕83号 for edge families, below 1.5 × the
standard; the line itself is the city's: a multiple of the household's own standard (`line.edge`), or an amount
(`line.edge_urban`).
What belongs to such a family is said by what covers it: one-off aid, the price subsidy.

Property is a condition here as for dibao. A family is of the lowest line that its income is within.
"""

from __future__ import annotations

from typing import NamedTuple

from .arithmetic import Expression, Number, Truth, check, exact, leaf, rounded, value_of
from .case import Case, figure, of_case
from .dated import law_of
from .dibao import family_income, size_of, standard_of
from .explanation import Step, origins_of, steps_of
from .laws import Law
from .money import Rounding
from .notice import Basis, Value, weakest
from .parameters import LINES
from .standards import Missing

DIBAO, ABOVE = "dibao", "above"


class Standing(NamedTuple):
    """The line that a household falls under, and why.

    `line` is `dibao`, one of `LINES`, `above` where it is above every line on record, and None where that is not known:
    `missing` says why, `conditions` names what is not met. `limit` is the income (fen per month, of the family) at
    which the line ends. `comparisons` were made, line by line; `uses` are further figures that they rest on.
    """

    line: str | None
    limit: int | None = None
    comparisons: tuple[Expression, ...] = ()
    uses: tuple[Value, ...] = ()
    missing: tuple[Missing, ...] = ()
    conditions: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The comparisons with the numbers put in."""
        return steps_of(*self.comparisons)

    @property
    def values(self) -> tuple[Value, ...]:
        """The figures that the comparisons rest on."""
        origins = (origin for each in self.comparisons for origin in origins_of(each))
        values = {each.key: each for each in origins if isinstance(each, Value)}
        return tuple((values | {value.key: value for value in self.uses}).values())

    @property
    def basis(self) -> Basis:
        """The weakest basis of the figures."""
        return weakest(value.basis for value in self.values)

    @property
    def law(self) -> Law | None:
        """The notice that sets the line of an edge or low-income family."""
        if self.line not in LINES:
            return None
        own = next((value for value in self.values if value.key.startswith("line.")), None)
        return law_of(own.notice) if own else None


def limit_of(standard: Number, multiple: Number, members: Number) -> Number:
    """The income of a family at which its line ends, fen a month and not rounded: a multiple of the standard."""
    return exact(standard * members, multiple)


def within(income: Number, limit: Number, months: Number, name: str, included: bool) -> Truth:
    """Whether a family's income of so many months is below the limit of one month (at most at it, if `included`)."""
    most = limit * months
    return check(name, income <= most if included else income < most)


@of_case
def line_of(case: Case) -> Standing | None:
    """The line that the household falls under; None where nobody of it is left to be a family.

    A city that never set a line for low-income families has none; one for edge families is the State's (art. 8), so
    that where it is not on record a family above dibao may be one.
    """
    if not size_of(case):
        return None
    if case.household.property_test_met is False:
        return Standing(None, conditions=("property_test_met",))
    standard = standard_of(case)
    if standard is None:
        return Standing(None, missing=(case.missing(f"dibao.{case.household.area}"),))
    income, months = family_income(case)
    members = leaf(size_of(case), "count", "members")
    gaps: list[Missing] = []
    comparisons: list[Expression] = []
    figures: list[Value] = []
    for line in (DIBAO, *LINES):
        found = _limit(case, line, standard, members)
        if isinstance(found, Missing):
            if found.state == "never" and line != LINES[0]:
                continue
            gaps.append(found)
            break  # the family may be of this line, whatever lies above it
        limit, included, uses = found
        holds = within(income, limit, months, f"below_the_{line}_line" if line != DIBAO else "below_the_line", included)
        if not isinstance(holds, bool):
            comparisons.append(holds)
        figures += uses
        if value_of(holds):
            ends_at = value_of(rounded(limit, Rounding(1, "up")))
            return Standing(line, ends_at, tuple(comparisons), tuple(figures))
    return Standing(None if gaps else ABOVE, None, tuple(comparisons), tuple(figures), tuple(gaps))


def _limit(case: Case, line: str, standard: Value, members: Number) -> tuple[Number, bool, tuple[Value, ...]] | Missing:
    """A family's limit by a line, whether it is included, and what says so; or what is missing."""
    if line == DIBAO:
        return case.amount(standard) * members, False, (standard,)
    bound = case.find(f"line.{line}_bound")
    included = bound is not None and bound.text == "at_most"
    own, multiple = case.find(f"line.{line}_{case.household.area}"), case.find(f"line.{line}")
    uses = (bound,) if bound else ()
    if own is not None:
        return case.amount(own) * members, included, (own, *uses)
    if multiple is None:
        return case.missing(f"line.{line}")
    return limit_of(case.amount(standard), figure(multiple), members), included, (multiple, *uses)


__all__ = ["ABOVE", "DIBAO", "Standing", "limit_of", "line_of", "within"]

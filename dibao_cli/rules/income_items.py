"""The kinds of income that a person or a household may state one by one, and what cannot be stated.

What of them counts is said in `incomes.py`.
"""

from typing import Literal, NamedTuple, Protocol

from .field_checks import amount_problems, choice_problems
from .problems import Problem

IncomeKind = Literal[
    "wage",
    "business",
    "farming",
    "property",
    "transfer",
    "support_received",
    "work_costs",
    "income_tax",
    "social_insurance",
    "support_paid",
    "basic_pension",
    "preferential_pension",
    "family_planning",
    "scholarship",
    "relief",
    "child_allowance",
    "disability_subsidy",
]
TAKEN_OFF: tuple[IncomeKind, ...] = ("work_costs", "income_tax", "social_insurance", "support_paid")
"""The kinds that are paid, not received."""


class IncomeItem(NamedTuple):
    """One kind of income, or of what is taken off it, with its amount in fen."""

    kind: IncomeKind
    amount: int


class Carrier(Protocol):
    """Who has income: a person, or the household what is not any one's. Fen per month, the `annual_` per year."""

    @property
    def income(self) -> int | None: ...
    @property
    def annual_income(self) -> int | None: ...
    @property
    def incomes(self) -> tuple[IncomeItem, ...]: ...
    @property
    def annual_incomes(self) -> tuple[IncomeItem, ...]: ...


def received(carrier: Carrier) -> int:
    """All that is stated to be received, counted or not: fen a year."""
    if not (carrier.incomes or carrier.annual_incomes):
        return (carrier.income or 0) * 12 + (carrier.annual_income or 0)
    items = ((carrier.incomes, 12), (carrier.annual_incomes, 1))
    return sum(item.amount * months for each, months in items for item in each if item.kind not in TAKEN_OFF)


def item_problems(carrier: Carrier) -> list[Problem]:
    """Kinds of income that nobody knows or that are stated twice, and amounts that cannot be."""
    problems: list[Problem] = []
    for field, items in (("incomes", carrier.incomes), ("annual_incomes", carrier.annual_incomes)):
        known = set()
        for item in items:
            place = f"{field}.{item.kind}"
            problems += choice_problems({place: (item.kind, IncomeKind)})
            problems += amount_problems({place: item.amount})
            problems += [Problem("stated_twice", place, details={"other": item.kind})] if item.kind in known else []
            known.add(item.kind)
    return problems

"""What of a family's means is income for dibao, kind by kind: the worksheet behind one number.

Law: 最低生活保障审核确认办法, 民发〔2021〕57号 (N3) art. 13, from July 2021. It counts wages net of the necessary costs
of employment (1), net income from business and farming (2) and from property (3), and net transfers (4): what is
received, support from relatives included, less what is paid (taxes, social insurance, support of others). It leaves out
优待抚恤金, 计划生育奖励与扶助金, 奖学金 and other awards, social assistance, and, in the five-year plan's period
(2021 to 2025), the central basic pension.

Before July 2021 最低生活保障审核审批办法（试行）, 民发〔2012〕220号 (N2) art. 16 lists the same kinds of income, and
income is after income tax and social insurance. Of the rest it says nothing: the list of 2021 is read back, and an
amount that rests on that is an interpretation, as it is for the basic pension before 2021 and from 2026 on. Such an
answer says what the amount would be otherwise.

Necessary costs of employment are a part of the wage's definition (1): they bring it down to 0, and never reduce other
income. Net transfers (4) are a difference without a floor: tax, social insurance and support paid come off all income,
which as a whole is never below 0 (`dibao.countable_income`).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Literal, NamedTuple

from .arithmetic import Number, at_least, at_most, value_of
from .case import stated
from .dated import FIRST_OF_CONFIRMATION, LAST_OF_APPROVAL, Rule
from .household import Household
from .income_items import TAKEN_OFF, Carrier, IncomeItem
from .laws import APPROVAL, CONFIRMATION, DISABILITY_SUBSIDIES, UNSUPPORTED_CHILDREN, VILLAGES_2020
from .money import round_quotient, yuan
from .month import Month
from .problems import InputError, Problem

Treatment = Literal["counted", "taken_off", "not_counted"]
Treated = Callable[[str], Treatment]
"""From a kind to how it is treated."""

INTERPRETED = "income_interpreted"
"""The assumption of an amount that rests on a reading which no text of the time confirms."""


class Reading(NamedTuple):
    """How a dated rule treats a kind of income. Not `settled` is a reading that no text of the time confirms."""

    treatment: Treatment
    rule: Rule
    settled: bool = True


_LIST_2012, _LIST_2021 = APPROVAL.at("16"), CONFIRMATION.at("13")


def _in_both(treatment: Treatment) -> tuple[Reading, ...]:
    """What both texts say."""
    return (
        Reading(treatment, Rule(_LIST_2012, until=LAST_OF_APPROVAL)),
        Reading(treatment, Rule(_LIST_2021, since=FIRST_OF_CONFIRMATION)),
    )


def _read_back(treatment: Treatment) -> tuple[Reading, ...]:
    """What the text of 2021 says and that of 2012 does not."""
    return (
        Reading(treatment, Rule(_LIST_2021, until=LAST_OF_APPROVAL), settled=False),
        Reading(treatment, Rule(_LIST_2021, since=FIRST_OF_CONFIRMATION)),
    )


READINGS: dict[str, tuple[Reading, ...]] = {
    "wage": _in_both("counted"),
    "business": _in_both("counted"),
    "farming": _in_both("counted"),
    "property": _in_both("counted"),
    "transfer": _in_both("counted"),
    "support_received": _in_both("counted"),
    "work_costs": _read_back("taken_off"),
    "income_tax": _in_both("taken_off"),
    "social_insurance": _in_both("taken_off"),
    "support_paid": _read_back("taken_off"),
    "basic_pension": (
        Reading("not_counted", Rule(_LIST_2021, until=Month(2020, 12)), settled=False),
        Reading("not_counted", Rule(_LIST_2021, since=Month(2021, 1), until=Month(2025, 12))),
        Reading("not_counted", Rule(_LIST_2021, since=Month(2026, 1)), settled=False),
    ),
    "preferential_pension": _read_back("not_counted"),
    "family_planning": _read_back("not_counted"),
    "scholarship": _read_back("not_counted"),
    "relief": _read_back("not_counted"),
    "child_allowance": (Reading("not_counted", Rule(UNSUPPORTED_CHILDREN)),),
    "disability_subsidy": (Reading("not_counted", Rule(DISABILITY_SUBSIDIES)),),
}
"""Every kind, in the order of a worksheet."""

RIGID_EXPENDITURE = (
    Reading("taken_off", Rule(VILLAGES_2020, until=LAST_OF_APPROVAL)),
    Reading("taken_off", Rule(_LIST_2021, since=FIRST_OF_CONFIRMATION)),
)
"""刚性支出: taken off where the bureau accepts it (S0; then N3 art. 13). No list or ceiling for Dalian was found."""

LISTS = _in_both("counted")
"""The lists behind one number."""

KINDS = tuple(READINGS)
MAY_BE_UNSETTLED = tuple(kind for kind, readings in READINGS.items() if not all(one.settled for one in readings))
"""The kinds whose treatment is an interpretation in some months."""


def reading_in(readings: Iterable[Reading], month: Month) -> Reading:
    """The one that holds in a month."""
    return next(one for one in readings if one.rule.holds_in(month))


@cache
def reading(kind: str, month: Month) -> Reading:
    """How a kind is treated in a month."""
    return reading_in(READINGS[kind], month)


@cache
def treatment_in(month: Month) -> Treated:
    """How each kind is treated in a month."""
    return {kind: reading(kind, month).treatment for kind in KINDS}.__getitem__


def treatment_otherwise(month: Month) -> Treated:
    """The same, with the kinds that are not settled treated the other way: counted, or not taken off."""

    def treatment(kind: str) -> Treatment:
        found = reading(kind, month)
        if found.settled:
            return found.treatment
        return "counted" if found.treatment == "not_counted" else "not_counted"

    return treatment


def unsettled_kinds(carriers: Iterable[Carrier], month: Month) -> tuple[str, ...]:
    """The kinds that somebody has an amount of and that no text of the time settles, in the order of a worksheet.

    Costs of employment without a wage take nothing off.
    """
    kinds: set[str] = set()
    for carrier in carriers:
        own = {item.kind for each in (carrier.incomes, carrier.annual_incomes) for item in each if item.amount}
        kinds |= own if "wage" in own else own - {"work_costs"}
    return tuple(kind for kind in KINDS if kind in kinds and not reading(kind, month).settled)


def treated_alike(kind: str) -> bool:
    """Whether a kind is treated the same way in every month."""
    return len({one.treatment for one in READINGS[kind]}) == 1


class Sums(NamedTuple):
    """What somebody's items come to: fen per month, and what is known by the year per year."""

    income: Number = 0
    annual_income: Number = 0
    taken_off: Number = 0
    annual_taken_off: Number = 0

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(self[0] + other[0], self[1] + other[1], self[2] + other[2], self[3] + other[3])


def sums(monthly: Mapping[str, Number], annual: Mapping[str, Number], treatment: Treated) -> Sums:
    """What counts and what is taken off, of one person's items or of the household's own (art. 13)."""
    costs = _costs_taken_off(monthly, annual, treatment)
    found = []
    for how in ("counted", "taken_off"):
        for amounts, own in ((monthly, costs[0]), (annual, costs[1])):
            total: Number = 0
            for kind, amount in amounts.items():
                if kind != "work_costs" and treatment(kind) == how:
                    total = total + amount
            found.append(total + own if how == "taken_off" else total)
    return Sums(*found)


def work_costs(wage: Number, costs: Number, annual_wage: Number = 0, annual_costs: Number = 0) -> tuple[Number, Number]:
    """The necessary costs of employment that are taken off: up to the wage that they belong to (art. 13 (1)).

    By the month and by the year. What one side leaves over meets the other: 500 a month of costs beside a wage of
    12,000 a year.
    """
    if _none(costs) and _none(annual_costs):
        return 0, 0
    monthly = at_most(wage, costs)
    if _none(annual_wage) and _none(annual_costs):
        return monthly, 0
    return monthly, at_most(annual_wage + (wage - monthly) * 12, annual_costs + (costs - monthly) * 12)


def _costs_taken_off(
    monthly: Mapping[str, Number], annual: Mapping[str, Number], treatment: Treated
) -> tuple[Number, Number]:
    """The costs of employment among somebody's items that are taken off, by the month and by the year."""

    def amount(amounts: Mapping[str, Number], kind: str, how: Treatment) -> Number:
        return amounts.get(kind, 0) if treatment(kind) == how else 0

    return work_costs(
        amount(monthly, "wage", "counted"),
        amount(monthly, "work_costs", "taken_off"),
        amount(annual, "wage", "counted"),
        amount(annual, "work_costs", "taken_off"),
    )


def work_costs_of(carrier: Carrier, treatment: Treated) -> tuple[int, int]:
    """What is taken off somebody's wage for its costs, fen per month and per year."""
    monthly, annual = _costs_taken_off(_leaves(carrier.incomes), _leaves(carrier.annual_incomes), treatment)
    return value_of(monthly), value_of(annual)


def _none(amount: Number) -> bool:
    """Whether an amount is a plain 0, which nobody has, and not a column."""
    return isinstance(amount, int) and not amount


def net(found: Sums) -> Number:
    """What is left of the counted income, fen per year, never below 0."""
    return at_least(0, (found.income - found.taken_off) * 12 + found.annual_income - found.annual_taken_off)


def has_amount(amount: Number) -> bool:
    """Whether an amount of a single case is above 0."""
    return value_of(amount) > 0


def _leaves(items: Iterable[IncomeItem]) -> dict[str, Number]:
    return {item.kind: stated(item.amount, item.kind) for item in items if item.amount}


def states_income(carrier: Carrier) -> bool:
    """Whether anything was said of what somebody receives; what is only paid says nothing of it."""
    received = [item.kind for each in (carrier.incomes, carrier.annual_incomes) for item in each]
    return carrier.income is not None or carrier.annual_income is not None or not set(received) <= set(TAKEN_OFF)


def plain_or_itemised(carrier: Carrier, treatment: Treated) -> Sums:
    """What somebody has: the items where there are any, else the one number; each amount shows in formulas."""
    if carrier.incomes or carrier.annual_incomes:
        return sums(_leaves(carrier.incomes), _leaves(carrier.annual_incomes), treatment)
    return Sums(
        stated(carrier.income, "income") if carrier.income else 0,
        stated(carrier.annual_income, "annual_income") if carrier.annual_income else 0,
    )


def refuse_disagreement(household: Household, month: Month) -> None:
    """Raises `InputError` where one number is stated beside items that come to another."""
    problems = []
    carriers: list[Carrier] = [household, *household.persons]
    for n, carrier in enumerate(carriers):
        stated = [income for income in (carrier.income, carrier.annual_income) if income is not None]
        if not stated or not (carrier.incomes or carrier.annual_incomes):
            continue
        number = round_quotient((carrier.income or 0) * 12 + (carrier.annual_income or 0), 12)
        items = round_quotient(value_of(net(plain_or_itemised(carrier, treatment_in(month)))), 12)
        if number != items:
            place = f"persons[{n}].income" if n else "income"
            problems.append(Problem("incomes_disagree", place, yuan(number), details={"items": yuan(items)}))
    if problems:
        raise InputError(problems)

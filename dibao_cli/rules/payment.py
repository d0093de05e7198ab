"""When an amount is paid, and how a month's part of it becomes whole fen.

A city pays by the month, the quarter, the half-year or the year (`payment.period`). What a month's exact amount leaves
when it is rounded is carried to the next month of the period, so that the months of a period add up to the period's
amount, rounded once: 5480 yuan a year are 456.67, 456.66 and 456.67 a month, and 1370.00 a quarter.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from .amounts import MONTHS, PaymentRule, Per
from .arithmetic import Number, quotient
from .case import Case, by_place
from .money import TO_THE_FEN, Rounding
from .month import Month
from .notice import Value

if TYPE_CHECKING:
    from .assessment import Assessment

YEAR = 12


class PaidTogether(NamedTuple):
    """One payment of a programme to a household or a person: what the months of it that were computed come to, in fen.

    `amount` is None where that of a month is not known; `whole` says whether every month of the payment was computed.
    """

    programme: str
    person: str | None
    payment: "Payment"
    amount: int | None
    whole: bool


class Payment(NamedTuple):
    """The payment that a month's amount is part of: for which months, and in which it is paid (None: nobody said)."""

    period: Per
    first: Month
    last: Month
    paid_in: Month | None
    value: Value


def payment_code(period: str, paid_in: object) -> str:
    """When an amount is paid, as a code: `paid:quarter:2020-03`; `paid:quarter:?` where nobody said in which month."""
    return f"paid:{period}:{paid_in or '?'}"


@by_place
def rule_for(case: Case, programme: str) -> tuple[Value, PaymentRule] | None:
    """How the notices say that a programme is paid in the household's area; None where they say nothing."""
    value = case.find("payment.period")
    for rule in value.payment_rules if value else ():
        if rule.programmes and programme not in rule.programmes:
            continue
        if rule.area in ("", case.household.area) and value is not None:
            return value, rule
    return None


@by_place
def payment_of(case: Case, programme: str) -> Payment | None:
    """The payment that a programme's amount of the month is part of, where a notice says how it is paid."""
    found = rule_for(case, programme)
    if found is None:
        return None
    value, rule = found
    month, length = case.table.month, MONTHS[rule.period]
    nth = (month.number - 1) // length
    first = month.plus(-((month.number - 1) % length))
    paid_in = None
    if length == 1 or rule.paid_in:
        paid_in = Month(month.year, rule.paid_in[nth]) if rule.paid_in else month
        paid_in = paid_in.plus(YEAR) if rule.next_year and paid_in < first else paid_in
    return Payment(rule.period, first, first.plus(length - 1), paid_in, value)


def payment_notes(case: Case, programmes: Iterable[str]) -> dict[str, str]:
    """The programmes of which a notice says when they are paid, each with its code."""
    found = ((programme, payment_of(case, programme)) for programme in programmes)
    return {name: f"{name}:{payment_code(of.period, of.paid_in)}" for name, of in found if of is not None}


def payments_of(answers: "Iterable[Assessment]") -> tuple[PaidTogether, ...]:
    """The payments that months' amounts go into, where notices say how they are paid: by programme, then by time."""
    found: dict[tuple[str, str | None, Month], list[tuple[Payment, int | None]]] = {}
    for answer in answers:
        for entitlement in answer.lines:
            if entitlement.payment is not None:
                key = (entitlement.programme, entitlement.person, entitlement.payment.first)
                found.setdefault(key, []).append((entitlement.payment, entitlement.amount))
    together = []
    for (programme, person, _first), parts in found.items():
        payment, amounts = parts[-1][0], [amount for _payment, amount in parts]
        known = [amount for amount in amounts if amount is not None]
        total = sum(known) if len(known) == len(amounts) else None
        together.append(PaidTogether(programme, person, payment, total, len(parts) == MONTHS[payment.period]))
    return tuple(together)


def place_in_period(case: Case, programme: str) -> int:
    """Which month it is, from 1, of the period over which the amounts add up; 1 where each stands alone."""
    rule = rule_for(case, programme)
    length = MONTHS[rule[1].exact_over] if rule else 1
    return (case.table.month.number - 1) % length + 1


def carried_by(case: Case, programme: str) -> Value | None:
    """The notice that says how a programme is paid, where the month's amount rests on it: it carries what is left."""
    rule = rule_for(case, programme)
    return rule[0] if rule and MONTHS[rule[1].exact_over] > 1 else None


def carried(exact_amount: Number, place: int, months: int = 1, rounding: Rounding = TO_THE_FEN) -> Number:
    """The part of the `place`-th month: the sum up to it less the sum before it, each rounded once (÷ `months`)."""
    if not isinstance(exact_amount, int) and exact_amount.value is not None:
        whole = exact_amount.over * months * rounding.unit
        place = 1 if exact_amount.value % whole == 0 else place  # nothing is left over that could be carried
    here = quotient(exact_amount * place, months, rounding)
    return here if place == 1 else here - quotient(exact_amount * (place - 1), months, rounding)


def paid(case: Case, programme: str, exact_amount: Number) -> Number:
    """A month's amount in whole fen; one that is whole already stays as it is."""
    if isinstance(exact_amount, int) or exact_amount.over == 1:
        return exact_amount
    return carried(exact_amount, place_in_period(case, programme))

"""价格临时补贴, the temporary price subsidy: paid for months in which prices rose much.

Law: Dalian's notice for February 2020 (P1) for the ordinary rule; the six ministries' notice of 2020-04-08
(P2) for the doubling and extension of index months 2020-03 to 2020-06. How a city reckons it is data: indices and
triggers, base, rate, coefficient, multiplier, minimum and rounding are keys of a notice, and a group of people may
have a base, a share or an amount of its own. The month is the index month.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .arithmetic import Number, leaf, proportion, rounded, step, value_of, where
from .assessment import Entitlement, absent, entitlement, missing_entitlement
from .case import Case, Group, by_place, figure
from .dated import law_of
from .money import TO_THE_FEN, WHOLE, factor, percent
from .notice import PriceIndex, Value
from .parameters import INDICES, LINES, TRIGGERING
from .person import CHILDREN
from .price_formulas import (
    any_triggered,
    by_bands,
    by_index,
    by_points,
    has_band,
    highest_rise,
    points_of,
    rate,
    rate_rounded_last,
    topped_up,
    triggered,
)
from .price_terms import base_case, base_value, index_for, is_of, of_scheme, triggers_of
from .standards import Missing
from .unknown import Clause

ANNOUNCED_FOR = ("dibao", "tekun")
"""Whom an announced amount is taken to be for where no rule on record says whom the subsidy covers."""


def of_group(each: Number, persons: Number) -> Number:
    """What a group of covered persons gets together, fen per month: each of them the same."""
    return each if isinstance(persons, int) and persons == 1 else step("subsidy", each * persons)


# what a table says


class Payment(NamedTuple):
    """What one covered person gets (fen a month), with the values and the index that it rests on, or what is missing.

    `own` says that the group of people has a figure of its own. Of an amount that is not known, `known` is the formula
    with a name for what is missing, and `clauses` are what is said behind it.
    """

    each: Number | None
    uses: tuple[Value | None, ...] = ()
    index: PriceIndex | None = None  # type: ignore[assignment]  # hides tuple.index, which nobody calls
    missing: tuple[Missing, ...] = ()
    own: bool = False
    known: Number | None = None
    clauses: tuple[Clause, ...] = ()


@by_place
def amount_a_person(case: Case, scheme: str = "") -> Payment:
    """What one person of a scheme gets, or of any scheme that has no figure of its own."""
    multiplier, kind = case.find("price_subsidy.multiplier"), case.find("price_subsidy.rate")
    if case.question.subsidy_rate is not None:
        return _as_stated(case, multiplier)
    if kind is not None and kind.text == "announced":
        return _as_announced(case, scheme, kind)
    if multiplier is None:
        return Payment(None, missing=(case.missing("price_subsidy.multiplier"),))
    return _by_rule(case, scheme, kind, multiplier)


def _as_stated(case: Case, multiplier: Value | None) -> Payment:
    """The amount that the caseworker states; multiplied unless it is what is paid, or nothing ever multiplies here."""
    announced = leaf(case.question.subsidy_rate, "yuan", "announced")
    if case.question.subsidy_rate_doubled:
        return Payment(rate(announced, None))
    gap = case.missing("price_subsidy.multiplier")
    if multiplier is None:
        return Payment(rate(announced, None)) if gap.state == "never" else Payment(None, missing=(gap,))
    return Payment(rate(announced, _effective(multiplier)), (multiplier,))


def _as_announced(case: Case, scheme: str, kind: Value) -> Payment:
    """The amount that a notice announces for its months: nothing is reckoned."""
    amount = of_scheme(case, "amount", scheme, by_area=True)
    if amount is None:
        return Payment(None, missing=(case.missing("price_subsidy.amount"),))
    each, top = _topped_up(case, rate(rounded(case.amount(amount)), None))
    return Payment(each, (kind, top), own=True)


def _by_rule(case: Case, scheme: str, kind: Value | None, multiplier: Value) -> Payment:
    """By what the table says of indices and triggers: first what is missing, then whether it is paid, then how much."""
    index, month = index_for(case), case.table.month
    names, trigger_value = triggers_of(case)
    triggers = {name: case.find(f"price_subsidy.trigger_{name}") for name in names}
    base, base_kind, base_missing = base_value(case, scheme)
    amount = of_scheme(case, "amount", scheme, by_area=True)
    read = case.find("price_subsidy.index") if kind and kind.text not in (*INDICES, TRIGGERING) else kind
    needed = {
        "rate": kind,
        **{f"trigger_{name}": trigger for name, trigger in triggers.items()},
        **({"index": read, kind.text: case.find("price_subsidy.bands")} if kind and kind.text == "bands" else {}),
        **({name: case.find(f"price_subsidy.{name}") for name in POINTS} if kind and kind.text == "per_point" else {}),
    }
    gaps = [case.missing(f"price_subsidy.{name}") for name, value in needed.items() if value is None]
    if kind and kind.text == "per_point":
        gaps += [case.missing("price_subsidy.amount")] if amount is None else []
    else:
        gaps += [base_missing] if base is None else []
        gaps += [case.missing("price_subsidy.base_month")] if not case.find("price_subsidy.base_month") else []
    if index is None:
        wanted = names if read is None or read.text == TRIGGERING else (*names, read.text)
        gaps.append(Missing("index", month, indices=tuple(name for name in INDICES if name in wanted)))
    share = case.find(f"price_subsidy.share_{scheme}") if scheme else None
    if kind and kind.text == "per_point":
        base, on = None, case.amount(amount) if amount else absent("price_subsidy.amount")
    else:
        on = base_case(case, scheme).amount(base) if base else absent(base_missing)
    sketch = _Sketch(case, kind, read, on, multiplier, share, triggers)
    if gaps or index is None or kind is None or read is None:
        return sketch.without(index, gaps)
    rises = {name: leaf(rise, "percent", name) for name, rise in index.rises.items()}
    reached = {name: triggered(rises[name], figure(of), name) for name, of in triggers.items() if of and name in rises}
    paid = any_triggered(*reached.values()) if reached else False
    lacking = [name for name in names if name not in rises and (read.text == TRIGGERING or not value_of(paid))]
    if not lacking and value_of(paid) and read.text not in (*rises, TRIGGERING):
        lacking = [read.text]
    if lacking:
        gaps = [Missing(f"index.{name}", month) for name in lacking]
        return sketch.without(index, gaps, decided=bool(value_of(paid)))
    rise = rises.get(read.text, 0)
    if read.text == TRIGGERING:
        rise = highest_rise((rises[name], reached[name]) for name in reached)
    bands = needed.get("bands")
    if bands and value_of(paid) and not has_band(bands.bands, value_of(rise)):
        gap = case.missing("price_subsidy.bands")._replace(state="no_band")
        return sketch.without(index, [gap], decided=True)
    each, uses = _rated(case, kind, on, rise, multiplier, share)
    paid_out, top = _topped_up(case, where(paid, each, 0))
    special = base_kind if is_of(scheme, base_kind) else None
    rests_on = (base, kind, multiplier, *uses, read, trigger_value, special, top)
    return Payment(paid_out, rests_on, index, own=is_of(scheme, base_kind, amount, share))


class _Sketch(NamedTuple):
    """What a table says of the month, of which a formula is made where something is missing."""

    case: Case
    kind: Value | None
    read: Value | None
    on: Number
    multiplier: Value
    share: Value | None
    triggers: Mapping[str, Value | None]

    def without(self, index: PriceIndex | None, gaps: Iterable[Missing], decided: bool = False) -> Payment:
        """The formula with a name for what is missing; `decided` where it is sure that the subsidy is paid."""
        if self.kind is None or self.read is None:
            return Payment(None, index=index, missing=tuple(gaps))
        name = self.read.text
        rise = leaf(index.rises.get(name) if index else None, "percent", f"index.{name}")
        each, _uses = _rated(self.case, self.kind, self.on, rise, self.multiplier, self.share, known=False)
        whole, _top = _topped_up(self.case, each)
        return Payment(None, (self.kind,), index, tuple(gaps), known=whole, clauses=tuple(self._clauses(decided)))

    def _clauses(self, decided: bool) -> Iterator[Clause]:
        notice = self.multiplier.notice
        if self.multiplier.number != WHOLE:
            first, last = str(notice.effective), str(notice.until.plus(-1)) if notice.until else ""
            yield Clause("multiplied", (("factor", factor(self.multiplier.number)), ("first", first), ("last", last)))
        rises = tuple((name, percent(each.number)) for name, each in self.triggers.items() if each is not None)
        if rises and not decided:
            yield Clause("paid_if", rises)


POINTS = ("index", "points", "points_above")
"""What an amount for each percentage point needs besides."""


def _effective(multiplier: Value) -> Number | None:
    """The multiplier as a figure, or None where it is 1 and a formula need not show it."""
    return None if multiplier.number == WHOLE else figure(multiplier)


def _topped_up(case: Case, amount: Number) -> tuple[Number, Value | None]:
    """What one person gets with the flat amount of the month, if there is one."""
    top = of_scheme(case, "top_up_to", "", by_area=True)
    return (amount, None) if top is None else (topped_up(amount, rounded(case.amount(top))), top)


def _rated(
    case: Case, kind: Value, on: Number, rise: Number, multiplier: Value, share: Value | None, known: bool = True
) -> tuple[Number, tuple[Value | None, ...]]:
    """What one person gets by the table's rule, with the values that say how it is reckoned.

    `on` is the standard that the rise is reckoned on, or the amount for each percentage point. Of an amount that is not
    `known`, the share or the points that belong to the rise are not known either.
    """
    bands, coefficient = case.find("price_subsidy.bands"), case.find("price_subsidy.coefficient")
    rounding, minimum = case.find("price_subsidy.rounding"), case.find("price_subsidy.minimum")
    least, times = rounded(case.amount(minimum)) if minimum else None, _effective(multiplier)
    rule = rounding.rounding if rounding else TO_THE_FEN
    factors: list[Number] = [figure(value) for value in (coefficient, share) if value]
    last = rule.when == "after_multiplier" and times is not None
    if times is not None and last:
        factors.append(times)
    uses: tuple[Value | None, ...] = (rounding, bands, coefficient)
    if not known and kind.text == "per_point":
        amount = by_points(on, absent("price_subsidy.points", "count"), *factors, rounding=rule)
    elif not known and kind.text == "bands":
        amount = proportion(on, absent("price_subsidy.bands", "percent"), *factors, rounding=rule)
    elif kind.text == "per_point":
        how, above = case.find("price_subsidy.points"), case.find("price_subsidy.points_above")
        points = points_of(rise, figure(above) if above else 0, bool(how and how.text == "started"))
        amount, uses = by_points(on, points, *factors, rounding=rule), (rounding, coefficient, how)
    elif kind.text == "bands" and bands is not None:
        amount = by_bands(on, rise, bands.bands, *factors, rounding=rule)
    else:
        amount = by_index(on, rise, *factors, rounding=rule)
    if times is not None and last:
        return rate_rounded_last(amount, least, times, rule), uses
    return rate(amount, times, least), uses


# who gets it


def assess(case: Case, groups: list[Group]) -> list[Entitlement]:
    """A line for the dibao family and one for each other covered person; each person is covered once."""
    covers = case.find("price_subsidy.covers")
    schemes = covers.codes if covers else ()
    if not schemes:
        if case.question.subsidy_rate is None:
            return _before_the_rule(case, groups)
        schemes = ANNOUNCED_FOR
    family = [group for group in groups if "dibao" in group.schemes] if "dibao" in schemes else []
    everybody = [Group(frozenset({"dibao"}), None, sum(group.number for group in family))]
    together = family if len(family) < 2 else everybody
    others = [group for group in groups if group not in family and group.schemes.intersection(schemes)]
    lines = [(group.person, _line(case, group.number, ("dibao",))) for group in together]
    for group in others:
        covered_as = tuple(scheme for scheme in schemes if scheme in group.schemes)
        lines.append((group.person, _line(case, group.number, covered_as)))
    return [line if person is None else line._replace(person=person) for person, line in lines]


def covers_families_above_dibao(case: Case) -> bool:
    """Whether the subsidy is for edge or low-income families too: then a family's income decides about it."""
    covers = case.find("price_subsidy.covers")
    return covers is not None and not set(LINES).isdisjoint(covers.codes)


@by_place
def _line(case: Case, number: int, covered_as: tuple[str, ...]) -> Entitlement:
    """The line of so many persons of the same schemes: who is of several covered ones gets the highest amount."""
    persons: Number = leaf(number, "count", "persons") if number > 1 else 1
    payments = [amount_a_person(case, scheme) for scheme in covered_as]
    gaps = dict.fromkeys(gap for payment in payments for gap in payment.missing)
    unknown = next((payment for payment in payments if payment.missing), None)
    if unknown:
        known = None if unknown.known is None else of_group(unknown.known, persons)
        found = missing_entitlement("price_subsidy", None, *gaps, known=known, clauses=unknown.clauses)
        return found._replace(law=next((law_of(value.notice) for value in unknown.uses if value), None))
    amounts = [(payment, payment.each) for payment in payments if payment.each is not None]
    paid, each = max(amounts, key=lambda one: value_of(one[1]))
    covers = case.find("price_subsidy.covers")
    assumed = [] if covers and covers.codes else ["announced_for_dibao_and_tekun"]
    assumed += ["children_at_the_flat_rate"] if _only_child(covered_as) and not paid.own else []
    found = entitlement(
        "price_subsidy", None, of_group(each, persons), uses=(*paid.uses, covers), assumptions=assumed, index=paid.index
    )
    return found._replace(stated=case.question.subsidy_rate is not None)


def _only_child(schemes: Iterable[str]) -> bool:
    """Whether somebody is covered as a child only: the flat rate of dibao and tekun is not said to be a child's."""
    return set(schemes) <= set(CHILDREN)


def _before_the_rule(case: Case, groups: list[Group]) -> list[Entitlement]:
    """A region whose rule is on record only later, or says nothing of whom it covers: it is not known who is."""
    missing = case.missing("price_subsidy.covers")
    keys = case.table.standards.set_keys
    some_rule = missing.state != "never" or any(key.startswith("price_subsidy.") for key in keys)
    if not some_rule or not any(group.schemes & {"dibao", "tekun"} for group in groups):
        return []
    return [missing_entitlement("price_subsidy", None, missing)]

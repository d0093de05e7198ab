"""Two assessments side by side: what differs, in yuan and per cent, and why (`causes`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .assess import entitlements, without_left_out
from .assessment import Assessment, Programme
from .case import Case
from .counterfactual import Supposing
from .decomposition import CAUSES, Cause, LineKey, Part, parts_between
from .money import WHOLE, round_quotient
from .notice import Notice, Value


class Difference(NamedTuple):
    """One programme's line on both sides, in fen a month: 0 where there is none, None where it is not known."""

    programme: Programme
    person: str | None
    before: int | None
    after: int | None
    parts: tuple[Part, ...] = ()

    @property
    def amount(self) -> int | None:
        """After less before, in fen; None if either is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def share(self) -> int | None:
        """The difference in hundredths of a per cent of what was paid before; None if that was nothing."""
        return share_of(self.amount, self.before)

    @property
    def causes(self) -> dict[Cause, int]:
        """The sum of every cause's parts, in fen; together they are `amount`."""
        return _sums(self.parts)


def _sums(parts: Iterable[Part]) -> dict[Cause, int]:
    sums: dict[Cause, int] = {}
    for part in parts:
        sums[part.cause] = sums.get(part.cause, 0) + part.amount
    return {cause: sums[cause] for cause in CAUSES if sums.get(cause)}


class Bounds(NamedTuple):
    """What the total difference (fen) would be if an inferred value lay at either of its bounds.

    The bounds and the differences are None where the value states no bounds. `sides` names the sides,
    `before` or `after`, that rest on the value.
    """

    value: Value
    sides: tuple[str, ...]
    at_least: int | None = None
    at_most: int | None = None


class Between(NamedTuple):
    """A notice that began or ended after one month and up to the other."""

    notice: Notice
    began: bool


class Comparison(NamedTuple):
    """Two answers and what lies between them. `lines` has every line of either side, also unchanged ones."""

    before: Assessment
    after: Assessment
    lines: tuple[Difference, ...]
    notices: tuple[Between, ...] = ()
    inferred: tuple[Bounds, ...] = ()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The lines that are not the same on both sides."""
        return tuple(
            entitlement for entitlement in self.lines if entitlement.before != entitlement.after or entitlement.parts
        )

    @property
    def totals(self) -> tuple[int, int]:
        """What is paid before and after, in fen a month, over the lines known on both sides; see `complete`."""
        known = [
            (entitlement.before, entitlement.after) for entitlement in self.lines if entitlement.amount is not None
        ]
        return sum(before or 0 for before, _ in known), sum(after or 0 for _, after in known)

    @property
    def amount(self) -> int:
        """The total difference in fen a month: after less before."""
        before, after = self.totals
        return after - before

    @property
    def share(self) -> int | None:
        """The total difference in hundredths of a per cent; None if nothing was paid, or a line is not known."""
        return share_of(self.amount, self.totals[0]) if self.complete else None

    @property
    def complete(self) -> bool:
        """Whether every line is known on both sides."""
        return all(entitlement.amount is not None for entitlement in self.lines)

    @property
    def causes(self) -> dict[Cause, int]:
        """The sum of every cause's parts, in fen; together they are `amount`."""
        return _sums(part for entitlement in self.lines for part in entitlement.parts)


def compare(before: Assessment, after: Assessment) -> Comparison:
    """Set two answers side by side and explain every difference; the causes add up to it to the fen.

    The sides may differ in month, household, question and values set by hand.
    """
    parts = parts_between(before, after)
    lines = tuple(
        Difference(*key, before.amount_of(*key), after.amount_of(*key), parts.get(key, ()))
        for key in dict.fromkeys([*_keys(before), *_keys(after), *parts])
    )
    return Comparison(before, after, lines, _between(before, after), tuple(_inferred(before, after)))


def share_of(amount: int | None, before: int | None) -> int | None:
    """A difference in hundredths of a per cent of what was before, half away from zero; None of nothing."""
    if amount is None or not before:
        return None
    size = round_quotient(abs(amount) * WHOLE, before)
    return size if amount >= 0 else -size


def _keys(answer: Assessment) -> list[LineKey]:
    return [(entitlement.programme, entitlement.person) for entitlement in answer.lines]


def _between(before: Assessment, after: Assessment) -> tuple[Between, ...]:
    """The notices between the two months: those that came into force, and those that ended."""
    first, last = sorted((before.month, after.month))
    pairs: list[tuple[object, Between]] = []
    for notice in before.table.standards.notices:
        if first < notice.effective <= last:
            pairs.append((notice.effective, Between(notice, began=True)))
        if notice.until is not None and first < notice.until <= last:
            pairs.append((notice.until, Between(notice, began=False)))
    return tuple(each for _, each in sorted(pairs, key=lambda dated: str(dated[0])))


def _inferred(before: Assessment, after: Assessment) -> Iterable[Bounds]:
    """Every inferred figure that either side rests on, with the difference at its bounds."""
    sides = {"before": _figures(before), "after": _figures(after)}
    for name, value in {**sides["before"], **sides["after"]}.items():
        on = tuple(side for side, values in sides.items() if name in values)
        if value.at_least is None or value.at_most is None:
            yield Bounds(value, on)
        else:
            yield Bounds(value, on, *(_amount_at(before, after, value, at) for at in (value.at_least, value.at_most)))


def _figures(answer: Assessment) -> dict[tuple[str, str], Value]:
    """The inferred figures of an answer, told apart by key and notice."""
    return {
        (v.key, v.notice.id): v for entitlement in answer.lines for v in entitlement.values if v.basis == "inferred"
    }


def _amount_at(before: Assessment, after: Assessment, value: Value, content: int) -> int:
    """The total difference if an inferred value had another content."""
    ends = [
        without_left_out(entitlements(Case(side.household, Supposing(side.table, value, content), side.question)))
        for side in (before, after)
    ]
    keys = dict.fromkeys([*_keys(ends[0]), *_keys(ends[1])])
    amounts = [(ends[0].amount_of(*key), ends[1].amount_of(*key)) for key in keys]
    return sum(new - old for old, new in amounts if old is not None and new is not None)

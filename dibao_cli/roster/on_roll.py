"""From when to when each household of a roster was on the roll: what arrears ask besides the facts of `calc`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..files.document import written
from ..files.roster_fields import ROLL
from ..rules.month import Month
from ..rules.problems import Problem
from .engine import Row
from .household_steps import FACTS_IN_USE
from .parsed_texts import Readings
from .plan import Plan
from .steps import Lookup, always, by_name


class OnRoll(NamedTuple):
    """The first month for which a household was paid, and the first for which it no longer was; None if not stated."""

    since: Month | None
    until: Month | None


def roll_of(readings: Readings, facts: Iterable[int]) -> tuple[OnRoll, int | None]:
    """From when to when a household was on the roll, and the number of the fault where that contradicts itself."""
    facts_of_row, disagree = readings.merged(facts)
    if disagree is not None:  # which the setting says already
        return OnRoll(None, None), None
    fault = None
    since, until, decision = (facts_of_row.get(name) for name in ROLL)
    decided = Month.parse(decision[:7]) if decision else None
    if decided and since and since <= decided:
        details = {"other": written(decided)}
        fault = readings.fault([Problem("paid_before_decision", "on_roll_since", written(since), details=details)])
    since = since or (decided.plus(1) if decided else None)
    if since and until and until <= since:
        details = {"other": written(since)}
        fault = readings.fault([Problem("roll_ends_first", "on_roll_until", written(until), details=details)])
    return OnRoll(since, until), fault


def on_roll(plan: Plan) -> Lookup:
    """From which to which month (whole numbers, see `ordinal`) a household was on the roll."""

    def compute(facts: str) -> Row:
        roll, fault = roll_of(plan.readings, map(int, facts.split()))
        since, until = (None if month is None else ordinal(month) for month in roll)
        return {"since": since, "until": until, "fault": fault}

    columns = by_name(since="INTEGER", until="INTEGER", fault="INTEGER")
    return Lookup("on_roll", by_name(facts="VARCHAR"), columns, always(FACTS_IN_USE), compute)


def ordinal(month: Month) -> int:
    """A month as a whole number, for comparing in SQL."""
    return month.year * 12 + month.number - 1

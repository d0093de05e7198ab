"""`dibao compare`: two months, or two descriptions of a household, side by side, and why they differ."""

from __future__ import annotations

from typing import Any

from ..rules.assess import assess
from ..rules.assessment import Assessment
from ..rules.compare import compare
from ..rules.described import Described
from ..rules.month import Month
from ..rules.problems import Problem, Refused
from ..rules.standards import Standards
from ..words import _
from .asked import (
    described,
    document_asked,
    is_roster,
    pair_asked,
    refuse_index_without_month,
    standards_asked,
    table_asked,
)
from .options import AFTER, BEFORE_AFTER, HOUSEHOLD, HOUSEHOLD_FILE, OUTPUT, QUESTION, SECOND_FILE, TABLES, Given
from .result import show_several
from .roster_effect import refuse_what_is_for_rosters, run_effect
from .roster_inputs import COLUMNS

EXAMPLES = (
    "dibao compare --area urban --members 3 --income 1200",
    "dibao compare --area urban --members 3 --income 1200 --before 2020-06 --after 2020-07 --index national",
    "dibao compare --area urban --members 3 --income 1200 --after-income 1500",
    "dibao compare --area rural --members 2 --income 300 -f json",
)
OPTIONS = (HOUSEHOLD_FILE, SECOND_FILE, *HOUSEHOLD, *AFTER, *BEFORE_AFTER, *TABLES, *QUESTION, *COLUMNS, *OUTPUT)


def notes() -> tuple[str, ...]:
    """The order of the causes, for the help."""
    from ..words.comparison import order_text

    return (
        order_text(),
        _("A roster in place of a household file (roster.csv) gives the budget effect of the two tables."),
    )


def run(given: Given) -> int:
    """Compute both sides, compare and show. Raises `Refused`."""
    from ..show.comparison import comparison_shown

    if is_roster(given.get("file")):
        return run_effect(given)
    refuse_what_is_for_rosters(given)
    found = compare(*sides_asked(given))
    return show_several((found.before, found.after), lambda look: comparison_shown(found, look), given)


def sides_asked(given: Given) -> tuple[Assessment, Assessment]:
    """The two answers that are to be compared. Raises `Refused`."""
    standards = standards_asked(given)
    before, after = _two_descriptions(given, standards)
    months = _two_months(given, standards, before, after)
    if months[0] != months[1]:
        for told in (before, after):
            refuse_index_without_month(told)
    stated = (_month_stated(given, "before", before), _month_stated(given, "after", after))
    tables = [
        table_asked(standards, month, given, side)._replace(month_stated=told)
        for month, side, told in zip(months, ("before_set", "after_set"), stated, strict=True)
    ]
    one, other = (
        assess(told.household_in(table.month), table, told.question_in(table.month))
        for told, table in zip((before, after), tables, strict=True)
    )
    return one, other


def _month_stated(given: Given, side: str, told: Described) -> bool:
    """Whether a side's month was stated: by its flag, or of two files by its own."""
    return bool(given.get(side) or (given.get("second_file") and told.household.month))


def _two_descriptions(given: Given, standards: Standards) -> tuple[Described, Described]:
    """What the flags and the one or two files say; `--after-…` is laid over the second side."""
    document = document_asked(given)
    before = described(given, standards.region, document)
    changed = {name.removeprefix("after_"): given[name] for name in _AFTER if given.get(name)}
    second = given.get("second_file")
    if not changed and not second:
        return before, before
    after: dict[str, Any] = {**given, **changed, "file": second or given.get("file")}
    try:
        return before, described(after, standards.region, None if second else document)
    except Refused as refused:
        raise Refused([_of_after(problem, changed) for problem in refused.problems], refused.usage) from None


_AFTER = tuple(choice.name for choice in AFTER)


def _of_after(problem: Problem, changed: dict[str, Any]) -> Problem:
    """A problem with the flag that was really typed: `--after-income` in the place of `--income`."""
    for name in changed:
        flag = "--" + name.replace("_", "-")
        if problem.place.split(":")[0].split(" ")[0] == flag:
            return problem._replace(place=problem.place.replace(flag, f"--after-{flag[2:]}", 1))
    return problem


def _two_months(given: Given, standards: Standards, before: Described, after: Described) -> tuple[Month, Month]:
    """`--before` and `--after`, else the months of the two files, else the region's pair. Raises `Refused`."""
    pair = standards.region.default_pair
    if given.get("second_file"):
        pair = before.household.month or pair[0], after.household.month or pair[1]
    return pair_asked(given, pair)

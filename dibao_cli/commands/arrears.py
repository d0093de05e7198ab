"""`dibao arrears`: months already paid at the old rate, and what is still owed for them (补发)."""

from __future__ import annotations

from ..rules.arrears import Arrears, arrears
from ..rules.money import Unreadable, parse_yuan
from ..rules.month import Month
from ..rules.over_months import month_range
from ..rules.problems import Problem, Refused
from ..words import _
from .asked import by_month, described, month_asked, standards_asked, table_asked
from .options import HOUSEHOLD, HOUSEHOLD_FILE, MONTHS, OUTPUT, PAID, TABLES, UPLIFT, Given
from .result import show_several

EXAMPLES = (
    "dibao arrears --area urban --members 3 --income 1200 --from 2020-07 --to 2020-10",
    "dibao arrears --area urban --members 3 --income 1200 --from 2020-07 --to 2020-10 --paid 2020-07=960,2020-08=1080",
)
OPTIONS = (HOUSEHOLD_FILE, *HOUSEHOLD, *MONTHS, *PAID, *TABLES, UPLIFT, *OUTPUT)


def notes() -> tuple[str, ...]:
    """What is taken as paid, and what is not reckoned, for the help."""
    return (
        _("Without --paid, what was paid is what the standards of the month before --from give."),
        _("The price subsidy and one-off aid are not reckoned: they are paid by the month, not by a standard."),
    )


def run(given: Given) -> int:
    """Compute and show. Raises `Refused`."""
    from ..show.arrears import arrears_shown

    found = arrears_asked(given)
    return show_several((*found.answers, *found.old), lambda look: arrears_shown(found, look), given)


def arrears_asked(given: Given) -> Arrears:
    """The months that are owed and paid. Raises `Refused`."""
    standards = standards_asked(given)
    told_first = month_asked("--from", given["from_"]) if given["from_"] else None
    first = told_first or standards.region.default_month
    if not given["to"]:
        raise Refused(Problem("needed_option", "--to"), usage=True)
    last = month_asked("--to", given["to"])
    month_range(first, last)
    told = described(given, standards.region)
    return arrears(told, table_asked(standards, told_first, given), last, _paid(given))


def _paid(given: Given) -> dict[Month, int]:
    """`--paid 2020-07=1050.00`, by month in fen. Raises `Refused`, also for a month stated twice."""
    texts: dict[Month, int] = {}
    problems: list[Problem] = []
    for name, told in by_month("--paid", ",".join(given.get("paid") or ())).items():
        month = month_asked("--paid", name)
        if month in texts:
            problems.append(Problem("stated_twice", "--paid", told, details={"other": str(month)}))
        try:
            texts[month] = parse_yuan(told)
        except Unreadable as unreadable:
            problems.append(Problem(unreadable.reason, f"--paid {month}", told))
    if problems:
        raise Refused(problems, usage=True)
    return texts

"""`dibao calc --from --to`: a household over a range of months, a row a month, with totals."""

from __future__ import annotations

from ..rules.over_months import OverMonths, assess_months, month_range
from ..rules.problems import Problem, Refused
from .asked import described, month_asked, refuse_index_without_month, standards_asked, table_asked
from .options import Given
from .result import show_several


def run(given: Given) -> int:
    """Compute and show. Raises `Refused`."""
    from ..show.months import months_shown

    found = months_asked(given)
    return show_several(found.answers, lambda look: months_shown(found, look), given)


def months_asked(given: Given) -> OverMonths:
    """The answers of the months from `--from` to `--to`. Raises `Refused`."""
    other = next((flag for flag, name in (("--month", "month"), ("--sweep", "sweep")) if given.get(name)), None)
    if other:
        raise Refused(Problem("not_together", "--from", details={"other": other}), usage=True)
    for flag, name in (("--from", "from_"), ("--to", "to")):
        if not given.get(name):
            raise Refused(Problem("needed_option", flag), usage=True)
    months = month_range(month_asked("--from", given["from_"]), month_asked("--to", given["to"]))
    standards = standards_asked(given)
    told = described(given, standards.region)
    if len(months) > 1:
        refuse_index_without_month(told)
    return assess_months(told, table_asked(standards, months[0], given), months)

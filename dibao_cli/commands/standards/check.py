"""`dibao standards check`: everything that a careful reviewer would look for."""

from __future__ import annotations

from datetime import date

from ...files.reviews import review
from ...rules.month import Month
from ...rules.problems import Problem, Refused
from ...show.findings import finding_line, listing_of, summary
from ...words import N_
from ..asked import folders_asked, naming_region
from ..options import LISTING, TABLES, Choice, Given
from ..result import deliver, encoding_asked, format_wanted
from .asked import show_listing

EXAMPLES = ("dibao standards check", "dibao standards check --strict --all", "dibao standards check -f json")
OPTIONS = (
    Choice(
        "folder",
        N_("folder to check (default: the shipped tables and those of --standards)"),
        "file",
        "[FOLDER]",
        touches="reads",
    ),
    Choice("strict", N_("warnings count as errors"), "switch"),
    Choice("all", N_("show acknowledged findings too"), "switch"),
    Choice("on", N_("check as if on this day, such as 2026-07-01 (default: today)"), metavar="DATE"),
    *(choice for choice in TABLES if choice.name != "set"),
    *LISTING,
)


def run(given: Given) -> int:
    """Show the findings, one a line unless another format is asked for; 1 if there are errors. Raises `Refused`."""
    with naming_region(given):
        found = review(given["folder"], given["region"], folders_asked(given), day_asked(given["on"]))
    seen = [finding for finding in found if given["all"] or finding.severity != "acknowledged"]
    if format_wanted(given) is None:
        lines = [finding_line(finding) for finding in seen]
        deliver("".join(f"{line}\n" for line in (*lines, summary(found))), given, encoding_asked(given))
    else:
        show_listing(listing_of(seen), given)
    wrong = ("error", "warning") if given["strict"] else ("error",)
    return int(any(finding.severity in wrong for finding in found))


def day_asked(text: str | None) -> date:
    """The day that was typed, or today. Raises `Refused`."""
    try:
        day = date.fromisoformat(text) if text else date.today()
        Month(day.year, day.month)
        return day
    except ValueError:  # `NotAMonth` is one: a year that nothing here is reckoned in
        raise Refused(Problem("not_a_date", "--on", text or ""), usage=True) from None

"""`dibao replay`: compute a stored answer again, and say whether it still comes out the same."""

from __future__ import annotations

from ..files.folders import load_standards
from ..files.output import write_note
from ..files.replays import read_answer, recompute
from ..files.text import read_text
from ..rules.problems import Problem, Refused
from ..show.lists import Listing
from ..show.replay import compare
from ..words import N_
from .asked import folders_asked, refuse_terminal
from .options import LISTING, TABLES, Choice, Given
from .standards.asked import show_listing

EXAMPLES = ("dibao calc --area urban --members 3 --income 1200 -f json | dibao replay - -f json",)
OPTIONS = (
    Choice("file", N_("answer of dibao calc -f json; - for standard input"), "file", "FILE", touches="reads"),
    *(choice for choice in TABLES if choice.name == "standards"),
    *LISTING,
)

COLUMNS = ("what", "then", "now")


def run(given: Given) -> int:
    """Show what differs; 0 if the answer comes out the same, 1 if not. Raises `Refused`."""
    file = given["file"]
    if not file:
        raise Refused(Problem("needed_field", "FILE"), usage=True)
    refuse_terminal(file)
    stored = read_answer(read_text(file), file)
    standards = load_standards(stored.region, folders_asked(given), national=True)
    answer = recompute(stored, standards)
    found = compare(stored.record, answer, stored.described.question)
    rows = [{"what": what, "then": then, "now": now} for what, then, now in found.rows]
    show_listing(Listing(COLUMNS, rows, COLUMNS), given)
    write_note(found.verdict)
    return 0 if found.same else 1

"""What a careful reviewer looks for in notices: each check is one pure function that yields what it finds.

Faults of reading (`notices`, `values`, `regions`) and contradictions (`conflicts`) are errors: nothing is computed
with them. What is found here is a warning: the file can be used, but somebody should look. A warning that was
looked at and stays is acknowledged in the notice itself, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ...rules.notice import Note
from ...rules.problems import NOTHING, Problem, nearest
from ..conflicts import contradictions
from ..notice_file import Acknowledged
from .categories import category_without_amount
from .figures import bounds_without_doubt, inferred_without_note, not_believed, note_contradicts_figure
from .history import drop, ends_nothing, gap, overlap, ratio_broken, steep_rise
from .local_rules import class_without_amount, instead_without_share, stated_two_ways
from .notices import far_ahead, name_and_date_differ, no_issuer, sets_nothing
from .price_rule import bands_with_a_gap, no_bands, rule_incomplete, trigger_below_bands, trigger_of_no_index
from .sources import (
    basis_not_stated,
    checked_in_the_future,
    checked_long_ago,
    not_checked,
    source_unused,
    source_without_date,
)
from .subject import Check, Reviewed

Severity = Literal["error", "warning", "acknowledged"]


class Finding(NamedTuple):
    """Something that is wrong or doubtful, how bad it is, and for an acknowledged one why it stays."""

    problem: Problem
    severity: Severity
    because: Note = NOTHING


CHECKS: tuple[Check, ...] = (
    no_issuer,
    sets_nothing,
    name_and_date_differ,
    far_ahead,
    source_without_date,
    source_unused,
    basis_not_stated,
    not_checked,
    checked_long_ago,
    checked_in_the_future,
    inferred_without_note,
    bounds_without_doubt,
    note_contradicts_figure,
    not_believed,
    drop,
    steep_rise,
    overlap,
    gap,
    ends_nothing,
    ratio_broken,
    rule_incomplete,
    no_bands,
    bands_with_a_gap,
    trigger_below_bands,
    trigger_of_no_index,
    category_without_amount,
    class_without_amount,
    stated_two_ways,
    instead_without_share,
)
"""Each check is named as the code of what it finds."""

WARNINGS = frozenset(check.__name__ for check in CHECKS)


def findings(reviewed: Reviewed, faults: Sequence[Problem] = ()) -> list[Finding]:
    """Everything that is found in a folder, with the faults of reading, in the order of files and lines."""
    found = [Finding(problem, "error") for problem in (*faults, *contradictions(reviewed.files))]
    acknowledged = {file.notice.file: file.acknowledged for file in reviewed.files}
    used: list[Acknowledged] = []
    for check in CHECKS:
        for problem in check(reviewed):
            entry = next((e for e in acknowledged[problem.file] if e.covers(problem)), None)
            used += [entry] if entry else []
            found.append(Finding(problem, "acknowledged" if entry else "warning", entry.because if entry else {}))
    found += [Finding(problem, "warning") for problem in _acknowledged_in_vain(reviewed, used)]
    return sorted(found, key=lambda one: (one.problem.file, one.problem.line))


def _acknowledged_in_vain(reviewed: Reviewed, used: Sequence[Acknowledged]) -> Iterator[Problem]:
    """Acknowledgements of what is not (or no longer) found."""
    for file in reviewed.files:
        for entry in file.acknowledged:
            if not any(entry is one for one in used):
                place = "notice.acknowledged"
                yield file.problem("acknowledged_in_vain", place, entry.code, nearest=nearest(entry.code, WARNINGS))

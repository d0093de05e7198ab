"""The worksheet of an answer as a record, the one that JSON has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules.assessment import Assessment
from ..rules.laws import Law
from ..rules.money import yuan
from ..words import in_language

if TYPE_CHECKING:
    from ..rules.worksheet import Entry

Record = dict[str, object]


def law_record(law: Law | None) -> Record | None:
    """The text that a rule rests on: its name, number and article, as a reader looks it up."""
    return law and {"name": in_language(law.name), "document": law.document, "article": law.article}


def worksheet_record(answer: Assessment) -> list[Record]:
    """What was stated of income and deductions, line by line: what counts, what is taken off, and by which text."""
    from ..rules.worksheet import worksheet_of  # a range of months does without

    return [_entry(entry) for entry in worksheet_of(answer.household, answer.month)]


def _entry(entry: Entry) -> Record:
    """One line of the worksheet; `from` and `until` are the months of the rule."""
    rule = entry.rule
    return {
        "kind": entry.kind,
        "deduction": entry.deduction,
        "person": entry.person,
        "stated": yuan(entry.stated),
        "per": entry.per,
        "counted": yuan(entry.counted),
        "treatment": entry.treatment,
        "because": entry.because or None,
        "law": law_record(rule.law),
        "from": str(rule.since) if rule.since else None,
        "until": str(rule.until) if rule.until else None,
        "settled": entry.settled,
    }

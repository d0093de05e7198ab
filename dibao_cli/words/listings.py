"""Headings of lists. The column names of CSV, TSV and JSON never change with language."""

from __future__ import annotations

from . import N_

HEADINGS: dict[str, str] = {
    "effective": N_("From"),
    "since": N_("From"),
    "until": N_("Until"),
    "title": N_("Title"),
    "basis": N_("Basis"),
    "checked": N_("Checked"),
    "short": N_("Notice"),
    "source": N_("Source"),
    "key": N_("Key"),
    "value": N_("Figure"),
    "change": N_("Change"),
    "change_percent": N_("Change %"),
    "before": N_("Before"),
    "after": N_("After"),
    "what": N_("What"),
    "then": N_("Then"),
    "now": N_("Now"),
    "severity": N_("Severity"),
    "code": N_("Code"),
    "file": N_("File"),
    "line": N_("Line"),
    "message": N_("Message"),
    "name": "",
    "households": N_("Households"),
    "persons": N_("Persons"),
    "difference": N_("Difference"),
    "difference_a_year": N_("A year"),
    "amount": N_("Yuan/month"),
    "setting": N_("Setting"),
    "set_to": N_("Value"),
    "origin": N_("Set by"),
    "amount_a_year": N_("Yuan/year"),
}

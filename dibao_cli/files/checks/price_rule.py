"""The rule of the price subsidy as a whole: what it leaves out, for nothing is taken from another city's habit."""

from __future__ import annotations

from collections.abc import Iterator

from ...rules.money import percent
from ...rules.notice import Value
from ...rules.problems import Problem
from ..notice_file import NoticeFile
from .subject import Reviewed

NEEDED = ("trigger_cpi", "trigger_food", "base", "base_month", "rate", "multiplier", "covers")
"""Without one of these the subsidy is not known."""


def rule_incomplete(reviewed: Reviewed) -> Iterator[Problem]:
    """A rule that lacks something that every amount needs."""
    for file in _files_with_a_rule(reviewed):
        for name in NEEDED:
            if _in_force(reviewed, file, name) is None:
                yield file.problem("rule_incomplete", "price_subsidy", f"price_subsidy.{name}")


def no_bands(reviewed: Reviewed) -> Iterator[Problem]:
    """A rate by bands, and no bands."""
    for file in _files_with_a_rule(reviewed):
        if _by_bands(reviewed, file) and _in_force(reviewed, file, "bands") is None:
            yield file.problem("no_bands", "price_subsidy")


def trigger_below_bands(reviewed: Reviewed) -> Iterator[Problem]:
    """A trigger that is reached by a rise for which no band says what is paid."""
    for file in _files_with_a_rule(reviewed):
        bands = _in_force(reviewed, file, "bands")
        trigger = _in_force(reviewed, file, "trigger_cpi")
        if _by_bands(reviewed, file) and bands and trigger and trigger.number < bands.bands[0][0]:
            details = {"lowest": percent(bands.bands[0][0])}
            yield file.problem("trigger_below_bands", "price_subsidy", percent(trigger.number), **details)


def _files_with_a_rule(reviewed: Reviewed) -> Iterator[NoticeFile]:
    """The files that set anything of the rule, in force together with what was set before."""
    for file in reviewed.files:
        if any(value.key.startswith("price_subsidy.") and not value.gone for value in file.values):
            yield file


def _in_force(reviewed: Reviewed, file: NoticeFile, name: str) -> Value | None:
    return reviewed.standards.find(f"price_subsidy.{name}", file.notice.effective)


def _by_bands(reviewed: Reviewed, file: NoticeFile) -> bool:
    rate = _in_force(reviewed, file, "rate")
    return rate is not None and rate.text == "bands"

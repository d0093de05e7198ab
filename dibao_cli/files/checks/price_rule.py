"""The rule of the price subsidy as a whole: what it leaves out, for nothing is taken from another city's habit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ...rules.money import percent
from ...rules.notice import NO_SHARE, Value
from ...rules.parameters import AREAS, COVERABLE, INDICES, TRIGGERING
from ...rules.price_terms import USUAL_TRIGGERS
from ...rules.problems import Problem
from ..notice_file import NoticeFile
from .subject import Reviewed

BY_RATE = {
    "bands": ("base", "base_month", "rate", "index", "multiplier", "covers"),
    "per_point": ("rate", "index", "points", "points_above", "amount", "multiplier", "covers"),
    "announced": ("rate", "amount", "covers"),
}
"""Without one of these the subsidy is not known; bands have a finding of their own."""

BY_AN_INDEX = ("base", "base_month", "rate", "multiplier", "covers")


def rule_incomplete(reviewed: Reviewed) -> Iterator[Problem]:
    """A rule that lacks something that every amount needs."""
    for file in _files_with_a_rule(reviewed):
        kind = _rate(reviewed, file)
        triggers = () if kind == "announced" else tuple(f"trigger_{index}" for index in _triggers(reviewed, file))
        for name in (*triggers, *BY_RATE.get(kind, BY_AN_INDEX)):
            if not any(_in_force(reviewed, file, each) for each in (name, *_of_some(name))):
                yield file.problem("rule_incomplete", "price_subsidy", f"price_subsidy.{name}")


def _of_some(name: str) -> tuple[str, ...]:
    """The keys of single groups of people that may stand in the place of a general one."""
    return tuple(f"{name}_{one}" for one in (*AREAS, *COVERABLE)) if name == "amount" else ()


def trigger_of_no_index(reviewed: Reviewed) -> Iterator[Problem]:
    """A trigger of an index that brings nothing about, since the rule does not name it."""
    for file in _files_with_a_rule(reviewed):
        named = _triggers(reviewed, file)
        for index in INDICES:
            stated = any(value.key == f"price_subsidy.trigger_{index}" and not value.gone for value in file.values)
            if stated and index not in named:
                key = f"price_subsidy.trigger_{index}"
                yield file.problem("trigger_of_no_index", key, index, known=", ".join(named))


def no_bands(reviewed: Reviewed) -> Iterator[Problem]:
    """A rate by bands, and no bands."""
    for file in _files_with_a_rule(reviewed):
        if _by_bands(reviewed, file) and _in_force(reviewed, file, "bands") is None:
            yield file.problem("no_bands", "price_subsidy")


def bands_with_a_gap(reviewed: Reviewed) -> Iterator[Problem]:
    """Bands between which there is a rise for which none says what is paid."""
    for file in reviewed.files:
        for value in file.values:
            bands = value.bands
            for (lowest, *share), above in pairwise(bands):
                if tuple(share) == NO_SHARE:
                    upper = percent(above[0])
                    yield file.problem("bands_with_a_gap", "price_subsidy.bands", percent(lowest), upper=upper)


def trigger_below_bands(reviewed: Reviewed) -> Iterator[Problem]:
    """A trigger that is reached by a rise for which no band says what is paid."""
    for file in _files_with_a_rule(reviewed):
        bands = _in_force(reviewed, file, "bands")
        read = _in_force(reviewed, file, "index")
        if not (_by_bands(reviewed, file) and bands and read):
            continue
        for index in _triggers(reviewed, file):
            trigger = _in_force(reviewed, file, f"trigger_{index}")
            if trigger and read.text in (index, TRIGGERING) and trigger.number < bands.bands[0][0]:
                details = {"lowest": percent(bands.bands[0][0])}
                yield file.problem("trigger_below_bands", "price_subsidy", percent(trigger.number), **details)


def _files_with_a_rule(reviewed: Reviewed) -> Iterator[NoticeFile]:
    """The files that set anything of the rule, in force together with what was set before."""
    for file in reviewed.files:
        if any(value.key.startswith("price_subsidy.") and not value.gone for value in file.values):
            yield file


def _in_force(reviewed: Reviewed, file: NoticeFile, name: str) -> Value | None:
    return reviewed.standards.find(f"price_subsidy.{name}", file.notice.effective)


def _rate(reviewed: Reviewed, file: NoticeFile) -> str:
    rate = _in_force(reviewed, file, "rate")
    return rate.text if rate else ""


def _triggers(reviewed: Reviewed, file: NoticeFile) -> tuple[str, ...]:
    """The indices that bring the subsidy about."""
    triggers = _in_force(reviewed, file, "triggers")
    return triggers.codes if triggers else USUAL_TRIGGERS


def _by_bands(reviewed: Reviewed, file: NoticeFile) -> bool:
    return _rate(reviewed, file) == "bands"

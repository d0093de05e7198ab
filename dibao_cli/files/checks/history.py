"""Figures beside those before, after and next to them: drops, rises, gaps, overlaps, ratios."""

from __future__ import annotations

from collections.abc import Iterator

from ...rules.money import WHOLE, percent, round_quotient, yuan
from ...rules.notice import Value
from ...rules.parameters import PARAMETERS, key_parts, written
from ...rules.problems import Problem
from ..notice_file import NoticeFile
from .subject import Reviewed

STEEP_RISE = 5_000
"""A rise of more than 50.00 % against the notice before is looked at twice."""


def drop(reviewed: Reviewed) -> Iterator[Problem]:
    """An amount below that of the notice before: standards are raised, seldom lowered."""
    for file, value, before in _successions(reviewed):
        if (value.fen or 0) < (before.fen or 0):
            yield file.problem("drop", written(value.key), yuan(value.fen or 0), **_before(before))


def steep_rise(reviewed: Reviewed) -> Iterator[Problem]:
    """An amount that rises by more than half against the notice before."""
    for file, value, before in _successions(reviewed):
        new, old = value.fen or 0, before.fen or 0
        if (new - old) * WHOLE > old * STEEP_RISE:
            rise = percent(round_quotient((new - old) * WHOLE, old or 1))
            yield file.problem("steep_rise", written(value.key), yuan(new), rise=rise, **_before(before))


def _before(value: Value) -> dict[str, str]:
    return {"before": yuan(value.fen or 0), "since": str(value.notice.effective)}


def _successions(reviewed: Reviewed) -> Iterator[tuple[NoticeFile, Value, Value]]:
    """Lasting amounts with the lasting amount that each replaces."""
    for file, value in reviewed.values():
        if PARAMETERS[key_parts(value.key)[0]].kind != "yuan" or value.notice.until or value.fen is None:
            continue
        history = reviewed.standards.history(value.key)
        lasting = [v for v in history if not v.notice.until and v.fen is not None]
        earlier = [v for v in lasting if v.notice.effective < value.notice.effective]
        if earlier:
            yield file, value, earlier[-1]


def overlap(reviewed: Reviewed) -> Iterator[Problem]:
    """A figure that replaces a temporary one before that ends: perhaps one of the dates is wrong."""
    for file, value in reviewed.values():
        for other in reviewed.standards.history(value.key):
            begun, ends = other.notice.effective, other.notice.until
            if ends and begun < value.notice.effective < ends:
                details = {"other": other.notice.id, "until": str(ends)}
                yield file.problem("overlap", written(value.key), value.notice.effective, **details)


def gap(reviewed: Reviewed) -> Iterator[Problem]:
    """Months in which no figure is in force, between one that ended and the next."""
    for file, value in reviewed.values():
        until = value.notice.until
        if until is None or reviewed.standards.find(value.key, until) is not None:
            continue
        history = reviewed.standards.history(value.key)
        later = [v.notice.effective for v in history if v.notice.effective > until]
        if later:
            yield file.problem("gap", written(value.key), "", until=str(until), next=str(later[0]))


def ends_nothing(reviewed: Reviewed) -> Iterator[Problem]:
    """A key that is repealed, though no figure of it was in force."""
    for file in reviewed.files:
        for value in file.values:
            eve = file.notice.effective.plus(-1)
            if value.gone == "repealed" and reviewed.standards.find(value.key, eve) is None:
                yield file.problem("ends_nothing", "notice.repeals", written(value.key))


def ratio_broken(reviewed: Reviewed) -> Iterator[Problem]:
    """A ratio of the region that two figures in force together do not have."""
    standards = reviewed.standards
    files = {file.notice.id: file for file in reviewed.files}
    changes = sorted({month for n in standards.notices for month in (n.effective, n.until) if month})
    seen = set()
    for ratio in standards.region.ratios:
        for month in filter(ratio.holds_in, (ratio.first, *changes)):
            value, of = standards.find(ratio.key, month), standards.find(ratio.of, month)
            if value is None or of is None or not ratio.broken(value.fen, of.fen):
                continue
            own = [each for each in (value, of) if each.notice.id in files]
            pair = (ratio.text, value.notice.id, of.notice.id)
            if own and pair not in seen:
                seen.add(pair)
                newest = max(own, key=lambda each: each.notice.effective)
                details = {"ratio": ratio.text, "due": yuan(ratio.expected(of.fen or 0)), "month": str(month)}
                place = written(newest.key)
                yield files[newest.notice.id].problem("ratio_broken", place, yuan(value.fen or 0), **details)

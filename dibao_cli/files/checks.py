"""What a careful reviewer looks for in notices: each check is one pure function that yields what it finds.

Faults of reading (`notices`, `values`, `regions`) and contradictions (`conflicts`) are errors: nothing is computed
with them. What is found here is a warning: the file can be used, but somebody should look. A warning that was
looked at and stays is acknowledged in the notice itself, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import Literal, NamedTuple

from ..rules.contents import content_text
from ..rules.keys import KEYS, key_parts, written
from ..rules.money import WHOLE, percent, round_quotient, yuan
from ..rules.month import Month
from ..rules.problems import NOTHING, Problem, nearest
from ..rules.standards import Note, Standards, Value
from .conflicts import set_twice
from .notices import Acknowledged, NoticeFile

Severity = Literal["error", "warning", "acknowledged"]

STEEP_RISE = 5_000
"""A rise of more than 50.00 % against the notice before is looked at twice."""

CHECKED_DAYS = 366
"""A notice is compared with its source once a year."""

PLAUSIBLE: dict[str, tuple[int, int]] = {"percent": (0, WHOLE), "factor": (0, 10 * WHOLE), "count": (1, 120)}
"""The lowest and the highest that is believed: shares up to the whole, factors up to ten, up to ten years."""
PLAUSIBLE_YEARLY = (50_00, 20_000_00)
PLAUSIBLE_AMOUNT = (0, 20_000_00)


class Finding(NamedTuple):
    """Something that is wrong or doubtful, how bad it is, and for an acknowledged one why it stays."""

    problem: Problem
    severity: Severity
    because: Note = NOTHING


class Reviewed(NamedTuple):
    """The notices of one folder, the standards that they make with the folders below, and the day of the review."""

    files: Sequence[NoticeFile]
    standards: Standards
    today: date

    def values(self) -> Iterator[tuple[NoticeFile, Value]]:
        """Every figure that the folder states, with its file."""
        for file in self.files:
            for value in file.values:
                if not value.gone:
                    yield file, value


Check = Callable[[Reviewed], Iterator[Problem]]


# a notice by itself


def no_issuer(reviewed: Reviewed) -> Iterator[Problem]:
    """Nobody says who issued the document."""
    for file in reviewed.files:
        if not file.notice.issuer:
            yield file.problem("no_issuer", "notice.issuer")


def sets_nothing(reviewed: Reviewed) -> Iterator[Problem]:
    """A notice without a single figure."""
    for file in reviewed.files:
        if not (file.values or file.indices or file.one_offs):
            yield file.problem("sets_nothing")


def name_and_date_differ(reviewed: Reviewed) -> Iterator[Problem]:
    """The file's name begins with another date than that of the notice."""
    for file in reviewed.files:
        named = re.match(r"(\d{4}-\d{2})-\d{2}", PurePath(file.notice.file).name)
        if named and named[1] != str(file.notice.effective):
            yield file.problem("name_and_date_differ", "notice.effective", file.notice.effective, name=named[0])


def far_ahead(reviewed: Reviewed) -> Iterator[Problem]:
    """A notice that begins more than a year from now: most likely a slip of the year."""
    this_month = Month(reviewed.today.year, reviewed.today.month)
    for file in reviewed.files:
        if file.notice.effective.since(this_month) > 12:
            yield file.problem("far_ahead", "notice.effective", file.notice.effective)


# sources and their checking

_DATE = re.compile(r"(?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|年\d{1,2}月\d{1,2}日)")


def source_without_date(reviewed: Reviewed) -> Iterator[Problem]:
    """A source (of several, divided by `;`) without the day on which it appeared."""
    for file in reviewed.files:
        for part in _undated(file.notice.source):
            yield file.problem("source_without_date", "notice.source", part)
    for file, value in reviewed.values():
        for part in _undated(value.source):
            yield file.problem("source_without_date", written(value.key), part)


def _undated(source: str) -> list[str]:
    return [part.strip() for part in re.split("[;；]", source) if part.strip() and not _DATE.search(part)]


def not_checked(reviewed: Reviewed) -> Iterator[Problem]:
    """Nobody says when the figures were last compared with the source."""
    for file in reviewed.files:
        if not file.notice.checked:
            yield file.problem("not_checked", "notice.checked")


def checked_long_ago(reviewed: Reviewed) -> Iterator[Problem]:
    """The figures were not compared with their source for a year."""
    for file, checked in _checked(reviewed):
        if (reviewed.today - checked).days > CHECKED_DAYS:
            yield file.problem("checked_long_ago", "notice.checked", checked)


def checked_in_the_future(reviewed: Reviewed) -> Iterator[Problem]:
    """The figures were compared on a day that has not come yet."""
    for file, checked in _checked(reviewed):
        if checked > reviewed.today:
            yield file.problem("checked_in_the_future", "notice.checked", checked)


def _checked(reviewed: Reviewed) -> Iterator[tuple[NoticeFile, date]]:
    for file in reviewed.files:
        if file.notice.checked:
            yield file, date.fromisoformat(file.notice.checked)


# figures and what they rest on


def inferred_without_note(reviewed: Reviewed) -> Iterator[Problem]:
    """A figure that was inferred, and no word how."""
    for file, value in reviewed.values():
        if value.basis == "inferred" and not value.note:
            yield file.problem("inferred_without_note", written(value.key))


def bounds_without_doubt(reviewed: Reviewed) -> Iterator[Problem]:
    """Bounds for a figure that is stated to be found in a document."""
    for file, value in reviewed.values():
        if value.basis != "inferred" and (value.at_least is not None or value.at_most is not None):
            yield file.problem("bounds_without_doubt", written(value.key), value.basis)


def note_contradicts_figure(reviewed: Reviewed) -> Iterator[Problem]:
    """A note that states a calculation whose result is a yuan or more away from the figure."""
    for file, value in reviewed.values():
        if KEYS[key_parts(value.key)[0]].kind != "yuan":
            continue
        for text in dict.fromkeys(value.note.values()):
            for formula, numerator, denominator in _calculations(text):
                if abs(value.number * denominator - numerator * 100) >= 100 * denominator:
                    amount = yuan(round_quotient(numerator * 100, denominator))
                    yield file.problem(
                        "note_contradicts_figure",
                        written(value.key),
                        yuan(value.number),
                        formula=formula,
                        amount=amount,
                    )
                    return


_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_YEAR = r"\b(?:19|20)\d\d\b"
_TIMES = re.compile(rf"{_NUMBER}\s*[×*]\s*(?:[^\d×÷;.。；]|{_YEAR})*?(?!{_YEAR}){_NUMBER}")
_DIVIDED = re.compile(rf"{_NUMBER}\s*(?:[(（][^)）]*[)）])?\s*÷\s*{_NUMBER}")
_FOLD = re.compile(rf"{_NUMBER}\s*元?的\s*{_NUMBER}\s*倍")


def _calculations(text: str) -> Iterator[tuple[str, int, int]]:
    """Products and quotients in a note (`2.0 × the urban standard, 720`; `720的2倍`; `580 ÷ 1.07`), as fractions."""
    for pattern, divides in ((_TIMES, False), (_FOLD, False), (_DIVIDED, True)):
        for match in pattern.finditer(text):
            (a, scale_a), (b, scale_b) = _exact(match[1]), _exact(match[2])
            if divides and b:
                yield match[0], a * scale_b, scale_a * b
            elif not divides:
                yield match[0], a * b, scale_a * scale_b


def _exact(number: str) -> tuple[int, int]:
    """`1.07` as (107, 100)."""
    whole, _, fraction = number.replace(",", "").partition(".")
    return int(whole + fraction), 10 ** len(fraction)


def not_believed(reviewed: Reviewed) -> Iterator[Problem]:
    """A figure of the wrong order: yuan for fen, a share for a percentage, a slipped point."""
    for file, value in reviewed.values():
        key = KEYS[key_parts(value.key)[0]]
        if not isinstance(value.content, int):
            continue
        amounts = PLAUSIBLE_YEARLY if key.yearly else PLAUSIBLE_AMOUNT
        lowest, highest = amounts if key.kind == "yuan" else PLAUSIBLE[key.kind]
        if not lowest <= value.number <= highest:
            yield file.problem("not_believed", written(value.key), content_text(value))


# figures beside those before and after them


def drop(reviewed: Reviewed) -> Iterator[Problem]:
    """An amount below that of the notice before: standards are raised, seldom lowered."""
    for file, value, before in _successions(reviewed):
        if value.number < before.number:
            yield file.problem("drop", written(value.key), yuan(value.number), **_before(before))


def steep_rise(reviewed: Reviewed) -> Iterator[Problem]:
    """An amount that rises by more than half against the notice before."""
    for file, value, before in _successions(reviewed):
        if (value.number - before.number) * WHOLE > before.number * STEEP_RISE:
            rise = percent(round_quotient((value.number - before.number) * WHOLE, before.number or 1))
            yield file.problem("steep_rise", written(value.key), yuan(value.number), rise=rise, **_before(before))


def _before(value: Value) -> dict[str, str]:
    return {"before": yuan(value.number), "since": str(value.notice.effective)}


def _successions(reviewed: Reviewed) -> Iterator[tuple[NoticeFile, Value, Value]]:
    """Lasting amounts with the lasting amount that each replaces."""
    for file, value in reviewed.values():
        if KEYS[key_parts(value.key)[0]].kind != "yuan" or value.notice.until:
            continue
        lasting = [v for v in reviewed.standards.history(value.key) if not v.notice.until and not v.gone]
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
            if value is None or of is None or value.number == ratio.expected(of.number):
                continue
            own = [each for each in (value, of) if each.notice.id in files]
            pair = (ratio.text, value.notice.id, of.notice.id)
            if own and pair not in seen:
                seen.add(pair)
                newest = max(own, key=lambda each: each.notice.effective)
                details = {"ratio": ratio.text, "due": yuan(ratio.expected(of.number)), "month": str(month)}
                place = written(newest.key)
                yield files[newest.notice.id].problem("ratio_broken", place, yuan(value.number), **details)


CHECKS: tuple[Check, ...] = (
    no_issuer,
    sets_nothing,
    name_and_date_differ,
    far_ahead,
    source_without_date,
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
)
"""Each check is named as the code of what it finds."""

WARNINGS = frozenset(check.__name__ for check in CHECKS)


def findings(reviewed: Reviewed, faults: Sequence[Problem] = ()) -> list[Finding]:
    """Everything that is found in a folder, with the faults of reading, in the order of files and lines."""
    found = [Finding(problem, "error") for problem in (*faults, *set_twice(reviewed.files))]
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

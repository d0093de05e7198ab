"""What several answers have in common, for the records of comparisons, ranges and sweeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..rules.assessment import Assessment, Warning
from ..rules.contents import content_text
from ..rules.keys import written
from ..rules.month import Month
from ..rules.standards import weakest_known
from ..words import in_language
from .answer import Record, fingerprint_record, notice_record, warning_record


def common_record(answers: Sequence[Assessment]) -> Record:
    """Basis, warnings, remarks, values set by hand, notices and fingerprint over all of the answers."""
    notices = {notice.id: notice for answer in answers for notice in answer.notices}
    overrides = {key: value for answer in answers for key, value in answer.table.overrides.items()}
    return {
        "complete": all(answer.complete for answer in answers),
        "basis": weakest_known(answer.basis for answer in answers),
        "warnings": [warning_record(warning) for warning in merged_warnings(answers)],
        "notes": inference_notes(answers),
        "overrides": {written(key): content_text(value) for key, value in overrides.items()},
        "notices": [notice_record(notice) for notice in notices.values()],
        "fingerprint": fingerprint_record(*answers),
    }


def inference_notes(answers: Iterable[Assessment]) -> dict[str, str]:
    """How each inferred figure was inferred, by its key."""
    values = (value for answer in answers for line in answer.lines for value in line.values)
    return {written(v.key): in_language(v.note) for v in values if v.basis == "inferred" and v.note}


def merged_warnings(answers: Iterable[Assessment]) -> list[Warning]:
    """Each warning once; those that differ by month alone become one that names all of the months."""
    found: dict[tuple[str, ...], Warning] = {}
    months: dict[tuple[str, ...], list[Month]] = {}
    for answer in answers:
        for warning in answer.warnings:
            told = {name: text for name, text in warning.details.items() if name not in ("month", "months")}
            name = (warning.code, *told.values())
            found[name] = warning
            if "month" in warning.details:
                months.setdefault(name, []).append(Month.parse(warning.details["month"]))
    return [
        warning._replace(details={**warning.details, "month": written_months(months[name])})
        if name in months
        else warning
        for name, warning in found.items()
    ]


def written_months(months: Iterable[Month]) -> str:
    """Months with runs of them drawn together: `2020-01..2020-06, 2020-08`."""
    runs: list[list[Month]] = []
    for month in sorted(set(months)):
        if runs and month.since(runs[-1][-1]) == 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}..{run[-1]}" for run in runs)

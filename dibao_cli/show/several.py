"""What several answers have in common: comparisons, ranges of months, arrears and sweeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..files.kinds import content_text
from ..rules.assessment import Assessment, Warning
from ..rules.month import Month, written_months
from ..rules.notice import weakest_known
from ..rules.parameters import written
from ..words import _, in_language
from .answer import Record, fingerprint_record, notice_record, warning_record
from .document import Column, Document, Notes, Row
from .formats import Look, Presentation, Rows
from .labels import (
    fingerprint_text,
    heading,
    notice_text,
    programme_text,
    short_notice_text,
    step_text,
)
from .remarks import notes_of, warning_lines
from .unknown import tells_more


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
    values = (value for answer in answers for entitlement in answer.lines for value in entitlement.values)
    return {written(v.key): in_language(v.note) for v in values if v.basis == "inferred" and v.note}


def merged_warnings(answers: Iterable[Assessment]) -> list[Warning]:
    """Each warning once; those that differ by month alone become one that names all of the months."""
    merged: dict[tuple[str, ...], Warning] = {}
    months: dict[tuple[str, ...], list[Month]] = {}
    for answer in answers:
        for warning in answer.warnings:
            details = {name: text for name, text in warning.details.items() if name not in ("month", "months")}
            name = (warning.code, *details.values())
            merged[name] = warning
            if "month" in warning.details:
                months.setdefault(name, []).append(Month.parse(warning.details["month"]))
    return [
        warning._replace(details={**warning.details, "month": written_months(months[name])})
        if name in months
        else warning
        for name, warning in merged.items()
    ]


def several_shown(
    record: Record,
    parts: Callable[[Record], list[Record]],
    rows: Callable[[Record], Rows],
    document: Callable[[Record, str, Look], Document],
    region_name: str,
    look: Look,
    sums: Callable[[Record], list[Record]] = lambda _record: [],
) -> Presentation:
    """What was found in several answers, for every format."""
    return Presentation(
        record,
        parts=lambda: parts(record),
        rows=lambda: rows(record),
        document=lambda: document(record, region_name, look),
        remarks=lambda: remarks_of(record),
        noted=True,
        sums=lambda: sums(record),
    )


def monthly_parts(record: Record) -> list[Record]:
    """A record a month, for NDJSON."""
    return [{"region": record["region"], **month} for month in record["months"]]


def sums_of(record: Record, names: Iterable[str]) -> Record:
    """What a record says of all of its months together, for NDJSON with totals."""
    return {name: record[name] for name in ("region", "from", "to", *names)}


# for people


def amount_columns(headings: Sequence[str]) -> tuple[Column, ...]:
    """A column of names, columns of numbers, and at the end the basis."""
    return tuple(Column(each, right=0 < n < len(headings) - 1) for n, each in enumerate(headings))


def table_rows(rows: Iterable[Sequence[str]], totals: Iterable[Sequence[str]] = ()) -> tuple[Row, ...]:
    """Rows and rows of totals; one whose name begins with a blank belongs to the row above it."""
    return (
        *(Row(tuple(row), "detail" if row[0].startswith(" ") else "") for row in rows),
        *(Row(tuple(row), "total") for row in totals),
    )


def closing(record: Record, look: Look) -> tuple[Notes, ...]:
    """What stands below every table of several answers: remarks, sources, fingerprint."""
    notices = (notice_text(notice) if look.in_full else short_notice_text(notice) for notice in record["notices"])
    proof = () if look.on_page else (fingerprint_text(record),)  # a page has it in its small print
    return (
        *notes_of(remarks_of(record), warning_lines(record["warnings"], "derivation", record["notes"]), look),
        Notes(heading("sources"), (*notices, *proof), "sources"),
    )


def unknown_notes(answers: Sequence[Record]) -> Notes:
    """What is known of the amounts that are not, each formula once with its months, and what is only estimated."""
    from ..words.unknown import deviation_text, estimates_text

    months: dict[tuple[str, str], dict[str, None]] = {}
    estimates: dict[str, dict[str, str]] = {}
    off: list[str] = []
    for answer in answers:
        for line in answer["lines"]:
            name = programme_text(line)
            if tells_more(line.get("formula")):
                months.setdefault((name, line["formula"]), {})[answer["month"]] = None
            if line.get("estimate"):
                estimates.setdefault(name, {})[answer["month"]] = line["estimate"]["amount"]
                off = [deviation_text(each["month"], int(each["percent"])) for each in line["estimate"]["deviations"]]
    texts = [
        _("{name}, {months}: {formula}", "{name}，{months}：{formula}").format(
            name=name, months=written_months(map(Month.parse, when)), formula=formula
        )
        for (name, formula), when in months.items()
    ]
    for name, amounts in estimates.items():
        by_month = [f"{month} {amount}" for month, amount in amounts.items()]
        texts.append(f"{name}: {estimates_text(by_month, off)}")
    return Notes(_("What is known of what is not", "未知金额中已知的部分"), tuple(texts))


def steps_by_month(answers: Iterable[Record]) -> Notes:
    """Every step of several answers, each with its month."""
    steps = (
        f"{answer['month']} {programme_text(line)}: {step_text(step)}"
        for answer in answers
        for line in answer["lines"]
        for step in line["steps"]
    )
    return Notes(heading("steps"), tuple(steps))


def remarks_of(record: Record) -> list[str]:
    """What the caseworker must know or do."""
    return warning_lines(record["warnings"], "action")

"""A sweep as a record with fixed keys, as a sheet with a plot, and as rows."""

from __future__ import annotations

from ..rules.money import yuan
from ..rules.sweep import Point, Sweep
from ..words import N_, _
from .amounts import amounts_record, handed_on, headings, shown
from .answer import Record, household_record, question_record
from .formats import Look
from .plot import plot
from .several import common_record
from .sheet import Drawing, Sheet, TableRows, closing

SWEPT: dict[str, str] = {"income": N_("Income"), "members": N_("Members"), "deduct": N_("Deductions")}


def sweep_record(found: Sweep) -> Record:
    """A point a record; `line` is the value at which dibao begins or ends."""
    first, programmes = found.points[0].answer, found.programmes
    return {
        "month": str(first.month),
        "region": first.table.region.id,
        "sweep": found.swept,
        "line": None if found.line is None else yuan(found.line),
        "programmes": list(programmes),
        "points": [
            {"value": _value(found, point), **amounts_record(point.answer, programmes)} for point in found.points
        ],
        "household": household_record(first.household),
        "question": question_record(first.question),
        **common_record([point.answer for point in found.points]),
    }


def _value(found: Sweep, point: Point) -> str:
    return str(point.value) if found.swept == "members" else yuan(point.value)


def sweep_parts(record: Record) -> list[Record]:
    """A record a point, for NDJSON."""
    return [{"month": record["month"], "region": record["region"], **point} for point in record["points"]]


def sweep_sheet(record: Record, region_name: str, look: Look) -> Sheet:
    """A row a value, and the plot."""
    programmes, points = record["programmes"], record["points"]
    rows = [shown(point["value"], point, programmes) for point in points]
    title = _("{region}, {month}: {name} from {first} to {last}").format(
        region=record["household"].get("district") or region_name,
        month=record["month"],
        name=_(SWEPT[record["sweep"]]),
        first=points[0]["value"],
        last=points[-1]["value"],
    )
    sentences = [_line_text(record)] if record["line"] else []
    paragraphs = [("", sentences), *closing(record, look.explain)]
    drawn = _plot(record, look.width)
    return Sheet(
        title, headings(_(SWEPT[record["sweep"]]), programmes), rows, [], [p for p in paragraphs if p[1]], plot=drawn
    )


def _line_text(record: Record) -> str:
    if record["sweep"] == "income":
        return _("The line (|): dibao is paid below an income of {line}.").format(line=record["line"])
    return _("The line (|): dibao is paid with deductions above {line}.").format(line=record["line"])


def _plot(record: Record, width: int) -> str:
    points = [(_whole(point["value"]), _whole(point["total"])) for point in record["points"]]
    line = None if record["line"] is None else _whole(record["line"])
    top = max((point["total"] for point in record["points"]), key=_whole)
    return plot(points, line, record["points"][0]["value"], record["points"][-1]["value"], top, width)


def _whole(text: str) -> int:
    """A number as written, without its point: only proportions matter here."""
    return int(text.replace(".", ""))


def sweep_rows(record: Record) -> TableRows:
    """A row a value."""
    rows = [handed_on(point["value"], point, record["programmes"]) for point in record["points"]]
    return (record["sweep"], *record["programmes"], "total", "basis", "notes"), rows


SWEEP = Drawing(sweep_record, sweep_sheet, sweep_rows, sweep_parts)

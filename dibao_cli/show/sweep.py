"""A sweep: a record with fixed keys, and every format of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules.money import yuan
from ..rules.sweep import Point, Sweep
from ..words import _
from ..words.households import LIVING_TOGETHER
from ..words.listings import SWEPT
from .amounts import AMOUNT_COLUMNS, amounts_record, handed_on, headings, shown
from .answer import Record
from .document import Document, Notes, Table, sections
from .formats import Look, Presentation, Rows
from .household_record import household_record, question_record
from .labels import page_title, place_text, region_text
from .plot import Curve
from .several import amount_columns, closing, common_record, several_shown, table_rows

if TYPE_CHECKING:
    from .document import Block
    from .sheet import Sheet


def sweep_record(sweep: Sweep) -> Record:
    """A point a record; `line` is the value at which dibao begins or ends."""
    first, programmes = sweep.points[0].answer, sweep.programmes
    return {
        "month": str(first.month),
        "region": first.table.region.id,
        "sweep": sweep.swept,
        "line": None if sweep.line is None else yuan(sweep.line),
        "programmes": list(programmes),
        "points": [
            {"value": _value(sweep, point), **amounts_record(point.answer, programmes)} for point in sweep.points
        ],
        "household": household_record(first.household),
        "question": question_record(first.question),
        **common_record([point.answer for point in sweep.points]),
    }


def _value(sweep: Sweep, point: Point) -> str:
    return str(point.value) if sweep.swept == "members" else yuan(point.value)


def sweep_parts(record: Record) -> list[Record]:
    """A record a point, for NDJSON."""
    return [{"month": record["month"], "region": record["region"], **point} for point in record["points"]]


def sweep_document(record: Record, region_name: str, look: Look) -> Document:
    """A row a value, and the plot."""
    if look.on_page:
        from .paper import on_paper

        record = on_paper(record)
    programmes, points = record["programmes"], record["points"]
    swept = _(*SWEPT[record["sweep"]])
    title = _(
        "{region}, {month}: {name} from {first} to {last}", "{region}，{month}：{name}由 {first} 至 {last}"
    ).format(
        region=place_text(record["household"], region_name),
        month=record["month"],
        name=swept,
        first=points[0]["value"],
        last=points[-1]["value"],
    )
    rows = table_rows(shown(point["value"], point, programmes) for point in points)
    line = Notes("", (_line_text(record, look.on_page),) if record["line"] else ())
    table = Table(amount_columns(headings(swept, programmes)), rows, page_title(look.on_page))
    plot = _plot(record, _("Total by {name}", "{name}与合计").format(name=swept) if look.on_page else "")
    blocks: tuple[Block, ...] = (table, plot, *sections(line, *closing(record, look)))
    return Document(title, blocks, _sheet(record, look) if look.on_page else None)


def _sheet(record: Record, look: Look) -> Sheet:
    from .sheet import payment_of, sheet_of

    household = {
        name: value for name, value in record["household"].items() if name not in SWEPT_FIELDS[record["sweep"]]
    }
    sheet = sheet_of(
        _("What the household would receive", "社会救助待遇测算表"),
        None,
        record,
        [(record["month"], household, record["question"])],
        payment_of(look.paper, []),
        look.paper,
    )
    if record["sweep"] != "members":
        return sheet
    return sheet._replace(facts=tuple(fact for fact in sheet.facts if fact[0] != _(*LIVING_TOGETHER)))


SWEPT_FIELDS = {"income": ("income", "incomes", "annual_incomes"), "members": ("members",), "deduct": ("deductions",)}
"""The fields of a household that a sweep runs through: what the household states of them does not count."""


def _line_text(record: Record, on_page: bool) -> str:
    name = _("The dashed line", "虚线") if on_page else _("The line (|)", "界线（|）")
    text = (
        _("{sign}: dibao is paid below an income of {line}.", "{sign}：收入低于 {line} 元时可享受低保。")
        if record["sweep"] == "income"
        else _("{sign}: dibao is paid with deductions above {line}.", "{sign}：扣减额高于 {line} 元时可享受低保。")
    )
    return text.format(sign=name, line=record["line"])


def _plot(record: Record, title: str) -> Curve:
    points = record["points"]
    totals = [point["total"] or point["known_total"] for point in points]
    top = max(totals, key=_whole)
    line = None if record["line"] is None else _whole(record["line"])
    coordinates = tuple((_whole(point["value"]), _whole(total)) for point, total in zip(points, totals, strict=True))
    return Curve(title, coordinates, line, points[0]["value"], points[-1]["value"], top)


def _whole(text: str) -> int:
    """A number as written, without its point: only proportions matter here."""
    return int(text.replace(".", ""))


def sweep_rows(record: Record) -> Rows:
    """A row a value."""
    return Rows((record["sweep"], *AMOUNT_COLUMNS), [handed_on(point["value"], point) for point in record["points"]])


def sweep_shown(sweep: Sweep, look: Look) -> Presentation:
    """The sweep for every format."""
    region = region_text(sweep.points[0].answer)
    return several_shown(sweep_record(sweep), sweep_parts, sweep_rows, sweep_document, region, look)

"""Arrears: a record with fixed keys, and every format of it."""

from __future__ import annotations

from ..rules.arrears import NOT_RECKONED, Arrears, MonthOwed
from ..rules.money import yuan
from ..words import _
from ..words.answers import BASES, PROGRAMMES
from .answer import Record, household_record
from .document import Document, Notes, Table, sections
from .formats import Look, Presentation, Rows
from .labels import amount_text, heading, programme_text, region_text
from .several import amount_columns, closing, common_record, monthly_parts, several_shown, table_rows


def arrears_record(found: Arrears) -> Record:
    """All months, with what was paid too little and too much summed apart."""
    return {
        "from": str(found.months[0].month),
        "to": str(found.months[-1].month),
        "region": found.answers[0].table.region.id,
        "months": [_month_record(month) for month in found.months],
        "owed": yuan(found.owed),
        "paid": yuan(found.paid),
        "underpaid": yuan(found.underpaid),
        "overpaid": yuan(found.overpaid),
        "not_reckoned": list(NOT_RECKONED),
        "household": household_record(found.answers[0].household),
        **common_record((*found.answers, *found.old)),
    }


def _month_record(month: MonthOwed) -> Record:
    return {
        "month": str(month.month),
        "owed": yuan(month.owed),
        "paid": yuan(month.paid),
        "paid_as": "stated" if month.stated else "old_standards",
        "difference": yuan(month.difference),
        "underpaid": yuan(max(0, month.difference)),
        "overpaid": yuan(max(0, -month.difference)),
        "complete": month.complete,
        "basis": month.basis,
        "lines": [
            {
                "programme": line.programme,
                "person": line.person,
                "owed": None if line.owed is None else yuan(line.owed),
                "paid": None if line.paid is None else yuan(line.paid),
            }
            for line in month.lines
        ],
    }


def arrears_document(record: Record, region_name: str, look: Look) -> Document:
    """A row a month; with `explain` the programmes under it."""
    rows = []
    for month in record["months"]:
        rows.append(_amounts(month["month"], month, f" ({_('stated')})" if month["paid_as"] == "stated" else ""))
        rows += [_line_row(line) for line in month["lines"]] if look.explain else []
    totals = [_amounts(heading("total" if record["complete"] else "known"), record)]
    columns = [_("Month"), _("Owed"), _("Paid"), _("Still owed"), _("Paid too much"), heading("basis")]
    title = _("{region}: arrears from {first} to {last}").format(
        region=record["household"].get("district") or region_name, first=record["from"], last=record["to"]
    )
    table = Table(amount_columns(columns), table_rows(rows, totals))
    return Document(title, (table, Notes("", tuple(_sentences(record))), *sections(*closing(record, look.explain))))


def _amounts(name: str, owed: Record, stated: str = "") -> list[str]:
    overpaid = _mark(owed["overpaid"])
    return [name, owed["owed"], owed["paid"] + stated, owed["underpaid"], overpaid, _(BASES[owed["basis"]])]


def _mark(overpaid: str) -> str:
    """Nothing where nothing was paid too much, so that what was cannot be overlooked."""
    return "" if overpaid == "0.00" else overpaid


def _line_row(line: Record) -> list[str]:
    owed, paid = (amount_text({"amount": line[name]}) for name in ("owed", "paid"))
    return [f"  {programme_text(line)}", owed, paid if line["paid"] is not None else "", "", "", ""]


def _sentences(record: Record) -> list[str]:
    """What is to be paid, what was paid too much, and what is not in the sums."""
    texts = [_("Still owed: {amount}.").format(amount=record["underpaid"])]
    if record["overpaid"] != "0.00":
        texts.append(
            _("Paid too much: {amount}. It is not taken off what is owed; that is for the office to decide.").format(
                amount=record["overpaid"]
            )
        )
    if any(month["paid_as"] == "old_standards" for month in record["months"]):
        texts.append(
            _("Where no payment was stated, it is what the standards in force before {first} give.").format(
                first=record["from"]
            )
        )
    names = ", ".join(_(PROGRAMMES[name]) for name in record["not_reckoned"])
    texts.append(_("Not reckoned, because no standard sets their rate: {programmes}.").format(programmes=names))
    return texts


COLUMNS = ("month", "region", "owed", "paid", "paid_as", "underpaid", "overpaid", "basis", "notes")


def arrears_rows(record: Record) -> Rows:
    """A row a month and the total; underpaid and overpaid are never netted."""
    rows = [
        [
            month["month"],
            record["region"],
            month["owed"],
            month["paid"],
            month["paid_as"],
            month["underpaid"],
            month["overpaid"],
            month["basis"],
            "" if month["complete"] else "incomplete",
        ]
        for month in record["months"]
    ]
    sums = [record["owed"], record["paid"], "", record["underpaid"], record["overpaid"], record["basis"]]
    rows.append(["total", record["region"], *sums, "" if record["complete"] else "incomplete"])
    return COLUMNS, rows


def arrears_shown(found: Arrears, look: Look) -> Presentation:
    """The arrears for every format."""
    region = region_text(found.answers[0])
    return several_shown(arrears_record(found), monthly_parts, arrears_rows, arrears_document, region, look)

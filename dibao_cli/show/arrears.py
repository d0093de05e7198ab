"""Arrears: a record with fixed keys, and every format of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules.arrears import NOT_RECKONED, Arrears, MonthOwed, Owed
from ..rules.assessment import Assessment
from ..rules.money import yuan
from ..words import _
from ..words.answers import PROGRAMMES
from .answer import Record, sum_record
from .document import Document, Notes, Table, sections
from .formats import Look, Presentation, Rows
from .household_record import household_record
from .labels import amount_text, basis_text, heading, page_title, place_text, programme_text, region_text
from .noted import all_noted, noted, noted_of
from .several import (
    amount_columns,
    closing,
    common_record,
    monthly_parts,
    several_shown,
    sums_of,
    table_rows,
    unknown_notes,
)
from .unknown import known_text, sum_text

if TYPE_CHECKING:
    from .document import Block
    from .sheet import Sheet


def arrears_record(arrears: Arrears) -> Record:
    """All months, with what was paid too little and too much summed apart."""
    return {
        "from": str(arrears.months[0].month),
        "to": str(arrears.months[-1].month),
        "region": arrears.answers[0].table.region.id,
        "months": [
            {**_month_record(month, answer), "household": household_record(answer.household)}
            for month, answer in zip(arrears.months, arrears.answers, strict=True)
        ],
        **_sums(arrears, arrears.complete, all(month.stated for month in arrears.months)),
        "not_reckoned": list(NOT_RECKONED),
        "household": household_record(arrears.answers[0].household),
        **common_record((*arrears.answers, *arrears.old)),
        "complete": arrears.complete,
    }


def _sums(arrears: Arrears | MonthOwed, complete: bool, paid_stated: bool) -> Record:
    """The four sums; one that lacks something is `known_…`. A payment that was stated lacks nothing."""
    differences = {"underpaid": arrears.underpaid, "overpaid": arrears.overpaid}
    return {
        **sum_record("owed", arrears.owed, complete),
        **sum_record("paid", arrears.paid, complete or paid_stated),
        **{name: _known(fen) if complete else None for name, fen in differences.items()},
        **{f"known_{name}": None if complete else _known(fen) for name, fen in differences.items()},
    }


def _known(fen: int | None) -> str | None:
    return None if fen is None else yuan(fen)


def _formula(answer: Assessment, line: Owed) -> str | None:
    """What is known of what is due, where it is not known."""
    of = (each for each in answer.lines if (each.programme, each.person) == (line.programme, line.person))
    return next((known_text(each) for each in of), None)


def _month_record(month: MonthOwed, answer: Assessment) -> Record:
    return {
        "month": str(month.month),
        **_sums(month, month.complete, month.stated),
        "paid_as": "stated" if month.stated else "old_standards",
        "difference": _known(month.difference) if month.complete else None,
        "complete": month.complete,
        "basis": month.basis,
        "assumed": noted(answer.warnings),
        "noted": all_noted(answer.warnings),
        "lines": [
            {
                "programme": line.programme,
                "person": line.person,
                "owed": _known(line.owed),
                "paid": _known(line.paid),
                "formula": _formula(answer, line),
            }
            for line in month.lines
        ],
    }


def arrears_document(record: Record, region_name: str, look: Look) -> Document:
    """A row a month; with `explain` the programmes under it."""
    if look.on_page:
        from .paper import on_paper

        record = on_paper(record)
    rows = []
    for month in record["months"]:
        rows.append(
            _amounts(month["month"], month, f" ({_('as stated', '据实填报')})" if month["paid_as"] == "stated" else "")
        )
        rows += (
            [_line_row(line) for line in month["lines"]]
            if look.explain or (look.on_page and len(month["lines"]) > 1)
            else []
        )
    totals = [_amounts(heading("total" if record["complete"] else "known"), record)]
    columns = [
        _("Month", "月份"),
        _("Owed", "应发"),
        _("Paid", "已发"),
        _("Still owed", "应补发"),
        _("Paid too much", "多发"),
        heading("basis"),
    ]
    title = _("{region}: arrears from {first} to {last}", "{region}：{first} 至 {last} 补发核算").format(
        region=place_text(record["household"], region_name), first=record["from"], last=record["to"]
    )
    table = Table(amount_columns(columns), table_rows(rows, totals), page_title(look.on_page))
    blocks: tuple[Block, ...] = (
        table,
        Notes("", tuple(_sentences(record))),
        *sections(unknown_notes(record["months"]), *closing(record, look)),
    )
    return Document(title, blocks, _sheet(record, look) if look.on_page else None)


def _sheet(record: Record, look: Look) -> Sheet:
    from .sheet import Corner, payment_of, sheet_of

    still_owed = _difference(record, "underpaid")
    return sheet_of(
        _("Calculation of arrears", "社会救助待遇补发核算表"),
        Corner(_("Still owed", "应补发"), still_owed, _("yuan", "元"), basis_text(record), record["basis"] or ""),
        record,
        [(month["month"], month["household"], {}) for month in record["months"]],
        payment_of(look.paper, []),
        look.paper,
    )


def _amounts(name: str, owed: Record, stated: str = "") -> list[str]:
    sums = [sum_text(owed, "owed"), sum_text(owed, "paid") + stated]
    return [name, *sums, _difference(owed, "underpaid"), _mark(owed), basis_text(owed)]


def _difference(owed: Record, name: str) -> str:
    """What is owed or was paid too much, over what is known."""
    known = owed[name] if owed[name] is not None else owed[f"known_{name}"]
    return amount_text({"amount": known})


def _mark(owed: Record) -> str:
    """Nothing where nothing was paid too much, so that what was cannot be overlooked."""
    text = _difference(owed, "overpaid")
    return "" if text == "0.00" else text


def _line_row(line: Record) -> list[str]:
    owed, paid = (amount_text({"amount": line[name]}) for name in ("owed", "paid"))
    return [f"  {programme_text(line)}", owed, paid if line["paid"] is not None else "", "", "", ""]


def _sentences(record: Record) -> list[str]:
    """What is to be paid, what was paid too much, and what is not in the sums."""
    texts = _difference_texts(record)
    if any(month["paid_as"] == "old_standards" for month in record["months"]):
        texts.append(
            _(
                "Where no payment was stated, it is what the standards in force before {first} give.",
                "未说明已发金额的月份，按 {first} 之前执行的标准计算。",
            ).format(first=record["from"])
        )
    names = ", ".join(_(*PROGRAMMES[name]) for name in record["not_reckoned"])
    texts.append(
        _(
            "Not included, because no standard sets their rate: {programmes}.",
            "以下项目不由保障标准决定，未计入：{programmes}。",
        ).format(programmes=names)
    )
    return texts


def _difference_texts(record: Record) -> list[str]:
    """What is still owed and what was paid too much, or why neither can be said."""
    unsettled = [month["month"] for month in record["months"] if _unsettled(month)]
    if unsettled:
        return [
            _(
                (
                    "What is still owed is not known: in {months} a part of what is due is not known, and what was paid "
                    "was stated in one sum. No difference is claimed."
                ),
                "应补发金额未知：{months} 应发待遇中有未知部分，而已发金额只填了一个总数，故不计算差额。",
            ).format(months=_(", ", "、").join(unsettled))
        ]
    owed = (
        _("Still owed: {amount}.", "应补发：{amount} 元。")
        if record["complete"]
        else _("Still owed, of what is known: {amount}.", "应补发（仅就已知部分）：{amount} 元。")
    )
    texts = [owed.format(amount=_difference(record, "underpaid"))]
    if _mark(record):
        texts.append(
            _(
                "Paid too much: {amount}. It is not taken off what is owed; that is for the office to decide.",
                "多发：{amount} 元。未从应补发金额中抵扣，如何处理由经办机关决定。",
            ).format(amount=_mark(record))
        )
    return texts


def _unsettled(month: Record) -> bool:
    """Whether no difference can be claimed, not even over what is known."""
    return month["underpaid"] is None and month["known_underpaid"] is None


SUMS = ("owed", "paid", "underpaid", "overpaid")
KNOWN = tuple(f"known_{name}" for name in SUMS)
COLUMNS = ("month", "region", "owed", "paid", "paid_as", "underpaid", "overpaid", "basis", "notes", *KNOWN)


def arrears_rows(record: Record) -> Rows:
    """A row a month, and the total; underpaid and overpaid are never netted."""
    rows = [
        [
            month["month"],
            record["region"],
            month["owed"] or "",
            month["paid"] or "",
            month["paid_as"],
            month["underpaid"] or "",
            month["overpaid"] or "",
            month["basis"] or "",
            _notes(month, month["noted"]),
            *(month[name] or "" for name in KNOWN),
        ]
        for month in record["months"]
    ]
    owed, paid, underpaid, overpaid = (record[name] or "" for name in SUMS)
    sums = [owed, paid, "", underpaid, overpaid]
    known = [record[name] or "" for name in KNOWN]
    name = "total" if record["complete"] else "known_total"
    total = [name, record["region"], *sums, record["basis"] or "", _notes(record, noted_of(record)), *known]
    return Rows(COLUMNS, rows, (total,))


def _notes(part: Record, assumed: list[str]) -> str:
    return " ".join([*([] if part["complete"] else ["incomplete"]), *assumed])


def arrears_shown(arrears: Arrears, look: Look) -> Presentation:
    """The arrears for every format."""
    region = region_text(arrears.answers[0])
    return several_shown(
        arrears_record(arrears), monthly_parts, arrears_rows, arrears_document, region, look, arrears_sums
    )


def arrears_sums(record: Record) -> list[Record]:
    """The sums of all months, for NDJSON with totals."""
    return [sums_of(record, (*SUMS, *KNOWN, "complete", "basis"))]

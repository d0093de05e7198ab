"""A range of months: a record with fixed keys, and every format of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules.money import yuan
from ..rules.month_range import OverMonths
from ..rules.notice import weakest_known
from ..rules.payment import PaidTogether, payments_of
from ..words import _
from .amounts import AMOUNT_COLUMNS, amounts_record, handed_on, headings, shown
from .answer import Record, line_record, sum_record
from .document import Column, Document, Row, Table, sections
from .formats import Look, Presentation, Rows
from .household_record import household_record, question_record
from .labels import (
    amount_text,
    basis_text,
    heading,
    page_title,
    place_text,
    programme_text,
    region_text,
    total_heading,
)
from .noted import all_noted, noted, payment_note
from .payments import payment_record
from .plot import Bar, Bars
from .several import (
    amount_columns,
    closing,
    common_record,
    monthly_parts,
    several_shown,
    steps_by_month,
    sums_of,
    table_rows,
    unknown_notes,
)
from .unknown import sum_text

if TYPE_CHECKING:
    from .document import Block
    from .sheet import Sheet


def months_record(over_months: OverMonths) -> Record:
    """A month a record, the totals of each programme, and those of each year."""
    first = over_months.answers[0]
    programmes = over_months.programmes
    return {
        "from": str(first.month),
        "to": str(over_months.answers[-1].month),
        "region": first.table.region.id,
        "programmes": list(programmes),
        "months": [
            {
                "month": str(answer.month),
                **amounts_record(answer, programmes),
                "lines": [line_record(entitlement) for entitlement in answer.lines],
                "household": household_record(answer.household),
                "question": question_record(answer.question),
            }
            for answer in over_months.answers
        ],
        "payments": [_paid_record(one) for one in payments_of(over_months.answers)],
        "years": [{"year": str(year), **_sums(over_months.of_year(year), over_months)} for year in over_months.years],
        **_sums(over_months, over_months),
        **common_record(over_months.answers),
    }


def _paid_record(one: PaidTogether) -> Record:
    """One payment; not `whole` is one of which the months computed are only a part."""
    return {
        "programme": one.programme,
        "person": one.person,
        **(payment_record(one.payment) or {}),
        "amount": None if one.amount is None else yuan(one.amount),
        "whole": one.whole,
    }


def _payments(record: Record) -> list[Table]:
    """What is paid when, where it is not paid month by month."""
    payments = [
        one for one in record["payments"] if one["from"] != one["to"] or one["paid_in"] not in (None, one["from"])
    ]
    columns = (
        Column(_("Paid in", "发放月份")),
        Column(heading("programme")),
        Column(_("For the months", "所属月份")),
        Column(_("Yuan", "元"), right=True),
    )
    in_part = _(" (a part)", "（部分）")
    rows = tuple(
        Row(
            (
                one["paid_in"] or _("not known", "未知"),
                programme_text(one),
                f"{one['from']} – {one['to']}",
                amount_text(one) + ("" if one["whole"] else in_part),
            )
        )
        for one in sorted(payments, key=lambda one: one["paid_in"] or one["to"])
    )
    return [Table(columns, rows, _("What is paid when", "发放时间"))] if rows else []


def _sums(some: OverMonths, whole_range: OverMonths) -> Record:
    """The totals of some of the months: of what is known, if not `complete`."""
    amounts = {name: some.amount(name) for name in whole_range.programmes}
    known = {name: fen for name, fen in amounts.items() if fen is not None and not some.known(name)}
    estimates = [
        entitlement.estimate.amount for answer in some.answers for entitlement in answer.lines if entitlement.estimate
    ]
    return {
        "amounts": {name: None if fen is None or name in known else yuan(fen) for name, fen in amounts.items()},
        "known_amounts": {name: yuan(fen) for name, fen in known.items()},
        **sum_record("total", some.known_total, some.complete),
        "estimate": yuan(sum(estimates)) if estimates else None,
        "complete": some.complete,
        "left_out": list(some.answers[0].question.without),
        "basis": weakest_known(answer.basis for answer in some.answers),
        "assumed": noted(warning for answer in some.answers for warning in answer.warnings),
        "noted": all_noted(warning for answer in some.answers for warning in answer.warnings),
    }


def months_document(record: Record, region_name: str, look: Look) -> Document:
    """A row a month, then the years and the whole, and a bar a month."""
    if look.on_page:
        from .paper import on_paper

        record = on_paper(record)
    programmes = record["programmes"]
    rows = [shown(month["month"], month, programmes) for month in record["months"]]
    totals = [shown(year["year"], year, programmes) for year in record["years"]] if len(record["years"]) > 1 else []
    totals.append(shown(heading("total" if record["complete"] else "known"), record, programmes))
    household = record["months"][0]["household"]
    title = _("{region}: month by month from {first} to {last}", "{region}：{first} 至 {last} 逐月核算").format(
        region=place_text(household, region_name), first=record["from"], last=record["to"]
    )
    table = Table(
        amount_columns(headings(_("Month", "月份"), programmes)), table_rows(rows, totals), page_title(look.on_page)
    )
    steps = [steps_by_month(record["months"])] if look.explain else []
    blocks: tuple[Block, ...] = (
        table,
        *_payments(record),
        _plot(record),
        *sections(unknown_notes(record["months"]), *steps, *closing(record, look)),
    )
    return Document(title, blocks, _sheet(record, look) if look.on_page else None)


def _sheet(record: Record, look: Look) -> Sheet:
    from .sheet import Corner, paid_in, payment_of, sheet_of

    months = record["months"]
    total = Corner(
        total_heading(record),
        record["total"] or record["known_total"],
        _("yuan", "元"),
        basis_text(record),
        record["basis"] or "",
    )
    return sheet_of(
        _("Calculation of assistance by month", "社会救助待遇逐月核算表"),
        total,
        record,
        [(month["month"], month["household"], month["question"]) for month in months],
        payment_of(look.paper, [paid_in(month["month"], month["lines"]) for month in months]),
        look.paper,
    )


def _plot(record: Record) -> Bars:
    """A bar a month; where an amount is not known, the month comes to at least what is."""
    bars = (
        Bar(month["month"], int((month["total"] or month["known_total"]).replace(".", "")), sum_text(month))
        for month in record["months"]
    )
    return Bars(_("Total of each month", "各月合计"), tuple(bars))


def months_rows(record: Record) -> Rows:
    """A row a month, and the totals of the years and of the whole."""
    rows = [_with_payments(handed_on(month["month"], month), month["lines"]) for month in record["months"]]
    totals = [handed_on(year["year"], year) for year in record["years"]]
    return Rows(
        ("month", *AMOUNT_COLUMNS), rows, (*totals, handed_on("total" if record["complete"] else "known_total", record))
    )


def _with_payments(row: list[str], lines: list[Record]) -> list[str]:
    """A row with when its amounts are paid among the notes, each programme once; nobody is paid an amount of 0."""
    payments = dict.fromkeys(
        f"{line['programme']}:{payment_note(line)}" for line in lines if line["payment"] and line["amount"] != "0.00"
    )
    return [*row[:-1], " ".join(filter(None, (row[-1], *payments)))]


def months_shown(over_months: OverMonths, look: Look) -> Presentation:
    """The months for every format."""
    region = region_text(over_months.answers[0])
    return several_shown(
        months_record(over_months), monthly_parts, months_rows, months_document, region, look, months_sums
    )


def months_sums(record: Record) -> list[Record]:
    """A record a year and one of the whole, for NDJSON with totals."""
    names = ("amounts", "known_amounts", "total", "known_total", "estimate", "complete", "basis", "assumed")
    return [*({"region": record["region"], **year} for year in record["years"]), sums_of(record, names)]

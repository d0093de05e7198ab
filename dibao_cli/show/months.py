"""A range of months as a record with fixed keys, as a sheet to read, and as rows."""

from __future__ import annotations

from ..rules.money import yuan
from ..rules.over_months import OverMonths
from ..rules.standards import weakest_known
from ..words import _
from .amounts import amounts_record, handed_on, headings, shown
from .answer import Record, household_record, line_record, noted, question_record
from .formats import Look
from .several import common_record
from .sheet import Drawing, Sheet, TableRows, closing, monthly_parts, steps_by_month
from .text import heading


def months_record(found: OverMonths) -> Record:
    """A month a record, the totals of each programme, and those of each year."""
    first = found.answers[0]
    programmes = found.programmes
    return {
        "from": str(first.month),
        "to": str(found.answers[-1].month),
        "region": first.table.region.id,
        "programmes": list(programmes),
        "months": [
            {
                "month": str(answer.month),
                **amounts_record(answer, programmes),
                "lines": [line_record(line) for line in answer.lines],
                "household": household_record(answer.household),
                "question": question_record(answer.question),
            }
            for answer in found.answers
        ],
        "years": [{"year": str(year), **_sums(found.of_year(year), found)} for year in found.years],
        **_sums(found, found),
        **common_record(found.answers),
    }


def _sums(some: OverMonths, found: OverMonths) -> Record:
    """The totals of some of the months: of what is known, if not `complete`."""
    amounts = {name: some.amount(name) for name in found.programmes}
    return {
        "amounts": {name: None if fen is None else yuan(fen) for name, fen in amounts.items()},
        "known": {name: some.known(name) for name in found.programmes},
        "total": yuan(some.total),
        "complete": some.complete,
        "basis": weakest_known(answer.basis for answer in some.answers),
        "assumed": noted(warning for answer in some.answers for warning in answer.warnings),
    }


def months_sheet(record: Record, region_name: str, look: Look) -> Sheet:
    """A row a month, then the years and the whole."""
    programmes = record["programmes"]
    rows = [shown(month["month"], month, programmes) for month in record["months"]]
    feet = [shown(year["year"], year, programmes) for year in record["years"]] if len(record["years"]) > 1 else []
    feet.append(shown(heading("total" if record["complete"] else "known"), record, programmes))
    household = record["months"][0]["household"]
    title = _("{region}: month by month from {first} to {last}").format(
        region=household.get("district") or region_name, first=record["from"], last=record["to"]
    )
    paragraphs = closing(record, look.explain)
    if look.explain:
        paragraphs = [steps_by_month(record["months"]), *paragraphs]
    return Sheet(title, headings(_("Month"), programmes), rows, feet, paragraphs)


def months_rows(record: Record) -> TableRows:
    """A row a month, a row a year, and the total."""
    programmes = record["programmes"]
    rows = [handed_on(month["month"], month, programmes) for month in record["months"]]
    rows += [handed_on(year["year"], year, programmes) for year in record["years"]]
    rows.append(handed_on("total", record, programmes))
    return ("month", *programmes, "total", "basis", "notes"), rows


MONTHS = Drawing(months_record, months_sheet, months_rows, monthly_parts)

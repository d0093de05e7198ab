"""The worksheet of an answer as a table: each amount as counted, taken off or not counted, with the text that says so."""

from __future__ import annotations

from ..rules.money import parse_yuan, round_quotient, yuan
from ..words import _
from ..words.answers import BECAUSE
from ..words.incomes import TREATMENTS, kind_name
from .answer import Record
from .document import Column, Row, Table
from .labels import law_number


def worksheet_table(record: Record, in_full: bool) -> Table:
    """The table, `in_full` with the text behind each line."""
    entries = record["worksheet"]
    columns = (
        Column(_("Item", "项目")),
        Column(_("Stated", "填报"), right=True),
        Column(_("Yuan/month", "元/月"), right=True),
        Column(_("Treatment", "处理")),
    )
    rows = [_row(entry, in_full) for entry in entries]
    total = (_("Countable income", "计入的家庭收入"), "", yuan(_countable(entries)), "")
    return Table(columns, (*rows, Row(total, "total")), _("Income and deductions", "收入与扣减"))


def _row(entry: Record, in_full: bool) -> Row:
    name = kind_name(entry["kind"], entry["per"] == "year")
    if entry["deduction"]:  # the words of whoever stated it never begin a row
        name = _("expenditure: {reason}", "刚性支出：{reason}").format(reason=entry["kind"])
    if entry["person"]:
        name = _("{name}, person {person}", "{name}（{person}）").format(name=name, person=entry["person"])
    sign = "−" if entry["treatment"] == "taken_off" and entry["counted"] != "0.00" else ""
    counted = yuan(round_quotient(parse_yuan(entry["counted"]), 12 if entry["per"] == "year" else 1))
    treatment = _(*TREATMENTS[entry["treatment"]])
    if not entry["settled"]:
        treatment = _("{treatment} (interpretation)", "{treatment}（推定）").format(treatment=treatment)
    marks = ("", "", "", "" if entry["settled"] else "inferred")
    return Row((name, entry["stated"], sign + counted, treatment), marks=marks, law=_rule(entry) if in_full else "")


def _rule(entry: Record) -> str:
    """The text with its article, and the months in which it is read so."""
    parts = [_("By {law}", "依据：{law}").format(law=law_number(entry["law"]))]
    if entry["because"]:
        parts.append(_(*BECAUSE[entry["because"]]))
    if entry["until"] and entry["from"]:
        parts.append(_("{first} to {last}", "{first} 至 {last}").format(first=entry["from"], last=entry["until"]))
    elif entry["from"]:
        parts.append(_("from {first}", "{first} 起").format(first=entry["from"]))
    elif entry["until"]:
        parts.append(_("to {last}", "至 {last}").format(last=entry["until"]))
    return _("; ", "；").join(filter(None, parts))


def _countable(entries: list[Record]) -> int:
    """What is counted less what is taken off, fen per month, never below 0: as `dibao.countable_income` has it."""
    signs = {"counted": 1, "taken_off": -1, "not_counted": 0}
    year = sum(
        signs[entry["treatment"]] * parse_yuan(entry["counted"]) * (12 if entry["per"] == "month" else 1)
        for entry in entries
    )
    return round_quotient(max(0, year), 12)

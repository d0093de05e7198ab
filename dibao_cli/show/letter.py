"""The decision letter of a household: what is granted or refused, in the wording of a text file.

What it says of the law and of amounts comes from the answer; nothing that is not known stands in it as an amount.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..files.letters import Paragraph, Wording, filled
from ..rules.application import Paper
from ..rules.dated import FROM_WHEN, LAST_OF_APPROVAL, REFUSAL, in_force
from ..rules.laws import NO_TEXT
from ..rules.month import Month
from ..words import Text, _, language
from ..words.answers import BECAUSE, NOT_MET, law_name
from ..words.households import household_facts
from .answer import Record
from .document import Column, Document, Notes, Row, Table
from .formats import Presentation, Rows
from .labels import amount_text, law_number, named, programme_text, step_text
from .paper import on_paper
from .sheet import law_by_number

if TYPE_CHECKING:
    from .document import Block

PLACEHOLDERS = (
    *("number", "name", "id_number", "address", "office", "decision_date", "paid_from", "month"),
    *("agreed", "not_agreed", "law", "total", "amounts", "reasons", "pending", "household", "notes"),
)
"""Everything that a wording may leave to the program."""

BY_THE_MONTH = ("price_subsidy", "one_off")
"""What is decided month by month, not by a letter."""

DECIDING = ("dibao", "single_person", "tekun", "orphan", "unsupported_child", "retiree")
"""The programmes that a letter decides on: where the amount of one is not known there is no letter."""

NOTED = ("override", "inferred_value", "annual_income_divided", "undated_rule")
"""The warnings that a letter repeats as remarks."""

BLANK = "＿＿＿＿＿＿＿＿"

AGREED: dict[bool, Text] = {True: ("approved", "予以批准"), False: ("confirmed", "予以确认同意")}
NOT_AGREED: dict[bool, Text] = {True: ("not approved", "不予批准"), False: ("not confirmed", "不予确认同意")}
"""The law's own words, by whether the measures of 2012 hold in the month."""


def letter_shown(record: Record, wording: Mapping[str, Wording], paper: Paper) -> Presentation:
    """The letter as a page."""

    def document() -> Document:
        return letter_of(on_paper(record), wording, paper)

    return Presentation(record, parts=lambda: [record], rows=lambda: Rows((), ()), document=document)


def letter_of(record: Record, wording: Mapping[str, Wording], paper: Paper) -> Document:
    """The letter about an answer to which everything was stated."""
    lines = [line for line in record["lines"] if line["programme"] not in BY_THE_MONTH]
    granted = [line for line in lines if line["amount"] not in (None, "0.00")]
    part = wording["granted" if granted else "refused"]
    amounts = _amounts(granted)
    contents = _contents(record, paper, lines, granted)
    blocks: list[Block] = []
    for paragraph in part.paragraphs:
        if paragraph.text == "{amounts}":
            blocks.append(amounts)
        elif all(contents[name] for name in paragraph.placeholders):
            blocks.append(_block(paragraph, contents))
    return Document(filled(part.title, contents), tuple(blocks), letter=True)


def _block(paragraph: Paragraph, contents: dict[str, str]) -> Notes:
    return Notes("", (filled(paragraph.text, contents),), "right" if paragraph.right else "points")


def _contents(record: Record, paper: Paper, lines: list[Record], granted: list[Record]) -> dict[str, str]:
    """What is put in for each placeholder; empty where there is nothing to say."""
    month = Month.parse(record["month"])
    separator = _("; ", "；")
    total = sum(int(line["amount"].replace(".", "")) for line in granted)
    facts = household_facts(record["household"], {})
    warnings = [warning["text"] for warning in record["warnings"] if warning["code"] in NOTED]
    of_dibao = any(line["programme"] in ("dibao", "single_person") for line in granted)
    agreed = _(*AGREED[month <= LAST_OF_APPROVAL])
    return {
        "number": BLANK,
        "name": paper.name or BLANK,
        "id_number": paper.id_number or BLANK,
        "address": paper.address or BLANK,
        "office": BLANK,
        "decision_date": _day(paper.decision) or _("Date: ", "日期：") + BLANK,
        "paid_from": _month(paper.paid_from)
        if paper.paid_from
        else _("the month after this decision", "本决定作出之日的次月"),
        "month": _month(month),
        "agreed": _("{agreed} ({law})", "{agreed}（{law}）").format(
            agreed=agreed, law=law_by_number(in_force(FROM_WHEN, month))
        )
        if of_dibao
        else _("granted", "予以核定"),
        "not_agreed": _(*NOT_AGREED[month <= LAST_OF_APPROVAL]),
        "law": law_by_number(in_force(REFUSAL, month)),
        "total": f"{total // 100}.{total % 100:02d}",
        "amounts": separator.join(f"{programme_text(line)} {line['amount']}" for line in granted),
        "reasons": separator.join(_reasons(record, lines)),
        "pending": _(", ", "、").join(programme_text(line) for line in lines if line["amount"] is None),
        "household": separator.join(named(name, text) for name, text in facts),
        "notes": " ".join(dict.fromkeys(warnings)),
    }


def _law_of(line: Record, full: bool = False) -> str:
    return law_number(line["law"], full) if line["law"] else ""


def _month(month: Month) -> str:
    return f"{month.year}年{month.number}月" if language() == "zh" else str(month)


def _day(day: str) -> str:
    """The day as a letter writes it; empty without one."""
    return f"{_month(Month.parse(day[:7]))}{int(day[8:])}日" if day and language() == "zh" else day


def _amounts(granted: list[Record]) -> Table:
    columns = (
        Column(_("Assistance", "待遇项目")),
        Column(_("Yuan/month", "元/月"), right=True),
        Column(_("Rests on", "依据"), prose=True),
    )
    rows = (Row((programme_text(line), amount_text(line), _law_of(line, full=True))) for line in granted)
    return Table(columns, tuple(rows))


def _reasons(record: Record, lines: list[Record]) -> list[str]:
    """Why each programme that was looked at is not granted, with the text that it rests on."""
    reasons = []
    for line in lines:
        if line["amount"] != "0.00":
            continue
        law = _law_of(line)
        reason = _("{programme}: {reason} ({law})", "{programme}：{reason}（{law}）").format(
            programme=programme_text(line), reason=_(", ", "，").join(_reasons_of(line, record)), law=law
        )
        reasons.append(reason if law else reason.removesuffix(_(" ()", "（）")))
    return reasons + list(map(_excluded, record["exclusions"]))


def _excluded(exclusion: Record) -> str:
    """What somebody has something else in the place of, with the text that says so, if one was found."""
    programme = programme_text(exclusion)
    reason = _(*BECAUSE[exclusion["because"]])
    if exclusion["source"] == law_name(NO_TEXT):
        return named(programme, reason)
    text = _("{programme}: {reason} ({law})", "{programme}：{reason}（{law}）")
    return text.format(programme=programme, reason=reason, law=exclusion["source"])


def _reasons_of(line: Record, record: Record) -> list[str]:
    """The conditions that are not met; else that the income is not below the standard; else how the amount came to 0."""
    conditions = [_(*NOT_MET[condition["code"]]) for condition in line["conditions"]]
    if conditions:
        return conditions
    distance = record["distance"]
    if line["programme"] == "dibao" and distance and not distance["below"]:
        return [
            _(
                "the household's income, {income} yuan per month, is not below {ends_at} yuan, the standard for its members",
                "家庭月收入 {income} 元，不低于按家庭人口计算的保障标准 {ends_at} 元",
            ).format(**distance)
        ]
    return [step_text(step) for step in line["steps"][-1:]]

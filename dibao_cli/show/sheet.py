"""What only a printed page has, around the document that every format shows: head, household, payment, signatures.

Every page has the same head and foot, whatever was computed: one month, a year, arrears, a comparison, a sweep.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..rules.application import Paper
from ..rules.dated import FROM_WHEN, Rule, in_force
from ..rules.month import Month, written_months
from ..words import _
from ..words.households import household_facts
from .answer import Record
from .labels import law_number
from .worksheet_record import law_record

Facts = tuple[tuple[str, str], ...]
"""Names with contents; an empty content is a line to fill in by hand."""


class Corner(NamedTuple):
    """The sum in the corner of a page: what it is called, how much, its unit, its basis in words and that one's code."""

    label: str
    amount: str
    unit: str = ""
    basis: str = ""
    code: str = ""


class Sheet(NamedTuple):
    """What only a printed page has."""

    heading: str
    corner: Corner | None
    personal: Facts
    facts_title: str
    facts: Facts
    payment_title: str
    payment: Facts
    signatures: tuple[str, ...]
    small_print: tuple[str, ...]


def sheet_of(
    heading: str,
    corner: Corner | None,
    record: Record,
    households: Sequence[tuple[str, Record, Record]],
    payment: Facts,
    paper: Paper,
) -> Sheet:
    """The page around a document; `households` are months with the household and the question of each."""
    return Sheet(
        heading=heading,
        corner=corner,
        personal=personal_facts(paper),
        facts_title=_("Household", "家庭情况"),
        facts=_facts(households),
        payment_title=_("Payment", "发放"),
        payment=payment,
        signatures=(
            _("Caseworker", "经办人"),
            _("Checked by", "审核人"),
            _("Head of household", "户主（申请人）签字"),
            _("Date", "日期"),
        ),
        small_print=_small_print(record),
    )


def personal_facts(paper: Paper) -> Facts:
    """Whose case it is."""
    return (
        (_("File number", "编号"), ""),
        (_("Head of household", "户主姓名"), paper.name),
        (_("Identity number", "身份证号"), paper.id_number),
        (_("Address", "家庭住址"), paper.address),
    )


def _facts(households: Sequence[tuple[str, Record, Record]]) -> Facts:
    """What was stated of the household, and what changed in the course of the months."""
    texts: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for n, (month, household, question) in enumerate(households):
        facts = dict(household_facts(household, question))
        for name in dict.fromkeys((*texts, *facts)):
            if facts.get(name) != texts.get(name):
                since = _("{name}, from {month}", "{name}（{month} 起）").format(name=name, month=month)
                pairs.append((since if n else name, facts.get(name) or _("not stated", "未说明")))
        texts = facts
    return tuple(pairs)


def payment_of(paper: Paper, months: Sequence[tuple[str, bool, bool]]) -> Facts:
    """When what is computed is paid: each month with whether dibao, and whether the price subsidy, is paid for it."""
    facts = [(_("Day of the decision", "决定日期"), paper.decision)]
    dibao = [month for month, has_dibao, _price in months if has_dibao]
    if dibao:
        rule = in_force(FROM_WHEN, Month.parse(paper.decision[:7] or dibao[0]))
        rests_on = law_by_number(rule)
        from_when = str(paper.paid_from) if paper.paid_from else _("the month after the decision", "决定之日的次月")
        text = _("{month} ({law})", "{month}（{law}）").format(month=from_when, law=rests_on)
        facts.append((_("Dibao is paid from", "低保金发放起始月"), text))
    indices = [month for month, _dibao, has_price in months if has_price]
    if indices:
        paid = [str(Month.parse(month).plus(1)) for month in indices]
        facts.append((_("Price subsidy: month of the index", "价格临时补贴：指数所属月份"), _spanned(indices)))
        facts.append((_("Price subsidy: paid in", "价格临时补贴：发放月份"), _spanned(paid)))
    return tuple(facts)


def law_by_number(rule: Rule | None) -> str:
    """The text of a rule by its number and article: `民发〔2021〕57号, art. 21`; empty without one."""
    law = law_record(rule.law) if rule else None
    return law_number(law) if law else ""


def paid_in(month: str, lines: Sequence[Record], amount: str = "amount") -> tuple[str, bool, bool]:
    """A month with whether dibao, and whether the price subsidy, is paid for it."""
    paid = {line["programme"] for line in lines if line[amount] not in (None, "0.00")}
    return month, bool(paid & {"dibao", "single_person"}), "price_subsidy" in paid


def _spanned(months: Sequence[str]) -> str:
    """Months in few words: a run of them by its ends."""
    runs = written_months(map(Month.parse, months))
    return runs.replace("..", _(" to ", " 至 ")).replace(", ", _(", ", "、"))


def _small_print(record: Record) -> tuple[str, ...]:
    bases = _(
        (
            "Basis: published = in the city's own notice or release, or in this program's first source, a newspaper "
            "article; reported = in the press or a third party's copy; inferred = computed, not found in a document; "
            "stated = given by the user."
        ),
        "依据类别：官方公布，见于本市文件或发布，或见于本程序最初来源（一篇报纸报道）；媒体报道，见于新闻报道或第三方转载；推算，系计算得出，未见于文件；人工设定，由使用者提供。",
    )
    proof = _(
        "Computed by {program}. Standards: {standards}. This sheet is a calculation, not a decision.",
        "核算程序：{program}。标准指纹：{standards}。本表为核算结果，不是审批决定。",
    )
    return bases, proof.format(**record["fingerprint"])

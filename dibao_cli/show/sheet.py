"""What only the printed page of an answer has, around the document that every format shows."""

from __future__ import annotations

from typing import NamedTuple

from ..words import _
from ..words.households import household_facts
from .answer import Record
from .labels import heading, total_basis_text, total_heading


class Sheet(NamedTuple):
    """What only a printed page has: a heading, the sum in the corner, facts, places to sign, small print."""

    heading: str
    total: tuple[str, str, str, str, str]
    """The label, the amount, the unit, the basis in words, and its code."""
    facts_title: str
    facts: tuple[tuple[str, str], ...]
    signatures: tuple[str, ...]
    small_print: tuple[str, ...]


def sheet_of(record: Record) -> Sheet:
    """The sheet of one answer."""
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
    return Sheet(
        heading=_("Calculation of assistance", "社会救助待遇核算表"),
        total=(
            total_heading(record),
            record["total"] or record["known_total"],
            heading("amount"),
            total_basis_text(record),
            record["basis"] or "",
        ),
        facts_title=_("Household", "家庭情况"),
        facts=tuple(household_facts(record["household"], record["question"])),
        signatures=(
            _("Caseworker", "经办人"),
            _("Checked by", "审核人"),
            _("Applicant", "申请人签字"),
            _("Date", "日期"),
        ),
        small_print=(bases, proof.format(**record["fingerprint"])),
    )

"""The line that a family falls under, as a sentence."""

from __future__ import annotations

from ..rules.parameters import LINES
from ..words import _
from ..words.answers import BASES
from ..words.notices import CHOICES
from .answer import Record


def standing_text(record: Record) -> str:
    """Of which kind a family above dibao is, up to which income, and by which text; empty for every other."""
    standing = record["standing"]
    if not standing or standing["line"] not in LINES:
        return ""
    law = standing["law"] or {"name": "", "document": ""}
    return _(
        "By its income it is one of the {families}: its line ends at {ends_at} per month ({basis}; {law}).",
        "按收入属于{families}：其认定标准为每月 {ends_at} 元（{basis}；{law}）。",
    ).format(
        families=_(*CHOICES[standing["line"]]),
        ends_at=standing["ends_at"],
        basis=_(*BASES[standing["basis"]]),
        law=law["document"] or law["name"],
    )

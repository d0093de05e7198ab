"""What may also apply, as the section below the total."""

from __future__ import annotations

from typing import Any

from ..words import _, language
from ..words.possible import brings_text, name_of
from .document import Notes
from .labels import law_text

Record = dict[str, Any]


def possible_notes(records: list[Record], on_page: bool) -> Notes:
    """The section of a card or a sheet; a page says nothing of options."""
    return Notes(
        _("May also apply (not in the total)", "还可能享受（不计入合计）"),
        tuple(_text(one, on_page) for one in records),
    )


def _text(one: Record, on_page: bool) -> str:
    brings = brings_text(one["amount"], one["at_least"], one["at_most"], one["code"] == "one_off")
    law = law_text(one, full=False)
    parts = [
        _("{name}: {brings}.", "{name}：{brings}。").format(name=name_of(one["code"]), brings=brings),
        one["question"],
        *([f"[{one['option']}]"] if one["option"] and not on_page else []),
        *([_("{law}.", "{law}。").format(law=law)] if law else []),
    ]
    return ("" if language() == "zh" else " ").join(parts)

"""From one figure to another: the difference in yuan and per cent."""

from __future__ import annotations

from ...rules.money import WHOLE, round_quotient, yuan
from ...rules.notice import Value
from ...rules.parameters import PARAMETERS, key_parts
from ...show.lists import Record


def change_of(before: Value | None, after: Value | None) -> Record:
    """`change` in yuan and `change_percent` (half-up to a hundredth); None where one of the two is not an amount."""
    if before is None or after is None or before.gone or after.gone:
        return {"change": None, "change_percent": None}
    if PARAMETERS[key_parts(after.key)[0]].kind != "yuan":
        return {"change": None, "change_percent": None}
    old, new = before.fen, after.fen
    if old is None or new is None:  # a share of another figure
        return {"change": None, "change_percent": None}
    difference = new - old
    relative = yuan(round_quotient(difference * WHOLE, old)) + "%" if old else None  # 4.00%
    return {"change": _signed(yuan(difference)), "change_percent": _signed(relative) if relative else None}


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"

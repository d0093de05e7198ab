"""Income kind by kind: `[incomes]` in a file, `--income wage=1200`, `income_wage=1200` of a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..rules.income_items import IncomeItem
from ..rules.money import parse_yuan
from ..rules.parameters import Choices, by_choice
from ..rules.problems import InputError, Problem, one_meant
from .document import KeyPath, written
from .fields import INCOMES
from .reader import Reader


def read_incomes(reader: Reader, path: KeyPath, content: object, kinds: Choices) -> tuple[IncomeItem, ...]:
    """A table from kinds, in any spelling, to amounts in yuan; the faults are noted."""
    if not isinstance(content, Mapping):
        reader.fault("wrong_type", path, "", expected="incomes")
        return ()
    spelled, amounts = by_choice(kinds), dict[str, int]()
    for spelling, amount in content.items():
        here = (*path, str(spelling))
        kind = spelled.get(str(spelling).strip().lower())
        if kind is None:
            near = one_meant(str(spelling).strip().lower(), spelled)  # the next kind may be one that does not count
            reader.fault("unknown_income", here, str(spelling), known=", ".join(kinds), nearest=near)
        elif kind in amounts:
            reader.fault("stated_twice", here, other=kind)
        elif isinstance(amount, (dict, list, float)) or amount is None:
            reader.fault("wrong_type", here, "", expected="yuan")
        elif written(amount).strip():
            fen = reader.parsed(parse_yuan, here, written(amount))
            amounts[kind] = fen if fen is not None else 0
    return tuple(IncomeItem(kind, fen) for kind, fen in amounts.items())  # type: ignore[arg-type]  # a known kind


def _yearly(spelling: str) -> tuple[str, ...]:
    return (f"annual_{spelling}",) if spelling.isascii() else (f"年{spelling}", f"全年{spelling}")


INCOME_ITEMS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    **{f"income_{kind}": ("incomes", kind, spellings) for kind, spellings in INCOMES.items()},
    **{
        f"annual_income_{kind}": ("annual_incomes", kind, tuple(y for each in spellings for y in _yearly(each)))
        for kind, spellings in INCOMES.items()
    },
}
"""Each kind as a field of its own, where there is no table to put it in: its table, the kind, and other spellings."""

ITEM_SPELLINGS: dict[str, tuple[str, str]] = {
    spelling: (table, kind)
    for name, (table, kind, spellings) in INCOME_ITEMS.items()
    for spelling in (name, *spellings)
}
"""Every spelling of a kind as a field of its own, to its table and its kind."""


def gathered(raw: Mapping[str, object], place: str) -> dict[str, object]:
    """Fields of a person, with those that are kinds of income put into their tables. Raises `InputError`."""
    fields: dict[str, Any] = {}
    for spelling, content in raw.items():
        table, kind = ITEM_SPELLINGS.get(spelling.lower(), ("", spelling))
        into = fields.setdefault(table, {}) if table else fields
        if kind in into:
            raise InputError(Problem("stated_twice", place, spelling, details={"other": kind}), usage=True)
        into[kind] = content
    return fields

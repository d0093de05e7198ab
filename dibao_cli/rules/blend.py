"""Tables between two tables: what a cause is worth is seen where only that cause has moved.

These are ordinary tables to the rules. They are never shown: only amounts computed with them are.
"""

from __future__ import annotations

from collections.abc import Set

from .parameters import PARAMETERS, key_parts
from .standards import PriceIndex, Table, Value

STANDARD, TEMPORARY, INDEX, ROUNDING = "standard_changed", "temporary_measure", "index_moved", "rounding"


class Blend(Table):
    """One table with some of another's values: those of the causes in `moved`.

    A value is a temporary measure's where the notice of either side ends by itself, else a standard. With
    the temporary measures go the month and its one-off payments. Rounding
    rules of notices stand aside unless they are in `moved`.
    """

    before: Table
    after: Table
    moved: Set[str]

    def __new__(cls, before: Table, after: Table, moved: Set[str]) -> Blend:
        of_the_month = after if TEMPORARY in moved else before
        blend = super().__new__(cls, of_the_month.standards, of_the_month.month, before.overrides)
        blend.before = before
        blend.after = after
        blend.moved = moved
        return blend

    def find(self, key: str, district: str | None = None) -> Value | None:
        """The value of the side that the key's cause has moved to."""
        old, new = self.before.find(key, district), self.after.find(key, district)
        if PARAMETERS[key_parts(key)[0]].kind == "rounding" and ROUNDING not in self.moved:
            return None
        return new if cause_of(old, new) in self.moved else old

    def earlier(self, months: int) -> Table:
        return Blend(self.before.earlier(months), self.after.earlier(months), self.moved)

    def price_index(self, national: bool = False) -> PriceIndex | None:
        return (self.after if INDEX in self.moved else self.before).price_index(national)


def cause_of(old: Value | None, new: Value | None) -> str:
    """Whether a change of a value is a temporary measure's beginning or end, or a changed standard."""
    temporary = any(value is not None and value.notice.until is not None for value in (old, new))
    return TEMPORARY if temporary else STANDARD


class Supposing(Table):
    """A table in which one value has another content, here and wherever a rule looks back from it."""

    table: Table
    value: Value
    supposed: Value

    def __new__(cls, table: Table, value: Value, content: int) -> Supposing:
        supposing = super().__new__(cls, table.standards, table.month, table.overrides)
        supposing.table = table
        supposing.value = value
        supposing.supposed = value._replace(content=content)
        return supposing

    def find(self, key: str, district: str | None = None) -> Value | None:
        found = self.table.find(key, district)
        return self.supposed if found == self.value else found

    def earlier(self, months: int) -> Table:
        return Supposing(self.table.earlier(months), self.value, self.supposed.number)

"""Tables between two tables: what a cause is worth is seen where only that cause has moved.

They answer what a rule asks of a table (`Tables`), and are never shown: only amounts computed with them are.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING, NamedTuple

from .month import Month
from .notice import PriceIndex, Value
from .parameters import PARAMETERS, key_parts
from .region import Region
from .standards import Missing, Standards, Table

if TYPE_CHECKING:
    from .tables import Tables

STANDARD, TEMPORARY, INDEX, ROUNDING = "standard_changed", "temporary_measure", "index_moved", "rounding"


class MixedTables(NamedTuple):
    """One table with some of another's values: those of the causes in `moved`.

    A value is a temporary measure's where the notice of either side ends by itself, else a standard. With
    the temporary measures go the month and its one-off payments. Rounding
    rules of notices stand aside unless they are in `moved`.
    """

    before: Tables
    after: Tables
    moved: Set[str]

    @property
    def _of_the_month(self) -> Tables:
        """The side that says which month it is."""
        return self.after if TEMPORARY in self.moved else self.before

    @property
    def standards(self) -> Standards:
        return self._of_the_month.standards

    @property
    def month(self) -> Month:
        return self._of_the_month.month

    @property
    def overrides(self) -> Mapping[str, Value]:
        return self.before.overrides

    @property
    def month_stated(self) -> bool:
        return True

    @property
    def region(self) -> Region:
        return self._of_the_month.region

    def find(self, key: str, district: str | None = None, area: str = "") -> Value | None:
        """The value of the side that the key's cause has moved to."""
        return self._moved(key, self.before.find(key, district, area), self.after.find(key, district, area))

    def value_of(self, full_key: str) -> Value | None:
        """The same for a key as it is written."""
        return self._moved(full_key, self.before.value_of(full_key), self.after.value_of(full_key))

    def _moved(self, key: str, old: Value | None, new: Value | None) -> Value | None:
        if PARAMETERS[key_parts(key)[0]].kind == "rounding" and ROUNDING not in self.moved:
            return None
        return new if cause_of(old, new) in self.moved else old

    def earlier(self, months: int) -> Tables:
        return MixedTables(self.before.earlier(months), self.after.earlier(months), self.moved)

    def price_index(self, national: bool = False) -> PriceIndex | None:
        return (self.after if INDEX in self.moved else self.before).price_index(national)

    def missing(self, key: str) -> Missing:
        return self._of_the_month.missing(key)

    def months_out_of_date(self, value: Value, month: Month | None = None) -> int:
        return Table(self.standards, self.month, self.overrides).months_out_of_date(value, month)


def cause_of(old: Value | None, new: Value | None) -> str:
    """Whether a change of a value is a temporary measure's beginning or end, or a changed standard."""
    temporary = any(value is not None and value.notice.until is not None for value in (old, new))
    return TEMPORARY if temporary else STANDARD


class Supposing(NamedTuple):
    """A table in which one value has another content, here and wherever a rule looks back from it."""

    table: Tables
    value: Value
    content: int

    @property
    def standards(self) -> Standards:
        return self.table.standards

    @property
    def month(self) -> Month:
        return self.table.month

    @property
    def overrides(self) -> Mapping[str, Value]:
        return self.table.overrides

    @property
    def month_stated(self) -> bool:
        return True

    @property
    def region(self) -> Region:
        return self.table.region

    def find(self, key: str, district: str | None = None, area: str = "") -> Value | None:
        return self._supposed(self.table.find(key, district, area))

    def value_of(self, full_key: str) -> Value | None:
        return self._supposed(self.table.value_of(full_key))

    def _supposed(self, value: Value | None) -> Value | None:
        return value._replace(content=self.content) if value == self.value else value

    def earlier(self, months: int) -> Tables:
        return Supposing(self.table.earlier(months), self.value, self.content)

    def price_index(self, national: bool = False) -> PriceIndex | None:
        return self.table.price_index(national)

    def missing(self, key: str) -> Missing:
        return self.table.missing(key)

    def months_out_of_date(self, value: Value, month: Month | None = None) -> int:
        return self.table.months_out_of_date(value, month)

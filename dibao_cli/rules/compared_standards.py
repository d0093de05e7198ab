"""Which dibao standards two tables have, by area and by the districts that share them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_args

from .household import Area
from .standards import Table


class ComparedStandard(NamedTuple):
    """A dibao standard (fen per person and month) before and after, None where none is on record.

    `districts` are those that have it, `without_district` whether households without a stated one do too.
    """

    area: Area
    districts: tuple[str, ...]
    without_district: bool
    before: int | None
    after: int | None


def compared_standards(before: Table, after: Table) -> tuple[ComparedStandard, ...]:
    """Every pair of standards, urban first, in the order of the region's districts."""
    return tuple(each for area in get_args(Area) for each in _of_area(area, before, after))


def _of_area(area: Area, before: Table, after: Table) -> Iterator[ComparedStandard]:
    places: dict[tuple[int | None, int | None], list[str | None]] = {}
    for district in (None, *(district.name for district in after.region.districts)):
        pair = tuple(value and value.fen for value in (t.find(f"dibao.{area}", district) for t in (before, after)))
        places.setdefault((pair[0], pair[1]), []).append(district)
    for (old, new), names in places.items():
        yield ComparedStandard(area, tuple(name for name in names if name), None in names, old, new)

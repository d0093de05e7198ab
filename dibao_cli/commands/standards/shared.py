"""What the commands of the tables share: which months and keys were asked for, and how a list is shown."""

from __future__ import annotations

from ...rules.month import Month
from ...rules.parameters import BY_CATEGORY, PARAMETERS, TABLES, key_parts, parts_written
from ...rules.problems import InputError, Problem, nearest
from ...rules.standards import Standards
from ...show.lists import Listing, listing_shown
from ..inputs import month_asked
from ..option_groups import OutputOptions
from ..options import TABLES as TABLE_OPTIONS
from ..output import present

LAYERS = TABLE_OPTIONS.without("set")
"""The tables as they are, without a value set by hand."""


def month_or(text: str | None, default: Month, flag: str = "--month") -> Month:
    """The month that was typed, `now`, or the default. Raises `InputError`."""
    return default if text is None else month_asked(flag, text)


def keys_asked(standards: Standards, text: str | None) -> tuple[str, ...]:
    """The keys that `dibao`, `dibao.rural` or `dibao.rural_by_district.庄河` means, all for None. Raises `InputError`.

    A key without a district stands for those of all districts too.
    """
    known = standards.keys()
    if text is None:
        return known
    base, split, place = parts_written(text)
    if base in TABLES:
        return tuple(key for key in known if key.startswith(f"{base}."))
    if base not in PARAMETERS:
        details = {"nearest": nearest(base, (*PARAMETERS, *TABLES))}
        raise InputError(Problem("unknown_name", "KEY", text, details=details), usage=True)
    if split == BY_CATEGORY:
        return tuple(key for key in known if key == f"{base}@{place}")
    if split:
        name = place if place in standards.region.groups else standards.region.district(place).name
        return tuple(key for key in known if key == f"{base}@{name}")
    return tuple(key for key in known if key_parts(key)[0] == base)


def show_listing(listing: Listing, output: OutputOptions) -> None:
    """Write a list to standard output or the asked file. Raises `InputError`."""
    present(lambda _look: listing_shown(listing), output)

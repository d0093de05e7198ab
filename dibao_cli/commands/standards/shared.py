"""What the commands of the tables share: which months and keys were asked for, and how a list is shown."""

from __future__ import annotations

from ...rules.month import Month
from ...rules.parameters import PARAMETERS, TABLES, parts_of_key, parts_written
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
    if text in TABLES:
        return tuple(key for key in known if key.startswith(f"{text}."))
    parts = parts_written(text)
    if parts is None:
        details = {"nearest": nearest(text.partition("_by_")[0], (*PARAMETERS, *TABLES))}
        raise InputError(Problem("unknown_name", "KEY", text, details=details), usage=True)
    if parts.district and parts.district not in standards.region.groups:
        parts = parts._replace(district=standards.region.district(parts.district).name)
    wanted_keys = parts.split
    return tuple(
        key for key in known if (of := parts_of_key(key)).name == parts.name and set(wanted_keys) <= set(of.split)
    )


def show_listing(listing: Listing, output: OutputOptions) -> None:
    """Write a list to standard output or the asked file. Raises `InputError`."""
    present(lambda _look: listing_shown(listing), output)

"""A list of records in each format: columns with fixed names, headings in the reader's language for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..words import _
from ..words.answers import BASES
from ..words.findings import SEVERITIES
from ..words.listings import HEADINGS, RECORD, SETTINGS
from ..words.notices import in_words
from ..words.parameters import spoken
from .document import Column, Document, Row, Table
from .formats import Presentation, Rows
from .plot import Bars

Record = dict[str, str | None]

PROSE = ("title", "meaning", "unset", "example", "source", "short", "file", "message")
"""Columns that go under their row where a table is too wide."""


class Listing(NamedTuple):
    """Records with their columns; `on_screen` are those that people see, `right` those of numbers."""

    columns: tuple[str, ...]
    rows: Sequence[Record]
    on_screen: tuple[str, ...]
    right: tuple[str, ...] = ()
    plots: tuple[Bars, ...] = ()


def listing_shown(listing: Listing) -> Presentation:
    """The list for every format."""
    records = [{column: row.get(column) for column in listing.columns} for row in listing.rows]
    return Presentation(
        record=records,
        parts=lambda: records,
        rows=lambda: Rows(listing.columns, [[each[name] or "" for name in listing.columns] for each in records]),
        document=lambda: Document("", (_table(listing), *listing.plots)),
    )


def _table(listing: Listing) -> Table:
    return Table(
        tuple(column(name, listing.right) for name in listing.on_screen),
        tuple(Row(tuple(_in_words(name, row.get(name) or "") for name in listing.on_screen)) for row in listing.rows),
        keys=True,
    )


def column(name: str, right: Sequence[str] = ()) -> Column:
    """A column of a list under its heading."""
    return Column(_(*HEADINGS[name]), name in right, name in PROSE)


def _in_words(name: str, cell: str) -> str:
    """A cell for people: keys with their names, choices, basis and severity in the reader's words."""
    if name == "key":
        return spoken(cell)
    if name in ("value", "before", "after"):
        return in_words(cell)
    if name == "setting":
        return _("{label} ({key})", "{label}（{key}）").format(label=_(*SETTINGS[cell]), key=cell)
    if name == "what":
        return place_in_words(cell)
    words = {"basis": BASES, "severity": SEVERITIES, "origin": SETTINGS, "then": BASES, "now": BASES}.get(name, {})
    return _(*words[cell]) if cell in words else cell


def place_in_words(place: str) -> str:
    """A place in a stored answer as a person reads it, with the place itself: `Line 1, Amount (lines[1].amount)`."""
    if place.startswith("notice "):
        return place.replace("notice", _(*RECORD["notice"]), 1)
    parts = []
    for part in place.split("."):
        name, _bracket, number = part.rstrip("]").partition("[")
        label = _(*RECORD[name]) if name in RECORD else name
        parts.append(
            _("{label} {number}", "{label}（第{number}项）").format(label=label, number=number) if number else label
        )
    names = _(", ", "，").join(parts)
    return _("{label} ({key})", "{label}（{key}）").format(label=names, key=place)

"""The columns of one roster: which of its headings means which field (`files/roster_fields.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..files.roster_fields import (
    AMOUNTS,
    FIELDS,
    HOUSEHOLD_AMOUNTS,
    ITEM_AMOUNTS,
    KIND,
    OF_ARREARS,
    ROW_AMOUNTS,
    SETTING,
    SPELLINGS,
    field_of,
    known_headings,
    looks_like,
)
from ..rules.problems import InputError, Problem, nearest

IGNORED = "-"
"""What `--map HEADING=-` says of a column that is not to be read."""


MOST_BESIDE = 10
"""Kinds of income that are read in every row as the other amounts are; more are read apart (`item_rows`)."""


class Columns(NamedTuple):
    """Where each field stands: its place in a row, from 0; the columns that are carried through, and those not used.

    `of_lines` says that rows are lines, whose cells are still to be taken apart.
    """

    headings: tuple[str, ...]
    places: Mapping[str, int]
    kept: tuple[int, ...] = ()
    unused: tuple[str, ...] = ()
    of_lines: bool = True

    @property
    def setting(self) -> tuple[str, ...]:
        return tuple(name for name in SETTING if name in self.places)

    @property
    def kind(self) -> tuple[str, ...]:
        return tuple(name for name in KIND if name in self.places)

    @property
    def amounts(self) -> tuple[str, ...]:
        return tuple(name for name in AMOUNTS if name in self.places)

    @property
    def items(self) -> tuple[str, ...]:
        """Those of the amounts that are kinds of income."""
        return tuple(name for name in ITEM_AMOUNTS if name in self.places)

    @property
    def apart(self) -> tuple[str, ...]:
        """The kinds of income where lines have so many that most are blank: read only where a row states one."""
        return self.items if self.of_lines and len(self.items) > MOST_BESIDE else ()

    def heading(self, field: str) -> str:
        """The heading that a field stands under, as it is written in the roster."""
        return self.headings[self.places[field]] if field in self.places else field


AGE = "age"
"""The fact of a person that most people differ in and few programmes look at."""


def find_columns(
    headings: Sequence[str],
    mapped: Mapping[str, str] | None = None,
    keep: Iterable[str] = (),
    file: str = "",
    facts_for_all: Iterable[str] = (),
    arrears: bool = False,
) -> Columns:
    """Which field each heading means. Raises `InputError` for a heading that two columns share and for a missing field.

    `mapped` are headings to fields as the user states them; `keep` headings of columns to carry through,
    `*` for all that mean nothing here; `facts_for_all` need no column; only `arrears` read `OF_ARREARS`. A
    heading that means nothing here but looks as if it were meant for a field is refused too, unless `mapped`
    decides about it.
    """
    mapped = mapped or {}
    texts = tuple(heading.strip().lstrip("\ufeff") for heading in headings)
    problems = _faults_of_map(texts, mapped, file)
    meant = {heading: name if name == IGNORED else field_of(name) or IGNORED for heading, name in mapped.items()}
    places: dict[str, int] = {}
    unread: list[int] = []
    for place, text in enumerate(texts):
        name = meant.get(text) or field_of(text)
        if name is None or name == IGNORED or (name in OF_ARREARS and not arrears):
            unread.append(place)
        elif name in places:
            problems.append(Problem("heading_twice", name, text, file, 1, {"other": texts[places[name]]}))
        else:
            places[name] = place
    if "area" not in places and "area" not in facts_for_all:
        details = {"found": ", ".join(filter(None, texts))[:200]}
        problems.append(Problem("no_area_column", "area", "", file, 1, details))
    undecided = [texts[n] for n in unread if texts[n] not in mapped and field_of(texts[n]) not in OF_ARREARS]
    problems += [
        Problem("looks_like_a_field", heading, heading, file, 1, {"field": field})
        for heading in dict.fromkeys(undecided)
        if (field := looks_like(heading)) is not None
    ]
    kept = _kept(texts, tuple(keep), unread, problems, file)
    if problems:
        raise InputError(problems)
    unused = [texts[place] for place in unread if place not in kept and mapped.get(texts[place]) != IGNORED]
    return Columns(texts, places, kept, tuple(filter(None, unused)))


def _faults_of_map(texts: Sequence[str], mapped: Mapping[str, str], file: str) -> list[Problem]:
    problems = []
    for heading, name in mapped.items():
        if field_of(name) is None and name != IGNORED:
            problems.append(Problem("unknown_field", f"--map {heading}", name, details=_near(name.lower(), SPELLINGS)))
        if heading not in texts:
            problems.append(Problem("no_such_column", f"--map {heading}", heading, file, 1, _near(heading, texts)))
    return problems


def _near(word: str, known: Iterable[str]) -> dict[str, str]:
    near = nearest(word, known)
    return {"nearest": near} if near else {}


def _kept(
    texts: tuple[str, ...], keep: tuple[str, ...], unread: list[int], problems: list[Problem], file: str
) -> tuple[int, ...]:
    if "*" in keep:
        return tuple(unread)
    wanted = [heading.strip() for text in keep for heading in re.split("[,，]", text) if heading.strip()]
    missing = [heading for heading in wanted if heading not in texts]
    problems += [Problem("no_such_column", "--keep", heading, file, 1, _near(heading, texts)) for heading in missing]
    return tuple(texts.index(heading) for heading in dict.fromkeys(wanted) if heading in texts)


__all__ = [
    "AMOUNTS",
    "FIELDS",
    "HOUSEHOLD_AMOUNTS",
    "ITEM_AMOUNTS",
    "KIND",
    "ROW_AMOUNTS",
    "SETTING",
    "Columns",
    "field_of",
    "find_columns",
    "known_headings",
]

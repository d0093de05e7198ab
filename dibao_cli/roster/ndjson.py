"""Rosters in NDJSON: one object a line. Its names are read first, all of them; then every row has the same cells.

What would be lost or guessed is a fault of the row: a name twice in one object, a list or an object where a field
stands. Two names of one field in one object are two columns of it, as they would be in CSV.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..rules.problems import InputError, Problem
from .byte_blocks import encoding_of, raw_blocks
from .columns import FIELDS, Columns, field_of
from .compression import opened
from .limits import LONGEST_LINE, MOST_COLUMNS
from .rows import Faulty, Row


class Twice(dict[str, object]):
    """An object in which a name stands twice."""

    name = ""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    twice, seen = Twice(fields), set[str]()
    for name, _content in pairs:
        if name in seen:
            twice.name = name
            break
        seen.add(name)
    return twice


_decode = json.JSONDecoder(object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=str).decode


class Names:
    """The names in a file, each with the place of its cell; names of one field share it, unless a row has both."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.headings: dict[str, None] = {}
        self._first_of: dict[str, str] = {}

    def add(self, row: dict[str, object], file: str) -> None:
        """Take the names of a row in. Raises `InputError` if they are too many."""
        for name in row:
            if name in self.headings:
                continue
            field = field_of(name)
            first = self._first_of.setdefault(field, name) if field else name
            if first == name or first in row:
                self.places[name] = len(self.headings)
                self.headings[name] = None
            else:
                self.places.setdefault(name, self.places[first])
        if len(self.places) > MOST_COLUMNS:
            raise InputError(Problem("too_many_columns", file=file, details={"highest": str(MOST_COLUMNS)}))


def read_names(path: Path, file: str) -> Names:
    """The names of all rows. Raises `InputError` for a file without any."""
    names = Names()
    shapes: set[tuple[str, ...]] = set()
    lines = 0
    for line in _lines(path, file):
        row = _parsed(line)
        lines += bool(line.strip())
        if isinstance(row, dict) and (shape := tuple(row)) not in shapes:
            names.add(row, file)
            if len(shapes) < MOST_COLUMNS:
                shapes.add(shape)
    if not names.headings:
        raise InputError(Problem("not_an_object" if lines else "no_rows", file=file))
    return names


def rows(path: Path, file: str, names: Names, columns: Columns) -> Iterator[Row]:
    """A row for each line; one that cannot be read is a `Faulty`."""
    fields = {place: FIELDS[field].kind for field, place in columns.places.items()}
    carried = frozenset(columns.kept)
    number = len(names.headings)
    for line in _lines(path, file):
        row = _parsed(line)
        if isinstance(row, Faulty):
            yield row
        elif row is None:
            yield ()
        else:
            yield _cells(row, names.places, number, fields, carried)


def _cells(
    row: dict[str, Any], places: dict[str, int], number: int, fields: Mapping[int, str], carried: frozenset[int]
) -> Row:
    cells = [""] * number
    fault: tuple[str, int, str] | None = None
    for name, content in row.items():
        place = places[name]
        if isinstance(content, str):
            cells[place] = content
        elif content is None:
            continue
        elif isinstance(content, bool):
            cells[place] = "true" if content else "false"
        elif place in fields:
            if fields[place] == "choices" and _are_words(content):
                cells[place] = "+".join(content)
            else:
                fault = fault or ("wrong_type", place, "[…]" if isinstance(content, list) else "{…}")
        elif place in carried:
            cells[place] = json.dumps(content, ensure_ascii=False)
    if isinstance(row, Twice):
        fault = ("stated_twice", places.get(row.name, 0), row.name)
    return Faulty(fault[0], cells, fault[1], fault[2]) if fault else cells


def _are_words(content: Any) -> bool:
    return isinstance(content, list) and bool(content) and all(isinstance(each, str) and each for each in content)


def _parsed(line: str) -> dict[str, Any] | Faulty | None:
    """The object that a line is; None for a blank line."""
    if len(line) > LONGEST_LINE:
        return Faulty("line_too_long")
    if "\x02" in line:  # what no encoding has, see `raw_blocks`; JSON has no control characters
        return Faulty("wrong_bytes")
    try:
        row = _decode(line)
    except ValueError:
        return Faulty("not_an_object") if line.strip() else None
    except RecursionError:
        return Faulty("nested_too_deeply")
    return row if isinstance(row, dict) else Faulty("not_an_object")


def _lines(path: Path, file: str) -> Iterator[str]:
    """The lines of a file; in one that holds wrong bytes a control character stands for each."""
    encoding = ""
    with opened(path, file) as raw:
        for block in raw_blocks(raw):
            encoding = encoding or encoding_of(block)
            yield from _decoded(block, encoding or "utf-8")


def _decoded(block: bytes, encoding: str) -> Iterable[str]:
    try:
        return block.decode(encoding).split("\n")[:-1]
    except UnicodeDecodeError:
        return [line.decode(encoding, "replace").replace("\ufffd", "\x02") for line in block.split(b"\n")[:-1]]

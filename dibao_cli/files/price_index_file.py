"""A caseworker's file of price indices: CSV with month, cpi, food …, or TOML with the [index] of a notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..rules.money import ParseError, parse_percent, plain
from ..rules.month import InvalidMonth, Month
from ..rules.notice import PriceIndex
from ..rules.problems import InputError, Problem, nearest
from .document import parse_toml, written
from .fields import INDEX_FIELDS, QUESTION
from .limits import add_problem
from .places import line_of

COLUMNS: dict[str, tuple[str, ...]] = {
    "month": ("月份", "年月"),
    **{name: (field, *QUESTION[field].aliases) for name, field in INDEX_FIELDS.items()},
}

Row = tuple[int, dict[str, str]]
"""The line of an entry, and what it says by column."""


def read_indices(text: str, file: str) -> dict[Month, PriceIndex]:
    """Rises by month, in hundredths of a per cent. Raises `InputError` with every fault, each with its line."""
    problems: list[Problem] = []
    indices: dict[Month, PriceIndex] = {}
    is_toml = any(line.lstrip().startswith("[") for line in text.splitlines())
    for line, row in _of_toml(text, file, problems) if is_toml else _of_csv(text, file, problems):
        month = _month(row.get("month", ""), problems, file, line)
        rises = {name: _rise(row[name], name, problems, file, line) for name in INDEX_FIELDS if row.get(name)}
        if month in indices:
            add_problem(problems, Problem("stated_twice", "month", str(month), file, line, {"other": str(month)}))
        elif month is not None:
            indices[month] = PriceIndex().having(rises)
    if problems:
        raise InputError(problems)
    return indices


def _of_csv(text: str, file: str, problems: list[Problem]) -> Iterator[Row]:
    import csv
    from io import StringIO

    reader = csv.reader(StringIO(text, newline=""))
    try:
        names = [_column(heading, problems, file, 1) for heading in next(reader, [])]
        if "month" not in names:
            add_problem(problems, Problem("needed_field", "month", "", file, 1))
            return
        for cells in reader:
            if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                details = {"cells": str(len(names))}
                add_problem(problems, Problem("ragged_line", "", "", file, reader.line_num, details))
            elif any(cell.strip() for cell in cells):
                yield reader.line_num, {n: plain(cell) for n, cell in zip(names, cells, strict=False)}
    except csv.Error:  # a field without end
        add_problem(
            problems,
            Problem("line_too_long", "", "", file, reader.line_num + 1, {"highest": str(csv.field_size_limit())}),
        )


def _of_toml(text: str, file: str, problems: list[Problem]) -> Iterator[Row]:
    document = parse_toml(text, file)
    table = document.data.get("index")
    if not isinstance(table, Mapping):
        add_problem(problems, document.problem("needed_key", ("index",)))
        return
    for month, rises in table.items():
        line = line_of(text, ("index", month))
        if not isinstance(rises, Mapping):
            add_problem(problems, document.problem("wrong_type", ("index", month), rises, expected="table"))
            continue
        yield line, {"month": month, **{_column(n, problems, file, line): written(rise) for n, rise in rises.items()}}


def _column(heading: str, problems: list[Problem], file: str, line: int) -> str:
    name = plain(heading).lower()
    known = {spelling: column for column, others in COLUMNS.items() for spelling in (column, *others)}
    if name not in known:
        add_problem(problems, Problem("unknown_field", name, "", file, line, {"nearest": nearest(name, known)}))
    return known.get(name, name)


def _month(text: str, problems: list[Problem], file: str, line: int) -> Month | None:
    try:
        return Month.parse(text)
    except InvalidMonth:
        add_problem(problems, Problem("not_a_month", "month", text, file, line))
        return None


def _rise(text: str, name: str, problems: list[Problem], file: str, line: int) -> int | None:
    try:
        return parse_percent(text)
    except ParseError as unreadable:
        add_problem(problems, Problem(unreadable.reason, name, text, file, line))
        return None

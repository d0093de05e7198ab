"""A household from a file or from flags. Everything that is wrong with it is reported at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..rules.application import Application
from ..rules.problems import InputError, Problem
from ..rules.region import Region
from .document import Document, KeyPath, NumberText, dotted, written
from .fields import INDEX_FIELDS, Field
from .household_reader import HouseholdReader
from .reader import Locate


def from_document(document: Document, region: Region | None = None) -> Application:
    """Read a household file. Raises `InputError` with every problem, each with file, line and field."""

    def locate(code: str, path: KeyPath, value: object, details: dict[str, str]) -> Problem:
        return document.problem(code, path, value, **details)

    return describe(document.data, locate, region)


def from_flags(raw: Mapping[str, object], region: Region | None = None) -> Application:
    """Read a household from what the command line says. Raises `InputError`, as a usage error, with every problem."""

    def locate(code: str, path: KeyPath, value: object, details: dict[str, str]) -> Problem:
        return Problem(code, flag_of(path), written(value), details=details)

    try:
        return describe(raw, locate, region)
    except InputError as refused:
        raise InputError(refused.problems, usage=True) from None


def flag_of(path: KeyPath) -> str:
    """The flag that a field is given by: `income` is `--income`, `persons[2].age` is `--person 2: age`."""
    names = {"deductions": "deduct", "question": "", "persons": "person", "gradual_exit": "gradual-exit"}
    names |= {field: f"index-value {name}" for name, field in INDEX_FIELDS.items() if name not in ("cpi", "food")}
    names |= {"incomes": "income", "annual_incomes": "annual-income"}
    first = names.get(str(path[0]), str(path[0])) if path else ""
    rest = list(path[1:])
    if not first:
        return flag_of(tuple(rest))
    flag = "--" + (first if " " in first else first.replace("_", "-"))
    if rest and isinstance(rest[0], int):
        flag += f" {rest[0] + 1}"
        rest = rest[1:]
    return f"{flag}: {dotted(tuple(rest))}" if rest else flag


def describe(raw: Mapping[str, object], locate: Locate, region: Region | None = None) -> Application:
    """A household and a question from raw fields, the district checked if a region is given.

    Raises `InputError` with every problem, each located by `locate`.
    """
    reader = HouseholdReader(locate, region)
    application = reader.household(raw)
    if reader.problems or application is None:
        raise InputError(reader.problems)
    return application


def read_facts(
    raw: Mapping[str, object], known: Mapping[str, Field], locate: Locate, region: Region | None = None
) -> tuple[dict[str, Any], list[Problem]]:
    """Some fields in the program's own types, and what is wrong with them, each located by `locate`."""
    reader = HouseholdReader(locate, region)
    try:
        return reader.fields(raw, known, ()), reader.problems
    except InputError:  # too many faults to go on
        return {}, reader.problems


def read_field(field: Field, text: str, region: Region | None = None) -> Any:
    """One field's content in the program's own type; None if it is blank. Raises `InputError`, without a place."""
    reader = HouseholdReader(
        lambda code, path, value, details: Problem(code, value=written(value), details=details), region
    )
    value = reader.content(field, text, ())
    if reader.problems:
        raise InputError(reader.problems)
    return value


def person_from_text(text: str) -> dict[str, object]:
    """The fields of `--person "status=orphan,care=dispersed,age=9"`. Raises `InputError` for a part without `=`.

    Quotation marks around the whole are no part of it: cmd hands single ones over.
    """
    fields: dict[str, NumberText] = {}
    text = text.strip().strip("'‘’“”\"")
    for part in re.split(r"[,，;；]", text):
        name, equals, content = part.replace("＝", "=").partition("=")
        if not equals:
            raise InputError(Problem("not_name_equals_value", "--person", part), usage=True)
        if name.strip() in fields:
            raise InputError(Problem("stated_twice", "--person", part, details={"other": name.strip()}), usage=True)
        fields[name.strip()] = NumberText(content.strip())
    from .income_items import gathered  # most households are described without a person

    return gathered(fields, "--person")

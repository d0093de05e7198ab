"""The columns of a roster: which heading means which field, and what each field is for.

A row is a person or a whole household. Facts of the household (`SETTING`) must agree on all of its rows;
facts of a person (`KIND`) are the row's own; amounts are added up over the rows, except those that are the
whole household's and may stand on each row again (`HOUSEHOLD_AMOUNTS`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..files.fields import GRADUAL_EXIT, HOUSEHOLD, PERSON, Field
from ..rules.problems import Problem, Refused, nearest

SETTING: dict[str, Field] = {
    "area": HOUSEHOLD["area"],
    "district": HOUSEHOLD["district"],
    "month": HOUSEHOLD["month"],
    "low_income_village": HOUSEHOLD["low_income_village"],
    "property_test_met": HOUSEHOLD["property_test_met"],
    "lost_only_child": HOUSEHOLD["lost_only_child"],
    "gradual_exit_since": GRADUAL_EXIT["since"],
}
KIND: dict[str, Field] = {
    "members": HOUSEHOLD["members"],
    **{name: field for name, field in PERSON.items() if name not in ("id", "income")},
}
ROW_AMOUNTS: dict[str, Field] = {
    "income": Field("money", ("月收入", "收入", "个人收入", "个人月收入")),
    "annual_income": Field("money", ("年收入", "个人年收入")),
    "work_income": HOUSEHOLD["work_income"],
    "deductions": Field("money", HOUSEHOLD["deductions"].aliases),
}
HOUSEHOLD_AMOUNTS: dict[str, Field] = {
    "household_income": Field("money", ("家庭月收入", "家庭收入")),
    "household_annual_income": Field("money", ("家庭年收入",)),
    "last_allowance": GRADUAL_EXIT["last_allowance"],
}
AMOUNTS = {**ROW_AMOUNTS, **HOUSEHOLD_AMOUNTS}
LABELS: dict[str, Field] = {
    "household": Field("text", ("户编号", "家庭编号", "户号", "家庭号", "household_id", "户主编号")),
    "person": Field("text", ("person_id", "成员编号", "编号", "称谓", "称呼")),
    "id_number": Field("text", ("身份证号", "身份证号码", "公民身份号码", "证件号码")),
}
FIELDS: dict[str, Field] = {**LABELS, **SETTING, **KIND, **AMOUNTS}

IGNORED = "-"
"""What `--map HEADING=-` says of a column that is not to be read."""


class Columns(NamedTuple):
    """Where each field stands: its place in a row, from 0; the columns that are carried through, and those not used."""

    headings: tuple[str, ...]
    places: Mapping[str, int]
    kept: tuple[int, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def setting(self) -> tuple[str, ...]:
        return tuple(name for name in SETTING if name in self.places)

    @property
    def kind(self) -> tuple[str, ...]:
        return tuple(name for name in KIND if name in self.places)

    @property
    def amounts(self) -> tuple[str, ...]:
        return tuple(name for name in AMOUNTS if name in self.places)

    def heading(self, field: str) -> str:
        """The heading that a field stands under, as it is written in the roster."""
        return self.headings[self.places[field]] if field in self.places else field


def find_columns(
    headings: Sequence[str],
    mapped: Mapping[str, str] | None = None,
    keep: Iterable[str] = (),
    file: str = "",
    given: Iterable[str] = (),
) -> Columns:
    """Which field each heading means. Raises `Refused` for a heading that two columns share and for a missing field.

    `mapped` are headings to fields as the user states them; `keep` headings of columns to carry through,
    `*` for all that mean nothing here; `given` are fields that need no column.
    """
    mapped = mapped or {}
    texts = tuple(heading.strip().lstrip("\ufeff") for heading in headings)
    problems = _faults_of_map(texts, mapped, file)
    places: dict[str, int] = {}
    unread: list[int] = []
    for place, text in enumerate(texts):
        name = mapped.get(text) or field_of(text)
        if name is None or name == IGNORED or name not in FIELDS:
            unread.append(place)
        elif name in places:
            problems.append(Problem("heading_twice", name, text, file, 1, {"other": texts[places[name]]}))
        else:
            places[name] = place
    if "area" not in places and "area" not in given:
        details = {"found": ", ".join(filter(None, texts))[:200]}
        problems.append(Problem("no_area_column", "area", "", file, 1, details))
    kept = _kept(texts, tuple(keep), unread, problems, file)
    if problems:
        raise Refused(problems)
    unused = [texts[place] for place in unread if place not in kept and mapped.get(texts[place]) != IGNORED]
    return Columns(texts, places, kept, tuple(filter(None, unused)))


_KNOWN = {spelling.lower(): name for name, field in FIELDS.items() for spelling in (name, *field.aliases)}


def field_of(heading: str) -> str | None:
    """The field that a heading means: `月收入（元）` is `income`."""
    text = heading.strip().lstrip("\ufeff").lower()
    return _KNOWN.get(text) or _KNOWN.get(_without_brackets(text))


def _without_brackets(text: str) -> str:
    """A heading without what stands in brackets at its end."""
    if not text.endswith((")", "）")):
        return text
    start = max(text.rfind("("), text.rfind("（"))
    before, inside = text[:start].rstrip(), text[start + 1 : -1]
    return before if start >= 0 and not any(sign in inside for sign in ")）") else text


def known_headings(cells: Iterable[str]) -> int:
    """How many cells of a line are headings."""
    return sum(field_of(cell) is not None for cell in cells)


def _faults_of_map(texts: Sequence[str], mapped: Mapping[str, str], file: str) -> list[Problem]:
    problems = []
    for heading, name in mapped.items():
        if name not in FIELDS and name != IGNORED:
            problems.append(Problem("unknown_field", f"--map {heading}", name, details=_near(name, FIELDS)))
        if heading not in texts:
            problems.append(Problem("no_such_column", f"--map {heading}", heading, file, 1, _near(heading, texts)))
    return problems


def _near(word: str, known: Iterable[str]) -> dict[str, str]:
    found = nearest(word, known)
    return {"nearest": found} if found else {}


def _kept(
    texts: tuple[str, ...], keep: tuple[str, ...], unread: list[int], problems: list[Problem], file: str
) -> tuple[int, ...]:
    if "*" in keep:
        return tuple(unread)
    wanted = [heading.strip() for text in keep for heading in re.split("[,，]", text) if heading.strip()]
    missing = [heading for heading in wanted if heading not in texts]
    problems += [Problem("no_such_column", "--keep", heading, file, 1, _near(heading, texts)) for heading in missing]
    return tuple(texts.index(heading) for heading in dict.fromkeys(wanted) if heading in texts)

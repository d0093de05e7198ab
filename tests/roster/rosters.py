"""Made-up rosters for tests: households as rows of a file, and the same households as `dibao calc` is told them."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from typing import Any, NamedTuple

from dibao_cli.files.households import describe
from dibao_cli.files.income_items import INCOME_ITEMS
from dibao_cli.rules.household import Household
from dibao_cli.rules.problems import InputError, Problem
from dibao_cli.rules.region import Region

HEADINGS = [
    "household",
    "person",
    "area",
    "district",
    "month",
    "members",
    "status",
    "care",
    "self_care",
    "tier",
    "age",
    "disability",
    "work_injury",
    "illness",
    "student",
    "parent",
    "multiple_birth",
    "single_person",
    "cannot_form_household",
    "low_income_village",
    "property_test_met",
    "lost_only_child",
    "income",
    "annual_income",
    "work_income",
    "deductions",
    "gradual_exit_since",
    "last_allowance",
    "supporters_elsewhere",
    *INCOME_ITEMS,
]
DISTRICTS = ("", "中山区", "庄河", "210281", "jinzhou")
MONTHS = ("2017-08", "2019-07", "2020-02", "2020-04", "2020-06", "2020-07", "2021-01", "2021-08", "2023-09", "2026-01")
PERSON = [
    "status",
    "care",
    "self_care",
    "tier",
    "age",
    "disability",
    "work_injury",
    "illness",
    "student",
    "parent",
    "multiple_birth",
    "single_person",
    "cannot_form_household",
]
SETTING = [
    *("area", "district", "month", "low_income_village", "property_test_met"),
    *("lost_only_child", "supporters_elsewhere"),
]


class Made(NamedTuple):
    """A household: its rows, and what a household file would say."""

    name: str
    rows: list[dict[str, str]]
    described: dict[str, Any]


def make(name: str, chance: random.Random, rare: bool = True) -> Made | None:
    """A household that the rules accept, or None if chance made an impossible one."""
    setting = {"area": chance.choice(("urban", "农村")), "district": chance.choice(DISTRICTS)}
    setting["month"] = chance.choice(MONTHS)
    if chance.random() < 0.3:
        setting["property_test_met"] = chance.choice(("是", "否", "no"))
    if rare and chance.random() < 0.3:
        setting |= {"low_income_village": chance.choice(("是", "否", "")), "property_test_met": "yes"}
    if rare and chance.random() < 0.05:
        setting["lost_only_child"] = "1"
    rows, persons = [], []
    apart = random.Random(f"items of {name}")  # of its own, so that the other households stay as they are
    itemised = apart.random() < 0.3
    if apart.random() < 0.2:
        setting["supporters_elsewhere"] = apart.choice(("是", "no"))
    items: dict[str, dict[str, int]] = {"incomes": {}, "annual_incomes": {}}
    members = 0
    stated: set[str] = set()
    sums = {"income": 0, "annual_income": 0, "deductions": 0, "work_income": 0}
    for n in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        person = _person(chance, rare)
        count = 1 if person else chance.choice((1, 1, 1, 2, 3))
        amounts = _amounts(chance)
        if itemised:
            amounts |= {"income": 0, "annual_income": 0, "work_income": 0}
        row = {"household": name, "person": str(n + 1), **setting, **person}
        row |= {key: f"{fen / 100:.2f}" for key, fen in amounts.items() if fen}
        if not amounts["income"] and chance.random() < 0.4:
            row["income"] = "" if itemised else "0"  # stated, which a blank is not
        own_items = _items(apart) if itemised else {}
        row |= {field: f"{fen / 100:.2f}" for field, fen in own_items.items()}
        row["members"] = str(count) if count > 1 or chance.random() < 0.3 else ""
        rows.append(row)
        members += count - bool(person)
        if person:
            for key in ("income", "annual_income"):
                amounts.pop(key)
            own: dict[str, Any] = {key: row[key] for key in ("income", "annual_income") if row.get(key)}
            for field in own_items:
                table, kind, _spellings = INCOME_ITEMS[field]
                own.setdefault(table, {})[kind] = row[field]
            persons.append({**person, "id": str(n + 1), **own})
        else:
            for field, fen in own_items.items():
                table, kind, _spellings = INCOME_ITEMS[field]
                fen = min(fen, own_items.get("income_wage", 0)) if kind == "work_costs" else fen  # each row's own wage
                items[table][kind] = items[table].get(kind, 0) + fen
        if "tekun" in person.get("status", "") or "orphan" in person.get("status", ""):
            row.update({"deductions": "", "work_income": ""})
            continue
        stated |= {key for key in amounts if row.get(key)}
        sums = {key: fen + amounts.get(key, 0) for key, fen in sums.items()}
    if len(rows) > 1 and all(row["members"] == str(len(rows)) for row in rows):
        return None
    described: dict[str, Any] = {key: text for key, text in setting.items() if text}
    described |= {key: f"{fen / 100:.2f}" for key, fen in sums.items() if key in stated and key != "deductions"}
    described |= {table: {k: f"{fen / 100:.2f}" for k, fen in told.items()} for table, told in items.items() if told}
    if sums["deductions"]:
        described["deductions"] = {"other": f"{sums['deductions'] / 100:.2f}"}
    if len(rows) > 1 or rows[0]["members"] or persons:  # else nobody said how many they are
        described["members"] = members
    if persons:
        described["persons"] = persons
    if rare and chance.random() < 0.05:
        rows[0] |= {"gradual_exit_since": "2020-01", "last_allowance": "300"}
        described["gradual_exit"] = {"since": "2020-01", "last_allowance": "300"}
        for row in rows[1:]:
            row["gradual_exit_since"] = "2020-01"
    return Made(name, rows, described)


def _amounts(chance: random.Random) -> dict[str, int]:
    income = chance.choice((0, 0, 1, 30000, chance.randrange(400000), chance.randrange(100000)))
    return {
        "income": income,
        "annual_income": chance.choice((0, 0, 0, 0, chance.randrange(1000000))),
        "work_income": income // 2 if chance.random() < 0.2 else 0,
        "deductions": chance.choice((0, 0, 0, 12000, chance.randrange(50000))),
    }


def _items(chance: random.Random) -> dict[str, int]:
    """Some kinds of income of one row, by the month and by the year."""
    fields = [field for field in INCOME_ITEMS if chance.random() < 0.1 and field != "annual_income_work_costs"]
    if "income_work_costs" in fields and "annual_income_wage" in fields:
        fields.remove("annual_income_wage")  # costs by the month beside a wage by the year: tests/test_incomes.py
    return {field: chance.choice((0, 1, 30000, chance.randrange(120000))) for field in fields}


def _person(chance: random.Random, rare: bool) -> dict[str, str]:
    """The facts of a described person, none for an ordinary one."""
    if chance.random() < 0.45:
        return {}
    age = chance.randrange(100)
    person = {"age": str(age)} if chance.random() < 0.7 else {}
    if chance.random() < 0.3:
        kind = chance.choice(("sight", "肢体", "mental", "hearing", "multiple"))
        person["disability"] = f"{kind}-{chance.randrange(1, 5)}"
    if chance.random() < 0.1:
        person["illness"] = chance.choice(("all", "most", "part", "none"))
    if chance.random() < 0.1:
        person["work_injury"] = str(chance.randrange(1, 11))
    if chance.random() < 0.1:
        person["student"] = "是"
    if chance.random() < 0.1:
        person["parent"] = chance.choice(("widowed", "single"))
    person |= chance.choice(
        (
            {},
            {},
            {
                "status": "tekun",
                "care": chance.choice(("", "集中", "dispersed")),
                "self_care": chance.choice(("", "self")),
            },
            {"status": "orphan", "care": chance.choice(("集中", "dispersed"))},
            {"status": "事实无人抚养儿童"},
            {"status": "retiree", "tier": chance.choice(("full", "70", "hardship"))},
            {"status": "tekun+orphan", "care": "dispersed"},
            {"status": "tekun+unsupported_child"},
            {"status": "tekun+unsupported_child", "self_care": "partly"},
            {"status": "unsupported_child", "disability": "limb-2"},
            {"status": "unemployed", "age": "40"},
            {"single_person": "yes", "cannot_form_household": "yes"} if rare else {},
            {"single_person": "yes", "illness": "all"} if rare else {},
        )
    )
    return {key: text for key, text in person.items() if text}


def household_of(made: Made, region: Region) -> Household:
    """The household as `dibao calc` reads it. Raises `InputError`."""

    def locate(code: str, path: tuple[str | int, ...], value: object, details: dict[str, str]) -> Problem:
        return Problem(code, ".".join(map(str, path)), str(value), details=details)

    return describe(made.described, locate, region).household


def some(number: int, seed: int, region: Region, rare: bool = True) -> list[Made]:
    """So many possible households."""
    chance = random.Random(seed)
    found: list[Made] = []
    while len(found) < number:
        made = make(f"H{len(found):05d}", chance, rare)
        if made is None:
            continue
        try:
            household_of(made, region)
        except InputError:
            continue
        found.append(made)
    return found


def as_csv(rows: list[dict[str, str]], headings: Sequence[str] = HEADINGS) -> str:
    """The rows as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()

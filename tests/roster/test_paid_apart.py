"""Who is included alone is computed in the chain, under every rule that a city may set, as `assess` computes it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rosters import Made
from test_same_as_calc import expected, run

from dibao_cli.files.folders import load_standards
from dibao_cli.files.income_items import INCOME_ITEMS
from dibao_cli.roster.worker import Worker
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.month import Month
from dibao_cli.rules.standards import Standards

OWN = """
[notice]
title = "A city's own rule"
effective = 2020-01-01
source = "made up for a test"
[single_person]
areas = ["urban", "rural"]
grades = ["grade_1", "grade_2"]
illness = ["all", "most", "part"]
"""
RULES = {
    "as in Dalian": "",
    "at most, with nothing asked": OWN + 'income_limit = 2\nbound = "at_most"\nasks = ["none"]\n',
    "a share of the standard": OWN + 'income_limit = 3\nbound = "below"\nasks = ["property_test_met"]\nshare = 90\n',
    "the whole standard below a limit": OWN
    + 'income_limit_disability = 3\nincome_limit_illness = 5\nbound = "at_most"\nasks = ["none"]\n'
    + 'less = "nothing"\nshare = 50\nfull_below = 2\n',
    "a share less the own income": OWN
    + 'income_limit = 4\nbound = "at_most"\nasks = ["cannot_form_household"]\nshare = 40\nfull_below = 1.5\n',
    "the person's own income measured": OWN
    + 'income_limit = 0.5\nbound = "at_most"\nasks = ["none"]\nincome_of = "person"\n',
    "some of the rule missing": OWN + "income_limit = 2\n",
    "no payment beside work": OWN
    + 'income_limit = 2\nbound = "below"\nasks = ["none"]\n[dibao]\nwork_deduction_share = 30\nminimum = 20\n',
}


@pytest.fixture
def standards(request: pytest.FixtureRequest, tmp_path: Path) -> Standards:
    folder = tmp_path / "own"
    folder.mkdir()
    if request.param:
        (folder / "own.toml").write_text(request.param, "utf-8")
    return load_standards("dalian", [folder] if request.param else [], national=True)


def families(number: int, seed: int, region: Any) -> Iterator[Made]:
    """Families near the lines and limits of their month, with somebody who asks to be included alone."""
    chance = random.Random(seed)
    for n in range(number):
        name, kinds = f"H{n:03d}", chance.random() < 0.3
        setting = {"area": chance.choice(("urban", "rural")), "district": chance.choice(("", "庄河", "中山区"))}
        setting["month"] = chance.choice(("2020-02", "2020-06", "2020-08", "2021-01", "2021-08", "2023-09"))
        for fact, stated in (("low_income_village", 0.8), ("property_test_met", 0.7)):
            if chance.random() < stated:
                setting[fact] = chance.choice(("yes", "yes", "yes", "no"))
        others = chance.randint(1, 3)
        standard = load_of(region, setting)
        share = chance.choice((0.5, 1, 1, 1.2, 1.5, 2, 2, 3, 4, 5, chance.uniform(0.8, 6)))
        fen = int(standard * share) * (others + 1) + chance.choice((0, 0, 1, -1, 100))
        family, of_family = _means(chance, fen, kinds)
        persons, rows = [], [{"household": name, **setting, **family, "members": str(others)}]
        described = {**setting, **of_family, "members": others}
        for label in range(chance.choice((1, 1, 1, 2))):
            own = int(standard * chance.choice((0, 0, 0.2, 0.45, 0.5, 0.95, 1, 1.1))) - chance.choice((0, 0, 1))
            means, of_person = _means(chance, max(0, own), kinds) if chance.random() < 0.7 else ({}, {})
            facts = _facts(chance)
            persons.append({**facts, **of_person, "id": f"p{label}"})
            rows.append({"household": name, "person": f"p{label}", **setting, **facts, **means})
        if chance.random() < 0.2:
            rows[0]["work_income"] = described["work_income"] = "50"
        if chance.random() < 0.3:
            rows[0]["deductions"] = "120.50"
            described["deductions"] = {"other": "120.50"}
        yield Made(name, rows, {**{key: fact for key, fact in described.items() if fact != ""}, "persons": persons})


def load_of(region: Any, setting: dict[str, str]) -> int:
    """The standard of a setting in Dalian, fen a month."""
    value = DALIAN.on(setting["month"]).find(
        f"dibao.{setting['area']}", region.place(setting["district"]).name if setting["district"] else None
    )
    return value.fen if value and value.fen else 50000


DALIAN = load_standards("dalian")


def _means(chance: random.Random, fen: int, by_kind: bool) -> tuple[dict[str, str], dict[str, Any]]:
    """An income in the columns of a row and in a description: by the month, by the year or kind by kind."""
    if by_kind:
        kinds = {"income_wage": fen}
        kinds |= {
            name: chance.choice((0, 1, 3000))
            for name in (
                "income_work_costs",
                "income_relief",
                "income_basic_pension",
                "income_support_paid",
                "income_scholarship",
            )
            if chance.random() < 0.3
        }
        told: dict[str, Any] = {}
        for name, amount in kinds.items():
            table, kind, _spellings = INCOME_ITEMS[name]
            told.setdefault(table, {})[kind] = f"{amount / 100:.2f}"
        return {name: f"{amount / 100:.2f}" for name, amount in kinds.items()}, told
    parts = {"month": (fen, None), "year": (None, fen * 12), "both": (fen // 2, (fen - fen // 2) * 12)}[
        chance.choice(("month", "month", "year", "both"))
    ]
    found = {
        name: f"{part / 100:.2f}"
        for name, part in zip(("income", "annual_income"), parts, strict=True)
        if part is not None
    }
    return found, dict(found)


def _facts(chance: random.Random) -> dict[str, str]:
    facts = {"single_person": "yes", "age": str(chance.choice((30, 61, 92)))}
    facts |= chance.choice(
        (
            {"disability": "limb-1"},
            {"disability": "mental-3"},
            {"illness": "all"},
            {"disability": "limb-2", "illness": "none"},
            {},
        )
    )
    facts |= chance.choice(
        ({"cannot_form_household": "yes"}, {"cannot_form_household": "yes"}, {"cannot_form_household": "no"}, {})
    )
    facts |= chance.choice(
        ({}, {}, {}, {"status": "retiree", "tier": "40", "age": "80"}, {"status": "unsupported_child", "age": "17"})
    )
    return facts


@pytest.mark.parametrize("standards", list(RULES.values()), ids=list(RULES), indirect=True)
@pytest.mark.parametrize(
    "uplift", [pytest.param(False, marks=pytest.mark.thorough), True], ids=["plain", "with classified relief"]
)
def test_a_person_included_alone_comes_out_as_a_single_case(
    standards: Standards, uplift: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: list[int] = []
    answer = Worker.answer

    def counted(worker: Worker, *stop: Any) -> Any:
        found = answer(worker, *stop)
        whole.append(worker.engine.number("SELECT count(*) FROM cases"))
        return found

    monkeypatch.setattr(Worker, "answer", counted)
    made = list(families(150, len(standards.notices), standards.region))
    question = AssessmentOptions(uplift=uplift, national_index=True)
    found = run(made, standards.on, question, tmp_path, shuffled=False)
    paid = 0
    for one in made:
        answered = expected(one, standards.on(Month.parse(one.described["month"])), question)
        assert found[one.name] == answered, one
        paid += answered[1] not in ("", "0.00")
    children = sum(any("child" in row.get("status", "") for row in one.rows) for one in made)
    assert sum(whole) == children  # whose difference depends on what they are included with
    assert paid > 3

"""People are taken apart by what may matter of them: whoever has the same of it is refused or paid alike."""

from __future__ import annotations

import csv
import json
import random
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import duckdb
import pytest
from conftest import Cli

from dibao_cli import AssessmentOptions, Household, Person, assess, load_standards
from dibao_cli.roster.engine import DuckDB
from dibao_cli.rules.distinguished import Distinguishing
from dibao_cli.rules.person import Disability, DisabilityKind
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.standards import Standards

FACTS: dict[str, tuple[Any, ...]] = {
    "status": (("tekun",), ("orphan",), ("tekun", "orphan"), ("unsupported_child",), ("retiree",), ("unemployed",)),
    "care": ("institutional", "dispersed"),
    "self_care": ("self", "partly", "wholly"),
    "abilities_lost": (0, 2, 5),
    "tier": ("full", "hardship"),
    "age": (0, 9, 17, 18, 40, 64, 85, 95),
    "disability": tuple(Disability(kind, grade) for kind in ("limb", "mental", "hearing") for grade in (1, 2, 3, 4)),
    "work_injury": (1, 4, 9),
    "illness": ("all", "part", "none"),
    "student": (True, False),
    "parent": ("widowed", "single"),
    "multiple_birth": (True,),
    "single_person": (True,),
    "cannot_form_household": (True, False),
}
OFTEN = ("status", "age", "care")


def described(chance: random.Random) -> dict[str, Any]:
    return {n: chance.choice(f) for n, f in FACTS.items() if chance.random() < (0.6 if n in OFTEN else 0.15)}


def accepted(facts: dict[str, Any]) -> bool:
    try:
        Person(**facts)
    except InputError:
        return False
    return True


def test_whoever_has_the_same_of_what_matters_is_refused_and_paid_alike() -> None:
    chance, standards = random.Random(17), load_standards("dalian")
    for question in (AssessmentOptions(), AssessmentOptions(uplift=True)):
        apart = Distinguishing(question)
        seen: dict[str, tuple[bool, list[object]]] = {}
        again = 0
        for _each in range(1500):
            facts = described(chance)
            matters = apart.facts_of(facts)
            sound = accepted(facts)
            assert sound == accepted(matters), (facts, matters)
            answers: list[object] = []
            for month, income in (("2020-07", 0), ("2021-08", 10**9)) if sound else ():
                found = assess(
                    Household("rural", 2, income=income, persons=(Person(**facts),)), standards.on(month), question
                )
                answers.append((found.amounts, found.codes, found.excluded, found.basis, found.notices))
            for key in (tuple(sorted(matters.items(), key=str)), apart.key_of(Person(**facts)) if sound else facts):
                again += str(key) in seen
                assert seen.setdefault(str(key), (sound, answers)) == (sound, answers), (facts, key)
        assert again > 500  # enough of them differ only in what does not matter


def test_whoever_is_included_alone_is_taken_apart_by_the_grade_and_by_what_is_of_the_mind(dalian: Standards) -> None:
    apart, answers, keys = Distinguishing(AssessmentOptions()), set(), set()
    for kind in get_args(DisabilityKind):
        for grade in (1, 2, 3, 4):
            person = Person(id="1", single_person=True, cannot_form_household=True, disability=Disability(kind, grade))
            key, whose = apart.key_of(person), (person, apart.as_distinguished(person))
            homes = [Household("rural", 2, income=2_000_00, property_test_met=True, persons=(one,)) for one in whose]
            [answer, again] = [assess(home, dalian.on("2021-08")).amounts for home in homes]
            assert answer == again, person
            answers.add(answer)
            keys.add(key)
    assert len(answers) == 3  # with a nursing subsidy (grades 1, 2), without, and not included
    assert len(keys) == 8


AGES = (*map(str, range(131)), "", "131", "-1", "07", " 40", "４０", "40岁", "40.0", "four", "1 7", "0x1")
OF_AN_AGE = {
    "orphan": ("孤儿", "散居", "", ""),
    "orphan at school": ("孤儿", "散居", "", "是"),
    "retiree": ("精简退职", "", "全额", ""),
    "retiree without a tier": ("精简退职", "", "", ""),
    "anybody": ("", "", "", ""),
    "anybody at school": ("", "", "", "是"),
}
"""Status, care, tier, student: with some ages they cannot be, or need something more."""


@pytest.mark.parametrize(
    "options", [(), *(pytest.param((option,), marks=pytest.mark.thorough) for option in ("--uplift", "--lines"))]
)
def test_a_row_of_any_age_is_refused_and_paid_as_calc_has_it(
    options: tuple[str, ...], dibao: Cli, tmp_path: Path
) -> None:
    """Plain ages stand for their bands where rows are read: none may be refused for the age of another."""
    roster, out, rejects = tmp_path / "roster.csv", tmp_path / "out.csv", tmp_path / "rejects.csv"
    with roster.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("户号", "城乡", "类别", "养育方式", "档次", "学生", "年龄", "残疾"))
        for kind, cells in OF_AN_AGE.items():
            for n, age in enumerate(AGES):
                writer.writerow((f"{kind}/{n}", "城市", *cells, age, "肢体一级" if n % 2 else ""))
    common = ("--month", "2020-07", *(option for option in options if option != "--lines"))
    ran = dibao("batch", str(roster), "-o", str(out), "--rejects", str(rejects), *common, *options)
    assert ran.code == 1, ran.err
    with rejects.open(encoding="utf-8", newline="") as file:
        refused = {row["household"]: (row["code"], row["value"]) for row in csv.DictReader(file)}
    with out.open(encoding="utf-8", newline="") as file:
        paid = {row["household"]: row for row in csv.DictReader(file)}
    assert len(refused) > 150 and len({*refused, *paid}) == len(AGES) * len(OF_AN_AGE)
    for kind, (status, care, tier, student) in OF_AN_AGE.items():
        for n, age in ((n, age) for n, age in enumerate(AGES) if n % 11 == 0 or n in (17, 18, 19) or n > 130):
            facts = {"status": status, "care": care, "tier": tier, "student": student, "age": age}
            facts["disability"] = "肢体一级" if n % 2 else ""
            told = ",".join(f"{name}={fact.strip()}" for name, fact in facts.items() if fact.strip())
            person = ("--person", told) if told else ()
            single = dibao("calc", "--area", "urban", *person, *common, "-f", "json")
            assert (single.code == 0) == (f"{kind}/{n}" in paid), (kind, age, single.err)
            if not single.code and "--lines" not in options:
                assert Decimal(paid[f"{kind}/{n}"]["total"] or 0) == Decimal(json.loads(single.out)["total"] or 0)
            code, value = refused.get(f"{kind}/{n}", ("", ""))
            if single.code:
                assert f"[{code}]" in single.err, (kind, age, single.err)
                assert not value or re.search(rf"[ “]{re.escape(value)}[ ”.]", single.err), (kind, age, single.err)


def test_rows_are_put_as_they_are_whatever_stands_in_them() -> None:
    engine = DuckDB(duckdb.connect())
    columns = {"number": "BIGINT", "text": "VARCHAR", "holds": "BOOLEAN"}
    texts = ["", None, "中山区", "a\x1fb", "it's", 'a "b"', " ", "NULL", "\\", "a\nb\r"]
    for odd in ("", "a\x1cb", "\x1d", "\x1e", "\x1e\x1d\x1c"):
        rows = [
            {"number": n if n % 5 else None, "text": [*texts, odd][n % 11], "holds": (True, False, None)[n % 3]}
            for n in range(1500)
        ]
        engine.make("put_rows", columns)
        engine.put("put_rows", columns, rows)
        assert list(engine.ask_rows("SELECT * FROM put_rows")) == rows

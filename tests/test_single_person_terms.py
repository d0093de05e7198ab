"""Single-person inclusion by what a city's notices say, and by the State's rule where they say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from dibao_cli.files.folders import load_standards
from dibao_cli.rules.assess import assess
from dibao_cli.rules.assessment import Entitlement
from dibao_cli.rules.household import Household
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.standards import Standards

NOTICE = """[notice]
title = "A city's own rule"
effective = 2020-01-01
source = "B, 2019-12-20"
[dibao]
urban = 700
rural = 500
[single_person]
"""
LIMIT = "income_limit = 3\n"
OPEN = LIMIT + 'bound = "at_most"\nillness = ["all"]\nasks = ["none"]\n'
SEVERE = Person(disability=Disability("limb", 2), single_person=True)


def city_with(folder: Path, rule: str) -> Standards:
    (folder / "region.toml").write_text('[region]\nid = "x"\nname = "X"\n', "utf-8")
    (folder / "a.toml").write_text(NOTICE + rule, "utf-8")
    return load_standards(None, [folder])


def line(
    standards: Standards, person: Person, month: str = "2020-07", area: str = "urban", income: int = 0
) -> Entitlement:
    """The person's line in a family of two with so much income (fen per month)."""
    family = Household(area, members=1, income=income, property_test_met=True, persons=(person,))  # type: ignore[arg-type]  # an area
    [found] = [line for line in assess(family, standards.on(month)).lines if line.programme == "single_person"]
    return found


def test_before_the_states_rule_what_no_notice_says_is_not_known(tmp_path: Path) -> None:
    city = city_with(tmp_path, LIMIT)
    gaps = {gap.key for gap in line(city, SEVERE, income=3_000_00).missing}
    assert gaps == {f"single_person.{name}" for name in ("areas", "grades", "illness", "bound", "asks")}


def test_from_july_2021_the_states_rule_stands_where_a_city_says_nothing(tmp_path: Path) -> None:
    city = city_with(tmp_path, LIMIT)
    found = line(city, SEVERE, "2021-07", income=3_000_00)
    assert (found.amount, found.conditions) == (700_00, ())
    assert line(city, SEVERE, "2021-07", income=4_200_00).conditions == ("within_income_limit",)  # just at 3 × 700
    law = line(load_standards("dalian"), SEVERE, "2021-07", income=1_600_00).law
    assert law is not None
    assert (law.document, law.article) == ("民发〔2021〕57号", "8")


def test_dalians_rule_of_2020_is_that_of_its_notice() -> None:
    dalian = load_standards("dalian")
    elsewhere = line(dalian, SEVERE, "2020-08", income=3_000_00)
    assert (elsewhere.amount, elsewhere.conditions) == (0, ("rural_household",))
    assert elsewhere.law is not None
    assert elsewhere.law.name["zh"].startswith("回望2020大连")
    asked = line(dalian, SEVERE, "2020-08", "rural", income=3_000_00)
    assert asked.conditions == ("low_income_village?", "cannot_form_household?")


@pytest.mark.parametrize(
    ("grades", "disability", "admitted"),
    [
        ('["grade_1"]', Disability("limb", 2), False),
        ('["grade_1", "grade_2", "grade_3"]', Disability("limb", 3), True),
        ('["grade_3_intellect_mental"]', Disability("mental", 3), True),
        ('["grade_3_intellect_mental"]', Disability("limb", 3), False),
        ('["none"]', Disability("limb", 1), False),
    ],
)
def test_a_city_admits_the_grades_that_it_names(
    tmp_path: Path, grades: str, disability: Disability, admitted: bool
) -> None:
    city = city_with(tmp_path, OPEN + f'areas = ["urban"]\ngrades = {grades}\n')
    found = line(city, Person(disability=disability, illness="none", single_person=True), income=3_000_00)
    assert found.conditions == (() if admitted else ("disability_or_illness_as_admitted",))
    assert (found.amount == 700_00) == admitted


def test_an_illness_counts_only_as_far_as_the_city_says(tmp_path: Path) -> None:
    city = city_with(tmp_path, OPEN + 'areas = ["urban", "rural"]\ngrades = ["none"]\n')
    for illness, amount in (("all", 700_00), ("most", 0), ("part", 0)):
        person = Person(illness=illness, single_person=True)  # type: ignore[arg-type]  # the choices above
        assert line(city, person, income=3_000_00).amount == amount, illness
    assert line(city, Person(single_person=True), income=3_000_00).missing[0].key == "disability"


def test_a_rule_for_the_city_only_says_so_in_the_country(tmp_path: Path) -> None:
    city = city_with(tmp_path, OPEN + 'areas = ["urban"]\ngrades = ["grade_2"]\n')
    assert line(city, SEVERE, area="rural", income=2_000_00).conditions == ("urban_household",)


def test_the_persons_own_income_may_be_what_is_held_against_the_limit(tmp_path: Path) -> None:
    rule = 'areas = ["urban"]\ngrades = ["grade_2"]\nincome_of = "person"\n'
    city = city_with(tmp_path, OPEN.replace("income_limit = 3", "income_limit = 0.5") + rule)
    assert line(city, SEVERE._replace(income=350_00), income=99_000_00).amount == 350_00
    assert line(city, SEVERE._replace(income=351_00), income=99_000_00).conditions == ("within_income_limit",)

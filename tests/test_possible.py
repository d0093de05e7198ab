"""What a household may also be entitled to: by the rules themselves, with a question each, never in a total."""

from __future__ import annotations

import json

import pytest
from conftest import Cli
from test_kept import CITIES, households

from dibao_cli.files.folders import load_standards
from dibao_cli.rules.assess import assess
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import Household
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.possible import Possible, codes, possible
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.standards import Standards
from dibao_cli.words.possible import QUESTIONS

VILLAGE = Household("rural", district="庄河市", members=2, income=30_000, property_test_met=True)


def found(
    dalian: Standards, household: Household, month: str, question: AssessmentOptions | None = None
) -> dict[str, Possible]:
    return {one.code: one for one in reversed(possible(assess(household, dalian.on(month), question)))}


def test_classified_relief_is_named_with_what_it_would_bring(dalian: Standards) -> None:
    """A child of nine with a severe disability: half of 540."""
    child = Person(disability=Disability("limb", 2), age=9)
    told = found(dalian, VILLAGE._replace(persons=(child,)), "2020-08")
    assert (told["uplift"].amount, told["uplift"].law is not None) == (27_000, True)
    asked = found(dalian, VILLAGE._replace(persons=(child,)), "2020-08", AssessmentOptions(uplift=True))
    assert "uplift" not in asked


@pytest.mark.parametrize("city", CITIES)
def test_classified_relief_brings_what_asking_for_it_adds(city: str) -> None:
    """Whoever it is for: the amount is the difference to the whole answer with relief asked for."""
    standards = load_standards(city, national=True)
    for household, month, question in households(standards, 23, 60):
        without = question._replace(uplift=False)
        try:
            answer = assess(household, standards.on(month), without)
            asked = assess(household, standards.on(month), without._replace(uplift=True))
        except InputError:
            continue
        told = {one.code: one.amount for one in possible(answer)}
        more = asked.known_total - answer.known_total if answer.amount("dibao") else 0
        assert told.get("uplift", 0) == max(0, more), household


def test_of_members_who_are_not_described_the_shares_are_bounds(dalian: Standards) -> None:
    """10 % and 50 % of 750."""
    told = found(dalian, Household("urban", members=3, income=0), "2020-08")["uplift_of_member"]
    assert (told.amount, told.at_least, told.at_most) == (None, 7_500, 37_500)


@pytest.mark.parametrize(("month", "income", "amount"), [("2020-08", 300_000, 54_000), ("2021-08", 200_000, 58_000)])
def test_a_severely_disabled_member_of_a_family_above_the_line_may_be_included_alone(
    dalian: Standards, month: str, income: int, amount: int
) -> None:
    """5 × 540 a head through June 2021 in a low-income village; below 1.5 × 580 a head since."""
    family = VILLAGE._replace(income=income, persons=(Person(disability=Disability("limb", 1), age=30),))
    told = found(dalian, family, month)["single_person"]
    assert (told.person, told.amount) == ("1", amount)
    assert ("low_income_village" in told.open) == (month < "2021-07") and "property_test_met" not in told.open
    denied = found(dalian, family._replace(property_test_met=False), month)
    assert "single_person" not in denied


def test_aid_of_the_month_is_named_in_its_month_only(dalian: Standards) -> None:
    family = Household("urban", members=3, income=120_000)
    assert found(dalian, family, "2020-01")["one_off"].amount == 80_000
    assert "one_off" not in found(dalian, family, "2020-02")
    assert "one_off" not in found(dalian, family, "2020-01", AssessmentOptions(one_off=True))


@pytest.mark.parametrize(
    ("age", "code", "amount"), [(85, "elders_80", None), (92, "elders_90", 20_000), (101, "elders_100", 75_000)]
)
def test_an_elder_may_have_an_allowance(dalian: Standards, age: int, code: str, amount: int | None) -> None:
    """Flat 200 from 90, the urban standard from 100; at 80 to 89 it is in classified relief already (B3)."""
    told = found(dalian, Household("urban", persons=(Person(age=age),), income=500_000), "2020-08")[code]
    assert (told.amount, told.law.document if told.law else "") == (amount, "大民发〔2014〕56号")


@pytest.mark.parametrize(("month", "limit"), [("2021-06", 281_250), ("2021-07", 351_000)])
def test_an_edge_family_is_named_with_its_limit(dalian: Standards, month: str, limit: int) -> None:
    """1.25 × 750 × 3 through June 2021, then 1.5 × 780 × 3."""
    told = found(dalian, Household("urban", members=3, income=250_000), month)["line_edge"]
    assert (told.limit, told.amount) == (limit, None)


def test_nothing_of_it_is_in_a_total_and_rows_have_none(dibao: Cli) -> None:
    given = ("calc", "--area", "urban", "--members", "3", "--income", "1200", "--month", "2020-02")
    told = json.loads(dibao(*given, "-f", "json").out)
    assert told["total"] == "1288.50"
    assert {one["code"] for one in told["possible"]} == {"uplift_of_member", "elders_of_member"}
    assert all(one["question"] and one["law"] for one in told["possible"])
    for form in ("table", "markdown", "html"):
        assert "May also apply (not in the total)" in dibao(*given, "-f", form).out
    assert "May also" not in dibao(*given, "-f", "csv").out


def test_what_is_left_out_is_not_named(dibao: Cli) -> None:
    given = ("calc", "--area", "urban", "--members", "3", "--income", "0", "--month", "2020-01", "-f", "json")
    told = json.loads(dibao(*given, "--without", "one_off", "--without", "uplift").out)["possible"]
    assert [one["code"] for one in told] == ["elders_of_member"]


def test_every_code_has_its_question() -> None:
    assert set(codes()) == set(QUESTIONS)

"""Rules have a first and a last month, name their article, and old ones say that they are old."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.rules import laws
from dibao_cli.rules.assess import assess
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.dated import RULES, Rule, in_force
from dibao_cli.rules.exclusions import SOURCES
from dibao_cli.rules.household import Household
from dibao_cli.rules.laws import Law
from dibao_cli.rules.month import Month
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.standards import Standards


def test_a_rule_holds_from_its_first_month_to_its_last() -> None:
    old, new = Rule(Law({"en": "old"}), until=Month(2021, 6)), Rule(Law({"en": "new"}), since=Month(2021, 7))
    by_month = {
        month: in_force((old, new), Month.parse(month)) for month in ("2012-01", "2021-06", "2021-07", "2030-01")
    }
    assert list(by_month.values()) == [old, old, new, new]
    assert in_force((new,), Month(2021, 6)) is None


def test_no_two_rules_of_a_programme_hold_in_one_month() -> None:
    for rules in RULES.values():
        for month in (Month(2012, 1).plus(n) for n in range(240)):
            assert sum(rule.holds_in(month) for rule in rules) == 1


@pytest.mark.parametrize(
    ("month", "document", "article"),
    [
        ("2021-06", "民发〔2012〕220号", "27"),
        ("2021-07", "民发〔2021〕57号", "23"),
        ("2025-08", "民发〔2021〕57号", "23"),
    ],
)
def test_the_amount_of_dibao_names_the_article_of_its_month(
    dibao: Cli, month: str, document: str, article: str
) -> None:
    family = ("calc", "--area", "urban", "--members", "3", "--month", month)
    law = json.loads(dibao(*family, "-f", "json").out)["lines"][0]["law"]
    assert (law["document"], law["article"]) == (document, article)
    for form in ("table", "html"):
        shown = dibao(*family, "-f", form, "--explain").out
        assert article in shown and document.split("〔")[0] in shown
    assert f"第{article}条" in dibao(*family, "-f", "html", "--lang", "zh").out


def test_every_line_of_the_state_or_of_a_notice_names_its_text(dalian: Standards) -> None:
    people = (
        Person(id="old", age=82),
        Person(id="poor", status=("tekun",), self_care="self"),
        Person(id="orphan", status=("orphan",), care="dispersed"),
        Person(id="child", status=("unsupported_child",), age=9),
        Person(id="retiree", status=("retiree",), tier="full"),
    )
    question = AssessmentOptions(uplift=True, national_index=True)
    answer = assess(Household("urban", members=1, persons=people), dalian.on("2020-04"), question)
    for line in answer.lines:
        assert (line.law is not None and line.law.name) or line.amount is None, line.programme


def test_single_person_inclusion_names_the_text_of_its_month(dalian: Standards) -> None:
    person = Person(single_person=True, illness="all", cannot_form_household=True)
    for month, told in (("2021-06", "2020"), ("2021-07", "民发〔2021〕57号")):
        for income in (170_000, 0):
            household = Household("rural", 1, (person,), income, low_income_village=True, property_test_met=True)
            answer = assess(household, dalian.on(month))
            laws = [line.law for line in answer.lines if line.programme == "single_person"]
            laws += [exclusion.source for exclusion in answer.exclusions]
            assert [law and told in law.document + law.name["zh"] for law in laws] == [True], (month, income)


def test_an_exclusion_names_its_source_and_never_a_code(dibao: Cli) -> None:
    assert all(law.name["en"] and law.name["zh"] for law in SOURCES.values())
    person = ("--person", "status=tekun,disability=limb-1")
    for language in ("en", "zh"):
        exclusions = json.loads(dibao("calc", "--area", "urban", *person, "-f", "json", "--lang", language).out)
        sources = [each["source"] for each in exclusions["exclusions"]]
        assert sources and not any(code in source for source in sources for code in ("D1", "S0", "N4", "N5"))


def test_a_price_subsidy_of_a_later_year_says_that_its_rule_is_old(dibao: Cli) -> None:
    def codes(month: str) -> list[str]:
        record = json.loads(
            dibao("calc", "--area", "urban", "--members", "1", "--month", month, "--food-cpi", "8", "-f", "json").out
        )
        return [warning["code"] for warning in record["warnings"]]

    assert "old_rule" not in codes("2021-12")
    assert "old_rule" in codes("2022-01")
    refused = dibao("calc", "--area", "urban", "--members", "1", "--month", "2024-01", "--food-cpi", "8", "--strict")
    assert refused.code == 1 and "late 2021" in refused.err


def test_the_undated_text_warns_and_the_dated_band_does_not(dalian: Standards) -> None:
    def codes(person: Person) -> set[str]:
        household = Household("urban", members=1, persons=(person,))
        return {
            warning.code for warning in assess(household, dalian.on("2020-07"), AssessmentOptions(uplift=True)).warnings
        }

    assert "undated_rule" in codes(Person(age=65))
    assert "undated_rule" not in codes(Person(age=80))


def test_nothing_stated_is_never_a_definite_no(dalian: Standards) -> None:
    """Whatever is left open, the line of single-person inclusion has no amount, and nothing is called not met."""
    for month in ("2020-07", "2021-07", "2025-01"):
        for person in (
            Person(single_person=True),
            Person(single_person=True, disability=Disability("limb", 1)),
            Person(single_person=True, illness="all"),
        ):
            household = Household("rural", members=1, persons=(person,), income=170_000)
            [line] = [line for line in assess(household, dalian.on(month)).lines if line.programme == "single_person"]
            assert line.amount is None and line.missing, (month, person)
            assert all(code.endswith("?") for code in line.conditions)


def test_a_household_in_town_is_told_that_it_is_not_rural_and_shown_no_limit(dibao: Cli) -> None:
    told = dibao(
        "calc", "--area", "urban", "--members", "2", "--income", "3000", "--person", "single_person=yes", "-f", "table"
    ).out
    assert "it is not a rural household" in told
    assert "540" not in told


def test_from_when_stands_on_the_sheet_and_only_where_it_matters(dibao: Cli) -> None:
    sheet = ("calc", "--area", "urban", "--members", "1", "--month", "2020-02", "-f", "html")
    assert re.search(r"month of the index.*2020-02.*paid in.*2020-03", dibao(*sheet).out, re.DOTALL)
    assert "month after the decision" in dibao(*sheet).out
    without = dibao(*sheet, "--income", "900").out
    assert "month of the index" not in without and "month after the decision" not in without


def test_the_number_of_a_text_is_written_once() -> None:
    """Sentences for people may name it too; what rules and parameters rest on is one of `rules/laws.py`."""
    for file in sorted(Path(laws.__file__).parent.glob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in said]
        numbers = [text for text in texts if isinstance(text, str) and "\u3014" in text]
        assert not numbers or file.name == "laws.py", (file.name, numbers)

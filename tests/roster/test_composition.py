"""A change of how amounts go together, made in `rules/` alone, reaches rosters: they come out as single cases do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rosters import Made, some
from test_same_as_calc import expected, run

from dibao_cli.rules import dibao, flat, price_subsidy, scopes, uplift
from dibao_cli.rules.arithmetic import Number, at_most, value_of
from dibao_cli.rules.assessment import PROGRAMMES, Entitlement
from dibao_cli.rules.case import AssessmentOptions, Case
from dibao_cli.rules.dibao import DibaoInputs
from dibao_cli.rules.flat import Flat
from dibao_cli.rules.household import Household
from dibao_cli.rules.laws import EXTREMELY_POOR
from dibao_cli.rules.local_practice import LocalPractice
from dibao_cli.rules.month import Month
from dibao_cli.rules.person import Person
from dibao_cli.rules.scopes import REACHES, Scope
from dibao_cli.rules.standards import Standards

QUESTION = AssessmentOptions(uplift=True, national_index=True)
Patch = pytest.MonkeyPatch


def incomes_of_everybody_enter(patch: Patch) -> None:
    patch.setattr(dibao, "own_income_counts", lambda _person: True)


def thirty_yuan_a_member_are_deducted_too(patch: Patch) -> None:
    before = dibao.taken_off

    def more(inputs: DibaoInputs, practice: LocalPractice) -> Number:
        return before(inputs, practice) + inputs.members * 3000

    patch.setattr(dibao, "taken_off", more)


def deductions_count_twice(patch: Patch) -> None:
    before = dibao.taken_off
    patch.setattr(dibao, "taken_off", lambda inputs, practice: before(inputs, practice) + inputs.deductions)


def a_yuan_is_added_whatever_the_months(patch: Patch) -> None:
    """An author of rules need not know that a roster has a column of yearly incomes."""
    before = dibao.allowance
    patch.setattr(dibao, "allowance", lambda *told, **named: before(*told, **named) + 100)


def the_price_subsidy_is_for_two_persons_at_most(patch: Patch) -> None:
    patch.setattr(price_subsidy, "of_group", lambda each, persons: each * at_most(2, persons))


def the_second_uplift_is_halved(patch: Patch) -> None:
    """Now an uplift depends on the family's other members, and its scope says so."""
    uplift_halved(patch)
    patch.setitem(REACHES, "uplift", REACHES["uplift"]._replace(scope=Scope.WHOLE_HOUSEHOLD))


def uplift_halved(patch: Patch) -> None:
    before = uplift.assess

    def halved(case: Case, dibao_paid: int) -> list[Entitlement]:
        lines = before(case, dibao_paid)
        return [line._replace(amount=(line.amount or 0) // 2) if n == 1 else line for n, line in enumerate(lines)]

    patch.setattr(uplift, "assess", halved)


def a_flat_amount_goes_by_age(patch: Patch) -> None:
    def keys(person: Person) -> tuple[str, ...]:
        return ("retiree.full",) if person.age is not None and person.age >= 70 else ()

    patch.setitem(flat.FLAT, "retiree", Flat(keys, excluded_by={"tekun": EXTREMELY_POOR}, ages=(70,)))
    patch.setattr(flat, "AGES", (70,))


CHANGES: tuple[Callable[[Patch], None], ...] = (
    incomes_of_everybody_enter,
    thirty_yuan_a_member_are_deducted_too,
    deductions_count_twice,
    a_yuan_is_added_whatever_the_months,
    the_price_subsidy_is_for_two_persons_at_most,
    the_second_uplift_is_halved,
    a_flat_amount_goes_by_age,
)


def answers(made: list[Made], standards: Standards) -> dict[str, list[str]]:
    """What single cases come to, by household."""
    return {one.name: expected(one, standards.on(Month.parse(one.described["month"])), QUESTION) for one in made}


@pytest.fixture(autouse=True)
def nothing_kept(dalian: Standards) -> Iterator[None]:
    """What was reckoned by other rules than those of the test is forgotten."""
    dalian.places_seen.clear()
    yield
    dalian.places_seen.clear()


@pytest.fixture(scope="module")
def made(dalian: Standards) -> list[Made]:
    """Households of every kind, and large families in the months with a price subsidy."""
    large = [
        made._replace(name=f"L{made.name}", rows=[{**row, "household": f"L{made.name}"} for row in made.rows])
        for made in some(500, 32, dalian.region, rare=False)
        if len(made.rows) > 2 and "2020-02" <= made.described["month"] <= "2020-06"
    ]
    return some(60, 31, dalian.region) + large


@pytest.fixture(scope="module")
def unchanged(made: list[Made], dalian: Standards) -> dict[str, list[str]]:
    return answers(made, dalian)


@pytest.mark.thorough
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_in_rules_alone_reaches_rosters(
    change: Callable[[Patch], None],
    made: list[Made],
    unchanged: dict[str, list[str]],
    dalian: Standards,
    tmp_path: Path,
    monkeypatch: Patch,
) -> None:
    change(monkeypatch)
    after = answers(made, dalian)
    assert after != unchanged, "a change that moves nothing shows nothing"
    assert run(made, dalian.on, QUESTION, tmp_path, shuffled=False) == after


def test_a_rule_that_looks_at_more_than_its_scope_says_is_found_out(
    made: list[Made], dalian: Standards, tmp_path: Path, monkeypatch: Patch
) -> None:
    uplift_halved(monkeypatch)
    assert run(made, dalian.on, QUESTION, tmp_path, shuffled=False) != answers(made, dalian)


def test_a_rule_that_looks_at_a_fact_which_its_reach_does_not_name_is_found_out(
    made: list[Made], dalian: Standards, tmp_path: Path, monkeypatch: Patch
) -> None:
    monkeypatch.setitem(REACHES, "retiree", REACHES["retiree"]._replace(looks_at=()))
    assert run(made, dalian.on, QUESTION, tmp_path, shuffled=False) != answers(made, dalian)


def test_every_programme_has_a_scope() -> None:
    assert tuple(REACHES) == PROGRAMMES
    assert sum(len(scopes.of(scope)) for scope in Scope) == len(PROGRAMMES)


def test_a_group_of_one_is_paid_once() -> None:
    assert value_of(price_subsidy.of_group(2500, 1)) == 2500


NO_PROGRAMMES = r'Step\("dibao", |add_worksheet\("dibao"\)'
"""A step of the chain and a sheet have the name of one."""


def test_no_module_of_rosters_names_a_programme() -> None:
    """What a programme is must not be decided in two places."""
    facts = {*Household._fields, *Person._fields}  # two facts are called as the programmes that they ask for
    names = re.compile("[\"'](" + "|".join(name for name in PROGRAMMES if name not in facts) + ")[\"']")
    for file in sorted((Path(dibao.__file__).parent.parent / "roster").glob("*.py")):
        lines = file.read_text("utf-8").splitlines()
        found = [line for line in lines if names.search(line) and not re.search(NO_PROGRAMMES, line)]
        assert not found or file.name == "demo.py", found  # which writes what a roster's cells say


def test_a_text_becomes_sql_in_one_place() -> None:
    for file in sorted((Path(dibao.__file__).parent.parent / "roster").glob("*.py")):
        assert file.name == "duckdb_sql.py" or """.replace("'", "''")""" not in file.read_text("utf-8"), file.name

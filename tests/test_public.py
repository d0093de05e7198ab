"""What is promised to those who use the package from Python."""

from __future__ import annotations

import ast
import inspect
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli

import dibao_cli
from dibao_cli import (
    Application,
    Assessment,
    AssessmentOptions,
    Household,
    InputError,
    Month,
    Person,
    Standards,
    arrears,
    assess,
    assess_months,
    assess_roster,
    compare,
    record_of,
    sweep,
    yuan,
)
from dibao_cli.rules.counterfactual import STANDARD, MixedTables, Supposing

JULY = Month(2020, 7)
FAMILY = Household("urban", 3, income=120_000)
TOLD = Application(FAMILY, month=JULY)


def test_the_names_that_are_shown_are_those_that_a_type_checker_sees() -> None:
    tree = ast.parse(inspect.getsource(dibao_cli))
    seen = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level for alias in node.names
    }
    assert {*dir(dibao_cli)} == {*dibao_cli.__all__} == {"__version__", *seen}
    assert all(getattr(dibao_cli, name).__doc__ for name in seen)


def test_an_application_is_asked_about_in_its_own_month(dalian: Standards) -> None:
    alike = assess(TOLD, dalian)
    assert alike.month == JULY
    assert alike == assess(TOLD, dalian.on("2020-06")) == assess(FAMILY, dalian.on("2020-07"))
    assert assess(Application(FAMILY), dalian.on("2020-06")).month == Month(2020, 6)
    assert assess(FAMILY, dalian).month == dalian.region.default_month
    assert "assumed:month" in {warning.code for warning in assess(FAMILY, dalian).warnings}
    assert "assumed:month" not in {warning.code for warning in alike.warnings}


def test_everything_takes_an_application_and_standards(dalian: Standards) -> None:
    months = (Month(2020, 6), JULY)
    before, after = assess_months(TOLD, dalian, months).answers
    assert compare(before, after).amount == 9_000
    assert (before, after) == assess_months(FAMILY, dalian.on("2020-06"), months).answers
    assert arrears(TOLD, dalian, JULY) == arrears(FAMILY, dalian.on(JULY), JULY)
    assert sweep(TOLD, dalian, "members", range(3, 4)).points[0].answer == assess(TOLD, dalian)


def test_changes_are_of_the_household_in_the_month_that_is_asked_about(dalian: Standards) -> None:
    changed = TOLD._replace(changes=(dibao_cli.Change(Month(2020, 8), FAMILY._replace(members=4)),))
    assert assess(changed, dalian).household.members == 3
    assert assess(changed._replace(month=Month(2020, 8)), dalian).household.members == 4


@pytest.mark.parametrize(
    ("amount", "fen"),
    [
        ("1200.50", 120_050),
        ("1,200.5元", 120_050),
        (1200, 120_000),
        (0, 0),
        (Decimal("0.5"), 50),
        (Decimal("0.500"), 50),
        (Decimal("1E+3"), 100_000),
    ],
)
def test_yuan_are_whole_fen(amount: Any, fen: int) -> None:
    assert yuan(amount) == fen


NO_AMOUNTS = (1200.5, True, None, "", "x", "-1", -1, "0.001", *map(Decimal, ("0.001", "NaN", "1E+40", "1E+999999")))


@pytest.mark.parametrize("amount", NO_AMOUNTS)
def test_what_is_no_amount_is_refused(amount: Any) -> None:
    with pytest.raises(InputError):
        yuan(amount)


def test_what_is_printed_fits_a_screen(dalian: Standards) -> None:
    answer = assess(TOLD, dalian)
    for each in (
        answer,
        answer.table,
        answer.notices[0],
        dalian,
        compare(assess(FAMILY, dalian.on("2020-06")), answer),
    ):
        assert len(repr(each)) < 2000, type(each)
    assert "dibao=105000" in repr(answer)


WRONG: tuple[Any, ...] = ("3", 3.5, b"3", object(), ("3",), {"3": 3})


FREE = {("district", str), ("dibao_class", str), ("id", str), ("hardship", tuple)}
"""Fields in which any text, or a list of codes, may stand."""


def test_no_field_of_another_type_is_anything_but_refused() -> None:
    """Every field of the records that people build, with things that it cannot be."""
    for kind, right in ((Household, {"area": "urban"}), (Person, {})):
        for name in kind._fields:
            for wrong in WRONG:
                try:
                    made = kind(**{**right, name: wrong})
                except InputError as refused:
                    assert refused.problems[0].place == name, (name, wrong)
                else:
                    assert (name, type(wrong)) in FREE, (
                        name,
                        wrong,
                        made,
                    )


@pytest.mark.parametrize("amount", [-1, 10**12, 0.5])
def test_an_amount_that_cannot_be_is_refused_wherever_it_stands_in_a_list(amount: Any) -> None:
    """Also beside another one of the same name."""
    deduction, wage = dibao_cli.Deduction("medical", 5), dibao_cli.IncomeItem("wage", 5)
    fields: dict[str, Any] = {"deductions": deduction, "incomes": wage, "annual_incomes": wage}
    for field, item in fields.items():
        wrong = item._replace(amount=amount)
        for several in ((wrong,), (wrong, item), (item, wrong)):
            with pytest.raises(InputError) as refused:
                Household("urban", **dict[str, Any]({field: several}))
            assert {"negative", "too_large", "not_whole_fen"} & {problem.code for problem in refused.value.problems}


def test_a_table_between_two_is_what_it_is_made_of(dalian: Standards) -> None:
    before, after = dalian.on("2020-06"), dalian.on("2020-07")
    assert MixedTables(before, after, frozenset()) != MixedTables(before, after, frozenset((STANDARD,)))
    assert MixedTables(before, after, frozenset()) == MixedTables(before, after, frozenset())
    value = after.find("dibao.urban")
    assert value is not None
    assert Supposing(after, value, 1) != Supposing(after, value, 2)
    for mixed in (MixedTables(before, after, frozenset()), Supposing(after, value, 1)):
        assert not hasattr(mixed, "at")
        assert not hasattr(mixed, "overriding")


def test_rules_name_no_flag() -> None:
    for file in (Path(dibao_cli.__file__).parent / "rules").glob("*.py"):
        texts = [node.value for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Constant)]
        assert not [text for text in texts if isinstance(text, str) and text.startswith("--")], file.name


def test_what_the_rules_refuse_by_a_parameter_is_put_down_to_its_flag(dibao: Cli) -> None:
    household = ("--area", "urban", "--members", "1")
    for line, flag in (
        (("calc", *household, "--from", "2020-07", "--to", "2020-06"), "--to"),
        (("calc", *household, "--sweep", "income=5:1:1"), "--sweep"),
        (("arrears", *household, "--from", "2020-07", "--to", "2020-06"), "--to"),
        (("arrears", *household, "--from", "2020-07", "--to", "2020-07", "--paid", "2020-01=5"), "--paid"),
    ):
        result = dibao(*line)
        assert (result.code, result.out) == (2, "")
        assert flag in result.err


def test_a_roster_is_computed_from_python_as_by_batch(dibao: Cli, tmp_path: Path, dalian: Standards) -> None:
    roster = tmp_path / "r.csv"
    roster.write_text("household,area,heads,income\nA,urban,3,1200\nB,rural,2,300\nC,urban,x,1\n", "utf-8")
    outcome = assess_roster(roster, tmp_path / "py.csv", dalian.on("2020-07"), columns={"heads": "members"})
    assert (outcome.read, outcome.rejected, outcome.households) == (3, 1, 2)
    line = ("batch", str(roster), "--map", "heads=members", "--month", "2020-07", "-q", "-o", str(tmp_path / "cli.csv"))
    assert dibao(*line).code == 1
    for ending in (".csv", ".rejects.csv"):
        assert (tmp_path / f"py{ending}").read_bytes() == (tmp_path / f"cli{ending}").read_bytes()


def test_an_answer_is_the_record_that_the_command_writes(dibao: Cli, dalian: Standards) -> None:
    line = ("calc", "--area", "urban", "--members", "3", "--income", "1200", "--month", "2020-07", "--uplift")
    answer: Assessment = assess(TOLD._replace(question=AssessmentOptions(uplift=True)), load_with_national())
    assert record_of(answer) == json.loads(dibao(*line, "-f", "json").out)


def load_with_national() -> Standards:
    return dibao_cli.load_standards("dalian", national=True)

"""The same household with one number running through a range."""

from __future__ import annotations

import json

from conftest import Cli

from dibao_cli import Household
from dibao_cli.rules.standards import Standards
from dibao_cli.rules.sweep import steps, sweep
from dibao_cli.show.plot import Curve, curve_lines

FAMILY = Household("urban", 3, income=120_000)


def test_income_runs_up_to_the_line_and_beyond(dalian: Standards) -> None:
    found = sweep(FAMILY, dalian.on("2020-07"), "income", steps(200_000, 230_000, 5_000))
    assert [point.answer.amount("dibao") for point in found.points] == [25_000, 20_000, 15_000, 10_000, 5_000, 0, 0]
    assert found.line == 225_000


def test_members_and_deductions_run_too(dalian: Standards) -> None:
    table = dalian.on("2020-07")
    members = sweep(FAMILY, table, "members", range(1, 4))
    assert [point.answer.amount("dibao") for point in members.points] == [0, 30_000, 105_000]
    assert members.line is None
    two = Household("urban", 2, income=200_000)
    deducted = sweep(two, table, "deduct", steps(40_000, 60_000, 10_000))
    assert [point.answer.amount("dibao") for point in deducted.points] == [0, 0, 10_000]
    assert deducted.line == 50_000


def test_rows_for_other_programs(dibao: Cli) -> None:
    result = dibao(
        "calc",
        "--area",
        "urban",
        "--members",
        "3",
        "--month",
        "2020-07",
        "--sweep",
        "income=2000:2500:250",
        "-f",
        "csv",
        "--columns",
        "income,dibao,price_subsidy,total,known_total,estimate,basis,notes",
    )
    assert result.out.splitlines() == [
        "income,dibao,price_subsidy,total,known_total,estimate,basis,notes",
        "2000.00,250.00,,,250.00,286.50,published,incomplete missing:index assumed:property",
        "2250.00,0.00,0.00,0.00,,,published,",
        "2500.00,0.00,0.00,0.00,,,published,",
    ]


def test_the_record_names_the_line(dibao: Cli) -> None:
    record = json.loads(dibao("calc", "--area", "urban", "--sweep", "income=0:1000:500", "-f", "json").out)
    assert (record["sweep"], record["line"]) == ("income", "750.00")
    assert [point["amounts"]["dibao"] for point in record["points"]] == ["750.00", "250.00", "0.00"]


def test_the_plot_marks_the_line() -> None:
    points = tuple((value, max(0, 100 - value)) for value in range(0, 201, 10))
    lines = curve_lines(Curve("", points, 100, "0.00", "2.00", "1.00"), 46)
    assert lines[0] == "1.00 *" + " " * 18 + "|"
    assert lines[-2] == "   0 " + " " * 19 + "* " * 10 + "*"
    assert {line.index("|") for line in lines[1:-2] if "|" in line} == {24}
    assert lines[-1].split() == ["0.00", "2.00"]
    assert "".join(lines).isascii()


def test_nothing_to_plot_is_no_plot() -> None:
    assert curve_lines(Curve("", ((0, 5),), None, "0", "0", "5"), 80) == []
    assert curve_lines(Curve("", ((0, 0), (1, 0)), None, "0", "1", "0"), 80) == []

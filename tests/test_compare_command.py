"""`dibao compare` as it is typed, and what every command over several months says to bad input."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.rules.decomposition import CAUSES
from dibao_cli.show import TEXT_FORMATS as FORMATS
from dibao_cli.show.width import cells

FAMILY = ("--area", "urban", "--members", "3", "--income", "1200")


def test_the_default_pair_is_the_region_s(dibao: Cli) -> None:
    record = json.loads(dibao("compare", *FAMILY, "-f", "json").out)
    assert (record["before"]["month"], record["after"]["month"]) == ("2020-06", "2020-07")
    assert (record["known_difference"], record["causes"]) == ("90.00", {"standard_changed": "90.00"})


def test_the_household_changed_as_well(dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "family.toml"
    file.write_text('area = "urban"\n"人口" = 3\n"月收入" = 1200\n', "utf-8")
    arguments = ("--after-income", "1500", "--after-members", "4", "--after-deduct", "medical=100", "-f", "json")
    record = json.loads(dibao("compare", str(file), *arguments).out)
    assert record["causes"] == {"standard_changed": "90.00", "members_changed": "750.00", "income_changed": "-200.00"}


def test_the_household_may_come_from_standard_input(dibao: Cli) -> None:
    household = '{"area": "urban", "members": 3, "income": 1200}'
    record = json.loads(dibao("compare", "-", "--after-income", "1500", "-f", "json", stdin=household).out)
    assert record["causes"] == {"standard_changed": "90.00", "income_changed": "-300.00"}


def test_two_descriptions_with_their_own_months(dibao: Cli, tmp_path: Path) -> None:
    before, after = tmp_path / "before.toml", tmp_path / "after.toml"
    before.write_text('area = "urban"\nmembers = 3\nincome = 1200\nmonth = "2021-06"\n', "utf-8")
    after.write_text('area = "urban"\nmembers = 3\nincome = 1200\nmonth = "2021-07"\n', "utf-8")
    record = json.loads(dibao("compare", str(before), str(after), "-f", "json").out)
    assert (record["before"]["month"], record["after"]["month"]) == ("2021-06", "2021-07")
    assert record["known_difference"] == "90.00"  # (780 − 750) × 3


def test_a_value_set_by_hand_on_one_side(dibao: Cli) -> None:
    rural = ("--area", "rural", "--members", "3", "--income", "1200")
    record = json.loads(dibao("compare", *rural, "--before-set", "dibao.rural=490", "-f", "json").out)
    assert record["known_difference"] == "150.00"  # (540 − 490) × 3
    assert record["overrides"] == {"dibao.rural": "490.00"}


def test_the_causes_of_a_row_add_up(dibao: Cli) -> None:
    result = dibao("compare", *FAMILY, "--index", "national", "-f", "csv", "--totals")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert [row["programme"] for row in rows] == ["dibao", "price_subsidy", "total"]
    names = list(CAUSES)
    for row in rows:
        assert sum(fen(row[name]) for name in names) == fen(row["difference"])


def fen(text: str) -> int:
    return int(text.replace(".", ""))


SEVERAL = [
    ("compare", *FAMILY, "--index", "national"),
    ("arrears", *FAMILY, "--to", "2020-09", "--paid", "2020-08=1100"),
    ("calc", *FAMILY, "--from", "2020-01", "--to", "2020-12", "--index", "national", "--explain"),
    ("calc", *FAMILY, "--sweep", "income=0:3000:500"),
]
IDS = ["compare", "arrears", "months", "sweep"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("arguments", SEVERAL, ids=IDS)
def test_every_format_in_both_languages(arguments: tuple[str, ...], format: str, language: str, dibao: Cli) -> None:
    result = dibao(*arguments, "-f", format, "--lang", language)
    assert result.code == 0
    assert result.out
    if format in ("json", "ndjson"):
        assert all(json.loads(line) for line in (result.out.splitlines() if format == "ndjson" else [result.out]))
    if format == "html":
        assert result.out.startswith("<!DOCTYPE html>")
        assert "<script" not in result.out


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("arguments", SEVERAL, ids=IDS)
def test_nothing_is_wider_than_the_terminal_or_cut_off(
    arguments: tuple[str, ...], width: int, language: str, dibao: Cli
) -> None:
    out = dibao(*arguments, "-f", "table", "--lang", language, env={"COLUMNS": str(width)}).out
    lines = out.splitlines()
    assert max(map(cells, lines)) <= width
    assert "…" not in out
    assert lines == [line.rstrip() for line in lines]


def test_a_narrow_terminal_gets_a_block_a_row(dibao: Cli) -> None:
    out = dibao("compare", *FAMILY, "-f", "table", env={"COLUMNS": "44"}).out
    assert "    2020-06: 960.00\n    2020-07: 1050.00\n    Difference: +90.00\n" in out


def test_explain_shows_the_steps_of_both_sides(dibao: Cli) -> None:
    out = dibao("compare", *FAMILY, "-f", "markdown", "--explain").out
    assert "- 2020-06 Subsistence allowance (dibao): Standard × members − income: 720.00 × 3 − 1200.00 = 960.00" in out
    assert "- 2020-07 Subsistence allowance (dibao): Standard × members − income: 750.00 × 3 − 1200.00 = 1050.00" in out


def test_an_inferred_figure_is_marked_with_its_bounds(dibao: Cli) -> None:
    text = dibao("compare", "--area", "rural", "--members", "3", "--income", "1200", "-f", "markdown").out
    assert "(dibao.rural) = 500.00 (before): the difference is +210.00 at 470.00, and +93.00 at 509.00." in text
    assert "| 300.00 | 420.00 | +120.00 | +40% | inferred / published |" in text


def test_strict_refuses_an_inferred_side(dibao: Cli) -> None:
    result = dibao("compare", "--area", "rural", "--members", "3", "--strict")
    assert (result.code, result.out) == (1, "")
    assert "Refused because of --strict: Rural dibao standard (dibao.rural) is inferred" in result.err


def test_the_help_tells_the_order_of_the_causes(dibao: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(dibao("compare", "--help").out.split())
    assert "in this order: Standard changed, Temporary measure began or ended, Price index moved, Members" in text


BAD = [
    ("calc", "--from 2020-07 --to 2020-06", 2, "--to: The last month (2020-06) is before the first (2020-07)."),
    ("calc", "--from 2020-07", 2, "--to: This option is required here."),
    ("calc", "--to 2020-07", 2, "--from: This option is required here."),
    ("calc", "--from 2020-07 --to 2020-08 --month 2020-07", 2, "cannot be asked for together with --month"),
    ("calc", "--from 2020-07 --to 2020-08 --sweep income=0:1:1", 2, "cannot be asked for together with --sweep"),
    ("calc", "--from July --to 2020-08", 2, "--from: “July” is not a month. Write it as 2020-07."),
    ("calc", "--from 2010-07 --to 2020-08", 1, "No standards are on record for 2010-07. The first month is 2017-07"),
    ("calc", "--from 1950-01 --to 2020-08", 2, "--to: 848 months are too many; the most is 600."),
    ("calc", "--from 2020-07 --to 2020-08 --food-cpi 12", 2, "--food-cpi: 12% is stated for no month in particular"),
    ("calc", "--from 2020-07 --to 2020-08 --subsidy-rate 9", 2, "--subsidy-rate: 9.00 is stated for no month"),
    ("calc", "--food-cpi 2020-13=4", 2, "--food-cpi: 2020-13: “2020-13” is not a month."),
    ("calc", "--food-cpi 2020-07=4,2020-07=5", 2, "--food-cpi: 2020-07 is stated twice. Leave one out."),
    ("calc", "--index nationl", 2, "Did you mean national?"),
    ("calc", "--sweep income=0:1000000:0.01", 2, "--sweep: 100000001 steps are too many; the most is 10000."),
    ("calc", "--sweep income=0:100:0", 2, "The range 0:100:0 never ends: the step must be positive"),
    ("calc", "--sweep income=100:0:1", 2, "The range 100:0:1 never ends"),
    ("calc", "--sweep income=0:100", 2, "“income=0:100” is not a sweep. Write it as income=0:3000:100"),
    ("calc", "--sweep incme=0:1:1", 2, "“incme” is not one of the choices: income, members, deduct. Did you mean inc"),
    ("calc", "--sweep members=1:2:0.5", 2, "--sweep: “0.5” is not a whole number."),
    ("calc", "--sweep income=0:x:1", 2, "--sweep: “x” is not an amount."),
    ("calc", "--sweep members=0:3:1", 1, "A household has at least one member."),
    ("arrears", "", 2, "--to: This option is required here."),
    ("arrears", "--to 2020-06", 2, "The last month (2020-06) is before the first (2020-07). Swap --from and --to."),
    ("arrears", "--to 2020-08 --paid 2020-07=1,2020-07=2", 2, "--paid: 2020-07 is stated twice. Leave one out."),
    ("arrears", "--to 2020-08 --paid 2020-07=1 --paid 202007=2", 2, "--paid: 2020-07 is stated twice. Leave one out."),
    ("arrears", "--to 2020-08 --paid 2020-09=1", 2, "2020-09 is not among the months asked for (2020-07 to 2020-08)."),
    ("arrears", "--to 2020-08 --paid 2020-07=-1", 2, "--paid 2020-07: “-1” is below 0."),
    ("arrears", "--to 2020-08 --paid 960", 2, "“960” is not of the form name=value."),
    ("arrears", "--from 2017-07 --to 2017-08", 1, "No standards are on record for 2017-06."),
    ("compare", "--before 2020-07 --after 2020-06", 2, "before the month before (2020-07). Swap --before and"),
    ("compare", "--before 2010-01", 1, "No standards are on record for 2010-01."),
    ("compare", "--food-cpi 11.1", 2, "--food-cpi: 11.1% is stated for no month in particular"),
    ("compare", "--after-income x", 2, "--after-income: “x” is not an amount."),
    ("compare", "--after-person status=orphn,care=dispersed", 2, "--after-person 1: status: “orphn” is not one of"),
    ("compare", "--after-set dibao.urban=x", 2, "--set dibao.urban: “x” is not an amount."),
]


@pytest.mark.parametrize(("command", "arguments", "code", "complaint"), BAD, ids=[f"{b[0]} {b[1]}" for b in BAD])
def test_bad_input_is_answered_with_the_way_out(
    command: str, arguments: str, code: int, complaint: str, dibao: Cli
) -> None:
    result = dibao(command, "--area", "urban", *arguments.split())
    assert (result.code, result.out) == (code, "")
    assert complaint in result.err


@pytest.mark.parametrize(("code", "heading", "bases"), [("en", "Per cent", "reported / published"), ("zh", None, None)])
def test_eighty_columns_break_no_heading_and_no_basis(
    dibao: Cli, code: str, heading: str | None, bases: str | None
) -> None:
    out = dibao("--lang", code, "compare", *FAMILY, "-f", "table", env={"COLUMNS": "80"}).out
    table = out.split("\n\n")[1].splitlines()
    assert all(cells(line) <= 80 for line in table)
    assert table[1].strip().strip("─") == "", "the headings take one line"
    if heading and bases:
        assert heading in table[0]
        assert sum(bases in line for line in table) == 2

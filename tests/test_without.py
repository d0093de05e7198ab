"""What an answer leaves out as asked, and sums that lack something: none of it ever looks like a total."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.files.programme_names import PROGRAMMES as NAMED
from dibao_cli.rules.assess import assess
from dibao_cli.rules.assessment import PROGRAMMES
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import Household
from dibao_cli.rules.month import Month, months_between
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.standards import Standards
from dibao_cli.show.answer import record_of

MONTHS = months_between(Month(2017, 7), Month(2026, 12))
CHILD = Person(status=("unsupported_child",), age=9)
HOUSEHOLDS = (
    Household("urban", members=3, income=120_000),
    Household("rural", members=1, income=0, persons=(Person(disability=Disability("limb", 1)), CHILD)),
    Household(
        "urban", persons=(Person(status=("tekun",), self_care="partly"), Person(status=("orphan",), care="dispersed"))
    ),
)


def answers(dalian: Standards, question: AssessmentOptions) -> Iterator[dict[str, object]]:
    for month in MONTHS:
        for household in HOUSEHOLDS:
            yield record_of(assess(household, dalian.on(month), question), question, documents=False)


def fen(text: object) -> int:
    return int(str(text).replace(".", ""))


@pytest.mark.parametrize(
    "question", [AssessmentOptions(), AssessmentOptions(uplift=True, one_off=True, national_index=True)]
)
def test_a_sum_is_either_a_total_or_what_is_known_of_it(dalian: Standards, question: AssessmentOptions) -> None:
    unknown = estimates = 0
    for record in answers(dalian, question):
        lines: list[dict[str, object]] = record["lines"]  # type: ignore[assignment]  # from the record
        known = sum(fen(line["amount"]) for line in lines if line["amount"] is not None)
        assert (record["total"] is None) == (record["known_total"] is not None) == (not record["complete"])
        assert fen(record["total"] or record["known_total"]) == known  # no estimate is in it
        for line in lines:
            assert line["amount"] is None or (line["formula"], line["estimate"]) == (None, None)
            unknown += line["formula"] is not None
            estimates += line["estimate"] is not None
    assert unknown and (estimates or question.national_index)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_an_answer_without_a_programme_is_the_answer_less_its_lines(dalian: Standards, programme: str) -> None:
    question = AssessmentOptions(uplift=True, one_off=True)
    without = question._replace(without=(programme,))
    for month in MONTHS[::6]:
        for household in HOUSEHOLDS:
            whole, less = (assess(household, dalian.on(month), each) for each in (question, without))
            assert less.lines == tuple(line for line in whole.lines if line.programme != programme)
            assert next(warning.code for warning in less.warnings) == "left_out"


def test_every_programme_can_be_named() -> None:
    assert tuple(NAMED) == PROGRAMMES


FAMILY = ("--area", "urban", "--members", "3", "--income", "1200", "--property-test-met")


def test_the_headline_is_known_without_an_option(dibao: Cli) -> None:
    """2 × 690 × 14.8 % (102.50 rounded up) × 3 = 615 by the national index, which nobody asked for."""
    told = json.loads(dibao("calc", *FAMILY, "--month", "2020-04", "-f", "json").out)
    line = told["lines"][1]
    assert line["formula"].startswith(
        "2 × (690.00 × rise of food prices, up to 0.50) × 3: doubled March to June 2020; paid if "
    )
    assert (line["amount"], line["estimate"]["amount"], told["total"], told["known_total"]) == (
        None,
        "615.00",
        None,
        "960.00",
    )
    assert [(each["month"], each["percent"]) for each in line["estimate"]["deviations"]] == [
        ("2019-10", "16"),
        ("2020-02", "38"),
    ]


@pytest.mark.parametrize("form", ["table", "markdown", "html", "json", "csv"])
def test_every_format_shows_what_is_known_and_the_estimate(dibao: Cli, form: str) -> None:
    commands = [
        ("calc", *FAMILY, "--month", "2020-04"),
        ("calc", *FAMILY, "--from", "2020-04", "--to", "2020-05"),
        ("compare", *FAMILY, "--before", "2020-04", "--after", "2020-05"),
    ]
    for command in commands:
        text = " ".join(dibao(*command, "-f", form, env={"COLUMNS": "300"}).out.split())
        assert "615.00" in text, command
        assert "2 × (690.00 × rise of food prices" in text or (form == "csv" and "--from" in command), command


@pytest.mark.parametrize("name", ["price_subsidy", "价格补贴", "价格临时补贴"])
def test_a_programme_is_left_out_by_any_of_its_names(dibao: Cli, name: str) -> None:
    told = json.loads(dibao("calc", *FAMILY, "--month", "2020-04", "--without", name, "-f", "json").out)
    assert (told["total"], told["complete"], told["question"]["without"]) == ("960.00", True, ["price_subsidy"])
    by_setting = dibao("calc", *FAMILY, "--month", "2020-04", "-f", "json", env={"DIBAO_WITHOUT": name}).out
    assert json.loads(by_setting)["total"] == "960.00"
    text = dibao("calc", *FAMILY, "--month", "2020-04", "--without", name, "-f", "markdown").out
    assert "Total without price subsidy" in text


def test_a_misspelt_programme_is_refused_with_the_nearest(dibao: Cli) -> None:
    result = dibao("calc", *FAMILY, "--without", "price_subsidi")
    assert (result.code, result.out) == (2, "") and "Did you mean price_subsidy?" in result.err


@pytest.mark.parametrize("command", [("batch", "--summary"), ("compare",), ("arrears", "--summary"), ("arrears",)])
def test_sums_over_a_roster_say_what_they_leave_out(dibao: Cli, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "roster.csv"
    file.write_text("household,area,members,income\nA,urban,3,1200\n", "utf-8")
    period = {"batch": ("--month", "2020-08"), "arrears": ("--from", "2020-07", "--to", "2020-08")}.get(command[0], ())
    given = (command[0], str(file), *command[1:], *period, "-f", "csv")
    whole, less = dibao(*given), dibao(*given, "--without", "dibao")
    assert (whole.code, less.code) == (0, 0), less.err
    assert "Left out, as asked (--without): Subsistence allowance (dibao)." in less.err
    assert "Left out" not in whole.err
    assert any(sum_ in whole.out and sum_ not in less.out for sum_ in ("1050.00", "2100.00"))


@pytest.mark.thorough
@pytest.mark.parametrize("left_out", ["price_subsidy", "dibao", "nursing_subsidy", "unsupported_child"])
def test_a_roster_leaves_out_what_calc_leaves_out(dibao: Cli, tmp_path: Path, left_out: str) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(
        "household,area,members,income,status,disability\nA,urban,3,1200,,\nB,rural,,300,,limb-1\n"
        "C,urban,2,100,,\nC,urban,,0,unsupported_child,\nD,urban,,0,tekun,limb-2\n",
        "utf-8",
    )
    given = ("batch", str(file), "--month", "2020-04", "-f", "csv", "-q")
    amounts = ("--columns", ",".join(["household", *PROGRAMMES, "total", "known_total"]))
    whole, less, lines = (
        list(csv.DictReader(io.StringIO(dibao(*given, *more).out)))
        for more in (amounts, (*amounts, "--without", left_out), ("--lines", "--without", left_out))
    )
    assert len(whole) == len(less) == 4
    assert left_out not in {line["programme"] for line in lines}
    for one, other in zip(whole, less, strict=True):
        assert other[left_out] == ""
        assert {n: one[n] for n in PROGRAMMES if n != left_out} == {n: other[n] for n in PROGRAMMES if n != left_out}
        assert (other["total"] == "") == (other["known_total"] != "")
        assert fen(other["total"] or other["known_total"]) == sum(
            fen(other[name]) for name in PROGRAMMES if other[name]
        )

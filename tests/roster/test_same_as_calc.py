"""Every household of a roster comes out of the query exactly as `assess` computes it alone."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from conftest import Cli
from rosters import Made, as_csv, household_of, some

from dibao_cli.files.folders import load_standards
from dibao_cli.roster.batch import Outputs, batch
from dibao_cli.roster.fallback import row_of
from dibao_cli.roster.output_columns import AMOUNTS, REST
from dibao_cli.roster.plan import Counts
from dibao_cli.roster.run import Request
from dibao_cli.roster.worker import Worker
from dibao_cli.rules.assess import assess
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.money import yuan
from dibao_cli.rules.month import Month
from dibao_cli.rules.notice import PriceIndex
from dibao_cli.rules.standards import Standards, Table

QUESTIONS = {
    "plain": AssessmentOptions(),
    "national index": AssessmentOptions(national_index=True),
    "classified relief": AssessmentOptions(uplift=True, national_index=True),
    "announced rate": AssessmentOptions(subsidy_rate=5050, uplift=True),
    "announced rate, doubled": AssessmentOptions(subsidy_rate=5050, subsidy_rate_doubled=True),
    "stated index": AssessmentOptions(index=PriceIndex(380, 1580)),
    "one-off": AssessmentOptions(one_off=True),
}


def run(
    made: list[Made], table_of: object, question: AssessmentOptions, folder: Path, shuffled: bool
) -> dict[str, list[str]]:
    """The results of a roster, by household."""
    rows = [row for one in made for row in one.rows]
    if shuffled:
        random.Random(1).shuffle(rows)
    (folder / "roster.csv").write_text(as_csv(rows), "utf-8")
    given = {"default_month": "2020-07"}
    request = Request(str(folder / "roster.csv"), table_of, question, given, {}, written=("all",))  # type: ignore[arg-type]
    outputs = Outputs(str(folder / "results.csv"), rejects=str(folder / "rejects.csv"))
    outcome = batch(request, outputs, lambda _rows, _part: None)
    rejects = (folder / "rejects.csv").read_text("utf-8") if outcome.rejected else ""
    assert not outcome.rejected, rejects[:2000]
    with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
        found = {row["household"]: [row[name] for name in (*AMOUNTS, *REST)] for row in csv.DictReader(file)}
    assert len(found) == len(made)
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("shuffled", [False, True], ids=["in order", "shuffled"])
def test_blocks_of_a_few_lines_come_to_the_same(
    shuffled: bool, dalian: Standards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dibao_cli.roster.byte_blocks.BLOCK_SIZE", 3000)
    monkeypatch.setattr("dibao_cli.roster.regroup.LINES_OF_A_BLOCK", 40)
    made = some(150, 13, dalian.region)
    found = run(made, dalian.on, AssessmentOptions(), tmp_path, shuffled)
    for one in made:
        assert found[one.name] == expected(one, dalian.on(Month.parse(one.described["month"])), AssessmentOptions()), (
            one
        )


@pytest.mark.thorough
def test_a_household_alone_in_its_roster_comes_to_the_same(dalian: Standards, tmp_path: Path) -> None:
    """Nothing that a household is paid may depend on what others in the roster are paid."""
    made, question = some(300, 21, dalian.region), AssessmentOptions(uplift=True, national_index=True)
    with_child = [
        one
        for one in made
        if any("child" in row.get("status", "") or "儿童" in row.get("status", "") for row in one.rows)
    ]
    for one in [*with_child[:14], *made[:8]]:
        found = run([one], dalian.on, question, tmp_path, False)
        assert found[one.name] == expected(one, dalian.on(Month.parse(one.described["month"])), question), one


def test_a_child_whose_difference_is_all_that_the_programme_pays(dibao: Cli, tmp_path: Path) -> None:
    """1905.83 = 2497.50 less a third of the family's dibao: no other household is paid anything for a child."""
    (tmp_path / "roster.csv").write_text(
        "household,area,members,status,income\nA,urban,2,,1000\nA,urban,,unsupported_child,\n", "utf-8"
    )
    result = dibao("batch", str(tmp_path / "roster.csv"), "--month", "2024-01", "-f", "csv", "-q")
    [row] = csv.DictReader(result.out.splitlines())
    assert (row["dibao"], row["unsupported_child"], row["known_total"]) == ("1775.00", "1905.83", "3680.83")


@pytest.mark.thorough
def test_households_in_no_order_need_no_sorting(
    dalian: Standards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dibao_cli.roster.byte_blocks.BLOCK_SIZE", 2000)
    monkeypatch.setattr("dibao_cli.roster.regroup.sorted_by_household", lambda _run: pytest.fail("was sorted"))
    made = some(100, 14, dalian.region)
    found = run(made[::-1], dalian.on, AssessmentOptions(), tmp_path, False)
    assert list(found) == [one.name for one in made[::-1]]


@pytest.mark.parametrize("block_size", [40_000, 4_000_000])
def test_households_in_pieces_are_sorted_before_any_is_computed(
    block_size: int, dalian: Standards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dibao_cli.roster.byte_blocks.BLOCK_SIZE", block_size)
    monkeypatch.setattr("dibao_cli.roster.run.WORTH_SORTING", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 1)  # else another block may be done before the first has been seen
    answered, answer = [], Worker.answer

    def counted(worker: Worker) -> Counts:
        answered.append(worker.rows)
        return answer(worker)

    monkeypatch.setattr(Worker, "answer", counted)
    made = some(200, 14, dalian.region)
    found = run(made, dalian.on, AssessmentOptions(), tmp_path, shuffled=True)
    assert sum(answered) == sum(len(one.rows) for one in made)
    assert len(found) == len(made)


def expected(one: Made, table: Table, question: AssessmentOptions) -> list[str]:
    """The same cells from `assess`."""
    household = household_of(one, table.region)
    cells = row_of(one.name, 0, assess(household, table, question))
    amounts = ["" if cells[name] is None else yuan(cells[name]) for name in AMOUNTS]
    return [*amounts, *(cells[name] or "" for name in REST)]


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize(
    "shuffled", [pytest.param(False, marks=pytest.mark.thorough), True], ids=["in order", "shuffled"]
)
def test_roster_comes_out_as_single_cases_do(name: str, shuffled: bool, dalian: Standards, tmp_path: Path) -> None:
    question = QUESTIONS[name]
    made = some(250, 11 if shuffled else 12, dalian.region)
    found = run(made, dalian.on, question, tmp_path, shuffled)
    for one in made:
        table = dalian.on(Month.parse(one.described["month"]))
        assert found[one.name] == expected(one, table, question), one


@pytest.mark.thorough
@pytest.mark.parametrize("folder", ["fictional_years", "fictional_edge", "fictional_uplifts"])
def test_amounts_by_the_year_and_families_above_dibao_come_out_too(folder: str, tmp_path: Path) -> None:
    """A year's standard is not divided before the end, in SQL either; an income decides about an edge family."""
    standards = load_standards("dalian", [Path(__file__).parent.parent / "cases" / folder], national=True)
    question = AssessmentOptions(uplift=True, national_index=True)
    made = some(120, 31, standards.region)
    found = run(made, standards.on, question, tmp_path, False)
    for one in made:
        table = standards.on(Month.parse(one.described["month"]))
        assert found[one.name] == expected(one, table, question), one

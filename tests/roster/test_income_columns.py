"""Income kind by kind in rosters: headings, one number beside items, costs per row, and rules that change."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Cli
from formats import FORMATS, write_roster

from dibao_cli.files.income_items import INCOME_ITEMS
from dibao_cli.files.roster_fields import field_of
from dibao_cli.roster import columns
from dibao_cli.rules import incomes
from dibao_cli.rules.dated import Rule
from dibao_cli.rules.month import Month

CITY = "2022-08"


def answers(dibao: Cli, folder: Path, text: str, *options: str) -> tuple[dict[str, dict[str, str]], list[list[str]]]:
    """The results of a roster by household, and its rejects."""
    (folder / "roster.csv").write_text(text, "utf-8")
    told = dibao("batch", str(folder / "roster.csv"), "-o", str(folder / "out.csv"), "-q", *options)
    assert told.code in (0, 1) and not told.err, told.err
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        found = {row["household"]: row for row in csv.DictReader(file)}
    rejects = folder / "out.rejects.csv"
    return found, list(csv.reader(rejects.read_text("utf-8").splitlines()))[1:] if rejects.exists() else []


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("工资性收入", "income_wage"),
        ("经营净收入", "income_business"),
        ("务农收入（元/月）", "income_farming"),
        ("财产净收入", "income_property"),
        ("转移净收入", "income_transfer"),
        ("赡养费收入", "income_support_received"),
        ("赡养费支出", "income_support_paid"),
        ("基础养老金", "income_basic_pension"),
        ("优待抚恤金", "income_preferential_pension"),
        ("年务农收入", "annual_income_farming"),
        ("annual_income_farming", "annual_income_farming"),
        ("月收入", "income"),
        ("家庭月收入", "household_income"),
        ("劳动收入", "work_income"),
    ],
)
def test_a_heading_means_a_kind(heading: str, field: str) -> None:
    assert field_of(heading) == field


def test_every_kind_counts_in_a_roster_as_it_does_alone(dibao: Cli, tmp_path: Path) -> None:
    months = ("2020-12", "2021-06", "2022-08", "2026-01")
    rows, alone = ["household,month,area,members,income_wage," + ",".join(INCOME_ITEMS)], {}
    rows = ["household,month,area,members," + ",".join(INCOME_ITEMS)]
    for month in months:
        for n, (name, (table, kind, _spellings)) in enumerate(INCOME_ITEMS.items()):
            cells = {"income_wage": "600", name: "77.05" if kind != "wage" else "677.05"}
            rows.append(f"{month} {n},{month},urban,2," + ",".join(cells.get(each, "") for each in INCOME_ITEMS))
            flags = [("--income", "wage=600")] if name != "income_wage" else []
            flags.append(("--income" if table == "incomes" else "--annual-income", f"{kind}={cells[name]}"))
            told = dibao(
                *("calc", "--area", "urban", "--members", "2", "--month", month, "-f", "csv", "-q"),
                *(word for pair in flags for word in pair),
            )
            [dibao_line] = [row for row in csv.DictReader(told.out.splitlines()) if row["programme"] == "dibao"]
            alone[f"{month} {n}"] = (dibao_line["amount"], dibao_line["basis"], dibao_line["notes"])
    found, rejects = answers(dibao, tmp_path, "\n".join(rows))
    assert not rejects

    def of_income(notes: str) -> set[str]:
        return {note.removeprefix("assumption:") for note in notes.split()} & {"assumed:property", "income_interpreted"}

    in_roster = {name: (row["dibao"], row["basis"], of_income(row["warnings"])) for name, row in found.items()}
    assert in_roster == {name: (amount, basis, of_income(notes)) for name, (amount, basis, notes) in alone.items()}


def test_one_number_beside_items_is_a_check(dibao: Cli, tmp_path: Path) -> None:
    found, rejects = answers(
        dibao,
        tmp_path,
        "户号,城乡,人数,家庭月收入,月收入,工资性收入,个税,年务农收入,基础养老金\n"
        "1,城市,3,1180,,1200,20,,90\n"  # agrees: the items count
        "2,城市,3,,1180,1200,20,,90\n"
        "3,城市,3,1200,,1200,20,,90\n"  # does not
        "4,城市,3,1210,,1200,,120,\n"  # agrees, with something by the year
        "5,城市,3,1211,,1200,,120,\n"
        "6,城市,3,1200,,,,,\n"
        "7,城市,2,500,,500,,,\n7,城市,1,500,,,,,\n"  # the household's number on each of its rows
        "8,城市,2,,500,500,,,\n8,城市,1,,300,300,,,\n"
        "9,城市,2,,500,500,,,\n9,城市,1,,300,200,,,\n",
        "--month",
        CITY,
    )
    assert {name: row["dibao"] for name, row in found.items()} == {
        **dict.fromkeys("12", "1370.00"),
        "4": "1340.00",
        "6": "1350.00",
        "7": "2050.00",
        "8": "1750.00",
    }
    assert [(row[1], row[4]) for row in rejects if row[4] != "household_rejected"] == [
        ("3", "incomes_disagree"),
        ("5", "incomes_disagree"),
        *[("9", "incomes_disagree")] * 2,
    ]


def test_costs_come_off_the_wage_of_their_own_row(dibao: Cli, tmp_path: Path) -> None:
    found, _rejects = answers(
        dibao,
        tmp_path,
        "household,area,members,income_wage,income_work_costs,annual_income_wage\n"
        "A,urban,1,300,500,\nA,urban,1,900,,\n"
        "B,urban,1,,500,12000\n",
        "--month",
        CITY,
    )
    assert {name: row["dibao"] for name, row in found.items()} == {"A": "800.00", "B": "350.00"}


def test_a_wrong_amount_is_a_reject_with_its_heading(dibao: Cli, tmp_path: Path) -> None:
    text = "户号,城乡,人数,工资性收入\n1,城市,3,-5\n2,城市,3,五百\n3,城市,3,\n"
    found, rejects = answers(dibao, tmp_path, text, "--month", CITY)
    assert [(row[2], row[3], row[4]) for row in rejects] == [
        ("工资性收入", "-5", "negative"),
        ("工资性收入", "五百", "not_a_number"),
    ]
    assert "assumed:income" in found["3"]["warnings"]


ODD_AMOUNTS = ("-5", "五百", "１２.５", " 30 ", "1,200", "3.001", "合计", "-", ",,,," * 12)
"""Amounts that SQL itself does not read: some are none."""


@pytest.fixture
def both_ways(dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], set[str]]]:
    """Rosters whose kinds of income are read apart and in every row; what is wrong with their rows, and what is right.

    Whichever way, results and rejects are the same bytes.
    """

    def computed(roster: Path) -> set[str]:
        out, found = tmp_path / "out.csv", []
        for most in (0, 1000):
            monkeypatch.setattr(columns, "MOST_BESIDE", most)
            told = dibao("batch", str(roster), "-o", str(out), "-q", "--keep", "*")
            assert told.code in (0, 1) and not told.err, told.err
            rejects = tmp_path / "out.rejects.csv"
            found.append((out.read_bytes(), rejects.read_bytes() if rejects.exists() else b""))
        assert found[0] == found[1]
        wrong = {row["code"] for row in csv.DictReader(found[0][1].decode().splitlines())}
        return wrong | ({"computed"} if found[0][0].count(b"\n") > 1 else set())

    yield computed


@pytest.mark.parametrize("form", ["csv", *(pytest.param(f, marks=pytest.mark.thorough) for f in FORMATS if f != "csv")])
@pytest.mark.parametrize("place", ["first", "last", "between"])
def test_kinds_of_income_read_apart_or_in_every_row_come_to_the_same(
    place: str, form: str, both_ways: Callable[[Path], set[str]], tmp_path: Path
) -> None:
    chance = random.Random(place + form)
    others, items = ["household", "area", "members", "income", "note"], list(INCOME_ITEMS)
    headings = {"first": items + others, "last": others + items, "between": others[:3] + items + others[3:]}[place]
    rows = []
    for n in range(120):
        row = {"household": f"H{n // 2 * chance.choice((1, 1, 3))}", "area": chance.choice(("urban", "农村"))}
        row |= {"members": chance.choice(("", "2", "x")), "income": chance.choice(("", "", "300", "五百"))}
        for name in chance.sample(items, chance.choice((0, 0, 1, 3))) + [items[-1]] * (n % 7 == 0):
            row[name] = chance.choice(("", "0", "12.50", "600", "77.05", chance.choice(ODD_AMOUNTS)))
        if n < len(ODD_AMOUNTS):
            row = {name: cell for name, cell in row.items() if name not in items} | {items[-1]: ODD_AMOUNTS[n]}
        rows.append([row.get(heading, "") for heading in headings])
    assert both_ways(write_roster(tmp_path / f"roster.{form}", headings, rows)) >= {"computed", "not_a_number"}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", *(pytest.param(d, marks=pytest.mark.thorough) for d in ";\t|")])
@pytest.mark.parametrize("quoted", [False, True])
def test_lines_with_a_cell_too_few_or_too_many_are_rejected_whichever_way(
    quoted: bool, delimiter: str, end: str, both_ways: Callable[[Path], set[str]], tmp_path: Path
) -> None:
    """Also where all of their last cells are blank, so that a line's end looks like that of one without items."""
    items: tuple[list[str], ...] = ([], ["5"], ["", "", "7"], ["", "x"], ["", "-1"])
    lines = [["household", "area", "members", *INCOME_ITEMS]]
    for more in (-1, 0, 1):
        for n, told in enumerate(items):
            row = [f"H{n} {more}", "urban", "2", *told]
            lines.append(row + [""] * (len(lines[0]) + more - len(row)))
            lines.append([*row[:1], *lines[-1][3:], "9"] if n else [""] * (len(lines[0]) + more))
    text = end.join(delimiter.join(line) for line in lines) + end
    file = tmp_path / "roster.csv"
    file.write_text(text.replace("H1", '"H1"') if quoted else text, "utf-8", newline="")
    assert both_ways(file) >= {"computed", "ragged_line", "negative", "not_a_number"}


@pytest.fixture
def no_reading_kept() -> Iterator[None]:
    """What other readings came to in a month is forgotten, before and afterwards."""
    kept = (incomes.reading, incomes.treatment_in)
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


@pytest.mark.usefixtures("no_reading_kept")
def test_a_kind_that_is_treated_otherwise_from_some_month_on_is_followed(
    dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [settled] = incomes.READINGS["disability_subsidy"]
    law = settled.rule.law
    changed = (
        incomes.Reading("not_counted", Rule(law, until=Month(2022, 8))),
        incomes.Reading("counted", Rule(law, since=Month(2022, 9))),
    )
    monkeypatch.setitem(incomes.READINGS, "disability_subsidy", changed)
    rows = "household,month,area,members,income_disability_subsidy\nA,2022-08,urban,1,100\nB,2022-09,urban,1,100\n"
    found, _rejects = answers(dibao, tmp_path, rows)
    assert (found["A"]["dibao"], found["B"]["dibao"]) == ("850.00", "750.00")

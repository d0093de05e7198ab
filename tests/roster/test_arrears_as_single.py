"""The arrears of every household of a roster are those of the single household, to the fen."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import Cli
from rosters import HEADINGS, Made, as_csv, household_of, some

from dibao_cli.roster.arrears import ROLL_ASSUMED, roster_arrears
from dibao_cli.roster.arrears_columns import INCOMPLETE
from dibao_cli.roster.arrears_totals import IN_ONE_SUM, Totals, totals
from dibao_cli.roster.batch import Outputs
from dibao_cli.roster.run import Request
from dibao_cli.rules.arrears import MonthOwed, arrears, rates
from dibao_cli.rules.assumed import ASSUMED, NOTED
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.money import yuan
from dibao_cli.rules.month import Month
from dibao_cli.rules.notice import weakest_known
from dibao_cli.rules.standards import Standards

RANGES = {
    "the raise of July 2020": ("2020-07", "2020-08", False),
    "across a temporary measure": ("2020-06", "2020-08", False),
    "rules that change, and classified relief": ("2021-06", "2021-07", True),
}
ROLL = ("on_roll_since", "on_roll_until", "decision", "paid")


class OnRoll(NamedTuple):
    """A household of which it is said when it was on the roll, and perhaps what was paid."""

    made: Made
    since: Month | None
    until: Month | None
    paid: int | None


def on_roll(made: list[Made], first: Month, chance: random.Random) -> list[OnRoll]:
    """Households with roll columns on each of their rows."""
    found = []
    for one in made:
        since = chance.choice((None, first.plus(-5), first, first.plus(1), first.plus(2)))
        until = chance.choice((None, None, first.plus(3), first.plus(40)))
        paid = chance.choice((None, None, 0, chance.randrange(300_000)))
        decided = since is not None and chance.random() < 0.5
        for n, row in enumerate(one.rows):
            row["on_roll_since"] = str(since) if since and not decided else ""
            row["decision"] = f"{since.plus(-1)}-15" if since and decided else ""
            row["on_roll_until"] = str(until or "")
            row["paid"] = yuan(paid) if paid is not None and (n == 0 or chance.random() < 0.5) else ""
        found.append(OnRoll(one, since, until, paid))
    return found


@pytest.fixture(params=RANGES)
def asked(request: pytest.FixtureRequest, dalian: Standards, tmp_path: Path) -> tuple[list[OnRoll], Request, str, str]:
    first, last, uplift = RANGES[request.param]
    made = on_roll(some(70, 31, dalian.region), Month.parse(first), random.Random(5))
    (tmp_path / "roster.csv").write_text(
        as_csv([row for one in made for row in one.made.rows], [*HEADINGS, *ROLL]), "utf-8"
    )
    question = AssessmentOptions(uplift=uplift)
    roster = str(tmp_path / "roster.csv")
    return made, Request(roster, dalian.on, question, {"default_month": first}, {}, arrears=True), first, last


def months_of(one: OnRoll, dalian: Standards, question: AssessmentOptions, first: str, last: str) -> list[MonthOwed]:
    """What the single household is owed, in the months in which it was on the roll, with their notes."""
    table = dalian.on(first)
    months = [side.month for side in rates(table, Month.parse(last))]
    household = household_of(one.made, dalian.region)
    paid = None if one.paid is None else dict.fromkeys(months, one.paid)
    found = arrears(household, table, last, paid, question)
    there = [m for m in months if (one.since is None or one.since <= m) and (one.until is None or m < one.until)]
    return [month for month in found.months if month.month in there]


def notes_of(one: OnRoll, dalian: Standards, question: AssessmentOptions, first: str, last: str) -> set[str]:
    found = arrears(household_of(one.made, dalian.region), dalian.on(first), last, None, question)
    sides = found.answers if one.paid is not None else (*found.answers, *found.old)
    shown = {month.month for month in months_of(one, dalian, question, first, last)}
    codes = {w.code for side in sides if side.month in shown for w in side.warnings}
    return {code for code in codes if code.startswith(ASSUMED) or code in NOTED}


def test_the_arrears_of_each_household_are_those_of_the_single_one(
    asked: tuple[list[OnRoll], Request, str, str], dalian: Standards, tmp_path: Path
) -> None:
    made, request, first, last = asked
    outputs = Outputs(str(tmp_path / "owed.csv"), rejects=str(tmp_path / "rejects.csv"))
    outcome = roster_arrears(request, rates(dalian.on(first), Month.parse(last)), outputs, lambda _rows, _part: None)
    assert not outcome.rejected, (tmp_path / "rejects.csv").read_text("utf-8")[:2000]
    with (tmp_path / "owed.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["household"]: row for row in csv.DictReader(file)}
    assert len(rows) == len(made)
    for one in made:
        months = months_of(one, dalian, request.question, first, last)
        row = rows[one.made.name]
        under, over = ([getattr(month, name) for month in months] for name in ("underpaid", "overpaid"))
        known = None not in under
        assert row["months"] == str(len(months))
        whole = all(month.complete for month in months)
        owed, paid = yuan(sum(m.owed for m in months)), yuan(sum(m.paid for m in months))
        assert (row["owed"], row["known_owed"]) == ((owed, "") if whole else ("", owed)), one
        assert (row["paid"], row["known_paid"]) == ((paid, "") if whole or row["paid"] else ("", paid)), one
        for name, amounts in (("underpaid", under), ("overpaid", over)):
            told = yuan(sum(amount or 0 for amount in amounts)) if known else ""
            assert (row[name], row[f"known_{name}"]) == ((told, "") if whole else ("", told)), one
        assert row["basis"] == (weakest_known(month.basis for month in months) or ""), one
        notes = set(row["notes"].split())
        assert (INCOMPLETE in notes) == any(not month.complete for month in months), one
        assert (ROLL_ASSUMED in notes) == (one.since is None and bool(months)), one
        assert notes - {INCOMPLETE, ROLL_ASSUMED} == notes_of(one, dalian, request.question, first, last), one


@pytest.mark.thorough
def test_the_totals_by_month_place_and_programme_are_sums_of_single_households(
    asked: tuple[list[OnRoll], Request, str, str], dalian: Standards
) -> None:
    made, request, first, last = asked
    found: Totals = totals(request, rates(dalian.on(first), Month.parse(last)), lambda _rows, _part: None)
    single = {one.made.name: months_of(one, dalian, request.question, first, last) for one in made}
    every = [month for months in single.values() for month in months]
    [whole] = found.parts["total"].values()
    assert (whole.owed, whole.paid) == (sum(m.owed for m in every), sum(m.paid for m in every))
    assert whole.underpaid == sum(m.underpaid or 0 for m in every)
    assert whole.overpaid == sum(m.overpaid or 0 for m in every)
    assert whole.households == sum(bool(months) for months in single.values())
    assert found.not_known == sum(any(m.difference is None for m in months) for months in single.values())
    for name, tally in found.parts["month"].items():
        assert tally.owed == sum(m.owed for m in every if str(m.month) == name)
    for part in ("month", "place", "basis"):
        assert sum(tally.underpaid for tally in found.parts[part].values()) == whole.underpaid
        assert sum(tally.owed for tally in found.parts[part].values()) == whole.owed
    by_programme = {name: (tally.owed, tally.paid) for name, tally in found.parts["programme"].items()}
    in_one_sum = [m for m in every if m.stated]
    assert by_programme.pop(IN_ONE_SUM) == (sum(m.owed for m in in_one_sum), sum(m.paid for m in in_one_sum))
    lines = [line for m in every if not m.stated for line in m.lines if None not in (line.owed, line.paid)]
    for programme, (owed, paid) in by_programme.items():
        assert owed == sum(line.owed or 0 for line in lines if line.programme == programme), programme
        assert paid == sum(line.paid or 0 for line in lines if line.programme == programme), programme


ROSTER = """household,area,district,members,income,享受起始月份,停发月份,批准日期,每月已发,property_test_met
A,urban,中山区,3,1200,2020-01,,,,yes
B,urban,中山区,3,1200,,,2020-08-03,,yes
C,urban,中山区,3,1200,2019-07,2020-09,,900,yes
D,rural,庄河市,2,300,2020-12,,,,yes
E,urban,中山区,3,1200,2020-08,,2020-08-03,,yes
F,urban,中山区,3,1200,2020-08,2020-08,,,yes
G,urban,中山区,3,1200,August,,,,yes
"""


def test_from_when_to_when_each_household_was_on_the_roll(dibao: Cli, tmp_path: Path) -> None:
    """July to October 2020: 1050 is owed a month, 960 was paid at the old rate."""
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    result = dibao("arrears", str(tmp_path / "r.csv"), "--from", "2020-07", "--to", "2020-10", "-f", "csv")
    assert result.code == 1
    rows = {row["household"]: row for row in csv.DictReader(result.out.splitlines())}
    told = {name: (row["first_month"], row["last_month"], row["underpaid"]) for name, row in rows.items()}
    assert told == {
        "A": ("2020-07", "2020-10", "360.00"),
        "B": ("2020-09", "2020-10", "180.00"),  # decided in August: from September
        "C": ("2020-07", "2020-08", "300.00"),  # 900 was paid, twice
        "D": ("", "", "0.00"),  # not yet on the roll
    }
    assert [code in result.err for code in ("roll_ends_first", "not_a_month")] == [False, False]
    assert "E" not in rows
    assert "3 rejected" in result.err


def test_the_faults_of_roll_columns_are_rejects_with_a_code_of_their_own(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    out = str(tmp_path / "out.csv")
    dibao("arrears", str(tmp_path / "r.csv"), "--from", "2020-07", "--to", "2020-10", "-o", out)
    with (tmp_path / "out.rejects.csv").open(encoding="utf-8", newline="") as file:
        rejects = {row["household"]: (row["field"], row["code"]) for row in csv.DictReader(file)}
    assert rejects == {
        "E": ("享受起始月份", "paid_before_decision"),
        "F": ("停发月份", "roll_ends_first"),
        "G": ("享受起始月份", "not_a_month"),
    }


@pytest.mark.thorough
def test_a_row_for_each_month_adds_up_to_the_row_of_the_household(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    asked = ("arrears", str(tmp_path / "r.csv"), "--from", "2020-07", "--to", "2020-10", "-q")
    whole = {row["household"]: row for row in csv.DictReader(dibao(*asked, "-f", "csv").out.splitlines())}
    months = list(csv.DictReader(dibao(*asked, "-f", "csv", "--by-month").out.splitlines()))
    for name, row in whole.items():
        own = [month for month in months if month["household"] == name]
        assert len(own) == int(row["months"])
        for column in ("owed", "paid", "underpaid", "overpaid"):
            assert sum(float(month[column]) for month in own) == pytest.approx(float(row[column]))


def test_before_the_first_table_every_payment_has_to_be_stated(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(
        "household,area,members,income,paid,on_roll_since\nA,urban,3,1200,700,2017-01\nB,urban,3,1200,,2017-01\n",
        "utf-8",
    )
    result = dibao("arrears", str(tmp_path / "r.csv"), "--from", "2017-07", "--to", "2017-08", "-f", "csv")
    [row] = csv.DictReader(result.out.splitlines())
    assert (row["household"], row["underpaid"]) == ("A", "220.00")  # 670 × 3 − 1200 = 810
    assert result.code == 1


def test_what_only_arrears_read_is_not_used_by_batch_and_said_so(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    result = dibao("batch", str(tmp_path / "r.csv"), "--month", "2020-07", "-f", "csv")
    assert result.code == 0
    for heading in ("享受起始月份", "停发月份", "批准日期", "每月已发"):
        assert heading in result.err


def test_strict_refuses_a_roster_that_does_not_say_from_when(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("household,area,members,income,property_test_met\nA,urban,3,1200,yes\n", "utf-8")
    result = dibao("arrears", str(tmp_path / "r.csv"), "--from", "2020-07", "--to", "2020-08", "--strict")
    assert (result.code, result.out) == (1, "")
    assert ROLL_ASSUMED in result.err


@pytest.mark.parametrize("flags", [("--paid", "2020-07=900"), ("--income", "5"), ("--explain",)])
def test_what_describes_one_household_does_not_go_with_a_roster(
    flags: tuple[str, ...], dibao: Cli, tmp_path: Path
) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    result = dibao("arrears", str(tmp_path / "r.csv"), "--from", "2020-07", "--to", "2020-10", *flags)
    assert (result.code, result.out) == (2, "")


def test_what_is_for_rosters_does_not_go_with_one_household(dibao: Cli) -> None:
    asked = ("arrears", "--area", "urban", "--members", "1", "--income", "0", "--from", "2020-07", "--to", "2020-08")
    for flags in (("--summary",), ("--by-month",), ("--keep", "x"), ("--memory", "1GB")):
        assert dibao(*asked, *flags).code == 2


@pytest.mark.thorough
def test_blocks_of_a_few_lines_and_rows_in_no_order_come_to_the_same(
    dibao: Cli, dalian: Standards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = on_roll(some(14, 17, dalian.region, rare=False), Month(2020, 7), random.Random(3))
    rows = [row for one in made for row in one.made.rows]
    (tmp_path / "ordered.csv").write_text(as_csv(rows, [*HEADINGS, *ROLL]), "utf-8")
    random.Random(2).shuffle(rows)
    (tmp_path / "shuffled.csv").write_text(as_csv(rows, [*HEADINGS, *ROLL]), "utf-8")

    def told(name: str) -> list[str]:
        asked = ("arrears", str(tmp_path / name), "--from", "2020-07", "--to", "2020-07", "-f", "csv", "-q")
        return sorted(dibao(*asked).out.splitlines())

    whole = told("ordered.csv")
    assert len(whole) == len(made) + 1
    monkeypatch.setattr("dibao_cli.roster.byte_blocks.BLOCK_SIZE", 1800)
    monkeypatch.setattr("dibao_cli.roster.regroup.LINES_OF_A_BLOCK", 18)
    assert told("ordered.csv") == told("shuffled.csv") == whole

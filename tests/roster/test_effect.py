"""The budget effect adds up, whichever way it is cut, and says of each household what `calc` says."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Cli
from rosters import as_csv, some

from dibao_cli.roster.effect import Tally, budget_effect, summary
from dibao_cli.roster.run import Request
from dibao_cli.rules.case import Question
from dibao_cli.rules.month import Month
from dibao_cli.rules.standards import Standards

ROSTER = """household,area,district,members,income
A,urban,,3,1200
B,urban,,1,745
C,urban,,1,10000
D,rural,庄河,2,0
"""


def test_the_parts_add_up_to_the_whole(dalian: Standards, tmp_path: Path) -> None:
    made = some(300, 5, dalian.region)
    (tmp_path / "roster.csv").write_text(as_csv([row for one in made for row in one.rows]), "utf-8")
    request = Request(
        str(tmp_path / "roster.csv"), dalian.on, Question(national_index=True), {"default_month": "2020-07"}, {}
    )
    effect = budget_effect(request, Month(2020, 6), Month(2020, 7), lambda _rows, _part: None)
    assert effect.total.households == len(made)
    for cut in (effect.outcomes, effect.places, effect.bands):
        whole = Tally()
        for tally in cut.values():
            whole = whole.plus(tally)
        assert whole == effect.total
    for cut in (effect.programmes, effect.causes):
        assert sum(t.after - t.before for t in cut.values()) == effect.total.after - effect.total.before


def test_compare_shows_the_effect_of_the_raise(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    result = dibao("compare", str(tmp_path / "roster.csv"), "-f", "json")
    assert result.code == 0, result.err
    record = json.loads(result.out)
    assert (record["before"], record["after"]) == ("2020-06", "2020-07")
    assert record["total"] == [
        {
            "name": "all",
            "households": 4,
            "persons": 7,
            "before": "1970.00",
            "after": "2135.00",
            "difference": "165.00",
            "difference_a_year": "1980.00",
        }
    ]
    outcomes = {row["name"]: row["households"] for row in record["outcome"]}
    assert outcomes == {"up": 2, "newly_in": 1, "unchanged": 0, "down": 0, "newly_out": 0, "not_entitled": 1}
    causes = {row["name"]: row["difference"] for row in record["cause"]}
    assert causes == {"dibao:newly_paid": "5.00", "dibao:paid_before_and_after": "160.00"}


def test_every_format_of_the_effect(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    for form, sign in (("table", "#"), ("csv", "total,all,4"), ("tsv", "total\tall\t4"), ("markdown", "| total |")):
        assert sign in dibao("compare", str(tmp_path / "roster.csv"), "-f", form).out
    assert "全部家庭" in dibao("--lang", "zh", "compare", str(tmp_path / "roster.csv"), "-f", "table").out


def test_the_summary_of_a_month(dalian: Standards, dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    request = Request(str(tmp_path / "roster.csv"), dalian.on, Question(), {"default_month": "2020-07"}, {})
    effect = summary(request, lambda _rows, _part: None)
    assert (effect.total.households, effect.total.after) == (4, 213500)
    assert "2135.00" in dibao("batch", str(tmp_path / "roster.csv"), "--summary", "-f", "csv").out


def test_the_simulated_city_is_named_so_and_comes_near(dibao: Cli, tmp_path: Path) -> None:
    roster = tmp_path / "city.csv"
    result = dibao("demo", "roster", "--households", "2000", "-o", str(roster))
    rows = roster.read_text("utf-8").splitlines()[1:]
    assert all(row.startswith("SIMULATED-") for row in rows)
    assert len(rows) == 2000 + 13_000 * 2000 // 40_056
    assert sum(int(row.split(",")[5]) for row in rows if ",tekun," not in row) == 52_821 * 2000 // 40_056
    assert "simulated" in result.err
    near = next(line for line in result.err.splitlines() if "dibao: dibao" in line)
    assert abs(float(near.rpartition(" ")[2].rstrip("%"))) < 5
    again = dibao("demo", "roster", "--households", "2000", "--quiet")
    assert again.out.splitlines()[1:] == rows

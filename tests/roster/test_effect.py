"""The budget effect adds up, whichever way it is cut, and says of each household what `calc` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import Cli
from rosters import Made, as_csv, household_of, some

from dibao_cli.files.folders import load_standards
from dibao_cli.roster.budget_effect import Effect, Tally, budget_effect, summary
from dibao_cli.roster.cause_path import Moved
from dibao_cli.roster.run import Request
from dibao_cli.rules.assess import assess, entitlements
from dibao_cli.rules.assessment import PROGRAMMES
from dibao_cli.rules.case import AssessmentOptions, Case
from dibao_cli.rules.case_path import runs_backward, stops
from dibao_cli.rules.compare import compare
from dibao_cli.rules.decomposition import moves, opposite
from dibao_cli.rules.household import Household
from dibao_cli.rules.month import Month
from dibao_cli.rules.notice import Notice, Value
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.standards import Standards, Table
from dibao_cli.show.effect import Shown, effect_shown

ROSTER = """household,area,district,members,income
A,urban,,3,1200
B,urban,,1,745
C,urban,,1,10000
D,rural,庄河,2,0
"""


BY_HAND = Notice("--set", {}, Month(2020, 7))
ODD_TABLES = {"dibao.urban": 80_000, "unsupported_child.standard": 200_000, "price_subsidy.multiplier": 10_000}
"""Set by hand on one side, so that causes meet that never do in the notices."""


class Compared(NamedTuple):
    """Households, the tables and the question that they were computed with, and what came of it."""

    made: list[Made]
    pair: tuple[Table, Table]
    question: AssessmentOptions
    effect: Effect


def effect_of(made: list[Made], pair: tuple[Table, Table], question: AssessmentOptions, folder: Path) -> Effect:
    (folder / "roster.csv").write_text(as_csv([row for one in made for row in one.rows]), "utf-8")
    table_of = pair[0].standards.on
    request = Request(str(folder / "roster.csv"), table_of, question, {"default_month": "2020-07"}, {})
    return budget_effect(request, *pair, lambda _rows, _part: None)


def tables(dalian: Standards, before: str, after: str, *by_hand: str) -> tuple[Table, Table]:
    values = [Value(key, ODD_TABLES[key], BY_HAND) for key in by_hand]
    return dalian.on(before), dalian.on(after).overriding(values)


PAIRS = [
    ("2020-06", "2020-07", ()),
    ("2020-02", "2020-04", ()),
    ("2019-12", "2020-03", ()),
    ("2018-12", "2021-01", ("dibao.urban",)),
    ("2020-04", "2020-04", ("dibao.urban", "price_subsidy.multiplier", "unsupported_child.standard")),
    ("2017-08", "2025-09", ()),
]


PLAIN, UPLIFT = AssessmentOptions(national_index=True), AssessmentOptions(uplift=True, national_index=True)
QUESTIONS = [PLAIN, UPLIFT, PLAIN, UPLIFT, PLAIN, UPLIFT]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((*pair, question), marks=[pytest.mark.thorough] * (n > 1))
        for n, (pair, question) in enumerate(zip(PAIRS, QUESTIONS, strict=True))
    ],
    ids=str,
)
def compared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """A roster of 100 households of every kind, with the budget effect of one pair of tables."""
    before, after, by_hand, question = request.param
    standards = load_standards(national=True)
    made = some(100, 8, standards.region)
    pair = tables(standards, before, after, *by_hand)
    return Compared(made, pair, question, effect_of(made, pair, question, tmp_path_factory.mktemp("roster")))


@pytest.mark.thorough
def test_the_parts_add_up_to_the_whole(compared: Compared) -> None:
    effect = compared.effect
    assert effect.total.households == len(compared.made)
    for cut in (effect.outcomes, effect.places, effect.bands, effect.bases):
        whole = Tally()
        for tally in cut.values():
            whole = whole.plus(tally)
        assert whole == effect.total
    assert sum(t.before for t in effect.programmes.values()) == effect.total.before
    assert sum(t.after for t in effect.programmes.values()) == effect.total.after
    for programme, tally in effect.programmes.items():
        parts = sum(moved.amount for (name, _cause), moved in effect.causes.items() if name == programme)
        assert parts == tally.after - tally.before


def test_the_causes_are_those_of_every_single_household(compared: Compared) -> None:
    """Each household on its own, by the code that compares single cases, all of its persons taken together."""
    expected: dict[tuple[str, str], Moved] = {}
    for one in compared.made:
        household = household_of(one, compared.pair[0].region)
        for key, amount in causes_of(household, compared.pair, compared.question).items():
            expected[key] = expected.get(key, Moved()).plus(Moved(1, household.size, amount))
    assert compared.effect.causes == expected


@pytest.mark.parametrize("folder", [pytest.param("fictional_years", marks=pytest.mark.thorough), "fictional_uplifts"])
def test_amounts_as_other_cities_state_them_have_their_causes_too(folder: str, tmp_path: Path) -> None:
    """From no such notice to amounts by the year, paid by the quarter, and to relief that hangs on the payment."""
    standards = load_standards("dalian", [Path(__file__).parent.parent / "cases" / folder], national=True)
    made, pair = some(50, 8, standards.region), tables(standards, "2019-12", "2020-05")
    compared = Compared(made, pair, UPLIFT, effect_of(made, pair, UPLIFT, tmp_path))
    test_the_parts_add_up_to_the_whole(compared)
    test_the_causes_are_those_of_every_single_household(compared)


CHILD = """household,area,members,status,disability,income
A,urban,2,,,{income}
A,urban,,unsupported_child,limb-1,
"""


@pytest.mark.parametrize(
    ("income", "standard", "dibao"), [(220_000, 75_000, "newly_eligible"), (160_000, 50_000, "no_longer_eligible")]
)
def test_a_programme_that_begins_or_ends_and_an_exclusion_are_named(
    income: int, standard: int, dibao: str, dalian: Standards, tmp_path: Path
) -> None:
    """With dibao a child without support gets less, and is not excluded from the living subsidy any more."""
    (tmp_path / "roster.csv").write_text(CHILD.format(income=income // 100), "utf-8")
    before = dalian.on("2020-06").overriding([Value("disability.living", 10_000, BY_HAND)])
    after = before.overriding([Value("dibao.urban", standard, BY_HAND)])
    request = Request(str(tmp_path / "roster.csv"), dalian.on, PLAIN, {"default_month": "2020-06"}, {})
    found = budget_effect(request, before, after, lambda _rows, _part: None).causes
    assert ("dibao", dibao) in found
    assert ("living_subsidy", "exclusion_changed") in found
    child = Person("1", status=("unsupported_child",), disability=Disability("limb", 1))
    parts = causes_of(Household("urban", 2, (child,), income=income), (before, after), PLAIN)
    assert {key: moved.amount for key, moved in found.items()} == parts


def causes_of(
    household: Household, pair: tuple[Table, Table], question: AssessmentOptions
) -> dict[tuple[str, str], int]:
    """What each cause does to each programme of one household."""
    cases = [Case(household, table, question) for table in pair]
    backward = runs_backward(*cases)
    way = list(stops(*(reversed(cases) if backward else cases)))
    answers = [entitlements(case) for _step, case in way]
    found: dict[tuple[str, str], int] = {}
    for programme in PROGRAMMES:
        amounts = [answer.amount(programme) for answer in answers]
        excluded = [{(x.person, x.because) for x in a.exclusions if x.programme == programme} for a in answers]
        if None in (amounts[0], amounts[-1]):
            continue
        paid = [None if amount is None else amount > 0 for amount in amounts]
        steps = [step for step, _case in way]
        for move in moves(steps, paid, lambda one, other, excluded=excluded: excluded[one] != excluded[other]):  # type: ignore[misc]  # bound here
            cause = opposite(move.cause) if backward else move.cause
            amount = (amounts[move.end] or 0) - (amounts[move.start] or 0)
            found[programme, cause] = found.get((programme, cause), 0) + (-amount if backward else amount)
    return {key: amount for key, amount in found.items() if amount}


def test_a_household_of_the_family_only_has_the_causes_that_compare_shows(dalian: Standards) -> None:
    """Where a programme has one line, the parts of the household are the parts of the line."""
    pair, question = tables(dalian, "2020-02", "2020-07"), AssessmentOptions(national_index=True)
    for income in range(0, 300_000, 7_700):
        household = Household("urban", 3, income=income)
        found = compare(*(assess(household, table, question) for table in pair))
        expected = {(line.programme, cause): fen for line in found.lines for cause, fen in line.causes.items()}
        assert causes_of(household, pair, question) == expected


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
            "incomplete": 3,
            "known_before": "1960.00",
            "known_after": "2135.00",
            "known_difference": "175.00",
            "known_difference_a_year": "2100.00",
        }
    ]
    outcomes = {row["name"]: row["households"] for row in record["outcome"]}
    assert outcomes == {"up": 2, "newly_in": 1, "unchanged": 0, "down": 0, "newly_out": 0, "not_entitled": 1}
    causes = {row["name"]: row["difference"] for row in record["cause"]}
    assert causes == {"dibao:newly_eligible": "5.00", "dibao:standard_changed": "170.00"}


@pytest.mark.parametrize(
    ("form", "sign"),
    [("csv", "basis,inferred,3,"), ("json", '"inferred"'), ("table", "inferred"), ("markdown", "| inferred |")],
)
def test_every_format_says_how_much_rests_on_inferred_values(form: str, sign: str, dibao: Cli, tmp_path: Path) -> None:
    """The rule of the price subsidy has an inferred rounding; nobody in the fourth household is paid anything."""
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    months = ("--before", "2020-02", "--after", "2020-07", "--index", "national")
    assert sign in dibao("compare", str(tmp_path / "roster.csv"), *months, "-f", form).out


def test_no_sum_over_a_household_of_which_a_part_is_unknown_looks_like_a_total(
    dalian: Standards, tmp_path: Path
) -> None:
    """As `calc` says of each of them; in a month and between two, in rows and in the record."""
    question, region = AssessmentOptions(), dalian.region
    made, pair = some(60, 4, region), tables(dalian, "2020-06", "2020-07")
    compared = Compared(made, pair, question, effect_of(made, pair, question, tmp_path))
    test_the_parts_add_up_to_the_whole(compared)
    open_ones = sum(
        not all(assess(household_of(one, region), table, question).complete for table in pair) for one in made
    )
    assert 0 < compared.effect.total.incomplete == open_ones < len(made)
    request = Request(str(tmp_path / "roster.csv"), dalian.on, question, {"default_month": "2020-07"}, {})
    for effect, months in ((compared.effect, ("2020-06", "2020-07")), (summary(request, _quietly), ("", "2020-07"))):
        shown = effect_shown(Shown(*months, effect.read, effect.rejected, effect.unknown, effect.parts()))
        named = shown.rows().columns
        told = [dict(zip(named, row, strict=True)) for row in shown.rows().rows]
        assert {row["name"] for row in told if row["incomplete"] != "0"} >= {"all", "price_subsidy"}
        for row in told:
            sums = [name for name in named[5:] if row[name]]
            assert all(name.startswith("known_") == (row["incomplete"] != "0") for name in sums)
            assert sums


def _quietly(_rows: int, _part: float | None) -> None:
    """No progress is shown."""


@pytest.mark.thorough
@pytest.mark.parametrize(
    "command",
    [
        ("compare",),
        ("compare", "--before", "2020-06", "--after", "2020-07"),
        ("batch", "--summary", "--month", "2020-07"),
        ("arrears", "--summary", "--from", "2020-07", "--to", "2020-08"),
    ],
    ids=" ".join,
)
def test_strict_sums_rest_on_nothing_that_was_not_stated(command: tuple[str, ...], dibao: Cli, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, "utf-8")
    name, *options = command
    result = dibao(name, str(roster), *options, "--strict")
    assert (result.code, result.out) == (1, "")
    assert "[roster_assumed]" in result.err
    assert ("assumed:month" in result.err) == (len(command) == 1)
    roster.write_text(ROSTER + "E,urban,,,-5\n", "utf-8")
    assert "[not_stopped]" in dibao(name, str(roster), *options, "--strict").err
    told = "household,area,district,members,income,property_test_met,on_roll_since\nA,urban,中山区,3,1200,yes,2019-01\n"
    roster.write_text(told, "utf-8")
    result = dibao(name, str(roster), *options, "--strict", "-f", "csv")
    assert (result.code, "all,1,3" in result.out) == ((0, True) if len(command) > 1 else (1, False)), result.err


@pytest.mark.parametrize("command", [("compare",), pytest.param(("batch", "--summary"), marks=pytest.mark.thorough)])
@pytest.mark.parametrize("form", ["csv", "tsv", "ndjson", "json", "table", "markdown", "html"])
def test_rows_that_are_in_no_sum_are_told_in_every_format(
    form: str, command: tuple[str, ...], dibao: Cli, tmp_path: Path
) -> None:
    roster = tmp_path / "r.csv"
    roster.write_text("household,area,members,income\nA,urban,3,1200\nB,urban,3,x\n", "utf-8")
    found = dibao(*command, str(roster), "-q", "-f", form)
    assert found.code == 1
    assert ("2 rows read, 1 rejected" in found.out + found.err) or '"rows_rejected": 1' in found.out


def test_what_a_raise_would_cost(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    raised = ("--before", "2020-07", "--after", "2020-07", "--after-set", "dibao.urban=760")
    result = dibao("compare", str(tmp_path / "roster.csv"), *raised, "-f", "csv")
    assert result.code == 0, result.err
    assert "cause,dibao:standard_changed,2,4,0,,,40.00,480.00" in result.out


@pytest.mark.parametrize(
    "flags", [("--members", "3"), ("--after-income", "5"), ("--explain",), ("--no-lost-only-child",)]
)
def test_what_describes_one_household_is_refused_for_a_roster(
    dibao: Cli, tmp_path: Path, flags: tuple[str, ...]
) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    result = dibao("compare", str(tmp_path / "roster.csv"), *flags)
    assert (result.code, result.out) == (2, "")
    assert flags[0].removeprefix("--no-") in result.err


def test_the_later_month_stands_second_for_a_roster_too(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    result = dibao("compare", str(tmp_path / "roster.csv"), "--before", "2020-07", "--after", "2020-06")
    assert result.code == 2
    assert "[months_exchanged]" in result.err


@pytest.mark.thorough
def test_every_format_of_the_effect(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    for form, sign in (
        ("table", "#"),
        ("csv", "total,all,4"),
        ("tsv", "total\tall\t4"),
        ("markdown", "| all | 4 |"),
        ("html", "<svg "),
    ):
        assert sign in dibao("compare", str(tmp_path / "roster.csv"), "-f", form).out
    assert "全部家庭" in dibao("--lang", "zh", "compare", str(tmp_path / "roster.csv"), "-f", "table").out


def test_the_summary_of_a_month(dalian: Standards, dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    request = Request(str(tmp_path / "roster.csv"), dalian.on, AssessmentOptions(), {"default_month": "2020-07"}, {})
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

"""What was found out for one household of a place serves the next: sooner, and never with another answer."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Cli
from test_cities import HERE

from dibao_cli.files.folders import load_standards, region_names
from dibao_cli.roster import fallback
from dibao_cli.rules.assess import assess
from dibao_cli.rules.assessment import Assessment
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import GradualExit, Household
from dibao_cli.rules.income_items import IncomeItem
from dibao_cli.rules.month import Month
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.standards import Standards

sys.path.insert(0, str(Path(__file__).parent / "roster"))
from rosters import MONTHS, household_of, some

CITIES = [name for name in region_names() if name != "national"]
FOLDERS = sorted(folder for folder in (HERE / "folders").iterdir() if folder.is_dir())
QUESTIONS = (
    AssessmentOptions(),
    AssessmentOptions(uplift=True, national_index=True, one_off=True),
    AssessmentOptions(subsidy_rate=5050, without=("living_subsidy",)),
)


def households(standards: Standards, seed: int, number: int) -> Iterator[tuple[Household, Month, AssessmentOptions]]:
    """Households of every kind in the region's own districts, in months after its first table."""
    chance = random.Random(seed)
    first = standards.first_month
    places = [None, *(district.name for district in standards.region.districts)]
    for _n in range(number):
        persons = tuple(_person(chance) for _m in range(chance.choice((0, 1, 1, 2))))
        wage = chance.randrange(150_000)
        itemised = chance.random() < 0.3
        yield (
            Household(
                chance.choice(("urban", "rural")),
                members=chance.randrange(1, 4),
                persons=persons,
                income=None if itemised else chance.choice((None, 0, wage)),
                annual_income=None if itemised else chance.choice((None, None, 700_003)),
                incomes=(IncomeItem("wage", wage), IncomeItem("basic_pension", 9_000)) if itemised else (),
                district=chance.choice(places),
                low_income_village=chance.choice((None, True)),
                property_test_met=chance.choice((None, True, True, False)),
                lost_only_child=chance.random() < 0.2,
                gradual_exit=GradualExit(first, 30_000) if chance.random() < 0.2 else None,
            ),
            first.plus(chance.randrange(0, 40)),
            chance.choice(QUESTIONS),
        )


def _person(chance: random.Random) -> Person:
    person: Person = chance.choice(
        (
            Person(age=72),
            Person(status=("tekun",), care=chance.choice((None, "dispersed")), self_care="partly"),
            Person(status=("orphan",), care="dispersed", age=9),
            Person(status=("unsupported_child",), age=8, disability=Disability("limb", 2)),
            Person(status=("retiree",), tier="full"),
            Person(disability=Disability("mental", 2), single_person=True, cannot_form_household=True),
        )
    )
    return person._replace(income=chance.choice((None, 0, 20_000, chance.randrange(90_000))))


def told(answer: Assessment) -> tuple[object, ...]:
    """All that an answer says, the written formulas too."""
    lines = tuple(
        (
            *(line.programme, line.person, line.amount, line.steps, line.basis, line.missing, line.estimate),
            *([notice.id for notice in line.notices], line.assumptions, line.conditions, line.law, line.payment),
            line.known and (line.known.formula, line.known.clauses),
        )
        for line in answer.lines
    )
    standing = answer.standing and (answer.standing.line, answer.standing.limit, answer.standing.steps)
    return lines, answer.exclusions, answer.warnings, answer.distance, standing, answer.total


def alone(household: Household, standards: Standards, month: Month, question: AssessmentOptions) -> object:
    """The answer where nobody was asked about before."""
    forget(standards)
    return of(household, standards, month, question)


def forget(standards: Standards) -> None:
    standards.places_seen.clear()
    standards.plans = None


def of(household: Household, standards: Standards, month: Month, question: AssessmentOptions) -> object:
    try:
        return told(assess(household, standards.on(month), question))
    except InputError as refused:
        return [(problem.code, problem.place) for problem in refused.problems]


@pytest.mark.parametrize("place", [*CITIES, *FOLDERS], ids=lambda place: getattr(place, "name", place))
def test_an_answer_is_the_same_whoever_was_asked_about_before(place: str | Path) -> None:
    standards = load_standards(place, national=True) if isinstance(place, str) else load_standards(None, [place])
    asked = list(households(standards, 5, 24))
    by_themselves = [alone(household, standards, month, question) for household, month, question in asked]
    forget(standards)
    for (household, month, question), answer in reversed([*zip(asked, by_themselves, strict=True)] * 2):
        assert of(household, standards, month, question) == answer, (household, month)


def test_the_same_for_households_of_a_roster_in_many_months(dalian: Standards) -> None:
    asked = [
        (household_of(one, dalian.region), Month.parse(one.described["month"])) for one in some(150, 9, dalian.region)
    ]
    by_themselves = [alone(household, dalian, month, QUESTIONS[1]) for household, month in asked]
    for (household, month), answer in zip(asked, by_themselves, strict=True):
        assert of(household, dalian, month, QUESTIONS[1]) == answer
    assert {str(month) for _household, month in asked} == {*MONTHS}


def test_what_the_user_sets_is_forgotten_with_the_table(dalian: Standards) -> None:
    household, table = Household("urban", members=1, income=0), dalian.on("2020-07")
    before = assess(household, table).total
    standard = table.find("dibao.urban")
    assert standard is not None
    raised = table.overriding([standard._replace(content=100_000)])
    assert assess(household, raised).amount("dibao") == 100_000
    assert assess(household, table).total == before


def test_a_second_household_of_a_place_looks_nothing_up(dalian: Standards, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in values looked up, not in seconds: another income, another member, the same table."""
    table = dalian.on("2020-06")
    first = Household("urban", members=2, income=100_000, persons=(Person(status=("retiree",), tier="full"),))
    assess(first, table)
    asked: list[str] = []
    find = Standards.find

    def counted(self: Standards, key: str, month: Month) -> object:
        asked.append(key)
        return find(self, key, month)

    monkeypatch.setattr(Standards, "find", counted)
    assess(first._replace(members=3, income=123_456), table)
    assert asked == []


ROSTER = "household,area,members,income,lost_only_child,gradual_exit_since,last_allowance,single_person,disability\n"
SINGLE = "A,rural,2,3000,,,,,\nA,rural,,500,,,,yes,limb-1\n"
THREE_SINGLE = SINGLE + SINGLE.replace("A", "B") + SINGLE.replace("A", "C").replace("500", "501")


@pytest.mark.parametrize(
    ("rows", "options", "one_by_one"),
    [
        ("A,rural,2,100,yes,,,,\nB,urban,3,200,yes,,,,\n", (), 0),
        ("A,rural,2,1900,,2020-03,300,,\nB,urban,3,2500,,2020-04,200.50,,\n", (), 0),
        (THREE_SINGLE, (), 0),
        (THREE_SINGLE, ("--explain",), 2),
    ],
    ids=["a lost only child", "gradual exit", "single persons", "explained, two of whom say the same"],
)
def test_only_what_is_rare_and_distinct_is_computed_one_by_one(
    rows: str, options: tuple[str, ...], one_by_one: int, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[Household] = []

    def counted(household: Household, *told: object) -> Assessment:
        computed.append(household)
        return assess(household, *told)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(fallback, "assess", counted)
    (tmp_path / "roster.csv").write_text(ROSTER + rows, "utf-8")
    result = dibao("batch", str(tmp_path / "roster.csv"), "--month", "2020-07", "--uplift", "-f", "csv", "-q", *options)
    assert len(result.out.splitlines()) == 1 + len({row[0] for row in rows.split("\n") if row})
    assert len(computed) == one_by_one

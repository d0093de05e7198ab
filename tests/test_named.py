"""Names that a notice gives (grades of care, classes, categories), and figures by category, area and district."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from conftest import Cli
from test_interview import told

from dibao_cli.commands.completion import offers
from dibao_cli.commands.option_groups import TableOptions
from dibao_cli.files.folders import load_standards
from dibao_cli.rules.assess import assess
from dibao_cli.rules.household import Household
from dibao_cli.rules.parameters import parts_of_key, parts_written, written
from dibao_cli.rules.person import Person
from dibao_cli.rules.problems import InputError

FOLDERS = Path(__file__).parent / "cities" / "folders"
YUXI = ("--standards", str(FOLDERS / "yuxi"))


REGION = '[region]\nid = "sun"\nname = { en = "Sun", zh = "日市" }\ndefault_month = "2022-07"\n'
HEAD = '[notice]\ntitle = "x"\neffective = 2022-07-01\nsource = "x"\n'
DISTRICTS = '[[district]]\nname = "东县"\nshort = "东"\n[[district]]\nname = "西区"\nshort = "西"\n'


def city_of(folder: Path, text: str) -> Path:
    city = folder / "sun"
    city.mkdir()
    (city / "region.toml").write_text(REGION + DISTRICTS, "utf-8")
    (city / "2022-07-01-a.toml").write_text(HEAD + text, "utf-8")
    return city


def care(dibao: Cli, person: str, *more: str) -> object:
    answer = json.loads(dibao("calc", "--area", "urban", "--person", f"status=tekun,{person}", *more, "-f", "json").out)
    return next(line["amount"] for line in answer["lines"] if line["programme"] == "tekun_care")


@pytest.mark.parametrize(
    ("person", "amount"),
    [
        ("care=institutional,self_care=一档", "835.00"),
        ("care=institutional,self_care=grade one", "835.00"),
        ("care=dispersed,self_care=三档", "50.00"),
        ("care=dispersed,abilities_lost=6", "151.00"),
        ("care=dispersed,self_care=半护理", "88.00"),  # the State's name for one to three abilities lost
        ("care=dispersed,self_care=lightly", "88.00"),
        ("self_care=一档", None),  # the kinds differ, and nobody said which
    ],
)
def test_a_person_is_paid_by_the_grade_that_the_city_names(person: str, amount: object, dibao: Cli) -> None:
    assert care(dibao, person, *YUXI) == amount


def test_a_name_that_no_notice_gives_is_refused_with_those_that_are(dibao: Cli) -> None:
    told = ("--area", "urban", "--person")
    for standards, known in ((YUXI, "一档, 二档, 三档"), ((), "self")):
        refused = dibao("calc", *told, "status=tekun,self_care=四档", *standards)
        assert (refused.code, refused.out) == (2, "")
        assert known in refused.err and "[unknown_choice]" in refused.err
    with pytest.raises(InputError) as wrong:
        assess(
            Household("urban", persons=(Person(status=("tekun",), self_care="四档"),)),
            load_standards(None, [FOLDERS / "yuxi"]),
        )
    assert [problem.code for problem in wrong.value.problems] == ["unknown_choice"]


def test_completion_and_the_notice_itself_know_the_names(dibao: Cli) -> None:
    tables = TableOptions(standards=YUXI[1:])
    offered = [word for word, _meaning in offers("person", tables, "status=tekun,self_care=")]
    assert offered[:3] == [f"status=tekun,self_care={name}" for name in ("一档", "二档", "三档")]
    by_hand = ("--set", "tekun.care_dispersed_by_category.一档=160", "--set", "tekun.care_grades=一档=3-6,三档=0-2")
    assert care(dibao, "care=dispersed,abilities_lost=3", *YUXI, *by_hand) == "160.00"
    assert dibao("calc", "--area", "urban", *YUXI, "--set", "tekun.care_by_category.五档=1").code == 2
    draft = dibao("standards", "new", "2024-01-01", *YUXI, "-o", "-").out
    assert '# care_dispersed_by_category = { "一档" = 151, "二档" = 88, "三档" = 50 }' in draft
    assert 'care_grades = [{ name = "一档", en = "grade one", abilities_lost = [4, 6] }' in draft


def test_care_at_home_is_a_share_of_that_in_an_institution_grade_by_grade(tmp_path: Path, dibao: Cli) -> None:
    """The State's order reversed: the self-caring stand first; half of the institution's amount at home."""
    text = """
[tekun]
urban = 1000
care_grades = [{ name = "能自理", abilities_lost = 0 }, { name = "失能" }]
care_institutional_by_category = { "能自理" = 165, "失能" = 770 }
care_dispersed_by_category = { "能自理" = { share = 50, of = "tekun.care_institutional" }, "失能" = 300 }
"""
    standards = ("--standards", str(city_of(tmp_path, text)))
    assert care(dibao, "care=dispersed,abilities_lost=0", *standards) == "82.50"
    assert care(dibao, "care=dispersed,self_care=失能", *standards) == "300.00"
    assert care(dibao, "care=dispersed,abilities_lost=5", *standards) is None  # the notice does not say what 失能 is


def test_a_grade_without_an_amount_is_found(tmp_path: Path, dibao: Cli) -> None:
    text = '[tekun]\nurban = 1000\ncare_grades = [{ name = "一档" }, { name = "2档" }]\n'
    folder = city_of(tmp_path, text + 'care_by_category = { "一档" = 100, "二档" = 50 }\n')
    findings = json.loads(dibao("standards", "check", "--standards", str(folder), "-f", "json").out)
    found = [finding["value"] for finding in findings if finding["code"] == "category_without_amount"]
    assert found == ["2档"]


ROSTER = """户号,城乡,类别,供养方式,自理能力
1,城市,特困,集中,一档
2,农村,特困,分散,半护理
3,城市,特困,分散,四档
"""


def test_a_roster_has_what_calc_has(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(ROSTER, "utf-8")
    dibao("batch", str(tmp_path / "r.csv"), "-o", str(tmp_path / "out.csv"), *YUXI, "--month", "2022-07")
    with (tmp_path / "out.csv").open(encoding="utf-8") as rows:
        assert {row["household"]: row["tekun_care"] for row in csv.DictReader(rows)} == {"1": "835.00", "2": "88.00"}
    with (tmp_path / "out.rejects.csv").open(encoding="utf-8") as rows:
        assert [row["code"] for row in csv.DictReader(rows)] == ["unknown_choice"]


CITY = """
[dibao]
urban = 1000
rural = 800
[tekun]
urban = 1500
rural = 1200
care_wholly_by_area = { urban = 400, rural = 350 }
care_wholly_by_area_by_district = { rural = { "东县" = 300 } }
care_partly_by_district = { "东县" = 100 }
care_partly = 200
[orphan]
dispersed = 2000
dispersed_by_district = { "东县" = 1800 }
[child_hardship]
amount_by_category = { "重病" = { share = 50, of = "orphan.dispersed" }, "其他" = 300 }
amount_by_category_by_district = { "其他" = { "东县" = 250 } }
amount_by_category_by_area = { "其他" = { rural = 280 } }
"""


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("area", "district", "wholly", "partly", "ill", "other"),
    [
        ("urban", None, 400, 200, 1000, 300),
        ("urban", "西", 400, 200, 1000, 300),
        ("urban", "东", 400, 100, 900, 250),
        ("rural", "西", 350, 200, 1000, 280),
        ("rural", "东", 300, 100, 900, 250),
    ],
)
def test_the_nearest_place_goes_first_and_in_it_the_area(
    area: str, district: str | None, wholly: int, partly: int, ill: int, other: int, tmp_path: Path, dibao: Cli
) -> None:
    """A share follows its base to the district; calc and a roster are alike."""
    folder = city_of(tmp_path, CITY)
    people = ("特困,wholly,", "特困,partly,", ",,重病", ",,其他")
    rows = [f"{n},{area},{district or ''},{person}" for n, person in enumerate(people)]
    (tmp_path / "r.csv").write_text("\n".join(("household,area,district,status,self_care,hardship", *rows)), "utf-8")
    dibao("batch", str(tmp_path / "r.csv"), "-o", str(tmp_path / "out.csv"), "--standards", str(folder))
    with (tmp_path / "out.csv").open(encoding="utf-8") as found:
        rosters = [row["tekun_care"] if n < 2 else row["child_hardship"] for n, row in enumerate(csv.DictReader(found))]
    persons = (
        *(Person(status=("tekun",), self_care=grade) for grade in ("wholly", "partly")),
        *(Person(hardship=(name,)) for name in ("重病", "其他")),
    )
    standards = load_standards(None, [folder])
    place = standards.region.district(district).name if district else None
    answer = assess(Household(area, persons=persons, district=place), standards)  # type: ignore[arg-type]  # one of both
    singles = [line.amount for line in answer.lines if line.programme in ("tekun_care", "child_hardship")]
    assert singles == [100 * yuan for yuan in (wholly, partly, ill, other)]
    assert [round(float(amount) * 100) for amount in rosters] == singles


@pytest.mark.parametrize(
    "key",
    [
        "dibao.urban",
        "dibao.rural@庄河市",
        "tekun.care_wholly@rural",
        "child_hardship.amount#残疾:一级@rural@庄河市",
        "child_hardship.amount#重病@庄河市",
    ],
)
def test_a_key_is_read_as_it_is_written(key: str) -> None:
    assert str(parts_of_key(key)) == str(parts_written(written(key))) == key


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[dibao]\nurban_by_area = { urban = 1 }", "unknown_key"),
        ("[tekun]\ncare_self_by_area = { towns = 1 }", "unknown_choice"),
        ("[tekun]\ncare_self_by_category = { a = 1 }", "unknown_key"),
        ('[tekun]\ncare_grades = [{ name = "一档", abilities_lost = [5, 2] }]', "wrong_type"),
        ('[tekun]\ncare_grades = [{ name = "一档" }, { name = "一档" }]', "stated_twice"),
        ('[tekun]\ncare_grades = [{ name = "一,档" }]', "not_a_category"),
        ('[tekun]\ncare_grades = [{ en = "one" }]', "needed_key"),
        ("[tekun]\ncare_grades = []", "wrong_type"),
    ],
)
def test_what_is_no_such_figure_is_refused(line: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        load_standards(None, [city_of(tmp_path, line)])
    assert code in {problem.code for problem in refused.value.problems}


def test_the_interview_offers_the_names_that_the_city_gives() -> None:
    yuxi = load_standards(None, [FOLDERS / "yuxi"])
    in_town = {"area": "urban", "people": "1", "described": "1", "p1_status": "tekun", "p1_care": "集中"}
    by_number, by_english = (told(yuxi, **in_town, p1_self_care=grade) for grade in ("2", "grade two"))
    for interview in (by_number, by_english):
        answer = interview.assessed()
        assert answer is not None
        assert answer.amount("tekun_care") == 41800
    with pytest.raises(InputError):
        told(yuxi, **in_town, p1_self_care="五档")
    longxian = load_standards(None, [FOLDERS / "longxian"])
    answer = told(longxian, area="rural", people="2", income="100", dibao_class="2").assessed()
    assert answer is not None
    assert answer.household.dibao_class == "B类"
    assert answer.amount("dibao") == 2 * 37300

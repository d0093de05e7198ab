"""A household from flags, files and standard input: every spelling understood, every fault reported at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.files.document import Document, parse
from dibao_cli.files.households import from_document
from dibao_cli.rules.household import Deduction, GradualExit, Household
from dibao_cli.rules.month import Month
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.standards import Standards

THREE = "area = 'urban'\nmembers = 3\nincome = 1200\n"
DIBAO_OF_THREE = "2020-07\tdalian\tdibao\t\t1050.00"


def test_chinese_and_english_spellings_describe_the_same_household(dalian: Standards) -> None:
    chinese = {
        "城乡": "农村",
        "区县": "庄河",
        "家庭人口": "2人",
        "月收入": "１，２００元",
        "扣减": {"医疗": "120.50"},
        "低收入村": "是",
        "财产符合规定": "否",
        "失独": "有",
        "渐退": {"起始月份": "2020年8月", "原低保金": "300元"},
        "成员": [
            {"称谓": "老王", "类别": "特困", "供养方式": "集中", "自理能力": "半自理", "年龄": "70岁"},
            {"类别": "孤儿", "养育方式": "散居", "残疾": "肢体二级"},
            {"类别": "精简退职", "档次": "困难补助"},
            {
                "重病": "大部分丧失",
                "单人保": "是",
                "无法单独立户": "是",
                "工伤等级": "4级",
                "学生": "是",
                "父母情况": "丧偶",
            },
        ],
        "核算要求": {"分类救助": "是", "食品价格涨幅": "18.3%"},
    }
    described = from_document(Document("f", "", chinese), dalian.region)
    assert described.household == Household(
        area="rural",
        district="庄河市",
        members=2,
        income=120_000,
        deductions=(Deduction("医疗", 12_050),),
        low_income_village=True,
        property_test_met=False,
        lost_only_child=True,
        gradual_exit=GradualExit(Month(2020, 8), 30_000),
        persons=(
            Person(id="老王", status=("tekun",), care="institutional", self_care="partly", age=70),
            Person(status=("orphan",), care="dispersed", disability=Disability("limb", 2)),
            Person(status=("retiree",), tier="hardship"),
            Person(
                illness="most",
                single_person=True,
                cannot_form_household=True,
                work_injury=4,
                student=True,
                parent="widowed",
            ),
        ),
    )
    assert described.question.uplift
    assert described.question.index is not None and described.question.index.food == 1830


def test_every_fault_of_the_flags_is_reported_at_once_with_its_place_and_value(dibao: Cli) -> None:
    person = "status=orphen,age=200"
    places = ("--area", "town", "--district", "北京", "--members", "0")
    result = dibao("calc", *places, "--income", "-5", "--person", person)
    assert result.code == 2
    assert result.out == ""
    for place, value in (("--area", "town"), ("--district", "北京"), ("--income", "-5"), ("--person 1: age", "200")):
        assert any(line.startswith(f"dibao: {place}: ") and value in line for line in result.err.splitlines())
    assert "Did you mean orphan?" in result.err
    assert len(result.err.splitlines()) == 6


@pytest.mark.parametrize("text", ["-5", "NaN", "1e3", "1.234", "inf", "abc", "1,20"])
def test_a_wrong_income_is_refused_on_the_line_where_it_stands(dibao: Cli, text: str) -> None:
    result = dibao("calc", "-", stdin=f"area = 'urban'\nmembers = 1\nincome = '{text}'\n")
    assert result.code == 1
    assert result.out == ""
    assert result.err.startswith(f"dibao: <stdin>:3: income: “{text}”")


def test_every_fault_of_a_file_is_reported_at_once_with_line_and_field(dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "family.toml"
    file.write_text("area = 'urban'\nincome = -5\nfoo = 1\n[[persons]]\nage = 300\nstatus = 'orphen'\n", "utf-8")
    lines = dibao("calc", str(file)).err.splitlines()
    assert [line.removeprefix(f"dibao: {file}:").split(": ")[0:2] for line in lines] == [
        ["2", "income"],
        ["3", "foo"],
        ["5", "persons[1].age"],
        ["6", "persons[1].status"],
    ]


CONTRADICTIONS = {
    "status=orphan,care=dispersed,age=30": "age",
    "status=orphan": "care",
    "status=retiree": "tier",
    "status=retiree,tier=full,age=9": "age",
    "status=orphan+unsupported_child,care=dispersed": "status",
    "status=orphan+retiree,care=dispersed,tier=full": "status",
    "status=orphan,care=dispersed,self_care=wholly": "self_care",
    "care=institutional": "care",
    "abilities_lost=3": "abilities_lost",
    "tier=full": "tier",
    "status=tekun,self_care=self,abilities_lost=5": "self_care",
    "status=tekun,single_person=yes": "single_person",
    "status=tekun+tekun": "status",
}


@pytest.mark.parametrize("person", CONTRADICTIONS)
def test_a_contradiction_is_refused_with_the_field_that_it_is_in(dibao: Cli, person: str) -> None:
    result = dibao("calc", "--area", "urban", "--person", person)
    assert result.code == 2
    assert f"dibao: --person 1: {CONTRADICTIONS[person]}: " in result.err


WRONG_FLAGS = {
    ("--members", "0"): "--members",
    ("--members", "101"): "--members",
    ("--members", "2.5"): "--members",
    ("--members", "1", "--deduct", "120"): "--deduct",
    ("--members", "1", "--deduct", "a=1", "--deduct", "a=2"): "--deduct",
    ("--members", "1", "--person", "nonsense"): "--person",
    ("--members", "1", "--month", "2020-13"): "--month",
    ("--members", "1", "--gradual-exit", "2020-08"): "--gradual-exit",
    ("--members", "1", "--income", "100", "--work-income", "100.01"): "--work-income",
    ("--members", "1", "--person", "disability=limb"): "--person 1: disability",
    ("--members", "1", "--person", "disability=limb-5"): "--person 1: disability",
    ("--members", "1", "--food-cpi", "x"): "--food-cpi",
    ("--members", "1", "--index", "nation"): "--index",
    ("--members", "1", "-f", "jsn"): "--format",
}


@pytest.mark.parametrize("flags", WRONG_FLAGS, ids=" ".join)
def test_a_wrong_flag_is_named(dibao: Cli, flags: tuple[str, ...]) -> None:
    result = dibao("calc", "--area", "urban", *flags)
    assert result.code == 2
    assert result.out == ""
    assert f"dibao: {WRONG_FLAGS[flags]}" in result.err


def test_two_people_with_one_label_are_refused(dibao: Cli) -> None:
    result = dibao("calc", "--area", "urban", "--person", "id=2", "--person", "age=9")
    assert result.code == 2
    assert "Two persons have the label “2”" in result.err


def test_python_is_refused_what_a_file_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        Household(area="town", members=0, income=-1, persons=())  # type: ignore[arg-type]  # the point
    assert {problem.place for problem in refused.value.problems} == {"area", "members", "income"}
    with pytest.raises(InputError, match="not_whole_fen"):
        Household(area="urban", members=1, income=1200.5)  # type: ignore[arg-type]  # the point
    with pytest.raises(InputError) as refused:
        Person(status=("orphen",), care="home", tier="50", age=200)  # type: ignore[arg-type]  # the point
    assert {problem.place for problem in refused.value.problems} >= {"status", "care", "tier", "age"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_standard_input_is_read_in_the_encodings_that_people_have(dibao: Cli, encoding: str) -> None:
    text = "城乡 = '城市'\n家庭人口 = 3\n月收入 = '1200元'\n".replace("城乡 =", '"城乡" =')
    text = text.replace("家庭人口", '"家庭人口"').replace("月收入", '"月收入"')
    result = dibao("calc", "-", "-f", "tsv", stdin=text.encode(encoding))
    assert result.out.splitlines()[1].startswith(DIBAO_OF_THREE)


def test_bytes_that_are_no_text_are_refused(dibao: Cli) -> None:
    result = dibao("calc", "-", stdin=b"\xff\xff\xff")
    assert result.code == 1
    assert "neither UTF-8 nor GB18030" in result.err


def test_json_is_told_from_toml(dibao: Cli) -> None:
    told = json.dumps({"area": "urban", "members": 3, "income": 1200.00, "persons": []})
    assert dibao("calc", "-", "-f", "tsv", stdin=told).out.splitlines()[1].startswith(DIBAO_OF_THREE)
    broken = dibao("calc", "-", stdin='{"area": "urban",\n "members": }')
    assert broken.code == 1
    assert broken.err.startswith("dibao: <stdin>:2: This is not JSON")


def test_flags_go_before_the_file(dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "family.toml"
    file.write_text(THREE + "month = '2018-07'\n[question]\nuplift = true\ncpi = 3.9\n", "utf-8")
    row = dibao("calc", str(file), "--income", "1000", "--month", "2020-07", "-f", "tsv").out.splitlines()[1]
    assert row.startswith("2020-07\tdalian\tdibao\t\t1250.00")
    asked = json.loads(dibao("calc", str(file), "--food-cpi", "10", "-f", "json").out)["question"]
    assert asked == {"uplift": True, "cpi": "3.9%", "food_cpi": "10%"}
    wrong = dibao("calc", str(file), "--income", "-1")
    assert wrong.err.startswith("dibao: --income: ")


def test_an_answer_says_the_household_as_a_file_that_gives_the_same_answer(dibao: Cli) -> None:
    first = dibao("calc", "-", "-f", "json", stdin=THREE)
    record = json.loads(first.out)
    again = dibao("calc", "-", "-f", "json", stdin=json.dumps({**record["household"], "question": record["question"]}))
    assert again.out == first.out


def test_deductions_of_one_reason_add_up_in_the_record() -> None:
    from dibao_cli.show.household_record import household_record

    twice = Household("urban", 1, deductions=(Deduction("medical", 100), Deduction("medical", 50)))
    assert household_record(twice)["deductions"] == {"medical": "1.50"}


@pytest.mark.parametrize(
    ("text", "line", "place"),
    [
        ('area = "urban"\n\n"务工收入" = 5', 3, "务工收入"),
        ('area = "urban"\n"\\tx" = 5', 2, "\tx"),
        ('area = "urban"\na.b = 5', 2, "a"),
        ('area = "urban"\n[["变动"]]\nfrom = "2020-03"\n[["变动"]]\nfrom = "2020-02"', 5, "变动[2].from"),
        ('area = "urban"\n[["变动"]]\nfrom = "2020-03"\n"劳动收入" = 5', 4, "变动[1].劳动收入"),
        ('{"area": "urban",\n"务工收入": 5}', 2, "务工收入"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_as_the_file_names_it(text: str, line: int, place: str) -> None:
    document = parse(text, "household.toml")
    with pytest.raises(InputError) as refused:
        from_document(document)
    problem = refused.value.problems[-1]
    assert (problem.line, problem.place) == (line, place)

"""What was once taken for granted without a word: each case says now what was not stated, in `calc` and in `batch`.

`before` is what the program used to answer, with basis `published` or `reported` and nothing beside the amount.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import Cli

from dibao_cli.files.fields import PERSON

JULY = ("--month", "2020-07")
CITY = {"area": "urban", "members": 3, "income": 1200, "property_test_met": True}
VILLAGE = {"area": "rural", "district": "庄河市", "members": 3, "income": 1200, "property_test_met": True}
ALONE = {"illness": "part", "single_person": "yes", "cannot_form_household": "yes"}


class Case(NamedTuple):
    """A household's facts, the options, what used to be said, and the total and the codes that are said now.

    `persons` are described members; a roster has a row for each besides that of the others.
    """

    facts: dict[str, Any]
    before: str
    total: str
    codes: str = ""
    options: tuple[str, ...] = JULY
    persons: tuple[dict[str, Any], ...] = ()
    basis: str = "published"


def named(code: str) -> bool:
    """Whether a warning is about what was not stated; the others are another matter."""
    return code.startswith("assumed:") or code in ("care_not_assessed", "work_income_changes_nothing")


def without(facts: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if name not in names}


CASES = {
    "everything is stated": Case(CITY, "1050.00", "1050.00"),
    "no income": Case(without(CITY, "income"), "2250.00, the maximum", "2250.00", "assumed:income"),
    "an income of 0": Case({**CITY, "income": 0}, "2250.00", "2250.00"),
    "a yearly income of 0": Case({**without(CITY, "income"), "annual_income": 0}, "2250.00", "2250.00"),
    "no district in the country": Case(
        without(VILLAGE, "district"), "420.00, where seven districts pay 1050.00", "420.00", "assumed:district"
    ),
    "no district, of another year": Case(
        without(VILLAGE, "district"), "210.00", "210.00", "assumed:district", ("--month", "2018-08"), basis="any"
    ),
    "no district, with a general standard set by hand": Case(
        without(VILLAGE, "district"),
        "600.00",
        "600.00",
        "assumed:district",
        (*JULY, "--set", "dibao.rural=600"),
        basis="any",
    ),
    "no district in the city": Case(CITY, "1050.00", "1050.00"),
    "no number of members": Case(
        without(CITY, "members", "income"), "750.00", "750.00", "assumed:income assumed:members"
    ),
    "no month": Case(CITY, "1050.00 of 2020-07", "1050.00", "assumed:month", ()),
    "no month, income above the line": Case({**CITY, "income": 9000}, "0.00", "0.00", "assumed:month", ()),
    "no property": Case(without(CITY, "property_test_met"), "1050.00", "1050.00", "assumed:property"),
    "property not met": Case({**CITY, "property_test_met": False}, "1050.00, paid in full", "0.00"),
    "property not met, nothing else stated": Case({"area": "rural", "property_test_met": False}, "540.00", "0.00"),
    "no property, income above the line": Case(without({**CITY, "income": 9000}, "property_test_met"), "0.00", "0.00"),
    "a retiree without an income": Case(
        without(CITY, "income", "members"),
        "1253.00: 750.00 of dibao added because income is 0",
        "1253.00",
        "assumed:income",
        persons=({"status": "retiree", "tier": "40"},),
        basis="inferred",
    ),
    "a retiree with an income": Case(
        {**without(CITY, "members"), "income": 3000},
        "503.00",
        "503.00",
        persons=({"status": "retiree", "tier": "40"},),
        basis="any",
    ),
    "earned income that no rule leaves out": Case(
        {**CITY, "work_income": 1200}, "1050.00", "1050.00", "work_income_changes_nothing"
    ),
    "earned income not stated where a rule leaves a part out": Case(
        CITY, "1050.00", "1050.00", "assumed:work_income", (*JULY, "--set", "dibao.work_deduction_share=20")
    ),
    "earned income stated where a rule leaves a part out": Case(
        {**CITY, "work_income": 1000},
        "1250.00",
        "1250.00",
        "",
        (*JULY, "--set", "dibao.work_deduction_share=20"),
        basis="any",
    ),
    "a tekun person, self-care not stated": Case(
        {"area": "urban"}, "1500.00", "1500.00", "care_not_assessed", persons=({"status": "tekun"},)
    ),
    "only persons whom another scheme keeps": Case(
        {"area": "urban"}, "1500.00", "1500.00", persons=({"status": "orphan", "care": "dispersed"},)
    ),
    "every line is missing": Case(
        {"area": "urban"},
        "0.00, published",
        "0.00",
        "",
        ("--month", "2018-08"),
        persons=({"status": "orphan", "care": "dispersed"},),
        basis="",
    ),
    "an age that classified relief goes by": Case(
        without(CITY, "members"), "0.00", "0.00", options=(*JULY, "--uplift"), persons=({"disability": "limb-3"},)
    ),
    "an age, with an income below the line": Case(
        {**without(CITY, "members"), "income": 0},
        "975.00: 750.00 and 30 %",
        "975.00",
        "assumed:age",
        (*JULY, "--uplift"),
        persons=({"disability": "limb-3"},),
        basis="any",
    ),
    "an age that changes nothing, for another share is higher": Case(
        {**without(CITY, "members"), "income": 0},
        "1125.00",
        "1125.00",
        options=(*JULY, "--uplift"),
        persons=({"disability": "limb-1"},),
        basis="any",
    ),
    "a zone in the city": Case({**CITY, "district": "高新区"}, "refused", "1050.00"),
    "own income of a person included alone": Case(
        {**VILLAGE, "members": 2, "income": 4000, "low_income_village": True},
        "540.00",
        "540.00",
        "assumed:income",
        persons=(ALONE,),
    ),
}


def as_in_a_file(case: Case) -> str:
    return json.dumps({**case.facts, **({"persons": list(case.persons)} if case.persons else {})})


def as_rows(case: Case) -> str:
    """The same as a roster, put together here: what is the household's stands on each of its rows."""
    whole = {
        {"income": "household_income", "annual_income": "household_annual_income"}.get(k, k): v
        for k, v in case.facts.items()
    }
    members = whole.pop("members", None)
    rows = [{**whole, **person} for person in case.persons]
    if members is not None or not rows:
        rows.insert(0, {**whole, **({} if members is None else {"members": members})})
    for row in rows[1:]:
        row.pop("work_income", None)
    names = ["household", *dict.fromkeys(["members", *(name for row in rows for name in row)])]
    lines = [",".join(names)]
    lines += [",".join(cell({"household": "A", **row}.get(name)) for name in names) for row in rows]
    return "\n".join(lines) + "\n"


def cell(fact: object) -> str:
    return (
        "" if fact is None else {True: "是", False: "否"}.get(fact, str(fact)) if isinstance(fact, bool) else str(fact)
    )


@pytest.mark.parametrize("name", CASES)
def test_calc_says_what_was_not_stated(dibao: Cli, name: str) -> None:
    case = CASES[name]
    result = dibao("calc", "-", *case.options, "-f", "json", stdin=as_in_a_file(case))
    assert result.code == 0, result.err
    record = json.loads(result.out)
    codes = {warning["code"] for warning in record["warnings"]}
    assert (record["total"] or record["known_total"], {code for code in codes if named(code)}) == (
        case.total,
        set(case.codes.split()),
    )
    assert case.basis in (record["basis"] or "", "any")


@pytest.mark.parametrize("name", CASES)
def test_batch_says_the_same_as_calc(dibao: Cli, name: str) -> None:
    case = CASES[name]
    record = json.loads(dibao("calc", "-", *case.options, "-f", "json", stdin=as_in_a_file(case)).out)
    result = dibao("batch", "-", *case.options, "-f", "csv", "-q", stdin=as_rows(case))
    assert result.code == 0, result.err
    [row] = csv.DictReader(result.out.splitlines())
    codes = " ".join(sorted({warning["code"] for warning in record["warnings"]}))
    assert (row["total"] or None, row["known_total"] or None) == (record["total"], record["known_total"])
    assert (row["basis"], row["warnings"]) == (record["basis"] or "", codes)


@pytest.mark.parametrize("name", CASES)
def test_strict_refuses_what_was_not_stated_and_names_the_option(dibao: Cli, name: str) -> None:
    case = CASES[name]
    result = dibao("calc", "-", *case.options, "--strict", stdin=as_in_a_file(case))
    assumed = [code for code in case.codes.split() if code.startswith("assumed:") or code == "care_not_assessed"]
    for code in assumed:
        option = {
            "assumed:property": "--property-test-met",
            "care_not_assessed": "self_care",
            "assumed:age": "age",
        }.get(code, "--" + code.removeprefix("assumed:").replace("_", "-"))
        assert f"State it with {option}" in result.err or f"State it with --person {option}" in result.err
    if assumed:
        assert (result.code, result.out) == (1, "")


FORMATS = ("table", "json", "ndjson", "csv", "tsv", "markdown", "html")
SENTENCES = {
    "assumed:income": "未填收入，按 0 元核算",
    "assumed:members": "未填人口，按 1 人核算",
    "assumed:month": "2020-07（未填；最新标准自 2025-07 起）",
    "assumed:property": "未填财产状况，按符合规定核算",
    "assumed:district": "未填区（市）县，按普兰店、瓦房店、庄河的 540 元；其他区县为 750 元",
}
NOTHING_STATED = ("--area", "rural")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "command",
    [
        ("calc", *NOTHING_STATED),
        ("calc", *NOTHING_STATED, "--sweep", "deduct=0:100:100"),
        ("compare", *NOTHING_STATED),
        ("arrears", *NOTHING_STATED, "--to", "2020-07"),
    ],
    ids=["calc", "sweep", "compare", "arrears"],
)
def test_every_format_names_every_assumption(dibao: Cli, form: str, command: tuple[str, ...]) -> None:
    result = dibao(*command, "-f", form, "--lang", "zh", env={"COLUMNS": "400"})
    assert result.code == 0, result.err
    for code, sentence in SENTENCES.items():
        if command[0] == "compare" and code == "assumed:month":
            sentence = "2020-06 至 2020-07（未填" if form == "html" else "2020-06..2020-07（未填"
        if form in ("table", "markdown", "html"):
            flat = "".join(result.out.split())
            assert "".join(sentence.split()) in flat, (code, result.out)
        else:
            assert code in result.out
    if form in ("csv", "tsv"):
        rows = list(csv.DictReader(result.out.splitlines(), delimiter="," if form == "csv" else "\t"))
        noted = set(" ".join(row["notes"] for row in rows).split())
        assert set(SENTENCES) <= noted


def test_months_name_what_was_assumed_month_by_month(dibao: Cli) -> None:
    result = dibao("calc", *NOTHING_STATED, "--from", "2020-06", "--to", "2020-07", "-f", "csv")
    rows = list(csv.DictReader(result.out.splitlines()))
    stated = set(SENTENCES) - {"assumed:month"}
    assert [stated == {n for n in row["notes"].split() if n.startswith("assumed:")} for row in rows] == [True] * len(
        rows
    )


def test_the_district_sentence_follows_the_table(dibao: Cli) -> None:
    """Nothing of it is written down: another month, and a standard of one district set by hand, change it."""
    facts = ("calc", "--area", "rural", "--members", "1", "--income", "0", "--lang", "zh", "-f", "markdown")
    assert "庄河的 846 元；其他区县为 1011 元" in dibao(*facts, "--month", "2025-08").out
    by_hand = ("--month", "2020-07", "--set", "dibao.rural_by_district.庄河市=700")
    assert "按普兰店、瓦房店的 540 元；其他区县为 700、750 元" in dibao(*facts, *by_hand).out


def test_property_that_is_not_met_is_named_with_its_article(dibao: Cli) -> None:
    facts = ("--area", "urban", "--members", "3", "--month", "2020-07", "--no-property-test-met")
    record = json.loads(dibao("calc", *facts, "-f", "json").out)
    [line] = record["lines"]
    assert (line["programme"], line["amount"], line["conditions"][0]["code"]) == ("dibao", "0.00", "property_test_met")
    assert "第九条" in dibao("calc", *facts, "-f", "markdown", "--lang", "zh").out
    assert record["distance"] is None  # no income would change it


ROSTER = "household,area,members,income,property_test_met\nA,urban,3,1200,\nB,urban,3,1200,否\nC,urban,3,1200,是\n"


@pytest.mark.parametrize(
    ("option", "paid", "codes"),
    [
        ((), ["1050.00", "0.00", "1050.00"], ["assumed:property", "", ""]),
        (("--property-test-met",), ["1050.00"] * 3, ["", "", ""]),
        (("--no-property-test-met",), ["0.00"] * 3, ["", "", ""]),
    ],
    ids=["column", "met", "not met"],
)
def test_a_roster_states_property_by_column_or_option(
    dibao: Cli, option: tuple[str, ...], paid: list[str], codes: list[str]
) -> None:
    result = dibao("batch", "-", *JULY, *option, "-f", "csv", "-q", stdin=ROSTER)
    rows = list(csv.DictReader(result.out.splitlines()))
    assert [row["dibao"] for row in rows] == paid
    assert [row["warnings"].replace("missing", "").strip() for row in rows] == codes


def test_the_effect_on_a_roster_leaves_out_who_is_not_entitled(dibao: Cli, tmp_path: Any) -> None:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    months = ("--before", "2020-06", "--after", "2020-07")
    for option, difference in (
        ((), "180.00"),
        (("--property-test-met",), "270.00"),
        (("--no-property-test-met",), "0.00"),
    ):
        record = json.loads(dibao("compare", str(tmp_path / "roster.csv"), *months, *option, "-f", "json").out)
        [total] = record["total"]
        assert total["known_difference" if total["incomplete"] else "difference"] == difference


BLANKS = {
    "no income column": "household,area,members,property_test_met\nA,urban,1,是\n",
    "a blank cell": "household,area,members,property_test_met,income\nA,urban,1,是,\n",
    "a cell of blanks": "household,area,members,property_test_met,income\nA,urban,1,是,\u3000 \n",
    "blank on every row": "household,area,property_test_met,income\nA,urban,是,\nA,urban,是,\n",
}
STATED = {
    "a cell of 0": "household,area,members,property_test_met,income\nA,urban,1,是,0\n",
    "0元": "household,area,members,property_test_met,income\nA,urban,1,是,0元\n",
    "a yearly income": "household,area,members,property_test_met,annual_income\nA,urban,1,是,0\n",
    "the household's on one row": "household,area,property_test_met,household_income\nA,urban,是,\nA,urban,是,0\n",
    "one member's": "household,area,property_test_met,income\nA,urban,是,0\nA,urban,是,\n",
}


@pytest.mark.parametrize("roster", [*BLANKS, *STATED])
def test_a_blank_is_not_stated_and_0_is(dibao: Cli, roster: str) -> None:
    result = dibao("batch", "-", *JULY, "-f", "csv", "-q", stdin=(BLANKS | STATED)[roster])
    [row] = csv.DictReader(result.out.splitlines())
    assert ("assumed:income" in row["warnings"]) == (roster in BLANKS)


def test_answers_that_state_everything_carry_no_assumption(dibao: Cli) -> None:
    for area, district in (("urban", "中山区"), ("rural", "庄河市"), ("rural", "甘井子区")):
        facts = ("--area", area, "--district", district, "--members", "2", "--income", "100", "--property-test-met")
        for command in (
            ("calc",),
            ("arrears", "--from", "2020-07", "--to", "2020-08"),
            ("compare", "--before", "2020-06", "--after", "2020-07"),
        ):
            month = ("--month", "2020-07") if command == ("calc",) else ()
            assert "assumed:" not in dibao(*command, *facts, *month, "-f", "json").out


def test_the_python_api_tells_0_from_not_stated() -> None:
    from dibao_cli import Household, assess, load_standards

    standards = load_standards()
    for income, expected in ((None, True), (0, False)):
        answer = assess(Household("urban", 2, income=income, property_test_met=True), standards.on("2020-07"))
        assert ("assumed:income" in {warning.code for warning in answer.warnings}) == expected
    assert {w.code for w in assess(Household("urban", 2, income=0), standards.on()).warnings} >= {"assumed:month"}
    assert PERSON["income"].kind == "yuan"


def test_an_answer_is_replayed_with_what_it_assumed(dibao: Cli, tmp_path: Any) -> None:
    for flags in (
        NOTHING_STATED,
        (*NOTHING_STATED, "--no-property-test-met"),
        (*NOTHING_STATED, "--income", "0", "--month", "2020-08"),
    ):
        stored = dibao("calc", *flags, "-f", "json").out
        assert dibao("replay", "-", stdin=stored).code == 0


def test_the_household_of_an_answer_asks_the_same_again(dibao: Cli) -> None:
    for flags in (
        NOTHING_STATED,
        (*NOTHING_STATED, "--income", "0"),
        (*NOTHING_STATED, "--no-property-test-met", "--members", "2"),
    ):
        record = json.loads(dibao("calc", *flags, "-f", "json").out)
        again = json.loads(dibao("calc", "-", "-f", "json", stdin=json.dumps(record["household"])).out)
        assert again == record


def test_strict_refuses_a_roster_that_rests_on_what_nobody_stated(dibao: Cli, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    options = ("--strict", "--month", "2020-07", "--property-test-met")
    for income, code in (("", 1), ("0", 0)):
        roster.write_text(f"household,area,members,income\nA,urban,3,{income}\n", "utf-8")
        for form in ("csv", "ndjson", "parquet", "xlsx"):
            file = tmp_path / f"results{code}.{form}"
            result = dibao("batch", str(roster), *options, "-o", str(file))
            assert (result.code, result.out, file.exists()) == (code, "", code == 0)
            assert ("assumed:income" in result.err and "[roster_assumed]" in result.err) == bool(code)

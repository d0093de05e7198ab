"""The JSON Schemas and the readers take and refuse the same files, as far as a schema can see."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli
from conftest import Cli
from test_cases import ALL

from dibao_cli.files.document import Document, NumberText
from dibao_cli.files.fields import HOUSEHOLD, PERSON, QUESTION
from dibao_cli.files.households import from_document
from dibao_cli.files.roster_fields import FIELDS, field_of
from dibao_cli.files.schema import household_schema, notice_schema, resolved, roster_schema
from dibao_cli.rules.assess import assess
from dibao_cli.rules.month import Month
from dibao_cli.rules.parameters import PARAMETERS
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.standards import Standards
from dibao_cli.show.answer import record_of
from dibao_cli.show.answer_schema import assessment_schema

ROOT = Path(__file__).parent.parent
BAD = ROOT / "tests" / "bad_notices"
NOTICES = [
    *(file for file in (ROOT / "standards").glob("*/*.toml") if file.name != "region.toml"),
    *(file for file in (ROOT / "tests" / "regions").glob("*/*.toml") if file.name != "region.toml"),
]

SHAPE = {"unknown_key", "wrong_type", "needed_key", "no_notice_table", "unknown_choice", "negative", "number_in_quotes"}
"""Codes of what is wrong with the shape of a file: a schema must see it."""


def checker(schema: dict[str, Any]) -> jsonschema.Draft7Validator:
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


NOTICE, HOUSEHOLDS, ROSTER, ANSWER = map(
    checker, (notice_schema(), household_schema(), roster_schema(), assessment_schema())
)


def plain(content: Any) -> Any:
    """TOML as a schema sees it: dates as texts."""
    if isinstance(content, dict):
        return {key: plain(each) for key, each in content.items()}
    if isinstance(content, list):
        return [plain(each) for each in content]
    return content.isoformat() if isinstance(content, date) else content


def load(file: Path) -> Any:
    return plain(tomli.loads(file.read_text("utf-8")))


def faults(schema: jsonschema.Draft7Validator, content: Any) -> list[str]:
    return [error.message for error in schema.iter_errors(content)]


@pytest.mark.parametrize("file", NOTICES, ids=[f"{file.parent.name}/{file.stem}" for file in NOTICES])
def test_every_good_notice_fits_the_schema(file: Path) -> None:
    assert faults(NOTICE, load(file)) == []


def bad_notices() -> list[tuple[str, set[str], set[str]]]:
    """Each bad notice that is TOML with the codes of its errors and of its warnings."""
    found = []
    for text in sorted(BAD.glob("*.txt")):
        file = text.with_suffix(".toml")
        findings = text.read_text("utf-8")
        errors, warnings = (set(re.findall(rf"^\S+ {w} (\w+)$", findings, re.MULTILINE)) for w in ("error", "warning"))
        if file.exists() and not errors & {"not_toml", "not_plain_key", "not_text"}:
            found.append((text.stem, errors, warnings))
    return found


BAD_NOTICES = bad_notices()


@pytest.mark.parametrize(("name", "errors"), [(n, e) for n, e, _ in BAD_NOTICES if e & SHAPE])
def test_the_schema_refuses_what_has_the_wrong_shape(name: str, errors: set[str]) -> None:
    assert faults(NOTICE, load(BAD / f"{name}.toml"))


@pytest.mark.parametrize("name", [n for n, e, _ in BAD_NOTICES if not e])
def test_the_schema_takes_what_is_only_doubtful(name: str) -> None:
    assert faults(NOTICE, load(BAD / f"{name}.toml")) == []


def test_the_schema_knows_every_key() -> None:
    tables = notice_schema()["properties"]
    stated = {f"{table}.{name}" for table in tables for name in tables[table].get("properties", {})}
    assert set(PARAMETERS) <= stated


CASES = [case for _, case in ALL]
IDS = [name for name, _ in ALL]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_household_of_the_cases_fits_the_schema(case: dict[str, Any]) -> None:
    assert faults(HOUSEHOLDS, numbers(case["household"])) == []


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_answer_fits_the_schema(case: dict[str, Any], dalian: Standards) -> None:
    told = from_document(Document("case", "", case["household"]))
    answer = assess(told.household, dalian.on(Month.parse(case["month"])), told.question)
    assert faults(ANSWER, record_of(answer, told.question)) == []


def numbers(content: Any) -> Any:
    """Exact texts as the numbers that they stand for in the file."""
    if isinstance(content, dict):
        return {key: numbers(each) for key, each in content.items()}
    if isinstance(content, list):
        return [numbers(each) for each in content]
    return float(content) if isinstance(content, NumberText) else content


GOOD_HOUSEHOLDS: list[dict[str, Any]] = [
    {"area": "urban"},
    {"城乡": "农村", "家庭人口": 3, "月收入": "1,200元"},
    {"area": "rural", "district": 210283, "members": "3人", "income": "１２００"},
    {"area": "urban", "persons": [{"status": "orphan+tekun", "age": 9, "care": "dispersed"}]},
    {"area": "urban", "persons": [{"类别": ["孤儿"], "养育方式": "散居", "残疾": "肢体二级"}]},
    {"area": "urban", "persons": [{"status": "retiree", "tier": 70}]},
    {"area": "urban", "month": "2020年7月", "deductions": {"medical": 120}, "property_test_met": "是"},
    {"area": "urban", "deductions": 100, "question": {"uplift": True, "food_cpi": "15.8%", "cpi": -0.5}},
    {"area": "urban", "gradual_exit": {"since": "2020-06", "last_allowance": "300"}},
    {"area": "urban", "question": {"food_cpi": {"2020-03": 18.3, "2020-04": "14.8%"}}},
    {"area": "urban", "change": [{"from": "2020-09", "members": 3, "income": 500}]},
]
BAD_HOUSEHOLDS: list[dict[str, Any]] = [
    {},
    {"area": "suburban"},
    {"area": "urban", "membres": 3},
    {"area": "urban", "members": 200},
    {"area": "urban", "members": 1.5},
    {"area": "urban", "income": -5},
    {"area": "urban", "income": "-5"},
    {"area": "urban", "income": [1]},
    {"area": "urban", "persons": {"status": "orphan"}},
    {"area": "urban", "persons": [{"status": "orphn"}]},
    {"area": "urban", "persons": [{"age": 200}]},
    {"area": "urban", "month": "July"},
    {"area": "urban", "gradual_exit": {"since": "2020-06"}},
    {"area": "urban", "question": {"food": 3}},
    {"area": "urban", "change": [{"members": 3}]},
    {"area": "urban", "change": [{"from": "2020-09", "month": "2020-09"}]},
]


@pytest.mark.parametrize("household", GOOD_HOUSEHOLDS)
def test_reader_and_schema_take_the_same_households(household: dict[str, Any], dalian: Standards) -> None:
    assert faults(HOUSEHOLDS, household) == []
    from_document(Document("a", "", exact(household)), dalian.region)


@pytest.mark.parametrize("household", BAD_HOUSEHOLDS)
def test_reader_and_schema_refuse_the_same_households(household: dict[str, Any], dalian: Standards) -> None:
    assert faults(HOUSEHOLDS, household)
    with pytest.raises(InputError):
        from_document(Document("a", "", exact(household)), dalian.region)


def exact(content: Any) -> Any:
    """Numbers with a point as files are read: exact texts."""
    return json.loads(json.dumps(content), parse_float=NumberText)


def test_a_roster_row_has_the_columns_that_batch_reads_by_every_name() -> None:
    assert faults(ROSTER, {"household": "17", "person": "1", "area": "urban", "status": "orphan", "备注": "x"}) == []
    assert faults(ROSTER, {"household": "17", "area": "suburban"})
    columns = set(roster_schema()["properties"])
    assert all(field_of(column) for column in columns)
    spelled = {spelling for name, field in FIELDS.items() for spelling in (name, *field.aliases)}
    assert columns == spelled
    assert {"deductions", "id_number", "家庭月收入", "保障人口", "残疾等级"} <= columns
    assert not columns & {"persons", "question", "gradual_exit"}
    assert field_of("家庭月收入") == "household_income"


def test_the_household_schema_knows_every_field_by_every_name() -> None:
    root = household_schema()
    schema = root["properties"]

    def inner(name: str) -> dict[str, Any]:
        return resolved(schema[name], root)

    for fields, known in (
        (HOUSEHOLD, schema),
        (PERSON, inner("persons")["items"]["properties"]),
        (QUESTION, inner("question")["properties"]),
    ):
        assert set(known) == {spelling for name, field in fields.items() for spelling in (name, *field.aliases)}


@pytest.mark.parametrize("kind", ["household", "notice", "assessment", "roster"])
def test_each_schema_can_be_had_from_the_command_line(dibao: Cli, kind: str) -> None:
    result = dibao("schema", kind)
    assert result.code == 0
    assert json.loads(result.out)["title"].startswith("dibao")


def test_an_unknown_schema_is_refused_with_the_nearest(dibao: Cli) -> None:
    result = dibao("schema", "notise")
    assert (result.code, result.out) == (2, "")
    assert "Did you mean notice?" in result.err

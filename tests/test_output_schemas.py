"""There is a JSON Schema of every output, and what the commands write fits it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import Cli

from dibao_cli.commands.schema import KINDS, LISTINGS, LOOP

FAMILY = ("--area", "urban", "--members", "3", "--income", "1200")
KEPT = (
    "--area",
    "rural",
    "--person",
    "status=tekun,self_care=partly",
    "--person",
    "status=orphan,care=dispersed,age=9",
)
SINGLE = ("calc", *FAMILY)
DUE = ("--from", "2020-07", "--to", "2020-08")
OUTPUTS: dict[str, list[tuple[str, ...]]] = {
    "assessment": [SINGLE, (*SINGLE, "--without", "price_subsidy"), ("calc", *KEPT, "--month", "2018-08", "--uplift")],
    "months": [
        (*SINGLE, "--from", "2020-01", "--to", "2020-08"),
        ("calc", *KEPT, "--from", "2018-06", "--to", "2018-08"),
    ],
    "sweep": [(*SINGLE, "--sweep", "income=0:3000:500"), (*SINGLE, "--sweep", "members=1:4:1")],
    "compare": [("compare", *FAMILY), ("compare", *FAMILY, "--index", "national"), ("compare", *KEPT)],
    "arrears": [
        ("arrears", *FAMILY, "--from", "2020-07", "--to", "2020-09", "--paid", "2020-08=900"),
        ("arrears", *KEPT, "--from", "2020-07", "--to", "2020-08", "--paid", "2020-08=900"),
    ],
    "standards-list": [("standards", "list")],
    "standards-show": [("standards", "show"), ("standards", "show", "dibao")],
    "standards-history": [("standards", "show", "dibao.urban", "--history")],
    "standards-diff": [("standards", "diff", "2020-06", "2020-07")],
    "standards-check": [("standards", "check")],
    "config": [("config",)],
}


SUMS: dict[str, list[tuple[str, ...]]] = {
    "effect": [("compare",), ("batch", "--summary", "--month", "2020-04")],
    "roster-arrears": [("arrears", *DUE), ("arrears", *DUE, "--by-month")],
    "roster-arrears-totals": [("arrears", *DUE, "--summary")],
}


def schema(dibao: Cli, kind: str) -> jsonschema.Draft7Validator:
    result = dibao("schema", kind)
    assert result.code == 0, result.err
    told = json.loads(result.out)
    jsonschema.Draft7Validator.check_schema(told)
    return jsonschema.Draft7Validator(told)


def faults(checker: jsonschema.Draft7Validator, content: Any) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in checker.iter_errors(content)]


def test_every_kind_is_listed(dibao: Cli) -> None:
    assert dibao("schema").out.split() == list(KINDS)
    of_a_run = {"results", "lines", "rejects", "run", "replay"}
    assert {*OUTPUTS, *of_a_run, *SUMS, *LOOP, "household", "notice", "roster"} == set(KINDS)
    assert set(LISTINGS) <= set(KINDS)


@pytest.mark.parametrize("kind", OUTPUTS)
def test_what_a_command_writes_fits_its_schema_and_nothing_else_does(dibao: Cli, kind: str) -> None:
    checker = schema(dibao, kind)
    for command in OUTPUTS[kind]:
        for language in ("en", "zh"):
            result = dibao(*command, "-f", "json", "--lang", language)
            told = json.loads(result.out)
            assert faults(checker, told) == [], command
        one = told[0] if isinstance(told, list) and told else told
        if isinstance(one, dict):
            one["nonsense"] = ""
            assert faults(checker, told) != []


def test_a_replayed_answer_fits_its_schema(dibao: Cli) -> None:
    answer = dibao(*SINGLE, "-f", "json").out.replace("1050.00", "1051.00")
    told = json.loads(dibao("replay", "-", "-f", "json", stdin=answer).out)
    assert told and faults(schema(dibao, "replay"), told) == []


def test_what_a_roster_run_writes_fits(dibao: Cli, tmp_path: Path) -> None:
    roster = tmp_path / "roster.ndjson"
    rows = [
        {"household": "A", "area": "urban", "members": 3, "income": 1200, "户主": "张三"},
        {"household": "B", "area": "urban", "members": "x"},
        {"household": "C", "area": "rural", "status": "tekun", "self_care": "partly"},
    ]
    roster.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    results, rejects = tmp_path / "results.json", tmp_path / "rejects.json"
    given = ("batch", str(roster), "--month", "2020-04", "--rejects", str(rejects))
    for more, kind in (((), "results"), (("--explain",), "results"), (("--lines",), "lines")):
        assert dibao(*given, "-o", str(results), *more).code == 1
        told = json.loads(results.read_text("utf-8"))
        assert told and faults(schema(dibao, kind), told) == []
    assert faults(schema(dibao, "rejects"), json.loads(rejects.read_text("utf-8"))) == []
    assert faults(schema(dibao, "run"), json.loads((tmp_path / "results.run.json").read_text("utf-8"))) == []


@pytest.mark.thorough
@pytest.mark.parametrize("kind", SUMS)
def test_what_is_summed_over_a_roster_fits(dibao: Cli, tmp_path: Path, kind: str) -> None:
    roster = tmp_path / "roster.csv"
    rows = (
        "household,area,members,income,status,self_care",
        "A,urban,3,1200,,",
        "B,urban,,,tekun,partly",
        "C,rural,2,,,",
    )
    roster.write_text("\n".join(rows) + "\n", "utf-8")
    for name, *more in SUMS[kind]:
        result = dibao(name, str(roster), *more, "-f", "json")
        assert result.code == 0, result.err
        assert faults(schema(dibao, kind), json.loads(result.out)) == [], more

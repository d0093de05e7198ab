"""Every case in tests/cases/*.toml comes out as a policy person wrote it down.

A case may name `standards`, a fictional folder beside it that is laid on top of Dalian's, and `set` values by hand.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli

from dibao_cli.commands.inputs import table_asked
from dibao_cli.files.document import Document, NumberText
from dibao_cli.files.folders import load_standards
from dibao_cli.files.households import from_document
from dibao_cli.rules.assess import assess
from dibao_cli.rules.assessment import PROGRAMMES
from dibao_cli.rules.month import Month
from dibao_cli.rules.standards import Standards
from dibao_cli.show.answer import record_of

CASES = Path(__file__).parent / "cases"
KNOWN = {"description", "source", "month", "household", "expected", "standards", "set"}
EXPECTED = {"total", "known_total", "complete", "basis", "ends_at", "margin", "lines", "exclusions", "warnings"}


def cases_in(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """Every case of a folder with its name."""
    found = []
    for file in sorted(folder.glob("*.toml")):
        data = tomli.loads(file.read_text("utf-8"), parse_float=NumberText)
        found += [(f"{file.stem}: {case['description']}", case) for case in data["case"]]
    return found


ALL = cases_in(CASES)


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=[name for name, _ in ALL])
def test_case_comes_out_as_written(case: dict[str, Any], dalian: Standards) -> None:
    assert set(case) <= KNOWN
    assert set(case["expected"]) <= EXPECTED
    assert case["source"]
    comes_out(case, laid_on_top(case["standards"]) if "standards" in case else dalian)


def comes_out(case: dict[str, Any], standards: Standards) -> None:
    """The answer by these standards has every part that the case states."""
    by_hand = [f"{key}={value}" for key, value in case.get("set", {}).items()]
    table = table_asked(standards, Month.parse(case["month"]), by_hand)
    described = from_document(Document("case", "", case["household"]), standards.region)
    record = record_of(assess(described.household, table, described.question), described.question)
    assert comparable(record, case["expected"]) == expected(case["expected"])


@cache
def laid_on_top(folder: str) -> Standards:
    """Dalian's standards with a fictional folder of this directory laid on top."""
    return load_standards("dalian", [CASES / folder], national=True)


def test_there_are_enough_cases_of_every_programme() -> None:
    assert len(ALL) >= 70
    told = {line["programme"] for _, case in ALL for line in case["expected"].get("lines", [])}
    assert told == set(PROGRAMMES)


def expected(told: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {
        key: amount(told[key]) if key in ("total", "known_total", "ends_at", "margin") else told[key] for key in told
    }
    if "lines" in plain:
        plain["lines"] = [{**line, "amount": amount(line["amount"])} for line in told["lines"]]
    return plain


def amount(told: object) -> str:
    """1050 or 1050.5 as the answer writes it; `not known` as it stands."""
    if told == "not known":
        return "not known"
    whole, _, fraction = str(told).partition(".")
    return f"{whole}.{fraction:0<2}"


def comparable(record: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """The parts of the answer that the case speaks of."""
    found: dict[str, Any] = {key: record[key] for key in ("total", "known_total", "complete", "basis") if key in told}
    found |= {key: record["distance"][key] for key in ("ends_at", "margin") if key in told}
    if "lines" in told:
        assert len(record["lines"]) == len(told["lines"]), [line["programme"] for line in record["lines"]]
        pairs = zip(record["lines"], told["lines"], strict=True)
        found["lines"] = [{key: part(line, key) for key in expected_line} for line, expected_line in pairs]
    if "exclusions" in told:
        found["exclusions"] = [f"{x['programme']} because {x['because']}" for x in record["exclusions"]]
    if "warnings" in told:
        found["warnings"] = [warning["code"] for warning in record["warnings"]]
    return found


def part(line: dict[str, Any], key: str) -> Any:
    if key == "amount":
        return line["amount"] or "not known"
    if key == "needs":
        return [gap["key"] for gap in line["missing"]]
    if key == "conditions":
        return [condition["code"] for condition in line["conditions"]]
    if key == "formula":
        return line["steps"][-1]["formula"]
    return line[key]

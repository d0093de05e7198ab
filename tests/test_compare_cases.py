"""Every case in tests/compare_cases/*.toml has the parts that a policy person worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_cases import amount, cases_in

from dibao_cli.files.document import Document
from dibao_cli.files.households import from_document
from dibao_cli.rules.assess import assess
from dibao_cli.rules.assessment import Assessment
from dibao_cli.rules.compare import compare
from dibao_cli.rules.decomposition import CAUSES
from dibao_cli.rules.month import Month
from dibao_cli.rules.standards import Standards
from dibao_cli.show.comparison import comparison_record
from dibao_cli.show.comparison_document import signed

CASES = Path(__file__).parent / "compare_cases"
KNOWN = {"description", "source", "before", "after", "expected"}
EXPECTED = {"difference", "causes", "lines", "inferred", "between"}
AMOUNTS = ("before", "after", "difference")


ALL = cases_in(CASES)


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=[name for name, _ in ALL])
def test_the_parts_are_as_worked_out(case: dict[str, Any], dalian: Standards) -> None:
    told = case["expected"]
    assert set(case) == KNOWN
    assert set(told) <= EXPECTED
    record = comparison_record(compare(side(case["before"], dalian), side(case["after"], dalian)))
    assert (record["difference"] or record["known_difference"]) == amount(told["difference"])
    assert record["causes"] == {cause: amount(each) for cause, each in told["causes"].items()}
    if "inferred" in told:
        assert [inferred_text(each) for each in record["inferred"]] == told["inferred"]
    if "between" in told:
        assert [f"{each['event']} {each['id']}" for each in record["between"]] == told["between"]
    if "lines" in told:
        assert len(record["lines"]) == len(told["lines"]), [line["programme"] for line in record["lines"]]
        for line, expected in zip(record["lines"], told["lines"], strict=True):
            assert {name: part(line, name) for name in expected} == {
                name: amount(each) if name in AMOUNTS else each for name, each in expected.items()
            }


def test_every_cause_has_a_case() -> None:
    assert {cause for _, case in ALL for cause in case["expected"]["causes"]} == set(CAUSES)


def side(told: dict[str, Any], standards: Standards) -> Assessment:
    month = Month.parse(told["month"])
    described = from_document(Document("case", "", told["household"]))
    return assess(described.household, standards.on(month), described.question_in(month))


def part(line: dict[str, Any], name: str) -> object:
    """One thing that the record says of a line, as a case writes it."""
    if name in AMOUNTS:
        return "not known" if line[name] is None else line[name]
    if name == "parts":
        return [f"{each['cause']} by {each['by']} {signed(each['amount'])}" for each in line["parts"]]
    return line[name]


def inferred_text(each: dict[str, Any]) -> str:
    where = f"{each['key']} {'+'.join(each['sides'])}"
    if each["at_least"] is None:
        return f"{where}: no bounds"
    low, high = signed(each["difference_at_least"]), signed(each["difference_at_most"])
    return f"{where}: {low} at {each['at_least']}, {high} at {each['at_most']}"

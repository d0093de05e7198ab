"""`dibao calc --stdin`: many households in one process, each answered as `dibao calc` answers it alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

import pytest
from conftest import Cli
from test_output_schemas import faults, schema

CASES: list[dict[str, Any]] = [
    {"area": "urban", "members": 3, "income": 1200},
    {"area": "urban", "members": 3, "income": "1200.55", "month": "2021-08"},
    {"城乡": "农村", "区县": "庄河市", "members": 2, "月收入": 300, "deductions": {"medical": 120}},
    {"area": "rural", "incomes": {"wage": 800}, "annual_incomes": {"farming": 3000}, "members": 2, "month": "2022-08"},
    {"area": "urban", "persons": [{"status": "orphan", "care": "dispersed", "age": 9}]},
    {"area": "rural", "persons": [{"status": "tekun", "self_care": "partly"}], "question": {"uplift": True}},
    {"area": "urban", "members": 2, "income": 900, "month": "2020-04", "question": {"food_cpi": {"2020-04": 14.8}}},
    {"area": "urban", "members": 3, "income": 2400, "low_income_village": True, "month": "2020-09"},
    {"area": "urban", "members": 1, "income": 99999},
]


def lines(*told: object) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in told)


def answers(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    "options", [(), ("--uplift", "--index", "national"), ("--lang", "zh", "--set", "dibao.urban=800")]
)
def test_every_line_is_answered_as_the_household_is_alone(dibao: Cli, options: tuple[str, ...]) -> None:
    result = dibao("calc", "--stdin", *options, stdin=lines(*CASES))
    assert result.code == 0
    checker = schema(dibao, "loop-answer")
    found = answers(result.out)
    assert len(found) == len(CASES)
    for case, told in zip(CASES, found, strict=True):
        alone = dibao("calc", "-", *options, "-f", "json", stdin=lines(case))
        assert told["answer"] == json.loads(alone.out)
        assert faults(checker, told) == []


def test_the_id_comes_back_and_is_no_part_of_the_household(dibao: Cli) -> None:
    told = answers(dibao("calc", "--stdin", stdin=lines(*({**CASES[0], "id": one} for one in ("甲", 7, None)))).out)
    assert [each["id"] for each in told] == ["甲", 7, None]
    assert told[0]["answer"] == told[2]["answer"]
    checker = schema(dibao, "loop-household")
    assert [faults(checker, {**case, "id": "a"}) for case in CASES] == [[] for _case in CASES]
    assert faults(checker, {**CASES[0], "id": {}}) != []


def test_options_hold_where_a_line_states_nothing(dibao: Cli) -> None:
    options = ("--month", "2021-08", "--area", "urban", "--income", "600", "--members", "2", "--uplift")
    given = lines(
        {}, {"城乡": "农村"}, {"incomes": {"wage": 500}}, {"月份": "2020-07"}, {"question": {"uplift": False}}
    )
    told = [each["answer"] for each in answers(dibao("calc", "--stdin", *options, stdin=given).out)]
    assert [each["month"] for each in told] == ["2021-08", "2021-08", "2021-08", "2020-07", "2021-08"]
    assert [each["household"]["area"] for each in told] == ["urban", "rural", "urban", "urban", "urban"]
    assert [each["household"].get("income") for each in told] == ["600.00", "600.00", None, "600.00", "600.00"]
    assert [each["question"].get("uplift", False) for each in told] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ('{"area": "urbn", "members": "x"}', ["unknown_choice", "not_a_count"]),
        ("{nonsense", ["not_json"]),
        ("[1]", ["not_an_object"]),
        ('{"id": {}, "area": "urban"}', ["wrong_type"]),
        ('{"area": "urban", "month": "1999-01"}', ["before_first_table"]),
        ('{"area": "urban", "nonsense": 1}', ["unknown_field"]),
        ("{}", ["needed_field"]),
    ],
)
def test_a_wrong_line_is_answered_with_what_is_wrong_and_the_next_one_as_usual(
    dibao: Cli, line: str, codes: list[str]
) -> None:
    result = dibao("calc", "--stdin", stdin=f"\n{line}\n{lines(CASES[0])}")
    wrong, right = answers(result.out)
    assert [each["code"] for each in wrong["rejects"]] == codes
    assert {each["line"] for each in wrong["rejects"]} == {wrong["line"]} == {2}
    assert wrong["answer"] is None
    assert right["answer"]["lines"][0]["amount"] == "1050.00"
    assert (result.code, right["rejects"], right["line"]) == (1, [], 3)
    assert faults(schema(dibao, "loop-answer"), wrong) == []


def test_what_rests_on_something_unsure_is_refused_line_by_line_where_asked(dibao: Cli) -> None:
    result = dibao("calc", "--stdin", "--strict", stdin=lines(CASES[0], {**CASES[-1], "month": "2020-07"}))
    assert [{each["code"] for each in told["rejects"]} for told in answers(result.out)] == [{"strict"}, set()]


@pytest.mark.parametrize(
    "other",
    [
        ("household.toml",),
        ("--sweep", "income=0:1:1"),
        ("--from", "2020-01"),
        ("-o", "x.json"),
        ("-f", "csv"),
        ("--bom",),
    ],
)
def test_what_a_loop_has_not_is_refused_before_the_first_line(dibao: Cli, other: tuple[str, ...]) -> None:
    result = dibao("calc", "--stdin", *other, stdin=lines(CASES[0]))
    assert (result.code, result.out) == (2, "")
    assert "[not_together]" in result.err


def test_a_wrong_option_is_refused_before_the_first_line(dibao: Cli) -> None:
    for options in (("--area", "x"), ("--set", "nonsense=1"), ("--month", "2020-13"), ("--region", "nowhere")):
        result = dibao("calc", "--stdin", *options, stdin=lines(CASES[0]))
        assert (result.code, result.out) == (2, ""), options


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes as Unix has them")
class TestAsACoProcess:
    """A line is written and its answer read before the next one."""

    def started(self) -> subprocess.Popen[str]:
        environment = {
            name: told for name, told in os.environ.items() if not name.startswith(("DIBAO_", "LC_", "LANG"))
        }
        return subprocess.Popen(
            [sys.executable, "-m", "dibao_cli", "calc", "--stdin"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
            env=environment,
        )

    def ask(self, process: subprocess.Popen[str], case: object) -> dict[str, Any]:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(lines(case))
        process.stdin.flush()
        told: dict[str, Any] = json.loads(process.stdout.readline())
        return told

    def test_each_answer_comes_before_the_next_line_is_written(self) -> None:
        with self.started() as process:
            assert [self.ask(process, {**CASES[0], "id": n})["id"] for n in range(3)] == [0, 1, 2]
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(30) == 0

    def test_ctrl_c_ends_it_in_silence(self) -> None:
        with self.started() as process:
            self.ask(process, CASES[0])
            process.send_signal(signal.SIGINT)
            assert process.wait(30) in (130, -signal.SIGINT)
            assert process.stderr is not None
            assert process.stderr.read() == ""

    def test_nobody_reading_ends_it_in_silence_as_it_ends_cat(self) -> None:
        with self.started() as process:
            self.ask(process, CASES[0])
            assert process.stdin is not None and process.stdout is not None and process.stderr is not None
            process.stdout.close()
            process.stdin.write(lines(CASES[0]))
            process.stdin.flush()
            assert process.wait(30) == -signal.SIGPIPE
            assert process.stderr.read() == ""

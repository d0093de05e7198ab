"""Whatever comes in: the short run of the fuzzers. The long one is `python -m tests.fuzz`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fuzz.holds import broken
from fuzz.inputs import KINDS, Input, made, options_of_commands
from fuzz.running import TooLong, ran

pytestmark = pytest.mark.thorough

SEED = 20201126
INPUTS = {
    "flags": 60,
    "household-toml": 40,
    "household-json": 40,
    "notice": 30,
    "region": 15,
    "answer": 15,
    "roster": 24,
}
"""How many of each kind; of the others twelve; few rosters have no row at fault."""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_breaks_the_rules_that_always_hold(kind: str, tmp_path: Path) -> None:
    failures = []
    accepted = False
    for number in range(INPUTS.get(kind, 12)):
        given = made(SEED, number, kind)
        outcome = ran(given, tmp_path / "work")
        accepted |= outcome.code == 0
        failures += [
            f"python -m tests.fuzz --seed {SEED} --kind {kind} --only {number}: {what}"
            for what in broken(given, outcome)
        ]
    assert not failures
    assert accepted, "every input was refused, so that little was tried"


def test_a_seed_makes_the_same_input_again() -> None:
    assert [made(3, number) for number in range(40)] == [made(3, number) for number in range(40)]
    assert made(3, 1, "flags") != made(4, 1, "flags")


def test_every_option_of_every_command_is_among_the_inputs() -> None:
    words = {word.partition("=")[0] for number in range(2500) for word in made(5, number, "flags").arguments}
    wanted = {choice.flag for choices in options_of_commands().values() for choice in choices if choice.kind != "file"}
    assert wanted - words == set()
    assert {command[0] for command in options_of_commands()} - words == set()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"area\n",
        b"\n\narea,members\n\nurban,2\n",
        b'area,members\n"urban",2\n"urban\n",3\n"\n',
        b"area,household,district\nurban,urban,urban\nurban,urban,\x020",
        b"area,household\nurban,\nurban,A\nurban,A",
    ],
)
def test_rosters_that_once_were_misread(data: bytes, tmp_path: Path) -> None:
    given = Input("roster-csv", ("batch", "roster.csv", "-o", "results.csv"), {"roster.csv": data}, {})
    assert list(broken(given, ran(given, tmp_path / "work"))) == []


# the fuzzers see what they are there to see


def test_what_does_not_hold_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Input("flags", ("calc", "--area", "urban", "-f", "json"), {}, {})

    def judged(run: object) -> list[str]:
        monkeypatch.setattr("fuzz.running.run", run)
        return list(broken(plain, ran(plain, tmp_path / "work")))

    def late(_arguments: list[str]) -> int:
        raise TooLong

    def outside(_arguments: list[str]) -> int:
        (tmp_path / "elsewhere").write_text("x")
        return 1

    def writing(text: str, code: int) -> object:
        def run(_arguments: list[str]) -> int:
            (sys.stdout if code == 0 else sys.stderr).write(text)
            return code

        return run

    assert judged(writing('{"total": "0.00"}', 0)) == []
    assert judged(late) == ["took too long"]
    assert judged(outside) == ["failed without a word", "wrote outside: open"]
    assert judged(writing("x", 3)) == ["exit code 3"]
    assert judged(writing("x input: KeyError, a.py:1, dibao 1 [defect]", 1)) == ["defect: KeyError, a.py:1"]
    assert judged(writing("\x1b[31m", 1)) == ["raw control on stderr"]
    assert judged(writing('{"total": "-1.00"}', 0)) == ["negative entitlement"]
    assert judged(writing("{", 0)) == []  # of flags, -f may stand twice

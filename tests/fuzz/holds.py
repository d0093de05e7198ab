"""What must hold whatever comes in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from .inputs import Input
from .running import Outcome

MAY_END_WITH_1 = ("batch", "replay", "standards", "compare")
"""Commands whose answer can be a no: they write it, and end with 1. `compare` does so for a roster. Everywhere else 1 comes with
an empty output."""

RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys, or what turns the direction of a text. Line ends and tabs are not among it."""


def broken(given: Input, outcome: Outcome) -> Iterator[str]:
    """The rules that a run has broken, by name."""
    out, err = outcome.out.decode("utf-8", "replace"), outcome.err.decode("utf-8", "replace")
    if outcome.code == -1:
        yield "took too long"
        return
    if outcome.code not in (0, 1, 2):
        yield f"exit code {outcome.code}"
    if "[defect]" in err:
        yield "defect: " + err.partition("input: ")[2].partition(", dibao")[0][:80]
    if "Traceback" in err:
        yield "traceback"
    if outcome.code and not err.strip() and not out.strip():
        yield "failed without a word"
    if out and (
        outcome.code == 2 or (outcome.code == 1 and given.arguments[:1] and given.arguments[0] not in MAY_END_WITH_1)
    ):
        yield "failed with an output"
    if outcome.outside:
        yield "wrote outside: " + outcome.outside[0].split()[0]
    if RAW.search(err):
        yield "raw control on stderr"
    if outcome.code == 0 and "json" in given.arguments and "-o" not in " ".join(given.arguments):
        yield from _broken_answer(given, out)


def _broken_answer(given: Input, out: str) -> Iterator[str]:
    """An answer in JSON is JSON, and nobody is entitled to less than nothing."""
    try:
        answer = json.loads(out)
    except ValueError:
        if given.kind != "flags":  # there -f may have been given twice
            yield "no JSON"
        return
    if given.arguments[0] == "calc" and isinstance(answer, dict):
        amounts = [line.get("amount") for line in answer.get("lines", ())] + [answer.get("total")]
        if any(amount is not None and str(amount).startswith("-") for amount in amounts):
            yield "negative entitlement"

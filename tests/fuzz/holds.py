"""What must hold whatever comes in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

from .inputs import Input
from .running import Outcome

MAY_END_WITH_1 = ("batch", "replay", "standards", "compare")
"""Commands whose answer can be a no: they write it, and end with 1 (`compare` for a roster).

Everywhere else 1 comes with an empty output.
"""

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
        place = re.search(r"\w+, \w+\.py:\d+", err)
        yield f"defect: {place[0] if place else ''}"
    if "Traceback" in err:
        yield "traceback"
    in_a_file = any(word.startswith(("-o", "--output")) for word in given.arguments)  # what was found stands there
    found_something = outcome.code == 1 and given.arguments[:1] and given.arguments[0] in MAY_END_WITH_1
    if outcome.code and not err.strip() and not out.strip() and not (in_a_file and found_something):
        yield "failed without a word"
    if out and (
        outcome.code == 2 or (outcome.code == 1 and given.arguments[:1] and given.arguments[0] not in MAY_END_WITH_1)
    ):
        yield "failed with an output"
    if outcome.outside:
        yield "wrote outside: " + outcome.outside[0].split()[0]
    if RAW.search(err):
        yield "raw control on stderr"
    if given.kind.startswith("roster"):
        yield from _broken_counts(given, outcome, err)
    if given.kind in ("notice", "region", "household-toml", "household-json"):
        yield from _places_lacking(given, err)
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


WHOLE_FILE = (
    *("not_text", "file_too_large", "not_a_plain_file", "unreadable_file", "no_such_file", "unknown_region"),
    *("needed_field", "no_members"),
)
"""What is wrong with a file as a whole, or lacks in it, has no line."""


def _places_lacking(given: Input, err: str) -> Iterator[str]:
    """Whatever is wrong in a file is told with its line."""
    for line in err.splitlines():
        code = re.search(r"\[([a-z_]+)\]$", line)
        if code and code[1] not in WHOLE_FILE and any(line.startswith(f"dibao: {name}: ") for name in given.files):
            yield f"no line: {code[1]}"


COUNTS = re.compile(r"(\d+) rows read = (\d+) computed \+ (\d+) rejected; (\d+) households")


def _broken_counts(given: Input, outcome: Outcome, err: str) -> Iterator[str]:
    """Every row of a roster is computed or rejected, and both files hold what is told of them."""
    results, rejects = (_rows(outcome.files.get(f"{name}.csv")) for name in ("results", "results.rejects"))
    if results is None or {"results.csv", "-f", "zh"} & {*given.arguments} != {"results.csv"}:
        return
    counts = COUNTS.search(err)
    if counts is None:
        yield "results without counts"
        return
    read, computed, rejected, households = map(int, counts.groups())
    lines = [row["line"] for row in rejects or ()]
    if read != computed + rejected or outcome.code != (1 if rejected else 0):
        yield "counts do not add up"
    if len(lines) != rejected or len(set(lines)) < len(lines):
        yield "rejects and their count differ"
    if "--lines" not in given.arguments and "--explain" not in given.arguments and len(results) != households:
        yield "results and their count differ"


def _rows(data: bytes | None) -> list[dict[str, str]] | None:
    return None if data is None else list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))

"""How much is read of what people write by hand: beyond it is a slip, or somebody's malice, and reading stops.

Far above what anybody writes (a notice has 3 KB, a household file less), low enough that no file can keep the
program busy for more than a few seconds. Rosters have limits of their own, in `roster`.
"""

from __future__ import annotations

from typing import Any

from ..rules.problems import InputError, Problem

LARGEST_FILE = 1_000_000
"""Bytes of a household file, a notice, a region file, settings, price indices or a stored answer."""

MOST_FILES = 1_000
"""Notices in one folder."""

DEEPEST = 32
"""Tables and lists within each other."""

MOST_ENTRIES = 5_000
"""Keys of one table, or entries of one list."""

MOST_PROBLEMS = 100
"""Faults that are listed at once; more of them are one fault, such as a wrong file."""


def add_problem(problems: list[Problem], problem: Problem) -> None:
    """Collect a problem. One too many ends the reading: raises `InputError` with all of them."""
    if len(problems) >= MOST_PROBLEMS:
        details = {"highest": str(MOST_PROBLEMS)}
        raise InputError(
            [*problems, Problem("too_many_problems", file=problem.file, line=problem.line, details=details)]
        )
    problems.append(problem)


def beyond_limits(data: object) -> tuple[str, tuple[str | int, ...], int] | None:
    """The code of the limit that parsed tables and lists go beyond, where, and how far; None within all limits."""
    level: list[Any] = [data]
    depth = 0
    while level:
        depth += 1
        if depth > DEEPEST or max(map(len, level)) > MOST_ENTRIES:
            return _where_beyond(data)
        entries = [entry for each in level for entry in (each.values() if isinstance(each, dict) else each)]
        level = [entry for entry in entries if isinstance(entry, (dict, list))]
    return None


def _where_beyond(data: object) -> tuple[str, tuple[str | int, ...], int] | None:
    """The same with paths, which nearly every file can do without."""
    level: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    depth = 0
    while level:
        depth += 1
        if depth > DEEPEST:
            return "too_many_levels", level[0][0][:2], depth
        inner = []
        for path, each in level:
            if len(each) > MOST_ENTRIES:
                return "too_many_entries", path, len(each)
            entries = each.items() if isinstance(each, dict) else enumerate(each)
            inner += [((*path, name), entry) for name, entry in entries if isinstance(entry, (dict, list))]
        level = inner
    return None


def line_with_a_deep_key(text: str) -> int:
    """The first line whose dotted key has more parts than tables may be deep; 0 if none has.

    The reader of TOML takes time with the square of the parts, so this is asked before.
    """
    if text.count(".") <= DEEPEST:
        return 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > DEEPEST and _has_deep_key(line):
            return number
    return 0


def _has_deep_key(line: str) -> bool:
    """Dots count between the characters that begin or end a key, outside of quotation marks that close."""
    dots, quote = 0, ""
    for character in line:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "=[]{},#":
            dots = 0
        elif character == ".":
            dots += 1
            if dots > DEEPEST:
                return True
    return False

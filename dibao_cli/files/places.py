"""On which line of a TOML or JSON text a key stands: asked only when an error message needs it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache

Path = tuple["str | int", ...]

_PART = re.compile(r""""((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s."'=\[\]#]+)""")


def line_of(text: str, path: Path) -> int:
    """The line of a key, or of the closest table or key above it; 0 if nothing of it is written."""
    if text.lstrip().startswith("{"):
        return _line_in_json(text, path)
    lines = _lines_of_keys(text)
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 0)


@lru_cache(maxsize=64)
def _lines_of_keys(text: str) -> Mapping[Path, int]:
    """The first line of every table and key of a TOML text."""
    lines: dict[Path, int] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        unindented = line.lstrip()
        opening = "[[" if unindented.startswith("[[") else "[" if unindented.startswith("[") else ""
        names, end = _names(unindented, len(opening))
        if not names or end != ("]" if opening else "="):
            continue
        if opening:
            table = names
            if opening == "[[":
                counts[names] = counts.get(names, -1) + 1
                table = (*names, counts[names])
        here = table if opening else (*table, *names)
        for length in range(1, len(here) + 1):
            lines.setdefault(here[:length], number)
    return lines


def _names(line: str, start: int) -> tuple[Path, str]:
    """The parts of a dotted key, and the character after it."""
    names: list[str | int] = []
    while part := _PART.match(line, _after_blanks(line, start)):
        names.append(_unescaped(part[1]) if part[1] else part[2] or part[3] or "")
        start = _after_blanks(line, part.end())
        if not line.startswith(".", start):
            return tuple(names), line[start : start + 1]
        start += 1
    return (), ""


def _unescaped(text: str) -> str:
    """What stands between quotation marks; the escapes of TOML that occur in keys are those of JSON."""
    try:
        return str(json.loads(f'"{text}"')) if "\\" in text else text
    except ValueError:
        return text


def _after_blanks(line: str, start: int) -> int:
    while line[start : start + 1] in (" ", "\t"):
        start += 1
    return start


def _line_in_json(text: str, path: Path) -> int:
    """The line of the last key of the path, searched forward name by name."""
    position = 0
    for part in path:
        if isinstance(part, str):
            found = _key_in_json(text, part, position)
            if found < 0:
                break
            position = found
    return text.count("\n", 0, position) + 1


def _key_in_json(text: str, name: str, start: int) -> int:
    """Where `"name":` begins, or -1."""
    wanted = json.dumps(name, ensure_ascii=False)
    while (start := text.find(wanted, start)) >= 0:
        end = start + len(wanted)
        while text[end : end + 1].isspace():
            end += 1
        if text[end : end + 1] == ":":
            return start
        start = end
    return -1

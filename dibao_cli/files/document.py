"""A TOML or JSON document with exact numbers, which can say on which line each of its keys stands.

Numbers with a point arrive as `Exact` texts, never as floats; the line of a key is looked up only
when an error message needs it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..rules.problems import Problem, Refused

Path = tuple[str | int, ...]


class Exact(str):
    """A number as it is written, such as `2497.5`: exact text instead of a binary float."""

    __slots__ = ()


class Document(NamedTuple):
    """A parsed file: its name, its text, and the tables in it."""

    file: str
    text: str
    data: Mapping[str, Any]

    def problem(self, code: str, path: Path = (), value: object = "", **details: str) -> Problem:
        """A problem at a place in this document, with its file and line."""
        return Problem(code, dotted(path), shown(value), self.file, line_of(self.text, path), details)


def dotted(path: Path) -> str:
    """A path as people write it: `persons[2].age`; places in a list count from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


LONGEST_SHOWN = 80


def written(value: object) -> str:
    """A value as text, as it stood in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= 10**LONGEST_SHOWN:  # str() of a huge integer is refused by Python
        return hex(value)[:LONGEST_SHOWN] + "..."
    return str(value)


def shown(value: object) -> str:
    """A value for an error message: of a very long one only the beginning, of a list or table nothing."""
    if isinstance(value, (list, dict)):
        return ""
    text = written(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."


def parse_toml(text: str, file: str) -> Document:
    """Read TOML. Raises `Refused` with line and column for a text that is not TOML."""
    import tomli

    try:
        return Document(file, text, tomli.loads(text.replace("\r\n", "\n"), parse_float=Exact))
    except tomli.TOMLDecodeError as error:
        details = {"reason": error.msg, "column": str(error.colno)}
        foreign = error.pos < len(error.doc) and not error.doc[error.pos].isascii()
        code, value = ("not_plain_key", error.doc[error.pos]) if foreign else ("not_toml", "")
        raise Refused(Problem(code, "", value, file, error.lineno, details)) from None
    except RecursionError:
        raise Refused(_unparsable("not_toml", file, "nested too deeply")) from None
    except ValueError:  # an integer of thousands of digits
        raise Refused(_unparsable("not_toml", file, "a number is too long", _longest_line(text))) from None


def _unparsable(code: str, file: str, reason: str, line: int = 1) -> Problem:
    return Problem(code, file=file, line=line, details={"reason": reason, "column": "1"})


def _longest_line(text: str) -> int:
    """Where a number of thousands of digits must stand."""
    lines = text.split("\n")
    return lines.index(max(lines, key=len)) + 1


def parse_json(text: str, file: str) -> Document:
    """Read JSON. Raises `Refused` with line and column for a text that is not a JSON object."""
    import json

    try:
        data = json.loads(text, parse_float=Exact, parse_constant=Exact)
    except json.JSONDecodeError as error:
        problem = Problem("not_json", "", "", file, error.lineno, {"reason": error.msg, "column": str(error.colno)})
        raise Refused(problem) from None
    except RecursionError:
        raise Refused(_unparsable("not_json", file, "nested too deeply")) from None
    except ValueError:  # an integer of thousands of digits
        raise Refused(_unparsable("not_json", file, "a number is too long", _longest_line(text))) from None
    if not isinstance(data, dict):
        raise Refused(Problem("not_an_object", file=file, line=1))
    return Document(file, text, data)


def parse(text: str, file: str) -> Document:
    """Read TOML or JSON, told apart by the first sign of the text."""
    return parse_json(text, file) if text.lstrip().startswith("{") else parse_toml(text, file)


# Compiled on first use: only an error message asks for lines.
_HEADER = r"^\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$"
_KEY = r"""^\s*((?:"[^"]*"|'[^']*'|[^\s="'#\[\]]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[^\s="'.]+))*)\s*="""
_PART = r""""([^"]*)"|'([^']*)'|([^\s."']+)"""


def _parts(dotted_key: str) -> list[str]:
    return [a or b or c for a, b, c in re.findall(_PART, dotted_key)]


def line_of(text: str, path: Path) -> int:
    """The line of a key, or of the closest table or key above it; 0 if nothing of it is written."""
    if text.lstrip().startswith("{"):
        return _line_in_json(text, path)
    best, best_length = 0, 0
    table: list[str | int] = []
    counts: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        header = re.match(_HEADER, line)
        key = None if header else re.match(_KEY, line)
        if header:
            names = _parts(header[2])
            table = list(names)
            if header[1] == "[[":
                counts[header[2]] = counts.get(header[2], -1) + 1
                table.append(counts[header[2]])
            here = table
        elif key:
            here = [*table, *_parts(key[1])]
        else:
            continue
        if len(here) > best_length and tuple(here) == path[: len(here)]:
            best, best_length = number, len(here)
    return best


def _line_in_json(text: str, path: Path) -> int:
    """The line of the last key of the path, searched forward name by name."""
    position = 0
    for part in path:
        if isinstance(part, str):
            found = re.compile(rf'"{re.escape(part)}"\s*:').search(text, position)
            if found is None:
                break
            position = found.start()
    return text.count("\n", 0, position) + 1

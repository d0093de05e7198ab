"""A TOML or JSON document with exact numbers, which can say on which line each of its keys stands.

Numbers with a point arrive as `NumberText` texts, never as floats; the line of a key is looked up only
when an error message needs it.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..rules.problems import InputError, Problem
from .limits import DEEPEST, LARGEST_FILE, MOST_ENTRIES, beyond_limits, line_with_a_deep_key

KeyPath = tuple[str | int, ...]


class NumberText(str):
    """A number as it is written, such as `2497.5`: exact text instead of a binary float."""

    __slots__ = ()


class Document(NamedTuple):
    """A parsed file: its name, its text, and the tables in it."""

    file: str
    text: str
    data: Mapping[str, Any]

    def problem(self, code: str, path: KeyPath = (), value: object = "", **details: str) -> Problem:
        """A problem at a place in this document, with its file and line."""
        from .places import line_of

        return Problem(code, dotted(path), shown(value), self.file, line_of(self.text, path), details)


def dotted(path: KeyPath) -> str:
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


def quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's too, but for DEL."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(name: str) -> str:
    """A name as a TOML key: without quotation marks only if it is plain."""
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else quoted(name)


def is_whole(text: str) -> bool:
    """Whether a text consists of whole characters: no half of a pair, no byte of a file name that is no text."""
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def parse_toml(text: str, file: str) -> Document:
    """Read TOML. Raises `InputError` with line and column for a text that is not TOML, or beyond the limits."""
    import tomli

    text = text.replace("\r\n", "\n")
    _refuse_long(text, file)
    deep = line_with_a_deep_key(text)
    if deep:
        raise InputError(_too_deep(file, deep))
    try:
        data = tomli.loads(text, parse_float=NumberText)
    except tomli.TOMLDecodeError as error:
        details = {"reason": error.msg, "column": str(error.colno)}
        code, value = _of_a_character(error.doc, error.pos)
        raise InputError(Problem(code, "", value, file, error.lineno, details)) from None
    except RecursionError:
        raise InputError(_too_deep(file)) from None
    except ValueError:  # an integer of thousands of digits
        raise InputError(_unparsable("not_toml", file, "a number is too long", _longest_line(text))) from None
    return _within_limits(Document(file, text, data))


def _of_a_character(text: str, place: int) -> tuple[str, str]:
    """What is wrong with the text there, and the character to show: none of a value, which may be somebody's name."""
    character = text[place : place + 1]
    if character.isascii():
        return "not_toml", ""
    _key, of_a_value, begun = text[text.rfind("\n", 0, place) + 1 : place].rpartition("=")
    begun = begun.strip(" \t[")
    bare = of_a_value and character.isalnum() and (not begun or begun.isalnum())
    return ("text_without_quotes", "") if bare else ("not_plain_key", character)


_HIGHEST = {
    "too_many_levels": {"highest": str(DEEPEST)},
    "too_many_entries": {"highest": str(MOST_ENTRIES)},
}


def _refuse_long(text: str, file: str) -> None:
    """Raises `InputError` for a text that is longer than any file may be; one read from a file is not."""
    if len(text) > LARGEST_FILE:
        raise InputError(Problem("file_too_large", file=file, details={"highest": str(LARGEST_FILE)}))


def _within_limits(document: Document) -> Document:
    """The document. Raises `InputError` where its tables and lists are too many or too deep."""
    beyond = beyond_limits(document.data)
    if beyond is None:
        return document
    code, path, number = beyond
    problem = document.problem(code, path, **_HIGHEST[code], number=str(number))
    raise InputError(problem.at(document.file, problem.line or 1))


def _too_deep(file: str, line: int = 1) -> Problem:
    return Problem("too_many_levels", file=file, line=line, details=_HIGHEST["too_many_levels"])


def _unparsable(code: str, file: str, reason: str, line: int = 1) -> Problem:
    return Problem(code, file=file, line=line, details={"reason": reason, "column": "1"})


def _longest_line(text: str) -> int:
    """Where a number of thousands of digits must stand."""
    lines = text.split("\n")
    return lines.index(max(lines, key=len)) + 1


def parse_json(text: str, file: str) -> Document:
    """Read JSON. Raises `InputError` with line and column for what is no JSON object, or beyond the limits."""
    import json

    _refuse_long(text, file)
    try:
        data = json.loads(text, parse_float=NumberText, parse_constant=NumberText)
    except json.JSONDecodeError as error:
        problem = Problem("not_json", "", "", file, error.lineno, {"reason": error.msg, "column": str(error.colno)})
        raise InputError(problem) from None
    except RecursionError:
        raise InputError(_too_deep(file)) from None
    except ValueError:  # an integer of thousands of digits
        raise InputError(_unparsable("not_json", file, "a number is too long", _longest_line(text))) from None
    if not isinstance(data, dict):
        raise InputError(Problem("not_an_object", file=file, line=1))
    document = _within_limits(Document(file, text, data))
    if "\\ud" in text.lower():
        _refuse_half_characters(document)
    return document


def _refuse_half_characters(document: Document) -> None:
    """Raises `InputError` for half of a pair, such as `\\ud83d` alone, which no file or terminal can show."""
    import json
    import re

    try:
        json.dumps(document.data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        whole = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
        lines = [whole.sub("", line).lower() for line in document.text.split("\n")]
        line = next((n for n, line in enumerate(lines, 1) if "\\ud" in line), 1)
        raise InputError(Problem("half_character", file=document.file, line=line)) from None


def parse(text: str, file: str) -> Document:
    """Read TOML or JSON, told apart by the first character of the text."""
    return parse_json(text, file) if text.lstrip().startswith("{") else parse_toml(text, file)

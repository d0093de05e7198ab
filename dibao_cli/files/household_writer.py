"""A household as the text of a household file, TOML or JSON: what `describe` reads back as the same household."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .document import quoted, toml_key


def household_json(record: Mapping[str, object]) -> str:
    """The fields of a household as JSON."""
    import json

    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def household_toml(record: Mapping[str, Any]) -> str:
    """The fields of a household as TOML: plain fields first, then its tables, then its persons."""
    plain = {name: content for name, content in record.items() if not isinstance(content, (dict, list))}
    tables = {name: content for name, content in record.items() if isinstance(content, dict)}
    parts = [_fields(plain)]
    parts += [f"[{name}]\n{_fields(table)}" for name, table in tables.items()]
    parts += [f"[[persons]]\n{_fields(person)}" for person in record.get("persons", [])]
    return "\n".join(parts)


def _fields(table: Mapping[str, object]) -> str:
    return "".join(f"{toml_key(name)} = {_content(content)}\n" for name, content in table.items())


def _content(content: object) -> str:
    if isinstance(content, dict):  # a table within a person
        return "{ " + ", ".join(f"{toml_key(name)} = {_content(each)}" for name, each in content.items()) + " }"
    if isinstance(content, bool):
        return "true" if content else "false"
    if isinstance(content, int):
        return str(content)
    whole, _point, fraction = str(content).partition(".")
    is_amount = whole.isascii() and whole.isdecimal() and fraction.isdecimal() and (whole == "0" or whole[0] != "0")
    return str(content) if is_amount else quoted(str(content))

"""JSON Schemas of what people write, generated from the same definitions that read it.

Editors use them to complete and to underline. They see the shape (names, kinds, choices, nothing negative);
what needs arithmetic or the other files, `dibao standards check` sees.
"""

from __future__ import annotations

import re
from typing import Any

from ..rules.household import MOST_MEMBERS
from ..rules.keys import (
    BY_DISTRICT,
    DIRECTIONS,
    INDEX_KEYS,
    KEYS,
    ONE_OFF_KEYS,
    ONE_OFF_PER,
    ONE_OFF_STATUSES,
    ROUNDING_WHEN,
    TABLES,
    Key,
)
from ..rules.standards import NOTICE_BASES, NOTICE_WARNINGS
from . import roster_fields
from .fields import CHANGE, GRADUAL_EXIT, HOUSEHOLD, PERSON, QUESTION, Field, by_choice
from .notices import ACKNOWLEDGED_KEYS, NOTICE_KEYS, ROUNDING_KEYS, VALUE_KEYS, WARNING_KEYS

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
SCHEMAS = {name: f"{name}.schema.json" for name in ("household", "notice", "roster")}

_TEXT: Schema = {"type": "string"}
_WORDS: Schema = {"type": "string", "minLength": 1}
_MONTH: Schema = {"type": ["string", "integer"], "pattern": r"^\s*\d{4}[-/.年]?\d{1,2}月?\s*$"}
_RISE: Schema = {"type": ["number", "string"]}
_AMOUNT: Schema = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\s*[^-−－\s]"}]}


def schema_text(name: str) -> str:
    """A schema as a file: `household`, `notice` or `roster`."""
    makers = {"household": household_schema, "notice": notice_schema, "roster": roster_schema}
    return as_text(makers[name]())


def as_text(schema: Schema) -> str:
    """A schema as the text of its file."""
    import json

    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def record(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    """An object with these properties and no others."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **needed}


# households and rosters


def household_schema() -> Schema:
    """A household file, TOML or JSON, with the Chinese spellings of its fields."""
    return {"$schema": DRAFT, "title": "dibao household", **_fields(HOUSEHOLD, needed=("area",))}


def roster_schema() -> Schema:
    """One row of a roster (a line of NDJSON, a row of a table with these headings). Other columns are allowed."""
    row = _fields(roster_fields.FIELDS, needed=())
    return {"$schema": DRAFT, "title": "dibao roster row", **row, "additionalProperties": True}


def _fields(fields: dict[str, Field], needed: tuple[str, ...]) -> Schema:
    """The fields by every spelling of their names; each needed one in any spelling."""
    properties = {spelling: _field(field) for name, field in fields.items() for spelling in (name, *field.aliases)}
    spelled = [[{"required": [spelling]} for spelling in (name, *fields[name].aliases)] for name in needed]
    return {**record(properties), **({"allOf": [{"anyOf": each} for each in spelled]} if spelled else {})}


def _field(field: Field) -> Schema:
    """One field by its kind. Texts stand for numbers and choices too, as people write them."""
    if field.kind == "money":
        return _AMOUNT
    if field.kind == "count":
        whole = {"type": "integer", "minimum": field.lowest, "maximum": field.highest}
        return {"anyOf": [whole, {"type": "string", "pattern": r"^\s*[0-9０-９]+\s*[人岁级]?\s*$"}]}
    if field.kind in ("choice", "yes_no"):
        return _choice(field)
    if field.kind == "choices":
        one = "|".join(map(re.escape, by_choice(field.choices)))
        several = {"type": "string", "pattern": rf"^\s*({one})\s*([+、,，/]\s*({one})\s*)*$"}
        return {"anyOf": [several, {"type": "array", "items": {"type": "string", "pattern": f"^({one})$"}}]}
    if field.kind == "month":
        return _MONTH
    compound: dict[str, Schema] = {
        "percents": {"anyOf": [_RISE, {"type": "object", "additionalProperties": _RISE}]},
        "text": {"type": ["string", "integer"]},
        "disability": {"type": "string", "pattern": r"[0-9一二三四]\s*级?\s*$"},
        "amounts": {"anyOf": [_AMOUNT, {"type": "object", "additionalProperties": _AMOUNT}]},
    }
    if field.kind in compound:
        return compound[field.kind]
    inner: dict[str, tuple[dict[str, Field], tuple[str, ...]]] = {
        "persons": (PERSON, ()),
        "exit": (GRADUAL_EXIT, tuple(GRADUAL_EXIT)),
        "question": (QUESTION, ()),
        "changes": (CHANGE, ("from",)),
    }
    known, needed = inner[field.kind]
    one_of_them = _fields(known, needed)
    many = {"persons": {"maxItems": MOST_MEMBERS}, "changes": {}}
    return {"type": "array", "items": one_of_them, **many[field.kind]} if field.kind in many else one_of_them


def _choice(field: Field) -> Schema:
    spellings: list[Any] = list(by_choice(field.choices))
    spellings += [int(spelling) for spelling in spellings if spelling.isdecimal()]
    return {"enum": [*spellings, *((True, False) if field.kind == "yes_no" else ())]}


# notices

_NOTE: Schema = {"anyOf": [_TEXT, {**record({"en": _TEXT, "zh": _TEXT}), "minProperties": 1}]}
_BASIS: Schema = {"enum": list(NOTICE_BASES)}
_DAY: Schema = {"type": "string", "format": "date"}
_FIRST: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-01$"}


def notice_schema() -> Schema:
    """A notice file, as the reader of notices takes it."""
    tables = {table: _table(table) for table in TABLES}
    tables |= {"notice": _notice(), "index": _index(), "one_off": _one_off()}
    return {"$schema": DRAFT, "title": "dibao notice", **record(tables, ("notice",))}


def _notice() -> Schema:
    names = {"type": "array", "items": _TEXT}
    acknowledged = record(
        dict(zip(ACKNOWLEDGED_KEYS, (_WORDS, _TEXT, _NOTE), strict=True)), required=("code", "because")
    )
    warning_kinds = ({"enum": list(NOTICE_WARNINGS)}, _NOTE, _FIRST)
    warning = record(dict(zip(WARNING_KEYS, warning_kinds, strict=True)), required=("code", "text"))
    kinds: Schema = {
        "title": {"anyOf": [_WORDS, _NOTE["anyOf"][1]]},
        "effective": _FIRST,
        "until": _FIRST,
        "source": {"anyOf": [_WORDS, _NOTE["anyOf"][1]]},
        "checked": _DAY,
        "basis": _BASIS,
        "limitations": {"type": "array", "items": _NOTE},
        "repeals": names,
        "unknown": names,
        "acknowledged": {"type": "array", "items": acknowledged},
        "warning": {"type": "array", "items": warning},
    }
    return record({key: kinds.get(key, _TEXT) for key in NOTICE_KEYS}, required=("title", "effective", "source"))


def _table(table: str) -> Schema:
    properties: Schema = {}
    for full, key in KEYS.items():
        prefix, _, name = full.partition(".")
        if prefix == table:
            properties[name] = _value(key)
            properties[name + BY_DISTRICT] = {"type": "object", "additionalProperties": _value(key)}
    return record(properties)


def _value(key: Key) -> Schema:
    """A bare value, or a table that says more about it; a rounding is a table itself."""
    attributes = {"basis": _BASIS, "note": _NOTE, "source": _NOTE}
    if key.kind == "rounding":
        rounding = {"unit": _number(), "direction": {"enum": list(DIRECTIONS)}, "when": {"enum": list(ROUNDING_WHEN)}}
        return record({name: {**rounding, **attributes}[name] for name in ROUNDING_KEYS}, required=("unit",))
    bare = _bare(key)
    told = {**attributes, "value": bare, "at_least": bare, "at_most": bare}
    return {"anyOf": [bare, record({name: told[name] for name in VALUE_KEYS}, required=("value",))]}


def _bare(key: Key) -> Schema:
    if key.kind == "choice":
        return {"enum": list(key.choices)}
    if key.kind == "statuses":
        return {"type": "array", "items": {"enum": list(key.choices)}, "minItems": 1, "uniqueItems": True}
    if key.kind == "bands":
        share = {"type": "string", "pattern": r"^\s*\d{1,6}\s*/\s*0*[1-9]\d{0,5}\s*$"}
        band = record({"from": _number(), "share": share}, required=("from", "share"))
        return {"type": "array", "items": band, "minItems": 1}
    return {"type": "integer", "minimum": 0} if key.kind == "count" else _number()


def _number() -> Schema:
    return {"type": "number", "minimum": 0}


def _index() -> Schema:
    rises = {name: {"type": "number"} for name in INDEX_KEYS}
    return {"type": "object", "additionalProperties": {**record({**rises, "basis": _BASIS}), "minProperties": 1}}


def _one_off() -> Schema:
    statuses = {"type": "array", "items": {"enum": list(ONE_OFF_STATUSES)}, "minItems": 1, "uniqueItems": True}
    kinds: Schema = {
        "month": _MONTH,
        "amount": _number(),
        "per": {"enum": list(ONE_OFF_PER)},
        "statuses": statuses,
        "title": _NOTE,
    }
    one = record({key: kinds[key] for key in ONE_OFF_KEYS}, required=("month", "amount", "statuses"))
    return {"type": "object", "additionalProperties": one}

"""JSON Schemas of what people write, generated from the same definitions that read it.

Editors use them to complete, to explain and to underline. They see the shape (names, kinds, choices, nothing negative);
what needs arithmetic or the other files, `dibao standards check` sees. Each field and each kind stands once, among the
`definitions`; every spelling refers to it. What a field means is given by the caller, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..rules.amounts import MONTHS
from ..rules.case import OWN_STANDARD
from ..rules.notice import NOTICE_BASES, NOTICE_WARNINGS
from ..rules.parameters import (
    BY_CATEGORY,
    BY_DISTRICT,
    INDICES,
    ONE_OFF_KEYS,
    ONE_OFF_PER,
    ONE_OFF_STATUSES,
    PARAMETERS,
    TABLES,
    Parameter,
)
from . import roster_fields
from .fields import GROUPS, HOUSEHOLD, INNER, Field
from .kind_schemas import KIND_SCHEMAS, MONTH, Schema, record
from .notice_head import ACKNOWLEDGED_KEYS, NOTICE_KEYS, WARNING_KEYS
from .notice_sources import SOURCE_KEYS
from .notices import ROUNDING_KEYS, VALUE_KEYS, keys_of_figure

DRAFT = "http://json-schema.org/draft-07/schema#"
SCHEMAS = {name: f"{name}.schema.json" for name in ("household", "notice", "roster")}

_TEXT: Schema = {"type": "string"}
_WORDS: Schema = {"type": "string", "minLength": 1}

Meaning = Callable[[str, str], str]
"""From the table that a field or parameter stands in and its name to what it means, in one sentence."""


def without_meaning(_group: str, _name: str) -> str:
    """No explanations."""
    return ""


def schema_text(name: str, meaning: Meaning = without_meaning) -> str:
    """A schema as a file: `household`, `notice` or `roster`."""
    makers = {"household": household_schema, "notice": notice_schema, "roster": roster_schema}
    return as_text(makers[name](meaning))


def as_text(schema: Schema) -> str:
    """A schema as the text of its file."""
    import json

    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _explained(schema: Schema, text: str) -> Schema:
    """A schema with what it means: beside a reference nothing else counts, so it goes around it."""
    if not text:
        return schema
    return {"description": text, **({"allOf": [schema]} if "$ref" in schema else schema)}


# households and rosters


def household_schema(meaning: Meaning = without_meaning) -> Schema:
    """A household file, TOML or JSON, with the Chinese spellings of its fields."""
    return {
        "$schema": DRAFT,
        "title": "dibao household",
        **_fields("household", HOUSEHOLD),
        "definitions": _definitions(meaning),
    }


def roster_schema(meaning: Meaning = without_meaning) -> Schema:
    """One row of a roster (a line of NDJSON, a row of a table with these headings). Other columns are allowed."""
    fields = roster_fields.FIELDS
    return {
        "$schema": DRAFT,
        "title": "dibao roster row",
        **_fields("roster", {name: field._replace(needed=False) for name, field in fields.items()}),
        "additionalProperties": True,
        "definitions": {f"roster.{name}": _field(field, meaning("roster", name)) for name, field in fields.items()},
    }


def _definitions(meaning: Meaning) -> Schema:
    """Every field of a household and of the tables in it; a change has the household's own."""
    return {
        f"{group}.{name}": _field(field, meaning(group, name))
        for group, fields in GROUPS.items()
        for name, field in fields.items()
        if _home(group, name) == group
    }


def _home(group: str, name: str) -> str:
    return "household" if group == "change" and name in HOUSEHOLD else group


def _fields(group: str, fields: Mapping[str, Field]) -> Schema:
    """The fields by every spelling of their names; each needed one in any spelling."""
    properties = {
        spelling: _ref(f"{_home(group, name)}.{name}")
        for name, field in fields.items()
        for spelling in (name, *field.aliases)
    }
    needed = [(name, *field.aliases) for name, field in fields.items() if field.needed]
    spelled = [{"anyOf": [{"required": [spelling]} for spelling in spellings]} for spellings in needed]
    return {**record(properties), **({"allOf": spelled} if spelled else {})}


def _field(field: Field, text: str) -> Schema:
    """One field by its kind. Texts stand for numbers and choices too, as people write them."""
    schema = KIND_SCHEMAS[field.kind](field, False)
    if field.kind in INNER:
        inner = _fields(INNER[field.kind], GROUPS[INNER[field.kind]])
        schema = {**schema, "items": inner} if schema["type"] == "array" else inner
    return _explained(schema, text)


# notices

_NOTE: Schema = {"anyOf": [_TEXT, {**record({"en": _TEXT, "zh": _TEXT}), "minProperties": 1}]}
_TITLE: Schema = {"anyOf": [_WORDS, _NOTE["anyOf"][1]]}
_DAY: Schema = {"type": "string", "format": "date"}
_FIRST: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-01$"}


def notice_schema(meaning: Meaning = without_meaning) -> Schema:
    """A notice file, as the reader of notices takes it."""
    tables = {table: _table(table, meaning) for table in TABLES}
    tables |= {"notice": _notice(meaning), "sources": _sources(), "index": _index(), "one_off": _one_off()}
    kinds = {_kind_name(parameter): parameter for parameter in PARAMETERS.values()}
    definitions = {
        "note": _NOTE,
        "source": {"anyOf": [*_NOTE["anyOf"], {"type": "array", "items": _WORDS, "minItems": 1}]},
        "basis": {"enum": list(NOTICE_BASES)},
        **{f"{name}_figure": _figure(name, parameter) for name, parameter in kinds.items()},
        **{f"{name}_split": {"type": "object", "additionalProperties": _ref(f"{name}_figure")} for name in kinds},
        **{name: KIND_SCHEMAS[p.kind](p, True) for name, p in kinds.items() if p.kind != "rounding"},
    }
    return {"$schema": DRAFT, "title": "dibao notice", **record(tables, ("notice",)), "definitions": definitions}


def _kind_name(parameter: Parameter) -> str:
    """The name of what a parameter takes: its kind, for a choice with the codes."""
    return "_".join((parameter.kind, *parameter.choices)).replace(".", "_")


def _notice(meaning: Meaning) -> Schema:
    names = {"type": "array", "items": _TEXT}
    acknowledged = record(
        dict(zip(ACKNOWLEDGED_KEYS, (_WORDS, _TEXT, _ref("note")), strict=True)), required=("code", "because")
    )
    warning_kinds = ({"enum": list(NOTICE_WARNINGS)}, _ref("note"), _FIRST)
    warning = record(dict(zip(WARNING_KEYS, warning_kinds, strict=True)), required=("code", "text"))
    kinds: Schema = {
        "title": _TITLE,
        "effective": _FIRST,
        "until": _FIRST,
        "source": {"anyOf": [*_TITLE["anyOf"], {"type": "array", "items": _WORDS, "minItems": 1}]},
        "checked": _DAY,
        "basis": _ref("basis"),
        "limitations": {"type": "array", "items": _ref("note")},
        "repeals": names,
        "unknown": names,
        "acknowledged": {"type": "array", "items": acknowledged},
        "warning": {"type": "array", "items": warning},
    }
    properties = {key: _explained(kinds.get(key, _TEXT), meaning("notice", key)) for key in NOTICE_KEYS}
    return record(properties, required=("title", "effective", "source"))


def _sources() -> Schema:
    """The sources of a notice by the names that its figures refer to them by."""
    source = {**record(dict.fromkeys(SOURCE_KEYS, _WORDS)), "anyOf": [{"required": [key]} for key in ("en", "zh")]}
    return {"type": "object", "additionalProperties": {"anyOf": [_WORDS, source]}}


SPLIT_OTHERWISE = r"_by_area$|_by_(category|area)_by_|_by_district$"
"""Keys of figures by area, and by more than one thing: tables in tables, which the reader checks."""


def _table(table: str, meaning: Meaning) -> Schema:
    properties: Schema = {}
    for full, parameter in PARAMETERS.items():
        prefix, _, name = full.partition(".")
        if prefix == table:
            figure = _ref(f"{_kind_name(parameter)}_figure")
            split = _ref(f"{_kind_name(parameter)}_split")
            properties[name] = _explained(figure, meaning("parameter", full))
            properties[name + (BY_CATEGORY if parameter.by_category else BY_DISTRICT)] = split
    return {**record(properties), "patternProperties": {SPLIT_OTHERWISE: {"type": "object"}}}


def _figure(kind: str, parameter: Parameter) -> Schema:
    """A bare value, or a table that says more about it; a rounding is a table itself."""
    attributes = {"basis": _ref("basis"), "note": _ref("note"), "source": _ref("source")}
    if parameter.kind == "rounding":
        parts = {**KIND_SCHEMAS["rounding"](parameter, True)["properties"], **attributes}
        return record({name: parts[name] for name in ROUNDING_KEYS}, required=("unit",))
    properties = {**attributes, **dict.fromkeys(("value", "at_least", "at_most"), _ref(kind))}
    found = record({name: properties[name] for name in VALUE_KEYS}, required=("value",))
    if parameter.kind == "yuan":
        properties |= _amount_parts(parameter)
        either = [{"required": [name]} for name in ("value", "share", "times")]
        found = {**record({name: properties[name] for name in keys_of_figure(parameter)}), "oneOf": either}
    return {"anyOf": [_ref(kind), found]}


def _amount_parts(parameter: Parameter) -> Schema:
    """What an amount may say of itself besides its value."""
    return {
        "per": {"enum": list(MONTHS)},
        "share": KIND_SCHEMAS["percent"](parameter, True),
        "times": KIND_SCHEMAS["factor"](parameter, True),
        "of": {"type": "string", "pattern": rf"^({OWN_STANDARD}|[a-z_]+\.[a-z0-9_]+)$"},
        "when": {"enum": ["current", "year_earlier"]},
        "plus": KIND_SCHEMAS["yuan"](parameter, True),
        "rounding": KIND_SCHEMAS["rounding"](parameter, True),
    }


def _index() -> Schema:
    rises = {name: {"type": "number"} for name in INDICES}
    return {"type": "object", "additionalProperties": {**record({**rises, "basis": _ref("basis")}), "minProperties": 1}}


def _one_off() -> Schema:
    parts = {
        "month": MONTH,
        "amount": KIND_SCHEMAS["yuan"](Parameter("yuan"), True),
        "per": KIND_SCHEMAS["choice"](Parameter("choice", choices=ONE_OFF_PER), True),
        "statuses": KIND_SCHEMAS["choices"](Parameter("choices", choices=ONE_OFF_STATUSES), True),
        "title": _ref("note"),
    }
    one = record({key: parts[key] for key in ONE_OFF_KEYS}, required=("month", "amount", "statuses"))
    return {"type": "object", "additionalProperties": one}


def resolved(schema: dict[str, Any], root: Schema) -> Schema:
    """What a schema says, at the end of its references within `root`."""
    whole = schema["allOf"][0] if "allOf" in schema and "$ref" in schema["allOf"][0] else schema
    return resolved(root["definitions"][whole["$ref"].rpartition("/")[2]], root) if "$ref" in whole else schema

"""The JSON Schema of each kind of content: exact in a notice, in a household with texts for numbers too."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..rules.amounts import MONTHS
from ..rules.parameters import AREAS, DIRECTIONS, ROUNDING_WHEN, YES_NO

if TYPE_CHECKING:
    from .kinds import Described

Schema = dict[str, Any]
Describe = Callable[["Described", bool], Schema]
"""From a field or parameter, and whether it stands in a notice, to the schema of its content."""

_RISE: Schema = {"type": ["number", "string"]}
_AMOUNT: Schema = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\s*[^-−－\s]"}]}
MONTH: Schema = {"type": ["string", "integer"], "pattern": r"^\s*\d{4}[-/.年]?\d{1,2}月?\s*$"}


def record(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    """An object with these properties and no others."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **needed}


def number(_described: Described, _exact: bool) -> Schema:
    return {"type": "number", "minimum": 0}


def amount(_described: Described, exact: bool) -> Schema:
    return {"type": "number", "minimum": 0} if exact else _AMOUNT


def count(described: Described, exact: bool) -> Schema:
    whole = {"type": "integer", "minimum": described.lowest, "maximum": described.highest}
    return whole if exact else {"anyOf": [whole, {"type": "string", "pattern": r"^\s*[0-9０-９]+\s*[人岁级]?\s*$"}]}


def choice(described: Described, exact: bool) -> Schema:
    return {"enum": list(described.choices) if exact else _spellings(described)}


def _spellings(described: Described) -> list[object]:
    """Every spelling of the choices; of a number as a number too."""
    found: list[Any] = [spelling for code, others in described.choices.items() for spelling in (code, *others)]
    return [*found, *(int(spelling) for spelling in found if spelling.isdecimal())]


def yes_no(described: Described, _exact: bool) -> Schema:
    return {"enum": [*_spellings(described), True, False]}


def choices(described: Described, exact: bool) -> Schema:
    if exact:
        return {"type": "array", "items": choice(described, True), "minItems": 1, "uniqueItems": True}
    one = "|".join(map(re.escape, map(str, _spellings(described))))
    several = {"type": "string", "pattern": rf"^\s*({one})\s*([+、,，/]\s*({one})\s*)*$"}
    return {"anyOf": [several, {"type": "array", "items": {"type": "string", "pattern": f"^({one})$"}}]}


def rounding(_described: Described, _exact: bool) -> Schema:
    parts = {"direction": {"enum": list(DIRECTIONS)}, "when": {"enum": list(ROUNDING_WHEN)}}
    return record({"unit": {"type": "number", "minimum": 0}, **parts}, required=("unit",))


def bands(_described: Described, _exact: bool) -> Schema:
    share = {"type": "string", "pattern": r"^\s*\d{1,6}\s*/\s*0*[1-9]\d{0,5}\s*$"}
    rise = {"type": "number", "minimum": 0}
    band = record({"from": rise, "below": rise, "share": share}, required=("from", "share"))
    return {"type": "array", "items": band, "minItems": 1}


def payment(described: Described, _exact: bool) -> Schema:
    period: Schema = {"enum": list(MONTHS)}
    months = {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 12}}
    parts = {"for": choices(described, True), "area": {"enum": list(AREAS)}, "next_year": {"enum": list(YES_NO)}}
    rule = record({"period": period, **parts, "paid_in": months, "exact_over": period}, required=("period",))
    return {"anyOf": [period, {"type": "array", "items": rule, "minItems": 1}]}


def by_class(_described: Described, _exact: bool) -> Schema:
    """The figures of classes; one in yuan may be a table, as any amount."""
    return {"type": "object", "additionalProperties": {"type": ["number", "object"]}, "minProperties": 1}


def text(_described: Described, _exact: bool) -> Schema:
    return {"type": ["string", "integer"]}


def month(_described: Described, _exact: bool) -> Schema:
    return MONTH


def date(_described: Described, _exact: bool) -> Schema:
    return {"type": "string", "pattern": r"^\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*$"}


def disability(_described: Described, _exact: bool) -> Schema:
    return {"type": "string", "pattern": r"[0-9一二三四]\s*级?\s*$"}


def categories(_described: Described, _exact: bool) -> Schema:
    return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "uniqueItems": True}]}


def named(described: Described, exact: bool) -> Schema:
    """The field's own choices, or a name that a region's notices give."""
    name: Schema = {"type": ["string", "integer"]}
    return {"anyOf": [choice(described, exact), name]} if described.choices else name


def grades(_described: Described, _exact: bool) -> Schema:
    lost: Schema = {"type": "integer", "minimum": 0, "maximum": 6}
    parts = {"name": {"type": "string"}, "en": {"type": "string"}}
    several = {"type": "array", "items": lost, "minItems": 1, "maxItems": 2}
    grade = record({**parts, "abilities_lost": {"anyOf": [lost, several]}}, required=("name",))
    return {"type": "array", "items": grade, "minItems": 1}


def amounts(_described: Described, _exact: bool) -> Schema:
    return {"anyOf": [_AMOUNT, {"type": "object", "additionalProperties": _AMOUNT}]}


def incomes(described: Described, _exact: bool) -> Schema:
    kinds = [spelling for code, others in described.choices.items() for spelling in (code, *others)]
    return {"type": "object", "propertyNames": {"enum": kinds}, "additionalProperties": _AMOUNT}


def percents(_described: Described, _exact: bool) -> Schema:
    return {"anyOf": [_RISE, {"type": "object", "additionalProperties": _RISE}]}


def table(_described: Described, _exact: bool) -> Schema:
    """A table of fields: `schema.py` fills in which."""
    return {"type": "object"}


def tables(described: Described, _exact: bool) -> Schema:
    """A list of tables: `schema.py` fills in which; `highest` is the most of them."""
    return {"type": "array", **({"maxItems": described.highest} if described.highest else {})}


KIND_SCHEMAS: dict[str, Describe] = {
    "yuan": amount,
    "percent": number,
    "factor": number,
    "count": count,
    "choice": choice,
    "choices": choices,
    "rounding": rounding,
    "bands": bands,
    "payment": payment,
    "yuan_by_class": by_class,
    "percent_by_class": by_class,
    "yes_no": yes_no,
    "text": text,
    "district": text,
    "month": month,
    "date": date,
    "id_number": text,
    "disability": disability,
    "named": named,
    "grades": grades,
    "categories": categories,
    "amounts": amounts,
    "incomes": incomes,
    "percents": percents,
    "persons": tables,
    "exit": table,
    "question": table,
    "changes": tables,
}
"""By the names of `kinds.py`; apart from it, because no calculation needs a schema."""

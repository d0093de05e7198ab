"""The JSON Schema of an answer: the keys of `record_of`, none missing and none more."""

from __future__ import annotations

from typing import Any

from ..files.kind_schemas import Schema, record
from ..files.schema import DRAFT, Meaning, household_schema, without_meaning
from ..rules.amounts import MONTHS
from ..rules.assessment import PROGRAMMES
from ..rules.low_income import ABOVE, DIBAO
from ..rules.notice import BASES
from ..rules.parameters import INDICES, LINES
from ..rules.possible import codes
from .answer import LINE_FIELDS

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_YUAN: Schema = {"type": "string", "pattern": r"^-?\d+\.\d\d$", "description": "yuan"}
_MONTH: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}$"}
_BASIS: Schema = {"enum": list(BASES)}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _closed(properties: Schema, optional: Schema | None = None) -> Schema:
    """An object in which every property stands, but for the optional ones."""
    return record({**properties, **(optional or {})}, required=tuple(properties))


_LAW: Schema = _closed(dict.fromkeys(("name", "document", "article"), _TEXT))


def assessment_schema(meaning: Meaning = without_meaning) -> Schema:
    """The answer of `dibao calc -f json`, also one line of ndjson."""
    household = household_schema(meaning)
    properties: dict[str, Any] = {
        "month": _MONTH,
        "region": _TEXT,
        "total": _or_null(_YUAN),
        "known_total": _or_null(_YUAN),
        "complete": {"type": "boolean"},
        "basis": _or_null(_BASIS),
        "lines": {"type": "array", "items": _line()},
        "exclusions": {"type": "array", "items": _exclusion()},
        "warnings": {"type": "array", "items": _warning()},
        "distance": _or_null(
            _closed({"income": _YUAN, "ends_at": _YUAN, "margin": _YUAN, "below": {"type": "boolean"}})
        ),
        "standing": _or_null(_standing()),
        "worksheet": _list(_entry()),
        "overrides": {"type": "object", "additionalProperties": _TEXT},
        "possible": _list(_possible()),
        "notices": {"type": "array", "items": _notice()},
        "household": {key: household[key] for key in household if key not in ("$schema", "title", "definitions")},
        "question": household["properties"]["question"],
        "fingerprint": _closed({"program": _TEXT, "standards": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}}),
    }
    return {
        "$schema": DRAFT,
        "title": "dibao assessment",
        **_closed(properties),
        "definitions": {**household["definitions"], **{f"answer.{name}": of for name, of in _lists().items()}},
    }


def payment_schema() -> Schema:
    period = {"period": {"enum": list(MONTHS)}, "from": _MONTH, "to": _MONTH}
    return _closed({**period, "paid_in": _or_null(_MONTH), "notice": _TEXT})


def _standing() -> Schema:
    line = {"enum": [DIBAO, *LINES, ABOVE, None]}
    parts = ("steps", "figures", "missing", "conditions")
    told = {"line": line, "ends_at": _or_null(_YUAN), "basis": _or_null(_BASIS), "law": _or_null(_LAW)}
    return _closed({**told, **{part: _shared(part) for part in parts}})


def _line() -> Schema:
    """A line: its fields are those of `LINE_FIELDS`."""
    kinds: dict[str, Schema] = {
        "programme": {"enum": list(PROGRAMMES)},
        "text?": _or_null(_TEXT),
        "texts": _TEXTS,
        "yuan?": _or_null(_YUAN),
        "basis?": _or_null(_BASIS),
        "estimate?": _or_null(_estimate()),
        **{name: _shared(name) for name in _lists()},
        "indices": _list(_index()),
        "payment?": _or_null(payment_schema()),
        "law?": _or_null(_LAW),
    }
    return _closed({name: kinds[kind] for name, (kind, _of) in LINE_FIELDS.items()})


def _lists() -> dict[str, Schema]:
    """The lists that a line has and the standing too: each stands once, among the definitions."""
    return {
        "steps": _list(_closed({"name": _TEXT, "formula": _TEXT}, _STEP_RESULTS)),
        "figures": _list(_figure()),
        "missing": _list(_closed({"key": _TEXT, "month": _MONTH, "state": _TEXT, "text": _TEXT})),
        "conditions": _list(_closed({"code": _TEXT, "text": _TEXT})),
    }


def _shared(name: str) -> Schema:
    return {"$ref": f"#/definitions/answer.{name}"}


def _entry() -> Schema:
    """A line of the worksheet."""
    properties: Schema = {
        "kind": _TEXT,
        "deduction": {"type": "boolean"},
        "person": _or_null(_TEXT),
        "stated": _YUAN,
        "per": {"enum": ["month", "year"]},
        "counted": _YUAN,
        "treatment": {"enum": ["counted", "taken_off", "not_counted"]},
        "because": _or_null(_TEXT),
        "law": _or_null(_LAW),
        "from": _or_null(_MONTH),
        "until": _or_null(_MONTH),
        "settled": {"type": "boolean"},
    }
    return _closed(properties)


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_STEP_RESULTS: Schema = {"amount": _TEXT, "holds": {"type": "boolean"}}


def _figure() -> Schema:
    stated = {"key": _TEXT, "value": _TEXT, "basis": _BASIS, "notice": _TEXT, "source": _TEXT}
    return _closed(stated, {"at_least": _YUAN, "at_most": _YUAN, "note": _TEXT})


def _index() -> Schema:
    rise = _or_null({"type": "string", "pattern": "%$"})
    told = {"cpi": rise, "food": rise, "basis": _BASIS, "estimate": {"type": "boolean"}, "source": _TEXT}
    return _closed(told, {name: rise for name in INDICES if name not in told})


def _possible() -> Schema:
    """What may also apply: the question that decides it, and what it would bring; never in a total."""
    amounts = dict.fromkeys(("amount", "at_least", "at_most", "limit"), _or_null(_YUAN))
    told = {"supposed": _TEXTS, "question": _TEXT, "option": _or_null(_TEXT), "law": _or_null(_LAW)}
    whom = {"programme": {"enum": [*PROGRAMMES, None]}, "person": _or_null(_TEXT)}
    return _closed({"code": {"enum": list(codes())}, **whom, **amounts, **told})


def _estimate() -> Schema:
    deviation = _closed({"month": _MONTH, "own": _YUAN, "national": _YUAN, "percent": _TEXT})
    return _closed({"amount": _YUAN, "month": _MONTH, "index": _index(), "deviations": _list(deviation)})


def _exclusion() -> Schema:
    because = {"because": _TEXT, "source": _TEXT, "text": _TEXT}
    return _closed({"programme": {"enum": list(PROGRAMMES)}, "person": _or_null(_TEXT), **because})


def _warning() -> Schema:
    """A warning has further keys by its code: what its text speaks of."""
    return {
        **_closed({"code": _TEXT, "kind": {"enum": ["action", "derivation"]}, "text": _TEXT}),
        "additionalProperties": _TEXT,
    }


def _notice() -> Schema:
    texts = dict.fromkeys(("id", "title", "source", "checked"), _TEXT)
    sha = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
    return _closed({**texts, "effective": _MONTH, "until": _or_null(_MONTH), "limitations": _TEXTS, "sha256": sha})

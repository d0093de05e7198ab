"""The JSON Schema of an answer: the keys of `record_of`, none missing and none more."""

from __future__ import annotations

from ..files.kind_schemas import Schema, record
from ..files.schema import DRAFT, Meaning, household_schema, without_meaning
from ..rules.amounts import MONTHS
from ..rules.assessment import PROGRAMMES
from ..rules.low_income import ABOVE, DIBAO
from ..rules.notice import BASES
from ..rules.parameters import INDICES, LINES
from ..rules.possible import codes
from .answer import LINE_FIELDS

TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
YUAN: Schema = {"type": "string", "pattern": r"^-?\d+\.\d\d$", "description": "yuan"}
MONTH: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}$"}
BASIS: Schema = {"enum": list(BASES)}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def closed(properties: Schema, optional: Schema | None = None) -> Schema:
    """An object in which every property stands, but for the optional ones."""
    return record({**properties, **(optional or {})}, required=tuple(properties))


_LAW: Schema = closed(dict.fromkeys(("name", "document", "article"), TEXT))


def assessment_schema(meaning: Meaning = without_meaning) -> Schema:
    """The answer of `dibao calc -f json`, also one line of ndjson."""
    household = household_schema(meaning)
    properties: dict[str, object] = {
        "month": MONTH,
        "region": TEXT,
        "total": or_null(YUAN),
        "known_total": or_null(YUAN),
        "complete": {"type": "boolean"},
        "basis": or_null(BASIS),
        "lines": {"type": "array", "items": line_schema()},
        "exclusions": {"type": "array", "items": _exclusion()},
        "warnings": {"type": "array", "items": warning_schema()},
        "distance": or_null(closed({"income": YUAN, "ends_at": YUAN, "margin": YUAN, "below": {"type": "boolean"}})),
        "standing": or_null(_standing()),
        "worksheet": list_of(_entry()),
        "overrides": {"type": "object", "additionalProperties": TEXT},
        "possible": list_of(_possible()),
        "notices": {"type": "array", "items": notice_schema()},
        "household": {key: household[key] for key in household if key not in ("$schema", "title", "definitions")},
        "question": household["properties"]["question"],
        "fingerprint": closed({"program": TEXT, "standards": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}}),
    }
    return {
        "$schema": DRAFT,
        "title": "dibao assessment",
        **closed(properties),
        "definitions": {**household["definitions"], **{f"answer.{name}": of for name, of in shared_lists().items()}},
    }


def payment_schema() -> Schema:
    period = {"period": {"enum": list(MONTHS)}, "from": MONTH, "to": MONTH}
    return closed({**period, "paid_in": or_null(MONTH), "notice": TEXT})


def _standing() -> Schema:
    line = {"enum": [DIBAO, *LINES, ABOVE, None]}
    parts = ("steps", "figures", "missing", "conditions")
    properties = {"line": line, "ends_at": or_null(YUAN), "basis": or_null(BASIS), "law": or_null(_LAW)}
    return closed({**properties, **{part: _shared(part) for part in parts}})


def line_schema() -> Schema:
    """A line: its fields are those of `LINE_FIELDS`."""
    kinds: dict[str, Schema] = {
        "programme": {"enum": list(PROGRAMMES)},
        "text?": or_null(TEXT),
        "texts": TEXTS,
        "yuan?": or_null(YUAN),
        "basis?": or_null(BASIS),
        "estimate?": or_null(_estimate()),
        **{name: _shared(name) for name in shared_lists()},
        "indices": list_of(_index()),
        "payment?": or_null(payment_schema()),
        "law?": or_null(_LAW),
    }
    return closed({name: kinds[kind] for name, (kind, _of) in LINE_FIELDS.items()})


def shared_lists() -> dict[str, Schema]:
    """The lists that a line has and the standing too: each stands once, among the definitions."""
    return {
        "steps": list_of(closed({"name": TEXT, "formula": TEXT}, _STEP_RESULTS)),
        "figures": list_of(_figure()),
        "missing": list_of(closed({"key": TEXT, "month": MONTH, "state": TEXT, "text": TEXT})),
        "conditions": list_of(closed({"code": TEXT, "text": TEXT})),
    }


def _shared(name: str) -> Schema:
    return {"$ref": f"#/definitions/answer.{name}"}


def _entry() -> Schema:
    """A line of the worksheet."""
    properties: Schema = {
        "kind": TEXT,
        "deduction": {"type": "boolean"},
        "person": or_null(TEXT),
        "stated": YUAN,
        "per": {"enum": ["month", "year"]},
        "counted": YUAN,
        "treatment": {"enum": ["counted", "taken_off", "not_counted"]},
        "because": or_null(TEXT),
        "law": or_null(_LAW),
        "from": or_null(MONTH),
        "until": or_null(MONTH),
        "settled": {"type": "boolean"},
    }
    return closed(properties)


def list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_STEP_RESULTS: Schema = {"amount": TEXT, "holds": {"type": "boolean"}}


def _figure() -> Schema:
    stated = {"key": TEXT, "value": TEXT, "basis": BASIS, "notice": TEXT, "source": TEXT}
    return closed(stated, {"at_least": YUAN, "at_most": YUAN, "note": TEXT})


def _index() -> Schema:
    rise = or_null({"type": "string", "pattern": "%$"})
    properties = {"cpi": rise, "food": rise, "basis": BASIS, "estimate": {"type": "boolean"}, "source": TEXT}
    return closed(properties, {name: rise for name in INDICES if name not in properties})


def _possible() -> Schema:
    """What may also apply: the question that decides it, and what it would bring; never in a total."""
    amounts = dict.fromkeys(("amount", "at_least", "at_most", "limit"), or_null(YUAN))
    properties = {"supposed": TEXTS, "question": TEXT, "option": or_null(TEXT), "law": or_null(_LAW)}
    whom = {"programme": {"enum": [*PROGRAMMES, None]}, "person": or_null(TEXT)}
    return closed({"code": {"enum": list(codes())}, **whom, **amounts, **properties})


def _estimate() -> Schema:
    deviation = closed({"month": MONTH, "own": YUAN, "national": YUAN, "percent": TEXT})
    return closed({"amount": YUAN, "month": MONTH, "index": _index(), "deviations": list_of(deviation)})


def _exclusion() -> Schema:
    because = {"because": TEXT, "source": TEXT, "text": TEXT}
    return closed({"programme": {"enum": list(PROGRAMMES)}, "person": or_null(TEXT), **because})


def warning_schema() -> Schema:
    """A warning has further keys by its code: what its text speaks of."""
    return {
        **closed({"code": TEXT, "kind": {"enum": ["action", "derivation"]}, "text": TEXT}),
        "additionalProperties": TEXT,
    }


def notice_schema() -> Schema:
    texts = dict.fromkeys(("id", "title", "source", "checked"), TEXT)
    sha = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
    return closed({**texts, "effective": MONTH, "until": or_null(MONTH), "limitations": TEXTS, "sha256": sha})

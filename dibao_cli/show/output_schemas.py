"""The JSON Schemas of what the other commands write: months, sweeps, comparisons, arrears, rosters, lists.

Each property of a record stands in it, and none more, so that a key that comes or goes is seen by a test.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..files.kind_schemas import Schema
from ..files.schema import DRAFT, Meaning, household_schema, without_meaning
from ..rules.assessment import PROGRAMMES
from ..rules.decomposition import CAUSES
from ..rules.sweep import SWEPT
from .answer_schema import (
    BASIS,
    MONTH,
    TEXT,
    TEXTS,
    YUAN,
    assessment_schema,
    closed,
    line_schema,
    list_of,
    notice_schema,
    or_null,
    payment_schema,
    shared_lists,
    warning_schema,
)

TRUTH: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
PROGRAMME: Schema = {"enum": list(PROGRAMMES)}
_PERCENT: Schema = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}


def _whole(title: str, schema: Schema, household: Schema) -> Schema:
    lists = {f"answer.{name}": of for name, of in shared_lists().items()}
    return {"$schema": DRAFT, "title": title, **schema, "definitions": {**household["definitions"], **lists}}


def _of_household(household: Schema) -> dict[str, Schema]:
    inner = {key: household[key] for key in household if key not in ("$schema", "title", "definitions")}
    return {"household": inner, "question": household["properties"]["question"]}


def sums(*names: str) -> dict[str, Schema]:
    """Sums, each of which is `known_…` where it lacks something."""
    return {each: or_null(YUAN) for name in names for each in (name, f"known_{name}")}


def _common() -> dict[str, Schema]:
    """What every record of several answers ends with."""
    sha: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
    return {
        "complete": TRUTH,
        "basis": or_null(BASIS),
        "warnings": list_of(warning_schema()),
        "notes": {"type": "object", "additionalProperties": TEXT},
        "overrides": {"type": "object", "additionalProperties": TEXT},
        "notices": list_of(notice_schema()),
        "fingerprint": closed({"program": TEXT, "standards": sha}),
    }


def _amounts() -> dict[str, Schema]:
    """One answer as a row: an amount a programme, null where it is not known."""
    by_programme: Schema = {"type": "object", "propertyNames": PROGRAMME, "additionalProperties": or_null(YUAN)}
    properties = {
        "complete": TRUTH,
        "left_out": list_of(PROGRAMME),
        "basis": or_null(BASIS),
        "assumed": TEXTS,
        "noted": TEXTS,
    }
    return {"amounts": by_programme, **sums("total"), "estimate": or_null(YUAN), **properties}


def months_schema(meaning: Meaning = without_meaning) -> Schema:
    """`dibao calc --from … --to … -f json`."""
    household = household_schema(meaning)
    known = {"known_amounts": {"type": "object", "propertyNames": PROGRAMME, "additionalProperties": YUAN}}
    total = {**_amounts(), **known}
    payment = {**payment_schema()["properties"], "programme": PROGRAMME, "person": or_null(TEXT), "whole": TRUTH}
    month = {"month": MONTH, **_amounts(), "lines": list_of(line_schema()), **_of_household(household)}
    properties = {
        "from": MONTH,
        "to": MONTH,
        "region": TEXT,
        "programmes": list_of(PROGRAMME),
        "months": list_of(closed(month)),
        "payments": list_of(closed({**payment, "amount": or_null(YUAN)})),
        "years": list_of(closed({"year": {"type": "string", "pattern": r"^\d{4}$"}, **total})),
    }
    return _whole("dibao months", closed({**properties, **total, **_common()}), household)


def sweep_schema(meaning: Meaning = without_meaning) -> Schema:
    """`dibao calc --sweep … -f json`."""
    household = household_schema(meaning)
    properties = {
        "month": MONTH,
        "region": TEXT,
        "sweep": {"enum": list(SWEPT)},
        "line": or_null(YUAN),
        "programmes": list_of(PROGRAMME),
        "points": list_of(closed({"value": TEXT, **_amounts()})),
        **_of_household(household),
    }
    return _whole("dibao sweep", closed({**properties, **_common()}), household)


def comparison_schema(meaning: Meaning = without_meaning) -> Schema:
    """`dibao compare -f json`, of a household."""
    household = household_schema(meaning)
    causes: Schema = {"type": "object", "propertyNames": {"enum": list(CAUSES)}, "additionalProperties": YUAN}
    distance = closed({"income": YUAN, "ends_at": YUAN, "margin": YUAN, "below": TRUTH})
    side = closed(
        {
            "month": MONTH,
            "region": TEXT,
            **sums("total"),
            "complete": TRUTH,
            "basis": or_null(BASIS),
            "lines": list_of(line_schema()),
            "distance": or_null(distance),
            **_of_household(household),
        }
    )
    figure = closed({"key": TEXT, "before": or_null(TEXT), "after": or_null(TEXT)})
    part = closed(
        {"cause": {"enum": list(CAUSES)}, "by": TEXT, "amount": YUAN, "text": TEXT, "figures": list_of(figure)}
    )
    line = closed(
        {
            "programme": PROGRAMME,
            "person": or_null(TEXT),
            **dict.fromkeys(("before", "after", "difference"), or_null(YUAN)),
            "percent": or_null(_PERCENT),
            "basis_before": or_null(BASIS),
            "basis_after": or_null(BASIS),
            "causes": causes,
            "parts": list_of(part),
        }
    )
    bounds = closed(
        {
            "key": TEXT,
            "value": TEXT,
            "sides": list_of({"enum": ["before", "after"]}),
            **dict.fromkeys(("at_least", "at_most", "difference_at_least", "difference_at_most"), or_null(YUAN)),
            "note": or_null(TEXT),
            "notice": TEXT,
        }
    )
    between = closed({"event": {"enum": ["began", "ended"]}, **notice_schema()["properties"]})
    properties = {
        "before": side,
        "after": side,
        "lines": list_of(line),
        **sums("total_before", "total_after", "difference"),
        "percent": or_null(_PERCENT),
        "causes": causes,
        "order": TEXTS,
        "between": list_of(between),
        "inferred": list_of(bounds),
    }
    return _whole("dibao comparison", closed({**properties, **_common()}), household)


def arrears_schema(meaning: Meaning = without_meaning) -> Schema:
    """`dibao arrears -f json`, of a household."""
    household = household_schema(meaning)
    owed = sums("owed", "paid", "underpaid", "overpaid")
    line = {"programme": PROGRAMME, "person": or_null(TEXT), "owed": or_null(YUAN), "paid": or_null(YUAN)}
    month = closed(
        {
            "month": MONTH,
            **owed,
            "paid_as": {"enum": ["stated", "old_standards"]},
            "difference": or_null(YUAN),
            "complete": TRUTH,
            "basis": or_null(BASIS),
            "assumed": TEXTS,
            "noted": TEXTS,
            "lines": list_of(closed({**line, "formula": or_null(TEXT)})),
            "household": _of_household(household)["household"],
        }
    )
    properties = {
        "from": MONTH,
        "to": MONTH,
        "region": TEXT,
        "months": list_of(month),
        **owed,
        "not_reckoned": list_of(PROGRAMME),
        "household": _of_household(household)["household"],
    }
    return _whole("dibao arrears", closed({**properties, **_common()}), household)


_IDENTITY: Schema = {"type": ["string", "integer", "null"]}


def loop_household_schema(meaning: Meaning = without_meaning) -> Schema:
    """A line that `dibao calc --stdin` reads: a household, and an `id` that comes back; options may state the rest."""
    household = household_schema(meaning)
    fields = {key: household[key] for key in household if key not in ("allOf", "required")}
    properties = {**household["properties"], "id": _IDENTITY}
    return {**fields, "title": "dibao loop-household", "properties": properties}


def loop_answer_schema(meaning: Meaning = without_meaning) -> Schema:
    """A line that `dibao calc --stdin` writes: an assessment, or what is wrong with the household."""
    answer = assessment_schema(meaning)
    inner = {key: answer[key] for key in answer if key not in ("$schema", "title", "definitions")}
    line: Schema = {"type": "integer", "minimum": 1}
    texts = dict.fromkeys(("household", "field", "value"), or_null(TEXT))
    reject = closed({"line": line, **texts, "code": TEXT, "reason": TEXT})
    properties = {"line": line, "id": _IDENTITY, "answer": or_null(inner), "rejects": list_of(reject)}
    return {"$schema": DRAFT, "title": "dibao loop-answer", **closed(properties), "definitions": answer["definitions"]}


def rows_schema(title: str, columns: Sequence[str], holds: dict[str, Schema], carried: bool = False) -> Schema:
    """A list of rows with some of these columns: `dibao batch -f json`, and one object of it a line of ndjson.

    `carried` rows have further columns, which come from the roster.
    """
    row = closed({}, {name: holds.get(name, or_null(TEXT)) for name in columns})
    return {
        "$schema": DRAFT,
        "title": title,
        **list_of({**row, "additionalProperties": or_null(TEXT) if carried else False}),
    }


def listing_schema(title: str, columns: Sequence[str]) -> Schema:
    """A list of records with all of these columns, each a text or null."""
    return {"$schema": DRAFT, "title": title, **list_of(closed(dict.fromkeys(columns, or_null(TEXT))))}


def run_schema() -> Schema:
    """`results.run.json`: the counts of a run, and what the files of that run must hold."""
    counts = dict.fromkeys(("read", "computed", "rejected", "households"), COUNT)
    file = closed({"file": TEXT, "rows": COUNT, "bytes": COUNT})
    return {"$schema": DRAFT, "title": "dibao run", **closed({**counts, "results": file, "rejects": file})}


_COUNTED: Schema = {"households": COUNT, "persons": COUNT, "incomplete": COUNT}


def _parts(names: Sequence[str], needed: Schema, optional: Sequence[str]) -> dict[str, Schema]:
    """The parts of a sum over a roster: of each a list of names with counts and amounts."""
    sums = (each for name in optional for each in (name, f"known_{name}"))
    row = closed({"name": TEXT, **_COUNTED, **needed}, dict.fromkeys(sums, YUAN))
    return {name: list_of(row) for name in names}


def effect_schema() -> Schema:
    """`dibao compare` of a roster, and `dibao batch --summary`."""
    amounts = ("before", "after", "difference", "difference_a_year", "amount", "amount_a_year")
    both = closed({"before": COUNT, "after": COUNT})
    side = dict.fromkeys(("before", "after"), or_null(YUAN))
    standard = closed({"area": TEXT, "districts": TEXTS, "without_district": TRUTH, **side})
    properties = {"before": or_null(MONTH), "after": or_null(MONTH), "rows_read": COUNT, "rows_rejected": COUNT}
    parts = _parts(("total", "programme", "place", "basis", "assumed", "band"), {}, amounts)
    unknown: Schema = {"type": "object", "propertyNames": PROGRAMME, "additionalProperties": both}
    optional = {**_parts(("outcome", "cause"), {}, amounts), "standards": list_of(standard), "notes": TEXTS}
    whole = closed({**properties, **parts, "unknown_amounts": unknown}, optional)
    return {"$schema": DRAFT, "title": "dibao effect", **whole}


def arrears_totals_schema() -> Schema:
    """`dibao arrears` of a roster with `--summary`."""
    amounts = ("owed", "paid", "difference", "underpaid", "overpaid")
    properties = {"from": MONTH, "to": MONTH, "rows_read": COUNT, "rows_rejected": COUNT}
    parts = _parts(("total", "month", "programme", "place", "basis", "assumed"), {}, amounts)
    incomplete: Schema = {"type": "object", "propertyNames": PROGRAMME, "additionalProperties": COUNT}
    properties |= {"not_known": COUNT, "incomplete": incomplete, "not_reckoned": list_of(PROGRAMME), "notes": TEXTS}
    return {"$schema": DRAFT, "title": "dibao arrears of a roster", **closed({**properties, **parts})}


OF_HOUSEHOLDS: dict[str, Callable[[Meaning], dict[str, object]]] = {
    "months": months_schema,
    "sweep": sweep_schema,
    "compare": comparison_schema,
    "arrears": arrears_schema,
    "loop-household": loop_household_schema,
    "loop-answer": loop_answer_schema,
}
"""The records of several answers of one household, and the lines of a loop, by the names that `dibao schema` takes."""

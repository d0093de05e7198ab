"""An assessment as a plain record: the keys are fixed, the texts in the reader's language.

Every format is drawn from this record, so that no two can disagree. Amounts are texts in yuan with
two decimals, or None where the amount is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .. import __version__
from ..files.kinds import content_text
from ..rules.assessment import Assessment, Distance, Entitlement, Warning
from ..rules.assumed import kind_of
from ..rules.case import AssessmentOptions
from ..rules.explanation import Step, write_number
from ..rules.low_income import Standing
from ..rules.money import yuan
from ..rules.notice import Notice, Value, weakest
from ..rules.parameters import written
from ..rules.standards import Missing
from ..words import in_language, language
from ..words.answers import condition_text, exclusion_text, law_name, missing_text, warning_text
from .household_record import household_record, question_record
from .once import once
from .payments import payment_record
from .unknown import estimate_record, index_record, known_text
from .worksheet_record import law_record, worksheet_record

Record = dict[str, Any]


def record_of(answer: Assessment, question: AssessmentOptions, documents: bool = True) -> Record:
    """The whole answer; without `documents` only what a row has room for (no notices, no fingerprint)."""
    return answer.made(_record, question, documents, language())


def record_text(answer: Assessment, question: AssessmentOptions) -> str:
    """The whole answer as one line of JSON, without its end."""
    return answer.made(_record_text, question, language())


def _record_text(answer: Assessment, question: AssessmentOptions, in_language: str) -> str:
    from ..rules.alike import watched
    from .json_text import json_text

    record = _record(answer, question, True, in_language)
    if not watched():
        return json_text(record).removesuffix("\n")
    from ..rules.recorded import written_by

    return written_by(json_text, record).removesuffix("\n")


def _record(answer: Assessment, question: AssessmentOptions, documents: bool, _language: str) -> Record:
    record = {
        **summary_record(answer),
        "exclusions": [
            {
                **exclusion._asdict(),
                "source": law_name(exclusion.source),
                "text": exclusion_text(exclusion.programme, exclusion.because),
            }
            for exclusion in answer.exclusions
        ],
        "warnings": [warning_record(warning) for warning in answer.warnings],
        "distance": distance_record(answer.distance),
        "standing": standing_record(answer.standing),
        "overrides": {written(key): content_text(value) for key, value in answer.table.overrides.items()},
        "household": household_record(answer.household),
        "question": question_record(question),
    }
    if documents:
        from .possible_record import possible_records  # a row has no room for it, and a pipe need not wait for it

        record["possible"] = possible_records(answer)
        record["worksheet"] = worksheet_record(answer)
        record["notices"] = [notice_record(notice) for notice in answer.notices]
        record["fingerprint"] = fingerprint_record(answer)
    return record


def summary_record(answer: Assessment) -> Record:
    """The month, the total and the lines."""
    return {
        "month": str(answer.month),
        "region": answer.table.region.id,
        **sum_record("total", answer.known_total, answer.complete),
        "complete": answer.complete,
        "basis": answer.basis,
        "lines": [line_record(entitlement) for entitlement in answer.lines],
    }


def sum_record(name: str, fen: int, complete: bool) -> Record:
    """A sum; one that lacks something is `known_…`, for nobody must take it for the whole."""
    return {name: yuan(fen) if complete else None, f"known_{name}": None if complete else yuan(fen)}


def fingerprint_record(*answers: Assessment) -> Record:
    """The program's version, and a hash over the notices that the answers rest on."""
    from ..rules.fingerprint import standards_fingerprint  # not needed for rows

    return {"program": f"dibao {__version__}", "standards": f"sha256:{standards_fingerprint(*answers)}"}


def warning_record(warning: Warning) -> Record:
    """A warning with its text and the pieces of it."""
    text = warning_text(warning.code, warning.details)
    return {"code": warning.code, "kind": kind_of(warning.code), "text": text, **fixed(warning.details)}


def fixed(details: Mapping[str, str]) -> dict[str, str]:
    """The pieces of a warning besides its text in both languages, which stands in `text`."""
    keys = ("key", "other", "of")
    return {name: written(text) if name in keys else text for name, text in details.items() if name not in ("en", "zh")}


@once
def figure_record(value: Value) -> Record:
    """A figure of the tables with its basis, its bounds where it is inferred, and its source."""
    bounds = {
        name: yuan(bound)
        for name, bound in (("at_least", value.at_least), ("at_most", value.at_most))
        if bound is not None
    }
    return {
        "key": written(value.key),
        "value": content_text(value),
        "basis": value.basis,
        **bounds,
        "notice": value.notice.id,
        "source": in_language(value.source or value.notice.source),
        **({"note": in_language(value.note)} if value.note else {}),
    }


@once
def _missing_record(gap: Missing) -> Record:
    return {
        "key": written(gap.key),
        "month": str(gap.month),
        "state": gap.state,
        "text": missing_text(_gap_details(gap)),
    }


def _gap_details(gap: Missing) -> dict[str, str]:
    details = {"key": gap.key, "month": str(gap.month), "state": gap.state, "first": str(gap.first or "")}
    return {**details, "indices": ",".join(gap.indices)}


def line_record(entitlement: Entitlement) -> Record:
    """One programme's amount with its steps, the figures that it rests on and the notices behind them."""
    return {name: of(entitlement) for name, (_kind, of) in LINE_FIELDS.items()}


LINE_FIELDS: dict[str, tuple[str, Callable[[Entitlement], object]]] = {
    "programme": ("programme", lambda entitlement: entitlement.programme),
    "person": ("text?", lambda entitlement: entitlement.person),
    "amount": ("yuan?", lambda entitlement: None if entitlement.amount is None else yuan(entitlement.amount)),
    "basis": ("basis?", lambda entitlement: entitlement.basis if entitlement.amount is not None else None),
    "steps": ("steps", lambda entitlement: [step_record(step) for step in entitlement.steps]),
    "figures": ("figures", lambda entitlement: [figure_record(value) for value in entitlement.values]),
    "indices": ("indices", lambda entitlement: [index_record(index) for index in entitlement.indices]),
    "law": ("law?", lambda entitlement: law_record(entitlement.law)),
    "notices": ("texts", lambda entitlement: [notice.id for notice in entitlement.notices]),
    "missing": ("missing", lambda entitlement: [_missing_record(gap) for gap in entitlement.missing]),
    "conditions": (
        "conditions",
        lambda entitlement: [_condition_record(code) for code in entitlement.conditions],
    ),
    "assumptions": ("texts", lambda entitlement: list(entitlement.assumptions)),
    "payment": ("payment?", lambda entitlement: payment_record(entitlement.payment)),
    "formula": ("text?", lambda entitlement: known_text(entitlement)),
    "estimate": ("estimate?", lambda entitlement: estimate_record(entitlement.estimate)),
}
"""Every field of a line: the kind by which the schema of an answer describes it (`?`: or null), and what it holds."""


def step_record(step: Step) -> Record:
    """A step with the numbers put in; a condition says whether it holds."""
    if step.unit == "truth":
        return {"name": step.name, "formula": step.formula, "holds": bool(step.amount)}
    return {"name": step.name, "formula": step.text, "amount": write_number(step.amount, step.unit)}


def notice_record(notice: Notice) -> Record:
    """A notice with its source, and with the SHA-256 of its file."""
    record = _notice_record(notice)
    record["limitations"] = [*record["limitations"]]
    return record


@once
def _notice_record(notice: Notice) -> Record:
    return {
        "id": notice.id,
        "title": in_language(notice.title),
        "effective": str(notice.effective),
        "until": str(notice.until) if notice.until else None,
        "source": in_language(notice.source),
        "checked": notice.checked,
        "limitations": [in_language(note) for note in notice.limitations],
        "sha256": notice.sha256,
    }


def distance_record(distance: Distance | None) -> Record | None:
    if distance is None:
        return None
    amounts = {name: yuan(getattr(distance, name)) for name in ("income", "ends_at", "margin")}
    return {**amounts, "below": distance.below}


def standing_record(standing: Standing | None) -> Record | None:
    """The line that the family falls under, and why."""
    if standing is None:
        return None
    values = standing.values
    return {
        "line": standing.line,
        "ends_at": None if standing.limit is None else yuan(standing.limit),
        "basis": weakest(value.basis for value in values) if values else None,
        "steps": [step_record(step) for step in standing.steps],
        "figures": [figure_record(value) for value in values],
        "law": law_record(standing.law),
        "missing": [_missing_record(gap) for gap in standing.missing],
        "conditions": [_condition_record(code) for code in standing.conditions],
    }


def _condition_record(code: str) -> Record:
    return {"code": code, "text": condition_text(code)}

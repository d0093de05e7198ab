"""`dibao schema`: JSON Schemas for editors and other programs."""

from __future__ import annotations

from ..files.schema import SCHEMAS, as_text, schema_text
from ..rules.problems import Problem, Refused, nearest
from ..show.explanations import explanation
from ..words import N_
from .options import Choice, Given
from .result import deliver

EXAMPLES = ("dibao schema household", "dibao schema notice")
KINDS = (*SCHEMAS, "assessment")
OPTIONS = (
    Choice("kind", N_("household, notice, assessment or roster"), "file", "KIND"),
    Choice("output", N_("write to a file instead of standard output"), metavar="FILE", short="-o", touches="writes"),
    Choice("lang", N_("language: en or zh"), metavar="LANG"),
)


def run(given: Given) -> int:
    """Write the schema. Raises `Refused`."""
    kind = given["kind"] or ""
    if kind not in KINDS:
        details = {"known": ", ".join(KINDS), "nearest": nearest(kind, KINDS)}
        raise Refused(Problem("no_such_schema", "KIND", kind, details=details), usage=True)
    if kind == "assessment":
        from ..show.answer_schema import assessment_schema

        text = as_text(assessment_schema(explanation))
    else:
        text = schema_text(kind, explanation)
    deliver(text, given)
    return 0

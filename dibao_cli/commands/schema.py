"""`dibao schema`: JSON Schemas for editors and other programs."""

from __future__ import annotations

from typing import NamedTuple

from ..files.schema import SCHEMAS, as_text, schema_text
from ..rules.problems import InputError, Problem, nearest
from ..show.explanations import explanation
from .exit_codes import ExitCode
from .option_groups import OutputOptions
from .options import TEXT, Group, Option
from .output import deliver

EXAMPLES = ("dibao schema household", "dibao schema notice")
KINDS = (*SCHEMAS, "assessment")


class SchemaOptions(NamedTuple):
    """Of what to write the schema."""

    kind: str | None = None


SCHEMA = Group(
    SchemaOptions,
    Option(
        "kind",
        (
            "household, notice, assessment or roster",
            "household（家庭）、notice（标准文件）、assessment（核算结果）或 roster（名册）",
        ),
        "file",
        "KIND",
    ),
)
OPTIONS = (SCHEMA, TEXT)


def run(asked: SchemaOptions, output: OutputOptions) -> ExitCode:
    """Write the schema. Raises `InputError`."""
    kind = asked.kind or ""
    if kind not in KINDS:
        details = {"known": ", ".join(KINDS), "nearest": nearest(kind, KINDS)}
        raise InputError(Problem("no_such_schema", "KIND", kind, details=details), usage=True)
    if kind == "assessment":
        from ..show.answer_schema import assessment_schema

        text = as_text(assessment_schema(explanation))
    else:
        text = schema_text(kind, explanation)
    deliver(text, output)
    return ExitCode.OK

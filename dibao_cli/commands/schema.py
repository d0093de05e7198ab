"""`dibao schema`: JSON Schemas for editors and other programs."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from ..files.schema import SCHEMAS, as_text, schema_text
from ..rules.problems import InputError, Problem, nearest
from ..show.explanations import explanation
from .exit_codes import ExitCode
from .option_groups import OutputOptions
from .options import TEXT, Group, Option
from .output import deliver

EXAMPLES = ("dibao schema", "dibao schema household", "dibao schema compare")
ANSWERS = ("assessment", "months", "sweep", "compare", "arrears")
LOOP = ("loop-household", "loop-answer")
ROSTERS = ("results", "lines", "rejects", "run", "effect", "roster-arrears", "roster-arrears-totals")
LISTINGS = {
    "standards-list": ("commands.standards.list", "COLUMNS"),
    "standards-show": ("commands.standards.show", "COLUMNS"),
    "standards-history": ("commands.standards.show", "HISTORY"),
    "standards-diff": ("commands.standards.diff", "COLUMNS"),
    "standards-check": ("show.findings", "COLUMNS"),
    "replay": ("commands.replay", "COLUMNS"),
    "config": ("commands.config", "COLUMNS"),
}
"""The lists that commands write, each with the module and the name of its columns."""
KINDS = (*SCHEMAS, *ANSWERS, *LOOP, *ROSTERS, *LISTINGS)


class SchemaOptions(NamedTuple):
    """Of what to write the schema."""

    kind: str | None = None


SCHEMA = Group(
    SchemaOptions,
    Option(
        "kind",
        (
            "what to describe: an input (household, notice, roster) or an output; without it every kind is listed",
            "要说明的内容：输入（household 家庭、notice 标准文件、roster 名册）或各种输出；不填则列出全部",
        ),
        "file",
        "KIND",
    ),
)
OPTIONS = (SCHEMA, TEXT)


def run(options: SchemaOptions, output: OutputOptions) -> ExitCode:
    """Write the schema, or the kinds that there are. Raises `InputError`."""
    if options.kind is None:
        deliver("".join(f"{kind}\n" for kind in KINDS), output)
        return ExitCode.OK
    kind = options.kind
    if kind not in KINDS:
        details = {"known": ", ".join(KINDS), "nearest": nearest(kind, KINDS)}
        raise InputError(Problem("no_such_schema", "KIND", kind, details=details), usage=True)
    deliver(schema_text(kind, explanation) if kind in SCHEMAS else as_text(schema_of(kind)), output)
    return ExitCode.OK


def schema_of(kind: str) -> dict[str, object]:
    """The schema of an output."""
    from ..show.answer_schema import assessment_schema
    from ..show.output_schemas import OF_HOUSEHOLDS, arrears_totals_schema, effect_schema, listing_schema, run_schema

    if kind == "assessment":
        return assessment_schema(explanation)
    if kind in OF_HOUSEHOLDS:
        return OF_HOUSEHOLDS[kind](explanation)
    alone = {"run": run_schema, "effect": effect_schema, "roster-arrears-totals": arrears_totals_schema}
    if kind in alone:
        return alone[kind]()
    if kind in LISTINGS:
        module, name = LISTINGS[kind]
        return listing_schema(f"dibao {kind}", getattr(import_module(f"dibao_cli.{module}"), name))
    return _of_roster(kind)


def _of_roster(kind: str) -> dict[str, object]:
    """The rows that `dibao batch` writes; those of results carry columns of the roster."""
    from ..roster.arrears_columns import SUMS
    from ..roster.output_columns import AMOUNTS, KNOWN, LINES, REJECTS
    from ..show.answer_schema import BASIS, MONTH, YUAN, or_null
    from ..show.output_schemas import rows_schema

    holds = dict.fromkeys((*AMOUNTS, "amount", "estimate"), or_null(YUAN))
    holds |= {"basis": or_null(BASIS), "month": MONTH}
    owed_sums = (*SUMS, *(f"known_{name}" for name in SUMS))
    holds |= dict.fromkeys(owed_sums, or_null(YUAN))
    holds |= {"first_month": MONTH, "last_month": MONTH, "months": {"type": "integer", "minimum": 0}}
    owed = ("household", "area", "district", "month", "first_month", "last_month", "months", "paid_as", *owed_sums)
    columns = {
        "results": (*KNOWN, "formula"),
        "lines": LINES,
        "rejects": REJECTS,
        "roster-arrears": (*owed, "basis", "notes"),
    }[kind]
    holds |= {"line": {"type": "integer", "minimum": 1}} if kind == "rejects" else {}
    return rows_schema(f"dibao {kind}", columns, holds, carried=kind in ("results", "roster-arrears"))

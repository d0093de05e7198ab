"""`--strict`: no answer rather than one that rests on something inferred, missing, out of date or not stated."""

from __future__ import annotations

from ..rules.assessment import Assessment
from ..rules.assumed import ASSUMED
from ..rules.problems import InputError, Problem

_NOT_STRICT = (
    *("missing", "inferred_value", "stale_table", "estimate", "undated_rule", "old_rule", "inferred_one_off"),
    "care_not_assessed",
)


def refuse_unless_strict(*answers: Assessment) -> None:
    """Raises `InputError` with every warning about what is inferred, missing, out of date or not stated, each once."""
    problems = {str(problem): problem for answer in answers for problem in _problems(answer)}
    if problems:
        raise InputError(problems.values())


def _problems(answer: Assessment) -> list[Problem]:
    from ..words.answers import WARNINGS

    assumed = {assumption for entitlement in answer.lines for assumption in entitlement.assumptions}
    return [
        Problem("strict", details={"warning": warning.code, **warning.details})
        for warning in answer.warnings
        if warning.code in _NOT_STRICT
        or warning.code.startswith(ASSUMED)
        or (warning.code in assumed and warning.code in WARNINGS)
    ]

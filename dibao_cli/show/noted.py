"""Warnings as codes: in the notes of rows for other programs, and what was not stated of an answer."""

from __future__ import annotations

from collections.abc import Iterable

from ..rules.assessment import Warning
from ..rules.assumed import ASSUMED, NOTED
from ..rules.payment import payment_code
from .answer import Record, fixed


def noted(warnings: Iterable[Warning]) -> list[str]:
    """The codes of what was not stated and was taken for granted, each once."""
    codes = (warning.code for warning in warnings)
    return list(dict.fromkeys(code for code in codes if code.startswith(ASSUMED) or code in NOTED))


def all_noted(warnings: Iterable[Warning]) -> list[str]:
    """Every warning as it stands in the notes of rows, each once."""
    return list(dict.fromkeys(note_of({"code": warning.code, **fixed(warning.details)}) for warning in warnings))


def noted_of(record: Record, line: Record | None = None) -> list[str]:
    """What stands in the notes of a row: every warning, or those about one line and about everything.

    What a line's own notes say of its figures and readings is not said again.
    """
    warnings = record["warnings"]
    if line is not None:
        own = (*OF_A_FIGURE, *line.get("assumptions", ()))
        warnings = [each for each in warnings if each["code"] not in own and _is_about(each, line)]
    return list(dict.fromkeys(map(note_of, warnings)))


def _is_about(warning: Record, line: Record) -> bool:
    """Whether a warning is about a line, or about everything."""
    if "programme" in warning:
        return warning["programme"] == line["programme"] and warning.get("person") in (None, line["person"])
    if "key" in warning:
        return any(figure["key"] == warning["key"] for figure in line.get("figures", ()))
    return True


OF_A_FIGURE = {"missing": "missing", "inferred_value": "inferred", "override": "override"}
"""The warnings about one figure, each with what stands before its key in the notes of rows."""


def note_of(warning: Record) -> str:
    """A warning as it stands in the notes of rows: its code, and the figure that it is about."""
    if warning["code"] == "left_out":
        return f"left_out:{warning['programmes'].replace(', ', '+')}"
    begins = OF_A_FIGURE.get(warning["code"])
    return f"{begins}:{warning['key']}" if begins else str(warning["code"])


def payment_note(line: Record) -> str:
    """When an amount is paid, for other programs."""
    payment = line["payment"]
    return payment_code(payment["period"], payment["paid_in"])

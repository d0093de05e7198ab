"""From what was typed to the household, the table and the question that it means."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from ..files.document import parse
from ..files.folders import load_standards
from ..files.households import Described, describe, flag_of, from_flags, person_from_text
from ..files.text import STANDARD_INPUT, read_text
from ..files.values import content_from_text
from ..rules.case import Question
from ..rules.keys import BY_DISTRICT, KEYS
from ..rules.month import Month
from ..rules.problems import Problem, Refused, nearest
from ..rules.standards import Notice, Region, Standards, Table, Value
from .options import Given

_SWITCHES = ("low_income_village", "property_test_met", "lost_only_child")
_TEXTS = ("area", "district", "month", "members", "income", "annual_income", "work_income")


def standards_asked(given: Given) -> Standards:
    """The standards of the region and folders that were asked for. Raises `Refused`."""
    index = given.get("index")
    if index not in (None, "national"):
        details = {"known": "national", "nearest": nearest(index, ["national"])}
        raise Refused(Problem("unknown_choice", "--index", index, details=details), usage=True)
    try:
        return load_standards(given.get("region"), given.get("standards") or (), national=True)
    except Refused as refused:
        if refused.problems[0].code == "unknown_region":
            raise Refused([problem._replace(place="--region") for problem in refused.problems], usage=True) from None
        raise


def asked(given: Given) -> tuple[Described, Table]:
    """The household with its question, and the table of its month. Raises `Refused`."""
    standards = standards_asked(given)
    told = described(given, standards.region)
    return told, table_asked(standards, told.household.month or standards.region.default_month, given)


def described(given: Given, region: Region) -> Described:
    """The household and question: from the file if one is named, with what the flags say laid over it."""
    flags = _raw_flags(given)
    file = given.get("file")
    if not file:
        return from_flags(flags, region)
    if file == STANDARD_INPUT and sys.stdin.isatty():
        raise Refused(Problem("terminal_input", file=file), usage=True)
    document = parse(read_text(file), file)
    raw = {**document.data, **{name: told for name, told in flags.items() if name != "question"}}
    asked = document.data.get("question", {})
    if flags.get("question") and isinstance(asked, dict):
        raw["question"] = {**asked, **flags["question"]}

    def locate(code: str, path: tuple[str | int, ...], value: object, details: dict[str, str]) -> Problem:
        if path and path[0] in flags and not (path[0] == "question" and path[-1] not in flags["question"]):
            return Problem(code, flag_of(path), str(value), details=details)
        return document.problem(code, path, value, **details)

    return describe(raw, locate, region)


def _raw_flags(given: Given) -> dict[str, Any]:
    """What the flags say, as a household file would say it."""
    raw: dict[str, Any] = {name: given[name] for name in _TEXTS if given.get(name) is not None}
    if raw.get("month") == "now":
        raw["month"] = _this_month()
    raw |= {name: given[name] for name in _SWITCHES if given.get(name) is not None}
    if given.get("deduct"):
        raw["deductions"] = dict(pairs("--deduct", given["deduct"]))
    if given.get("person"):
        raw["persons"] = [person_from_text(text) for text in given["person"]]
    if given.get("gradual_exit"):
        [(since, amount)] = pairs("--gradual-exit", [given["gradual_exit"]])
        raw["gradual_exit"] = {"since": since, "last_allowance": amount}
    question = _raw_question(given)
    return {**raw, "question": question} if question else raw


def _raw_question(given: Given) -> dict[str, Any]:
    question: dict[str, Any] = {name: True for name in ("uplift", "one_off") if given.get(name)}
    question |= {name: given[name] for name in ("cpi", "food_cpi", "subsidy_rate") if given.get(name) is not None}
    if given.get("index") == "national":
        question["national_index"] = True
    return question


def question_asked(given: Given) -> Question:
    """What is asked besides the households. Raises `Refused`, as a usage error."""
    return from_flags({"area": "urban", "question": _raw_question(given)}).question


def _this_month() -> str:
    import time

    return time.strftime("%Y-%m")


def pairs(flag: str, texts: Iterable[str]) -> list[tuple[str, str]]:
    """`name=value` texts. Raises `Refused` for one without a sign, or a name given twice."""
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.replace("＝", "=").partition("=")
        if not sign or not name.strip():
            raise Refused(Problem("not_name_equals_value", flag, text), usage=True)
        if name.strip() in found:
            raise Refused(Problem("stated_twice", flag, text, details={"other": name.strip()}), usage=True)
        found[name.strip()] = value.strip()
    return list(found.items())


def table_asked(standards: Standards, month: Month, given: Given) -> Table:
    """The table of a month, with the values of `--set` in place of the notices'. Raises `Refused`."""
    values = [_set_value(standards, month, name, text) for name, text in pairs("--set", given.get("set") or ())]
    return standards.on(month).overriding(values)


SET_BY_HAND = "--set"


def _set_value(standards: Standards, month: Month, name: str, text: str) -> Value:
    base, by_district, place = name.partition(f"{BY_DISTRICT}.")
    if base not in KEYS:
        raise Refused(Problem("unknown_key", f"--set {name}", details={"nearest": nearest(base, KEYS)}), usage=True)
    if by_district and place not in standards.region.groups:
        place = standards.region.district(place).name
    note = {"en": "set by hand", "zh": "人工设定"}
    notice = Notice(SET_BY_HAND, note, month, source=SET_BY_HAND, basis="reported")
    key = f"{base}@{place}" if by_district else base
    return Value(key, content_from_text(base, text, f"--set {name}"), notice, basis="reported", note=note)

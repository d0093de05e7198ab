"""From what was typed to the household, the table and the question that it means."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..files.document import Document, Exact, parse
from ..files.fields import FACTS, HOUSEHOLD, QUESTION, SINGLE, Field, by_name
from ..files.folders import load_standards
from ..files.households import describe, flag_of, from_flags, person_from_text
from ..files.text import STANDARD_INPUT, decode, read_bytes, read_text
from ..files.values import value_set_by_hand
from ..rules.described import Described
from ..rules.money import percent, plain, yuan
from ..rules.month import Month, NotAMonth
from ..rules.problems import Problem, Refused, nearest
from ..rules.standards import PriceIndex, Region, Standards, Table
from .options import ORIGINS, Given

_TEXTS = tuple(name for name, field in HOUSEHOLD.items() if field.kind in SINGLE)


NATIONAL = "national"


def standards_asked(given: Given) -> Standards:
    """The standards of the region and folders that were asked for. Raises `Refused`."""
    index = given.get("index")
    if index not in (None, NATIONAL) and not Path(index).is_file():
        details = {"known": f"{NATIONAL}, FILE", "nearest": nearest(index, [NATIONAL])}
        raise Refused(Problem("unknown_choice", "--index", index, details=details), usage=True)
    return loaded(given, national=True)


def loaded(given: Given, national: bool = False) -> Standards:
    """The standards of the region and folders that were asked for. Raises `Refused`."""
    with naming_region(given):
        return load_standards(given.get("region"), folders_asked(given), national)


@contextmanager
def naming_region(given: Given) -> Iterator[None]:
    """What is wrong with the region is put down to the option, or to the setting that it comes from."""
    try:
        yield
    except Refused as refused:
        if refused.problems[0].code not in ("unknown_region", "not_a_region_name") or refused.problems[0].file:
            raise
        place = given.get(ORIGINS, {}).get("region", "--region")
        problems = [problem._replace(place=place) for problem in refused.problems]
        raise Refused(problems, usage=place == "--region") from None


def folders_asked(given: Given) -> tuple[str, ...]:
    """The caseworker's own folders, the lowest first: `--standards`, else those of the settings."""
    return tuple(given.get("standards") or ())


def asked(given: Given) -> tuple[Described, Table]:
    """The household with its question, and the table of its month. Raises `Refused`."""
    standards = standards_asked(given)
    told = described(given, standards.region)
    return told, table_asked(standards, told.household.month, given)


def described(given: Given, region: Region, document: Document | None = None) -> Described:
    """The household and question: from the file if one is named, with what the flags say laid over it.

    `document` is that file where it was already read.
    """
    flags = _raw_flags(given)
    document = document or document_asked(given)
    if document is None:
        return _with_index_file(from_flags(flags, region), given)
    raw = _laid_over(document.data, flags, HOUSEHOLD)
    in_file: object = next((told for name, told in document.data.items() if _QUESTION.get(name)), {})
    if flags.get("question") and isinstance(in_file, dict):
        raw["question"] = _laid_over(in_file, flags["question"], QUESTION)

    def locate(code: str, path: tuple[str | int, ...], value: object, details: dict[str, str]) -> Problem:
        if path and path[0] in flags and not (path[0] == "question" and path[1:2] and path[1] not in flags["question"]):
            return Problem(code, flag_of(path), str(value), details=details)
        return document.problem(code, path, value, **details)

    return _with_index_file(describe(raw, locate, region), given)


_QUESTION = {spelling: True for spelling, name in by_name(HOUSEHOLD).items() if name == "question"}


def _laid_over(told: Mapping[str, Any], flags: Mapping[str, Any], fields: dict[str, Field]) -> dict[str, Any]:
    """What a file says, less what the flags say in its place, by whatever spelling of the name."""
    names = by_name(fields)
    return {**{name: content for name, content in told.items() if names.get(name) not in flags}, **flags}


def refuse_terminal(file: str) -> None:
    """Raises `Refused` where a file is wanted and standard input is a terminal, at which nobody means to type one."""
    if file == STANDARD_INPUT and sys.stdin is not None and sys.stdin.isatty():
        raise Refused(Problem("terminal_input", file=file), usage=True)


def document_asked(given: Given) -> Document | None:
    """The household file, if one is named. Raises `Refused`."""
    file = given.get("file")
    if not file:
        return None
    refuse_terminal(file)
    data = read_bytes(file)
    if data.startswith(_BEGINNINGS_OF_ROSTERS):
        raise Refused(Problem("is_a_roster", file=file))
    text = decode(data, file)
    try:
        return parse(text, file)
    except Refused:
        if (is_roster(file) and not file.lower().endswith(".txt")) or _many_households(text):
            raise Refused(Problem("is_a_roster", file=file)) from None
        raise


ROSTER_ENDINGS = (".csv", ".tsv", ".txt", ".ndjson", ".jsonl", ".parquet", ".xlsx", ".xlsm", ".xls", ".ods")
_BEGINNINGS_OF_ROSTERS = (b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0")


def is_roster(file: str | None) -> bool:
    """Whether a file is a roster, by its name: a household file is TOML or JSON."""
    name = (file or "").lower().removesuffix(".gz").removesuffix(".zst")
    return name.endswith(ROSTER_ENDINGS)


def _many_households(text: str) -> bool:
    """Whether what is no household file has the lines of a roster: an object each, or cells under known headings."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:2]
    if lines and all(line.startswith("{") and line.endswith("}") for line in lines):
        return len(lines) > 1
    cells = [cell.strip().strip('"') for cell in re.split(r"[,;\t，]", lines[0])] if lines else []
    from ..files.roster_fields import FIELDS

    return len(set(cells) & set(by_name(FIELDS))) > 1


def _with_index_file(told: Described, given: Given) -> Described:
    """The description with the indices of `--index FILE` for the months that it states none for."""
    file = given.get("index")
    if file in (None, NATIONAL):
        return told
    from ..files.indices import read_indices

    indices = read_indices(read_text(file), file)
    for month, stated in told.indices.items():
        recorded = indices.get(month, stated)
        indices[month] = PriceIndex(
            recorded.cpi if stated.cpi is None else stated.cpi, recorded.food if stated.food is None else stated.food
        )
    return told._replace(indices=indices)


def month_asked(flag: str, text: str) -> Month:
    """The month that a flag names; `now` is this one. Raises `Refused`."""
    try:
        return Month.parse(this_month() if text == "now" else plain(text))
    except NotAMonth:
        raise Refused(Problem("not_a_month", flag, text), usage=True) from None


def pair_asked(given: Given, pair: tuple[Month, Month]) -> tuple[Month, Month]:
    """`--before` and `--after`, else those of the pair. Raises `Refused` where the later month stands first."""
    first, last = (
        month_asked(f"--{name}", given[name]) if given.get(name) else default
        for name, default in zip(("before", "after"), pair, strict=True)
    )
    if last < first:
        raise Refused(Problem("months_exchanged", "--after", str(last), details={"first": str(first)}), usage=True)
    return first, last


def by_month(flag: str, text: str) -> dict[str, Exact]:
    """`2020-03=18.3,2020-04=14.8` by month; `2020-07=1,080` is one amount with its thousands set apart.

    Raises `Refused` for a part without a sign, or a month given twice.
    """
    parts: list[list[str]] = []
    for piece in text.replace("，", ",").replace("＝", "=").split(","):
        if parts and piece and "=" not in piece:
            parts[-1].append(piece)
        elif piece.strip():
            parts.append([piece])
    return {month: Exact(told) for month, told in pairs(flag, map(",".join, parts))}


def refuse_index_without_month(told: Described) -> None:
    """Raises `Refused` where a price index, or an announced subsidy, is stated for no month in particular."""
    question = told.question
    stated = [
        (flag, write(number))
        for flag, number, write in (
            ("--food-cpi", question.index.food if question.index else None, percent),
            ("--cpi", question.index.cpi if question.index else None, percent),
            ("--subsidy-rate", question.subsidy_rate, yuan),
        )
        if number is not None
    ]
    if stated:
        raise Refused([Problem("index_needs_month", flag, text) for flag, text in stated], usage=True)


def _raw_flags(given: Given) -> dict[str, Any]:
    """What the flags say, as a household file would say it."""
    raw: dict[str, Any] = {name: given[name] for name in _TEXTS if given.get(name) is not None}
    if raw.get("month") == "now":
        raw["month"] = this_month()
    raw |= {name: given[name] for name in FACTS if given.get(name) is not None}
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
    question: dict[str, Any] = {name: True for name in ("uplift", "one_off", "subsidy_rate_doubled") if given.get(name)}
    if given.get("subsidy_rate") is not None:
        question["subsidy_rate"] = given["subsidy_rate"]
    for name, flag in (("cpi", "--cpi"), ("food_cpi", "--food-cpi")):
        text = given.get(name)
        if text is not None:
            question[name] = by_month(flag, text) if "=" in text.replace("＝", "=") else text
    if given.get("index") == NATIONAL:
        question["national_index"] = True
    return question


def question_asked(given: Given) -> Described:
    """What is asked besides the household, of any household. Raises `Refused`, as a usage error."""
    return _with_index_file(from_flags({"area": "urban", "question": _raw_question(given)}), given)


def this_month() -> str:
    """The month of today, as `--month now` means it."""
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


def table_asked(standards: Standards, month: Month | None, given: Given, side: str = "set") -> Table:
    """The table of a month (of the region's own if none was stated), with the values of `--set`. Raises `Refused`.

    `side` names a further option of such values, those of one side of a comparison only.
    """
    told = [*(given.get("set") or ()), *((given.get(side) or ()) if side != "set" else ())]
    table = standards.on(month)
    values = [value_set_by_hand(standards.region, table.month, name, text) for name, text in pairs("--set", told)]
    return table.overriding(values)

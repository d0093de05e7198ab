"""From what was typed to the household, the table and the question that it means."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..files.document import Document, NumberText, parse
from ..files.fields import HOUSEHOLD, INDEX_FIELDS, INSTEAD, QUESTION, SINGLE, Field, by_name
from ..files.folders import load_standards
from ..files.households import describe, flag_of, from_flags, person_from_text
from ..files.text import STANDARD_INPUT, decode, read_bytes, read_text
from ..rules.application import Application
from ..rules.money import percent, plain, yuan
from ..rules.month import InvalidMonth, Month
from ..rules.notice import PriceIndex
from ..rules.parameters import INDICES
from ..rules.problems import InputError, Problem, nearest
from ..rules.region import Region
from ..rules.standards import Standards, Table
from .option_groups import HouseholdOptions, QuestionOptions, TableOptions

_TEXTS = tuple(name for name, field in HOUSEHOLD.items() if field.kind in SINGLE)

NATIONAL = "national"
_NATIONAL = (NATIONAL, "全国")
"""What may be typed for the national index."""


def standards_asked(tables: TableOptions, index: str | None = None) -> Standards:
    """The standards of the region and folders asked for; `index` is that of `--index`. Raises `InputError`."""
    if index not in (None, *_NATIONAL) and not Path(index).is_file():
        details = {"known": f"{NATIONAL}, FILE", "nearest": nearest(index, [NATIONAL])}
        raise InputError(Problem("unknown_choice", "--index", index, details=details), usage=True)
    return loaded(tables, national=True)


def loaded(tables: TableOptions, national: bool = False) -> Standards:
    """The standards of the region and folders that were asked for. Raises `InputError`."""
    with naming_region(tables):
        return load_standards(tables.region, tables.standards, national)


@contextmanager
def naming_region(tables: TableOptions) -> Iterator[None]:
    """What is wrong with the region is put down to the option, or to the setting that it comes from."""
    try:
        yield
    except InputError as refused:
        if refused.problems[0].code not in ("unknown_region", "not_a_region_name") or refused.problems[0].file:
            raise
        place = tables.region_origin
        problems = [problem._replace(place=place) for problem in refused.problems]
        raise InputError(problems, usage=place in ("--region", "--from")) from None


def application_and_table(
    household: HouseholdOptions, month: str | None, tables: TableOptions, question: QuestionOptions
) -> tuple[Application, Table]:
    """The household with its question, and the table of its month. Raises `InputError`."""
    standards = standards_asked(tables, question.index)
    application = described(household, question, standards.region, month)
    return application, table_asked(standards, application.month, tables.set)


def described(
    household: HouseholdOptions,
    question: QuestionOptions,
    region: Region,
    month: str | None = None,
    document: Document | None = None,
) -> Application:
    """The household and question: from the file if one is named, with what the flags say laid over it.

    `document` is that file where it was already read.
    """
    flags = raw_flags(household, question, month)
    document = document or document_asked(household.file)
    if document is None:
        return with_indices(from_flags(flags, region), indices_of(question.index))
    raw = laid_over(document.data, flags, HOUSEHOLD)
    in_file = question_in(document)
    if flags.get("question") and isinstance(in_file, dict):
        raw["question"] = laid_over(in_file, flags["question"], QUESTION)

    def locate(code: str, path: tuple[str | int, ...], value: object, details: dict[str, str]) -> Problem:
        if path and path[0] in flags and not (path[0] == "question" and path[1:2] and path[1] not in flags["question"]):
            return Problem(code, flag_of(path), str(value), details=details)
        return document.problem(code, path, value, **details)

    return with_indices(describe(raw, locate, region), indices_of(question.index))


def question_in(document: Document) -> object:
    """The table `question` of a document, by whatever spelling of its name."""
    return next(
        (document.data[name] for name in ("question", *HOUSEHOLD["question"].aliases) if name in document.data), {}
    )


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any], fields: dict[str, Field]) -> dict[str, Any]:
    """Both together, less what is stated below and above, by whatever spelling of the name: above goes before."""
    names, stated = by_name(fields), fixed_names(above, fields)
    replaced = {*stated, *(other for name in stated for other in INSTEAD.get(name, ()))}
    return {**{name: content for name, content in below.items() if names.get(name, name) not in replaced}, **above}


def fixed_names(in_file: Mapping[str, Any], fields: dict[str, Field]) -> set[str]:
    names = by_name(fields)
    return {names.get(name, name) for name in in_file}


def refuse_terminal(file: str) -> None:
    """Raises `InputError` where a file is wanted and standard input is a terminal, where nobody means to type one."""
    if file == STANDARD_INPUT and sys.stdin is not None and sys.stdin.isatty():
        raise InputError(Problem("terminal_input", file=file), usage=True)


def document_asked(file: str | None) -> Document | None:
    """The household file, if one is named. Raises `InputError`."""
    if not file:
        return None
    from .input_kinds import BEGINNINGS_OF_ROSTERS, is_roster, many_households

    refuse_terminal(file)
    if "=" in file and not Path(file).is_file():
        raise InputError(Problem("stray_details", value=file), usage=True)
    data = read_bytes(file)
    if data.startswith(BEGINNINGS_OF_ROSTERS):
        raise InputError(Problem("is_a_roster", file=file))
    text = decode(data, file)
    try:
        return parse(text, file)
    except InputError:
        if (is_roster(file) and not file.lower().endswith(".txt")) or many_households(text):
            raise InputError(Problem("is_a_roster", file=file)) from None
        raise


def indices_of(file: str | None) -> dict[Month, PriceIndex]:
    """The indices of `--index FILE`. Raises `InputError`."""
    if file is None or file in _NATIONAL:
        return {}
    from ..files.price_index_file import read_indices

    return read_indices(read_text(file), file)


def with_indices(application: Application, indices: dict[Month, PriceIndex]) -> Application:
    if not indices:
        return application
    stated = {month: index.over(indices.get(month, index)) for month, index in application.indices.items()}
    return application._replace(indices={**indices, **stated})


def month_asked(flag: str, text: str) -> Month:
    """The month that a flag names; `now` is this one. Raises `InputError`."""
    try:
        return Month.parse(this_month() if text == "now" else plain(text))
    except InvalidMonth:
        raise InputError(Problem("not_a_month", flag, text), usage=True) from None


def pair_asked(before: str | None, after: str | None, pair: tuple[Month, Month]) -> tuple[Month, Month]:
    """`--before` and `--after`, else those of the pair. Raises `InputError` where the later month stands first."""
    first = month_asked("--before", before) if before else pair[0]
    last = month_asked("--after", after) if after else pair[1]
    if last < first:
        raise InputError(Problem("months_exchanged", "--after", str(last), details={"first": str(first)}), usage=True)
    return first, last


def by_month(flag: str, text: str) -> dict[str, NumberText]:
    """`2020-03=18.3,2020-04=14.8` by month; `2020-07=1,080` is one amount with its thousands set apart.

    Raises `InputError` for a part without an equals sign, or a month given twice.
    """
    parts: list[list[str]] = []
    for piece in text.replace("，", ",").replace("＝", "=").split(","):
        if parts and piece and "=" not in piece:
            parts[-1].append(piece)
        elif piece.strip():
            parts.append([piece])
    return {month: NumberText(text) for month, text in pairs(flag, map(",".join, parts))}


def refuse_index_without_month(application: Application) -> None:
    """Raises `InputError` where a price index, or an announced subsidy, is stated for no month in particular."""
    question = application.question
    rises = question.index.rises if question.index else {}
    stated = [(flag_of((INDEX_FIELDS[name],)), percent(rise)) for name, rise in rises.items()]
    stated += [("--subsidy-rate", yuan(question.subsidy_rate))] if question.subsidy_rate is not None else []
    if stated:
        raise InputError([Problem("index_needs_month", flag, text) for flag, text in stated], usage=True)


def raw_flags(household: HouseholdOptions, question: QuestionOptions, month: str | None) -> dict[str, Any]:
    """What the flags say, as a household file would say it."""
    stated = household._asdict().items()
    raw: dict[str, Any] = {name: text for name, text in stated if name in _TEXTS and isinstance(text, str)}
    for flag, name, texts in (
        ("--income", "income", household.income),
        ("--annual-income", "annual_income", household.annual_income),
    ):
        raw |= _incomes(flag, name, texts)
    if month is not None:
        raw["month"] = this_month() if month == "now" else month
    raw |= household.facts
    if household.deduct:
        raw["deductions"] = dict(pairs("--deduct", household.deduct))
    if household.person:
        raw["persons"] = [person_from_text(text) for text in household.person]
    if household.gradual_exit:
        [(since, amount)] = pairs("--gradual-exit", [household.gradual_exit])
        raw["gradual_exit"] = {"since": since, "last_allowance": amount}
    question_fields = _raw_question(question)
    return {**raw, "question": question_fields} if question_fields else raw


def _incomes(flag: str, name: str, texts: tuple[str, ...]) -> dict[str, object]:
    """`--income 1200` as the one number, `--income wage=1200` as an item. Raises `InputError` for two numbers."""
    numbers = [text for text in texts if "=" not in text.replace("＝", "=")]
    items = pairs(flag, (text for text in texts if text not in numbers))
    if len(numbers) > 1:
        raise InputError(Problem("stated_twice", flag, numbers[1], details={"other": numbers[0]}), usage=True)
    amounts: dict[str, object] = {name: numbers[0]} if numbers else {}
    return {**amounts, name + "s": dict(items)} if items else amounts


def _raw_question(question: QuestionOptions) -> dict[str, object]:
    raw: dict[str, object] = {name: True for name, value in question._asdict().items() if value is True}
    if question.subsidy_rate is not None:
        raw["subsidy_rate"] = question.subsidy_rate
    stated = [(INDEX_FIELDS[name], flag, text) for name, flag, text in _rises(question) if text is not None]
    for field, flag, text in stated:
        if field in raw:
            raise InputError(Problem("stated_twice", flag, text, details={"other": field}), usage=True)
        raw[field] = by_month(flag, text) if "=" in text.replace("＝", "=") else text
    if question.without:
        raw["without"] = [name.strip() for text in question.without for name in text.replace("，", ",").split(",")]
    if question.index in _NATIONAL:
        raw["national_index"] = True
    return raw


def _rises(question: QuestionOptions) -> Iterator[tuple[str, str, str | None]]:
    """Each index that the flags state, with its flag and what was typed."""
    yield "cpi", "--cpi", question.cpi
    yield "food", "--food-cpi", question.food_cpi
    for spelling, text in pairs(INDEX_VALUE, question.index_value):
        name = _INDICES.get(spelling)
        if name is None:
            details = {"known": ", ".join(INDICES), "nearest": nearest(spelling, _INDICES)}
            raise InputError(Problem("unknown_choice", INDEX_VALUE, spelling, details=details), usage=True)
        yield name, INDEX_VALUE, text


INDEX_VALUE = "--index-value"
_INDICES = {spelling: n for n, field in INDEX_FIELDS.items() for spelling in (n, field, *QUESTION[field].aliases)}


def question_asked(question: QuestionOptions) -> Application:
    """What is asked besides the household, of any household. Raises `InputError`, as a usage error."""
    return with_indices(from_flags({"area": "urban", "question": _raw_question(question)}), indices_of(question.index))


def this_month() -> str:
    """The month of today, as `--month now` means it."""
    import time

    return time.strftime("%Y-%m")


def pairs(flag: str, texts: Iterable[str]) -> list[tuple[str, str]]:
    """`name=value` texts. Raises `InputError` for one without an equals sign, or a name given twice."""
    by_name: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.replace("＝", "=").partition("=")
        if not equals or not name.strip():
            raise InputError(Problem("not_name_equals_value", flag, text), usage=True)
        if name.strip() in by_name:
            raise InputError(Problem("stated_twice", flag, text, details={"other": name.strip()}), usage=True)
        by_name[name.strip()] = value.strip()
    return list(by_name.items())


def table_asked(standards: Standards, month: Month | None, *set_by_hand: Iterable[str]) -> Table:
    """The table of a month (of the region's own if none was stated), with the values of `--set`. Raises `InputError`.

    There may be further values, such as those of one side of a comparison only.
    """
    table = standards.on(month)
    if key_values := pairs("--set", (text for texts in set_by_hand for text in texts)):
        from ..files.values import value_set_by_hand

        table = table.overriding(value_set_by_hand(standards.region, table.month, *each) for each in key_values)
    return table

"""A stored answer, read back: the household, what was asked, the month, the region and the values set by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..rules.application import Application
from ..rules.assess import assess
from ..rules.assessment import Assessment
from ..rules.assumed import MONTH_ASSUMED
from ..rules.month import InvalidMonth, Month
from ..rules.problems import InputError
from ..rules.region import is_region_name
from ..rules.standards import Standards
from .document import Document, parse_json
from .households import from_document
from .values import value_set_by_hand

NEEDED = ("month", "region", "total", "lines", "notices", "overrides", "household", "question", "fingerprint")
"""Without these keys a file is not an answer."""


class Stored(NamedTuple):
    """A stored answer: its record as it was, and what it was the answer to."""

    file: str
    record: Mapping[str, Any]
    region: str
    month: Month
    described: Application


def read_answer(text: str, file: str) -> Stored:
    """Read the answer of `dibao calc -f json`. Raises `InputError` for anything else."""
    document = parse_json(text, file)
    data = document.data
    lacking = [name for name in NEEDED if name not in data]
    shapes = {"region": str, "month": str, "lines": list, "notices": list, "fingerprint": dict}
    shapes |= {"overrides": dict, "household": dict, "question": dict}
    wrong = [name for name, kind in shapes.items() if name in data and not isinstance(data[name], kind)]
    if not wrong and not lacking and not all(isinstance(each, dict) for each in data["notices"]):
        wrong = ["notices"]
    if lacking or wrong:
        raise InputError(document.problem("not_an_answer", reason=", ".join((*lacking, *wrong))))
    if not is_region_name(data["region"]):
        raise InputError(document.problem("not_a_region_name", ("region",), data["region"]))
    try:
        month = Month.parse(data["month"])
    except InvalidMonth:
        raise InputError(document.problem("not_a_month", ("month",), data["month"])) from None
    household = {**data["household"], **({"question": data["question"]} if data["question"] else {})}
    described = from_document(Document(file, text, household))
    return Stored(file, data, data["region"], month, described)


def recompute(stored: Stored, standards: Standards) -> Assessment:
    """The answer to the same question with the tables of today. Raises `InputError`."""
    values = []
    for name, text in stored.record["overrides"].items():
        try:
            values.append(value_set_by_hand(standards.region, stored.month, name, str(text)))
        except InputError as refused:  # here it is the file that is wrong, not the command line
            raise InputError(problem.at(stored.file) for problem in refused.problems) from None
    described = stored.described
    warnings = stored.record.get("warnings")
    warning_codes = (
        [warning.get("code") for warning in warnings if isinstance(warning, dict)] if isinstance(warnings, list) else []
    )
    table = standards.on(stored.month).overriding(values)._replace(month_stated=MONTH_ASSUMED not in warning_codes)
    return assess(described.household, table, described.question)

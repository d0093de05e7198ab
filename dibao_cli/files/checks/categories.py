"""Categories of children in hardship: what is said of one must be of one that has an amount."""

from __future__ import annotations

from collections.abc import Iterator

from ...rules.parameters import PARAMETERS, key_parts, written
from ...rules.problems import Problem, nearest
from .subject import Reviewed

AMOUNT = "child_hardship.amount"


def category_without_amount(reviewed: Reviewed) -> Iterator[Problem]:
    """A share or a difference of a category for which no amount is in force: a name that is spelled otherwise there."""
    for file in reviewed.files:
        for value in file.values:
            name, category = key_parts(value.key)
            if not PARAMETERS[name].by_category or name == AMOUNT or value.gone:
                continue
            month = file.notice.effective
            if category and not any(reviewed.standards.find(key, month) for key in (f"{AMOUNT}@{category}", AMOUNT)):
                known = [key_parts(key)[1] for key in reviewed.standards.set_keys if key.startswith(f"{AMOUNT}@")]
                near = nearest(category, sorted(known))
                yield file.problem(
                    "category_without_amount", written(value.key), category, **({"nearest": near} if near else {})
                )

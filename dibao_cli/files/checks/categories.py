"""Categories of children in hardship: what is said of one must be of one that has an amount."""

from __future__ import annotations

from collections.abc import Iterator

from ...rules.parameters import PARAMETERS, parts_of_key, written
from ...rules.problems import Problem, nearest
from .subject import Reviewed

AMOUNT = "child_hardship.amount"


def category_without_amount(reviewed: Reviewed) -> Iterator[Problem]:
    """A share or a difference of a category for which no amount is in force: a name that is spelled otherwise there."""
    for file in reviewed.files:
        for value in file.values:
            name, category, *_places = parts_of_key(value.key)
            if PARAMETERS[name].names != "hardship" or name == AMOUNT or value.gone:
                continue
            month = file.notice.effective
            amounts = [key for key in reviewed.standards.set_keys if parts_of_key(key).name == AMOUNT]
            of_it = (key for key in amounts if parts_of_key(key).category in (category, ""))
            if category and not any(reviewed.standards.find(key, month) for key in of_it):
                known = list(filter(None, (parts_of_key(key).category for key in amounts)))
                near = nearest(category, sorted(known))
                yield file.problem(
                    "category_without_amount", written(value.key), category, **({"nearest": near} if near else {})
                )

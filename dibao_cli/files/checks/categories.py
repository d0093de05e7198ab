"""Categories of children in hardship and grades of care: what is said of one must be of one that has an amount."""

from __future__ import annotations

from collections.abc import Iterator

from ...rules.notice import Value
from ...rules.parameters import KINDS_OF_CARE, PARAMETERS, parts_of_key, written
from ...rules.problems import Problem, nearest
from .subject import Reviewed

AMOUNT = "child_hardship.amount"
CARE = tuple(f"tekun.care{kind}" for kind in ("", *KINDS_OF_CARE))


def category_without_amount(reviewed: Reviewed) -> Iterator[Problem]:
    """A share or a difference of a category, or a grade of care, for which no amount is in force: spelled otherwise?"""
    for file, value in reviewed.values():
        for amounts, category in _named_by(value):
            keys = [key for key in reviewed.standards.set_keys if parts_of_key(key).name in amounts]
            of_it = (key for key in keys if parts_of_key(key).category in (category, ""))
            if not any(reviewed.standards.find(key, file.notice.effective) for key in of_it):
                near = nearest(category, sorted(filter(None, (parts_of_key(key).category for key in keys))))
                details = {"nearest": near} if near else {}
                yield file.problem("category_without_amount", written(value.key), category, **details)


def _named_by(value: Value) -> Iterator[tuple[tuple[str, ...], str]]:
    """The categories that a value names, each with the parameters of which one should have an amount for it."""
    name, category, *_places = parts_of_key(value.key)
    if PARAMETERS[name].names == "hardship" and name != AMOUNT and category:
        yield (AMOUNT,), category
    yield from ((CARE, grade.name) for grade in value.grades)

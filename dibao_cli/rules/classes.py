"""Families paid by the class in which they were put (A/B/C), where a city pays so and not the gap."""

from __future__ import annotations

from .arithmetic import Number
from .case import Case
from .notice import Value
from .problems import InputError, Problem, nearest


def classes_of(case: Case) -> Value | None:
    """What families are paid by class, where the household's area has such amounts."""
    return case.find(f"dibao.classes_{case.household.area}")


def of_own_class(case: Case) -> Value | None:
    """The amount of the household's class, if it is one of the notices'."""
    name = case.household.dibao_class
    classes = classes_of(case) if name else None
    return classes.of_class(name) if classes and name else None


def class_amount(case: Case) -> Number | None:
    """The same as it enters the rule, fen per member per month."""
    own = of_own_class(case)
    return None if own is None else case.amount(own)


def refuse_unknown_class(case: Case) -> None:
    """Raises `InputError` for a class that no notice in force sets for the household's place."""
    name = case.household.dibao_class
    if name is None:
        return
    known = [classes_of(case), case.find("uplift.classes")]
    names = [each.name for value in known if value for each in value.by_class]
    if name and names and all(value is None or value.of_class(name) is None for value in known):
        details = {"known": ", ".join(dict.fromkeys(names)), "nearest": nearest(name, names)}
        raise InputError(Problem("unknown_choice", "dibao_class", name, details=details))

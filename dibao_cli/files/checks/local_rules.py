"""Classes, lines and classified relief as a whole: where a notice says two things, or half a thing."""

from __future__ import annotations

from collections.abc import Iterator

from ...rules.notice import ByClass, Value, class_name
from ...rules.parameters import CATEGORIES, LINES, key_parts, written
from ...rules.problems import Problem, nearest
from .subject import Reviewed

CLASSES = ("dibao.classes_urban", "dibao.classes_rural")


def class_without_amount(reviewed: Reviewed) -> Iterator[Problem]:
    """A class that is none of those by which dibao is paid (elsewhere): perhaps a slip of the name."""
    for file, value in reviewed.values():
        name = key_parts(value.key)[0]
        if name not in (*CLASSES, "uplift.classes"):
            continue
        others = [key for key in CLASSES if key != name]
        known = [each.name for key in others for each in _in_force(reviewed, value, key)]
        spelled = {class_name(each) for each in known}
        for each in value.by_class if known else ():
            if class_name(each.name) not in spelled:
                details = {"known": ", ".join(dict.fromkeys(known)), "nearest": nearest(each.name, known)}
                yield file.problem("class_without_amount", written(value.key), each.name, **details)


def _in_force(reviewed: Reviewed, value: Value, key: str) -> ByClass:
    value_in_force = reviewed.standards.find(key, value.notice.effective)
    return value_in_force.by_class if value_in_force else ()


def stated_two_ways(reviewed: Reviewed) -> Iterator[Problem]:
    """One notice that states a line as a multiple and as an amount, or relief as a share and as an amount."""
    pairs = {f"line.{line}_{area}": f"line.{line}" for line in LINES for area in ("urban", "rural")}
    pairs |= {f"uplift.{name}_amount": f"uplift.{name}" for name in CATEGORIES}
    for file in reviewed.files:
        stated = {value.key for value in file.values if not value.gone}
        for amount, multiple in pairs.items():
            if {amount, multiple} <= stated:
                yield file.problem("stated_two_ways", amount, "", other=multiple)


def instead_without_share(reviewed: Reviewed) -> Iterator[Problem]:
    """A category that is paid the standard and a share, and no share of it."""
    for file, value in reviewed.values():
        if key_parts(value.key)[0] != "uplift.instead":
            continue
        for code in value.codes:
            if reviewed.standards.find(f"uplift.{code}", value.notice.effective) is None:
                yield file.problem("instead_without_share", written(value.key), code, key=f"uplift.{code}")

"""Whether the fields of a record are of the types that they should be: whoever uses Python can hand over anything.

Without this a text for a number would be a `TypeError` further on, or an amount that nobody meant.
"""

from collections.abc import Mapping
from typing import NamedTuple

from .problems import Problem


class Expected(NamedTuple):
    """The type of a field, or (`several`) of each thing in it, and what it is called in a message."""

    type: type
    name: str
    several: bool = False


COUNT, TEXT, YES_NO = Expected(int, "count"), Expected(str, "text"), Expected(bool, "yes_no")


def type_problems(record: object, expected: Mapping[str, Expected]) -> list[Problem]:
    """What is of another type than its field; None is what nobody stated."""
    found = []
    for place, (kind, name, several) in expected.items():
        content = getattr(record, place)
        right = (
            isinstance(content, (tuple, list)) and all(isinstance(each, kind) for each in content)
            if several
            else content is None or isinstance(content, kind)
        )
        if not right:
            code = "not_a_count" if name == "count" else "wrong_type"
            found.append(Problem(code, place, str(content), details={"expected": name}))
    return found

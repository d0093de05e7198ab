"""What is wrong with the fields of a record: whoever uses Python can hand over anything.

Without this a text for a number would be a `TypeError` further on, or an amount that nobody meant.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar, get_args

from .money import LARGEST_FEN, yuan
from .problems import InputError, Problem

R = TypeVar("R")


class Expected(NamedTuple):
    """The type of a field, or (`several`) of each thing in it, and what it is called in a message."""

    type: type
    name: str
    several: bool = False


COUNT, TEXT, YES_NO = Expected(int, "count"), Expected(str, "text"), Expected(bool, "yes_no")


def type_problems(record: object, expected: Mapping[str, Expected]) -> list[Problem]:
    """What is of another type than its field; None is what nobody stated."""
    problems = []
    for place, (kind, name, several) in expected.items():
        content = getattr(record, place)
        if content == () if several else content is None or type(content) is kind:
            continue
        if several:
            right = isinstance(content, (tuple, list)) and all(isinstance(each, kind) for each in content)
        else:
            right = isinstance(content, kind)
        if not right:
            code = "not_a_count" if name == "count" else "wrong_type"
            problems.append(Problem(code, place, str(content), details={"expected": name}))
    return problems


def amount_problems(amounts: dict[str, int | None]) -> list[Problem]:
    """Amounts that are not whole fen (a float must never enter), below 0 or beyond belief."""
    problems = []
    for place, amount in amounts.items():
        if amount is None:
            continue
        if not isinstance(amount, int):
            problems.append(Problem("not_whole_fen", place, str(amount)))
        elif not 0 <= amount <= LARGEST_FEN:
            problems.append(Problem("negative" if amount < 0 else "too_large", place, yuan(amount)))
    return problems


def choice_problems(choices: Mapping[str, tuple[object, object]]) -> list[Problem]:
    """Choices that the program does not know, each with its known ones."""
    return [
        Problem("unknown_choice", place, str(choice), details={"known": ", ".join(get_args(known))})
        for place, (choice, known) in choices.items()
        if choice is not None and choice not in get_args(known)
    ]


def range_problems(numbers: dict[str, tuple[int | None, int, int]]) -> list[Problem]:
    """Numbers that are not whole or not within their bounds."""
    return [
        Problem("out_of_range", place, str(number), details={"lowest": str(lowest), "highest": str(highest)})
        for place, (number, lowest, highest) in numbers.items()
        if number is not None and not (isinstance(number, int) and lowest <= number <= highest)
    ]


def checked(record: R, problems_of: Callable[[R], list[Problem]]) -> R:
    """The record, if nothing is wrong with it. Raises `InputError` with all that is."""
    problems = problems_of(record)
    if problems:
        raise InputError(problems)
    return record

"""Citizens' identity numbers (公民身份号码, GB 11643-1999): the last character checks the other seventeen."""

from __future__ import annotations

from .document import KeyPath
from .reader import Reader

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def is_wrong(number: str) -> bool:
    """Whether a text that looks like such a number has a wrong check digit; another document's number never has."""
    digits, check = number[:17], number[17:]
    if len(check) != 1 or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return CHECKS[total % len(CHECKS)] != check.upper()


def read_id_number(reader: Reader, path: KeyPath, content: object) -> str | None:
    """A number as stated; a wrong check digit is noted, without the number."""
    text = reader.text(path, content)
    if text is not None and is_wrong(text):
        reader.fault("id_number_wrong", path)
    return text

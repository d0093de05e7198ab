"""Citizens' identity numbers (公民身份号码, GB 11643-1999): the last sign checks the other seventeen."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def is_wrong(number: str) -> bool:
    """Whether a text that looks like such a number has a wrong check sign; another document's number never has."""
    digits, check = number[:17], number[17:]
    if len(check) != 1 or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return CHECKS[total % len(CHECKS)] != check.upper()

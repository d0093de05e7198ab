"""Citizens' identity numbers (公民身份号码, GB 11643-1999): the last sign checks the other seventeen."""

from __future__ import annotations

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def id_number_holds(name: str) -> str:
    """The SQL condition that a column holds an identity number whose check sign is right."""
    products = " + ".join(f"{weight} * CAST({name}[{n}] AS INTEGER)" for n, weight in enumerate(_WEIGHTS, 1))
    shape = f"regexp_full_match({name}, '[1-9][0-9]{{16}}[0-9Xx]')"
    return f"(CASE WHEN {shape} THEN '{_CHECKS}'[({products}) % {len(_CHECKS)} + 1] = upper({name}[18]) ELSE false END)"

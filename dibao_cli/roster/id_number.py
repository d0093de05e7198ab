"""The check of identity numbers (`files/id_number.py`) as SQL."""

from __future__ import annotations

from ..files.id_number import CHECKS, WEIGHTS
from .duckdb_sql import matches


def id_number_holds(name: str) -> str:
    """The SQL condition that a column holds an identity number whose check digit is right."""
    products = " + ".join(f"{weight} * CAST(substr({name}, {n}, 1) AS INTEGER)" for n, weight in enumerate(WEIGHTS, 1))
    shape = matches(name, "[1-9][0-9]{16}[0-9Xx]")
    check = f"substr('{CHECKS}', ({products}) % {len(CHECKS)} + 1, 1)"
    return f"(CASE WHEN {shape} THEN {check} = upper(substr({name}, 18, 1)) ELSE false END)"

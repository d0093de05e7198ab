"""A small plot in plain text: one bar a figure, long as the amount."""

from __future__ import annotations

from collections.abc import Sequence

from ..rules.money import yuan

LONGEST = 40


def bars(title: str, points: Sequence[tuple[str, int]]) -> str:
    """A bar for each (label, fen), the largest `LONGEST` signs long; empty if there are no points."""
    if not points:
        return ""
    largest = max(amount for _, amount in points) or 1
    wide = max(len(yuan(amount)) for _, amount in points)
    lines = [f"{label}  {yuan(amount):>{wide}}  {'#' * (amount * LONGEST // largest)}" for label, amount in points]
    return "\n".join([title, *(line.rstrip() for line in lines)]) + "\n"

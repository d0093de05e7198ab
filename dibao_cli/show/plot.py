"""A small plot in text: amounts over the values of a sweep, with the line marked."""

from __future__ import annotations

from collections.abc import Sequence

HEIGHT = 12
LEAST_WIDTH = 20


def plot(points: Sequence[tuple[int, int]], line: int | None, low: str, high: str, top: str, width: int) -> str:
    """Points as `*` from left (the first value, labelled `low`) to right (`high`), `top` the highest amount.

    `line`, a value, is a column of `|`. Plain signs only: every terminal draws them one column wide.
    """
    first, last = points[0][0], points[-1][0]
    highest = max(amount for _, amount in points)
    if first == last or not highest:
        return ""
    margin = len(top) + 1
    columns = max(LEAST_WIDTH, min(width - margin - 1, 72))
    cells = [[" "] * columns for _ in range(HEIGHT)]
    if line is not None and first <= line <= last:
        at = (line - first) * (columns - 1) // (last - first)
        for row in cells:
            row[at] = "|"
    for value, amount in points:
        column = (value - first) * (columns - 1) // (last - first)
        cells[HEIGHT - 1 - amount * (HEIGHT - 1) // highest][column] = "*"
    labels = [top.rjust(len(top)), *[" " * len(top)] * (HEIGHT - 2), "0".rjust(len(top))]
    lines = [f"{label} {''.join(row)}".rstrip() for label, row in zip(labels, cells, strict=True)]
    return "\n".join([*lines, " " * margin + low + high.rjust(columns - len(low))])

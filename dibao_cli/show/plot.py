"""Plots: what there is to draw, and how it is drawn in characters that every terminal draws one column wide."""

from __future__ import annotations

from typing import NamedTuple

from .width import cells

LONGEST_BAR, SHORTEST_BAR = 40, 4
HEIGHT = 12
LEAST_COLUMNS, MOST_COLUMNS = 20, 72
INDENT, GAP = 2, 2


class Bar(NamedTuple):
    """A label, a length of at least 0, and the number as people read it."""

    label: str
    length: int
    text: str


class Bars(NamedTuple):
    """A plot of bars, one below the other."""

    title: str
    bars: tuple[Bar, ...]


class Curve(NamedTuple):
    """A plot of points with rising first coordinates; `mark` is one of those, drawn as an upright line.

    `low` and `high` are the first and the last coordinate as people read them, `top` the highest value.
    """

    title: str
    points: tuple[tuple[int, int], ...]
    mark: int | None
    low: str
    high: str
    top: str


def bar_lines(plot: Bars, width: int) -> list[str]:
    """A line a bar: its label, its number, and as many `#` as it is long beside the longest."""
    labels = max((cells(bar.label) for bar in plot.bars), default=0)
    numbers = max((cells(bar.text) for bar in plot.bars), default=0)
    room = max(SHORTEST_BAR, min(LONGEST_BAR, width - INDENT - labels - numbers - 2 * GAP))
    longest = max((bar.length for bar in plot.bars), default=0) or 1
    gap = " " * GAP
    return [
        f"{' ' * (INDENT + labels - cells(bar.label))}{bar.label}{gap}{' ' * (numbers - cells(bar.text))}{bar.text}"
        f"{gap}{'#' * -(-bar.length * room // longest)}".rstrip()
        for bar in plot.bars
    ]


def curve_lines(plot: Curve, width: int) -> list[str]:
    """Points as `*`, the mark as a column of `|`; nothing where all values are 0 or there is one point only."""
    if not has_shape(plot):
        return []
    first, last = plot.points[0][0], plot.points[-1][0]
    highest = max(value for _, value in plot.points)
    margin = len(plot.top) + 1
    columns = max(LEAST_COLUMNS, min(width - margin - 1, MOST_COLUMNS))
    grid = [[" "] * columns for _ in range(HEIGHT)]
    if plot.mark is not None and first <= plot.mark <= last:
        for row in grid:
            row[(plot.mark - first) * (columns - 1) // (last - first)] = "|"
    for place, value in plot.points:
        column = (place - first) * (columns - 1) // (last - first)
        grid[HEIGHT - 1 - value * (HEIGHT - 1) // highest][column] = "*"
    labels = [plot.top, *[" " * len(plot.top)] * (HEIGHT - 2), "0".rjust(len(plot.top))]
    lines = [f"{label} {''.join(row)}".rstrip() for label, row in zip(labels, grid, strict=True)]
    return [*lines, " " * margin + plot.low + plot.high.rjust(columns - len(plot.low))]


def has_shape(plot: Curve) -> bool:
    """Whether there is anything to draw."""
    return plot.points[0][0] != plot.points[-1][0] and any(value for _, value in plot.points)

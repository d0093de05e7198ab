"""Plots as pictures inside a page: drawn from the same numbers as the plots in characters, loading nothing."""

from __future__ import annotations

from .plot import Bars, Curve, has_shape
from .tags import NOTHING, Html, lines, tag
from .width import cells

LETTER, LINE = 7, 18
"""The width of a column of text and the height of a line, in the picture's units."""
WIDTH, HEIGHT = 640, 220
MARGIN = 8


def svg(plot: Bars | Curve) -> Html:
    """The plot as an SVG element; nothing where there is nothing to draw."""
    if isinstance(plot, Bars):
        return _bars(plot) if plot.bars else NOTHING
    return _curve(plot) if has_shape(plot) else NOTHING


def _bars(plot: Bars) -> Html:
    labels = max(cells(bar.label) for bar in plot.bars) * LETTER
    numbers = max(cells(bar.text) for bar in plot.bars) * LETTER
    left = labels + MARGIN
    room = WIDTH - left - numbers - 2 * MARGIN
    longest = max(bar.length for bar in plot.bars) or 1
    drawn: list[Html] = []
    for n, bar in enumerate(plot.bars):
        middle, length = n * LINE + LINE * 0.7, bar.length * room / longest
        drawn += [
            tag("text", bar.label, x=_number(labels), y=_number(middle), text_anchor="end"),
            tag("rect", x=_number(left), y=_number(n * LINE + 3), width=_number(length), height=_number(LINE - 6)),
            tag("text", bar.text, x=_number(left + length + MARGIN / 2), y=_number(middle)),
        ]
    return _picture(plot.title, len(plot.bars) * LINE, drawn)


def _curve(plot: Curve) -> Html:
    first, last = plot.points[0][0], plot.points[-1][0]
    highest = max(value for _, value in plot.points)
    left, bottom = cells(plot.top) * LETTER + MARGIN, HEIGHT - LINE - 4

    def across(place: int) -> float:
        return left + (place - first) * (WIDTH - left - MARGIN) / (last - first)

    def up(value: int) -> float:
        return bottom - value * (bottom - LINE) / highest

    mark = [] if plot.mark is None or not first <= plot.mark <= last else [_line(across(plot.mark), LINE / 2, bottom)]
    dots = [tag("circle", cx=_number(across(x)), cy=_number(up(y)), r="2.5") for x, y in plot.points]
    path = " ".join(f"{_number(across(x))},{_number(up(y))}" for x, y in plot.points)
    axes = f"{_number(left)},{LINE / 2} {_number(left)},{bottom} {_number(WIDTH - MARGIN)},{bottom}"
    drawn = [
        tag("polyline", points=axes, class_="axis", fill="none"),
        *mark,
        tag("polyline", points=path, fill="none"),
        *dots,
        tag("text", plot.top, x=_number(left - MARGIN), y=_number(up(highest) + 4), text_anchor="end"),
        tag("text", "0", x=_number(left - MARGIN), y=_number(bottom + 4), text_anchor="end"),
        tag("text", plot.low, x=_number(left), y=_number(HEIGHT - 4)),
        tag("text", plot.high, x=_number(WIDTH - MARGIN), y=_number(HEIGHT - 4), text_anchor="end"),
    ]
    return _picture(plot.title, HEIGHT, drawn)


def _line(x: float, top: float, bottom: float) -> Html:
    return tag("line", x1=_number(x), x2=_number(x), y1=_number(top), y2=_number(bottom), class_="mark")


def _picture(title: str, height: float, drawn: list[Html]) -> Html:
    named = [tag("title", title), *drawn] if title else drawn
    return tag("svg", lines(named), viewBox=f"0 0 {WIDTH} {_number(height)}", role="img", aria_label=title)


def _number(length: float) -> str:
    """A length to a tenth: the same on every machine, and short."""
    return f"{length:.1f}"

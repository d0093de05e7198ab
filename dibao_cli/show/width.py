"""Text on a terminal: how wide it is, where it may be broken, and what an old terminal can show of it."""

from __future__ import annotations

from collections.abc import Iterator

WIDEST = 100
"""Columns beyond which a line is no longer read with ease."""

OPENING = "（《「『【〔“‘([{<"
CLOSING = "，。；：、！？）》」』】〕％”’"
JOINED = "…—·"
_IN_ASCII = str.maketrans(
    {
        "−": "-",
        "×": "x",
        "÷": "/",
        "≤": "<=",
        "≥": ">=",
        "─": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "—": "-",
        "–": "-",
        "·": ".",
    }
)

_OUR_SIGNS = dict.fromkeys(_IN_ASCII, "")
"""Characters outside ASCII that formulas, rules and English texts are written with, each one column wide."""


def cells(text: str) -> int:
    """The columns that a text takes on a terminal, as Rich counts them."""
    if text.isascii() or text.translate(_OUR_SIGNS).isascii():
        return len(text)
    from rich.cells import cell_len  # 2.6 ms, so only for a text that needs it

    return cell_len(text)


def in_ascii(text: str) -> str:
    """A text with ASCII for characters that a terminal lacks; letters stay."""
    return text.translate(_IN_ASCII)


def fold(text: str, width: int, indent: int = 0, hanging: int | None = None) -> list[str]:
    """Lines of at most `width` columns, the first indented by `indent`, the others by `hanging` (as the first if None).

    Broken at blanks and between Chinese characters, never inside a word or a number; only a word that is wider
    than a whole line, such as an address, is cut, after a slash if it has one. No line begins with closing
    punctuation or ends with an opening bracket.
    """
    lines: list[str] = []
    start = " " * indent
    line = ""
    for piece in pieces(text):
        if line.strip() and cells(start + line + piece.rstrip()) > width:
            lines.append((start + line).rstrip())
            start, line = " " * (indent if hanging is None else hanging), ""
        line += piece if line else piece.lstrip()
        cut = 0
        while _is_wider(line, cut, start, width):
            head = _head(line[cut : cut + 2 * width], width - len(start))
            lines.append(start + head)
            start, cut = " " * (indent if hanging is None else hanging), cut + len(head)
        line = line[cut:]
    return [*lines, (start + line).rstrip()] if line.strip() or not lines else lines


def _is_wider(line: str, cut: int, start: str, width: int) -> bool:
    """Whether what is left of a line does not fit; twice as many characters as columns never do."""
    if len(line) - cut > 2 * width:
        return True
    rest = line[cut:]
    return cells(start + rest.rstrip()) > width and cells(rest) > 1


def _head(word: str, width: int) -> str:
    """As much of an over-long word as fits a line: to its last slash, or simply what fits."""
    fitting = word
    while cells(fitting) > max(1, width):
        fitting = fitting[:-1]
    slash = fitting.rfind("/") + 1
    return fitting[:slash] if slash > 1 else fitting or word[:1]


def pieces(text: str) -> Iterator[str]:
    """What must not be broken: words with their blank, single Chinese characters with their punctuation."""
    piece = ""
    for character in text:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after in CLOSING + JOINED or after == " " or before in OPENING:
        return False
    return before == " " or cells(before) == 2 or cells(after) == 2

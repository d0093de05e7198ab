"""HTML and SVG from elements: the one place that escapes, so that no text can become markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """HTML that `tag` made, or that is written in this program; any other text is escaped."""

    __slots__ = ()


NOTHING = Html("")


def tag(name: str, /, *children: str, **attributes: str) -> Html:
    """An element. Texts are escaped; attributes without content are left out (`class_` is the attribute class)."""
    text = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(content)}"' for key, content in attributes.items() if content
    )
    inner = joined(*children)
    return Html(f"<{name}{text}>{inner}</{name}>") if inner or name not in EMPTY else Html(f"<{name}{text}>")


EMPTY = ("meta",)
"""Elements that have no end."""


def joined(*children: str) -> Html:
    """Elements and texts one after another, the texts escaped."""
    return Html("".join(child if isinstance(child, Html) else escape(child) for child in children))


def lines(children: Iterable[str]) -> Html:
    """Elements, each on a line of its own."""
    return Html("\n" + "".join(joined(child) + "\n" for child in children if child))

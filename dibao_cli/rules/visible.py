"""Texts from data made safe to look at: what a terminal would obey, or a reader could not see, is spelled out.

Control characters (C0, DEL, C1), marks that turn the direction of writing, line and paragraph separators and lone
surrogates become escapes such as `\\x1b` and `\\u202e`. Whatever people read passes through here: tables, Markdown,
pages, and all messages. What programs read (CSV, TSV, JSON) keeps the data.
"""

from __future__ import annotations

_NAMED = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str, keep: str = "") -> str:
    """The text with everything of that kind spelled out, except the characters in `keep`."""
    if text.isprintable():  # the rule; much faster than to look at each character
        return text
    return "".join(
        escaped(character) if is_hidden(character) and character not in keep else character for character in text
    )


def is_hidden(character: str) -> bool:
    """Whether a character is obeyed by a terminal, or changes how what stands beside it is read."""
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or character in _DIRECTIONS


def escaped(character: str) -> str:
    """A character as an escape of Python's and JSON's kind."""
    return _NAMED.get(character) or (
        f"\\x{ord(character):02x}" if ord(character) < 0x100 else f"\\u{ord(character):04x}"
    )

"""Texts and keys as TOML writes them."""

from __future__ import annotations


def quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's too, but for DEL."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def key(name: str) -> str:
    """A name as a TOML key: without quotation marks only if it is plain."""
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else quoted(name)

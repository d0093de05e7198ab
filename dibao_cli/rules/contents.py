"""The content of a value as text, as `--set` reads it back."""

from __future__ import annotations

from .keys import KEYS, key_parts
from .money import Rounding, factor, percent, yuan
from .standards import Value


def content_text(value: Value) -> str:
    """The content of a value as text: yuan with two decimals, a percentage, a choice."""
    content, kind = value.content, KEYS[key_parts(value.key)[0]].kind
    if isinstance(content, Rounding):
        return f"{yuan(content.unit)} {content.direction} {content.when}"
    if isinstance(content, int):
        write = {"yuan": yuan, "percent": percent, "factor": factor}.get(kind, str)
        return write(content)
    if kind == "bands":
        return ",".join(f"{percent(low)[:-1]}:{a}/{b}" for low, a, b in value.bands)
    return ",".join(map(str, content)) if isinstance(content, tuple) else str(content)

"""What many answers share, such as a notice and its figures, is written once in each language and handed out in copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ..words import language

T = TypeVar("T")
Record = dict[str, Any]

MOST = 10_000
"""How many records are kept: a caller may bring any number of tables."""

_written: dict[tuple[object, int, str], tuple[object, Record]] = {}


def once(write: Callable[[T], Record]) -> Callable[[T], Record]:
    """A record without parts of its own, of what never changes: who gets one may change it, and nobody else sees that."""

    def copied(thing: T) -> Record:
        key = (write, id(thing), language())
        found = _written.get(key)
        if found is None:
            if len(_written) >= MOST:
                _written.clear()
            found = _written[key] = (thing, write(thing))  # kept together: nothing else can come to have its identity
        return found[1].copy()

    copied.__doc__, copied.__wrapped__ = write.__doc__, write  # type: ignore[attr-defined]  # as functools.wraps, and cheaper
    return copied

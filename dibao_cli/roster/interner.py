"""Numbers for whatever is met in a roster, so that the chain joins numbers."""

from __future__ import annotations

from threading import Lock
from typing import Any


class Interner:
    """Things with a number each, in the order of their first appearance; safe to use from several threads."""

    def __init__(self) -> None:
        self.things: list[Any] = []
        self._numbers: dict[object, int] = {}
        self._lock = Lock()

    def number(self, key: object, thing: object = None) -> int:
        """The number of a key; `thing` is what is kept for a new one (the key itself if nothing is given)."""
        with self._lock:
            if key not in self._numbers:
                self._numbers[key] = len(self.things)
                self.things.append(key if thing is None else thing)
            return self._numbers[key]

    def known(self, key: object) -> int | None:
        """The number of a key that has one."""
        return self._numbers.get(key)

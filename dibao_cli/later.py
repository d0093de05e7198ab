"""Standard modules that Typer imports at its start and a calculation never touches: loaded on first use instead.

Typer imports `subprocess` to open a browser, `uuid` for a type of option that we do not have, `traceback` for one
that we do not draw, `difflib` for a misspelt command; by way of `pathlib` `urllib.parse`, of `inspect` `ast`.
DEVELOPERS.md says what that saves. `importlib.util.LazyLoader` does not help: on Python 3.11 an `import` statement
looks at `__spec__` and so loads the module at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import Any

NOT_NEEDED_AT_ONCE: dict[str, tuple[str, ...]] = {
    "ast": (),
    "bz2": (),
    "difflib": ("get_close_matches",),
    "gettext": ("gettext", "ngettext"),
    "ipaddress": (),
    "lzma": (),
    "platform": (),
    "selectors": (),
    "shutil": ("get_terminal_size",),
    "subprocess": (),
    "textwrap": (),
    "tokenize": (),
    "traceback": ("FrameSummary", "StackSummary"),
    "urllib.parse": ("quote_from_bytes",),
    "uuid": ("UUID",),
    "zlib": (),
}
"""Each module with the names that others take from it when they are imported (`from uuid import UUID`)."""


def _loaded(name: str) -> ModuleType:
    """The real module."""
    if isinstance(sys.modules.get(name), _Later):
        del sys.modules[name]
    return import_module(name)


class _Later(ModuleType):
    """Stands for a module until something of it is asked for, then hands everything on to the real one."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system asks; nobody uses the module yet
            raise AttributeError(name)
        if name in NOT_NEEDED_AT_ONCE.get(self.__name__, ()):
            return _Name(self.__name__, name)
        return getattr(_loaded(self.__name__), name)


class _Name:
    """Stands for a function or class of such a module until it is called, or asked for something of its own."""

    def __init__(self, module: str, name: str) -> None:
        self._home = (module, name)

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._real()(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)

    def _real(self) -> Any:
        module, name = self._home
        return getattr(_loaded(module), name)


def load_later(names: Iterable[str] = tuple(NOT_NEEDED_AT_ONCE)) -> None:
    """Put off loading these modules; those that are loaded already stay as they are."""
    for name in names:
        if name in sys.modules:
            continue
        sys.modules[name] = _Later(name)
        package, _, last = name.rpartition(".")
        if package:
            setattr(import_module(package), last, sys.modules[name])

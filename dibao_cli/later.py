"""Standard modules that Typer imports at its start and a calculation never touches: loaded on first use instead.

Typer imports `subprocess` to open a browser, and by way of `shutil` the compressors that pack archives, of
`pathlib` `ipaddress`, of `inspect` `tokenize`. Measured with tests/bench/start.py they cost every command
8 ms of 67, most of it opening shared libraries. `importlib.util.LazyLoader` does not help: on Python 3.11 an `import`
statement looks at `__spec__` and so loads the module at once.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

NOT_NEEDED_AT_ONCE = ("bz2", "ipaddress", "lzma", "platform", "selectors", "subprocess", "textwrap", "tokenize", "zlib")


class _Later(ModuleType):
    """Stands for a module until something of it is asked for, then hands everything on to the real one."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system asks; nobody uses the module yet
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def load_later(names: tuple[str, ...] = NOT_NEEDED_AT_ONCE) -> None:
    """Put off loading these modules; those that are loaded already stay as they are."""
    for name in names:
        sys.modules.setdefault(name, _Later(name))

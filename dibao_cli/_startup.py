"""Every trick by which `dibao` starts fast, in one place: what it is, what it saves, and when it goes.

None of them changes what a command does, and each can be taken out alone. They hold for the process that `main` runs:
whoever imports `dibao_cli` as a library gets none of them.

Each saves so many million instructions of the 314 of `dibao calc` in a pipe; CONTRIBUTING.md says how they are counted.

| trick | saves | goes |
|---|--:|---|
| modules that Typer imports and a calculation never uses are loaded on first use | 61 | with Python 3.15 (PEP 810) |
| the process ends without the interpreter's shutdown (`__main__.main`) | 26 | never: one line |
| annotations that are texts are compiled when somebody evaluates them | 12 | with Python 3.14 (PEP 649) |
| no garbage is collected in a short life | 10 | never: one line |
| constructors of named tuples are copied, not compiled | 9 | if `collections` stops compiling them |
| named tuples are made in one step, their methods in them | 12 | if `typing` makes them so |
| Typer is told only the options that the line has (`commands.dispatch.options_typed`) | 15 | with Typer |
| the version alone is said without Typer (`__main__`) | 52 of `--version` | with Typer |
| `-f` is found without a search for near names (`help.Helpful.make_parser`) | 3 | with Typer |
| notices as they were read when the wheel was built (`files.as_read`) | 54 | never |
| help texts are completed as they are; Typer draws each with Rich | 90 ms a key press | if Typer stops |

With Python 3.15 as the oldest, `sys.set_lazy_imports("all")` is all that stays of the first.

What stands elsewhere: a command is imported when it is called (`app.Commands`), and imports that a calculation does
not need stand inside functions; `tests/test_start.py` holds both. `commands/completion_bash.py` patches Typer too,
not for speed but so that bash completes `status=`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from types import FunctionType, ModuleType
from typing import Any

DEFERRED_MODULES: dict[str, tuple[str, ...]] = {
    "ast": (),
    "dis": (),
    "difflib": ("get_close_matches",),
    "gettext": ("gettext", "ngettext"),
    "platform": (),
    "shutil": ("get_terminal_size",),
    "subprocess": (),
    "tokenize": (),
    "traceback": ("FrameSummary", "StackSummary"),
    "urllib.parse": ("quote_from_bytes",),
    "uuid": ("UUID",),
}
"""Each module with the names that others take from it when they are imported (`from uuid import UUID`).

Typer imports `subprocess` to open a browser, `uuid` for a type of option that we do not have, `traceback` for one that
we do not draw, `difflib` for a misspelt command; by way of `pathlib` `urllib.parse`, of `inspect` `ast` and `dis`.
"""

LENT_TO_INSPECT: dict[str, dict[str, Any]] = {
    "ast": {"NodeVisitor": object},
    "dis": {
        "COMPILER_FLAG_NAMES": {
            0x1: "OPTIMIZED",
            0x2: "NEWLOCALS",
            0x4: "VARARGS",
            0x8: "VARKEYWORDS",
            0x10: "NESTED",
            0x20: "GENERATOR",
            0x40: "NOFREE",
            0x80: "COROUTINE",
            0x100: "ITERABLE_COROUTINE",
            0x200: "ASYNC_GENERATOR",
        }
    },
}
"""What `inspect` asks of modules while it is imported: the base of the class by which it finds the source text of other
classes, which nobody here asks for, and the flags of code that it names.
"""

_lent: dict[str, dict[str, object]] = {}


def prepare() -> None:
    """Everything that is done before the first import of Typer."""
    stop_collecting_garbage()
    copy_constructors()
    make_named_tuples_at_once()
    compile_annotations_late()
    defer_stdlib_imports()
    import_inspect()


def stop_collecting_garbage() -> None:
    """A short life: collecting costs more than it frees."""
    import gc

    gc.disable()


# named tuples: 60 of them, each with a constructor that `collections` compiles from text


def copy_constructors() -> None:
    """Have `collections.namedtuple` take its constructors from `constructor` instead of compiling each."""
    import collections

    collections.eval = constructor  # type: ignore[attr-defined]  # its only use of `eval`


_CONSTRUCTOR = "lambda _cls, "
_copied: dict[int, FunctionType] = {}


def constructor(source: str, namespace: dict[str, object]) -> object:
    """What `eval` makes of `lambda _cls, a, b: _tuple_new(_cls, (a, b))`: one of that length, with these names."""
    names = tuple(source[len("lambda ") : source.find(":")].rstrip(", ").split(", "))
    if not source.startswith(_CONSTRUCTOR) or not all(name.isidentifier() for name in names):
        return eval(source, namespace)
    if len(names) not in _copied:
        _copied[len(names)] = eval(source, namespace)
    return FunctionType(_copied[len(names)].__code__.replace(co_varnames=names), namespace)


def make_named_tuples_at_once() -> None:
    """Have `typing.NamedTuple` make each class with its methods in it.

    It makes the class by `collections.namedtuple`, replaces its bases by the same ones and sets one method after the
    other, whereupon Python works out anew, each time, what the class inherits. All checks and all that the class has
    stay those of `collections`; what is not a plain class of fields and methods goes the usual way.
    """
    import collections
    import typing

    meta: Any = typing.NamedTupleMeta  # type: ignore[attr-defined]  # private, and the same in 3.10 to 3.13
    plain = (typing._NamedTuple,)  # type: ignore[attr-defined]  # as above
    make: Any = collections.namedtuple
    usual, prohibited = meta.__new__, typing._prohibited  # type: ignore[attr-defined]  # as above
    own: dict[str, Any] = {}

    def new_type(*arguments: Any) -> Any:
        if len(arguments) == 1:
            return type(arguments[0])
        name, bases, namespace = arguments
        return type(name, bases, {**namespace, **own})

    def named_tuple(cls: Any, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Any:
        types = namespace.get("__annotations__", {})
        defaults = [namespace[field] for field in types if field in namespace]
        last = list(types)[len(types) - len(defaults) :]
        if bases != plain or not types or not prohibited.isdisjoint(namespace) or not namespace.keys() >= set(last):
            return usual(cls, name, bases, namespace)
        own.update({key: value for key, value in namespace.items() if key not in types})
        try:
            made = make(name, types, defaults=defaults, module=own.pop("__module__"))
        finally:
            own.clear()
        made.__new__.__annotations__ = types
        return made

    collections.type = new_type  # type: ignore[attr-defined]  # its only use of `type`, but for asking a name for its own
    meta.__new__ = staticmethod(named_tuple)


# annotations in quotes, or of modules that put all of theirs off


def compile_annotations_late() -> None:
    """Keep `typing` from compiling each annotation that is a text, only to see that it could be.

    `eval` reads a text as well, should somebody ask what an annotation means. The first `compile` of a process also
    makes all types of syntax trees, for 10 million instructions.
    """
    import typing

    typing.compile = lambda source, *_how: source  # type: ignore[attr-defined]  # its only use of `compile`


# modules that are loaded on first use


def defer_stdlib_imports(names: Iterable[str] = tuple(DEFERRED_MODULES)) -> None:
    """Put off loading these modules; those that are loaded already stay as they are.

    `importlib.util.LazyLoader` does not help: on Python 3.11 an `import` statement looks at `__spec__` and so loads the
    module at once.
    """
    for name in names:
        if name in sys.modules:
            continue
        sys.modules[name] = _Deferred(name)
        package, _, last = name.rpartition(".")
        if package:
            setattr(import_module(package), last, sys.modules[name])


def import_inspect() -> None:
    """Import `inspect`, which Typer needs, without the modules that it uses for source texts only."""
    _lent.update(LENT_TO_INSPECT)
    try:
        import_module("inspect")
    finally:
        _lent.clear()


def _loaded(name: str) -> ModuleType:
    """The real module."""
    if isinstance(sys.modules.get(name), _Deferred):
        del sys.modules[name]
    return import_module(name)


class _Deferred(ModuleType):
    """Stands for a module until something of it is asked for, then hands everything on to the real one."""

    def __getattr__(self, name: str) -> object:
        if name in _lent.get(self.__name__, ()):
            return _lent[self.__name__][name]
        if name.startswith("__"):  # the import system asks; nobody uses the module yet
            raise AttributeError(name)
        if name in DEFERRED_MODULES.get(self.__name__, ()):
            return _DeferredName(self.__name__, name)
        return getattr(_loaded(self.__name__), name)


class _DeferredName:
    """Stands for a function or class of such a module until it is called, or asked for something of its own."""

    def __init__(self, module: str, name: str) -> None:
        self._home = (module, name)

    def __call__(self, *args: object, **named: object) -> object:
        return self._real()(*args, **named)

    def __getattr__(self, name: str) -> object:
        return getattr(self._real(), name)

    def _real(self) -> Any:
        module, name = self._home
        return getattr(_loaded(module), name)


# completion


def complete_help_texts_as_they_are() -> None:
    """Typer draws each help text with Rich, 90 ms a key press, and takes `[…]` for markup. Ours are plain text."""
    from typer import _completion_classes

    _completion_classes._sanitize_help_text = lambda text: text

"""Every trick by which `dibao` starts fast, in one place: what it is, what it saves, and when it goes.

Longer than 300 lines: one trick after the other, to be read and taken out one by one. None of them changes what
a command does, and each can be taken out alone. They hold for the process that `main` runs: whoever imports `dibao_cli`
as a library gets none of them.

Without one of them `dibao calc` in a pipe takes so many million instructions more than its 199; CONTRIBUTING.md says
how they are counted.

| trick | saves | goes |
|---|--:|---|
| modules that Typer imports and a calculation never uses are loaded on first use | 77 | with Python 3.15 (PEP 810) |
| notices as they were read when the wheel was built (`files.as_read`) | 60 | never |
| named tuples are made in one step, of the parts of one; nothing of them is compiled | 38 | if `typing` makes them so |
| the process ends without the interpreter's shutdown (`__main__.main`) | 29 | never: one line |
| Typer is told only the options that the line has (`commands.dispatch.options_typed`) | 15 | with Typer |
| no garbage is collected in a short life (`__main__.main`) | 13 | never: one line |
| modules are found by the name of what they were compiled to | 12 | if `importlib` searches less |
| annotations that are texts are compiled when somebody evaluates them | 10 | with Python 3.14 (PEP 649) |
| documentation in Typer's annotations is left out | 9 | with Python 3.14 (PEP 649) |
| a line that begins with a command goes without the options before one (`app.application`) | 6 | with Typer |
| signals without an enumeration of all of them (`files.ending`) | 3 | never: one line |
| `-f` is found without a search for near names (`help.Helpful.make_parser`) | 3 | with Typer |
| literals are copied | 2 | if `typing` makes them so |
| the version alone is said without Typer (`__main__`) | 52 of `--version` | with Typer |
| help texts are completed as they are; Typer draws each with Rich | 90 ms a key press | if Typer stops |

With Python 3.15 as the oldest, `sys.set_lazy_imports("all")` is all that stays of the first.

What stands elsewhere: a command is imported when it is called (`app.Commands`), and imports that a calculation does
not need stand inside functions; `tests/test_start.py` holds both. `commands/completion_bash.py` patches Typer too,
not for speed but so that bash completes `status=`.
"""

from __future__ import annotations

import _imp
import _thread
import marshal
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from importlib._bootstrap_external import MAGIC_NUMBER
from importlib.machinery import ModuleSpec, SourceFileLoader
from io import FileIO
from types import CodeType, FunctionType, ModuleType
from typing import Any

DEFERRED_MODULES: dict[str, tuple[str, ...]] = {
    "ast": (),
    "datetime": ("datetime",),
    "dis": (),
    "difflib": ("get_close_matches",),
    "gettext": ("gettext", "ngettext"),
    "ntpath": (),
    "platform": (),
    "shutil": ("get_terminal_size",),
    "subprocess": (),
    "threading": (),
    "tokenize": (),
    "traceback": ("FrameSummary", "StackSummary"),
    "typer._completion_classes": ("completion_init",),
    "typer._completion_shared": ("Shells", "_get_shell_name", "get_completion_script", "install"),
    "urllib.parse": ("quote_from_bytes",),
    "uuid": ("UUID",),
}
"""Each module with the names that Typer and `pathlib` take from it when they are imported (`from uuid import UUID`).

Typer imports `subprocess` to open a browser, `uuid` and `datetime` for types of options that we do not have,
`traceback` for one that we do not draw, `difflib` for a misspelt command, its own completion for a shell that asks;
by way of `pathlib` `urllib.parse` and `ntpath`, of `inspect` `ast` and `dis`. Everybody else gets the real thing.
"""

IMPORTERS = ("typer", "pathlib")
"""Who gets what stands for these names; nobody else does, who might ask whether something is an instance of them."""

LENT: dict[str, dict[str, Any]] = {"threading": {"local": _thread._local}}
"""What a module hands on from another one, so that it need not be loaded for it: the very same thing."""

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
    find_modules_directly()
    copy_constructors()
    make_named_tuples_at_once()
    compile_annotations_late()
    leave_documentation_out()
    copy_literals()
    defer_stdlib_imports()
    import_inspect()


# finding modules


def find_modules_directly() -> None:
    """Have modules of `PACKAGES` be looked for first where compiling left them, in the folder of their package."""
    if not sys.flags.optimize and sys.pycache_prefix is None:
        sys.meta_path.insert(0, _Finder)


PACKAGES = ("dibao_cli.", "typer.")
"""A hundred modules of a calculation, all of them written in Python, each in a folder of its package."""


class _Compiled(SourceFileLoader):
    """Loads a module of which the code is at hand."""

    code: CodeType

    def get_code(self, fullname: str) -> CodeType:
        return self.code


class _Finder:
    """Finds a module by the name of its `.pyc`, which it takes as Python does: of this version and of its source.

    What Python does besides is to ask two other finders, to look into the folder for each way in which a module may be
    kept, and to work out three times what the `.pyc` is called. Where there is none, or an old one, Python does it all.
    """

    @staticmethod
    def find_spec(name: str, path: Any = None, _target: object = None) -> ModuleSpec | None:
        """The module's specification; None for whatever is not as simple as that."""
        if path is None or not name.startswith(PACKAGES):
            return None
        folder, last = path[0], name.rpartition(".")[2]
        file = f"{folder}{os.sep}{last}.py"
        compiled = f"{folder}{os.sep}__pycache__{os.sep}{last}.{sys.implementation.cache_tag}.pyc"
        try:
            with FileIO(compiled) as opened:
                data = opened.readall()
            source = os.stat(file)  # noqa: PTH116 - as Python does
        except OSError:
            return None
        dated = (int(source.st_mtime) & 0xFFFFFFFF, source.st_size & 0xFFFFFFFF)
        if data[:16] != b"".join((MAGIC_NUMBER, bytes(4), *(number.to_bytes(4, "little") for number in dated))):
            return None
        loader = _Compiled(name, file)
        loader.code = marshal.loads(memoryview(data)[16:])
        _imp._fix_co_filename(loader.code, file)  # type: ignore[attr-defined]  # if it was compiled elsewhere
        spec = ModuleSpec(name, loader, origin=file)
        spec.has_location, spec.cached = True, compiled
        return spec


# named tuples: 60 of them, each with a constructor that `collections` compiles from text


def copy_constructors() -> None:
    """Have `collections.namedtuple` take its constructors from `constructor` instead of compiling each."""
    import collections

    collections.eval = constructor  # type: ignore[attr-defined]  # its only use of `eval`


_CONSTRUCTOR = "lambda _cls, "
_copied: dict[int, FunctionType] = {}


def constructor(source: str, namespace: dict[str, Any]) -> Any:
    """What `eval` makes of `lambda _cls, a, b: _tuple_new(_cls, (a, b))`."""
    fields = tuple(source[len(_CONSTRUCTOR) : source.find(":")].rstrip(", ").split(", "))
    plain = source.startswith(_CONSTRUCTOR) and all(field.isidentifier() for field in fields)
    return constructor_of(fields, namespace) if plain else eval(source, namespace)


def constructor_of(fields: tuple[str, ...], namespace: dict[str, Any]) -> FunctionType:
    """One that was compiled for as many fields, with these names."""
    if len(fields) not in _copied:
        listed = ", ".join(fields)
        _copied[len(fields)] = eval(f"{_CONSTRUCTOR}{listed}: _tuple_new(_cls, ({listed},))", namespace)
    return FunctionType(_copied[len(fields)].__code__.replace(co_varnames=("_cls", *fields)), namespace)


OF_EACH = frozenset(("field_names", "num_fields", "repr_fmt"))
OF_ALL = frozenset(("tuple_new", "_dict", "_len", "_map", "_tuple", "_zip"))
"""What the methods of a named tuple refer to: its own fields, and what is the same for all."""


def make_named_tuples_at_once() -> None:
    """Have `typing.NamedTuple` make each class in one step, of the parts of one that `collections` made.

    It has `collections.namedtuple` check what the grammar has checked and define the same five methods anew, replaces
    the bases of the class by the same ones, and sets one method of ours after the other, whereupon Python works out
    anew, each time, what the class inherits. What is not a plain class of fields and methods goes the usual way.
    """
    import collections
    import typing
    from types import CellType

    meta: Any = typing.NamedTupleMeta  # type: ignore[attr-defined]  # private, and the same in 3.10 to 3.13
    plain = (typing._NamedTuple,)  # type: ignore[attr-defined]  # as above
    usual, prohibited = meta.__new__, typing._prohibited  # type: ignore[attr-defined]  # as above
    model = vars(collections.namedtuple("NamedTuple", ["field"]))
    methods: dict[str, Any] = {name: part for name, part in model.items() if isinstance(part, FunctionType)}
    methods["_make"], namespace_of_new = model["_make"].__func__, model["__new__"].__func__.__globals__
    if not all({*method.__code__.co_freevars} <= OF_EACH | OF_ALL for method in methods.values()):
        return  # another Python than 3.10 to 3.13, whose named tuples are made otherwise
    shared = {name: method for name, method in methods.items() if OF_EACH.isdisjoint(method.__code__.co_freevars)}
    of_each = [(name, method) for name, method in methods.items() if name not in shared]
    getters: list[Any] = []
    getter: Any = collections._tuplegetter  # type: ignore[attr-defined]  # as above

    def named_tuple(cls: Any, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Any:
        types = namespace.get("__annotations__", {})
        fields = tuple(types)
        defaults = {field: namespace[field] for field in fields if field in namespace}
        last = fields[len(fields) - len(defaults) :]
        if bases != plain or not fields or not prohibited.isdisjoint(namespace) or tuple(defaults) != last:
            return usual(cls, name, bases, namespace)
        if any(field[0] == "_" for field in fields):
            return usual(cls, name, bases, namespace)
        own = {"field_names": fields, "num_fields": len(fields)}
        own["repr_fmt"] = "(" + ", ".join([f"{field}=%r" for field in fields]) + ")"
        whole: dict[str, Any] = {"__doc__": f"{name}({', '.join(fields)})", "__slots__": (), "__match_args__": fields}
        whole |= shared
        for called, method in of_each:
            free = zip(method.__code__.co_freevars, method.__closure__, strict=True)
            cells = tuple([CellType(own[each]) if each in own else cell for each, cell in free])
            whole[called] = FunctionType(method.__code__, method.__globals__, called, None, cells)
        whole["_make"] = classmethod(whole["_make"])
        whole |= namespace
        new = constructor_of(fields, namespace_of_new)
        new.__name__, new.__defaults__, new.__annotations__ = "__new__", tuple(defaults.values()), types
        while len(getters) < len(fields):
            getters.append(getter(len(getters), f"Alias for field number {len(getters)}"))
        whole |= zip(fields, getters, strict=False)
        whole |= {"__new__": new, "_fields": fields, "_field_defaults": defaults}
        return type(name, (tuple,), whole)

    meta.__new__ = staticmethod(named_tuple)


# annotations in quotes, or of modules that put all of theirs off


def compile_annotations_late() -> None:
    """Keep `typing` from compiling each annotation that is a text, only to see that it could be.

    `eval` reads a text as well, should somebody ask what an annotation means. The first `compile` of a process also
    makes all types of syntax trees, for 10 million instructions.
    """
    import typing

    typing.compile = lambda source, *_how: source  # type: ignore[attr-defined]  # its only use of `compile`


def leave_documentation_out() -> None:
    """Have `Annotated[bool, Doc("…")]` be `bool`: Typer documents its own parameters so, two hundred of them."""
    import typing

    if not isinstance(typing.Annotated, type):  # no class from Python 3.13 on
        return
    usual = typing.Annotated.__class_getitem__

    def annotated(_cls: object, params: Any) -> Any:
        if isinstance(params, tuple) and len(params) == 2 and type(params[1]).__name__ == "Doc":
            return params[0]
        return usual(params)

    typing.Annotated.__class_getitem__ = classmethod(annotated)


def copy_literals() -> None:
    """Have `Literal["a", "b"]` be a copy of another one with these texts: `typing` compares and gathers for each."""
    import typing

    form: Any = type(typing.Literal)
    usual, model = form.__getitem__, typing.Literal["a", "b"]

    def literal(self: Any, texts: Any) -> Any:
        plain = type(texts) is tuple and {*map(type, texts)} == {str} and len({*texts}) == len(texts)
        if self is not typing.Literal or not plain:
            return usual(self, texts)
        made = object.__new__(type(model))
        vars(made).update(vars(model), __args__=texts)
        return made

    form.__getitem__ = literal


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
        if package and package != "typer":  # which is not imported yet, and takes names from it only
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
        if name in LENT.get(self.__name__, ()):
            return LENT[self.__name__][name]
        if name.startswith("__"):  # the import system asks; nobody uses the module yet
            raise AttributeError(name)
        importer = sys._getframe(1).f_globals.get("__name__", "").partition(".")[0]
        if importer in IMPORTERS and name in DEFERRED_MODULES.get(self.__name__, ()):
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

    def __or__(self, _other: object) -> _DeferredName:
        """`datetime | None`, as an annotation that nobody asks for."""
        return self

    def _real(self) -> Any:
        module, name = self._home
        return getattr(_loaded(module), name)


# completion


def complete_help_texts_as_they_are() -> None:
    """Typer draws each help text with Rich, 90 ms a key press, and takes `[…]` for markup. Ours are plain text."""
    _completion_classes: Any = _loaded("typer._completion_classes")
    _completion_classes._sanitize_help_text = lambda text: text

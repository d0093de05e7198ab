"""What a command imports, which is what it costs to start: guarded by modules, not by the clock."""

from __future__ import annotations

import ast
import collections
import dis
import inspect
import marshal
import os
import py_compile
import shutil
import subprocess
import sys
import typing
from collections import namedtuple
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli
from keep_as_read import kept_as_read

from dibao_cli import Household, _startup, assess, load_standards
from dibao_cli.app import COMMANDS, application
from dibao_cli.commands import standards
from dibao_cli.commands.calc import OPTIONS as CALC_OPTIONS
from dibao_cli.commands.dispatch import options_typed
from dibao_cli.commands.entry import Entry
from dibao_cli.commands.options import options_of
from dibao_cli.files.folders import shipped_folder

CALC = ("calc", "--area", "urban", "--members", "3", "--income", "1200")
NEVER_FOR_ROWS = (
    "asyncio",
    "duckdb",
    "email",
    "hashlib",
    "http",
    "importlib.metadata",
    "json",
    "pydantic",
    "random",
    "rich.console",
    "tempfile",
    "tomllib",
)

WATCH = """
import os, sys
import dibao_cli.__main__ as program
from dibao_cli import _startup
def prepare(usual=_startup.prepare):
    usual()
    if "INSTALLED" in os.environ:
        from pathlib import Path
        from dibao_cli.files import folders
        folders.in_package = lambda name: Path(os.environ["INSTALLED"], name)
_startup.prepare = prepare
end = os._exit
def tell(code):
    loaded = [name for name, module in sys.modules.items() if type(module).__name__ != "_Deferred"]
    sys.stderr.write("\\nLOADED " + " ".join(loaded))
    sys.stderr.flush()
    end(code)
os._exit = tell
program.main()
"""


def loaded_by(*arguments: str, **variables: str) -> set[str]:
    """The modules that a command really loaded by its end; not those of somebody who measures coverage."""
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    command = [sys.executable, "-c", WATCH, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=unmeasured | variables)
    return set(done.stderr.rpartition("LOADED ")[2].split())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where an installed program has its tables, and what was read of them when it was built."""
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(str(shipped_folder()), folder / "standards")
    for name, content in kept_as_read():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return {"INSTALLED": str(folder)}


def test_a_calculation_in_a_pipe_loads_nothing_that_it_does_not_need(installed: dict[str, str]) -> None:
    loaded = loaded_by(*CALC, **installed)
    assert "typer" in loaded
    assert loaded.isdisjoint(NEVER_FOR_ROWS)
    assert loaded.isdisjoint({"rich", "subprocess", "bz2", "lzma", "ipaddress", "shutil", "uuid", "dataclasses"})
    assert loaded.isdisjoint({"csv", "datetime", "ntpath", "pickle", "signal", "threading", "tomli"})
    assert loaded.isdisjoint({"typer._completion_classes", "typer._completion_shared", "shellingham"})
    readers = ("conflicts", "notice_head", "notices", "regions", "values")
    assert loaded.isdisjoint({f"dibao_cli.files.{name}" for name in readers})
    rare = ("single_person", "uplift", "children", "child_hardship", "one_off", "alike")
    assert loaded.isdisjoint({f"dibao_cli.rules.{name}" for name in rare})
    assert loaded.isdisjoint({f"dibao_cli.show.{name}" for name in ("document", "labels", "remarks", "text_table")})
    assert loaded.isdisjoint({"ast", "difflib", "dis", "gettext", "traceback", "urllib.parse"})


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("calc", "--help")], ids=" ".join)
def test_help_and_version_load_no_drawing_and_no_tables(arguments: tuple[str, ...]) -> None:
    assert loaded_by(*arguments).isdisjoint({*NEVER_FOR_ROWS, "rich.table", "tomli"})


def test_the_list_of_commands_loads_none_of_them() -> None:
    assert not [
        name for name in loaded_by("--help") if name.startswith(("dibao_cli.rules.assess", "dibao_cli.commands.c"))
    ]


def test_the_version_loads_no_rule_and_no_reader_of_options() -> None:
    loaded = loaded_by("--version")
    assert not [name for name in loaded if name.startswith(("dibao_cli.rules.assess", "typer"))]


def test_the_version_is_the_same_whoever_reads_the_option(dibao: Cli) -> None:
    alone = [dibao(word).out for word in ("--version", "-V")]
    beside = dibao("--lang", "zh", "--version").out
    assert alone == [beside, beside]
    assert beside.startswith("dibao ")


MOST_MODULES, MOST_BYTES = 92, 950_000
"""Of this package: a calculation in a pipe loads 88 modules, 914,000 bytes of code on CPython 3.11; and some room."""


def test_a_calculation_loads_so_much_of_this_package_and_no_more(installed: dict[str, str]) -> None:
    """Whoever adds to it looks first whether a calculation needs it; then these numbers may grow."""
    loaded = [name for name in loaded_by(*CALC, **installed) if name.partition(".")[0] == "dibao_cli"]
    files = [found.origin for name in loaded if (found := find_spec(name)) and found.origin]
    code = [marshal.dumps(compile(Path(file).read_text("utf-8"), file, "exec")) for file in files]
    assert len(loaded) <= MOST_MODULES
    assert sum(map(len, code)) <= MOST_BYTES


def test_a_calculation_looks_up_so_many_values_and_no_more() -> None:
    standards = load_standards("dalian")
    assess(Household("urban", 3, income=120_000), standards.on("2020-07"))
    assert 0 < len(standards.found) <= 40, sorted(standards.found)


def test_only_what_is_drawn_for_a_person_loads_rich() -> None:
    assert "rich.cells" in loaded_by("--lang", "zh", *CALC, "-f", "table")
    assert "rich" not in loaded_by("--lang", "zh", *CALC, "-f", "json")


@pytest.mark.parametrize("entry", [*COMMANDS.values(), *standards.COMMANDS.values()])
def test_every_command_of_the_table_can_be_imported(entry: Entry) -> None:
    """A path in a string rots without a word; this is the word."""
    module = import_module(entry.module)
    assert entry.help
    assert module.EXAMPLES
    if hasattr(module, "COMMANDS"):  # a group
        assert module.COMMANDS
        return
    assert module.OPTIONS
    assert callable(module.run)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A compiled module in a package of ours, as installing leaves it."""
    file = tmp_path / "one.py"
    file.write_text("number = 1\n", "utf-8")
    py_compile.compile(str(file))
    monkeypatch.setattr(_startup, "PACKAGES", ("package.",))
    return tmp_path


def test_a_module_found_directly_is_the_one_that_python_finds(package: Path) -> None:
    ours = _startup._Finder.find_spec("package.one", [str(package)])
    usual = PathFinder.find_spec("package.one", [str(package)])
    assert ours is not None
    assert usual is not None
    for name in ("name", "origin", "cached", "has_location", "parent", "submodule_search_locations"):
        assert getattr(ours, name) == getattr(usual, name), name
    assert [module_from_spec(spec).__file__ for spec in (ours, usual)] == [str(package / "one.py")] * 2
    loaders: list[Any] = [ours.loader, usual.loader]
    assert len({loader.get_code("package.one") for loader in loaders}) == 1
    assert len({loader.get_source("package.one") for loader in loaders}) == 1


def changed(package: Path) -> None:
    (package / "one.py").write_text("number = 12\n", "utf-8")


def touched(package: Path) -> None:
    os.utime(package / "one.py", (1, 1))


def by_another_python(package: Path) -> None:
    compiled = next((package / "__pycache__").iterdir())
    compiled.write_bytes(b"\0" + compiled.read_bytes()[1:])


def by_its_content(package: Path) -> None:
    py_compile.compile(str(package / "one.py"), invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)


@pytest.mark.parametrize("change", [changed, touched, by_another_python, by_its_content])
def test_a_module_that_was_not_compiled_as_it_stands_is_left_to_python(
    change: Callable[[Path], None], package: Path
) -> None:
    change(package)
    assert _startup._Finder.find_spec("package.one", [str(package)]) is None


def test_nobody_elses_module_and_no_package_is_found_directly(package: Path) -> None:
    (package / "two").mkdir()
    (package / "two" / "__init__.py").touch()
    for name in ("package.two", "package.three", "other.one"):
        assert _startup._Finder.find_spec(name, [str(package)]) is None
    assert _startup._Finder.find_spec("one") is None


def test_a_module_put_off_is_the_real_one_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    _startup.defer_stdlib_imports(("colorsys",))
    put_off = sys.modules["colorsys"]
    assert put_off.rgb_to_hsv(0, 0, 0) == (0, 0, 0)
    assert sys.modules["colorsys"] is not put_off
    from colorsys import hsv_to_rgb

    assert hsv_to_rgb(0, 0, 1) == (1, 1, 1)


def test_a_name_taken_from_a_module_put_off_is_the_real_one_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """As typer takes `UUID`, `get_close_matches` and the rest while it is imported; nobody else is given a stand-in."""
    monkeypatch.setitem(_startup.DEFERRED_MODULES, "colorsys", ("rgb_to_hsv",))
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    _startup.defer_stdlib_imports(("colorsys",))
    typers: dict[str, Any] = {"__name__": "typer.main"}
    exec("from colorsys import rgb_to_hsv", typers)
    assert type(sys.modules["colorsys"]).__name__ == "_Deferred"
    from colorsys import rgb_to_hsv

    assert inspect.isfunction(rgb_to_hsv)
    assert typers["rgb_to_hsv"](0, 0, 0) == (0, 0, 0)
    assert typers["rgb_to_hsv"].__name__ == "rgb_to_hsv"


def test_what_a_module_put_off_lends_is_the_real_thing() -> None:
    for module, lent in _startup.LENT.items():
        assert all(getattr(import_module(module), name) is thing for name, thing in lent.items())


def test_documentation_in_annotations_is_left_out_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = vars(typing.Annotated)["__class_getitem__"]
    monkeypatch.setattr(typing.Annotated, "__class_getitem__", usual)
    from annotated_doc import Doc

    _startup.leave_documentation_out()
    assert typing.Annotated[int, Doc("how many")] is int  # type: ignore[comparison-overlap]  # made at run time
    assert typing.get_args(typing.Annotated[int, "more"]) == (int, "more")
    assert typing.get_args(typing.Annotated[int, Doc("how many"), 1])[2] == 1


def test_a_module_in_a_package_put_off_is_found_in_the_package_too(monkeypatch: pytest.MonkeyPatch) -> None:
    xml_sax: Any = import_module("xml.sax")
    monkeypatch.delitem(sys.modules, "xml.sax.saxutils", raising=False)
    _startup.defer_stdlib_imports(("xml.sax.saxutils",))
    assert xml_sax.saxutils.escape("<") == "&lt;"


def test_what_stands_for_a_part_of_a_module_put_off_is_what_that_part_is() -> None:
    ours = _startup.LENT_TO_INSPECT["dis"]["COMPILER_FLAG_NAMES"]
    assert ours.items() <= dis.COMPILER_FLAG_NAMES.items()
    assert issubclass(ast.NodeVisitor, _startup.LENT_TO_INSPECT["ast"]["NodeVisitor"])


def test_what_inspect_needs_while_it_is_imported_is_given_to_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ast", _startup._Deferred("ast"))
    monkeypatch.delitem(sys.modules, "inspect")
    _startup.import_inspect()
    put_off = sys.modules["ast"]
    assert type(put_off).__name__ == "_Deferred"
    assert sys.modules["inspect"] is not inspect
    assert put_off.NodeVisitor.__name__ == "NodeVisitor"
    assert type(sys.modules["ast"]).__name__ == "module"


@pytest.mark.parametrize("fields", [("a",), ("area", "members"), tuple(f"f{n}" for n in range(30))], ids=len)
def test_a_copied_constructor_is_the_one_that_collections_would_compile(
    fields: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_startup, "_copied", {})
    usual: Any = namedtuple("usual", fields)  # type: ignore[misc]  # made at run time
    monkeypatch.setattr(collections, "eval", _startup.constructor, raising=False)
    namedtuple("first", [f"other{n}" for n in range(len(fields))])
    copied: Any = namedtuple("copied", fields)  # type: ignore[misc]  # as above
    assert len(_startup._copied) == 1
    assert inspect.signature(copied) == inspect.signature(usual)
    numbers = range(len(fields))
    built = [copied(*numbers), usual(*numbers), copied(**dict(zip(fields, numbers, strict=True)))]
    assert list(map(tuple, built)) == [tuple(numbers)] * 3
    for wrong in (dict.fromkeys((*fields, "unknown")), dict.fromkeys(fields[1:]) if fields else {"unknown": 1}):
        with pytest.raises(TypeError):
            copied(**wrong)


def test_an_annotation_that_is_not_compiled_at_once_means_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typing, "compile", lambda source, *_how: source, raising=False)

    class Late(typing.NamedTuple):
        name: str
        number: int | None = None

    assert typing.get_type_hints(Late) == {"name": str, "number": int | None}


def test_a_copied_literal_is_the_one_that_typing_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    literal: Any = typing.Literal
    form: Any = type(literal)
    kinds = (
        ("a", "b"),
        ("area", "members", "income"),
        "alone",
        ("a", 1),
        ("a", "a", "b"),
        (True, 1),
        ("a", literal["b"]),
    )
    usual = [literal[kind] for kind in kinds]
    monkeypatch.setattr(form, "__getitem__", form.__getitem__)
    _startup.copy_literals()
    for kind, one in zip(kinds, usual, strict=True):
        ours = literal[kind]
        assert (ours, repr(ours), hash(ours), vars(ours)) == (one, repr(one), hash(one), vars(one))
        assert (typing.get_origin(ours), typing.get_args(ours)) == (typing.get_origin(one), typing.get_args(one))
        assert (ours | None) == (one | None)


def test_a_module_that_is_loaded_already_is_left_alone() -> None:
    _startup.defer_stdlib_imports(("subprocess",))
    assert sys.modules["subprocess"] is subprocess


COMMAND_LINES = (
    ("calc", "--area", "urban", "--members", "3", "--income", "1200"),
    ("calc", "--area=urban", "--income", "wage=1200", "--income", "basic_pension=1", "-f", "tsv", "-q"),
    ("calc", "-", "--no-low-income-village", "--property-test-met", "--set", "--uplift", "--month", "now"),
    ("calc", "--deduct", "-5=3", "-qv", "-fjson", "--uplift"),
    ("standards", "show", "dibao", "--month", "2020-07"),
    ("batch", "roster.csv", "-o", "x.csv", "--rejects", "y.csv"),
)


def values_typed(words: tuple[str, ...], narrowed: bool, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a command line comes to before the command runs, with all options declared or those of the line only."""
    from dibao_cli.commands import dispatch
    from dibao_cli.commands.exit_codes import ExitCode

    seen: list[dict[str, Any]] = []

    def look(typed: dict[str, Any]) -> dict[str, Any]:
        seen.append({name: list(value) if isinstance(value, tuple) else value for name, value in typed.items()})
        raise SystemExit(ExitCode.OK)

    monkeypatch.setattr(dispatch, "with_settings", look)
    with pytest.raises(SystemExit):
        application(words if narrowed else None).main(args=list(words), prog_name="dibao", standalone_mode=False)
    return seen[0]


@pytest.mark.parametrize("words", COMMAND_LINES, ids=" ".join)
def test_a_line_means_the_same_whether_all_options_are_declared_or_its_own(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert values_typed(words, True, monkeypatch) == values_typed(words, False, monkeypatch)


def test_only_the_options_of_a_line_are_declared_unless_a_word_is_none_of_them() -> None:
    choices = options_of(CALC_OPTIONS)
    named = [choice.name for choice in options_typed(choices, COMMAND_LINES[0])]
    assert named == ["file", "area", "members", "income"]
    for unclear in ("-qv", "--help", "--incom", "-5", "-f=json"):
        assert options_typed(choices, ("calc", unclear)) == choices
    assert options_typed(choices, None) == choices


@pytest.fixture
def made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Named tuples as the process of the command line makes them; afterwards as usual."""
    meta: Any = typing.NamedTupleMeta  # type: ignore[attr-defined]  # private, as `_startup` says
    monkeypatch.setattr(meta, "__new__", staticmethod(meta.__new__))
    monkeypatch.setattr(collections, "type", type, raising=False)
    _startup.make_named_tuples_at_once()


SOURCE_OF_ONE = '''
class One(typing.NamedTuple):
    """What it is."""

    a: str
    b: "int | None" = None
    c: tuple[int, ...] = ()

    @property
    def twice(self) -> str:
        return self.a * 2

    def __repr__(self) -> str:
        return f"One of {self.a}"

    @classmethod
    def of(cls, a: str) -> "One":
        return cls(a)
'''


def one_of(source: str) -> Any:
    namespace: dict[str, Any] = {"typing": typing, "__name__": __name__}
    exec(compile(source, "one", "exec", dont_inherit=True), namespace)
    return namespace["One"]


def test_a_named_tuple_made_at_once_is_the_one_that_typing_makes(request: pytest.FixtureRequest) -> None:
    usual = one_of(SOURCE_OF_ONE)
    request.getfixturevalue("made_at_once")
    ours = one_of(SOURCE_OF_ONE)
    assert set(vars(ours)) >= set(vars(usual)) - {"__orig_bases__"}
    for name in ("__doc__", "__module__", "__qualname__", "__bases__", "__mro__", "_fields", "_field_defaults"):
        same = getattr(ours, name), getattr(usual, name)
        assert same[0] == same[1] or (name == "__mro__" and same[0][1:] == same[1][1:]), name
    assert (
        typing.get_type_hints(ours)
        == typing.get_type_hints(usual)
        == {
            "a": str,
            "b": int | None,
            "c": tuple[int, ...],
        }
    )
    parameters = [
        [(p.name, p.default, p.kind) for p in inspect.signature(each).parameters.values()] for each in (ours, usual)
    ]
    assert parameters[0] == parameters[1]
    one = ours.of("x")
    assert (one, repr(one), one.twice, one._asdict(), one._replace(b=3)) == (
        usual.of("x"),
        "One of x",
        "xx",
        {"a": "x", "b": None, "c": ()},
        ("x", 3, ()),
    )


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("a: int = 0\n    b: int", TypeError),
        ("_a: int", ValueError),
        ("a: int\n    def _replace(self): ...", AttributeError),
        ("a: int\n    __slots__ = ()", AttributeError),
    ],
)
def test_what_typing_refuses_is_refused_then_too(body: str, error: type[Exception], made_at_once: None) -> None:
    with pytest.raises(error):
        one_of(f"class One(typing.NamedTuple):\n    {body}\n")
    assert one_of("class One(typing.NamedTuple):\n    a: int\n")._fields == ("a",)  # nothing is left of the one before


def test_named_tuples_without_fields_or_without_a_class_go_the_usual_way(made_at_once: None) -> None:
    assert one_of("class One(typing.NamedTuple):\n    pass\n")() == ()
    two: Any = typing.NamedTuple
    assert two("Two", [("a", int)])(1) == (1,)

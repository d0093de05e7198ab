"""The rooms of the house import in one direction only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "dibao_cli"

MAY_IMPORT = {
    "rules": {"rules"},
    "words": {"words", "rules"},
    "files": {"files", "rules"},
    "show": {"show", "words", "rules", "files"},
    "roster": {"roster", "rules", "files", "words"},
    "commands": {"commands", "rules", "files", "show", "roster", "words"},
}
ONLY_IN = {
    "typer": {"app.py", "__main__.py", "_startup.py", "commands"},
    "rich": {"show", "help.py"},
    "duckdb": {"roster"},
}


def imports(file: Path) -> list[str]:
    """Every module that a file imports, with the package's own written from its root."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            above = file.relative_to(PACKAGE.parent).parts[: -node.level]
            found.append(".".join([*above, *([node.module] if node.module else [])]))
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return found


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=[str(f.relative_to(PACKAGE)) for f in FILES])
def test_a_room_imports_only_what_it_may(file: Path) -> None:
    room = file.relative_to(PACKAGE).parts[0]
    for module in imports(file):
        parts = module.split(".")
        if parts[0] == "dibao_cli" and room in MAY_IMPORT and len(parts) > 1:
            assert parts[1] in MAY_IMPORT[room], f"{room} imports {module}"
        for package, homes in ONLY_IN.items():
            if parts[0] == package:
                assert room in homes, f"{room} imports {module}"


def test_rules_import_nothing_but_the_standard_library() -> None:
    import sys

    for file in sorted((PACKAGE / "rules").glob("*.py")):
        for module in imports(file):
            first = module.split(".")[0]
            assert first == "dibao_cli" or first in sys.stdlib_module_names, f"{file.name} imports {module}"


def test_no_files_import_each_other_in_a_circle() -> None:
    """Also not through a third one, and not by an import inside a function; what only types need does not count."""
    graph = {".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts): needed(file) for file in FILES}
    done: set[str] = set()

    def follow(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path[path.index(module) :], module))
        if module not in done:
            for other in sorted(graph.get(module, ())):
                follow(other, (*path, module))
            done.add(module)

    for module in graph:
        follow(module, ())


def needed(file: Path) -> set[str]:
    """The files of the package that one imports at run time."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            node.body = [ast.Pass()]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = [*file.relative_to(PACKAGE.parent).parts[: -node.level], *(node.module or "").split(".")]
            whole = ".".join(filter(None, above))
            found |= {whole, *(f"{whole}.{alias.name}" for alias in node.names)}
    return {module for module in found if (PACKAGE.parent / (module.replace(".", "/") + ".py")).is_file()}


LONGEST, EXCUSE = 300, "Longer than 300 lines: "


def test_no_file_is_long_without_saying_why_in_its_docstring() -> None:
    """What cannot be read in one sitting is split along a seam; a plain list may be long, and says so."""
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in FILES}
    excused = {file for file in FILES if EXCUSE in (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "")}
    too_long = {str(file.relative_to(PACKAGE)): n for file, n in lengths.items() if n > LONGEST and file not in excused}
    assert not too_long, f"split along a seam, or say in the docstring of the module “{EXCUSE}…”: {too_long}"
    assert not {str(file) for file in excused if lengths[file] <= LONGEST}, "these are short again: drop the excuse"

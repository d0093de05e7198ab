"""Names that say nothing to a reader who knows Python and social policy, and not this project, stay out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dibao_cli

PACKAGE = Path(dibao_cli.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

BANNED = {
    "told": "what it is: fields, values, texts, details, application, properties …",
    "given": "options, facts_for_all, stated …",
    "asked": "question, options, chosen …",
    "said": "what it is, and who stated it",
    "so": "state",
    "who": "person",
    "way": "path",
    "stands": "what it is",
    "judged": "checked",
}
"""What names to take in the place of those that were once used for everything."""

SIGN = frozenset(
    {"rules/money.py", "roster/arrears.py", "roster/cause_path.py", "show/worksheet.py", "show/xlsx.py"},
)
"""Where `sign` is plus or minus. Elsewhere it stood for a character."""


def bindings(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that a module gives to something: variables, parameters, fields and functions, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name.lower(), node.lineno


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_every_name_says_what_it_is(file: Path) -> None:
    where = file.relative_to(PACKAGE).as_posix()
    banned = BANNED if where in SIGN else {**BANNED, "sign": "character, separator, currency …"}
    found = [
        f"{where}:{line}: “{name}” → {banned[name]}"
        for name, line in bindings(ast.parse(file.read_text("utf-8")))
        if name in banned
    ]
    assert not found, "\n".join(["Take a word of the glossary in CONTRIBUTING.md:", *found])


def test_a_name_that_stands_for_plus_or_minus_is_listed_only_where_it_is_one() -> None:
    for where in SIGN:
        names = {name for name, _line in bindings(ast.parse((PACKAGE / where).read_text("utf-8")))}
        assert "sign" in names, where

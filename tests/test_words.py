"""Everything that a person reads stands in both languages."""

from __future__ import annotations

import ast
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dibao_cli.words.zh import TEXTS

PACKAGE = Path(__file__).parent.parent / "dibao_cli"
THE_SAME_IN_BOTH = {"{reason}"}


def marked(tree: ast.AST) -> Iterator[tuple[int, ast.expr]]:
    """Line and argument of every call of `_` or `N_`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_"):
            yield node.lineno, node.args[0]


def english_texts() -> dict[str, str]:
    """Every text that is marked for translation, with the place where it stands."""
    found: dict[str, str] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for line, text in marked(ast.parse(file.read_text("utf-8"))):
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                found.setdefault(text.value, f"{file.relative_to(PACKAGE)}:{line}")
    return found


def fields(text: str) -> Counter[str]:
    """The names of the placeholders of a template; none where the text is no template."""
    try:
        return Counter({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})
    except ValueError:
        return Counter()


ENGLISH = english_texts()


def test_every_text_has_its_chinese() -> None:
    assert {text: place for text, place in ENGLISH.items() if text not in TEXTS} == {}


def test_no_chinese_text_is_left_over() -> None:
    assert [text for text in TEXTS if text not in ENGLISH] == []


@pytest.mark.parametrize(("english", "chinese"), TEXTS.items(), ids=range(len(TEXTS)))
def test_both_languages_have_the_same_placeholders(english: str, chinese: str) -> None:
    assert fields(english) == fields(chinese)
    assert not chinese.isascii() or english in THE_SAME_IN_BOTH


def test_no_text_is_written_twice() -> None:
    """A dict keeps the last of two equal keys without a word; git's union merge can make two."""
    tree = ast.parse((PACKAGE / "words" / "zh.py").read_text("utf-8"))
    [table] = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    keys = Counter(key.value for key in table.keys if isinstance(key, ast.Constant))
    assert [key for key, times in keys.items() if times > 1] == []


def test_what_is_looked_up_by_name_was_marked_where_it_was_written() -> None:
    """`_(name)` with a name is right only for texts of a table marked with `N_`, never for a made-up one."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for line, text in marked(ast.parse(file.read_text("utf-8"))):
            assert not isinstance(text, ast.JoinedStr | ast.BinOp), f"{file.name}:{line} cannot be translated"

"""Everything that a person reads stands in both languages, side by side."""

from __future__ import annotations

import ast
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "dibao_cli"
THE_SAME_IN_BOTH = {"{reason}", ""}


def text_of(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_chinese(text: str) -> bool:
    return any("\u3000" <= sign <= "\uffef" for sign in text)


def looked_up(node: ast.AST) -> list[ast.expr]:
    """The arguments of a call of `_`; nothing for anything else."""
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    return node.args if called and isinstance(node, ast.Call) else []


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every text in English and Chinese, with its place: the arguments of `_`, and pairs in tables."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called = looked_up(node)
            two = called or (node.elts if isinstance(node, ast.Tuple) else [])
            if len(two) != 2 or (english := text_of(two[0])) is None or (chinese := text_of(two[1])) is None:
                continue
            if called or (is_chinese(chinese) and not is_chinese(english)):
                yield english, chinese, f"{file.relative_to(PACKAGE)}:{two[0].lineno}"


def fields(text: str) -> Counter[str]:
    """The names of the placeholders of a template; none where the text is no template."""
    try:
        return Counter({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})
    except ValueError:
        return Counter()


PAIRS = list(pairs())


def test_there_are_texts() -> None:
    assert len(PAIRS) > 800


def test_both_languages_have_the_same_placeholders() -> None:
    assert [place for english, chinese, place in PAIRS if fields(english) != fields(chinese)] == []


def test_each_chinese_text_is_chinese() -> None:
    found = [(chinese, place) for english, chinese, place in PAIRS if english not in THE_SAME_IN_BOTH]
    assert [place for chinese, place in found if chinese.isascii()] == []


def test_one_english_sentence_has_one_chinese() -> None:
    """Where the same sentence stands in two places, the two must not drift apart; a single word may."""
    found: dict[str, set[str]] = {}
    for english, chinese, _place in PAIRS:
        found.setdefault(english, set()).add(chinese)
    assert {english: texts for english, texts in found.items() if len(texts) > 1 and english.count(" ") > 2} == {}


def test_no_text_is_put_together_before_it_is_looked_up() -> None:
    """`_` takes two whole texts or a pair with a star, never a made-up one."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            assert not any(isinstance(text, ast.JoinedStr | ast.BinOp) for text in looked_up(node)), file.name

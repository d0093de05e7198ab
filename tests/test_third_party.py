"""What tomli, json and the system say is known in both languages, so that no Chinese sentence has an English middle."""

from __future__ import annotations

import ast
import errno
import json.decoder
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from dibao_cli.words import use_language
from dibao_cli.words.third_party import SENTENCES, TEMPLATES, in_our_words

KNOWN = {*SENTENCES, *(english for english, _chinese in TEMPLATES)}


def messages_of(source: Path, error: str) -> set[str]:
    """The first argument of every error that a module raises, its variable parts as {name}."""
    found = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == error:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                found.add(str(first.value))
            elif isinstance(first, ast.JoinedStr):
                found.add("".join(str(x.value) if isinstance(x, ast.Constant) else "{name}" for x in first.values))
    return found


def test_every_message_of_tomli_is_known() -> None:
    spec = find_spec("tomli")
    assert spec is not None and spec.origin
    told = messages_of(Path(spec.origin).with_name("_parser.py"), "TOMLDecodeError")
    assert len(told) > 15
    assert told - KNOWN == set()


def test_every_message_of_json_is_known() -> None:
    told = messages_of(Path(json.decoder.__file__), "JSONDecodeError")
    assert len(told) > 4
    assert told - KNOWN == set()


@pytest.mark.parametrize(
    "number",
    [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EISDIR, errno.EROFS, errno.EDQUOT, errno.EFBIG, errno.EIO],
)
def test_what_the_system_says_is_known(number: int) -> None:
    assert os.strerror(number) in SENTENCES


def test_the_variable_part_stays() -> None:
    use_language("zh")
    try:
        assert in_our_words("Cannot declare ('dibao',) twice") == "('dibao',) 不能声明两次"
        assert in_our_words("Illegal character '\\n'") == "字符 '\\n' 不合法"
        assert in_our_words("Something new") == "Something new"
    finally:
        use_language("en")
    assert in_our_words("Illegal character 'x'") == "Illegal character 'x'"

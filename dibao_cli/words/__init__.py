"""What people read. English stands where it is used, `_("…")`; Chinese is looked up, and only loaded when asked for.

Keys, column names and codes never pass through here: they are the same in every language.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

LANGUAGES = ("en", "zh")

_chinese: Mapping[str, str] = {}
_language = "en"


def language() -> str:
    """The language now in use: `en` or `zh`."""
    return _language


def use_language(code: str) -> None:
    """Read and write in a language from here on; `zh` loads the Chinese texts."""
    global _chinese, _language
    if code == "zh":
        from .zh import TEXTS

        _chinese = TEXTS
    _language = code


def wanted_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the environment asks for: `DIBAO_LANG`, then the locale; English otherwise."""
    for name in ("DIBAO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        told = environment.get(name, "").lower()
        if told:
            return "zh" if told.startswith(("zh", "chinese", "中文")) else "en"
    return "en"


def _(text: str) -> str:
    """The text in the language in use."""
    return _chinese.get(text, text) if _language == "zh" else text


def N_(text: str) -> str:
    """Marks a text that is translated later, where it is used."""
    return text


def in_language(note: Mapping[str, str]) -> str:
    """A note of a notice in the language in use, else in the other."""
    return note.get(_language) or next(iter(note.values()), "")

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


LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def wanted_language(environment: Mapping[str, str] = os.environ, configured: str = "") -> str:
    """The language that is asked for: `DIBAO_LANG`, the user's settings, then the locale; English otherwise."""
    for told in (environment.get("DIBAO_LANG"), configured, *map(environment.get, LOCALE)):
        if told:
            return "zh" if told.lower().startswith(("zh", "chinese", "中文")) else "en"
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

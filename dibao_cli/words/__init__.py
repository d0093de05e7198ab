"""What people read, in English and in Chinese: `_("…", "…")` where it is used, pairs in the tables of this room.

Keys, column names and codes never pass through here: they are the same in every language.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

LANGUAGES = ("en", "zh")

Text = tuple[str, str]
"""What people read, in English and in Chinese, side by side so that neither is changed without the other in sight."""

_language = "en"


def language() -> str:
    """The language now in use: `en` or `zh`."""
    return _language


def use_language(code: str) -> None:
    """Read and write in a language from here on."""
    global _language
    _language = code


LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def wanted_language(environment: Mapping[str, str] = os.environ, configured: str = "") -> str:
    """The language that is asked for: `DIBAO_LANG`, the user's settings, then the locale; English otherwise."""
    for text in (environment.get("DIBAO_LANG"), configured, *map(environment.get, LOCALE)):
        if text:
            return "zh" if text.lower().startswith(("zh", "chinese", "中文")) else "en"
    return "en"


def _(english: str, chinese: str) -> str:
    """The text in the language in use; a pair of a table is handed over with a star: `_(*PROGRAMMES["dibao"])`."""
    return chinese if _language == "zh" else english


def in_language(note: Mapping[str, str]) -> str:
    """A note of a notice in the language in use, else in the other."""
    return note.get(_language) or next(iter(note.values()), "")

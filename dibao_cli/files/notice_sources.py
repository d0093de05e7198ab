"""The sources of a notice: named once in `[sources]`, and referred to by name where figures were read there.

    [sources]
    A4 = { en = "大连日报 copy, 2020-06-01", zh = "大连日报，转载，2020-06-01", url = "https://…" }

    [retiree]
    full = { value = 580, basis = "reported", source = "A4" }

A source that is used once may also stand as a text where it is used.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..rules.notice import Note
from ..rules.problems import nearest
from .document import KeyPath
from .values import ValueReader

SOURCE_KEYS = ("en", "zh", "url", "archived")

_BETWEEN = {"en": (": ", ", ", "; "), "zh": ("：", "，", "；")}
_LONGEST_NAME = 20


class Sources:
    """The named sources of one notice, and which of them were referred to."""

    def __init__(self, reader: ValueReader, table: Mapping[str, object]) -> None:
        """Notes every fault with the reader."""
        self.reader = reader
        self.named: dict[str, Note] = {}
        self.used: set[str] = set()
        for name, content in table.items():
            source = self._source(("sources", name), content)
            if source:
                self.named[name] = {code: _BETWEEN[code][0].join((name, text)) for code, text in source.items()}

    def _source(self, path: KeyPath, content: object) -> Note:
        """What a source is called in each language, with its address."""
        if not isinstance(content, dict):
            return self.reader.note(path, content)
        self.reader.known_keys(path, content, SOURCE_KEYS)
        texts = {code: self.reader.text((*path, code), content[code]) for code in SOURCE_KEYS if code in content}
        if not (texts.get("en") or texts.get("zh")):
            self.reader.fault("needed_key", (*path, "en"))
            return {}
        url = texts.get("url", "")
        in_both = {"en": texts.get("en") or texts["zh"], "zh": texts.get("zh") or texts["en"]}
        return {code: _BETWEEN[code][1].join(filter(None, (text, url))) for code, text in in_both.items()}

    def note(self, path: KeyPath, content: object) -> Note:
        """What `source = …` says: the name of a source, several names, or a text of its own."""
        if isinstance(content, list) and content and all(isinstance(each, str) for each in content):
            parts = [self._named(path, each) for each in content]
            return {code: between[2].join(part[code] for part in parts if part) for code, between in _BETWEEN.items()}
        if isinstance(content, str) and (content in self.named or (self.named and _is_name(content))):
            return self._named(path, content)
        return self.reader.note(path, content)

    def _named(self, path: KeyPath, name: str) -> Note:
        if name not in self.named:
            self.reader.fault("unknown_source", path, name, nearest=nearest(name, self.named))
            return {}
        self.used.add(name)
        return self.named[name]

    @property
    def unused(self) -> tuple[str, ...]:
        """The names that nothing refers to."""
        return tuple(name for name in self.named if name not in self.used)


def _is_name(text: str) -> bool:
    """Whether a text could be the name of a source: a few letters and digits, `-` and `_`."""
    return len(text) <= _LONGEST_NAME and text.isascii() and text.replace("-", "").replace("_", "").isalnum()

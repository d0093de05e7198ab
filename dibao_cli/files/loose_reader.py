"""Single contents as people write them: texts for numbers, any spelling of a choice or a district."""

import re
from collections.abc import Callable

from ..rules.money import plain
from ..rules.parameters import Choices, by_choice
from ..rules.problems import InputError, nearest, one_meant
from .document import LONGEST_SHOWN, KeyPath, is_whole, written
from .reader import Reader

LONGEST_TEXT = 1000
"""Characters of a field; no name, choice or amount comes near it."""
_SEVERAL = r"[+、,，/]"
_COUNTERS = ("人", "岁", "级")
_MOST_DIGITS = 9


class LooseReader(Reader):
    """Reads single contents and collects what is wrong with them."""

    def text(self, path: KeyPath, content: object, kind: str = "text") -> str | None:
        """As typed, full-width characters made ordinary; None if it is blank or of another type."""
        if isinstance(content, (list, dict, float)) or content is None:
            self.fault("wrong_type", path, "", expected=kind)
            return None
        text = plain(written(content))
        return text if text and self._sound(text, path) else None

    def _sound(self, text: str, path: KeyPath) -> bool:
        """Whether a text is of a length that somebody writes, and of whole characters."""
        if len(text) > LONGEST_TEXT:
            self.fault("too_long", path, text[:LONGEST_SHOWN] + "...", highest=str(LONGEST_TEXT))
            return False
        if not is_whole(text):  # bytes of a command line that are no text
            self.fault("half_character", path)
            return False
        return True

    def number(self, path: KeyPath, content: object, parse: Callable[[str], int], kind: str = "number") -> int | None:
        """A number in the unit of `parse`, of a number or a text."""
        text = self.text(path, content, kind)
        return None if text is None else self.parsed(parse, path, text)

    def count(self, path: KeyPath, content: object, lowest: int, highest: int) -> int | None:
        """A whole number within its bounds; `3人` is 3."""
        text = self.text(path, content, "count")
        if text is None:
            return None
        digits = text
        for counter in _COUNTERS:
            digits = digits.removesuffix(counter)
        digits = digits.strip()
        number = digits.removeprefix("-")
        if not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS):
            self.fault("not_a_count", path, text)
            return None
        if not lowest <= int(digits) <= highest:
            self.fault("out_of_range", path, text, lowest=str(lowest), highest=str(highest))
            return None
        return int(digits)

    def choice(self, path: KeyPath, content: object, choices: Choices, kind: str = "choice") -> str | None:
        """The code of a choice, from any of its spellings."""
        text = self.text(path, content, kind)
        return None if text is None else self._code(path, text, choices, hint=kind != "yes_no")

    def _code(self, path: KeyPath, text: str, choices: Choices, hint: bool = True) -> str | None:
        spelled = by_choice(choices)
        code = spelled.get(text.strip().lower())
        if code is None:
            near = one_meant(text.strip().lower(), spelled) if hint else ""
            self.fault("unknown_choice", path, text, known=", ".join(choices), nearest=near)
        return code

    def choices(self, path: KeyPath, content: object, choices: Choices) -> tuple[str, ...] | None:
        """The codes of choices, of a list or of a text with separators; without the ordinary one."""
        parts = self._parts(path, content)
        if parts is None:
            return None
        codes = [self._code(path, part, choices) for part in parts]
        return tuple(code for code in codes if code and code != "ordinary")

    def _parts(self, path: KeyPath, content: object) -> list[str] | None:
        """The parts of a list or of a text with separators; None if it is blank or of another type."""
        if isinstance(content, list):
            return [written(each) for each in content]
        text = self.text(path, content, "choices")
        return None if text is None else [part for part in re.split(_SEVERAL, text) if part.strip()]

    def categories(self, path: KeyPath, content: object) -> tuple[str, ...] | None:
        """Categories that the region's notices name, as those write them; unchecked where there is no region to ask."""
        parts = self._parts(path, content)
        if parts is None:
            return None
        known = None if self.region is None else tuple(self.region.names.get("hardship", ()))
        categories = [part.strip().replace("：", ":") for part in parts]
        for name in categories:
            if known == ():
                self.fault("no_categories", path, name)
            elif known is not None and name not in known:
                self.fault("unknown_category", path, name, known=", ".join(known), nearest=nearest(name, known))
        return tuple(categories)

    def district(self, path: KeyPath, text: str) -> str | None:
        """The name of a district; unchanged where no region is given to ask."""
        if self.region is None:
            return text
        try:
            return self.region.place(text).name
        except InputError as refused:
            self.fault("unknown_district", path, text, **refused.problems[0].details)
            return None

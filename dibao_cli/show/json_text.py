"""A record as JSON, for every command that writes one."""

from __future__ import annotations

import json

from ..rules.visible import escaped, is_hidden


def json_text(record: object, indent: int | None = None) -> str:
    """A record as JSON with a line end. What a terminal would obey is escaped, which JSON reads back as it was."""
    text = json.dumps(record, ensure_ascii=False, indent=indent)
    if not all(map(str.isprintable, text.split("\n"))):  # the exception; much faster than to look at each character
        hidden = {character for character in set(text) - {"\n"} if is_hidden(character)}
        text = text.translate({ord(each): escaped(each).replace("\\x", "\\u00") for each in hidden})
    return text + "\n"

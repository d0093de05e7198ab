"""What others say in English, in the reader's language: the readers of TOML and JSON, and the system."""

from __future__ import annotations

from . import N_, _, language

SENTENCES: tuple[str, ...] = (
    # tomli
    N_("Cannot overwrite a value"),
    N_("Escaped character is not a Unicode scalar value"),
    N_("Expected '=' after a key in a key/value pair"),
    N_("Expected ']' at the end of a table declaration"),
    N_("Expected ']]' at the end of an array declaration"),
    N_("Expected newline or end of document after a statement"),
    N_("Invalid date or datetime"),
    N_("Invalid hex value"),
    N_("Invalid initial character for a key part"),
    N_("Invalid statement"),
    N_("Invalid value"),
    N_("Unclosed array"),
    N_("Unclosed inline table"),
    N_("Unescaped '\\' in a string"),
    N_("Unterminated string"),
    # json
    N_("Expecting ',' delimiter"),
    N_("Expecting ':' delimiter"),
    N_("Expecting property name enclosed in double quotes"),
    N_("Expecting value"),
    N_("Extra data"),
    N_("Illegal trailing comma before end of array"),
    N_("Illegal trailing comma before end of object"),
    N_("Invalid \\escape"),
    N_("Invalid \\uXXXX escape"),
    N_("Invalid control character at"),
    N_("Unexpected UTF-8 BOM (decode using utf-8-sig)"),
    N_("Unterminated string starting at"),
    # both, and said by ourselves
    N_("a number is too long"),
    N_("the file is damaged"),
    N_("rows out of order"),
    N_("cells out of order"),
    # the system
    N_("Bad file descriptor"),
    N_("Device or resource busy"),
    N_("Disk quota exceeded"),
    N_("File name too long"),
    N_("File too large"),
    N_("Input/output error"),
    N_("Is a directory"),
    N_("No such device or address"),
    N_("No such file or directory"),
    N_("No space left on device"),
    N_("Not a directory"),
    N_("Operation not permitted"),
    N_("Permission denied"),
    N_("Read-only file system"),
    N_("Text file busy"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
)

TEMPLATES: tuple[str, ...] = (
    N_("Cannot declare {name} twice"),
    N_("Cannot mutate immutable namespace {name}"),
    N_("Cannot redefine namespace {name}"),
    N_("Duplicate inline table key {name}"),
    N_("Expected {name}"),
    N_("Found invalid character {name}"),
    N_("Illegal character {name}"),
    N_("Invalid \\escape: {name}"),
)


def in_our_words(reason: str) -> str:
    """The sentence in the language in use; one that is not known stays as it was said."""
    if language() == "en" or reason in SENTENCES:
        return _(reason)
    for template in TEMPLATES:
        start, _name, end = template.partition("{name}")
        if reason.startswith(start) and reason.endswith(end):
            return _(template).format(
                name=reason.removeprefix(start).removesuffix(end) if end else reason[len(start) :]
            )
    return reason

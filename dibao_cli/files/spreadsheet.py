"""Workbooks as this program writes them: a text is never a formula or a link, and there is no date of the day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

MADE = datetime(2020, 7, 1)
"""The date that every workbook states, so that the same result gives the same file."""

LONGEST_CELL = 32_767
"""Characters of a cell that a spreadsheet keeps."""
LONGEST_SHEET_NAME = 31
SHEET_OF_RESULTS = "dibao"
"""What the sheet with the results of a roster is called."""
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def new_workbook(target: object, scratch: str | None = None) -> Any:
    """A workbook for a path or a stream; with `scratch` its rows lie in files of that folder meanwhile."""
    import xlsxwriter  # type: ignore[import-untyped]  # has no types

    memory = {"constant_memory": True, "tmpdir": scratch} if scratch else {"in_memory": True}
    book = xlsxwriter.Workbook(target, {**memory, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE})
    return book


def sheet_name(title: str, taken: list[str], otherwise: str) -> str:
    """A name that a sheet may have and no other has: what of a title fits, before its first comma or colon."""
    short = title.split("；")[0].split(";")[0].split("：")[0].split(":")[0].split("，")[0].split(",")[0]
    name = short.translate(_NOT_IN_NAMES).strip().strip("'")[:LONGEST_SHEET_NAME] or otherwise
    number = 2
    unique = name
    while unique.lower() in (each.lower() for each in taken):
        ending = f" {number}"
        unique = name[: LONGEST_SHEET_NAME - len(ending)] + ending
        number += 1
    return unique

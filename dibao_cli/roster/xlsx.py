"""Rosters in a spreadsheet: which sheet, which line is the heading, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ..rules.problems import InputError, Problem, nearest
from .columns import Columns, known_headings
from .limits import LARGEST_SHARED
from .markup import Malformed, readable
from .rows import Row
from .sheet import sheet_rows
from .workbook import OtherKind, Sheet, TooLarge, Workbook


class Heading(NamedTuple):
    """The sheet that holds the roster, the number of its heading line, and the headings."""

    sheet: Sheet
    line: int
    headings: tuple[str, ...]


def find_heading(path: Path, file: str, wanted: str | None, lines: int) -> Heading:
    """The sheet and, among so many lines at its top, the line with the most known headings. Raises `InputError`."""
    with _opened(path, file) as book:
        sheet = _sheet(book, file, wanted)
        best: tuple[int, int, tuple[str, ...]] = (-1, 0, ())
        for row in sheet_rows(book, sheet):
            if row.number > lines:
                break
            texts = tuple(row.texts(max(row.cells) + 1))
            hits = known_headings(texts)
            if hits > best[0]:
                best = (hits, row.number, texts)
    if best[0] < 0:
        raise InputError(Problem("no_heading", file=file))
    return Heading(sheet, *best[1:])


def rows(path: Path, file: str, heading: Heading, columns: Columns) -> Iterator[Row]:
    """The rows under the heading; blank lines of the sheet are empty rows. Raises `InputError`."""
    used, width = frozenset(columns.places.values()), len(heading.headings)
    number = heading.line
    with _opened(path, file) as book:
        for row in sheet_rows(book, heading.sheet):
            if row.number <= heading.line:
                continue
            for _blank in range(row.number - number - 1):
                yield ()
            yield row.read(width, used)
            number = row.number


def _sheet(book: Workbook, file: str, wanted: str | None) -> Sheet:
    """The sheet that is asked for, else the only one that is shown and holds anything. Raises `InputError`."""
    if wanted is not None:
        for sheet in book.sheets:
            if sheet.name == wanted:
                return sheet
        names = [sheet.name for sheet in book.sheets]
        details = {"known": _listed(names), "nearest": nearest(wanted, names)}
        raise InputError(Problem("no_such_sheet", "--sheet", wanted, file, details=details), usage=True)
    filled = [sheet for sheet in book.sheets if next(sheet_rows(book, sheet), None)]
    shown = [sheet for sheet in filled if not sheet.hidden]
    if len(shown) == 1:
        return shown[0]
    if not filled:
        raise InputError(Problem("no_heading", file=file))
    code, found = ("several_sheets", shown) if shown else ("only_hidden_sheets", filled)
    raise InputError(Problem(code, "--sheet", file=file, details={"known": _listed(sheet.name for sheet in found)}))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)[:500]


@contextmanager
def _opened(path: Path, file: str) -> Iterator[Workbook]:
    book = None
    try:
        with readable():
            book = Workbook(path)
            yield book
    except Malformed as error:
        raise InputError(Problem("unreadable_file", file=file, details={"reason": str(error)[:200]})) from None
    except OtherKind:
        raise InputError(Problem("save_as_xlsx", file=file)) from None
    except TooLarge:
        details = {"highest": f"{LARGEST_SHARED >> 20} MB"}
        raise InputError(Problem("workbook_too_large", file=file, details=details)) from None
    finally:
        if book is not None:
            book.close()

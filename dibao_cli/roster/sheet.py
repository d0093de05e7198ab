"""The cells of a sheet, row by row, as texts. What the sheet shows as an error, or does not know, is never blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from .limits import LONGEST_LINE
from .markup import DAMAGED, Malformed, parse
from .plain_rows import PARTS, LeftOver
from .rows import Faulty
from .workbook import Sheet, Workbook, unescaped

HIGHEST_ROW, HIGHEST_COLUMN = 1 << 20, 1 << 14

Cells = dict[int, str]
Faults = dict[int, str]


class SheetRow:
    """A row: its number in the sheet, the texts of its cells by column (from 0), and the codes of those at fault."""

    __slots__ = ("cells", "faults", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self.cells: Cells = {}
        self.faults: Faults = {}

    def texts(self, width: int) -> list[str]:
        """The cells from the first on, so many; the others stand under no heading."""
        texts = [""] * width
        for column, text in self.cells.items():
            if column < width:
                texts[column] = text
        return texts

    def read(self, width: int, used: frozenset[int]) -> list[str] | Faulty:
        """The row, or what is wrong with it: with a cell that counts, or with its length."""
        texts = self.texts(width)
        for column in sorted(self.faults):
            if column in used:
                return Faulty(self.faults[column], texts, column, texts[column])
        return texts


def sheet_rows(book: Workbook, sheet: Sheet) -> Iterator[SheetRow]:
    """The rows that hold something, from the top. Raises `Malformed` and what the reading of a damaged file raises."""
    cells = _Cells(book)
    with book.open(sheet.part) as stream:
        for _piece in parse(LeftOver(stream, cells.plain_row), cells.start, cells.end, cells.text):
            yield from cells.done
            cells.done.clear()


class _Cells:
    """Handlers that put rows together."""

    def __init__(self, book: Workbook) -> None:
        self.done: list[SheetRow] = []
        self._shared, self._dates, self._from_1904 = book.shared, book.dates, book.from_1904
        self._columns: dict[str, int] = {}
        self._row = SheetRow(0)
        self._column = -1
        self._kind, self._style = "n", "0"
        self._has_formula = self._has_value = self._reading = self._phonetic = False
        self._pieces: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._begin(attributes)
        elif tag == "v":
            self._has_value = self._reading = True
        elif tag == "t":
            self._has_value = self._reading = not self._phonetic
        elif tag == "f":
            self._has_formula = True
        elif tag == "row":
            self._begin_row(int(attributes["r"]) if "r" in attributes else self._row.number + 1)
        elif tag == "rPh":
            self._phonetic = True

    def _begin_row(self, number: int) -> None:
        if not self._row.number < number <= HIGHEST_ROW:
            raise Malformed("rows out of order")
        self._row, self._column = SheetRow(number), -1

    def plain_row(self, number: int, parts: list[str]) -> None:
        """A row by its parts (`plain_rows`), as the handlers take it."""
        self._begin_row(number)
        cells, columns, shared = self._row.cells, self._columns, self._shared
        for n in range(0, len(parts) - 1, PARTS):
            letters, style, kind, formula, value, inline = parts[n + 1 : n + PARTS]
            column = columns[letters] if letters in columns else self._column_of(letters)
            if not self._column < column < HIGHEST_COLUMN:
                raise Malformed("cells out of order")
            self._column = column
            text = value or inline
            if formula is not None:
                self._kind, self._style = kind or "n", style or "0"
                self._has_formula, self._has_value = True, True
                self._pieces = [text or ""]
                self._finish()
            elif text:
                if kind == "s":
                    read = shared[_index(text)]
                elif not kind and not style and _is_plain_number(text):
                    read = text
                else:
                    self._kind, self._style = kind or "n", style or "0"
                    read = self._read(text)
                if read:
                    cells[column] = read
        if cells:
            self.done.append(self._row)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        column = self._column + 1 if place is None else self._column_of(place)
        if not self._column < column < HIGHEST_COLUMN:
            raise Malformed("cells out of order")
        self._column = column
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._has_formula = self._has_value = False

    def _column_of(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        found = self._columns.get(letters)
        if found is None:
            if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha()):
                raise Malformed(DAMAGED)
            found = -1
            for letter in letters.upper():
                found = (found + 1) * 26 + ord(letter) - ord("A")
            self._columns[letters] = found
        return found

    def text(self, piece: str) -> None:
        if self._reading and self._length <= LONGEST_LINE:  # enough to be too long
            self._pieces.append(piece)
            self._length += len(piece)

    def end(self, tag: str) -> None:
        if tag == "v" or tag == "t":
            self._reading = False
        elif tag == "c":
            self._finish()
        elif tag == "row":
            if self._row.cells:
                self.done.append(self._row)
        elif tag == "rPh":
            self._phonetic = False

    def _finish(self) -> None:
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        if text or self._has_formula:
            fault = self._fault(text)
            if fault:
                self._row.faults[self._column] = fault
                self._row.cells[self._column] = text or "="
            elif read := self._read(text):
                self._row.cells[self._column] = read

    def _fault(self, text: str) -> str:
        if self._kind == "e":
            return "cell_error"
        if self._has_formula and not (self._has_value and (text or self._kind == "str")):
            return "formula_without_value"
        return ""

    def _read(self, text: str) -> str:
        kind = self._kind
        if kind == "n":
            return self._number(text)
        if kind == "s":
            return self._shared[_index(text)]
        if kind == "b":
            return "true" if text.strip() == "1" else "false"
        if kind == "d":
            return text[:7]
        return unescaped(text)

    def _number(self, text: str) -> str:
        try:
            number = float(text)
        except ValueError:
            return text
        if self._style in self._dates:
            return month_of(number, self._from_1904) or text
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _is_plain_number(text: str) -> bool:
    """Whether a number is a whole one that is written as it would be here."""
    return len(text) < 16 and text.isascii() and text.isdigit() and (text[0] != "0" or text == "0")


def _index(text: str) -> int:
    number = int(text)
    if number < 0:
        raise Malformed(DAMAGED)
    return number


def month_of(days: float, from_1904: bool) -> str:
    """The month of a date, which a sheet counts in days, and 29 February 1900 with them; empty if it is none."""
    if not 1 <= days < 3_000_000:
        return ""
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    day = first + timedelta(days=int(days) + (not from_1904 and days < 60))
    return f"{day.year:04d}-{day.month:02d}"

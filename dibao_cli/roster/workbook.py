"""A spreadsheet file (.xlsx, .xlsm): its sheets, and the texts and styles that their cells share."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from .limits import LARGEST_SHARED, LONGEST_LINE
from .markup import End, Start, Text, parse

_MOST_SHEETS = 1000


class TooLarge(Exception):
    """The shared texts of a workbook do not fit into memory."""


class OtherKind(Exception):
    """A workbook, but not of this kind: .ods, .xlsb."""


class Sheet(NamedTuple):
    """A sheet: its name, whether it is hidden, and the part of the file that holds its cells."""

    name: str
    hidden: bool
    part: str


class Workbook:
    """An opened workbook. Raises `OtherKind`, `TooLarge`, and what `markup.readable` takes for damage."""

    def __init__(self, path: Path) -> None:
        self.archive = zipfile.ZipFile(path)
        self._main = next(iter(self._related("", "officeDocument").values()), "")
        if not self._main.endswith(".xml"):
            raise OtherKind
        self.from_1904 = False
        self.sheets = self._sheets()
        self.dates = self._date_styles()
        self.shared = self._shared_texts()

    def open(self, part: str) -> BinaryIO:
        return cast("BinaryIO", self.archive.open(part))

    def close(self) -> None:
        self.archive.close()

    def _read(self, part: str, start: Start, end: End = lambda _tag: None, text: Text = lambda _text: None) -> None:
        with self.open(part) as stream:
            for _piece in parse(stream, start, end, text):
                pass

    def _related(self, part: str, kind: str) -> dict[str, str]:
        """The parts of a kind that a part points to, by their numbers."""
        folder, name = posixpath.split(part)
        related: dict[str, str] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if (
                tag == "Relationship"
                and attributes.get("Type", "").endswith("/" + kind)
                and len(related) < _MOST_SHEETS
            ):
                target = attributes["Target"]
                related[attributes["Id"]] = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")

        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations in self.archive.NameToInfo:
            self._read(relations, start)
        return related

    def _sheets(self) -> list[Sheet]:
        parts = self._related(self._main, "worksheet")
        sheets: list[Sheet] = []

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "workbookPr":
                self.from_1904 = attributes.get("date1904") in ("1", "true")
            if tag != "sheet" or len(sheets) >= _MOST_SHEETS:
                return
            number = next((text for name, text in attributes.items() if name.rpartition(":")[2] == "id"), "")
            if number in parts:  # else it is a sheet of a chart
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(Sheet(attributes["name"], hidden, parts[number]))

        self._read(self._main, start)
        return sheets

    def _date_styles(self) -> frozenset[str]:
        """The numbers of the styles in which a number is shown as a date."""
        formats: dict[str, bool] = {}
        dates: list[str] = []
        number, inside = 0, False

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            nonlocal number, inside
            if tag == "numFmt":
                formats[attributes["numFmtId"]] = is_date_format(attributes.get("formatCode", ""))
            elif tag == "cellXfs":
                inside = True
            elif tag == "xf" and inside:
                shown = attributes.get("numFmtId", "0")
                if formats.get(shown, shown in _BUILT_IN_DATES):
                    dates.append(str(number))
                number += 1

        def end(tag: str) -> None:
            nonlocal inside
            inside = inside and tag != "cellXfs"

        for part in self._related(self._main, "styles").values():
            self._read(part, start, end)
        return frozenset(dates)

    def _shared_texts(self) -> list[str]:
        texts: list[str] = []
        pieces: list[str] = []
        size, reading, phonetic, length = 0, False, False, 0

        def start(tag: str, _attributes: Mapping[str, str]) -> None:
            nonlocal reading, phonetic
            phonetic = phonetic or tag == "rPh"
            reading = tag == "t" and not phonetic

        def end(tag: str) -> None:
            nonlocal reading, phonetic, size, length
            reading = False
            if tag == "rPh":
                phonetic = False
            elif tag == "si":
                texts.append(unescaped("".join(pieces)))
                pieces.clear()
                size, length = size + length * 2 + 60, 0
                if size > LARGEST_SHARED:
                    raise TooLarge

        def text(piece: str) -> None:
            nonlocal length
            if reading and length <= LONGEST_LINE:
                pieces.append(piece)
                length += len(piece)

        for part in self._related(self._main, "sharedStrings").values():
            self._read(part, start, end, text)
        return texts


_BUILT_IN_DATES = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
"""The formats of dates and times that every workbook has, those of Chinese editions among them (27 to 36, 50 to 58)."""

_NO_PART_OF_A_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')


def is_date_format(code: str) -> bool:
    """Whether a number is a date in this format: `yyyy"年"m"月"` is one, `#,##0.00"元"` and `General` are not."""
    shown = _NO_PART_OF_A_FORMAT.sub("", code[:1000]).lower().replace("general", "")
    return any(character in shown for character in "ymdhs")


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """A text of a cell in which `_x000D_` stands for a character that XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text

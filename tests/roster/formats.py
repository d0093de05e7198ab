"""Rosters in every format, for tests; and workbooks part by part, with what no writer of workbooks would write."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import duckdb
import xlsxwriter  # type: ignore[import-untyped]  # has no types

FORMATS = ("csv", "tsv", "ndjson", "parquet", "xlsx")


def write_roster(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """The rows in the format that the name says; all cells are texts."""
    form = path.suffix[1:]
    if form in ("csv", "tsv"):
        text = io.StringIO()
        csv.writer(text, delimiter="\t" if form == "tsv" else ",", lineterminator="\n").writerows([headings, *rows])
        path.write_text(text.getvalue(), "utf-8")
    elif form == "ndjson":
        objects = (json.dumps(dict(zip(headings, row, strict=True)), ensure_ascii=False) for row in rows)
        path.write_text("\n".join(objects) + "\n", "utf-8")
    elif form == "parquet":
        columns = ", ".join(f'unnest(?) AS "{heading}"' for heading in headings)
        cells = [list(column) for column in zip(*rows, strict=True)] or [[] for _heading in headings]
        name = str(path).replace("'", "''")
        duckdb.connect().execute(f"COPY (SELECT {columns}) TO '{name}' (FORMAT parquet)", cells)
    else:
        _write_sheet(path, [headings, *rows])
    return path


def _write_sheet(path: Path, rows: Sequence[Sequence[str]]) -> None:
    if any(len(cell) > 32_767 for row in rows for cell in row):  # which no writer of workbooks writes
        write_workbook(path, {"S": sheet([[*map(text_cell, row)] for row in rows])})
        return
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
    written = book.add_worksheet()
    for n, row in enumerate(rows):
        for column, cell in enumerate(row):
            written.write_string(n, column, cell)
    book.close()


def text_cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet(rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """A sheet of cells as XML; `numbers` are those of the rows, else they are counted."""
    lines = [
        f'<row r="{numbers[n]}">{"".join(row)}</row>' if numbers else f"<row>{''.join(row)}</row>"
        for n, row in enumerate(rows)
    ]
    return f"<worksheet><sheetData>{''.join(lines)}</sheetData></worksheet>"


def write_workbook(
    path: Path, sheets: Mapping[str, str], hidden: Sequence[str] = (), shared: str = "", styles: str = ""
) -> Path:
    """A workbook of sheets as XML."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def relation(number: str, kind: str, target: str) -> str:
        return f'<Relationship Id="{number}" Type="{kinds}/{kind}" Target="{target}"/>'

    states = {name: ' state="hidden"' if name in hidden else "" for name in sheets}
    listed = "".join(
        f'<sheet name="{escape(name)}" r:id="s{n}"{state}/>' for n, (name, state) in enumerate(states.items())
    )
    relations = "".join(relation(f"s{n}", "worksheet", f"sheets/{n}.xml") for n in range(len(sheets)))
    relations += relation("t", "sharedStrings", "/xl/shared.xml") if shared else ""
    relations += relation("f", "styles", "styles.xml") if styles else ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        main = relation("m", "officeDocument", "xl/workbook.xml")
        archive.writestr("_rels/.rels", f"<Relationships>{main}</Relationships>")
        archive.writestr("xl/workbook.xml", f'<workbook xmlns:r="{kinds}"><sheets>{listed}</sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relations}</Relationships>")
        for n, content in enumerate(sheets.values()):
            archive.writestr(f"xl/sheets/{n}.xml", content)
        if shared:
            archive.writestr("xl/shared.xml", shared)
        if styles:
            archive.writestr("xl/styles.xml", styles)
    return path

"""Small rosters in every format that is read."""

from __future__ import annotations

import io
import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dibao_cli.files.roster_fields import FIELDS

from .hand import anything, plausible
from .nasty import mutated, nasty, some

Rows = Sequence[Sequence[str]]
HEADINGS = tuple(spelling for name, field in FIELDS.items() for spelling in (name, *field.aliases))
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "latin-1")
KINDS = ("csv", "tsv", "ndjson", "xlsx", "parquet")


def rows_of(chance: random.Random) -> tuple[list[str], list[list[str]]]:
    """Headings, and cells most of which fit them."""
    share = chance.choice((0, 0, 0.05, 0.15))
    others = [name for name in FIELDS if name not in ("area", "members")]
    counted = ["members"] if chance.random() < 0.8 else []  # without a head count most rosters are refused whole
    fields = ["area", *counted, *chance.sample(others, chance.randint(0, 4))]
    headings = [some(chance, (name, name, *FIELDS[name].aliases), share / 2) for name in fields]
    if chance.random() < share:
        headings.append(some(chance, HEADINGS, 0.5))
    chance.shuffle(headings)
    meant = {spelling: field for field in FIELDS.values() for spelling in field.aliases} | dict(FIELDS)
    rows = []
    for _ in range(chance.choice((0, 1, 2, 3, 6, 40))):
        row = []
        for heading in headings:
            field = meant.get(heading)
            likely = ("A", "B", "C") if heading in ("household", "户编号") else plausible(field) if field else ("x",)
            row.append("" if chance.random() < 0.2 else some(chance, likely or ("1", "2"), share / 3))
        rows.append(row if chance.random() >= share / 3 else row[:-1] + ["", "x"][: chance.randint(0, 2)])
    return headings, rows


def roster(chance: random.Random, kind: str) -> bytes:
    """The bytes of a roster file, some of them spoiled."""
    headings, rows = rows_of(chance)
    data = {"csv": separated, "tsv": separated, "ndjson": ndjson, "xlsx": xlsx, "parquet": parquet}[kind](
        chance, headings, rows
    )
    return mutated(chance, data) if chance.random() < 0.6 else data


def separated(chance: random.Random, headings: Sequence[str], rows: Rows) -> bytes:
    """Rows with separators; cells are quoted as they should be, or not."""
    sign = chance.choice((",", ",", "\t", ";"))
    end = chance.choice(("\n", "\n", "\r\n", "\r"))
    quoting = chance.random() < 0.7

    def cell(text: str) -> str:
        if quoting and any(each in text for each in (sign, '"', "\n", "\r")):
            return '"' + text.replace('"', '""') + '"'
        return text

    above = chance.choice(([], [], [], [["2020年名单"]], [[""], ["", nasty(chance)]]))
    text = end.join(sign.join(map(cell, row)) for row in (*above, headings, *rows)) + chance.choice(("", end))
    return text.encode(chance.choice(ENCODINGS), "replace")


def ndjson(chance: random.Random, headings: Sequence[str], rows: Rows) -> bytes:
    """An object a line."""
    lines = []
    for row in rows:
        told = dict(zip(headings, [anything(chance) if chance.random() < 0.04 else cell for cell in row], strict=False))
        lines.append(json.dumps(told, ensure_ascii=chance.random() < 0.3))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def xlsx(chance: random.Random, headings: Sequence[str], rows: Rows) -> bytes:
    """A workbook."""
    import xlsxwriter  # type: ignore[import-untyped]  # has none

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((headings, *rows)):
            for place, cell in enumerate(row):
                text = cell.encode("utf-8", "replace").decode()[:30_000]
                if number and chance.random() < 0.3 and text.isascii() and text.isdecimal() and len(text) < 15:
                    sheet.write_number(number, place, int(text))
                elif chance.random() < 0.01:
                    sheet.write_formula(number, place, "=1/0", value=chance.choice(("#DIV/0!", "", 5)))
                else:
                    sheet.write_string(number, place, text)
    return out.getvalue()


def parquet(chance: random.Random, headings: Sequence[str], rows: Rows) -> bytes:
    """A table of texts."""
    import duckdb

    names = list(dict.fromkeys(h.encode("utf-8", "replace").decode().replace("\0", "") or "x" for h in headings))
    columns = ", ".join('"' + name.replace('"', '""') + '" VARCHAR' for name in names)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        try:
            connection.execute(f"CREATE TABLE roster ({columns})")
        except duckdb.Error:  # two headings that differ in capitals only
            return b"PAR1"
        for row in rows:
            cells = [cell.encode("utf-8", "replace").decode().replace("\0", "") for cell in row]
            cells = (cells + [""] * len(names))[: len(names)]
            connection.execute(f"INSERT INTO roster VALUES ({', '.join('?' * len(names))})", cells)
        file = Path(folder) / "roster.parquet"
        connection.execute(f"COPY roster TO '{file}' (FORMAT parquet)")
        return file.read_bytes()

"""Rows of a sheet come to the same whether a pattern or the reader of XML takes them apart, down to the errors."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any, NamedTuple, cast

import pytest

from dibao_cli.roster.markup import Malformed, readable
from dibao_cli.roster.plain_rows import LeftOver
from dibao_cli.roster.sheet import sheet_rows
from dibao_cli.roster.workbook import Sheet, Workbook

CELLS = (
    '<c r="{c}{n}"><v>4</v></c>', '<c r="{c}{n}" s="1"><v>43831</v></c>', '<c r="{c}{n}" t="s"><v>1</v></c>',
    '<c r="{c}{n}" t="n"><v>007</v></c>', '<c r="{c}{n}"><v>12.50</v></c>', '<c r="{c}{n}"><v>1E3</v></c>',
    '<c r="{c}{n}" t="b"><v>1</v></c>', '<c r="{c}{n}" s="3"/>', '<c r="{c}{n}"></c>', '<c r="{c}{n}"><v></v></c>',
    '<c r="{c}{n}" t="inlineStr"><is><t>城镇 _x0041_</t></is></c>', '<c r="{c}{n}" t="str"><f>A1</f><v>x</v></c>',
    '<c r="{c}{n}" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', '<c r="{c}{n}"><f>A1</f><v></v></c>',
    '<c r="{c}{n}" t="str"><f>A1</f><v></v></c>', '<c r="{c}{n}"><f>A1+1</f><v>7</v></c>',
)  # fmt: skip
ODD = (
    '<c r="{c}{n}" t="e"><v>#N/A</v></c>', '<c r="{c}{n}"><f>A1</f></c>', "<c><v>5</v></c>", '<c r="{c}{n}" cm="1"/>',
    '<c r="{c}{n}" t="str"><v>a&amp;b</v></c>',
    '<c r="{c}{n}" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
    '<c r="{c}{n}" t="inlineStr"><is><t>a</t><rPh><t>b</t></rPh></is></c>', " ", "<!-- a comment -->",
    '<c r="{c}{n}" t="str"><v><![CDATA[<row r="9"><c r="A9"><v>1</v></c></row>]]></v></c>',
    '<c t="d" r="{c}{n}"><v>2020-07-01</v></c>',
)  # fmt: skip
WRONG = (
    '<c r="A{n}"><v>1</v></c>', '<c r="{c}{n}" t="s"><v>9</v></c>', '<c r="{c}{n}" t="s"><v>-1</v></c>', "<c", "&x;",
    "\x01",     '<c r="{c}{n}"><v>a]]>b</v></c>', '<c r="{c}{n}"><v>\ufffe</v></c>', "</row>", '<c r="ZZZ{n}"/>', "<v>",
)  # fmt: skip
ROWS = ('<row r="{n}">', '<row r="{n}" spans="1:6" ht="15.75" customHeight="1" x14ac:dyDescent="0.25">')
ODD_ROWS = ("<row>", '<row spans="1:6" r="{n}">', '\n<row r="{n}" >', '<row r="0{n}">', '<row r="1">')


class Book(NamedTuple):
    """As much of a workbook as the reading of a sheet needs."""

    content: bytes
    shared: tuple[str, ...] = ("", "shared", "城镇")
    dates: frozenset[str] = frozenset(("1",))
    from_1904: bool = False

    def open(self, _part: str) -> BytesIO:
        return BytesIO(self.content)


def told(content: bytes) -> object:
    """The rows, or how they are refused."""
    try:
        with readable():
            rows = sheet_rows(cast("Workbook", Book(content)), Sheet("1", False, ""))
            return [(row.number, row.cells, row.faults) for row in rows]
    except Malformed:
        return "malformed"


def sheet(chance: random.Random, odd: float, wrong: float) -> str:
    rows = []
    for n in range(1, chance.randrange(2, 40)):
        kinds = [chance.choice(CELLS if chance.random() >= odd else ODD) for _cell in range(chance.randrange(6))]
        if chance.random() < wrong:
            kinds.append(chance.choice(WRONG))
        cells = "".join(kind.format(c="ABCDEFG"[at], n=n) for at, kind in enumerate(kinds))
        begin = chance.choice(ROWS if chance.random() >= odd else ODD_ROWS).format(n=n)
        rows.append(f"{begin}{cells}</row>" if cells or chance.random() < 0.5 else f'<row r="{n}"/>')
    return f'<worksheet xmlns="x"><dimension ref="A1"/><sheetData>{"".join(rows)}</sheetData><legacy/></worksheet>'


DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def test_every_row_is_the_one_that_the_reader_of_xml_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(17)
    taken: list[int] = []
    plainly = LeftOver.__init__

    def counted(self: LeftOver, stream: Any, row: Any) -> None:
        def told_of(number: int, parts: list[str]) -> None:
            taken.append(number)
            row(number, parts)

        plainly(self, stream, told_of)

    monkeypatch.setattr(LeftOver, "__init__", counted)
    refused = 0
    for n in range(400):
        monkeypatch.setattr("dibao_cli.roster.plain_rows._PIECE", chance.choice((7, 200, 1 << 16)))
        text = sheet(chance, (0.0, 0.02, 0.3)[n % 3], (0.0, 0.0, 0.02)[n % 7 % 3])
        by_pattern = told((DECLARED + text).encode())
        before = len(taken)
        assert by_pattern == told((DECLARED + "<!-- no pattern -->" + text).encode()), text
        assert len(taken) == before, "a comment before the sheet leaves all to the reader of XML"
        refused += by_pattern == "malformed"
    assert len(taken) > 2000
    assert 5 < refused < 300


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_sheet_in_another_encoding_is_left_to_the_reader_of_xml(encoding: str) -> None:
    text = sheet(random.Random(3), 0.0, 0.0)
    named = {"utf-8-sig": "UTF-8", "gb18030": "us-ascii"}.get(encoding, encoding)
    content = (DECLARED.replace("UTF-8", named) + text.replace("城镇", "x")).encode(encoding)
    assert told(content) == told((DECLARED + text.replace("城镇", "x")).encode())


@pytest.mark.parametrize("bad", [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xef\xbf\xbe"])
def test_bytes_that_are_no_text_are_damage(bad: bytes) -> None:
    content = (
        DECLARED + '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>@</v></c></row></sheetData></worksheet>'
    ).encode()
    assert told(content) != "malformed"
    assert told(content.replace(b"@", bad)) == "malformed"

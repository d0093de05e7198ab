"""Cards as printed on a terminal, in both languages, and that no line of them is broken at any width.

The pictures, at one width, are in tests/golden/cards/. After a change that is meant to change them, write them anew
with `python scripts/renew.py` and read the diff.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import Cli
from rich.cells import cell_len

from dibao_cli.files.document import Document, NumberText
from dibao_cli.files.households import from_document
from dibao_cli.rules.assess import assess
from dibao_cli.rules.standards import Standards
from dibao_cli.show.answer import Record, record_of
from dibao_cli.show.answer_document import document_of
from dibao_cli.show.formats import Look, for_people
from dibao_cli.show.labels import amount_text, basis_text, total_basis_text
from dibao_cli.show.remarks import remarks
from dibao_cli.words import use_language

GOLDEN = Path(__file__).parent / "golden" / "cards"
WIDTH = 80
"""The width of the pictures."""

WIDTHS = (60, 80, 120)

HOUSEHOLDS = {
    "three-in-the-city": "--area urban --members 3 --income 1200",
    "income-too-high": "--area urban --members 2 --income 1800.01",
    "inferred-and-doubled": (
        "--area rural --members 2 --income 300 --person status=orphan,care=dispersed,age=9,id=小明 "
        "--month 2020-04 --food-cpi 14.8 --explain"
    ),
    "not-known": (
        "--area rural --district 庄河市 --members 1 --annual-income 9600 --deduct 医疗=120.50 --deduct education=80 "
        "--person status=tekun,self_care=wholly,age=71 --person disability=limb-1 --uplift --one-off --explain"
    ),
    "out-of-date": "--area urban --members 1 --income 0 --month 2027-01 --set dibao.urban=1050 --subsidy-rate 60",
}
PICTURES = [(name, code) for name in HOUSEHOLDS for code in ("en", "zh")]
CASES = [(name, code, width) for name in HOUSEHOLDS for code in ("en", "zh") for width in WIDTHS]


def drawn(dibao: Cli, name: str, code: str, width: int) -> str:
    """A card as the command writes it; the fingerprint, which changes with every notice, is blanked out."""
    arguments = ["--lang", code, "calc", *HOUSEHOLDS[name].split(), "-f", "table"]
    result = dibao(*arguments, env={"COLUMNS": str(width)})
    assert (result.code, result.err) == (0, "")
    return re.sub(r"dibao \S+ sha256:[0-9a-f]+", "dibao VERSION, sha256:FINGERPRINT", result.out)


def picture(name: str, code: str) -> Path:
    """The file with a card as it is expected."""
    return GOLDEN / f"{name}.{code}.txt"


@pytest.mark.parametrize(("name", "code"), PICTURES)
def test_a_card_is_as_it_was_drawn(dibao: Cli, name: str, code: str) -> None:
    assert drawn(dibao, name, code, WIDTH) == picture(name, code).read_text("utf-8")


def test_every_picture_belongs_to_a_household() -> None:
    assert set(GOLDEN.iterdir()) == {picture(name, code) for name, code in PICTURES}


@pytest.mark.parametrize(("name", "code", "width"), CASES)
def test_no_line_is_broken(dibao: Cli, name: str, code: str, width: int) -> None:
    text = drawn(dibao, name, code, width)
    for line in text.splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()
        assert not re.match(r" *[，。；：、）》”]", line), "closing punctuation begins a line"
        assert not re.search(r"[（《“]$", line), "an opening bracket ends a line"
    assert "…" not in text


@pytest.mark.parametrize(("name", "code", "width"), CASES)
def test_amounts_end_in_one_column_and_bases_begin_in_one(dibao: Cli, name: str, code: str, width: int) -> None:
    lines = drawn(dibao, name, code, width).splitlines()
    first, last = [n for n, line in enumerate(lines) if "──" in line][:2]
    rows = [
        lines[first - 1],
        *(line for line in lines[first:last] if re.match(r"  \S.*   \S|  \S.* (?:未知|not known)$", line)),
    ]
    rows = [row for row in (*rows, lines[last + 1]) if "──" not in row]
    # what is known of an unknown amount stands four columns in, as the steps do
    rows = [row for row in rows if not row.startswith("    ")]
    amounts = [re.fullmatch(r"  (.*?)(元/月|Yuan/month|未知|not known|\d+\.\d\d)(?:( +)(\S+))?", row) for row in rows]
    assert all(amounts), rows
    ends = {cell_len(row[: match.end(2)]) for row, match in zip(rows, amounts, strict=True) if match}
    begins = {cell_len(row[: match.start(4)]) for row, match in zip(rows, amounts, strict=True) if match and match[4]}
    assert len(ends) == 1 and len(begins) <= 1
    assert len(rows) >= 3


def card(told: Record, region: str, width: int, colour: bool, explain: bool = False, ascii_only: bool = False) -> str:
    look = Look("table", width, colour, explain, ascii_only)
    return for_people(document_of(told, region, look), look)


def record(dalian: Standards, household: Mapping[str, object]) -> Record:
    told = from_document(Document("household", "", household))
    return record_of(assess(told.household, dalian.on("2020-07"), told.question), told.question)


LONELY = {"area": "urban", "members": NumberText("1"), "income": NumberText("749.99")}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["en", "zh"])
def test_nothing_that_must_be_read_is_left_out(dalian: Standards, code: str, width: int) -> None:
    use_language(code)
    try:
        told = record(dalian, {**LONELY, "persons": [{"status": "tekun", "care": "dispersed", "id": "祖母"}]})
        text = without_blanks(card(told, "大连市", width, False))
        for line in told["lines"]:
            assert without_blanks(amount_text(line) + basis_text(line)) in text
        assert without_blanks((told["total"] or told["known_total"]) + total_basis_text(told)) in text
        for remark in remarks(told):
            assert without_blanks(remark) in text
    finally:
        use_language("en")


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_not_known_is_never_nought(dalian: Standards) -> None:
    told = record(dalian, {**LONELY, "income": NumberText("800")})
    text = card(told, "Dalian", 80, False)
    assert re.search(r"Subsistence allowance \(dibao\) +0\.00 +published", text)
    unknown = card(record(dalian, LONELY), "Dalian", 80, False)
    assert re.search(r"Price subsidy +not known$", unknown, re.MULTILINE)
    assert "Known total" in unknown


def test_an_old_terminal_gets_signs_that_it_has(dalian: Standards) -> None:
    told = record(dalian, {**LONELY, "members": NumberText("3"), "question": {"food_cpi": NumberText("7")}})
    for width in WIDTHS:
        text = card(told, "Dalian", width, False, explain=True, ascii_only=True)
        assert not set("─−×÷≤≥“”…—") & set(text)
        assert "750.00 x 3 - 749.99 = 1500.01" in text
        assert all(cell_len(line) <= width for line in text.splitlines())


def test_colours_only_where_they_are_asked_for(dalian: Standards) -> None:
    told = record(dalian, LONELY)
    plain, coloured = (card(told, "Dalian", 80, colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[33mnot known\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain

"""The work of reading grows with the roster and no faster, and what never ends stops at a stated limit."""

from __future__ import annotations

import csv
import io
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import Cli
from formats import FORMATS, sheet, text_cell, write_roster, write_workbook

from dibao_cli.files.fields import GRADUAL_EXIT, HOUSEHOLD, PERSON
from dibao_cli.files.households import read_facts
from dibao_cli.files.roster_fields import FIELDS, OF_ARREARS, field_of, looks_like
from dibao_cli.roster import limits
from dibao_cli.roster.byte_blocks import raw_blocks
from dibao_cli.roster.ndjson import Names
from dibao_cli.roster.parquet import measured
from dibao_cli.roster.text_lines import Dialect, cells_of_any_length, clean
from dibao_cli.rules.problems import InputError, Problem

pytestmark = pytest.mark.thorough

MB = 1 << 20
WORST = ("-", " ", "１", "9", "+", "、", "limb-", "(", "（)", '"', "\u2028", "级", "=", "0.", ",", "\t", "{", "[[")
"""What readers may be made to read again and again."""


@pytest.fixture
def dibao(dibao: Cli) -> Cli:
    """As elsewhere; a row without a number of members is one person, which is not what is tested here."""
    return lambda command, *arguments, **more: dibao(command, "--one-person-per-row", *arguments, **more)


def steps(work: Callable[[], Any]) -> int:
    """Calls of functions, Python's own among them, in all threads."""
    counted = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    threading.setprofile(count)
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return counted


def in_proportion(work: Callable[[int], Callable[[], Any]], size: int) -> bool:
    """Whether twice the size takes no more than about twice the steps."""
    work(size)()  # what is set up once
    return steps(work(2 * size)) <= 2.3 * steps(work(size)) + 300


@pytest.mark.parametrize("form", FORMATS)
def test_a_megabyte_in_any_field_of_any_format_is_a_fault(form: str, dibao: Cli, tmp_path: Path) -> None:
    """It is too long a line; and 100 KB, which are none, are too long a value, but for labels, which are any text."""
    labels = ("household", "person", "id_number")
    fields = [name for name in FIELDS if name not in OF_ARREARS]
    worst = [text for text in WORST if text.strip() and text not in '"\t']
    for length in (MB, 100_000):
        rows = [["A" if name == "household" else "urban" if name == "area" else "" for name in fields]]
        for n, field in enumerate(fields):
            told = {**dict.fromkeys(fields, ""), "household": f"H{n}", "area": "urban"}
            rows.append(list({**told, field: (worst[n % len(worst)] * length)[:length]}.values()))
        roster = write_roster(tmp_path / f"r.{form}", fields, rows)
        said = dibao("batch", str(roster), "-o", str(tmp_path / "o.csv"), "--rejects", str(tmp_path / "rejects.csv"))
        assert "defect" not in said.err
        with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as file, cells_of_any_length():
            rejects = list(csv.DictReader(file))
        if length == MB:
            assert [row["code"] for row in rejects] == ["line_too_long"] * len(fields)
        else:
            parts = {"disability_kind": "disability", "disability_grade": "disability"}
            facts = [parts.get(field, field) for field in fields if field not in labels]
            assert [row["field"] for row in rejects if row["code"] == "too_long"] == facts
            assert {row["field"] for row in rejects if row["code"] != "too_long"} <= {"id_number"}
        assert "A," in (tmp_path / "o.csv").read_text("utf-8")


def test_a_field_of_any_length_is_read_in_few_steps() -> None:
    known = {**HOUSEHOLD, **PERSON, **GRADUAL_EXIT}

    def located(code: str, path: Any, _value: object, details: dict[str, str]) -> Problem:
        return Problem(code, str(path), "", details=details)

    def read(name: str, text: str) -> Callable[[], Any]:
        return lambda: read_facts({name: text}, known, located)

    for name in known:
        for worst in WORST:
            assert steps(read(name, worst * 60_000)) < 500, (name, worst)


def test_headings_and_names_of_any_length_are_looked_at_once() -> None:
    for worst in WORST:
        for text in (worst * 200_000, worst * 200_000 + ")"):
            assert steps(partial(field_of, text)) < 100
            assert steps(partial(looks_like, text)) < 200
            assert steps(partial(Names().add, {text: 1}, "")) < 100


@pytest.mark.parametrize(
    "line",
    [
        'H,"urban,1',
        '"H,ur""ban,1""',
        '"H","urban","1"',
        'H,"ur\nban",1',
        'a""b,"',
        '"a"b,"',
        'x,"' + "y" * 500,
        '""""',
        "x" * 300,
        "\x00,\xff",
        "",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_lines_with_whatever_quotation_marks_are_taken_apart_in_proportion(line: str, encoding: str) -> None:
    dialect = Dialect(",", 3, 0)

    def work(number: int) -> Callable[[], Any]:
        block = ("中\n" + (line + "\n") * number).encode(encoding, "replace")
        return lambda: clean(block, dialect, encoding)

    assert in_proportion(work, 1500)


@pytest.mark.parametrize("form", FORMATS)
def test_a_household_of_any_number_of_rows_is_told_in_proportion(form: str, dibao: Cli, tmp_path: Path) -> None:
    def work(number: int) -> Callable[[], Any]:
        rows = [["A", str(n), "urban", "1"] for n in range(number)]
        roster = write_roster(tmp_path / f"r{number}.{form}", ["household", "person", "area", "income"], rows)
        return lambda: dibao("batch", str(roster), "-o", str(tmp_path / "o.csv"))

    assert in_proportion(work, 1000)
    assert "A household of 1000 " in (tmp_path / "o.rejects.csv").read_text("utf-8")


def test_a_household_of_a_hundred_rows_is_still_computed(dibao: Cli, tmp_path: Path) -> None:
    for number, code in ((100, 0), (101, 1)):
        rows = [["A", str(n), "urban", "1"] for n in range(number)]
        roster = write_roster(tmp_path / "r.csv", ["household", "person", "area", "income"], rows)
        assert dibao("batch", str(roster)).code == code


@pytest.mark.parametrize("form", FORMATS)
def test_too_many_columns_are_refused(form: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("input_formats", "ndjson"):
        monkeypatch.setattr(f"dibao_cli.roster.{module}.MOST_COLUMNS", 50)
    for number, code in ((50, 0), (51, 1)):
        headings = ["area", *(f"c{n}" for n in range(number - 1))]
        roster = write_roster(tmp_path / f"r.{form}", headings, [["urban", *["x"] * (number - 1)]])
        said = dibao("batch", str(roster), "-q")
        assert (said.code, "[too_many_columns]" in said.err) == (code, bool(code)), said.err


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx", "ndjson"])
def test_many_carried_columns_are_written_as_few_are(
    form: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = ["", "x", "=1+1", "-5", "+x", "@a", 'a"b', "a,b", "a;b", '"', ",", "'", "a b", "中", "0", " "]
    headings = ["area", *(f"c{n}" for n in range(len(cells)))]
    roster = write_roster(tmp_path / "r.csv", headings, [["urban", *cells], ["urban", *reversed(cells)]])
    told = []
    for few in (0, 1000):
        monkeypatch.setattr("dibao_cli.roster.output_columns.FEW", few)
        out = tmp_path / f"{few}.{form}"
        assert dibao("batch", str(roster), "--keep", "*", "-o", str(out)).code == 0
        told.append(_cells_of(out))
    assert told[0] == told[1]


def _cells_of(file: Path) -> Any:
    if file.suffix != ".xlsx":
        return file.read_bytes()
    return (
        pytest.importorskip("python_calamine").CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    )


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_as_many_columns_as_there_may_be_are_carried_through(form: str, dibao: Cli, tmp_path: Path) -> None:
    headings = ["area", *(f"c{n}" for n in range(limits.MOST_COLUMNS - 1))]
    roster = write_roster(tmp_path / f"r.{form}", headings, [["urban", *headings[1:]]])
    assert dibao("batch", str(roster), "--keep", "*", "-f", "csv").out.rstrip().endswith(",".join(headings[-20:]))


def test_the_plan_of_a_wide_parquet_grows_as_its_columns_do() -> None:
    """DuckDB puts a formula into every column that names it beside it, and plans as long as the square of them."""

    def plan(number: int) -> int:
        cells = ", ".join(f"'x' || range AS cell_{n}" for n in range(number))
        query = measured(number, f"(SELECT {cells} FROM range(3))")
        connection = duckdb.connect()
        connection.execute("PRAGMA disable_optimizer")  # which finds what is the same, after minutes
        return len(str(connection.execute(f"EXPLAIN (FORMAT json) {query}").fetchall()))

    assert plan(100) < 2.5 * plan(50)


@pytest.mark.parametrize("field", ["income", "members", "status", "district", "month", "age", "area"])
def test_a_column_of_nothing_but_different_faults_stops_at_a_limit(
    field: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each different fault is held in memory; the same one of any number of rows is held once."""
    monkeypatch.setattr("dibao_cli.roster.parsed_texts.MOST_FAULTS", 100)
    for kind, refused in (("x", False), ("different", True)):
        rows = [["urban", f"x{n}" if kind == "different" else "x"] for n in range(200)]
        roster = write_roster(tmp_path / "r.csv", ["area", field] if field != "area" else ["note", "area"], rows)
        said = dibao("batch", str(roster), "-o", str(tmp_path / f"{kind}.csv"))
        assert ("[too_many_faults]" in said.err, (tmp_path / f"{kind}.csv").exists()) == (refused, not refused)


def test_a_new_name_in_every_row_is_refused(dibao: Cli, tmp_path: Path) -> None:
    lines = (f'{{"area": "urban", "k{n}": 1}}\n' for n in range(limits.MOST_COLUMNS + 1))
    (tmp_path / "r.ndjson").write_text("".join(lines))
    assert "[too_many_columns]" in dibao("batch", str(tmp_path / "r.ndjson")).err


class Endless(io.RawIOBase):
    """A stream that gives the same bytes for ever, and counts them."""

    def __init__(self, piece: bytes) -> None:
        self.piece, self.given = piece, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        told = (self.piece * (len(buffer) // len(self.piece) + 1))[: len(buffer)]
        buffer[:] = told
        self.given += len(told)
        return len(told)


@pytest.mark.parametrize(
    ("piece", "code"),
    [(b"\0", "endless_line"), (b"x,", "endless_line"), (b"urban,1\n", "endless_source"), (b"{}\n", "endless_source")],
)
def test_what_never_ends_stops_at_a_stated_limit_and_leaves_nothing(
    piece: bytes, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import tempfile

    from dibao_cli.__main__ import run

    monkeypatch.setattr("dibao_cli.roster.input_formats.LONGEST_LINE_READ", 2 * MB)
    monkeypatch.setattr("dibao_cli.roster.input_formats.LARGEST_STREAM", 5 * MB)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    source = Endless(piece)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(source)))
    assert run(["batch", "-", "-o", str(tmp_path / "o.csv")]) == 1
    assert f"[{code}]" in capsys.readouterr().err
    assert source.given < 8 * MB
    assert list(tmp_path.iterdir()) == []


def test_a_line_that_never_ends_stops_in_a_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sparse file, or what a small packed one unpacks to."""
    monkeypatch.setattr("dibao_cli.roster.byte_blocks.LONGEST_LINE_READ", 2 * MB)
    source = Endless(b"x")
    with pytest.raises(InputError) as refused:
        list(raw_blocks(io.BufferedReader(source), MB))
    assert refused.value.problems[0].code == "endless_line"
    assert source.given < 8 * MB


def test_a_device_that_never_ends_is_refused(dibao: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dibao_cli.roster.input_formats.LONGEST_LINE_READ", 2 * MB)
    assert "[endless_line]" in dibao("batch", "/dev/zero").err


def test_shared_texts_of_a_workbook_have_a_limit(dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dibao_cli.roster.workbook.LARGEST_SHARED", MB)
    shared = "<sst>" + "<si><t>abcdefghij</t></si>" * 20_000 + "</sst>"
    row = sheet([[text_cell("area")], [text_cell("urban")]])
    write_workbook(tmp_path / "r.xlsx", {"S": row}, shared=shared)
    assert "[workbook_too_large]" in dibao("batch", str(tmp_path / "r.xlsx")).err


def test_a_sheet_is_read_in_proportion_and_only_where_it_holds_something(dibao: Cli, tmp_path: Path) -> None:
    """A cell in the last corner of a sheet, and cells of 1 MB, cost what they are."""

    def work(number: int) -> Callable[[], Any]:
        cells = [[text_cell("area")], *([[text_cell("urban")]] * number)]
        write_workbook(tmp_path / f"{number}.xlsx", {"S": sheet(cells)})
        return lambda: dibao("batch", str(tmp_path / f"{number}.xlsx"), "-o", str(tmp_path / "o.csv"))

    assert in_proportion(work, 2000)
    corner = sheet([[text_cell("area")], [text_cell("urban"), '<c r="XFD1048576"><v>1</v></c>']], [1, 1_048_576])
    write_workbook(tmp_path / "r.xlsx", {"S": corner})
    counted = steps(lambda: dibao("batch", str(tmp_path / "r.xlsx"), "-o", str(tmp_path / "o.csv")))
    assert counted < 5_000_000  # a blank line takes up to five

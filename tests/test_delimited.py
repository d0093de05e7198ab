"""CSV and TSV: one dialect and one rule against formulas, written by Python and by the roster's SQL alike."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import Cli
from hypothesis import given
from hypothesis import strategies as st

from dibao_cli.files.delimited import FORMULA_STARTS, delimited, escape_formula

CELLS = st.text(st.sampled_from("ab0=+-@.,;\"'\t\r\n %×大\u2028"), max_size=8)


def read(text: str, kind: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if kind == "tsv" else ","))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4))
def test_csv_reads_back_as_it_was_but_for_formulas(rows: list[list[str]]) -> None:
    text = delimited(("one", "two"), rows, "csv")
    assert read(text, "csv") == [["one", "two"], *([escape_formula(cell) for cell in row] for row in rows)]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=4))
def test_a_tsv_has_a_line_for_every_row_whatever_its_cells_hold(rows: list[list[str]]) -> None:
    text = delimited(("one", "two"), rows, "tsv")
    assert text.count("\n") == len(rows) + 1 and "\r" not in text
    assert all(line.count("\t") == 1 for line in text.split("\n")[:-1])
    blank = str.maketrans("\t\r\n", "   ")
    assert read(text, "tsv")[1:] == [[escape_formula(cell).translate(blank) for cell in row] for row in rows]


def test_quotation_marks_stand_only_where_they_must_and_lines_end_in_lf() -> None:
    rows = [["a b", 'say "x"'], ["1,2", "x\ry"], ["", "大连"]]
    assert delimited(("n", "m"), rows, "csv") == 'n,m\na b,"say ""x"""\n"1,2","x\ry"\n,大连\n'


@pytest.mark.parametrize("number", ["-450.00", "+30.00", "-1", "+4.17%", "-0.5%", "0"])
def test_a_plain_number_stays_one(number: str) -> None:
    assert escape_formula(number) == number


@given(CELLS)
def test_no_other_text_begins_like_a_formula(text: str) -> None:
    escaped = escape_formula(text)
    assert escaped in (text, "'" + text)
    if escaped[:1] and escaped[:1] in FORMULA_STARTS:
        float(escaped.rstrip("%"))


def test_sql_takes_the_same_texts_for_formulas_whatever_they_begin_with() -> None:
    duckdb = pytest.importorskip("duckdb")
    from dibao_cli.roster.delimited_cells import no_formula

    begins = [chr(code) for code in (*range(1, 0xD800), *range(0xE000, 0x10000), 0x1F469)]
    texts = ["", *(each + end for each in begins for end in ("", "1", "x"))]
    found = duckdb.execute(f"SELECT {no_formula('text')} FROM (SELECT unnest($1) AS text)", [texts]).fetchall()
    assert [text for (text,) in found] == [escape_formula(text) for text in texts]


NASTY = ["=1+1", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "-450.00..-400.01", "-450.00", "+5%", "=1.5", "@5"]
NASTY += ["a,b", 'a"b', "a\nb", "a\tb", "a\rb", "-", "", "plain", "1.2.3", "-1.2.3", "大连\n=1"]


@pytest.mark.thorough
def test_the_roster_writes_the_same_dialect_in_its_cells_and_headings(dibao: Cli, tmp_path: Path) -> None:
    """The SQL that writes results must not drift from the function that writes everything else."""
    roster = tmp_path / "roster.ndjson"
    kept = [*(f"{text} {n}" for n, text in enumerate(NASTY)), "code", "line", "programme"]
    with roster.open("w", encoding="utf-8") as file:
        for n, text in enumerate(NASTY):
            facts = {"household": f"{text}{n}", "area": "urban", "members": "1", "income": "0"}
            more = dict(zip(kept, [*NASTY[n:], *NASTY[:n], text, text, text], strict=True))
            file.write(json.dumps({**facts, **more}) + "\n")
    for flags in (("--keep", "*"), ("--lines",), ("--explain",)):
        command = ("batch", str(roster), *flags, "-q")
        records = [json.loads(line) for line in dibao(*command, "-f", "ndjson").out.splitlines()]
        rows = [["" if cell is None else str(cell) for cell in record.values()] for record in records]
        assert len(rows) >= len(NASTY)
        for kind in ("csv", "tsv"):
            assert dibao(*command, "-f", kind).out == delimited(list(records[0]), rows, kind), (flags, kind)


def test_cells_of_plain_lines_are_written_as_any_others(dibao: Cli, tmp_path: Path) -> None:
    """Lines without a quotation mark are written without looking for one, if their cells can hold no separator."""
    cells = [text for text in NASTY if not any(each in text for each in '"\n\r')]
    for between in ",\t":
        kept = [text for text in cells if between not in text]
        roster = tmp_path / f"roster-{ord(between)}.csv"
        heading = ["household", "area", "members", "income", *(f"note {n}" for n in range(len(kept)))]
        lines = [heading, *([f"{text}{n}", "urban", "1", "0", *kept] for n, text in enumerate(kept))]
        roster.write_text("".join(between.join(line) + "\n" for line in lines), "utf-8")
        for some in (("--keep", "note 0,note 3"), ("--keep", "*")):
            command = ("batch", str(roster), *some, "-q", "-f")
            records = [json.loads(line) for line in dibao(*command, "ndjson").out.splitlines()]
            rows = [["" if cell is None else str(cell) for cell in record.values()] for record in records]
            assert len(rows) == len(kept)
            for kind in ("csv", "tsv"):
                assert dibao(*command, kind).out == delimited(list(records[0]), rows, kind), (between, kind)


def test_every_row_format_of_every_command_ends_its_lines_alike(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("household,area,members,income\nA,urban,3,1200\n", "utf-8")
    for command in (
        ("calc", "--area", "urban"),
        ("calc", "--area", "urban", "--from", "2020-01", "--to", "2020-03"),
        ("standards", "show"),
        ("batch", str(tmp_path / "r.csv")),
        ("batch", str(tmp_path / "r.csv"), "--lines"),
        ("batch", str(tmp_path / "r.csv"), "--summary"),
        ("compare", str(tmp_path / "r.csv")),
    ):
        for kind in ("csv", "tsv"):
            out = dibao(*command, "-f", kind).out
            assert out.endswith("\n") and "\r" not in out, command


def test_a_decrease_in_a_roster_is_a_number_and_its_band_a_text_that_is_no_formula(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("household,area,members,income\nA,urban,3,1200\n", "utf-8")
    result = dibao("compare", str(tmp_path / "r.csv"), "--after-set", "dibao.urban=600", "-f", "csv")
    heading, *cells = read(result.out, "csv")
    rows = {(row[0], row[1]): dict(zip(heading, row, strict=True)) for row in cells}
    assert rows["total", "all"]["known_difference"] == "-360.00"
    assert ("band", "[-400.00..-350.01]") in rows
    assert "'" not in result.out


def test_the_format_follows_the_name_of_the_output_in_every_command(dibao: Cli, tmp_path: Path) -> None:
    starts: dict[str, str | tuple[str, ...]] = {"html": "<!DOCTYPE", "json": ("{", "["), "csv": "", "tsv": ""}
    starts |= {"md": ("#", "|"), "ndjson": "{"}
    for command in (("calc", "--area", "urban"), ("standards", "list"), ("config",)):
        for ending, start in starts.items():
            file = tmp_path / f"x.{ending}"
            assert dibao(*command, "-o", str(file)).code == 0
            text = file.read_text("utf-8")
            assert text.startswith(start), (command, ending)
            assert ("," in text.split("\n")[0]) == (ending == "csv") or ending in ("html", "json", "ndjson", "md")
        refused = dibao(*command, "-o", str(tmp_path / "x.parquet"))
        assert (refused.code, "[ending_not_here]" in refused.err) == (2, True)
        assert not (tmp_path / "x.parquet").exists()

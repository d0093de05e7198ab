"""What a reader of rosters cannot read is a fault of its cell, never blank: every field, every format."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
import zstandard
from conftest import Cli, Result
from formats import FORMATS, sheet, text_cell, write_roster, write_workbook

from dibao_cli.files.roster_fields import OF_ARREARS
from dibao_cli.roster.columns import FIELDS as ALL_FIELDS

pytestmark = pytest.mark.thorough

FIELDS = [name for name in ALL_FIELDS if name not in OF_ARREARS]
"""What `batch` reads; those of arrears have a test of their own below."""
OTHERS = [name for name in FIELDS if name not in ("household", "area")]
ERRORS = ("#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
BASE = {"household": "A", "area": "urban", "income": "1200", "members": "3"}


@pytest.fixture
def dibao(dibao: Cli) -> Cli:
    """As elsewhere; a row without a number of members is one person, which is not what is tested here."""
    return lambda command, *arguments, **more: dibao(command, "--one-person-per-row", *arguments, **more)


@pytest.fixture
def computed(dibao: Cli, tmp_path: Path) -> Callable[..., tuple[dict[str, str], list[dict[str, str]], Result]]:
    """Compute a roster: the dibao of each household, the rejects, and what was said."""

    def compute(roster: Path, *arguments: str) -> tuple[dict[str, str], list[dict[str, str]], Result]:
        results, rejects = tmp_path / "results.csv", tmp_path / "rejects.csv"
        for file in (results, rejects):
            file.unlink(missing_ok=True)
        said = dibao("batch", str(roster), "-o", str(results), "--rejects", str(rejects), *arguments)
        assert "defect" not in said.err, said.err
        amounts = {row["household"]: row["dibao"] for row in _rows(results)}
        return amounts, _rows(rejects), said

    return compute


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


Computed = Callable[..., tuple[dict[str, str], list[dict[str, str]], Result]]


def with_one_bad_cell(bad: Any, good: Callable[[str], Any]) -> list[tuple[str, list[Any]]]:
    """For each field a row that is sound but for this field."""
    told = []
    for field in FIELDS:
        row = {**{name: good("") for name in FIELDS}, "household": good(f"H-{field}"), "area": good("urban")}
        told.append((field, list({**row, field: bad}.values())))
    return told


# spreadsheets


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_of_excel_is_a_fault_in_every_field(error: str, computed: Computed, tmp_path: Path) -> None:
    rows = with_one_bad_cell(f'<c t="e"><v>{error}</v></c>', text_cell)
    roster = write_workbook(tmp_path / "r.xlsx", {"S": sheet([[*map(text_cell, FIELDS)], *(row for _f, row in rows)])})
    amounts, rejects, _said = computed(roster)
    assert amounts == {}
    assert [(row["field"], row["value"], row["code"]) for row in rejects] == [
        (field, error if error[0] not in "=+-@" else f"'{error}", "cell_error") for field, _row in rows
    ]


@pytest.mark.parametrize("cell", ["<c><f>1+1</f></c>", "<c><f>1+1</f><v></v></c>", '<c t="str"><f>A1</f></c>'])
def test_a_formula_without_its_result_is_a_fault_in_every_field(cell: str, computed: Computed, tmp_path: Path) -> None:
    rows = with_one_bad_cell(cell, text_cell)
    roster = write_workbook(tmp_path / "r.xlsx", {"S": sheet([[*map(text_cell, FIELDS)], *(row for _f, row in rows)])})
    amounts, rejects, _said = computed(roster)
    assert amounts == {}
    assert [(row["field"], row["code"]) for row in rejects] == [(f, "formula_without_value") for f, _row in rows]


def test_an_error_in_a_column_that_is_not_read_costs_nothing(computed: Computed, tmp_path: Path) -> None:
    rows = [["area", "note"], ["urban", "x"]]
    cells = [[*map(text_cell, row)] for row in rows]
    cells[1][1] = '<c t="e"><v>#N/A</v></c>'
    roster = write_workbook(tmp_path / "r.xlsx", {"S": sheet(cells)})
    amounts, rejects, _said = computed(roster, "--keep", "note")
    assert (amounts, rejects) == ({"2": "750.00"}, [])
    assert _rows(tmp_path / "results.csv")[0]["note"] == "#N/A"


def test_cells_of_every_kind_are_read(computed: Computed, tmp_path: Path) -> None:
    """Shared and rich texts, numbers, formulas with their results, dates as months, places that are left out."""
    shared = "<sst><si><t>urban</t></si><si><r><t>中山</t></r><r><t>区</t></r><rPh><t>zhong</t></rPh></si></sst>"
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
        '<numFmt numFmtId="171" formatCode="#,##0.00&quot;元/month&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/>'
        '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="57"/>'
        "</cellXfs></styleSheet>"
    )
    headings = [text_cell(name) for name in ("household", "area", "district", "members", "month", "income")]
    first = '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c><v>3</v></c><c s="1"><v>44013</v></c>'
    other = '<c t="str"><f>B1</f><v>urban</v></c><c/><c r="D6" s="0"><v>1E0</v></c><c s="3"><v>43983.5</v></c>'
    rows = [
        headings,
        [text_cell("A"), first, '<c s="2"><f>600*2</f><v>1200</v></c>'],
        [text_cell("B"), other, '<c t="str"><f>""</f><v></v></c>'],
    ]
    roster = write_workbook(tmp_path / "r.xlsx", {"S": sheet(rows, [2, 4, 6])}, shared=shared, styles=styles)
    amounts, rejects, _said = computed(roster)
    assert (amounts, rejects) == ({"A": "1050.00", "B": "720.00"}, [])
    results = _rows(tmp_path / "results.csv")
    assert [row["month"] for row in results] == ["2020-07", "2020-06"]


def test_a_row_keeps_its_number_below_blank_lines(computed: Computed, tmp_path: Path) -> None:
    cells = [[*map(text_cell, row)] for row in (["area", "income"], ["urban", "x"], ["urban", "1"])]
    for numbers in ([1, 5, 1_048_576], [3, 1_048_575, 1_048_576]):
        roster = write_workbook(tmp_path / "r.xlsx", {"S": sheet(cells, numbers)})
        amounts, rejects, _said = computed(roster)
        assert [row["line"] for row in rejects] == [str(numbers[1])]
        assert amounts == {str(numbers[2]): "749.00"}


def test_several_sheets_are_named_and_one_is_chosen(dibao: Cli, computed: Computed, tmp_path: Path) -> None:
    def one(area: str) -> str:
        return sheet([[*map(text_cell, row)] for row in (["household", "area"], [area, area])])

    sheets = {"甲": one("urban"), "乙": one("rural"), "空": sheet([])}
    roster = write_workbook(tmp_path / "r.xlsx", sheets)
    said = computed(roster)[2]
    assert said.code == 1
    assert "[several_sheets]" in said.err
    assert "甲, 乙." in said.err
    assert "[several_sheets]" in dibao("compare", str(roster)).err
    assert "[several_sheets]" in dibao("batch", str(roster), "--summary").err
    for name, amount in (("甲", "750.00"), ("乙", "540.00")):
        assert list(computed(roster, "--sheet", name)[0].values()) == [amount]
        compared = dibao("compare", str(roster), "--sheet", name, "--before", "2020-07", "--after", "2020-07")
        totals = next(
            row for row in csv.DictReader(io.StringIO(compared.out), delimiter="\t") if row["part"] == "total"
        )
        assert (totals["known_before"], totals["known_after"]) == (amount, amount)
    wrong = computed(roster, "--sheet", "丙")[2]
    assert (wrong.code, "[no_such_sheet]" in wrong.err) == (2, True)

    write_workbook(roster, sheets, hidden=["甲"])
    assert list(computed(roster)[0].values()) == ["540.00"]
    assert list(computed(roster, "--sheet", "甲")[0].values()) == ["750.00"]
    write_workbook(roster, sheets, hidden=["甲", "乙"])
    assert "[only_hidden_sheets]" in computed(roster)[2].err


def test_a_sheet_is_only_asked_for_of_a_workbook(dibao: Cli, tmp_path: Path) -> None:
    for form in FORMATS[:-1]:
        roster = write_roster(tmp_path / f"r.{form}", ["area"], [["urban"]])
        said = dibao("batch", str(roster), "--sheet", "S")
        assert (said.code, "[sheet_needs_workbook]" in said.err) == (2, True)
    said = dibao("compare", "--area", "urban", "--sheet", "S")
    assert (said.code, "[only_for_roster]" in said.err) == (2, True)


def test_a_workbook_of_another_kind_or_a_damaged_one_is_one_clear_line(computed: Computed, tmp_path: Path) -> None:
    import zipfile

    row = sheet([[*map(text_cell, row)] for row in (["area"], ["urban"])])
    good = write_workbook(tmp_path / "good.xlsx", {"S": row}).read_bytes()
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("content.xml", "<x/>")
    entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    made = {
        "save_as_xlsx": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), (tmp_path / "other.xlsx").read_bytes()],
        "unreadable_file": [
            b"",
            b"PK\x03\x04",
            good[: len(good) // 2],
            good.replace(b"xl/sheets", b"xl/shoots", 1),
            write_workbook(tmp_path / "x.xlsx", {"S": entities + row}).read_bytes(),
            write_workbook(tmp_path / "x.xlsx", {"S": "<worksheet>" + "<a>" * 100}).read_bytes(),
            write_workbook(tmp_path / "x.xlsx", {"S": '<worksheet a="' + "x" * 3_000_000}).read_bytes(),
            write_workbook(tmp_path / "x.xlsx", {"S": sheet([["<c/>"]] * 2, [2, 2])}).read_bytes(),
            write_workbook(tmp_path / "x.xlsx", {"S": sheet([["<c/>"]], [1_048_577])}).read_bytes(),
            write_workbook(tmp_path / "x.xlsx", {"S": sheet([['<c r="XFE1"/>']])}).read_bytes(),
            write_workbook(tmp_path / "x.xlsx", {"S": sheet([['<c r="A1"/><c r="A1"/>']])}).read_bytes(),
            write_workbook(tmp_path / "x.xlsx", {"S": sheet([['<c t="s"><v>-1</v></c>']])}).read_bytes(),
        ],
    }
    for code, contents in made.items():
        for n, content in enumerate(contents):
            (tmp_path / "r.xlsx").write_bytes(content)
            said = computed(tmp_path / "r.xlsx")[2]
            assert (said.code, said.err.count("\n"), f"[{code}]" in said.err) == (1, 1, True), (n, said.err)


def test_a_kept_cell_that_no_sheet_takes_is_an_error_and_not_cut(dibao: Cli, tmp_path: Path) -> None:
    for form in FORMATS[:-1]:
        for length, code in ((32_767, 0), (32_768, 1)):
            roster = write_roster(tmp_path / f"r.{form}", ["area", "note"], [["urban", "x" * length]])
            said = dibao("batch", str(roster), "--keep", "note", "-o", str(tmp_path / "results.xlsx"))
            assert (said.code, "[cell_too_long]" in said.err) == (code, bool(code)), said.err


# NDJSON


def ndjson(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("bad", ["[]", "{}", "[[]]", '["a", []]', '{"a": 1}', "[" * 300 + "]" * 300])
def test_a_list_or_an_object_is_a_fault_in_every_field(bad: str, computed: Computed, tmp_path: Path) -> None:
    lines = []
    for field in FIELDS:
        told = {
            name: json.dumps(text) for name, text in {"household": f"H-{field}", "area": "urban", field: ""}.items()
        }
        lines.append("{" + ", ".join(f'"{name}": {text}' for name, text in {**told, field: bad}.items()) + "}")
    amounts, rejects, _said = computed(ndjson(tmp_path / "r.ndjson", *lines))
    assert amounts == {}
    assert [(row["field"], row["code"]) for row in rejects] == [(field, "wrong_type") for field in FIELDS]


def test_what_is_no_value_is_a_fault_in_every_field_that_only_arrears_read(dibao: Cli, tmp_path: Path) -> None:
    """An error of Excel, a formula without its result, a list, an object."""
    names = ["household", "area", *OF_ARREARS]
    rosters: list[tuple[Path, str]] = []
    for n, (cell, code) in enumerate(
        (('<c t="e"><v>#N/A</v></c>', "cell_error"), ("<c><f>1+1</f></c>", "formula_without_value"))
    ):
        rows = [
            [
                text_cell(f"H-{field}"),
                text_cell("urban"),
                *(cell if name == field else text_cell("") for name in OF_ARREARS),
            ]
            for field in OF_ARREARS
        ]
        rosters.append((write_workbook(tmp_path / f"{n}.xlsx", {"S": sheet([[*map(text_cell, names)], *rows])}), code))
    for n, bad in enumerate(("[]", '{"a": 1}')):
        lines = [f'{{"household": "H-{field}", "area": "urban", "{field}": {bad}}}' for field in OF_ARREARS]
        rosters.append((ndjson(tmp_path / f"{n}.ndjson", *lines), "wrong_type"))
    for roster, code in rosters:
        rejects = tmp_path / "rejects.csv"
        said = dibao(
            "arrears", str(roster), "--from", "2020-07", "--to", "2020-07", "--rejects", str(rejects), "-f", "csv"
        )
        assert "H-" not in said.out
        assert [(row["field"], row["code"]) for row in _rows(rejects)] == [(field, code) for field in OF_ARREARS]


def test_a_list_of_statuses_is_read(computed: Computed, tmp_path: Path) -> None:
    roster = ndjson(tmp_path / "r.ndjson", '{"area": "urban", "status": ["tekun", "orphan"], "care": "dispersed"}')
    assert computed(roster)[1] == []


def test_a_name_twice_in_one_object_is_a_fault_in_every_field(computed: Computed, tmp_path: Path) -> None:
    names = ["note", *FIELDS]
    lines = [f'{{"household": "{n}", "area": "urban", "{n}": "1", "{n}": "1"}}' for n in names]
    amounts, rejects, _said = computed(ndjson(tmp_path / "r.ndjson", *lines))
    assert amounts == {}
    assert [(row["field"], row["code"]) for row in rejects] == [(name, "stated_twice") for name in names]


@pytest.mark.parametrize("at", [0, 30, 59])
def test_two_names_of_a_field_in_one_object_are_refused_wherever_they_stand(
    at: int, computed: Computed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dibao_cli.roster.byte_blocks.BLOCK_SIZE", 400)
    lines = ['{"area": "urban", "income": 1}'] * 60
    for other in ("月收入", "收入（元）", "INCOME", " income "):
        lines[at] = json.dumps({"area": "urban", "income": 1, other: 2})
        roster = ndjson(tmp_path / "r.ndjson", *lines)
        assert "[heading_twice]" in computed(roster)[2].err
        amounts, rejects, _said = (
            computed(roster, "--map", f"{other.strip()}=-") if other.strip() != "income" else ({}, [], 0)
        )
        assert rejects == []
        assert set(amounts.values()) <= {"749.00"}


def test_a_late_column_is_reported_and_kept(
    computed: Computed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dibao_cli.roster.byte_blocks.BLOCK_SIZE", 400)
    lines = ['{"area": "urban"}'] * 60 + ['{"area": "urban", "医疗": "7"}']
    roster = ndjson(tmp_path / "r.ndjson", *lines)
    assert "Columns not used: 医疗." in computed(roster)[2].err
    computed(roster, "--keep", "*")
    assert _rows(tmp_path / "results.csv")[60]["医疗"] == "7"


def test_a_missing_household_column_means_the_same_in_every_format(computed: Computed, tmp_path: Path) -> None:
    for form in FORMATS:
        roster = write_roster(tmp_path / f"r.{form}", ["area", "members", "income"], [["urban", "3", "1200"]] * 2)
        amounts, rejects, _said = computed(roster)
        assert (list(amounts.values()), rejects) == (["1050.00"] * 2, []), form
    no_area = ndjson(tmp_path / "r.ndjson", '{"income": 1}')
    assert "[no_area_column]" in computed(no_area)[2].err


def test_lines_that_are_no_objects_are_faults(computed: Computed, tmp_path: Path) -> None:
    bad = ("[]", "1", '"x"', "null", '{"area": ', "{'area': 1}", "{}}", "[" * 60_000)
    codes = ["not_an_object"] * 7 + ["nested_too_deeply"]
    amounts, rejects, _said = computed(ndjson(tmp_path / "r.ndjson", *bad, "", '{"area": "urban"}'))
    assert [row["code"] for row in rejects] == codes
    assert amounts == {"10": "750.00"}
    assert "[not_an_object]" in computed(ndjson(tmp_path / "r.ndjson", *bad))[2].err


@pytest.mark.parametrize("content", ["\\ud800", "\\u0000", "\\u001f", "\\u001e"])
def test_what_is_no_text_is_a_fault_and_merges_no_households(content: str, computed: Computed, tmp_path: Path) -> None:
    lines = [f'{{"household": "{content}{n}", "area": "urban"}}' for n in range(2)]
    amounts, rejects, _said = computed(ndjson(tmp_path / "r.ndjson", *lines, '{"household": "A", "area": "urban"}'))
    assert amounts == {"A": "750.00"}
    assert [row["code"] for row in rejects] == ["wrong_bytes"] * 2


def test_half_a_character_in_a_heading_breaks_nothing(computed: Computed, tmp_path: Path) -> None:
    roster = ndjson(tmp_path / "r.ndjson", '{"area": "urban", "\\ud800": "x"}')
    for keep in ((), ("--keep", "*")):
        assert computed(roster, *keep)[0] == {"1": "750.00"}


# Parquet


def parquet(path: Path, query: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    name = str(path).replace("'", "''")
    duckdb.connect().execute(f"COPY ({query}) TO '{name}' (FORMAT parquet)")
    return path


def test_lists_and_tables_in_parquet_are_faults_in_every_field(computed: Computed, tmp_path: Path) -> None:
    """In the columns `household` and `area` too, which have no blank rows."""
    for kind, value in (("VARCHAR[]", "[]"), ("STRUCT(a INTEGER)", "{'a': 1}"), ("MAP(VARCHAR, VARCHAR)", "MAP {}")):
        columns = ", ".join(f'CASE WHEN n = {n} THEN {value}::{kind} END AS "{f}"' for n, f in enumerate(OTHERS))
        rows = f"SELECT 'H' || n AS household, 'urban' AS area, {columns} FROM range({len(OTHERS)}) AS t(n) ORDER BY n"
        amounts, rejects, _said = computed(parquet(tmp_path / "r.parquet", rows))
        assert amounts == {}
        assert [(row["field"], row["code"]) for row in rejects] == [(field, "wrong_type") for field in OTHERS]
    for query in ("SELECT ['urban'] AS area", "SELECT 'urban' AS area, ['A'] AS household"):
        assert [row["code"] for row in computed(parquet(tmp_path / "r.parquet", query))[1]] == ["wrong_type"]


@pytest.mark.parametrize("folder", ["income=0", "area=rural", "month=2018-01", "a*c", "a?c", "a[b]c", "it's", "户"])
@pytest.mark.parametrize("name", ["r", "r*", "r?", "r[1]", "total=5"])
def test_a_parquet_file_is_the_one_that_is_named(folder: str, name: str, computed: Computed, tmp_path: Path) -> None:
    for other in ("abc", "a"):
        for wrong in ("rx", "r1", "r"):
            parquet(tmp_path / other / f"{wrong}.parquet", "SELECT 'wrong' AS household, 'rural' AS area")
    parquet(tmp_path / folder / "rx.parquet", "SELECT 'wrong' AS household, 'rural' AS area")
    right = "SELECT 'A' AS household, 'urban' AS area, 3 AS members, 1200 AS income, '2020-07' AS month"
    roster = parquet(tmp_path / folder / f"{name}.parquet", right)
    assert computed(roster)[0] == {"A": "1050.00"}


def test_names_in_gbk_are_read_in_every_format(computed: Computed, tmp_path: Path) -> None:
    import os

    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "表".encode("gbk")))
    folder.mkdir()
    for form in FORMATS:
        plain = write_roster(tmp_path / f"plain.{form}", list(BASE), [list(BASE.values())])
        for place in (folder / f"r.{form}", Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xc4\xbf." + form.encode()))):
            place.write_bytes(plain.read_bytes())
            assert computed(place)[0] == {"A": "1050.00"}, place


def test_a_point_in_time_is_the_same_month_whatever_the_clock_of_the_machine(
    dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of July by UTC, and by China time; the last moment of June by China time."""
    moments = ("2020-07-01 00:00:00+00", "2020-06-30 16:00:00+00", "2020-06-30 15:59:59+00")
    rows = " UNION ALL ".join(
        f"SELECT {n} AS household, 'urban' AS area, TIMESTAMPTZ '{moment}' AS month" for n, moment in enumerate(moments)
    )
    roster = parquet(tmp_path / "r.parquet", f"SELECT * FROM ({rows}) ORDER BY 1")
    import time

    for zone in ("UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        out = dibao("batch", str(roster), "-f", "csv").out.splitlines()
        assert [line.split(",")[1] for line in out[1:]] == ["2020-07", "2020-07", "2020-06"]
    monkeypatch.delenv("TZ")
    time.tzset()


def test_damaged_parquet_is_one_clear_line(computed: Computed, tmp_path: Path) -> None:
    rows = "SELECT 'H' || i AS household, 'urban' AS area, hash(i) % 1000 AS income FROM range(20000) AS t(i)"
    good = parquet(tmp_path / "r.parquet", rows).read_bytes()
    for start in range(4, len(good), len(good) // 12):
        end = min(start + 2000, len(good))
        damaged = good[:start] + bytes(byte ^ 0x5A for byte in good[start:end]) + good[end:]
        (tmp_path / "r.parquet").write_bytes(damaged)
        said = computed(tmp_path / "r.parquet")[2]
        assert said.code in (0, 1)
        assert said.err.count("\n") <= 2
    (tmp_path / "r.parquet").write_bytes(good[: len(good) // 2])
    assert "[unreadable_file]" in computed(tmp_path / "r.parquet")[2].err


def test_whole_numbers_in_columns_of_fractions_are_counts(computed: Computed, tmp_path: Path) -> None:
    rows = (
        "SELECT 3.0::DOUBLE AS members, 'urban' AS area, 'nan'::DOUBLE AS income UNION ALL SELECT 2.0, 'urban', 1200.1"
    )
    amounts, rejects, _said = computed(parquet(tmp_path / "r.parquet", rows))
    assert amounts == {"2": "299.90"}
    assert [(row["field"], row["code"]) for row in rejects] == [("income", "not_a_number")]


# every format


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\r", "\x1c"])
@pytest.mark.parametrize("form", FORMATS)
def test_only_a_newline_ends_a_line(form: str, sign: str, computed: Computed, tmp_path: Path) -> None:
    """In titles, in headings, and in rows: no row is lost, and what stands behind the sign stays in its cell."""
    headings = ["household", f"no{sign}te", "area", "income"]
    rows = [[f"H{n}", f"x{sign}urban", "urban", str(n)] for n in range(3)]
    if form == "xlsx":
        cells = [[text_cell(cell.replace(sign, f"_x{ord(sign):04X}_")) for cell in row] for row in [headings, *rows]]
        roster = write_workbook(tmp_path / "r.xlsx", {"S": sheet(cells)})
    else:
        roster = write_roster(tmp_path / f"r.{form}", headings, rows)
    if form in ("csv", "tsv"):
        content = roster.read_bytes().decode().replace('"', "")  # bare, as people's files have them
        roster.write_bytes(f"ti{sign}tle{sign}\n{content}".encode())
    amounts, rejects, _said = computed(roster, "--keep", "*")
    assert (amounts, rejects) == ({f"H{n}": f"{750 - n}.00" for n in range(3)}, [])
    kept = [row[next(name for name in row if name.startswith("no"))] for row in _rows(tmp_path / "results.csv")]
    assert kept == [f"x{' ' if sign == chr(13) else sign}urban"] * 3


@pytest.mark.parametrize("form", [*FORMATS, "csv.gz", "csv.zst"])
@pytest.mark.parametrize("change", ["shorter", "longer", "other"])
def test_a_roster_that_changes_while_it_is_read_is_an_error(
    form: str, change: str, tmp_path: Path, dibao: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written, and what was there before stays."""
    plain = form.split(".")[0]
    rows = [[f"H{n:05d}", "urban", "3", "1200"] for n in range(3000)]
    roster = write_roster(tmp_path / f"r.{plain}", ["household", "area", "members", "income"], rows)
    if form != plain:
        content = roster.read_bytes()
        roster = tmp_path / f"r.{form}"
        roster.write_bytes(gzip.compress(content) if form.endswith("gz") else zstandard.compress(content))
    for module in ("byte_blocks", "rows"):
        monkeypatch.setattr(f"dibao_cli.roster.{module}.BLOCK_SIZE", 8000)
    from dibao_cli.roster.worker import Worker

    load, done = Worker.load, list[int]()

    def load_and_change(worker: Worker, block: Any) -> None:
        if not done:
            done.append(1)
            content = roster.read_bytes()
            content = {"shorter": content[:-40], "longer": content + content[-40:]}.get(change, content)
            if change == "other":  # as editors write: a new file of the same name
                (tmp_path / "new").write_bytes(content)
                (tmp_path / "new").replace(roster)
            else:
                roster.write_bytes(content)
        load(worker, block)

    monkeypatch.setattr(Worker, "load", load_and_change)
    (tmp_path / "results.csv").write_text("old\n")
    said = dibao("batch", str(roster), "-o", str(tmp_path / "results.csv"))
    assert said.code == 1
    assert "[source_changed]" in said.err or "[unreadable_file]" in said.err, said.err
    assert (tmp_path / "results.csv").read_text() == "old\n"


@pytest.mark.parametrize("packing", ["gz", "zst"])
@pytest.mark.parametrize("form", ["csv", "tsv", "ndjson"])
def test_a_packed_roster_that_ends_too_early_is_an_error(
    form: str, packing: str, computed: Computed, tmp_path: Path
) -> None:
    rows = [[f"H{n * 7919 % 10007}", "urban", str(n)] for n in range(5000)]
    content = write_roster(tmp_path / f"r.{form}", ["household", "area", "income"], rows).read_bytes()
    packed = gzip.compress(content) if packing == "gz" else zstandard.compress(content)
    roster = tmp_path / f"r.{form}.{packing}"
    for part in (3, 2):
        roster.write_bytes(packed[: len(packed) * (part - 1) // part])
        assert "[unreadable_file]" in computed(roster)[2].err
    roster.write_bytes(packed)
    assert len(computed(roster)[0]) == 5000


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("headings", [["household", "id_number", "area"], ["household", "area"], ["area"]])
def test_a_roster_without_rows_is_no_defect(
    form: str, headings: list[str], computed: Computed, dibao: Cli, tmp_path: Path
) -> None:
    roster = write_roster(tmp_path / f"r.{form}", headings, [])
    said = computed(roster)[2]
    assert said.code in (0, 1)
    assert "0 rows read" in said.err or "[no_rows]" in said.err
    assert "[no_rows]" in dibao("compare", str(roster)).err

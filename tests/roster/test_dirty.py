"""Dirty rows never stop a run and never vanish: each has a line among the rejects, with a code and a reason."""

from __future__ import annotations

import csv
import gzip
import itertools
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.roster.byte_blocks import decodes

HEADING = "household,person,area,district,month,members,status,care,income,deductions,id_number"
GOOD = "G,,urban,中山区,2020-07,2,,,100,,"

DIRTY = {
    "ragged_line": "B,,urban,中山区",
    "total_row": "合计,,,,,5,,,300,,",
    "whose_deduction": "B,1,urban,,,,特困,,,120,\nB,2,urban,,,,,,1,,",
    "unclosed_quote": 'B,,"urban,中山区,2020-07,2,,,100,,',
    "not_a_number": "B,,urban,,,2,,,abc,,",
    "negative": "B,,urban,,,2,,,-5,,",
    "too_precise": "B,,urban,,,2,,,1.234,,",
    "unknown_district": "B,,urban,Atlantis,,2,,,1,,",
    "unknown_choice": "B,,moon,,,2,,,1,,",
    "before_first_table": "B,,urban,,2001-01,2,,,1,,",
    "not_a_month": "B,,urban,,2020-13,2,,,1,,",
    "out_of_range": "B,,urban,,,2000,,,1,,",
    "no_members": "B,,urban,,,0,,,1,,",
    "not_a_count": "B,,urban,,,two,,,1,,",
    "needed": "B,,urban,,,,orphan,,,,",
    "contradiction": "B,,urban,,,,,集中,,,",
    "several_with_a_status": "B,,urban,,,3,特困,,1,,",
    "needed_field": ",,urban,,,2,,,1,,",
    "id_number_wrong": "B,,urban,,,1,,,1,,11010519491231002Y",
    "duplicate_person": "B,1,urban,,,,,,1,,\nB,1,urban,,,,,,2,,",
    "members_on_each_row": "B,1,urban,,,2,,,1,,\nB,2,urban,,,2,,,2,,",
    "rows_disagree": "B,1,urban,,,,,,1,,\nB,2,rural,,,,,,2,,",
    "id_number_twice": "B,1,urban,,,,,,1,,11010519491231002X\nC,1,urban,,,,,,2,,11010519491231002X",
}


def rejects_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "results.rejects.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def results_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.thorough
@pytest.mark.parametrize("code", DIRTY)
def test_each_mistake_has_a_code_and_the_good_rows_are_computed(code: str, dibao: Cli, tmp_path: Path) -> None:
    dirty = DIRTY[code].split("\n")
    (tmp_path / "roster.csv").write_text(
        "\n".join([HEADING, GOOD, *dirty, GOOD.replace("G,", "H,", 1)]) + "\n", "utf-8"
    )
    result = dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"))
    rejects = rejects_of(tmp_path)
    assert result.code == 1
    assert [row["household"] for row in results_of(tmp_path)] == ["G", "H"]
    assert [int(row["line"]) for row in rejects] == list(range(3, 3 + len(dirty)))
    assert {row["code"] for row in rejects} == {code}
    assert all(row["reason"] for row in rejects)
    assert f"{2 + len(dirty)} rows read = 2 computed + {len(dirty)} rejected" in result.err


def test_a_bad_row_taints_its_household_wherever_its_rows_stand(dibao: Cli, tmp_path: Path) -> None:
    rows = ["A,1,urban,,,,,,100,,", GOOD, "A,2,urban,,,,,,oops,,"]
    (tmp_path / "roster.csv").write_text("\n".join([HEADING, *rows]) + "\n", "utf-8")
    dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"))
    first, second = rejects_of(tmp_path)
    assert (first["line"], first["code"]) == ("2", "household_rejected")
    assert "Line 4" in first["reason"]
    assert (second["line"], second["code"], second["value"], second["field"]) == ("4", "not_a_number", "oops", "income")


def test_one_wrong_byte_costs_its_own_line_only(dibao: Cli, tmp_path: Path) -> None:
    lines = [HEADING.encode(), GOOD.encode(), b"B,,urban,\xff\xfe,,2,,,1,,", GOOD.replace("G,", "H,", 1).encode()]
    (tmp_path / "roster.csv").write_bytes(b"\r\n".join(lines))
    dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"))
    assert [(row["line"], row["code"], row["household"]) for row in rejects_of(tmp_path)] == [("3", "wrong_bytes", "B")]
    assert [row["household"] for row in results_of(tmp_path)] == ["G", "H"]


def test_a_cell_of_several_lines_and_quoted_separators_are_read(dibao: Cli, tmp_path: Path) -> None:
    rows = ['"A",,urban,,,"2",,,"1,200.50",,', 'B,,urban,,,1,,"\n",1,,', "C,,bad,,,1,,,1,,"]
    (tmp_path / "roster.csv").write_text("\n".join([HEADING, *rows]) + "\n", "utf-8")
    result = dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"))
    assert [row["dibao"] for row in results_of(tmp_path)] == ["299.50", "749.00"]
    assert [row["line"] for row in rejects_of(tmp_path)] == ["5"]
    assert "3 rows read = 2 computed + 1 rejected" in result.err


def test_a_row_with_several_faults_tells_them_all(dibao: Cli, tmp_path: Path) -> None:
    rows = [GOOD, "B,,urban,Atlantis,,2,,,-5,abc,", "C,,moon,Atlantis,,1,orphan,,1,,"]
    (tmp_path / "roster.csv").write_text("\n".join([HEADING, *rows]) + "\n", "utf-8")
    dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"))
    first, second = rejects_of(tmp_path)
    assert (first["field"], first["value"], first["code"]) == ("district", "Atlantis", "unknown_district")
    assert "income: “-5” is below 0" in first["reason"]
    assert "deductions: “abc” is not an amount" in first["reason"]
    assert second["field"] == "area"
    assert "district: “Atlantis”" in second["reason"]
    assert "care: " in second["reason"]


def test_what_is_wrong_with_a_row_hangs_on_no_other_row(dibao: Cli, tmp_path: Path) -> None:
    """Texts are read once for all rows: a line whose cells are not in their columns has none of their faults."""
    faulty = [rows for code, rows in DIRTY.items() if "\n" not in rows and code not in ("total_row", "unclosed_quote")]
    faulty += ["B,,urban,,,1,孤儿,集中,-7,,", "B,,urban,Nowhere,,1,,集中,oops,1.234,"]
    spoiled = itertools.chain(*((rows, f"{rows},", f"{rows}11010519491231002Y") for rows in faulty))
    each = [f"{n}{rows}" for n, rows in enumerate(spoiled)]

    def refused(rows: list[str]) -> dict[str, tuple[str, ...]]:
        (tmp_path / "roster.csv").write_text("\n".join([HEADING, *rows, GOOD]) + "\n", "utf-8")
        dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"))
        return {row["household"]: (row["code"], row["value"], row["reason"]) for row in rejects_of(tmp_path)}

    together = refused(each)
    assert len(together) > 50
    alone = [refused([row]) for row in each[::7]]  # no multiple of the three ways of being spoiled
    assert all(together[household] == fault for found in alone for household, fault in found.items())
    both = [reason for code, _value, reason in together.values() if code == "id_number_wrong" and "Nowhere" in reason]
    assert both and all("oops" in reason for reason in both)  # their cells are where they belong


STRAY, SEVERAL_LINES, WRONG_BYTES = (
    'x,,"urban,,,2,,,1,,',
    'm,"first\n\nsecond",urban,,,2,,,1,,',
    "w,,urban,\udcff,,2,,,1,,",
)


@pytest.mark.thorough
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("size", [60, 300, 700, 5000])
@pytest.mark.parametrize("odd", [(SEVERAL_LINES,), (SEVERAL_LINES, STRAY), (SEVERAL_LINES, STRAY, WRONG_BYTES)])
def test_a_record_is_not_cut_by_the_end_of_a_block(
    odd: tuple[str, ...], size: int, encoding: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever blocks end, the same rows are computed and the same are rejected, with the same line numbers."""
    lines = [HEADING]
    for n in range(120):
        lines += [f"H{n:03d}{odd[n // 7 % len(odd)][1:]}" if n % 7 == 3 else f"H{n:03d}{GOOD[1:]}"]
    content = ("\n".join(lines) + "\n").encode(encoding, "surrogateescape")
    (tmp_path / "roster.csv").write_bytes(content)
    told = []
    for block_size in (1 << 20, size):
        monkeypatch.setattr("dibao_cli.roster.byte_blocks.BLOCK_SIZE", block_size)
        dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"))
        rejects = rejects_of(tmp_path) if len(odd) > 1 else []
        told.append((results_of(tmp_path), [(row["line"], row["code"]) for row in rejects]))
    assert len(told[0][0]) + len(told[0][1]) == 120
    assert told[0] == told[1]


def test_what_blocks_hold_of_their_own_is_looked_for_in_each(
    dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block of one kind of rows before or after one of another kind leaves nothing of itself behind."""
    kinds = (
        "H{n:03d},urban,2,,,900",
        "H{n:03d},urban,2,,,900\nH{n:03d},urban,1,orphan,dispersed,",
        "H{n:03d},rural,1,,,12,5\nH{n:03d},rural,1,,,1e3",
        '"=H{n:03d}",rural,1,,,"0.5"',
        "H{n:03d},urban,101,,,5",
        "H{n:03d},urban,3,,,7\nH{n:03d},rural,1,,,7",
    )
    lines = ["household,area,members,status,care,income"]
    for part, kind in enumerate((0, 1, 0, 2, 0, 3, 4, 1, 5, 0)):
        lines += [kinds[kind].format(n=40 * part + n) for n in range(40)]
    (tmp_path / "roster.csv").write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr("os.cpu_count", lambda: 1)  # each block comes after another on the same connection
    told = []
    for size in (1 << 20, 600):
        monkeypatch.setattr("dibao_cli.roster.byte_blocks.BLOCK_SIZE", size)
        dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"), "--month", "2021-08")
        told.append([(tmp_path / f"results{end}").read_bytes() for end in (".csv", ".rejects.csv")])
    assert told[0] == told[1]
    assert {row["code"] for row in rejects_of(tmp_path)} >= {"ragged_line", "rows_disagree", "not_a_number"}


@pytest.mark.parametrize("form", ["csv", "tsv", "ndjson", "json", "parquet"])
def test_where_nothing_is_rejected_an_older_file_of_rejects_gives_way_to_one_without_rows(
    form: str, dibao: Cli, tmp_path: Path
) -> None:
    (tmp_path / "roster.csv").write_text("household,area,members,income\nA,urban,2,100.5\n", "utf-8")
    (tmp_path / f"r.{form}").write_text("older")
    dibao(
        "batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "o.csv"), "--rejects", str(tmp_path / f"r.{form}")
    )
    text = (tmp_path / f"r.{form}").read_bytes()
    if form == "parquet":
        duckdb = pytest.importorskip("duckdb")
        found = duckdb.sql(f"SELECT * FROM '{tmp_path}/r.parquet'")
        assert (found.columns, found.fetchall()) == (["line", "household", "field", "value", "code", "reason"], [])
    else:
        heading = text.split(b"\n")[0].decode().replace("\t", ",")
        assert heading == {"ndjson": "", "json": "["}.get(form, "line,household,field,value,code,reason")
        assert text.count(b"\n") == {"ndjson": 0, "json": 2}.get(form, 1)


def test_a_text_is_utf_8_or_not_wherever_the_pieces_end_in_which_it_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dibao_cli.roster.byte_blocks._FIRST_LOOK", 7)
    text = "a大连é𠮷，bc".encode() * 3
    for end in range(len(text) + 1):
        assert decodes(text[:end]) == (text[:end].decode(errors="replace").encode() == text[:end]), end
        assert not decodes(text[:end] + b"\xff" + text[end:]), end


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_recognised(encoding: str, dibao: Cli, tmp_path: Path) -> None:
    text = "户编号,城乡,区县,人口,家庭月收入（元）\n甲,农村,庄河,３,1 200元\n乙,城市,,2,１００\n".replace(
        "1 200", "1200"
    )
    (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
    result = dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"))
    assert result.code == 0, result.err
    assert [(row["household"], row["dibao"]) for row in results_of(tmp_path)] == [("甲", "420.00"), ("乙", "1400.00")]


@pytest.mark.parametrize("form", ["csv", "tsv", "ndjson", "parquet", "xlsx"])
def test_every_format_goes_in_and_out(form: str, dibao: Cli, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    calamine = pytest.importorskip("python_calamine")
    source, target = tmp_path / f"roster.{form}", tmp_path / f"out.{form}"
    text = "household,area,members,income\nA,urban,2,100.5\nB,rural,1,0\n"
    if form == "csv":
        source.write_text(text)
    elif form == "tsv":
        source.write_text(text.replace(",", "\t"))
    elif form == "ndjson":
        source.write_text(
            '{"household": "A", "area": "urban", "members": 2, "income": 100.5}\n{"household":"B","area":"rural"}\n'
        )
    elif form == "parquet":
        (tmp_path / "t.csv").write_text(text)
        duckdb.sql(f"COPY (FROM '{tmp_path}/t.csv') TO '{source}'")
    else:
        xlsxwriter = pytest.importorskip("xlsxwriter")
        book = xlsxwriter.Workbook(str(source))
        sheet = book.add_worksheet()
        for n, row in enumerate(
            [["title"], ["household", "area", "members", "income"], ["A", "urban", 2, 100.5], ["B", "rural", 1, 0]]
        ):
            sheet.write_row(n, 0, row)
        book.close()
    result = dibao("batch", str(source), "-o", str(target))
    assert result.code == 0, result.err
    if form == "xlsx":
        rows = calamine.CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
        found = [(row[0], f"{row[3]:.2f}") for row in rows[1:]]
    else:
        reader = {"parquet": "read_parquet", "ndjson": "read_json"}.get(form, "read_csv")
        options = ", all_varchar = true" if reader == "read_csv" else ""
        found = duckdb.sql(f"SELECT household, dibao::VARCHAR FROM {reader}('{target}'{options})").fetchall()
    assert found == [("A", "1399.50"), ("B", "540.00")]


def test_ndjson_may_name_its_fields_in_chinese_and_each_row_in_its_own_way(dibao: Cli, tmp_path: Path) -> None:
    rows = (
        '{"户号": "1", "城乡": "城市", "人口": 3, "月收入": "1200"}',
        '{"household": "2", "area": "rural", "members": 2, "income": "300"}',
        '{"户号": "3", "城乡": "城市", "家庭人口": 1, "扣减": "0"}',
    )
    (tmp_path / "roster.ndjson").write_text("\n".join(rows) + "\n", "utf-8")
    result = dibao("batch", str(tmp_path / "roster.ndjson"), "-f", "tsv")
    assert result.code == 0, result.err
    found = [line.split("\t") for line in result.out.splitlines()[1:]]
    assert [(row[0], row[3]) for row in found] == [("1", "1050.00"), ("2", "780.00"), ("3", "750.00")]


def test_a_field_of_ndjson_may_be_mapped(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.ndjson").write_text('{"no": "7", "area": "urban", "members": 1}\n', "utf-8")
    result = dibao("batch", str(tmp_path / "roster.ndjson"), "-f", "tsv", "--map", "no=household")
    assert result.out.splitlines()[1].startswith("7\t"), result.err


def test_packed_rosters_are_unpacked(dibao: Cli, tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    text = b"area,members\nurban,1\n"
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text))
    (tmp_path / "a.csv.zst").write_bytes(zstandard.ZstdCompressor().compress(text))
    for name in ("a.csv.gz", "a.csv.zst"):
        assert "750.00" in dibao("batch", str(tmp_path / name)).out


def test_text_that_a_spreadsheet_would_run_is_neutralised(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("household,area,members,note\n=A1,urban,1,=cmd|x\n+2,urban,1,-3.5\n", "utf-8")
    out = dibao("batch", str(tmp_path / "roster.csv"), "--keep", "note", "-f", "csv").out.splitlines()
    assert out[1].startswith("'=A1,")
    assert out[1].endswith(",'=cmd|x")
    assert out[2].startswith("+2,")
    assert out[2].endswith(",-3.5")


def test_strict_writes_nothing_and_leaves_the_old_file(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(f"{HEADING}\n{GOOD}\n{DIRTY['negative']}\n", "utf-8")
    (tmp_path / "results.csv").write_text("old")
    result = dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"), "--strict")
    assert result.code == 1
    assert "--strict" in result.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["results.csv", "roster.csv"]
    assert (tmp_path / "results.csv").read_text() == "old"


def test_results_keep_the_order_of_the_roster_and_the_sorted_run_gives_the_same(dibao: Cli, tmp_path: Path) -> None:
    rows = [f"{n},1,urban,,,,,,{n},," for n in range(300)] + [f"{n},2,urban,,,,,,1,," for n in reversed(range(300))]
    (tmp_path / "roster.csv").write_text("\n".join([HEADING, *rows]) + "\n", "utf-8")
    dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv"))
    assert [(row["household"], row["dibao"]) for row in results_of(tmp_path)] == [
        (str(n), f"{1500 - n - 1}.00") for n in range(300)
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("batch",), "needs_roster"),
        (("batch", "none.csv"), "no_such_file"),
        (("batch", "roster.csv", "--map", "income=nonsense"), "unknown_field"),
        (("batch", "roster.csv", "--keep", "nothing"), "no_such_column"),
        (("batch", "roster.csv", "-f", "xlsx"), "needs_output_file"),
        (("batch", "roster.csv", "--memory", "much"), "not_a_size"),
        (("batch", "roster.csv", "-o", "roster.csv"), "same_file"),
        (("batch", "roster.csv", "--map", "area=-"), "no_area_column"),
    ],
)
def test_a_wrong_question_is_one_clear_line(
    arguments: tuple[str, ...], code: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roster.csv").write_text(f"{HEADING}\n{GOOD}\n", "utf-8")
    result = dibao(*arguments)
    assert result.code in (1, 2)
    assert result.out == ""
    assert "Traceback" not in result.err
    assert f"[{code}]" in result.err, result.err


def test_an_infant_of_age_0_is_described(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("household,person,area,age\nA,1,urban,0\nA,2,urban,30\n")
    chosen = ("--columns", "dibao,uplift", "-f", "csv")
    out = dibao("batch", str(tmp_path / "roster.csv"), "--uplift", *chosen).out.splitlines()
    assert out[1] == "1500.00,150.00"


def test_a_column_that_changes_nothing_is_named(dibao: Cli, tmp_path: Path) -> None:
    roster = tmp_path / "r.csv"
    roster.write_text("household,area,members,income,户主,备注\n1,urban,1,100,甲,x\n", "utf-8")
    result = dibao("batch", str(roster), "--keep", "备注")
    assert "Columns not used: 户主." in result.err
    assert "Columns not used" in dibao("compare", str(roster)).err
    assert "Columns not used" not in dibao("batch", str(roster), "--keep", "*").err
    assert "户主" not in dibao("batch", str(roster), "--map", "户主=-").err


@pytest.mark.parametrize(
    "roster",
    ["household,area,members,income\na,urban,1,100\n", '{"household":"a","area":"urban","members":1,"income":"100"}\n'],
    ids=["CSV", "NDJSON"],
)
def test_standard_input_is_known_by_its_content(dibao: Cli, roster: str) -> None:
    """`cat roster.ndjson | dibao batch -`: there is no name to go by."""
    result = dibao("batch", "-", "-f", "csv", stdin=roster)
    assert (result.code, result.out.splitlines()[1][:24]) == (0, "a,2020-07,urban,650.00,,")


@pytest.mark.parametrize("place", range(4))
def test_a_short_line_is_rejected_wherever_the_household_stands(place: int, dibao: Cli, tmp_path: Path) -> None:
    """Its household may lie beyond the end of the line."""
    headings, good = ["area", "members", "income"], ["urban", "2", "100"]
    lines = [",".join([*row[:place], name, *row[place:]]) for row, name in ((headings, "household"), (good, "A"))]
    (tmp_path / "roster.csv").write_text("\n".join([*lines, "urban,2", "urban,2,3", lines[1].replace("A", "B")]) + "\n")
    assert dibao("batch", str(tmp_path / "roster.csv"), "-o", str(tmp_path / "results.csv")).code == 1
    assert [(row["line"], row["code"]) for row in rejects_of(tmp_path)] == [("3", "ragged_line"), ("4", "ragged_line")]
    assert len(results_of(tmp_path)) == 2

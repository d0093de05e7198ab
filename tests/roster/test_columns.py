"""A roster that could be misread is not computed: how many people a row is, columns that nobody reads, totals."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from conftest import Cli, Result

from dibao_cli.files.roster_fields import FIELDS, field_of, looks_like

FORMS = ("csv", "tsv", "ndjson", "parquet", "xlsx")


def written(folder: Path, form: str, headings: Sequence[str], *rows: str) -> str:
    """A roster in one of the formats; the cells of a row are separated by blanks, `-` is an empty one."""
    file = folder / f"roster.{form}"
    table = [[cell if cell != "-" else "" for cell in row.split()] for row in rows]
    if form in ("csv", "tsv"):
        text = io.StringIO()
        csv.writer(text, delimiter="\t" if form == "tsv" else ",", lineterminator="\n").writerows([headings, *table])
        file.write_text(text.getvalue(), "utf-8")
    elif form == "ndjson":
        lines = [dict(zip(headings, row, strict=True)) for row in table]
        file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    elif form == "parquet":
        import duckdb

        named = ", ".join(f'col{n} AS "{heading}"' for n, heading in enumerate(headings))
        values = ", ".join("(" + ", ".join(f"'{cell}'" for cell in row) + ")" for row in table)
        columns = ", ".join(f"col{n}" for n in range(len(headings)))
        duckdb.sql(f"COPY (SELECT {named} FROM (VALUES {values}) AS rows({columns})) TO '{file}' (FORMAT parquet)")
    else:
        import xlsxwriter  # type: ignore[import-untyped]  # it has no type hints

        with xlsxwriter.Workbook(str(file)) as book:
            sheet = book.add_worksheet()
            for n, cells in enumerate([list(headings), *table]):
                sheet.write_row(n, 0, cells)
    return str(file)


def computed(result: Result) -> dict[str, str]:
    """The dibao of each household."""
    return {row["household"]: row["dibao"] for row in csv.DictReader(result.out.splitlines(), delimiter="\t")}


def refused_for(result: Result) -> set[str]:
    """The codes of what was refused; then nothing may have been computed."""
    assert (result.code, result.out) == (1, ""), result.err
    return {line.rpartition("[")[2].rstrip("]") for line in result.err.splitlines()}


# how many people a row is

HOUSEHOLDS = ("户号", "城乡", "区县", "月收入")


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", ["batch", "compare"])
def test_a_row_that_may_be_a_household_of_any_size_is_not_taken_for_one_person(
    command: str, form: str, dibao: Cli, tmp_path: Path
) -> None:
    """A roster of households without a head count gave 40.00 for a family of three that is due 1120.00."""
    roster = written(tmp_path, form, HOUSEHOLDS, "A 农村 庄河市 500", "B 城市 中山区 600")
    assert refused_for(dibao(command, roster)) == {"no_members_column"}
    told = dibao(command, roster, "--one-person-per-row")
    assert told.code == 0
    assert command == "compare" or computed(told) == {"A": "40.00", "B": "150.00"}


def test_what_tells_that_a_row_is_a_person(dibao: Cli, tmp_path: Path) -> None:
    told = {
        "a household with a second row": (HOUSEHOLDS, ["A 农村 庄河市 500", "A 农村 庄河市 0", "B 城市 中山区 0"]),
        "a number of members": (("户号", "城乡", "人口"), ["A 城市 3"]),
        "a number in some rows": (("户号", "城乡", "人口"), ["A 城市 3", "B 城市 -"]),
        "facts of a person in each row": (("户号", "城乡", "类别", "年龄"), ["A 城市 特困 -", "B 城市 - 44"]),
    }
    for why, (headings, rows) in told.items():
        assert dibao("batch", written(tmp_path, "csv", headings, *rows)).code == 0, why


def test_what_does_not_tell_it(dibao: Cli, tmp_path: Path) -> None:
    told = {
        "labels of persons": (("编号", "城乡"), ["1 城市", "2 城市"]),
        "facts of a person in some rows": (("户号", "城乡", "残疾"), ["A 城市 肢体一级", "B 城市 -"]),
        "a scheme that is a household's": (("户号", "城乡", "保障类型"), ["A 城市 低保", "B 城市 低保"]),
        "two totals without a household": (("户号", "城乡", "月收入"), ["A 城市 1", "合计 - 1", "合计 - 1"]),
    }
    for why, (headings, rows) in told.items():
        assert refused_for(dibao("batch", written(tmp_path, "csv", headings, *rows))) == {"no_members_column"}, why


# columns that nobody reads


@pytest.mark.thorough
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", ["batch", "compare"])
def test_a_heading_that_looks_like_a_field_is_mapped_or_left_out(
    command: str, form: str, dibao: Cli, tmp_path: Path
) -> None:
    headings = ("户号", "城乡", "享受低保人口数", "家庭总收入", "户主")
    roster = written(tmp_path, form, headings, "A 城市 3 600 甲")
    result = dibao(command, roster)
    assert refused_for(result) == {"looks_like_a_field"}
    assert "享受低保人口数" in result.err
    assert "--map 家庭总收入=家庭月收入" in result.err
    assert "户主" not in result.err
    assert refused_for(dibao(command, roster, "--keep", "*")) == {"looks_like_a_field"} if command == "batch" else True
    mapped = dibao(command, roster, "--map", "享受低保人口数=人口", "--map", "家庭总收入=家庭月收入")
    assert command == "compare" or computed(mapped) == {"A": "1650.00"}
    left_out = dibao(command, roster, "--map", "享受低保人口数=人口", "--map", "家庭总收入=-")
    assert command == "compare" or computed(left_out) == {"A": "2250.00"}


SUSPICIOUS = {
    "家庭人口数": "家庭人口",
    "家庭成员数": "家庭人口",
    "人均月收入": "",
    "家庭月总收入": "家庭月收入",
    "残疾程度": "残疾",
    "残疾证号": "",
    "户籍类型": "",
    "所在区县": "区县",
    "城乡类型": "",
    "保障金额": "",
    "救助对象": "类别",
    "是否特困": "",
    "养育形式": "供养方式",
    "生活自理": "自理能力",
    "医疗支出": "扣减",
    "household_persons": "members",
    "Monthly income": "income",
    "family size": "members",
    "home_district": "district",
    "disabled": "disability",
}
PLAIN = (
    "备注",
    "户主",
    "户主姓名",
    "电话",
    "家庭住址",
    "开户银行",
    "银行账号",
    "性别",
    "出生年月",
    "序号",
    "乡镇",
    "社区",
)


def test_which_headings_look_like_a_field_and_like_which() -> None:
    """Nothing is proposed where the heading is about a field and is not the field: an income per head is no income."""
    assert {heading: looks_like(heading) for heading in SUSPICIOUS} == SUSPICIOUS
    assert [
        heading for heading in (*PLAIN, "note", "name", "village", "page", "") if looks_like(heading) is not None
    ] == []
    assert [heading for heading, field in SUSPICIOUS.items() if field and field_of(field) is None] == []


SPELLINGS = {
    "members": ("保障人口", "保障人数", "享受人数", "在册人数", "低保人数"),
    "area": ("户籍性质", "户口性质"),
    "status": ("救助类别", "保障类型"),
}


def test_the_usual_headings_of_a_roster_are_read(dibao: Cli, tmp_path: Path) -> None:
    cells = {"members": "2", "area": "非农业", "status": "低保"}
    for field, headings in SPELLINGS.items():
        for heading in headings:
            names = {name: name for name in cells} | {field: heading}
            roster = written(tmp_path, "csv", ["户号", *names.values()], f"A {' '.join(cells[name] for name in names)}")
            assert computed(dibao("batch", roster)) == {"A": "1500.00"}, heading


def test_a_disability_may_stand_in_two_columns(dibao: Cli, tmp_path: Path) -> None:
    """In the office's lists kind and grade stand apart; a grade without a kind is a fault of the cell, not blank."""
    for headings, cells, uplift in (
        (("残疾类别", "残疾等级"), "肢体 一级", "375.00"),
        (("残疾等级", "残疾类别"), "一级 肢体", "375.00"),
        (("残疾类别", "残疾等级"), "肢体一级 -", "375.00"),
        (("残疾类别", "残疾等级"), "肢体 肢体一级", "375.00"),
        (("残疾等级",), "肢体一级", "375.00"),
        (("残疾类别", "残疾等级"), "- -", "0.00"),
        (("残疾类别", "残疾等级"), "肢体 -", "not_a_disability"),
        (("残疾类别", "残疾等级"), "- 一级", "not_a_disability"),
        (("残疾等级",), "一级", "not_a_disability"),
    ):
        roster = written(
            tmp_path,
            "csv",
            ("户号", "城乡", "人口", *headings),
            f"A 城市 1 {cells}",
            "A 城市 2 " + "- " * len(headings),
        )
        rejects = tmp_path / "rejects.csv"
        result = dibao("batch", roster, "--uplift", "--rejects", str(rejects))
        rows = list(csv.DictReader(result.out.splitlines(), delimiter="\t"))
        if uplift == "not_a_disability":
            assert rows == []
            codes = {row["code"] for row in csv.DictReader(rejects.read_text("utf-8").splitlines())}
            assert codes == {uplift, "household_rejected"}, cells
        else:
            assert [row["uplift"] for row in rows] == [uplift], cells


# --map


def test_a_column_is_mapped_to_a_field_in_every_spelling(dibao: Cli, tmp_path: Path) -> None:
    """`--map 户籍性质=城乡` was answered “户籍性质: no such field”."""
    roster = written(tmp_path, "csv", ("no", "x", "y", "z"), "A 城市 3 1200")
    for area, members, income in (
        ("area", "members", "income"),
        ("城乡", "人口", "月收入"),
        ("户口", "人数", "收入（元）"),
    ):
        result = dibao("batch", roster, *flags(no="户号", x=area, y=members, z=income))
        assert computed(result) == {"A": "1050.00"}, result.err
    for field, spellings in ((name, (name, *field.aliases)) for name, field in FIELDS.items()):
        assert {field_of(spelling) for spelling in spellings} == {field}, field


def flags(**columns: str) -> Iterable[str]:
    return [part for heading, field in columns.items() for part in ("--map", f"{heading}={field}")]


def test_the_word_that_is_no_field_is_the_one_that_is_blamed(dibao: Cli, tmp_path: Path) -> None:
    roster = written(tmp_path, "csv", ("户号", "城乡", "人口", "现金"), "A 城市 3 1200")
    result = dibao("batch", roster, "--map", "现金=月收人")
    assert refused_for(result) == {"unknown_field"}
    assert "“月收人”" in result.err
    assert "月收入?" in result.err
    chinese = dibao("batch", roster, "--map", "现金=月收人", "--lang", "zh")
    assert "“月收人”不是字段" in chinese.err


def test_what_says_how_a_roster_is_read_needs_a_roster(dibao: Cli) -> None:
    for told in (["--map", "a=income"], ["--one-person-per-row"]):
        result = dibao("compare", "--area", "urban", *told)
        assert (result.code, result.out, "[only_for_roster]" in result.err) == (2, "", True)


# totals


@pytest.mark.parametrize("form", FORMS)
def test_a_row_of_totals_is_named_and_never_computed(form: str, dibao: Cli, tmp_path: Path) -> None:
    headings = ("序号", "户号", "城乡", "人口", "月收入")
    totals = ("合计 - 城市 3 1200", "- 小计： - 3 1200", "9 总计 城市 3 1200", "- - 合计 3 1200", "Total - - - -")
    roster = written(tmp_path, form, headings, "1 A 城市 3 1200", *totals)
    rejects = tmp_path / "rejects.csv"
    result = dibao("batch", roster, "--rejects", str(rejects))
    assert (result.code, computed(result)) == (1, {"A": "1050.00"})
    told = list(csv.DictReader(rejects.read_text("utf-8").splitlines()))
    assert [row["code"] for row in told] == ["total_row"] * len(totals)
    assert all("totals" in row["reason"] for row in told)


@pytest.mark.thorough
def test_how_totals_are_written(dibao: Cli, tmp_path: Path) -> None:
    headings = ("户号", "称谓", "城乡", "人口", "月收入")
    for cells in (
        "合计",
        "合　计",
        "总 计",
        "小计：",
        "共计",
        "合计3户",
        "本页合计",
        "TOTAL",
        "Subtotal",
        "Sub-total:",
        "Grand total",
    ):
        for place in (0, 1):
            row = ["", "", "城市", "3", "100"]
            row[place] = cells
            text = io.StringIO()
            csv.writer(text).writerows([headings, ["A", "", "城市", "1", ""], row])
            (tmp_path / "roster.csv").write_text(text.getvalue(), "utf-8")
            result = dibao("batch", str(tmp_path / "roster.csv"), "--rejects", str(tmp_path / "rejects.csv"))
            assert computed(result) == {"A": "750.00"}
            [reject] = csv.DictReader((tmp_path / "rejects.csv").read_text("utf-8").splitlines())
            assert reject["code"] == "total_row", (cells, place)
    roster = written(tmp_path, "csv", headings, "Totalview1 - 城市 1 -", "Totals-7 - 城市 1 -", "B 总管 城市 1 -")
    assert len(computed(dibao("batch", roster))) == 3


def test_a_missing_area_is_asked_for_with_its_choices(dibao: Cli, tmp_path: Path) -> None:
    roster = written(tmp_path, "csv", ("户号", "城乡", "人口"), "A - 3")
    for language, words in (("en", ("urban", "rural")), ("zh", ("城市", "农村"))):
        for result in (dibao("batch", roster, "--lang", language), dibao("calc", "--members", "1", "--lang", language)):
            assert all(word in result.err for word in words), result.err

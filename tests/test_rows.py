"""Rows for other programs: data and nothing else, under columns that follow from the command, never from the case."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import tomli
from conftest import Cli

from dibao_cli.files.file_names import ENDINGS
from dibao_cli.rules.scopes import REACHES
from dibao_cli.show import FORMATS

FAMILY = ("--area", "urban", "--members", "3", "--income", "1200", "--property-test-met")
OTHER = ("--area", "rural", "--members", "1", "--person", "status=orphan,care=dispersed", "--uplift")
LINES = {
    "calc": ("calc", *FAMILY),
    "months": ("calc", *FAMILY, "--from", "2020-06", "--to", "2021-07"),
    "sweep": ("calc", *FAMILY, "--sweep", "income=0:3000:1000"),
    "compare": ("compare", *FAMILY),
    "arrears": ("arrears", *FAMILY, "--from", "2020-07", "--to", "2020-08"),
    "arrears of a roster": ("arrears", "r.csv", "--from", "2020-07", "--to", "2020-08"),
    "batch": ("batch", "r.csv"),
    "lines": ("batch", "r.csv", "--lines"),
    "effect": ("compare", "r.csv"),
    "summary": ("batch", "r.csv", "--summary"),
    "list": ("standards", "list"),
    "codes": ("explain",),
    "figures": ("standards", "show", "dibao"),
    "changes": ("standards", "diff"),
}


SLOW = ("arrears of a roster", "effect", "lines", "summary")
"""Lines over a roster, of which the suite tries one and the thorough tests all."""
ALL_LINES = [
    pytest.param(line, marks=[pytest.mark.thorough] if name in SLOW else [], id=name) for name, line in LINES.items()
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("r.csv").write_text("household,area,members,income\n甲,urban,3,1200\n乙,rural,2,300\n", "utf-8")
    return tmp_path


def rows(dibao: Cli, *line: str) -> list[list[str]]:
    result = dibao(*line, "-f", "csv", "-q")
    assert result.code == 0, result.err
    return list(csv.reader(io.StringIO(result.out)))


@pytest.mark.thorough
@pytest.mark.parametrize("line", ALL_LINES)
def test_columns_are_chosen_by_name_in_every_format(line: tuple[str, ...], dibao: Cli, folder: Path) -> None:
    heading, *plain = rows(dibao, *line, "--columns", "all")
    chosen = [heading[-1], heading[0]]
    asked = ("--columns", ",".join(chosen), "-q")
    assert rows(dibao, *line, *asked) == [chosen, *([row[-1], row[0]] for row in plain)]
    lines = [json.loads(one) for one in dibao(*line, *asked, "-f", "ndjson").out.splitlines()]
    assert [list(one) for one in lines] == [chosen] * len(plain)
    records = json.loads(dibao(*line, *asked, "-f", "json").out)
    assert records == lines
    wrong = dibao(*line, "--columns", heading[0] + "x")
    assert (wrong.code, wrong.out) == (2, "")
    assert "[unknown_column]" in wrong.err and f"Did you mean {heading[0]}?" in wrong.err


@pytest.mark.parametrize("line", ALL_LINES)
def test_columns_are_chosen_by_their_headings_too(line: tuple[str, ...], dibao: Cli, folder: Path) -> None:
    """As a workbook or a screen shows them, in either language whatever the reader's; the fixed name is written."""
    from dibao_cli.words.columns import called

    names, *_rows = rows(dibao, *line, "--columns", "all")
    for language in range(2):
        headings = {called(name)[language]: name for name in reversed(names) if len(called(name)) > language}
        assert headings
        found = rows(dibao, *line, "--columns", ",".join(f'"{each}"' if "," in each else each for each in headings))
        assert found[0] == list(headings.values())


@pytest.mark.parametrize("name", ["calc", "months", "sweep", "compare", "arrears"])
def test_totals_stand_among_data_only_where_they_are_asked_for(name: str, dibao: Cli) -> None:
    line = LINES[name]
    data, with_totals = rows(dibao, *line), rows(dibao, *line, "--totals")
    assert with_totals[: len(data)] == data
    added = [next(cell for cell in row if cell) for row in with_totals[len(data) :]]
    months = {"months": ["2020", "2021", "known_total"], "sweep": [], "calc": ["2020-07"], "compare": ["known_total"]}
    assert added == months.get(name, ["total"])
    assert not {"total", "known_total"} & {cell for row in data[1:] for cell in row}
    lines = dibao(*line, "-f", "ndjson", "-q").out.splitlines()
    more = dibao(*line, "-f", "ndjson", "-q", "--totals").out.splitlines()
    assert len(more) - len(lines) == {"months": 3, "arrears": 1}.get(name, 0)


def test_the_sum_of_a_column_is_the_total(dibao: Cli) -> None:
    """`select sum(total)` over the months is what the range comes to, as nothing but months is in it."""
    data = list(csv.DictReader(io.StringIO(dibao(*LINES["months"], "-f", "csv", "-q").out)))
    record = json.loads(dibao(*LINES["months"], "-f", "json").out)
    assert f"{sum(float(row['total'] or row['known_total']) for row in data):.2f}" == record["known_total"]


@pytest.mark.parametrize("rest", [(), ("--from", "2020-06", "--to", "2020-07"), ("--sweep", "members=1:3:1")])
def test_columns_do_not_depend_on_the_household(rest: tuple[str, ...], dibao: Cli) -> None:
    assert rows(dibao, "calc", *FAMILY, *rest)[0] == rows(dibao, "calc", *OTHER, *rest)[0]


def test_columns_of_a_roster_follow_from_its_headings_and_not_from_its_rows(dibao: Cli) -> None:
    def heading(text: str, *options: str) -> list[str]:
        Path("other.csv").write_text(text, "utf-8")
        return rows(dibao, "batch", "other.csv", *options)[0]

    plain = ["household", "month", "area", "dibao", "price_subsidy", "total"]
    plain += ["known_total", "basis", "warnings"]
    assert heading("household,area,members\nA,urban,3\n") == plain
    nobody, somebody = (f"household,area,members,status\nA,urban,1,{status}\n" for status in ("", "orphan"))
    assert heading(nobody) == heading(somebody.replace("status", "status,care").replace("orphan", "orphan,dispersed"))
    assert {"tekun", "orphan", "retiree"} < {*heading(nobody)}
    assert "nursing_subsidy" in heading("household,area,members,残疾类别,残疾等级\nA,urban,1,,\n")
    assert "uplift" in heading("household,area,members\nA,urban,3\n", "--uplift")
    assert "fingerprint" in heading("household,area,members\nA,urban,3\n", "--columns", "all")


def test_nobody_is_paid_a_programme_whose_field_is_not_stated() -> None:
    """What `scopes.possible` leaves out of a roster is 0 in every row, as all the cases worked out by hand show."""
    for case in stated_cases():
        for line in case["expected"].get("lines", ()):
            needs = {str(name): reach.needs for name, reach in REACHES.items()}[str(line["programme"])]
            if needs and line["amount"] not in (0, "not known"):
                persons = case["household"].get("persons", [])
                told = {*case["household"], *(name for person in persons for name in person)}
                assert needs in told, case["description"]


def stated_cases() -> list[dict[str, dict[str, list[dict[str, object]]]]]:
    files = sorted((Path(__file__).parent / "cases").glob("*.toml"))
    return [case for file in files for case in tomli.loads(file.read_text("utf-8")).get("case", [])]


@pytest.mark.parametrize("line", ALL_LINES)
def test_the_name_of_the_output_says_its_format(line: tuple[str, ...], dibao: Cli, folder: Path) -> None:
    for name, code in (("out.foo", "unknown_ending"), ("out.xslx", "unknown_ending")):
        refused = dibao(*line, "-o", name)
        assert (refused.code, f"[{code}]" in refused.err, Path(name).exists()) == (2, True, False)
    for name, form in (("out.csv", "tsv"), ("out.json", "csv"), ("out.CSV", "JSON"), ("out.xlsx", "csv")):
        refused = dibao(*line, "-o", name, "-f", form)
        assert (refused.code, "[ending_contradicts]" in refused.err, Path(name).exists()) == (2, True, False)
    assert dibao(*line, "-o", "结果.JSON", "-q").code == 0
    json.loads(Path("结果.JSON").read_text("utf-8"))
    assert dibao(*line, "-o", "out.xlsx", "-q").code == 0
    assert Path("out.xlsx").read_bytes().startswith(b"PK")


def test_what_is_no_ending_says_no_format(dibao: Cli) -> None:
    for name in ("out", "out.2020-07", "结果.核算", "out.txt", "out.TSV"):
        assert dibao("calc", *FAMILY, "-o", name, "-q").code == 0, name
        assert Path(name).read_text("utf-8").startswith("month\t")


def test_every_format_has_an_ending_of_its_own() -> None:
    assert {*FORMATS, "parquet"} - {"table"} == {formats[0] for formats in ENDINGS.values()}


def test_a_workbook_holds_what_a_table_shows_with_numbers_as_numbers(dibao: Cli) -> None:
    from python_calamine import CalamineWorkbook

    assert dibao("--lang", "zh", "calc", *FAMILY, "-o", "out.xlsx", "-q").code == 0
    book = CalamineWorkbook.from_path("out.xlsx")
    first = book.get_sheet_by_index(0).to_python()
    assert first[0][:3] == ["项目", "元/月", "依据类别"]
    assert first[1][:2] == ["最低生活保障金", 1050.0]
    assert "750.00 × 3 − 1200.00 = 1050.00" in str(first[1][3])
    notes = [str(row[0]) for row in book.get_sheet_by_name("说明").to_python()]
    assert any("价格临时补贴" in text for text in notes)
    same = Path("out.xlsx").read_bytes()
    assert dibao("--lang", "zh", "calc", *FAMILY, "-o", "again.xlsx", "-q").code == 0
    assert Path("again.xlsx").read_bytes() == same


def test_a_workbook_needs_a_file(dibao: Cli) -> None:
    for output in ((), ("-o", "-")):
        refused = dibao("calc", *FAMILY, "-f", "xlsx", *output)
        assert (refused.code, refused.out) == (2, "")
        assert "[needs_output_file]" in refused.err


def test_parquet_and_json_say_by_which_standards_they_were_computed(dibao: Cli) -> None:
    import duckdb

    said = dibao("batch", "r.csv", "-o", "out.parquet").err
    query = "SELECT decode(value) FROM parquet_kv_metadata('out.parquet') WHERE decode(key) = 'standards'"
    [(standards,)] = duckdb.connect().execute(query).fetchall()
    assert str(standards).startswith("sha256:") and str(standards) in said
    records = json.loads(dibao("batch", "r.csv", "-f", "json", "-q").out)
    assert {f"sha256:{record['fingerprint']}" for record in records} == {standards}
    assert "fingerprint" not in dibao("batch", "r.csv", "-f", "csv", "-q").out


@pytest.mark.parametrize("incomplete", [0, 3])
def test_the_effect_on_a_whole_city_fits_a_terminal_of_80_columns(incomplete: int) -> None:
    """Nothing is put below its row; the difference of a year, twelve times that of a month, is for wider screens."""
    from dibao_cli.show.effect import Shown, effect_shown
    from dibao_cli.show.formats import Look, written

    city, nobody = (53_056, 65_821, incomplete, 3_666_605_656, 4_043_068_656, 376_463_000), (0, 0, 0, 0, 0, 0)
    parts = {"total": {"all": city}, "outcome": {"up": city, "newly_in": nobody}, "place": {"rural 普兰店区": city}}
    shown = Shown("2020-06", "2020-07", 53_056, 0, {}, parts)
    for width, with_years in ((80, False), (120, True)):
        look = Look("table", width)
        text = str(written(effect_shown(shown, look), look))
        rows = [line for line in text.splitlines() if "36666056.56" in line]
        assert len(rows) == 3 and all("53056" in row and "40430686.56" in row for row in rows)
        assert ("45175560.00" in text) == with_years
        assert "first time" not in text
    assert "newly_in" in str(written(effect_shown(shown), Look("csv")))

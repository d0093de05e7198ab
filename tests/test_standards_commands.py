"""`dibao standards`: list, show, diff, check and new, and the group that they stand in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.app import application, walk
from dibao_cli.show import TEXT_FORMATS as FORMATS

TABLES = Path(__file__).parent.parent / "standards"
TODAY = ("--on", "2026-11-26")


def test_the_shipped_tables_pass_the_strict_check(dibao: Cli) -> None:
    result = dibao("standards", "check", "--strict", *TODAY)
    assert (result.code, result.out) == (0, "0 error(s), 0 warning(s), 19 acknowledged.\n")


def test_only_sources_without_a_day_are_acknowledged_in_dalians_tables(dibao: Cli) -> None:
    found = json.loads(dibao("standards", "check", "--all", *TODAY, "-f", "json").out)
    elsewhere = {"no_bands", "rule_incomplete", "steep_rise"}
    assert {finding["code"] for finding in found} == {"source_without_date", *elsewhere}
    assert all("hefei" in finding["file"] for finding in found if finding["code"] in elsewhere)
    assert all(finding["because"] for finding in found)


def test_warnings_are_errors_only_where_asked(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[notice]\ntitle = "A"\neffective = 2026-07-01\nsource = "B, 2026-06-30"\n')
    assert dibao("standards", "check", str(tmp_path)).code == 0
    assert dibao("standards", "check", str(tmp_path), "--strict").code == 1


def test_a_year_after_the_last_look_every_table_is_found(dibao: Cli) -> None:
    result = dibao("standards", "check", "--strict", "--on", "2027-11-28")
    assert result.code == 1
    assert result.out.count("[checked_long_ago]") == len(list(TABLES.rglob("20*.toml"))) + 1


def test_list_names_every_notice_with_its_dates_and_folder(dibao: Cli) -> None:
    rows = json.loads(dibao("standards", "list", "-f", "json").out)
    assert {row["notice"] for row in rows} == {
        f"dalian/{file.name}" for file in (TABLES / "dalian").glob("*.toml") if file.name != "region.toml"
    }
    temporary = {(row["notice"][18:], row["effective"], row["until"]) for row in rows if row["until"]}
    assert temporary == {
        ("price-subsidy-doubled.toml", "2020-03", "2020-07"),
        ("single-person-inclusion.toml", "2020-01", "2021-07"),
        ("low-income-families.toml", "2020-01", "2021-07"),
    }
    assert [row["effective"] for row in rows] == sorted(row["effective"] for row in rows)


def test_show_gives_the_figures_of_a_month_with_notice_and_basis(dibao: Cli) -> None:
    rows = json.loads(dibao("standards", "show", "tekun", "--month", "2019-08", "-f", "json").out)
    told = [(row["key"], row["value"], row["basis"], row["since"], row["until"]) for row in rows]
    assert told == [
        ("tekun.urban", "1450.00", "inferred", "2019-07", "2020-07"),
        ("tekun.rural_institutional", "965.00", "inferred", "2019-07", "2020-07"),
        ("tekun.rural_dispersed", "665.00", "inferred", "2019-07", "2020-07"),
        ("tekun.rural_dispersed_by_district.unified", "965.00", "inferred", "2019-07", "2020-07"),
    ]
    assert "940" in rows[1]["note"]


def test_history_tells_each_figure_with_its_change(dibao: Cli) -> None:
    rows = json.loads(dibao("standards", "show", "retiree.full", "--history", "-f", "json").out)
    told = [(row["since"], row["value"], row["change"], row["change_percent"]) for row in rows]
    assert told == [
        ("2019-07", "542.00", None, None),
        ("2020-07", "580.00", "+38.00", "+7.01%"),
        ("2021-07", "624.00", "+44.00", "+7.59%"),
        ("2022-07", "656.00", "+32.00", "+5.13%"),
        ("2023-07", "706.00", "+50.00", "+7.62%"),
        ("2024-07", "706.00", "+0.00", "+0.00%"),
        ("2025-07", "798.00", "+92.00", "+13.03%"),
    ]


def test_history_is_drawn_on_a_screen(dibao: Cli) -> None:
    out = dibao("standards", "show", "dibao.urban", "--history", "-f", "table").out
    bars = re.findall(r"^  (\d{4}-\d\d) +([\d.]+)  (#+)$", out, re.MULTILINE)
    assert [(month, amount) for month, amount, _ in bars][3] == ("2020-07", "750.00")
    assert len(bars[-1][2]) == 40
    assert len(bars[0][2]) == -(-67000 * 40 // 101100)


def test_diff_tells_what_changed_in_yuan_and_per_cent(dibao: Cli) -> None:
    rows = json.loads(dibao("standards", "diff", "-f", "json").out)
    by_key = {row["key"]: row for row in rows}
    urban = by_key["dibao.urban"]
    assert [urban[name] for name in ("before", "after", "change", "change_percent")] == [
        "720.00",
        "750.00",
        "+30.00",
        "+4.17%",
    ]
    assert by_key["price_subsidy.multiplier"]["before"] == "2"
    assert by_key["price_subsidy.multiplier"]["change"] is None
    assert "dibao.rural_by_district.unified" in by_key
    assert dibao("standards", "diff", "2020-07", "2020-07", "-f", "json").out == "[]\n"


def test_a_figure_that_falls_away_is_a_change(dibao: Cli) -> None:
    rows = json.loads(dibao("standards", "diff", "2020-06", "2020-07", "-f", "json").out)
    [gone] = [row for row in rows if row["key"] == "tekun.rural_institutional"]
    assert (gone["before"], gone["after"], gone["notice"]) == ("965.00", None, "dalian/2020-07-01-standards.toml")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "command", [("list",), ("show",), ("show", "dibao", "--history"), ("diff",), ("check", "--all")]
)
def test_every_list_has_every_format(dibao: Cli, command: tuple[str, ...], language: str, form: str) -> None:
    result = dibao("standards", *command, "-f", form, "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert "…" not in result.out
    assert all(line == line.rstrip() or form in ("csv", "tsv") for line in result.out.split("\n"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "dibao.rurall"), "Did you mean dibao.rural?"),
        (("show", "--history"), "Name the key"),
        (("show", "--month", "2020-13"), "is not a month"),
        (("diff", "2020-06", "soon"), "is not a month"),
        (("check", "--on", "soon"), "is not a date"),
        (("new",), "DATE"),
        (("new", "2026-07-02"), "Write the first day"),
        (("new", "July"), "is not a date"),
        (("shwo",), "Did you mean show?"),
        (("list", "-f", "xml"), "is not a format"),
        (("list", "-o", "list.parquet"), "This command does not write .parquet files"),
    ],
)
def test_a_wrong_command_line_says_the_way_out(dibao: Cli, arguments: tuple[str, ...], told: str) -> None:
    result = dibao("standards", *arguments)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_a_month_before_the_first_table_is_refused(dibao: Cli) -> None:
    result = dibao("standards", "show", "--month", "2010-01")
    assert (result.code, result.out) == (1, "")
    assert "2017-07" in result.err


def test_every_command_can_be_loaded_and_explains_itself() -> None:
    names = [name for name, command in walk(application()) if command.help]
    assert {f"standards {name}" for name in ("list", "show", "diff", "check", "new")} < set(names)


# a new notice


def fill_in(draft: str, **figures: str) -> str:
    """What a caseworker does: the source, and the signs # of the figures that are raised."""
    text = draft.replace('source = ""', 'source = "大连日报, 2026-06-30"').replace('basis = ""', 'basis = "published"')
    text = text.replace('issuer = ""', 'issuer = "大连市民政局"')
    for name, amount in figures.items():
        text = re.sub(rf"^# {name} = [^#\n]*", f"{name} = {amount} ", text, count=1, flags=re.MULTILINE)
    return text


def test_the_notice_of_2026_takes_one_file_and_no_code(
    dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = dibao("standards", "new", "2026-07-01", "--title", "大连市2026年7月起的社会救助标准")
    assert (made.code, made.out) == (0, "")
    file = tmp_path / "2026-07-01-standards.toml"
    draft = file.read_text("utf-8")
    assert draft.startswith("#:schema ./notice.schema.json\n")
    assert (tmp_path / "notice.schema.json").exists()
    assert "# urban = 1011  # reported, 2025-07" in draft
    before = dibao("standards", "check", ".", "--strict")
    assert before.code == 1
    assert "[needed_key]" in before.out

    file.write_text(fill_in(draft, urban="1050", rural="890", rural_by_district="{ unified = 1050 }"), "utf-8")
    text = file.read_text("utf-8").replace("# urban = 2022  # reported, 2025-07", "urban = 2100")
    text = text.replace("# rural = 1315  # reported, 2025-07", "rural = 1365")
    file.write_text(text.replace("# institutional = 3033", "institutional = 3150"), "utf-8")
    checked = dibao("standards", "check", ".", "--strict")
    assert (checked.code, checked.out) == (0, "0 error(s), 0 warning(s), 0 acknowledged.\n")

    answer = dibao("calc", "--area", "urban", "--members", "2", "--month", "2026-08", "--standards", ".", "-f", "json")
    record = json.loads(answer.out)
    assert record["lines"][0]["amount"] == "2100.00"
    assert record["notices"][0]["title"] == "大连市2026年7月起的社会救助标准"
    assert [warning["code"] for warning in record["warnings"] if warning["code"] == "stale_table"] == []


def test_new_never_overwrites(dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("precious", "utf-8")
    result = dibao("standards", "new", "2026-07-01", "-o", str(file))
    assert (result.code, result.out) == (1, "")
    assert "there already" in result.err
    assert file.read_text("utf-8") == "precious"


def test_a_draft_with_every_comment_taken_away_is_the_table_in_force(dibao: Cli, tmp_path: Path) -> None:
    """The figures of the draft are written exactly as a notice takes them."""
    draft = dibao("standards", "new", "2025-12-01", "-o", "-", "--title", 'with "quotes" and \\').out
    text = re.sub(r"^# (?=\w+ = [^#\n])(?!document|until)", "", fill_in(draft), flags=re.MULTILINE)
    (tmp_path / "all.toml").write_text(text, "utf-8")
    on_top = dibao("standards", "show", "--month", "2025-12", "-f", "json", "--standards", str(tmp_path))
    shipped = dibao("standards", "show", "--month", "2025-12", "-f", "json")
    pairs = [[(row["key"], row["value"]) for row in json.loads(result.out)] for result in (on_top, shipped)]
    assert pairs[0] == pairs[1]
    assert {row["folder"] for row in json.loads(on_top.out)} == {str(tmp_path)}

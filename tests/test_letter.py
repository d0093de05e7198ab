"""The decision letter: in the law's words of its month, in the office's wording, and never about what is not known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Cli
from test_page import Reader

from dibao_cli.files.folders import in_package
from dibao_cli.show.letter import PLACEHOLDERS
from dibao_cli.words import LANGUAGES

STATED = ("--area", "urban", "--district", "甘井子区", "--members", "2", "--property-test-met")
LETTER = ("--template", "decision")
ALONE = (
    *("--area", "rural", "--district", "庄河市", "--members", "2", "--income", "3000", "--property-test-met"),
    *("--month", "2020-08", "--person", "single_person=yes,disability=limb-1,income=0"),
)


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition(">")[2]))


def granted(dibao: Cli, code: str, *arguments: str) -> str:
    result = dibao("--lang", code, "calc", *STATED, *arguments, *LETTER)
    assert (result.code, result.err) == (0, "")
    return text_of(result.out)


def test_a_household_below_the_standard_is_granted_from_the_month_after_the_decision(dibao: Cli) -> None:
    text = granted(dibao, "zh", "--income", "300", "--decision", "2020-07-15")
    for told in ("核定通知书", "予以批准（民发〔2012〕220号第29条）", "自2020年8月起", "1200.00", "2020年7月15日"):
        assert told in text, told


def test_the_words_are_those_of_the_law_in_force(dibao: Cli) -> None:
    text = granted(dibao, "zh", "--income", "300", "--decision", "2021-07-15")
    assert "予以确认同意（民发〔2021〕57号第21条）" in text and "予以批准" not in text


def test_a_household_above_the_standard_is_told_why_and_by_which_article(dibao: Cli) -> None:
    text = granted(dibao, "zh", "--income", "3200", "--decision", "2021-08-15")
    assert "不予确认同意通知书" in text
    assert "家庭月收入 3200.00 元，不低于按家庭人口计算的保障标准 1560.00 元（民发〔2021〕57号第23条）" in text
    text = granted(dibao, "en", "--income", "3200", "--decision", "2020-08-15")
    assert "Application not approved" in text and "is not below 1500.00 yuan" in text


def test_property_that_is_not_within_the_limits_is_the_reason(dibao: Cli) -> None:
    arguments = ("--area", "urban", "--members", "2", "--income", "0", "--no-property-test-met", "--month", "2020-08")
    result = dibao("--lang", "zh", "calc", *arguments, *LETTER)
    assert "家庭财产不符合规定" in text_of(result.out) and "不予批准通知书" in result.out


def test_what_is_not_known_yet_is_said_and_not_added(dibao: Cli) -> None:
    text = granted(dibao, "zh", "--income", "300", "--person", "disability=limb-2", "--month", "2020-08")
    assert "合计每月 1950.00 元" in text
    assert "尚未确定，不在本通知之内，确定后另行通知：困难残疾人生活补贴（成员1）、重度残疾人护理补贴（成员1）" in text


def test_what_is_not_known_yet_is_not_refused_with_the_rest(dibao: Cli) -> None:
    """Dibao has ended, and gradual exit, whose share nobody knows, may follow it."""
    exit_ = ("--month", "2020-09", "--low-income-village", "--gradual-exit", "2020-08=300")
    arguments = ("--area", "rural", "--district", "庄河", "--members", "1", "--income", "900", *exit_)
    letter = dibao("--lang", "zh", "calc", *arguments, "--property-test-met", "-f", "html", "--template", "decision")
    text = text_of(letter.out)
    assert "不予批准" in text and "最低生活保障金：家庭月收入 900.00 元" in text
    assert "尚未确定，不在本通知之内，确定后另行通知：低保渐退" in text


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (("--area", "urban"), ["未填人口", "未填收入", "未填财产状况", "未填；最新标准"]),
        ((*STATED, "--income", "1", "--month", "2027-01"), ["标准表已过期"]),
        (
            (*STATED, "--income", "1", "--month", "2020-08", "--person", "status=tekun"),
            ["未核算照料护理费"],
        ),
        (ALONE, ["未说明家庭是否居住在低收入村", "未说明本人是否无法单独立户"]),
    ],
)
def test_there_is_no_letter_about_what_nobody_stated_or_knows(
    dibao: Cli, arguments: tuple[str, ...], codes: list[str]
) -> None:
    result = dibao("--lang", "zh", "calc", *arguments, *LETTER)
    assert (result.code, result.out) == (1, "")
    for told in codes:
        assert told in result.err
    assert result.err.count("[letter]") >= len(codes)


def test_the_amounts_are_those_of_the_month_from_which_it_is_paid(dibao: Cli) -> None:
    """Decided in June 2020, dibao is paid from July, at July's standard."""
    assert "1200.00" in granted(dibao, "en", "--income", "300", "--decision", "2020-06-20")
    result = dibao("calc", *STATED, "--income", "300", "--decision", "2020-06-20", "--month", "2020-06", *LETTER)
    assert (result.code, result.out) == (2, "")
    assert "[letter_of_another_month]" in result.err


@pytest.mark.parametrize(
    "other", [("-f", "json"), ("--sweep", "income=0:9:1"), ("--from", "2020-07", "--to", "2020-08")]
)
def test_a_letter_is_one_page_about_one_month(dibao: Cli, other: tuple[str, ...]) -> None:
    result = dibao("calc", *STATED, "--income", "300", *other, *LETTER)
    assert (result.code, result.out) == (2, "")


def test_there_are_two_templates(dibao: Cli) -> None:
    assert "sheet, decision" in dibao("calc", *STATED, "--template", "letter").err
    assert "[not_a_date]" in dibao("calc", *STATED, "--decision", "2020-07-32").err


# the office's own wording


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for code in LANGUAGES:
        file = f"decision.{code}.txt"
        (tmp_path / file).write_text(in_package(f"letters/{file}").read_text("utf-8"), "utf-8")
    return tmp_path


def test_an_office_can_put_its_own_wording_in_place(dibao: Cli, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = own / "decision.zh.txt"
    file.write_text(file.read_text("utf-8").replace("社会救助待遇核定通知书", "某区民政局通知"), "gb18030")
    case = ("calc", *STATED, "--income", "300", "--month", "2020-08", *LETTER, "--lang", "zh")
    assert "<h1>某区民政局通知</h1>" in dibao(*case, "--letters", str(own)).out
    monkeypatch.setenv("DIBAO_LETTERS", str(own))
    assert "<h1>某区民政局通知</h1>" in dibao(*case).out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{total}", "{totel}", "unknown_placeholder"),
        ("{total}", "{total", "lone_brace"),
        ("\n[refused]\n", "\n[refuse]\n", "unknown_part"),
        ("\n[granted]\n", "\n", "outside_parts"),
        ("\n[refused]\n", "\n[granted]\n", "unknown_part"),
    ],
)
def test_a_fault_of_a_wording_is_named_with_its_line(dibao: Cli, own: Path, old: str, new: str, code: str) -> None:
    file = own / "decision.en.txt"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    result = dibao("calc", *STATED, "--income", "300", "--month", "2020-08", *LETTER, "--letters", str(own))
    assert (result.code, result.out) == (1, "")
    assert re.search(rf"decision\.en\.txt:\d+: .*\[{code}\]", result.err)
    if code == "unknown_placeholder":
        assert all(f"{{{name}}}" in result.err for name in PLACEHOLDERS)
        assert "Did you mean total?" in result.err


def test_a_folder_without_the_file_is_refused(dibao: Cli, tmp_path: Path) -> None:
    case = ("calc", *STATED, "--income", "300", "--month", "2020-08", *LETTER, "--letters")
    assert "[no_such_file]" in dibao(*case, str(tmp_path)).err
    assert "[no_such_folder]" in dibao(*case, str(tmp_path / "none")).err


def test_the_letter_is_escaped_and_loads_nothing(dibao: Cli, tmp_path: Path) -> None:
    nasty = "<script>alert(1)</script>{total}"
    (tmp_path / "h.toml").write_text(
        f'name = "{nasty}"\narea = "urban"\nmembers = 1\nincome = 0\nproperty_test_met = true\n'
    )
    result = dibao("calc", str(tmp_path / "h.toml"), "--month", "2020-08", *LETTER)
    assert result.code == 0 and "<script" not in result.out
    assert nasty in Reader(result.out).text

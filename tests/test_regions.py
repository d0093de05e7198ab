"""A second region is a folder; a caseworker's own folder lies on top. Both need no code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.files.folders import load_standards

SANDS = str(Path(__file__).parent / "regions" / "sands")

OWN = """\
[notice]
title = "Care allowances and gradual exit"
issuer = "Example bureau"
effective = 2020-07-01
source = "Letter of the bureau, 2020-07-15"
checked = 2026-11-01

[tekun]
care_wholly = 750

[gradual_exit]
months = 6
share = 50
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A caseworker's folder with what is unknown for Dalian."""
    (tmp_path / "care.toml").write_text(OWN, "utf-8")
    return tmp_path


def test_another_region_passes_its_own_checks(dibao: Cli) -> None:
    result = dibao("standards", "check", SANDS, "--strict", "--on", "2031-06-01")
    assert (result.code, result.out.splitlines()[-1]) == (0, "0 error(s), 0 warning(s), 0 acknowledged.")
    assert "[" not in result.out  # no finding: only what is left out


@pytest.mark.parametrize(
    ("arguments", "total"),
    [
        (("--area", "urban", "--members", "2", "--income", "300.50"), "1500.00"),  # 900 × 2 − 300.50, up to the yuan
        (("--area", "rural", "--members", "1"), "700.00"),
        (("--area", "rural", "--members", "1", "--district", "xishazhou"), "800.00"),  # the group
        (("--area", "rural", "--members", "1", "--district", "990101"), "850.00"),  # the district itself
        (("--area", "urban", "--members", "1", "--month", "2030-12"), "801.00"),
        (("--area", "urban", "--person", "status=tekun,self_care=partly"), "1650.00"),  # 1350 + 300
    ],
)
def test_another_region_is_calculated_from_its_folder(dibao: Cli, arguments: tuple[str, ...], total: str) -> None:
    result = dibao("calc", *arguments, "--standards", SANDS, "-f", "json")
    assert result.code == 0, result.err
    record = json.loads(result.out)
    assert (record["region"], record["total"]) == ("sands", total)


def test_another_region_knows_its_own_districts_only(dibao: Cli) -> None:
    result = dibao("calc", "--area", "rural", "--district", "庄河市", "--standards", SANDS)
    assert result.code == 2
    assert "东沙区, 西沙洲县" in result.err


def test_a_broken_ratio_of_another_region_is_found(dibao: Cli, tmp_path: Path) -> None:
    for file in Path(SANDS).iterdir():
        (tmp_path / file.name).write_text(file.read_text("utf-8").replace("urban = 1210", "urban = 1201.50"), "utf-8")
    result = dibao("standards", "check", str(tmp_path), "--on", "2031-06-01")
    assert result.code == 0
    assert "2030-01-01-standards.toml:18: warning: Urban tekun standard (tekun.urban):" in result.out
    assert "1210.00 is due, 1201.50 is stated. [ratio_broken]" in result.out


def test_what_is_unknown_for_dalian_is_filled_in_by_a_folder_on_top(dibao: Cli, own: Path) -> None:
    person = ("calc", "--area", "urban", "--person", "status=tekun,self_care=wholly", "-f", "json")
    assert json.loads(dibao(*person).out)["complete"] is False
    filled = json.loads(dibao(*person, "--standards", str(own)).out)
    amounts = {line["programme"]: line["amount"] for line in filled["lines"]}
    assert (amounts["tekun"], amounts["tekun_care"]) == ("1500.00", "750.00")


def test_the_environment_names_folders_and_the_flag_goes_before_it(dibao: Cli, own: Path) -> None:
    show = ("standards", "show", "tekun.care_wholly", "-f", "json")
    [row] = json.loads(dibao(*show, env={"DIBAO_STANDARDS": str(own)}).out)
    assert (row["value"], row["folder"]) == ("750.00", str(own))
    missing = dibao(*show, "--standards", str(own), env={"DIBAO_STANDARDS": "/nowhere"})
    assert missing.code == 0
    assert dibao(*show, env={"DIBAO_STANDARDS": "/nowhere"}).code == 1


def test_show_says_which_folder_each_figure_comes_from(dibao: Cli, own: Path) -> None:
    rows = json.loads(dibao("standards", "show", "tekun", "--standards", str(own), "-f", "json").out)
    folders = {row["key"]: Path(row["folder"]).name for row in rows}
    assert folders == {"tekun.urban": "dalian", "tekun.rural": "dalian", "tekun.care_wholly": own.name}


def test_folders_of_the_same_name_keep_their_notices_apart(tmp_path: Path) -> None:
    """A folder `mine/dalian` is named as the shipped one; its notices must not pass for the shipped ones."""
    inner = tmp_path / "dalian"
    inner.mkdir()
    text = OWN.replace("[tekun]\ncare_wholly = 750", "[dibao]\nurban = 760")
    (inner / "2020-07-01-standards.toml").write_text(text, "utf-8")
    standards = load_standards("dalian", [tmp_path])
    ids = [notice.id for notice in standards.notices]
    assert len(ids) == len(set(ids))
    value = standards.on("2020-07").find("dibao.urban")
    assert value is not None
    assert (value.number, value.notice.id) == (76000, "dalian-2/2020-07-01-standards.toml")


def test_the_later_folder_lies_on_top(tmp_path: Path) -> None:
    for name, amount in (("first", "760"), ("second", "770")):
        (tmp_path / name).mkdir()
        text = OWN.replace("[tekun]\ncare_wholly = 750", f"[dibao]\nurban = {amount}")
        (tmp_path / name / "a.toml").write_text(text, "utf-8")
    value = load_standards("dalian", [tmp_path / "first", tmp_path / "second"]).on("2020-07").find("dibao.urban")
    assert value is not None
    assert value.number == 77000

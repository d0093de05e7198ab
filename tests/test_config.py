"""Settings: flags, then DIBAO_… variables, then the user's file, then the defaults; and never a rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Cli, Result


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own folder of settings, with nothing in it."""
    for name in ("DIBAO_REGION", "DIBAO_FORMAT", "DIBAO_STANDARDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "dibao").mkdir()
    return tmp_path / "dibao" / "config.toml"


def shown(result: Result) -> dict[str, tuple[str, str]]:
    """`dibao config -f json` as setting to value and origin."""
    assert result.code == 0, result.err
    return {row["setting"]: (row["value"], row["origin"]) for row in json.loads(result.out)}


def test_defaults_are_shown_as_such(dibao: Cli, home: Path) -> None:
    settings = shown(dibao("config", "-f", "json"))
    assert settings["region"] == ("dalian", "default")
    assert settings["language"] == ("en", "default")
    assert settings["format"] == ("tsv", "default")
    assert settings["standards"] == ("", "default")
    assert settings["file"] == (str(home), "absent")


def test_the_file_comes_before_the_defaults_and_the_environment_before_the_file(dibao: Cli, home: Path) -> None:
    home.write_text('language = "zh"\nformat = "markdown"\n', "utf-8")
    from_file = shown(dibao("config", "-f", "json"))
    assert from_file["language"] == ("zh", str(home))
    assert from_file["format"] == ("markdown", str(home))
    over = shown(dibao("config", "-f", "json", env={"DIBAO_LANG": "en", "DIBAO_FORMAT": "csv"}))
    assert over["language"] == ("en", "DIBAO_LANG")
    assert over["format"] == ("csv", "DIBAO_FORMAT")
    assert shown(dibao("config", "-f", "json", "--lang", "zh"))["language"] == ("zh", "--lang")


def test_the_language_of_the_file_is_the_language_of_everything(dibao: Cli, home: Path) -> None:
    home.write_text('language = "zh"\n', "utf-8")
    assert dibao("--help").out.startswith("用法")
    assert "您是否要写" in dibao("clac").err
    assert dibao("--help", env={"LANG": "en_US.UTF-8"}).out.startswith("用法")
    assert dibao("--lang", "en", "--help").out.startswith("Usage")


def test_the_format_of_the_file_is_the_format_of_a_calculation(dibao: Cli, home: Path) -> None:
    home.write_text('format = "json"\n', "utf-8")
    calc = ("calc", "--area", "urban", "--members", "1", "--income", "0")
    assert dibao(*calc).out.startswith("{")
    assert dibao(*calc, "-f", "tsv").out.startswith("month\t")


def test_folders_are_found_from_the_folder_of_the_file(dibao: Cli, home: Path) -> None:
    own = home.parent / "own"
    own.mkdir()
    notice = '[notice]\ntitle = "own"\nsource = "own"\neffective = 2020-07-01\n[dibao]\nurban = 1\n'
    (own / "2020-07-01-own.toml").write_text(notice, "utf-8")
    home.write_text('standards = ["own"]\n', "utf-8")
    calc = ("calc", "--area", "urban", "--members", "1", "--income", "0")
    assert "\t1.00\t" in dibao(*calc).out
    assert "\t1.00\t" in dibao(*calc, env={"XDG_CONFIG_HOME": "/nowhere", "DIBAO_STANDARDS": str(own)}).out
    assert "\t750.00\t" in dibao(*calc, env={"XDG_CONFIG_HOME": "/nowhere"}).out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('regoin = "dalian"\n', ":1: regoin: There is no such key. Did you mean region?"),
        ("[dibao]\nurban = 800\n", ":1: dibao: There is no such key."),
        ("region = 3\n", ":1: region: A text is expected here, not “3”."),
        ("region\n", ":1: This is not TOML"),
    ],
    ids=["misspelt", "a rule", "wrong type", "no TOML"],
)
def test_a_file_that_is_wrong_is_refused_with_its_line(dibao: Cli, home: Path, text: str, told: str) -> None:
    home.write_text(text, "utf-8")
    result = dibao("calc", "--area", "urban", "--members", "1")
    assert (result.code, result.out) == (1, "")
    assert f"{home}{told}" in result.err
    assert dibao("--help").code == 0


@pytest.mark.thorough
def test_a_preferred_format_is_a_wish_that_breaks_no_command(dibao: Cli, home: Path, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("household,area,members,income\nA,urban,3,1200\n", "utf-8")
    calc = ("calc", "--area", "urban", "--members", "1", "--income", "0")
    for wish in ("table", "markdown", "html", "json", "ndjson", "csv", "tsv", "parquet", "xlsx"):
        for command in (("batch", str(roster)), ("batch", str(roster), "--summary"), ("config",), calc):
            result = dibao(*command, env={"DIBAO_FORMAT": wish})
            assert (result.code, "--format" in result.err) == (0, False), (wish, command, result.err)
    assert dibao("batch", str(roster), env={"DIBAO_FORMAT": "csv"}).out.startswith("household,month,")
    assert dibao("batch", str(roster), env={"DIBAO_FORMAT": "markdown"}).out.startswith("household\tmonth\t")
    written = tmp_path / "results.xlsx"
    assert dibao("batch", str(roster), "-o", str(written), env={"DIBAO_FORMAT": "csv"}).code == 0
    assert written.read_bytes().startswith(b"PK"), "the name was typed, the setting was not"


def test_a_region_that_is_wrong_is_put_down_to_where_it_was_set(dibao: Cli, home: Path) -> None:
    for command in (("calc", "--area", "urban"), ("standards", "list"), ("standards", "show"), ("standards", "check")):
        for region, code in (("dalien", "unknown_region"), ("../dalian", "not_a_region_name")):
            own = ("--standards", str(home.parent)) if command[-1] == "check" else ()
            result = dibao(*command, *own, env={"DIBAO_REGION": region})
            assert (result.code, result.out) == (1, "")
            assert "DIBAO_REGION: " in result.err and f"[{code}]" in result.err and "--region" not in result.err


def test_a_format_that_nobody_knows_is_refused_with_its_origin(dibao: Cli, home: Path) -> None:
    result = dibao("config", env={"DIBAO_FORMAT": "jsn"})
    assert result.code == 1
    assert "DIBAO_FORMAT: “jsn” is not a format." in result.err
    assert "Did you mean json?" in result.err

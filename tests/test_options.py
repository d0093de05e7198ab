"""Every command takes the same output options with the same meaning, and what was typed is a record with types."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from conftest import Cli

from dibao_cli.app import COMMANDS
from dibao_cli.commands.exit_codes import ExitCode
from dibao_cli.commands.options import FROM_SETTINGS, OUTPUT, Group, Option, flags_said, options_of

SHARED = ("format", "output", "quiet", "encoding", "bom", "columns", "lang")
TEXT_IS_UTF_8 = {"format", "encoding", "bom", "columns"}
LACKING: dict[str, set[str]] = {
    "ask": {*SHARED} - {"lang"},  # a conversation: its result is drawn on the terminal where it is held
    "demo": {"format", "columns"},  # a roster to feed to `batch`, always CSV
    "schema": TEXT_IS_UTF_8,  # a JSON Schema
    "sql": {"format", "encoding", "bom"},  # a query; which columns it gives is asked
    "standards new": TEXT_IS_UTF_8,  # a notice, TOML
}
"""The output options that a command does not take, each with its reason."""

OWN_MEANING = {
    ("batch", "format"),  # formats of rows, Parquet and XLSX among them
    ("batch", "explain"),  # adds columns
    ("batch", "strict"),  # minds rejected rows
    ("standards check", "strict"),  # minds warnings
    ("standards new", "output"),  # has a default name
}


@cache
def commands() -> dict[str, Any]:
    """Every command's module by its name on the command line."""
    found = {}
    for name, entry in COMMANDS.items():
        module = import_module(entry.module)
        for inner, each in getattr(module, "COMMANDS", {"": entry}).items():
            found[f"{name} {inner}".strip()] = import_module(each.module)
    return found


def groups() -> Iterator[tuple[str, Group[Any]]]:
    for name, module in commands().items():
        for group in module.OPTIONS:
            yield name, group


def test_every_command_takes_every_output_option_or_says_why_not() -> None:
    taken = {name: {option.name for option in options_of(module.OPTIONS)} for name, module in commands().items()}
    assert {name: set(SHARED) - options for name, options in taken.items() if set(SHARED) - options} == LACKING


def test_an_output_option_means_the_same_in_every_command() -> None:
    meant = {option.name: option for option in OUTPUT.options}
    other = {
        (name, option.name)
        for name, module in commands().items()
        for option in options_of(module.OPTIONS)
        if option.name in meant and option != meant[option.name]
    }
    assert other == OWN_MEANING


def test_a_command_is_given_the_records_that_it_takes_in_their_order() -> None:
    for name, module in commands().items():
        hints = get_type_hints(module.run)
        assert hints.pop("return") is ExitCode, name
        assert list(hints.values()) == [group.record for group in module.OPTIONS], name


EXPECTED: dict[str, Any] = {"text": str | None, "file": str | None, "many": tuple[str, ...], "switch": bool}


def test_every_option_fills_a_field_of_its_type() -> None:
    for name, group in groups():
        fields = get_type_hints(group.record)
        for option in group.options:
            if option.kind == "either":
                assert "facts" in fields, (name, option.name)
            else:
                assert fields[option.fills or option.name] == EXPECTED[option.kind], (name, option.name)
        assert group.record() == group.record(*group.record()), name  # every field has a default


def typed(option: Option) -> object:
    return {"many": [f"{option.name}!"], "switch": True, "either": False}.get(option.kind, f"{option.name}!")


def test_what_was_typed_is_found_in_the_record_and_counts_as_said() -> None:
    for name, group in groups():
        nothing: dict[str, object] = {
            option.name: [] if option.kind == "many" else False if option.kind == "switch" else None
            for option in group.options
        }
        assert group.filled(nothing) == group.record(), name
        for option in group.options:
            record = group.filled({**nothing, option.name: typed(option)})
            assert flags_said(group, record) == [option.flag], (name, option.name)


def test_settings_reach_the_records_that_have_room_for_them() -> None:
    roomy = {field for _name, group in groups() for field in FROM_SETTINGS if field in group.record._fields}  # type: ignore[attr-defined]  # named tuples
    assert roomy == set(FROM_SETTINGS)


HOUSEHOLD = ("--area", "urban", "--members", "3", "--income", "1200")
WRITING: dict[str, tuple[str, ...]] = {
    "calc": ("calc", *HOUSEHOLD),
    "calc over months": ("calc", *HOUSEHOLD, "--from", "2020-06", "--to", "2020-07"),
    "calc over values": ("calc", *HOUSEHOLD, "--sweep", "income=0:3000:1000"),
    "compare": ("compare", *HOUSEHOLD),
    "compare a roster": ("compare", "r.csv"),
    "arrears": ("arrears", *HOUSEHOLD, "--from", "2020-07", "--to", "2020-08"),
    "batch": ("batch", "r.csv"),
    "batch --summary": ("batch", "r.csv", "--summary"),
    "config": ("config",),
    "explain": ("explain", "not_a_month"),
    "replay": ("replay", "answer.json"),
    "standards list": ("standards", "list"),
    "standards keys": ("standards", "keys"),
    "standards show": ("standards", "show", "dibao"),
    "standards diff": ("standards", "diff"),
    "standards check": ("standards", "check"),
}
"""A command line for every command that writes a result in a format of one's choice."""


@pytest.fixture
def folder(dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a roster, one row of which is wrong, and a stored answer."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    Path("r.csv").write_text("household,area,members,income,note\n甲,urban,3,1200,x\n乙,rural,2,300,y\n", "utf-8")
    assert dibao("calc", *HOUSEHOLD, "-f", "json", "-o", "answer.json").code == 0
    return tmp_path


def test_the_commands_that_are_tried_are_all_that_take_a_format() -> None:
    tried = {" ".join(line[:2]) if line[0] == "standards" else line[0] for line in WRITING.values()}
    assert tried == {name for name in commands() if "format" not in LACKING.get(name, ())}


@pytest.mark.thorough
@pytest.mark.parametrize("line", WRITING.values(), ids=WRITING)
def test_the_output_options_hold_in_every_command(line: tuple[str, ...], dibao: Cli, folder: Path) -> None:
    def written(*options: str) -> bytes:
        result = dibao(*line, "--lang", "zh", "-o", "out", *options)
        assert result.code == 0, result.err
        return (folder / "out").read_bytes()

    plain = written("-f", "csv", "-q")
    assert written("--format", "CSV", "--quiet") == plain
    assert written("-f", "csv", "-q", "--bom") == b"\xef\xbb\xbf" + plain
    assert written("-f", "csv", "-q", "--encoding", "utf-8-sig") == b"\xef\xbb\xbf" + plain
    for name in ("gb18030", "GBK"):
        assert written("-f", "csv", "-q", "--encoding", name).decode("gb18030") == plain.decode()
    quiet = dibao(*line, "-f", "tsv", "-q")
    assert quiet.out
    assert quiet.err == ""
    wrong = dibao(*line, "-f", "csv", "--bom", "--encoding", "gbk")
    assert (wrong.code, wrong.out) == (2, "")
    assert "--bom" in wrong.err


def test_quiet_does_not_keep_errors_quiet(dibao: Cli, folder: Path) -> None:
    for line in (("calc", "--area", "nowhere"), ("batch", "none.csv"), ("compare", "none.csv")):
        result = dibao(*line, "-q")
        assert result.code
        assert result.err


@pytest.mark.thorough
def test_a_roster_on_standard_input_can_be_compared(dibao: Cli, folder: Path) -> None:
    data = (folder / "r.csv").read_bytes()
    named = dibao("compare", "r.csv", "-f", "json")
    for stdin in (data, data.decode().encode("gb18030")):
        assert dibao("compare", "-", "-f", "json", stdin=stdin) == named
    lines = b'{"household": "A", "area": "urban", "members": 3}\n{"household": "B", "area": "rural", "members": 2}\n'
    assert dibao("compare", "-", "-f", "json", "-q", stdin=lines).code == 0
    long = data + b"".join(b"%d,urban,3,1200,x\n" % n for n in range(9000))
    (folder / "long.csv").write_bytes(long)
    assert dibao("compare", "-", "-f", "json", stdin=long) == dibao("compare", "long.csv", "-f", "json")


@pytest.mark.thorough
def test_rejects_of_a_workbook_are_its_second_sheet_or_a_file_for_a_spreadsheet(dibao: Cli, folder: Path) -> None:
    Path("r.csv").write_text("household,area,members,income\n甲,urban,3,1200\n乙,rural,x,300\n", "utf-8")
    result = dibao("batch", "r.csv", "-o", "out.xlsx")
    assert result.code == 1
    assert "out.xlsx [rejects]" in result.err
    assert dibao("--lang", "zh", "batch", "r.csv", "-o", "zh.xlsx", "-q").code == 1
    chinese = sheets(folder / "zh.xlsx")
    assert list(chinese) == ["dibao", "退回行"]
    assert "最低生活保障金" in chinese["dibao"][0]
    assert 1050.0 in chinese["dibao"][1]  # a number, in whatever language its heading is
    results, rejects = sheets(folder / "out.xlsx").values()
    assert results[1][:4] == ["甲", "2020-07", "urban", 1050.0]
    assert rejects[1][:5] == ["3", "乙", "members", "x", "not_a_count"]
    assert not list(folder.glob("out.*.*"))  # no file beside it that could be of another run
    beside = ("batch", "r.csv", "-o", "out.xlsx", "-q", "--rejects", "rejects.csv")
    assert dibao(*beside).code == 1
    assert len(sheets(folder / "out.xlsx")) == 1
    assert (folder / "rejects.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert dibao(*beside, "--encoding", "utf-8").code == 1
    assert not (folder / "rejects.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def sheets(file: Path) -> dict[str, list[list[object]]]:
    """The rows of every sheet of a workbook, by the sheet's name."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(file))
    return {name: [[*row] for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def test_the_language_can_be_chosen_for_the_help_of_a_group(dibao: Cli) -> None:
    for line in (("standards", "--help", "--lang", "zh"), ("standards", "--lang", "zh", "--help")):
        assert dibao(*line).out.startswith("用法")

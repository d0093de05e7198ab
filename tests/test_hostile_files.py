"""Files that are too much of something, that never end, or that are no files: told what is wrong, never a defect."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import Cli

from dibao_cli.files.limits import DEEPEST, LARGEST_FILE, MOST_ENTRIES, MOST_FILES, MOST_PROBLEMS
from dibao_cli.files.loose_reader import LONGEST_TEXT
from dibao_cli.rules.household import MOST_DEDUCTIONS, MOST_MEMBERS
from dibao_cli.words.problems import TEXTS

unix = pytest.mark.skipif(os.name != "posix", reason="this system has no pipes and devices among its files")
NOTICE = '[notice]\ntitle = "Own"\neffective = 2021-01-01\nsource = "office, 2021-01-05"\n'
REGION = '[region]\nid = "own"\nname = "Own"\n'


def told(text: str, code: str) -> bool:
    """Whether an error of that code is told, and nothing worse."""
    return f"[{code}]" in text and "[defect]" not in text and "Traceback" not in text


def nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return opening * depth + "1" + closing * depth


HOUSEHOLDS = {
    "file_too_large": ["# " + "a" * LARGEST_FILE, '{"area": "urban"' + " " * LARGEST_FILE + "}"],
    "too_many_levels": [
        *(f'{{"area": "urban", "income": {nested(depth)}}}' for depth in (DEEPEST, 600, 700, 800, 900, 950)),
        *(
            f'{{"area": "urban", "income": {nested(depth, chr(123) + chr(34) + "a" + chr(34) + ":", "}")}}}'
            for depth in (DEEPEST, 900)
        ),
        f'area = "urban"\nincome = {nested(DEEPEST)}',
        f'area = "urban"\n{"a." * DEEPEST}b = 1',
        f"[{'a . ' * (DEEPEST + 1)}b]",
        "x = {" + "a." * (DEEPEST + 1) + "b = 1}",
    ],
    "too_many_entries": [
        'area = "urban"\n' + "".join(f"k{n} = 1\n" for n in range(MOST_ENTRIES + 1)),
        'area = "urban"\nincome = [' + "1," * (MOST_ENTRIES + 1) + "]",
        'area = "urban"\n[deductions]\n' + "".join(f"k{n} = 1\n" for n in range(MOST_DEDUCTIONS + 1)),
        'area = "urban"\n' + "".join(f'[[change]]\nfrom = "{1900 + n // 12}-{n % 12 + 1}"\n' for n in range(700)),
    ],
    "too_many_members": ['area = "urban"\n' + '[[persons]]\nage = "x"\n' * (MOST_MEMBERS + 1)],
    "too_many_problems": ['area = "urban"\n' + "".join(f"k{n} = 1\n" for n in range(MOST_PROBLEMS + 1))],
    "too_long": [
        f'area = "{"-" * (LONGEST_TEXT + 1)}"',
        f'area = "urban"\n[[persons]]\ndisability = "{"-" * 60_000}2x"',
        f'area = "urban"\n[deductions]\n"{"a" * (LONGEST_TEXT + 1)}" = 1',
    ],
    "half_character": [
        '{"area": "urban", "persons": [{"id": "\\ud83d"}]}',
        '{"area": "urban", "deductions": {"\\udc00": 1}}',
    ],
    "not_toml": ["income = " + "9" * 5000, "[" + " " * 2000],
    "not_json": ['{"income": ' + "9" * 5000 + "}"],
    "not_a_number": [f'area = "urban"\nincome = "{"x" * LONGEST_TEXT}"'],
}


@pytest.mark.parametrize("code", HOUSEHOLDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_household_file_beyond_a_limit_is_refused_with_the_limit(
    code: str, language: str, dibao: Cli, tmp_path: Path
) -> None:
    for text in HOUSEHOLDS[code]:
        file = tmp_path / "household"
        file.write_text(text, "utf-8")
        result = dibao("calc", str(file), "--lang", language)
        assert (result.code, result.out) == (1, ""), text[:100]
        assert told(result.err, code), (text[:100], result.err[:300])
        assert str(file) in result.err
        assert len(result.err) < 60_000


def test_every_limit_says_what_the_most_is() -> None:
    for code in (
        "file_too_large",
        "too_many_levels",
        "too_many_entries",
        "too_many_files",
        "too_many_problems",
        "too_long",
    ):
        assert all("{highest}" in text for text in TEXTS[code])


def test_what_is_just_within_the_limits_is_computed(dibao: Cli, tmp_path: Path) -> None:
    """Also where every step is written out: formulas of so many parts are no recursion without end."""
    file = tmp_path / "household.json"
    persons = [{"id": "p" * 900 + str(n), "income": "10", "disability": "limb-1"} for n in range(MOST_MEMBERS)]
    deductions = {f"reason {n}": "1.50" for n in range(MOST_DEDUCTIONS)}
    file.write_text(json.dumps({"area": "urban", "persons": persons, "deductions": deductions}))
    for form in ("json", "table", "html", "csv", "markdown"):
        result = dibao("calc", str(file), "--explain", "-f", form)
        assert result.code == 0, result.err[:300]
    answer = json.loads(dibao("calc", str(file), "-f", "json").out)
    assert len(answer["lines"]) > 1


@unix
def test_a_file_that_never_ends_is_given_up(dibao: Cli) -> None:
    for arguments in (
        ("calc", "/dev/zero"),
        ("replay", "/dev/zero"),
        ("compare", "/dev/zero"),
        ("calc", "/dev/null", "/dev/zero"),
    ):
        result = dibao(*arguments)
        assert result.code in (1, 2)
        assert not result.out
        assert "[defect]" not in result.err
    assert told(dibao("calc", "/dev/zero").err, "file_too_large")


def test_standard_input_has_the_same_limit(dibao: Cli) -> None:
    assert told(dibao("calc", "-", stdin=b"\0" * (LARGEST_FILE + 1)).err, "file_too_large")


# folders


@unix
@pytest.mark.parametrize("name", ["2021-01-01-own.toml", "region.toml"])
def test_a_pipe_in_a_folder_is_never_opened(name: str, dibao: Cli, tmp_path: Path) -> None:
    """Opening it would wait for somebody to write into it."""
    os.mkfifo(tmp_path / name)
    for arguments in (("standards", "check", str(tmp_path)), ("calc", "--area", "urban", "--standards", str(tmp_path))):
        result = dibao(*arguments)
        assert "[defect]" not in result.err
        if name != "region.toml":  # without one the folder is laid over the region asked for
            assert result.code == 1
            assert told(result.out + result.err, "not_a_plain_file")


@unix
def test_links_in_a_loop_are_told(dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.toml").symlink_to(tmp_path / "own" / "a.toml")
    (tmp_path / "own" / "dalian").symlink_to(tmp_path / "own")
    loop, own = str(tmp_path / "loop"), str(tmp_path / "own")
    for arguments, code in (
        (("calc", loop), "unreadable_file"),
        (("calc", "--area", "urban", "--standards", loop), "no_such_folder"),
        (("standards", "check", loop), "no_such_folder"),
        (("standards", "check", own), "not_a_plain_file"),
        (("standards", "check", own, "--standards", loop), "no_such_folder"),
        (("calc", "--area", "urban", "--index", loop), "unknown_choice"),
    ):
        result = dibao(*arguments)
        assert result.code in (1, 2), arguments
        assert told(result.out + result.err, code), (arguments, result.err)


def test_a_folder_of_more_notices_than_anybody_has_is_refused(dibao: Cli, tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.toml").touch()
    result = dibao("calc", "--area", "urban", "--standards", str(tmp_path))
    assert (result.code, result.out) == (1, "")
    assert told(result.err, "too_many_files")


def test_a_folder_of_wrong_notices_tells_of_the_first_ones(dibao: Cli, tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.toml").write_text(NOTICE + "[dibao]\nurbn = 1\n")
    result = dibao("calc", "--area", "urban", "--standards", str(tmp_path))
    assert result.code == 1
    assert MOST_PROBLEMS <= result.err.count("[unknown_key]") <= MOST_PROBLEMS + 1


@pytest.mark.parametrize(
    "that",
    [
        "tekun.urban = 500*dibao.urban",
        "tekun.urban = 500*",
        "= 2 * x",
        "a = ２*b",
        "a = 1.00001*b",
        "a = b * 2 * c",
        "a b = c",
        "a =",
    ],
)
def test_a_ratio_that_is_none_is_told(that: str, dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "region.toml").write_text(REGION + f'[[check]]\nthat = "{that}"\nfrom = "2020-01"\n', "utf-8")
    result = dibao("standards", "check", str(tmp_path))
    assert result.code == 1
    assert told(result.out, "not_a_ratio") or (that == "a = ２*b" and told(result.out, "unknown_name"))


def test_a_notice_of_unknown_keys_only_is_read_to_the_hundredth(dibao: Cli, tmp_path: Path) -> None:
    keys = "".join(f"urban_standard_{n} = 1\n" for n in range(4000))
    (tmp_path / "a.toml").write_text(NOTICE + "[dibao]\n" + keys)
    result = dibao("standards", "check", str(tmp_path))
    assert result.out.count("[unknown_key]") == MOST_PROBLEMS
    assert told(result.out, "too_many_problems")


# price indices, settings, the command line


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("month,cpi\n2020-07," + "1" * 140_000, "line_too_long"),
        ('month,cpi\n"2020-07,' + "1" * 140_000, "line_too_long"),
        ("month,cpi\n2020-07,1,080\n", "ragged_line"),
        ("[index]\n" + "".join(f"k{n} = {{ cpi = 1 }}\n" for n in range(200)), "too_many_problems"),
        ("month,cpi\n" + "x,x\n" * 200, "too_many_problems"),
    ],
)
def test_price_indices_beyond_a_limit_are_told(text: str, code: str, dibao: Cli, tmp_path: Path) -> None:
    file = tmp_path / "indices.csv"
    file.write_text(text)
    result = dibao("calc", "--area", "urban", "--index", str(file))
    assert (result.code, result.out) == (1, "")
    assert told(result.err, code), result.err[:200]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('standards = "~nosuchuser/x"', "no_such_folder"),
        ('standards = "a\\u0000b"', "no_such_folder"),
        ('region = "a\\u0000b"', "not_a_region_name"),
        ("region = " + "[" * 5000, "too_many_levels"),
        ("".join(f"k{n} = 1\n" for n in range(200)), "too_many_problems"),
        ("# " + "a" * LARGEST_FILE, "file_too_large"),
    ],
)
def test_settings_that_cannot_be_used_are_told(text: str, code: str, dibao: Cli, tmp_path: Path) -> None:
    (tmp_path / "dibao").mkdir()
    (tmp_path / "dibao" / "config.toml").write_text(text)
    result = dibao("calc", "--area", "urban", env={"XDG_CONFIG_HOME": str(tmp_path)})
    assert result.code in (1, 2)
    assert told(result.err, code), result.err[:200]


@pytest.mark.parametrize("digits", ["9" * 5000, "0" * 5000, "1" + "0" * 4300])
def test_numbers_of_thousands_of_digits_are_no_defect(digits: str, dibao: Cli, tmp_path: Path) -> None:
    calc = ("calc", "--area", "urban")
    for arguments in (
        ("demo", "roster", "--households", digits),
        ("demo", "roster", "--households", "1", "--seed", digits),
        *(
            (*calc, flag, digits)
            for flag in ("--members", "--income", "--month", "--cpi", "--subsidy-rate", "--deduct", "--person")
        ),
        (*calc, "--deduct", f"a={digits}"),
        (*calc, "--person", f"age={digits}"),
        (*calc, "--set", f"dibao.urban={digits}"),
        (*calc, "--set", f"uplift.months={digits}"),
        (*calc, "--set", f"price_subsidy.bands=3:1/{digits}"),
        (*calc, "--sweep", f"income=0:{digits}:1"),
        (*calc, "--from", "2020-01", "--to", digits),
        ("standards", "new", digits),
        ("standards", "check", "--on", digits),
    ):
        result = dibao(*arguments)
        assert result.code in (1, 2), arguments[:5]
        assert "[defect]" not in result.err
        assert len(result.err) < 3000, "a message shows the beginning of what is very long"


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31"])
def test_a_day_in_a_year_that_nothing_is_reckoned_in_is_refused(day: str, dibao: Cli) -> None:
    result = dibao("standards", "check", "--on", day)
    assert result.code == 2
    assert told(result.err, "not_a_date")


def test_bytes_that_are_no_text_are_told_of_where_an_answer_would_show_them(dibao: Cli, tmp_path: Path) -> None:
    """Half a GBK word of a command line: an answer with it could not be written."""
    for arguments in (
        ("--deduct", "\udcce\udcd2=5"),
        ("--person", "id=\udcff"),
        ("--district", "\udcff"),
        ("--area", "\udcff"),
    ):
        result = dibao("calc", "--area", "urban", *arguments, "-o", str(tmp_path / "out.json"))
        assert result.code == 2
        assert told(result.err, "half_character")
    assert not (tmp_path / "out.json").exists()


def test_a_fact_of_a_person_is_not_stated_twice_in_silence(dibao: Cli) -> None:
    result = dibao("calc", "--area", "urban", "--person", "status=orphan,care=dispersed,age=9,status=tekun")
    assert result.code == 2
    assert told(result.err, "stated_twice")


@pytest.mark.parametrize("columns", ["99999999999", "-5", "0", "9" * 5000, "x", ""])
def test_a_terminal_of_any_width_is_drawn_for(columns: str, dibao: Cli) -> None:
    result = dibao("calc", "--area", "urban", "-f", "table", env={"COLUMNS": columns})
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) < 2000

"""On Windows: examples that every shell hands over alike, a code page of its own, CRLF, names with blanks."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
from conftest import Cli, process
from shells import SHELLS, Changed, bash, cmd, powershell

from dibao_cli.__main__ import prepare_streams, run
from dibao_cli.app import application, walk
from dibao_cli.words import LANGUAGES, codes, use_language

ROOT = Path(__file__).parent.parent
FOR_A_UNIX_SHELL = ("pipeline.md", "figures.md", "python.md")
"""Pages that say at their top that their lines are for a Unix shell, or that are not about a command line."""
GUIDES = [
    page
    for page in (*ROOT.glob("README*.md"), *ROOT.glob("docs/*/index.md"), *ROOT.glob("docs/*/how-to/*.md"))
    if page.name not in FOR_A_UNIX_SHELL
]


def examples() -> list[str]:
    """Every command line that the program, its README and its guides propose."""
    found: list[str] = []
    for language in LANGUAGES:
        use_language(language)
        found += [line for _name, command in walk(application()) for line in command.examples]
    use_language("en")
    found += codes.EXAMPLES.values()
    for page in GUIDES:
        text = page.read_text("utf-8")
        for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            found += re.findall(r"^\$ (.*)$", block, re.MULTILINE)
    return list(dict.fromkeys(found))


def test_every_example_reaches_the_program_alike_from_every_shell() -> None:
    lines = examples()
    assert len(lines) > 100
    for line in lines:
        assert line.split()[0] in ("dibao", "cat"), line  # `type` in cmd, as the page on Windows says
        assert cmd(line) == powershell(line) == bash(line), line


def test_the_shells_differ_where_an_example_would_be_wrong() -> None:
    plain = "dibao calc --person status=orphan,care=dispersed"
    assert bash(plain) == cmd(plain) != powershell(plain)
    assert powershell(plain)[-2:] == ["status=orphan", "care=dispersed"]
    single = "dibao calc --person 'status=orphan,care=dispersed'"
    assert bash(single) == powershell(single) != cmd(single)
    for wrong in ("dibao batch - < r.csv", "dibao calc $HOME", "dibao batch r.csv --keep *"):
        with pytest.raises(Changed):
            bash(wrong)
    with pytest.raises(Changed):
        powershell("dibao calc -x.y")


ORPHAN = ["--person", "status=orphan,care=dispersed"]


def test_what_a_shell_took_apart_is_answered_with_how_to_quote(dibao: Cli) -> None:
    for line in (
        "dibao calc --area urban --person status=orphan,care=dispersed",
        "dibao calc --area urban --person status=orphan,care=dispersed,age=9",
        "dibao arrears --area urban --to 2020-08 --paid 2020-07=960,2020-08=1080",
    ):
        refused = dibao(*powershell(line)[1:])
        assert (refused.code, refused.out) == (2, "")
        assert "[stray_details]" in refused.err
        assert '--person "status=orphan,care=dispersed"' in refused.err
    assert "加双引号" in dibao("--lang", "zh", "calc", "--area", "城市", "--person", "类别=孤儿", "养育方式=散居").err


def test_single_quotes_that_cmd_hands_over_are_no_part_of_the_text(dibao: Cli) -> None:
    line = "dibao calc --area urban -f json --person 'status=orphan,care=dispersed'"
    assert dibao(*cmd(line)[1:]) == dibao(*bash(line)[1:])


HOUSEHOLD = 'area = "城市"\r\nmembers = 3\r\nincome = 1200\r\n'
ROSTER = "户号,城乡,人口,月收入\r\n甲,城市,3,1200\r\n乙,农村,2,300\r\n"


@pytest.mark.thorough
@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig"])
def test_files_of_the_windows_editors_are_read(encoding: str, dibao: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "救助 资料"
    folder.mkdir()
    household, roster = folder / "张 三.toml", folder / "花 名册.csv"
    household.write_bytes(HOUSEHOLD.encode(encoding))
    roster.write_bytes(ROSTER.encode(encoding))
    page = folder / "核 算表.html"
    assert dibao("calc", str(household), "-o", str(page), "--lang", "zh").code == 0
    assert "1050.00" in page.read_text("utf-8")
    results = folder / "结 果.csv"
    assert dibao("batch", str(roster), "-o", str(results), "-q").code == 0
    with results.open(encoding="utf-8", newline="") as rows:
        assert [row["dibao"] for row in csv.DictReader(rows)] == ["1050.00", "780.00"]
    for text, command in ((HOUSEHOLD, "calc"), (ROSTER, "batch")):
        piped = dibao(command, "-", "-f", "json", "-q", stdin=text.encode(encoding))
        assert piped.code == 0 and "1050.00" in piped.out


class Console(io.TextIOWrapper):
    """A terminal with the code page of Chinese Windows, or with UTF-8 (65001), that ends its lines in CRLF."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("encoding", "code_page"), [("gbk", 936), ("utf-8", 65001)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_console_shows_every_sign_of_an_answer(
    encoding: str, code_page: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    errors = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Console(written, encoding=encoding, newline="\r\n"))
    monkeypatch.setattr(sys, "stderr", Console(errors, encoding=encoding, newline="\r\n"))
    monkeypatch.setenv("COLUMNS", "80")
    try:
        prepare_streams()
        for line in (["calc", "--area", "urban", *ORPHAN, "--explain"], ["standards", "list"], ["explain", "missing"]):
            assert run(["--lang", language, *line]) == 0
        assert run(["--lang", language, "calc", "--area", "nowhere"]) == 2
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        use_language("en")
    shown, said = written.getvalue().decode(encoding), errors.getvalue().decode(encoding)
    assert "1500.00" in shown and "nowhere" in said
    assert "?" not in re.sub(r"https?://\S+", "", shown), code_page
    assert "\ufffd" not in shown + said


def test_a_pipe_is_utf_8_whatever_the_code_page() -> None:
    for encoding in ("gbk", "cp437", "utf-8"):
        result = process(
            "calc", "--area", "城市", *ORPHAN, "--lang", "zh", "-f", "table", env={"PYTHONIOENCODING": encoding}
        )
        assert result.code == 0 and "孤儿基本生活费" in result.out


def test_what_is_written_ends_its_lines_alike_on_every_system(dibao: Cli, tmp_path: Path) -> None:
    for name in ("a.csv", "a.json", "a.html", "a.md"):
        assert dibao("calc", "--area", "urban", "-o", str(tmp_path / name), "-q").code == 0
        assert b"\r" not in (tmp_path / name).read_bytes()


def test_a_long_path_is_no_obstacle(dibao: Cli, tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["一个名字很长的文件夹" * 3] * 3)
    folder.mkdir(parents=True)
    file = folder / "answer.json"
    assert len(str(file)) < 4000
    assert dibao("calc", "--area", "urban", "-o", str(file), "-q").code == 0
    assert json.loads(file.read_text("utf-8"))["known_total"] == "750.00"


def test_each_shell_has_a_page_on_windows() -> None:
    for language in ("en", "zh"):
        text = (ROOT / "docs" / language / "how-to" / "windows.md").read_text("utf-8")
        assert all(name in text for name in ("cmd", "PowerShell", "cp936", "UTF-8", "Excel", "dibao.pyz", "py -m"))
    assert set(SHELLS) == {"bash", "cmd", "PowerShell"}

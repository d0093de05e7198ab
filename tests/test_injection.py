"""Data cannot pass itself off as anything else: not to a terminal, not to a reader, not to a program.

Every payload is put into every place that takes a text from outside, and shown by every command in every format. What
comes out must have the shape that a harmless word gives, and a program must get the payload back as it was.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli, Result

from dibao_cli.files.delimited import FORMULA_STARTS, escape_formula
from dibao_cli.rules.visible import is_hidden, visible
from dibao_cli.show import TEXT_FORMATS as FORMATS
from dibao_cli.show.json_text import json_text

HARMLESS = "harmless"
PAYLOADS = {
    "a window title": "\x1b]0;pwned\x07x",
    "a colour": "\x1b[31mred",
    "a C1 control": "\x9b31mred",
    "a backspace and DEL": "paid\x08\x08\x7f",
    "an override of direction": "\u202e00.0501",
    "an isolate and a mark": "\u2066x\u2069\u200f",
    "a line break": "x\nforged",
    "a return": "x\rforged",
    "a row of Markdown": "x |\n| forged | 9.00 | published |",
    "a bar and a backslash": "x\\| forged | 9.00",
    "a line separator": "x\u2028forged\u2029forged\x85forged\x0bforged",
    "HTML": "<b>x</b><script>alert(1)</script>&lt;",
    "a link": "[x](javascript:alert) ![x](y)",
    "emphasis": "**9999.00** `code` ~~x~~ __x__",
    "a heading": "# forged",
    "a quotation mark": 'x"\t"forged',
    "a tab": "x\t9999.00",
    "a formula": '=HYPERLINK("x";"y")',
    "a formula of another kind": "@SUM(1+1)",
    "a signed formula": "-1+cmd|' /C calc'!A0",
    "a template": "{0.__class__} %s $(id) {person}",
}
FAMILY = {"area": "urban", "members": 2, "income": 900}
COMMANDS: dict[str, tuple[str, ...]] = {
    "calc": ("calc", "-"),
    "calc, explained": ("calc", "-", "--explain"),
    "months": ("calc", "-", "--from", "2020-06", "--to", "2020-07"),
    "sweep": ("calc", "-", "--sweep", "income=0:1000:500"),
    "compare": ("compare", "-"),
    "arrears": ("arrears", "-", "--from", "2020-07", "--to", "2020-08", "--explain"),
}
LISTS: dict[str, tuple[str, ...]] = {
    "list": ("standards", "list"),
    "show": ("standards", "show", "dibao"),
    "diff": ("standards", "diff", "2020-06", "2020-08"),
    "calc": ("calc", "--area", "urban", "--members", "1", "--income", "0", "--month", "2020-08"),
    "compare": ("compare", "--area", "urban", "--members", "1", "--income", "0", "--after", "2020-08"),
}


def household(text: str) -> str:
    """A family whose texts are all the payload."""
    person = {"id": text, "status": "orphan", "care": "dispersed", "age": 9}
    return json.dumps({**FAMILY, "persons": [person], "deductions": {text: 10}})


def own_notices(folder: Path, text: str) -> Path:
    """A folder of notices whose texts are all the payload."""
    folder.mkdir(exist_ok=True)
    quoted = json.dumps(text).replace("\\u007f", "\\u007F").replace("\x7f", "\\u007F")
    for name in ("title", "source", "issuer"):
        assert f'"{name}"' not in quoted
    notice = f"[notice]\ntitle = {quoted}\nsource = {quoted}\nissuer = {quoted}\nlimitations = [{quoted}]\n"
    figures = f'[dibao]\nurban = {{ value = 700, basis = "inferred", note = {quoted}, source = {quoted} }}\n'
    (folder / "2020-08-01-own.toml").write_text(
        f"{notice}effective = 2020-08-01\nchecked = 2020-08-01\n{figures}", "utf-8"
    )
    return folder


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Any]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [value for name, value in attrs if name == "class" and value not in ("wide", "whole")]))

    def handle_data(self, data: str) -> None:
        self.text += data


def shape(form: str, out: str) -> object:
    """What must not depend on the words: rows and columns, tags, keys."""
    if form == "html":
        return [tag for tag, _ in Tags(out).tags]
    if form == "markdown":
        lines = [line for line in out.split("\n") if not line.startswith("```")]
        return [len(re.findall(r"(?<!\\)\|", line)) if line[:1] == "|" else line[:2] for line in lines]
    if form in ("csv", "tsv"):
        sign = "," if form == "csv" else "\t"
        return [len(row) for row in csv.reader(io.StringIO(out, newline=""), delimiter=sign)]
    if form == "table":
        return None  # the length of a word moves everything
    return out.count("\n")


def hidden_in(text: str) -> set[str]:
    return {sign for sign in text if is_hidden(sign)} - {"\n"}


def cells(form: str, out: str) -> Iterator[str]:
    sign = "," if form == "csv" else "\t"
    for row in csv.reader(io.StringIO(out, newline=""), delimiter=sign):
        yield from row


def texts_in(content: Any) -> Iterator[str]:
    """Every key and text of a JSON value."""
    if isinstance(content, dict):
        yield from content
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from texts_in(each)
    elif isinstance(content, str):
        yield content


def check(form: str, payload: str, result: Result, plain: Result) -> None:
    """One result beside that of the harmless word."""
    assert (result.code, bool(result.out)) == (plain.code, bool(plain.out)), result.err
    assert not hidden_in(result.err), "standard error is read on terminals"
    assert result.err.count("\n") == plain.err.count("\n")
    assert shape(form, result.out) == shape(form, plain.out)
    if form in ("csv", "tsv"):
        found = list(cells(form, result.out))
        assert all(escape_formula(cell) == cell for cell in found)
        assert form == "csv" or result.out.count("\n") == plain.out.count("\n")
        return
    assert not hidden_in(result.out)
    assert not re.search(r"^ {0,2}[|*#-]* ?forged", result.out, re.MULTILINE), "what folds hangs further in than a row"
    if form == "html":
        assert "<script" not in result.out
        if HARMLESS in plain.out:
            assert visible(payload) in Tags(result.out).text
    elif form == "markdown":
        assert not re.search(r"<|\]\(|(?<!\\)\*\*9999|(?<!\\)~~|^#* ?forged", result.out, re.MULTILINE)
    elif form in ("json", "ndjson") and HARMLESS in plain.out:
        values = result.out.strip("\n").split("\n") if form == "ndjson" else [result.out]
        found = [text for value in values for text in texts_in(json.loads(value))]
        assert any(payload in text for text in found), "a program gets the data as they are"


ALL = "".join(PAYLOADS.values())
TURNS = cycle(PAYLOADS.values())


def over_all(dibao: Cli, commands: Mapping[str, tuple[str, ...]], put: Callable[[str], dict[str, Any]]) -> None:
    """Every command in every format with the harmless word, with all payloads in one text, and with one in its turn."""
    for command in commands.values():
        for form in FORMATS:
            plain = dibao(*command, "-f", form, **put(HARMLESS))
            for payload in (ALL, next(TURNS)):
                check(form, payload, dibao(*command, "-f", form, **put(payload)), plain)


@pytest.mark.thorough
def test_every_payload_alone_in_every_format(dibao: Cli) -> None:
    for form in FORMATS:
        plain = dibao("calc", "-", "-f", form, stdin=household(HARMLESS))
        for payload in PAYLOADS.values():
            check(form, payload, dibao("calc", "-", "-f", form, stdin=household(payload)), plain)


def test_nothing_in_a_household_can_pass_for_anything_else(dibao: Cli) -> None:
    over_all(dibao, COMMANDS, lambda text: {"stdin": household(text), "env": {"COLUMNS": "400"}})


def test_nothing_in_a_notice_can_pass_for_anything_else(dibao: Cli, tmp_path: Path) -> None:
    def put(text: str) -> dict[str, Any]:
        own_notices(tmp_path / "own", text)
        return {"env": {"COLUMNS": "400", "DIBAO_STANDARDS": str(tmp_path / "own")}}

    over_all(dibao, LISTS, put)


def lines_with(text: str, folder: Path) -> list[tuple[str, ...]]:
    """Command lines that are wrong, each with the text in it."""
    roster, calc = folder / "r.csv", ("calc", "--area", "urban")
    roster.write_text("household,area\nA,urban\n", "utf-8")
    return [
        ("calc", "--area", text),
        ("calc", text),
        (*calc, "--members", text),
        (*calc, "--person", text),
        (*calc, "--deduct", f"{text}=x"),
        (*calc, "--set", text),
        (*calc, "--month", text),
        (*calc, "--region", text),
        (*calc, "--standards", text),
        (*calc, "--sweep", text),
        (*calc, "-f", text),
        (*calc, "-o", f"{folder}/none/{text}"),
        (*calc, f"--{text}"),
        (text,),
        ("standards", "show", text),
        ("batch", text),
        ("batch", str(roster), "--map", f"{text}=area"),
        ("batch", str(roster), "--keep", text),
        ("schema", text),
        ("--lang", text, "calc"),
    ]


def test_no_option_and_no_name_of_a_file_reaches_a_terminal_raw(dibao: Cli, tmp_path: Path) -> None:
    for n in range(len(lines_with("", tmp_path))):
        for text in (ALL, next(TURNS), next(TURNS)):
            line = lines_with(text, tmp_path)[n]
            result = dibao(*line)
            assert (result.code in (1, 2), result.out) == (True, ""), (line, result)
            assert not hidden_in(result.err), (line, result.err)
            assert all(each.startswith(("dibao: ", "See ")) for each in result.err.splitlines()), (line, result.err)


def test_no_finding_about_a_notice_reaches_a_terminal_raw(dibao: Cli, tmp_path: Path) -> None:
    for text in (ALL, *PAYLOADS.values()):
        own = own_notices(tmp_path / "own", text)
        result = dibao("standards", "check", str(own), "--all", "--on", "2020-08-01")
        assert not hidden_in(result.out + result.err)
        assert not any(line.startswith("forged") for line in result.out.splitlines())


def test_no_row_of_a_roster_can_pass_for_another(dibao: Cli, tmp_path: Path) -> None:
    """The roster is NDJSON, which can hold every text; some of its rows are rejected, and shown on standard error."""

    def roster(texts: list[str]) -> str:
        rows = []
        for n, text in enumerate(texts):
            facts = {"household": f"{text}{n}", "area": "urban", "members": "1", "income": "0", texts[n - 1]: text}
            rows += [facts, {**facts, "household": f"{n}{text}", "area": text}]
        return "".join(json.dumps({**dict.fromkeys(texts), **row}) + "\n" for row in rows)

    texts = list(PAYLOADS.values())
    source = tmp_path / "roster.ndjson"
    source.write_text(roster(texts), "utf-8")
    for form in ("csv", "tsv", "ndjson", "json"):
        result = dibao("batch", str(source), "--keep", "*", "-f", form)
        assert result.code == 1
        assert not hidden_in(result.err)
        assert all(line.startswith("dibao: ") for line in result.err.splitlines()), result.err
        if form in ("csv", "tsv"):
            rows = list(csv.reader(io.StringIO(result.out, newline=""), delimiter="," if form == "csv" else "\t"))
            assert len(rows) == len(texts) + 1
            assert {len(row) for row in rows} == {len(rows[0])}
            assert all(escape_formula(cell) == cell for row in rows for cell in row), "headings and cells"
            assert form == "csv" or result.out.count("\n") == len(rows)
        else:
            told = result.out.strip("\n").split("\n") if form == "ndjson" else [result.out]
            records = [json.loads(line) for line in told] if form == "ndjson" else json.loads(result.out)
            wanted = [re.sub(r"\s", " ", f"{text}{n}") for n, text in enumerate(texts)]
            assert [re.sub(r"\s", " ", record["household"]) for record in records] == wanted
    for form in ("table", "markdown", "html"):
        out = dibao("batch", str(source), "--summary", "-f", form)
        assert not hidden_in(out.out + out.err)


def test_a_sheet_of_a_spreadsheet_holds_texts_and_never_formulas(dibao: Cli, tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    texts = [text for text in PAYLOADS.values() if text[0] in FORMULA_STARTS]
    source, sheet = tmp_path / "roster.ndjson", tmp_path / "results.xlsx"
    rows = [{"household": text, "area": "urban", "members": "1", "income": "0", text: text} for text in texts]
    source.write_text("".join(json.dumps({**dict.fromkeys(texts), **row}) + "\n" for row in rows), "utf-8")
    assert dibao("batch", str(source), "--keep", "*", "-o", str(sheet)).code == 0
    found = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    assert all(escape_formula(str(cell)) == cell for row in found for cell in row if isinstance(cell, str))
    assert {"'" + text for text in texts} <= {str(cell) for cell in found[0]}


def test_what_is_hidden_is_spelled_out_and_everything_else_stays() -> None:
    ordinary = "大连市 abc 1200.50 × − ≤ “…” 　é́ 👩‍👧 \\n"
    assert visible(ordinary) == ordinary
    assert visible("\x00\x1b\n\t\x7f\x9b\u202e\u2028\udcff") == r"\x00\x1b\n\t\x7f\x9b\u202e\u2028\udcff"
    assert visible("a\nb\tc\x1b", keep="\n\t") == "a\nb\tc\\x1b"


@pytest.mark.parametrize("indent", [None, 2])
def test_json_escapes_every_character_that_is_hidden_and_no_other(indent: int | None) -> None:
    everything = [chr(code) for code in range(0x3100)] + ["\ud800", "\udcff", "\ufeff", "大连", "\U0001f469"]
    for told in (everything, ["大连 a　b"], ["\u202e大"]):
        text = json_text(told, indent)
        assert json.loads(text) == told
        assert not any(map(is_hidden, text.replace("\n", "")))
        assert all(each in text for each in told if not any(map(is_hidden, each)) and each not in '"\\')


@pytest.mark.parametrize("name", ["../x", "..", ".", "a/b", "a\\b", "/etc", "C:x", "x\0", "", " ", "dalian/../x"])
def test_a_region_is_a_name_and_leads_nowhere_else(dibao: Cli, tmp_path: Path, name: str) -> None:
    """TOML of another folder is never loaded, whoever names the region: a flag, a setting or a stored answer."""
    stored = json.loads(dibao("calc", "--area", "urban", "-f", "json").out)
    stored["region"] = name
    answers = [dibao("replay", "-", stdin=json.dumps(stored))]
    if name:
        answers += [dibao("calc", "--area", "urban", "--region", name), dibao("standards", "list", "--region", name)]
    if name and "\0" not in name:
        answers.append(dibao("calc", "--area", "urban", env={"DIBAO_REGION": name}))
    for result in answers:
        assert (result.code in (1, 2), result.out) == (True, "")
        assert "[not_a_region_name]" in result.err, result.err


def test_a_region_of_ones_own_leads_nowhere_else_either(dibao: Cli, tmp_path: Path) -> None:
    text = (Path(__file__).parent.parent / "standards" / "dalian" / "region.toml").read_text("utf-8")
    for name, wrong in (("id", "../x"), ("national", "../../x")):
        changed = re.sub(rf'^{name} = ".*"', f'{name} = "{wrong}"', text, flags=re.MULTILINE)
        (tmp_path / "region.toml").write_text(changed, "utf-8")
        result = dibao("standards", "list", "--standards", str(tmp_path))
        assert (result.code, result.out) == (1, "")
        assert f"region.{name}: " in result.err and "[not_a_region_name]" in result.err

"""Every sheet has the same head and foot, states facts only, and can be read by everybody."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import Cli
from test_page import Reader

from dibao_cli.rules.parameters import PARAMETERS
from dibao_cli.show.page_style import CSS
from dibao_cli.show.paper import in_words
from dibao_cli.words import _, use_language
from dibao_cli.words.answers import MISSING, WARNINGS
from dibao_cli.words.paper import paper_text

HOUSEHOLD = """
name = "张三"
id_number = "210211196501012349"
address = "大连市甘井子区某街道1号楼"
decision = 2020-07-15
area = "urban"
members = 2
income = 1200
[[persons]]
disability = "limb-2"
[[persons]]
id = "B"
status = "orphan"
care = "dispersed"
age = 9
[[change]]
from = "2020-09"
income = 1500
"""
SHEETS = {
    "one month": ("calc", "h.toml", "--month", "2020-02", "--uplift", "--set", "dibao.urban=800"),
    "months": ("calc", "h.toml", "--from", "2020-01", "--to", "2020-12", "--index", "national"),
    "a sweep": ("calc", "h.toml", "--month", "2020-07", "--sweep", "income=0:3000:500"),
    "a comparison": ("compare", "h.toml"),
    "arrears": ("arrears", "h.toml", "--from", "2020-07", "--to", "2020-10"),
}
BOTH = pytest.mark.parametrize("code", ["en", "zh"])
EVERY = pytest.mark.parametrize("command", SHEETS.values(), ids=SHEETS)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "h.toml").write_text(HOUSEHOLD, "utf-8")


def sheet(dibao: Cli, code: str, command: tuple[str, ...]) -> str:
    result = dibao("--lang", code, *command, "-f", "html")
    assert (result.code, result.err) == (0, "")
    return result.out


@EVERY
@BOTH
def test_every_sheet_has_who_it_is_for_the_household_the_payment_and_places_to_sign(
    dibao: Cli, code: str, command: tuple[str, ...]
) -> None:
    text = Reader(sheet(dibao, code, command)).text
    for told in ("张三", "210211196501012349", "大连市甘井子区某街道1号楼", "2020-07-15", "sha256:"):
        assert told in text, told
    english = ("Caseworker", "Head of household", "Living together")
    assert all(told in text for told in (english if code == "en" else ("经办人", "签字", "共同生活的")))


def test_without_papers_there_are_lines_to_fill_in(dibao: Cli) -> None:
    html = sheet(dibao, "zh", ("calc", "--area", "urban", "--members", "1"))
    assert html.count("<dd></dd>") == 5  # number, name, identity number, address, day of the decision


def test_it_is_paid_from_the_month_after_the_decision(dibao: Cli) -> None:
    text = Reader(sheet(dibao, "en", SHEETS["one month"])).text
    assert re.search(r"Dibao is paid from\s*2020-08 \(民发〔2012〕220号, art\. 29\)", text)
    assert re.search(r"month of the index\s*2020-02", text) and re.search(r"paid in\s*2020-03", text)


def test_what_changed_in_the_course_of_the_months_is_stated(dibao: Cli) -> None:
    text = Reader(sheet(dibao, "en", SHEETS["months"])).text
    assert re.search(r"Monthly income, yuan, from 2020-09\s*1500\.00", text)


# whose case it is stands on paper only


def test_who_it_is_stands_in_no_other_format(dibao: Cli) -> None:
    for form in ("table", "json", "ndjson", "csv", "tsv", "markdown"):
        for command in SHEETS.values():
            result = dibao(*command, "-f", form, "--explain")
            assert not any(told in result.out + result.err for told in ("张三", "210211", "甘井子区某")), (
                form,
                command,
            )


@pytest.mark.parametrize(
    "wrong",
    [
        'name = ["李四光"]',
        'name = "李四光\\ud800"',
        f'address = "{"李四光" * 400}"',
        'id_number = "210211196501012340"',
    ],
)
def test_no_error_repeats_who_it_is(dibao: Cli, wrong: str) -> None:
    result = dibao("calc", "-", stdin=f'{wrong}\narea = "urban"\n')
    assert (result.code, result.out) == (1, "")
    assert "李四光" not in result.err and "2102111965" not in result.err


def test_an_identity_number_with_a_wrong_check_digit_is_no_number_for_a_letter(dibao: Cli) -> None:
    assert "[id_number_wrong]" in dibao("calc", "-", stdin='area="urban"\nid_number="210211196501012340"').err
    assert dibao("calc", "-", stdin='area="urban"\nid_number="H1234567"').code == 0  # another document


# facts only

ADVICE = re.compile(r"--[a-z]|\b(ceil|floor|round|max|min)\(|\{|\}|…=|\.toml|dibao calc")
KEYS = re.compile("|".join(re.escape(key) for key in PARAMETERS if "." in key))


@EVERY
@BOTH
def test_a_sheet_states_facts_and_gives_no_advice(dibao: Cli, code: str, command: tuple[str, ...]) -> None:
    text = Reader(sheet(dibao, code, command)).text
    assert ADVICE.findall(text) == []
    assert KEYS.findall(text) == []


@BOTH
def test_a_sheet_names_what_was_asked_in_words(dibao: Cli, code: str) -> None:
    """Whatever was asked: no code, and nothing as a program writes a list."""
    asked = ("--without", "dibao", "--without", "price_subsidy", "--uplift", "--one-off", "--cpi", "3.8")
    given = ("--food-cpi", "2020-02=15.8,2020-03=16", "--index-value", "grain=2", "--subsidy-rate", "50")
    for options in (asked, (*asked[4:6], *given), ("--index", "national")):
        page = dibao(
            "--lang", code, "calc", "--area", "urban", "--members", "2", "--income", "9", "-f", "html", *options
        )
        assert page.code == 0, page.err
        assert not re.findall(r"[\[\]{}]|\b[a-z]+_[a-z]+\b(?!.*html)", Reader(page.out).text)


PIECES = {
    "key": "dibao.rural",
    "other": "dibao.urban",
    "programme": "dibao",
    "month": "2020-07",
    "factor": "2",
    **dict.fromkeys(("first", "region", "person", "amount", "ratio", "due", "value", "since", "months"), "7"),
}


def warnings() -> Iterator[dict[str, str]]:
    """A record of every warning that there is, and of everything that may be missing."""
    for name, text in WARNINGS.items():
        if name != "missing":
            filled = re.sub(r"{(\w+)}", lambda at: PIECES.get(at[1], "7"), _(*text))
            yield {**PIECES, "code": name, "text": filled}
    for name in (*MISSING, "never"):
        yield {**PIECES, "code": "missing", "key": name, "state": name, "text": ""}


@BOTH
def test_every_warning_has_a_text_for_paper_that_is_no_advice(code: str) -> None:
    use_language(code)
    try:
        for warning in warnings():
            text = paper_text(warning)
            assert not ADVICE.search(text) and not KEYS.search(text), text
            assert text
    finally:
        use_language("en")


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("720.00 × 3 − 1200.00 = 960.00", "720.00 × 3 − 1200.00 = 960.00"),
        ("max(0.00, 300.00 − 120.00) = 180.00", "300.00 − 120.00, not below 0 = 180.00"),
        ("min(450.00, 500.00)", "the least of 450.00, 500.00"),
        ("2 × ceil(690.00 × 14.8%, 0.50)", "2 × (690.00 × 14.8% rounded up to a multiple of 0.50)"),
        (
            "round(max(0.00, 9.00 − 1.00) ÷ 12, 0.01) = 0.67",
            "(9.00 − 1.00, not below 0) ÷ 12 rounded to the nearest 0.01 = 0.67",
        ),
    ],
)
def test_a_formula_is_put_into_words(formula: str, words: str) -> None:
    assert in_words(formula) == words


# readable by everybody


class Seen(NamedTuple):
    """An element with its attributes."""

    tag: str
    attributes: dict[str, str]


class Outline(Reader):
    """The elements of a page, in order."""

    def __init__(self, page: str) -> None:
        self.seen: list[Seen] = []
        super().__init__(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.seen.append(Seen(tag, {name: value or "" for name, value in attrs}))


PAGES = {
    **SHEETS,
    "a list": ("standards", "show", "--month", "2020-07"),
    "a history": ("standards", "show", "dibao.urban", "--history"),
}


@pytest.mark.parametrize("command", PAGES.values(), ids=PAGES)
def test_a_page_can_be_read_aloud(dibao: Cli, command: tuple[str, ...]) -> None:
    """A language, one first heading and none skipped, headers with their scope, names for pictures and regions."""
    html = sheet(dibao, "zh", command)
    seen = Outline(html).seen
    assert next(each for each in seen if each.tag == "html").attributes["lang"] == "zh-CN"
    levels = [int(each.tag[1]) for each in seen if re.fullmatch("h[1-6]", each.tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert not re.search(r"<h\d>\s*<", html)
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [each.tag for each in seen].count("main") == 1 and re.search("<title>[^<]+</title>", html)
    for each in seen:
        if each.tag == "th":
            assert each.attributes["scope"] in ("col", "row")
        if each.tag == "svg":
            assert each.attributes["role"] == "img" and each.attributes["aria-label"]
        if each.attributes.get("role") == "region":
            assert each.attributes["aria-label"]
        assert int(each.attributes.get("tabindex", "0")) <= 0
    assert html.count("<svg") == len(re.findall(r"<svg[^>]*>\s*<title>[^<]+</title>", html))


def luminance(colour: str) -> float:
    """Of a colour such as `#4d555e` or `#fff`, as the accessibility guidelines (WCAG 2) define it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_a_text_stands_out_from_white_paper() -> None:
    texts = re.findall(r"(?:[{;]|\s)(?:color|fill): (#[0-9a-f]{3,6})", CSS)
    assert len(texts) > 5
    assert all((luminance("#fff") + 0.05) / (luminance(colour) + 0.05) >= 4.5 for colour in texts)


CHROMIUM = shutil.which("chromium")
MEASURE = """<body><script>addEventListener("load", () => {
  const wider = each => each.scrollWidth - each.clientWidth;
  const found = [...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentDocument;
    return [wider(page.documentElement), ...[...page.querySelectorAll(".scroll")].map(wider)].join(" ");
  });
  const told = document.createElement("pre");
  told.textContent = found.join(";");
  document.body.replaceChildren(told);
})</script>"""
WIDE, PHONE = 1280, 390


@pytest.mark.thorough
@pytest.mark.skipif(not CHROMIUM, reason="needs chromium")
@BOTH
def test_nothing_is_cut_off_on_a_screen_and_a_phone_scrolls_tables_only(dibao: Cli, tmp_path: Path, code: str) -> None:
    frames = [
        f'<iframe width="{width}" height="900" srcdoc="{escape(sheet(dibao, code, command))}"></iframe>'
        for command in SHEETS.values()
        for width in (WIDE, PHONE)
    ]
    file = tmp_path / "frames.html"
    file.write_text("<!DOCTYPE html>" + MEASURE + "".join(frames), "utf-8")
    browser = [
        CHROMIUM or "",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=5000",
        "--dump-dom",
    ]
    command = [*browser, "--dump-dom", file.as_uri()]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    told = re.search("<pre>(.*)</pre>", done.stdout)
    assert told
    pages = [[int(each) for each in page.split()] for page in told[1].split(";")]
    assert len(pages) == len(frames)
    assert [page[0] for page in pages] == [0] * len(frames)  # no page is wider than its window
    assert all(each == 0 for page in pages[::2] for each in page)  # on a screen no table is wider than its page


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("key", ["name", "id_number", "address"])
@pytest.mark.parametrize("written", ["欧阳", '"欧阳', "210211欧阳", "[欧阳]", '["欧阳"]', "2102 欧阳"])
def test_no_error_shows_a_part_of_what_identifies_a_person(key: str, written: str, language: str, dibao: Cli) -> None:
    """However it was written: without quotation marks, with one only, as a list or as a number."""
    result = dibao("--lang", language, "calc", "-", stdin=f'area = "urban"\nmembers = 3\n{key} = {written}\n')
    assert (result.code, result.out) == (1, "")
    assert "<stdin>:3" in result.err
    assert not [part for part in ("欧", "阳", "2102", "1965") if part in result.err]

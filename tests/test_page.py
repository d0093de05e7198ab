"""The printed sheet is one well-formed page that loads nothing, in both languages, with every text escaped."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Cli

EMPTY = {"meta", "!doctype"}
ORDINARY = ("--area", "urban", "--members", "3", "--income", "1200", "--month", "2020-04", "--food-cpi", "14.8")
HEAVY = (
    *("--area", "rural", "--members", "2", "--income", "300", "--month", "2020-04", "--food-cpi", "14.8"),
    *("--person", "status=orphan,care=dispersed,age=9,id=小明", "--person", "disability=limb-2,age=67"),
    *("--deduct", "医疗=120"),
)


class Reader(HTMLParser):
    """Reads a page, and fails where a tag is not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


def page(dibao: Cli, code: str, *arguments: str) -> str:
    result = dibao("--lang", code, "calc", *arguments, "-f", "html")
    assert (result.code, result.err) == (0, "")
    return result.out


@pytest.mark.parametrize("arguments", [ORDINARY, HEAVY])
@pytest.mark.parametrize(("code", "lang"), [("en", "en"), ("zh", "zh-CN")])
def test_the_page_is_well_formed_and_loads_nothing(
    dibao: Cli, code: str, lang: str, arguments: tuple[str, ...]
) -> None:
    html = page(dibao, code, *arguments)
    read = Reader(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert ("lang", lang) in read.attributes and ("charset", "utf-8") in read.attributes
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(read.tags)
    assert not {"src", "href", "style", "onload"} & {name for name, _ in read.attributes}
    assert not re.search(r"https?:|url\(|@import|//", re.sub(r"<style>.*</style>", "", html, flags=re.DOTALL))
    assert not re.search(r"url\(|@import", html)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        (
            "en",
            [
                "Household",
                "Monthly income, yuan",
                "720.00 × 3 − 1200.00 = 960.00",
                "Sources",
                "Head of household",
                "Date",
            ],
        ),
        (
            "zh",
            ["家庭情况", "家庭月收入（元）", "720.00 × 3 − 1200.00 = 960.00", "政策依据", "申请人", "日期"],
        ),
    ],
)
def test_the_page_says_what_goes_into_the_file(dibao: Cli, code: str, texts: list[str]) -> None:
    read = Reader(page(dibao, code, *ORDINARY))
    for text in (*texts, "960.00", "1575.00", "sha256:"):
        assert text in read.text
    assert re.search(r"sha256:[0-9a-f]{64}", read.text)


def test_an_inferred_amount_and_one_that_nobody_knows_are_marked(dibao: Cli) -> None:
    html = page(dibao, "en", *HEAVY)
    assert '<td class="inferred">inferred</td>' in html
    assert '<td class="amount unknown">not known</td>' in html
    assert "Known total" in html


def test_a_formula_that_rounds_says_so_in_words(dibao: Cli) -> None:
    assert "690.00 × 14.8% rounded up to a multiple of 0.50 = 102.50" in page(dibao, "en", *ORDINARY)
    assert "690.00 × 14.8% 向上取到 0.50 的整倍数 = 102.50" in page(dibao, "zh", *ORDINARY)


def test_every_text_is_escaped(dibao: Cli) -> None:
    nasty = '<script>alert("x")</script>&amp'
    html = page(
        dibao, "en", "--area", "urban", "--deduct", f"{nasty}=1", "--income", "9", "--person", f"id={nasty},age=7"
    )
    assert "<script" not in html
    assert nasty in Reader(html).text


def test_the_same_answer_gives_the_same_page(dibao: Cli) -> None:
    assert page(dibao, "zh", *HEAVY) == page(dibao, "zh", *HEAVY)


PICTURES = {
    "a sweep": ("calc", "--area", "urban", "--members", "3", "--sweep", "income=0:3000:500"),
    "months": ("calc", "--area", "urban", "--members", "3", "--from", "2020-01", "--to", "2020-06"),
    "a comparison": ("compare", "--area", "urban", "--members", "3"),
    "the history of a figure": ("standards", "show", "dibao.rural", "--history"),
}


@pytest.mark.parametrize("command", PICTURES.values(), ids=PICTURES)
def test_a_plot_is_a_picture_inside_the_page_and_loads_nothing(dibao: Cli, command: tuple[str, ...]) -> None:
    result = dibao(*command, "-f", "html")
    assert result.code == 0
    read = Reader(result.out)
    assert "svg" in read.tags and {"polyline", "rect"} & set(read.tags)
    assert not {"script", "link", "img", "image", "use", "style"} & (set(read.tags) - {"style"})
    assert not {"src", "href", "style", "xmlns"} & {name for name, _ in read.attributes}
    for name, content in read.attributes:
        if name in ("x", "y", "width", "height", "cx", "cy", "x1", "x2", "y1", "y2"):
            assert 0 <= float(content) <= 640


def test_pictures_and_characters_are_drawn_from_the_same_numbers(dibao: Cli) -> None:
    command = PICTURES["months"]
    on_a_terminal = re.findall(
        r"^  (\d{4}-\d\d) +(?:≥ )?([\d.]+)  #+$", dibao(*command, "-f", "table").out, re.MULTILINE
    )
    read = Reader(dibao(*command, "-f", "html").out)
    assert len(on_a_terminal) == 6
    for month, amount in on_a_terminal:
        assert month in read.text and amount in read.text
    assert read.tags.count("rect") == 6


CHROMIUM = shutil.which("chromium")


@pytest.mark.thorough
@pytest.mark.skipif(not (CHROMIUM and shutil.which("pdfinfo")), reason="needs chromium and poppler-utils")
@pytest.mark.parametrize(("case", "sides"), [(ORDINARY, 1), (HEAVY, 2)], ids=["ordinary", "heavy"])
@pytest.mark.parametrize("code", ["en", "zh"])
def test_a_case_prints_on_one_side_of_a4_and_a_heavy_one_on_two(
    dibao: Cli, tmp_path: Path, code: str, case: tuple[str, ...], sides: int
) -> None:
    sheet, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    sheet.write_text(page(dibao, code, *case), "utf-8")
    browser = [CHROMIUM or "", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*browser, f"--print-to-pdf={pdf}", sheet.as_uri()], check=True, capture_output=True, timeout=60)
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    assert re.search(rf"^Pages: +{sides}$", told, re.MULTILINE)
    assert "(A4)" in told

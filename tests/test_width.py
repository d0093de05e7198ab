"""Text is broken where a reader expects it, and is never wider than the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_cli.show.width import cells, fold, in_ascii

TEXTS = st.text(st.sampled_from("ab 12.,/（）《》，。大连市标准—…"), max_size=60)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("大连市最低生活保障", 8, ["大连市最", "低生活保", "障"]),
        ("标准是1200.50元。", 8, ["标准是", "1200.50", "元。"]),
        ("大连市的，标准", 8, ["大连市", "的，标准"]),
        ("大连市（标准）", 8, ["大连市", "（标准）"]),
        ("see example.org/a/long/path now", 16, ["see", "example.org/a/", "long/path now"]),
        ("", 10, [""]),
    ],
)
def test_a_text_is_broken_where_it_may_be(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == lines


def test_the_lines_after_the_first_hang() -> None:
    assert fold("- one two three", 9, 1, 3) == [" - one", "   two", "   three"]


@given(TEXTS, st.integers(8, 40), st.integers(0, 3))
def test_nothing_is_lost_and_nothing_sticks_out(text: str, width: int, indent: int) -> None:
    lines = fold(text, width, indent, indent + 2)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cells(line) <= width for line in lines)


def test_signs_of_our_own_have_an_ascii_form_and_letters_stay() -> None:
    assert in_ascii("大连 7 ≥ 6 × 2 − 1") == "大连 7 >= 6 x 2 - 1"

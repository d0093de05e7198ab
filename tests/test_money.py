"""Numbers as people write them, read exactly or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_cli.rules.money import (
    LARGEST_FEN,
    ParseError,
    Rounding,
    factor,
    parse_factor,
    parse_percent,
    parse_yuan,
    percent,
    round_quotient,
    yuan,
)
from dibao_cli.rules.month import InvalidMonth, Month, months_between

READ = {
    "1200": 120_000,
    "1200.5": 120_050,
    "1,200": 120_000,
    "1,234,567.89": 123_456_789,
    "1200元": 120_000,
    "1200 元": 120_000,
    "1200元/月": 120_000,
    "¥1200": 120_000,
    "￥1,200.00": 120_000,
    "RMB 1200": 120_000,
    "1200 yuan": 120_000,
    "１２００．５０": 120_050,
    "１，２００元": 120_000,
    "  750\u3000": 75_000,
    "0": 0,
    "0.01": 1,
    "0750": 75_000,
    "2497.50": 249_750,
    "1.230": 123,
    "1000000000": LARGEST_FEN,
}


@pytest.mark.parametrize("text", READ)
def test_an_amount_is_read_exactly(text: str) -> None:
    assert parse_yuan(text) == READ[text]


REFUSED = {
    "-5": "negative",
    "－５": "negative",
    "NaN": "not_a_number",
    "nan": "not_a_number",
    "inf": "not_a_number",
    "1e3": "not_a_number",
    "": "not_a_number",
    "元": "not_a_number",
    ".5": "not_a_number",
    "5.": "not_a_number",
    "1,20": "not_a_number",
    "12,00": "not_a_number",
    ",200": "not_a_number",
    "1.2.3": "not_a_number",
    "+5": "not_a_number",
    "--5": "not_a_number",
    "1 200": "not_a_number",
    "0x10": "not_a_number",
    "一千二": "not_a_number",
    "1_200": "not_a_number",
    "1.234": "too_precise",
    "0.001": "too_precise",
    "1000000000.01": "too_large",
    "9" * 40: "too_large",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_an_amount_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(ParseError) as refused:
        parse_yuan(text)
    assert refused.value.reason == REFUSED[text]


@given(st.integers(0, LARGEST_FEN))
def test_an_amount_written_is_the_amount_read(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen
    assert parse_yuan(f"{fen // 100:,}.{fen % 100:02d}元") == fen


def test_percentages_may_fall() -> None:
    assert [parse_percent(text) for text in ("15.8", "15.8%", "１５．８％", "-0.5", "−2", "0")] == [
        1580,
        1580,
        1580,
        -50,
        -200,
        0,
    ]
    assert [percent(n) for n in (1580, -50, 0, 600, 1)] == ["15.8%", "-0.5%", "0%", "6%", "0.01%"]
    for text in ("15.888", "5000", "a", "%"):
        with pytest.raises(ParseError):
            parse_percent(text)


def test_factors() -> None:
    assert [parse_factor(text) for text in ("2", "1.2", "0.0001")] == [20_000, 12_000, 1]
    assert [factor(n) for n in (20_000, 12_000, 1)] == ["2", "1.2", "0.0001"]
    for text in ("-1", "101", "1.00001"):
        with pytest.raises(ParseError):
            parse_factor(text)


def test_rounding_in_three_directions_below_zero_too() -> None:
    up, down = Rounding(50, "up"), Rounding(50, "down")
    assert [round_quotient(n, 1, up) for n in (10_902, 10_950, 10_951, 0, -1)] == [10_950, 10_950, 11_000, 0, 0]
    assert [round_quotient(n, 1, down) for n in (10_902, 10_950, -1)] == [10_900, 10_950, -50]
    assert [round_quotient(n, 2) for n in (1, 3, 2, -1)] == [1, 2, 1, 0]


@pytest.mark.parametrize(
    "text", ["2020-07", "2020-7", "202007", "2020/07", "2020.7", "2020年7月", "2020年07月", " 2020-07 "]
)
def test_a_month_is_read(text: str) -> None:
    assert Month.parse(text) == Month(2020, 7)


@pytest.mark.parametrize(
    "text", ["2020-13", "2020-00", "20207", "2020", "07-2020", "2020-07-01", "July", "", "1899-12"]
)
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(InvalidMonth):
        Month.parse(text)


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    december = Month(2019, 12)
    assert december.plus(1) == Month(2020, 1)
    assert Month(2020, 1).plus(-1) == december
    assert Month(2020, 7).since(Month(2019, 7)) == 12
    assert [str(month) for month in months_between(december, Month(2020, 2))] == ["2019-12", "2020-01", "2020-02"]
    assert months_between(Month(2020, 2), december) == ()

"""The figures of a month, held against a naive reading of all notices from the beginning."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from dibao_cli.rules.month import Month
from dibao_cli.rules.notice import Notice, Value
from dibao_cli.rules.region import Region
from dibao_cli.rules.standards import Standards

FIRST = Month(2020, 1)
SPAN = 24
KEYS = ("dibao.urban", "dibao.rural", "tekun.urban")
NOWHERE = Region("nowhere", {"en": "Nowhere"}, FIRST, (FIRST, FIRST.plus(1)))

Stated = dict[str, "int | str"]


@st.composite
def notices(draw: st.DrawFn) -> list[tuple[Notice, Stated]]:
    """Notices with what each states: an amount, or that a key ends or is unknown; no key twice from one month."""
    taken: set[tuple[str, int]] = set()
    found = []
    for number in range(draw(st.integers(1, 8))):
        begins = draw(st.integers(0, SPAN - 1))
        lasts = draw(st.none() | st.integers(1, 8))
        content = st.integers(1, 10**6) | st.sampled_from(["repealed", "unknown"])
        stated = draw(st.dictionaries(st.sampled_from(KEYS), content, min_size=1))
        stated = {key: each for key, each in stated.items() if (key, begins) not in taken}
        taken |= {(key, begins) for key in stated}
        until = None if lasts is None else FIRST.plus(begins + lasts)
        found.append((Notice(f"n{number}", {"en": "n"}, FIRST.plus(begins), until), stated))
    return found


def standards_of(stated: Sequence[tuple[Notice, Stated]]) -> Standards:
    values = [
        Value(key, each, notice) if isinstance(each, int) else Value(key, None, notice, gone=each)  # type: ignore[arg-type]  # one of the two words
        for notice, figures in stated
        for key, each in figures.items()
    ]
    return Standards(NOWHERE, [notice for notice, _ in stated], values)


def replayed(stated: Sequence[tuple[Notice, Stated]], month: Month) -> Stated:
    """Every notice from the first on, written over a plain dict; one that has ended by then is left out."""
    table: Stated = {}
    for notice, figures in sorted(stated, key=lambda pair: pair[0].effective):
        if notice.effective <= month and (notice.until is None or month < notice.until):
            table.update(figures)
    return {key: each for key, each in table.items() if isinstance(each, int)}


def on(standards: Standards, month: Month) -> Stated:
    found = {key: standards.find(key, month) for key in KEYS}
    return {key: value.number for key, value in found.items() if value is not None}


MONTHS = st.integers(-2, SPAN + 10).map(FIRST.plus)


@given(notices(), MONTHS)
def test_a_month_is_all_notices_replayed_from_the_beginning(stated: list[tuple[Notice, Stated]], month: Month) -> None:
    assert on(standards_of(stated), month) == replayed(stated, month)


@given(notices(), st.integers(1, 10**6), MONTHS)
def test_a_later_notice_never_changes_an_earlier_month(
    stated: list[tuple[Notice, Stated]], amount: int, month: Month
) -> None:
    later: tuple[Notice, Stated] = (Notice("later", {"en": "later"}, month.plus(1)), dict.fromkeys(KEYS, amount))
    assert on(standards_of([*stated, later]), month) == on(standards_of(stated), month)


@settings(max_examples=50)
@given(notices(), st.randoms(use_true_random=False), MONTHS)
def test_the_order_of_files_never_matters(
    stated: list[tuple[Notice, Stated]], dice: random.Random, month: Month
) -> None:
    shuffled = list(stated)
    dice.shuffle(shuffled)
    assert on(standards_of(shuffled), month) == on(standards_of(stated), month)


def test_the_shipped_tables_are_their_notices_replayed(dalian: Standards) -> None:
    stated: list[tuple[Notice, Stated]] = []
    for notice in dalian.notices:
        figures: Stated = {}
        for key in KEYS:
            for value in dalian.history(key):
                if value.notice.id == notice.id:
                    figures[key] = value.gone or value.number
        stated.append((notice, figures))
    for months in range(110):
        month = Month(2017, 7).plus(months)
        assert on(dalian, month) == replayed(stated, month)

"""A simulated city, for benchmarks and for showing: a roster whose totals come near the published ones.

Published for Dalian in 2020 (S0): dibao 40,056 households, 52,821 persons, 289 million yuan in the year; tekun
13,000 persons, 119 million yuan. Nothing else about its households is known: how members, incomes, districts
and areas are spread is invented here, and every household's name says that it is simulated.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from ..rules.region import Region
from ..rules.standards import Table

HOUSEHOLDS, PERSONS, YEARLY_FEN = 40_056, 52_821, 289_000_000_00
TEKUN_PERSONS, TEKUN_YEARLY_FEN = 13_000, 119_000_000_00

COLUMNS = ("household", "area", "district", "status", "care", "members", "income", "deductions")
NAME = "SIMULATED"

RURAL_SHARE = 0.62
INSTITUTIONAL_SHARE = 0.2
LARGEST_INCOME_SHARE = 0.87
"""Of the standard; incomes are drawn from 0 up to it, the lower the likelier, so that the mean is 0.29."""


class Published(NamedTuple):
    """What is published, brought to the size of the simulated roster: persons, and fen in the year."""

    dibao_persons: int
    dibao_fen: int
    tekun_persons: int
    tekun_fen: int


def published(households: int) -> Published:
    """The published totals for a city with so many dibao households."""
    persons, fen, tekun, tekun_fen = (
        number * households // HOUSEHOLDS for number in (PERSONS, YEARLY_FEN, TEKUN_PERSONS, TEKUN_YEARLY_FEN)
    )
    return Published(persons, fen, tekun, tekun_fen)


def roster(households: int, seed: int, table: Table) -> Iterator[tuple[str, ...]]:
    """Rows of COLUMNS: the dibao households, and in proportion the tekun persons, in an order drawn by chance."""
    chance = random.Random(seed)
    totals = published(households)
    sizes = _sizes(households, totals.dibao_persons)
    chance.shuffle(sizes)
    order = [*sizes, *([0] * totals.tekun_persons)]
    chance.shuffle(order)
    for number, size in enumerate(order, 1):
        rural = chance.random() < RURAL_SHARE
        area, district = "rural" if rural else "urban", _district(chance, table.region, rural)
        name = f"{NAME}-{number:08d}"
        if size == 0:
            care = "institutional" if chance.random() < INSTITUTIONAL_SHARE else "dispersed"
            yield name, area, district, "tekun", care, "1", "", ""
            continue
        value = table.find(f"dibao.{area}", district)
        standard = (value.fen if value else None) or 0
        income = int(standard * size * chance.triangular(0, LARGEST_INCOME_SHARE, 0))
        deduction = chance.choice((0, 0, 0, 0, income // 4))
        yield name, area, district, "", "", str(size), _yuan(income), _yuan(deduction) if deduction else ""


def _sizes(households: int, persons: int) -> list[int]:
    """Sizes of households that add up to the persons: mostly one, some two, few three and four."""
    more = persons - households
    fours, threes = more // 40, more // 8
    twos = more - 3 * fours - 2 * threes
    return [4] * fours + [3] * threes + [2] * twos + [1] * (households - fours - threes - twos)


def _district(chance: random.Random, region: Region, rural: bool) -> str:
    """A district; rural households live in those whose rural standard is one of its own, three times out of four."""
    apart = [district.name for district in region.districts if not district.groups]
    if rural and apart and chance.random() < 0.75:
        return chance.choice(apart)
    return chance.choice(region.districts).name


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"

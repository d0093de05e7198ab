"""When the amounts of a roster are paid, where notices say so: as codes among the warnings, and those in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..rules.assessment import PROGRAMMES
from ..rules.case import Case
from ..rules.household import Household
from ..rules.month import Month
from ..rules.payment import payment_notes
from ..words import Text
from ..words import columns as words
from .duckdb_sql import quoted
from .engine import Row
from .parsed_texts import Stop
from .plan import Plan
from .result_steps import PAID
from .steps import Lookup, always, by_name


def payments(plan: Plan, stop: Stop | None) -> Lookup:
    """When each programme is paid, by month and place, as it stands in the notes."""

    def compute(paid_month: str, paid_area: Any, paid_district: str) -> Row:
        table = stop.table if stop else plan.readings.table_of(Month.parse(paid_month))
        case = Case(Household(paid_area, members=1, district=paid_district or None), table)
        notes = payment_notes(case, PROGRAMMES)
        return {f"{PAID}{name}": notes.get(name) for name in PROGRAMMES}

    columns = dict.fromkeys((f"{PAID}{name}" for name in PROGRAMMES), "VARCHAR")
    keys = always("SELECT DISTINCT month, area, coalesce(district, '') FROM amounts")
    key = by_name(paid_month="VARCHAR", paid_area="VARCHAR", paid_district="VARCHAR")
    return Lookup("payments", key, columns, keys, compute, kept_for="standards")


def in_words(code: str, place: int) -> str:
    """`dibao:paid:quarter:2020-03` in words; any other code as it is."""

    def called(part: int, pairs: Mapping[str, Text]) -> str:
        of = f"split_part({code}, ':', {part})"
        cases = " ".join(f"WHEN {quoted(each)} THEN {quoted(pair[place])}" for each, pair in pairs.items())
        return f"CASE {of} {cases} ELSE {of} END"

    text = words.PAYMENT[place]
    pieces = (("{name}", called(1, words.CODES["programme"])), ("{period}", called(3, words.PERIODS)))
    sql = quoted(text)
    for piece, of in (*pieces, ("{paid_in}", f"split_part({code}, ':', 4)")):
        sql = f"replace({sql}, {quoted(piece)}, {of})"
    return f"CASE WHEN split_part({code}, ':', 2) = 'paid' THEN {sql} ELSE {code} END"

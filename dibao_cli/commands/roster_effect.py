"""What `dibao compare` and `dibao batch --summary` say of a whole roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules.month import Month
from .asked import month_asked
from .batch import progress_for, request_for, roster_asked, tell_unused
from .options import Given

if TYPE_CHECKING:
    from ..roster.effect import Effect

ROSTER_ENDINGS = (".csv", ".tsv", ".txt", ".ndjson", ".jsonl", ".parquet", ".xlsx", ".xlsm", ".xls", ".ods")


def is_roster(file: str | None) -> bool:
    """Whether a file is a roster, by its name: a household file is TOML or JSON."""
    name = (file or "").lower().removesuffix(".gz").removesuffix(".zst")
    return name.endswith(ROSTER_ENDINGS)


def run_effect(given: Given) -> int:
    """Compute a roster for two months and show the budget effect; 1 if rows were rejected. Raises `Refused`."""
    from ..roster.effect import budget_effect

    request = request_for({**given, "month": None}, roster_asked(given))
    pair = request.table_of(Month.parse(request.given["default_month"])).region.default_pair
    before, after = (
        month_asked(f"--{name}", given[name]) if given.get(name) else default
        for name, default in zip(("before", "after"), pair, strict=True)
    )
    return _show(budget_effect(request, before, after, progress_for(given)), given)


def run_summary(given: Given) -> int:
    """Sum a roster up for its month; 1 if rows were rejected. Raises `Refused`."""
    from ..roster.effect import summary

    effect = summary(request_for(given, roster_asked(given)), progress_for(given))
    return _show(effect, given)


def _show(effect: Effect, given: Given) -> int:
    from ..files.output import write_result
    from ..show.effect import Shown, draw_effect
    from .result import format_asked

    months = [str(month or "") for month in (effect.before, effect.after)]
    shown = Shown(months[0], months[1], effect.read, effect.rejected, effect.unknown, effect.parts())
    tell_unused(effect.unused, given)
    write_result(draw_effect(shown, format_asked(given)), given["output"])
    return 1 if effect.rejected else 0

"""What `dibao compare` and `dibao batch --summary` say of a whole roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules.problems import Problem, Refused
from .asked import pair_asked, question_asked, refuse_index_without_month, standards_asked, table_asked
from .batch import COLUMNS, encoding_of_rows, progress_for, request_for, roster_asked, tell_unused
from .options import AFTER, HOUSEHOLD, OUTPUT, Choice, Given
from .result import encoding_asked, list_look_asked

if TYPE_CHECKING:
    from ..roster.effect import Effect
    from ..show.formats import Look

ROSTER_ENDINGS = (".csv", ".tsv", ".txt", ".ndjson", ".jsonl", ".parquet", ".xlsx", ".xlsm", ".xls", ".ods")


def is_roster(file: str | None) -> bool:
    """Whether a file is a roster, by its name: a household file is TOML or JSON."""
    name = (file or "").lower().removesuffix(".gz").removesuffix(".zst")
    return name.endswith(ROSTER_ENDINGS)


def run_effect(given: Given) -> int:
    """Compute a roster with two tables and show the budget effect; 1 if rows were rejected. Raises `Refused`."""
    from ..roster.effect import budget_effect

    refuse_what_is_not_for_rosters(given)
    file = roster_asked(given)
    standards = standards_asked(given)
    told = question_asked(given)
    months = pair_asked(given, standards.region.default_pair)
    if months[0] != months[1]:
        refuse_index_without_month(told)
    before, after = (
        table_asked(standards, month, given, side)
        for month, side in zip(months, ("before_set", "after_set"), strict=True)
    )
    request = request_for({**given, "month": None}, file)
    look, encoding = list_look_asked(given), encoding_asked(given)
    return _show(budget_effect(request, before, after, progress_for(given)), given, look, encoding)


def refuse_what_is_not_for_rosters(given: Given) -> None:
    """Raises `Refused` for options that describe one household, or one answer: they would change nothing here."""
    one = [*HOUSEHOLD, *AFTER, *(choice for choice in OUTPUT if choice.name in ("strict", "explain"))]
    flags = [choice.flag for choice in one if _said(choice, given.get(choice.name))]
    flags += [str(given["second_file"])] if given.get("second_file") else []
    if flags:
        raise Refused([Problem("not_for_roster", flag, file=str(given["file"])) for flag in flags], usage=True)


def refuse_what_is_for_rosters(given: Given) -> None:
    """Raises `Refused` for options that say how a roster is read, where there is none."""
    flags = [choice.flag for choice in COLUMNS if _said(choice, given.get(choice.name))]
    if flags:
        raise Refused([Problem("only_for_roster", flag) for flag in flags], usage=True)


def _said(choice: Choice, told: object) -> bool:
    return told is not None and told != [] and not (choice.kind == "switch" and told is False)


def run_summary(given: Given) -> int:
    """Sum a roster up for its month; 1 if rows were rejected. Raises `Refused`."""
    from ..roster.effect import summary

    look, encoding = list_look_asked(given), encoding_of_rows(given)
    effect = summary(request_for(given, roster_asked(given)), progress_for(given))
    return _show(effect, given, look, encoding)


def _show(effect: Effect, given: Given, look: Look, encoding: str) -> int:
    from ..files.output import write_result
    from ..show.effect import Shown, draw_effect

    months = [str(month or "") for month in (effect.before, effect.after)]
    shown = Shown(months[0], months[1], effect.read, effect.rejected, effect.unknown, effect.parts())
    tell_unused(effect.unused, given)
    write_result(draw_effect(shown, look), given["output"], encoding)
    return 1 if effect.rejected else 0

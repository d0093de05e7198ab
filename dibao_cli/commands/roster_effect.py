"""What `dibao compare` and `dibao batch --summary` say of a whole roster."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..files.output import write_note
from ..rules.compared_standards import ComparedStandard, compared_standards
from ..rules.problems import Problem, Refused
from ..rules.warnings import broken_ratios
from .asked import pair_asked, question_asked, refuse_index_without_month, standards_asked, table_asked
from .options import AFTER, FOR_EVERY_HOUSEHOLD, HOUSEHOLD, OUTPUT, Choice, Given
from .result import encoding_asked, format_asked, look_asked, present
from .roster_inputs import COLUMNS, encoding_of_rows, progress_for, request_for, roster_asked, tell_unused

if TYPE_CHECKING:
    from ..roster.effect import Effect
    from ..rules.standards import Table


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
        table_asked(standards, month, given, f"{side}_set")._replace(month_stated=bool(given.get(side)))
        for month, side in zip(months, ("before", "after"), strict=True)
    )
    request = request_for({**given, "month": None}, file)
    encoding = encoding_asked(given)
    look_asked(given)  # refuses a format before the work, not after it
    notes = _notes(before, after)
    effect = budget_effect(request, before, after, progress_for(given))
    return _show(effect, given, encoding, compared_standards(before, after), notes)


def _notes(before: Table, after: Table) -> list[str]:
    """What the sums do not say: who is not in them, and which ratios the values set by hand break."""
    from ..show.effect import outside_text
    from ..words.answers import warning_text

    broken = {str(details): details for table in (before, after) for details in broken_ratios(table)}
    return [outside_text(), *(warning_text("ratio_broken", details) for details in broken.values())]


def refuse_what_is_not_for_rosters(given: Given) -> None:
    """Raises `Refused` for options that describe one household, or one answer: they would change nothing here."""
    one = [*HOUSEHOLD, *AFTER, *(choice for choice in OUTPUT if choice.name in ("strict", "explain"))]
    one = [choice for choice in one if choice not in FOR_EVERY_HOUSEHOLD]
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

    encoding = encoding_of_rows(given)
    look_asked(given)
    effect = summary(request_for(given, roster_asked(given)), progress_for(given))
    return _show(effect, given, encoding)


def _show(
    effect: Effect,
    given: Given,
    encoding: str,
    standards: Sequence[ComparedStandard] = (),
    notes: Sequence[str] = (),
) -> int:
    from ..show.effect import Shown, effect_shown

    months = [str(month or "") for month in (effect.before, effect.after)]
    shown = Shown(months[0], months[1], effect.read, effect.rejected, effect.unknown, effect.parts(), standards, notes)
    tell_unused(effect.unused, given)
    present(lambda _look: effect_shown(shown), given, encoding)
    if format_asked(given) == "ndjson":  # whose lines are the rows, too
        for remark in effect_shown(shown).remarks():
            write_note(remark)
    return 1 if effect.rejected else 0

"""What `dibao compare` and `dibao batch --summary` say of a whole roster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..rules.compared_standards import ComparedStandard, compared_standards
from ..rules.month import Month
from ..rules.problems import InputError, Problem
from ..rules.warnings import broken_ratios
from .compare_options import AFTER, PairOptions
from .exit_codes import ExitCode
from .inputs import pair_asked, question_asked, refuse_index_without_month, standards_asked, table_asked
from .option_groups import HouseholdOptions, OutputOptions, QuestionOptions, TableOptions
from .options import OUTPUT, flags_said
from .output import encoding_asked, format_asked, look_asked, note, present
from .roster_inputs import (
    COLUMNS,
    ColumnOptions,
    progress_for,
    refuse_household,
    request_for,
    roster_asked,
    tell_unused,
)

if TYPE_CHECKING:
    from ..roster.budget_effect import Effect
    from ..roster.run import Request
    from ..rules.standards import Standards, Table


def run_effect(
    household: HouseholdOptions,
    pair: PairOptions,
    tables: TableOptions,
    question: QuestionOptions,
    columns: ColumnOptions,
    output: OutputOptions,
) -> ExitCode:
    """Compute a roster with two tables and show the budget effect; 1 if rows were rejected. Raises `InputError`."""
    from ..roster.budget_effect import budget_effect

    file = roster_asked(household.file)
    standards = standards_asked(tables, question.index)
    options = question_asked(question)
    months = pair_asked(pair.before, pair.after, standards.region.default_pair)
    if months[0] != months[1]:
        refuse_index_without_month(options)
    before, after = two_tables(standards, months, pair, tables)
    request = request_for(file, tables, question, columns, facts=household.facts)
    encoding_asked(output)
    look_asked(output)  # refuses a format before the work, not after it
    notes = [*_notes(before, after), *left_out_notes(request.question.without)]
    effect = _of_request(budget_effect(request, before, after, progress_for(output)), request, output.strict)
    return _show(effect, output, compared_standards(before, after), notes)


def two_tables(
    standards: Standards,
    months: tuple[Month, Month],
    pair: PairOptions,
    tables: TableOptions,
    in_files: Sequence[bool] = (False, False),
) -> tuple[Table, Table]:
    """The tables of the two sides, each with its own values; a month is stated by its flag, or in its file."""
    before = table_asked(standards, months[0], tables.set, pair.before_set)
    after = table_asked(standards, months[1], tables.set, pair.after_set)
    return (
        before._replace(month_stated=bool(pair.before) or in_files[0]),
        after._replace(month_stated=bool(pair.after) or in_files[1]),
    )


def _notes(before: Table, after: Table) -> list[str]:
    """What the sums do not say: who is not in them, and which ratios the values set by hand break."""
    from ..show.effect import outside_text
    from ..words.answers import warning_text

    broken = {str(details): details for table in (before, after) for details in broken_ratios(table)}
    return [outside_text(), *(warning_text("ratio_broken", details) for details in broken.values())]


def refuse_what_is_not_for_rosters(household: HouseholdOptions, after: HouseholdOptions, output: OutputOptions) -> None:
    """Raises `InputError` for options that describe one household, or one answer: they would change nothing here."""
    flags = [
        *flags_said(AFTER.without("second_file"), after),
        *flags_said(OUTPUT.only("explain", "totals"), output),
        *filter(None, (after.file,)),
    ]
    refuse_household(household, flags)


def refuse_what_is_for_rosters(columns: ColumnOptions) -> None:
    """Raises `InputError` for options that say how a roster is read, where there is none."""
    if flags := flags_said(COLUMNS, columns):
        raise InputError([Problem("only_for_roster", flag) for flag in flags], usage=True)


def run_summary(
    request: Request, output: OutputOptions, strict: bool, elsewhere: Callable[[], Effect] | None = None
) -> ExitCode:
    """Sum a roster up for its month, here or `elsewhere`; 1 if rows were rejected. Raises `InputError`."""
    from ..roster.budget_effect import summary

    encoding_asked(output)
    look_asked(output)
    notes = left_out_notes(request.question.without)
    effect = elsewhere() if elsewhere else summary(request, progress_for(output))
    return _show(_of_request(effect, request, strict), output, notes=notes)


def _of_request(effect: Effect, request: Request, strict: bool) -> Effect:
    """The effect, unless it is asked to be strict and rests on what nobody stated, or lacks a row."""
    from ..roster.batch import refuse_unless_strict

    if strict:
        refuse_unless_strict(effect, request.file, effect.total.households, effect.assumed)
    return effect


def left_out_notes(without: Sequence[str]) -> list[str]:
    """What a sum over a roster leaves out, by name."""
    from ..words.answers import warning_text

    return [warning_text("left_out", {"programmes": ", ".join(without)})] if without else []


def _show(
    effect: Effect, output: OutputOptions, standards: Sequence[ComparedStandard] = (), notes: Sequence[str] = ()
) -> ExitCode:
    from ..files.output import write_note
    from ..show.effect import Shown, counts_text, effect_shown

    months = [str(month or "") for month in (effect.before, effect.after)]
    shown = Shown(months[0], months[1], effect.read, effect.rejected, effect.unknown, effect.parts(), standards, notes)
    tell_unused(effect.unused, output)
    present(lambda look: effect_shown(shown, look), output)
    if format_asked(output) == "ndjson":  # whose lines are the rows, too
        for remark in effect_shown(shown).remarks():
            note(remark, output)
    if effect.rejected and format_asked(output) in ("csv", "tsv", "ndjson"):  # whose rows do not say it
        write_note(counts_text(shown))
    return ExitCode.WRONG_DATA if effect.rejected else ExitCode.OK

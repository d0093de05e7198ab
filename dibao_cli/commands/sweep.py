"""`dibao calc --sweep`: the same household with one number running through a range."""

from __future__ import annotations

from ..rules.money import ParseError, parse_yuan, plain
from ..rules.problems import InputError, Problem, nearest
from ..rules.sweep import SWEPT, Swept, steps, sweep
from .inputs import application_and_table
from .option_groups import HouseholdOptions, OutputOptions, PaperOptions, QuestionOptions, TableOptions
from .output import show_several
from .paper_options import with_decision

IN_CHINESE: dict[Swept, tuple[str, ...]] = {
    "income": ("收入", "月收入", "家庭月收入"),
    "members": ("人数", "人口"),
    "deduct": ("扣减", "扣减额", "刚性支出"),
}


def over_values(
    household: HouseholdOptions,
    text: str,
    month: str | None,
    tables: TableOptions,
    question: QuestionOptions,
    paper: PaperOptions,
    output: OutputOptions,
) -> None:
    """An answer for every value of the range: compute and show. Raises `InputError`."""
    from ..show.sweep import sweep_shown

    swept, values = values_asked(text)
    application, table = application_and_table(household, month, tables, question)
    found = sweep(application, table, swept, values)
    show_several(
        [point.answer for point in found.points],
        lambda look: sweep_shown(found, look),
        output,
        with_decision(application, paper).paper,
    )


def values_asked(text: str) -> tuple[Swept, range]:
    """`income=0:3000:100`: what is swept, and its values in fen (of members: a number). Raises `InputError`."""
    name, equals, numbers = plain(text).replace("＝", "=").replace("：", ":").partition("=")
    swept = next((known for known in SWEPT if name.strip() in (known, *IN_CHINESE[known])), None)
    if swept is None:
        details = {"known": ", ".join(SWEPT), "nearest": nearest(name.strip(), SWEPT)}
        raise InputError(Problem("unknown_choice", "--sweep", name.strip(), details=details), usage=True)
    parts = numbers.split(":")
    if not equals or len(parts) != 3:
        raise InputError(Problem("not_a_sweep", "--sweep", text), usage=True)
    first, last, step = (_number(part, swept) for part in parts)
    return swept, steps(first, last, step, numbers)


def _number(text: str, swept: Swept) -> int:
    try:
        fen = parse_yuan(text)
    except ParseError as unreadable:
        raise InputError(Problem(unreadable.reason, "--sweep", text.strip()), usage=True) from None
    if swept != "members":
        return fen
    if fen % 100:
        raise InputError(Problem("not_a_count", "--sweep", text.strip()), usage=True)
    return fen // 100

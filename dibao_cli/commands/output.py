"""Showing an answer: which format, how wide, where to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..files.output import write_note, write_result
from ..rules.application import Paper
from ..rules.assessment import Assessment
from ..rules.case import AssessmentOptions
from ..rules.problems import InputError, Problem, nearest
from ..rules.visible import visible
from ..show import FORMATS
from ..words import _
from .option_groups import OutputOptions

if TYPE_CHECKING:
    from ..show.formats import Look, Presentation


NO_PAPER = Paper()


def format_asked(output: OutputOptions) -> str:
    """The wanted format; without one a table on a terminal and TSV in a pipe. Raises `InputError`."""
    return format_wanted(output) or ("table" if output.output is None and on_terminal() else "tsv")


def format_wanted(output: OutputOptions) -> str | None:
    """The format that was typed, else that of the output's name, else the user's setting where this command has it.

    Raises `InputError` for one that this command lacks, for a name that contradicts it, and for a workbook that no file
    is named for.
    """
    wanted = None
    if output.format is not None or output.to_file:
        from ..files.file_names import format_of_output

        wanted = format_of_output(output.format, output.output, FORMATS)
    if wanted == "xlsx" and not output.to_file:
        raise InputError(Problem("needs_output_file", "--format", wanted), usage=True)
    if wanted is None and output.preferred_format in FORMATS and (output.preferred_format != "xlsx" or output.to_file):
        return output.preferred_format
    return wanted


ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")
_ENCODINGS = {name: name for name in ENCODINGS} | {"utf8": "utf-8", "gbk": "gb18030", "gb2312": "gb18030"}
"""What may be typed; whoever says GBK means what Chinese Windows reads, of which GB18030 is the whole."""


def encoding_asked(output: OutputOptions) -> str:
    """The encoding to write in: UTF-8, with a byte-order mark if asked for, or GB18030. Raises `InputError`."""
    typed = output.encoding or "utf-8"
    encoding = _ENCODINGS.get(typed.lower())
    if encoding is None:
        details = {"known": ", ".join(ENCODINGS), "nearest": nearest(typed.lower(), ENCODINGS)}
        raise InputError(Problem("unknown_choice", "--encoding", typed, details=details), usage=True)
    if output.bom and encoding == "gb18030":
        raise InputError(Problem("contradiction", "--encoding", typed, details={"other": "--bom"}), usage=True)
    return "utf-8-sig" if output.bom else encoding


def present(build: Callable[[Look], Presentation], output: OutputOptions, paper: Paper = NO_PAPER) -> None:
    """Write what a command found, as asked; what plain rows cannot say is said on a terminal. Raises `InputError`."""
    from ..show.formats import written

    look = look_asked(output)._replace(paper=paper)
    encoding_asked(output)  # refused before the work, not after it
    shown = build(look)
    deliver(written(shown, look), output, for_programs=look.as_rows)
    on_terminal_too = sys.stderr is not None and sys.stderr.isatty()
    if look.as_rows and (on_terminal_too or not shown.noted):
        for each in shown.remarks():
            note(each, output)


def note(text: str, output: OutputOptions) -> None:
    """Say something on standard error beside the result, unless `--quiet` was given."""
    if not output.quiet:
        write_note(text)


def deliver(text: str | bytes, output: OutputOptions, for_programs: bool = False) -> None:
    """Write to standard output or the asked file; at a terminal say that the file is there. Raises `InputError`.

    What is meant for programs holds the data as they are, and goes to a terminal with what that would obey spelled out.
    """
    if isinstance(text, str) and for_programs and not output.to_file and on_terminal():
        text = visible(text, keep="\n\t")
    write_result(text, output.output, encoding_asked(output))
    if output.to_file and sys.stderr is not None and sys.stderr.isatty():
        note(_("Written: {file}", "已写入：{file}").format(file=output.output), output)


def show(answer: Assessment, question: AssessmentOptions, output: OutputOptions, paper: Paper = NO_PAPER) -> None:
    """Write one answer. Raises `InputError`, also where `--strict` is given and it rests on something unsure."""
    from ..show.calculation import answer_shown

    show_several((answer,), lambda look: answer_shown(answer, question, look), output, paper)


def show_several(
    answers: Sequence[Assessment],
    build: Callable[[Look], Presentation],
    output: OutputOptions,
    paper: Paper = NO_PAPER,
) -> None:
    """Write what was found in several answers; a printed page also says what `paper` holds.

    Raises `InputError` where `--strict` is given and one of the answers rests on something unsure.
    """
    if output.strict:
        from .strict import refuse_unless_strict

        refuse_unless_strict(*answers)
    present(build, output, paper)


WIDTH = 80
"""The width to draw for where nobody says another."""


def on_terminal() -> bool:
    """Whether standard output is a terminal; it may be closed."""
    return sys.stdout is not None and sys.stdout.isatty()


def look_asked(output: OutputOptions) -> Look:
    """How to draw, as asked and as the terminal can. Raises `InputError`."""
    from ..show.formats import Look

    boxes = draws_boxes() or output.output is not None
    form = format_asked(output)
    width = terminal_width() if form == "table" else WIDTH  # rows in a pipe need not ask how wide the terminal is
    return Look(form, width, wants_colour(output), output.explain, not boxes, columns_asked(output), output.totals)


def columns_asked(output: OutputOptions) -> tuple[str, ...]:
    """The names of `--columns`, in the order typed, each once."""
    names = (name.strip() for text in output.columns for name in text.replace("，", ",").split(","))
    return tuple(dict.fromkeys(filter(None, names)))


def terminal_width() -> int:
    """The width to draw for: COLUMNS, else the terminal's, else 80; never more than anybody's screen has."""
    from shutil import get_terminal_size

    return min(max(40, get_terminal_size((WIDTH, 24)).columns), 1000)


def wants_colour(output: OutputOptions) -> bool:
    """Whether to colour: on a terminal unless NO_COLOR or TERM=dumb says no; anywhere if FORCE_COLOR says so."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or output.output is not None:
        return False
    return bool(os.environ.get("FORCE_COLOR")) or on_terminal()


def draws_boxes() -> bool:
    """Whether standard output shows rules and the characters of formulas, each one column wide.

    GBK lacks the minus sign, and the old console of Chinese Windows draws such characters two columns wide.
    """
    if sys.platform == "win32" and on_terminal() and not os.environ.get("WT_SESSION"):
        return False
    try:
        "─−×÷≤≥".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True

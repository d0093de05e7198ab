"""Showing an answer: which format, how wide, where to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..files.output import FILE_FORMATS, write_note, write_result
from ..rules.assessment import Assessment
from ..rules.case import Question
from ..rules.problems import Problem, Refused, nearest
from ..rules.visible import visible
from ..show import FORMATS
from ..words import _
from .options import PREFERRED_FORMAT, Given
from .strict import refuse_unless_strict

if TYPE_CHECKING:
    from ..show.formats import Look, Presentation


def format_asked(given: Given) -> str:
    """The wanted format; without one a table on a terminal and TSV in a pipe. Raises `Refused`."""
    return format_wanted(given) or ("table" if given["output"] is None and on_terminal() else "tsv")


def format_wanted(given: Given) -> str | None:
    """The format that was typed, else that of the output's name, else the user's setting where this command has it.

    Raises `Refused` for one that this command lacks, naming what was typed.
    """
    typed, named = given["format"], format_of_name(given["output"])
    for flag, found in (("--format", typed), ("--output", named)):
        if found is not None and found not in FORMATS:
            details = {"known": ", ".join(FORMATS), "nearest": nearest(found, FORMATS)}
            raise Refused(Problem("unknown_format", flag, found, details=details), usage=True)
        if found is not None:
            return str(found)
    preferred = given.get(PREFERRED_FORMAT)
    return preferred if preferred in FORMATS else None


_ENDINGS = {name: name for name in (*FORMATS, *FILE_FORMATS) if name != "table"}
_ENDINGS |= {"md": "markdown", "htm": "html", "jsonl": "ndjson"}


def format_of_name(file: str | None) -> str | None:
    """The format that a file's name ends in; None where it says nothing."""
    _stem, dot, ending = (file or "").rpartition(".")
    return _ENDINGS.get(ending.lower()) if dot else None


ENCODINGS = ("utf-8", "gb18030")


def encoding_asked(given: Given) -> str:
    """The encoding to write in: UTF-8, with a byte-order mark if asked for, or GB18030. Raises `Refused`."""
    asked = (given["encoding"] or "utf-8").lower()
    if asked not in ENCODINGS:
        details = {"known": ", ".join(ENCODINGS), "nearest": nearest(asked, ENCODINGS)}
        raise Refused(Problem("unknown_choice", "--encoding", asked, details=details), usage=True)
    if given["bom"] and asked != "utf-8":
        raise Refused(Problem("contradiction", "--encoding", asked, details={"other": "--bom"}), usage=True)
    return "utf-8-sig" if given["bom"] else str(asked)


def present(build: Callable[[Look], Presentation], given: Given, encoding: str = "") -> None:
    """Write what a command found, as asked; what plain rows cannot say goes to standard error. Raises `Refused`."""
    from ..show.formats import written

    look = look_asked(given)
    encoding = encoding or encoding_asked(given)
    shown = build(look)
    deliver(written(shown, look), given, encoding, for_programs=look.as_rows)
    if look.as_rows:
        for each in shown.remarks():
            write_note(each)


def deliver(text: str, given: Given, encoding: str = "utf-8", for_programs: bool = False) -> None:
    """Write to standard output or the asked file; at a terminal say that the file is there. Raises `Refused`.

    What is meant for programs holds the data as they are, and goes to a terminal with what that would obey spelled out.
    """
    to_file = given["output"] not in (None, "-")
    if for_programs and not to_file and on_terminal():
        text = visible(text, keep="\n\t")
    write_result(text, given["output"], encoding)
    if to_file and sys.stderr is not None and sys.stderr.isatty():
        write_note(_("Written: {file}").format(file=given["output"]))


def show(answer: Assessment, question: Question, given: Given) -> None:
    """Write one answer. Raises `Refused`."""
    from ..show.calculation import answer_shown

    present(lambda look: answer_shown(answer, question, look), given)


WIDTH = 80
"""The width to draw for where nobody says another."""


def on_terminal() -> bool:
    """Whether standard output is a terminal; it may be closed."""
    return sys.stdout is not None and sys.stdout.isatty()


def look_asked(given: Given) -> Look:
    """How to draw, as asked and as the terminal can. Raises `Refused`."""
    from ..show.formats import Look

    boxes = draws_boxes() or given["output"] is not None
    form = format_asked(given)
    width = terminal_width() if form == "table" else WIDTH  # rows in a pipe need not ask how wide the terminal is
    return Look(form, width, wants_colour(given), bool(given.get("explain")), not boxes)


def show_several(answers: Sequence[Assessment], build: Callable[[Look], Presentation], given: Given) -> int:
    """Write what was found in several answers.

    Raises `Refused` where `--strict` is given and one of the answers rests on something unsure.
    """
    if given["strict"]:
        refuse_unless_strict(*answers)
    present(build, given)
    return 0


def terminal_width() -> int:
    """The width to draw for: COLUMNS, else the terminal's, else 80; never more than anybody's screen has."""
    from shutil import get_terminal_size

    return min(max(40, get_terminal_size((WIDTH, 24)).columns), 1000)


def wants_colour(given: Given) -> bool:
    """Whether to colour: on a terminal unless NO_COLOR or TERM=dumb says no; anywhere if FORCE_COLOR says so."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or given["output"] is not None:
        return False
    return bool(os.environ.get("FORCE_COLOR")) or on_terminal()


def draws_boxes() -> bool:
    """Whether standard output shows rules and the signs of formulas, each one column wide.

    GBK lacks the minus sign, and the old console of Chinese Windows draws such signs two columns wide.
    """
    if sys.platform == "win32" and on_terminal() and not os.environ.get("WT_SESSION"):
        return False
    try:
        "─−×÷≤≥".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True

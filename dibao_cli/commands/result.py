"""Showing an answer: which format, how wide, where to."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..files.output import remark, write_result
from ..rules.assessment import Assessment
from ..rules.case import Question
from ..rules.problems import Problem, Refused, nearest
from ..show import FORMATS
from ..words import _, in_language
from .options import Given
from .strict import refuse_unless_strict

if TYPE_CHECKING:
    from ..show.formats import Look
    from ..show.sheet import Drawing


def format_asked(given: Given) -> str:
    """The asked format; without one a table on a terminal and TSV in a pipe. Raises `Refused`."""
    asked = given["format"]
    if asked is None:
        return "table" if given["output"] is None and on_terminal() else "tsv"
    if asked not in FORMATS:
        details = {"known": ", ".join(FORMATS), "nearest": nearest(asked, FORMATS)}
        raise Refused(Problem("unknown_format", "--format", asked, details=details), usage=True)
    return str(asked)


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


def deliver(text: str, given: Given, encoding: str = "utf-8") -> None:
    """Write to standard output or the asked file; at a terminal say that the file is there. Raises `Refused`."""
    write_result(text, given["output"], encoding)
    if given["output"] not in (None, "-") and sys.stderr is not None and sys.stderr.isatty():
        remark("dibao: " + _("Written: {file}").format(file=given["output"]) + "\n")


def show(answer: Assessment, question: Question, given: Given) -> None:
    """Write the answer to standard output or the asked file; what a plain row cannot say goes to standard error."""
    from ..show.answer import record_of
    from ..show.formats import draw

    look = look_asked(given)
    rows = look.format in ("csv", "tsv")
    record = record_of(answer, question, documents=not rows)
    deliver(draw(record, in_language(answer.table.region.name), look), given, encoding_asked(given))
    if rows:
        from ..show.text import remarks

        remark("".join(f"dibao: {text}\n" for text in remarks(record)))


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


def list_look_asked(given: Given) -> Look:
    """How to draw a list. Raises `Refused` for a format that only an answer has."""
    look = look_asked(given)
    if look.format not in LIST_FORMATS:
        details = {"known": ", ".join(LIST_FORMATS), "nearest": ""}
        raise Refused(Problem("unknown_format", "--format", look.format, details=details), usage=True)
    return look


LIST_FORMATS = tuple(name for name in FORMATS if name != "html")
"""An answer can be a page; a list is a table."""


def show_several(found: object, answers: Sequence[Assessment], drawing: Drawing, given: Given) -> int:
    """Write what was found in several answers; what plain rows cannot say goes to standard error.

    Raises `Refused` where `--strict` is given and one of the answers rests on something unsure.
    """
    from ..show.sheet import draw_record, remarks_of

    if given["strict"]:
        refuse_unless_strict(*answers)
    look = look_asked(given)
    record = drawing.record(found)
    text = draw_record(record, drawing, in_language(answers[0].table.region.name), look)
    deliver(text, given, encoding_asked(given))
    if look.format in ("csv", "tsv"):
        for remark in remarks_of(record):
            sys.stderr.write(f"dibao: {remark}\n")
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

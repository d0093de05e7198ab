"""`dibao replay`: compute a stored answer again, and say whether it still comes out the same."""

from __future__ import annotations

from typing import NamedTuple

from ..files.folders import load_standards
from ..files.stored_answer import read_answer, recompute
from ..files.text import read_text
from ..rules.problems import InputError, Problem
from ..show.lists import Listing
from ..show.replay import compare
from .exit_codes import ExitCode
from .inputs import refuse_terminal
from .option_groups import OutputOptions, TableOptions
from .options import LISTING, TABLES, Group, Option
from .output import note
from .standards.shared import show_listing

EXAMPLES = (
    ("dibao replay answer.json", "dibao replay 结果.json"),
    ("dibao replay answer.json -f json", "dibao replay 结果.json -f json"),
)


class StoredOptions(NamedTuple):
    """Which answer to compute again."""

    file: str | None = None


STORED = Group(
    StoredOptions,
    Option(
        "file",
        ("answer of dibao calc -f json; - for standard input", "dibao calc -f json 的结果文件；- 表示标准输入"),
        "file",
        "FILE",
        touches="reads",
    ),
)
OPTIONS = (STORED, TABLES.only("standards"), LISTING)

COLUMNS = ("what", "then", "now")


def run(options: StoredOptions, tables: TableOptions, output: OutputOptions) -> ExitCode:
    """Show what differs; 0 if the answer comes out the same, 1 if not. Raises `InputError`."""
    file = options.file
    if not file:
        raise InputError(Problem("needed_field", "FILE"), usage=True)
    refuse_terminal(file)
    stored = read_answer(read_text(file), file)
    standards = load_standards(stored.region, tables.standards, national=True)
    answer = recompute(stored, standards)
    replayed = compare(stored.record, answer, stored.described.question)
    rows = [{"what": what, "then": then, "now": now} for what, then, now in replayed.rows]
    show_listing(Listing(COLUMNS, rows, COLUMNS), output)
    note(replayed.verdict, output)
    return ExitCode.OK if replayed.same else ExitCode.WRONG_DATA

"""`dibao calc --stdin`: a household a line in, an answer a line out, in one process, for as long as lines come.

Each answer is written before the next line is read, so that a program can write a line and read one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ..files.document import Document, NumberText, parse_json
from ..files.fields import HOUSEHOLD, QUESTION
from ..files.households import describe, flag_of, from_flags
from ..files.limits import LARGEST_FILE
from ..files.output import write_result
from ..files.text import STANDARD_INPUT, decode
from ..rules.application import Application
from ..rules.assess import assess
from ..rules.month import Month
from ..rules.problems import InputError, Problem
from ..rules.region import Region
from ..rules.standards import Standards, Table
from ..show.answer import record_text
from ..show.json_text import json_text
from ..words.problems import problem_sentence
from .exit_codes import ExitCode
from .inputs import (
    fixed_names,
    indices_of,
    laid_over,
    question_in,
    raw_flags,
    refuse_terminal,
    standards_asked,
    table_asked,
    with_indices,
)
from .option_groups import (
    HouseholdOptions,
    OutputOptions,
    PaperOptions,
    PeriodOptions,
    QuestionOptions,
    TableOptions,
    refuse_together,
)

ID = "id"
"""What a line may carry besides a household: a text or a whole number, which comes back with its answer."""

REJECTS = ("line", "household", "field", "value", "code", "reason")
"""A fault as `dibao batch` writes it; its `household` is the `id`."""

_FORMATS = (None, "json", "ndjson")


def answer_lines(
    household: HouseholdOptions,
    period: PeriodOptions,
    tables: TableOptions,
    question: QuestionOptions,
    paper: PaperOptions,
    output: OutputOptions,
) -> ExitCode:
    """Answer until the input ends; 1 if a line was refused. Raises `InputError` for a wrong command line."""
    _refuse_what_a_loop_has_not(household, period, paper, output)
    refuse_terminal(STANDARD_INPUT)
    standards = standards_asked(tables, question.index)
    cases = Cases(
        standards,
        by_default(household, question, standards.region, period.month),
        tables.set,
        output.strict,
        {},
    )
    cases.table(None)  # what is wrong with --set is said before the first line
    _collect_garbage()
    code = ExitCode.OK
    for number, line in _lines():
        text, answered = cases.answered(number, line)
        write_result(text, None)
        sys.stdout.flush()
        if not answered:
            code = ExitCode.WRONG_DATA
    return code


class Cases(NamedTuple):
    """What all lines have in common; `tables` are those of the months that were asked for so far."""

    standards: Standards
    read: Callable[[Document], Application]
    set_by_hand: tuple[str, ...]
    strict: bool
    tables: dict[Month | None, Table]

    def answered(self, number: int, line: bytes) -> tuple[str, bool]:
        """The line of output for a line of input, and whether it is an answer: if not, it is all that is wrong."""
        identity: str | int | None = None
        answer, rejects = "null", "[]"
        try:
            document = _document(line)
            identity = _identity(document)
            household = {name: content for name, content in document.data.items() if name != ID}
            answer = self._answer(document._replace(data=household))
        except InputError as refused:
            rejects = _json([_reject(number, identity, problem) for problem in refused.problems])
        return (
            f'{{"line": {number}, "{ID}": {_json(identity)}, "answer": {answer}, "rejects": {rejects}}}\n',
            rejects == "[]",
        )

    def _answer(self, document: Document) -> str:
        application = self.read(document)
        answer = assess(application, self.table(application.month))
        if self.strict:
            from .strict import refuse_unless_strict

            refuse_unless_strict(answer)
        return record_text(answer, answer.question)

    def table(self, month: Month | None) -> Table:
        """The table of a month, with the values of `--set`. Raises `InputError`."""
        if month not in self.tables:
            self.tables[month] = table_asked(self.standards, month, self.set_by_hand)
        return self.tables[month]


def by_default(
    household: HouseholdOptions, question: QuestionOptions, region: Region, month: str | None
) -> Callable[[Document], Application]:
    """How a document of a loop is read: the flags, read once, stand for what the document does not state.

    Raises `InputError`, as does what is returned.
    """
    flags = raw_flags(household, question, month)
    from_flags({"area": "urban", **flags}, region)  # what is wrong with the command line is said before the first line
    indices = indices_of(question.index)

    def read(document: Document) -> Application:
        raw = laid_over(flags, document.data, HOUSEHOLD)
        question = question_in(document)
        if question and isinstance(question, dict) and "question" in flags:
            raw = laid_over(raw, {"question": laid_over(flags["question"], question, QUESTION)}, HOUSEHOLD)
        stated = fixed_names(document.data, HOUSEHOLD)

        def locate(code: str, path: tuple[str | int, ...], value: object, details: dict[str, str]) -> Problem:
            if path and path[0] in flags and path[0] not in stated:
                return Problem(code, flag_of(path), str(value), details=details)
            return document.problem(code, path, value, **details)

        return with_indices(describe(raw, locate, region), indices)

    return read


def _refuse_what_a_loop_has_not(
    household: HouseholdOptions, period: PeriodOptions, paper: PaperOptions, output: OutputOptions
) -> None:
    refuse_together(
        "--stdin",
        {
            "FILE": household.file,
            "--from": period.from_,
            "--to": period.to,
            "--sweep": period.sweep,
            "--template": paper.template,
            "--decision": paper.decision,
            "--letters": paper.letters,
            "--output": output.output,
            "--encoding": output.encoding,
            "--format": output.format if output.format not in _FORMATS else None,
            "--columns": ",".join(output.columns) or None,
            "--bom": "" if output.bom else None,
            "--totals": "" if output.totals else None,
        },
    )


def _collect_garbage() -> None:
    """A single calculation ends before its garbage matters (`_startup`); a loop may run for weeks."""
    import gc

    gc.freeze()
    gc.enable()


def _lines() -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, each with its number; of one beyond the limit only as much as shows that."""
    if sys.stdin is None:
        return
    number = 0
    while line := sys.stdin.buffer.readline(LARGEST_FILE + 1):
        number += 1
        rest = line
        while len(rest) > LARGEST_FILE and not rest.endswith(b"\n"):
            rest = sys.stdin.buffer.readline(LARGEST_FILE + 1)
        if line.strip():
            yield number, line


def _document(line: bytes) -> Document:
    if len(line) > LARGEST_FILE:
        raise InputError(Problem("file_too_large", details={"highest": str(LARGEST_FILE)}))
    return parse_json(decode(line.rstrip(b"\r\n"), STANDARD_INPUT), STANDARD_INPUT)


def _json(part: object) -> str:
    return json_text(part).removesuffix("\n")


def _identity(document: Document) -> str | int | None:
    found = document.data.get(ID)
    if found is None or (isinstance(found, (str, int)) and not isinstance(found, (bool, NumberText))):
        return found
    raise InputError(document.problem("wrong_type", (ID,), found, expected="text"))


def _reject(number: int, identity: str | int | None, problem: Problem) -> dict[str, Any]:
    household = None if identity is None else str(identity)
    cells = (number, household, problem.place, problem.value, problem.code, problem_sentence(problem))
    return dict(zip(REJECTS, (each if each != "" else None for each in cells), strict=True))

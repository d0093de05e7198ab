"""`dibao explain CODE`: what a code means that stands in an error, a warning, a note or a result."""

from __future__ import annotations

from typing import NamedTuple

from ..rules.problems import InputError, Problem, one_meant
from ..words.codes import explained, known_codes
from .exit_codes import ExitCode
from .option_groups import OutputOptions
from .options import LISTING, Group, Option
from .output import present

EXAMPLES = ("dibao explain assumed:property", "dibao explain", "dibao explain missing:disability.living -f json")


class CodeOptions(NamedTuple):
    """Which code."""

    code: str | None = None


CODE = Group(
    CodeOptions,
    Option(
        "code",
        (
            "the code, such as not_a_month or assumed:income (default: all of them)",
            "代码，如 not_a_month、assumed:income（默认：列出全部）",
        ),
        "file",
        "[CODE]",
    ),
)
OPTIONS = (CODE, LISTING)


def run(options: CodeOptions, output: OutputOptions) -> ExitCode:
    """Show what the code means, or all codes. Raises `InputError` for one that is not known."""
    from ..show.codes import code_shown, codes_shown

    if options.code is None:
        present(lambda _look: codes_shown(tuple(known_codes().values())), output)
        return ExitCode.OK
    explanation = explained(options.code)
    if explanation is None:
        near = one_meant(options.code, {code: code for code in known_codes()})
        details = {"nearest": near} if near else {}
        raise InputError(Problem("unknown_code", "CODE", options.code, details=details), usage=True)
    present(lambda _look: code_shown(explanation), output)
    return ExitCode.OK

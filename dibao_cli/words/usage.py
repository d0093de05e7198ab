"""The command line's own errors, from the parser's exceptions, in the language in use."""

from __future__ import annotations

from typing import Any

from ..rules.problems import Problem, nearest
from . import _
from .problems import problem_text


def usage_text(error: Any, command: str = "") -> str:
    """What is wrong with the line of a command, and where help is to be found; help itself where nothing was asked."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        return f"{error.format_message()}\n"
    path = context.command_path if context is not None else f"dibao {command}".rstrip()
    return f"dibao: {problem_text(usage_problem(error))}\n{_('See {command}.', '用法见 {command}。').format(command=f'{path} --help')}\n"


def usage_problem(error: Any) -> Problem:
    """The parser's exception as a problem of ours: told apart by class, for its texts are English only."""
    kind = type(error).__name__
    message = str(error.format_message())
    if kind == "NoSuchOption":
        possible = list(error.possibilities or [])
        return Problem("no_such_option", value=error.option_name, details={"nearest": possible[0] if possible else ""})
    if kind == "BadOptionUsage":
        code = "option_takes_no_value" if "does not take a value" in message else "option_needs_value"
        return Problem(code, error.option_name)
    if "No such command" in message:
        word = message.split("'")[1]
        known = list(getattr(error.ctx.command, "commands", {}))
        return Problem("no_such_command", value=word, details={"nearest": nearest(word, known)})
    if "Missing command" in message:
        return Problem("missing_command")
    if "unexpected extra argument" in message:
        words = message.partition(" (")[2].removesuffix(")")
        return Problem("stray_details" if "=" in words else "unexpected_argument", value=words)
    return Problem("usage", details={"reason": message})

"""From Typer to a command: what was typed, with the user's settings where nothing was, as the records that it takes."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Optional

from ..files.output import FILE_FORMATS
from ..rules.problems import InputError, Problem, nearest
from ..show import FORMATS
from ..words import _
from .exit_codes import ExitCode
from .options import Group, Option, options_of

if TYPE_CHECKING:
    from ..files.settings import Setting

Typed = dict[str, Any]
"""What was typed, by the option's name, as Typer hands it on. It lives here, and nowhere else."""


def with_settings(typed: Typed) -> Typed:
    """What was typed, with the user's settings where nothing was. Raises `InputError` for unreadable settings."""
    from ..files.settings import settings

    if not {"region", "format", "standards", "without"} & typed.keys():
        return typed
    values = dict(typed)
    for name, setting in settings().items():
        if name not in typed or typed[name] or not setting.values:
            continue
        if name == "format":
            values["preferred_format"] = _format_of(setting)
        else:
            values[name] = list(setting.values) if name in ("standards", "without") else setting.values[0]
        if name == "region":
            values["region_origin"] = setting.origin
    return values


def _format_of(setting: Setting) -> str:
    """The format of the settings, if any command has it. Raises `InputError`, naming where it was set."""
    known = (*FORMATS, *FILE_FORMATS)
    name = setting.values[0].lower()
    if name not in known:
        details = {"known": ", ".join(known), "nearest": nearest(name, known)}
        raise InputError(Problem("unknown_format", setting.origin, setting.values[0], details=details))
    return name


def _names(value: Any) -> list[str]:
    """The files or folders that an option names, in the order given."""
    return value if isinstance(value, list) else [value] if value else []


_NOT_TYPED: dict[str, Any] = {"many": (), "switch": False}
"""What stands for an option that was not typed, by its kind; None for the others."""


def typer_function(
    run: Callable[..., ExitCode], groups: tuple[Group[Any], ...], words: Sequence[str] | None = None
) -> Callable[..., int]:
    """A function with one parameter an option, as Typer reads them, that hands `run` a record for each group.

    For the `words` of a command line Typer need only know the options among them (`_startup` says what that saves).
    """
    choices = options_of(groups)
    absent = {choice.name: _NOT_TYPED.get(choice.kind) for choice in choices}
    reads, writes = (tuple(c for c in choices if c.touches == what) for what in ("reads", "writes"))

    def command(**typed: Any) -> int:
        values = with_settings({**absent, **typed})
        if writes and any(values[choice.name] for choice in (*reads, *writes)):
            from .overwriting import refuse_overwriting, tidy_up

            written = [(choice.flag, values[choice.name]) for choice in writes if values[choice.name]]
            refuse_overwriting(written, [name for choice in reads for name in _names(values[choice.name])])
            tidy_up(file for _flag, file in written)
        with naming_flags():
            return run(*(group.filled(values) for group in groups))

    parameters = [_parameter(choice) for choice in options_typed(choices, words)]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # read by inspect.signature
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    command.__name__ = run.__module__.rpartition(".")[2]
    return command


def options_typed(choices: tuple[Option, ...], words: Sequence[str] | None) -> tuple[Option, ...]:
    """The options that the words of a command line may name; all, if one of the words is no option as it is written.

    Then it is for Typer to read it (`-qv`, `-fjson`, `--help`) or to say what was meant. A word that is the value of
    another option may look like an option too: one more than needed does no harm.
    """
    if words is None or "_DIBAO_COMPLETE" in os.environ:
        return choices
    flags = {flag: choice for choice in choices for flag in _flags(choice)}
    named = {word.partition("=")[0] if word.startswith("--") else word for word in words if word.startswith("-")}
    if not named <= {*flags, "-", "--"}:
        return choices
    wanted = {flags[flag].name for flag in named & flags.keys()}
    return tuple(choice for choice in choices if choice.kind == "file" or choice.name in wanted)


def _flags(choice: Option) -> tuple[str, ...]:
    """Every way to write an option in full."""
    denied = (f"--no-{choice.flag.removeprefix('--')}",) if choice.kind == "either" else ()
    return (choice.flag, *((choice.short,) if choice.short else ()), *denied)


FLAGS = {"to": "--to", "paid": "--paid", "values": "--sweep"}
"""By which flag that is given which the rules call by its own name."""


@contextmanager
def naming_flags() -> Iterator[None]:
    """What the rules refuse by the name of a parameter is put down to the flag that it was given by."""
    try:
        yield
    except InputError as refused:
        named = [
            problem._replace(place=FLAGS[problem.place]) if problem.place in FLAGS and not problem.file else problem
            for problem in refused.problems
        ]
        raise InputError(named, refused.usage) from None


def _parameter(choice: Option) -> inspect.Parameter:
    """The option as Typer wants it: a keyword with a type and a default that says all the rest."""
    import typer

    text, either = Optional[str], Optional[bool]  # noqa: UP045 - Typer evaluates them
    kinds: dict[str, object] = {"text": text, "many": list[str], "switch": bool, "either": either, "file": text}
    default: object = {"many": [], "switch": False}.get(choice.kind)
    metavar = choice.metavar or None
    if choice.kind == "file":
        offered = _completer(choice.name) if choice.name == "code" else None  # of others the shell offers files
        about = _(*(choice.help or ("", "")))
        info: object = typer.Argument(default, help=about, metavar=metavar, show_default=False, autocompletion=offered)
    else:
        flags = ("/".join(_flags(choice)),) if choice.kind == "either" else _flags(choice)
        info = typer.Option(
            default,
            *flags,
            help=_(*choice.help) if choice.help else None,
            metavar=metavar,
            rich_help_panel=_(*choice.group) if choice.group else None,
            show_default=False,
            autocompletion=_completer(choice.name),
        )
    return inspect.Parameter(choice.name, inspect.Parameter.KEYWORD_ONLY, default=info, annotation=kinds[choice.kind])


def _completer(name: str) -> Any:
    """What offers the option's values, where the shell is asking for them."""
    if "_DIBAO_COMPLETE" not in os.environ:
        return None
    from .completion import completer

    return completer(name)

"""The command table. A command is imported only when it is called, or listed by the help.

A module that states COMMANDS is a group: a table of further commands, such as `dibao standards list`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from . import __version__
from .words import N_, _

COMMANDS = {
    "calc": "dibao_cli.commands.calc",
    "compare": "dibao_cli.commands.compare",
    "arrears": "dibao_cli.commands.arrears",
    "batch": "dibao_cli.commands.batch",
    "demo": "dibao_cli.commands.demo",
    "ask": "dibao_cli.commands.ask",
    "config": "dibao_cli.commands.config",
    "replay": "dibao_cli.commands.replay",
    "schema": "dibao_cli.commands.schema",
    "standards": "dibao_cli.commands.standards",
}

SETTINGS = {"help_option_names": ["-h", "--help"]}
HELP = N_("Subsistence allowance (dibao) and what goes with it, to the fen, with every step and its source.")
COMPLETION = {
    "install_completion": N_("make the shell complete commands, options and districts (bash, zsh, fish, PowerShell)"),
    "show_completion": N_("show the completion script of this shell, to copy or adapt"),
}


class Commands(dict[str, Any]):
    """Names of commands to commands, each imported on first use."""

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self else default  # noqa: SIM401 - `get` is what is being defined

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        if isinstance(found, str):
            found = _command(name, found)
            self[name] = found
        return found

    def items(self) -> Any:
        return [(name, self[name]) for name in self]

    def values(self) -> Any:
        return [self[name] for name in self]


def _command(name: str, path: str) -> Any:
    """The Typer command of a module that states HELP, EXAMPLES, OPTIONS and `run`, or of one that is a group."""
    from .commands.options import typer_function
    from .help import Helpful

    module = import_module(path)
    if hasattr(module, "COMMANDS"):
        return _group(name, module)
    one = typer.Typer(add_completion=False, rich_markup_mode=None)
    one.command(name, cls=type("Command", (Helpful, TyperCommand), {}), help=_(module.HELP), context_settings=SETTINGS)(
        typer_function(module.run, module.OPTIONS)
    )
    command: Any = typer.main.get_command(one)
    command.examples = module.EXAMPLES
    command.notes = module.notes() if hasattr(module, "notes") else ()
    return command


def _group(name: str, module: Any) -> Any:
    """The Typer group of a module that states HELP, EXAMPLES and COMMANDS."""
    app = typer.Typer(
        name=name,
        cls=_class_of_group(module.COMMANDS),
        add_completion=False,
        rich_markup_mode=None,
        context_settings=SETTINGS,
        help=_(module.HELP),
        no_args_is_help=True,
    )

    @app.callback()
    def group() -> None:
        """See HELP."""

    command: Any = typer.main.get_command(app)
    command.examples = module.EXAMPLES
    return command


def _class_of_group(table: dict[str, str]) -> type[TyperGroup]:
    """A group whose commands are those of the table, imported on first use."""
    from .help import Helpful

    class Group(Helpful, TyperGroup):
        """The group of a command table."""

        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.commands = Commands(table)

        def list_commands(self, ctx: Any) -> list[str]:
            return list(self.commands)

    return Group


def application() -> Any:
    """The whole command, ready to be run with `standalone_mode=False`."""
    app = typer.Typer(
        cls=_class_of_group(COMMANDS),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
        help=_(HELP),
        no_args_is_help=True,
    )

    @app.callback()
    def root(
        version: bool = typer.Option(
            False, "--version", "-V", help=_("show the version and stop"), is_eager=True, callback=_show_version
        ),
        lang: str = typer.Option(None, "--lang", metavar="LANG", help=_("language: en or zh"), show_default=False),
    ) -> None:
        """See HELP."""

    command: Any = typer.main.get_command(app)
    for option in command.params:
        if option.name in COMPLETION:
            option.help = _(COMPLETION[option.name])
    if "_DIBAO_COMPLETE" in os.environ:
        from typer import _completion_classes

        # Typer draws each help text with Rich, 90 ms a key press, and takes `[…]` for markup. Ours are plain text.
        _completion_classes._sanitize_help_text = lambda text: text
    return command


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"dibao {__version__}")
        raise typer.Exit


def walk(command: Any) -> Iterator[tuple[str, Any]]:
    """Every command with its name (`standards list` within a group), for help texts and tests."""
    for name, each in command.commands.items():
        yield name, each
        if hasattr(each, "commands"):
            yield from ((f"{name} {inner}", one) for inner, one in walk(each))

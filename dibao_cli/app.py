"""The command table. A command is imported only when it is called, or listed by the help.

A module that states COMMANDS is a group: a table of further commands, such as `dibao standards list`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from . import __version__
from .commands.entry import Entry
from .words import _

COMMANDS = {
    "ask": Entry(
        "dibao_cli.commands.ask",
        (
            "Ask for a household question by question, and show what it is entitled to.",
            "逐项询问家庭情况，计算并显示应享受的救助待遇。",
        ),
    ),
    "calc": Entry(
        "dibao_cli.commands.calc",
        (
            "What a household is entitled to in a month, with every step and its source.",
            "计算一户家庭某月应享受的救助待遇，列明每一步骤及依据。",
        ),
    ),
    "compare": Entry(
        "dibao_cli.commands.compare",
        (
            "Two months, or two descriptions, side by side: what differs, and why, in parts that add up to the fen.",
            "对比两个月份或两份家庭情况：列明差额及其原因，各项原因之和与差额分毫不差。",
        ),
    ),
    "arrears": Entry(
        "dibao_cli.commands.arrears",
        (
            "What is still owed for months that were already paid at the old rate, month by month.",
            "逐月核算已按旧标准发放的月份应补发的金额（补发）。",
        ),
    ),
    "batch": Entry(
        "dibao_cli.commands.batch",
        (
            "What every household of a roster is entitled to: CSV, TSV, NDJSON, Parquet or XLSX, in and out.",
            "按花名册逐户核算待遇：CSV、TSV、NDJSON、Parquet、XLSX 均可读写。",
        ),
    ),
    "sql": Entry(
        "dibao_cli.commands.sql",
        (
            "The whole query for a roster as one file, to be run where the data is: DuckDB, PostgreSQL or Spark.",
            "把花名册的全部核算写成一个 SQL 文件，在数据所在处运行：DuckDB、PostgreSQL 或 Spark。",
        ),
    ),
    "demo": Entry(
        "dibao_cli.commands.demo",
        (
            "A simulated roster whose totals come near the published ones of 2020. Every household in it is invented.",
            "模拟花名册，总量接近2020年公布的数字。其中每一户都是虚构的。",
        ),
    ),
    "config": Entry(
        "dibao_cli.commands.config",
        (
            "The default region, language, format and folders, and where each was set.",
            "列出未指定时采用的地区、语言、格式和标准文件夹，以及各自的来源。",
        ),
    ),
    "replay": Entry(
        "dibao_cli.commands.replay",
        (
            "Compute a stored JSON answer again: does it come out the same, and if not, which notice has changed?",
            "重新计算已保存的 JSON 结果：是否一致；如不一致，是哪份文件有变动？",
        ),
    ),
    "explain": Entry(
        "dibao_cli.commands.explain",
        (
            "What a code means that stands in an error, a warning, a note or a result.",
            "说明错误、提示、备注或结果中的代码是什么意思。",
        ),
    ),
    "schema": Entry(
        "dibao_cli.commands.schema",
        (
            "The JSON Schema of a household file, a notice, an answer (assessment) or a row of a roster.",
            "家庭文件、标准文件、核算结果（assessment）或名册行的 JSON Schema。",
        ),
    ),
    "standards": Entry(
        "dibao_cli.commands.standards",
        (
            "The tables: list, show, compare and check the notices, or begin a new one.",
            "标准表：列出、查看、比较、检查标准文件，或新建一份。",
        ),
    ),
}

SETTINGS = {"help_option_names": ["-h", "--help"]}
HELP = (
    "Subsistence allowance (dibao) and related benefits, to the fen, with every step and its source.",
    "计算最低生活保障金及相关救助待遇：精确到分，步骤可查，依据可考。",
)
COMPLETION = {
    "install_completion": (
        "make the shell complete commands, options and districts (bash, zsh, fish, PowerShell)",
        "为当前命令行（bash、zsh、fish、PowerShell）安装自动补全：命令、选项、区（市）县",
    ),
    "show_completion": (
        "show the completion script of this shell, to copy or adapt",
        "显示当前命令行的自动补全脚本，可复制或修改",
    ),
}


class Commands(dict[str, Any]):
    """Names of commands to commands, each imported on first use; what they are for is known without.

    `words` is the command line that they are made for, else all of their options are.
    """

    def __init__(self, table: Mapping[str, Entry], words: Sequence[str] | None = None) -> None:
        super().__init__(table)
        self.words = words
        self.summaries = [(name, _(*entry.help)) for name, entry in table.items()]

    def get(self, name: str, default: object = None) -> object:
        return self[name] if name in self else default  # noqa: SIM401 - `get` is what is being defined

    def __getitem__(self, name: str) -> object:
        found = super().__getitem__(name)
        if isinstance(found, Entry):
            found = _command(name, found, self.words)
            self[name] = found
        return found

    def items(self) -> Any:
        return [(name, self[name]) for name in self]

    def values(self) -> Any:
        return [self[name] for name in self]


def _command(name: str, entry: Entry, words: Sequence[str] | None) -> Any:
    """The Typer command of a module that states EXAMPLES, OPTIONS and `run`, or of one that is a group.

    An example with words in it is a pair: in English and in Chinese.
    """
    from .commands.dispatch import typer_function
    from .help import Helpful

    module = import_module(entry.module)
    if hasattr(module, "COMMANDS"):
        return _group(name, entry, module, words)
    one = typer.Typer(add_completion=False, rich_markup_mode=None)
    one.command(name, cls=type("Command", (Helpful, TyperCommand), {}), help=_(*entry.help), context_settings=SETTINGS)(
        typer_function(module.run, module.OPTIONS, words)
    )
    command: Any = typer.main.get_command(one)
    command.examples = tuple(_(*each) if isinstance(each, tuple) else each for each in module.EXAMPLES)
    command.notes = getattr(module, "notes", tuple)  # texts for the help, made where it is shown
    command.tables = getattr(module, "tables", dict)
    return command


def _group(name: str, entry: Entry, module: Any, words: Sequence[str] | None) -> Any:
    """The Typer group of a module that states EXAMPLES and COMMANDS."""
    app = typer.Typer(
        name=name,
        cls=_class_of_group(module.COMMANDS, words),
        add_completion=False,
        rich_markup_mode=None,
        context_settings=SETTINGS,
        help=_(*entry.help),
        no_args_is_help=True,
    )

    @app.callback()
    def group(
        lang: str = typer.Option(
            None,
            "--lang",
            metavar="LANG",
            help=_("language: en or zh", "语言：zh（中文）或 en（英文）"),
            show_default=False,
        ),
    ) -> None:
        """See HELP."""

    command: Any = typer.main.get_command(app)
    command.examples = tuple(_(*each) if isinstance(each, tuple) else each for each in module.EXAMPLES)
    return command


def _class_of_group(table: Mapping[str, Entry], words: Sequence[str] | None) -> type[TyperGroup]:
    """A group whose commands are those of the table, imported on first use."""
    from .help import Helpful

    class Group(Helpful, TyperGroup):
        """The group of a command table."""

        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.commands = Commands(table, words)

        def list_commands(self, ctx: object) -> list[str]:
            return list(self.commands)

    return Group


def application(words: Sequence[str] | None = None) -> Any:
    """The whole command, to be run with `standalone_mode=False`; for one command line where its `words` are given.

    A line that begins with a command has none of the options that stand before one, so it goes without them.
    """
    app = typer.Typer(
        cls=_class_of_group(COMMANDS, words),
        add_completion=not begins_with_a_command(words),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
        help=_(*HELP),
        no_args_is_help=True,
    )

    app.callback()(_without_options if begins_with_a_command(words) else _with_options())
    command: Any = typer.main.get_command(app)
    for option in command.params:
        if option.name in COMPLETION:
            option.help = _(*COMPLETION[option.name])
    if "_DIBAO_COMPLETE" in os.environ or any(word.endswith("-completion") for word in sys.argv):
        from .commands.completion_bash import teach_bash

        teach_bash()
    if "_DIBAO_COMPLETE" in os.environ:
        from ._startup import complete_help_texts_as_they_are

        complete_help_texts_as_they_are()
    return command


def begins_with_a_command(words: Sequence[str] | None) -> bool:
    """Whether the first word of a line is a command; not so where a shell asks what might come next."""
    return words is not None and words[:1] != [] and words[0] in COMMANDS and "_DIBAO_COMPLETE" not in os.environ


def _without_options() -> None:
    """See HELP."""


def _with_options() -> Callable[..., None]:
    """The same with the options that stand before a command."""

    def root(
        version: bool = typer.Option(
            False,
            "--version",
            "-V",
            help=_("show the version and stop", "显示版本号并退出"),
            is_eager=True,
            callback=_show_version,
        ),
        lang: str = typer.Option(
            None,
            "--lang",
            metavar="LANG",
            help=_("language: en or zh", "语言：zh（中文）或 en（英文）"),
            show_default=False,
        ),
    ) -> None:
        """See HELP."""

    return root


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dibao {__version__}")
        raise typer.Exit


def walk(command: Any) -> Iterator[tuple[str, Any]]:
    """Every command with its name (`standards list` within a group), for help texts and tests."""
    for name, each in command.commands.items():
        yield name, each
        if hasattr(each, "commands"):
            yield from ((f"{name} {inner}", one) for inner, one in walk(each))

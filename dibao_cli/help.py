"""Help texts, drawn by ourselves: Rich cuts Chinese off, and plain Click measures it wrongly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .show.width import cells, fold
from .words import _

INDENT = 2
GAP = 2


class Helpful:
    """A command that writes its own help, in groups, at the width of the terminal."""

    examples: tuple[str, ...] = ()
    notes: Callable[[], tuple[str, ...]] = tuple
    tables: Callable[[], Mapping[str, list[tuple[str, str]]]] = dict

    def make_parser(self, ctx: Any) -> Any:
        """Typer looks for `-f` among the long options first, and there, in vain, for near names (see `_startup`)."""
        parser = super().make_parser(ctx)  # type: ignore[misc]  # of the class of Typer that this one is mixed into
        for name, option in parser._short_opt.items():
            parser._long_opt.setdefault(name, option)
        return parser

    def get_help(self, ctx: Any) -> str:
        return help_text(self, ctx, _width())

    def format_help(self, ctx: object, formatter: Any) -> None:
        formatter.write(help_text(self, ctx, _width()))


def _width() -> int:
    from shutil import get_terminal_size

    return max(40, min(get_terminal_size((80, 24)).columns, 100))


def help_text(command: Any, ctx: object, width: int) -> str:
    """Usage, what the command does, its commands or options in groups, and examples to paste."""
    parts = [_("Usage: {usage}", "用法：{usage}").format(usage=usage(command, ctx)), *fold(command.help or "", width)]
    lines = ["\n\n".join(("\n".join(parts[:1]), "\n".join(parts[1:])))]
    for title, rows in groups(command, ctx).items():
        lines.append("\n".join([title, *two_columns(rows, width)]))
    if command.examples:
        lines.append("\n".join([_("Examples", "示例"), *(" " * INDENT + example for example in command.examples)]))
    lines += ["\n".join([title, *two_columns(rows, width)]) for title, rows in command.tables().items()]
    lines += ["\n".join(fold(note, width)) for note in command.notes()]
    return "\n\n".join(lines) + "\n"


def usage(command: Any, ctx: Any) -> str:
    """`dibao calc [OPTIONS] [FILE]`."""
    arguments = [p.make_metavar(ctx) for p in command.params if p.param_type_name == "argument"]
    rest = [_("COMMAND …", "命令 …")] if hasattr(command, "commands") else []
    return " ".join([ctx.command_path, _("[OPTIONS]", "[选项]"), *arguments, *rest])


def groups(command: object, ctx: object) -> dict[str, list[tuple[str, str]]]:
    """Titles to rows of (name, help): the commands of a group, then what a command takes."""
    commands = getattr(command, "commands", None)
    listed = {_("Commands", "命令"): commands.summaries} if commands else {}
    return listed | parameter_rows(command, ctx)


def parameter_rows(command: Any, ctx: object) -> dict[str, list[tuple[str, str]]]:
    """Arguments and options in their groups, as rows of (name, help)."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for parameter in command.get_params(ctx):
        if parameter.param_type_name == "argument":
            groups.setdefault(_("Arguments", "参数"), []).append((parameter.make_metavar(ctx), parameter.help or ""))
        elif not parameter.hidden:
            flags = ", ".join(sorted([*parameter.opts, *parameter.secondary_opts], key=len))
            metavar = "" if parameter.is_flag else f" {parameter.make_metavar(ctx)}"
            title = getattr(parameter, "rich_help_panel", None) or _("Options", "选项")
            text = (
                _("show this help and stop", "显示本帮助并退出")
                if parameter.name == "help"
                else parameter.help or _meaning(parameter.name)
            )
            groups.setdefault(title, []).append((flags + metavar, text))
    return groups


def two_columns(rows: list[tuple[str, str]], width: int) -> list[str]:
    """Names on the left, texts folded on the right; a name too long for its column has a line to itself."""
    left = min(max(cells(name) for name, _text in rows), max(width // 3, 16))
    start = INDENT + left + GAP
    lines = []
    for name, text in rows:
        folded = fold(text, width - start) or [""]
        if cells(name) > left:
            lines.append(" " * INDENT + name)
        else:
            lines.append(f"{' ' * INDENT}{name}{' ' * (left - cells(name) + GAP)}{folded.pop(0)}".rstrip())
        lines += [" " * start + line for line in folded]
    return lines


def _meaning(name: str) -> str:
    """What a field of a household means, as the help of its option."""
    from .words.fields import MEANINGS

    text = _(*MEANINGS["household"].get(name, ("", "")))
    return text[:1].lower() + text[1:].rstrip(".。")

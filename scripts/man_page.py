"""The manual `dibao(1)` in roff, from the command tree; written to docs/man by scripts/build_reference.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dibao_cli import __version__
from dibao_cli.app import application
from dibao_cli.help import parameter_rows, usage
from dibao_cli.show.width import pieces
from dibao_cli.words import _
from dibao_cli.words.manual import MANUAL


def man_page() -> str:
    """The manual of the whole program, in the language in use."""
    return "\n".join(_man_lines(application())) + "\n"


def _man_lines(root: Any) -> Iterator[str]:
    context = root.make_context("dibao", [], resilient_parsing=True)
    yield f'.TH DIBAO 1 "" "dibao {__version__}" ""'
    yield ".nh\n.ad l"  # neither hyphens nor stretched blanks in names of options and Chinese
    yield from _section(_("NAME", "名称"), f"dibao \\- {roff(root.help)}")
    yield from _section(_("SYNOPSIS", "用法"), f".B dibao\n{roff(usage(root, context).removeprefix('dibao '))}")
    yield from _section(_("OPTIONS", "选项"), *_parameters(root, context))
    yield from _section(_("COMMANDS", "命令"))
    yield from _commands(root, context)
    for title, entries in MANUAL:
        yield from _section(_(*title), *(f".TP\n.B {roff(name)}\n{roff(_(*text))}" for name, text in entries.items()))


def _commands(group: Any, context: Any) -> Iterator[str]:
    """Every command of a group; a group within it is followed by its own commands."""
    for name, command in group.commands.items():
        inner = command.make_context(name, [], parent=context, resilient_parsing=True)
        yield f".SS {roff(usage(command, inner))}"
        yield roff(command.help)
        yield from _parameters(command, inner)
        yield from (f".PP\n{roff(_('Examples', '示例'))}:" for _once in command.examples[:1])
        yield from (f".PP\n.nf\n.RS\n{roff(example)}\n.RE\n.fi" for example in command.examples)
        if hasattr(command, "commands"):
            yield from _commands(command, inner)


def _section(title: str, *paragraphs: str) -> Iterator[str]:
    yield f".SH {escaped(title)}"
    yield from paragraphs


def _parameters(command: Any, context: Any) -> Iterator[str]:
    for title, rows in parameter_rows(command, context).items():
        yield f".PP\n.I {escaped(title)}"
        yield from (f".TP\n.B {roff(name)}\n{roff(text)}" for name, text in rows)


def roff(text: str) -> str:
    """Text that roff prints as it stands, and may break between Chinese characters, where it sees one long word."""
    plain = "\\:".join(map(escaped, pieces(text))).replace(" \\:", " ")
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain


def escaped(text: str) -> str:
    """Text without signs that mean something to roff; a heading needs no more."""
    return text.replace("\\", "\\e").replace("-", "\\-")

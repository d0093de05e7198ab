"""Writes what is generated from the program itself: the table of errors and the man pages.

    python scripts/reference.py            # write docs/errors.md, docs/man/dibao.1, docs/man/zh/dibao.1
    python scripts/reference.py --check    # say which of them are out of date

A test runs the check, so the documents cannot drift from the program.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dibao_cli import __version__
from dibao_cli.app import application
from dibao_cli.help import parameter_rows, usage
from dibao_cli.words import _, use_language
from dibao_cli.words.manual import ENVIRONMENT, EXIT_CODES, FILES
from dibao_cli.words.problems import TEXTS
from dibao_cli.words.zh import TEXTS as CHINESE

ROOT = Path(__file__).parent.parent


def documents() -> dict[Path, str]:
    """Every generated file with its content."""
    return {
        ROOT / "docs" / "errors.md": errors_table(),
        ROOT / "docs" / "man" / "dibao.1": man_page("en"),
        ROOT / "docs" / "man" / "zh" / "dibao.1": man_page("zh"),
    }


def errors_table() -> str:
    """Every error's code with its text in both languages."""
    rows = [f"| `{code}` | {_cell(text)} | {_cell(CHINESE[text])} |" for code, text in TEXTS.items()]
    return "\n".join(
        [
            "# Errors",
            "",
            "Written by `scripts/reference.py` from `dibao_cli/words/problems.py`; do not edit by hand.",
            "",
            "An error is one line on standard error: `dibao: file:line: place: what is wrong and the way out [code]`.",
            "The code is the same in every language and does not change between versions. What stands in braces is",
            "filled in. Standard output stays empty. The exit code is 1 for data and 2 for the command line.",
            "",
            "| code | English | 中文 |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _cell(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}").replace("|", "\\|")


def man_page(language: str) -> str:
    """The manual of the whole program, in roff, from the command tree."""
    use_language(language)
    try:
        return "\n".join(_man_lines(application())) + "\n"
    finally:
        use_language("en")


def _man_lines(root: Any) -> Iterator[str]:
    context = root.make_context("dibao", [], resilient_parsing=True)
    yield f'.TH DIBAO 1 "" "dibao {__version__}" ""'
    yield from _section(_("NAME"), f"dibao \\- {roff(root.help)}")
    yield from _section(_("SYNOPSIS"), f".B dibao\n{roff(usage(root, context).removeprefix('dibao '))}")
    yield from _section(_("OPTIONS"), *_parameters(root, context))
    yield from _section(_("COMMANDS"))
    for name, command in root.commands.items():
        inner = command.make_context(name, [], parent=context, resilient_parsing=True)
        yield f".SS {roff(usage(command, inner))}"
        yield roff(command.help)
        yield from _parameters(command, inner)
        yield from (f".PP\n{roff(_('Examples'))}:" for _once in command.examples[:1])
        yield from (f".PP\n.nf\n.RS\n{roff(example)}\n.RE\n.fi" for example in command.examples)
    for title, entries in (
        (_("EXIT STATUS"), EXIT_CODES),
        (_("ENVIRONMENT"), ENVIRONMENT),
        (_("FILES"), FILES),
    ):
        yield from _section(title, *(f".TP\n.B {roff(name)}\n{roff(_(text))}" for name, text in entries.items()))


def _section(title: str, *paragraphs: str) -> Iterator[str]:
    yield f".SH {roff(title)}"
    yield from paragraphs


def _parameters(command: Any, context: Any) -> Iterator[str]:
    for title, rows in parameter_rows(command, context).items():
        yield f".PP\n.I {roff(title)}"
        yield from (f".TP\n.B {roff(name)}\n{roff(text)}" for name, text in rows)


def roff(text: str) -> str:
    """Text that roff prints as it stands."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain


def main(arguments: list[str]) -> int:
    stale = [file for file, text in documents().items() if not file.exists() or file.read_text("utf-8") != text]
    for file in stale:
        print(file.relative_to(ROOT))
        if "--check" not in arguments:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(documents()[file], "utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

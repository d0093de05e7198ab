"""The wording of letters: text files that come with the program, or an office's own in their place."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from ..rules.problems import InputError, Problem, nearest
from .folders import in_package
from .text import read_text

PARTS = ("granted", "refused")
"""What a letter may say, each a part of its file: `[granted]`."""
_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}|[{}]")


class Paragraph(NamedTuple):
    """A paragraph with its placeholders in braces; `right` ones stand on the right."""

    text: str
    right: bool = False

    @property
    def placeholders(self) -> list[str]:
        return [name for name in _PLACEHOLDER.findall(self.text) if name]


class Wording(NamedTuple):
    """One part of a letter: its title and its paragraphs."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def read_wording(name: str, language: str, folder: str | None, known: Collection[str]) -> dict[str, Wording]:
    """Every part of the letter `name` in a language, from the folder if it has one, else as shipped.

    Raises `InputError` for a placeholder that is not `known`, for a brace without its other, and for a missing part.
    """
    file = f"{name}.{language}.txt"
    if folder is None:
        return parse_wording(in_package(f"letters/{file}").read_text("utf-8"), file, known)
    if not Path(folder).is_dir():
        raise InputError(Problem("no_such_folder", file=folder))
    own = Path(folder) / file
    return parse_wording(read_text(str(own)), str(own), known)


def parse_wording(text: str, file: str, known: Collection[str]) -> dict[str, Wording]:
    """The parts of a letter by their names. Raises `InputError` with every fault and its line."""
    problems: list[Problem] = []
    parts: dict[str, list[list[str]]] = {}
    paragraphs: list[list[str]] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("#"):
            continue
        if stripped[:1] == "[" and stripped[-1:] == "]":
            if stripped[1:-1] not in PARTS or stripped[1:-1] in parts:
                details = {"known": ", ".join(f"[{part}]" for part in PARTS)}
                problems.append(Problem("unknown_part", value=stripped, file=file, line=number, details=details))
            paragraphs = parts.setdefault(stripped[1:-1], [[]])
            continue
        problems += _faults(stripped, known, file, number)
        if stripped and paragraphs is None:
            problems.append(Problem("outside_parts", value=stripped, file=file, line=number))
            paragraphs = []
        if not stripped and paragraphs is not None:
            paragraphs.append([])
        elif paragraphs:
            paragraphs[-1].append(stripped)
    for part in PARTS:
        if not any(parts.get(part, ())):
            problems.append(Problem("needed_part", value=f"[{part}]", file=file))
    if problems:
        raise InputError(problems)
    return {part: _wording([" ".join(lines) for lines in parts[part] if lines]) for part in PARTS}


def _faults(line: str, known: Collection[str], file: str, number: int) -> list[Problem]:
    problems = []
    for match in _PLACEHOLDER.finditer(line):
        if match[1] is None:
            problems.append(Problem("lone_brace", value=match[0], file=file, line=number))
        elif match[1] not in known:
            details = {"known": ", ".join(f"{{{name}}}" for name in known), "nearest": nearest(match[1], known)}
            problems.append(Problem("unknown_placeholder", value=match[0], file=file, line=number, details=details))
    return problems


def _wording(texts: list[str]) -> Wording:
    title, *rest = texts
    return Wording(title, tuple(Paragraph(text.removeprefix(">").strip(), text.startswith(">")) for text in rest))


def filled(text: str, contents: dict[str, str]) -> str:
    """A text with its placeholders put in."""
    return _PLACEHOLDER.sub(lambda match: contents[match[1]], text)

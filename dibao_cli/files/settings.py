"""A user's own settings: what is taken where a command line says nothing. Never a rule, an amount or a household.

A flag comes first, then a `DIBAO_…` variable, then the user's file, then the program's default.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..rules.problems import InputError, Problem, nearest
from .document import Document, parse_toml
from .limits import add_problem
from .text import read_text

VARIABLES = {
    "region": "DIBAO_REGION",
    "language": "DIBAO_LANG",
    "format": "DIBAO_FORMAT",
    "standards": "DIBAO_STANDARDS",
    "without": "DIBAO_WITHOUT",
    "letters": "DIBAO_LETTERS",
}
FOLDERS = ("standards", "letters")
"""Settings that name folders, from the folder of the user's file."""
DEFAULT = "default"


class Setting(NamedTuple):
    """A setting's values (folders may be several; none if nothing was said) and where they were said."""

    values: tuple[str, ...] = ()
    origin: str = DEFAULT


Settings = dict[str, Setting]


def settings_file(environment: Mapping[str, str] = os.environ) -> Path | None:
    """`$XDG_CONFIG_HOME/dibao/config.toml`, or `%APPDATA%` on Windows; None for a user who has no home."""
    home = environment.get("XDG_CONFIG_HOME") or (environment.get("APPDATA") if os.name == "nt" else None)
    try:
        return (Path(home) if home else Path.home() / ".config") / "dibao" / "config.toml"
    except RuntimeError:  # HOME is not set, and the system knows no such user
        return None


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Every setting with its origin. Raises `InputError` with every fault of the user's file."""
    values = dict.fromkeys(VARIABLES, Setting()) | _from_file(settings_file(environment))
    for name, variable in VARIABLES.items():
        text = environment.get(variable, "")
        if text:
            several = name == "standards"
            values[name] = Setting(tuple(filter(None, text.split(os.pathsep))) if several else (text,), variable)
    return values


def is_there(path: Path) -> bool:
    """Whether there is a file. Raises `InputError` where the system does not let one look: it may say something."""
    try:
        return path.is_file()
    except OSError as error:
        raise InputError(Problem("unreadable_file", file=str(path), details={"reason": error.strerror or ""})) from None


def _from_file(path: Path | None) -> Settings:
    if path is None or not is_there(path):
        return {}
    document = parse_toml(read_text(str(path)), str(path))
    problems: list[Problem] = []
    for name in document.data:
        if name not in VARIABLES:
            add_problem(problems, document.problem("unknown_key", (name,), nearest=nearest(name, VARIABLES)))
    values = {name: _values(document, name, problems) for name in VARIABLES if name in document.data}
    if problems:
        raise InputError(problems)
    return {name: Setting(values, str(path)) for name, values in values.items()}


def _values(document: Document, name: str, problems: list[Problem]) -> tuple[str, ...]:
    """A text as it stands; folders (a text or a list of texts) from the folder of the file."""
    value = document.data[name]
    texts = value if name == "standards" and isinstance(value, list) else [value]
    if not all(type(text) is str and text for text in texts):
        problems.append(document.problem("wrong_type", (name,), document.data[name], expected="text"))
        return ()
    if name not in FOLDERS:
        return tuple(texts)
    folders = []
    for text in texts:
        try:
            folders.append(str(Path(document.file).parent / Path(text).expanduser()))
        except RuntimeError:  # `~somebody` whom the system does not know
            problems.append(document.problem("no_such_folder", (name,), text))
    return tuple(folders)

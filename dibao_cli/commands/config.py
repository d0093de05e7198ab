"""`dibao config`: what is taken when a command line says nothing, and where that was set."""

from __future__ import annotations

import os

from ..files.folders import DEFAULT_REGION
from ..files.settings import DEFAULT, Setting, settings, settings_file
from ..show.lists import Listing, Record
from ..words import LOCALE, language
from .exit_codes import ExitCode
from .option_groups import OutputOptions
from .options import LISTING
from .output import format_asked
from .standards.shared import show_listing

EXAMPLES = ("dibao config", "dibao config -f json")
OPTIONS = (LISTING,)

COLUMNS = ("setting", "value", "origin")


def run(output: OutputOptions) -> ExitCode:
    """Show every setting. Raises `InputError` if the user's file cannot be read."""
    rows = [(name, os.pathsep.join(setting.values), setting.origin) for name, setting in in_force(output).items()]
    file = settings_file()
    rows.append(("file", str(file or ""), "" if file and file.is_file() else "absent"))
    records: list[Record] = [{**dict(zip(COLUMNS, row, strict=True)), "set_to": row[1]} for row in rows]
    show_listing(Listing(COLUMNS, records, ("setting", "set_to", "origin")), output)
    return ExitCode.OK


def in_force(output: OutputOptions) -> dict[str, Setting]:
    """The settings with the program's defaults filled in."""
    values = settings()
    if not values["region"].values:
        values["region"] = Setting((DEFAULT_REGION,))
    if output.lang:
        values["language"] = Setting((language(),), "--lang")
    else:
        values["language"] = Setting((language(),), _origin_of_language(values["language"]))
    if not values["format"].values:
        values["format"] = Setting((format_asked(output._replace(format=None)),))
    return values


def _origin_of_language(set_by_user: Setting) -> str:
    if set_by_user.origin != DEFAULT:
        return set_by_user.origin
    return next((name for name in LOCALE if os.environ.get(name)), DEFAULT)

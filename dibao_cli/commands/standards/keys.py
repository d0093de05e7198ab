"""`dibao standards keys`: every key that a notice or `region.toml` may set."""

from __future__ import annotations

from typing import NamedTuple

from ...rules.parameters import PARAMETERS
from ...rules.problems import InputError, Problem, nearest
from ...show.keys import COLUMNS, GROUPS_OF_KEYS, key_records
from ...show.lists import Listing
from ..exit_codes import ExitCode
from ..option_groups import OutputOptions
from ..options import LISTING, Group, Option
from .shared import show_listing

EXAMPLES = (
    "dibao standards keys price_subsidy",
    "dibao standards keys dibao.rounding -f json",
    "dibao standards keys district",
)


class KeyOptions(NamedTuple):
    """Which keys: of a programme or a table of `region.toml`, or one."""

    key: str | None = None


KEY = Group(
    KeyOptions,
    Option(
        "key",
        (
            "a programme such as tekun, a table of region.toml such as district, or one key (default: all)",
            "项目（如 tekun）、region.toml 的表（如 district），或某个键（默认：全部）",
        ),
        "file",
        "[KEY]",
    ),
)
OPTIONS = (KEY, LISTING)

ON_SCREEN = ("key", "meaning", "unit", "needed", "unset", "example")


def run(options: KeyOptions, output: OutputOptions) -> ExitCode:
    """List them. Raises `InputError`."""
    known = (*PARAMETERS, *GROUPS_OF_KEYS)
    if options.key is not None and options.key not in known:
        details = {"nearest": nearest(options.key, known)}
        raise InputError(Problem("unknown_name", "KEY", options.key, details=details), usage=True)
    show_listing(Listing(COLUMNS, list(key_records([options.key] if options.key else [])), ON_SCREEN), output)
    return ExitCode.OK

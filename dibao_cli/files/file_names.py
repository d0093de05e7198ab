"""The format that the name of an output asks for: one table of endings for every command."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..rules.problems import InputError, Problem, nearest
from .output import STANDARD_OUTPUT, is_device

PACKINGS = (".gz", ".zst")
"""How a roster's results may be packed besides; the format's ending stands before."""

ENDINGS: dict[str, tuple[str, ...]] = {
    "csv": ("csv",),
    "tsv": ("tsv",),
    "txt": ("tsv", "csv", "table", "markdown"),
    "json": ("json",),
    "ndjson": ("ndjson",),
    "jsonl": ("ndjson",),
    "md": ("markdown",),
    "markdown": ("markdown",),
    "html": ("html",),
    "htm": ("html",),
    "xlsx": ("xlsx",),
    "parquet": ("parquet",),
}
"""The formats that a name with an ending may hold; the first is the one that the name alone asks for."""


def format_of_output(chosen: str | None, file: str | None, known: Sequence[str], flag: str = "--output") -> str | None:
    """The format as asked, else that of the output's name; None where neither says one. `known` are the command's.

    Raises `InputError` for a format that the command lacks, for a name whose ending contradicts what was asked for, and
    for a name alone whose ending nobody knows: a file that is not what its name says is found out much later.
    """
    if chosen is not None and chosen.lower() not in known:
        raise _unknown("--format", chosen, known)
    wanted = chosen.lower() if chosen is not None else None
    ending = ending_of(file, packed="parquet" in known)
    if not ending:
        return wanted
    possible = ENDINGS.get(ending.lower(), ())
    if wanted is None:
        if possible and possible[0] in known:
            return possible[0]
        code, details = ("ending_not_here" if possible else "unknown_ending"), {"known": _endings(known)}
        near = "" if possible else nearest(ending.lower(), ENDINGS)
        details |= {"nearest": f".{near}"} if near else {}
        raise InputError(Problem(code, flag, f".{ending}", str(file), details=details), usage=True)
    if possible and wanted not in possible:
        details = {"format": wanted, "ending": f".{ending}"}
        raise InputError(Problem("ending_contradicts", flag, file=str(file), details=details), usage=True)
    return wanted


def ending_of(file: str | None, packed: bool = False) -> str:
    """The ending of a file's name, without its point; empty where there is none, or where the name is a device's.

    Letters first: what stands behind the point of `results.2020-07` is no ending.
    """
    if file is None or file == STANDARD_OUTPUT:
        return ""
    name = re.split(r"[/\\]", file)[-1]
    for packing in PACKINGS if packed else ():
        name = name[: -len(packing)] if name.lower().endswith(packing) else name
    stem, _point, ending = name.rpartition(".")
    if not stem or not re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,9}", ending) or is_device(file):
        return ""
    return ending


def _endings(known: Sequence[str]) -> str:
    return ", ".join(f".{ending}" for ending, formats in ENDINGS.items() if formats[0] in known)


def _unknown(flag: str, value: str, known: Sequence[str]) -> InputError:
    details = {"known": ", ".join(known), "nearest": nearest(value.lower(), known)}
    return InputError(Problem("unknown_format", flag, value, details=details), usage=True)

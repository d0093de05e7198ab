"""No command writes over what it reads, or writes two things into one file. Looked at before anything is opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..files.identity import files_in, identity_of, is_regular
from ..files.output import STANDARD_OUTPUT, is_device, write_note
from ..files.placing import settle
from ..rules.problems import InputError, Problem
from ..words import _

STREAM = "<stdout>"


def refuse_overwriting(writes: Sequence[tuple[str, str]], reads: Iterable[str]) -> None:
    """Raises `InputError` where a file to be written, by its flag, is one that is read, or another that is written.

    Whether a name is one of a link does not matter, and files that are not there yet are compared by their place.
    """
    writes = [*writes]
    if not any(flag == "--output" for flag, _file in writes):
        writes.insert(0, (STREAM, STANDARD_OUTPUT))
    read = _read(tuple(reads), any(is_regular(file) for flag, file in writes if flag != STREAM))
    problems = []
    written: dict[object, str] = {}
    for flag, file in writes:
        found = STANDARD_OUTPUT if file == STANDARD_OUTPUT else None
        identity = identity_of(file)
        shown = "" if flag == STREAM else file
        if identity in read and identity is not None:
            problems.append(Problem("same_file", flag, file=shown, details={"other": read[identity]}))
        for key in filter(None, (identity, found)):
            if key in written and written[key] != flag:
                problems.append(Problem("same_output", flag, file=shown, details={"other": written[key]}))
                break
            written[key] = flag
    if problems:
        raise InputError(problems, usage=True)


def tidy_up(files: Iterable[str]) -> None:
    """Complete or remove what killed runs have left where these files are to be put, and say what was completed."""
    for file in files:
        if file == STANDARD_OUTPUT or is_device(file):
            continue
        for completed in settle(file):
            text = _(
                "An earlier run was killed while it put its files in place. That is completed now.",
                "上一次运行在写入文件时被强行终止，现已补写完成。",
            )
            write_note(f"{completed}: {text}")


def _read(names: Sequence[str], notices: bool) -> dict[object, str]:
    """What is read, by identity: the files named, the user's settings and, if `notices`, every file of notices."""
    from ..files.settings import settings_file

    files: list[tuple[str, str]] = []
    for name in names:
        files += [(name, name)] if not Path(name).is_dir() else [(each, each) for each in files_in(name) if notices]
    settings = settings_file()
    files += [(str(settings), str(settings))] if settings else []
    if notices:
        files += [(each, each) for each in _shipped()]
    names_by_file: dict[object, str] = {}
    for name, shown in files:
        identity = identity_of(name, standard=0)
        if identity is not None:
            names_by_file.setdefault(identity, "<stdin>" if shown == STANDARD_OUTPUT else shown)
    return names_by_file


def _shipped() -> list[str]:
    from ..files.folders import shipped_folder

    folder = shipped_folder()
    return list(files_in(str(folder))) if isinstance(folder, Path) else []

"""A review of folders of notices: which folders, over which others, and everything that is found in them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..rules.problems import InputError, Problem
from .checks import Finding, findings
from .checks.subject import Reviewed
from .folders import (
    REGION_FILE,
    Layer,
    assembled,
    read_layer,
    read_layers,
    read_region_file,
    refuse_path,
    shipped_folder,
    subfolders,
)

if TYPE_CHECKING:
    from .folders import Folder


def review(folder: str | None, region: str | None, below: Sequence[str], today: date) -> list[Finding]:
    """All findings in a folder: a region, several of them, or a folder laid on top of a region and those `below`.

    Without a folder the shipped regions and those of `below`. Raises `InputError` if there is no such folder.
    """
    if folder is not None:
        return _review_one(Path(folder), region, below, today)
    found = _review_one(shipped_folder(), None, (), today) if region is None else _review_shipped(region, below, today)
    for number, own in enumerate(below):
        found += _review_one(Path(own), region, below[:number], today)
    return found


def _review_shipped(region: str, below: Sequence[str], today: date) -> list[Finding]:
    """The shipped folder of one region; nothing if only the user's folders have it. Raises `InputError`."""
    refuse_path(region)
    folder = shipped_folder() / region
    if (folder / REGION_FILE).is_file():
        return _review_region(folder, today)
    read_layers(region, below)  # refuses a region that nobody has
    return []


def _review_one(folder: Folder, region: str | None, below: Sequence[str], today: date) -> list[Finding]:
    if not folder.is_dir():
        raise InputError(Problem("no_such_folder", file=str(folder)))
    if (folder / REGION_FILE).is_file():
        return _review_region(folder, today)
    inner = [each for each in subfolders(folder) if (each / REGION_FILE).is_file()]
    if inner:
        return [finding for each in inner for finding in _review_region(each, today)]
    own = Path(str(folder))
    others = [each for each in below if os.path.realpath(each) != os.path.realpath(own)]  # also of links in a loop
    found, layers = read_layers(region, [*others, own])
    return findings(
        Reviewed(layers[-1].files, assembled(found, [file for layer in layers for file in layer.files]), today),
        layers[-1].problems,
    )


def _review_region(folder: Folder, today: date) -> list[Finding]:
    """A region's folder; where its own file is wrong, nothing else in it can be judged."""
    try:
        region = read_region_file(folder)
    except InputError as refused:
        return [Finding(problem, "error") for problem in refused.problems]
    layer: Layer = read_layer(folder, region)
    return findings(Reviewed(layer.files, assembled(region, layer.files), today), layer.problems)

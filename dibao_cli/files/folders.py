"""Folders of notices: the shipped ones, and a caseworker's own laid on top."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..rules.keys import written
from ..rules.month import Month
from ..rules.problems import Problem, Refused, nearest
from ..rules.standards import PriceIndex, Region, Standards
from .notices import NoticeFile, read_notice
from .regions import read_region
from .text import decode

REGION_FILE = "region.toml"
DEFAULT_REGION = "dalian"


def shipped_folder() -> Path:
    """The folder of regions that comes with the program: in the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "standards"
    return inside if inside.is_dir() else package.parent / "standards"


def load_standards(region: str | None = None, folders: Sequence[str | Path] = (), national: bool = False) -> Standards:
    """The standards of a region: the shipped notices, with those of the given folders laid on top.

    A folder holds notices for the region itself, or has a subfolder named as the region, or has its own
    `region.toml` and so is another region (taken if no region is named). `national` also reads the
    national price index. Raises `Refused` with every fault of every file.
    """
    own = [Path(folder) for folder in folders]
    for folder in own:
        if not folder.is_dir():
            raise Refused(Problem("no_such_folder", file=str(folder)))
    if region is None:
        named = [folder for folder in own if (folder / REGION_FILE).is_file()]
        region = read_region_file(named[-1]).id if named else DEFAULT_REGION
    layers = _layers(region, own)
    if not layers:
        raise Refused(Problem("unknown_region", "region", region, details=_nearest_region(region, own)))
    found = read_region_file(next(layer for layer in layers if (layer / REGION_FILE).is_file()))
    files, problems = [], list[Problem]()
    for layer in layers:
        read, wrong = _read_layer(layer, found)
        files += read
        problems += wrong or _set_twice(read)
    if problems:
        raise Refused(problems)
    return _assemble(found, files, _national(found) if national else {})


def read_region_file(folder: Path) -> Region:
    """The region that a folder describes. Raises `Refused`."""
    file = folder / REGION_FILE
    return read_region(decode(file.read_bytes(), str(file)), str(file))


def region_names(folders: Iterable[str | Path] = ()) -> tuple[str, ...]:
    """The regions that have standards: the shipped ones and those of the given folders."""
    places = [
        *_subfolders(shipped_folder()),
        *(Path(f) for f in folders),
        *(s for f in folders for s in _subfolders(Path(f))),
    ]
    found = [read_region_file(place) for place in places if (place / REGION_FILE).is_file()]
    return tuple(dict.fromkeys(region.id for region in found if region.districts))


def _subfolders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir())


def _layers(region: str, own: Sequence[Path]) -> list[Path]:
    """The folders that hold the region's notices, the lowest first; none if nobody knows the region."""
    layers: list[Path] = []
    has_region = False
    for folder in (shipped_folder(), *own):
        shipped = folder == shipped_folder()
        if not shipped and (folder / REGION_FILE).is_file():
            if read_region_file(folder).id == region:
                layers.append(folder)
                has_region = True
        elif (folder / region).is_dir():
            layers.append(folder / region)
            has_region |= (folder / region / REGION_FILE).is_file()
        elif not shipped:
            layers.append(folder)
    return layers if has_region else []


def _nearest_region(region: str, own: Sequence[Path]) -> dict[str, str]:
    known = region_names(own)
    return {"known": ", ".join(known), "nearest": nearest(region, known)}


def _read_layer(folder: Path, region: Region) -> tuple[list[NoticeFile], list[Problem]]:
    """The notices of one folder and the faults of its files, in the order of their names."""
    read: list[NoticeFile] = []
    problems: list[Problem] = []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".toml") or name == REGION_FILE:
            continue
        path = folder / name
        try:
            read.append(read_notice(path.read_bytes(), str(path), region, f"{folder.name}/{name}"))
        except Refused as refused:
            problems += refused.problems
    return read, problems


def _set_twice(files: Sequence[NoticeFile]) -> list[Problem]:
    """Two notices of one folder that set the same key from the same month: nobody can tell which holds."""
    first: dict[tuple[str, Month], str] = {}
    problems = []
    for file in files:
        for value in file.values:
            place = (value.key, file.notice.effective)
            other = first.setdefault(place, file.notice.file)
            if other != file.notice.file:
                problems.append(
                    Problem("set_twice", written(value.key), "", file.notice.file, details={"other": other})
                )
    return problems


def _assemble(region: Region, files: Sequence[NoticeFile], national: dict[Month, PriceIndex]) -> Standards:
    indices: dict[Month, PriceIndex] = {}
    for file in files:
        indices |= file.indices
    return Standards(
        region,
        [file.notice for file in files],
        [value for file in files for value in file.values],
        indices,
        [one for file in files for one in file.one_offs],
        national,
    )


def _national(region: Region) -> dict[Month, PriceIndex]:
    """The national price index, which is used only where the user asks for it."""
    folder = shipped_folder() / region.national
    if not region.national or not folder.is_dir():
        return {}
    files, problems = _read_layer(folder, region)
    if problems:
        raise Refused(problems)
    indices: dict[Month, PriceIndex] = {}
    for file in files:
        indices |= file.indices
    return indices

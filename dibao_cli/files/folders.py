"""Folders of notices: the shipped ones, and a caseworker's own laid on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..rules.month import Month
from ..rules.notice import PriceIndex
from ..rules.problems import InputError, Problem, nearest
from ..rules.region import Region, is_region_name
from ..rules.standards import Standards
from .limits import MOST_FILES, MOST_PROBLEMS
from .text import bounded, decode

if TYPE_CHECKING:
    from zipfile import Path as PathInZip

    from .as_read import AsRead, Stated
    from .notice_file import NoticeFile

    Folder = Path | PathInZip
    """A folder on the disk, or one inside the single-file program `dibao.pyz`."""

REGION_FILE = "region.toml"
DEFAULT_REGION = "dalian"


def shipped_folder() -> Folder:
    """The folder of regions that comes with the program: in the package, or beside it in a checkout."""
    inside = in_package("standards/")
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "standards"


def in_package(name: str) -> Folder:
    """A file or a folder (with a `/` at its end) of the package, which may lie in a zip file."""
    package = Path(__file__).parent.parent
    if package.parent.is_file():
        from zipfile import Path as PathInZip

        return PathInZip(str(package.parent), f"dibao_cli/{name}")
    return package / name


class Layer(NamedTuple):
    """One folder of notices as it was read: what could be read, and what is wrong with the rest."""

    folder: Folder
    files: tuple[NoticeFile, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_standards(region: str | None = None, folders: Sequence[str | Path] = (), national: bool = False) -> Standards:
    """The standards of a region: the shipped notices, with those of the given folders laid on top.

    A folder holds notices for the region itself, or has a subfolder named as the region, or has its own
    `region.toml` and so is another region (taken if no region is named). `national` also reads the
    national price index. Raises `InputError` with every fault of every file.
    """
    places = _places_asked(region, folders)
    kept = as_built(places[0], places[0].name)
    found = kept.region if kept else _region_of(places)
    files: list[Stated | NoticeFile] = list(kept.files) if kept else []
    problems: list[Problem] = []
    for place, label in list(zip(places, _labels(places), strict=True))[1 if kept else 0 :]:
        from .conflicts import contradictions

        layer = read_layer(place, found, label)
        problems += [*layer.problems, *contradictions(layer.files)]
        files += layer.files
    if problems:
        raise InputError(problems)
    laid_over = _without_region(folders, found) if region is None else ()
    others = tuple(name for name in own_regions(folders) if name != found.id) if region is None else ()
    return assembled(found, files, NationalIndices(found) if national else {}, laid_over, others)


def as_built(folder: Folder, region: str) -> AsRead | None:
    """What the program's own folder states for a region, if it was kept and not a byte has changed since."""
    file = in_package(f"as_read/{region}/{folder.name}")
    if not file.is_file() or str(folder) != str(shipped_folder() / folder.name):
        return None
    from .as_read import recalled

    return recalled(file.read_bytes(), str(folder), folder.name)


def _without_region(folders: Sequence[str | Path], region: Region) -> tuple[str, ...]:
    """The folders that name no region, where nobody else did: their notices may be meant for another one."""
    named = (Path(folder) for folder in folders if not (Path(folder) / region.id).is_dir())
    return tuple(folder.resolve().name for folder in named if not own_regions([folder]))


def read_layers(region: str | None = None, folders: Sequence[str | Path] = ()) -> tuple[Region, tuple[Layer, ...]]:
    """A region and the folders of its notices, the lowest first, with the faults of their files collected.

    Raises `InputError` if there is no such folder or region, or if the region's own file is wrong.
    """
    places = _places_asked(region, folders)
    found = _region_of(places)
    return found, tuple(read_layer(place, found, label) for place, label in zip(places, _labels(places), strict=True))


def _places_asked(region: str | None, folders: Sequence[str | Path]) -> list[Folder]:
    """The folders of a region's notices, the lowest first. Raises `InputError` if there is no such folder or region."""
    own = [Path(folder) for folder in folders]
    for folder in own:
        if not folder.is_dir():
            raise InputError(Problem("no_such_folder", file=str(folder)))
    if region is not None:
        refuse_path(region)
    else:
        region = next(iter(own_regions(own)), DEFAULT_REGION)
    places = _places(region, own)
    if not places:
        known = region_names(own)
        details = {"known": ", ".join(known), "nearest": nearest(region, known)}
        raise InputError(Problem("unknown_region", "region", region, details=details))
    return places


def _region_of(places: Iterable[Folder]) -> Region:
    """The region that the lowest of these folders describes which describes one. Raises `InputError`."""
    return read_region_file(next(place for place in places if (place / REGION_FILE).is_file()))


def own_regions(folders: Iterable[str | Path]) -> tuple[str, ...]:
    """The regions that a user's folders describe, themselves or in folders inside them; the first is the default.

    The default is that of the last folder. Raises `InputError` if a region's file is wrong.
    """
    regions: list[str] = []
    for folder in reversed([Path(each) for each in folders]):
        inside = [folder] if (folder / REGION_FILE).is_file() else subfolders(folder)
        regions += [read_region_file(each).id for each in inside if (each / REGION_FILE).is_file()]
    return tuple(dict.fromkeys(regions))


def refuse_path(region: str) -> None:
    """Raises `InputError` for a region that is no name: it becomes part of a path, and must not lead elsewhere."""
    if not is_region_name(region):
        raise InputError(Problem("not_a_region_name", "region", region))


def _labels(places: Sequence[Folder]) -> list[str]:
    """A name for each folder, as notices are named after it; a folder of the same name as one below is numbered."""
    names = [place.resolve().name if isinstance(place, Path) else place.name for place in places]
    return [name if name not in names[:n] else f"{name}-{names[:n].count(name) + 1}" for n, name in enumerate(names)]


def read_region_file(folder: Folder) -> Region:
    """The region that a folder describes. Raises `InputError`."""
    from .regions import read_region

    file = folder / REGION_FILE
    return read_region(decode(_content(file), str(file)), str(file))


def _content(file: Folder) -> bytes:
    """The bytes of a file, on the disk or in the single-file program. Raises `InputError`."""
    if not file.is_file():  # a pipe or a device would be waited for, perhaps for ever
        raise InputError(Problem("not_a_plain_file", file=str(file)))
    try:
        with file.open("rb") as opened:
            return bounded(opened, str(file))
    except OSError as error:
        raise InputError(Problem("unreadable_file", file=str(file), details={"reason": error.strerror or ""})) from None


def region_names(folders: Iterable[str | Path] = ()) -> tuple[str, ...]:
    """The regions that have standards: the shipped ones and those of the given folders."""
    places: list[Folder] = [
        *subfolders(shipped_folder()),
        *(Path(f) for f in folders),
        *(s for f in folders for s in subfolders(Path(f))),
    ]
    regions = [read_region_file(place) for place in places if (place / REGION_FILE).is_file()]
    return tuple(dict.fromkeys(region.id for region in regions if region.districts))


def subfolders(folder: Folder) -> list[Folder]:
    """The folders in a folder, by name."""
    return [path for path in _sorted(folder) if path.is_dir()]


def _sorted(folder: Folder) -> list[Folder]:
    return sorted(folder.iterdir(), key=lambda path: path.name)


def _places(region: str, own: Sequence[Path]) -> list[Folder]:
    """The folders that hold the region's notices, the lowest first; none if the region is not known."""
    layers: list[Folder] = []
    has_region = False
    program = shipped_folder()
    for folder in (program, *own):
        shipped = folder is program
        if not shipped and (folder / REGION_FILE).is_file():
            if read_region_file(folder).id == region:
                layers.append(folder)
                has_region = True
        elif (folder / region).is_dir():
            layers.append(folder / region)
            has_region |= (folder / region / REGION_FILE).is_file()
        elif inner := [each for each in subfolders(folder) if not shipped and _describes(each, region)]:
            layers += inner
            has_region = True
        elif not shipped:
            layers.append(folder)
    return layers if has_region else []


def _describes(folder: Folder, region: str) -> bool:
    """Whether a folder describes a region, whatever the folder is called."""
    return (folder / REGION_FILE).is_file() and read_region_file(folder).id == region


def read_layer(folder: Folder, region: Region, label: str = "") -> Layer:
    """The notices of one folder and the faults of its files, in the order of their names."""
    from .notices import read_notice

    read: list[NoticeFile] = []
    problems: list[Problem] = []
    files = [path for path in _sorted(folder) if path.name.endswith(".toml") and path.name != REGION_FILE]
    if len(files) > MOST_FILES:
        details = {"number": str(len(files)), "highest": str(MOST_FILES)}
        return Layer(folder, (), (Problem("too_many_files", file=str(folder), details=details),))
    for path in files:
        if len(problems) > MOST_PROBLEMS:  # whoever corrects these sees those of the other files
            break
        try:
            name = f"{label or folder.name}/{path.name}"
            read.append(read_notice(_content(path), str(path), region, name))
        except InputError as refused:
            problems += refused.problems
    return Layer(folder, tuple(read), tuple(problems))


def assembled(
    region: Region,
    files: Sequence[Stated | NoticeFile],
    national: Mapping[Month, PriceIndex] | None = None,
    laid_over: Iterable[str] = (),
    others: Iterable[str] = (),
) -> Standards:
    """The standards that the files state together, those of a later layer over those of an earlier one."""
    return Standards(
        region,
        [file.notice for file in files],
        [value for file in files for value in file.values],
        _indices(files),
        [one for file in files for one in file.one_offs],
        national,
        laid_over,
        others,
    )


def _indices(files: Iterable[Stated | NoticeFile]) -> dict[Month, PriceIndex]:
    return {month: index for file in files for month, index in file.indices.items()}


class NationalIndices(Mapping[Month, PriceIndex]):
    """The national price index, read when somebody asks for it: only an estimate uses it.

    Its files are the program's own. Should one of them be wrong, the first look raises `InputError`.
    """

    def __init__(self, region: Region) -> None:
        self._region = region

    @cached_property
    def _indices(self) -> dict[Month, PriceIndex]:
        folder = shipped_folder() / self._region.national
        if not self._region.national or not folder.is_dir():
            return {}
        kept = as_built(folder, self._region.id)
        if kept and kept.region == self._region:
            return _indices(kept.files)
        layer = read_layer(folder, self._region)
        if layer.problems:
            raise InputError(layer.problems)
        return _indices(layer.files)

    def __getitem__(self, month: Month) -> PriceIndex:
        return self._indices[month]

    def __iter__(self) -> Iterator[Month]:
        return iter(self._indices)

    def __len__(self) -> int:
        return len(self._indices)

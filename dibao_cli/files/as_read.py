"""The program's own notices as they were read when it was built, beside the very bytes that were read.

Reading the tables of a region takes a fifth of a calculation, and the same tables give the same records each time. So
whoever builds the program reads them once and keeps what came of it (`scripts/keep_as_read.py`): a wheel has it, a
checkout has not. It is used only where every file of the folder is, byte for byte, the one that was read; where one
was edited, added or taken away, all of them are read from their TOML. A user's own folders are always read so.

A record here can be made of nothing but the classes that `CLASSES` lists, whatever the file holds.
"""

from __future__ import annotations

import io
import os
from _pickle import Unpickler, UnpicklingError  # `pickle` imports as much again to write its texts
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..rules.amounts import Amount, PaymentRule
from ..rules.money import Rounding
from ..rules.month import Month
from ..rules.notice import Caution, Grade, Notice, OfClass, OneOff, PriceIndex, Value
from ..rules.ratios import Ratio
from ..rules.region import District, Region, Zone


class Stated(NamedTuple):
    """What one notice states: a `NoticeFile` without what tells on which line it stands."""

    notice: Notice
    values: tuple[Value, ...]
    indices: Mapping[Month, PriceIndex]
    one_offs: tuple[OneOff, ...]


class AsRead(NamedTuple):
    """A region, and what the notices of one folder state, read with its names of places."""

    region: Region
    files: tuple[Stated, ...]


def read_only(content: dict[str, Any]) -> Mapping[str, Any]:
    """A mapping that cannot be changed, which cannot be kept as such."""
    return MappingProxyType(content)


CLASSES = {
    each.__name__: each
    for each in (
        *(Amount, AsRead, Caution, District, Grade, Month, OfClass, OneOff, PaymentRule, PriceIndex, Ratio, Region),
        *(Rounding, Stated, Value, Zone, read_only),
    )
}


class _Reader(Unpickler):
    """Makes records of these classes; a notice is referred to by its place, for it is made where it lies now."""

    notices: tuple[Notice, ...] = ()

    def find_class(self, module: str, name: str, /) -> Any:
        """The class of that name. Raises `UnpicklingError` for any but these."""
        if name not in CLASSES:
            raise UnpicklingError(f"{module}.{name}")
        return CLASSES[name]

    def persistent_load(self, place: int, /) -> Notice:
        """The notice at that place."""
        return self.notices[place]


def contents_of(folder: str) -> dict[str, bytes]:
    """What the tables of a folder on the disk hold, its region's own file too, by name."""
    with os.scandir(folder) as entries:  # `pathlib` takes twice as long
        files = [(entry.name, entry.path) for entry in entries if entry.name.endswith(".toml") and entry.is_file()]
    found = {}
    for name, path in files:
        with io.FileIO(path) as file:
            found[name] = file.readall()
    return found


def recalled(kept: bytes, folder: str, label: str) -> AsRead | None:
    """What was read from a folder, if it holds byte for byte what it held then; else None.

    `label` is what its notices are called after.
    """
    reader = _Reader(io.BytesIO(kept))
    (known, heads), contents = reader.load(), contents_of(folder)
    if known != contents:
        return None
    reader.notices = tuple(
        Notice._make((f"{label}/{name}", *head, contents[name], f"{folder}{os.sep}{name}")) for name, head in heads
    )
    found = reader.load()
    return found if isinstance(found, AsRead) else None


def head_of(notice: Notice) -> Iterable[object]:
    """A notice without what its place tells: its name, its content and its file."""
    return notice[1:-2]

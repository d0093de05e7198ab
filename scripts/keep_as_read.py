"""What a wheel holds besides: the notices as they were read (`dibao_cli/files/as_read.py` says why)."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dibao_cli.files.as_read import AsRead, Stated, contents_of, head_of, read_only, recalled
from dibao_cli.files.conflicts import contradictions
from dibao_cli.files.folders import read_layer, read_region_file, shipped_folder, subfolders
from dibao_cli.rules.notice import Notice
from dibao_cli.rules.problems import InputError

if TYPE_CHECKING:
    from dibao_cli.files.folders import Folder


def kept_as_read() -> Iterator[tuple[str, bytes]]:
    """Each file by its name in the package: `as_read/REGION/FOLDER`, of its own folder and that of the national index.

    Raises `InputError` where a shipped notice has a fault.
    """
    for folder in subfolders(shipped_folder()):
        region = read_region_file(folder)
        for name in filter(None, (folder.name, region.national)):
            yield f"as_read/{folder.name}/{name}", kept(shipped_folder() / name, folder)


def kept(folder: Folder, of_region: Folder) -> bytes:
    """What reading the notices of a folder gives, for a region, beside what they hold. Raises `InputError`."""
    region = read_region_file(of_region)
    layer = read_layer(folder, region)
    problems = [*layer.problems, *contradictions(layer.files)]
    if problems:
        raise InputError(problems)
    contents = contents_of(str(folder))
    heads = [(file.notice.id.partition("/")[2], tuple(head_of(file.notice))) for file in layer.files]
    stated = tuple(Stated(file.notice, file.values, file.indices, file.one_offs) for file in layer.files)
    into = io.BytesIO()
    writer = _Writer(into, protocol=4)
    writer.places = {id(file.notice): n for n, file in enumerate(layer.files)}
    writer.dump((contents, heads))
    writer.dump(AsRead(region, stated))
    found = recalled(into.getvalue(), str(folder), folder.name)
    assert found == AsRead(region, stated), folder
    return into.getvalue()


class _Writer(pickle.Pickler):
    """Writes a notice as its place in the list of them, and what cannot be changed as what makes it."""

    places: dict[int, int]

    def persistent_id(self, one: Any) -> int | None:
        """The place of a notice; None for everything else, which is written as it is."""
        return self.places[id(one)] if isinstance(one, Notice) else None

    def reducer_override(self, one: Any) -> Any:
        """How a mapping that is only to be read is made again."""
        return (read_only, (dict(one),)) if isinstance(one, MappingProxyType) else NotImplemented

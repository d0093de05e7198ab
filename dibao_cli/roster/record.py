"""The record of a run, `results.run.json`: its counts, and what results and rejects of that run must hold.

Results and rejects are two files, and a CSV has no place for counts. By the record anybody can tell whether two files
that lie side by side are of one run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from ..files.output import refusing, staged_at
from ..files.placing import Staged
from .output_file import Target


def record_of(file: str, counts: Mapping[str, int], files: Mapping[str, Target]) -> Staged:
    """The record of files that are complete, ready to be put in place with them. Raises `InputError`."""
    content = {
        name: {"file": Path(target.file or "").name, "rows": target.rows, "bytes": target.size}
        for name, target in files.items()
    }
    text = json.dumps({**counts, **content}, ensure_ascii=False, indent=2) + "\n"
    with refusing(file):
        record = staged_at(file)
        record.stream.write(text.encode(errors="backslashreplace"))
        record.complete()
    return record


def not_of_the_run(record: str) -> list[str]:
    """The files beside a record that are not as the run left them; none where there is no record."""
    place = Path(record)
    try:
        content = json.loads(place.read_bytes())
        files = [(place.with_name(content[name]["file"]), content[name]["bytes"]) for name in ("results", "rejects")]
        return [str(file) for file, size in files if file.parent == place.parent and _size(file) != size]
    except (OSError, ValueError, TypeError, LookupError):  # no record of ours
        return []


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1

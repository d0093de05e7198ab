"""File names as DuckDB reads them: of the file that is named, and of no other."""

from __future__ import annotations

import re
from pathlib import Path

AS_IT_STANDS = "hive_partitioning = false"
"""For DuckDB's readers: a folder named `income=0` is a folder, not a column."""


def quoted_pattern(path: Path | str) -> str:
    """A path as an SQL text, for a file that is read: DuckDB takes such a name for a pattern."""
    return "'" + re.sub(r"[*?\[]", lambda sign: f"[{sign[0]}]", str(path)).replace("'", "''") + "'"

"""DuckDB, as every roster uses it: it touches the files that it is given, and nothing else.

No extension is installed or loaded, no secret is read, no file outside the working folder is opened, and no query can
change that.
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from ..rules.problems import InputError, Problem
from .duckdb_sql import quoted

LOCKED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_unsigned_extensions": "false",
    "allow_persistent_secrets": "false",
    "python_enable_replacements": "false",
}
"""Settings of every connection; `python_enable_replacements` would take names of Python's variables for tables."""

LAST = ("enable_external_access = false", "lock_configuration = true")


def connected(
    folder: Path | None = None, reads: Path | None = None, memory: str | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection that may use a folder (with one thread) and read a file. Its settings are final."""
    config: dict[str, str | bool | int | float | list[str]] = {"threads": 1} if folder else {}
    connection = duckdb.connect(config={**config, "memory_limit": memory} if memory else config)
    if folder:
        spill, inside = quoted(folder / "spill"), quoted(f"{folder}/")
        connection.execute(f"SET temp_directory = {spill}; SET allowed_directories = [{inside}]")
    else:
        connection.execute("SET temp_directory = ''")
    if reads:
        connection.execute(f"SET allowed_paths = [{quoted(reads)}]")
    for name, value in LOCKED.items():
        connection.execute(f"SET {name} = {value}")
    for setting in LAST:
        connection.execute(f"SET {setting}")
    return connection


UNITS = {"K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
LEAST, MOST = ("16MB", 16 * 10**6), ("1000TB", 10**15)


def memory_asked(text: str) -> str:
    """A size such as 1GB as DuckDB takes it. Raises `InputError`."""
    match = re.fullmatch(r"([0-9]+)(?:\.([0-9]+))?\s*([KMGT])i?B", text.strip(), re.IGNORECASE)
    if not match or not text.isascii():
        raise InputError(Problem("not_a_size", "--memory", text), usage=True)
    size = int(match[1][:20] + (match[2] or "")[:3].ljust(3, "0")) * UNITS[match[3].upper()] // 1000
    if not LEAST[1] <= size <= MOST[1]:
        details = {"lowest": LEAST[0], "highest": MOST[0]}
        raise InputError(Problem("out_of_range", "--memory", text.strip()[:40], details=details), usage=True)
    return text.strip()

"""What people and programs are shown. Each format has one writer; Rich measures characters, in `width`."""

from __future__ import annotations

TEXT_FORMATS = ("table", "json", "ndjson", "csv", "tsv", "markdown", "html")
"""What every command can show what it found in, also on standard output."""

FORMATS = (*TEXT_FORMATS, "xlsx")
"""The same, and a workbook, which only a file can be."""

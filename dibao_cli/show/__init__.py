"""What people and programs are shown. Each format has one writer; Rich measures characters, in `width`."""

from __future__ import annotations

FORMATS = ("table", "json", "ndjson", "csv", "tsv", "markdown", "html", "xlsx")
"""What every command can show what it found in."""

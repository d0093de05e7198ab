"""Drawing answers. Each format has its file; only `width` imports of Rich, to measure characters. Nothing is decided here."""

from __future__ import annotations

FORMATS = ("table", "json", "ndjson", "csv", "tsv", "markdown", "html")

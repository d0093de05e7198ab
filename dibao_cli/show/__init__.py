"""Drawing answers. Each format has its file; only `card` imports Rich. Nothing is decided here."""

from __future__ import annotations

FORMATS = ("table", "json", "ndjson", "csv", "tsv", "markdown")

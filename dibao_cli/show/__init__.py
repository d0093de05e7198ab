"""Drawing answers. Each format has its file; Rich measures characters, in `width`. Nothing is decided here."""

from __future__ import annotations

FORMATS = ("table", "json", "ndjson", "csv", "tsv", "markdown", "html")

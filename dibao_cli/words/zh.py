"""Chinese texts."""

TEXTS: dict[str, str] = {}

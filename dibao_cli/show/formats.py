"""One answer in each format."""

from __future__ import annotations

from typing import NamedTuple

from .answer import Record
from .rows import markdown_table, rows_of, separated


class Look(NamedTuple):
    """How to draw: the format, the width and colours of the terminal, and whether to show every step."""

    format: str
    width: int = 80
    colour: bool = False
    explain: bool = False
    ascii_only: bool = False


def draw(record: Record, region_name: str, look: Look) -> str:
    """The answer in the asked format."""
    if look.format in ("json", "ndjson"):
        import json

        return json.dumps(record, ensure_ascii=False, indent=2 if look.format == "json" else None) + "\n"
    if look.format == "table":
        from .card import card

        return card(record, region_name, look.width, look.colour, look.explain, look.ascii_only)
    if look.format == "html":
        from .page import page

        return page(record, region_name)
    if look.format == "markdown":
        return markdown(record, region_name, look.explain)
    columns, rows = rows_of(record, look.explain)
    return separated(columns, rows, comma=look.format == "csv")


def markdown(record: Record, region_name: str, explain: bool) -> str:
    """The answer as a Markdown section."""
    from .text import (
        amount_text,
        basis_text,
        distance_text,
        fingerprint_text,
        heading,
        law_text,
        notice_text,
        programme_text,
        remarks,
        step_text,
        timing_texts,
        title,
        total_heading,
    )

    rows = [[programme_text(line), amount_text(line), basis_text(line)] for line in record["lines"]]
    rows.append([f"**{total_heading(record)}**", f"**{record['total']}**", ""])
    parts = [
        f"## {title(record, region_name)}\n",
        markdown_table([heading(h) for h in ("programme", "amount", "basis")], rows),
    ]
    steps = [
        f"- {programme_text(line)}: {text}"
        for line in record["lines"]
        for text in (*map(step_text, line["steps"]), law_text(line, full=True))
        if text
    ]
    lists = {
        "steps": steps if explain else [],
        "remarks": [f"- {text}" for text in (*remarks(record), *(timing_texts(record) if explain else ()))],
        "sources": [f"- {notice_text(notice)}" for notice in record["notices"]],
    }
    parts += [f"{distance_text(record)}\n"] if record["distance"] else []
    parts += [f"### {heading(name)}\n\n" + "\n".join(lines) + "\n" for name, lines in lists.items() if lines]
    return "\n".join([*parts, f"`{fingerprint_text(record)}`\n"])

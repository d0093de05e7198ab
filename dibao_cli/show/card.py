"""An answer as a card on a terminal. The only file that draws with Rich."""

from __future__ import annotations

import io

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .answer import Record
from .text import (
    amount_text,
    basis_text,
    distance_text,
    fingerprint_text,
    heading,
    notice_text,
    programme_text,
    remarks,
    step_text,
    title,
    total_heading,
)


def card(
    record: Record, region_name: str, width: int, colour: bool, explain: bool = False, ascii_only: bool = False
) -> str:
    """The card as text of at most `width` columns, with colours only if asked for."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
    )
    table = Table(box=box.ASCII if ascii_only else box.SIMPLE_HEAD, show_footer=True, pad_edge=False, padding=(0, 1))
    table.add_column(heading("programme"), total_heading(record), overflow="fold")
    table.add_column(heading("amount"), Text(record["total"], style="bold"), justify="right", overflow="fold")
    table.add_column(heading("basis"), overflow="fold")
    for line in record["lines"]:
        table.add_row(programme_text(line), amount_text(line), basis_text(line))
        for step in line["steps"] if explain else line["steps"][-1:]:
            table.add_row(Text("  " + step_text(step), style="dim"), "", "")
    console.print(Text(title(record, region_name), style="bold"))
    console.print(table)
    _paragraphs(console, record, explain)
    written: io.StringIO = console.file  # type: ignore[assignment]  # the buffer given above
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"


def _paragraphs(console: Console, record: Record, explain: bool) -> None:
    distance = distance_text(record)
    if distance:
        console.print(Text(distance), overflow="fold")
    noted = remarks(record)
    if noted:
        console.print(Text(heading("remarks"), style="bold yellow"))
        for text in noted:
            console.print(Text(f"- {text}"), overflow="fold")
    console.print(Text(heading("sources"), style="bold"))
    for notice in record["notices"]:
        console.print(
            Text(f"- {notice_text(notice) if explain else notice['title'] + ' (' + notice['effective'] + ')'}"),
            overflow="fold",
        )
    console.print(Text(fingerprint_text(record), style="dim"))

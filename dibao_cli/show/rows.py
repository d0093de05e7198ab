"""An answer as rows: CSV, TSV and Markdown. Column names never change with language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .answer import Record, noted_of

COLUMNS = ("month", "region", "programme", "person", "amount", "basis", "notices", "notes")


def rows_of(record: Record, explain: bool = False) -> tuple[tuple[str, ...], list[list[str]]]:
    """The columns and a row a line, with the total last; `explain` adds the formulas."""
    columns = (*COLUMNS, "formula") if explain else COLUMNS
    rows = [_row(record, line, explain) for line in record["lines"]]
    notes = ["incomplete"] if not record["complete"] else []
    notes += noted_of(record)
    notes += [f"override:{key}={text}" for key, text in record["overrides"].items()]
    notes += [f"excluded:{x['programme']}:{x['person'] or ''}:{x['because']}" for x in record["exclusions"]]
    total = [
        record["month"],
        record["region"],
        "total",
        "",
        record["total"],
        record["basis"] or "",
        "",
        " ".join(notes),
    ]
    rows.append([*total, ""] if explain else total)
    return columns, rows


def _row(record: Record, line: Record, explain: bool) -> list[str]:
    notes = [f"missing:{gap['key']}" for gap in line["missing"]]
    notes += [f"condition:{condition['code']}" for condition in line["conditions"]]
    notes += [f"assumption:{code}" for code in line["assumptions"]]
    notes += [f"inferred:{figure['key']}" for figure in line["figures"] if figure["basis"] == "inferred"]
    notes += noted_of(record, line)
    cells = [
        record["month"],
        record["region"],
        line["programme"],
        line["person"] or "",
        line["amount"] or "",
        line["basis"] or "",
        " ".join(line["notices"]),
        " ".join(notes),
    ]
    return [*cells, "; ".join(step["formula"] for step in line["steps"])] if explain else cells


def separated(columns: Sequence[str], rows: Iterable[Sequence[str]], comma: bool) -> str:
    """CSV (quoted where needed) or TSV (tabs and line ends inside a cell become blanks)."""
    if comma:
        return "".join(",".join(map(_quoted, row)) + "\r\n" for row in (columns, *rows))
    return "".join("\t".join(cell.translate(_BLANKS) for cell in row) + "\n" for row in (columns, *rows))


_BLANKS = str.maketrans("\t\r\n", "   ")


def _quoted(cell: str) -> str:
    """One CSV cell; text that a spreadsheet would run as a formula is kept text by an apostrophe."""
    if cell[:1] in "=+-@" and cell and not cell[1:].replace(".", "").isdigit():
        cell = "'" + cell
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"\r\n') else cell


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars inside a cell are escaped."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"

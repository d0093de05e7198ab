"""Amounts of rows, from texts to fen; kinds of income apart from the others where a roster has many.

An amount is NULL where none is stated, and where its text, which then stands beside it, is no plain number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from . import duckdb_sql as db
from . import income_steps
from .columns import Columns
from .steps import Shown, listed
from .text_lines import CELL_END


def odd(name: str) -> str:
    """What a block shows that holds an amount of this field which is no plain number."""
    return f"odd_{name}"


def in_fen(names: Iterable[str], texts: str) -> str:
    """Rows of texts with those amounts that are plain numbers."""
    amounts = "".join(f", {db.fen(f'{name}_text')} AS {name}" for name in names)
    return f"SELECT *{amounts} FROM {texts}"


def amounts_or_texts(names: Iterable[str]) -> Iterator[str]:
    """What of them is kept."""
    for name in names:
        yield f"{name}, CASE WHEN {name} IS NULL THEN nullif({name}_text, '') END AS {name}_text"


def read(name: str, rows: str) -> tuple[str, str, str]:
    """An amount of such rows with what Python read put in, the number of its fault, and the look-up to join."""
    amounts = odd(name)
    join = f"LEFT JOIN amounts_read AS {amounts} ON {amounts}.field = '{name}' AND {amounts}.text = {rows}.{name}_text"
    return f"coalesce({rows}.{name}, {amounts}.fen)", f"{amounts}.fault", join


def joined(cells: Iterable[str]) -> str:
    """Cells as one text."""
    several = list(cells)
    if len(several) > 1:
        return f"concat_ws({db.characters(CELL_END)}, {', '.join(several)})"
    return f"coalesce({several[0]}, '')" if several else "''"


def items_text(columns: Columns, cells: Sequence[str], delimiter: str) -> str:
    """The cells of the kinds of income as one text; NULL where all are blank, which mostly the line's end tells."""
    text = f"nullif({joined(cells)}, {db.repeated(CELL_END, len(cells) - 1)})"
    if not delimiter:
        return text
    to_the_end = len(columns.headings) - min(columns.places[name] for name in columns.apart)
    return f"CASE WHEN NOT {db.ends_with('line', delimiter, to_the_end)} THEN {text} END"


def item_rows(columns: Columns) -> str:
    """The kinds of income of those rows that state any, as `parsed_rows` has the other amounts.

    Few rows do, and there are many kinds: so most rows have one blank in the place of all of them.
    """
    cells = (f"{db.part_of('cell', n)} AS {name}_text" for n, name in enumerate(columns.apart))
    return f"""
WITH cells AS (
    SELECT row, line_fault, {db.split("items_text", CELL_END)} AS cell FROM parsed_rows WHERE items_text IS NOT NULL
), texts AS (SELECT row, line_fault, {", ".join(cells)} FROM cells),
in_fen AS ({in_fen(columns.apart, "texts")})
SELECT {listed(["row", "line_fault", *amounts_or_texts(columns.apart)])}
FROM in_fen"""


def stated_items(columns: Columns, shown: Shown) -> str:
    """The same with the amounts that Python read put in, and what they come to."""
    fen, faults, joins = {}, [], []
    for name in columns.apart:
        fen[name] = f"item_rows.{name}"
        if odd(name) in shown:
            fen[name], fault, join = read(name, "item_rows")
            faults.append(f"{fault} AS {name}_fault")
            joins.append(join)
    found = income_steps.of_a_row({name: name for name in fen})
    return f"""
WITH items AS (
    SELECT {listed(["item_rows.row AS of_row", *(f"{each} AS {name}" for name, each in fen.items()), *faults])}
    FROM item_rows {" ".join(joins)}
)
SELECT {listed(["*", *(f"{part} AS {name}" for name, part in found.items())])}
FROM items"""

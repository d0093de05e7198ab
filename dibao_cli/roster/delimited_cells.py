"""A cell of separated values as SQL: what `files.delimited` does to a text, done by the engine."""

from __future__ import annotations

from collections.abc import Sequence

from ..files.delimited import FORMULA_STARTS, PLAIN_NUMBER, SEPARATORS, TSV_BLANKS
from . import duckdb_sql as db


def no_formula(text: str) -> str:
    """A text that a spreadsheet would run, with an apostrophe in front; see `escape_formula`.

    No beginning of a formula is a letter or a character of Chinese, which two comparisons tell of most texts.
    """
    first = f"({text} < 'A' OR {text} >= '＋') AND {db.begins_with_any(text, FORMULA_STARTS)}"
    formula = f"{first} AND NOT {db.matches(text, PLAIN_NUMBER)}"
    return f"CASE WHEN {formula} THEN chr(39) || {text} ELSE {text} END"


def in_quotes(text: str, separator: str) -> str:
    """A cell that holds a quotation mark, a separator or a line end stands in quotation marks; see `delimited`."""
    special = [f"chr({ord(character)})" for character in f"{separator}\r\n"]
    if separator == SEPARATORS["tsv"]:
        blanked = f"translate({text}, {db.characters(TSV_BLANKS)}, '{' ' * len(TSV_BLANKS)}')"
        text = f"CASE WHEN {_holds(text, special)} THEN {blanked} ELSE {text} END"
        special = []
    odd = _holds(text, [*special, "chr(34)"])
    return f"CASE WHEN {odd} THEN '\"' || replace({text}, '\"', '\"\"') || '\"' ELSE {text} END"


def in_yuan(fen: str) -> str:
    """An amount as text."""
    return f"CAST({db.yuan(fen)} AS VARCHAR)"


def _holds(text: str, characters_of: Sequence[str]) -> str:
    return " OR ".join(db.contains(text, character) for character in characters_of)

"""What every command builds for people to read, and what each writer draws: a document of plain texts.

A document knows no format. `text_table` draws it on a terminal, `markdown` and `html` as their names say. All of it is
tuples of texts, so that one pass (`mapped`) can change every text in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

if TYPE_CHECKING:
    from .plot import Bars, Curve
    from .sheet import Sheet


class Column(NamedTuple):
    """A column's heading; numbers stand right, and prose may leave the line where a table is too wide."""

    heading: str
    right: bool = False
    prose: bool = False


class Step(NamedTuple):
    """A step of a calculation: its name with a colon, its formula, and both as one text.

    Those that are `brief` are shown also where not every step is.
    """

    name: str
    formula: str
    whole: str
    brief: bool = False


class Row(NamedTuple):
    """The cells of a row. A `detail` belongs to the row above it, a `total` sums up.

    `marks` say of each cell whether it is `unknown`, or by which basis it is known; `steps` are how it was computed,
    and `law` is the text that it rests on. `known` is what is known of an amount that is not.
    """

    cells: tuple[str, ...]
    kind: Literal["", "detail", "total"] = ""
    marks: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    law: str = ""
    known: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows under their columns; `below` is a sentence about them.

    `explained` tables show every step, others the brief ones. The first column of a table with `keys` is never broken.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    below: str = ""
    explained: bool = False
    keys: bool = False


class Notes(NamedTuple):
    """Points under a heading, or plain sentences without one. `proof` is the fingerprint at the end of an answer.

    Plain sentences may stand on the right, as in a letter.
    """

    title: str
    texts: tuple[str, ...]
    kind: Literal["points", "remarks", "sources", "proof", "right"] = "points"


if TYPE_CHECKING:
    Block = Table | Notes | Bars | Curve


class Document(NamedTuple):
    """A title and what stands below it, in order; a `letter` is set as one."""

    title: str
    blocks: tuple[Block, ...]
    sheet: Sheet | None = None
    letter: bool = False


Texts = TypeVar("Texts")


def mapped(content: Texts, change: Callable[[str], str]) -> Texts:
    """The same with every text in it changed."""
    if isinstance(content, str):
        return change(content)  # type: ignore[return-value]  # a text for a text
    if isinstance(content, tuple):
        parts = [mapped(part, change) for part in content]
        return type(content)(*parts) if hasattr(content, "_fields") else tuple(parts)  # type: ignore[return-value]
    return content


def sections(*notes: Notes) -> tuple[Notes, ...]:
    """Those notes that say something."""
    return tuple(each for each in notes if each.texts)

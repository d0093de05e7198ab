"""The kinds of content that fields and parameters have: how each is read, written, described and believed.

One record a kind. `Reader` says what a household may look like and what a notice; a kind says which of the reader's
ways it takes. What a kind is called in an error stands in `words/problems.py` (`EXPECTED`), by the same name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from ..rules.money import WHOLE, factor, parse_factor, parse_share, parse_yuan, percent, yuan
from ..rules.month import Month
from ..rules.parameters import PARAMETERS, Choices, key_parts
from ..rules.standards import Value
from . import kind_schemas as schemas
from .disabilities import read_disability
from .document import Exact, Path
from .fields import Field
from .reader import Reader
from .structured import (
    bands_text,
    bands_toml,
    raw_bands,
    raw_rounding,
    read_bands,
    read_rounding,
    rounding_text,
    rounding_toml,
)
from .toml_text import quoted


class Described(Protocol):
    """What a kind looks at: a field of a household or a parameter of a notice."""

    @property
    def kind(self) -> str: ...
    @property
    def choices(self) -> Choices: ...
    @property
    def lowest(self) -> int: ...
    @property
    def highest(self) -> int: ...


Read = Callable[[Reader, Described, Path, Any], Any]


class Kind(NamedTuple):
    """One kind. `write` gives the text that `--set` and a household file read back, `toml` what stands in a notice.

    `raw` is the content of a notice that a text after `--set` stands for; `plausible` the lowest and the highest number
    that is believed, in the program's own unit; `example` is TOML.
    """

    read: Read
    schema: schemas.Describe
    write: Callable[[Any], str] = str
    toml: Callable[[Any], str] = str
    raw: Callable[[str], object] = Exact
    plausible: tuple[int, int] | None = None
    example: str = ""


def content_text(value: Value) -> str:
    """The content of a value as text: yuan with two decimals, a percentage, a choice."""
    return KINDS[PARAMETERS[key_parts(value.key)[0]].kind].write(value.content)


def as_toml(value: Value) -> str:
    """A figure as a notice states it."""
    return KINDS[PARAMETERS[key_parts(value.key)[0]].kind].toml(value.content)


def example(field: Field) -> str:
    """What a field may hold, as TOML: its own example, that of its kind, or the first choice."""
    return field.example or KINDS[field.kind].example or quoted(next(iter(field.choices), ""))


# numbers


def _number(parse: Callable[[str], int], kind: str) -> Read:
    return lambda reader, _described, path, content: reader.number(path, content, parse, kind)


def _short(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """A number as TOML states it: `540`, `15.8`."""
    return lambda number: write(number).removesuffix("%").removesuffix(".00")


def _count(reader: Reader, described: Described, path: Path, content: Any) -> int | None:
    return reader.count(path, content, described.lowest, described.highest)


# words


def _choice(reader: Reader, described: Described, path: Path, content: Any) -> str | None:
    return reader.choice(path, content, described.choices)


def _choices(reader: Reader, described: Described, path: Path, content: Any) -> tuple[str, ...] | None:
    return reader.choices(path, content, described.choices)


def _yes_no(reader: Reader, described: Described, path: Path, content: Any) -> bool | None:
    found = reader.choice(path, content, described.choices, "yes_no")
    return None if found is None else found == "true"


def _text(reader: Reader, _described: Described, path: Path, content: Any) -> str | None:
    return reader.text(path, content)


def _month(reader: Reader, _described: Described, path: Path, content: Any) -> Month | None:
    text = reader.text(path, content, "month")
    return None if text is None else reader.month(path, text)


def _district(reader: Reader, _described: Described, path: Path, content: Any) -> str | None:
    text = reader.text(path, content)
    return None if text is None else reader.district(path, text)


def _disability(reader: Reader, described: Described, path: Path, content: Any) -> Any:
    return read_disability(reader, path, content, described.choices)


def _rounding(reader: Reader, _described: Described, path: Path, content: Any) -> Any:
    return read_rounding(reader, path, content)


def _bands(reader: Reader, _described: Described, path: Path, content: Any) -> Any:
    return read_bands(reader, path, content)


def _list(codes: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(quoted, codes)) + "]"


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


# what consists of fields of its own is put together by the reader of households


def _compound(reader: Reader, described: Described, path: Path, content: Any) -> Any:
    return reader.compound(described.kind, path, content)


KINDS: dict[str, Kind] = {
    "yuan": Kind(
        _number(parse_yuan, "yuan"), schemas.amount, yuan, _short(yuan), plausible=(0, 20_000_00), example="1200.50"
    ),
    "percent": Kind(
        _number(parse_share, "percent"), schemas.number, percent, _short(percent), plausible=(0, WHOLE), example="15.8"
    ),
    "factor": Kind(
        _number(parse_factor, "factor"), schemas.number, factor, factor, plausible=(0, 10 * WHOLE), example="2"
    ),
    "count": Kind(_count, schemas.count, plausible=(1, 120), example="3"),
    "choice": Kind(_choice, schemas.choice, toml=quoted, raw=str),
    "choices": Kind(_choices, schemas.choices, ",".join, _list, _parts),
    "rounding": Kind(
        _rounding,
        schemas.rounding,
        rounding_text,
        rounding_toml,
        raw_rounding,
        example='{ unit = 0.50, direction = "up" }',
    ),
    "bands": Kind(_bands, schemas.bands, bands_text, bands_toml, raw_bands, example='[{ from = 3, share = "1/12" }]'),
    "yes_no": Kind(_yes_no, schemas.yes_no, example="true"),
    "text": Kind(_text, schemas.text),
    "district": Kind(_district, schemas.text),
    "month": Kind(_month, schemas.month, example='"2020-07"'),
    "disability": Kind(_disability, schemas.disability, example='"limb-2"'),
    "amounts": Kind(_compound, schemas.amounts, example="{ medical = 120 }"),
    "percents": Kind(_compound, schemas.percents, example="14.8"),
    "persons": Kind(_compound, schemas.tables, example="[[persons]]"),
    "exit": Kind(_compound, schemas.table, example="[gradual_exit]"),
    "question": Kind(_compound, schemas.table, example="[question]"),
    "changes": Kind(_compound, schemas.tables, example="[[change]]"),
}
"""Every kind by its name. The last six only a household has."""

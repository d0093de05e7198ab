"""The kinds of content that fields and parameters have: how each is read, written, described and believed.

One record a kind. `Reader` says what a household may look like and what a notice; a kind says which of the reader's
ways it takes. What a kind is called in an error stands in `words/problems.py` (`EXPECTED`), by the same name.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ..rules.amounts import Amount
from ..rules.money import WHOLE, Rounding, factor, parse_factor, parse_share, parse_yuan, percent, yuan
from ..rules.month import Month
from ..rules.notice import Value, class_name
from ..rules.parameters import PARAMETERS, Choices, by_choice, key_parts
from .document import KeyPath, NumberText, quoted
from .reader import Reader, read_rounding

if TYPE_CHECKING:
    from .fields import Field

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

    Read = Callable[[Reader, Described, KeyPath, object], Any]
    Bands = tuple[tuple[int, int, int], ...]
else:
    Described = Read = Bands = Field = object


class Kind(NamedTuple):
    """One kind. `write` gives the text that `--set` and a household file read back, `toml` what stands in a notice.

    `raw` is the content of a notice that a text after `--set` stands for; `plausible` the lowest and the highest number
    that is believed, in the program's own unit; `example` is TOML.
    """

    read: Read
    write: Callable[[Any], str] = str
    toml: Callable[[Any], str] = str
    raw: Callable[[str], object] = NumberText
    plausible: tuple[int, int] | None = None
    example: str = ""


def content_text(value: Value) -> str:
    """The content of a value as text: yuan with two decimals, a percentage, a choice."""
    if isinstance(value.content, Amount):
        return str(value.content)
    if isinstance(value.content, int):  # also that of one class
        return KINDS[PARAMETERS[key_parts(value.key)[0]].kind.partition("_")[0]].write(value.content)
    return KINDS[PARAMETERS[key_parts(value.key)[0]].kind].write(value.content)


def as_toml(value: Value) -> str:
    """A figure as a notice states it."""
    if isinstance(value.content, Amount):
        from .amounts import amount_toml

        return amount_toml(value.content)
    return KINDS[PARAMETERS[key_parts(value.key)[0]].kind].toml(value.content)


def example(field: Field) -> str:
    """What a field may hold, as TOML: its own example, that of its kind, or the first choice."""
    return field.example or KINDS[field.kind].example or quoted(next(iter(field.choices), ""))


# numbers


def _number(parse: Callable[[str], int], kind: str) -> Read:
    return lambda reader, _described, path, content: reader.number(path, content, parse, kind)


def _short(write: Callable[[Any], str]) -> Callable[[object], str]:
    """A number as TOML states it: `540`, `15.8`."""
    return lambda number: write(number).removesuffix("%").removesuffix(".00")


def _count(reader: Reader, described: Described, path: KeyPath, content: object) -> int | None:
    return reader.count(path, content, described.lowest, described.highest)


# words


def _choice(reader: Reader, described: Described, path: KeyPath, content: object) -> str | None:
    return reader.choice(path, content, described.choices)


def _choices(reader: Reader, described: Described, path: KeyPath, content: object) -> tuple[str, ...] | None:
    return reader.choices(path, content, described.choices)


def _yes_no(reader: Reader, described: Described, path: KeyPath, content: object) -> bool | None:
    found = reader.choice(path, content, described.choices, "yes_no")
    return None if found is None else found == "true"


def _text(reader: Reader, _described: Described, path: KeyPath, content: object) -> str | None:
    return reader.text(path, content)


def _named(reader: Reader, described: Described, path: KeyPath, content: Any) -> str | None:
    """A name that the region's notices give, or a choice of the field's own; any text where there is neither."""
    text = reader.text(path, content)
    if text is None:
        return None
    known: Choices = {} if reader.region is None else reader.region.names.get(getattr(described, "names", ""), {})
    found = {class_name(each): name for each, name in by_choice(known).items()}.get(class_name(text.replace("：", ":")))
    if found:
        return found if described.choices else text
    if known or (described.choices and reader.region is not None):
        return reader.choice(path, text, {**known, **described.choices})
    return by_choice(described.choices).get(text, text)


def _month(reader: Reader, _described: Described, path: KeyPath, content: object) -> Month | None:
    text = reader.text(path, content, "month")
    return None if text is None else reader.month(path, text)


def _date(reader: Reader, _described: Described, path: KeyPath, content: object) -> str | None:
    """A day as `2020-07-15`, from that, `2020/7/15` or `2020年7月15日`."""
    from datetime import date

    text = reader.text(path, str(content) if type(content) is date else content, "date")
    if text is None:
        return None
    parts = re.split(r"[-/.年月]", text.removesuffix("日"))
    try:
        year, month, day = (int(part) for part in parts if part.isascii() and part.isdigit())
        return Month(year, month) and date(year, month, day).isoformat()
    except ValueError:
        reader.fault("not_a_date", path, text)
        return None


def _id_number(reader: Reader, _described: Described, path: KeyPath, content: object) -> str | None:
    from .id_number import read_id_number  # most households have none

    return read_id_number(reader, path, content)


def _district(reader: Reader, _described: Described, path: KeyPath, content: object) -> str | None:
    text = reader.text(path, content)
    return None if text is None else reader.district(path, text)


def _disability(reader: Reader, described: Described, path: KeyPath, content: object) -> object:
    from .disabilities import read_disability  # most households have none

    return read_disability(reader, path, content, described.choices)


def _list(codes: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(quoted, codes)) + "]"


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


# a rounding: `{ unit = 0.50, direction = "up", when = "before_multiplier" }`

_ROUNDING = ("unit", "direction", "when")


def _rounding(reader: Reader, _described: Described, path: KeyPath, content: object) -> Rounding | None:
    return read_rounding(reader, path, content)


def _rounding_text(rounding: Rounding) -> str:
    """`0.50 up before_multiplier`, as `--set` reads it."""
    return f"{yuan(rounding.unit)} {rounding.direction} {rounding.when}"


def _raw_rounding(text: str) -> object:
    """`0.50 up` as the table that a notice states."""
    words = text.split()
    return dict(zip(_ROUNDING, [NumberText(words[0]) if words else "", *words[1:]], strict=False))


def _rounding_toml(rounding: Rounding) -> str:
    """A rounding as a notice states it."""
    unit = yuan(rounding.unit).removesuffix(".00")
    return f"{{ unit = {unit}, direction = {quoted(rounding.direction)}, when = {quoted(rounding.when)} }}"


def _bands(reader: Reader, _described: Described, path: KeyPath, content: object) -> Bands | None:
    from .bands import read_bands  # few notices have them

    return read_bands(reader, path, content)


def _bands_text(bands: Bands) -> str:
    from .bands import bands_text

    return bands_text(bands)


def _bands_toml(bands: Bands) -> str:
    from .bands import bands_toml

    return bands_toml(bands)


def _raw_bands(text: str) -> object:
    from .bands import raw_bands

    return raw_bands(text)


def _later(name: str, *more: str, module: str = "amounts") -> Callable[..., Any]:
    """A function of a module that few notices need, looked up when it is called."""

    def call(*arguments: object) -> object:
        from importlib import import_module

        return getattr(import_module(f".{module}", __package__), name)(*arguments, *more)

    return call


def _by_class(kind: str) -> Kind:
    """Figures by class, each as one of that kind: `{ A = 495, B = 425 }`; after `--set` `A=495,B=425`."""
    read, write = _later("read_by_class", kind), _later("by_class_text", kind)
    return Kind(read, write, _later("by_class_toml", kind), _later("raw_by_class", kind), example="{ A = 50, B = 30 }")


# what consists of fields of its own is put together by the reader of households


def _compound(reader: Reader, described: Described, path: KeyPath, content: object) -> object:
    return reader.compound(described.kind, path, content)


def _incomes(reader: Reader, described: Described, path: KeyPath, content: object) -> object:
    from .income_items import read_incomes  # most households have one number

    return read_incomes(reader, path, content, described.choices)


_GRADES = Kind(
    *(_later("read_grades", module="grades"), _later("grades_text", module="grades")),
    *(_later("grades_toml", module="grades"), _later("raw_grades", module="grades")),
    example='[{ name = "全护理", en = "full care", abilities_lost = [4, 6] }]',
)

KINDS: dict[str, Kind] = {
    "yuan": Kind(_number(parse_yuan, "yuan"), yuan, _short(yuan), plausible=(0, 20_000_00), example="1200.50"),
    "percent": Kind(_number(parse_share, "percent"), percent, _short(percent), plausible=(0, WHOLE), example="15.8"),
    "factor": Kind(_number(parse_factor, "factor"), factor, factor, plausible=(0, 10 * WHOLE), example="2"),
    "count": Kind(_count, plausible=(1, 120), example="3"),
    "choice": Kind(_choice, toml=quoted, raw=str),
    "choices": Kind(_choices, ",".join, _list, _parts),
    "rounding": Kind(
        _rounding, _rounding_text, _rounding_toml, _raw_rounding, example='{ unit = 0.50, direction = "up" }'
    ),
    "bands": Kind(_bands, _bands_text, _bands_toml, _raw_bands, example='[{ from = 3, share = "1/12" }]'),
    "payment": Kind(
        _later("read_payment"),
        _later("payment_text"),
        _later("payment_toml"),
        _later("raw_payment"),
        example='"quarter"',
    ),
    "yuan_by_class": _by_class("yuan"),
    "percent_by_class": _by_class("percent"),
    "yes_no": Kind(_yes_no, example="true"),
    "grades": _GRADES,
    "text": Kind(_text),
    "named": Kind(_named),
    "district": Kind(_district),
    "month": Kind(_month, example='"2020-07"'),
    "date": Kind(_date, example="2020-07-15"),
    "id_number": Kind(_id_number),
    "categories": Kind(lambda reader, _of, path, x: reader.categories(path, x), "+".join, example='"重病重残"'),
    "disability": Kind(_disability, example='"limb-2"'),
    "amounts": Kind(_compound, example="{ medical = 120 }"),
    "percents": Kind(_compound, example="14.8"),
    "incomes": Kind(_incomes, example="{ wage = 1200, basic_pension = 108 }"),
    "persons": Kind(_compound, example="[[persons]]"),
    "exit": Kind(_compound, example="[gradual_exit]"),
    "question": Kind(_compound, example="[question]"),
    "changes": Kind(_compound, example="[[change]]"),
}
"""Every kind by its name. `named`, `categories` and the last seven only a household has."""

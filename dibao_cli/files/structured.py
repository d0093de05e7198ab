"""Contents of a notice with parts of their own: a rounding, the bands of a price subsidy."""

from __future__ import annotations

import re
from typing import Any

from ..rules.money import Rounding, parse_share, parse_yuan, percent, yuan
from ..rules.parameters import DIRECTIONS, ROUNDING_WHEN
from .document import Exact, Path
from .reader import Reader
from .toml_text import quoted

# a rounding: `{ unit = 0.50, direction = "up", when = "before_multiplier" }`

_ROUNDING = ("unit", "direction", "when")


def read_rounding(reader: Reader, path: Path, content: Any) -> Rounding | None:
    """A rounding in a notice or a region file, or None with the fault noted."""
    if not isinstance(content, dict) or "unit" not in content:
        reader.fault("wrong_type", path, content, expected="rounding")
        return None
    unit = reader.number((*path, "unit"), content["unit"], parse_yuan)
    direction = reader.choice((*path, "direction"), content.get("direction", "half_up"), DIRECTIONS)
    when = reader.choice((*path, "when"), content.get("when", "before_multiplier"), ROUNDING_WHEN)
    if unit == 0:
        reader.fault("out_of_range", (*path, "unit"), content["unit"], lowest="0.01", highest="1000")
    return Rounding(unit, direction, when) if unit and direction and when else None  # type: ignore[arg-type]  # checked above


def rounding_text(rounding: Rounding) -> str:
    """`0.50 up before_multiplier`, as `--set` reads it."""
    return f"{yuan(rounding.unit)} {rounding.direction} {rounding.when}"


def raw_rounding(text: str) -> object:
    """`0.50 up` as the table that a notice states."""
    words = text.split()
    return dict(zip(_ROUNDING, [Exact(words[0]) if words else "", *words[1:]], strict=False))


def rounding_toml(rounding: Rounding) -> str:
    """A rounding as a notice states it."""
    unit = yuan(rounding.unit).removesuffix(".00")
    return f"{{ unit = {unit}, direction = {quoted(rounding.direction)}, when = {quoted(rounding.when)} }}"


# bands: `[{ from = 3, share = "1/12" }, { from = 5, share = "1/8" }]`

Bands = tuple[tuple[int, int, int], ...]
FRACTION = r"\s*(\d{1,6})\s*/\s*(\d{1,6})\s*"


def read_bands(reader: Reader, path: Path, content: Any) -> Bands | None:
    """Bands in a notice, or None with the fault noted."""
    if not isinstance(content, list) or not all(isinstance(b, dict) and {"from", "share"} == set(b) for b in content):
        reader.fault("wrong_type", path, content, expected="bands")
        return None
    bands: list[tuple[int, int, int]] = []
    for band in content:
        lowest = reader.number(path, band["from"], parse_share)
        share = _fraction(band["share"])
        if lowest is None or share is None:
            reader.fault("wrong_type", path, band["share"], expected="bands")
            return None
        bands.append((lowest, *share))
    if bands != sorted(bands) or not bands:
        reader.fault("bands_not_rising", path)
    return tuple(bands)


def _fraction(share: object) -> tuple[int, int] | None:
    """`1/12` as (1, 12)."""
    match = re.fullmatch(FRACTION, share) if isinstance(share, str) else None
    if match is None or int(match[2]) == 0:
        return None
    return int(match[1]), int(match[2])


def bands_text(bands: Bands) -> str:
    """`3:1/12,5:1/8`, as `--set` reads it."""
    return ",".join(f"{percent(low)[:-1]}:{a}/{b}" for low, a, b in bands)


def bands_toml(bands: Bands) -> str:
    """Bands as a notice states them."""
    return "[" + ", ".join(f'{{ from = {percent(low)[:-1]}, share = "{a}/{b}" }}' for low, a, b in bands) + "]"


def raw_bands(text: str) -> object:
    """`3:1/12,5:1/8` as the list that a notice states."""
    return [dict(zip(("from", "share"), map(Exact, part.split(":")), strict=False)) for part in text.split(",")]

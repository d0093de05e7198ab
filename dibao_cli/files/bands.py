"""Bands of a rise, as a notice and `--set` state them.

`[{ from = 3, share = "1/12" }, { from = 5, below = 10, share = "1/8" }]`, after `--set` `3:1/12,5-10:1/8`.
A band goes to the next one, the last without end, unless `below` says where it ends.
"""

from __future__ import annotations

import re

from ..rules.money import parse_share, percent
from ..rules.notice import NO_SHARE, Bands
from .document import KeyPath, NumberText
from .reader import Reader

BAND_KEYS = ("from", "below", "share")
_FRACTION = r"\s*(\d{1,6})\s*/\s*(\d{1,6})\s*"


def read_bands(reader: Reader, path: KeyPath, content: object) -> Bands | None:
    """Bands in a notice, or None with the fault noted."""
    needed = {"from", "share"}
    if not isinstance(content, list) or not all(
        isinstance(band, dict) and needed <= set(band) <= set(BAND_KEYS) for band in content
    ):
        reader.fault("wrong_type", path, content, expected="bands")
        return None
    bands: list[tuple[int, int, int]] = []
    end: int | None = None
    for band in content:
        lowest, share = reader.number(path, band["from"], parse_share), _fraction(band["share"])
        below = reader.number(path, band["below"], parse_share) if "below" in band else None
        if lowest is None or share is None or ("below" in band and below is None):
            reader.fault("wrong_type", path, band["share"], expected="bands")
            return None
        if end is not None and lowest < end:
            reader.fault("bands_overlap", path, percent(lowest), other=percent(end))
        elif end is not None and lowest > end:
            bands.append((end, *NO_SHARE))
        if (bands and lowest <= bands[-1][0]) or (below is not None and below <= lowest):
            reader.fault("bands_not_rising", path)
        bands.append((lowest, *share))
        end = below
    if not bands:
        reader.fault("bands_not_rising", path)
    return (*bands, (end, *NO_SHARE)) if end is not None else tuple(bands)


def _fraction(share: object) -> tuple[int, int] | None:
    """`1/12` as (1, 12)."""
    match = re.fullmatch(_FRACTION, share) if isinstance(share, str) else None
    if match is None or int(match[2]) == 0:
        return None
    return int(match[1]), int(match[2])


def _stated(bands: Bands) -> list[tuple[str, str, str]]:
    """Each band as it is stated: from, below (empty where it goes to the next one), share."""
    stated = []
    for n, (lowest, *share) in enumerate(bands):
        if tuple(share) == NO_SHARE:
            continue
        after = bands[n + 1] if n + 1 < len(bands) else None
        below = percent(after[0])[:-1] if after and after[1:] == NO_SHARE else ""
        stated.append((percent(lowest)[:-1], below, "/".join(map(str, share))))
    return stated


def bands_text(bands: Bands) -> str:
    """`3:1/12,5-10:1/8`, as `--set` reads it."""
    return ",".join(f"{low}{below and '-'}{below}:{share}" for low, below, share in _stated(bands))


def bands_toml(bands: Bands) -> str:
    """Bands as a notice states them."""
    texts = (f'from = {low}{below and f", below = {below}"}, share = "{share}"' for low, below, share in _stated(bands))
    return "[" + ", ".join(f"{{ {band} }}" for band in texts) + "]"


def raw_bands(text: str) -> object:
    """`3:1/12,5-10:1/8` as the list that a notice states."""
    bands_as_tables = []
    for part in text.split(","):
        rises, colon, share = part.partition(":")
        low, dash, below = rises.partition("-")
        band = {"from": NumberText(low), **({"below": NumberText(below)} if dash else {})}
        bands_as_tables.append({**band, "share": NumberText(share)} if colon else band)
    return bands_as_tables

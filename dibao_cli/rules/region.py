"""A city: its districts, and the month that is taken where none is stated."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .month import Month
from .notice import Note
from .parameters import Choices
from .problems import InputError, Problem, nearest
from .ratios import Ratio

KINDS_OF_PLACE = {"市": ("city", "shi"), "区": ("district", "qu"), "县": ("county", "xian")}
"""What may follow a name in Latin letters, by the last character of the place's name; no district is called a city."""


def is_region_name(text: str) -> bool:
    """Whether a text can name a region: letters and digits of any language, `-` and `_`. A path is no name."""
    return text.replace("-", "").replace("_", "").isalnum()


def folded(spelling: str) -> str:
    """A spelling without what does not tell places apart: `Zhuāng-hé　市` and `ZHUANGHE 市` are one."""
    if spelling.isascii():
        return "".join(filter(str.isalnum, spelling.lower()))
    from unicodedata import normalize

    plain = normalize("NFKD", normalize("NFKC", spelling)).casefold()
    return "".join(filter(str.isalnum, plain))  # the marks of tones are no letters once they stand alone


def matching(wanted: str, name: str, spellings: Iterable[str]) -> bool:
    """Whether what somebody typed is one of the spellings of a place, however it is written."""
    known = {folded(spelling) for spelling in spellings if spelling}
    text = folded(wanted)
    kinds = KINDS_OF_PLACE.get(name[-1:], ())
    endings = [text.removesuffix(kind) for kind in kinds if text.endswith(kind)]
    return any(each and each in known for each in (text, *endings))


class District(NamedTuple):
    """A district or county-level city, with the ways in which people write it."""

    name: str
    short: str
    pinyin: tuple[str, ...]
    code: str
    groups: tuple[str, ...] = ()
    further: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name, self.short, *self.pinyin, self.code, *self.further)


class Zone(NamedTuple):
    """A place that people name as if it were a district (高新区), and the districts in which it lies.

    It has no standards of its own. A rural household there must name its district where the standards differ.
    """

    name: str
    spellings: tuple[str, ...] = ()
    lies_in: tuple[str, ...] = ()


class Region(NamedTuple):
    """A city with its districts, the month and the pair of months taken when none is asked for.

    `names` are those that its notices give, at whatever time, by the field that takes them: the categories of children
    in hardship (`hardship`), the classes of families (`dibao_class`), the grades of self-care (`self_care`); each with
    its other spellings.
    """

    id: str
    name: Note
    default_month: Month
    default_pair: tuple[Month, Month]
    districts: tuple[District, ...] = ()
    groups: Mapping[str, Note] = MappingProxyType({})
    national: str = ""
    ratios: tuple[Ratio, ...] = ()
    zones: tuple[Zone, ...] = ()
    names: Mapping[str, Choices] = MappingProxyType({})

    def place(self, spelling: str) -> District:
        """A district, or a zone as a district without a group. Raises `InputError`, with the nearest district."""
        zone = next((zone for zone in self.zones if spelling in (zone.name, *zone.spellings)), None)
        if zone is None and not any(spelling in district.spellings for district in self.districts):
            zone = next(
                (zone for zone in self.zones if matching(spelling, zone.name, (zone.name, *zone.spellings))), None
            )
        return District(zone.name, zone.name, (), "") if zone else self.district(spelling)

    def refuse_rural_zone(self, area: str, district: str | None) -> None:
        """Raises `InputError` for a rural household that names a zone: its standard is its district's."""
        zone = next((zone for zone in self.zones if zone.name == district), None)
        if zone is None or area != "rural":
            return
        districts = zone.lies_in or tuple(each.name for each in self.districts)
        raise InputError(Problem("zone_needs_district", "district", zone.name, details={"known": ", ".join(districts)}))

    def district(self, spelling: str) -> District:
        """The district written by name, short name, pinyin or code. Raises `InputError`, with the nearest."""
        wanted = spelling.strip()
        for district in self.districts:
            if wanted in district.spellings:
                return district
        for district in self.districts:
            if matching(wanted, district.name, district.spellings):
                return district
        known = [s for d in self.districts for s in d.spellings]
        details = {"nearest": nearest(wanted.lower(), known), "known": ", ".join(d.name for d in self.districts)}
        raise InputError(Problem("unknown_district", "district", spelling, details=details))

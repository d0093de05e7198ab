"""`region.toml`: a city's names, its districts and groups, its ratios, and what is taken when nothing is asked."""

from __future__ import annotations

from collections.abc import Mapping

from ..rules.money import TO_THE_FEN, ParseError, parse_factor
from ..rules.month import Month
from ..rules.parameters import BY_DISTRICT, PARAMETERS
from ..rules.problems import InputError, nearest
from ..rules.ratios import Ratio
from ..rules.region import KINDS_OF_PLACE, District, Region, Zone, folded, is_region_name
from .document import KeyPath, parse_toml
from .reader import read_rounding
from .values import ValueReader

REGION_KEYS = ("id", "name", "default_month", "default_pair", "national")
ZONE_KEYS = ("name", "spellings", "lies_in")
DISTRICT_KEYS = ("name", "short", "pinyin", "code", "groups", "spellings")
RATIO_KEYS = ("that", "from", "until", "rounding", "source")


def read_region(text: str, file: str) -> Region:
    """Read a region file. Raises `InputError` with every fault, each with line and key."""
    reader = _Reader(parse_toml(text, file), _NOWHERE)
    region = reader.read()
    if reader.problems:
        raise InputError(reader.problems)
    return region


_MONTH = Month(2020, 7)
_NOWHERE = Region("", {}, _MONTH, (_MONTH, _MONTH))


class _Reader(ValueReader):
    def read(self) -> Region:
        data = self.document.data
        self.known_keys((), data, ("region", "groups", "district", "zone", "check"))
        table = data.get("region")
        if not isinstance(table, dict):
            self.fault("needed_key", ("region",))
            return _NOWHERE
        self.known_keys(("region",), table, REGION_KEYS)
        for name in ("id", "name"):
            value = table.get(name)
            if not (all(value.values()) if isinstance(value, dict) else value):
                self.fault("needed_key", ("region", name))
        for name in ("id", "national"):
            value = self.text(("region", name), table.get(name, ""))
            if value and not is_region_name(value):
                self.fault("not_a_region_name", ("region", name), value)
        first = self._month(("region", "default_month"), table.get("default_month", "2020-07"))
        pair = table.get("default_pair", [str(first.plus(-1)), str(first)])
        if not isinstance(pair, list) or len(pair) != 2:
            self.fault("wrong_type", ("region", "default_pair"), pair, expected="list")
            pair = ["2020-06", "2020-07"]
        groups = {name: self.note(("groups", name), text) for name, text in self._table("groups").items()}
        districts = self._districts(tuple(groups))
        return Region(
            id=str(table.get("id", "")),
            name=self.note(("region", "name"), table.get("name") or "-"),
            default_month=first,
            default_pair=(
                self._month(("region", "default_pair"), pair[0]),
                self._month(("region", "default_pair"), pair[1]),
            ),
            districts=districts,
            groups=groups,
            national=str(table.get("national", "")),
            zones=self._zones(districts),
            ratios=self._ratios((*groups, *(district.name for district in districts))),
        )

    def _table(self, name: str) -> Mapping[str, object]:
        table = self.document.data.get(name, {})
        if isinstance(table, dict):
            return table
        self.fault("wrong_type", (name,), table, expected="table")
        return {}

    def _month(self, path: KeyPath, text: object) -> Month:
        return self.month(path, text) or _MONTH

    def _tables(self, name: str) -> list[tuple[KeyPath, Mapping[str, object]]]:
        """The tables of a list of them, `[[name]]`, each with its path."""
        tables = self.document.data.get(name, [])
        if not isinstance(tables, list) or not all(isinstance(entry, dict) for entry in tables):
            self.fault("wrong_type", (name,), tables, expected="list")
            return []
        return [((name, n), entry) for n, entry in enumerate(tables)]

    def _districts(self, groups: tuple[str, ...]) -> tuple[District, ...]:
        districts = []
        spelled: dict[str, str] = {}
        for path, entry in self._tables("district"):
            district = self._district(path, entry, groups)
            for spelling in filter(None, dict.fromkeys(map(folded, district.spellings))):
                if spelling in spelled:
                    self.fault("spelled_twice", path, spelling, other=spelled[spelling])
                spelled[spelling] = district.name
            districts.append(district)
        return tuple(districts)

    def _district(self, path: KeyPath, entry: Mapping[str, object], groups: tuple[str, ...]) -> District:
        self.known_keys(path, entry, DISTRICT_KEYS)
        if not entry.get("name"):
            self.fault("needed_key", (*path, "name"))
        own = self._texts((*path, "groups"), entry.get("groups", []))
        for group in own:
            if group not in groups:
                self.fault(
                    "unknown_choice",
                    (*path, "groups"),
                    group,
                    known=", ".join(groups),
                    nearest=nearest(group, groups),
                )
        pinyin = entry.get("pinyin", [])
        spellings = self._texts((*path, "pinyin"), pinyin if isinstance(pinyin, list) else [pinyin])
        further = self._texts((*path, "spellings"), entry.get("spellings", []))
        name, code = (self.text((*path, key), entry.get(key, "")) for key in ("name", "code"))
        without_kind = name[:-1] if name[-1:] in KINDS_OF_PLACE and len(name) > 2 else name
        short = self.text((*path, "short"), entry.get("short") or without_kind)
        return District(name, short, spellings, code, own, further)

    def _zones(self, districts: tuple[District, ...]) -> tuple[Zone, ...]:
        zones = []
        taken = {folded(each): district.name for district in districts for each in district.spellings if each}
        for path, entry in self._tables("zone"):
            self.known_keys(path, entry, ZONE_KEYS)
            if not entry.get("name"):
                self.fault("needed_key", (*path, "name"))
            name = self.text((*path, "name"), entry.get("name", ""))
            spellings = self._texts((*path, "spellings"), entry.get("spellings", []))
            lies_in = self._texts((*path, "lies_in"), entry.get("lies_in", []))
            for spelling in dict.fromkeys(map(folded, (name, *spellings))):
                if spelling in taken:
                    self.fault("spelled_twice", path, spelling, other=taken[spelling])
                taken[spelling] = name
            names = [district.name for district in districts]
            for place in lies_in:
                if place not in names:
                    self.fault("unknown_name", (*path, "lies_in"), place, nearest=nearest(place, names))
            zones.append(Zone(name, spellings, lies_in))
        return tuple(zones)

    def _texts(self, path: KeyPath, content: object) -> tuple[str, ...]:
        if not isinstance(content, list):
            self.fault("wrong_type", path, content, expected="list")
            return ()
        return tuple(filter(None, (self.text(path, each) for each in content)))

    # the ratios that the standards keep to

    def _ratios(self, places: tuple[str, ...]) -> tuple[Ratio, ...]:
        return tuple(filter(None, (self._ratio(path, entry, places) for path, entry in self._tables("check"))))

    def _ratio(self, path: KeyPath, entry: Mapping[str, object], places: tuple[str, ...]) -> Ratio | None:
        self.known_keys(path, entry, RATIO_KEYS)
        lacking = [name for name in ("that", "from") if not entry.get(name)]
        for name in lacking:
            self.fault("needed_key", (*path, name))
        if lacking:
            return None
        text = self.text((*path, "that"), entry["that"])
        ratio = _parts_of_ratio(text)
        if ratio is None:
            self.fault("not_a_ratio", (*path, "that"), entry["that"])
            return None
        key, of = (self._amount_key((*path, "that"), name, places) for name in (ratio[0], ratio[2]))
        first, until = self._month((*path, "from"), entry["from"]), entry.get("until")
        rounding = read_rounding(self, (*path, "rounding"), entry["rounding"]) if "rounding" in entry else TO_THE_FEN
        if not key or not of or not rounding:
            return None
        end = self._month((*path, "until"), until) if until is not None else None
        return Ratio(text, key, ratio[1], of, first, end, rounding)

    def _amount_key(self, path: KeyPath, name: str, places: tuple[str, ...]) -> str:
        """`dibao.rural_by_district.庄河市` as `dibao.rural@庄河市`; empty, with the fault noted, if it is no amount."""
        base, split, place = name.partition(f"{BY_DISTRICT}.")
        if base not in PARAMETERS or PARAMETERS[base].kind != "yuan":
            amounts = [key for key in PARAMETERS if PARAMETERS[key].kind == "yuan"]
            self.fault("unknown_name", path, name, nearest=nearest(base, amounts))
            return ""
        if split and place not in places:
            self.fault("unknown_name", path, name, nearest=nearest(place, places))
            return ""
        return f"{base}@{place}" if split else base


def _parts_of_ratio(text: str) -> tuple[str, int, str] | None:
    """`tekun.urban = 2 * dibao.urban` as its keys and the factor (ten-thousandths); None if it is not of that form."""
    key, _sign, rest = text.partition("=")
    factor, times, of = rest.replace("×", "*").partition("*")
    if not times:
        factor, of = "1", rest
    names = (key.split(), of.split())
    if any(len(name) != 1 for name in names) or "*" in of:
        return None
    try:
        return names[0][0], parse_factor(factor), names[1][0]
    except ParseError:
        return None

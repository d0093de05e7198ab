"""`region.toml`: a city's names, its districts and their groups, and what is taken when nothing is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..rules.month import Month, NotAMonth
from ..rules.problems import Refused, nearest
from ..rules.standards import District, Region
from .document import Path, parse_toml
from .values import ValueReader

REGION_KEYS = ("id", "name", "default_month", "default_pair", "national")
DISTRICT_KEYS = ("name", "short", "pinyin", "code", "groups")


def read_region(text: str, file: str) -> Region:
    """Read a region file. Raises `Refused` with every fault, each with line and key."""
    reader = _Reader(parse_toml(text, file), _NOWHERE)
    region = reader.read()
    if reader.problems:
        raise Refused(reader.problems)
    return region


_MONTH = Month(2020, 7)
_NOWHERE = Region("", {}, _MONTH, (_MONTH, _MONTH))


class _Reader(ValueReader):
    def read(self) -> Region:
        data = self.document.data
        self.known((), data, ("region", "groups", "district"))
        table = data.get("region")
        if not isinstance(table, dict):
            self.fault("needed_key", ("region",))
            return _NOWHERE
        self.known(("region",), table, REGION_KEYS)
        for name in ("id", "name"):
            if not table.get(name):
                self.fault("needed_key", ("region", name))
        first = self._month(("region", "default_month"), table.get("default_month", "2020-07"))
        pair = table.get("default_pair", [str(first.plus(-1)), str(first)])
        if not isinstance(pair, list) or len(pair) != 2:
            self.fault("wrong_type", ("region", "default_pair"), pair, expected="list")
            pair = ["2020-06", "2020-07"]
        groups = {name: self.note(("groups", name), text) for name, text in self._table("groups").items()}
        return Region(
            id=str(table.get("id", "")),
            name=self.note(("region", "name"), table.get("name", "")),
            default_month=first,
            default_pair=(
                self._month(("region", "default_pair"), pair[0]),
                self._month(("region", "default_pair"), pair[1]),
            ),
            districts=self._districts(tuple(groups)),
            groups=groups,
            national=str(table.get("national", "")),
        )

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self.document.data.get(name, {})
        if isinstance(table, dict):
            return table
        self.fault("wrong_type", (name,), table, expected="table")
        return {}

    def _month(self, path: Path, text: object) -> Month:
        try:
            return Month.parse(str(text))
        except NotAMonth:
            self.fault("not_a_month", path, text)
            return _MONTH

    def _districts(self, groups: tuple[str, ...]) -> tuple[District, ...]:
        found = self.document.data.get("district", [])
        if not isinstance(found, list):
            self.fault("wrong_type", ("district",), found, expected="list")
            return ()
        return tuple(self._district(("district", n), entry, groups) for n, entry in enumerate(found))

    def _district(self, path: Path, entry: Mapping[str, Any], groups: tuple[str, ...]) -> District:
        self.known(path, entry, DISTRICT_KEYS)
        if not entry.get("name"):
            self.fault("needed_key", (*path, "name"))
        own = entry.get("groups", [])
        for group in own:
            if group not in groups:
                self.fault(
                    "unknown_choice",
                    (*path, "groups"),
                    group,
                    known=", ".join(groups),
                    nearest=nearest(str(group), groups),
                )
        pinyin = entry.get("pinyin", [])
        spellings = pinyin if isinstance(pinyin, list) else [pinyin]
        name = str(entry.get("name", ""))
        short = str(entry.get("short", name))
        return District(name, short, tuple(map(str, spellings)), str(entry.get("code", "")), tuple(map(str, own)))

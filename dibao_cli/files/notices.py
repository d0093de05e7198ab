"""A notice file to a `Notice` with its values. Every fault of a file is collected, none hides another."""

from __future__ import annotations

from collections.abc import Mapping

from ..rules.amounts import Amount
from ..rules.money import parse_percent, parse_yuan
from ..rules.month import Month
from ..rules.notice import Notice, OneOff, PriceIndex, Value
from ..rules.parameters import (
    AREAS,
    BY_AREA,
    BY_CATEGORY,
    INDICES,
    ONE_OFF_KEYS,
    ONE_OFF_PER,
    ONE_OFF_STATUSES,
    PARAMETERS,
    TABLES,
    Parameter,
    is_category,
    may_be_split,
    parts_of_key,
    parts_written,
    split_name,
)
from ..rules.problems import NOTHING, InputError, nearest
from ..rules.region import Region
from .document import KeyPath, parse_toml
from .notice_file import NoticeFile
from .notice_head import HeadReader
from .notice_sources import Sources
from .text import decode

VALUE_KEYS = ("value", "basis", "note", "source", "at_least", "at_most")
AMOUNT_KEYS = ("per", "share", "times", "of", "when", "plus", "rounding")
"""What a figure in yuan may say besides the keys of every figure."""

ROUNDING_KEYS = ("unit", "direction", "when", "basis", "note", "source")


def keys_of_figure(parameter: Parameter) -> tuple[str, ...]:
    """What a table may say that states a figure: of a parameter, by its kind."""
    if parameter.kind == "rounding":
        return ROUNDING_KEYS
    return (*VALUE_KEYS, *AMOUNT_KEYS) if parameter.kind == "yuan" else VALUE_KEYS


def read_notice(content: bytes, file: str, region: Region, name: str = "") -> NoticeFile:
    """Read one notice; `name` is its `Notice.id`. Raises `InputError` with every fault, each with line and key."""
    reader = _Reader(parse_toml(decode(content, file), file), region)
    notice_file = reader.read(name or file, content)
    if reader.problems:
        raise InputError(reader.problems)
    return notice_file


class _Reader(HeadReader):
    """One pass over a document that turns its tables into values."""

    def read(self, name: str, content: bytes) -> NoticeFile:
        data = self.document.data
        known = ("notice", "sources", "index", "one_off", *TABLES)
        for table, entries in data.items():
            if table not in known:
                self.fault("unknown_key", (table,), nearest=nearest(table, known))
            elif not isinstance(entries, dict):
                self.fault("wrong_type", (table,), entries, expected="table")
        self.sources = Sources(self, self._table("sources"))
        notice = self._notice(self._table("notice"))._replace(id=name, content=content)
        values = [v for each in TABLES if each in data for v in self._values(each, self._table(each), notice)]
        values += self._ended(notice, {value.key for value in values})
        indices, one_offs = self._indices(notice), self._one_offs(notice)
        notice_file = NoticeFile(notice, self.document, tuple(values), indices, one_offs, self._acknowledged())
        return notice_file._replace(sources=self.sources.named, unused_sources=self.sources.unused)

    def _ended(self, notice: Notice, stated: set[str]) -> list[Value]:
        """The keys that the notice ends, or whose new figure exists but was not found."""
        values = []
        for word, gone in (("repeals", "repealed"), ("unknown", "unknown")):
            names = self._table("notice").get(word, [])
            if not isinstance(names, list):
                self.fault("wrong_type", ("notice", word), names, expected="list")
                continue
            for name in names:
                key = self._full_key(("notice", word), str(name))
                if key in stated:
                    self.fault("set_and_ended", ("notice", word), name)
                elif key:
                    stated.add(key)
                    values.append(Value(key, None, notice, notice.basis, gone=gone))  # type: ignore[arg-type]  # literals above
        return values

    def _full_key(self, path: KeyPath, name: str) -> str:
        """`dibao.rural_by_district.庄河` as the key `dibao.rural@庄河市`; empty, with the fault noted, if unknown."""
        parts = parts_written(name)
        if parts is None:
            base = ".".join((name.partition(".")[0], split_name(name.partition(".")[2].partition(".")[0])[0]))
            self.fault("unknown_name", path, name, nearest=nearest(base, PARAMETERS))
            return ""
        if parts.area and parts.area not in AREAS:
            self.choice(path, parts.area, AREAS)
            return ""
        district = self._place(path, parts.district) if parts.district else ""
        return "" if parts.district and not district else str(parts._replace(district=district))

    # the tables of values

    def _values(self, table_name: str, table: Mapping[str, object], notice: Notice) -> list[Value]:
        values = []
        for name, content in table.items():
            path: KeyPath = (table_name, name)
            base, splits = split_name(name)
            key = f"{table_name}.{base}"
            if key not in PARAMETERS or not may_be_split(key, splits):
                known = [key.partition(".")[2] for key in PARAMETERS if key.startswith(f"{table_name}.")]
                self.fault("unknown_key", path, nearest=nearest(name, known))
            else:
                values += self._split(key, splits, path, content, notice)
        return [value for value in values if value is not None]

    def _split(
        self, key: str, splits: tuple[str, ...], path: KeyPath, content: object, notice: Notice
    ) -> list[Value | None]:
        """The values of a table by category, area or district, one table within the other."""
        if not splits:
            return [self._value(key, path, content, notice)]
        if not isinstance(content, dict):
            self.fault("wrong_type", path, content, expected="table")
            return []
        values: list[Value | None] = []
        spelled: dict[str, str] = {}
        for spelled_part, each in content.items():
            here = (*path, spelled_part)
            name = self._part(splits[0], here, spelled_part)
            if name and spelled.setdefault(name, spelled_part) != spelled_part:
                self.fault("stated_twice", here, other=spelled[name])
            if name:
                separator = "#" if splits[0] == BY_CATEGORY else "@"
                values += self._split(f"{key}{separator}{name}", splits[1:], here, each, notice)
        return values

    def _part(self, by: str, path: KeyPath, spelled: str) -> str:
        """A category, an area or a district as a key names it; empty, with the fault noted, for none."""
        if by == BY_CATEGORY:
            if not is_category(spelled):
                self.fault("not_a_category", path, spelled)
            return spelled
        return (self.choice(path, spelled, AREAS) or "") if by == BY_AREA else self._place(path, spelled)

    def _place(self, path: KeyPath, place: str) -> str:
        if place in self.region.groups:
            return place
        try:
            return self.region.district(place).name
        except InputError as refused:
            self.fault("unknown_district", path, place, **refused.problems[0].details)
            return ""

    def _value(self, full_key: str, path: KeyPath, content: object, notice: Notice) -> Value | None:
        parameter = PARAMETERS[parts_of_key(full_key).name]
        attributes: Mapping[str, object] = {}
        bare = parameter.kind.endswith("_by_class") and isinstance(content, dict) and "value" not in content
        if isinstance(content, dict) and not bare:
            attributes = content
            self.known_keys(path, attributes, keys_of_figure(parameter))
            share = parameter.kind == "yuan" and ("share" in attributes or "times" in attributes)
            if parameter.kind != "rounding" and not share and "value" not in attributes:
                self.fault("needed_key", (*path, "value"))
                return None
            whole = parameter.kind == "rounding" or (parameter.kind == "yuan" and set(attributes) & set(AMOUNT_KEYS))
            content = content if whole else attributes["value"]
        parsed = self.content(parameter, path, content)
        if parsed is None:
            return None
        if not attributes:  # a bare figure, as most are
            return Value(full_key, parsed, notice, notice.basis)
        bounds = {word: self.bound(parameter, (*path, word), attributes.get(word)) for word in ("at_least", "at_most")}
        if isinstance(parsed, Amount) and parsed.share is None:  # bounds of the year, as bounds of the month
            bounds = {
                word: None if fen is None else parsed._replace(fen=fen).fen_a_month for word, fen in bounds.items()
            }
        self.within(path, parsed.fen_a_month if isinstance(parsed, Amount) else parsed, bounds)
        return Value(
            key=full_key,
            content=parsed,
            notice=notice,
            basis=self.basis((*path, "basis"), attributes, notice.basis),
            note=self.note((*path, "note"), attributes["note"]) if "note" in attributes else {},
            source=self.sources.note((*path, "source"), attributes["source"]) if "source" in attributes else NOTHING,
            at_least=bounds["at_least"],
            at_most=bounds["at_most"],
        )

    # price indices and one-off payments

    def _indices(self, notice: Notice) -> dict[Month, PriceIndex]:
        indices = {}
        for name, content in self._table("index").items():
            path: KeyPath = ("index", name)
            month = self.month(path, name)
            if month in indices:
                self.fault("stated_twice", path, other=f"index.{month}")
            if not isinstance(content, dict) or not content:
                self.fault("wrong_type", path, content, expected="table")
                continue
            self.known_keys(path, content, (*INDICES, "basis"))
            rises = {key: self.number((*path, key), content[key], parse_percent) for key in INDICES if key in content}
            if month:
                basis = self.basis((*path, "basis"), content, notice.basis)
                indices[month] = PriceIndex(notice=notice, basis=basis).having(rises)
        return indices

    def _one_offs(self, notice: Notice) -> tuple[OneOff, ...]:
        aids = []
        for name, content in self._table("one_off").items():
            path: KeyPath = ("one_off", name)
            if not isinstance(content, dict):
                self.fault("wrong_type", path, content, expected="table")
                continue
            self.known_keys(path, content, ONE_OFF_KEYS)
            if "title" in content:
                self.note((*path, "title"), content["title"])
            lacking = [key for key in ("month", "amount", "statuses") if key not in content]
            for key in lacking:
                self.fault("needed_key", (*path, key))
            if lacking:
                continue
            month = self.month((*path, "month"), content["month"])
            amount = self.number((*path, "amount"), content["amount"], parse_yuan)
            per = self.choice((*path, "per"), content.get("per", "person"), ONE_OFF_PER)
            statuses = self.choices((*path, "statuses"), content["statuses"], ONE_OFF_STATUSES)
            if month and amount is not None and per and statuses:
                aids.append(OneOff(name, month, amount, per, statuses, notice, notice.basis))  # type: ignore[arg-type]  # checked above
        return tuple(aids)

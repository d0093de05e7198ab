"""The `[notice]` table of a notice: what it is, from when it holds, what must be known about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..rules.month import InvalidMonth, Month
from ..rules.notice import NOTICE_WARNINGS, Caution, Note, Notice
from ..rules.parameters import (
    codes,
)
from ..rules.problems import NOTHING
from .document import KeyPath
from .notice_file import Acknowledged
from .notice_sources import Sources
from .values import ValueReader

NOTICE_KEYS = (
    "title",
    "issuer",
    "document",
    "effective",
    "until",
    "source",
    "checked",
    "basis",
    "limitations",
    "repeals",
    "unknown",
    "acknowledged",
    "warning",
)
WARNING_KEYS = ("code", "text", "from")
ACKNOWLEDGED_KEYS = ("code", "key", "because")


class HeadReader(ValueReader):
    """Reads the `[notice]` table; `sources` are those that the notice names."""

    sources: Sources

    def _table(self, name: str) -> Mapping[str, object]:
        table = self.document.data.get(name, {})
        return table if isinstance(table, dict) else {}

    def _notice(self, table: Mapping[str, object]) -> Notice:
        if self.document.data.get("notice", {}) == {}:
            self.fault("no_notice_table", ("notice",))
        self.known_keys(("notice",), table, NOTICE_KEYS)
        for name in ("title", "source", "effective"):
            if table and not table.get(name):
                self.fault("needed_key", ("notice", name))
        effective, until = self._first_of_month(table, "effective"), self._first_of_month(table, "until")
        if effective and until and until <= effective:
            self.fault("until_before_effective", ("notice", "until"), until, effective=str(effective))
        self._date(table, "checked")
        return Notice(
            id="",
            title=self.note(("notice", "title"), table["title"]) if table.get("title") else {},
            effective=effective or Month(1900, 1),
            until=until,
            issuer=self.text(("notice", "issuer"), table.get("issuer", "")),
            document=self.text(("notice", "document"), table.get("document", "")),
            source=self.sources.note(("notice", "source"), table["source"]) if table.get("source") else NOTHING,
            checked=str(table.get("checked", "")),
            basis=self.basis(("notice", "basis"), table, "published"),
            limitations=self._limitations(table),
            cautions=self._cautions(table),
            file=self.document.file,
        )

    def _date(self, table: Mapping[str, object], name: str, path: KeyPath = ("notice",)) -> Any:
        from datetime import date

        found = table.get(name)
        if found is not None and type(found) is not date:
            self.fault("not_a_date", (*path, name), found)
            return None
        return found

    def _first_of_month(self, table: Mapping[str, object], name: str, path: KeyPath = ("notice",)) -> Month | None:
        found = self._date(table, name, path)
        if found is None:
            return None
        try:
            month = Month(found.year, found.month)
        except InvalidMonth:
            self.fault("not_a_date", (*path, name), found)
            return None
        if found.day != 1:
            self.fault("not_first_of_month", (*path, name), found)
        return month

    def _limitations(self, table: Mapping[str, object]) -> tuple[Note, ...]:
        texts = table.get("limitations", [])
        if not isinstance(texts, list):
            self.fault("wrong_type", ("notice", "limitations"), texts, expected="list")
            return ()
        return tuple(self.note(("notice", "limitations"), text) for text in texts)

    def _cautions(self, table: Mapping[str, object]) -> tuple[Caution, ...]:
        """The warnings that every answer resting on the notice gives (`[[notice.warning]]`)."""
        path: KeyPath = ("notice", "warning")
        tables = table.get("warning", [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self.fault("wrong_type", path, "", expected="list")
            return ()
        read = []
        for n, entry in enumerate(tables):
            here: KeyPath = (*path, n)
            self.known_keys(here, entry, WARNING_KEYS)
            for name in ("code", "text"):
                if not entry.get(name):
                    self.fault("needed_key", (*here, name))
            code = self.choice((*here, "code"), entry["code"], codes(*NOTICE_WARNINGS)) if entry.get("code") else None
            text = self.note((*here, "text"), entry["text"]) if entry.get("text") else NOTHING
            since = self._first_of_month(entry, "from", here)
            if code and text:
                read.append(Caution(code, text, since))
        return tuple(read)

    def _acknowledged(self) -> tuple[Acknowledged, ...]:
        """The findings that the file says somebody has looked at, each with the reason why it stays."""
        path: KeyPath = ("notice", "acknowledged")
        tables = self._table("notice").get("acknowledged", [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self.fault("wrong_type", path, "", expected="acknowledged")
            return ()
        read = []
        for entry in tables:
            self.known_keys(path, entry, ACKNOWLEDGED_KEYS)
            for name in ("code", "because"):
                if not entry.get(name):
                    self.fault("needed_key", (*path, name))
            because = self.note((*path, "because"), entry["because"]) if entry.get("because") else {}
            key = self.text((*path, "key"), entry.get("key", ""))
            read.append(Acknowledged(self.text((*path, "code"), entry.get("code", "")), key, because))
        return tuple(read)

"""Standards as notices set them: which value is in force in a month, by which notice, how well founded.

The table of a month is every notice in force, laid over the earlier ones: a later value replaces
an earlier one, an ended one falls away. Intervals are half-open: `effective` counts, `until` does not.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, Union

from .money import TO_THE_FEN, Rounding
from .month import Month
from .parameters import INDICES, PARAMETERS, key_parts, written
from .problems import NOTHING, InputError, Problem, nearest
from .ratios import Ratio

Basis = Literal["published", "reported", "inferred", "stated"]
BASES: tuple[Basis, ...] = ("published", "reported", "inferred", "stated")
"""From the best founded to the weakest of what documents say; `stated` comes last.

`stated` is what the user put in a document's place (`--set`, `--cpi`, `--subsidy-rate` …). It is not weaker evidence,
it is none of ours: an answer that rests on it says so before anything else.
"""

NOTICE_BASES: tuple[Basis, ...] = BASES[:3]
"""What a notice may say of its figures."""

Note = Mapping[str, str]
"""A text in both languages: `{"en": …, "zh": …}`; a text given once stands for both."""

Bands = tuple[tuple[int, int, int], ...]
"""(from this rise in hundredths of a per cent, numerator, denominator of the share paid), rising."""

Content = Union[int, str, tuple[str, ...], Bands, Rounding, None]  # noqa: UP007 - evaluated on Python 3.10 too

RENEWAL_MONTHS = 12
"""Standards are set once a year, so one that is older than this is out of date."""


def weakest(bases: Iterable[Basis]) -> Basis:
    """The least well founded of several; `published` if there are none."""
    return max(bases, key=BASES.index, default="published")


def weakest_known(bases: Iterable[Basis | None]) -> Basis | None:
    """The least well founded of several; None where there is none at all, for a sum of nothing rests on nothing."""
    known = [basis for basis in bases if basis is not None]
    return weakest(known) if known else None


NOTICE_WARNINGS = ("undated_rule", "old_rule", "caution")
"""The codes of the warnings that a notice may give: its text is of unknown date, is no longer in force, or else."""


class Caution(NamedTuple):
    """What a reader of any answer that rests on a notice must know, from a month on (`since`) or always."""

    code: str
    text: Note
    since: Month | None = None


class Notice(NamedTuple):
    """A document that sets standards: who issued it, from when to when it holds, where it was read.

    `id` is its file within its folder (`dalian/2020-07-01-standards.toml`), `file` where that was read,
    `content` what it holds.
    """

    id: str
    title: Note
    effective: Month
    until: Month | None = None
    issuer: str = ""
    document: str = ""
    source: Note = NOTHING
    checked: str = ""
    basis: Basis = "published"
    limitations: tuple[Note, ...] = ()
    cautions: tuple[Caution, ...] = ()
    content: bytes = b""
    file: str = ""

    def __repr__(self) -> str:
        """Its name: what it holds may be long."""
        return f"Notice({self.id!r})"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file."""
        from hashlib import sha256  # opens OpenSSL, 3 ms: only where a fingerprint is shown

        return sha256(self.content).hexdigest()


class Value(NamedTuple):
    """One figure of one notice. `content` is fen, hundredths of a per cent, a choice … by its key's kind.

    `content` is None where a notice ends a figure (`gone` is `repealed`) or where a new figure is known
    to exist but was not found (`gone` is `unknown`).
    """

    key: str
    content: Content
    notice: Notice
    basis: Basis = "published"
    note: Note = NOTHING
    source: Note = NOTHING
    at_least: int | None = None
    at_most: int | None = None
    gone: Literal["", "repealed", "unknown"] = ""

    @property
    def number(self) -> int:
        """The content as a whole number. Raises `TypeError` for a value of another kind."""
        if not isinstance(self.content, int):
            raise TypeError(f"{self.key} is not a number")
        return self.content

    @property
    def text(self) -> str:
        """The content as a choice. Raises `TypeError` for a value of another kind."""
        if not isinstance(self.content, str):
            raise TypeError(f"{self.key} is not a choice")
        return self.content

    @property
    def bands(self) -> Bands:
        """The content as bands; none for a value of another kind."""
        content = self.content if isinstance(self.content, tuple) else ()
        return tuple(band for band in content if isinstance(band, tuple))

    @property
    def rounding(self) -> Rounding:
        """The content as a rounding rule; to the fen for a value of another kind."""
        return self.content if isinstance(self.content, Rounding) else TO_THE_FEN


class PriceIndex(NamedTuple):
    """Year-on-year rises of prices in a month, by index (`INDICES`), in hundredths of a per cent; None if not known.

    `estimate` marks an index of another area put in the place of the region's own; without a notice it is the
    user's.
    """

    cpi: int | None = None
    food: int | None = None
    notice: Notice | None = None
    basis: Basis = "stated"
    estimate: bool = False
    low_income: int | None = None
    low_income_food: int | None = None
    grain: int | None = None

    @property
    def rises(self) -> dict[str, int]:
        """The rises that are known, by index."""
        told = ((name, getattr(self, name)) for name in INDICES)
        return {name: rise for name, rise in told if rise is not None}

    def over(self, other: "PriceIndex") -> "PriceIndex":
        """The other with these rises in the place of its own."""
        return other._replace(**self.rises)  # type: ignore[arg-type]  # the names of the fields


class OneOff(NamedTuple):
    """A one-off payment (一次性生活补助) that a notice sets for one month, a person or a household (fen)."""

    name: str
    month: Month
    amount: int
    per: Literal["person", "household"]
    statuses: tuple[str, ...]
    notice: Notice
    basis: Basis = "published"


class District(NamedTuple):
    """A district or county-level city, with the ways in which people write it."""

    name: str
    short: str
    pinyin: tuple[str, ...]
    code: str
    groups: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name, self.short, *self.pinyin, self.code)


class Zone(NamedTuple):
    """A place that people name as if it were a district (高新区), and the districts in which it lies.

    It has no standards of its own. A rural household there must name its district where the standards differ.
    """

    name: str
    spellings: tuple[str, ...] = ()
    lies_in: tuple[str, ...] = ()


class Region(NamedTuple):
    """A city with its districts, the month and the pair of months taken when none is asked for."""

    id: str
    name: Note
    default_month: Month
    default_pair: tuple[Month, Month]
    districts: tuple[District, ...] = ()
    groups: Mapping[str, Note] = MappingProxyType({})
    national: str = ""
    ratios: tuple[Ratio, ...] = ()
    zones: tuple[Zone, ...] = ()

    def place(self, spelling: str) -> District:
        """A district, or a zone as a district without a group. Raises `InputError`, with the nearest district."""
        wanted = spelling.strip().lower()
        zone = next((zone for zone in self.zones if wanted in (zone.name, *zone.spellings)), None)
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
            if wanted.lower() in district.spellings:
                return district
        known = [s for d in self.districts for s in d.spellings]
        details = {"nearest": nearest(wanted.lower(), known), "known": ", ".join(d.name for d in self.districts)}
        raise InputError(Problem("unknown_district", "district", spelling, details=details))


class Missing(NamedTuple):
    """What a rule needs and does not have: a key that no notice in force sets, or a fact of the household.

    `state` says why: no notice ever sets the key, only a later one does, it was repealed, a new figure is
    known to exist but was not found; the fact was not stated; or no band is low enough. `first` is the month from
    which a key is set, `indices` are those of which one is needed (where `key` is `index`).
    """

    key: str
    month: Month
    state: Literal["never", "not_yet", "repealed", "unknown", "not_stated", "no_band"] = "never"
    first: Month | None = None
    indices: tuple[str, ...] = ()

    @property
    def setting(self) -> str:
        """The key as `--set` and a notice file take it."""
        return written(self.key)


class Standards:
    """All notices of a region, ready for dated look-up."""

    def __init__(
        self,
        region: Region,
        notices: Iterable[Notice],
        values: Iterable[Value],
        indices: Mapping[Month, PriceIndex] | None = None,
        one_offs: Iterable[OneOff] = (),
        national: Mapping[Month, PriceIndex] | None = None,
        laid_over: Iterable[str] = (),
    ) -> None:
        """`laid_over` are folders that name no region: their notices are laid over this one's without its name."""
        self.region = region
        self.laid_over = tuple(laid_over)
        self.notices = tuple(sorted(notices, key=lambda n: (n.effective, n.id)))
        self.indices = dict(indices or {})
        self.national: Mapping[Month, PriceIndex] = {} if national is None else national
        self.one_offs = tuple(one_offs)
        self._dated: dict[str, list[Value]] = {}
        for value in values:
            self._dated.setdefault(value.key, []).append(value)
        for history in self._dated.values():
            history.sort(key=lambda value: value.notice.effective)  # stable: a folder laid on top stays later
        # the keys that some notice sets for single districts
        self.split_keys = frozenset(name for name, place in map(key_parts, self._dated) if place)

    @property
    def first_month(self) -> Month:
        """The first month of any yearly standard; before it the region has no table."""
        dates = [h[0].notice.effective for key, h in self._dated.items() if PARAMETERS[key_parts(key)[0]].yearly]
        return min(dates, default=self.region.default_month)

    @property
    def newest_month(self) -> Month:
        """The month from which the newest of the yearly standards holds."""
        yearly = (history[-1] for key, history in self._dated.items() if PARAMETERS[key_parts(key)[0]].yearly)
        return max((value.notice.effective for value in yearly), default=self.region.default_month)

    def history(self, key: str) -> tuple[Value, ...]:
        """Every value that the key ever had, by date."""
        return tuple(self._dated.get(key, ()))

    def keys(self) -> tuple[str, ...]:
        """Every key that some notice sets, in the order of the programmes."""
        order = {key: n for n, key in enumerate(PARAMETERS)}
        return tuple(sorted(self._dated, key=lambda key: (order[key_parts(key)[0]], key)))

    @property
    def set_keys(self) -> frozenset[str]:
        """Every key that some notice sets, in no order."""
        return frozenset(self._dated)

    def find(self, key: str, month: Month) -> Value | None:
        """The value in force in a month, or None."""
        history = self._dated.get(key, [])
        newest = bisect_right(history, month, key=lambda value: value.notice.effective)
        for value in reversed(history[:newest]):
            until = value.notice.until
            if until is None or month < until:
                return None if value.gone else value
        return None

    def state(self, key: str, month: Month) -> Literal["never", "not_yet", "repealed", "unknown"]:
        """Why `find` gives nothing: no notice ever, only later ones, repealed, or known to exist but not found."""
        history = self._dated.get(key)
        if not history:
            return "never"
        past = [v for v in history if v.notice.effective <= month]
        return past[-1].gone or "repealed" if past else "not_yet"

    def on(self, month: Month | str | None = None) -> "Table":
        """The table of a month; of the region's own where none is stated, which the answer then says.

        Raises `InputError` for a month before the first table.
        """
        if month is None:
            return Table(self, self.region.default_month, month_stated=False)
        wanted = Month.parse(month) if isinstance(month, str) else month
        if wanted < self.first_month:
            raise InputError(
                Problem("before_first_table", "month", str(wanted), details={"first": str(self.first_month)})
            )
        return Table(self, wanted)


class Table(NamedTuple):
    """The standards in force in one month; `overrides` are values that the user set in their place.

    `month_stated` is false where nobody said which month is meant, so that the region's own was taken.
    """

    standards: Standards
    month: Month
    overrides: Mapping[str, Value] = MappingProxyType({})
    month_stated: bool = True

    def __repr__(self) -> str:
        """Which table it is; it may hold hundreds of notices."""
        by_hand = f", {sorted(self.overrides)}" if self.overrides else ""
        return f"Table({self.region.id!r}, {str(self.month)!r}{by_hand})"

    @property
    def region(self) -> Region:
        return self.standards.region

    def overriding(self, values: Iterable[Value]) -> "Table":
        """The same table with some values replaced."""
        return self._replace(overrides={**self.overrides, **{value.key: value for value in values}})

    def at(self, month: Month) -> "Table":
        """The table of another month, with the same values replaced; another month than the region's own was stated."""
        return self._replace(month=month, month_stated=self.month_stated or month != self.month)

    def earlier(self, months: int) -> "Table":
        """The notices' own table of some months before; what the user set stands for this month only."""
        return Table(self.standards, self.month.plus(-months))

    def price_index(self, national: bool = False) -> PriceIndex | None:
        """The price index on record for the month; the national one in its place, as an estimate, if asked for."""
        recorded = self.standards.indices.get(self.month)
        if recorded is None and national:
            of_the_country = self.standards.national.get(self.month)
            return of_the_country._replace(estimate=True) if of_the_country else None
        return recorded

    def find(self, key: str, district: str | None = None) -> Value | None:
        """The value for a district: its own, else that of a group it belongs to, else the general one.

        A value that the user set stands in the place of the same key in the notices, as in a notice of its own: a
        general one leaves those of districts and groups alone. Where a notice says that a place has a figure of its
        own that was not found (`unknown`), the general one is not that place's: nothing is found.
        """
        for place in self._places(district):
            full_key = f"{key}@{place}" if place else key
            value = self.value_of(full_key)
            if value is not None or (place and self.standards.state(full_key, self.month) == "unknown"):
                return value
        return None

    def value_of(self, full_key: str) -> Value | None:
        """The value of one key as it is written, of no other place: set by the user, else by the notices."""
        return self.overrides.get(full_key) or self.standards.find(full_key, self.month)

    def missing(self, key: str) -> Missing:
        """What to say where `find` gives nothing."""
        of_a_place = self.value_of(key) is not None  # then it is the figure of a district that was not found
        state = "unknown" if of_a_place else self.standards.state(key, self.month)
        return Missing(
            key, self.month, state, self.standards.history(key)[0].notice.effective if state == "not_yet" else None
        )

    def _places(self, district: str | None) -> tuple[str, ...]:
        if district is None:
            return ("",)
        known = self.region.place(district)
        return (known.name, *known.groups, "")

    def months_out_of_date(self, value: Value, month: Month | None = None) -> int:
        """How many months a yearly value is used past the year that it was set for; 0 if it is current."""
        if not PARAMETERS[key_parts(value.key)[0]].yearly or value.key in self.overrides:
            return 0
        return max(0, (month or self.month).since(value.notice.effective) - RENEWAL_MONTHS + 1)

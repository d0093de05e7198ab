"""Standards as notices set them: which value is in force in a month, by which notice, how well founded.

The table of a month is every notice in force, laid over the earlier ones: a later value replaces
an earlier one, an ended one falls away. Intervals are half-open: `effective` counts, `until` does not.
"""

from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .month import Month
from .notice import Notice, OneOff, PriceIndex, Value
from .parameters import PARAMETERS, Choices, key_parts, parts_of_key, written
from .problems import InputError, Problem
from .region import Region

if TYPE_CHECKING:
    from .alike import Plan
    from .case import AssessmentOptions, Place

RENEWAL_MONTHS = 12
"""Standards are set once a year, so one that is older than this is out of date."""


class Missing(NamedTuple):
    """What a rule needs and does not have: a key that no notice in force sets, or a fact of the household.

    `state` says why: no notice ever sets the key, only a later one does, it was repealed, a new figure is
    known to exist but was not found; the fact was not stated; no band is low enough; or it is set by district only
    and none was stated. `first` is the month from which a key is set, `indices` are those of which one is needed
    (where `key` is `index`).
    """

    key: str
    month: Month
    state: Literal["never", "not_yet", "repealed", "unknown", "not_stated", "no_band", "by_place"] = "never"
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
        others: Iterable[str] = (),
    ) -> None:
        """`laid_over` are folders that name no region: their notices are laid over this one's without its name.

        `others` are regions of the same folders that nobody chose between: this one was taken as the default.
        """
        self.region = region
        self.laid_over = tuple(laid_over)
        self.others = tuple(others)
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
        self.region = region._replace(names=MappingProxyType(self._names()))
        # what a table without the user's own values found: a roster asks for the same a hundred thousand times
        self.found: dict[tuple[str, str | None, str, Month], Value | None] = {}
        # what cases found out about the places of such tables: see `Case.place`
        self.places_seen: dict[tuple[Month, str, str | None, AssessmentOptions], Place] = {}
        # how the amounts of households that are alike are reckoned (`alike.py`); None before the first household
        self.plans: dict[Hashable, Plan[Any]] | None = None

    def _names(self) -> dict[str, Choices]:
        """The names that notices give, by the field that takes them; grades in the order of the newest list of them."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for key, history in self._dated.items():
            parts = parts_of_key(key)
            field = PARAMETERS[parts.name].names
            if not field:
                continue
            listed: dict[str, tuple[str, ...]] = {parts.category: ()} if parts.category else {}
            for value in reversed(history):
                listed = {**value.names, **listed} if value.names else listed
            known = found.get(field, {})
            found[field] = (
                {**known, **{name: () for name in listed if name not in known}}
                if parts.category
                else {**listed, **{name: own for name, own in known.items() if name not in listed}}
            )
        return dict(found)

    @cached_property
    def first_month(self) -> Month:
        """The first month of any yearly standard; before it the region has no table."""
        dates = [h[0].notice.effective for key, h in self._dated.items() if PARAMETERS[key_parts(key)[0]].yearly]
        return min(dates, default=self.region.default_month)

    @cached_property
    def newest_month(self) -> Month:
        """The month from which the newest of the yearly standards holds."""
        yearly = (history[-1] for key, history in self._dated.items() if PARAMETERS[key_parts(key)[0]].yearly)
        return max((value.notice.effective for value in yearly), default=self.region.default_month)

    def history(self, key: str) -> tuple[Value, ...]:
        """Every value that the key ever had, by date."""
        return tuple(self._dated.get(key, ()))

    def keys(self) -> tuple[str, ...]:
        """Every key that some notice sets, in the order of the programmes and of the names that notices give."""
        order = {key: n for n, key in enumerate(PARAMETERS)}

        def place(key: str) -> tuple[int, int, str]:
            parts = parts_of_key(key)
            named = list(self.region.names.get(PARAMETERS[parts.name].names, ()))
            return order[parts.name], named.index(parts.category) if parts.category in named else -1, key

        return tuple(sorted(self._dated, key=place))

    @property
    def set_keys(self) -> frozenset[str]:
        """Every key that some notice sets, in no order."""
        return frozenset(self._dated)

    def find(self, key: str, month: Month) -> Value | None:
        """The value in force in a month, or None."""
        for value in reversed(self._dated.get(key, ())):
            until = value.notice.until
            if value.notice.effective <= month and (until is None or month < until):
                return None if value.gone else value
        return None

    def places(self, district: str | None) -> tuple[str, ...]:
        """The places whose values hold in a district, its own first; the last one is all of the region.

        Raises `InputError` for a district that the region does not have.
        """
        if district is None:
            return ("",)
        known = self.region.place(district)
        return (known.name, *known.groups, "")

    def by_place(self, key: str, month: Month) -> bool:
        """Whether a key is in force for some district or group."""
        key_parts = parts_of_key(key)
        return any(
            parts.district and (parts.name, parts.category) == key_parts[:2] and self.find(each, month) is not None
            for each, parts in ((each, parts_of_key(each)) for each in self._dated if each.startswith(f"{key}@"))
        )

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

    def find(self, key: str, district: str | None = None, area: str = "") -> Value | None:
        """The value for a district: its own, else that of a group it belongs to, else the general one.

        In each of these places one for the area (`urban`, `rural`) goes before one for both.

        A value that the user set stands in the place of the same key in the notices, as in a notice of its own: a
        general one leaves those of districts and groups alone. Where a notice says that a place has a figure of its
        own that was not found (`unknown`), the general one is not that place's: nothing is found.
        """
        if self.overrides:
            return self._find(key, district, area)
        found, lookup = self.standards.found, (key, district, area, self.month)
        if lookup not in found:
            found[lookup] = self._find(key, district, area)
        return found[lookup]

    def _find(self, key: str, district: str | None, area: str) -> Value | None:
        for place in self.standards.places(district):
            for of_area in (f"@{area}", "") if area else ("",):
                full_key = f"{key}{of_area}@{place}" if place else f"{key}{of_area}"
                value = self.value_of(full_key)
                if value is not None or (
                    (place or of_area) and self.standards.state(full_key, self.month) == "unknown"
                ):
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

    def months_out_of_date(self, value: Value, month: Month | None = None) -> int:
        """How many months a yearly value is used past the year that it was set for; 0 if it is current."""
        if not PARAMETERS[key_parts(value.key)[0]].yearly or value.key in self.overrides:
            return 0
        return max(0, (month or self.month).since(value.notice.effective) - RENEWAL_MONTHS + 1)

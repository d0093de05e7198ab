"""What a change of the standards costs, over a whole roster; and what one month of a roster comes to.

Every household is computed for both months with the same facts, so that what differs is the tables' doing.
"""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from typing import Any, NamedTuple

from ..rules.assessment import PROGRAMMES
from ..rules.money import yuan
from ..rules.month import Month
from ..rules.problems import Problem, Refused
from .batch import guarded
from .block import Counts, Worker
from .run import Progress, Request, Run, working_folder
from .sort import completed

OUTCOMES = ("up", "newly_in", "unchanged", "down", "newly_out", "not_entitled")
"""Of households: paid more, paid for the first time, the same, less, nothing any more, nothing in either month."""

CAUSES = ("paid_before_and_after", "newly_paid", "no_longer_paid")
"""The parts of a programme's difference: the changed rate, those who come in, those who fall out."""

BAND = 5000
"""The width in fen of a band of the distribution."""


class Tally(NamedTuple):
    """Households, their members, and what they are paid before and after, fen a month."""

    households: int = 0
    persons: int = 0
    before: int = 0
    after: int = 0

    def plus(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))


class Effect(NamedTuple):
    """The effect of a change of tables. Amounts are fen a month, over what is known.

    `unknown` counts the amounts of a programme that nobody knows (before, after), which no sum holds.
    `before` is None where one month is summed up.
    """

    before: Month | None
    after: Month | None
    outcomes: dict[str, Tally]
    places: dict[tuple[str, str], Tally]
    programmes: dict[str, Tally]
    causes: dict[tuple[str, str], Tally]
    unknown: dict[str, tuple[int, int]]
    bands: dict[int, Tally]
    read: int
    rejected: int
    unused: tuple[str, ...] = ()

    def parts(self) -> dict[str, dict[str, Tally]]:
        """Everything by part and name, for showing; a band is named by its lowest and highest amount."""
        parts: dict[str, dict[str, Tally]] = {"total": {"all": self.total}}
        if self.before is not None:
            parts["outcome"] = self.outcomes
        parts["programme"] = self.programmes
        if self.before is not None:
            parts["cause"] = {f"{programme}:{cause}": tally for (programme, cause), tally in self.causes.items()}
        parts["place"] = {" ".join(filter(None, place)): tally for place, tally in self.places.items()}
        parts["band"] = {
            f"{yuan(band * BAND)}..{yuan((band + 1) * BAND - 1)}": tally for band, tally in self.bands.items()
        }
        return parts

    @property
    def total(self) -> Tally:
        """All households together."""
        whole = Tally()
        for tally in self.places.values():
            whole = whole.plus(tally)
        return whole


def budget_effect(request: Request, before: Month, after: Month, progress: Progress) -> Effect:
    """The effect on every household of a roster of the tables of one month in place of another's. Raises `Refused`."""
    request.table_of(before)
    request.table_of(after)
    return _over_roster(request, before, after, progress)


def summary(request: Request, progress: Progress) -> Effect:
    """What a roster's households are paid in their month. Raises `Refused`."""
    return _over_roster(request, None, None, progress)


def _over_roster(request: Request, before: Month | None, after: Month | None, progress: Progress) -> Effect:
    with working_folder() as folder, guarded(folder):
        return completed(Run(request, folder), lambda run: _once(run, before, after, progress))


def _once(run: Run, before: Month | None, after: Month | None, progress: Progress) -> Effect:
    sums = _Sums()

    def each(worker: Worker, _place: object) -> Counts:
        if before is None:
            counts = worker.answer()
            worker.run(f"CREATE OR REPLACE TEMP TABLE before AS {worker.results()}")
        else:
            worker.answer(before)
            worker.run(f"CREATE OR REPLACE TEMP TABLE before AS {worker.results()}")
            counts = worker.answer(after)
        worker.run(f"CREATE OR REPLACE TEMP TABLE after AS {worker.results()}")
        sums.add(worker, before is None)
        return counts

    read = rejected = 0
    for counts, _place in run.blocks(each, progress):
        read, rejected = read + counts.read, rejected + counts.rejected
    if not read:
        raise Refused(Problem("no_rows", file=run.request.file))
    return sums.effect(before, after, read, rejected)._replace(unused=run.columns.unused)


_PAIR = "before JOIN after USING (household)"
_TALLY = "count(*), sum(after.size), sum(before.total), sum(after.total)"
_OUTCOME = """CASE WHEN before.total = 0 AND after.total = 0 THEN 'not_entitled' WHEN before.total = 0 THEN 'newly_in'
    WHEN after.total = 0 THEN 'newly_out' WHEN before.total = after.total THEN 'unchanged'
    WHEN before.total < after.total THEN 'up' ELSE 'down' END"""


class _Sums:
    """The sums over all blocks."""

    def __init__(self) -> None:
        self.tallies: dict[str, dict[Any, Tally]] = defaultdict(dict)
        self.unknown: dict[str, tuple[int, int]] = dict.fromkeys(PROGRAMMES, (0, 0))
        self._lock = Lock()

    def add(self, worker: Worker, one_month: bool) -> None:
        """Add a block whose answers stand in the tables `before` and `after`."""
        groups = {
            "outcomes": f"{_OUTCOME}, ''",
            "places": "after.area, coalesce(after.district, '')",
            "bands": f"floor_divide(after.total - {0 if one_month else 'before.total'}, {BAND}), ''",
        }
        found = {
            name: worker.fetch(f"SELECT {keys}, {_TALLY} FROM {_PAIR} GROUP BY 1, 2") for name, keys in groups.items()
        }
        rows = [part for programme in PROGRAMMES for part in _cause_parts(programme)]
        causes = worker.fetch(f"SELECT {', '.join(rows)} FROM {_PAIR}")[0]
        gaps = worker.fetch(
            "SELECT "
            + ", ".join(f"count(*) - count(before.{p}), count(*) - count(after.{p})" for p in PROGRAMMES)
            + f" FROM {_PAIR}"
        )[0]
        with self._lock:
            for name, told in found.items():
                for first, second, *numbers in told:
                    self._add(name, (first, second) if name == "places" else first, numbers)
            keys = [(programme, cause) for programme in PROGRAMMES for cause in CAUSES]
            for n, key in enumerate(keys):
                self._add("causes", key, causes[4 * n : 4 * n + 4])
            for n, programme in enumerate(PROGRAMMES):
                old = self.unknown[programme]
                self.unknown[programme] = (old[0] + gaps[2 * n], old[1] + gaps[2 * n + 1])

    def _add(self, name: str, key: Any, numbers: Any) -> None:
        tally = Tally(*(int(number or 0) for number in numbers))
        self.tallies[name][key] = self.tallies[name].get(key, Tally()).plus(tally)

    def effect(self, before: Month | None, after: Month | None, read: int, rejected: int) -> Effect:
        causes = {key: tally for key, tally in sorted(self.tallies["causes"].items()) if tally.households}
        programmes: dict[str, Tally] = {}
        for (programme, _cause), tally in causes.items():
            programmes[programme] = programmes.get(programme, Tally()).plus(tally)
        return Effect(
            before,
            after,
            {name: self.tallies["outcomes"].get(name, Tally()) for name in OUTCOMES},
            dict(sorted(self.tallies["places"].items())),
            {programme: programmes[programme] for programme in PROGRAMMES if programme in programmes},
            causes,
            {programme: gaps for programme, gaps in self.unknown.items() if any(gaps)},
            dict(sorted(self.tallies["bands"].items())),
            read,
            rejected,
        )


def _cause_parts(programme: str) -> list[str]:
    """The four sums of each cause, of one programme."""
    old, new = f"coalesce(before.{programme}, 0)", f"coalesce(after.{programme}, 0)"
    conditions = (f"{old} > 0 AND {new} > 0", f"{old} = 0 AND {new} > 0", f"{old} > 0 AND {new} = 0")
    return [
        f"{part} FILTER ({condition})"
        for condition in conditions
        for part in ("count(*)", "sum(after.size)", f"sum({old})", f"sum({new})")
    ]

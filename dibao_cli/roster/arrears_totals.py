"""The arrears of a roster summed up: by month, programme and place. What a block comes to is said in `arrears.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

from ..rules.arrears import Rates
from ..rules.assumed import ASSUMED
from ..rules.month import Month
from ..rules.notice import BASES
from ..rules.problems import InputError, Problem
from .arrears import OVER, RECKONED, UNDER, reckon
from .arrears_columns import month_text
from .batch import guarded
from .duckdb_sql import contains, each_word, nth_of, quoted
from .plan import Counts
from .regroup import completed
from .run import Progress, Request, Run, working_folder
from .worker import Worker


class Tally(NamedTuple):
    """Households, their members, and fen over all of their months: `difference` is what is owed less what was paid.

    What was paid too little in a month and what was paid too much in another are never netted in the last two. Of
    `incomplete` households a part is not known: it is in none of the sums, which are no totals then.
    """

    households: int = 0
    persons: int = 0
    incomplete: int = 0
    owed: int = 0
    paid: int = 0
    difference: int = 0
    underpaid: int = 0
    overpaid: int = 0

    def plus(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))


class Totals(NamedTuple):
    """The arrears of a roster by part (`total`, `month`, `programme` …) and name.

    `not_known` counts the households of which no difference can be told in some month; they are in no sum of
    differences. `incomplete` counts, by programme, those of which a line is known on one side only or on neither;
    `unstated` those for whom something was taken that nobody stated.
    """

    months: tuple[Month, ...]
    parts: dict[str, dict[str, Tally]]
    not_known: int
    incomplete: dict[str, int]
    read: int
    rejected: int
    unstated: int = 0
    unused: tuple[str, ...] = ()


def totals(request: Request, months: Sequence[Rates], progress: Progress) -> Totals:
    """The arrears of all households together. Raises `InputError`."""

    def once(run: Run) -> Totals:
        sums = _Sums(tuple(side.month for side in months))
        read = rejected = 0

        def each(worker: Worker, _place: object) -> Counts:
            counts = reckon(worker, months, by_programme=True)
            sums.add(worker)
            return counts

        for counts, _place in run.blocks(each, progress):
            read, rejected = read + counts.read, rejected + counts.rejected
        if not read:
            raise InputError(Problem("no_rows", file=run.request.file))
        return sums.totals(read, rejected, run.columns.unused)

    with working_folder() as folder, guarded():
        return completed(Run(request, folder), once)


# sums over all blocks

_TALLY = """
    count(*), sum(size), coalesce(sum(CASE WHEN complete THEN 0 ELSE 1 END), 0),
    sum(owed), sum(paid), sum(difference), sum(underpaid), sum(overpaid)"""
_ON_ROLL = "(SELECT * FROM of_households WHERE months > 0)"
_MONTHS = f"""(
    SELECT month, size, of_months.complete, of_months.owed, of_months.paid, of_months.difference,
           {UNDER} AS underpaid, {OVER} AS overpaid
    FROM of_months JOIN of_households USING (household))"""
_GROUPS = {
    "total": f"SELECT 'all', {_TALLY} FROM {_ON_ROLL} HAVING count(*) > 0",
    "month": f"SELECT {month_text('month')}, {_TALLY} FROM {_MONTHS} GROUP BY 1",
    "place": f"SELECT concat_ws(' ', area, nullif(district, '')), {_TALLY} FROM {_ON_ROLL} GROUP BY 1",
    "basis": f"SELECT coalesce({nth_of(BASES, 'basis')}, 'none'), {_TALLY} FROM {_ON_ROLL} GROUP BY 1",
    "assumed": f"""
        SELECT code, {_TALLY} FROM (SELECT {each_word("warnings")} AS code, * FROM {_ON_ROLL}) WHERE code <> ''
        GROUP BY 1""",
}
"""The sums of each part but the programmes, by name."""

IN_ONE_SUM = "in_one_sum"
"""In the place of a programme: what was paid was stated in one sum for all of them."""
NAMES: tuple[str, ...] = (*RECKONED, IN_ONE_SUM)


_PROGRAMMES = f"""
    SELECT programme, sum(CASE WHEN paid_some THEN 1 END), sum(CASE WHEN paid_some THEN size END), sum(each.owed),
           sum(each.paid), sum(CASE WHEN gap THEN 1 END)
    FROM (
        SELECT household, programme, sum(owed) AS owed, sum(paid) AS paid, bool_or(gap) AS gap,
               bool_or(owed > 0 OR paid > 0) AS paid_some
        FROM of_programmes GROUP BY household, programme
        UNION ALL
        SELECT household, '{IN_ONE_SUM}', sum(owed), sum(paid), false, bool_or(owed > 0 OR paid > 0)
        FROM of_months WHERE stated GROUP BY household
    ) AS each JOIN of_households USING (household)
    GROUP BY programme"""
"""For each programme, and for what was paid in one sum: households, members, owed, paid, and who has a gap."""


class _Sums:
    """The sums over all blocks."""

    def __init__(self, months: tuple[Month, ...]) -> None:
        self.months = months
        self.parts: dict[str, dict[str, Tally]] = defaultdict(dict)
        self.not_known = self.unstated = 0
        self.incomplete: dict[str, int] = dict.fromkeys(RECKONED, 0)
        self._lock = Lock()

    def add(self, worker: Worker) -> None:
        """Add a block that has been reckoned."""
        engine = worker.engine
        found = [(part, name, numbers) for part, sql in _GROUPS.items() for name, *numbers in engine.ask(sql)]
        of_programmes = engine.ask(_PROGRAMMES)
        not_known = engine.number("SELECT count(*) FROM of_households WHERE NOT known")
        unstated = engine.number(f"SELECT count(*) FROM {_ON_ROLL} WHERE {contains('warnings', quoted(ASSUMED))}")
        with self._lock:
            self.not_known += not_known
            self.unstated += unstated
            for part, name, numbers in found:
                self._add(part, name, numbers)
            for name, *numbers in of_programmes:
                households, persons, owed, paid, gaps = (int(each or 0) for each in numbers)
                if households or gaps:
                    self._add("programme", name, (households, persons, gaps, owed, paid, owed - paid))
                self.incomplete[name] = self.incomplete.get(name, 0) + gaps

    def _add(self, part: str, name: str, numbers: Sequence[int | None]) -> None:
        tally = Tally(*(int(number or 0) for number in numbers))
        self.parts[part][name] = self.parts[part].get(name, Tally()).plus(tally)

    def totals(self, read: int, rejected: int, unused: tuple[str, ...]) -> Totals:
        order = {name: n for n, name in enumerate((*NAMES, *BASES))}
        parts = {
            part: dict(sorted(self.parts[part].items(), key=lambda item: (order.get(item[0], 0), item[0])))
            for part in ("total", "month", "programme", "place", "basis", "assumed")
        }
        parts["total"] = parts["total"] or {"all": Tally()}
        gaps = {name: number for name, number in self.incomplete.items() if number}
        return Totals(self.months, parts, self.not_known, gaps, read, rejected, self.unstated, unused)

"""Arrears over a whole roster (补发): `rules/arrears.py` for every household at once.

Every block is computed twice a month, with the table in force and at the rates before it. Lines that are known on
one side only are in neither sum, as for a single household; so what is compared are lines, not households.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ..rules.arrears import NOT_RECKONED, Rates
from ..rules.assessment import PROGRAMMES, Programme
from ..rules.assumed import ASSUMED, NOTED
from ..rules.notice import BASES
from ..rules.problems import Problem
from . import duckdb_sql as db
from .amount_steps import OF_ITS_FAMILY, PERSONS, of_family, of_its_person, of_person, present, unknown
from .arrears_columns import rows_of_households, rows_of_months, whole_or_known
from .batch import Outcome, Outputs, Written, guarded, written_once
from .contributions import NO_BASIS
from .on_roll import ordinal
from .output_columns import format_asked
from .parsed_texts import Stop
from .plan import Counts
from .regroup import completed
from .run import Progress, Request, Run, working_folder
from .worker import Worker

RECKONED: tuple[Programme, ...] = tuple(name for name in PROGRAMMES if name not in NOT_RECKONED)
ROLL_ASSUMED = f"{ASSUMED}on_roll"
"""Nobody said from when a household was on the roll: it was taken to be for all of the months."""


def roster_arrears(
    request: Request, months: Sequence[Rates], outputs: Outputs, progress: Progress, by_month: bool = False
) -> Outcome:
    """Write what each household is owed, or each month of it. Raises `InputError`; then nothing has been written."""
    kind = format_asked(outputs.format, outputs.file)

    def once(run: Run) -> Outcome:
        table, source, order = rows_of_months(run, kind) if by_month else rows_of_households(run, kind)
        written = Written(
            lambda worker: reckon(worker, months), table, source, order, lambda _worker: (), warned="of_households"
        )
        return written_once(run, written, outputs, kind, progress)

    with working_folder() as folder, guarded():
        return completed(Run(request, folder), once)


# a block: month after month, both sides


def reckon(worker: Worker, months: Sequence[Rates], by_programme: bool = False) -> Counts:
    """Leave the block's months in the table `of_months` and its households in `of_households`.

    `by_programme` keeps too what each programme comes to, in `of_programmes`.
    """
    engine, columns = worker.engine, worker.plan.columns
    engine.make("of_months", _OF_MONTHS)
    engine.make("of_programmes", _OF_PROGRAMMES)
    paid = ("max(paid)", "bool_or(paid_stated)") if "paid" in columns.amounts else ("0", "false")
    of_households = f"SELECT household, {paid[0]} AS paid, {paid[1]} AS stated FROM checked_rows GROUP BY household"
    engine.keep("stated_payments", of_households)
    engine.keep("roll", _ROLL)
    counts = Counts(0, 0, 0)
    refused: dict[str, int] = dict(engine.ask("SELECT household, fault FROM roll WHERE fault IS NOT NULL"))
    for side in months:
        counts, paid_now = _answered(worker, side, "now", refused)
        paid_before = paid_now
        if side.old is not None:
            counts, paid_before = _answered(worker, side, "old", refused)
        else:
            engine.keep("lines_old", "SELECT * FROM lines_now LIMIT 0")
            engine.keep("facts_old", "SELECT * FROM facts_now LIMIT 0")
            refused |= _without_payment(worker, side)
        there = [name for name in RECKONED if name in paid_now or name in paid_before]
        engine.keep("month_sums", _month_sums(ordinal(side.month), there, paid_now, paid_before))
        engine.run(f"INSERT INTO of_months {_of_month(ordinal(side.month), there)}")
        for name in there if by_programme else ():
            engine.run(f"INSERT INTO of_programmes {_of_programme(name)}")
    already = {household for (household,) in engine.ask("SELECT household FROM refused")}
    more = {household: fault for household, fault in refused.items() if household not in already}
    if more:
        counts = counts._replace(rejected=worker.refuse(more), households=counts.households - len(more))
    engine.keep("of_households", _OF_HOUSEHOLDS)
    engine.view("of_each_household", whole_or_known(_OF_EACH_HOUSEHOLD))
    engine.view("of_each_month", whole_or_known(_OF_EACH_MONTH))
    return counts


def _answered(worker: Worker, side: Rates, name: str, refused: dict[str, int]) -> tuple[Counts, tuple[Programme, ...]]:
    """Compute one side; its counts, and the programmes that somebody in the block may be paid."""
    table = side.now if name == "now" else side.old
    assert table is not None
    counts = worker.answer(Stop(f"{side.month} {name}", table, worker.plan.question))
    in_cases = {each for (each,) in worker.engine.ask("SELECT DISTINCT programme FROM case_lines")}
    there = {*present(worker.shown), *in_cases}
    programmes = tuple(programme for programme in RECKONED if programme in there)
    worker.engine.keep(f"lines_{name}", _lines(worker, programmes))
    worker.engine.keep(f"facts_{name}", _FACTS)
    for household, fault in worker.engine.ask("SELECT household, fault FROM household_faults"):
        refused.setdefault(household, fault)
    return counts, programmes


def _without_payment(worker: Worker, side: Rates) -> dict[str, int]:
    """The households of which nobody said what was paid, in a month for which no earlier table says it."""
    rows = worker.engine.ask(f"""
        SELECT household FROM facts_now JOIN roll USING (household) LEFT JOIN stated_payments USING (household)
        WHERE {_on_roll(ordinal(side.month))} AND NOT coalesce(stated, false)""")
    first = str(side.now.standards.first_month)
    problem = Problem("before_first_table", "paid", str(side.month.plus(-1)), details={"first": first})
    return {household: worker.plan.readings.fault([problem]) for (household,) in rows}


_ROLL = "SELECT household, row AS first_row, since, until, fault FROM households JOIN on_roll USING (facts)"
UNDER = "CASE WHEN of_months.difference IS NOT NULL THEN greatest(of_months.difference, 0) END"
OVER = "CASE WHEN of_months.difference IS NOT NULL THEN greatest(-of_months.difference, 0) END"
_OF_MONTHS = {
    "household": "VARCHAR",
    "month": "INTEGER",
    "stated": "BOOLEAN",
    "owed": "BIGINT",
    "paid": "BIGINT",
    "difference": "BIGINT",
    "complete": "BOOLEAN",
    "basis": "INTEGER",
    "codes": "VARCHAR",
}
_OF_PROGRAMMES = {"household": "VARCHAR", "programme": "VARCHAR", "owed": "BIGINT", "paid": "BIGINT", "gap": "BOOLEAN"}


def _on_roll(month: int) -> str:
    return f"coalesce(since <= {month}, true) AND coalesce({month} < until, true)"


def _lines(worker: Worker, programmes: Sequence[Programme]) -> str:
    """What each line comes to (NULL where it is not known), by household and the family or person that it is for."""

    def amounts(side: str, amount: Callable[[Programme], str]) -> str:
        return ", ".join(
            f"CAST(0 AS BIGINT) AS {name}"
            if name in worker.plan.question.without
            else f"CASE WHEN {unknown(side, name)} THEN NULL ELSE CAST({amount(name)} AS BIGINT) END AS {name}"
            for name in programmes
        )

    parts = [f"SELECT dibao.household, 'family' AS key, {amounts('families', of_family)} FROM {OF_ITS_FAMILY}"]
    if PERSONS in worker.shown:
        key, own = "'row ' || checked_rows.row", amounts("persons", lambda name: of_person(name, worker.shown))
        parts.append(f"SELECT checked_rows.household, {key}, {own} FROM {of_its_person(worker.shown)}")
    known = ", ".join(
        f"""CASE WHEN bool_or(programme = '{name}' AND amount IS NULL) THEN NULL
            ELSE CAST(coalesce(sum(CASE WHEN programme = '{name}' THEN amount END), 0) AS BIGINT) END AS {name}"""
        for name in programmes
    )
    parts.append(f"""
        SELECT household, 'person ' || coalesce(person, ''), {known} FROM case_lines GROUP BY household, person""")
    return " UNION ALL ".join(parts)


_FACTS = f"""
    SELECT household, area, district, size, basis, codes
    FROM amounts JOIN warning_sets ON warning_sets.warnings = amounts.warnings
    UNION ALL
    SELECT household, area, district, size, {db.place_in(BASES, "basis")} AS basis, warnings FROM cases"""
"""What holds for each household that is computed."""


def _codes(*sides: str) -> str:
    """What was not stated of a household, each code once."""
    noted = [f"left(code, {len(ASSUMED)}) = '{ASSUMED}'", *(f"code = '{code}'" for code in sorted(NOTED))]
    return db.chosen_words(f"concat_ws(' ', {', '.join(sides)})", "code", " OR ".join(noted))


def _month_sums(
    month: int, there: Sequence[Programme], paid_now: Collection[Programme], paid_before: Collection[Programme]
) -> str:
    """The sums of one month, both sides paired line by line, for those who were on the roll.

    `there` are the programmes that somebody may be paid, now or before.
    """

    def of(side: str, name: Programme, paid: Collection[Programme]) -> str:
        here = f"CASE WHEN {side}.household IS NULL THEN 0 ELSE {side}.{name} END"
        amount = here if name in paid else "CAST(0 AS BIGINT)"
        return f"{amount} AS {side}_{name}"

    pairs = ", ".join(f"{of('now', name, paid_now)}, {of('old', name, paid_before)}" for name in there)
    known = {name: f"now_{name} IS NOT NULL AND old_{name} IS NOT NULL" for name in there}
    sums = [
        f"""CAST(sum(CASE WHEN {known[name]} THEN now_{name} ELSE 0 END) AS BIGINT) AS owed_{name},
        CAST(sum(CASE WHEN {known[name]} THEN old_{name} ELSE 0 END) AS BIGINT) AS paid_{name},
        NOT bool_and({known[name]}) AS gap_{name},
        bool_and(now_{name} IS NOT NULL) AS settled_{name},
        CAST(sum(coalesce(now_{name}, 0)) AS BIGINT) AS all_{name}"""
        for name in there
    ]
    return f"""
    WITH paired AS (
        SELECT coalesce(now.household, old.household) AS household, {pairs}
        FROM lines_now AS now FULL JOIN lines_old AS old ON now.household = old.household AND now.key = old.key
    ), sums AS (SELECT household, {", ".join(sums)} FROM paired GROUP BY household)
    SELECT sums.*, stated_payments.paid AS paid_as_stated, coalesce(stated_payments.stated, false) AS stated,
           NOT {db.contains("now.codes", "'care_not_assessed'")} AS assessed,
           now.basis AS basis_now, old.basis AS basis_old, now.codes AS codes_now,
           CASE WHEN coalesce(stated_payments.stated, false) THEN '' ELSE coalesce(old.codes, '') END AS codes_old,
           CASE WHEN since IS NULL THEN '{ROLL_ASSUMED}' ELSE '' END AS codes_roll
    FROM sums JOIN facts_now AS now USING (household) LEFT JOIN facts_old AS old USING (household)
    JOIN roll USING (household) LEFT JOIN stated_payments USING (household)
    WHERE {_on_roll(month)}"""


def _of_month(month: int, there: Sequence[Programme]) -> str:
    """A household's month: where one sum was paid for everything, nothing is claimed beside an unknown part."""

    def total(side: str, sign: str = "+") -> str:
        return f" {sign} ".join(f"{side}_{name}" for name in there)

    return f"""
    WITH months AS (
        SELECT *, CASE WHEN stated THEN {total("all")} ELSE {total("owed")} END AS owed,
               CASE WHEN stated THEN paid_as_stated ELSE {total("paid")} END AS paid,
               CASE WHEN stated THEN assessed AND {total("settled", "AND")}
                    ELSE NOT ({total("gap", "OR")}) END AS complete
        FROM month_sums
    )
    SELECT household, {month}, stated, owed, paid,
           CASE WHEN NOT stated OR complete THEN owed - paid END AS difference, complete,
           CASE WHEN stated THEN basis_now ELSE greatest(basis_now, basis_old) END AS basis,
           {_codes("codes_now", "codes_old", "codes_roll")} AS codes
    FROM months"""


def _of_programme(name: Programme) -> str:
    """What a programme comes to in a month, paid by the table before; of what was paid in one sum only its gaps."""
    gap = f"CASE WHEN stated THEN NOT settled_{name} ELSE gap_{name} END"
    return f"""
    SELECT household, '{name}', CASE WHEN stated THEN 0 ELSE owed_{name} END,
           CASE WHEN stated THEN 0 ELSE paid_{name} END, {gap}
    FROM month_sums WHERE {gap} OR (NOT stated AND (owed_{name} <> 0 OR paid_{name} <> 0))"""


_OF_HOUSEHOLDS = f"""
    SELECT roll.household, first_row AS row, area, district, size, first, last, coalesce(months, 0) AS months,
           coalesce(owed, 0) AS owed, coalesce(paid, 0) AS paid, stated, coalesce(known, true) AS known,
           coalesce(difference, 0) AS difference, coalesce(underpaid, 0) AS underpaid,
           coalesce(overpaid, 0) AS overpaid,
           coalesce(complete, true) AS complete, coalesce(sums.basis, {NO_BASIS}) AS basis,
           coalesce(sums.codes, '') AS warnings
    FROM roll JOIN facts_now USING (household)
    LEFT JOIN (
        SELECT household, min(month) AS first, max(month) AS last, count(*) AS months, bool_and(stated) AS stated,
               CAST(sum(owed) AS BIGINT) AS owed, CAST(sum(paid) AS BIGINT) AS paid,
               bool_and(difference IS NOT NULL) AS known,
               CAST(sum(difference) AS BIGINT) AS difference, CAST(sum({UNDER}) AS BIGINT) AS underpaid,
               CAST(sum({OVER}) AS BIGINT) AS overpaid, bool_and(complete) AS complete, max(basis) AS basis,
               CASE WHEN min(codes) = max(codes) THEN min(codes) ELSE {_codes("string_agg(codes, ' ')")} END AS codes
        FROM of_months GROUP BY household
    ) AS sums USING (household)
    WHERE household NOT IN (SELECT household FROM refused)"""
"""Each household that is not rejected, over its months; differences are summed where they are known."""

_IF_KNOWN = {name: f"CASE WHEN known THEN {name} END" for name in ("underpaid", "overpaid")}
_OF_EACH_HOUSEHOLD = f"SELECT {db.all_columns_but(_IF_KNOWN)} FROM of_households"
_OF_EACH_MONTH = f"""
    SELECT household, households.row AS row, month, of_months.owed, of_months.paid, of_months.stated,
           {UNDER} AS underpaid, {OVER} AS overpaid, of_months.difference IS NOT NULL AS known,
           of_months.complete, of_months.basis, codes AS warnings
    FROM of_months JOIN of_households AS households USING (household)"""

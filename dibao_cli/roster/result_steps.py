"""The last steps: answers in columns, and every row of every household that is not computed."""

from __future__ import annotations

from collections.abc import Collection

from ..rules.assessment import PROGRAMMES
from ..rules.notice import BASES
from ..words import _
from . import duckdb_sql as db
from . import household_steps
from .amount_steps import present
from .notice_bits import NOTICES
from .row_steps import FAULTS
from .steps import Shown, by_name, listed

CASES = by_name(
    household="VARCHAR",
    row="BIGINT",
    month="VARCHAR",
    area="VARCHAR",
    district="VARCHAR",
    size="BIGINT",
    **dict.fromkeys(PROGRAMMES, "BIGINT"),
    total="BIGINT",
    known_total="BIGINT",
    basis="VARCHAR",
    warnings="VARCHAR",
    fingerprint="VARCHAR",
    formula="VARCHAR",
    excluded="VARCHAR",
)
CASE_LINES = by_name(
    row="BIGINT",
    nth="INTEGER",
    household="VARCHAR",
    month="VARCHAR",
    programme="VARCHAR",
    person="VARCHAR",
    amount="BIGINT",
    basis="VARCHAR",
    notices="VARCHAR",
    formula="VARCHAR",
    estimate="BIGINT",
)
"""A row for each programme and person, for `--lines`."""


PAID = "when_"
"""Before the name of a programme: when it is paid."""


def results(shown: Shown, fingerprints: bool = True, without: Collection[str] = (), pays: bool = False) -> str:
    """The answers, those of the chain and those of `assess`; without fingerprints one join less.

    Where a notice `pays` amounts at some time, the warnings say when; nobody is paid an amount of 0.

    A programme that the answer is `without` has no amount. The types are those of `CASES`, whatever a block shows.
    """
    there = present(shown)
    own: dict[str, str] = {name: name if name in there else f"CAST(0 AS BIGINT) AS {name}" for name in PROGRAMMES}
    own |= {name: f"CAST(NULL AS BIGINT) AS {name}" for name in without}
    own |= {
        "size": "CAST(size AS BIGINT) AS size",
        "basis": f"{db.nth_of(BASES, 'basis')} AS basis",
        "warnings": "codes AS warnings",
        "formula": "CAST(NULL AS VARCHAR) AS formula",
    }
    if pays:
        paid = (f"CASE WHEN {name} IS DISTINCT FROM 0 THEN {PAID}{name} END" for name in there if name not in without)
        own["warnings"] = f"concat_ws(' ', nullif(codes, ''), {listed(paid)}) AS warnings"
    own |= {} if fingerprints else {"fingerprint": "CAST(NULL AS VARCHAR) AS fingerprint"}
    names = [name for name in CASES if name != "excluded"]
    cases = f"\nUNION ALL\nSELECT {', '.join(names)} FROM cases"
    same = " AND ".join(f"notice_sets.{name} = amounts.{name}" for name in NOTICES)
    sets = f"JOIN notice_sets ON {same}" if fingerprints else ""
    if pays:
        place = "paid_month = month AND paid_area = area AND paid_district = coalesce(district, '')"
        sets += f"\nJOIN payments ON {place}"
    return f"""
SELECT {", ".join(own.get(name, name) for name in names)}
FROM amounts
JOIN warning_sets ON warning_sets.warnings = amounts.warnings
{sets}{cases if household_steps.SOME_WHOLE in shown else ""}"""


def refused(shown: Shown) -> str:
    """Households that are not computed: because of the whole (`fault`), or of one of their rows (`because`)."""
    of_rows = """
UNION ALL
SELECT household, NULL, min(row) FROM checked_rows WHERE fault IS NOT NULL GROUP BY household"""
    return f"""
SELECT household, settings.fault AS fault, CAST(NULL AS BIGINT) AS because
FROM {household_steps.with_settings(shown)}
WHERE NOT faulty AND settings.fault IS NOT NULL
UNION ALL
SELECT household, fault, NULL FROM household_faults{of_rows if FAULTS in shown else ""}"""


SEVERAL_FAULTS = "SELECT DISTINCT fault_numbers FROM checked_rows WHERE fault_numbers LIKE '% %'"

REJECTED_ROWS = """
SELECT checked_rows.row, checked_rows.household, because,
       coalesce(several_faults.fault, checked_rows.fault, refused.fault) AS fault
FROM checked_rows
JOIN refused ON refused.household = checked_rows.household
LEFT JOIN several_faults ON several_faults.fault_numbers = checked_rows.fault_numbers"""
"""Every row of every household that is not computed. A row with several faults has one that names them all."""


def rejects() -> str:
    """The rejected rows: where, what, and why."""
    because = db.quoted(_("Line {line} of the same household is rejected.", "同一户的第 {line} 行被退回。"))
    parts = [
        "row AS line",
        "household",
        *(f"coalesce({name}, '') AS {name}" for name in ("field", "value")),
        "coalesce(code, 'household_rejected') AS code",
        f"coalesce(reason, replace({because}, '{{line}}', CAST(because AS VARCHAR))) AS reason",
    ]
    return f"""
SELECT {listed(parts)}
FROM rejected_rows LEFT JOIN faults ON faults.fault = rejected_rows.fault"""

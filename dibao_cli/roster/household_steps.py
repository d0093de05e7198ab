"""Steps over households: their rows together, and which of them `assess` computes as a whole."""

from __future__ import annotations

from ..rules.arithmetic import Number
from ..rules.household import MOST_MEMBERS, work_income_above
from . import duckdb_sql as db
from .columns import HOUSEHOLD_AMOUNTS, ROW_AMOUNTS, Columns
from .contributions import ALL_STATED, ANY_INCOME, OF_A_MEMBER, ONE_NUMBER, Stated, Unstated
from .income_steps import items_of
from .sql import column, sql
from .steps import Shown, listed

DISTINCT_HOUSEHOLDS = f"SELECT DISTINCT {db.short_hash('household')} AS household FROM checked_rows"

SEVERAL_ROWS = "several_rows"
"""What a block shows in which some household has several rows."""

ASCENDING = "ascending"
"""What a block shows in which each household's name comes after the one before it: then none has two rows."""

ASCENDING_CHECK = f"""
SELECT coalesce(bool_and(household > coalesce(household_before, '') AND row > coalesce(row_before, 0)), true)
       AS {ASCENDING}
FROM (
    SELECT household, row, lag(household) OVER () AS household_before, lag(row) OVER () AS row_before FROM read_rows
)"""
"""In whichever order the rows are looked at, names that all ascend are different."""


def several_rows_check(shown: Shown) -> str:
    if ASCENDING in shown:
        return f"SELECT false AS {SEVERAL_ROWS}"
    return f"""
SELECT (SELECT count(*) FROM checked_rows) <> (SELECT count(*) FROM distinct_households) AS {SEVERAL_ROWS}"""


REPEATED_PERSONS = """
SELECT household FROM checked_rows WHERE person <> '' GROUP BY household, person HAVING count(*) > 1"""
"""Two rows of a household with the same label are for the code of single cases."""

_ITEMS = {
    "income": "CASE WHEN agrees THEN 0 ELSE income END + item_income",
    "annual_income": "annual_income + item_annual_income",
    "taken_off": "item_taken_off",
    "annual_taken_off": "item_annual_taken_off",
    "unsettled": "unsettled",
}
"""What a row adds where the roster has columns for kinds of income."""


def own_amounts(columns: Columns) -> dict[str, str]:
    """What each row has."""
    amounts = {name: name for name in ROW_AMOUNTS}
    if items_of(columns.amounts):
        amounts |= _ITEMS
    return {**dict.fromkeys(("taken_off", "annual_taken_off", "unsettled"), "0"), **amounts}


def _own(columns: Columns) -> dict[str, str]:
    """What each row adds to its household's amounts."""
    amounts = own_amounts(columns)
    counted = {name: f"CASE WHEN income_counts THEN {part} ELSE 0 END" for name, part in amounts.items()}
    return {**counted, "deductions": "deductions"}  # the household's, whoever they stand beside; see `Cases`


def _whole(columns: Columns) -> dict[str, str]:
    """What is the household's on whichever row it stands."""
    amounts = {name: name for name in HOUSEHOLD_AMOUNTS}
    if items_of(columns.amounts):
        amounts["household_income"] = "CASE WHEN agrees AND NOT described THEN 0 ELSE household_income END"
    return amounts


_STATED = f"CASE WHEN income_counts THEN stated ELSE stated & {(~OF_A_MEMBER & ALL_STATED).value} END"


def households(columns: Columns, shown: Shown) -> str:
    """The rows of each household together; where every household is one row there is nothing to add up.

    `doubtful` are households that may be wrong as a whole: the code of single cases decides.
    """
    parts, differs, source = _of_rows(columns) if SEVERAL_ROWS in shown else _of_one_row(columns)
    year = (column("income") + column("household_income")) * 12
    year = year + column("annual_income") + column("household_annual_income")
    doubts = [f"size > {MOST_MEMBERS}", sql(work_income_above(column("work_income"), year)), "differs"]
    if items_of(columns.amounts):
        both = f"any_stated & {ONE_NUMBER.value} <> 0 AND any_stated & {Stated.ITEMS.value} <> 0"
        doubts.append(f"{both} AND NOT all_agree")
    return f"""
WITH sums AS (
    SELECT {listed(parts)},
       {" OR ".join(differs) or "false"} AS differs
    FROM {source}
)
SELECT *, {" OR ".join(doubts)} AS doubtful, {_unstated(year)} AS unstated
FROM sums"""


_MANY_ROWS_WITH_ITEMS = (
    "CAST(bit_or(stated) AS INTEGER) AS any_stated",
    "bool_and(agrees) AND (count(*) = 1 OR max(household_income) = 0) AS all_agree",
)


def _of_rows(columns: Columns) -> tuple[list[str], list[str], str]:
    parts = [
        "household",
        "min(row) AS row",
        "count(*) AS number_of_rows",
        "CAST(sum(members) AS BIGINT) AS size",
        "CAST(sum(in_family) AS BIGINT) AS in_family",
        "CAST(sum(members - CAST(described AS INTEGER)) AS INTEGER) AS undescribed",
        *(f"{'bit_or' if name == 'unsettled' else 'sum'}({part}) AS {name}" for name, part in _own(columns).items()),
        *(f"max({amount}) AS {name}" for name, amount in _whole(columns).items()),
        f"{db.set_of_numbers('facts')} AS facts",
        f"CAST(bit_or({_STATED}) AS INTEGER) AS stated",
        *(_MANY_ROWS_WITH_ITEMS if items_of(columns.amounts) else ()),
        "count(*) = 1 AS one_row",
        "bool_or(only_as_a_whole) AS only_as_a_whole",
        "bool_or(fault IS NOT NULL) AS faulty",
    ]
    stated = {name: f"CASE WHEN {name}_stated THEN {name} END" for name in columns.amounts if name in HOUSEHOLD_AMOUNTS}
    differs = [
        "count(*) > 1 AND min(members) = count(*) AND max(members) = count(*)",
        *(f"coalesce(min({stated}) <> max({stated}), false)" for stated in stated.values()),
        "bool_or(in_family = 0 AND deductions > 0) AND bool_or(in_family > 0)",
    ]
    return parts, differs, "checked_rows GROUP BY household"


def _of_one_row(columns: Columns) -> tuple[list[str], list[str], str]:
    parts = [
        *("household", "row", "1 AS number_of_rows", "members AS size", "in_family"),
        "members - CAST(described AS INTEGER) AS undescribed",
        *(f"{part} AS {name}" for name, part in _own(columns).items()),
        *(f"{amount} AS {name}" for name, amount in _whole(columns).items()),
        *("facts", f"{_STATED} AS stated", "true AS one_row"),
        *(("stated AS any_stated", "agrees AS all_agree") if items_of(columns.amounts) else ()),
        *("only_as_a_whole", "fault IS NOT NULL AS faulty"),
    ]
    return parts, [], "checked_rows"


def _unstated(year: Number) -> str:
    """Which facts of a household nobody stated, as the bits of `Unstated`; `year` is the family's income."""
    bits = {
        Unstated.INCOME: f"stated & {ANY_INCOME.value} = 0",
        Unstated.MEMBERS: f"one_row AND stated & {Stated.COUNTED.value} = 0",
        Unstated.WORK_INCOME: f"stated & {Stated.WORK_INCOME.value} = 0 AND {sql(year > 0)}",
    }
    return " + ".join(f"CASE WHEN {holds} THEN {bit.value} ELSE 0 END" for bit, holds in bits.items())


FACTS_IN_USE = "SELECT CAST(facts AS VARCHAR) FROM (SELECT DISTINCT facts FROM households WHERE NOT faulty) AS in_use"


def with_settings(shown: Shown) -> str:
    """Households, each with the setting that its facts come to: by one number if each household is one row."""
    facts = "facts" if SEVERAL_ROWS in shown else "only_facts"
    return f"""households
JOIN settings ON settings.{facts} = households.facts"""


SOME_WHOLE = "some_whole"
"""What a block shows in which `assess` computes some households as a whole."""

SOME_WHOLE_CHECK = f"SELECT count(*) > 0 AS {SOME_WHOLE} FROM whole_households"


def whole_households(columns: Columns, each_case: bool, shown: Shown) -> str:
    """Households that `assess` computes one by one."""
    doubtful = "doubtful"
    if "person" in columns.places and SEVERAL_ROWS in shown:
        doubtful += " OR households.household IN (SELECT household FROM repeated_persons)"
    conditions = [doubtful, "households.only_as_a_whole", "settings.only_as_a_whole"]
    chosen = "" if each_case else f" AND ({' OR '.join(conditions)})"
    return f"""
SELECT households.household, row AS first_row, setting, number_of_rows, size, {doubtful} AS doubtful
FROM {with_settings(shown)}
WHERE NOT faulty AND settings.fault IS NULL{chosen}"""

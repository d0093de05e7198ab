"""Income kind by kind in the rows of a roster: the sums by the rule of single cases, as SQL.

A kind that the law treats one way in some months and another way in others is left to `assess`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..files.income_items import INCOME_ITEMS
from ..rules.arithmetic import Number, value_of
from ..rules.dibao import has_own_income
from ..rules.income_items import TAKEN_OFF, IncomeItem
from ..rules.incomes import MAY_BE_UNSETTLED, READINGS, Sums, Treatment, reading, sums, treated_alike, work_costs
from ..rules.month import Month
from .sql import column, sql

ITEM_SUMS = ("item_income", "item_annual_income", "item_taken_off", "item_annual_taken_off")
"""What a row's items come to, in the order of `Sums`."""


def items_of(columns: Iterable[str]) -> tuple[str, ...]:
    """Those of the columns that are kinds of income."""
    return tuple(name for name in columns if name in INCOME_ITEMS)


def of_a_row(items: Mapping[str, str]) -> dict[str, str]:
    """What the items of a row come to, as SQL by name: sums, and what must be known of them beside."""
    return {
        **item_sums(items),
        "unsettled": unsettled_bits(items),
        "items": states_items(items),
        "items_received": states_items(items, received=True),
        "items_by_month": by_month(items),
    }


def item_sums(fen: Mapping[str, str]) -> dict[str, str]:
    """The sums of a row as SQL, from the SQL of each of its items (NULL where nothing is stated)."""
    tables: dict[str, dict[str, Number]] = {"incomes": {}, "annual_incomes": {}}
    for name in items_of(fen):
        table, kind, _spellings = INCOME_ITEMS[name]
        if treated_alike(kind):
            tables[table][kind] = column(_or_0(fen[name]))
    sums_by_treatment: Sums = sums(tables["incomes"], tables["annual_incomes"], _treatment)
    return {name: f"CAST({sql(each)} AS BIGINT)" for name, each in zip(ITEM_SUMS, sums_by_treatment, strict=True)}


def _treatment(kind: str) -> Treatment:
    return READINGS[kind][0].treatment


def unsettled_bits(fen: Mapping[str, str]) -> str:
    """Which kinds a row has an amount of that no text settles in some months, as the bits of `MAY_BE_UNSETTLED`.

    As in `incomes.unsettled_kinds`.
    """
    there: dict[str, list[str]] = {}
    for name in items_of(fen):
        there.setdefault(_kind(name), []).append(f"{_or_0(fen[name])} > 0")
    has = {kind: f"({' OR '.join(conditions)})" for kind, conditions in there.items()}
    if "work_costs" in has:
        has["work_costs"] += f" AND {has.get('wage', 'false')}"
    bits = {n: has[kind] for n, kind in enumerate(MAY_BE_UNSETTLED) if kind in has}
    return " | ".join(f"CASE WHEN {holds} THEN {1 << n} ELSE 0 END" for n, holds in bits.items()) or "0"


def earns(fen: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Whether a row has an income of its own, by one number or by items, of which `found` are the sums."""
    own = ((fen["income"], found.get("item_income")), (fen["annual_income"], found.get("item_annual_income")))
    return sql(has_own_income(*(column(f"({number} + {sums})" if sums else number) for number, sums in own)))


def agrees(fen: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Whether a row states the same twice, by one number and by items, all of it by the month: the items count.

    The number is the row's own, and where nobody is described on the row also the household's.
    """
    whole = f"CASE WHEN coalesce(described, false) THEN 0 ELSE {fen['household_income']} END"
    by_year = (
        fen["annual_income"],
        fen["household_annual_income"],
        *(found[name] for name in ITEM_SUMS if "annual" in name),
    )
    parts = [f"{fen['income']} + {whole} = {found['item_income']} - {found['item_taken_off']}"]
    return f"({' AND '.join([*parts, *(f'{each} = 0' for each in by_year)])})"


def by_month(fen: Mapping[str, str]) -> str:
    """Whether a row has an amount of a kind whose treatment depends on the month."""
    conditions = [f"{_or_0(fen[name])} > 0" for name in items_of(fen) if not treated_alike(_kind(name))]
    return " OR ".join(conditions) or "false"


def states_items(fen: Mapping[str, str], received: bool = False) -> str:
    """Whether a row states any kind of income, or any that is received."""
    conditions = [f"{fen[name]} IS NOT NULL" for name in items_of(fen) if not (received and _kind(name) in TAKEN_OFF)]
    return " OR ".join(conditions) or "false"


def kinds_of_bits(bits: int) -> list[str]:
    """The kinds that `unsettled_bits` speaks of."""
    return [kind for n, kind in enumerate(MAY_BE_UNSETTLED) if bits & 1 << n]


def bits_of_kinds(kinds: Iterable[str]) -> int:
    """Some of those kinds as such bits."""
    return sum(1 << MAY_BE_UNSETTLED.index(kind) for kind in kinds)


def bits_of_month(month: Month) -> int:
    """The kinds that no text of the month settles, as such bits."""
    return bits_of_kinds(kind for kind in MAY_BE_UNSETTLED if not reading(kind, month).settled)


def stated_items(row: Mapping[str, int | None]) -> dict[str, tuple[IncomeItem, ...]]:
    """The items of a row, by the month and by the year."""
    items_by_table: dict[str, list[IncomeItem]] = {"incomes": [], "annual_incomes": []}
    for name, (table, kind, _spellings) in INCOME_ITEMS.items():
        fen = row.get(name)
        if fen is not None:
            items_by_table[table].append(IncomeItem(kind, fen))  # type: ignore[arg-type]  # a known kind
    return {table: tuple(items) for table, items in items_by_table.items()}


def added_up(rows: Iterable[Mapping[str, tuple[IncomeItem, ...]]]) -> dict[str, tuple[IncomeItem, ...]]:
    """The items of several rows together, each row's costs of employment only up to its own wage."""
    sums: dict[str, dict[str, int]] = {"incomes": {}, "annual_incomes": {}}
    for row in rows:
        own = {table: {item.kind: item.amount for item in items} for table, items in row.items()}
        wages, costs = ([own[table].get(kind, 0) for table in sums] for kind in ("wage", "work_costs"))
        taken = work_costs(wages[0], costs[0], wages[1], costs[1])
        for (table, amounts), off in zip(own.items(), map(value_of, taken), strict=True):
            if off or "work_costs" in amounts:
                amounts["work_costs"] = off
            for kind, fen in amounts.items():
                sums[table][kind] = sums[table].get(kind, 0) + fen
    return {table: tuple(IncomeItem(*each) for each in amounts.items()) for table, amounts in sums.items()}  # type: ignore[arg-type]


def _kind(name: str) -> str:
    return INCOME_ITEMS[name][1]


def _or_0(fen: str) -> str:
    return f"coalesce({fen}, 0)"

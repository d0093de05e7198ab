"""Steps over sound households: the dibao, what their persons bring, and the amounts of every programme.

What goes into a formula and how amounts go together is said in `rules/`: `dibao.monthly` over columns here, and
the `Reach` of each programme.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..rules import scopes
from ..rules.assessment import PROGRAMMES, Programme
from ..rules.household import MOST_MEMBERS
from ..rules.income_items import TAKEN_OFF
from ..rules.incomes import MAY_BE_UNSETTLED
from ..rules.scopes import APART, COMPUTED, Scope
from .apart import INCLUDED, MEANS, PAID_APART
from .columns import Columns
from .contributions import EVERY_UNSTATED, FIRST, SECOND, family_programmes
from .formulas import FIGURES, Shape, monthly_over
from .household_steps import SOME_WHOLE, with_settings
from .income_steps import bits_of_kinds
from .notice_bits import NOTICES
from .row_steps import DESCRIBED
from .sql import column, sql
from .states import Situation, State
from .steps import Shown, listed

BIT_SETS = ("unknown", "warnings", *NOTICES)
"""What an answer rests on, as sets of bits."""

PERSONS = "persons"
"""What a block shows that has described persons, or single members whom a programme treats otherwise."""


_OF_AMOUNTS = tuple(dict.fromkeys(each.of_amount.field for each in scopes.REACHES.values() if each.of_amount))
"""The amounts of a household that a programme of the family depends on."""


def dibao_of(columns: Columns, shapes: Iterable[Shape], alone_differs: bool, shown: Shown) -> str:
    """The dibao of each sound household, and the state that it puts the household in."""
    amounts = ["WHEN -1 THEN CAST(NULL AS BIGINT)"]  # which may be all there is
    amounts += [f"WHEN {n} THEN {sql(monthly_over(columns, shape))}" for n, shape in enumerate(shapes)]
    together = "CASE WHEN undescribed_together AND in_family > 1 THEN undescribed ELSE 0 END" if alone_differs else "0"
    one = f"WHEN in_family = 1 THEN {State.PAID_TO_ONE.value}" if alone_differs else ""
    chain_only = "AND households.household NOT IN (SELECT household FROM whole_households)"
    return f"""
WITH sound AS (
    SELECT households.household, row, size, in_family, unstated, setting, settings.alike,
           alike_by_persons, alike_by_asking, practice,
           settled, settled_amount, standard, {", ".join(FIGURES)}, {together} AS undescribed,
           {", ".join(f"CAST({name} AS BIGINT) AS {name}" for name in _OF_AMOUNTS)},
           CAST(income + household_income AS BIGINT) AS income, CAST(deductions + taken_off AS BIGINT) AS deductions,
           CAST(annual_income + household_annual_income AS BIGINT) AS annual_income,
           CAST(annual_taken_off AS BIGINT) AS annual_deductions,
           unsettled_in_month, CAST(unsettled AS INTEGER) & unsettled_in_month AS kinds,
           CAST(work_income AS BIGINT) AS work_income
    FROM {with_settings(shown)}
    WHERE NOT faulty AND settings.fault IS NULL {chain_only if SOME_WHOLE in shown else ""}
), allowances AS (
    SELECT *, {_one_of_kinds()} AS unsettled,
           CASE WHEN in_family = 0 THEN 0 WHEN settled THEN settled_amount
                   ELSE CASE practice {" ".join(amounts)} END END AS allowance
    FROM sound
), states AS (
    SELECT *, work_income > 0 AND in_family > 0 AS worked, annual_income + annual_deductions > 0 AS annual,
           CASE WHEN in_family = 0 THEN {State.NO_FAMILY.value} WHEN allowance IS NULL THEN {State.UNKNOWN.value}
                WHEN allowance = 0 THEN {State.NOT_PAID.value} {one} ELSE {State.PAID.value} END AS state
    FROM allowances
)
SELECT household, row, size, in_family, setting, alike_by_persons, allowance, state, {_family()} AS family,
       {", ".join((*_OF_AMOUNTS, *(MEANS if PAID_APART in shown else ())))}
FROM states"""


FAMILY = {
    "state": max(State).bit_length(),
    "worked": 1,
    "annual": 1,
    "unstated": EVERY_UNSTATED.bit_length(),
    "unsettled": len(MAY_BE_UNSETTLED),
    "undescribed": MOST_MEMBERS.bit_length(),
}
"""What families alike have in common besides their setting, each with its bits: one number joins quicker than seven.

Of the kinds of income that no text of the month settles one stands for all that are received, or for all that are taken
off: that there is any is what an answer says.
"""


def _one_of_kinds() -> str:
    received = bits_of_kinds(kind for kind in MAY_BE_UNSETTLED if kind not in TAKEN_OFF)
    of_month = f"(unsettled_in_month & {received})"
    return f"CASE WHEN kinds & {received} <> 0 THEN {of_month} & -{of_month} ELSE kinds & -kinds END"


def _family() -> str:
    number = "CAST(alike AS BIGINT)"
    of_what_is_paid = {"unsettled": f"CASE WHEN state = {State.NOT_PAID.value} THEN 0 ELSE unsettled END"}
    for name, bits in FAMILY.items():
        part = of_what_is_paid.get(name, name)
        number = f"({number} * {1 << bits} + CAST({part} AS INTEGER))"  # PostgreSQL makes no BIGINT of a condition
    return number


def family_parts(family: int) -> dict[str, int]:
    """The parts of a family's number, the setting's too."""
    parts = {}
    for name, bits in reversed(FAMILY.items()):
        family, parts[name] = divmod(family, 1 << bits)
    return {"setting": family, **parts}


FAMILIES_IN_USE = "SELECT DISTINCT family FROM dibao"


def persons_check(alone_differs: bool, shown: Shown) -> str:
    some = "SELECT count(*) > 0 FROM (SELECT 1 FROM checked_rows WHERE described LIMIT 1)"
    return f"SELECT {'true' if alone_differs else f'({some})' if DESCRIBED in shown else 'false'} AS {PERSONS}"


def rests_in(shown: Shown) -> str:
    """The table that holds all that answers rest on: without persons those of families, each once."""
    return "amounts" if PERSONS in shown else "family_contributions"


def _whose(shown: Shown) -> tuple[str, str, str]:
    """The setting and the situation that a row's person is in, and the join that tells them."""
    if PAID_APART not in shown:
        return "dibao.alike_by_persons", "0", ""
    join = f"LEFT JOIN {INCLUDED} ON {INCLUDED}.row = checked_rows.row"
    return f"coalesce({INCLUDED}.setting, dibao.alike_by_persons)", f"coalesce({INCLUDED}.situation, 0)", join


_EARNS = f"checked_rows.earns AND dibao.state >= {State.PAID.value}"
"""Beside a dibao that is paid it matters whether somebody whom another scheme keeps has an income."""


def persons_in_use(shown: Shown) -> str:
    setting, situation, join = _whose(shown)
    return f"""
SELECT DISTINCT {setting}, checked_rows.alike, {_EARNS}, state, {situation}
FROM checked_rows JOIN dibao ON dibao.household = checked_rows.household {join}
WHERE described OR state = {State.PAID_TO_ONE.value}"""


def of_its_person(shown: Shown) -> str:
    """What joins a row with what its person brings."""
    setting, situation, join = _whose(shown)
    return f"""checked_rows
JOIN dibao ON dibao.household = checked_rows.household {join}
JOIN person_contributions AS persons ON persons.setting = {setting} AND persons.person = checked_rows.alike
     AND persons.state = dibao.state AND persons.earns = ({_EARNS}) AND persons.situation = {situation}"""


def of_person(programme: Programme, shown: Shown) -> str:
    """What the person of a row is paid, where it is joined with what that person brings; 0 for what is not known."""
    linked = scopes.linked()
    own = f"coalesce(persons.{programme}, 0)"
    if programme == APART and PAID_APART in shown:
        return f"{own} + coalesce({INCLUDED}.allowance, 0)"
    if programme not in linked:
        return own
    first, second = f"persons.{programme}{FIRST}", f"persons.{programme}{SECOND}"
    paid, members = column("dibao.allowance"), column("dibao.in_family", "count")
    rule = linked[programme].rule(column(first), paid, members, column(second))
    return f"{own} + CASE WHEN {first} IS NULL THEN 0 ELSE {sql(rule)} END"


OF_ITS_FAMILY = """dibao
JOIN family_contributions AS families ON families.family = dibao.family"""
"""What joins a household with what its family brings."""


def of_family(programme: Programme) -> str:
    """What a family is paid as one, where it is joined with what it brings; 0 for what is not known."""
    if programme == COMPUTED:
        return "coalesce(allowance, 0)"
    if programme not in family_programmes():
        return "0"
    each = f"families.{programme}"
    reach = scopes.REACHES[programme]
    if reach.of_amount is not None:
        rule = reach.of_amount.rule(column(f"dibao.{reach.of_amount.field}"), column(each, "percent"))
    elif reach.scope is Scope.EACH_MEMBER:
        rule = column(each)  # of those together who are not described
    else:
        rule = reach.of_family(column(each), column("in_family", "count"))
    return f"CASE WHEN {each} IS NULL THEN 0 ELSE {sql(rule)} END"


def unknown(side: str, programme: Programme) -> str:
    """Whether nobody knows what a programme pays the `side` (`families`, `persons`)."""
    return f"{side}.unknown & {1 << PROGRAMMES.index(programme)} <> 0"


def person_totals(shown: Shown) -> str:
    """What the persons of each household bring, of the programmes that somebody may be paid."""
    sums = [f"CAST(sum({of_person(programme, shown)}) AS BIGINT) AS {programme}" for programme in present(shown)]
    return f"""
SELECT checked_rows.household, {listed(sums)},
       {", ".join(f"bit_or({name}) AS {name}" for name in BIT_SETS)}, max(basis) AS basis
FROM {of_its_person(shown)}
GROUP BY checked_rows.household"""


def paid_check(shown: Shown) -> str:
    """Which programmes anybody is paid so far; the others need no column of their own."""
    families = {name: f"{name} <> 0 OR unknown & {1 << PROGRAMMES.index(name)} <> 0" for name in family_programmes()}
    of_families = ", ".join(f"coalesce(bool_or({holds}), false) AS {name}" for name, holds in families.items())
    if PERSONS not in shown:
        return f"SELECT {of_families} FROM family_contributions"
    linked = scopes.linked()
    conditions = {
        name: f"{name} <> 0 OR unknown & {1 << n} <> 0"
        + (f" OR {name}{FIRST} IS NOT NULL" if name in linked else "")  # from a household's own amounts
        + (f" OR situation & {Situation.HOLDS.value} <> 0" if name == APART else "")
        for n, name in enumerate(PROGRAMMES)
    }
    of_persons = ", ".join(f"coalesce(bool_or({holds}), false) AS {name}" for name, holds in conditions.items())
    either = (
        f"of_persons.{name}{f' OR of_families.{name}' if name in families else ''} AS {name}" for name in PROGRAMMES
    )
    return f"""
SELECT {", ".join(either)}
FROM (SELECT {of_families} FROM family_contributions) AS of_families,
     (SELECT {of_persons} FROM person_contributions) AS of_persons"""


def present(shown: Shown) -> list[Programme]:
    """The programmes that somebody may be paid; the others are 0 throughout the block."""
    return [programme for programme in PROGRAMMES if programme == COMPUTED or programme in shown]


def amounts(shown: Shown, without: Collection[str] = ()) -> str:
    """Amounts by programme in fen (NULL where it is not known), and what the answer rests on, as bit sets.

    Those of the programmes that the answer is `without` are 0.
    """
    persons = PERSONS in shown

    def both(name: str) -> str:
        return f"families.{name} | coalesce(person_totals.{name}, 0)" if persons else f"families.{name}"

    def total(programme: Programme) -> str:
        if programme in without:
            return "CAST(0 AS BIGINT)"
        parts = [f"coalesce(person_totals.{programme}, 0)"] if persons else []
        if programme == COMPUTED or programme in family_programmes():
            parts.insert(0, of_family(programme))
        return " + ".join(parts) or "CAST(0 AS BIGINT)"

    basis = "greatest(families.basis, coalesce(person_totals.basis, -1))" if persons else "families.basis"
    programmes = present(shown)
    known = [f"CASE WHEN unknown & {1 << PROGRAMMES.index(name)} = 0 THEN {name} END AS {name}" for name in programmes]
    whole = " + ".join(f"sums.{name}" for name in programmes)
    facts = "row, month, area, district, size"
    places = "SELECT DISTINCT setting, month, area, district FROM settings WHERE setting IS NOT NULL"
    return f"""
WITH sums AS (
    SELECT dibao.household, {facts},
       {listed(f"{total(programme)} AS {programme}" for programme in programmes)},
       {", ".join(f"{both(name)} AS {name}" for name in BIT_SETS)}, {basis} AS basis
    FROM {OF_ITS_FAMILY}
    JOIN ({places}) AS places ON places.setting = dibao.setting
    {"LEFT JOIN person_totals ON person_totals.household = dibao.household" if persons else ""}
)
SELECT household, {facts},
       {listed(known)},
       CASE WHEN unknown = 0 THEN {whole} END AS total, CASE WHEN unknown <> 0 THEN {whole} END AS known_total,
       basis, warnings, {", ".join(NOTICES)}
FROM sums"""

"""The chain that a roster's rows run through, from lines to results: read it from top to bottom.

A step is a query over the steps before it; a look-up is a table that Python fills, a row for each distinct key; a
check tells how later steps may be written for this block. The worker runs the chain block by block, and
`--print-sql` prints it. Rows carry their number `row` through every join, because joins lose the order.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

from ..rules import scopes
from ..rules.distinguished import Distinguishing
from . import (
    amount_steps,
    apart,
    brought,
    household_steps,
    lookups,
    on_roll,
    payment_notes,
    result_steps,
    row_amounts,
    row_steps,
)
from .columns import AGE
from .parsed_texts import Stop
from .plan import Plan
from .sql import FLOOR_DIVIDE
from .steps import EVERYTHING, Check, Lookup, Part, Shown, Step, always, tables_of

LINES = "lines"
"""The table of a block's lines (`row`, `line`), numbered as in the file, that the first step reads."""


def reading(plan: Plan) -> list[Part]:
    """From lines to households: the same whatever the standards."""
    columns, bands = plan.columns, Distinguishing(plan.question).bands
    numbers_twice = "numbers_twice" if plan.table and "id_number" in columns.places else plan.numbers_twice

    def split(shown: Shown) -> str:
        if plan.table:
            return row_steps.rows_of_table(columns, bands, plan.table)
        return row_steps.split_rows(columns, plan.dialect.delimiter, bands, shown)

    parts: list[Part] = [
        Step("split_rows", split, kept_as="view"),
        *([Step(numbers_twice, always(row_steps.NUMBERS_TWICE))] if plan.table and numbers_twice else []),
        Step("parsed_rows", always(row_steps.parsed_rows(columns, numbers_twice))),
        lookups.line_faults(plan),
        lookups.facts_read(plan),
        lookups.kinds_read(plan),
    ]
    if columns.apart:
        parts.append(Step("item_rows", always(row_amounts.item_rows(columns))))
    if columns.amounts:
        odd = ", ".join(f"coalesce(bool_or(field = '{n}'), false) AS {row_amounts.odd(n)}" for n in columns.amounts)
        parts += [lookups.amounts_read(plan), Check("odd_amounts", always(f"SELECT {odd} FROM amounts_read"))]
    if columns.apart:
        parts.append(Step("stated_items", lambda shown: row_amounts.stated_items(columns, shown), "view"))
    several = household_steps.SEVERAL_ROWS
    parts += [
        Check("rows", always(row_steps.rows_check(columns))),
        *([lookups.faults_by_age(plan)] if AGE in columns.kind else []),
        Step("read_rows", lambda shown: row_steps.read_rows(columns, shown)),
        Step("checked_rows", lambda shown: row_steps.checked_rows(columns, shown), "view"),
        Step("distinct_households", always(household_steps.DISTINCT_HOUSEHOLDS), "view"),
        Check("names", always(household_steps.ASCENDING_CHECK)),
        Check(several, household_steps.several_rows_check),
        *apart.checks(columns),
    ]
    if "person" in columns.places:
        parts.append(Step("repeated_persons", always(household_steps.REPEATED_PERSONS), only_if=several))
    parts.append(Step("households", lambda shown: household_steps.households(columns, shown), "view", table_if=several))
    if plan.arrears:
        parts.append(on_roll.on_roll(plan))
    return parts


def answering(plan: Plan, stop: Stop | None = None) -> list[Part]:
    """From households to results and rejects, with the standards of a `stop` or of the roster's own months."""
    persons, alone = amount_steps.PERSONS, scopes.alone_differs(plan.question)
    return [
        lookups.settings(plan, stop),
        Step(
            "whole_households",
            lambda shown: household_steps.whole_households(plan.columns, plan.each_case, shown),
        ),
        Check("whole", always(household_steps.SOME_WHOLE_CHECK)),
        lookups.assessed(plan),
        Step("dibao", lambda shown: amount_steps.dibao_of(plan.columns, plan.practices.things, alone, shown)),
        apart.inclusions(plan),
        Step(
            apart.INCLUDED,
            lambda _shown: apart.included(plan.columns, plan.inclusions.things),
            only_if=apart.PAID_APART,
        ),
        brought.family_contributions(plan),
        Check(persons, lambda shown: amount_steps.persons_check(alone, shown)),
        brought.person_contributions(plan),
        Check("paid_to_persons", amount_steps.paid_check),
        Step("person_totals", amount_steps.person_totals, only_if=persons),
        Step("amounts", lambda shown: amount_steps.amounts(shown, plan.question.without), "view", table_if=persons),
        lookups.warning_sets(plan),
        lookups.notice_sets(plan),
        *([payment_notes.payments(plan, stop)] if plan.pays else []),
        Step(
            "results",
            lambda shown: result_steps.results(shown, plan.fingerprints, plan.question.without, plan.pays),
            "view",
        ),
        lookups.several_faults(plan),
        Step("refused", result_steps.refused),
        Step("rejected_rows", always(result_steps.REJECTED_ROWS)),
        lookups.faults(plan),
        Step("rejects", always(result_steps.rejects()), "view"),
    ]


def printed(plan: Plan) -> str:
    """The whole chain as text, as it is for a block that shows everything."""
    texts = [FLOOR_DIVIDE]
    for part in (*reading(plan), *answering(plan)):
        texts += _printed(part)
    return ";\n\n".join(texts) + ";\n"


def _printed(part: Part) -> Iterator[str]:
    if isinstance(part, Step):
        kind = "TABLE" if part.is_table(EVERYTHING) else "VIEW"
        yield f"-- {part.name}\nCREATE TEMP {kind} {part.name} AS\n{dedent(part.sql(EVERYTHING)).strip()}"
        return
    if isinstance(part, Check):
        return
    comment = f"-- {part.name}: filled by Python"
    if isinstance(part, Lookup):
        keys = " ".join(part.keys(EVERYTHING).split())
        comment += f", a row for each of: {keys}"
    for name, columns in tables_of(part).items():
        yield f"{comment}\nCREATE TEMP TABLE {name} ({', '.join(f'{c} {kind}' for c, kind in columns.items())})"


__all__ = ["LINES", "answering", "printed", "reading"]

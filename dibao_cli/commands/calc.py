"""`dibao calc`: what one household is entitled to in one month."""

from __future__ import annotations

from ..rules.assess import assess
from .asked import asked
from .options import HOUSEHOLD, HOUSEHOLD_FILE, MONTH, MONTHS, OUTPUT, QUESTION, SWEEP, TABLES, Given
from .result import show
from .strict import refuse_unless_strict

EXAMPLES = (
    "dibao calc --area urban --members 3 --income 1200",
    "dibao calc --area rural --district 庄河市 --members 2 --income 300 --deduct medical=120 --month 2020-08",
    "dibao calc --area urban --person status=orphan,care=dispersed,age=9 --explain",
    "dibao calc --area urban --members 3 --income 1200 --month 2020-04 --food-cpi 14.8 -f json",
    "dibao calc --area urban --members 3 --income 1200 --from 2020-01 --to 2020-12 --index national",
    "dibao calc --area urban --members 3 --sweep income=0:3000:100",
)
OPTIONS = (HOUSEHOLD_FILE, *HOUSEHOLD, *MONTH, *MONTHS, *SWEEP, *TABLES, *QUESTION, *OUTPUT)

_OVER = {
    "from_": "dibao_cli.commands.months",
    "to": "dibao_cli.commands.months",
    "sweep": "dibao_cli.commands.sweep",
}
"""The options that ask for more than one answer, each with the module that gives them."""


def run(given: Given) -> int:
    """Compute and show. Raises `Refused`."""
    over = next((module for name, module in _OVER.items() if given.get(name) is not None), None)
    if over:
        from importlib import import_module

        return int(import_module(over).run(given))
    told, table = asked(given)
    answer = assess(told.household_in(table.month), table, told.question_in(table.month))
    if given["strict"]:
        refuse_unless_strict(answer)
    show(answer, answer.question, given)
    return 0

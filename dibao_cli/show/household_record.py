"""The household and what was asked, as a household file states them: a part of the record of an answer."""

from __future__ import annotations

from typing import Any

from ..files.fields import FACTS, HOUSEHOLD, INDEX_FIELDS
from ..rules.case import AssessmentOptions
from ..rules.household import Household
from ..rules.money import percent, yuan
from ..rules.person import Person

Record = dict[str, Any]


def household_record(household: Household) -> Record:
    """The household as a household file states it; what was not stated is left out."""
    plain: Record = {"area": household.area}
    if household.district:
        plain["district"] = household.district
    if household.dibao_class:
        plain["dibao_class"] = household.dibao_class
    if household.members is not None:
        plain["members"] = household.members
    for name in ("income", "annual_income", "work_income"):  # 0 is stated too
        if getattr(household, name) is not None:
            plain[name] = yuan(getattr(household, name))
    plain |= _items(household)
    if household.deductions:
        amounts: dict[str, int] = {}
        for deduction in household.deductions:
            amounts[deduction.reason] = amounts.get(deduction.reason, 0) + deduction.amount
        plain["deductions"] = {reason: yuan(amount) for reason, amount in amounts.items()}
    for name in FACTS:
        fact = getattr(household, name)  # "no" is not the same as not stated, but where a default says so
        if fact or (fact is False and not HOUSEHOLD[name].default):
            plain[name] = fact
    if household.gradual_exit:
        exit_from = household.gradual_exit
        plain["gradual_exit"] = {"since": str(exit_from.since), "last_allowance": yuan(exit_from.last_allowance)}
    if household.persons:
        plain["persons"] = [person_record(person) for person in household.persons]
    return plain


STATED_NO = ("cannot_form_household",)
"""The facts of a person for which "no" is not the same as not stated."""


def _items(carrier: Household | Person) -> Record:
    """What somebody has, kind by kind."""
    tables = {name: getattr(carrier, name) for name in ("incomes", "annual_incomes")}
    return {name: {item.kind: yuan(item.amount) for item in items} for name, items in tables.items() if items}


def person_record(person: Person) -> Record:
    """A person as a household file states one."""
    plain: Record = {}
    items = _items(person)
    for name, content in person._asdict().items():
        if name in items:
            plain[name] = items[name]
            continue
        if content is None or content == "" or content == ():
            continue
        if content is False and name not in STATED_NO:
            continue
        if name in ("status", "hardship"):
            plain[name] = "+".join(content)
        elif name in ("income", "annual_income"):
            plain[name] = yuan(content)
        else:
            plain[name] = str(content) if name == "disability" else content
    return plain


def question_record(question: AssessmentOptions) -> Record:
    """What was asked, as the `question` table of a household file states it."""
    plain: Record = {
        name: True
        for name in ("uplift", "one_off", "national_index", "subsidy_rate_doubled")
        if getattr(question, name)
    }
    if question.index:
        plain |= {INDEX_FIELDS[name]: percent(rise) for name, rise in question.index.rises.items()}
    if question.without:
        plain["without"] = list(question.without)
    if question.subsidy_rate is not None:
        plain["subsidy_rate"] = yuan(question.subsidy_rate)
    return plain

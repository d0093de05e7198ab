"""What Python computes for the chain: each look-up's key, the columns that it fills, and the code that fills them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..rules import dibao, scopes
from ..rules.arithmetic import parts_of
from ..rules.distinguished import Distinguishing
from ..rules.fingerprint import fingerprint_of
from ..rules.person import Person
from ..rules.problems import Problem
from . import amount_steps, formulas, result_steps
from .columns import AGE
from .engine import Row
from .fallback import SHOWN_OF_FINGERPRINT, Cases
from .household_steps import FACTS_IN_USE, SOME_WHOLE
from .income_steps import bits_of_month
from .interner import Interner
from .limits import LONGEST_LINE
from .notice_bits import NOTICES, bits_of_words
from .parsed_texts import BY_AGE, HouseholdFacts, PersonFacts, Stop
from .plan import Plan
from .row_steps import FAULTS, IN_COLUMNS
from .states import ASKING
from .steps import Lookup, OneByOne, Shown, always, by_name
from .text_lines import FAULT_PART, LINE_FAULTS

# what texts mean


def line_faults(plan: Plan) -> Lookup:
    details = {"cells": str(plan.dialect.cells), "highest": str(LONGEST_LINE)}

    def compute(line_fault: str) -> Row:
        if FAULT_PART in line_fault:  # it names a cell
            return {"fault": plan.readings.cell_fault(line_fault)}
        return {"fault": plan.readings.fault([Problem(line_fault, LINE_FAULTS[line_fault], details=details)])}

    keys = "SELECT DISTINCT line_fault FROM parsed_rows WHERE line_fault IS NOT NULL"
    return Lookup("line_faults", by_name(line_fault="VARCHAR"), by_name(fault="INTEGER"), always(keys), compute)


def facts_read(plan: Plan) -> Lookup:
    """What a row says of its household."""

    def compute(setting_text: str) -> Row:
        facts, fault = plan.readings.facts(setting_text)
        return {"facts": facts, "fault": fault}

    keys = f"SELECT DISTINCT setting_text FROM parsed_rows WHERE {IN_COLUMNS}"
    columns = by_name(facts="INTEGER", fault="INTEGER")
    return Lookup("facts_read", by_name(setting_text="VARCHAR"), columns, always(keys), compute)


_KIND = by_name(
    members="INTEGER",
    in_family="INTEGER",
    income_counts="BOOLEAN",
    described="BOOLEAN",
    counted="BOOLEAN",
    only_as_a_whole="BOOLEAN",
    apart="BOOLEAN",
    alike="INTEGER",
)
"""`alike` is the number of the person as the programmes distinguish people."""


def kinds_read(plan: Plan) -> Lookup:
    """What a row says of its people: how many they are, and what matters of the one who is described."""

    apart = Distinguishing(plan.question)
    rows = plan.readings.rows_of_people
    nobody = {"kind": None, **dict.fromkeys(_KIND)}

    def compute(kind_text: str) -> Row:
        people, fault = plan.readings.kind(kind_text, apart)
        if people is None:
            return {"fault": fault, **nobody}
        if people not in rows:
            rows[people] = row_of(plan.readings.people.things[people])
        return {"kind": plan.readings.kinds.number(kind_text), "fault": None, **rows[people]}

    def row_of(people: PersonFacts) -> Row:
        person = people.person
        alike = (apart.key_of(person), apart.as_distinguished(person)) if person else (None, None)
        return {
            **{name: getattr(people, name) for name in ("members", "in_family", "income_counts", "counted", "apart")},
            "described": people.person is not None,
            "only_as_a_whole": people.only_as_a_whole(plan.question),
            "alike": plan.readings.persons.number(*alike),
        }

    keys = f"SELECT DISTINCT kind_text FROM parsed_rows WHERE {IN_COLUMNS}"
    columns = {**by_name(kind="INTEGER", fault="INTEGER"), **_KIND}
    return Lookup("kinds_read", by_name(kind_text="VARCHAR"), columns, always(keys), compute)


def faults_by_age(plan: Plan) -> Lookup:
    """What is wrong with people of a plain age, for which its band stands where their kind is read."""

    apart = Distinguishing(plan.question)

    def compute(kind_text: str, age: int) -> Row:
        return {"fault": plan.readings.fault_by_age(kind_text, age, apart)}

    keys = f"""
SELECT DISTINCT parsed_rows.kind_text, {AGE} FROM parsed_rows
JOIN kinds_read ON kinds_read.kind_text = parsed_rows.kind_text
WHERE {IN_COLUMNS} AND kinds_read.fault = {BY_AGE}"""
    key, columns = by_name(kind_text="VARCHAR", age="INTEGER"), by_name(fault="INTEGER")
    return Lookup("faults_by_age", key, columns, always(keys), compute, only_if=FAULTS)


def amounts_read(plan: Plan) -> Lookup:
    """Amounts that are not plain numbers; they may be many, and are forgotten with their block."""

    def compute(field: str, text: str) -> Row:
        fen, fault = plan.readings.amount(field, text)
        return {"fen": fen, "fault": fault}

    keys = "\nUNION ALL\n".join(
        f"SELECT DISTINCT '{name}', {name}_text FROM {'item_rows' if name in plan.columns.apart else 'parsed_rows'}"
        f" WHERE {name}_text IS NOT NULL AND {IN_COLUMNS}"
        for name in plan.columns.amounts
    )
    key, columns = by_name(field="VARCHAR", text="VARCHAR"), by_name(fen="BIGINT", fault="INTEGER")
    return Lookup("amounts_read", key, columns, always(keys), compute, kept_for="block")


# what holds for a household, and what it is paid


_ALIKE = {"alike": None, "alike_by_persons": Person(), "alike_by_asking": ASKING}
"""The settings that stand for those alike in what families are brought, persons, and those who ask to be paid apart."""

_SETTING = by_name(
    only_facts="INTEGER",
    month="VARCHAR",
    area="VARCHAR",
    district="VARCHAR",
    only_as_a_whole="BOOLEAN",
    **dict.fromkeys(_ALIKE, "INTEGER"),
    undescribed_together="BOOLEAN",
    settled="BOOLEAN",
    settled_amount="BIGINT",
    unsettled_in_month="INTEGER",
    practice="INTEGER",
    standard="BIGINT",
    **dict.fromkeys(formulas.FIGURES, "BIGINT"),
)
"""`only_facts` are the facts where all rows of the household have the same: numbers join quicker than texts."""


def settings(plan: Plan, stop: Stop | None) -> Lookup:
    """The facts of a household's rows put together, with the standards of its month and district.

    A `stop` stands in the place of the roster's own months.
    """

    def compute(facts: str) -> Row:
        number, fault = plan.readings.setting(map(int, facts.split()), stop)
        only = int(facts) if facts.isdecimal() else None
        if number is None:
            return {"setting": None, "fault": fault, **dict.fromkeys(_SETTING), "only_facts": only}
        alike = {name: plan.readings.stands_for(number, stop.name if stop else "", by) for name, by in _ALIKE.items()}
        row = _of_setting(plan, plan.readings.settings.things[number])
        return {"setting": number, "fault": None, **alike, "only_facts": only, **row}

    columns = {**by_name(setting="INTEGER", fault="INTEGER"), **_SETTING}
    return Lookup("settings", by_name(facts="VARCHAR"), columns, always(FACTS_IN_USE), compute, kept_for="standards")


def _of_setting(plan: Plan, setting: HouseholdFacts) -> Row:
    case = setting.case(members=1)
    standard = dibao.standard_of(case)
    settled = dibao.whatever_the_income(case, standard)
    amount = 0 if standard is None else case.amount(standard)
    figures = zip(formulas.FIGURES, setting.practice().figures, strict=True)
    return {
        "month": str(setting.table.month),
        "area": case.household.area,
        "district": case.household.district,
        "only_as_a_whole": setting.only_as_a_whole,
        "undescribed_together": scopes.undescribed_together(case.household, setting.question),
        "settled": settled is not None,
        "settled_amount": settled.amount if settled else None,
        "unsettled_in_month": bits_of_month(setting.table.month),
        "practice": plan.practices.number(formulas.shape_in(setting)),
        "standard": None if standard is None else parts_of(amount)[0],
        **{name: None if figure is None else parts_of(figure)[0] for name, figure in figures},
    }


def assessed(plan: Plan) -> OneByOne:
    """Single households computed by `assess`, distinct ones once; those that it refuses are `household_faults`."""
    cases = Cases(plan.columns, plan.readings, plan.lines or plan.arrears, plan.explain, plan.arrears)
    tables = {
        "cases": result_steps.CASES,
        "case_lines": result_steps.CASE_LINES,
        "household_faults": by_name(household="VARCHAR", fault="INTEGER"),
    }
    return OneByOne("assessed", tables, cases.rows, only_if=SOME_WHOLE)


_NOTICES = dict.fromkeys(NOTICES, "BIGINT")


# what an answer and a reject say


def warning_sets(plan: Plan) -> Lookup:
    def compute(warnings: int) -> Row:
        return {"codes": " ".join(sorted(_named(warnings, plan.shares.warnings)))}

    def keys(shown: Shown) -> str:
        return f"SELECT DISTINCT warnings FROM {amount_steps.rests_in(shown)}"

    return Lookup("warning_sets", by_name(warnings="BIGINT"), by_name(codes="VARCHAR"), keys, compute)


def notice_sets(plan: Plan) -> Lookup:
    def compute(**words: int) -> Row:
        notices = bits_of_words(words[name] for name in NOTICES)
        whole = fingerprint_of(_named(notices, plan.shares.notices), plan.overrides)
        return {"fingerprint": whole[:SHOWN_OF_FINGERPRINT]}

    def keys(shown: Shown) -> str:
        return f"SELECT DISTINCT {', '.join(NOTICES)} FROM {amount_steps.rests_in(shown)}"

    return Lookup("notice_sets", _NOTICES, by_name(fingerprint="VARCHAR"), keys, compute)


def several_faults(plan: Plan) -> Lookup:
    """The faults of a row put together."""

    def compute(fault_numbers: str) -> Row:
        return {"fault": plan.readings.several_faults(map(int, fault_numbers.split()))}

    keys = always(result_steps.SEVERAL_FAULTS)
    columns = by_name(fault="INTEGER")
    return Lookup("several_faults", by_name(fault_numbers="VARCHAR"), columns, keys, compute, only_if=FAULTS)


def faults(plan: Plan) -> Lookup:
    """What each fault is."""

    def compute(fault: int) -> Mapping[str, object]:
        return dict(plan.readings.faults.things[fault]._asdict())

    columns = by_name(code="VARCHAR", field="VARCHAR", value="VARCHAR", reason="VARCHAR")
    keys = always("SELECT DISTINCT fault FROM rejected_rows WHERE fault IS NOT NULL")
    return Lookup("faults", by_name(fault="INTEGER"), columns, keys, compute)


def _named(bits: int, names: Interner) -> Iterator[Any]:
    return (thing for number, thing in enumerate(names.things) if bits >> number & 1)

"""Households that `assess` computes one by one: those with rare features, and those that may be wrong as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from ..rules.arrears import reckoned
from ..rules.assess import assess
from ..rules.assessment import PROGRAMMES, Assessment, Entitlement
from ..rules.exclusions import SOURCES
from ..rules.fingerprint import standards_fingerprint
from ..rules.household import MOST_MEMBERS, Deduction, Household
from ..rules.income_items import IncomeItem
from ..rules.money import LARGEST_FEN, yuan
from ..rules.payment import payment_code
from ..rules.problems import InputError, Problem
from ..words import language
from .columns import AGE, AMOUNTS, HOUSEHOLD_AMOUNTS, ITEM_AMOUNTS, Columns
from .contributions import ANY_INCOME, OF_A_MEMBER, Stated
from .engine import Engine
from .income_steps import added_up, items_of, stated_items
from .parsed_texts import HouseholdFacts, PersonFacts, Readings

Row = dict[str, Any]
Answered = tuple[Row, tuple[Row, ...]]
"""A row of `cases` and those of `case_lines`, without the name of the household."""

_OF_THIS_ROW = ("household", "first_row", "row")
"""What tells two households apart that say the same."""

_INCOME, _ANNUAL_INCOME, _OF_A_MEMBER = Stated.INCOME.value, Stated.ANNUAL_INCOME.value, OF_A_MEMBER.value
_INCOME_OF_A_MEMBER = ANY_INCOME.value & _OF_A_MEMBER
"""Plain numbers: those of an enumeration are slow to combine."""

_STATED_BY = {
    "income": (Stated.INCOME | Stated.HOUSEHOLD_INCOME).value,
    "annual_income": (Stated.ANNUAL_INCOME | Stated.HOUSEHOLD_ANNUAL_INCOME).value,
    "work_income": Stated.WORK_INCOME.value,
}
"""The amounts of a household, with the bits of `Stated` one of which says that they are stated."""

MOST_KNOWN = 20_000
"""Distinct households whose answers are kept for those that say the same."""

SHOWN_OF_FINGERPRINT = 16
"""Characters of a fingerprint that a row shows."""


class Cases:
    """Builds the household that rows describe, and has it assessed."""

    def __init__(
        self, columns: Columns, readings: Readings, lines: bool = False, explain: bool = False, arrears: bool = False
    ) -> None:
        self.columns = columns
        self.readings = readings
        self.lines, self.explain, self.arrears = lines, explain, arrears
        self._itemised = bool(columns.items)
        self._columns = [
            *("first_row", "setting", "doubtful", "row", "person", "kind", "stated"),
            *([AGE] if AGE in columns.kind else []),
            *(name for name in AMOUNTS if name not in ITEM_AMOUNTS or name in columns.items),
            *(f"{name}_stated" for name in HOUSEHOLD_AMOUNTS if name in columns.amounts),
        ]

    def rows(self, engine: Engine) -> Iterator[tuple[str, Row]]:
        """The rows of the tables `cases`, `case_lines` and `household_faults`, for each of the `whole_households`."""
        for household, row, answer_or_fault in self._answers(engine):
            named = {"household": household, "row": row}
            if isinstance(answer_or_fault, int):
                yield "household_faults", {"household": household, "fault": answer_or_fault}
                continue
            yield "cases", answer_or_fault[0] | named
            yield from (("case_lines", each | named) for each in answer_or_fault[1])

    def _answers(self, engine: Engine) -> Iterator[tuple[str, int, Answered | int]]:
        """For each household, with its first row, what is told of it, or a fault's number.

        Households that say the same are computed once.
        """
        crowded = f"SELECT household, first_row, size FROM whole_households WHERE number_of_rows > {MOST_MEMBERS}"
        for name, row, size in engine.ask(crowded):
            details = {"highest": str(MOST_MEMBERS)}
            yield name, row, self.readings.fault([Problem("too_many_members", "members", str(size), details=details)])
        known: dict[tuple[object, ...], Answered | int] = {}
        what_tells_apart = itemgetter(*(column for column in self._columns if column not in _OF_THIS_ROW))
        for name, setting, rows in self.households(engine):
            alike = tuple(map(what_tells_apart, rows))
            found = known.get(alike)
            if found is None:
                try:
                    answer = assess(self.household(setting, rows), setting.table, setting.question)
                    found = answer.made(_told, self.lines, self.explain, self.arrears, language())
                except InputError as refused:
                    found = self.readings.fault(refused.problems)
                if len(known) >= MOST_KNOWN:
                    known.clear()
                known[alike] = found
            yield name, rows[0]["row"], found

    def households(self, engine: Engine) -> Iterator[tuple[str, HouseholdFacts, list[Row]]]:
        """The rows of each of those households, but of none with more rows than a household has members."""
        items = "LEFT JOIN stated_items ON of_row = row" if self.columns.apart else ""
        rows = engine.ask_rows(f"""
            SELECT checked_rows.household, {", ".join(self._columns)} FROM whole_households
            JOIN checked_rows ON checked_rows.household = whole_households.household {items}
            WHERE number_of_rows <= {MOST_MEMBERS} ORDER BY first_row, row""")
        for household, group in groupby(rows, key=lambda row: str(row["household"])):
            members = list(group)
            yield household, self.readings.settings.things[members[0]["setting"]], members

    def household(self, setting: HouseholdFacts, rows: list[Row]) -> Household:
        """The household that rows describe. Raises `InputError`."""
        kinds: list[PersonFacts] = [self.readings.person_facts(row["kind"], row.get(AGE)) for row in rows]
        doubtful = rows[0]["doubtful"]  # any other is sound as it stands
        if doubtful and (problems := self._contradictions(rows, kinds)):
            raise InputError(problems)
        members, persons, stated, deductions = 0, [], 0, 0
        sums = dict.fromkeys(_STATED_BY, 0)
        items: list[dict[str, tuple[IncomeItem, ...]]] = []
        for n, (row, kind) in enumerate(zip(rows, kinds, strict=True), 1):
            members += kind.members - (kind.person is not None)
            if kind.person is not None:
                own: dict[str, Any] = {"id": row["person"] or str(n)}
                if kind.members == 1:  # then the row's income is the person's own
                    own["income"] = row["income"] if row["stated"] & _INCOME else None
                    own["annual_income"] = row["annual_income"] if row["stated"] & _ANNUAL_INCOME else None
                    own |= stated_items(row) if self._itemised else {}
                    row = {
                        **dict.fromkeys(items_of(row)),
                        **{name: value for name, value in row.items() if name not in ITEM_AMOUNTS},
                        "income": 0,
                        "annual_income": 0,
                        "stated": row["stated"] & ~_INCOME_OF_A_MEMBER,
                    }
                persons.append(kind.person._replace(**own) if doubtful else kind.person.having(**own))
            if not kind.income_counts:  # then what is earned is not part of the family's income either
                row = {**row, "work_income": 0, "stated": row["stated"] & ~_OF_A_MEMBER}
            items += [stated_items(row)] if self._itemised else []
            stated |= row["stated"]
            deductions += row["deductions"]
            for name in sums:
                sums[name] += row[name]
        whole = {name: max([row[name] for row in rows]) for name in HOUSEHOLD_AMOUNTS}
        sums["income"] += whole["household_income"]
        sums["annual_income"] += whole["household_annual_income"]
        values = {name: sums[name] for name, bits in _STATED_BY.items() if stated & bits}
        doubtful = doubtful or max(*sums.values(), deductions) > LARGEST_FEN
        doubtful = doubtful or len({person.id for person in persons}) < len(persons)
        build = setting.household if doubtful else setting.sound_household
        return build(
            members=members if len(rows) > 1 or kinds[0].counted else None,
            persons=tuple(persons),
            **values,
            **(added_up(items) if items else {}),
            deductions=(Deduction("other", deductions),) if deductions else (),
            last_allowance=whole["last_allowance"],
        )

    def _contradictions(self, rows: list[Row], kinds: list[PersonFacts]) -> list[Problem]:
        """What the rows of a household cannot mean together."""
        problems = []
        if len(rows) > 1 and all(kind.members == len(rows) for kind in kinds):
            problems.append(Problem("members_on_each_row", "members", str(len(rows))))
        if any(kind.in_family for kind in kinds):
            taken_off = [row["deductions"] for row, kind in zip(rows, kinds, strict=True) if not kind.in_family]
            problems += [Problem("whose_deduction", "deductions", yuan(fen)) for fen in taken_off if fen]
        for name in HOUSEHOLD_AMOUNTS:
            stated = {row[name] for row in rows if row.get(f"{name}_stated")}
            if len(stated) > 1:
                problems.append(Problem("rows_disagree", name, " / ".join(map(yuan, sorted(stated)))))
        labels = [row["person"] for row in rows if row["person"]]
        twice = sorted({label for label in labels if labels.count(label) > 1})
        return problems + [Problem("duplicate_person", "person", label) for label in twice]


def _told(answer: Assessment, lines: bool, explain: bool, arrears: bool, _language: str) -> Answered:
    answer = reckoned(answer) if arrears else answer
    return row_of("", 0, answer, explain), tuple(line_rows("", 0, answer)) if lines else ()


def row_of(name: str, row: int, answer: Assessment, explain: bool = False) -> Row:
    """An answer as a row of the table `cases`; `explain` adds the formulas with the numbers put in."""
    household = answer.household
    amounts: dict[str, int | None] = {each: None if each in answer.question.without else 0 for each in PROGRAMMES}
    for programme, _person, fen in answer.amounts:
        so_far = amounts[programme]
        amounts[programme] = None if so_far is None or fen is None else so_far + fen
    return {
        "household": name,
        "row": row,
        "month": str(answer.month),
        "area": household.area,
        "district": household.district,
        "size": household.size,
        **amounts,
        "total": answer.total,
        "known_total": None if answer.complete else answer.known_total,
        "basis": answer.basis,
        "warnings": " ".join((*sorted(answer.codes), *_paid(answer))),
        "fingerprint": standards_fingerprint(answer)[:SHOWN_OF_FINGERPRINT],
        "formula": "; ".join(_formulas(answer)) if explain else None,
        "excluded": excluded_text(Counter(answer.excluded)),
    }


def _formulas(answer: Assessment) -> Iterator[str]:
    for entitlement in answer.lines:
        if formula := formula_of(entitlement):
            yield f"{entitlement.programme}: {formula}"


def _paid(answer: Assessment) -> Iterator[str]:
    """When what is paid is paid, where a notice says so."""
    payments = dict(answer.payments)
    for name in PROGRAMMES:
        if name in payments and name not in answer.question.without and answer.amount(name) != 0:
            yield f"{name}:{payment_code(payments[name].period, payments[name].paid_in)}"


EXCLUDABLE = tuple(dict.fromkeys(programme for programme, _because in SOURCES))
"""The programmes that one can be excluded from."""


def excluded_text(persons: Mapping[str, int]) -> str:
    """How many persons are excluded from each of `EXCLUDABLE`, as `0,1,0,0`: so a change of exclusions shows."""
    return ",".join(str(persons.get(programme, 0)) for programme in EXCLUDABLE)


def line_rows(name: str, row: int, answer: Assessment) -> Iterator[Row]:
    """An answer as rows of the table `case_lines`."""
    for nth, entitlement in enumerate(answer.lines):
        yield {
            "row": row,
            "nth": nth,
            "household": name,
            "month": str(answer.month),
            "programme": entitlement.programme,
            "person": entitlement.person,
            "amount": entitlement.amount,
            "basis": None if entitlement.amount is None else entitlement.basis,
            "notices": " ".join(notice.id for notice in entitlement.notices),
            "formula": formula_of(entitlement),
            "estimate": entitlement.estimate.amount if entitlement.estimate else None,
        }


def formula_of(entitlement: Entitlement) -> str:
    """How a line was computed; of one that is not known what is known of it."""
    if entitlement.known is None:
        return ", ".join(step.text for step in entitlement.steps)
    from ..words.unknown import formula_text

    return formula_text(entitlement.known)

"""Who is entitled to what together: a household and a table give an assessment."""

from __future__ import annotations

from collections.abc import Sequence

from . import children, dibao, disability, gradual_exit, one_off, price_subsidy, retirees, single_person, tekun, uplift
from .assessment import Assessment, Exclusion, Line, Programme, Warning
from .case import Case, Group, Question
from .household import Household, Person
from .money import yuan
from .month import Month
from .standards import Table, Value
from .together import (
    SOURCES,
    counts_in_dibao_family,
    living_subsidy_allowed,
    nursing_subsidy_allowed,
    tekun_paid,
)


def assess(household: Household, table: Table, question: Question | None = None) -> Assessment:
    """Compute what a household is entitled to in the table's month, each amount in fen with its steps.

    Amounts that rest on figures nobody knows are None and say what is missing. Raises `Refused` if the
    household's district is not one of the region's.
    """
    if household.district is not None:
        table.region.district(household.district)
    answer = entitlements(Case(household, table, question or Question()))
    case = Case(household, table, answer.question)
    return answer._replace(warnings=tuple(warnings_of(case, answer.lines)))


def entitlements(case: Case) -> Assessment:
    """The lines of an assessment without its warnings: all that a comparison of many cases needs."""
    household = case.household
    found, distance = dibao.assess(case)
    paid = found.amount or 0 if found else 0
    lines: list[Line] = [found] if found else []
    exclusions: list[Exclusion] = []
    for person in household.persons:
        if person.single_person:
            line, exclusion = single_person.assess(case, person, bool(paid))
            lines += [line] if line else []
            exclusions += [exclusion] if exclusion else []
    leaving = gradual_exit.assess(case, bool(paid))
    lines += [leaving] if leaving else []
    if case.question.uplift and paid:
        lines += uplift.assess(case)
    for person in household.persons:
        earlier = [one for one in lines if one.person == household.label(person)]
        own, excluded = _of_person(case, person, found, earlier)
        lines += own
        exclusions += excluded
    covered = groups_of(case, lines, paid)
    lines += price_subsidy.assess(case, covered)
    lines += one_off.assess(case, covered) if case.question.one_off else []
    return Assessment(household, case.table, tuple(lines), tuple(exclusions), (), distance, case.question)


def _of_person(
    case: Case, person: Person, family: Line | None, earlier: list[Line]
) -> tuple[list[Line], list[Exclusion]]:
    """The lines of the programmes that keep or support one person, and what they exclude.

    `family` is the family's dibao, `earlier` the person's own lines so far.
    """
    orphan, is_tekun = "orphan" in person.status, "tekun" in person.status
    lines: list[Line] = []
    excluded: list[tuple[Programme, str]] = []
    if orphan:
        lines.append(children.assess_orphan(case, person))
        excluded.append(("dibao", "orphan"))
    if tekun_paid(is_tekun, orphan):
        lines += tekun.assess(case, person)
        excluded.append(("dibao", "tekun"))
    elif is_tekun:
        excluded.append(("tekun", "orphan"))
    if "retiree" in person.status:
        lines.append(retirees.assess(case, person))
    member = counts_in_dibao_family(is_tekun, orphan)
    in_dibao = (family and family.amount) or any(one.programme == "single_person" and one.amount for one in earlier)
    lines_for_disability, more = _disability(case, person, bool(in_dibao))
    excluded += more
    if "unsupported_child" in person.status:
        already = children.counted((*earlier, *lines, *lines_for_disability))
        lines.append(children.assess_unsupported(case, person, family if member else None, already))
    label = case.label(person)
    exclusions = [Exclusion(what, label, because, SOURCES[what, because]) for what, because in excluded]
    return lines + lines_for_disability, exclusions


def _disability(case: Case, person: Person, dibao_paid: bool) -> tuple[list[Line], list[tuple[Programme, str]]]:
    """The two disability subsidies of a person, and the statuses that exclude them."""
    if person.disability is None:
        return [], []
    orphan = "orphan" in person.status
    is_tekun = bool(tekun_paid("tekun" in person.status, orphan))
    full_child_allowance = "unsupported_child" in person.status and not dibao_paid
    lines: list[Line] = []
    excluded: list[tuple[Programme, str]] = []
    if not living_subsidy_allowed(is_tekun, orphan, full_child_allowance):
        because = "tekun" if is_tekun else "orphan" if orphan else "unsupported_child"
        excluded.append(("living_subsidy", because))
    elif dibao_paid:
        lines.append(disability.living_subsidy(case, person))
    if person.disability.severe:
        if nursing_subsidy_allowed(is_tekun):
            lines.append(disability.nursing_subsidy(case, person))
        else:
            excluded.append(("nursing_subsidy", "tekun"))
    return lines, excluded


def groups_of(case: Case, lines: list[Line], dibao_paid: int) -> list[Group]:
    """Who may get a price subsidy or one-off aid: everybody once, with all the schemes that support them."""
    alone = {one.person for one in lines if one.programme == "single_person" and one.amount}
    in_family = [person for person in dibao.members_of(case) if dibao_paid]
    ordinary = sum(not person.status for person in in_family) + (case.household.members if dibao_paid else 0)
    groups = [Group(frozenset({"dibao"}), None, ordinary)] if ordinary else []
    for person in case.household.persons:
        label, schemes = case.label(person), set[str](person.status)
        if "orphan" in schemes:
            schemes.discard("tekun")
        if label in alone or (person in in_family and person.status):
            schemes.add("dibao")
        if schemes:
            groups.append(Group(frozenset(schemes), label))
    return groups


def _reckoned_on(case: Case, line: Line, value: Value) -> Month:
    """The month that a value should be current in: for the price subsidy's base that of a year earlier."""
    is_base = line.programme == "price_subsidy" and value.key.startswith("dibao.")
    return price_subsidy.base_month(case) if is_base else case.table.month


def warnings_of(case: Case, lines: Sequence[Line]) -> list[Warning]:
    """What the reader must know beside the amounts, each once."""
    found: dict[tuple[str, str], Warning] = {}

    def warn(code: str, **details: str) -> None:
        found.setdefault((code, "".join(details.values())), Warning(code, details))

    for line in lines:
        for value in line.values:
            late = case.table.months_out_of_date(value, _reckoned_on(case, line, value))
            if late:
                warn("stale_table", key=value.key, months=str(late), since=str(value.notice.effective))
            if value.key in case.table.overrides:
                warn("override", key=value.key)
            elif value.basis == "inferred":
                bounds = {"at_least": value.at_least, "at_most": value.at_most}
                warn("inferred_value", key=value.key, **{k: yuan(v) for k, v in bounds.items() if v is not None})
        for missing in line.missing:
            since = {"first": str(missing.first)} if missing.first else {}
            warn(
                "missing",
                programme=line.programme,
                key=missing.key,
                month=str(missing.month),
                state=missing.state,
                **since,
            )
        for assumption in line.assumptions:
            warn(assumption)
        if any(index.estimate for index in line.indices):
            warn("estimate", month=str(case.table.month))
        if line.programme == "uplift":
            warn("undated_rule")
    for person in case.household.persons:
        if "tekun" in person.status and "orphan" not in person.status and person.self_care_grade is None:
            warn("care_not_assessed", person=case.label(person))
        if {"tekun", "retiree"} <= set(person.status):
            warn("tekun_and_retiree_together", person=case.label(person))
    if dibao.has_annual_income(case) and any(line.programme == "dibao" for line in lines):
        warn("annual_income_divided")
    return list(found.values())

"""Who is entitled to what together: a household and a table give an assessment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import (  # the rest where some household needs it
    dibao,
    flat,
    gradual_exit,
    low_income,
    payment,
    price_subsidy,
    tekun,
)
from .answer import NOTHING_ELSE
from .application import Application, applied
from .assessment import PROGRAMMES, Assessment, Entitlement, Exclusion, Programme, with_law
from .case import AssessmentOptions, Case, Group, by_place
from .estimates import with_estimates
from .exclusions import (
    SOURCES,
    counts_in_dibao_family,
    living_subsidy_allowed,
    schemes_of,
)
from .household import Household
from .incomes import refuse_disagreement
from .parameters import LINES
from .person import Person
from .standards import Standards
from .warnings import warnings_of

if TYPE_CHECKING:
    from .alike import Amounts
    from .tables import Tables


def assess(
    household: Household | Application, standards: Standards | Tables, question: AssessmentOptions | None = None
) -> Assessment:
    """Compute what a household is entitled to in a month, each amount in fen with its steps.

    The month is the application's, else the table's, else the region's own. Amounts that rest on figures nobody
    knows are None and say what is missing. Raises `InputError` if the district is not one of the region's, or
    not enough to tell its standard.
    """
    there: Household | Application = household
    table: Standards | Tables = standards
    question_there = question or NOTHING_ELSE
    if isinstance(there, Application) or isinstance(table, Standards):
        application = applied(there, question)
        table = application.table_in(table)
        there, question_there = application.household_in(table.month), application.question_in(table.month)
    found = _by_plan(there, table, question_there)
    if found is None:
        return explained(there, table, question_there)
    return Assessment.of_amounts(there, table, question_there, found, explained)


def _by_plan(household: Household, table: Tables, question: AssessmentOptions) -> Amounts | None:
    """The amounts, where households of this kind came up so often that the rules need not run for one more."""
    if table.standards.plans is None:
        table.standards.plans = {}
        return None
    from .alike import amounts_of, planned  # nothing that a single case needs

    return planned(amounts_of, (), household, table, question, explained)


def explained(household: Household, table: Tables, question: AssessmentOptions) -> Assessment:
    """The same, by the rules themselves: every line with its formula, what must be known beside it, the standing."""
    case = Case(household, table, question)
    _refuse_unknown_place(case)
    refuse_disagreement(household, table.month)
    answer = entitlements(case)
    standing = answer.standing or low_income.line_of(case)
    known, paid = answer.lines, answer.amount("dibao") or 0
    answer = without_left_out(answer)
    lines = with_estimates(case, answer.lines, lambda: groups_of(case, known, _family_as(paid, standing)))
    return answer._replace(lines=lines, warnings=tuple(warnings_of(case, lines)), standing=standing)


@by_place
def _refuse_unknown_place(case: Case) -> None:
    there = case.household
    if there.district is not None:
        case.table.region.place(there.district)
        case.table.region.refuse_rural_zone(there.area, there.district)


def without_left_out(answer: Assessment) -> Assessment:
    """The answer without the programmes that it is to leave out."""
    left_out = answer.question.without
    if not left_out:
        return answer
    return answer._replace(
        lines=tuple(entitlement for entitlement in answer.lines if entitlement.programme not in left_out),
        exclusions=tuple(each for each in answer.exclusions if each.programme not in left_out),
        distance=None if "dibao" in left_out else answer.distance,
    )


def entitlements(case: Case) -> Assessment:
    """The lines of an assessment, all that many cases need: no warnings, and no standing where dibao is paid."""
    household = case.household
    family_dibao, distance = dibao.assess(case)
    paid = family_dibao.amount or 0 if family_dibao else 0
    lines: list[Entitlement] = [family_dibao] if family_dibao else []
    exclusions: list[Exclusion] = []
    for person in household.persons:
        tekun.refuse_unknown_grade(case, person)
        if person.single_person:
            from . import single_person

            entitlement, exclusion = single_person.assess(case, person, bool(paid))
            lines += [entitlement] if entitlement else []
            exclusions += [exclusion] if exclusion else []
    leaving = gradual_exit.assess(case, bool(paid))
    lines += [leaving] if leaving else []
    standing = None if paid else low_income.line_of(case)
    family = _family_as(paid, standing)
    if case.question.uplift:
        from . import uplift

        lines += uplift.assess(case, paid) if uplift.covered(case, family) else []
    for person in household.persons:
        earlier = [one for one in lines if one.person == household.label(person)]
        own, excluded = _of_person(case, person, family_dibao, earlier)
        lines += own
        exclusions += excluded
    covered = groups_of(case, lines, family)
    lines += price_subsidy.assess(case, covered)
    if case.question.one_off:
        from . import one_off

        lines += one_off.assess(case, covered)
    shown = tuple(_as_shown(case, entitlement) for entitlement in lines)
    return Assessment(household, case.table, shown, tuple(exclusions), (), distance, case.question, standing)


def _family_as(dibao_paid: int, standing: low_income.Standing | None) -> str | None:
    """What the family is: on dibao, or an edge or a low-income family without it; None for any other."""
    if dibao_paid:
        return "dibao"
    return standing.line if standing and standing.line in LINES else None


def _as_shown(case: Case, entitlement: Entitlement) -> Entitlement:
    """A line with the text that its rule rests on, and with the payment that it is part of."""
    shown, paid_in = with_law(entitlement, case.table.month), payment.payment_of(case, entitlement.programme)
    return shown if paid_in is None else shown._replace(payment=paid_in)


def _of_person(
    case: Case, person: Person, family: Entitlement | None, earlier: list[Entitlement]
) -> tuple[list[Entitlement], list[Exclusion]]:
    """The lines of the programmes that keep or support one person, and what they exclude.

    `family` is the family's dibao, `earlier` the person's own lines so far.
    """
    from . import child_hardship, children

    schemes = schemes_of(person)
    excluded: list[tuple[Programme, str]] = [("dibao", scheme) for scheme in ("orphan", "tekun") if scheme in schemes]
    if "tekun" in person.status and "tekun" not in schemes:
        excluded.append(("tekun", "orphan"))
    lines = [tekun.assess(case, person)] if "tekun" in schemes else []
    flat_lines, flat_exclusions = flat.assess(case, person)
    lines += flat_lines
    in_dibao = (family and family.amount) or any(one.programme == "single_person" and one.amount for one in earlier)
    living, because = _living_subsidy(case, person, bool(in_dibao))
    excluded += [("living_subsidy", because)] if because else []
    if "unsupported_child" in person.status:
        assumptions = (
            ["care_allowance_not_taken_off"]
            if any(entitlement.programme == "tekun_care" for entitlement in lines)
            else []
        )
        if any(entitlement.amount is None for entitlement in living):
            # The subsidy is taken off the child's difference: together they are the same whatever the subsidy is.
            living = []
            assumptions.append("living_subsidy_in_the_difference")
        already = children.counted((*earlier, *lines, *living))
        member = counts_in_dibao_family("tekun" in schemes, "orphan" in schemes)
        lines.append(children.assess(case, person, family if member else None, already, assumptions))
    hardship: list[Exclusion] = []
    if person.hardship:
        member = counts_in_dibao_family("tekun" in schemes, "orphan" in schemes)
        own = (*earlier, *lines, *living)
        entitlement, why_not = child_hardship.assess(case, person, family if member else None, own, bool(in_dibao))
        lines += [entitlement] if entitlement else []
        hardship += [why_not] if why_not else []
    label = case.label(person)
    exclusions = [Exclusion(what, label, why, SOURCES[what, why]) for what, why in excluded]
    exclusions += [*flat_exclusions, *hardship]
    return sorted(lines + living, key=lambda entitlement: PROGRAMMES.index(entitlement.programme)), exclusions


def _living_subsidy(case: Case, person: Person, dibao_paid: bool) -> tuple[list[Entitlement], str]:
    """The living subsidy of a disabled member of a dibao family (国发〔2015〕52号, by D1), or what excludes it."""
    if person.disability is None:
        return [], ""
    schemes = schemes_of(person)
    is_tekun, orphan = "tekun" in schemes, "orphan" in schemes
    full_child_allowance = "unsupported_child" in schemes and not dibao_paid
    if not living_subsidy_allowed(is_tekun, orphan, full_child_allowance):
        return [], "tekun" if is_tekun else "orphan" if orphan else "unsupported_child"
    return [flat.paid(case, person, "living_subsidy", ("disability.living",))] if dibao_paid else [], ""


def groups_of(case: Case, lines: Sequence[Entitlement], line: str | None) -> list[Group]:
    """Who may get a price subsidy or one-off aid: everybody once, with all the schemes that support them.

    `line` is what the family is: on dibao, or an edge or a low-income family without it.
    """
    scheme = line or ""
    alone = {one.person for one in lines if one.programme == "single_person" and one.amount}
    in_family = [person for person in dibao.members_of(case) if scheme]
    by_themselves = alone if scheme != "dibao" else set()
    family = [person for person in in_family if not person.status and case.label(person) not in by_themselves]
    ordinary = len(family) + (case.household.undescribed if scheme else 0)
    groups = [Group(frozenset({scheme}), None, ordinary)] if ordinary else []
    for person in case.household.persons:
        label, schemes = case.label(person), set[str](schemes_of(person))
        if label in alone:
            schemes.add("dibao")
        elif person in in_family and person.status:
            schemes.add(scheme)
        if schemes:
            groups.append(Group(frozenset(schemes), label))
    return groups

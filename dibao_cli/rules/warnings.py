"""What the reader of an answer must know beside the amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import classes, dibao, price_terms
from .assessment import Entitlement, Warning
from .assumed import assumed_of
from .case import Case
from .estimates import deviation_text, deviations_of_national
from .incomes import INTERPRETED, unsettled_kinds
from .money import WHOLE, factor, yuan
from .month import Month
from .notice import Notice, Value
from .parameters import GENERAL, parts_of_key

if TYPE_CHECKING:
    from .tables import Tables


def warnings_of(case: Case, lines: Sequence[Entitlement]) -> list[Warning]:
    """What the reader must know beside the amounts, each once."""
    warnings: dict[tuple[str, str], Warning] = {}
    for code, details in _all(case, lines):
        warnings.setdefault((code, "".join(details.values())), Warning(code, details))
    return list(warnings.values())


CodeAndDetails = tuple[str, dict[str, str]]


def _all(case: Case, lines: Sequence[Entitlement]) -> Iterator[CodeAndDetails]:
    if case.question.without:
        yield "left_out", {"programmes": ", ".join(case.question.without)}
    for entitlement in lines:
        yield from _of_line(case, entitlement)
    yield from _of_standards(case.table, lines)
    for person in case.household.persons:
        if "tekun" in person.status and "orphan" not in person.status and person.self_care_grade is None:
            yield "care_not_assessed", {"person": case.label(person)}
        if {"tekun", "retiree"} <= set(person.status):
            yield "tekun_and_retiree_together", {"person": case.label(person)}
    family = next(
        (entitlement for entitlement in lines if entitlement.programme == "dibao" and not entitlement.conditions), None
    )
    if family and dibao.has_annual_income(case):
        yield "annual_income_divided", {}
    named = case.household.dibao_class
    if named and classes.classes_of(case) is None and case.find("uplift.classes") is None:
        yield "class_changes_nothing", {"class": named, "month": str(case.table.month)}
    if family and case.household.supporters_elsewhere:
        yield "support_not_computed", {}
    if case.household.work_income and family and case.find("dibao.work_deduction_share") is None:
        yield "work_income_changes_nothing", {"month": str(case.table.month)}
    yield from assumed_of(case, lines)


def _of_line(case: Case, entitlement: Entitlement) -> Iterator[CodeAndDetails]:
    table = case.table
    known = case.place.reckoned
    for value in entitlement.values:
        about = (id(value), entitlement.programme)
        if about not in known:
            known[about] = (
                value,
                tuple(_of_value(case, entitlement, value)),
            )  # the value, so that no other has its identity
        yield from known[about][1]
    for missing in entitlement.missing:
        details = {"key": missing.key, "month": str(missing.month), "state": missing.state}
        since = {"first": str(missing.first)} if missing.first else {}
        indices = {"indices": ",".join(missing.indices)} if missing.indices else {}
        yield "missing", {"programme": entitlement.programme, **details, **since, **indices}
    for assumption in entitlement.assumptions:
        yield assumption, _of_reading(case, entitlement) if assumption == INTERPRETED else {}
    if entitlement.one_off and entitlement.one_off.basis == "inferred":
        yield "inferred_one_off", {}
    for index in entitlement.indices:
        if index.estimate:
            deviations = deviations_of_national(table.standards, case.household.area, case.household.district)
            yield "estimate", {"month": str(table.month), "deviation": deviation_text(deviations)}
        if index.basis == "stated":
            yield "stated_index", {"month": str(table.month)}
    if entitlement.stated and entitlement.programme == "price_subsidy":
        yield from _of_announced_rate(case, entitlement)


def _of_value(case: Case, entitlement: Entitlement, value: Value) -> Iterator[CodeAndDetails]:
    """What is to be known of a value that a line of a programme rests on, whatever the household is."""
    table = case.table
    late = table.months_out_of_date(value, _reckoned_on(case, entitlement, value))
    if late:
        yield "stale_table", {"key": value.key, "months": str(late), "since": str(value.notice.effective)}
    if value.key in table.overrides:
        yield "override", {"key": value.key}
    elif value.basis == "inferred":
        bounds = {"at_least": value.at_least, "at_most": value.at_most}
        yield "inferred_value", {"key": value.key, **{k: yuan(v) for k, v in bounds.items() if v is not None}}
    yield from (("shadowed", {"key": key, "other": value.key}) for key in _shadowed(table, value))
    yield from _cautions(value.notice, table.month)


def _of_reading(case: Case, entitlement: Entitlement) -> dict[str, str]:
    """The kinds of income whose treatment is an interpretation, and what the family would be paid otherwise."""
    kinds = unsettled_kinds(dibao.carriers(case), case.table.month)
    details = {"programme": entitlement.programme, "kinds": ", ".join(kinds), "month": str(case.table.month)}
    otherwise = dibao.amount_otherwise(case) if entitlement.programme == "dibao" else None
    return details if otherwise is None else {**details, "otherwise": yuan(otherwise)}


def _of_announced_rate(case: Case, entitlement: Entitlement) -> Iterator[CodeAndDetails]:
    yield "stated_rate", {"amount": yuan(case.question.subsidy_rate or 0)}
    multiplier = next((value for value in entitlement.values if value.key == "price_subsidy.multiplier"), None)
    if multiplier is not None and multiplier.number != WHOLE:
        last = {"last": str(multiplier.notice.until.plus(-1))} if multiplier.notice.until else {}
        details = {"factor": factor(multiplier.number), "first": str(multiplier.notice.effective), **last}
        yield "rate_multiplied", details


def _reckoned_on(case: Case, entitlement: Entitlement, value: Value) -> Month:
    """The month that a value should be current in: for the price subsidy's base that of a year earlier."""
    is_base = entitlement.programme == "price_subsidy" and value.key.startswith("dibao.")
    return price_terms.base_month(case) if is_base else case.table.month


def _cautions(notice: Notice, month: Month) -> Iterator[CodeAndDetails]:
    """What the notice itself says that every reader must know."""
    for caution in notice.cautions:
        if caution.since is None or caution.since <= month:
            yield caution.code, {"notice": notice.id, **caution.text}


def _shadowed(table: Tables, value: Value) -> Iterator[str]:
    """Values that the user set and that a more particular figure stands before."""
    parts = parts_of_key(value.key)
    general = GENERAL.get(parts.name)
    before = [parts._replace(district=""), parts._replace(area=""), parts._replace(area="", district="")]
    before += [each._replace(name=general) for each in (parts, *before)] if general else []
    return (key for key in dict.fromkeys(map(str, before)) if key != value.key and key in table.overrides)


def _of_standards(table: Tables, lines: Sequence[Entitlement]) -> Iterator[CodeAndDetails]:
    """What concerns the table as a whole, and the ratios of it that the lines have to do with."""
    for folder in table.standards.laid_over:
        yield "folder_without_region", {"folder": folder, "region": table.region.id}
    if table.standards.others:
        yield "region_by_default", {"region": table.region.id, "others": ", ".join(table.standards.others)}
    used = {value.key for entitlement in lines for value in entitlement.values}
    if table.overrides:
        for broken in broken_ratios(table):
            if {broken["key"], broken["of"]} & used:
                yield "ratio_broken", broken


def broken_ratios(table: Tables) -> Iterator[dict[str, str]]:
    """The region's ratios that no longer hold with the values that the user set."""
    for ratio in table.region.ratios:
        if not ratio.holds_in(table.month) or not {ratio.key, ratio.of} & set(table.overrides):
            continue
        value, of = table.value_of(ratio.key), table.value_of(ratio.of)
        if value is None or of is None or not ratio.broken(value.fen, of.fen):
            continue
        amounts = {"due": yuan(ratio.expected(of.fen or 0)), "value": yuan(value.fen or 0)}
        yield {"ratio": ratio.text, "key": ratio.key, "of": ratio.of, "month": str(table.month), **amounts}

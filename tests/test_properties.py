"""What must hold for every household, every month and every rule, wherever hypothesis looks."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from descriptions import fen, households, months, questions, rises
from formulas import evaluate
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dibao_cli.files.document import Document
from dibao_cli.files.folders import load_standards
from dibao_cli.files.households import from_document
from dibao_cli.rules import (
    child_hardship,
    children,
    dibao,
    exclusions,
    gradual_exit,
    local_practice,
    price_formulas,
    price_subsidy,
    single_person,
    tekun,
    uplift,
)
from dibao_cli.rules.arithmetic import Expression, leaf, proportion, value_of
from dibao_cli.rules.assess import assess
from dibao_cli.rules.assessment import Assessment
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.explanation import Step, steps_of
from dibao_cli.rules.household import Household
from dibao_cli.rules.money import TO_THE_FEN, WHOLE, Rounding
from dibao_cli.rules.month import Month
from dibao_cli.show.household_record import household_record

DALIAN = load_standards("dalian", national=True)
FICTIONAL = load_standards("dalian", [Path(__file__).parent / "cases" / "fictional"], national=True)
ELSEWHERE = load_standards("dalian", [Path(__file__).parent / "cases" / "fictional_prices"], national=True)
BY_THE_YEAR = load_standards("dalian", [Path(__file__).parent / "cases" / "fictional_years"], national=True)
UPLIFTS = load_standards("dalian", [Path(__file__).parent / "cases" / "fictional_uplifts"], national=True)
regions = st.sampled_from([DALIAN, FICTIONAL, ELSEWHERE, BY_THE_YEAR, UPLIFTS])
tables = st.tuples(regions, months).map(lambda told: told[0].on(told[1]))
some = settings(max_examples=120)

PAID_WHERE_DIBAO_IS_NOT = ("single_person", "gradual_exit")
"""The two programmes that are for families above the line: there, by law, more income can bring more."""


@some
@given(households(), tables, questions, st.integers(1, 500_000))
def test_more_income_never_pays_more(household: Household, table: Any, question: AssessmentOptions, more: int) -> None:
    less = assess(household, table, question)
    richer = assess(household._replace(income=(household.income or 0) + more), table, question)
    above_the_line = any(line.programme in PAID_WHERE_DIBAO_IS_NOT for line in richer.lines)
    if less.complete and richer.complete and not above_the_line:
        assert richer.known_total <= less.known_total
    assert (richer.amount("dibao") or 0) <= (less.amount("dibao") or 0)


@some
@given(households(), tables, questions)
def test_no_amount_is_negative_and_the_total_is_the_sum(
    household: Household, table: Any, question: AssessmentOptions
) -> None:
    answer = assess(household, table, question)
    amounts = [line.amount for line in answer.lines if line.amount is not None]
    assert all(amount >= 0 for amount in amounts)
    assert answer.known_total == sum(amounts)
    assert answer.complete == (len(amounts) == len(answer.lines))
    assert answer.total == (sum(amounts) if answer.complete else None)
    assert all(bool(line.missing) == (line.amount is None) for line in answer.lines)


@settings(max_examples=300)
@given(households(), tables, questions)
def test_every_step_of_an_explanation_recomputes_to_the_amount(
    household: Household, table: Any, question: AssessmentOptions
) -> None:
    for line in assess(household, table, question).lines:
        check_steps(line.steps, line.amount)


def check_steps(steps: Sequence[Step], amount: int | None) -> None:
    """Each step comes to what it says, and the last amount is the line's (a condition that fails leaves 0)."""
    for step in steps:
        assert evaluate(step.formula) == in_its_unit(step), step
    if not steps:
        assert not amount
    elif steps[-1].unit == "truth":
        assert amount == 0
    else:
        assert steps[-1].amount == amount


def in_its_unit(step: Step) -> Fraction | bool:
    """A step's amount as it is written: yuan, a share of one, a factor, or a plain count."""
    if step.unit == "truth":
        return bool(step.amount)
    return Fraction(step.amount, {"yuan": 100, "percent": WHOLE, "factor": WHOLE}.get(step.unit, 1))


@some
@given(households(), tables, questions, st.randoms(use_true_random=False))
def test_the_order_of_persons_does_not_matter(
    household: Household, table: Any, question: AssessmentOptions, random: Any
) -> None:
    shuffled = list(household.persons)
    random.shuffle(shuffled)

    def amounts(answer: Assessment) -> Counter[tuple[str, int | None]]:
        return Counter((line.programme, line.amount) for line in answer.lines)

    first, second = (
        assess(household, table, question),
        assess(household._replace(persons=tuple(shuffled)), table, question),
    )
    assert amounts(first) == amounts(second)
    assert first.total == second.total


@settings(max_examples=300)
@given(households())
def test_a_household_written_out_and_read_again_is_the_same(household: Household) -> None:
    assert from_document(Document("record", "", household_record(household))).household == household


# A rule is written once: plain whole numbers and traced ones come to the same amount, and the trace explains it.

ROUNDINGS = st.tuples(st.sampled_from([1, 10, 50, 100]), st.sampled_from(["up", "down", "half_up"])).map(
    lambda told: Rounding(told[0], told[1])  # type: ignore[arg-type]  # the three directions
)
BANDS = st.just(((300, 1, 12), (500, 1, 8), (900, 2, 7)))
count = st.integers(1, 20)
share = st.integers(0, WHOLE)
factor = st.integers(0, 5 * WHOLE)

RULES: list[tuple[Callable[..., Any], dict[str, tuple[st.SearchStrategy[Any], str]]]] = [
    (dibao.countable_income, {"income": (fen, "yuan"), "deductions": (fen, "yuan")}),
    (
        dibao.countable_income,
        {
            "income": (fen, "yuan"),
            "deductions": (fen, "yuan"),
            "annual_income": (fen, "yuan"),
            "months": (st.just(12), ""),
        },
    ),
    (
        dibao.allowance,
        {
            "standard": (fen, "yuan"),
            "members": (count, "count"),
            "countable": (fen, "yuan"),
            "months": (st.sampled_from([1, 12]), ""),
            "minimum": (fen, "yuan"),
            "rounding": (ROUNDINGS, ""),
        },
    ),
    (
        local_practice.work_deduction,
        {"work_income": (fen, "yuan"), "share": (share, "percent"), "limit": (fen, "yuan")},
    ),
    (
        single_person.within_income_limit,
        {
            "standard": (fen, "yuan"),
            "limit": (factor, "factor"),
            "members": (count, "count"),
            "income": (fen, "yuan"),
            "months": (st.sampled_from([1, 12]), ""),
        },
    ),
    (
        single_person.allowance,
        {
            "standard": (fen, "yuan"),
            "share": (share, "percent"),
            "own_income": (fen, "yuan"),
            "months": (st.sampled_from([1, 12]), ""),
        },
    ),
    (
        single_person.base_of,
        {"standard": (fen, "yuan"), "share": (share, "percent"), "whole": (st.booleans(), "truth")},
    ),
    (gradual_exit.part, {"last_allowance": (fen, "yuan"), "share": (share, "percent")}),
    (
        gradual_exit.payment,
        {
            "last_allowance": (fen, "yuan"),
            "share": (share, "percent"),
            "month_of_exit": (st.integers(0, 20), "count"),
            "months": (count, "count"),
        },
    ),
    (tekun.basic_living, {"standard": (fen, "yuan")}),
    (children.share_of_dibao, {"dibao": (fen, "yuan"), "members": (count, "count")}),
    (children.unsupported_child_allowance, {"standard": (fen, "yuan"), "already": (fen, "yuan")}),
    (
        children.difference,
        {"standard": (fen, "yuan"), "dibao": (fen, "yuan"), "members": (count, "count"), "*others": (fen, "yuan")},
    ),
    (
        child_hardship.of_category,
        {
            "amount": (fen, "yuan"),
            "less": (fen, "yuan"),
            "share": (share, "percent"),
            "rounding": (ROUNDINGS, ""),
        },
    ),
    (child_hardship.highest_of, {"amount": (fen, "yuan"), "*others": (fen, "yuan")}),
    (child_hardship.with_dibao_at_most, {"amount": (fen, "yuan"), "most": (fen, "yuan"), "dibao": (fen, "yuan")}),
    (price_subsidy.of_group, {"each": (fen, "yuan"), "persons": (count, "count")}),
    (
        price_formulas.triggered,
        {"rise": (rises, "percent"), "trigger": (share, "percent"), "index": (st.just("grain"), "")},
    ),
    (price_formulas.any_triggered, {"*reached": (st.booleans(), "truth")}),
    (
        price_formulas.points_of,
        {"rise": (rises, "percent"), "above": (share, "percent"), "started": (st.booleans(), "")},
    ),
    (
        price_formulas.by_points,
        {
            "amount": (fen, "yuan"),
            "points": (count, "count"),
            "*factors": (factor, "factor"),
            "rounding": (ROUNDINGS, ""),
        },
    ),
    (price_formulas.topped_up, {"amount": (fen, "yuan"), "to": (fen, "yuan")}),
    (
        price_formulas.by_index,
        {
            "base": (fen, "yuan"),
            "rise": (rises, "percent"),
            "*factors": (factor, "factor"),
            "rounding": (ROUNDINGS, ""),
        },
    ),
    (
        price_formulas.by_bands,
        {
            "base": (fen, "yuan"),
            "rise": (rises, "percent"),
            "bands": (BANDS, ""),
            "*factors": (factor, "factor"),
            "rounding": (ROUNDINGS, ""),
        },
    ),
    (
        price_formulas.rate,
        {"ordinary": (fen, "yuan"), "multiplier": (factor, "factor"), "minimum": (fen, "yuan")},
    ),
    (
        price_formulas.rate_rounded_last,
        {
            "multiplied": (fen, "yuan"),
            "minimum": (fen, "yuan"),
            "multiplier": (factor, "factor"),
            "rounding": (ROUNDINGS, ""),
        },
    ),
    (exclusions.tekun_paid, {"tekun": (st.booleans(), "truth"), "orphan": (st.booleans(), "truth")}),
    (exclusions.counts_in_dibao_family, {"tekun": (st.booleans(), "truth"), "orphan": (st.booleans(), "truth")}),
    (exclusions.income_counts, {"tekun": (st.booleans(), "truth"), "orphan": (st.booleans(), "truth")}),
    (dibao.has_own_income, {"income": (fen, "yuan"), "annual_income": (fen, "yuan")}),
    (
        exclusions.living_subsidy_allowed,
        {
            "tekun": (st.booleans(), "truth"),
            "orphan": (st.booleans(), "truth"),
            "full_child_allowance": (st.booleans(), "truth"),
        },
    ),
]


def traced(value: Any, unit: str, name: str) -> Any:
    return leaf(int(value), unit, name) if unit else value  # type: ignore[arg-type]  # the units written above


@pytest.mark.parametrize(("rule", "told"), RULES, ids=[rule.__name__ for rule, _ in RULES])
def test_a_rule_gives_the_same_amount_plain_and_traced(
    rule: Callable[..., Any], told: dict[str, tuple[st.SearchStrategy[Any], str]]
) -> None:
    @settings(max_examples=40)
    @given(st.fixed_dictionaries({name: strategy for name, (strategy, _) in told.items()}))
    def same(drawn: dict[str, Any]) -> None:
        with_trace = {name: traced(value, told[name][1], name) for name, value in drawn.items()}
        plain, explained = call(rule, drawn), call(rule, with_trace)
        assert value_of(plain) == value_of(explained)
        if isinstance(explained, Expression):
            for step in steps_of(explained):
                assert evaluate(step.formula) == in_its_unit(step)

    same()


def call(rule: Callable[..., Any], told: dict[str, Any]) -> Any:
    further = [value for name, value in told.items() if name.startswith("*")]
    if not further:
        return rule(**told)
    positional = [told[p] for p in inspect.signature(rule).parameters if p in told and p != "rounding"]
    return rule(*positional, *further, **{name: told[name] for name in ("rounding",) if name in told})


@given(st.lists(share, min_size=1, max_size=4), fen, count)
def test_classified_relief_is_the_same_plain_and_traced(shares: list[int], standard: int, persons: int) -> None:
    explained = uplift.uplift(leaf(standard, "yuan"), [leaf(one, "percent") for one in shares], leaf(persons, "count"))
    assert value_of(uplift.uplift(standard, shares, persons)) == value_of(explained)


def test_every_rule_function_is_among_them() -> None:
    """A function of a programme's file whose parameters are all numbers or conditions is a rule."""
    modules = (
        child_hardship,
        children,
        dibao,
        gradual_exit,
        price_formulas,
        price_subsidy,
        single_person,
        tekun,
        exclusions,
    )
    known = {rule for rule, _ in RULES}
    for module in modules:
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_"):
                kinds = [str(p.annotation) for p in inspect.signature(function).parameters.values()]
                if kinds and all(kind.startswith(("Number", "Truth")) for kind in kinds):
                    assert function in known, name


@given(fen, st.integers(0, WHOLE * 10), ROUNDINGS)
@example(109_02, WHOLE, Rounding(50, "up"))
def test_rounding_goes_to_a_multiple_in_its_direction(amount: int, share_of: int, rounding: Rounding) -> None:
    exact = Fraction(amount * share_of, WHOLE)
    rounded = proportion(amount, share_of, rounding=rounding)
    assert isinstance(rounded, int)
    assert rounded % rounding.unit == 0
    distance = rounded - exact
    limits = {
        "up": 0 <= distance < rounding.unit,
        "down": -rounding.unit < distance <= 0,
        "half_up": -Fraction(rounding.unit, 2) < distance <= Fraction(rounding.unit, 2),
    }
    assert limits[rounding.direction]


@given(months)
def test_a_rule_that_is_not_rounded_is_exact(month: Month) -> None:
    assert Rounding() == TO_THE_FEN
    answer = assess(Household(area="urban", members=3, annual_income=1), DALIAN.on(month))
    standard = DALIAN.on(month).find("dibao.urban")
    assert standard is not None
    assert answer.amount("dibao") == standard.number * 3  # a twelfth of a fen is not taken off

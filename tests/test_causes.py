"""Whatever two answers are compared: the causes add up, and the other way round they are the opposite."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dibao_cli import AssessmentOptions, Comparison, Deduction, Disability, Household, Month, Person, assess, compare
from dibao_cli.files.folders import load_standards
from dibao_cli.rules.case_path import ORDER
from dibao_cli.rules.decomposition import CAUSES, OUTCOMES, Cause
from dibao_cli.rules.money import Rounding
from dibao_cli.rules.notice import Notice, Value
from dibao_cli.rules.standards import Standards
from dibao_cli.words.comparison import CAUSES as NAMES
from dibao_cli.words.comparison import order_text

STANDARDS = load_standards("dalian", national=True)
BY_HAND = Notice("--set", {"en": "set by hand"}, Month(2020, 1))

amounts = st.integers(0, 400_000)
months = st.builds(Month, st.integers(2018, 2025), st.integers(1, 12))
ordinary = st.builds(
    lambda **told: Person(**told),  # as named tuples hypothesis would fill in every field
    income=st.sampled_from([0, 30_000, 99_999]),
    age=st.sampled_from([None, 9, 40, 72]),
    disability=st.sampled_from([None, Disability("limb", 1), Disability("speech", 2)]),
    student=st.booleans(),
)
kept = st.sampled_from(
    [
        Person(status=("tekun",), income=1_00),
        Person(status=("tekun",), self_care="partly"),
        Person(status=("orphan",), care="dispersed", age=9),
        Person(status=("orphan", "tekun"), care="institutional"),
        Person(status=("unsupported_child",), age=9, disability=Disability("sight", 1)),
        Person(status=("retiree",), tier="70"),
        Person(single_person=True, illness="all", cannot_form_household=True),
    ]
)
households = st.builds(
    lambda **told: Household(**told),
    area=st.sampled_from(["urban", "rural"]),
    members=st.integers(1, 5),
    persons=st.lists(st.one_of(ordinary, kept), max_size=3).map(tuple),
    income=amounts,
    annual_income=st.sampled_from([0, 0, 1_000_001]),
    work_income=st.just(0),
    deductions=st.lists(st.builds(Deduction, st.just("medical"), amounts), max_size=1).map(tuple),
    low_income_village=st.sampled_from([None, True]),
    property_test_met=st.just(True),
)
questions = st.builds(
    lambda **told: AssessmentOptions(**told), uplift=st.booleans(), national_index=st.booleans(), one_off=st.booleans()
)
rounding = Value("dibao.rounding", Rounding(1_000, "up"), BY_HAND)
care = Value("tekun.care_partly", 20_000, BY_HAND)
overrides = st.sampled_from([(), (rounding,), (care,), (rounding, care)])
sides = st.builds(
    lambda household, month, question, by_hand: assess(household, STANDARDS.on(month).overriding(by_hand), question),
    households,
    months,
    questions,
    overrides,
)


@given(sides, sides)
@settings(max_examples=150, deadline=None)
def test_the_parts_of_every_line_add_up_to_its_difference(before, after) -> None:  # type: ignore[no-untyped-def]  # drawn
    found = compare(before, after)
    for line in found.lines:
        if line.amount is None:
            assert line.parts == ()
        else:
            assert sum(part.amount for part in line.parts) == line.amount
            assert all(part.amount for part in line.parts)
    assert sum(found.causes.values()) == found.amount


@given(sides)
@settings(max_examples=60, deadline=None)
def test_an_answer_does_not_differ_from_itself(answer) -> None:  # type: ignore[no-untyped-def]  # drawn
    found = compare(answer, answer)
    assert (found.differences, found.causes, found.notices) == ((), {}, ())


OPPOSITE: dict[Cause, Cause] = {"newly_eligible": "no_longer_eligible", "no_longer_eligible": "newly_eligible"}


def sums(found: Comparison) -> dict[tuple[object, ...], int]:
    """Each part by line, step and cause."""
    return {(x.programme, x.person, part.by, part.cause): part.amount for x in found.lines for part in x.parts}


@given(sides, sides)
@settings(max_examples=100, deadline=None)
def test_the_other_way_round_every_part_is_negated(before, after) -> None:  # type: ignore[no-untyped-def]  # drawn
    forward, backward = sums(compare(before, after)), sums(compare(after, before))
    assert backward == {
        (programme, person, by, OPPOSITE.get(cause, cause)): -amount  # type: ignore[call-overload]  # a cause
        for (programme, person, by, cause), amount in forward.items()
    }


@given(sides, months)
@settings(max_examples=60, deadline=None)
def test_the_months_alone_never_change_the_household(answer, month) -> None:  # type: ignore[no-untyped-def]  # drawn
    table = STANDARDS.on(month).overriding(answer.table.overrides.values())
    found = compare(answer, assess(answer.household, table, answer.question))
    steps = {part.by for line in found.lines for part in line.parts}
    assert steps <= {"standard_changed", "temporary_measure", "index_moved", "rounding"}


@given(sides, households)
@settings(max_examples=60, deadline=None)
def test_the_household_alone_never_changes_the_tables(answer, household) -> None:  # type: ignore[no-untyped-def]  # drawn
    found = compare(answer, assess(household, answer.table, answer.question))
    steps = {part.by for line in found.lines for part in line.parts}
    assert steps <= {"members_changed", "income_changed", "household_changed", "rounding"}
    for line in found.lines:
        if line.programme == "dibao" and "dibao.rounding" not in answer.table.overrides:
            assert "rounding" not in {part.by for part in line.parts}


def test_a_mixture_that_cannot_be_is_passed_over(dalian: Standards) -> None:
    """The son who earned the wage is gone: the step in which nobody has it, but it is earned, cannot be."""
    before = Household("urban", 1, (Person(id="son", income=100_000),), work_income=100_000)
    after = Household("urban", 2, income=120_000)
    table = dalian.on("2020-07")
    found = compare(assess(before, table), assess(after, table))
    assert found.causes == {"income_changed": -20_000}


def test_a_value_set_by_hand_on_one_side_is_a_changed_standard(dalian: Standards) -> None:
    household = Household("urban", 3, income=120_000)
    table = dalian.on("2020-07")
    set_by_hand = table.overriding([Value("dibao.urban", 80_000, BY_HAND)])
    found = compare(assess(household, table), assess(household, set_by_hand))
    assert found.causes == {"standard_changed": 15_000}
    [part] = next(line.parts for line in found.lines if line.programme == "dibao")
    assert [(old.content, new.content) for old, new in part.values if old and new] == [(75_000, 80_000)]


def test_a_line_known_on_one_side_only_is_in_no_total(dalian: Standards) -> None:
    """June's price subsidy has an index, July's has none: totals and difference speak of dibao alone."""
    household = Household("urban", 3, income=120_000)
    june = assess(household, dalian.on("2020-06"), AssessmentOptions(national_index=True))
    found = compare(june, assess(household, dalian.on("2020-07")))
    assert (found.totals, found.amount, found.complete) == ((96_000, 105_000), 9_000, False)


def test_two_sets_of_notices_are_compared_by_their_standards(dalian: Standards, tmp_path: Path) -> None:
    """What would a draft notice change? The month is the same, the folders are not."""
    draft = '[notice]\ntitle = "Draft"\neffective = 2020-07-01\nsource = "made up for a test"\n[dibao]\nurban = 760\n'
    (tmp_path / "draft.toml").write_text(draft, "utf-8")
    drafted = load_standards("dalian", [tmp_path])
    household = Household("urban", 3, income=120_000)
    found = compare(assess(household, dalian.on("2020-07")), assess(household, drafted.on("2020-07")))
    assert found.causes == {"standard_changed": 3_000}


def test_a_rounding_rule_is_a_cause_of_its_own(dalian: Standards) -> None:
    household = Household("urban", 1, income=12_345)
    table = dalian.on("2020-07").overriding([rounding])
    richer = household._replace(income=20_000)
    found = compare(assess(household, table), assess(richer, table))
    [line] = [line for line in found.lines if line.programme == "dibao"]
    assert (line.before, line.after) == (63_000, 55_000)  # 626.55 and 550.00, up to 10 yuan
    assert line.causes == {"income_changed": -7_655, "rounding": -345}


@pytest.mark.parametrize(
    ("before", "after", "share"), [(30_000, 40_001, 3334), (30_000, 19_999, -3334), (0, 100, None)]
)
def test_the_percentage_is_of_what_was_paid_before(before: int, after: int, share: int | None) -> None:
    from dibao_cli.rules.compare import Difference

    assert Difference("dibao", None, before, after).share == share


def test_causes_have_names_and_the_help_tells_their_order() -> None:
    assert set(NAMES) == set(CAUSES)
    assert not set(ORDER) & set(OUTCOMES)
    text = order_text()
    places = [text.index(NAMES[cause][0]) for cause in ORDER]
    assert places == sorted(places)

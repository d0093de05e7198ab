"""The program against the law written a second time (oracle.py): they agree to the fen, wherever hypothesis looks."""

from __future__ import annotations

from fractions import Fraction

import oracle
import pytest
from descriptions import areas, districts, fen, months, persons
from hypothesis import given, settings
from hypothesis import strategies as st

from dibao_cli.files.folders import load_standards
from dibao_cli.rules.assess import assess
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import Deduction, GradualExit, Household
from dibao_cli.rules.income_items import IncomeItem
from dibao_cli.rules.incomes import KINDS
from dibao_cli.rules.month import Month
from dibao_cli.rules.notice import PriceIndex
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.uplift import of_person

DALIAN = load_standards("dalian", national=True)
FEN = 100


def in_fen(yuan: Fraction | None) -> int | None:
    assert yuan is None or (yuan * FEN).denominator == 1
    return None if yuan is None else int(yuan * FEN)


@settings(max_examples=300)
@given(
    *(months, areas, districts, st.integers(1, 20), fen, st.integers(0, 90_000), st.sampled_from([0, 7, 999_999])),
    st.sampled_from([None, True, True, False]),
)
def test_dibao_is_what_the_law_says(
    month: Month,
    area: str,
    district: str | None,
    members: int,
    income: int,
    deducted: int,
    annual: int,
    property_met: bool | None,
) -> None:
    standard = oracle.dibao_standard(month.year, month.number, area, district)
    expected = oracle.dibao(
        standard, members, Fraction(income, FEN), Fraction(deducted, FEN), Fraction(annual, FEN), property_met
    )
    household = Household(
        area=area,  # type: ignore[arg-type]  # drawn from the two
        district=district,
        members=members,
        income=income,
        annual_income=annual,
        deductions=(Deduction("medical", deducted),),
        property_test_met=property_met,
    )
    answer = assess(household, DALIAN.on(month))
    assert answer.amount("dibao") == in_fen(expected)
    paid = bool(answer.amount("dibao"))
    assert ("assumed:property" in {w.code for w in answer.warnings}) == (paid and property_met is None)
    two = {oracle.dibao_standard(month.year, month.number, area, each) for each in ("庄河市", "中山区")}
    open_district = district is None and len(two) > 1 and property_met is not False
    assert ("assumed:district" in {w.code for w in answer.warnings}) == open_district


itemised = st.dictionaries(
    st.sampled_from(KINDS), st.sampled_from([0, 1, 30_007]) | st.integers(0, 150_000), max_size=6
)


@pytest.mark.thorough
@settings(max_examples=300)
@given(months, areas, districts, st.integers(1, 6), st.lists(st.tuples(itemised, itemised), min_size=1, max_size=3))
def test_income_told_item_by_item_is_what_the_article_says(
    month: Month,
    area: str,
    district: str | None,
    members: int,
    told: list[tuple[dict[str, int], dict[str, int]]],
) -> None:
    """The first items are the household's, the others those of persons."""
    standard = oracle.dibao_standard(month.year, month.number, area, district)
    income = sum(
        (oracle.income_of_items(*({kind: Fraction(fen, FEN) for kind, fen in each.items()} for each in both)))
        for both in told
    )
    expected = oracle.dibao(standard, members + len(told) - 1, Fraction(income), Fraction(0))
    items = [tuple(tuple(IncomeItem(*item) for item in each.items()) for each in both) for both in told]  # type: ignore[arg-type]  # known kinds
    household = Household(
        area=area,  # type: ignore[arg-type]  # drawn from the two
        district=district,
        members=members,
        incomes=items[0][0],
        annual_incomes=items[0][1],
        persons=tuple(Person(incomes=monthly, annual_incomes=annual) for monthly, annual in items[1:]),
    )
    assert assess(household, DALIAN.on(month)).amount("dibao") == in_fen(expected)


@settings(max_examples=100)
@given(months, areas, districts, st.integers(0, 9), st.sampled_from([None, False]))
def test_what_goes_with_dibao_goes_without_property(
    month: Month, area: str, district: str | None, others: int, property_met: bool | None
) -> None:
    """The child's difference is then the whole standard, for the family has no dibao to take a share from."""
    standard = oracle.dibao_standard(month.year, month.number, area, district)
    family = oracle.dibao(standard, others + 1, Fraction(0), Fraction(0), property_met=property_met)
    expected = oracle.unsupported_child(month.year, month.number, family, others + 1)
    child = Person(status=("unsupported_child",), age=9)
    household = Household(
        area=area,  # type: ignore[arg-type]  # drawn from the two
        district=district,
        members=others,
        persons=(child,),
        property_test_met=property_met,
    )
    answer = assess(household, DALIAN.on(month))
    assert answer.amount("unsupported_child") == in_fen(expected)
    assert answer.amount("dibao") == in_fen(family)


@given(months, areas, districts)
def test_at_the_line_nothing_and_one_fen_below_it_one_fen(month: Month, area: str, district: str | None) -> None:
    line = in_fen(oracle.dibao_standard(month.year, month.number, area, district)) or 0
    for below in (0, 1):
        household = Household(area=area, district=district, members=3, income=line * 3 - below)  # type: ignore[arg-type]  # drawn from the two
        assert assess(household, DALIAN.on(month)).amount("dibao") == below


@settings(max_examples=300)
@given(st.integers(0, 80).map(Month(2019, 5).plus), st.integers(1, 9), st.integers(-300, 3000), st.integers(-300, 3000))
def test_the_price_subsidy_is_what_the_notice_says(month: Month, members: int, cpi: int, food: int) -> None:
    one = oracle.price_subsidy(month.year, month.number, Fraction(cpi, 100), Fraction(food, 100))
    answer = assess(
        Household(area="rural", district="庄河市", members=members),
        DALIAN.on(month),
        AssessmentOptions(index=PriceIndex(cpi=cpi, food=food)),
    )
    assert answer.amount("price_subsidy") == in_fen(one * members)


@given(st.integers(0, 80).map(Month(2019, 7).plus))
def test_children_get_a_price_subsidy_in_four_months_only(month: Month) -> None:
    answer = assess(
        Household(area="urban", persons=(Person(status=("orphan",), care="dispersed"),)),
        DALIAN.on(month),
        AssessmentOptions(index=PriceIndex(cpi=500, food=1000)),
    )
    covered = any(line.programme == "price_subsidy" for line in answer.lines)
    assert covered == oracle.children_get_price_subsidy(month.year, month.number)


@given(months, areas, districts, st.sampled_from(["institutional", "dispersed"]), st.sampled_from(oracle.TIERS))
def test_flat_amounts_are_the_facts(month: Month, area: str, district: str | None, care: str, tier: str) -> None:
    people = (
        Person(id="tekun", status=("tekun",), care=care),  # type: ignore[arg-type]  # drawn from the two
        Person(id="orphan", status=("orphan",), care=care),  # type: ignore[arg-type]  # drawn from the two
        Person(id="retiree", status=("retiree",), tier=tier),  # type: ignore[arg-type]  # drawn from the four
    )
    answer = assess(Household(area=area, district=district, persons=people), DALIAN.on(month))  # type: ignore[arg-type]  # drawn from the two
    year, number = month.year, month.number
    assert answer.amount("tekun") == in_fen(oracle.tekun(year, number, area, district, care))
    assert answer.amount("orphan") == in_fen(oracle.orphan(year, number, care))
    assert answer.amount("retiree") == in_fen(oracle.retiree(year, number, tier))


@given(months, areas, districts, st.integers(0, 9), fen)
def test_an_unsupported_child_gets_the_difference(
    month: Month, area: str, district: str | None, others: int, income: int
) -> None:
    standard = oracle.dibao_standard(month.year, month.number, area, district)
    family = oracle.dibao(standard, others + 1, Fraction(income, FEN), Fraction(0))
    expected = oracle.unsupported_child(month.year, month.number, family, others + 1)
    child = Person(status=("unsupported_child",), age=9)
    household = Household(area=area, district=district, members=others, persons=(child,), income=income)  # type: ignore[arg-type]  # drawn from the two
    assert assess(household, DALIAN.on(month)).amount("unsupported_child") == in_fen(expected)


@settings(max_examples=300)
@given(months, areas, districts, st.integers(0, 3), persons(), st.booleans())
def test_classified_relief_is_the_highest_share(
    month: Month, area: str, district: str | None, others: int, person: Person, lost: bool
) -> None:
    standard = oracle.dibao_standard(month.year, month.number, area, district)
    household = Household(area=area, district=district, members=others, persons=(person,), lost_only_child=lost)  # type: ignore[arg-type]  # drawn from the two
    answer = assess(household, DALIAN.on(month), AssessmentOptions(uplift=True))
    member = not {"tekun", "orphan"} & set(person.status)
    size = others + member
    if not answer.amount("dibao"):
        assert answer.amount("uplift") == 0
        return
    disability = (person.disability.kind, person.disability.grade) if person.disability else None
    share = oracle.uplift_share(
        person.age,
        disability,
        person.illness,
        person.work_injury,
        person.student,
        person.parent,
        person.multiple_birth,
        size,
        lost,
    )
    own = standard * share / 100 if member else Fraction(0)
    theirs = standard * others * (30 if lost or size == 1 else 0) / 100
    assert answer.amount("uplift") == in_fen(oracle.to_the_fen(own) + oracle.to_the_fen(theirs))
    assert bool(of_person(person)) or share in (0, 30)


DISABILITIES = st.none() | st.tuples(st.sampled_from(["limb", "intellect", "mental", "sight"]), st.integers(1, 4))
ANSWERS = st.sampled_from([True, True, None, False])


@settings(max_examples=400)
@given(
    st.integers(0, 80).map(Month(2019, 7).plus),
    areas,
    districts,
    st.integers(0, 4),
    st.integers(0, 700_000),
    st.integers(0, 100_000),
    DISABILITIES,
    st.sampled_from([None, "all", "part", "none"]),
    ANSWERS,
    ANSWERS,
    ANSWERS,
)
def test_one_person_alone_by_the_rule_of_the_month(
    month: Month,
    area: str,
    district: str | None,
    others: int,
    income: int,
    own: int,
    disability: tuple[str, int] | None,
    illness: str | None,
    village: bool | None,
    property_met: bool | None,
    no_household: bool | None,
) -> None:
    person = Person(
        disability=Disability(*disability) if disability else None,  # type: ignore[arg-type]  # drawn from the kinds
        illness=illness,  # type: ignore[arg-type]  # drawn from the choices
        income=own,
        single_person=True,
        cannot_form_household=no_household,
    )
    household = Household(
        area=area,  # type: ignore[arg-type]  # drawn from the two
        district=district,
        members=others,
        persons=(person,),
        income=income,
        low_income_village=village,
        property_test_met=property_met,
    )
    answer = assess(household, DALIAN.on(month))
    year, number = month.year, month.number
    standard = oracle.dibao_standard(year, number, area, district)
    family = Fraction(income + own, FEN)
    if answer.amount("dibao"):
        assert not [line for line in answer.lines if line.programme == "single_person"]
        return
    facts = (family, others + 1, Fraction(own, FEN), disability, illness, village, property_met, no_household)
    expected = oracle.single_person(year, number, standard, area == "rural", *facts)
    [line] = [line for line in answer.lines if line.programme == "single_person"]
    if isinstance(expected, str):
        assert [gap.key for gap in line.missing] == ["single_person.income_limit"]
        return
    assert line.amount == in_fen(expected)
    assert bool(line.missing) == (expected is None)


@given(st.integers(1, 30))
def test_gradual_exit_ends_after_a_year_whatever_its_share(months_since: int) -> None:
    since = Month(2020, 8)
    household = Household("rural", members=1, income=100_000, gradual_exit=GradualExit(since, 30_000))
    answer = assess(household, DALIAN.on(since.plus(months_since - 1)))
    assert answer.amount("gradual_exit") == (0 if oracle.gradual_exit_is_over(months_since) else None)


@given(st.integers(0, 24).map(Month(2019, 10).plus), st.integers(0, 3), st.integers(0, 3), st.booleans())
def test_the_aid_at_spring_festival(month: Month, members: int, others: int, poor: bool) -> None:
    kept = tuple(Person(status=("orphan",), care="dispersed") for _ in range(others))
    if not members and not kept:
        return
    household = Household("urban", members=members, persons=kept, income=0 if poor else 900_000)
    answer = assess(household, DALIAN.on(month), AssessmentOptions(one_off=True))
    expected = oracle.spring_festival_aid(month.year, month.number, poor and members > 0, others)
    on_record = str(month) in ("2020-01", "2021-02")
    assert answer.amount("one_off") == (in_fen(expected) if on_record else None)


def test_the_oracle_knows_nothing_of_the_program() -> None:
    import ast
    from pathlib import Path

    tree = ast.parse(Path(oracle.__file__).read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"__future__", "fractions", "math"}

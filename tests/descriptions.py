"""Households, months and questions as hypothesis draws them: everything that the program accepts."""

from __future__ import annotations

import oracle
from hypothesis import assume
from hypothesis import strategies as st

from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import Deduction, GradualExit, Household
from dibao_cli.rules.month import Month
from dibao_cli.rules.notice import PriceIndex
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.problems import InputError

KINDS = ("sight", "hearing", "speech", "limb", "intellect", "mental", "multiple")

fen = st.one_of(st.integers(0, 900_000), st.integers(0, 9000).map(lambda yuan: yuan * 100))
months = st.integers(0, 107).map(Month(2017, 7).plus)
districts = st.sampled_from([None, *oracle.RURAL_A, *oracle.RURAL_B])
areas = st.sampled_from(["urban", "rural"])
rises = st.integers(-500, 2500)
indices = st.fixed_dictionaries({name: st.none() | rises for name in ("cpi", "food", "low_income")}).map(
    lambda told: PriceIndex().having(told)
)
deductions = st.dictionaries(st.sampled_from(["medical", "education", "其他"]), st.integers(0, 90_000)).map(
    lambda told: tuple(Deduction(reason, amount) for reason, amount in told.items())
)
questions = st.tuples(
    st.booleans(), st.booleans(), st.none() | indices, st.booleans(), st.none() | st.integers(0, 30_000), st.booleans()
).map(lambda told: AssessmentOptions(*told))


disabilities = st.tuples(st.sampled_from(KINDS), st.integers(1, 4)).map(
    lambda told: Disability(*told)  # type: ignore[arg-type]  # the kinds above
)


@st.composite
def persons(draw: st.DrawFn) -> Person:
    """A person without contradictions."""
    kind = draw(
        st.sampled_from(
            ["ordinary", "ordinary", "tekun", "orphan", "child", "retiree", "both", "child_tekun", "unemployed"]
        )
    )
    status = {
        "ordinary": (),
        "tekun": ("tekun",),
        "orphan": ("orphan",),
        "child": ("unsupported_child",),
        "retiree": ("retiree",),
        "both": ("orphan", "tekun"),
        "child_tekun": ("tekun", "unsupported_child"),
        "unemployed": ("unemployed",),
    }[kind]
    young = bool({"orphan", "unsupported_child"} & set(status))
    kept = bool({"orphan", "tekun"} & set(status))
    ages = st.integers(0, 17) if young else st.integers(18, 99) if kind == "retiree" else st.integers(0, 99)
    return Person(
        status=status,  # type: ignore[arg-type]  # the keys above
        age=draw(st.none() | ages),
        care=draw(st.sampled_from(["institutional", "dispersed"])) if kept else None,
        abilities_lost=draw(st.none() | st.integers(0, 6)) if "tekun" in status else None,
        tier=draw(st.sampled_from(["full", "70", "40", "hardship"])) if kind == "retiree" else None,
        disability=draw(st.none() | disabilities),
        work_injury=draw(st.none() | st.integers(1, 10)),
        illness=draw(st.sampled_from([None, "all", "most", "part", "none"])),
        student=draw(st.booleans()),
        parent=draw(st.sampled_from([None, "widowed", "single"])),
        multiple_birth=draw(st.booleans()),
        income=draw(st.sampled_from([0, 0, 10_000, 33_333])),
        annual_income=draw(st.sampled_from([0, 0, 0, 100_007])),
        single_person=draw(st.booleans()) and not kept,
        cannot_form_household=draw(st.none() | st.booleans()),
    )


@st.composite
def households(draw: st.DrawFn, most_persons: int = 3) -> Household:
    """A household that the program accepts, with up to some described persons."""
    told = tuple(draw(st.lists(persons(), max_size=most_persons)))
    income = draw(fen)
    try:
        return Household(
            area=draw(areas),  # type: ignore[arg-type]  # one of the two
            members=draw(st.integers(0 if told else 1, 20)),
            persons=told,
            income=income,
            annual_income=draw(st.sampled_from([0, 0, 1_000_000, 999_999, 7])),
            work_income=draw(st.integers(0, income)),
            deductions=draw(deductions),
            district=draw(districts),
            low_income_village=draw(st.none() | st.booleans()),
            property_test_met=draw(st.none() | st.booleans()),
            lost_only_child=draw(st.booleans()),
            gradual_exit=draw(st.none() | st.tuples(months, fen).map(lambda told: GradualExit(*told))),
        )
    except InputError:
        assume(False)
        raise

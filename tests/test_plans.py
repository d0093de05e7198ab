"""An answer by a plan, on plain whole numbers, is that of the rules to the fen and to the last text."""

from __future__ import annotations

import copy
import json
import operator
import random
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from test_kept import CITIES, FOLDERS, QUESTIONS, households, told

from dibao_cli.files.folders import load_standards
from dibao_cli.rules import alike
from dibao_cli.rules import assess as rules
from dibao_cli.rules.alike import kind_of
from dibao_cli.rules.answer import NOTHING_ELSE
from dibao_cli.rules.assess import assess, explained
from dibao_cli.rules.assessment import Assessment
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.compiled import recorded, watch
from dibao_cli.rules.household import AMOUNT_LISTS, NUMBERS, Deduction, GradualExit, Household
from dibao_cli.rules.income_items import IncomeItem
from dibao_cli.rules.money import Rounding, round_quotient, yuan
from dibao_cli.rules.month import Month
from dibao_cli.rules.person import Disability, Person
from dibao_cli.rules.problems import InputError
from dibao_cli.rules.recorded import Recorder
from dibao_cli.rules.standards import Standards, Table
from dibao_cli.show.answer import record_of
from dibao_cli.words import use_language

sys.path.insert(0, str(Path(__file__).parent / "roster"))
from rosters import household_of, some

Asked = tuple[Household, Month, AssessmentOptions]


@pytest.fixture
def planned_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every household is recorded whose way through the rules is new, so that plans know many ways."""
    monkeypatch.setattr(alike, "WORTH", 0)
    yield
    use_language("en")


def without_explanation(answer: Assessment) -> tuple[object, ...]:
    """All that an answer says before anybody asks how it came about."""
    sums = (answer.total, answer.known_total, answer.complete)
    return (
        *sums,
        answer.amounts,
        answer.basis,
        answer.notices,
        answer.codes,
        answer.payments,
        answer.excluded,
        repr(answer),
    )


def with_other_amounts(household: Household, chance: random.Random) -> Household | None:
    """The household with other incomes, deductions and ages; None where the new ones cannot be."""

    def other(fen: int | None) -> int | None:
        return fen if fen is None else chance.choice((fen, 0, 1, chance.randrange(400_000), chance.randrange(90_000)))

    def others(carrier: Household | Person) -> dict[str, Any]:
        names = [name for name in ("income", "annual_income", "work_income") if name in carrier._fields]
        lists = [name for name in ("incomes", "annual_incomes", "deductions") if name in carrier._fields]
        items = {name: getattr(carrier, name) for name in lists}
        return {
            **{name: other(getattr(carrier, name)) for name in names},
            **{name: tuple(one._replace(amount=other(one.amount)) for one in each) for name, each in items.items()},
        }

    def aged(person: Person) -> dict[str, Any]:
        if person.age is None:
            return {}
        return {"age": chance.randrange(18) if person.age < 18 else chance.randrange(18, 100)}

    leaving = household.gradual_exit
    try:
        persons = tuple(person._replace(**others(person), **aged(person)) for person in household.persons)
        last = leaving and leaving._replace(last_allowance=other(leaving.last_allowance) or 0)
        return household._replace(**others(household), persons=persons, gradual_exit=last)
    except InputError:
        return None


def compared(standards: Standards, asked: list[Asked], others: int) -> int:
    """How many households had the amounts of the rules by a plan; each is asked about with other amounts too."""
    chance, planned = random.Random(3), 0
    for n, (household, month, question) in enumerate(asked):
        use_language(("en", "zh")[n % 2])
        for each in [household, *(with_other_amounts(household, chance) for _n in range(others))]:
            if each is None:
                continue
            table = standards.on(month)
            found, expected = (_of(by, each, table, question) for by in (assess, explained))
            if isinstance(found, Assessment) and isinstance(expected, Assessment):
                planned += found._found is not None
                assert without_explanation(found) == without_explanation(expected), (each, month, question)
                assert told(found) == told(expected), (each, month, question)
                assert json.dumps(record_of(found, question)) == json.dumps(record_of(expected, question)), each
            else:
                assert found == expected
    return planned


def _of(rule: Callable[..., Assessment], household: Household, table: Table, question: AssessmentOptions) -> object:
    try:
        return rule(household, table, question)
    except InputError as refused:
        return [(problem.code, problem.place) for problem in refused.problems]


@pytest.mark.usefixtures("planned_at_once")
@pytest.mark.parametrize("number", [20, pytest.param(100, marks=pytest.mark.thorough)])
def test_households_of_every_programme_month_and_area_have_the_answers_of_the_rules(
    dalian: Standards, number: int
) -> None:
    dalian.plans = None
    asked = [
        (household_of(one, dalian.region), Month.parse(one.described["month"]), QUESTIONS[n % 3])
        for n, one in enumerate(some(number, 9, dalian.region))
    ]
    assert compared(dalian, asked, 10) > 3 * number
    assert compared(dalian, list(households(dalian, 11, number // 3)), 10) > number // 2


@pytest.mark.usefixtures("planned_at_once")
@pytest.mark.parametrize("place", [*CITIES, *FOLDERS], ids=lambda place: getattr(place, "name", place))
def test_households_of_other_cities_have_the_answers_of_the_rules(place: str | Path) -> None:
    standards = load_standards(place, national=True) if isinstance(place, str) else load_standards(None, [place])
    assert compared(standards, list(households(standards, 11, 6)), 9) > 15


FAMILY = Household("urban", members=3, income=120_000)
MANY = [FAMILY._replace(income=income) for income in range(100_000, 160_000, 1_000)]


def test_an_answer_of_a_plan_is_the_answer_of_the_rules_to_the_last_text(dalian: Standards) -> None:
    answers = [assess(household, dalian.on("2020-07")) for household in MANY]
    assert sum(answer._found is not None for answer in answers) > len(MANY) / 3
    assert answers == [explained(household, dalian.on("2020-07"), NOTHING_ELSE) for household in MANY]
    assert answers[-1]._replace(warnings=()) == answers[-1]._replace(warnings=()) != answers[-1]
    assert copy.copy(answers[-1]) == answers[-1] != answers[-2]
    with pytest.raises(AttributeError):
        answers[-1].lines = ()  # type: ignore[misc]  # what must not be


def test_a_record_is_the_readers_own(dalian: Standards) -> None:
    """Whoever changes one changes no other; nor does a language leave anything behind."""

    def records() -> list[str]:
        return [json.dumps(record_of(assess(household, dalian.on("2020-07")), NOTHING_ELSE)) for household in MANY]

    def emptied(part: Any) -> None:
        for each in list(part.values() if isinstance(part, dict) else part):
            if isinstance(each, (dict, list)):
                emptied(each)
        part.clear()

    before = records()
    use_language("zh")
    assert records() != before
    use_language("en")
    for household in MANY:
        emptied(record_of(assess(household, dalian.on("2020-07")), NOTHING_ELSE))
    assert records() == before


def test_the_rules_run_once_for_an_explanation_and_never_for_amounts(
    dalian: Standards, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in runs of the rules, not in seconds."""
    dalian.plans = None
    runs: list[Household] = []

    def counted(household: Household, *told: Any) -> Assessment:
        runs.append(household)
        return explained(household, *told)

    monkeypatch.setattr(rules, "explained", counted)
    table = dalian.on("2020-07")
    for household in MANY:
        assess(household, table)
    runs.clear()
    answer = assess(FAMILY._replace(income=123_456), table)
    assert (answer.known_total, answer.amount("dibao"), answer.complete) == (101_544, 101_544, False)
    assert "assumed:property" in answer.codes
    assert runs == []
    answers = [assess(household, table) for household in MANY]
    for each in answers:
        assert each.lines[0].steps and each.warnings and each.distance and each.standing
    assert 0 < len(runs) < len(MANY)
    assert answers == [explained(household, table, NOTHING_ELSE) for household in MANY]


def test_what_the_user_sets_and_what_else_is_asked_has_a_plan_of_its_own_or_none(dalian: Standards) -> None:
    table = dalian.on("2020-01")
    standard = table.find("dibao.urban")
    assert standard is not None
    raised = table.overriding([standard._replace(content=100_000)])
    for household in MANY:
        assert assess(household, raised).amount("dibao") == 300_000 - (household.income or 0)
        assert assess(household, table).amount("dibao") == 216_000 - (household.income or 0)
        assert assess(household, dalian.on("2020-07")).amount("dibao") == 225_000 - (household.income or 0)
        assert assess(household, table, AssessmentOptions(without=("dibao",))).known_total == 0


OTHER: dict[str, Any] = {
    "area": "rural",
    "members": 4,
    "persons": (Person(),),
    "district": "庄河市",
    "dibao_class": "A",
    **dict.fromkeys(("low_income_village", "property_test_met", "lost_only_child", "supporters_elsewhere"), True),
    "gradual_exit": GradualExit(Month(2020, 1), 5),
    "status": ("tekun",),
    "care": "dispersed",
    "tier": "full",
    "self_care": "self",
    "abilities_lost": 2,
    "disability": Disability("limb", 1),
    "work_injury": 3,
    "illness": "all",
    "student": True,
    "parent": "single",
    "multiple_birth": True,
    "single_person": True,
    "cannot_form_household": True,
    "hardship": ("x",),
    "age": 9,
    "income": 1,
    "annual_income": 1,
    "work_income": 1,
    **dict.fromkeys(("incomes", "annual_incomes"), (IncomeItem("wage", 7),)),
    "deductions": (Deduction("medical", 7),),
}


def of_facts(**facts: Any) -> Household:
    return Household.of_checked({"area": "urban", "members": 3, **facts})


def of_person(**facts: Any) -> Household:
    return of_facts(persons=(Person().having(**facts),))


@pytest.mark.parametrize("build", [of_facts, of_person])
def test_whatever_the_rules_may_decide_by_tells_two_kinds_apart_or_is_recorded(build: Callable[..., Household]) -> None:
    """A field that is added to a household or a person must be one or the other."""
    fields = [name for name in (Household if build is of_facts else Person)._fields if name != "id"]
    for name in fields:
        assert kind_of(build(**{name: OTHER[name]})) != kind_of(build()), name
    for name in {*NUMBERS, *AMOUNT_LISTS, "gradual_exit"}.intersection(fields):
        household = build(**{name: OTHER[name]})
        found = recorded(household, recorder := Recorder())
        assert kind_of(found) == kind_of(household)
        assert len(recorder.terms) == 1
        assert eval(recorder.terms[0].source, {"household": found}).recorder is recorder  # where it says that it stands


SUMS: tuple[Callable[[Any, Any], object], ...] = (
    *(operator.add, operator.sub, operator.mul, operator.floordiv, operator.mod, divmod, max, min),
    *(operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne),
    lambda a, b: (7 - a, 100 // b, 100 % b, -a, +b, abs(a - b), a % 1, a // 1, not a, bool(a and b)),
    lambda a, b: {"texts": [yuan(a), f"{yuan(a - b)} {{of}} '\"{yuan(b)}"], yuan(a): (a, {b: 3}), "none": [[], {}]},
    lambda a, b: {a: "first"}.get(b, f"{a}"),
    lambda a, b: round_quotient(a * 3, b * 7, Rounding(5, "up")),
)


@pytest.mark.parametrize("make", SUMS)
def test_what_is_made_of_recorded_numbers_is_made_of_others_in_the_same_way(make: Callable[[Any, Any], object]) -> None:
    plan, numbers = alike.Plan[object](), (1, 2, 3, 50, 12_345)
    for a, b in product(numbers, repeat=2):
        household = Household("urban", income=a, annual_income=b)
        watch(plan, household, lambda found: make(found.income, found.annual_income))
    found = {pair: plan.made_of(Household("urban", income=pair[0], annual_income=pair[1])) for pair in MORE}
    assert [made for pair, made in found.items() if made is not None and made != make(*pair)] == []
    assert any(made is not None for made in found.values())
    assert "Recorded" not in {type(each).__name__ for made in found.values() for each in parts(made)}


MORE = [*product((1, 2, 3, 7, 50, 333, 12_345), repeat=2)]


def parts(made: object) -> Iterator[object]:
    """Something and everything in it."""
    yield made
    inner = (*made, *made.values()) if isinstance(made, dict) else made if isinstance(made, (tuple, list)) else ()
    for each in inner:
        yield from parts(each)


def test_nothing_can_be_done_to_a_recorded_number_that_is_not_noted() -> None:
    """Each operation has the result of plain numbers, and is a sum or a decision afterwards."""
    chance = random.Random(5)
    of_one: tuple[Callable[[Any], object], ...]
    of_one = (operator.neg, operator.invert, operator.not_, abs, bool, int, float, hash, round)
    of_two: tuple[Callable[[Any, Any], object], ...] = (
        *(operator.add, operator.sub, operator.mul, operator.floordiv, operator.mod, operator.truediv, divmod, pow),
        *(operator.and_, operator.or_, operator.xor, operator.lshift, operator.rshift, max, min),
        *(operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne),
        *(lambda a, b: sorted([a, b]), lambda a, b: sum([1, a, b]), lambda a, b: {a, b}, lambda a, b: a in (b, b)),
    )
    for _n in range(20):
        a, b = chance.randrange(2, 30), chance.randrange(2, 30)
        for does in of_one:
            recorder = Recorder()
            assert does(recorder.stated(a, "a")) == does(a)
            assert len(recorder.terms) > 1 or recorder.decisions, does
        for both in of_two:
            for first, other in ((True, False), (False, True), (True, True)):
                recorder = Recorder()
                given = (recorder.stated(a, "a") if first else a, recorder.stated(b, "b") if other else b)
                assert both(*given) == both(a, b)
                assert len(recorder.terms) > first + other or recorder.decisions, both

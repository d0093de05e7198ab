"""Places are taken apart by what is read: whoever differs in what nobody reads is brought the same."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from test_people_alike import accepted, described

from dibao_cli.files.folders import load_standards
from dibao_cli.roster.contributions import Share, Shares, Unstated
from dibao_cli.roster.facts import HouseholdFacts
from dibao_cli.roster.states import State
from dibao_cli.rules.amounts import Amount
from dibao_cli.rules.assessment import Programme
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import Area
from dibao_cli.rules.month import Month
from dibao_cli.rules.notice import Notice, Value
from dibao_cli.rules.parameters import AREAS, BY_AREA, PARAMETERS, may_be_split, parts_of_key
from dibao_cli.rules.person import Person
from dibao_cli.rules.places_apart import Reads, places_apart, reads_for, reads_of
from dibao_cli.rules.region import District
from dibao_cli.rules.scopes import REACHES, home_of, only_as_a_whole
from dibao_cli.rules.standards import Standards

CASES = Path(__file__).parent.parent / "cases"
CITIES = {
    "dalian": partial(load_standards, "dalian", national=True),
    "hefei": partial(load_standards, "hefei"),
    "shenyang": partial(load_standards, "shenyang"),
    "shares of figures": partial(load_standards, "dalian", [CASES / "fictional_years"], national=True),
    "prices": partial(load_standards, "dalian", [CASES / "fictional_prices"], national=True),
}
QUESTIONS = (AssessmentOptions(national_index=True), AssessmentOptions(uplift=True, subsidy_rate=5050))
MONTHS = (Month(2020, 5), Month(2021, 8))
FAMILIES: tuple[dict[str, Any], ...] = ({}, {"supporters_elsewhere": True}, {"gradual_exit_since": Month(2020, 3)})
LONG_AGO = Notice("test/apart.toml", {"en": "Apart", "zh": "分"}, Month(2000, 1))
ELSEWHERE = "试区"

Apart = dict[str, Value]
"""By the name of a place the figure that it has of one parameter."""


def apart(standards: Standards) -> Apart:
    """For every parameter a place that has another figure than the city, or one that nobody knows; in either area."""
    found = {}
    for key in dict.fromkeys((*PARAMETERS, *(key for key in sorted(standards.set_keys) if "@" not in key))):
        parts, of = parts_of_key(key), PARAMETERS[parts_of_key(key).name]
        history = standards.history(key)
        content: Any = history[-1].content if history else next(iter(of.choices), 4300)
        content = content + 1 if isinstance(content, int) else content if isinstance(content, str) else None
        for area in ("", *AREAS) if may_be_split(parts.name, (BY_AREA,)) else ("",):
            place = f"{key} {area}"
            value = Value(str(parts._replace(area=area, district=place)), content, LONG_AGO)
            found[place] = value if content is not None else value._replace(gone="unknown")
    return found


def ordinary(standards: Standards) -> District:
    """A district that has no figure of its own."""
    own = {parts_of_key(key).district for key in standards.set_keys}
    return next(district for district in standards.region.districts if district.name not in own)


def with_one_more(standards: Standards, figures: Iterable[Value], groups: tuple[str, ...] = ()) -> Standards:
    """The same with one more district, which is like an ordinary one and in these groups besides."""
    here = ordinary(standards)
    there = here._replace(name=ELSEWHERE, groups=(*groups, *here.groups))
    region = standards.region._replace(districts=(*standards.region.districts, there))
    values = [value for key in sorted(standards.set_keys) for value in standards.history(key)]
    return Standards(region, (), [*values, *figures], standards.indices, (), standards.national)


class Places:
    """Settings in a district, and in one that differs from it in all that is not read."""

    def __init__(self, standards: Standards, month: Month, question: AssessmentOptions) -> None:
        self.standards, self.month, self.question = standards, month, question
        self.figures = apart(standards)
        self.all_apart = with_one_more(standards, self.figures.values(), tuple(self.figures))
        self.made: dict[tuple[Area, Reads], Standards] = {}

    def of(self, facts: dict[str, Any], reads: Reads) -> Iterator[HouseholdFacts]:
        area = facts["area"]
        if (area, reads) not in self.made:
            read = {*(places_apart(self.all_apart.on(self.month), area, ELSEWHERE, reads) or ())}
            unread = (value for place, value in self.figures.items() if place not in read)
            of_district = (
                each._replace(key=str(parts_of_key(each.key)._replace(district=ELSEWHERE))) for each in unread
            )
            self.made[area, reads] = with_one_more(self.standards, of_district)
        table = self.made[area, reads].on(self.month)
        here = ordinary(self.standards).name
        settings = [
            HouseholdFacts({**facts, "month": self.month, **district}, table, self.question)
            for district in ({"district": here}, {"district": ELSEWHERE}, {})
        ]
        yield from (each for each in settings if each.alike(reads) == settings[0].alike(reads))


def brought(bring: partial[Share]) -> Share | None:
    """What is brought; None where no household is in such a state."""
    try:
        return bring()
    except RuntimeError:
        return None


def people(question: AssessmentOptions) -> list[Person | None]:
    """Nobody described, and persons of every kind whom a roster does not leave to `assess`."""
    chance = random.Random(7)
    found: list[Person | None] = [None]
    while len(found) < 30:
        facts = described(chance)
        if accepted(facts):
            found.append(Person(**facts).having(id="1"))
    return [each for each in found if each is None or not only_as_a_whole(home_of(each), question)]


def compared(standards: Standards, month: Month, question: AssessmentOptions) -> Iterator[tuple[object, bool]]:
    """Who is brought something in places that differ in nothing that is read, and whether it is the same everywhere."""
    places, shares, everybody = Places(standards, month, question), Shares(), people(question)
    for area in AREAS:
        for facts in FAMILIES:
            there = {"area": area, **facts}
            family = HouseholdFacts({**there, "month": month}, standards.on(month)).case(members=1).household
            settings = [*places.of(there, reads_of(family, question))]
            for state in State:
                of_family = [brought(partial(shares.of_family, s, state, False, True, Unstated(0))) for s in settings]
                yield (there, state, len(settings)), all(found == of_family[0] for found in of_family)
        for person in everybody:
            for state in State:
                paid = None if state == State.UNKNOWN else state >= State.PAID
                settings = [*places.of({"area": area}, reads_for(person, question, paid))]
                of_person = [brought(partial(shares.of_person, s, person, False, state)) for s in settings]
                yield (area, person, state, len(settings)), all(found == of_person[0] for found in of_person)


@pytest.mark.parametrize("city", CITIES)
def test_nobody_is_brought_anything_else_for_what_is_not_read(city: str) -> None:
    standards = CITIES[city]()
    for month, question in zip(MONTHS, QUESTIONS, strict=True):
        found = [*compared(standards, month, question)]
        assert not [who for who, same in found if not same]
        assert len(found) > 200


@pytest.mark.parametrize("programme", ["dibao", "uplift", "tekun", "orphan", "unsupported_child", "price_subsidy"])
def test_a_programme_that_reads_more_than_its_reach_says_is_found_out(
    programme: Programme, dalian: Standards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(REACHES, programme, REACHES[programme]._replace(reads=()))
    question = AssessmentOptions(uplift=programme == "uplift", national_index=True)
    assert not all(same for _who, same in compared(dalian, MONTHS[0], question))


def test_a_figure_of_the_user_takes_apart_only_those_who_read_it(dalian: Standards) -> None:
    by_hand = Value("tekun.urban@中山区", 1500_00, LONG_AGO)
    half = Value("orphan.dispersed", Amount(share=5000, of="minimum_wage.monthly"), LONG_AGO)
    table = dalian.on("2021-08").overriding([by_hand, half])
    assert places_apart(table, "urban", "中山区", ("tekun.",)) == ("中山区",)
    assert places_apart(table, "urban", "西岗区", ("tekun.",)) == ()
    assert places_apart(table, "urban", None, ("tekun.",)) is None  # it may be the one or the other
    assert places_apart(table, "rural", "中山区", ("tekun.urban_dispersed",)) == ()
    assert places_apart(table, "urban", None, ("retiree.",)) == ()
    assert places_apart(table, "urban", "庄河市", ("orphan.",)) == ("庄河市",)  # a share of the minimum wage there
    assert places_apart(dalian.on("2021-08"), "urban", "庄河市", ("orphan.",)) == ()


def test_an_urban_household_reads_no_figure_of_the_country(dalian: Standards) -> None:
    reads = reads_of(None, AssessmentOptions(uplift=True))
    districts = [district.name for district in dalian.region.districts]
    found = {area: {places_apart(dalian.on("2021-08"), area, name, reads) for name in districts} for area in AREAS}
    assert found["urban"] == {()}
    assert found["rural"] == {(), ("unified",)}

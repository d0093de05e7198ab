"""The questions of `dibao ask`, as data: what is asked, when it matters, and how it is explained.

A question stands for one field of a household file, so that the field's own rules read the answer. `when` looks
only at what was told so far (`Sofar`) and, for a question about a person, at that person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..files.fields import GRADUAL_EXIT, HOUSEHOLD, PERSON, QUESTION, YES_NO, Field
from ..rules.assessment import Assessment
from ..rules.household import ADULT_AGE, CHILDREN, MOST_MEMBERS
from ..rules.standards import Table
from ..words import N_


class Sofar(NamedTuple):
    """What was told so far: field to value, the persons likewise, and the answer if there can be one already."""

    told: Mapping[str, Any]
    persons: tuple[Mapping[str, Any], ...]
    table: Table | None
    answer: Assessment | None

    def sets(self, *keys: str) -> bool:
        """Whether the table of the month has one of these keys."""
        district = self.told.get("district")
        return self.table is not None and any(self.table.find(key, district) for key in keys)

    def lacks(self, *keys: str) -> bool:
        """Whether an amount is not known because one of these is missing."""
        lines = self.answer.lines if self.answer else ()
        return any(gap.key in keys for line in lines for gap in line.missing)

    @property
    def no_dibao(self) -> bool:
        """Whether the family's income is too high for dibao."""
        lines = self.answer.lines if self.answer else ()
        return any(line.programme == "dibao" and line.amount == 0 for line in lines)


Told = Mapping[str, Any]
When = Callable[[Sofar, Told], bool]


def _always(so: Sofar, who: Told) -> bool:
    return True


class Question(NamedTuple):
    """One question: the field that it fills, its text, what `?` explains, and when it is asked.

    `needed` questions take no blank answer; `otherwise` is what a blank answer means, as it is shown.
    """

    name: str
    text: str
    explanation: str
    field: Field
    when: When = _always
    needed: bool = False
    otherwise: str = ""


def _district_matters(so: Sofar, who: Told) -> bool:
    """Only where the standard of the area differs by district."""
    keys = so.table.standards.keys() if so.table else ()
    return any(key.startswith((f"dibao.{so.told.get('area')}@", f"tekun.{so.told.get('area')}@")) for key in keys)


def _yearly(so: Sofar, who: Told) -> bool:
    return so.told.get("area") == "rural" or so.told.get("income") is None


def _one_off(so: Sofar, who: Told) -> bool:
    return so.table is not None and any(one.month == so.table.month for one in so.table.standards.one_offs)


def _national(so: Sofar, who: Told) -> bool:
    return so.lacks("index") and so.table is not None and so.table.month in so.table.standards.national


HOUSEHOLD_QUESTIONS: tuple[Question, ...] = (
    Question(
        "area",
        N_("Is the household urban or rural?"),
        N_("What counts is the area whose standard applies to the household. Urban and rural standards differ."),
        HOUSEHOLD["area"],
        needed=True,
    ),
    Question(
        "month",
        N_("Which month?"),
        N_("The month whose standards and prices apply, written as 2020-07."),
        HOUSEHOLD["month"],
        needed=True,
    ),
    Question(
        "district",
        N_("Which district?"),
        N_("By name, pinyin or code: {districts}. It is asked because the standard differs by district."),
        HOUSEHOLD["district"],
        _district_matters,
        otherwise=N_("not named"),
    ),
    Question(
        "people",
        N_("How many people live together?"),
        N_("All who live together as one household, children and people supported by other schemes included."),
        Field("count", lowest=1, highest=MOST_MEMBERS),
        needed=True,
    ),
    Question(
        "income",
        N_("Monthly income of the whole household, in yuan"),
        N_("After income tax and social insurance contributions. 1200, 1,200.50 and 1200元 are all understood."),
        HOUSEHOLD["income"],
        otherwise="0",
    ),
    Question(
        "annual_income",
        N_("Besides that, income that is only known for a year, in yuan"),
        N_("Such as a harvest. It is divided by 12 at the end of the calculation."),
        HOUSEHOLD["annual_income"],
        _yearly,
        otherwise="0",
    ),
    Question(
        "work_income",
        N_("How much of the monthly income is earned by work, in yuan?"),
        N_("The table of the month leaves a part of earned income out."),
        HOUSEHOLD["work_income"],
        lambda so, who: so.sets("dibao.work_deduction_share"),
        otherwise="0",
    ),
    Question(
        "uplift",
        N_("Add classified relief?"),
        N_("A share of the standard on top, by age, illness and disability. Its text is of unknown date, so check it."),
        QUESTION["uplift"],
        otherwise=N_("no"),
    ),
    Question(
        "described",
        N_("How many of the people need describing?"),
        N_(
            "Those who are extremely poor, an orphan or unsupported child, a 1960s retiree, disabled or seriously ill; "
            "with classified relief also the old, the under-aged and students."
        ),
        Field("count", highest=MOST_MEMBERS),
        otherwise="0",
    ),
)

DEDUCTION = Question(
    "deductions",
    N_("An amount to take off the income, with its reason, such as medical=120"),
    N_("Rigid expenditure that the bureau accepts: medical, education, disability. One at a time; Enter when done."),
    Field("text"),
    otherwise=N_("none"),
)


def _status(*statuses: str) -> When:
    return lambda so, who: any(status in who.get("status", ()) for status in statuses)


def _tekun(so: Sofar, who: Told) -> bool:
    return "tekun" in who.get("status", ()) and "orphan" not in who["status"]


def _care(so: Sofar, who: Told) -> bool:
    area = so.told.get("area")
    split = so.sets(f"tekun.{area}_institutional", f"tekun.{area}_dispersed")
    return "orphan" in who.get("status", ()) or (_tekun(so, who) and split)


def _in_dibao_family(who: Told) -> bool:
    return not {"tekun", "orphan"} & set(who.get("status", ()))


def _relief(so: Sofar, who: Told) -> bool:
    """Whether classified relief is asked for and this person can have it."""
    return bool(so.told.get("uplift")) and _in_dibao_family(who)


def _grown(who: Told) -> bool:
    return who.get("age") is None or who["age"] >= ADULT_AGE


def _child(who: Told) -> bool:
    return not _grown(who) or bool(who.get("student"))


def _single_person_possible(so: Sofar, who: Told) -> bool:
    return so.told.get("area") == "rural" and so.no_dibao and _in_dibao_family(who)


def _single_person(so: Sofar, who: Told) -> bool:
    severe = who.get("disability") is not None and who["disability"].severe
    return _single_person_possible(so, who) and (severe or who.get("illness") is not None)


def _asks_single_person(so: Sofar, who: Told) -> bool:
    return bool(who.get("single_person"))


_YES_NO = Field("yes_no", choices=YES_NO)

PERSON_QUESTIONS: tuple[Question, ...] = (
    Question(
        "status",
        N_("Person {person}: supported by which scheme?"),
        N_("More than one can be given, as 2+3. An ordinary member belongs to the dibao family."),
        PERSON["status"],
        otherwise="ordinary",
    ),
    Question(
        "care",
        N_("Person {person}: cared for where?"),
        N_("The standards of the two kinds of care differ."),
        PERSON["care"],
        _care,
        needed=True,
    ),
    Question(
        "self_care",
        N_("Person {person}: able to care for himself or herself?"),
        N_("Of six abilities (eating, dressing, bed, toilet, moving, bathing) 0 lost, 1 to 3 lost, or 4 and more."),
        PERSON["self_care"],
        _tekun,
        otherwise=N_("not stated"),
    ),
    Question(
        "tier",
        N_("Person {person}: which allowance of the streamlined retirees?"),
        N_("The tier stands on the retiree's certificate."),
        PERSON["tier"],
        _status("retiree"),
        needed=True,
    ),
    Question(
        "age",
        N_("Person {person}: how old?"),
        N_("In full years."),
        PERSON["age"],
        lambda so, who: _relief(so, who) or _status(*CHILDREN)(so, who),
        otherwise=N_("not stated"),
    ),
    Question(
        "student",
        N_("Person {person}: a full-time student?"),
        N_("A student past the age of 18 can still count as a child."),
        PERSON["student"],
        lambda so, who: _grown(who) and (_relief(so, who) or (_status(*CHILDREN)(so, who) and "age" in who)),
        otherwise=N_("no"),
    ),
    Question(
        "disability",
        N_("Person {person}: disability, by kind and grade, such as limb-2"),
        N_("As on the certificate. Kinds: sight, hearing, speech, limb, intellect, mental, multiple. Grades 1 to 4."),
        PERSON["disability"],
        lambda so, who: not _tekun(so, who),
        otherwise=N_("none"),
    ),
    Question(
        "illness",
        N_("Person {person}: seriously ill, with how much of the working ability lost?"),
        N_("Enter if not seriously ill."),
        PERSON["illness"],
        lambda so, who: _relief(so, who) or _single_person_possible(so, who),
        otherwise=N_("none"),
    ),
    Question(
        "work_injury",
        N_("Person {person}: grade of a work injury"),
        N_("1 (the most severe) to 10, as certified."),
        PERSON["work_injury"],
        lambda so, who: _relief(so, who) and _grown(who),
        otherwise=N_("none"),
    ),
    Question(
        "parent",
        N_("Person {person}: child of a parent who is alone?"),
        N_("Classified relief gives more to the child of a widowed or single parent. Enter if neither."),
        PERSON["parent"],
        lambda so, who: _relief(so, who) and _child(who),
        otherwise=N_("neither"),
    ),
    Question(
        "multiple_birth",
        N_("Person {person}: one of triplets or more?"),
        N_("Classified relief gives more to children of a multiple birth."),
        PERSON["multiple_birth"],
        lambda so, who: _relief(so, who) and _child(who),
        otherwise=N_("no"),
    ),
    Question(
        "single_person",
        N_("Person {person}: to be included alone (single-person inclusion)?"),
        N_("A severely disabled or seriously ill person of a family just above the line can have dibao alone."),
        PERSON["single_person"],
        _single_person,
        otherwise=N_("no"),
    ),
    Question(
        "cannot_form_household",
        N_("Person {person}: kept by the family and unable to form a household?"),
        N_("This is a condition of single-person inclusion."),
        PERSON["cannot_form_household"],
        _asks_single_person,
        otherwise=N_("no"),
    ),
    Question(
        "income",
        N_("Person {person}: own monthly income in yuan, besides the household's above"),
        N_("It is added to the household's income, and sets the amount of single-person inclusion."),
        PERSON["income"],
        _asks_single_person,
        otherwise="0",
    ),
)


def _some_single_person(so: Sofar, who: Told) -> bool:
    return any(person.get("single_person") for person in so.persons)


CLOSING_QUESTIONS: tuple[Question, ...] = (
    Question(
        "low_income_village",
        N_("Does the household live in a low-income village?"),
        N_("Single-person inclusion was opened for low-income villages."),
        HOUSEHOLD["low_income_village"],
        _some_single_person,
        otherwise=N_("not stated"),
    ),
    Question(
        "property_test_met",
        N_("Is the household's property within the limits?"),
        N_("This is a condition of single-person inclusion."),
        HOUSEHOLD["property_test_met"],
        _some_single_person,
        otherwise=N_("not stated"),
    ),
    Question(
        "lost_only_child",
        N_("Did the family lose its only child?"),
        N_("Classified relief gives its members more."),
        HOUSEHOLD["lost_only_child"],
        lambda so, who: bool(so.told.get("uplift")),
        otherwise=N_("no"),
    ),
    Question(
        "left_dibao",
        N_("Did the household receive dibao until its income rose?"),
        N_("Then gradual exit may pay a part for some months more."),
        _YES_NO,
        lambda so, who: so.no_dibao,
        otherwise=N_("no"),
    ),
    Question(
        "since",
        N_("Since which month is its income above the line?"),
        N_("The first month in which it was too high, written as 2020-07."),
        GRADUAL_EXIT["since"],
        lambda so, who: bool(so.told.get("left_dibao")),
        needed=True,
    ),
    Question(
        "last_allowance",
        N_("What was its last monthly dibao, in yuan?"),
        N_("The amount paid in the last month before the income rose."),
        GRADUAL_EXIT["last_allowance"],
        lambda so, who: bool(so.told.get("left_dibao")),
        needed=True,
    ),
    Question(
        "one_off",
        N_("Add the one-off aid of this month?"),
        N_("A notice on record sets a one-off payment for this month."),
        QUESTION["one_off"],
        _one_off,
        otherwise=N_("no"),
    ),
    Question(
        "subsidy_rate",
        N_("Announced price subsidy a person, in yuan"),
        N_("No price index of this month is on record. If the bureau announced an amount a person, it is used."),
        QUESTION["subsidy_rate"],
        lambda so, who: so.lacks("index", "index.cpi", "index.food"),
        otherwise=N_("not known"),
    ),
    Question(
        "food_cpi",
        N_("Rise of food prices on the year before, in per cent"),
        N_("The region's food CPI of the month, such as 14.8. With it the price subsidy is computed."),
        QUESTION["food_cpi"],
        lambda so, who: so.lacks("index", "index.food"),
        otherwise=N_("not known"),
    ),
    Question(
        "cpi",
        N_("Rise of consumer prices on the year before, in per cent"),
        N_("The region's CPI of the month, such as 3.3. It can make the price subsidy due where food does not."),
        QUESTION["cpi"],
        lambda so, who: so.lacks("index.cpi"),
        otherwise=N_("not known"),
    ),
    Question(
        "national_index",
        N_("Estimate the price subsidy with the national price index?"),
        N_("The national rise is not the region's: the amount is marked as an estimate."),
        QUESTION["national_index"],
        _national,
        otherwise=N_("no"),
    ),
)

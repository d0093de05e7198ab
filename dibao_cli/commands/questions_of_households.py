"""What `dibao ask` asks about the household: before its persons are described, and after."""

from __future__ import annotations

from ..files.fields import FACTS, GRADUAL_EXIT, HOUSEHOLD, QUESTION, YES_NO, Field
from ..rules.household import MOST_MEMBERS
from ..words import N_
from ..words.fields import HOUSEHOLD as LABELS
from ..words.fields import MEANINGS
from .question import Question, Sofar, Told

_YES_NO = Field("yes_no", choices=YES_NO)

meaning = MEANINGS["household"]


def _facts_not_asked() -> tuple[Question, ...]:
    """A question for each fact of a household that has none of its own."""
    asked = {question.name for question in CLOSING_QUESTIONS}
    named = (name for name in FACTS if name not in asked)
    return tuple(Question(n, LABELS[n][0], meaning[n], HOUSEHOLD[n], otherwise=N_("not stated")) for n in named)


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
        otherwise=N_("not stated"),
    ),
    Question(
        "annual_income",
        N_("Besides that, income that is only known for a year, in yuan"),
        meaning["annual_income"],
        HOUSEHOLD["annual_income"],
        _yearly,
        otherwise=N_("none"),
    ),
    Question(
        "work_income",
        N_("How much of the monthly income is earned by work, in yuan?"),
        meaning["work_income"],
        HOUSEHOLD["work_income"],
        lambda so, who: so.sets("dibao.work_deduction_share"),
        otherwise=N_("not stated"),
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


def _some_single_person(so: Sofar, who: Told) -> bool:
    return any(person.get("single_person") for person in so.persons)


def _property_matters(so: Sofar, who: Told) -> bool:
    return so.dibao or "property_test_met" in so.told or _some_single_person(so, who)


CLOSING_QUESTIONS: tuple[Question, ...] = (
    Question(
        "low_income_village",
        N_("Does the household live in a low-income village?"),
        meaning["low_income_village"],
        HOUSEHOLD["low_income_village"],
        lambda so, who: _some_single_person(so, who) and so.villages_only,
        otherwise=N_("not stated"),
    ),
    Question(
        "property_test_met",
        N_("Is the household's property within the limits?"),
        meaning["property_test_met"],
        HOUSEHOLD["property_test_met"],
        _property_matters,
        otherwise=N_("not stated"),
    ),
    Question(
        "lost_only_child",
        N_("Did the family lose its only child?"),
        meaning["lost_only_child"],
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
        "subsidy_rate_doubled",
        N_("Is the announced amount what is paid, the doubling of the month in it?"),
        N_("A doubling is in force in this month. An amount that is not doubled yet is multiplied."),
        QUESTION["subsidy_rate_doubled"],
        lambda so, who: so.told.get("subsidy_rate") is not None and so.multiplies,
        otherwise=N_("no"),
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

CLOSING_QUESTIONS += _facts_not_asked()

"""What `dibao ask` asks about the household: before its persons are described, and after."""

from __future__ import annotations

from ...files.fields import FACTS, HOUSEHOLD, YES_NO, Field
from ...rules.household import MOST_MEMBERS
from ...words import N_
from ...words.fields import HOUSEHOLD as LABELS
from .question import Question, Sofar, Told, When, always


def _district_matters(so: Sofar, who: Told) -> bool:
    """Only where the standard of the area differs by district."""
    area = so.told.get("area")
    return so.table is not None and not so.table.standards.split_keys.isdisjoint((f"dibao.{area}", f"tekun.{area}"))


def _yearly(so: Sofar, who: Told) -> bool:
    return so.told.get("area") == "rural" or so.told.get("income") is None


def _one_off(so: Sofar, who: Told) -> bool:
    return so.table is not None and any(one.month == so.table.month for one in so.table.standards.one_offs)


def _national(so: Sofar, who: Told) -> bool:
    return so.lacks("index") and so.table is not None and so.table.month in so.table.standards.national


def _left_dibao(so: Sofar, who: Told) -> bool:
    return bool(so.told.get("left_dibao"))


HOUSEHOLD_QUESTIONS: tuple[Question, ...] = (
    Question("household", "area", N_("Is the household urban or rural?"), needed=True),
    Question("household", "month", N_("Which month?"), needed=True),
    Question("household", "district", N_("Which district?"), _district_matters, blank=N_("not named")),
    Question(
        *("", "people", N_("How many people live together?")),
        needed=True,
        more=N_("All who live together as one household, children and people supported by other schemes included."),
        own=Field("count", lowest=1, highest=MOST_MEMBERS),
    ),
    Question("household", "income", N_("Monthly income of the whole household, in yuan")),
    Question(
        *("household", "annual_income", N_("Besides that, income that is only known for a year, in yuan"), _yearly),
        blank=N_("none"),
    ),
    Question(
        *("household", "work_income", N_("How much of the monthly income is earned by work, in yuan?")),
        lambda so, who: so.sets("dibao.work_deduction_share"),
    ),
    Question("question", "uplift", N_("Add classified relief?")),
    Question(
        *("", "described", N_("How many of the people need describing?")),
        blank="0",
        more=N_(
            "Those who are extremely poor, an orphan or unsupported child, a 1960s retiree, disabled or seriously ill; "
            "with classified relief also the old, the under-aged and students."
        ),
        own=Field("count", highest=MOST_MEMBERS),
    ),
)

DEDUCTION = Question(
    *("household", "deductions", N_("An amount to take off the income, with its reason, such as medical=120")),
    blank=N_("none"),
    more=N_("One at a time; Enter when done."),
    own=Field("text"),
)

FACTS_IN_WORDS = {
    "low_income_village": N_("Does the household live in a low-income village?"),
    "property_test_met": N_("Is the household's property within the limits?"),
    "lost_only_child": N_("Did the family lose its only child?"),
}
"""The questions for facts of a household. One that has none here is asked by its label."""

FACT_MATTERS: dict[str, When] = {
    "": always,
    "dibao": lambda so, who: so.dibao or so.single_person,
    "uplift": lambda so, who: bool(so.told.get("uplift")),
    "low_income_villages": lambda so, who: so.single_person and so.villages_only,
}
"""When a fact is asked about, by what it matters for (`Field.matters_for`)."""


def _fact(name: str) -> Question:
    text = FACTS_IN_WORDS.get(name, LABELS[name][0])
    return Question("household", name, text, FACT_MATTERS[HOUSEHOLD[name].matters_for])


CLOSING_QUESTIONS: tuple[Question, ...] = (
    *map(_fact, FACTS),
    Question(
        *("", "left_dibao", N_("Did the household receive dibao until its income rose?")),
        lambda so, who: so.no_dibao,
        more=N_("Then gradual exit may pay a part for some months more."),
        own=Field("yes_no", choices=YES_NO, default="false"),
    ),
    Question(
        *("gradual_exit", "since", N_("Since which month is its income above the line?"), _left_dibao), needed=True
    ),
    Question(
        *("gradual_exit", "last_allowance", N_("What was its last monthly dibao, in yuan?"), _left_dibao), needed=True
    ),
    Question("question", "one_off", N_("Add the one-off aid of this month?"), _one_off),
    Question(
        *("question", "subsidy_rate", N_("Announced price subsidy per person, in yuan")),
        lambda so, who: so.lacks("index", "index.cpi", "index.food"),
        blank=N_("not known"),
    ),
    Question(
        *("question", "subsidy_rate_doubled"),
        N_("Is the announced amount what is paid, the doubling of the month in it?"),
        lambda so, who: so.told.get("subsidy_rate") is not None and so.multiplies,
    ),
    Question(
        *("question", "food_cpi", N_("Rise of food prices on the year before, in per cent")),
        lambda so, who: so.lacks("index", "index.food"),
        blank=N_("not known"),
    ),
    Question(
        *("question", "cpi", N_("Rise of consumer prices on the year before, in per cent")),
        lambda so, who: so.lacks("index.cpi"),
        blank=N_("not known"),
    ),
    Question("question", "national_index", N_("Estimate the price subsidy with the national price index?"), _national),
)

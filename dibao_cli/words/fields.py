"""What the fields of a household are called and mean: label and one sentence, by the names of `files/fields.py`."""

from __future__ import annotations

from . import N_, _

Texts = dict[str, tuple[str, str]]

HOUSEHOLD: Texts = {
    "area": (N_("Area"), N_("Whether the urban or the rural standards apply to the household.")),
    "district": (
        N_("District"),
        N_("The district, by name, short name, pinyin or code; the standard may differ by district."),
    ),
    "month": (N_("Month"), N_("The month whose standards and prices apply.")),
    "members": (N_("Ordinary members"), N_("How many ordinary members live together, besides the persons described.")),
    "income": (
        N_("Monthly income, yuan"),
        N_(
            "Income of the whole household besides that of described persons, after income tax and social insurance contributions."
        ),
    ),
    "annual_income": (
        N_("Yearly income, yuan"),
        N_(
            "Income that is only known for a year, such as a harvest; it is divided by 12 at the end of the calculation."
        ),
    ),
    "work_income": (
        N_("Of the monthly income, earned by work"),
        N_("How much of the monthly income is earned by work, for tables that leave a part of it out."),
    ),
    "deductions": (
        N_("Taken off the income"),
        N_("Rigid expenditure that the bureau accepts (medical, education, disability), each with its reason."),
    ),
    "low_income_village": (
        N_("In a low-income village"),
        N_(
            "Whether the household lives in a low-income village, for which single-person inclusion and gradual exit were opened."
        ),
    ),
    "property_test_met": (
        N_("Property within the limits"),
        N_(
            "Whether the household's property is within the limits, a condition of dibao for every family; not stated, it is taken as met, and the result says so."
        ),
    ),
    "lost_only_child": (
        N_("Lost its only child"),
        N_("Whether the family lost its only child: classified relief gives its members more."),
    ),
    "gradual_exit": (N_("Gradual exit"), N_("For a household that had dibao until its income rose.")),
    "persons": (
        N_("Described persons"),
        N_("The members who need describing, one after the other; they are counted besides the ordinary members."),
    ),
    "question": (N_("Question"), N_("What is asked besides the household, and what is known of prices.")),
    "change": (N_("Changes"), N_("From which month on some fields have other values.")),
}

CHANGE: Texts = {
    "from": (N_("From"), N_("The first month in which the other values hold.")),
}

PERSON: Texts = {
    "id": (N_("Label of the person"), N_("How the person is called in the answer; no name is needed.")),
    "status": (N_("Status"), N_("The schemes that support the person; more than one may be given.")),
    "age": (N_("Age"), N_("In full years.")),
    "care": (
        N_("Kind of care"),
        N_("Where an extremely poor person or an orphan is cared for; the standards of the two differ."),
    ),
    "self_care": (
        N_("Ability of self-care"),
        N_("Of six abilities (eating, dressing, bed, toilet, moving, bathing) 0 lost, 1 to 3 lost, or 4 and more."),
    ),
    "abilities_lost": (
        N_("Abilities lost"),
        N_("How many of the six abilities of self-care are lost; it stands for the grade."),
    ),
    "tier": (N_("Tier of the retiree"), N_("The tier on the certificate of a retiree of the 1960s.")),
    "disability": (N_("Disability"), N_("Kind and grade as on the certificate, such as limb-2.")),
    "work_injury": (N_("Work injury"), N_("The certified grade: 1 is the most severe, 10 the least.")),
    "illness": (N_("Serious illness"), N_("How much of the working ability a seriously ill person has lost.")),
    "student": (
        N_("Full-time student"),
        N_("A full-time student past compulsory schooling can count as a child after the age of 18."),
    ),
    "parent": (
        N_("Parent who is alone"),
        N_(
            "Whether the child's parent is widowed or single for another reason; classified relief gives such a child more."
        ),
    ),
    "multiple_birth": (N_("Multiple birth"), N_("One of triplets or more: classified relief gives such a child more.")),
    "income": (N_("Own income, yuan"), N_("The person's own monthly income; it is added to the household's.")),
    "annual_income": (N_("Own yearly income, yuan"), N_("The person's own income that is only known for a year.")),
    "single_person": (
        N_("Single-person inclusion"),
        N_(
            "Whether a severely disabled or seriously ill person of a family just above the standard is to have dibao alone."
        ),
    ),
    "cannot_form_household": (
        N_("Cannot form a household"),
        N_("Kept by the family and unable to form a household: a condition of single-person inclusion."),
    ),
}

GRADUAL_EXIT: Texts = {
    "since": (N_("Income above the standard since"), N_("The first month in which the income was too high.")),
    "last_allowance": (N_("Last allowance, yuan"), N_("The dibao of the last month before the income rose.")),
}

QUESTION: Texts = {
    "uplift": (
        N_("Classified relief"),
        N_("Whether to add classified relief, a share of the standard on top; its text is of unknown date."),
    ),
    "one_off": (N_("One-off aid"), N_("Whether to add the one-off aid that a notice sets for the month.")),
    "national_index": (
        N_("National price index asked for"),
        N_("Whether the national rise may stand in where the region's is not known; the amount is then an estimate."),
    ),
    "cpi": (
        N_("Rise of consumer prices, stated"),
        N_("The region's rise of consumer prices on the year before, of the month or by month."),
    ),
    "food_cpi": (
        N_("Rise of food prices, stated"),
        N_("The region's rise of food prices on the year before, of the month or by month."),
    ),
    "subsidy_rate": (
        N_("Announced price subsidy per person, yuan"),
        N_("The price subsidy per person that the bureau announced for the month."),
    ),
    "subsidy_rate_doubled": (
        N_("The announced amount is doubled already"),
        N_("Whether the announced amount has the doubling of the month in it already."),
    ),
}

ROSTER: Texts = {
    "household": (N_("Household number"), N_("Rows with the same number are one household.")),
    "person": (
        N_("Person's number"),
        N_("Which of the household's people the row is; it is carried through to the results."),
    ),
    "id_number": (
        N_("Identity number"),
        N_("Its check digit is tested, and no number may stand on two lines; it is not written anywhere."),
    ),
    "gradual_exit_since": (
        N_("Gradual exit since"),
        N_("The first month in which the income of a household in gradual exit was too high."),
    ),
    "disability_kind": (
        N_("Kind of disability"),
        N_("The kind as on the certificate, where it has a column of its own."),
    ),
    "disability_grade": (
        N_("Grade of disability"),
        N_("The grade as on the certificate, where it has a column of its own."),
    ),
    "household_income": (
        N_("Monthly income of the whole household, yuan"),
        N_("It is counted once for the household, on whichever of its rows it stands."),
    ),
    "household_annual_income": (
        N_("Yearly income of the whole household, yuan"),
        N_("It is counted once for the household, on whichever of its rows it stands."),
    ),
}


GROUPS: dict[str, Texts] = {
    "household": HOUSEHOLD,
    "change": {**HOUSEHOLD, **CHANGE},
    "person": PERSON,
    "gradual_exit": GRADUAL_EXIT,
    "question": QUESTION,
    "roster": {
        **PERSON,
        **HOUSEHOLD,
        **GRADUAL_EXIT,
        **ROSTER,
        "income": PERSON["income"],
        "annual_income": PERSON["annual_income"],
    },
}
"""The tables that fields stand in, by the name of each."""

MEANINGS: dict[str, dict[str, str]] = {
    group: {name: texts[1] for name, texts in fields.items()} for group, fields in GROUPS.items()
}
"""What the fields of each table mean, to be translated."""


def label(group: str, name: str) -> str:
    """What a field is called, such as `Monthly income, yuan`."""
    return _(GROUPS[group][name][0])


def meaning(group: str, name: str) -> str:
    """What a field means, in one sentence."""
    return _(GROUPS[group][name][1])

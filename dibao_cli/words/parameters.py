"""What the parameters of notices are called and mean: label and one sentence, by the keys of `rules/parameters.py`."""

from __future__ import annotations

from ..rules.parameters import BY_DISTRICT, key_parts
from . import N_, _

PARAMETERS: dict[str, tuple[str, str]] = {
    "dibao.urban": (
        N_("Urban dibao standard"),
        N_("A family in the city whose income per person is below it has dibao."),
    ),
    "dibao.rural": (
        N_("Rural dibao standard"),
        N_("A family in the country whose income per person is below it has dibao; it may differ by district."),
    ),
    "dibao.minimum": (
        N_("Minimum payment of dibao"),
        N_("The least that a family with a right to dibao is paid, per member."),
    ),
    "dibao.minimum_share": (
        N_("Minimum payment of dibao, as a share"),
        N_("The least that a family with a right to dibao is paid per member, as a share of the standard."),
    ),
    "dibao.rounding": (
        N_("Rounding of dibao"),
        N_("How the family's amount is rounded; exact to the fen where nothing is set."),
    ),
    "dibao.work_deduction_share": (
        N_("Earned-income disregard, share"),
        N_("The share of earned income that is left out when income is counted."),
    ),
    "dibao.work_deduction_limit": (
        N_("Earned-income disregard, limit"),
        N_("The most of the household's earned income that is left out."),
    ),
    "single_person.income_limit": (
        N_("Income limit of single-person inclusion"),
        N_("Family income per person may be at most so many times the rural standard."),
    ),
    "single_person.share": (
        N_("Share paid by single-person inclusion"),
        N_("The share of the standard that the person is paid, less own income; the whole where nothing is set."),
    ),
    "gradual_exit.months": (
        N_("Length of gradual exit"),
        N_("For how many months a part is still paid after income rose above the standard."),
    ),
    "gradual_exit.share": (
        N_("Share paid during gradual exit"),
        N_("The share of the last allowance that is paid during gradual exit."),
    ),
    "uplift.age_60": (
        N_("Classified relief, aged 60 to 69"),
        N_("A share of the local standard on top for a member of that age."),
    ),
    "uplift.age_70": (
        N_("Classified relief, aged 70 to 79"),
        N_("A share of the local standard on top for a member of that age."),
    ),
    "uplift.age_80": (
        N_("Classified relief, aged 80 and over"),
        N_("A share of the local standard on top for a member of that age."),
    ),
    "uplift.work_injury": (
        N_("Classified relief, work injury"),
        N_("A share of the local standard on top for a work injury of grade 1 to 4."),
    ),
    "uplift.disability_severe": (
        N_("Classified relief, severe disability"),
        N_("A share on top for grade 1 or 2 of sight, limb, intellect or mental disability."),
    ),
    "uplift.disability_lesser": (
        N_("Classified relief, lesser disability"),
        N_(
            "A share on top for grade 1 or 2 of hearing or speech, or grade 3 of sight, limb, intellect or mental disability."
        ),
    ),
    "uplift.illness_all": (
        N_("Classified relief, illness, all working ability lost"),
        N_("A share on top for a seriously ill member who has lost all working ability."),
    ),
    "uplift.illness_most": (
        N_("Classified relief, illness, most working ability lost"),
        N_("A share on top for a seriously ill member who has lost most working ability."),
    ),
    "uplift.minor": (
        N_("Classified relief, minors"),
        N_("A share of the local standard on top for a member under 18."),
    ),
    "uplift.student": (
        N_("Classified relief, students"),
        N_("A share on top for a full-time student past compulsory schooling."),
    ),
    "uplift.child_of_widowed": (
        N_("Classified relief, child of a widowed parent"),
        N_("A share on top for a child whose parent is widowed."),
    ),
    "uplift.child_of_single_parent": (
        N_("Classified relief, child of a single parent"),
        N_("A share on top for a child of another single parent."),
    ),
    "uplift.child_of_multiple_birth": (
        N_("Classified relief, multiple birth"),
        N_("A share on top for a child of a birth of three or more."),
    ),
    "uplift.one_person_family": (
        N_("Classified relief, one-person family"),
        N_("A share on top where the family is one person."),
    ),
    "uplift.lost_only_child": (
        N_("Classified relief, only child lost"),
        N_("A share on top for each member of a family that lost its only child."),
    ),
    "tekun.urban": (N_("Urban tekun standard"), N_("Basic living standard of an extremely poor person in the city.")),
    "tekun.urban_institutional": (
        N_("Urban tekun standard, in an institution"),
        N_("The urban standard for a person cared for in an institution, where the two kinds of care differ."),
    ),
    "tekun.urban_dispersed": (
        N_("Urban tekun standard, at home"),
        N_("The urban standard for a person cared for at home, where the two kinds of care differ."),
    ),
    "tekun.rural": (
        N_("Rural tekun standard"),
        N_("Basic living standard of an extremely poor person in the country."),
    ),
    "tekun.rural_institutional": (
        N_("Rural tekun standard, in an institution"),
        N_("The rural standard for a person cared for in an institution, where the two kinds of care differ."),
    ),
    "tekun.rural_dispersed": (
        N_("Rural tekun standard, at home"),
        N_("The rural standard for a person cared for at home, where the two kinds of care differ."),
    ),
    "tekun.care_self": (
        N_("Tekun care allowance, self-care"),
        N_("Care allowance of an extremely poor person who cares for himself or herself."),
    ),
    "tekun.care_partly": (
        N_("Tekun care allowance, partly dependent"),
        N_("Care allowance of an extremely poor person who partly depends on care."),
    ),
    "tekun.care_wholly": (
        N_("Tekun care allowance, wholly dependent"),
        N_("Care allowance of an extremely poor person who wholly depends on care."),
    ),
    "orphan.institutional": (
        N_("Orphan standard, in an institution"),
        N_("Basic living allowance of an orphan raised in an institution."),
    ),
    "orphan.dispersed": (
        N_("Orphan standard, in a family"),
        N_("Basic living allowance of an orphan who lives in a family."),
    ),
    "unsupported_child.follows": (
        N_("Standard that unsupported children follow"),
        N_("Which of the orphans' standards is that of a de-facto unsupported child."),
    ),
    "unsupported_child.standard": (
        N_("Unsupported child standard"),
        N_("The standard of a de-facto unsupported child, where it is an amount of its own."),
    ),
    "retiree.full": (
        N_("1960s retiree, full living allowance"),
        N_("Monthly amount of a worker released in the 1960s, in the tier of full living allowance."),
    ),
    "retiree.70": (
        N_("1960s retiree, 70 % relief"),
        N_("Monthly amount in the tier that was once 70 % of the wage; today an amount of its own."),
    ),
    "retiree.40": (
        N_("1960s retiree, 40 % relief"),
        N_("Monthly amount in the tier that was once 40 % of the wage; today an amount of its own."),
    ),
    "retiree.hardship": (N_("1960s retiree, hardship subsidy"), N_("Monthly amount in the tier of hardship subsidy.")),
    "disability.living": (
        N_("Living subsidy for disabled people"),
        N_("Paid to each disabled member of a dibao family."),
    ),
    "disability.nursing": (
        N_("Nursing subsidy for severe disability"),
        N_("Paid to each person with a disability of grade 1 or 2."),
    ),
    "disability.nursing_grade_1": (
        N_("Nursing subsidy, grade 1"),
        N_("The nursing subsidy of grade 1, where the grades differ."),
    ),
    "disability.nursing_grade_2": (
        N_("Nursing subsidy, grade 2"),
        N_("The nursing subsidy of grade 2, where the grades differ."),
    ),
    "price_subsidy.trigger_cpi": (
        N_("CPI trigger of the price subsidy"),
        N_("The price subsidy is paid from this rise of consumer prices on the year before."),
    ),
    "price_subsidy.trigger_food": (
        N_("Food trigger of the price subsidy"),
        N_("The price subsidy is paid from this rise of food prices on the year before."),
    ),
    "price_subsidy.base": (
        N_("Base of the price subsidy"),
        N_("The standard that the rise is applied to: the urban dibao standard, or the family's own."),
    ),
    "price_subsidy.base_month": (
        N_("Month of the base"),
        N_("Whether the base is the standard of the same month a year earlier or of the month itself."),
    ),
    "price_subsidy.rate": (
        N_("Rate of the price subsidy"),
        N_("What the base is multiplied by: the rise of food prices, of consumer prices, or the share of a band."),
    ),
    "price_subsidy.bands": (
        N_("Bands of the price subsidy"),
        N_("From which rise on which share of the base is paid."),
    ),
    "price_subsidy.coefficient": (
        N_("Coefficient of the price subsidy"),
        N_("A factor on the rise; 1 where nothing is set."),
    ),
    "price_subsidy.multiplier": (
        N_("Multiplier of the price subsidy"),
        N_("A factor on the ordinary amount, such as 2 while the subsidy is doubled."),
    ),
    "price_subsidy.minimum": (
        N_("Minimum price subsidy"),
        N_("The least that is paid when the subsidy is paid at all."),
    ),
    "price_subsidy.rounding": (
        N_("Rounding of the price subsidy"),
        N_("How the amount per person is rounded, before or after the multiplier."),
    ),
    "price_subsidy.covers": (
        N_("Who has the price subsidy"),
        N_("The schemes whose people the price subsidy is paid to."),
    ),
    "elders.age_90": (
        N_("Elders' allowance, aged 90 to 99"),
        N_("On record only: paid to every registered resident of that age; no rule here uses it."),
    ),
    "elders.age_100_follows": (
        N_("Standard of the elders' allowance from the age of 100"),
        N_("On record only: which standard the allowance from the age of 100 equals; no rule here uses it."),
    ),
    "minimum_wage.monthly": (
        N_("Minimum wage"),
        N_("On record only: the monthly minimum wage; no rule here uses it."),
    ),
}


def label(key: str) -> str:
    """What a key is called: `Rural dibao standard`."""
    return _(PARAMETERS[_base(key)][0])


def meaning(key: str) -> str:
    """What a key means, in one sentence."""
    return _(PARAMETERS[_base(key)][1])


def spoken(place: str) -> str:
    """A key as a person reads it: `Rural dibao standard (dibao.rural)`; anything else as it is."""
    return _("{label} ({key})").format(label=label(place), key=place) if _base(place) in PARAMETERS else place


def _base(key: str) -> str:
    """The key without the district that it is for, as the program or as a file writes it."""
    return key_parts(key)[0].partition(f"{BY_DISTRICT}.")[0]

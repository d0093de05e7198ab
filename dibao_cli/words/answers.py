"""Names of what an answer holds, and its warnings, exclusions and conditions as sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ..rules.dated import Law
from ..rules.parameters import PARAMETERS, key_parts, written
from . import N_, _, in_language

PROGRAMMES: dict[str, str] = {
    "dibao": N_("Subsistence allowance (dibao)"),
    "single_person": N_("Single-person inclusion"),
    "gradual_exit": N_("Gradual exit"),
    "uplift": N_("Classified relief"),
    "tekun": N_("Extremely poor: basic living"),
    "tekun_care": N_("Extremely poor: care"),
    "orphan": N_("Orphan's allowance"),
    "unsupported_child": N_("De-facto unsupported child"),
    "retiree": N_("1960s streamlined retiree"),
    "living_subsidy": N_("Living subsidy (disability)"),
    "nursing_subsidy": N_("Nursing subsidy (disability)"),
    "price_subsidy": N_("Price subsidy"),
    "one_off": N_("One-off aid"),
}

STEPS: dict[str, str] = {
    "countable_income": N_("Countable income"),
    "countable_income_of_the_year": N_("Countable income per year"),
    "work_deduction": N_("Earned-income disregard"),
    "below_the_line": N_("Income is below the standard"),
    "minimum": N_("Minimum payment"),
    "allowance": N_("Standard × members − income"),
    "within_income_limit": N_("Family income is within the limit"),
    "within_gradual_exit": N_("The month is within gradual exit"),
    "gradual_exit": N_("Share of the last allowance"),
    "highest_share": N_("Highest share that applies"),
    "uplift": N_("Share of the local standard"),
    "basic_living": N_("Basic living standard"),
    "care": N_("Care allowance of the grade"),
    "orphan": N_("Standard of the kind of care"),
    "share_of_dibao": N_("Child's share of the family's dibao"),
    "difference": N_("Standard less what the child already gets"),
    "retiree": N_("Amount of the tier"),
    "subsidy": N_("Amount"),
    "cpi_trigger": N_("CPI trigger met"),
    "food_trigger": N_("Food price trigger met"),
    "ordinary_subsidy": N_("Ordinary amount per person"),
    "subsidy_a_person": N_("Amount per person"),
    "one_off": N_("One-off amount"),
}

BASES: dict[str, str] = {
    "published": N_("published"),
    "reported": N_("reported"),
    "inferred": N_("inferred"),
    "stated": N_("stated"),
}

AREAS: dict[str, str] = {"urban": N_("urban"), "rural": N_("rural")}

BECAUSE: dict[str, str] = {
    "tekun": N_("support for the extremely poor excludes it"),
    "orphan": N_("the orphan's allowance excludes it"),
    "unsupported_child": N_("the full allowance of a de-facto unsupported child excludes it"),
    "dibao": N_("the family already receives dibao"),
}

CONDITIONS: dict[str, str] = {
    "rural_household": N_("the household is rural"),
    "disability_or_illness_of_an_edge_family": N_(
        "disability of grade 1 or 2, of grade 3 of intellect or mind, or serious illness"
    ),
    "low_income_village": N_("it lives in a low-income village"),
    "within_income_limit": N_("family income is within the limit"),
    "property_test_met": N_(
        "property within the limits, a condition of dibao for every family (社会救助暂行办法, art. 9; 民发〔2012〕220号, art. 4)"
    ),
    "severe_disability_or_serious_illness": N_("severe disability, or serious illness with working ability lost"),
    "cannot_form_household": N_("the person cannot form a household"),
    "own_income_below_the_standard": N_("the person's own income is below the standard"),
}

NOT_MET: dict[str, str] = {
    "rural_household": N_("it is not a rural household"),
    "disability_or_illness_of_an_edge_family": N_("neither such a disability nor a serious illness"),
    "low_income_village": N_("it does not live in a low-income village"),
    "within_income_limit": N_("family income is above the limit"),
    "property_test_met": N_(
        "property is not within the limits, a condition of dibao for every family (社会救助暂行办法, art. 9; 民发〔2012〕220号, art. 4)"
    ),
    "severe_disability_or_serious_illness": N_("neither severe disability nor a serious illness"),
    "cannot_form_household": N_("the person can form a household"),
    "own_income_below_the_standard": N_("the person's own income is not below the standard"),
}
"""The same conditions, as what was found where one is not met."""

WARNINGS: dict[str, str] = {
    "stale_table": N_("{key}: the newest figure is of {since}; the table is out of date by {months} month(s)."),
    "inferred_value": N_("{key} is inferred, not found in a document."),
    "inferred_between": N_("{key} is inferred; it lies between {at_least} and {at_most}."),
    "override": N_("{key} was set by hand (--set), not taken from a notice."),
    "shadowed": N_("{key}, set by hand (--set), is not used here: {other} goes before it. Set that one too."),
    "ratio_broken": N_(
        "With what was set by hand the ratio {ratio} does not hold in {month}: {due} is due, {value} is set. Set the other figure too if it was raised as well."
    ),
    "folder_without_region": N_(
        "The folder {folder} names no region (region.toml): its notices were laid over those of {region}. Name the region with --region."
    ),
    "stated_index": N_("The price index of {month} was stated by the user, not taken from a notice."),
    "stated_rate": N_("The price subsidy of {amount} per person was stated by the user, not computed."),
    "rate_multiplied": N_(
        "The announced amount was multiplied by {factor}, in force from {first} to {last}. If it is what is paid already, say so: --subsidy-rate-doubled."
    ),
    "inferred_one_off": N_("The one-off amount is inferred, not found in a document of the year."),
    "missing": N_("{programme}: not computed. {advice}"),
    "estimate": N_("The national price index of {month} stands in for the region's own: an estimate."),
    "estimate_off": N_(
        "The national price index of {month} stands in for the region's own: an estimate. In the months where both are known it gave, against the region's: {deviation}."
    ),
    "annual_income_divided": N_("The yearly income was divided by 12 at the end, half-up to the fen."),
    "assumed:income": N_("No income was stated: it was taken as 0 yuan."),
    "assumed:income_of_person": N_("Person {person}: no own income was stated: it was taken as 0 yuan."),
    "assumed:work_income": N_(
        "How much of the income is earned by work was not stated: nothing of it was left out as earned income."
    ),
    "assumed:age": N_("Person {person}: no age was stated: nothing was added by age as classified relief."),
    "assumed:members": N_("Neither members nor persons were stated: one person was assumed."),
    "assumed:month": N_("Month: {month} (not stated; newest table {newest})."),
    "assumed:property": N_(
        "Property was not stated: it was taken to be within the limits, a condition of dibao for every family (社会救助暂行办法, art. 9)."
    ),
    "assumed:district": N_(
        "{programme}: no district was stated: {amount} yuan was taken, as in {districts}; elsewhere it is {elsewhere} yuan."
    ),
    "assumed:district_general": N_(
        "{programme}: no district was stated: {amount} yuan was taken; in the districts it is {elsewhere} yuan."
    ),
    "work_income_changes_nothing": N_(
        "The earned income changes nothing: no rule on record for {month} leaves a part of it out."
    ),
    "care_not_assessed": N_("Person {person}: the care allowance was not assessed. State self_care or abilities_lost."),
    "tekun_and_retiree_together": N_(
        "Person {person}: whether tekun and a 1960s retiree's allowance may be had together was not found; both are shown."
    ),
    "orphan_not_counted": N_(
        "An orphan is not counted in the dibao family. This is an interpretation: no legal text settles it."
    ),
    "retiree_allowance_not_income": N_(
        "The retiree's allowance is not counted as income for dibao. This is an interpretation: no legal text settles it. Enter it as income to count it."
    ),
    "income_of_person_kept_by_another_scheme": N_(
        "The own income of a person supported by another scheme is not counted for dibao. This is an interpretation: no legal text settles it."
    ),
    "care_allowance_not_taken_off": N_(
        "The care allowance is not taken off the child's allowance, the basic living standard is: no text says which, so this is inferred."
    ),
    "living_subsidy_in_the_difference": N_(
        "The living subsidy, whose amount is not known, is in the child's amount: what it brings is taken off the difference again, unless it were higher than that."
    ),
    "children_at_the_flat_rate": N_(
        "The children's price subsidy is taken at the same flat rate: no text says so, so this is inferred."
    ),
}

MISSING: dict[str, str] = {
    "index": N_(
        "No price index is on record for {month}. Give --food-cpi and --cpi, the announced amount with --subsidy-rate, or --index national for an estimate."
    ),
    "not_stated": N_("{key} was not stated."),
    "low_income_village": N_(
        "It was not stated whether the household lives in a low-income village. State low_income_village."
    ),
    "property_test_met": N_(
        "It was not stated whether the household's property is within the limits. State property_test_met."
    ),
    "cannot_form_household": N_(
        "It was not stated whether the person is unable to form a household. State cannot_form_household."
    ),
    "disability": N_("Neither a disability nor a serious illness was stated that counts. State disability or illness."),
    "no_band": N_("The subsidy is due, but no band of {key} begins as low as prices rose."),
    "index.cpi": N_("The CPI of {month} is needed to decide. Give --cpi."),
    "index.food": N_("The food index of {month} is needed. Give --food-cpi."),
    "price_subsidy.covers": N_(
        "No rule of the price subsidy is on record for {month}. A notice in a folder of your own can set it (--standards)."
    ),
    "one_off": N_("No one-off amount is on record for {month}. A notice can set it ([one_off.NAME]); see --standards."),
    "care": N_("The standard differs by kind of care. State care=institutional or care=dispersed."),
    "never": N_(
        "No notice on record sets {key}. Supply it with --set {key}={unit} or in a folder of your own (--standards)."
    ),
    "not_yet": N_(
        "{key} is not on record before {first}. Supply it with --set {key}={unit} or in a folder of your own (--standards)."
    ),
    "repealed": N_("{key} is no longer in force in {month}. Supply it with --set {key}={unit} if you know it."),
    "unknown": N_(
        "The figure of {key} for {month} exists but was not found. Supply it with --set {key}={unit} or in a folder of your own (--standards)."
    ),
}


def missing_text(details: Mapping[str, str]) -> str:
    """What is not known, and the exact flag or key that supplies it."""
    key = details["key"]
    template = MISSING[details["state"]] if details["state"] == "no_band" else MISSING.get(key)
    pieces = {"month": details["month"], "first": details.get("first", ""), "unit": unit_text(key)}
    return _(template or MISSING[details["state"]]).format(key=written(key), **pieces)


UNITS: dict[str, str] = {
    "yuan": N_("YUAN"),
    "percent": N_("PERCENT"),
    "factor": N_("FACTOR"),
    "count": N_("MONTHS"),
}


def unit_text(key: str) -> str:
    """What a key takes: yuan, per cent, a factor, months, or the choices that it has."""
    found = PARAMETERS.get(key_parts(key)[0])
    if found is None:
        return _(UNITS["yuan"])
    return "|".join(found.choices) if found.kind == "choice" else _(UNITS.get(found.kind, N_("VALUE")))


def law_name(law: Law) -> str:
    """A text by its name and number, in the language in use."""
    name = in_language(law.name)
    return _("{name} ({number})").format(name=name, number=law.document) if law.document else name


ASSUMED: dict[str, str] = {
    "assumed:income": N_("income: 0 yuan"),
    "assumed:work_income": N_("earned income: nothing left out"),
    "assumed:members": N_("members: one person"),
    "assumed:age": N_("age: nothing added by age"),
    "assumed:month": N_("month: the region's own"),
    "assumed:property": N_("property: within the limits"),
    "assumed:district": N_("district: the general standard"),
    "care_not_assessed": N_("self-care: no care allowance"),
}
"""What was not stated and what was taken, in a few words, for sums over many households."""

STATED_BY: dict[str, str] = {
    "assumed:income": "--income",
    "assumed:work_income": "--work-income",
    "assumed:members": "--members",
    "assumed:age": "--person age=…",
    "assumed:month": "--month",
    "assumed:property": "--property-test-met",
    "assumed:district": "--district",
    "care_not_assessed": "--person self_care=…",
}
"""The option by which each fact is stated that an answer otherwise takes for granted."""


def _assumed(code: str, told: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Which text an assumption has, and its pieces as they are read: amounts without a point where they need none."""
    if code == "assumed:income" and "person" in told:
        code = "assumed:income_of_person"
    if code == "assumed:district":
        code = code if told["districts"] else "assumed:district_general"
        amounts = {name: told[name].replace(".00", "") for name in ("amount", "elsewhere")}
        lists = {name: text.replace(", ", _(", ")) for name, text in {**told, **amounts}.items()}
        told = {**lists, "programme": _(PROGRAMMES[told["programme"]])}
    return code, told


def warning_text(code: str, details: Mapping[str, str]) -> str:
    """A warning as a sentence in the language in use."""
    told = dict(details)
    if code == "missing":
        return _(WARNINGS[code]).format(programme=_(PROGRAMMES[told["programme"]]), advice=missing_text(told))
    if "en" in told or "zh" in told:  # a notice's own warning
        return in_language({name: told[name] for name in ("en", "zh") if name in told})
    for name in ("key", "other"):
        if name in told:
            told[name] = written(told[name])
    if code == "estimate" and told.get("deviation"):
        code = "estimate_off"
    if code == "rate_multiplied":
        told.setdefault("last", _("now"))
    code, told = _assumed(code, told)
    if code == "inferred_value" and "at_least" in told and "at_most" in told:
        code = "inferred_between"
    return _(WARNINGS[code]).format(**told)


def exclusion_text(programme: str, because: str) -> str:
    """`Nursing subsidy is not paid: tekun excludes it.`"""
    return _("{programme} is not paid: {because}.").format(
        programme=_(PROGRAMMES[programme]), because=_(BECAUSE[because])
    )


def condition_text(code: str) -> str:
    """A requirement that is not met, or (code with `?`) was not stated."""
    name = code.removesuffix("?")
    if code.endswith("?"):
        return _("not stated: {condition}").format(condition=_(CONDITIONS[name]))
    return _("not met: {condition}").format(condition=_(NOT_MET[name]))

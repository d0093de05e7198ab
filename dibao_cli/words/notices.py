"""What the keys of a notice are called and mean, its choices, and the units and laws of what is stated."""

from __future__ import annotations

from . import N_, _

CHOICES: dict[str, str] = {
    "orphan.dispersed": N_("the standard of an orphan in a family"),
    "orphan.institutional": N_("the standard of an orphan in an institution"),
    "dibao.urban": N_("the urban dibao standard"),
    "urban": N_("the urban standard"),
    "own": N_("the standard of the household's own area"),
    "year_earlier": N_("the same month a year earlier"),
    "current": N_("the month itself"),
    "food": N_("the rise of food prices"),
    "cpi": N_("the rise of consumer prices"),
    "bands": N_("the share of a band"),
    "dibao": N_("dibao families"),
    "tekun": N_("extremely poor persons"),
    "orphan": N_("orphans"),
    "unsupported_child": N_("de-facto unsupported children"),
    "retiree": N_("retirees of the 1960s"),
    "person": N_("per person"),
    "household": N_("per household"),
    "up": N_("up"),
    "down": N_("down"),
    "half_up": N_("half up"),
    "before_multiplier": N_("before the multiplier"),
    "after_multiplier": N_("after the multiplier"),
}
"""What may be chosen for a parameter, a rounding or a one-off payment, by the codes."""

NOTICE: dict[str, tuple[str, str]] = {
    "title": (N_("Title"), N_("The document's title.")),
    "issuer": (N_("Issued by"), N_("Who issued the document.")),
    "document": (N_("Document number"), N_("The document's number, if it has one.")),
    "effective": (N_("In force from"), N_("The first day on which the figures hold: the first of a month.")),
    "until": (N_("In force until"), N_("The first day on which they no longer hold, only if the notice ends.")),
    "source": (
        N_("Source"),
        N_("Where the figures were read, with the day of its appearance: a text, or a name of [sources]."),
    ),
    "checked": (N_("Checked"), N_("When somebody last compared the figures with the source.")),
    "basis": (N_("Basis"), N_("How well founded the figures are: published, reported or inferred.")),
    "limitations": (N_("Limitations"), N_("What the source does not say.")),
    "repeals": (N_("Repeals"), N_("The keys that the notice ends.")),
    "unknown": (N_("Unknown"), N_("The keys whose new figure exists but was not found.")),
    "acknowledged": (
        N_("Acknowledged"),
        N_("The findings of standards check that somebody has looked at, with the reason why they stay."),
    ),
    "warning": (
        N_("Warnings"),
        N_("What everybody must know who reads an answer that rests on the notice."),
    ),
}
"""The keys of the table `[notice]`."""

FIGURE: dict[str, tuple[str, str]] = {
    "value": (N_("Figure"), N_("The figure itself.")),
    "basis": (N_("Basis"), N_("How well founded the figures are: published, reported or inferred.")),
    "note": (N_("Note"), N_("How the figure came about, such as a calculation.")),
    "source": (
        N_("Source"),
        N_("Where the figures were read, with the day of its appearance: a text, or a name of [sources]."),
    ),
    "at_least": (N_("At least"), N_("The lowest that an inferred figure can be.")),
    "at_most": (N_("At most"), N_("The highest that an inferred figure can be.")),
}
"""The keys of a figure that says more than its value."""

UNITS: dict[str, str] = {
    "yuan_person_month": N_("yuan per person per month"),
    "yuan_month": N_("yuan per month"),
    "yuan_year": N_("yuan per year"),
    "percent": N_("per cent"),
    "times": N_("times"),
    "months": N_("months"),
    "persons": N_("persons"),
    "years": N_("years"),
    "grade": N_("grade"),
    "abilities": N_("of six abilities"),
}


def choice(code: str) -> str:
    """One of the choices as a person reads it: `the same month a year earlier (year_earlier)`."""
    return _("{label} ({key})").format(label=_(CHOICES[code]), key=code)


def in_words(figure: str) -> str:
    """A figure as it is written, with the codes in it as a person reads them: `dibao,tekun`, `0.50 up`."""
    parts = figure.replace(",", " ").split()
    if not any(part in CHOICES for part in parts):
        return figure
    return _(", ").join(choice(part) if part in CHOICES else part for part in parts)


def unit(code: str) -> str:
    """A unit in words; empty for what has none."""
    return _(UNITS[code]) if code else ""


def law_text(law: str) -> str:
    """Where a text provides for it: `民发〔2021〕57号 13` as `民发〔2021〕57号, art. 13`; empty where there is none."""
    document, _blank, article = law.partition(" ")
    return _("{document}, art. {article}").format(document=document, article=article) if article else document

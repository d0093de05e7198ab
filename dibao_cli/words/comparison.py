"""The causes of a difference, in words."""

from __future__ import annotations

from . import N_, _

CAUSES: dict[str, str] = {
    "standard_changed": N_("Standard changed"),
    "temporary_measure": N_("Temporary measure began or ended"),
    "index_moved": N_("Price index moved"),
    "members_changed": N_("Members changed"),
    "income_changed": N_("Income changed"),
    "household_changed": N_("Household changed otherwise"),
    "rounding": N_("Rounding"),
    "exclusion_changed": N_("Exclusion changed"),
    "newly_eligible": N_("Newly eligible"),
    "no_longer_eligible": N_("No longer eligible"),
}


ORDER_OF_CAUSES = N_(
    "The causes are taken one after the other: standards, temporary measures, price index, members, income, the rest of the household; rounding is what a rounding rule adds at either end. The path runs from the earlier month to the later; what two causes do together goes to the later cause."
)
"""The order of `rules.causes.ORDER` in words; a test keeps the two together."""


def cause_text(cause: str, by: str, direction: int = 0) -> str:
    """A cause, with the step that brought it about; `direction` tells whether all of its figures rose or fell."""
    if cause == "standard_changed" and direction:
        return _("Standard rose") if direction > 0 else _("Standard fell")
    name = _(CAUSES[cause])
    return name if cause == by else _("{cause} ({by})").format(cause=name, by=_(CAUSES[by]))

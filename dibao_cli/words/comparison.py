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


def order_text() -> str:
    """The order in which the causes are taken, from the rules' own list: for the help and the docs."""
    from ..rules.decomposition import ORDER

    return _(
        "Causes are taken one after the other, in this order: {order}. What two of them do together goes to the later "
        "one. The way runs from the earlier month to the later; within one month from the smaller household to the "
        "larger, then from the lower income to the higher. Rounding is what a notice's rounding rule adds at either end."
    ).format(order=", ".join(_(CAUSES[cause]) for cause in ORDER))


def cause_text(cause: str, by: str, direction: int = 0) -> str:
    """A cause, with the step that brought it about; `direction` tells whether all of its figures rose or fell."""
    if cause == "standard_changed" and direction:
        return _("Standard rose") if direction > 0 else _("Standard fell")
    name = _(CAUSES[cause])
    return name if cause == by else _("{cause} ({by})").format(cause=name, by=_(CAUSES[by]))

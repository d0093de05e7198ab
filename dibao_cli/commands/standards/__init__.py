"""`dibao standards`: the tables themselves. Each command has its own file."""

from ...words import N_
from ..entry import Entry

EXAMPLES = (
    "dibao standards list",
    "dibao standards show --month 2020-07",
    "dibao standards show dibao.rural --history",
    "dibao standards diff 2020-06 2020-07",
    "dibao standards check",
)
COMMANDS = {
    "list": Entry(
        f"{__name__}.list",
        N_("Which notices there are: from when to when they hold, where they were read, when they were last checked."),
    ),
    "show": Entry(
        f"{__name__}.show",
        N_("The figures in force in a month, each with its notice and basis; or the history of one figure."),
    ),
    "diff": Entry(f"{__name__}.diff", N_("What changed in the figures between two months, in yuan and per cent.")),
    "check": Entry(
        f"{__name__}.check",
        N_("Look for everything that may be wrong with a folder of notices: errors, and what somebody should look at."),
    ),
    "new": Entry(
        f"{__name__}.new",
        N_("Begin a new notice: a file with the figures in force as comments, to be filled in and then checked."),
    ),
}
